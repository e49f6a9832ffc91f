/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricestaff.c - what one pays oneself for the jobs that are priced.
 *
 * Prices are held against the payroll in the end, so people are counted by job and their
 * pay is averaged at full time: part-timers would make a job look cheap.  How much of all
 * people and pay the priced jobs are is said, since the rest stays without a market. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/pay.h"
#include "data/staff.h"
#include "pricing/employees.h"
#include "pricing/exact.h"
#include "pricing/priceowned.h"

static size_t job_of(const void *in, bp_text name)
{
    const bp_matches *m = in;
    for (size_t i = 0; i < m->n_jobs; i++)
        if (bp_text_alike(bp_text_of(m->job[i].job), name))
            return i;
    return SIZE_MAX;
}

/* Their sums while people are counted. */
typedef struct payroll {
    bp_sum all;
    bp_sum covered;
} payroll;

static void count(bp_pricing_owned *o, payroll *sum, const bp_staff_row *row, int scale,
                  size_t job)
{
    const bp_int128 whole = bp_exact_pow10(scale), pay = row->pay;
    const bp_int128 paid = pay * (row->by_time ? row->fte : BP_STAFF_WHOLE);
    const double own = bp_exact_double(paid, scale + BP_STAFF_SCALE);
    const double full = row->by_time ? bp_exact_ratio(pay, whole)
                                     : bp_exact_ratio(paid, row->fte * whole);
    o->made.cover.of++;
    bp_sum_add(&sum->all, own);
    if (job == SIZE_MAX)
        return;
    o->made.cover.people++;
    bp_sum_add(&sum->covered, own);
    o->staff[job].people++;
    bp_sum_add(&o->staff[job].pay, full);
}

static bp_status count_all(bp_pricing_owned *o, const bp_survey *s, bp_err *err)
{
    bp_pricing_cover *c = &o->made.cover;
    const bp_loc at = { .file = bp_survey_input(s, 0)->file };
    payroll sum = { 0 };
    size_t *job = bp_staff_find(s, BP_STAFF_JOB, job_of, &o->matches);
    o->staff = bp_alloc(0, o->matches.n_jobs, sizeof *o->staff);
    if (job == NULL || o->staff == NULL) {
        free(job);
        return bp_no_memory(err, "the employees");
    }
    for (size_t i = 0; i < bp_survey_staff(s); i++) {
        const bp_staff_row *row = bp_survey_staff_row(s, i);
        count(o, &sum, row, bp_survey_shape(s)->scale, job[row->text[BP_STAFF_JOB]]);
    }
    free(job);
    if (c->people == 0)
        return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_MAP, "job" },
                            "nobody has one of the jobs of '%s'", o->matches.file);
    c->share = (double)c->people / (double)c->of;
    c->payroll = bp_sum_value(&sum.covered) / bp_sum_value(&sum.all);
    return BP_OK;
}

bp_status bp_price_staff_read(bp_pricing_owned *o, bp_err *err)
{
    bp_question asked;
    bp_answer *a = NULL;
    bp_status status =
        bp_staff_read(&a, &asked, o->made.question->employees, BP_STAFF_ROWS, err);
    const bp_survey *s = status == BP_OK ? bp_answer_survey(a) : NULL;
    if (status == BP_OK)
        status = bp_staff_check_currency(s, o->made.currency, NULL, err);
    if (status == BP_OK)
        status = count_all(o, s, err);
    if (status == BP_OK) {
        o->level = bp_pay_level_of(s);
        o->level.file = bp_arena_copy(&o->text, o->level.file, strlen(o->level.file));
        if (o->level.file == NULL ||
            !bp_reads_add_records(&o->reads, "employees", s, &o->text) ||
            !bp_staff_notes_of(&o->made.staff_notes, s, &o->text))
            status = bp_no_memory(err, "the employees");
    }
    bp_answer_free(a);
    return status;
}

void bp_price_staff_put(bp_job_staff *out, bp_pay_level *level, const bp_staff_pay *of,
                        const bp_price *target)
{
    const bp_figure none = bp_figure_absent();
    *out = (bp_job_staff){ of->people, none, none, none };
    if (of->people == 0)
        return;
    const double average = bp_sum_value(&of->pay) / (double)of->people;
    out->average = bp_figure_of(average);
    if (!bp_price_known(target) || !(target->value > 0))
        return;
    bp_pay_level_add(level, of->people, average, target->value);
    out->index = bp_figure_of(average / target->value);
    out->gap = bp_figure_of(average - target->value);
}
