/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units.c - a group's people by organisation.
 *
 * One look at all pay of a group gives everything that variances and disclosure rules
 * ask.  Counts and sums are whole numbers, and organisations are gone through in the
 * order of their names, so that neither the order of rows nor threads can move a bit. */
#include "analysis/units.h"

#include <assert.h>
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
    const size_t n = n_limits + 1;
    u->org_ids = g->org_ids;
    u->most_limits = n_limits;
    u->bits = bp_survey_shape(g->survey)->bits;
    u->slot = bp_room_take(&u->room, g->org_ids, sizeof u->slot[0]);
    u->place = bp_room_take(&u->room, n, sizeof u->place[0]);
    u->bound = bp_room_take(&u->room, n, sizeof u->bound[0]);
    u->at_place = bp_room_take(&u->room, n, sizeof u->at_place[0]);
    u->alone = bp_room_take(&u->room, n, sizeof u->alone[0]);
    u->all = bp_room_take(&u->room, n, sizeof u->all[0]);
    u->below = bp_room_take(&u->room, n, sizeof u->below[0]);
    u->above = bp_room_take(&u->room, n, sizeof u->above[0]);
    u->alone_squares = bp_room_take(&u->room, n, sizeof u->alone_squares[0]);
    return !u->room.failed;
}

void bp_units_release(bp_units *u)
{
    free(u->unit);
    free(u->order);
    free(u->at_most);
    bp_room_release(&u->room);
}

static void forget(bp_units *u)
{
    for (size_t i = 0; i < u->n; i++)
        u->slot[u->unit[i].org] = 0;
    u->n = 0;
    u->lone = (bp_unit){ .org = BP_NO_ID };
    u->square = (bp_squares){ 0 };
}

/* Puts limits, which are few, in their places.  Pay is 0 or more: nobody is at or below
 * any lower limit. */
static void set_limits(bp_units *u, const int64_t limit[], size_t n)
{
    u->n_limits = n;
    for (size_t k = 0; k < n; k++) {
        const int64_t bound = limit[k] < -1 ? -1 : limit[k];
        size_t at = k;
        for (; at > 0 && u->bound[at - 1] > bound; at--) {
            u->bound[at] = u->bound[at - 1];
            u->at_place[at] = u->at_place[at - 1];
        }
        u->bound[at] = bound;
        u->at_place[at] = k;
    }
    for (size_t k = 0; k < n; k++)
        u->place[u->at_place[k]] = k;
    memset(u->alone, 0, (n + 1) * sizeof u->alone[0]);
}

static uint64_t *row_of(const bp_units *u, size_t unit)
{
    return u->at_most + unit * (u->n_limits + 1);
}

/* As many units as there can be of a group, or twice as many as there was room for, and
 * as many limits as there ever are: nobody needs what was held before. */
static bool make_room(bp_units *u, const bp_pay_group *group)
{
    size_t n = group->pay.n < u->org_ids ? (size_t)group->pay.n : u->org_ids;
    if (n <= u->cap)
        return true;
    const size_t twice = 2 * u->cap < u->org_ids ? 2 * u->cap : u->org_ids;
    n = n > twice ? n : twice;
    free(u->unit);
    free(u->order);
    free(u->at_most);
    u->unit = bp_alloc_full(n, sizeof u->unit[0]);
    u->order = bp_alloc_bare(n, sizeof u->order[0]);
    u->at_most = bp_alloc_full(n * (u->most_limits + 1), sizeof u->at_most[0]);
    const bool ok = u->unit != NULL && u->order != NULL && u->at_most != NULL;
    u->cap = ok ? n : 0;
    return ok;
}

static void clear_row(bp_units *u, size_t unit)
{
    uint64_t *row = row_of(u, unit);
    for (size_t k = 0; k <= u->n_limits; k++)
        row[k] = 0;
}

/* The place of an organisation among the units. */
static size_t unit_of(bp_units *u, uint32_t org)
{
    const size_t i = u->n;
    if (u->slot[org] != 0)
        return u->slot[org] - 1;
    u->unit[i] = (bp_unit){ .org = org };
    clear_row(u, i);
    u->slot[org] = (uint32_t)++u->n;
    return i;
}

/* What a group's rows are counted by. */
typedef struct counting {
    bp_weighting weights;
    bool weigh; /* what is at or below a limit is weight */
} counting;

/* 1 where a value is above a bound, which is -1 or more: the sign of a difference, which
 * all processors have many of at once, costs less than a comparison.  It cannot overflow,
 * since pay is 0 or more. */
static inline uint64_t is_above(int64_t value, int64_t bound)
{
    return (uint64_t)(bound - value) >> 63;
}

/* So many values and their places are kept in registers. */
#define TOGETHER 8

