/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employees.c - employees joined to their ranges, on one exact scale.
 *
 * Zones have exact bounds, and sums of money must not depend on the order of rows, so all
 * money is whole numbers: of a scale that is as coarse as pay, ranges and shares of full
 * time allow, which leaves room for the products of a million people. */
#include "pricing/employees.h"

#include <stdlib.h>
#include <string.h>

#include "answer/reading.h"
#include "base/mem.h"
#include "data/dict.h"
#include "data/fill.h"
#include "data/pay.h"
#include "data/warned.h"
#include "ingest/currency.h"
#include "pricing/exact.h"
#include "pricing/paylevel.h"

const char *bp_zone_name(bp_zone z)
{
    static const char *const name[BP_ZONES + 1] = {
        [BP_ZONE_BELOW] = "below", [BP_ZONE_Q1] = "Q1", [BP_ZONE_Q2] = "Q2",
        [BP_ZONE_Q3] = "Q3",       [BP_ZONE_Q4] = "Q4", [BP_ZONE_ABOVE] = "above",
        [BP_ZONE_NONE] = "",
    };
    return name[z];
}

void bp_employees_release(bp_employees *e)
{
    bp_answer_free(e->answer);
    bp_range_list_release(&e->ranges);
    free(e->at);
    *e = (bp_employees){ 0 };
}

/* ---- reading ---- */

bp_status bp_staff_read(bp_answer **out, bp_question *asked, const bp_question *q,
                        unsigned staff, bp_err *err)
{
    bp_answer *a = NULL;
    *asked = *q;
    asked->subject = BP_ASK_PERCENTILES;
    asked->rules = BP_RULES_NONE;
    asked->ledger = NULL;
    asked->reading.staff = staff | BP_STAFF_ROWS;
    bp_status status = bp_answer_read(&a, asked, err);
    if (status == BP_OK && a->survey == NULL)
        status = bp_fail(err, &(bp_loc){ .file = a->published->file }, BP_EDATA,
                         "this is a published table of percentiles, not a row a person");
    if (status == BP_OK)
        *out = a;
    else
        bp_answer_free(a);
    return status;
}

size_t *bp_staff_find(const bp_survey *s, bp_staff_column c,
                      size_t (*find)(const void *in, bp_text text), const void *in)
{
    const size_t n = bp_survey_staff_values(s, c);
    size_t *all = bp_alloc(0, n + 1, sizeof *all);
    for (size_t i = 0; all != NULL && i < n; i++)
        all[i] = find(in, bp_survey_staff_text(s, c, (uint32_t)i));
    return all;
}

static const char *keep(bp_arena *text, const char *t)
{
    return bp_arena_copy(text, t, strlen(t));
}

bool bp_staff_notes_of(bp_staff_notes *out, const bp_survey *s, bp_arena *text)
{
    const size_t n = bp_survey_warnings(s);
    const char **words = bp_arena_take(text, (n + 1) * sizeof *words);
    bp_hint *hint = bp_arena_take(text, (n + 1) * sizeof *hint);
    bool ok = words != NULL && hint != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        const bp_read_warning *w = bp_survey_warning(s, i);
        words[i] = keep(text, w->text);
        hint[i] = w->hint;
        if (w->hint.about != NULL)
            hint[i].about = keep(text, w->hint.about);
        ok = words[i] != NULL && (w->hint.about == NULL || hint[i].about != NULL);
    }
    *out = (bp_staff_notes){ .text = words, .hint = hint, .n = n };
    for (size_t i = 0; i < bp_survey_inputs(s); i++)
        for (int r = 0; r < BP_RULE_COUNT; r++)
            out->excluded += bp_survey_input(s, i)->excluded[r];
    return ok;
}

/* ---- the join ---- */

/* What each text of a column is, found once for each of them: [values]. */
typedef struct found {
    const bp_range_line **grade;
    const bp_range_line **job;
    const bp_range_line **market;
} found;

static const bp_range_line **find_all(const bp_employees *e, bp_staff_column c,
                                      const bp_range_names *names)
{
    const size_t n = bp_survey_staff_values(e->survey, c);
    const bp_range_line **all = bp_alloc(0, n > 0 ? n : 1, sizeof *all);
    for (size_t i = 0; all != NULL && i < n; i++)
        all[i] =
            bp_range_names_find(names, bp_survey_staff_text(e->survey, c, (uint32_t)i));
    return all;
}

