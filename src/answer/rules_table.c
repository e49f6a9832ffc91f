/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_table.c - disclosure rules over a table.
 *
 * Groups are judged one by one first.  A table also tells of what it leaves out: what is
 * in the total and not in a group.  All of it is decided on the figures as they were
 * computed; rounding comes when all tables of an answer were judged. */
#include "answer/rules_table.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/withhold.h"
#include "answer/rules_nested.h"
#include "base/mem.h"

bp_facts bp_rules_facts(const bp_group *g, bool of_orgs)
{
    return (bp_facts){ .n = g->n, .orgs = g->orgs, .of_orgs = of_orgs, .who = g->who };
}

/* ---- the order of groups ---- */

/* No two groups have the same of all keys. */
static int by_name(const void *a, const void *b)
{
    const bp_group *x = a, *y = b;
    int order = 0;
    for (size_t k = 0; order == 0; k++)
        order = strcmp(x->by[k], y->by[k]);
    return order;
}

bp_status bp_rules_table_order(bp_percentiles *p, const bp_rule_set *set, bool of_orgs,
                               bp_err *err)
{
    const size_t end = p->n_groups - (p->has_others ? 1 : 0);
    size_t unplaced = 0, n = 0, at = 1;
    for (size_t i = 1; i < end; i++) {
        bp_group *g = &p->group[i];
        const bp_facts facts = bp_rules_facts(g, of_orgs);
        bp_verdict v;
        bp_rules_judge(&v, set, &facts, NULL, 0);
        g->unplaced = v.cell != 0;
        unplaced += g->unplaced;
    }
    if (!p->by_median || unplaced == 0)
        return BP_OK;
    bp_group *last = bp_alloc(0, unplaced, sizeof *last);
    if (last == NULL)
        return bp_no_memory(err, "the order of groups");
    for (size_t i = 1; i < end; i++)
        if (p->group[i].unplaced)
            last[n++] = p->group[i];
        else
            p->group[at++] = p->group[i];
    if (n > 1)
        qsort(last, n, sizeof *last, by_name);
    for (size_t i = 0; i < n; i++)
        p->group[at++] = last[i];
    free(last);
    return BP_OK;
}

/* ---- figures ---- */

static void withhold(bp_figure *f, unsigned reasons)
{
    if (f->state == BP_SHOWN)
        *f = bp_figure_without(BP_WITHHELD, reasons);
}

/* ---- each group ---- */

static void withhold_limit(double *limit, bp_state *state)
{
    *limit = 0;
    *state = BP_WITHHELD;
}

static void judge_limits(bp_figure *f, const bp_rule_set *set, const bp_facts *facts,
                         const bp_beyond *beyond)
{
    if (f->lo_state == BP_SHOWN && !bp_rules_limit(set, facts, beyond[0]))
        withhold_limit(&f->lo, &f->lo_state);
    if (f->hi_state == BP_SHOWN && !bp_rules_limit(set, facts, beyond[1]))
        withhold_limit(&f->hi, &f->hi_state);
}

/* A range holds figures by every convention: each of them could be shown. */
static void judge_variants(bp_verdict *all, const bp_percentiles *p, size_t i,
                           const bp_rule_set *set, bool of_orgs)
{
    const bp_variant *variant = bp_percentiles_variants(p, i);
    *all = (bp_verdict){ .cell = 0 };
    for (size_t v = 0; variant != NULL && v < BP_VARIANTS; v++) {
        bp_verdict one;
        if (variant[v].n == 0)
            continue;
        bp_rules_judge(&one, set,
                       &(bp_facts){ .n = variant[v].n,
                                    .orgs = variant[v].orgs,
                                    .of_orgs = of_orgs,
                                    .who = &variant[v].who },
                       p->level, p->n_levels);
        for (size_t k = 0; k < p->n_levels; k++)
            all->level[k] |= one.cell | one.level[k];
    }
}

/* The ends of ranges are people's pay as limits are; a range of what is withheld goes
 * with it. */