/* The places of all values at hand: as many as there are bounds below each.  Values come
 * many at once, of organisations that mostly have one row in a group.  The last few may
 * be no values at hand: their places are never asked for. */
static void find_places(bp_units *u)
{
    const bp_org_block *b = &u->block;
    static_assert(BP_BLOCK_VALUES % TOGETHER == 0, "all are within the block");
    for (size_t i = 0; i < b->held; i += TOGETHER) {
        uint64_t place[TOGETHER] = { 0 };
        for (size_t k = 0; k < u->n_limits; k++)
            for (size_t v = 0; v < TOGETHER; v++)
                place[v] += is_above(b->values[i + v], u->bound[k]);
        memcpy(u->places + i, place, sizeof place);
    }
}

/* Counts what is at each place. */
static void count_block(bp_units *u, const counting *c, uint64_t row[])
{
    const bp_org_block *b = &u->block;
    const uint64_t *place = u->places + (b->value - b->values);
    if (bp_org_block_is_first(b))
        find_places(u);
    for (size_t i = 0; i < b->n; i++)
        row[place[i]] += c->weigh ? (uint64_t)b->weight[i] : 1;
}

static void add_up(const bp_units *u, const bp_org_block *b, const counting *c,
                   bp_unit *to)
{
    bp_int128 sum = 0;
    uint64_t weight = b->n;
    if (b->n == 1 && c->weights == BP_UNWEIGHTED) {
        to->n++;
        to->weight++;
        to->over += (bp_int128)b->value[0] - u->centre;
        return;
    }
    if (c->weights == BP_UNWEIGHTED) {
        for (size_t i = 0; i < b->n; i++)
            sum += b->value[i];
    } else {
        weight = 0;
        for (size_t i = 0; i < b->n; i++) {
            sum += (bp_int128)b->value[i] * b->weight[i];
            weight += (uint64_t)b->weight[i];
        }
    }
    to->n += c->weights == BP_WEIGHTS_FREQ ? weight : b->n;
    to->weight += weight;
    to->over += sum - (bp_int128)u->centre * (int64_t)weight;
}

/* Lone people are a sum of squares each. */
static void add_squares(bp_units *u, const bp_org_block *b, const counting *c)
{
    if (c->weights == BP_UNWEIGHTED) {
        for (size_t i = 0; i < b->n; i++)
            add_square(&u->square, (bp_int128)b->value[i] - u->centre);
        return;
    }
    if (c->weights == BP_WEIGHTS_FREQ)
        return;
    for (size_t i = 0; i < b->n; i++) {
        const bp_int128 square = (bp_int128)b->weight[i] * b->weight[i];
        u->alone_squares[u->n_limits] += square;
        for (size_t k = 0; k < u->n_limits; k++)
            u->alone_squares[k] += b->value[i] <= u->bound[u->place[k]] ? square : 0;
    }
}

static void look(bp_units *u, const bp_pay_groups *g, const bp_pay_group *group,
                 const counting *c)
{
    bp_org_block *b = &u->block;
    for (bp_org_block_start(b); bp_org_block_next(b, g, group);) {
        if (u->clustered && b->org != BP_NO_ID) {
            const size_t i = unit_of(u, b->org);
            add_up(u, b, c, &u->unit[i]);
            count_block(u, c, row_of(u, i));
            continue;
        }
        add_up(u, b, c, &u->lone);
        count_block(u, c, u->alone);
        add_squares(u, b, c);
    }
}

/* Once all rows were counted: makes of what is at each place what is up to there. */
static void add_units(bp_units *u)
{
    const size_t n = u->n_limits + 1;
    for (size_t k = 0; k < n; k++) {
        u->alone[k] += k > 0 ? u->alone[k - 1] : 0;
        u->all[k] = u->alone[k];
        u->below[k] = u->above[k] = 0;
    }
    for (size_t i = 0; i < u->n; i++) {
        uint64_t *row = row_of(u, i), so_far = 0;
        const uint64_t people = u->unit[i].n;
        for (size_t k = 0; k < n; k++) {
            so_far += row[k];
            row[k] = so_far;
            u->all[k] += so_far;
            u->below[k] += so_far > 0;
            u->above[k] += so_far < people;
        }
    }
}

static int by_org(const void *a, const void *b)
{
    const uint32_t x = ((const bp_unit_place *)a)->org,
                   y = ((const bp_unit_place *)b)->org;
    return (x > y) - (x < y);
}

/* A look at each organisation costs less than sorting where one in so many has people. */
#define MANY 16

