/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.c - from a question to its answer, in the one order that there is.
 *
 *   check    can it be asked?                               question.c
 *   choose   what the subject needs of the reading          sources.c
 *   read     offers, the published table, the survey        sources.c
 *   compute  figures of people                              tables.c, charts.c, ...
 *   gate     what the disclosure rules withhold             gate.c
 *   derive   figures of what is left                        here
 *
 * Nothing else reads, computes or gates, so no output can show what was not gated. */
#include "answer/answer.h"

#include <pthread.h>
#include <stdlib.h>

#include "analysis/outlier.h"
#include "analysis/sensitivity.h"
#include "answer/blanks.h"
#include "answer/charts.h"
#include "answer/check.h"
#include "answer/differences.h"
#include "answer/equity.h"
#include "answer/gate.h"
#include "answer/growth.h"
#include "answer/ledger.h"
#include "answer/linetables.h"
#include "answer/reading.h"
#include "answer/scope.h"
#include "answer/sources.h"
#include "answer/tables.h"
#include "base/mem.h"
#include "base/pool.h"
#include "ingest/reader.h"

void bp_answer_free(bp_answer *a)
{
    if (a == NULL)
        return;
    bp_warnings_free(a->warnings);
    for (size_t i = 0; i < a->n_parts; i++) {
        bp_growth_free(a->part[i].growth);
        bp_observed_free(a->part[i].observed);
    }
    free(a->part);
    bp_equity_free(a->equity);
    bp_paylines_free(a->lines);
    bp_fan_free(a->fan);
    bp_growth_free(a->growth);
    bp_observed_free(a->observed);
    bp_placements_free(a->placements);
    bp_curve_release(&a->curve);
    bp_market_free(a->market);
    bp_densities_free(a->densities);
    bp_distribution_free(a->distribution);
    bp_tiers_free(a->tiers);
    for (size_t i = 0; i < a->n_tiles; i++)
        bp_percentiles_free(a->tiles[i].both);
    for (size_t i = 0; i < a->n_by; i++)
        bp_percentiles_free(a->by[i]);
    for (size_t i = 0; i < a->n_total; i++)
        bp_percentiles_free(a->total[i]);
    bp_local_free(a->local);
    bp_percentiles_free(a->table);
    free(a->job_value);
    free(a->job_dates);
    bp_offers_free(a->offers);
    bp_published_free(a->published);
    bp_wide_free(a->wide);
    bp_survey_free(a->survey);
    bp_survey_free(a->whole);
    bp_reader_free(a->reader);
    bp_doubts_release(&a->doubts);
    bp_arena_release(&a->texts);
    bp_ledger_free(a->ledger);
    free(a->map);
    free(a->file);
    free(a->by_name);
    free(a);
}

/* ---- compute ---- */

static bp_status compute_percentiles(bp_answer *a, bp_err *err)
{
    const bool flags = a->choice.outliers == BP_OUTLIERS_FLAG;
    const bool varies = a->question->sensitivity;
    const bp_survey *all = bp_answer_whole(a);
    bp_fences *fences = NULL;
    if (a->question->each_job)
        return bp_tables_jobs(a, err);
    bp_status status = bp_tables_all_keys(a, err);
    if (status != BP_OK || (!flags && !varies))
        return status;
    status = bp_fences_new(&fences, all, bp_tables_outlier_keys(a, all), err);
    if (status == BP_OK && flags)
        a->outliers = fences->outside;
    if (status == BP_OK && varies)
        status = bp_percentiles_vary(a->table, all, 0, fences, &a->method, err);
    bp_fences_free(fences);
    return status;
}

static bp_status compute_tiers(bp_answer *a, bp_err *err)
{
    bp_status status = bp_tables_all_keys(a, err);
    return status == BP_OK ? bp_tables_order_tiers(a, a->table, err) : status;
}

/* Their markets, and those of the groups that a single one is held against too. */
static bp_status place_offers(bp_answer *a, bp_err *err)
{
    bp_status status = bp_placements_new(&a->placements, a, err);
    return status == BP_OK ? bp_placements_by_group(a->placements, a, err) : status;
}

static bp_status compute_offer(bp_answer *a, bp_err *err)
{
    bp_status status = a->survey != NULL ? bp_tables_all_keys(a, err) : BP_OK;
    return status == BP_OK ? place_offers(a, err) : status;
}

