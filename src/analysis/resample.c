/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resample.c - a group's pay, to be drawn again.
 *
 * Pay is put in order once; a sample that is drawn is how often each unit is in it, and
 * its order statistics are found in counts along that order.  The units have an order of
 * their own, by which draws name them, so that the order of rows moves nothing. */
#include "analysis/resample.h"

#include <stdlib.h>

#include "analysis/draws.h"
#include "base/mem.h"

void bp_resample_release(bp_resample *r)
{
    free(r->pay);
    free(r->place);
    free(r->start);
    free(r->sum);
    free(r->count);
    free(r->up_to);
}

static int by_unit(const void *a, const void *b)
{
    const bp_owned_pay *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

static int by_value(const void *a, const void *b)
{
    const bp_owned_pay *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Who has no organisation comes last: BP_NO_ID is the highest id. */
static void gather(bp_resample *r, const bp_pay_groups *g, const bp_pay_group *group,
                   bool by_org)
{
    bp_org_block b;
    size_t n = 0;
    for (bp_org_block_start(&b); bp_org_block_next(&b, g, group);)
        for (size_t i = 0; i < b.n; i++)
            r->pay[n++] = (bp_owned_pay){ b.value[i], by_org ? b.org : BP_NO_ID };
}

/* Numbers the units, in the order of ids and then of pay. */
static void number_units(bp_resample *r)
{
    uint32_t before = BP_NO_ID;
    r->units = 0;
    for (size_t i = 0; i < r->n; i++) {
        const uint32_t org = r->pay[i].unit;
        r->units += i == 0 || org == BP_NO_ID || org != before;
        r->pay[i].unit = (uint32_t)r->units - 1;
        before = org;
    }
}

static bool make_room(bp_resample *r, size_t n)
{
    return bp_reserve(&r->pay, &r->cap[0], n, sizeof r->pay[0]) &&
           bp_reserve(&r->place, &r->cap[1], n, sizeof r->place[0]) &&
           bp_reserve(&r->up_to, &r->cap[2], n, sizeof r->up_to[0]) &&
           bp_reserve(&r->start, &r->cap[3], n + 1, sizeof r->start[0]) &&
           bp_reserve(&r->sum, &r->cap[4], n, sizeof r->sum[0]) &&
           bp_reserve(&r->count, &r->cap[5], n, sizeof r->count[0]);
}

/* Where each unit begins, and what its people are paid in all; pay is by unit. */
static void find_units(bp_resample *r)
{
    r->all_pay = 0;
    for (size_t i = 0; i < r->n; i++) {
        const size_t u = r->pay[i].unit;
        if (i == 0 || u != r->pay[i - 1].unit) {
            r->start[u] = i;
            r->sum[u] = 0;
        }
        r->sum[u] += r->pay[i].value;
        r->all_pay += r->pay[i].value;
    }
    r->start[r->units] = r->n;
}

/* Where the people of each unit are among all, in order. */
static void find_places(bp_resample *r)
{
    size_t *next = r->start; /* moves on by one unit, and back below */
    for (size_t i = 0; i < r->n; i++)
        r->place[next[r->pay[i].unit]++] = i;
    for (size_t u = r->units; u > 0; u--)
        r->start[u] = r->start[u - 1];
    r->start[0] = 0;
}

bool bp_resample_take(bp_resample *r, const bp_pay_groups *g, const bp_pay_group *group,
                      bool by_org)
{
    r->n = (size_t)group->pay.n;
    if (r->n >= BP_NO_ID || !make_room(r, r->n))
        return false;
    gather(r, g, group, by_org);
    qsort(r->pay, r->n, sizeof r->pay[0], by_unit);
    number_units(r);
    find_units(r);
    qsort(r->pay, r->n, sizeof r->pay[0], by_value);
    find_places(r);
    return true;
}

void bp_resample_draw(bp_resample *r, uint64_t stream, uint64_t replicate)
{
    uint64_t sum = 0;
    bp_draw_units(r->count, r->units, stream, replicate);
    for (size_t i = 0; i < r->n; i++) {
        sum += r->count[r->pay[i].unit];
        r->up_to[i] = sum;
    }
    r->drawn = sum;
}

/* The pay of rank `rank`, from 0, among those drawn. */
static int64_t drawn_at(const bp_resample *r, uint64_t rank)
{
    size_t low = 0, high = r->n - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (r->up_to[middle] > rank)
            high = middle;
        else
            low = middle + 1;
    }
    return r->pay[low].value;
}

double bp_resample_quantile(const bp_resample *r, const bp_position *at, int scale)
{
    return bp_quantile_between(at, drawn_at(r, at->lo), drawn_at(r, at->hi), scale);
}

double bp_resample_mean(const bp_resample *r, int scale)
{
    bp_int128 sum = 0;
    for (size_t u = 0; u < r->units; u++)
        sum += (bp_int128)r->count[u] * r->sum[u];
    return bp_money_mean(sum, r->drawn, scale);
}

/* The pay of that rank where the unit's people are not there: before its j-th (from 0)
 * there are place - j others. */
static int64_t left_at(const bp_resample *r, size_t unit, uint64_t rank)
{
    const size_t *place = r->place + r->start[unit];
    size_t low = 0, high = bp_resample_people(r, unit);
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (place[middle] - middle <= rank)
            low = middle + 1;
        else
            high = middle;
    }
    return r->pay[(size_t)rank + low].value;
}

double bp_resample_quantile_without(const bp_resample *r, size_t unit,
                                    const bp_position *at, int scale)
{
    return bp_quantile_between(at, left_at(r, unit, at->lo), left_at(r, unit, at->hi),
                               scale);
}

double bp_resample_mean_without(const bp_resample *r, size_t unit, int scale)
{
    return bp_money_mean(r->all_pay - r->sum[unit], r->n - bp_resample_people(r, unit),
                         scale);
}