static bp_employee join(const found *f, const bp_staff_row *row)
{
    const bp_range_line *grade = f->grade[row->text[BP_STAFF_GRADE]];
    const bp_range_line *job = f->job[row->text[BP_STAFF_JOB]];
    const bp_range_line *market = f->market[row->text[BP_STAFF_JOB]];
    if (market == NULL && job != NULL && job->has_market)
        market = job;
    return (bp_employee){ .row = row,
                          .range = grade != NULL ? grade : job,
                          .market = market };
}

/* Who has neither leaves the survey, and the audit says so. */
static bp_status leave_out(bp_employees *e, const bp_staff_row *row, bp_err *err)
{
    e->without++;
    return bp_survey_dismiss(e->answer->survey,
                             &(bp_reject){ .rule = BP_RULE_NO_RANGE,
                                           .place = bp_staff_place(row),
                                           .column = "grade",
                                           .limit = "a grade or job of the structure" },
                             err);
}

static bp_status join_all(bp_employees *e, const found *f, int32_t before, bp_err *err)
{
    const size_t n = bp_survey_staff(e->survey);
    bp_status status = BP_OK;
    e->at = bp_alloc(0, n > 0 ? n : 1, sizeof *e->at);
    if (e->at == NULL)
        return bp_no_memory(err, "the employees");
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        const bp_employee one = join(f, bp_survey_staff_row(e->survey, i));
        if (before > 0 && one.row->hired >= before) {
            bp_survey_unselect(e->answer->survey, one.row->file);
            e->late++;
        } else if (one.range != NULL || one.market != NULL)
            e->at[e->n++] = one;
        else
            status = leave_out(e, one.row, err);
    }
    return status;
}

static bp_status join_staff(bp_employees *e, int32_t before, bp_err *err)
{
    const bp_range_list *l = &e->ranges;
    found f = { find_all(e, BP_STAFF_GRADE, &l->grade),
                find_all(e, BP_STAFF_JOB, &l->job),
                find_all(e, BP_STAFF_JOB, &l->market) };
    bp_status status = f.grade != NULL && f.job != NULL && f.market != NULL
                           ? join_all(e, &f, before, err)
                           : bp_no_memory(err, "the employees");
    free(f.grade);
    free(f.job);
    free(f.market);
    return status;
}

/* ---- people in several rows ---- */

/* Counts rows of people who have an earlier one.  False: memory is out. */
static bool find_again(bp_read_warning *w, const bp_employees *e, bp_dict *person)
{
    const size_t named = sizeof w->line / sizeof w->line[0];
    for (size_t i = 0; i < e->n; i++) {
        const bp_text t = bp_text_trim(bp_text_of(e->at[i].row->person));
        const uint32_t known = bp_dict_count(person);
        if (t.n == 0)
            continue;
        const uint32_t id = bp_dict_put(person, t);
        if (id == BP_NO_ID)
            return false;
        if (id == known)
            continue;
        if (w->rows < named)
            w->line[w->rows] = e->at[i].row->line;
        w->rows++;
    }
    return true;
}

/* They may be two jobs, or one that is listed twice: only who knows them can tell. */
static bp_status warn_of_people(bp_employees *e, bp_err *err)
{
    bp_read_warning w = { .rule = "person-rows", .hint = { BP_HINT_WHERE, NULL } };
    if (!bp_survey_shape(e->survey)->has_person)
        return BP_OK;
    bp_dict *person = bp_dict_new();
    bp_status status = person != NULL && find_again(&w, e, person)
                           ? BP_OK
                           : bp_no_memory(err, "the employees");
    bp_dict_free(person);
    return status == BP_OK && w.rows > 0
               ? bp_survey_add_warning(
                     e->answer->survey, &w, err,
                     "people who have an earlier row: every row counts as a person")
               : status;
}

/* ---- the scale ---- */

static void find_scale(bp_employees *e)
{
    const int scale = bp_survey_shape(e->survey)->scale;
    bp_exact_step pay = bp_exact_step_of(scale), fte = bp_exact_step_of(BP_STAFF_SCALE);
    for (size_t i = 0; i < e->n; i++) {
        bp_exact_step_divide(&pay, e->at[i].row->pay);
        bp_exact_step_divide(&fte, e->at[i].row->fte);
    }
    e->pay_step = pay.by;
    e->pay_scale = scale - pay.zeros;
    e->fte_step = (int32_t)fte.by;
    e->fte_scale = BP_STAFF_SCALE - fte.zeros;
    const int money = e->pay_scale > e->ranges.scale ? e->pay_scale : e->ranges.scale;
    e->scale = money + e->fte_scale;
    e->pay_by = bp_pow10(money - e->pay_scale);
    e->range_by = bp_pow10(money - e->ranges.scale);
    e->fte_by = bp_pow10(e->fte_scale);
}

