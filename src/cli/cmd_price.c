/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_price.c - `benchpay price`: what jobs are worth, from several surveys.
 *
 * What the command line leaves open is said here with the options that say it; the rest
 * is the manifest's (manifest.h). */
#include <stdlib.h>

#include "base/ageing.h"
#include "base/file.h"
#include "benchpay/compose.h"
#include "cli/command.h"
#include "cli/drawn.h"
#include "cli/hints.h"
#include "cli/make.h"
#include "cli/manifest.h"
#include "cli/options.h"

static bp_status find_date(int32_t *out, const bp_price_request *p, const char *name,
                           bp_err *err)
{
    static const int months[] = {
        [BP_POLICY_LAG] = 0, [BP_POLICY_LEAD_LAG] = 6, [BP_POLICY_LEAD] = 12
    };
    if ((p->to != 0) == (p->year != 0))
        return bp_fail(
            err, &(bp_loc){ .name = name }, BP_EUSAGE,
            p->to == 0 ? "give the date of the prices: --to 2027-01-01, or --plan-year"
                       : "--to and --plan-year exclude each other");
    if (p->has_policy && p->year == 0)
        return bp_fail(err, NULL, BP_EUSAGE, "--policy is about --plan-year");
    *out = p->to != 0 ? p->to : bp_day_plus_months(p->year, months[p->policy]);
    return BP_OK;
}

/* Sections begin with a bracket and comments with a mark; a table does not. */
static bp_status is_manifest(bool *is, const char *path, bp_err *err)
{
    const bp_text name = bp_text_of(path);
    int first = '[';
    bp_status status = BP_OK;
    if (name.n <= 4 ||
        !bp_text_same((bp_text){ path + name.n - 4, 4 }, bp_text_of(".ini")))
        status = bp_file_first(&first, path, err);
    *is = first < 0 || first == '[' || first == ';' || first == '#';
    return status;
}

/* Who proposes matches looks at names alone. */
static bp_status check_proposing(const bp_request *r, const bp_loc *at, bp_err *err)
{
    const bp_option *const prices[] = { bp_options_ageing, bp_options_method,
                                        bp_options_price };
    static const char *const has[] = { "surveys", "propose" };
    const bp_option *o =
        bp_option_asked_but(r, BP_IN_PRICE, prices, sizeof prices / sizeof prices[0], has,
                            sizeof has / sizeof has[0]);
    return o == NULL ? BP_OK
                     : bp_fail(err, at, BP_EUSAGE,
                               "--propose prices nothing: --%s has no use", o->name);
}

/*   manifest  set: the surveys are one, not a table of cuts */
static bp_status check(bool *manifest, const bp_request *r, const char *name, bp_err *err)
{
    const bp_price_request *p = &r->price;
    const bp_loc at = { .name = name };
    if (r->file.n > 1)
        return bp_fail(err, &at, BP_EUSAGE, "one file of jobs at a time, not also '%s'",
                       r->file.at[1]);
    if (p->surveys == NULL)
        return bp_fail(err, &at, BP_EUSAGE,
                       "name the surveys: --surveys FILE.ini, or a table of cuts");
    const bp_status status = is_manifest(manifest, p->surveys, err);
    if (status != BP_OK)
        return status;
    if (p->propose)
        return check_proposing(r, &at, err);
    if (p->movements != NULL && *manifest)
        return bp_fail(err, &at, BP_EUSAGE,
                       "--movement is of a table of cuts: a manifest says the movement "
                       "of each survey");
    if (p->location.n > 0 && p->geography == NULL)
        return bp_fail(err, &at, BP_EUSAGE,
                       "--location needs --geography FILE, which has its differential");
    return BP_OK;
}

static bp_status find_target(bp_pricing_question *q, const bp_price_request *p,
                             bp_err *err)
{
    char level[20];
    q->target = p->has_target ? p->target : (bp_level){ 1, 2 };
    q->target_plus = p->target_plus;
    if (bp_level_compare(q->target, q->level[0]) >= 0 &&
        bp_level_compare(q->target, q->level[q->n_levels - 1]) <= 0)
        return BP_OK;
    bp_level_text(level, sizeof level, q->target);
    return bp_fail(err, NULL, BP_EUSAGE,
                   "the target P%s is outside the levels: --percentiles needs one below "
                   "and one above it",
                   level);
}

static bp_status propose(bp_report **out, const bp_pricing_question *q, bp_err *err)
{
    bp_proposals *p = NULL;
    bp_status status = bp_proposals_new(&p, q, err);
    if (status == BP_OK)
        status = bp_report_of_proposals(out, p, q, err);
    bp_proposals_free(p);
    return status;
}

