/* SPDX-License-Identifier: GPL-3.0-or-later */
/* question.c - the defaults of a question, and its list of files.
 *
 * The defaults are those of the program's options, so that a program that embeds the
 * library and one that is typed ask the same. */
#include "benchpay/question.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/equity.h"
#include "analysis/weighted.h"
#include "answer/charts.h"
#include "base/mem.h"
#include "data/bounded.h"

static const bp_level standard[] = { { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 } };

const char *bp_subject_name(bp_subject subject)
{
    static const char *const name[BP_SUBJECTS] = {
        [BP_ASK_REPORT] = "report", [BP_ASK_PERCENTILES] = "percentiles",
        [BP_ASK_TIERS] = "tiers",   [BP_ASK_RANGE] = "tiers",
        [BP_ASK_OFFER] = "offer",   [BP_ASK_GROWTH] = "project",
        [BP_ASK_CHART] = "plot",    [BP_ASK_CHECK] = "check",
        [BP_ASK_SCOPE] = "scope",   [BP_ASK_EQUITY] = "equity",
    };
    return name[subject];
}

void bp_question_init(bp_question *q)
{
    *q = (bp_question){
        .subject = BP_ASK_REPORT,
        .method = { .level = standard,
                    .n_levels = sizeof standard / sizeof standard[0],
                    .sort = BP_SORT_NAME,
                    .ci = { .method = BP_CI_AUTO, .level = .95, .seed = 1 } },
        .rules = BP_RULES_SURVEY,
        .growth.plan = { .source = BP_GROWTH_FITTED,
                         .anchor = BP_ANCHOR_LAST,
                         .min_people = BP_YEAR_PEOPLE,
                         .level = .95,
                         .seed = 1,
                         .years = BP_YEARS_STANDARD },
    };
    bp_reading_init(&q->reading);
    q->reading.keep_dates = true;
    bp_choice_init(&q->choice);
}

/* Files that were there already, as an array of the caller's, come first. */
bp_status bp_question_add_file(bp_question *q, const char *path, bp_err *err)
{
    const size_t n = q->reading.n_files;
    const char **file = realloc(q->own_file, (n + 1) * sizeof *file);
    if (file == NULL)
        return bp_no_memory(err, "the files");
    for (size_t i = 0; q->own_file == NULL && i < n; i++)
        file[i] = q->reading.file[i];
    file[n] = path;
    q->own_file = file;
    q->reading.file = file;
    q->reading.n_files = n + 1;
    return BP_OK;
}

void bp_question_release(bp_question *q)
{
    free(q->own_file);
    q->own_file = NULL;
    q->reading.file = NULL;
    q->reading.n_files = 0;
}

bool bp_question_offers(const bp_question *q)
{
    const bp_offer_question *o = &q->offers;
    return o->has_amount || o->amount_file != NULL || o->list != NULL;
}

/* ---- can it be asked? ---- */

/* What is wrong, and why; the first one counts. */
typedef struct fault {
    bool wrong;
    const char *why;
} fault;

static bp_status refuse_first(const fault list[], size_t n, bp_err *err)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].wrong)
            return bp_fail(err, NULL, BP_EUSAGE, "%s", list[i].why);
    return BP_OK;
}

#define REFUSE_FIRST(list, err) refuse_first(list, sizeof(list) / sizeof(list)[0], err)

/* Is it a list of n texts? */
static bool is_list(const char *const *text, size_t n)
{
    bool list = n == 0 || text != NULL;
    for (size_t i = 0; list && i < n; i++)
        list = text[i] != NULL;
    return list;
}

static bool are_levels(const bp_level level[], size_t n)
{
    bool good = n == 0 || level != NULL;
    for (size_t i = 0; good && i < n; i++)
        good = level[i].den > 0 && level[i].num <= level[i].den;
    return good;
}

