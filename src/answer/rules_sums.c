/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_sums.c - means that are withheld and follow from others.
 *
 * A sum of pay that is missing alone among its like can be had by subtraction, and one
 * that is missing among small ones nearly so.  Every group of every table is an unknown
 * or a known sum, and every set of groups that make another one is a relation; what is
 * exposed has another mean of its relations withheld, until nothing is.  Each step
 * withholds one at least, and where all are withheld nothing is exposed, so it ends.
 *
 * Sums of earlier runs are further unknowns and relations.  Nobody knows their pay any
 * more, so they bound nothing; which of them are determined does not depend on it. */
#include "answer/rules_sums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/bounds.h"
#include "analysis/concentration.h"
#include "analysis/withhold.h"
#include "base/mem.h"
#include "base/room.h"
#include "data/order.h"

/* What a group's people are paid together. */
typedef struct sum {
    bp_int128 pay;
    bp_int128 least; /* what its shown percentiles say at least */
    uint64_t n;
    bool shown;
    bool known;      /* an earlier run has told it */
    bool past;       /* it is of an earlier run alone, and its pay is forgotten */
    bool apart;      /* it is of no group: what is known of it is no secret */
    bool lost;       /* it is exposed, and nothing can be done about it */
    size_t number;   /* among those of earlier runs, where it is past */
    bp_figure *mean; /* NULL: everybody's, of which each table has one; or it is past */
} sum;

static bool is_known(const sum *x)
{
    return x->shown || x->known;
}

/* Is it shown by this run alone? */
static bool can_go(const sum *x)
{
    return x->shown && !x->known;
}

/* Some sums that are the last of them together. */
typedef struct addition {
    size_t from; /* in sums.member */
    size_t n;
    bool past; /* it has sums whose pay is forgotten */
} addition;

typedef struct sums {
    const bp_tables *tables;
    const bp_past_sums *past; /* NULL: no earlier runs are known */
    int qtype;
    double one; /* in units of pay */
    sum *sum;   /* [n] everybody's first */
    size_t n;
    size_t n_own; /* of this run */
    size_t cap;
    size_t *base;   /* [tables] the sum of a table's first group behind the total, - 1 */
    size_t *member; /* [n_members] parts by their people, then the whole */
    size_t n_members;
    size_t cap_members;
    addition *addition; /* [n_additions] */
    size_t n_additions;
    size_t own_additions;
    size_t cap_additions;
    bp_bounds *bounds;     /* [n] */
    bp_relation *relation; /* [n_additions] of those that are not shown */
    bp_term *term;         /* [n_members] what they point into */
    bp_room room;          /* of those that never grow */
} sums;

/* ---- what is shown ---- */

static bool is_counted(const bp_percentiles *p)
{
    const bp_group *g = &p->group[0];
    return g->who != NULL && g->n > 0 &&
           (g->mean.state == BP_SHOWN || g->mean.state == BP_WITHHELD);
}

/* Of n people those at or above level k are paid at least it: the highest level counts
 * first, and every lower one for those between. */
static bp_int128 least_pay(const sums *s, const bp_percentiles *p, const bp_group *g)
{
    bp_int128 least = 0;
    uint64_t above = 0; /* people who are counted */
    double last = HUGE_VAL;
    while (s->qtype > 0) {
        size_t next = p->n_levels;
        for (size_t k = 0; k < p->n_levels; k++)
            if (g->p[k].state == BP_SHOWN && g->p[k].value < last &&
                (next == p->n_levels || g->p[k].value > g->p[next].value))
                next = k;
        if (next == p->n_levels)
            break;
        last = g->p[next].value;
        const bp_position at = bp_quantile_position(g->n, p->level[next], s->qtype);
        const uint64_t reach = g->n - (at.num == 0 ? at.lo : at.hi);
        if (reach <= above || !(last > 0))
            continue;
        least += (bp_int128)(last * s->one) * (bp_int128)(reach - above);
        above = reach;
    }
    return least;
}