static bp_status ask(bp_report **out, const bp_run *run, const bp_pricing_question *q,
                     bp_err *err)
{
    const bp_request *r = run->request;
    if (r->price.propose)
        return propose(out, q, err);
    bp_pricing *p = NULL;
    bp_status status = bp_pricing_new(&p, q, err);
    if (status == BP_OK)
        status = run->chart ? bp_report_of_pricing_chart(out, p, r->labels.title,
                                                         r->labels.note, err)
                            : bp_report_of_pricing(out, p, err);
    bp_pricing_free(p);
    return status;
}

/* The surveys of a manifest, each in a request of its own, whose files are inputs. */
static bp_status with_surveys(bp_report **out, const bp_run *run, const bp_manifest *m,
                              bp_pricing_question *q, bp_err *err)
{
    const bp_request *r = run->request;
    bp_pricing_survey *survey = bp_alloc(0, m->n, sizeof *survey);
    bp_request *request = bp_alloc(0, m->n, sizeof *request);
    bp_status status =
        survey != NULL && request != NULL ? BP_OK : bp_no_memory(err, "the surveys");
    for (size_t i = 0; status == BP_OK && i < m->n; i++) {
        status = bp_manifest_survey(&survey[i], &request[i], m, i, r, err);
        if (status == BP_OK)
            status = bp_run_reads(run, &request[i], err);
    }
    q->survey = survey;
    q->n_surveys = m->n;
    if (status == BP_OK)
        status = ask(out, run, q, err);
    for (size_t i = 0; request != NULL && i < m->n; i++)
        bp_request_release(&request[i]);
    free(request);
    free(survey);
    return status;
}

static bp_status with_manifest(bp_report **out, const bp_run *run, bp_pricing_question *q,
                               bp_err *err)
{
    bp_manifest m = { 0 };
    bp_status status = bp_manifest_read(&m, run->request->price.surveys, err);
    if (status == BP_OK)
        status = with_surveys(out, run, &m, q, err);
    bp_manifest_release(&m);
    return status;
}

/* One table of all surveys; its columns have no roles, and with employees its lines no
 * conditions. */
static bp_status with_cuts(bp_report **out, const bp_run *run, bp_pricing_question *q,
                           bp_err *err)
{
    const bp_request *r = run->request;
    bp_question cuts = bp_request_question(r, BP_ASK_PERCENTILES);
    cuts.reading.file = &r->price.surveys;
    cuts.reading.n_files = 1;
    cuts.choice.currency = NULL;
    if (r->staff.employees != NULL)
        cuts.reading.n_map = cuts.choice.n_where = 0;
    q->cuts = &cuts;
    q->movements = r->price.movements;
    return ask(out, run, q, err);
}

bp_status bp_make_prices(bp_report **out, bp_run *run, bp_err *err)
{
    const char *name = run->chart ? "sources" : "price";
    const bp_request *r = run->request;
    const bp_price_request *p = &r->price;
    bp_question staff;
    bp_level level[BP_LEVELS_MAX];
    bp_pricing_question q = { .jobs = r->file.at[0],
                              .reading = r->reading,
                              .ageing = r->age.how.form,
                              .count = r->age.how.count,
                              .composite = p->composite,
                              .weights = p->weights,
                              .fill = p->fill,
                              .level = level,
                              .n_levels = r->method.n_levels,
                              .currency = r->choice.currency,
                              .rates = r->choice.rates,
                              .rates_from = r->choice.rates_from,
                              .places = p->geography,
                              .location = p->location.at,
                              .n_locations = p->location.n,
                              .strict = r->reading.strict,
                              .chart = r->charts != BP_NEVER };
    q.labels = bp_request_question(r, BP_ASK_PERCENTILES).labels;
    q.reading.n_map = 0;
    q.employees = bp_request_employees(r, &staff);
    for (size_t i = 0; i < q.n_levels; i++)
        level[i] = r->method.level[i];
    qsort(level, q.n_levels, sizeof level[0], bp_level_order);
    bool manifest = false;
    bp_status status = check(&manifest, r, name, err);
    if (status == BP_OK && !p->propose)
        status = find_date(&q.to, p, name, err);
    if (status == BP_OK && !p->propose)
        status = find_target(&q, p, err);
    if (status != BP_OK)
        return status;
    return manifest ? with_manifest(out, run, &q, err) : with_cuts(out, run, &q, err);
}

bp_status bp_cmd_price(const bp_request *r, bp_err *err)
{
    return bp_run_report(r, bp_make_prices, bp_write_drawn, err);
}
