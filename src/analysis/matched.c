/* SPDX-License-Identifier: GPL-3.0-or-later */
/* matched.c - the growth of those who are in two years.
 *
 * Years are steps, and a change belongs to the step that it starts in; what a change is,
 * and how those of a step are summed up, is in paired.c. */
#include "analysis/matched.h"

#include <stdlib.h>

#include "analysis/paired.h"
#include "base/mem.h"

/* The pay of organisations; *n of them.  NULL: memory is out. */
static bp_paid *list_orgs(const bp_survey *s, size_t *n)
{
    bp_org_pay *org;
    size_t found;
    if (bp_survey_org_pay(&org, &found, s, NULL, NULL) != BP_OK)
        return NULL;
    bp_paid *list = bp_alloc(0, found, sizeof *list);
    for (size_t i = 0; list != NULL && i < found; i++)
        if (org[i].org != BP_NO_ID)
            list[(*n)++] = (bp_paid){ .who = org[i].org,
                                      .year = org[i].year,
                                      .org = org[i].org,
                                      .n = org[i].n,
                                      .sum = org[i].sum };
    free(org);
    return list;
}

/* The pay of people in known years, or of rows in two years. */
static bp_paid *list_people(const bp_survey *s, bool pairs, size_t *n)
{
    const bp_person_pay *row;
    const size_t rows = bp_survey_people(s, &row);
    bp_paid *list = bp_alloc(0, rows, sizeof *list);
    for (size_t i = 0; list != NULL && i < rows; i++)
        if (pairs || row[i].year != BP_NO_YEAR)
            list[(*n)++] = (bp_paid){ .who = row[i].who,
                                      .year = row[i].year,
                                      .org = row[i].org,
                                      .n = 1,
                                      .sum = row[i].pay };
    return list;
}

/* The step that starts in a year. */
static size_t step_from(const bp_observed *o, int32_t year)
{
    size_t i = 0;
    while ((int32_t)o->year[i].year != year)
        i++;
    return i;
}

/* The growth of everybody in two years that follow each other; returns their number. */
static size_t compare(const bp_observed *o, const bp_paid list[], size_t n,
                      bp_paid_change out[])
{
    size_t found = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const bp_paid *x = &list[i], *y = &list[i + 1];
        if (!bp_paid_same(x, y))
            continue;
        size_t step = step_from(o, x->year);
        if (o->year[step + 1].year != y->year)
            continue;
        out[found++] = (bp_paid_change){ step, y->org, bp_paid_change_of(x, y) };
    }
    bp_paid_sort(out, found);
    return found;
}

static void summarise(bp_observed *o, bp_paid_change c[], size_t n, double growth[])
{
    for (size_t i = 0, next; i < n; i = next) {
        const size_t at = c[i].set;
        bp_growth_step *step = &o->step[at];
        for (next = i; next < n && c[next].set == at; next++)
            ;
        const bp_paid_growth g = bp_paid_sum(c + i, next - i, growth);
        step->n = g.n;
        step->orgs = g.orgs;
        step->median = g.median;
        step->mean = g.mean;
        o->who[o->n + at] = g.who;
        step->who = &o->who[o->n + at];
    }
}

bp_status bp_matched_growth(bp_observed *o, const bp_survey *s, bp_matching matching,
                            bp_err *err)
{
    size_t n = 0;
    bp_paid *list = matching == BP_MATCH_ORG
                        ? list_orgs(s, &n)
                        : list_people(s, matching == BP_MATCH_ROW, &n);
    bp_paid_change *found = bp_alloc(0, n, sizeof *found);
    double *growth = bp_alloc(0, n, sizeof *growth);
    bp_status status = BP_OK;
    if (list == NULL || found == NULL || growth == NULL) {
        status = bp_no_memory(err, "matched growth");
    } else {
        size_t pairs = compare(o, list, bp_paid_merge(list, n), found);
        summarise(o, found, pairs, growth);
        if (pairs == 0)
            status = bp_fail(err, NULL, BP_EDATA,
                             "nobody is found in two years that follow each other");
    }
    free(list);
    free(found);
    free(growth);
    return status;
}