static sum sum_of(const sums *s, const bp_percentiles *p, size_t i)
{
    bp_group *g = &p->group[i];
    return (sum){ .pay = g->who->pay.all,
                  .least = least_pay(s, p, g),
                  .n = g->n,
                  .shown = g->mean.state == BP_SHOWN,
                  .mean = &g->mean };
}

/* Everybody's mean is the same in all tables, so it is withheld in all or in none. */
static void withhold(sums *s, size_t i)
{
    s->sum[i].shown = false;
    if (s->sum[i].past)
        return;
    if (s->sum[i].mean != NULL) {
        *s->sum[i].mean = bp_figure_without(BP_WITHHELD, BP_WHY_COMPLEMENT);
        return;
    }
    for (size_t t = 0; t < s->tables->n; t++)
        bp_percentiles_withhold_mean(s->tables->table[t], 0, BP_WHY_COMPLEMENT);
}

static void add_everybody(sums *s)
{
    s->sum[0].shown = true;
    for (size_t t = 0; t < s->tables->n; t++) {
        const sum one = sum_of(s, s->tables->table[t], 0);
        const bool shown = s->sum[0].shown && one.shown;
        s->sum[0] = one;
        s->sum[0].shown = shown;
    }
    s->sum[0].mean = NULL;
    if (!s->sum[0].shown)
        withhold(s, 0);
}

/* False: memory is out. */
static bool list_sums(sums *s)
{
    size_t n = 1;
    for (size_t t = 0; t < s->tables->n; t++)
        n += s->tables->table[t]->n_groups - 1;
    s->base = bp_room_take(&s->room, s->tables->n, sizeof s->base[0]);
    if (s->base == NULL || !bp_reserve(&s->sum, &s->cap, n, sizeof s->sum[0]))
        return false;
    add_everybody(s);
    s->n = 1;
    for (size_t t = 0; t < s->tables->n; t++) {
        const bp_percentiles *p = s->tables->table[t];
        s->base[t] = s->n - 1;
        for (size_t i = 1; i < p->n_groups; i++)
            s->sum[s->n++] = sum_of(s, p, i);
    }
    s->n_own = s->n;
    return true;
}

/* ---- additions ---- */

static size_t sum_at(const sums *s, size_t table, size_t group)
{
    return group == 0 ? 0 : s->base[table] + group;
}

/* Parts by their people. */
typedef struct part {
    uint64_t n;
    size_t sum;
    size_t whole;
} part;

/* Orders parts by their wholes and their people; those that are alike stay as they are.
 * False: memory is out. */
static bool order_parts(part p[], size_t n)
{
    static const size_t column[] = { 0, 1, 2 };
    bp_room room = { 0 };
    uint32_t *list = bp_room_take(&room, n, sizeof *list);
    uint32_t(*row)[3] = bp_room_take(&room, n, sizeof *row);
    part *now = bp_room_take(&room, n, sizeof *now);
    bool ok = !room.failed;
    for (size_t i = 0; ok && i < n; i++) {
        list[i] = (uint32_t)i;
        row[i][0] = (uint32_t)p[i].whole;
        row[i][1] = (uint32_t)(p[i].n >> 32);
        row[i][2] = (uint32_t)p[i].n;
    }
    ok = ok && bp_order_rows(list, n, row[0], 3, column, 3);
    for (size_t i = 0; ok && i < n; i++)
        now[i] = p[list[i]];
    if (ok && n > 0)
        memcpy(p, now, n * sizeof *p);
    bp_room_release(&room);
    return ok;
}

/* Begins an addition of n members, for which there is room.  False: memory is out. */
static bool begin_addition(sums *s, size_t n, bool past)
{
    if (!bp_reserve(&s->addition, &s->cap_additions, s->n_additions + 1,
                    sizeof s->addition[0]) ||
        !bp_reserve(&s->member, &s->cap_members, s->n_members + n, sizeof s->member[0]))
        return false;
    s->addition[s->n_additions++] = (addition){ s->n_members, n, past };
    return true;
}