/* Cells of a group are by organisation, where no other key comes between. */
static void put_in_order(bp_units *u)
{
    bool ordered = true;
    for (size_t i = 0; i < u->n; i++) {
        u->order[i] = (bp_unit_place){ u->unit[i].org, (uint32_t)i };
        ordered = ordered && (i == 0 || u->unit[i - 1].org < u->unit[i].org);
    }
    if (!ordered && u->n < u->org_ids / MANY)
        qsort(u->order, u->n, sizeof u->order[0], by_org);
    else if (!ordered)
        for (uint32_t org = 0, n = 0; n < u->n; org++)
            if (u->slot[org] != 0)
                u->order[n++] = (bp_unit_place){ org, u->slot[org] - 1 };
}

bool bp_units_count(bp_units *u, const bp_pay_groups *g, const bp_pay_group *group,
                    const int64_t limit[], size_t n_limits, const bp_total *total,
                    bp_unit_counts what, bool clustered)
{
    const bp_weighting weights = g->weighting;
    const counting c = { .weights = weights,
                         .weigh = weights == BP_WEIGHTS_FREQ ||
                                  (weights != BP_UNWEIGHTED && what == BP_COUNT_WEIGHT) };
    forget(u);
    set_limits(u, limit, n_limits);
    if (clustered && !make_room(u, group))
        return false;
    u->clustered = clustered;
    u->centre = (int64_t)(total->sum / (bp_int128)group->pay.weight);
    memset(u->alone_squares, 0, (n_limits + 1) * sizeof u->alone_squares[0]);
    look(u, g, group, &c);
    u->over = u->lone.over;
    for (size_t i = 0; i < u->n; i++)
        u->over += u->unit[i].over;
    add_units(u);
    put_in_order(u);
    return true;
}

bool bp_units_recount(bp_units *u, const bp_pay_groups *g, const bp_pay_group *group,
                      const int64_t limit[], size_t n_limits)
{
    const counting c = { .weights = g->weighting,
                         .weigh = g->weighting == BP_WEIGHTS_FREQ };
    bp_org_block *b = &u->block;
    set_limits(u, limit, n_limits);
    if (!make_room(u, group))
        return false;
    for (size_t i = 0; i < u->n; i++)
        clear_row(u, i);
    for (bp_org_block_again(b); bp_org_block_next(b, g, group);)
        count_block(u, &c,
                    b->org != BP_NO_ID ? row_of(u, u->slot[b->org] - 1) : u->alone);
    add_units(u);
    return true;
}

uint64_t bp_units_sampled(const bp_units *u)
{
    return u->n + u->lone.n;
}

/* Terms are whole numbers of a part of the largest that there can be, so that their order
 * moves no bit.  Squares of all rows, each so often as it weighs, fit 128 bits. */
double bp_units_lone_squares(const bp_units *u, const bp_pay_groups *g,
                             const bp_pay_group *group, const bp_total *total)
{
    const bool counts = g->weighting == BP_WEIGHTS_FREQ;
    const double all = (double)group->pay.weight, past = (double)u->over / all;
    const double span = (double)total->high - (double)total->low;
    const double most = counts ? span : span * all;
    const int bits = !counts ? 60 : group->pay.weight >> 30 == 0 ? 48 : 32;
    bp_uint128 sum = 0;
    bp_org_block b;
    if (!(most > 0))
        return 0;
    for (bp_org_block_start(&b); bp_org_block_next(&b, g, group);)
        for (size_t i = 0; i < b.n && (!u->clustered || b.org == BP_NO_ID); i++) {
            const double over = (double)((bp_int128)b.value[i] - u->centre) - past;
            const double z = counts ? over : over * (double)b.weight[i];
            const bp_int128 part = llround(ldexp(z / most, bits));
            sum += (bp_uint128)(part * part) * (uint64_t)(counts ? b.weight[i] : 1);
        }
    return ldexp((double)sum, -2 * bits) * most * most;
}

bp_concentration bp_units_concentration(const bp_units *u, const bp_total *total)
{
    bp_concentration c = { .all_equal = total->low == total->high };
    c.amounts = u->lone.n;
    c.people.all = (bp_int128)u->lone.weight;
    c.pay.all = total->sum;
    for (size_t i = 0; i < u->n; i++) {
        const bp_unit *unit = &u->unit[i];
        c.amounts += unit->n;
        c.people.all += unit->weight;
        bp_shares_add(&c.people, unit->weight);
        bp_shares_add(&c.pay, unit->over + (bp_int128)u->centre * (int64_t)unit->weight);
    }
    bp_shares_widen(&c.pay, u->bits);
    return c;
}

bp_beyond bp_units_below(const bp_units *u, size_t i)
{
    return (bp_beyond){ bp_units_all(u, i), u->below[u->place[i]] };
}

bp_beyond bp_units_above(const bp_units *u, size_t i)
{
    const uint64_t people = u->all[u->n_limits];
    return (bp_beyond){ people - bp_units_all(u, i), u->above[u->place[i]] };
}
