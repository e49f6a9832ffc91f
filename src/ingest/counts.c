/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the rows, and whether that is a failure.
 *
 * Each worker counts its own rows; added up they are those of one worker alone, and the
 * first malformed row is the first of the input.  So a message names the same place
 * whatever the number of threads. */
#include "ingest/counts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ageing.h"
#include "base/lookalike.h"
#include "base/mem.h"
#include "base/str.h"
#include "ingest/nearest.h"

static size_t peers_of(const bp_plan *p)
{
    return p->peers != NULL ? bp_peers_count(p->peers) : 0;
}

static size_t recoded_of(const bp_plan *p)
{
    return p->reading->recode != NULL ? bp_recode_columns(p->reading->recode) : 0;
}

bool bp_counts_init(bp_counts *c, const bp_plan *p)
{
    return bp_counts_init_sizes(c, p->choice->n_where, peers_of(p), recoded_of(p));
}

bool bp_counts_init_sizes(bp_counts *c, size_t n_passed, size_t n_peers, size_t n_recoded)
{
    *c = (bp_counts){ .n_passed = n_passed,
                      .n_peers = n_peers,
                      .n_recoded = n_recoded,
                      .place.order = UINT64_MAX };
    c->passed = bp_alloc(0, n_passed, sizeof *c->passed);
    c->peer = bp_alloc(0, n_peers, sizeof *c->peer);
    c->recoded = bp_alloc(0, n_recoded, sizeof *c->recoded);
    return c->passed != NULL && c->peer != NULL && c->recoded != NULL;
}

/* Keeps the first ones. */
static void keep_place(bp_places *p, size_t n, bp_place place)
{
    size_t at = n < BP_PLACES_MAX ? n : BP_PLACES_MAX;
    while (at > 0 && p->first[at - 1].order > place.order) {
        if (at < BP_PLACES_MAX)
            p->first[at] = p->first[at - 1];
        at--;
    }
    if (at < BP_PLACES_MAX)
        p->first[at] = place;
}

void bp_places_add(bp_places *p, bp_place place)
{
    keep_place(p, (size_t)p->rows, place);
    p->rows++;
}

static void join_places(bp_places *to, const bp_places *from)
{
    const uint64_t rows = to->rows + from->rows;
    for (size_t i = 0; i < BP_PLACES_MAX && i < from->rows; i++) {
        keep_place(to, (size_t)to->rows, from->first[i]);
        to->rows++;
    }
    to->rows = rows;
}

void bp_counts_release(bp_counts *c)
{
    bp_events_release(&c->events);
    free(c->passed);
    free(c->peer);
    free(c->recoded);
    c->recoded = NULL;
    c->passed = NULL;
    c->peer = NULL;
}

uint64_t *bp_counts_sum(bp_counts *c, size_t i)
{
    static const size_t at[BP_COUNTS_SUMS] = {
        offsetof(bp_counts, rows),         offsetof(bp_counts, used),
        offsetof(bp_counts, scientific),   offsetof(bp_counts, rounded),
        offsetof(bp_counts, unread),       offsetof(bp_counts, weights_rounded),
        offsetof(bp_counts, weightless),   offsetof(bp_counts, part_time),
        offsetof(bp_counts, contradicted), offsetof(bp_counts, small_year),
        offsetof(bp_counts, people),       offsetof(bp_counts, of_people),
    };
    return (uint64_t *)(void *)((char *)c + at[i]);
}

void bp_counts_add(bp_counts *to, const bp_counts *from)
{
    bp_counts more = *from;
    for (size_t i = 0; i < BP_COUNTS_SUMS; i++)
        *bp_counts_sum(to, i) += *bp_counts_sum(&more, i);
    for (size_t i = 0; i <= BP_PERIOD_HOURLY; i++)
        to->paid_for[i] += from->paid_for[i];
    join_places(&to->summaries, &from->summaries);
    bp_events_add(&to->events, &from->events);
    for (size_t i = 0; i < BP_RULE_COUNT; i++)
        to->excluded[i] += from->excluded[i];
    for (size_t i = 0; i < to->n_passed; i++)
        to->passed[i] += from->passed[i];
    for (size_t i = 0; i < to->n_peers; i++)
        to->peer[i] |= from->peer[i];
    for (size_t i = 0; i < to->n_recoded; i++)
        to->recoded[i] += from->recoded[i];
    if (from->place.order >= to->place.order)
        return;
    to->malformed = from->malformed;
    to->place = from->place;
    to->wanted = from->wanted;
    to->found = from->found;
    snprintf(to->value, sizeof to->value, "%s", from->value);
}

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
             " (the first of %llu malformed rows of %llu, more than the %g%% allowed)",
             (unsigned long long)malformed, (unsigned long long)c->rows,
             p->reading->max_malformed_permille / 10.0);
    bp_status status = bp_counts_fail(c, p, after, err);
    if (err != NULL && err->hint == BP_HINT_NONE)
        err->hint = BP_HINT_MALFORMED;
    return status;
}

/* "no row has the job 'nrse'; did you mean 'Nurse'?" */
static bp_status none_has(const bp_plan *p, const bp_loc *at, const char *asked,
                          size_t wanted, bp_text value, const char *what, bp_err *err)
{
    char near[BP_NEAREST_MAX], meant[BP_LOOK_MEANT_ROOM];
    bp_nearest_value(near, p, wanted, value);
    return bp_fail(err, at, BP_EDATA, "no row %s '%s'%s", what, asked,
                   bp_look_meant(meant, near[0] != '\0' ? near : NULL, asked));
}

/* The first name of the list that no row has. */
static bp_status check_peers(const bp_counts *c, const bp_plan *p, bp_err *err)
{
    size_t missing = SIZE_MAX;
    for (size_t i = 0; i < peers_of(p); i++)
        if (!c->peer[i] && (missing == SIZE_MAX || bp_peers_line(p->peers, i) <
                                                       bp_peers_line(p->peers, missing)))
            missing = i;
    if (missing == SIZE_MAX)
        return BP_OK;
    const char *name = bp_peers_name(p->peers, missing);
    const bp_loc at = { .file = bp_peers_file(p->peers),
                        .line = bp_peers_line(p->peers, missing) };
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
                      "%llu row%s another period beside the amount than in this column",
                      (unsigned long long)c->contradicted,
                      c->contradicted == 1 ? " names" : "s name");
    if (are_many(c->small_year, c) && p->reading->unit == 0 && !p->choice->has_min_pay)
        bp_doubts_add(
            p->doubts, "period", &at, small, 2,
            "it says a year's pay of %llu row%s below 1,000: it may be paid for "
            "an hour or in thousands, or be right as it is",
            (unsigned long long)c->small_year,
            c->small_year == 1 ? " that is" : "s that are");
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
    return bp_fail(err, &at, BP_EDATA, "'%s' has no rate for '%.*s' (%llu row%s)",
                   bp_rates_file(p->rates), (int)code.n, code.at,
                   (unsigned long long)rows, rows == 1 ? "" : "s");
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