/* False: memory is out. */
static bool add_addition(sums *s, const part p[], size_t n)
{
    if (!begin_addition(s, n + 1, false))
        return false;
    for (size_t i = 0; i < n; i++)
        s->member[s->n_members++] = p[i].sum;
    s->member[s->n_members++] = p[0].whole;
    return true;
}

/* The groups of table t that are within groups of another, where they are all of it.
 *   in    [groups of t] the one that each is within
 *   part  room for as many */
static bool add_between(sums *s, size_t t, size_t of, const uint32_t in[], part *p)
{
    const size_t groups = s->tables->table[t]->n_groups;
    size_t n = 0;
    for (size_t i = 1; i < groups; i++) {
        const size_t at = sum_at(s, t, i);
        if (in[i] != BP_NO_ID)
            p[n++] = (part){ s->sum[at].n, at, sum_at(s, of, in[i]) };
    }
    bool ok = order_parts(p, n);
    for (size_t i = 0, end; ok && i < n; i = end) {
        uint64_t people = 0;
        for (end = i; end < n && p[end].whole == p[i].whole; end++)
            people += p[end].n;
        if (people == s->sum[p[i].whole].n)
            ok = add_addition(s, p + i, end - i);
    }
    return ok;
}

/* Table t within everybody, and within all others. */
static bool add_table(sums *s, const bp_overlap *o, size_t t, uint32_t in[], part p[])
{
    const size_t groups = s->tables->table[t]->n_groups;
    for (size_t i = 0; i < groups; i++)
        in[i] = 0;
    bool ok = add_between(s, t, t, in, p);
    for (size_t of = 0; ok && o != NULL && of < s->tables->n; of++) {
        if (of == t || s->tables->table[of]->n_groups == 1)
            continue;
        bp_overlap_inside(o, t, of, in, groups);
        ok = add_between(s, t, of, in, p);
    }
    return ok;
}

/* False: memory is out. */
static bool list_additions(sums *s, const bp_overlap *o)
{
    uint32_t *in = bp_alloc(0, s->n, sizeof *in);
    part *p = bp_alloc(0, s->n, sizeof *p);
    bool ok = in != NULL && p != NULL;
    for (size_t t = 0; ok && t < s->tables->n; t++)
        if (s->tables->table[t]->n_groups > 1)
            ok = add_table(s, o, t, in, p);
    free(in);
    free(p);
    s->own_additions = s->n_additions;
    return ok;
}

/* Room for what is found. */
static bool prepare(sums *s)
{
    s->bounds = bp_room_take(&s->room, s->n, sizeof s->bounds[0]);
    s->relation = bp_room_take(&s->room, s->n_additions, sizeof s->relation[0]);
    s->term = bp_room_take(&s->room, s->n_members, sizeof s->term[0]);
    return !s->room.failed;
}

/* ---- sums of no group ---- */

/* A group of a table by several keys, to be put with those that are alike in some. */
typedef struct like {
    const bp_group *group;
    unsigned keys; /* as bits */
    size_t sum;
} like;

static int by_some_keys_and_people(const void *a, const void *b)
{
    const like *x = a, *y = b;
    int order = 0;
    for (size_t k = 0; order == 0 && x->keys >> k != 0; k++)
        if ((x->keys >> k & 1) != 0)
            order = strcmp(x->group->by[k], y->group->by[k]);
    if (order != 0)
        return order;
    return (x->group->n > y->group->n) - (x->group->n < y->group->n);
}

static bool are_alike(const like *x, const like *y)
{
    bool alike = true;
    for (size_t k = 0; alike && x->keys >> k != 0; k++)
        alike = (x->keys >> k & 1) == 0 || strcmp(x->group->by[k], y->group->by[k]) == 0;
    return alike;
}

/* What groups that are alike make together: an earlier run may have shown it, or a later
 * one will be asked for it. */
