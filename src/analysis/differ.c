/* SPDX-License-Identifier: GPL-3.0-or-later */
/* differ.c - do groups differ beyond chance?
 *
 * Ranks are whole numbers (ranks.h), and so are all sums: they come out the same in
 * whatever order pay is met.  What is left of the people are parts, the sums of those of
 * one organisation who are in one group, from which all three tests are made. */
#include "analysis/differ.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/draws.h"
#include "analysis/gsl.h"
#include "base/mem.h"
#include "base/room.h"
#include "data/order.h"
#include "data/pay.h"

/* ---- parts ---- */

/* Sums of ranks. */
typedef struct sums {
    uint64_t n;
    bp_int128 sum;
    bp_int128 squares;
} sums;

/* Those of one organisation who are in one group; who has none is alone. */
typedef struct part {
    uint32_t org;
    uint32_t group; /* among those compared */
    sums of;
} part;

typedef struct comparison {
    const bp_ranks *ranks;
    const bp_pay_groups *pay;
    size_t *group; /* [n_groups] of the pay that are compared */
    size_t n_groups;
    bool by_org;
    part *part; /* [n] by organisation, then by group */
    size_t n;
    size_t cap;
    sums all;
} comparison;

static void add_sums(sums *to, const sums *s)
{
    to->n += s->n;
    to->sum += s->sum;
    to->squares += s->squares;
}

static sums sums_of(const bp_ranks *r, const int64_t value[], size_t n)
{
    sums s = { .n = n };
    for (size_t i = 0; i < n; i++) {
        const uint64_t rank = bp_ranks_of(r, value[i]);
        s.sum += rank;
        s.squares += (bp_int128)rank * rank;
    }
    return s;
}

/* False: memory is out. */
static bool add_part(comparison *c, uint32_t org, size_t group, const int64_t value[],
                     size_t n)
{
    if (!bp_reserve(&c->part, &c->cap, c->n + 1, sizeof c->part[0]))
        return false;
    c->part[c->n++] = (part){ org, (uint32_t)group, sums_of(c->ranks, value, n) };
    return true;
}

static bool add_group(comparison *c, size_t group)
{
    const bp_pay_group *g = &c->pay->group[c->group[group]];
    bool ok = true;
    bp_org_block b;
    for (bp_org_block_start(&b); ok && bp_org_block_next(&b, c->pay, g);) {
        const bool alone = c->by_org && b.org == BP_NO_ID;
        const size_t step = alone ? 1 : b.n;
        for (size_t i = 0; ok && i < b.n; i += step)
            ok = add_part(c, c->by_org ? b.org : 0, group, b.value + i, step);
    }
    return ok;
}

/* Of those without an organisation, who are in no order. */
static int by_pay(const void *a, const void *b)
{
    const part *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->of.sum > y->of.sum) - (x->of.sum < y->of.sum);
}

/* Puts the parts, which are by group, in the order of organisations; those without one
 * are last.  False: memory is out. */
static bool sort_parts(comparison *c)
{
    static const size_t org[] = { offsetof(part, org) / sizeof(uint32_t) };
    uint32_t *list = bp_alloc(0, c->n, sizeof *list);
    part *sorted = bp_alloc_full(c->n + 1, sizeof *sorted);
    size_t named = c->n;
    for (uint32_t i = 0; list != NULL && i < c->n; i++)
        list[i] = i;
    const bool ok = list != NULL && sorted != NULL &&
                    bp_order_rows(list, c->n, (const uint32_t *)c->part,
                                  sizeof(part) / sizeof(uint32_t), org, 1);
    for (size_t i = 0; ok && i < c->n; i++)
        sorted[i] = c->part[list[i]];
    free(list);
    free(ok ? c->part : sorted);
    if (!ok)
        return false;
    c->part = sorted;
    while (named > 0 && sorted[named - 1].org == BP_NO_ID)
        named--;
    qsort(sorted + named, c->n - named, sizeof *sorted, by_pay);
    return true;
}