/* Enumerations come from other programs, and index tables here. */
static bp_status check_kinds(const bp_question *q, bp_err *err)
{
    const bp_reading *r = &q->reading;
    const fault list[] = {
        { (unsigned)q->subject >= BP_SUBJECTS, "the subject of the question is unknown" },
        { (unsigned)q->chart >= BP_CHART_ANSWERS, "the kind of chart is unknown" },
        { (unsigned)q->charts > BP_CHARTS_NONE, "the parts of charts are unknown" },
        { q->brief && q->subject != BP_ASK_REPORT, "reports alone can be brief" },
        { (unsigned)q->rules > BP_RULES_OWN, "the disclosure rules are unknown" },
        { q->ledger != NULL && q->ledger[0] == '\0', "the ledger has no name" },
        { q->rules == BP_RULES_NONE && (q->ledger != NULL || q->as_with_ledger),
          "a ledger is of what disclosure rules let pass, and there are none" },
        { q->rules == BP_RULES_OWN && q->own_rules == NULL,
          "the disclosure rules of one's own are not there" },
        { (unsigned)r->range > BP_RANGE_HIGH, "the way to read a range is unknown" },
        { (unsigned)r->period > BP_PERIOD_HOURLY, "the period of pay is unknown" },
        { (unsigned)r->quoting > BP_QUOTING_BACKSLASH, "the kind of quotes is unknown" },
        { (unsigned)r->reader > BP_READER_LIBCSV, "the kind of reader is unknown" },
        { (unsigned)q->choice.distinct > BP_DISTINCT_LATEST,
          "the kind of one row a person is unknown" },
        { (unsigned)q->choice.blank_bonus > BP_BLANK_EXCLUDE,
          "the treatment of blank bonuses is unknown" },
        { (unsigned)q->choice.weights > BP_WEIGHTS_ANALYTIC,
          "the meaning of weights is unknown" },
        { (unsigned)q->choice.outliers > BP_OUTLIERS_OFF,
          "the treatment of outliers is unknown" },
        { (unsigned)q->method.basis > BP_BASIS_ORG_EQUAL,
          "the basis of figures is unknown" },
        { (unsigned)q->method.sort > BP_SORT_P50, "the order of groups is unknown" },
        { (unsigned)q->method.ci.method > BP_CI_WILSON,
          "the method of intervals is unknown" },
        { q->method.qtype < 0 || q->method.qtype > 9,
          "the percentile definition is not one of 1 to 9" },
        { (unsigned)q->offers.between > BP_FIT,
          "the method between published percentiles is unknown" },
        { (unsigned)q->offers.ties > BP_TIES_MID, "the counting of ties is unknown" },
        { (unsigned)q->growth.matching > BP_MATCH_ROW,
          "the kind of matching is unknown" },
        { (unsigned)q->growth.plan.source > BP_GROWTH_MATCHED,
          "the source of growth is unknown" },
        { (unsigned)q->growth.plan.anchor > BP_ANCHOR_LAST,
          "the start of a projection is unknown" },
        { q->scope.n_on > BP_SCOPES_MAX, "a line has at most 8 scopes" },
        { (unsigned)q->scope.model > BP_MODEL_LOGLIN, "the model of a line is unknown" },
        { (unsigned)q->scope.se > BP_SE_OLS, "the kind of standard errors is unknown" },
        { (unsigned)q->growth.plan.weights > BP_YEARS_PEOPLE,
          "what a year weighs is unknown" },
    };
    return REFUSE_FIRST(list, err);
}

static bp_status check_lists(const bp_question *q, bp_err *err)
{
    const bp_reading *r = &q->reading;
    const bp_choice *c = &q->choice;
    const fault list[] = {
        { !is_list(r->file, r->n_files), "a file of the question has no name" },
        { !is_list(r->missing, r->n_missing), "a marker of missing values is not there" },
        { r->n_map > 0 && r->map == NULL, "the list of mapped columns is not there" },
        { !is_list(c->job, c->n_job), "a job of the question is not there" },
        { !is_list(c->where, c->n_where), "a condition of the question is not there" },
        { !is_list(c->by, c->n_by), "a group of the question is not there" },
        { !is_list(c->also, c->n_also), "a further group of the question is not there" },
        { c->n_bands > 0 && c->band == NULL, "the list of bands is not there" },
        { !is_list(q->tiers.name, q->tiers.n_names), "a tier has no name" },
        { !are_levels(q->method.level, q->method.n_levels),
          "a percentile is not between 0 and 100" },
        { q->range.asked && !are_levels(q->range.point, q->range.n_points),
          "a point of the range is not between 0 and 100" },
        { q->range.asked && !(q->range.range.max > q->range.range.min),
          "the range does not rise from its minimum to its maximum" },
        { q->offers.n_rows > 0 && q->offers.row == NULL,
          "the conditions on published lines are not there" },
        { q->growth.plan.n_scenarios > 0 && q->growth.plan.scenario == NULL,
          "the list of scenarios is not there" },
        { !is_list(q->scope.on, q->scope.n_on), "a scope of the question is not there" },
        { !is_list(q->scope.at, q->scope.n_at),
          "a point of the line of the question is not there" },
        { !is_list(q->labels.request, q->labels.n_request),
          "a word of the request is not there" },
    };
    return REFUSE_FIRST(list, err);
}