static bool add_together(sums *s, bp_past_sums *past, const like l[], size_t n)
{
    const size_t whole = s->n;
    if (!bp_reserve(&s->sum, &s->cap, whole + 1, sizeof s->sum[0]) ||
        !bp_reserve(&past->own, &past->cap, whole + 1, sizeof past->own[0]) ||
        !begin_addition(s, n + 1, false))
        return false;
    sum all = { .apart = true };
    bp_ledger_sum own = { .pay = past->own[0].pay };
    for (size_t i = 0; i < n; i++) {
        const bp_ledger_sum *told = &past->own[l[i].sum];
        all.pay += s->sum[l[i].sum].pay;
        all.least += s->sum[l[i].sum].least;
        all.n += s->sum[l[i].sum].n;
        own.n += told->n;
        for (size_t k = 0; k < BP_SKETCH_SUMS; k++)
            own.people.sum[k] = bp_sketch_plus(own.people.sum[k], told->people.sum[k]);
        for (size_t k = 0; k < BP_SUM_MORE; k++)
            own.more[k] = bp_sketch_plus(own.more[k], told->more[k]);
        s->member[s->n_members++] = l[i].sum;
    }
    s->member[s->n_members++] = whole;
    past->own[whole] = own;
    s->sum[whole] = all;
    s->n = s->n_own = whole + 1;
    return true;
}

/* By those of a table's keys. */
static bool add_alike(sums *s, bp_past_sums *past, size_t t, unsigned keys, like l[])
{
    const bp_percentiles *p = s->tables->table[t];
    size_t n = 0;
    bool ok = true;
    for (size_t i = 1; i < p->n_groups; i++)
        if (p->group[i].others == 0)
            l[n++] = (like){ &p->group[i], keys, sum_at(s, t, i) };
    if (n > 1)
        qsort(l, n, sizeof *l, by_some_keys_and_people);
    for (size_t i = 0, end; ok && i < n; i = end) {
        for (end = i + 1; end < n && are_alike(&l[i], &l[end]); end++)
            continue;
        ok = add_together(s, past, l + i, end - i);
    }
    return ok;
}

/* Of tables by several keys, by some of these.  False: memory is out. */
static bool add_apart(sums *s, bp_past_sums *past)
{
    like *l = bp_alloc(0, s->n, sizeof *l);
    bool ok = l != NULL;
    past->cap = s->n;
    for (size_t t = 0; ok && t < s->tables->n; t++) {
        const unsigned all = (1u << s->tables->table[t]->n_keys) - 1;
        for (unsigned keys = 1; ok && keys < all; keys++)
            ok = add_alike(s, past, t, keys, l);
    }
    s->own_additions = s->n_additions;
    free(l);
    return ok;
}

/* ---- earlier runs ---- */

/* Numbers of their sums among all: those of this run have their place. */
static bool take_sums(sums *s, bp_past_sums *past, size_t to[])
{
    for (size_t i = 0; i < past->all->n; i++)
        to[i] = SIZE_MAX;
    for (size_t i = 0; i < s->n_own; i++) {
        const size_t at = bp_ledger_sums_find(past->all, &past->own[i]);
        if (at == SIZE_MAX)
            continue;
        to[at] = i;
        s->sum[i].known = past->all->sum[at].state == BP_SUM_SHOWN;
        s->sum[i].apart = s->sum[i].apart && past->all->sum[at].state == BP_SUM_APART;
    }
    for (size_t i = 0; i < past->all->n; i++) {
        const bp_ledger_sum *one = &past->all->sum[i];
        if (to[i] != SIZE_MAX)
            continue;
        if (!bp_reserve(&s->sum, &s->cap, s->n + 1, sizeof s->sum[0]))
            return false;
        s->sum[s->n] = (sum){ .n = one->n,
                              .known = one->state == BP_SUM_SHOWN,
                              .past = true,
                              .number = i,
                              .apart = one->state == BP_SUM_APART };
        to[i] = s->n++;
    }
    return true;
}

/* How they add up, by the numbers of to[]. */
static bool take_additions(sums *s, const bp_ledger_sums *all, const size_t to[])
{
    for (size_t i = 0; i < all->n_additions; i++) {
        const bp_ledger_addition *a = &all->addition[i];
        if (!begin_addition(s, a->n, true))
            return false;
        for (size_t k = 0; k < a->n; k++)
            s->member[s->n_members++] = to[all->member[a->from + k]];
    }
    return true;
}