/* One part for all blocks of an organisation's group. */
static void merge_parts(comparison *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        const part *p = &c->part[i];
        const part *last = n > 0 ? &c->part[n - 1] : NULL;
        add_sums(&c->all, &p->of);
        if (last != NULL && p->org != BP_NO_ID && last->org == p->org &&
            last->group == p->group)
            add_sums(&c->part[n - 1].of, &p->of);
        else
            c->part[n++] = *p;
    }
    c->n = n;
}

/* The first part of the next organisation. */
static size_t next_org(const comparison *c, size_t i)
{
    const uint32_t org = c->part[i].org;
    for (i++; org != BP_NO_ID && i < c->n && c->part[i].org == org; i++)
        ;
    return i;
}

/* ---- the statistic ---- */

/* n^2 times what the sum of a group adds to the square of distances from the mean. */
static double distance(const sums *all, const sums *group)
{
    const bp_int128 d = group->sum * (bp_int128)all->n - all->sum * (bp_int128)group->n;
    return group->n > 0 ? (double)d * (double)d / (double)group->n : 0;
}

/* n times the sum of squared distances from the mean. */
static double spread(const sums *s)
{
    return (double)(s->squares * (bp_int128)s->n - s->sum * s->sum);
}

static double distances(const sums *all, const sums group[], size_t n)
{
    double sum = 0;
    for (size_t g = 0; g < n; g++)
        sum += distance(all, &group[g]);
    return sum;
}

/* ---- whole organisations ---- */

/* The ranks of so many people have a sum of 64 bits: that of all is their square. */
#define PEOPLE_MOST UINT32_MAX

/* Of many organizations several are dealt together, as a hand: at most so many, and few
 * enough that groups have so many hands each on average.  Hands serve as many permutations
 * as they have organizations, then others are made.  Each permutation is as likely as any
 * other by itself; the statistics of two that have the same hands correlate by (groups -
 * 1) / hands, so that 999 are worth more than 900 of other hands each. */
#define HAND_MOST 16
#define HANDS 150

/* Some people, and their ranks. */
typedef struct share {
    uint64_t n;
    uint64_t sum;
} share;

/* What organisations bring to the groups that they are dealt. */
typedef struct wholes {
    share *of; /* [n] */
    size_t n;
    uint32_t *order; /* [n] of them, any */
    size_t size;     /* of a hand, which are so many after the other in that order */
    share *hand;     /* [n_hands] of, where each is one organization */
    size_t n_hands;
    uint32_t *hands; /* [n_hands] their order, any */
    size_t *orgs;    /* [groups] how many are in each, where most of their people are */
    share *group;    /* [groups] */
} wholes;

static inline void add_share(share *to, const share *s)
{
    to->n += s->n;
    to->sum += s->sum;
}

/* Returns how many people are in the group of their organisation. */
static uint64_t list_wholes(wholes *w, const comparison *c)
{
    uint64_t in = 0;
    for (size_t i = 0, next; i < c->n; i = next) {
        const part *most = &c->part[i];
        share *all = &w->of[w->n++];
        next = next_org(c, i);
        for (size_t k = i; k < next; k++) {
            const sums *s = &c->part[k].of;
            add_share(all, &(share){ s->n, (uint64_t)s->sum });
            if (s->n > most->of.n)
                most = &c->part[k];
        }
        add_share(&w->group[most->group], all);
        w->orgs[most->group]++;
        in += most->of.n;
    }
    return in;
}

static double distances_of_wholes(const comparison *c, const wholes *w)
{
    double sum = 0;
    for (size_t g = 0; g < c->n_groups; g++)
        sum += distance(&c->all, &(sums){ .n = w->group[g].n, .sum = w->group[g].sum });
    return sum;
}

static void choose_hands(wholes *w, size_t groups)
{
    const size_t size = w->n / (HANDS * groups);
    w->size = size < 1 ? 1 : size < HAND_MOST ? size : HAND_MOST;
    w->n_hands = w->n / w->size;
    if (w->size == 1)
        w->hand = w->of;
    for (uint32_t i = 0; i < w->n; i++)
        w->order[i] = i;
    for (uint32_t i = 0; i < w->n_hands; i++)
        w->hands[i] = i;
}

