/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.c - where an offer is, as tables, charts and pages alike show it.
 *
 * One rank stands wherever an offer does.  Few people have none: a percentile of five
 * would claim more than it knows, so their places are counted. */
#include "compose/place.h"

#include "benchpay/range.h"
#include "compose/words.h"

bp_value bp_compose_money(bp_figure f, const bp_market *m, const bp_placements *o)
{
    const char *own = m != NULL ? bp_market_currency(m) : NULL;
    return bp_value_figure(BP_KIND_MONEY, f, own != NULL ? own : o->currency);
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