/* Which percentiles there are depends on what weights mean. */
static bp_status check_weights(const bp_question *q, bp_err *err)
{
    const int qtype = q->method.qtype;
    const bp_basis basis = q->method.basis;
    const bp_weighting w = bp_basis_weighting(basis, qtype, q->choice.weights);
    if (q->choice.weight != NULL && q->choice.weights == BP_UNWEIGHTED)
        return bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_WEIGHTS, NULL },
                            "the question does not say what its weights mean");
    if (qtype == 0 || bp_weighting_has(w, qtype))
        return BP_OK;
    if (basis == BP_BASIS_ORG_EQUAL)
        return bp_fail_hint(
            err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_QTYPE, "1, 2 or 7" },
            "percentiles of type %d are positions among people; where organizations "
            "count the same, there are the types 1, 2 and 7",
            qtype);
    return w == BP_WEIGHTS_SAMPLING
               ? bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_QTYPE, "1 or 2" },
                              "percentiles of type %d are positions among people; "
                              "sampling weights are shares of a population, where there "
                              "are the types 1 and 2",
                              qtype)
               : bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_QTYPE, "7" },
                              "percentiles of type %d are not defined with analytic "
                              "weights, which have type 7",
                              qtype);
}

static bool is_decimal(bp_decimal d)
{
    return d.scale >= 0 && d.scale <= BP_SCALE_MAX;
}

static bool are_factors(const bp_equity_question *e)
{
    bool good = true;
    for (size_t i = 0; i < e->n_adjust; i++) {
        bp_factor_name name;
        good = good && bp_factor_parse(&name, e->adjust[i]);
    }
    return good;
}

/* Is it a question about lines, or about a chart of them?  And of gaps. */
static bool asks_for_lines(const bp_question *q)
{
    return q->subject == BP_ASK_SCOPE ||
           (q->subject == BP_ASK_CHART && q->chart == BP_CHART_PAYLINE);
}

static bool asks_for_gaps(const bp_question *q)
{
    return q->subject == BP_ASK_EQUITY ||
           (q->subject == BP_ASK_CHART &&
            (q->chart == BP_CHART_GAPS || q->chart == BP_CHART_BANDS));
}

static bp_status check_scope(const bp_question *q, bp_err *err)
{
    const bool offer = bp_question_offers(q), list_of = q->offers.list != NULL;
    const fault beside[] = {
        { q->scope.n_at > 1, "an offer is at one scope" },
        { !list_of && q->scope.n_at == 0,
          "the scope at which the offer is, is not said, as beds=350" },
    };
    if (q->subject == BP_ASK_OFFER && q->scope.n_on > 0)
        return REFUSE_FIRST(beside, err);
    const fault list[] = {
        { q->scope.n_on == 0, "the question names no scope, as beds" },
        { q->scope.common_slope && q->choice.n_by == 0,
          "one slope for all groups needs groups" },
        { q->scope.se == BP_SE_OLS && q->choice.weights == BP_WEIGHTS_SAMPLING,
          "with sampling weights the spread of pay is not the same in all rows, as ols "
          "takes it: take hc3 or clustered standard errors" },
        { offer && list_of, "a chart of lines has one offer, no list" },
        { offer && q->scope.n_at != 1, "an offer is at one scope, which is not said" },
        { offer && q->scope.common_slope,
          "an offer is held against the line of everybody" },
    };
    return asks_for_lines(q) ? REFUSE_FIRST(list, err) : BP_OK;
}