/* False: memory is out. */
static bool add_past(sums *s, bp_past_sums *past)
{
    size_t *to = bp_alloc(0, past->all->n, sizeof *to);
    const bool ok =
        to != NULL && take_sums(s, past, to) && take_additions(s, past->all, to);
    free(to);
    return ok;
}

/* What this run tells, and how it adds up. */
static bp_status remember(const sums *s, bp_past_sums *past, bp_err *err)
{
    size_t *number = bp_alloc(0, s->n_own, sizeof *number),
           *member = bp_alloc(0, s->n_members, sizeof *member);
    bp_status status =
        number != NULL && member != NULL ? BP_OK : bp_no_memory(err, "sums of means");
    for (size_t i = 0; status == BP_OK && i < s->n_own; i++) {
        const sum *x = &s->sum[i];
        past->own[i].state = is_known(x) ? BP_SUM_SHOWN
                             : x->apart  ? BP_SUM_APART
                                         : BP_SUM_WITHHELD;
        status = bp_ledger_sums_put(past->all, &past->own[i], &number[i], err);
    }
    for (size_t i = 0; status == BP_OK && i < s->own_additions; i++) {
        const addition *a = &s->addition[i];
        for (size_t k = 0; k < a->n; k++)
            member[k] = number[s->member[a->from + k]];
        status = bp_ledger_sums_add(past->all, member, a->n, err);
    }
    free(number);
    free(member);
    return status;
}

/* ---- what is exposed ---- */

static size_t whole_of(const sums *s, const addition *a)
{
    return s->member[a->from + a->n - 1];
}

/* What is not known, and what is left for it.
 *   own   of this run alone, in pay
 *   told  what this run shows is known, too */
static size_t list_relations(sums *s, bool own, bool told)
{
    const size_t all = own ? s->own_additions : s->n_additions;
    size_t n = 0, n_terms = 0;
    for (size_t i = 0; i < all; i++) {
        const addition *a = &s->addition[i];
        bp_relation r = { .term = s->term + n_terms };
        for (size_t k = 0; k < a->n; k++) {
            const size_t x = s->member[a->from + k];
            const int sign = k + 1 < a->n ? 1 : -1;
            if (told ? is_known(&s->sum[x]) : s->sum[x].known)
                r.value -= own ? sign * s->sum[x].pay : 0;
            else
                s->term[n_terms + r.n++] = (bp_term){ x, sign };
        }
        n_terms += r.n;
        if (r.n > 0)
            s->relation[n++] = r;
    }
    return n;
}

static bool is_exposed(const sum *x, const bp_bounds *b)
{
    return !is_known(x) && !x->lost && !x->apart && b->hi != BP_UNBOUNDED &&
           (b->hi * 10 < x->pay * 11 || (b->hi - b->lo) * 5 < x->pay || b->hi == b->lo);
}

/* The first that is exposed; s->n: none is. */
static size_t find_exposed(const sums *s)
{
    size_t i = 0;
    while (i < s->n_own && !is_exposed(&s->sum[i], &s->bounds[i]))
        i++;
    return i < s->n_own ? i : s->n;
}

/* The first that a relation is about alone; or, where these are not all that follow, the
 * first that is shown: what is not proved is exposed.  s->n: none. */
static size_t find_determined(const sums *s, const bp_echelon *e)
{
    size_t first = s->n;
    for (size_t i = 0; i < e->n; i++)
        if (e->relation[i].n == 1 && e->relation[i].term[0].x < first &&
            !s->sum[e->relation[i].term[0].x].lost &&
            !s->sum[e->relation[i].term[0].x].apart)
            first = e->relation[i].term[0].x;
    for (size_t i = 0; !e->exact && first == s->n && i < s->n_own; i++)
        if (can_go(&s->sum[i]))
            first = i;
    return first;
}

static const bp_ledger_sum *people_of(const sums *s, size_t i)
{
    return s->sum[i].past ? &s->past->all->sum[s->sum[i].number] : &s->past->own[i];
}

/* Of which the same is added up. */
static bool is_alike(const sums *s, size_t i)
{
    return people_of(s, i)->pay == s->past->own[0].pay;
}

