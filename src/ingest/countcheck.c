/* SPDX-License-Identifier: GPL-3.0-or-later */
/* countcheck.c - whether what became of the rows is a failure, and of what.
 *
 * A message names what would help: the first malformed row, what was meant by a value
 * that no row has, the currency without a rate. */
#include <inttypes.h>
#include <stdio.h>

#include "base/ageing.h"
#include "base/file.h"
#include "base/lookalike.h"
#include "base/str.h"
#include "ingest/counts.h"

bp_status bp_counts_fail(const bp_counts *c, const bp_plan *p, const char *after,
                         bp_err *err)
{
    size_t file = c->place.file;
    bp_loc at = bp_plan_place(p, file, c->place.line);
    if (c->malformed == BP_RULE_QUOTE)
        return bp_fail(err, &at, BP_EDATA, "text behind a closing quote%s", after);
    if (c->malformed == BP_RULE_RAGGED)
        return bp_fail(err, &at, BP_EDATA, "%zu field%s instead of %zu%s", c->found,
                       c->found == 1 ? "" : "s", p->head[file].layout.n_columns, after);
    at.field = p->written[file][c->wanted].at + 1;
    at.name = p->wanted.column[c->wanted].name;
    const char *what = c->malformed == BP_RULE_NUMBER && c->wanted == p->fields.fte
                           ? "not a share of full time, as 0.8 or 80%"
                           : "not a number";
    if (!p->reading->show_values)
        return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_SHOW_VALUES, NULL },
                            "%s%s", what, after);
    bp_str value = { 0 };
    bp_str_visible(&value, bp_text_of(c->value));
    bp_fail(err, &at, BP_EDATA, "%s: '%s'%s", what, value.at != NULL ? value.at : "",
            after);
    bp_str_release(&value);
    return BP_EDATA;
}

static bp_status too_many_malformed(const bp_counts *c, const bp_plan *p,
                                    uint64_t malformed, bp_err *err)
{
    char after[160];
    snprintf(after, sizeof after,
             " (the first of %" PRIu64 " malformed rows of %" PRIu64
             ", more than the %g%% allowed)",
             malformed, c->rows, p->reading->max_malformed_permille / 10.0);
    bp_status status = bp_counts_fail(c, p, after, err);
    if (err != NULL && err->hint == BP_HINT_NONE)
        err->hint = BP_HINT_MALFORMED;
    return status;
}

/* ---- what was meant by a value that no row has ---- */

#define NEAREST_MAX 64

typedef struct searching {
    size_t column;
    bp_text value;
    size_t distance; /* of the nearest so far */
    uint64_t rows;   /* that have it */
    char *out;       /* [NEAREST_MAX] */
} searching;

static bp_status compare(void *arg, const bp_record *r, bp_err *err)
{
    searching *s = arg;
    (void)err;
    const bp_text cell = bp_text_trim(r->field[s->column]);
    const size_t d = cell.n > 0 && cell.n < NEAREST_MAX
                         ? bp_text_distance(s->value, cell, s->distance)
                         : s->distance;
    if (cell.n > 0 && bp_text_alike(cell, bp_text_of(s->out)))
        s->rows++;
    if (d >= s->distance)
        return BP_OK;
    s->distance = d;
    s->rows = 1;
    snprintf(s->out, NEAREST_MAX, "%.*s", (int)cell.n, cell.at);
    return BP_OK;
}

/* The value of a wanted column that is nearest to `value`, and that several rows have, in
 * the head of the first file; "" when none is near: a value that one row alone has may be
 * a person, and is not told.  Rows that are not selected leave nothing behind, so the file
 * is opened once more; only a run that has failed already takes that time. */
static void find_nearest(char out[NEAREST_MAX], const bp_plan *p, size_t wanted,
                         bp_text value)
{
    bp_reading reading = *p->reading;
    bp_head head = { 0 };
    out[0] = '\0';
    reading.digest = false;
    if (!bp_file_is_regular(reading.file[0]) ||
        bp_head_open(&head, &reading, 0, false, NULL) != BP_OK)
        return;
    searching s = { .column = p->written[0][wanted].at,
                    .value = value,
                    .distance = value.n > 2 ? value.n / 3 + 2 : value.n,
                    .out = out };
    if (bp_head_rows(&head, &s.column, 1, compare, &s, NULL) != BP_OK || s.rows < 2)
        out[0] = '\0';
    bp_head_release(&head);
}

