/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.c - the one place where figures are withheld.
 *
 * Called once, between what is computed from people and what is derived from it, over
 * every part of the answer: a part that is new must be added here, and nowhere else.  It
 * asks one rule about each set of people; what is withheld loses its numbers and keeps
 * its reasons, so that nothing after the gate can show it by mistake.  Derived figures
 * (ratios of tiers, places of offers, trends) are computed after it, from what is left.
 */
#include "answer/gate.h"

#include "analysis/withhold.h"
#include "answer/answer.h"
#include "base/str.h"

const char *bp_rules_name(bp_rules rules)
{
    static const char *const name[] = { [BP_RULES_NONE] = "none" };
    return name[rules];
}

typedef struct gate {
    bp_answer *a;
    bp_gate_rule *rule;
    const void *arg;
} gate;

static unsigned judge(const gate *g, const bp_gate_cell *cell)
{
    return g->rule(g->arg, cell);
}

static bp_gate_cell everybody(const bp_answer *a, uint64_t n, uint64_t orgs)
{
    return (
        bp_gate_cell){ .element = bp_survey_element(a->survey, 0), .n = n, .orgs = orgs };
}

/* The groups of a table, and the density of each where there is one. */
static unsigned pass_table(const gate *g, bp_percentiles *p, bp_densities *densities)
{
    unsigned all = 0;
    if (p == NULL || p->published)
        return 0; /* what was published is public */
    for (size_t i = 0; i < p->n_groups; i++) {
        const bp_group *group = &p->group[i];
        const unsigned reasons =
            judge(g, &(bp_gate_cell){ .element = p->element,
                                      .key = p->key,
                                      .value = group->by,
                                      .n_keys = group->by != NULL ? p->n_keys : 0,
                                      .n = group->n,
                                      .orgs = group->orgs });
        all |= reasons;
        if (reasons == 0)
            continue;
        bp_percentiles_withhold(p, i, reasons);
        if (p == g->a->table && g->a->local != NULL) /* the same pay */
            bp_local_withhold(g->a->local, i, reasons);
        if (densities != NULL)
            bp_curve_release(&densities->curve[i]);
    }
    return all;
}

static unsigned pass_tables(const gate *g)
{
    bp_answer *a = g->a;
    unsigned all = 0;
    bp_percentiles *const tiers = a->tier > 0 ? a->by[a->tier - 1] : a->table;
    for (size_t i = 0; i < a->n_total; i++)
        all |= pass_table(g, a->total[i], NULL);
    for (size_t i = 0; i < a->n_by; i++)
        all |= pass_table(g, a->by[i], a->by[i] == tiers ? a->densities : NULL);
    all |= pass_table(g, a->table, a->table == tiers ? a->densities : NULL);
    for (size_t i = 0; i < a->n_tiles; i++)
        all |= pass_table(g, a->tiles[i].both, NULL);
    return all;
}

/* Pay of everybody: the histogram and the steps of the distribution function. */
static unsigned pass_everybody(const gate *g)
{
    bp_answer *a = g->a;
    unsigned reasons = 0;
    if (a->distribution != NULL) {
        const bp_gate_cell cell = everybody(a, a->distribution->n, a->distribution->orgs);
        reasons |= judge(g, &cell);
        if (reasons != 0) {
            bp_distribution_free(a->distribution);
            a->distribution = NULL;
        }
    }
    if (a->market != NULL) {
        const bp_gate_cell cell =
            everybody(a, bp_market_people(a->market), bp_market_orgs(a->market));
        const unsigned own = judge(g, &cell);
        if (own != 0) {
            bp_market_withhold(a->market, own);
            bp_curve_release(&a->curve);
        }
        reasons |= own;
    }
    return reasons;
}

/* The values that selected an offer's market, and their names. */
static size_t market_keys(const char *key[], const char *value[], const bp_placements *p,
                          const bp_placement *offer)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_by; i++) {
        if (!p->selects[i] || offer->by[i][0] == '\0' || n == BP_KEYS_MAX)
            continue;
        key[n] = p->by[i];
        value[n++] = offer->by[i];
    }
    return n;
}

/* Markets of records; published figures are public. */
static unsigned pass_markets(const gate *g)
{
    bp_answer *a = g->a;
    bp_placements *p = a->placements;
    unsigned all = 0;
    for (size_t i = 0; p != NULL && i < p->n; i++) {
        const char *key[BP_KEYS_MAX], *value[BP_KEYS_MAX];
        const bp_placement *offer = &p->offer[i];
        const bp_market *m = offer->market[BP_FIRST_MARKET];
        if (m == NULL || !bp_market_of_people(m)) /* several lines, or one */
            continue;
        const unsigned reasons =
            judge(g, &(bp_gate_cell){ .element = bp_survey_element(a->survey, 0),
                                      .key = key,
                                      .value = value,
                                      .n_keys = market_keys(key, value, p, offer),
                                      .n = bp_market_people(m),
                                      .orgs = bp_market_orgs(m) });
        if (reasons == 0)
            continue;
        all |= reasons;
        bp_placements_withhold(p, i, reasons);
        if (i == 0)
            bp_curve_release(&a->curve);
    }
    return all;
}