bp_employee_money bp_employee_money_of(const bp_employees *e, const bp_employee *one)
{
    const bp_staff_row *row = one->row;
    const int32_t fte = row->fte / e->fte_step;
    const bp_int128 share = (bp_int128)fte * e->range_by;
    const bp_int128 pay = (bp_int128)(row->pay / e->pay_step) * e->pay_by;
    const bp_range_line *r = one->range;
    return (bp_employee_money){ .pay = pay * (row->by_time ? fte : e->fte_by),
                                .min = r != NULL ? share * r->min : 0,
                                .midpoint = share * (r != NULL ? r->midpoint
                                                               : one->market->market),
                                .max = r != NULL ? share * r->max : 0 };
}

/* Four times the distance to the minimum is held against whole widths, so that no bound
 * of a quarter is rounded. */
static bp_zone zone_of(const bp_employee_money *m)
{
    const bp_int128 width = m->max - m->min, above = 4 * (m->pay - m->min);
    if (above < 0)
        return BP_ZONE_BELOW;
    if (m->pay > m->max)
        return BP_ZONE_ABOVE;
    return above >= 3 * width   ? BP_ZONE_Q4
           : above >= 2 * width ? BP_ZONE_Q3
           : above >= width     ? BP_ZONE_Q2
                                : BP_ZONE_Q1;
}

static bp_pay_level find_zones(bp_employees *e)
{
    bp_pay_level level = bp_pay_level_of(e->survey);
    for (size_t i = 0; i < e->n; i++) {
        bp_employee *one = &e->at[i];
        const bp_employee_money m = bp_employee_money_of(e, one);
        one->zone = one->range != NULL ? zone_of(&m) : BP_ZONE_NONE;
        bp_pay_level_add(&level, 1, (double)m.pay, (double)m.midpoint);
    }
    return level;
}

const char *bp_employee_text(const bp_employees *e, const bp_employee *one,
                             bp_staff_column c)
{
    return bp_survey_staff_text(e->survey, c, one->row->text[c]).at;
}

/* ---- the whole ---- */

static const char *held_against(const bp_employees_question *q)
{
    return q->structure != NULL ? q->structure : q->market;
}

static bp_status check_joined(const bp_employees *e, const bp_employees_question *q,
                              bp_err *err)
{
    if (e->n > 0)
        return BP_OK;
    const bp_loc at = { .file = bp_survey_input(e->survey, 0)->file };
    return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_MAP, "grade" },
                        "nobody has a grade or job of '%s'", held_against(q));
}

bp_status bp_staff_check_currency(const bp_survey *s, const char *of, const char *against,
                                  bp_err *err)
{
    const char *own = bp_survey_currency(s), *both = own;
    const bp_loc at = { .file = bp_survey_input(s, 0)->file };
    const bp_hint hint = { BP_HINT_CURRENCY, NULL };
    if (bp_currency_join(&both, of))
        return BP_OK;
    if (against == NULL)
        return bp_fail_hint(err, &at, BP_EDATA, hint,
                            "employees are paid in %s, and the prices are in %s", own,
                            of);
    return bp_fail_hint(err, &at, BP_EDATA, hint,
                        "employees are paid in %s, and '%s' is in %s", own, against, of);
}

bp_status bp_employees_read(bp_employees *out, const bp_employees_question *q,
                            unsigned staff, int32_t before, bp_err *err)
{
    if (q->structure == NULL && q->market == NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "employees are held against a structure or a market: none is "
                       "given");
    bp_status status =
        bp_range_list_read(&out->ranges, q->structure, q->market, &q->staff.reading, err);
    if (status == BP_OK)
        status = bp_staff_read(&out->answer, &out->question, &q->staff, staff, err);
    if (status != BP_OK)
        return status;
    out->survey = out->answer->survey;
    status = join_staff(out, before, err);
    if (status == BP_OK)
        status = check_joined(out, q, err);
    if (status == BP_OK)
        status = bp_staff_check_currency(out->survey, out->ranges.currency,
                                         held_against(q), err);
    if (status != BP_OK)
        return status;
    find_scale(out);
    const bp_pay_level level = find_zones(out);
    status = bp_pay_level_check(&level, held_against(q), out->ranges.period_said, err);
    return status == BP_OK ? warn_of_people(out, err) : status;
}
