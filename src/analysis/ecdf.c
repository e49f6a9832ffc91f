/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ecdf.c - the share of a market that is paid at most an amount. */
#include "analysis/ecdf.h"

#include <assert.h>
#include <math.h>

#include "analysis/market.h"

/* More steps than can be seen in a picture. */
#define ECDF_POINTS 600

/* Records at or below pay[i]. */
static size_t up_to(const bp_market *in, size_t i)
{
    while (i + 1 < in->rows && in->pay[i + 1] == in->pay[i])
        i++;
    return i + 1;
}

/* The share of the first n records, which ends with all that are paid as much. */
static double share_of(const bp_market *in, size_t n)
{
    if (in->weighted == NULL)
        return (double)n / (double)in->rows;
    const bp_int128 part = n > 0 ? bp_weighted_up_to(in->weighted, in->pay[n - 1]) : 0;
    return (double)part / (double)bp_weighted_all(in->weighted);
}

/* The first record at which a share of all is reached. */
static size_t record_at(const bp_market *in, double share)
{
    size_t low = 0, high = in->rows - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (share_of(in, up_to(in, middle)) < share)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The curve rises to its first value from the share that is paid less. */
static bool of_records(bp_curve *c, const bp_market *in)
{
    size_t first = (in->rows - 1) / 20, last = in->rows - 1 - first;
    if (in->weighted != NULL) {
        first = record_at(in, .05);
        last = record_at(in, .95);
    }
    size_t stride = (last - first) / ECDF_POINTS + 1;
    if (!bp_curve_make(c, (last - first) / stride + 3))
        return false;
    const size_t room = c->n;
    size_t less = first;
    while (less > 0 && in->pay[less - 1] == in->pay[first])
        less--;
    c->x[0] = bp_money_double(in->pay[first], in->scale);
    c->y[0] = share_of(in, less);
    c->n = 1;
    for (size_t i = first, below = 0; below <= last; c->n++) {
        below = up_to(in, i);
        c->x[c->n] = bp_money_double(in->pay[i], in->scale);
        c->y[c->n] = share_of(in, below);
        i = i + stride > below ? i + stride : below;
        i = i > last ? last : i;
        assert(c->n < room);
    }
    return true;
}

static bp_status of_knots(bp_curve *c, const bp_market *in, bp_err *err)
{
    size_t first = 0, known = 0;
    while (in->knot[first].code != BP_CODED_NOT)
        first++;
    const bp_knot *const knot = in->knot + first;
    while (first + known < in->n_knots && knot[known].code == BP_CODED_NOT)
        known++;
    double low = knot[0].value, high = knot[known - 1].value;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < c->n; i++) {
        double part = (double)i / (double)(c->n - 1);
        bp_standing at;
        c->x[i] = low * pow(high / low, part);
        size_t n = known;
        const double x = fmin(c->x[i], high);
        const bp_knot *const near = in->records ? bp_market_near(in, x, &n) : knot;
        status = bp_knots_place(&at, near, n, x, in->between, err);
        if (status == BP_OK)
            c->y[i] = at.known ? at.p : bp_level_share(knot[known - 1].level);
    }
    return status;
}

bp_status bp_ecdf_find(bp_curve *out, const bp_market *m, bp_err *err)
{
    bp_curve c = { 0 };
    bp_status status = BP_OK;
    const bool counts = bp_market_counts(m);
    if (!counts && m->n_knots == 0)
        return BP_OK;
    if (counts ? !of_records(&c, m) : !bp_curve_make(&c, BP_CURVE_POINTS))
        status = bp_no_memory(err, "a curve");
    if (status == BP_OK && !counts)
        status = of_knots(&c, m, err);
    if (status == BP_OK)
        *out = c;
    else
        bp_curve_release(&c);
    return status;
}