static share share_of(const share of[], const uint32_t list[], size_t n)
{
    share sum = { 0 };
    for (size_t i = 0; i < n; i++)
        add_share(&sum, &of[list[i]]);
    return sum;
}

/* Hands of organizations in a new order; those that make no hand are the largest group's.
 */
static void make_hands(wholes *w, bp_drawing *d)
{
    bp_draw_some(d, w->order, w->n, w->n);
    for (size_t i = 0; i < w->n_hands; i++)
        w->hand[i] = share_of(w->of, w->order + i * w->size, w->size);
}

/* Hands that are left, and the organizations of one that is dealt to two groups. */
typedef struct dealing {
    bp_drawing draws;
    size_t hands;
    const uint32_t *open; /* [n_open] */
    size_t n_open;
} dealing;

static void deal_open(share *group, const wholes *w, dealing *d, size_t n)
{
    const share dealt = share_of(w->of, d->open, n);
    add_share(group, &dealt);
    d->open += n;
    d->n_open -= n;
}

/* The numbers of so many hands. */
static const uint32_t *deal_hands(const wholes *w, dealing *d, size_t n)
{
    bp_draw_some(&d->draws, w->hands, d->hands, n);
    d->hands -= n;
    return w->hands + d->hands;
}

static share deal_group(const wholes *w, dealing *d, size_t orgs)
{
    const size_t open = orgs < d->n_open ? orgs : d->n_open;
    const size_t hands = (orgs - open) / w->size, rest = (orgs - open) % w->size;
    share group = share_of(w->hand, deal_hands(w, d, hands), hands);
    deal_open(&group, w, d, open);
    if (rest > 0) {
        d->open = w->order + *deal_hands(w, d, 1) * w->size;
        d->n_open = w->size;
        deal_open(&group, w, d, rest);
    }
    return group;
}

/* Deals each group its organizations; the largest gets those that are left. */
static void deal(wholes *w, const comparison *c, size_t largest, dealing d)
{
    share left = { c->all.n, (uint64_t)c->all.sum };
    for (size_t g = 0; g < c->n_groups; g++) {
        if (g == largest)
            continue;
        w->group[g] = deal_group(w, &d, w->orgs[g]);
        left.n -= w->group[g].n;
        left.sum -= w->group[g].sum;
    }
    w->group[largest] = left;
}

/* The same sums in another order may differ in their last bits. */
#define AS_LARGE (1 - 1e-12)

static bp_figure permute(const comparison *c, wholes *w, uint64_t seed)
{
    const double found = distances_of_wholes(c, w);
    const uint64_t stream = bp_stream(seed);
    uint64_t larger = 0;
    size_t largest = 0;
    choose_hands(w, c->n_groups);
    for (size_t g = 1; g < c->n_groups; g++)
        if (w->orgs[g] > w->orgs[largest])
            largest = g;
    for (uint64_t i = 0; i < BP_DIFFER_PERMUTATIONS; i++) {
        dealing d = { .draws = bp_drawing_of(stream, i), .hands = w->n_hands };
        if (w->size > 1 && i % w->size == 0)
            make_hands(w, &d.draws);
        deal(w, c, largest, d);
        larger += distances_of_wholes(c, w) >= AS_LARGE * found;
    }
    return bp_figure_of((1.0 + (double)larger) / (1 + BP_DIFFER_PERMUTATIONS));
}

/* ---- people ---- */

static bool rank_people(bp_figure *p, const comparison *c)
{
    sums *group = bp_alloc(0, c->n_groups, sizeof *group);
    if (group == NULL)
        return false;
    for (size_t i = 0; i < c->n; i++)
        add_sums(&group[c->part[i].group], &c->part[i].of);
    const double n = (double)c->all.n, s = spread(&c->all);
    const double h =
        s > 0 ? (n - 1) * distances(&c->all, group, c->n_groups) / (n * s) : 0;
    *p = bp_figure_of(gsl_cdf_chisq_Q(h, (double)(c->n_groups - 1)));
    free(group);
    return true;
}