static bp_status check_equity(const bp_question *q, bp_err *err)
{
    const bp_equity_question *e = &q->equity;
    const fault list[] = {
        { (unsigned)e->se > BP_SE_OLS, "the kind of standard errors is unknown" },
        { (unsigned)e->oaxaca > BP_OAXACA_POOLED,
          "the kind of decomposition is unknown" },
        { !is_list(e->adjust, e->n_adjust), "a factor of the question is not there" },
        { e->group == NULL, "the question names no groups, as gender" },
        { !are_factors(e), "a factor is a column, as 'tier', 'rank:levels' or 'age^2'" },
        { q->choice.weights != BP_UNWEIGHTED,
          "pay equity is of people who count the same: it has no weights" },
        { q->choice.n_by > 0, "pay equity is by its own groups and categories" },
    };
    return asks_for_gaps(q) ? REFUSE_FIRST(list, err) : BP_OK;
}

/* What the subject cannot do without, and what contradicts it. */
static bp_status check_subject(const bp_question *q, bp_err *err)
{
    const bp_offer_question *o = &q->offers;
    const bool plot = q->subject == BP_ASK_CHART;
    const bool single = plot && q->chart == BP_CHART_OFFER;
    const bool listed = plot && q->chart == BP_CHART_OFFERS;
    const bool tiles = plot && q->chart == BP_CHART_HEATMAP;
    const bool places = q->subject == BP_ASK_OFFER || single || listed;
    const bool fileless = q->subject == BP_ASK_RANGE || q->subject == BP_ASK_GROWTH ||
                          (places && o->published != NULL);
    const bp_growth_plan *g = &q->growth.plan;
    const bool years = q->subject == BP_ASK_GROWTH ||
                       (plot && q->chart == BP_CHART_GROWTH) || q->growth.required;
    const bool fits = q->scope.n_on > 0 || q->equity.n_adjust > 0;
    const bool zeros = q->choice.has_min_pay && q->choice.min_pay.units <= 0;
    bool tier = false;
    for (size_t i = 0; i < q->choice.n_by; i++)
        tier = tier || strcmp(q->choice.by[i], "tier") == 0;
    const fault list[] = {
        { q->reading.n_files == 0 && !fileless, "the question names no file" },
        { o->has_amount + (o->amount_file != NULL) + (o->list != NULL) > 1,
          "an amount, a file with one and a list of offers exclude each other" },
        { !is_decimal(o->amount) || !is_decimal(o->range_min) ||
              !is_decimal(o->range_max) || !is_decimal(o->midpoint),
          "an amount of money has too many decimals" },
        { places && !bp_question_offers(q), "the question names no offer" },
        { single && o->list != NULL, "a chart of one offer has no list of them" },
        { listed && o->list == NULL, "a chart of offers has a list of them" },
        { q->subject == BP_ASK_RANGE && !q->range.asked, "the question gives no range" },
        { tiles && q->choice.n_by != 2, "a heatmap has two group columns" },
        { tiles && q->choice.by_known, "the group columns of a heatmap are named" },
        { tiles && q->choice.n_bands > 0 && !tier,
          "bands make the group 'tier', which is not one of the heatmap's" },
        { g->source == BP_GROWTH_MATCHED && q->growth.matching == BP_MATCH_NONE,
          "matched growth needs to know who is matched" },
        { q->subject == BP_ASK_GROWTH && q->choice.n_by > 0 &&
              (q->growth.matching != BP_MATCH_NONE || q->choice.pay_from != NULL ||
               g->n_scenarios > 0 || g->paths > 0 || g->from > 0),
          "growth by group is fitted, or at a given rate: it has no matching, scenarios, "
          "simulation and amount to start from" },
        { q->subject == BP_ASK_GROWTH && q->choice.n_by > 0 && q->reading.n_files == 0,
          "growth by group needs a file" },
        { q->sensitivity && q->subject != BP_ASK_PERCENTILES,
          "percentiles alone are shown by other conventions" },
        { q->sensitivity && q->choice.outliers == BP_OUTLIERS_DROP &&
              (q->method.top > 0 || q->method.min_people > 0),
          "the largest groups may be others once outliers are dropped: percentiles by "
          "other conventions are of all groups, or with outliers" },
        { bp_ci_of_places(q->method.ci.method) && !places && !bp_question_offers(q),
          "intervals by Clopper and Pearson, and by Wilson, are of the place of an "
          "offer" },
        { bp_ci_of_places(q->method.ci.method) && q->rules != BP_RULES_NONE,
          "under disclosure rules an offer has its place among the percentiles that are "
          "shown, and their intervals" },
        { years && q->method.basis != BP_BASIS_INCUMBENT,
          "growth is of the medians of all people: it has no basis of organizations" },
        { fits && zeros, "lines and adjusted gaps are of the logarithm of pay, and pay "
                         "of 0 has none: ask for pay above 0" },
        { g->has_rate && !(g->rate > -1), "a rate of growth is not above -100 %" },
    };
    return REFUSE_FIRST(list, err);
}