/* Nobody asked for growth: a report goes without where the years give none. */
static bp_status observe_for_report(bp_answer *a, bp_err *err)
{
    const bool required = a->question->growth.required;
    if (a->question->ledger != NULL || a->question->as_with_ledger)
        return BP_OK; /* which is never required then */
    if (!required && (a->choice.age != NULL || bp_survey_mixed(a->survey) ||
                      a->method.basis != BP_BASIS_INCUMBENT))
        return BP_OK;
    bp_status status = bp_growth_observe(a, err);
    if (status != BP_EDATA || required)
        return status;
    bp_observed_free(a->observed);
    a->observed = NULL;
    return BP_OK;
}

/* Under a strict reading rows that contradict each other make a report fail. */
static bp_status check_records(bp_answer *a, bp_err *err)
{
    bp_status status = bp_check_records(a, err);
    if (status != BP_OK || a->unusable != BP_UNUSABLE_CONFLICT)
        return status;
    *err = a->failure;
    return BP_EDATA;
}

/* What only pictures show. */
static bp_status compute_curves(bp_answer *a, bp_err *err)
{
    bp_status status = BP_OK;
    if (a->question->charts != BP_CHARTS_NONE)
        status = bp_distribution_new(&a->distribution, a->survey, 0, &a->method, err);
    return status == BP_OK && bp_answer_draws(a) && a->tier > 0
               ? bp_densities_new(&a->densities, a->survey, 0, a->by[a->tier - 1],
                                  &a->method, err)
               : status;
}

/* The parts of a report have places of their own in the answer, so that all that can be
 * is done at once. */
typedef struct report_work {
    bp_answer *answer;
    pthread_mutex_t lock; /* of the next */
    bp_ranks *ranks; /* NULL: they are not made yet, or there is no table by groups */
} report_work;

/* Whoever needs ranks first makes them. */
static bp_status make_ranks(report_work *w, bp_err *err)
{
    const bp_answer *a = w->answer;
    bp_status status = BP_OK;
    pthread_mutex_lock(&w->lock);
    if (w->ranks == NULL && a->n_by > 0)
        status = bp_ranks_new(&w->ranks, a->survey, 0, err);
    pthread_mutex_unlock(&w->lock);
    return status;
}

#define BESIDE 2

/* A table by groups, and whether they differ. */
static bp_status compute_groups(report_work *w, size_t i, bp_err *err)
{
    bp_answer *a = w->answer;
    bp_status status = bp_tables_make(a, a->n_total + i, err);
    if (status == BP_OK)
        status = make_ranks(w, err);
    return status == BP_OK ? bp_differences_by(a, i, w->ranks, err) : status;
}

/* What is made of the survey alone.  What looks at all rows is first, beside the ranks;
 * then the last groups, since sizes take longest. */
static bp_status compute_part(void *arg, size_t i, bp_err *err)
{
    static bp_status (*const beside[BESIDE])(
        bp_answer *, bp_err *) = { check_records, observe_for_report };
    report_work *w = arg;
    bp_answer *a = w->answer;
    if (i-- == 0)
        return make_ranks(w, err);
    if (i < BESIDE)
        return beside[i](a, err);
    i -= BESIDE;
    return i < a->n_by ? compute_groups(w, a->n_by - 1 - i, err)
                       : bp_tables_make(a, i - a->n_by, err);
}

/* What is made of the tables, all of it for pictures. */
static bp_status compute_picture(void *arg, size_t i, bp_err *err)
{
    const report_work *w = arg;
    return i == 0 ? compute_curves(w->answer, err)
                  : bp_differences_tile(w->answer, i - 1, w->ranks, err);
}

static bp_status compute_parts(report_work *w, bp_err *err)
{
    bp_answer *a = w->answer;
    const size_t workers = bp_tables_workers(a);
    bp_tables_choose(a);
    bp_status status =
        bp_pool_tasks(workers, 1 + BESIDE + a->n_by + a->n_total, compute_part, w, err);
    if (status == BP_OK)
        status = bp_tables_join(a, err);
    if (status == BP_OK && a->question->scope.n_on > 0)
        status = bp_scope_add_line(a, err);
    const size_t tiles = bp_answer_draws(a) ? a->n_tiles : 0;
    return status == BP_OK ? bp_pool_tasks(workers, 1 + tiles, compute_picture, w, err)
                           : status;
}