/* "no row has the job 'nrse'; did you mean 'Nurse'?" */
static bp_status none_has(const bp_plan *p, const bp_loc *at, const char *asked,
                          size_t wanted, bp_text value, const char *what, bp_err *err)
{
    char near[NEAREST_MAX], meant[BP_LOOK_MEANT_ROOM];
    find_nearest(near, p, wanted, value);
    return bp_fail(err, at, BP_EDATA, "no row %s '%s'%s", what, asked,
                   bp_look_meant(meant, near[0] != '\0' ? near : NULL, asked));
}

/* The first name of the list that no row has. */
static bp_status check_peers(const bp_counts *c, const bp_plan *p, bp_err *err)
{
    size_t missing = SIZE_MAX;
    for (size_t i = 0; i < c->n_peers; i++)
        if (!c->peer[i] && (missing == SIZE_MAX ||
                            p->peers->list[i].line < p->peers->list[missing].line))
            missing = i;
    if (missing == SIZE_MAX)
        return BP_OK;
    const char *name = p->peers->list[missing].name;
    const bp_loc at = { .file = p->peers->file, .line = p->peers->list[missing].line };
    const size_t column =
        p->fields.org_name != BP_NOT_WANTED ? p->fields.org_name : p->fields.org;
    return none_has(p, &at, name, column, bp_text_of(name), "has the organization", err);
}

/* Titles are what is misspelt. */
static size_t job_column(const bp_fields *f)
{
    return f->job[1] != BP_NOT_WANTED ? f->job[1] : f->job[0];
}

/* Why no row is left, when something else to ask for would help. */
static bp_status none_left(const bp_counts *c, const bp_plan *p, bp_err *err)
{
    bp_loc at = { .file = p->n_files == 1 ? p->file[0] : NULL };
    for (size_t i = 0; i < p->choice->n_where; i++)
        if (c->passed[i] == 0)
            return none_has(p, &at, p->choice->where[i], p->condition[i].column,
                            p->condition[i].value, "is left by the condition", err);
    if (p->choice->n_job > 0 && c->excluded[BP_RULE_RAGGED] == 0) {
        uint64_t excluded = 0;
        for (size_t i = 0; i < BP_RULE_COUNT; i++)
            excluded += c->excluded[i];
        if (excluded == 0)
            return none_has(p, &at, p->choice->job[0], job_column(&p->fields),
                            bp_text_of(p->choice->job[0]), "has the job", err);
    }
    at.name = p->wanted.column[p->elements.at[0].part[0]].name;
    if (c->excluded[BP_RULE_RANGE] > 0)
        return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_RANGE, NULL },
                            "it holds ranges");
    if (c->excluded[BP_RULE_PERIOD] > 0)
        return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_PERIOD, NULL },
                            "its pay period is not known");
    return BP_OK;
}

bp_status bp_counts_check(const bp_counts *c, const bp_plan *p, bp_err *err)
{
    uint64_t malformed = c->excluded[BP_RULE_QUOTE] + c->excluded[BP_RULE_RAGGED] +
                         c->excluded[BP_RULE_NUMBER];
    if (malformed * 1000 > (uint64_t)p->reading->max_malformed_permille * c->rows)
        return too_many_malformed(c, p, malformed, err);
    bp_status status = check_peers(c, p, err);
    if (status != BP_OK)
        return status;
    if (c->used > 0 && c->weightless == c->used)
        return bp_fail(err,
                       &(bp_loc){ .file = p->file[0],
                                  .name = p->wanted.column[p->fields.weight].name },
                       BP_EDATA,
                       "the weights of all rows are 0, so there is nobody left");
    return c->rows > 0 && c->used == 0 ? none_left(c, p, err) : BP_OK;
}

/* Rows that are more than one of a hundred move figures. */
static bool are_many(uint64_t rows, const bp_counts *c)
{
    return rows * 100 > c->used;
}

