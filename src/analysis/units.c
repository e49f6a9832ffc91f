/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units.c - a group's people by organisation.
 *
 * One look at all pay of a group gives everything that variances and disclosure rules
 * ask.  Counts and sums are whole numbers, and organisations are gone through in the
 * order of their names, so that neither the order of rows nor threads can move a bit. */
#include "analysis/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void add_square(bp_squares *to, bp_int128 x)
{
    const bp_uint128 square = (bp_uint128)(x * x);
    to->low += square;
    to->high += to->low < square;
}

double bp_squares_value(const bp_squares *s)
{
    return ldexp((double)s->high, 128) + (double)s->low;
}

bool bp_units_prepare(bp_units *u, const bp_pay_groups *g, size_t n_limits)
{
    u->slot = bp_alloc(0, g->org_ids, sizeof u->slot[0]);
    u->alone = bp_alloc(0, n_limits, sizeof u->alone[0]);
    u->all = bp_alloc(0, n_limits, sizeof u->all[0]);
    return u->slot != NULL && u->alone != NULL && u->all != NULL;
}

void bp_units_release(bp_units *u)
{
    free(u->unit);
    free(u->order);
    free(u->at_most);
    free(u->alone);
    free(u->all);
    free(u->slot);
}

static void forget(bp_units *u)
{
    for (size_t i = 0; i < u->n; i++)
        u->slot[u->unit[i].org] = 0;
    u->n = 0;
    u->lone = (bp_unit){ .org = BP_NO_ID };
    u->square = (bp_squares){ 0 };
}

/* The place of an organisation among the units; SIZE_MAX: memory is out. */
static size_t unit_of(bp_units *u, uint32_t org)
{
    const size_t i = u->n;
    if (u->slot[org] != 0)
        return u->slot[org] - 1;
    if (!bp_reserve(&u->unit, &u->cap[0], i + 1, sizeof u->unit[0]) ||
        !bp_reserve(&u->order, &u->cap[1], i + 1, sizeof u->order[0]) ||
        !bp_reserve(&u->at_most, &u->cap[2], (i + 1) * u->n_limits, sizeof u->at_most[0]))
        return SIZE_MAX;
    u->unit[i] = (bp_unit){ .org = org };
    memset(u->at_most + i * u->n_limits, 0, u->n_limits * sizeof u->at_most[0]);
    u->slot[org] = (uint32_t)++u->n;
    return i;
}

static void count_block(const bp_org_block *b, const int64_t limit[], size_t n_limits,
                        uint64_t at_most[])
{
    for (size_t k = 0; k < n_limits; k++) {
        uint64_t n = 0;
        for (size_t i = 0; i < b->n; i++)
            n += b->value[i] <= limit[k];
        at_most[k] += n;
    }
}

static void add_up(const bp_units *u, const bp_org_block *b, bp_unit *to)
{
    bp_int128 sum = 0;
    for (size_t i = 0; i < b->n; i++)
        sum += b->value[i];
    to->n += b->n;
    to->over += sum - (bp_int128)u->centre * (int64_t)b->n;
}

static bool look(bp_units *u, const bp_pay_groups *g, const bp_pay_group *group,
                 const int64_t limit[], bool clustered)
{
    bp_org_block b;
    for (bp_org_block_start(&b); bp_org_block_next(&b, g, group);) {
        if (clustered && b.org != BP_NO_ID) {
            const size_t i = unit_of(u, b.org);
            if (i == SIZE_MAX)
                return false;
            add_up(u, &b, &u->unit[i]);
            count_block(&b, limit, u->n_limits, u->at_most + i * u->n_limits);
            continue;
        }
        add_up(u, &b, &u->lone);
        count_block(&b, limit, u->n_limits, u->alone);
        for (size_t i = 0; i < b.n; i++)
            add_square(&u->square, (bp_int128)b.value[i] - u->centre);
    }
    return true;
}

static int by_org(const void *a, const void *b)
{
    const uint32_t x = ((const bp_unit_place *)a)->org,
                   y = ((const bp_unit_place *)b)->org;
    return (x > y) - (x < y);
}

bool bp_units_count(bp_units *u, const bp_pay_groups *g, const bp_pay_group *group,
                    const int64_t limit[], size_t n_limits, const bp_total *total,
                    bool clustered)
{
    forget(u);
    u->n_limits = n_limits;
    u->centre = (int64_t)(total->sum / (bp_int128)group->pay.n);
    memset(u->alone, 0, n_limits * sizeof u->alone[0]);
    if (!look(u, g, group, limit, clustered))
        return false;
    memcpy(u->all, u->alone, n_limits * sizeof u->all[0]);
    u->over = u->lone.over;
    for (size_t i = 0; i < u->n; i++) {
        u->order[i] = (bp_unit_place){ u->unit[i].org, (uint32_t)i };
        u->over += u->unit[i].over;
        for (size_t k = 0; k < n_limits; k++)
            u->all[k] += u->at_most[i * n_limits + k];
    }
    if (u->n > 1)
        qsort(u->order, u->n, sizeof u->order[0], by_org);
    return true;
}

uint64_t bp_units_sampled(const bp_units *u)
{
    return u->n + u->lone.n;
}

static void add_share(bp_shares *s, bp_int128 x)
{
    if (x > s->largest) {
        s->second = s->largest;
        s->largest = x;
    } else if (x > s->second) {
        s->second = x;
    }
}

bp_concentration bp_units_concentration(const bp_units *u, const bp_total *total)
{
    bp_concentration c = { .all_equal = total->low == total->high };
    c.amounts = u->lone.n;
    c.people.all = u->lone.n;
    c.pay.all = total->sum;
    for (size_t i = 0; i < u->n; i++) {
        const bp_unit *unit = &u->unit[i];
        c.amounts += unit->n;
        c.people.all += unit->n;
        add_share(&c.people, unit->n);
        add_share(&c.pay, unit->over + (bp_int128)u->centre * (int64_t)unit->n);
    }
    return c;
}

bp_beyond bp_units_below(const bp_units *u, size_t limit)
{
    bp_beyond b = { .people = u->all[limit] };
    for (size_t i = 0; i < u->n; i++)
        b.orgs += u->at_most[i * u->n_limits + limit] > 0;
    return b;
}

bp_beyond bp_units_above(const bp_units *u, size_t limit)
{
    bp_beyond b = { .people = u->lone.n - u->alone[limit] };
    for (size_t i = 0; i < u->n; i++) {
        const uint64_t above = u->unit[i].n - u->at_most[i * u->n_limits + limit];
        b.people += above;
        b.orgs += above > 0;
    }
    return b;
}