/* ---- within organisations ---- */

/* Sums of ranks less those expected, and their covariance. */
typedef struct strata {
    double *away;       /* [groups] */
    double *covariance; /* [groups][groups] */
    size_t groups;
} strata;

/* Adds the parts of one organisation. */
static void add_stratum(strata *s, const part p[], size_t n)
{
    sums all = { 0 };
    for (size_t i = 0; i < n; i++)
        add_sums(&all, &p[i].of);
    if (all.n < 2)
        return;
    const double people = (double)all.n;
    const double variance = spread(&all) / (people * (people - 1));
    for (size_t i = 0; i < n; i++) {
        const double own = (double)p[i].of.n;
        double *row = s->covariance + p[i].group * s->groups;
        s->away[p[i].group] +=
            (double)(p[i].of.sum * (bp_int128)all.n - all.sum * (bp_int128)p[i].of.n) /
            people;
        row[p[i].group] += variance * own;
        for (size_t k = 0; k < n; k++)
            row[p[k].group] -= variance * own * (double)p[k].of.n / people;
    }
}

/* d' V^- d, and the rank of V.  The covariance is singular, since all sums together are
 * given: QR with the largest columns first leaves out what the others determine, and any
 * inverse of the rest gives the same.
 *   room  [4 groups] */
static double quadratic(strata *s, double room[], size_t pivot[], size_t *rank)
{
    const size_t n = s->groups;
    gsl_matrix_view v = gsl_matrix_view_array(s->covariance, n, n);
    gsl_vector_view d = gsl_vector_view_array(s->away, n);
    gsl_vector_view tau = gsl_vector_view_array(room, n),
                    norm = gsl_vector_view_array(room + n, n),
                    x = gsl_vector_view_array(room + 2 * n, n),
                    rest = gsl_vector_view_array(room + 3 * n, n);
    gsl_permutation p = { n, pivot };
    int sign;
    double q = 0;
    gsl_linalg_QRPT_decomp(&v.matrix, &tau.vector, &p, &sign, &norm.vector);
    *rank = fabs(s->covariance[0]) > 0 ? gsl_linalg_QRPT_rank(&v.matrix, -1) : 0;
    if (*rank == 0)
        return 0;
    gsl_linalg_QRPT_lssolve2(&v.matrix, &tau.vector, &p, &d.vector, *rank, &x.vector,
                             &rest.vector);
    gsl_blas_ddot(&d.vector, &x.vector, &q);
    return q;
}

/* False: memory is out.  Where no organisation has two groups or two amounts, nobody
 * knows. */
static bool stratify(bp_figure *p, const comparison *c)
{
    const size_t n = c->n_groups;
    bp_room room = { 0 };
    strata s = { bp_room_take(&room, n, sizeof *s.away),
                 bp_room_take(&room, n * n, sizeof *s.covariance), n };
    double *spare = bp_room_take(&room, 4 * n, sizeof *spare);
    size_t *pivot = bp_room_take(&room, n, sizeof *pivot);
    const bool ok = !room.failed;
    if (ok) {
        size_t rank;
        for (size_t i = 0, next; i < c->n; i = next) {
            next = next_org(c, i);
            add_stratum(&s, c->part + i, next - i);
        }
        const double q = quadratic(&s, spare, pivot, &rank);
        *p = rank > 0 ? bp_figure_of(gsl_cdf_chisq_Q(fmax(q, 0), (double)rank))
                      : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    }
    bp_room_release(&room);
    return ok;
}

/* ---- all of it ---- */

