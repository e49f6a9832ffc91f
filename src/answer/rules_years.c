/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_years.c - disclosure rules over years, and over figures beside a table.
 *
 * A median of a year is a cell like any other.  The growth of those who are in two years
 * is no amount of money, so it is not rounded; but of few people it is told by each. */
#include "analysis/withhold.h"
#include "answer/rules_nested.h"
#include "answer/rules_table.h"

static const bp_level half = { 1, 2 };

/* Figures that differ from those of everybody by few tell of them. */
static bool differs_by_few(const bp_observed *all, const bp_observed_year *year)
{
    for (size_t i = 0; all != NULL && i < all->n; i++)
        if (all->year[i].year == year->year && all->year[i].n > year->n &&
            all->year[i].n - year->n <= BP_FEW)
            return true;
    return false;
}

static unsigned judge_year(const bp_observed_year *year, const bp_observed *all,
                           const bp_rule_set *set, bool of_orgs)
{
    const bp_facts facts = {
        .n = year->n, .orgs = year->orgs, .of_orgs = of_orgs, .who = year->who
    };
    bp_verdict v;
    bp_rules_judge(&v, set, &facts, &half, 1);
    return v.cell | v.level[0] | (differs_by_few(all, year) ? BP_WHY_DIFFERENCE : 0);
}

static unsigned close_step(bp_observed *o, size_t i, const bp_rule_set *set, bool of_orgs)
{
    bp_growth_step *step = &o->step[i];
    const bp_facts facts = {
        .n = step->n, .orgs = step->orgs, .of_orgs = of_orgs, .who = step->who
    };
    bp_verdict v;
    if (step->median.state != BP_SHOWN)
        return 0;
    bp_rules_judge(&v, set, &facts, &half, 1);
    if (v.cell != 0)
        bp_observed_withhold_step(o, i, v.cell);
    else if (v.mean != 0)
        step->mean = bp_figure_without(BP_WITHHELD, v.mean);
    return v.cell | v.mean;
}

unsigned bp_rules_years(bp_observed *o, const bp_observed *all, const bp_rule_set *set,
                        bool of_orgs)
{
    unsigned reasons = 0;
    for (size_t i = 0; i < o->n; i++) {
        bp_observed_year *year = &o->year[i];
        const unsigned why = judge_year(year, all, set, of_orgs);
        reasons |= why;
        if (why != 0)
            bp_observed_withhold_year(o, i, why);
        else
            year->median.value = bp_rules_round(set, year->n, year->median.value);
    }
    for (size_t i = 0; i < o->n_steps; i++)
        reasons |= close_step(o, i, set, of_orgs);
    bp_observed_compare(o);
    return reasons;
}

static void follow(bp_figure *f, const bp_figure *lead, const bp_rule_set *set,
                   uint64_t n)
{
    if (f->state == BP_SHOWN && lead->state == BP_WITHHELD)
        *f = bp_figure_without(BP_WITHHELD, lead->reasons);
    if (f->state == BP_SHOWN)
        f->value = bp_rules_round(set, n, f->value);
}

void bp_rules_local(bp_local *l, const bp_percentiles *p, const bp_rule_set *set)
{
    for (size_t i = 0; i < l->n; i++) {
        const bp_group *g = &p->group[i];
        bp_figure *level = bp_local_levels(l, i);
        for (size_t k = 0; k < p->n_levels; k++)
            follow(&level[k], &g->p[k], set, g->n);
        follow(&l->group[i].mean, &g->mean, set, g->n);
    }
}
