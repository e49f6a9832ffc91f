/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resample.h - a group's pay, to be drawn again.  Layer: analysis. */
#ifndef BP_ANALYSIS_RESAMPLE_H
#define BP_ANALYSIS_RESAMPLE_H

#include "analysis/pick.h"

/* Whose pay an amount is, while it is put in order. */
typedef struct bp_owned_pay {
    int64_t value;
    uint32_t unit;
} bp_owned_pay;

/* Made for one group after another; start from {0}.  Units are what is drawn, each with
 * all of its people: organisations in the order of their names, then by pay those who are
 * units alone. */
typedef struct bp_resample {
    bp_owned_pay *pay; /* [n] ascending by value */
    size_t n;
    size_t *place;  /* [n] in pay: those of unit u, ascending, from start[u] */
    size_t *start;  /* [units + 1] */
    bp_int128 *sum; /* [units] of the pay of each */
    size_t units;
    uint32_t *count;   /* [units] how often each was drawn */
    uint64_t *up_to;   /* [n] people drawn among the lowest 1, 2, ..., n */
    uint64_t drawn;    /* people drawn in all */
    bp_int128 all_pay; /* of the sample itself */
    size_t cap[6];
} bp_resample;

/* Takes the people of a group that has pay.
 *   by_org  false: everybody is a unit alone
 * False: memory is out. */
bool bp_resample_take(bp_resample *r, const bp_pay_groups *g, const bp_pay_group *group,
                      bool by_org);

/* Draws as many units as there are; a replicate of a stream is always the same. */
void bp_resample_draw(bp_resample *r, uint64_t stream, uint64_t replicate);

/* The quantile and the mean of what was drawn, in currency units. */
double bp_resample_quantile(const bp_resample *r, const bp_position *at, int scale);
double bp_resample_mean(const bp_resample *r, int scale);

/* The same of everybody but the people of one unit, of several. */
double bp_resample_quantile_without(const bp_resample *r, size_t unit,
                                    const bp_position *at, int scale);
double bp_resample_mean_without(const bp_resample *r, size_t unit, int scale);

/* How many people a unit has. */
static inline size_t bp_resample_people(const bp_resample *r, size_t unit)
{
    return r->start[unit + 1] - r->start[unit];
}

void bp_resample_release(bp_resample *r);

#endif
