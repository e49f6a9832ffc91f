/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yearfacts.c - whose pay the medians of years are.
 *
 * Disclosure rules ask it.  Cells know what each organisation paid in a year, so nobody's
 * pay is looked at again. */
#include <stdlib.h>

#include "analysis/concentration.h"
#include "analysis/observe.h"

static void add_org(bp_observed_year *year, bp_concentration *who, const bp_org_pay *org)
{
    year->who = who;
    if (org->org == BP_NO_ID)
        return;
    year->orgs++;
    bp_shares_add(&who->people, (bp_int128)org->n);
    bp_shares_add(&who->pay, org->sum);
}

bp_status bp_observed_facts(bp_observed *o, const bp_survey *s, const uint32_t value[],
                            bp_err *err)
{
    bp_org_pay *list;
    size_t n;
    bp_status status = bp_survey_org_pay(&list, &n, s, value, err);
    if (status != BP_OK)
        return status;
    for (size_t i = 0, at = 0; i < n && o->n > 0; i++) {
        for (size_t k = 0; k < o->n && o->year[at].year != list[i].year; k++)
            at = (at + 1) % o->n; /* few, and mostly that of the one before */
        if (o->year[at].year == list[i].year)
            add_org(&o->year[at], &o->who[at], &list[i]);
    }
    for (size_t i = 0; i < o->n; i++)
        if (o->year[i].who != NULL)
            bp_shares_widen(&o->who[i].pay, bp_survey_shape(s)->bits);
    free(list);
    return BP_OK;
}