/* Whether groups differ is a figure of all people compared. */
static unsigned pass_difference(const gate *g, bp_difference *d)
{
    if (!bp_difference_known(d))
        return 0;
    const bp_gate_cell cell = everybody(g->a, d->n, d->orgs);
    const unsigned reasons = judge(g, &cell);
    if (reasons != 0)
        d->p = bp_figure_without(BP_WITHHELD, reasons);
    return reasons;
}

/* The medians of all, and of those whose bonus is known. */
static void pass_blanks(const gate *g)
{
    bp_blanks *b = &g->a->blanks;
    if (b->element == NULL)
        return;
    const bp_gate_cell all = { .element = b->element, .n = b->rows + b->whole };
    const bp_gate_cell whole = { .element = b->element, .n = b->whole };
    const unsigned reasons = judge(g, &all) | judge(g, &whole);
    if (reasons != 0)
        b->zero = b->excluded = bp_figure_without(BP_WITHHELD, reasons);
}

static unsigned pass_differences(const gate *g)
{
    bp_answer *a = g->a;
    unsigned all = pass_difference(g, &a->table_differs);
    for (size_t i = 0; i < a->n_tiles; i++)
        all |= pass_difference(g, &a->tiles[i].differs);
    for (size_t i = 0; i < a->n_by; i++)
        all |= pass_difference(g, &a->by_differs[i]);
    return all;
}

/* The yearly medians of everybody, or of a group. */
static unsigned pass_medians(const gate *g, bp_observed *o, bp_gate_cell cell)
{
    unsigned all = 0;
    for (size_t i = 0; i < o->n; i++) {
        cell.n = o->year[i].n;
        cell.year = o->year[i].year;
        const unsigned reasons = judge(g, &cell);
        all |= reasons;
        if (reasons != 0)
            bp_observed_withhold_year(o, i, reasons);
    }
    return all;
}

static void pass_parts(const gate *g)
{
    bp_answer *a = g->a;
    for (size_t i = 0; i < a->n_parts; i++) {
        bp_growth_part *part = &a->part[i];
        bp_gate_cell cell = everybody(a, 0, 0);
        cell.key = a->table->key;
        cell.value = a->table->group[i + 1].by;
        cell.n_keys = a->table->n_keys;
        if (part->observed != NULL)
            part->reasons = pass_medians(g, part->observed, cell);
    }
}

/* Yearly medians, and the growth of those who are in two years; a series of published
 * figures is public. */
static unsigned pass_years(const gate *g)
{
    bp_observed *o = g->a->observed;
    if (o == NULL || o->published)
        return 0;
    unsigned all = pass_medians(g, o, everybody(g->a, 0, 0));
    for (size_t i = 0; i < o->n_steps; i++) {
        bp_gate_cell cell = everybody(g->a, o->step[i].n, 0);
        cell.year = o->step[i].to;
        const unsigned reasons = judge(g, &cell);
        all |= reasons;
        if (reasons != 0)
            bp_observed_withhold_step(o, i, reasons);
    }
    pass_parts(g);
    return all;
}

static bool any_group(const bp_percentiles *p)
{
    for (size_t i = 0; p != NULL && i < p->n_groups; i++)
        if (p->group[i].reasons == 0)
            return true;
    return false;
}

/* Is there a figure left that the chart of the question could show? */
static bool anything_left(const bp_answer *a)
{
    if (a->n_tiles > 0) /* they are compared with the median of all */
        return a->tiles[0].both->group[0].reasons == 0;
    for (size_t i = 0; a->placements != NULL && i < a->placements->n; i++)
        if (bp_market_quartile(a->placements->offer[i].market[0], 2).state != BP_WITHHELD)
            return true;
    return any_group(a->table) || a->distribution != NULL ||
           (a->market != NULL && bp_market_quartile(a->market, 2).state != BP_WITHHELD) ||
           (a->observed != NULL && bp_observed_last(a->observed) != NULL);
}

static bp_status nothing_left(unsigned reasons, bp_err *err)
{
    bp_str words = { 0 };
    for (unsigned i = 0; i < BP_REASONS; i++)
        if ((reasons & 1u << i) != 0)
            bp_str_printf(&words, "%s%s", words.n > 0 ? ", " : "", bp_reason_code(i));
    bp_status status = words.failed
                           ? bp_fail(err, NULL, BP_ELIMIT, "no memory for the reasons")
                           : bp_fail(err, NULL, BP_ENONE,
                                     "nothing of this chart may be shown: %s", words.at);
    bp_str_release(&words);
    return status;
}

bp_status bp_gate_pass(bp_answer *a, bp_gate_rule *rule, const void *arg, bp_err *err)
{
    const gate g = { a, rule, arg };
    if (rule == NULL)
        return BP_OK;
    unsigned reasons = pass_tables(&g);
    reasons |= pass_everybody(&g);
    reasons |= pass_markets(&g);
    reasons |= pass_years(&g);
    reasons |= pass_differences(&g);
    pass_blanks(&g);
    const bool left =
        a->question->subject != BP_ASK_CHART || reasons == 0 || anything_left(a);
    return left ? BP_OK : nothing_left(reasons, err);
}