void bp_counts_ask(const bp_counts *c, const bp_plan *p)
{
    const bp_setting no_column[] = { { BP_SET_MAP, "period", "" } };
    const bp_setting small[] = { { BP_SET_MIN_PAY, NULL, "1000" },
                                 { BP_SET_UNIT, NULL, "1" } };
    if (p->fields.period == BP_NOT_WANTED)
        return;
    const bp_loc at = { .file = p->file[0],
                        .name = p->wanted.column[p->fields.period].name };
    if (c->contradicted > 0)
        bp_doubts_add(p->doubts, "period", &at, no_column, 1,
                      "%" PRIu64
                      " row%s another period beside the amount than in this column",
                      c->contradicted, c->contradicted == 1 ? " names" : "s name");
    if (are_many(c->small_year, c) && p->reading->unit == 0 && !p->choice->has_min_pay)
        bp_doubts_add(p->doubts, "period", &at, small, 2,
                      "it says a year's pay of %" PRIu64
                      " row%s below 1,000: it may be paid for "
                      "an hour or in thousands, or be right as it is",
                      c->small_year, c->small_year == 1 ? " that is" : "s that are");
}

static bool is_about_rates(const bp_event *e)
{
    return e->kind == BP_EVENT_CONVERTED || e->kind == BP_EVENT_UNRATED;
}

bool bp_counts_concern(const bp_survey *s, const bp_event *e)
{
    const char *currency = bp_survey_currency(s);
    const int year = bp_survey_year(s);
    if (year > 0 && e->year != year)
        return false;
    if (is_about_rates(e) || e->n_code == 0 || currency == NULL)
        return true;
    bp_text code = bp_text_of(currency);
    code.n = code.n < BP_CODE_MAX ? code.n : BP_CODE_MAX; /* as events have it */
    return bp_text_equal((bp_text){ e->code, e->n_code }, code);
}

/* A longer word that one row alone has may be anything, and is not told. */
#define CODE_LENGTH 3

/* Is it one of a kind, about rows of the survey's year, or of any where s is NULL? */
static bool is_about(const bp_event *e, bp_event_kind kind, const bp_survey *s)
{
    return e->kind == kind && (s == NULL || bp_counts_concern(s, e));
}

static const bp_event *first_about(const bp_events *all, bp_event_kind kind,
                                   const bp_survey *s)
{
    const bp_event *first = NULL;
    for (size_t i = 0; i < all->n; i++)
        if (is_about(&all->at[i], kind, s) &&
            (first == NULL || all->at[i].first.order < first->first.order))
            first = &all->at[i];
    return first;
}

bp_status bp_counts_check_rates(const bp_counts *c, const bp_plan *p, const bp_survey *s,
                                bp_err *err)
{
    const bp_events *all = &c->events;
    const bp_event *first = first_about(all, BP_EVENT_UNRATED, s);
    uint64_t rows = 0;
    if (first == NULL)
        return BP_OK;
    const bp_text code = { first->code, first->n_code };
    for (size_t i = 0; i < all->n; i++) {
        const bp_event *e = &all->at[i];
        if (is_about(e, BP_EVENT_UNRATED, s) &&
            bp_text_equal(code, (bp_text){ e->code, e->n_code }))
            rows += e->rows;
    }
    const bp_loc at = bp_plan_place(p, first->first.file, first->first.line);
    if (rows == 1 && code.n > CODE_LENGTH && !p->reading->show_values)
        return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_SHOW_VALUES, NULL },
                            "'%s' has no rate for the currency of this row, which is no "
                            "code",
                            bp_rates_file(p->rates));
    return bp_fail(err, &at, BP_EDATA, "'%s' has no rate for '%.*s' (%" PRIu64 " row%s)",
                   bp_rates_file(p->rates), (int)code.n, code.at, rows,
                   rows == 1 ? "" : "s");
}

/* Why pay of a date cannot be aged. */
static bp_status age_again(const bp_plan *p, int32_t date, const bp_loc *at, bp_err *err)
{
    const bp_ageing *age = p->choice->age;
    for (size_t i = 0; i <= age->n_own; i++) {
        double factor;
        bp_err cause;
        const bp_movement *m = bp_ageing_movement(age, i);
        if (m->n > 0 && bp_ageing_factor(&factor, m, age->form, age->count, date, age->to,
                                         &cause) != BP_OK)
            return bp_fail(err, at, BP_EDATA, "%s", cause.text);
    }
    return bp_fail(err, at, BP_EDATA, "aged pay does not fit");
}

bp_status bp_counts_check_ages(const bp_counts *c, const bp_plan *p, const bp_survey *s,
                               bp_err *err)
{
    const bp_event *first = first_about(&c->events, BP_EVENT_UNAGED, s);
    if (first == NULL)
        return BP_OK;
    const bp_loc at = bp_plan_place(p, first->first.file, first->first.line);
    return age_again(p, (int32_t)first->rate, &at, err);
}
