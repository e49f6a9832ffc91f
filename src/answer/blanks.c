/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blanks.c - what blanks of a bonus do to the median.
 *
 * Where a column has zeros as well as blanks, a blank may mean that nobody knows.  The
 * reader then keeps the sum twice (bp_survey_whole), and the warning tells both medians:
 * so whoever reads it sees whether it matters. */
#include "answer/blanks.h"

#include "data/pay.h"

/* The median of everybody's element, and how many they are. */
static bp_status find_median(bp_figure *out, uint64_t *n, bp_answer *a, size_t element,
                             bp_err *err)
{
    static const bp_level half = { 1, 2 };
    const bp_method method = {
        .level = &half, .n_levels = 1, .qtype = a->method.qtype, .basis = a->method.basis
    };
    bp_percentiles *p = NULL;
    bp_status status = bp_percentiles_new(&p, a->survey, element, NULL, 0, &method, err);
    if (status != BP_OK)
        return status;
    *out = p->group[0].p[0];
    *n = p->group[0].n;
    a->blanks.currency = p->group[0].currency;
    bp_percentiles_free(p);
    return BP_OK;
}

bp_status bp_blanks_find(bp_answer *a, bp_err *err)
{
    size_t of;
    uint64_t n = 0;
    bp_blanks *b = &a->blanks;
    const size_t whole = bp_survey_whole(a->survey, &of);
    if (whole == SIZE_MAX)
        return BP_OK;
    bp_status status = find_median(&b->zero, &n, a, of, err);
    if (status == BP_OK)
        status = find_median(&b->excluded, &b->whole, a, whole, err);
    if (status != BP_OK || b->whole >= n)
        return status;
    b->rows = n - b->whole;
    b->element = bp_survey_element(a->survey, of);
    return BP_OK;
}