/* Growth compares the pay of each year as it was. */
static bool asks_growth(const bp_question *q)
{
    return q->subject == BP_ASK_GROWTH ||
           (q->subject == BP_ASK_CHART &&
            (bp_chart_needs(q->chart) & BP_NEEDS_YEARS) != 0) ||
           (q->subject == BP_ASK_REPORT && q->growth.required);
}

static bp_status check_ledger(const bp_question *q, bp_err *err)
{
    const bool chart = q->subject == BP_ASK_CHART;
    const unsigned needs = chart ? bp_chart_needs(q->chart) : 0;
    const bool models = q->subject == BP_ASK_SCOPE || q->subject == BP_ASK_EQUITY ||
                        (needs & (BP_NEEDS_LINES | BP_NEEDS_EQUITY)) != 0;
    if (q->ledger == NULL && !q->as_with_ledger)
        return BP_OK;
    if (asks_growth(q))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "growth is of the medians of several years, and a ledger knows "
                       "the people of one: ask for growth without it");
    return models ? bp_fail(err, NULL, BP_EUSAGE,
                            "a ledger remembers percentiles and means, and these are "
                            "lines and gaps")
                  : BP_OK;
}

static bp_status check_age(const bp_question *q, bp_err *err)
{
    if (q->choice.age == NULL)
        return q->offers.published_date == 0 ? BP_OK
                                             : bp_fail(err, NULL, BP_EUSAGE,
                                                       "the date of a published table is "
                                                       "needed only where pay is aged");
    return asks_growth(q) ? bp_fail(err, NULL, BP_EUSAGE,
                                    "growth compares the pay of each year as it was: pay "
                                    "that is aged to one date has none")
                          : BP_OK;
}

/* What is rounded has no row by itself: what needs each, or decides by exact pay, is
 * refused by name. */
static bp_status check_approximate(const bp_question *q, bp_err *err)
{
    const int bits = q->choice.approximate;
    const struct {
        bool asked;
        const char *what;
    } needs[] = {
        { q->subject != BP_ASK_PERCENTILES && q->subject != BP_ASK_TIERS &&
              q->subject != BP_ASK_OFFER && q->subject != BP_ASK_REPORT,
          "this question" },
        { q->choice.outliers == BP_OUTLIERS_DROP, "leaving outliers out" },
        { q->choice.distinct != BP_DISTINCT_NO, "one row a person" },
        { q->growth.matching != BP_MATCH_NONE, "matched growth" },
        { q->scope.n_on > 0 || q->choice.n_variables > 0, "a line of pay" },
        { q->sensitivity, "percentiles by other conventions" },
        { q->each_job, "percentiles of each job of a list" },
        { q->ledger != NULL || q->as_with_ledger, "a ledger" },
    };
    if (bits == 0)
        return BP_OK;
    if (bits < BP_BOUNDED_LEAST || bits > BP_BOUNDED_MOST)
        return bp_fail(err, NULL, BP_EUSAGE, "pay is kept to %d to %d binary digits",
                       BP_BOUNDED_LEAST, BP_BOUNDED_MOST);
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
        if (needs[i].asked)
            return bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_EXACT, NULL },
                                "%s needs the exact pay of each row", needs[i].what);
    return BP_OK;
}

bp_status bp_question_check(const bp_question *q, bp_err *err)
{
    bp_status status = check_kinds(q, err);
    if (status == BP_OK)
        status = check_lists(q, err);
    if (status == BP_OK)
        status = check_weights(q, err);
    if (status == BP_OK)
        status = check_scope(q, err);
    if (status == BP_OK)
        status = check_equity(q, err);
    if (status == BP_OK)
        status = check_age(q, err);
    if (status == BP_OK)
        status = check_ledger(q, err);
    if (status == BP_OK)
        status = check_approximate(q, err);
    return status == BP_OK ? check_subject(q, err) : status;
}