/* What is known, by the powers of its people.
 *   told  what this run shows, too */
static bp_sum_basis known_people(const sums *s, bool told)
{
    bp_sum_basis b = { .n = 0 };
    for (size_t i = 0; i < s->n; i++)
        if (is_alike(s, i) && (told ? is_known(&s->sum[i]) : s->sum[i].known))
            bp_sum_basis_add(&b, people_of(s, i));
    return b;
}

/* The first from i on that is made of what is known, also where no run had its parts
 * together; s->n: none. */
static size_t find_made(const sums *s, const bp_sum_basis *b, size_t i)
{
    while (i < s->n && (is_known(&s->sum[i]) || s->sum[i].lost || s->sum[i].apart ||
                        !is_alike(s, i) || !bp_sum_basis_follows(b, people_of(s, i))))
        i++;
    return i;
}

/* By exact elimination over all runs. */
static bp_status audit_past(sums *s, size_t *exposed, bp_err *err)
{
    bp_echelon e;
    bp_status status =
        bp_echelon_new(&e, s->relation, list_relations(s, false, true), s->n, err);
    if (status != BP_OK)
        return status;
    *exposed = find_determined(s, &e);
    bp_echelon_release(&e);
    if (*exposed < s->n)
        return BP_OK;
    const bp_sum_basis b = known_people(s, true);
    *exposed = find_made(s, &b, 0);
    return BP_OK;
}

/* What earlier runs have exposed without this one. */
static bp_status find_lost(sums *s, bp_err *err)
{
    bp_echelon e;
    const bp_sum_basis b = known_people(s, false);
    for (size_t i = 0; (i = find_made(s, &b, i)) < s->n;)
        s->sum[i].lost = true;
    bp_status status =
        bp_echelon_new(&e, s->relation, list_relations(s, false, false), s->n, err);
    if (status != BP_OK)
        return status;
    for (size_t i = 0; i < e.n; i++)
        if (e.relation[i].n == 1) /* also what is no secret: it follows then */
            s->sum[e.relation[i].term[0].x].lost = true;
    bp_echelon_release(&e);
    return BP_OK;
}

/* By single relations first, which is cheap and finds most. */
static bp_status audit_own(sums *s, size_t *exposed, bp_err *err)
{
    const size_t n = list_relations(s, true, true);
    bp_echelon e;
    for (size_t i = 0; i < s->n; i++)
        s->bounds[i] = (bp_bounds){ s->sum[i].least, BP_UNBOUNDED };
    bp_bounds_narrow(s->bounds, s->relation, n);
    *exposed = find_exposed(s);
    if (*exposed < s->n || n < 2)
        return BP_OK;
    bp_status status = bp_echelon_new(&e, s->relation, n, s->n, err);
    if (status != BP_OK)
        return status;
    bp_bounds_narrow(s->bounds, e.relation, e.n);
    *exposed = find_exposed(s);
    if (!e.exact && *exposed == s->n)
        *exposed = find_determined(s, &e);
    bp_echelon_release(&e);
    return BP_OK;
}

static bp_status audit(sums *s, size_t *exposed, bp_err *err)
{
    bp_status status = audit_own(s, exposed, err);
    return status == BP_OK && *exposed == s->n && s->past != NULL
               ? audit_past(s, exposed, err)
               : status;
}

/* ---- what goes ---- */

/* The first member of an addition that can go; s->n: none can. */
static size_t next_smallest(const sums *s, const addition *a)
{
    for (size_t k = 0; k < a->n; k++)
        if (can_go(&s->sum[s->member[a->from + k]]))
            return s->member[a->from + k];
    return s->n;
}

/* What an addition leaves for its member x at most. */
static bp_int128 most_of(const sums *s, const addition *a, size_t x)
{
    const size_t whole = whole_of(s, a);
    bp_int128 most = x == whole ? 0 : s->sum[whole].pay;
    for (size_t k = 0; k + 1 < a->n; k++) {
        const size_t i = s->member[a->from + k];
        const bp_int128 pay = is_known(&s->sum[i]) ? s->sum[i].pay : s->sum[i].least;
        if (x == whole && !is_known(&s->sum[i]))
            return BP_UNBOUNDED;
        most += x == whole ? pay : i == x ? 0 : -pay;
    }
    return x != whole && !is_known(&s->sum[whole]) ? BP_UNBOUNDED : most;
}

