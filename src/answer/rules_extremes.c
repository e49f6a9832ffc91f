/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_extremes.c - levels that nearly tell the highest or the lowest pay.
 *
 * P90 of ten people (type 7) is Q = .9 x[8] + .1 x[9].  With P75 = R just below it,
 * x[8] >= R, so that x[9] <= (Q - .9 R) / .1, and x[9] >= Q: where pay is close
 * together, that is within 10 % of x[9], although ten people are enough for P90.  Only
 * shown figures are compared, as somebody else would; the rare group in which they tell
 * too much shows the level no more. */
#include "answer/rules_extremes.h"

#include "analysis/withhold.h"

/* Can both limits be within 10 % of one number? */
static bool is_near(double lo, double hi)
{
    return hi * .9 <= lo * 1.1;
}

/* The shown value nearest to level k, below it or above, of the people who are not the
 * outermost one; false: there is none. */
static bool find_neighbour(const bp_percentiles *p, const bp_group *g, int qtype,
                           size_t k, bool below, double *value)
{
    bool any = false;
    for (size_t i = 0; i < p->n_levels; i++) {
        const bp_position at = bp_quantile_position(g->n, p->level[i], qtype);
        const double v = g->p[i].value;
        const bool inside = below ? at.hi + 1 < g->n : at.lo > 0;
        const bool beside = below ? v <= g->p[k].value : v >= g->p[k].value;
        if (i == k || g->p[i].state != BP_SHOWN || !inside || !beside)
            continue;
        if (!any || (below ? v > *value : v < *value))
            *value = v;
        any = true;
    }
    return any;
}

static bool tells_highest(const bp_percentiles *p, const bp_group *g, int qtype, size_t k,
                          const bp_position *at)
{
    const double share = (double)at->num / (double)at->den, q = g->p[k].value;
    double below = 0; /* pay is not below it */
    if (at->hi + 1 < g->n || at->num == 0)
        return false;
    find_neighbour(p, g, qtype, k, true, &below);
    return is_near(q, (q - (1 - share) * below) / share);
}

static bool tells_lowest(const bp_percentiles *p, const bp_group *g, int qtype, size_t k,
                         const bp_position *at)
{
    const double share = (double)at->num / (double)at->den, q = g->p[k].value;
    double above;
    return at->lo == 0 && at->num > 0 && find_neighbour(p, g, qtype, k, false, &above) &&
           is_near((q - share * above) / (1 - share), q);
}

void bp_rules_extremes(bp_percentiles *p, int qtype)
{
    for (size_t i = 0; i < p->n_groups; i++) {
        const bp_group *g = &p->group[i];
        bp_figure *level = bp_percentiles_levels(p, i);
        for (size_t k = 0; k < p->n_levels; k++) {
            if (level[k].state != BP_SHOWN || g->n < 2)
                continue;
            const bp_position at = bp_quantile_position(g->n, p->level[k], qtype);
            if (tells_highest(p, g, qtype, k, &at) || tells_lowest(p, g, qtype, k, &at))
                level[k] = bp_figure_without(BP_WITHHELD, BP_WHY_EQUATIONS);
        }
    }
}