static void judge_ranges(bp_percentiles *p, size_t i, const bp_rule_set *set,
                         const bp_facts *facts)
{
    const bp_group *g = &p->group[i];
    bp_sensitivity *range = bp_percentiles_sensitivity(p, i);
    bp_verdict v;
    if (range == NULL)
        return;
    judge_variants(&v, p, i, set, facts->of_orgs);
    for (size_t k = 0; k < p->n_levels; k++) {
        const unsigned why =
            v.level[k] | (g->p[k].state == BP_WITHHELD ? g->p[k].reasons : 0);
        if (why != 0 || !bp_rules_limit(set, facts, g->around[2 * k]))
            withhold(&range[k].min, why != 0 ? why : BP_WHY_INTERVAL);
        if (why != 0 || !bp_rules_limit(set, facts, g->around[2 * k + 1]))
            withhold(&range[k].max, why != 0 ? why : BP_WHY_INTERVAL);
    }
}

/* Of pay that nobody has there is nothing to withhold. */
static void judge_group(bp_percentiles *p, size_t i, const bp_rule_set *set, bool of_orgs)
{
    bp_group *g = &p->group[i];
    if (g->n == 0 && g->reasons == 0)
        return;
    bp_figure *level = bp_percentiles_levels(p, i);
    const bp_facts facts = bp_rules_facts(g, of_orgs);
    bp_verdict v;
    bp_rules_judge(&v, set, &facts, p->level, p->n_levels);
    if (v.cell != 0) {
        bp_percentiles_withhold(p, i, v.cell);
        return;
    }
    for (size_t k = 0; k < p->n_levels; k++) {
        if (v.level[k] != 0)
            withhold(&level[k], v.level[k]);
        else if (g->beyond != NULL)
            judge_limits(&level[k], set, &facts, g->beyond + 2 * k);
    }
    judge_ranges(p, i, set, &facts);
    if (v.mean != 0)
        withhold(&g->mean, v.mean);
    else if (g->beyond != NULL)
        judge_limits(&g->mean, set, &facts, g->beyond + 2 * p->n_levels);
}

/* ---- what differs from the total by few ---- */

static void compare_with_total(bp_percentiles *p, size_t i, bool of_orgs)
{
    const bp_group *all = &p->group[0], *g = &p->group[i];
    const uint64_t others = all->n - g->n;
    const bool few = others > 0 && others <= BP_FEW;
    const bool few_orgs =
        of_orgs && others > 0 && g->who != NULL && g->who->other_orgs <= BP_FEW;
    const bool comparable = all->reasons == 0 || all->mean.state == BP_WITHHELD;
    if (comparable && g->reasons == 0 && (few || few_orgs))
        bp_percentiles_withhold(p, i, BP_WHY_DIFFERENCE);
}

/* ---- rounding ---- */

static void round_figure(bp_figure *f, const bp_rule_set *set, uint64_t n)
{
    if (f->state == BP_SHOWN)
        f->value = bp_rules_round(set, n, f->value);
    if (f->lo_state == BP_SHOWN)
        f->lo = bp_rules_round_down(set, f->lo);
    if (f->hi_state == BP_SHOWN)
        f->hi = bp_rules_round_up(set, f->hi);
}

/* The standard error of a percentile is the width of an interval: of the one shown. */
static void follow_limits(bp_precision *p, const bp_figure *f, double width)
{
    p->se = bp_figure_bounded(f) && width > 0 ? p->se * (f->hi - f->lo) / width : 0;
}

static void round_group(bp_percentiles *p, size_t i, const bp_rule_set *set)
{
    bp_figure *level = bp_percentiles_levels(p, i);
    bp_precision *precision = bp_percentiles_precision(p, i);
    for (size_t k = 0; k < p->n_levels; k++) {
        const double width = level[k].hi - level[k].lo;
        round_figure(&level[k], set, p->group[i].n);
        if (precision != NULL)
            follow_limits(&precision[k], &level[k], width);
    }
    bp_sensitivity *range = bp_percentiles_sensitivity(p, i);
    for (size_t k = 0; range != NULL && k < p->n_levels; k++) {
        range[k].min.value = bp_rules_round_down(set, range[k].min.value);
        range[k].max.value = bp_rules_round_up(set, range[k].max.value);
    }
    round_figure(&p->group[i].mean, set, p->group[i].n);
}

void bp_rules_table(bp_percentiles *p, const bp_rule_set *set, bool of_orgs)
{
    for (size_t i = 0; i < p->n_groups; i++)
        judge_group(p, i, set, of_orgs);
    for (size_t i = 1; p->group[0].n > 0 && i < p->n_groups; i++)
        compare_with_total(p, i, of_orgs);
}

void bp_rules_table_round(bp_percentiles *p, const bp_rule_set *set)
{
    for (size_t i = 0; i < p->n_groups; i++)
        round_group(p, i, set);
}
