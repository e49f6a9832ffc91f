/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.c - where an offer is, as tables, charts and pages alike show it.
 *
 * One rank stands wherever an offer does.  Few people have none: a percentile of five
 * would claim more than it knows, so their places are counted. */
#include "compose/place.h"
#include "compose/fields.h"

#include "benchpay/range.h"
#include "compose/interval.h"
#include "compose/words.h"
#include "report/build.h"

bp_value bp_compose_money(bp_figure f, const bp_market *m, const bp_placements *o)
{
    const char *own = m != NULL ? bp_market_currency(m) : NULL;
    return bp_money_of(f, own != NULL ? own : o->currency);
}

bp_value bp_compose_with_plus(bp_value v)
{
    v.plus = true;
    return v;
}

bool bp_compose_of_people(const bp_market *m)
{
    return m != NULL && bp_market_of_people(m);
}

bp_value bp_compose_rank(bp_report *r, const bp_offer *f, const bp_market *m)
{
    bp_value v = bp_value_figure(BP_KIND_RANK, f->rank, NULL);
    if (f->rank.state == BP_ABSENT && f->percentile.state == BP_SHOWN)
        v.instead = bp_words_place_short(r, f->below, f->equal, bp_market_amounts(m));
    if (f->rank.state == BP_NOT_ESTIMABLE && bp_compose_of_people(m) &&
        f->band[0] != '\0')
        v.instead = f->band;
    return v;
}

bp_value bp_compose_place_limit(double x, bp_state state)
{
    const bp_figure f =
        state == BP_SHOWN
            ? bp_figure_of(x)
            : bp_figure_without(state,
                                state == BP_NOT_ESTIMABLE ? BP_WHY_NOT_ESTIMABLE : 0);
    return bp_value_figure(BP_KIND_RANK, f, NULL);
}

const char *bp_words_place_limits(bp_report *r, const bp_offer *f, const bp_ci *ci)
{
    const bp_figure *p = &f->percentile;
    if (p->state != BP_SHOWN || p->lo_state == BP_ABSENT)
        return NULL;
    if (p->lo_state != BP_SHOWN && p->hi_state != BP_SHOWN)
        return bp_report_text(r, "%g%% interval not estimable", 100 * ci->level);
    const bp_value limit[] = { bp_compose_place_limit(p->lo, p->lo_state),
                               bp_compose_place_limit(p->hi, p->hi_state) };
    return bp_report_text(r, "%g%% interval %s", 100 * ci->level,
                          bp_words_line(r, BP_SAY("{} to {}"), limit, 2));
}

/* Lists and groups show them beside places as well, a single offer beside a rank. */
static bool shows_limits(const bp_placements *o)
{
    bool any = o->offer[0].offer[0].rank.state == BP_SHOWN || o->n_tables > 0;
    for (size_t i = 0; o->listed && i < o->n; i++)
        any |= o->offer[i].offer[0].percentile.lo_state == BP_SHOWN;
    return any && o->ci.method != BP_CI_NONE;
}

void bp_compose_place_intervals(bp_report *r, const bp_placements *o)
{
    if (shows_limits(o))
        bp_report_remark(
            r, BP_SAY("Intervals of ranks: {}; of the share at or below."),
            BP_VALUES(bp_value_text(bp_words_ci_share(r, &o->ci, o->placed))));
}

bool bp_compose_counts(const bp_market *m)
{
    return m != NULL && bp_market_counts(m);
}

bp_figure bp_compose_penetration(const bp_offer *f, double min, double max)
{
    return max > min
               ? bp_figure_of(bp_range_penetration((bp_pay_range){ min, max }, f->amount))
               : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}
