/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yearfacts.c - whose pay the medians of years are.
 *
 * Disclosure rules ask it.  Cells know what each organisation paid in a year, so nobody's
 * pay is looked at again. */
#include <stdlib.h>

#include "analysis/concentration.h"
#include "analysis/observe.h"

static int by_year(const void *a, const void *b)
{
    const bp_org_pay *x = a, *y = b;
    if (x->year != y->year)
        return x->year < y->year ? -1 : 1;
    return (x->org > y->org) - (x->org < y->org);
}

/* The organisations of a year: list[0] is its first, n the rest of the list. */
static void add_orgs(bp_observed_year *year, bp_concentration *who,
                     const bp_org_pay list[], size_t n, int bits)
{
    const int32_t own = list[0].year;
    for (size_t i = 0; i < n && list[i].year == own; i++) {
        if (list[i].org == BP_NO_ID)
            continue;
        year->orgs++;
        bp_shares_add(&who->people, (bp_int128)list[i].n);
        bp_shares_add(&who->pay, list[i].sum);
    }
    bp_shares_widen(&who->pay, bits);
}

bp_status bp_observed_facts(bp_observed *o, const bp_survey *s, const uint32_t value[],
                            bp_err *err)
{
    bp_org_pay *list;
    size_t n;
    bp_status status = bp_survey_org_pay(&list, &n, s, value, err);
    if (status != BP_OK)
        return status;
    if (n > 1)
        qsort(list, n, sizeof *list, by_year);
    for (size_t i = 0, at = 0; i < o->n && at < n; i++) {
        add_orgs(&o->year[i], &o->who[i], list + at, n - at, bp_survey_bits(s));
        o->year[i].who = &o->who[i];
        while (at < n && list[at].year == o->year[i].year)
            at++;
    }
    free(list);
    return BP_OK;
}