static bp_status compute_report(bp_answer *a, bp_err *err)
{
    report_work w = { .answer = a, .lock = PTHREAD_MUTEX_INITIALIZER };
    bp_status status = compute_parts(&w, err);
    pthread_mutex_destroy(&w.lock);
    bp_ranks_free(w.ranks);
    return status == BP_OK && bp_question_offers(a->question) ? place_offers(a, err)
                                                              : status;
}

static bp_status compute(bp_answer *a, bp_err *err)
{
    static bp_status (*const subject[BP_SUBJECTS])(bp_answer *, bp_err *) = {
        [BP_ASK_REPORT] = compute_report,    [BP_ASK_PERCENTILES] = compute_percentiles,
        [BP_ASK_TIERS] = compute_tiers,      [BP_ASK_OFFER] = compute_offer,
        [BP_ASK_GROWTH] = bp_growth_observe, [BP_ASK_CHART] = bp_chart_compute,
        [BP_ASK_CHECK] = bp_check_compute,   [BP_ASK_SCOPE] = bp_scope_compute,
        [BP_ASK_EQUITY] = bp_equity_compute,
    };
    const bp_subject s = a->question->subject;
    const bool lines = a->published != NULL && a->survey == NULL && s != BP_ASK_CHECK &&
                       !bp_sources_offers(a->question);
    if (lines && a->question->sensitivity)
        return bp_fail(err, &(bp_loc){ .file = a->published->file }, BP_EDATA,
                       "published percentiles are what they are: they have no other "
                       "conventions");
    bp_status status = lines                ? bp_tables_of_lines(a, err)
                       : subject[s] != NULL ? subject[s](a, err)
                                            : BP_OK;
    if (status == BP_OK && a->survey != NULL && a->warnings == NULL)
        status = bp_check_pay(a, err);
    if (status == BP_OK && a->survey != NULL)
        status = bp_blanks_find(a, err);
    return status == BP_OK ? bp_check_doubts(a, err) : status;
}

/* ---- derive ---- */

/* A report goes without growth that nobody asked for. */
static bp_status project(bp_answer *a, bp_err *err)
{
    bp_status status = bp_growth_project(a, err);
    if (status != BP_EDATA || a->question->subject != BP_ASK_REPORT ||
        a->question->growth.required)
        return status;
    bp_growth_free(a->growth);
    a->growth = NULL;
    return BP_OK;
}

/* The share of people at or below an amount, as the market shows it. */
static bp_status draw_share(bp_answer *a, bp_err *err)
{
    const bp_placements *p = a->placements;
    const bp_market *m = p != NULL && !p->listed ? p->offer[0].market[0] : a->market;
    return m != NULL && bp_answer_draws(a) ? bp_ecdf_find(&a->curve, m, err) : BP_OK;
}

static bp_status derive(bp_answer *a, bp_err *err)
{
    const bp_percentiles *tiers = a->tier > 0 ? a->by[a->tier - 1] : a->table;
    bp_status status = draw_share(a, err);
    if (a->tiers != NULL && tiers != NULL)
        bp_tiers_compare(a->tiers, tiers);
    if (status == BP_OK && a->placements != NULL)
        status = bp_placements_place(a->placements, err);
    if (status == BP_OK && a->lines != NULL)
        status = bp_scope_place(a, err);
    if (status == BP_OK && (a->observed != NULL || a->question->subject == BP_ASK_GROWTH))
        status = project(a, err);
    return status;
}

/* ---- all of it ---- */

static bp_status read_all(bp_answer *a, bp_err *err)
{
    bp_status status = bp_question_check(a->question, err);
    if (status == BP_OK)
        status = bp_sources_choose(a, err);
    return status == BP_OK ? bp_sources_read(a, err) : status;
}

/* Published figures, ranges and amounts weigh nothing. */
static bp_status check_weighed(const bp_answer *a, bp_err *err)
{
    if (a->choice.weights == BP_UNWEIGHTED || a->survey != NULL ||
        a->question->subject == BP_ASK_CHECK)
        return BP_OK;
    return bp_fail(err, NULL, BP_EUSAGE, "weights are of records, and there are none");
}