/* False: memory is out. */
static bool test(bp_difference *d, const comparison *c, uint64_t seed)
{
    if (!c->by_org) {
        d->test = BP_DIFFER_PEOPLE_RANKED;
        return rank_people(&d->p, c);
    }
    bp_room room = { 0 };
    wholes w = { .of = bp_room_take(&room, c->n, sizeof *w.of),
                 .order = bp_room_take(&room, c->n, sizeof *w.order),
                 .hand = bp_room_take(&room, c->n / 2, sizeof *w.hand),
                 .hands = bp_room_take(&room, c->n, sizeof *w.hands),
                 .orgs = bp_room_take(&room, c->n_groups, sizeof *w.orgs),
                 .group = bp_room_take(&room, c->n_groups, sizeof *w.group) };
    bool ok = !room.failed;
    if (ok && c->all.n <= PEOPLE_MOST && 10 * list_wholes(&w, c) >= 9 * c->all.n) {
        d->test = BP_DIFFER_ORGS_PERMUTED;
        d->p = permute(c, &w, seed);
    } else if (ok) {
        d->test = BP_DIFFER_WITHIN_ORGS;
        ok = stratify(&d->p, c);
    }
    bp_room_release(&room);
    return ok;
}

static bool is_large(uint64_t n, uint64_t orgs, bool by_org)
{
    return n >= BP_DIFFER_PEOPLE && (!by_org || orgs >= BP_DIFFER_ORGS);
}

bool bp_difference_has(const bp_percentiles *p, const bp_group *g)
{
    bool named = g->by != NULL && g->others == 0;
    for (size_t k = 0; named && k < p->n_keys; k++)
        named = g->by[k][0] != '\0';
    return named && is_large(g->n, g->orgs, p->group[0].orgs > 1);
}

/* False: memory is out. */
static bool choose_groups(comparison *c, const bp_survey *s, const size_t key[],
                          size_t n_keys)
{
    c->group = bp_alloc(0, c->pay->n, sizeof c->group[0]);
    for (size_t i = 1; c->group != NULL && i < c->pay->n; i++) {
        const bp_pay_group *g = &c->pay->group[i];
        bool named = true;
        for (size_t k = 0; k < n_keys; k++)
            named = named && bp_survey_key_text(s, key[k], g->key[k]).n > 0;
        if (named && is_large(g->pay.n, g->orgs, c->by_org))
            c->group[c->n_groups++] = i;
    }
    return c->group != NULL;
}

/* Room for a part of each organisation of a group; people without one may be more. */
static bool make_room(comparison *c)
{
    size_t n = 1;
    for (size_t i = 0; i < c->n_groups; i++) {
        const uint64_t people = c->pay->group[c->group[i]].pay.n;
        n += people < c->pay->org_ids ? (size_t)people : c->pay->org_ids;
    }
    c->part = bp_alloc_full(n, sizeof c->part[0]);
    c->cap = n;
    return c->part != NULL;
}

static bool compare(bp_difference *d, comparison *c, uint64_t seed)
{
    bool ok = make_room(c);
    for (size_t g = 0; ok && g < c->n_groups; g++)
        ok = add_group(c, g);
    if (!ok || !sort_parts(c))
        return false;
    merge_parts(c);
    d->n = c->all.n;
    for (size_t i = 0; c->by_org && i < c->n && c->part[i].org != BP_NO_ID;
         i = next_org(c, i))
        d->orgs++;
    return test(d, c, seed);
}

bp_status bp_difference_find(bp_difference *out, const bp_ranks *ranks,
                             const bp_survey *s, size_t element, const size_t key[],
                             size_t n_keys, uint64_t seed, bp_err *err)
{
    bp_pay_groups *pay = NULL;
    bp_status status = bp_pay_groups_new(&pay, s, element, key, n_keys, err);
    if (status != BP_OK)
        return status;
    comparison c = { .ranks = ranks, .pay = pay, .by_org = pay->group[0].orgs > 1 };
    bp_difference d = { .p = bp_figure_absent() };
    bool ok = choose_groups(&c, s, key, n_keys);
    bp_gsl_begin();
    d.groups = c.n_groups;
    if (ok && c.n_groups > 1 && c.n_groups <= BP_DIFFER_GROUPS_MAX)
        ok = compare(&d, &c, seed);
    if (!ok)
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory to compare groups");
    status = bp_gsl_end(status, err);
    free(c.part);
    free(c.group);
    bp_pay_groups_free(pay);
    if (status == BP_OK)
        *out = d;
    return status;
}