/* Withholds members of an addition until it alone does not expose x. */
static bool withhold_for(sums *s, const addition *a, size_t x)
{
    bool any = false;
    bp_bounds b = { s->sum[x].least, most_of(s, a, x) };
    while (is_exposed(&s->sum[x], &b)) {
        const size_t next = next_smallest(s, a), whole = whole_of(s, a);
        if (next == s->n)
            break;
        withhold(s, next);
        any = true;
        b.hi = next == whole || x == whole ? BP_UNBOUNDED
                                           : b.hi + s->sum[next].pay - s->sum[next].least;
    }
    return any;
}

static bool is_member(const sums *s, const addition *a, size_t x)
{
    for (size_t k = 0; k < a->n; k++)
        if (s->member[a->from + k] == x)
            return true;
    return false;
}

/* Of all additions that x is in: the smallest mean that can go. */
static size_t smallest_beside(const sums *s, size_t x)
{
    size_t found = s->n;
    for (size_t i = 0; i < s->n_additions; i++) {
        const addition *a = &s->addition[i];
        const size_t next = next_smallest(s, a);
        if (next < s->n && is_member(s, a, x) &&
            (found == s->n || s->sum[next].n < s->sum[found].n))
            found = next;
    }
    return found;
}

/* Of all; everybody's last, which is in every table. */
static size_t smallest_anywhere(const sums *s)
{
    size_t found = s->n;
    for (size_t i = 1; i < s->n_own; i++)
        if (can_go(&s->sum[i]) && (found == s->n || s->sum[i].n < s->sum[found].n))
            found = i;
    return found == s->n && can_go(&s->sum[0]) ? 0 : found;
}

/* Something else goes, so that x is less exposed.  False: all is gone. */
static bool cover(sums *s, size_t x)
{
    bool any = false;
    if (s->sum[x].shown) { /* not proved */
        withhold(s, x);
        return true;
    }
    for (size_t i = 0; i < s->n_additions; i++)
        if (!s->addition[i].past && is_member(s, &s->addition[i], x))
            any |= withhold_for(s, &s->addition[i], x);
    if (any)
        return true;
    size_t next = smallest_beside(s, x);
    if (next == s->n)
        next = smallest_anywhere(s);
    if (next < s->n)
        withhold(s, next);
    return next < s->n;
}

static bp_status keep_open(sums *s, bp_err *err)
{
    for (;;) {
        size_t exposed;
        bp_status status = audit(s, &exposed, err);
        if (status != BP_OK || exposed == s->n)
            return status;
        s->sum[exposed].lost = !cover(s, exposed);
    }
}

static void release(sums *s)
{
    free(s->sum);
    free(s->member);
    free(s->addition);
    bp_room_release(&s->room);
}

bp_status bp_rules_sums(const bp_tables *t, const bp_overlap *o, int qtype, int scale,
                        bp_past_sums *past, bp_err *err)
{
    sums s = {
        .tables = t, .past = past, .qtype = qtype, .one = (double)bp_pow10(scale)
    };
    for (size_t i = 0; i < t->n; i++)
        if (!is_counted(t->table[i]))
            return BP_OK;
    if (t->n == 0)
        return BP_OK;
    const bool ok = list_sums(&s) && list_additions(&s, o) &&
                    (past == NULL || (add_apart(&s, past) && add_past(&s, past))) &&
                    prepare(&s);
    bp_status status = ok ? BP_OK : bp_no_memory(err, "sums of means");
    if (status == BP_OK && past != NULL)
        status = find_lost(&s, err);
    if (status == BP_OK)
        status = keep_open(&s, err);
    if (status == BP_OK && past != NULL)
        status = remember(&s, past, err);
    release(&s);
    return status;
}