/* Published figures are few. */
static bp_status check_approximate(const bp_answer *a, bp_err *err)
{
    return a->choice.approximate == 0 || a->survey != NULL
               ? BP_OK
               : bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_EXACT, NULL },
                              "records alone are kept approximately, and there are none");
}

static bp_status answer(bp_answer *a, bp_err *err)
{
    bp_status status = read_all(a, err);
    if (status == BP_OK)
        status = check_weighed(a, err);
    if (status == BP_OK)
        status = check_approximate(a, err);
    if (status == BP_OK)
        status = compute(a, err);
    if (status == BP_OK)
        status = bp_gate_pass(a, err);
    return status == BP_OK ? derive(a, err) : status;
}

/* Nothing of an answer that failed is left. */
static bp_status hand_over(bp_answer **out, bp_answer *a, bp_status status)
{
    if (status == BP_OK)
        *out = a;
    else
        bp_answer_free(a);
    return status;
}

static bp_status start(bp_answer **out, const bp_question *q, bp_err *err)
{
    *out = bp_alloc(sizeof **out, 0, 0);
    if (*out == NULL)
        return bp_no_memory(err, "an answer");
    (*out)->question = q;
    return BP_OK;
}

bp_status bp_answer_new(bp_answer **out, const bp_question *q, bp_err *err)
{
    bp_answer *a;
    bp_status status = start(&a, q, err);
    return status == BP_OK ? hand_over(out, a, answer(a, err)) : status;
}

bp_status bp_answer_read(bp_answer **out, const bp_question *q, bp_err *err)
{
    bp_answer *a;
    bp_status status = start(&a, q, err);
    return status == BP_OK ? hand_over(out, a, read_all(a, err)) : status;
}

bp_status bp_answer_new_parts(bp_answer **out, const bp_question *q,
                              const struct bp_parts *parts, bp_err *err)
{
    bp_answer *a;
    bp_status status = start(&a, q, err);
    if (status != BP_OK)
        return status;
    a->parts = parts;
    return hand_over(out, a, answer(a, err));
}

bp_status bp_answer_open(bp_answer **out, const bp_question *q, bp_err *err)
{
    bp_answer *a;
    bp_status status = start(&a, q, err);
    if (status != BP_OK)
        return status;
    a->opens = true;
    status = read_all(a, err);
    if (status == BP_OK && a->reader == NULL)
        status = bp_fail(err, NULL, BP_EUSAGE,
                         "only rows of people can be read in parts, and these files have "
                         "none: ask at once");
    return hand_over(out, a, status);
}

/* ---- what others may see ---- */

struct bp_reader *bp_answer_reader(const bp_answer *a)
{
    return a->reader;
}

const bp_survey *bp_answer_survey(const bp_answer *a)
{
    return a->survey;
}

const bp_survey *bp_answer_whole(const bp_answer *a)
{
    return a->whole != NULL ? a->whole : a->survey;
}

const bp_percentiles *bp_answer_table(const bp_answer *a, size_t i)
{
    if (a->table != NULL)
        return i == 0 ? a->table : NULL;
    if (i < a->n_total)
        return a->total[i];
    i -= a->n_total;
    return i < a->n_by ? a->by[i] : NULL;
}

void bp_answer_job_dates(const bp_answer *a, size_t job, int32_t *first, int32_t *last)
{
    *first = a->job_dates != NULL ? a->job_dates[2 * job] : 0;
    *last = a->job_dates != NULL ? a->job_dates[2 * job + 1] : 0;
}

const bp_offer *bp_answer_offer(const bp_answer *a, size_t i, size_t market)
{
    const bp_placements *p = a->placements;
    return p != NULL && i < p->n && market < BP_MARKETS &&
                   p->offer[i].market[market] != NULL
               ? &p->offer[i].offer[market]
               : NULL;
}

const bp_growth *bp_answer_growth(const bp_answer *a)
{
    return a->growth;
}

const bp_err *bp_answer_failure(const bp_answer *a)
{
    return a->unusable == BP_UNUSABLE_UNREADABLE ? &a->failure : NULL;
}
