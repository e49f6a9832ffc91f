/* SPDX-License-Identifier: GPL-3.0-or-later */
/* onbasis.c - the people of a group as a basis counts them.
 *
 * An organisation is the people between two places of the list by organisation: of `org`
 * one line with their mean is left of them, of `org-equal` all of them with weights that
 * come to the same for each organisation.  What is exact in whole numbers stays so: means
 * are as fine as 64 bits allow, weights are over a common denominator of what the
 * organisations weigh, where there is one of 62 bits. */
#include <stdlib.h>

#include "audit/payees.h"
#include "base/mem.h"

#define WHOLE ((int64_t)1 << 62)

static int64_t divisor(int64_t a, int64_t b)
{
    return b == 0 ? a : divisor(b, a % b);
}

/* The people from `from` to before `to`, who are of one organisation. */
typedef struct firm {
    bp_int128 pay; /* of all, each as often as it weighs */
    int64_t weight;
    int64_t common; /* divides the weight of each */
} firm;

static firm firm_of(const bp_crowd_group *g, size_t from, size_t to)
{
    firm f = { 0 };
    for (size_t i = from; i < to; i++) {
        f.pay += (bp_int128)g->by_org[i].pay * g->by_org[i].weight;
        f.weight += g->by_org[i].weight;
        f.common = divisor(g->by_org[i].weight, f.common);
    }
    return f;
}

/* ---- one value an organisation ---- */

/* The power of ten by which the highest pay may be multiplied. */
static int64_t find_power(bp_crowd *c)
{
    int64_t highest = 1, power = 1;
    for (size_t i = 0; i < c->of->n; i++)
        highest = c->of->payee[i].pay > highest ? c->of->payee[i].pay : highest;
    for (; c->scale < 18 && highest <= WHOLE / 10 / power; c->scale++)
        power *= 10;
    return power;
}

static size_t put_means(const bp_crowd_group *g, bp_payee list[], int64_t power)
{
    size_t n = 0;
    for (size_t i = 0, end; i < g->n; i = end) {
        end = bp_crowd_unit(g, i);
        const firm f = firm_of(g, i, end);
        list[n] = g->by_org[i];
        list[n].pay =
            (int64_t)(f.pay / f.weight * power + f.pay % f.weight * power / f.weight);
        list[n++].weight = 1;
    }
    return n;
}

/* ---- people who weigh the same by organisation ---- */

/* What each organisation weighs; *exact: each a whole number of what it has. */
static int64_t find_whole(const bp_crowd_group *g, uint64_t orgs, bool *exact)
{
    const int64_t most = WHOLE / (int64_t)(orgs > 0 ? orgs : 1);
    bp_int128 whole = 1;
    for (size_t i = 0, end; i < g->n && whole <= most; i = end) {
        end = bp_crowd_unit(g, i);
        const firm f = firm_of(g, i, end);
        const int64_t own = f.weight / f.common;
        whole = own <= most ? whole / divisor((int64_t)whole, own) * own
                            : (bp_int128)most + 1;
    }
    *exact = whole <= most;
    return *exact ? (int64_t)whole : most;
}

static size_t put_shares(const bp_crowd_group *g, bp_payee list[], int64_t whole)
{
    for (size_t i = 0, end; i < g->n; i = end) {
        end = bp_crowd_unit(g, i);
        const firm f = firm_of(g, i, end);
        for (size_t k = i; k < end; k++) {
            const bp_int128 share = (bp_int128)(g->by_org[k].weight / f.common) * whole;
            const bp_int128 weight = share / (f.weight / f.common);
            list[k] = g->by_org[k];
            list[k].weight = weight > 0 ? (int64_t)weight : 1;
        }
    }
    return g->n;
}

/* ---- all groups ---- */

/* Makes the sample of a group of what is in list[0 .. 2 n - 1], of which the first half
 * is there. */
static void put_sample(bp_crowd_group *to, const bp_crowd_group *g, bp_payee list[],
                       size_t n)
{
    *to = *g;
    for (size_t i = 0; i < n; i++)
        list[n + i] = list[i];
    if (n > 1)
        qsort(list + n, n, sizeof *list, bp_payee_by_pay);
    to->by_org = list;
    to->by_pay = list + n;
    to->n = n;
    to->weight = 0;
    for (size_t i = 0; i < n; i++)
        to->weight += (uint64_t)list[i].weight;
}

bool bp_crowd_put_on(bp_crowd *c, int qtype)
{
    const bp_basis basis = c->of->basis;
    c->scale = c->of->scale;
    c->sample = bp_room_take(&c->room, c->n, sizeof c->sample[0]);
    if (c->sample == NULL)
        return false;
    for (size_t i = 0; i < c->n; i++)
        c->sample[i] = c->group[i];
    if (basis == BP_BASIS_INCUMBENT)
        return true;
    bp_payee *list = bp_room_take(&c->room, 4 * c->of->n, sizeof *list);
    if (list == NULL)
        return false;
    const int64_t power = basis == BP_BASIS_ORG ? find_power(c) : 1;
    for (size_t i = 0; i < c->n; i++) {
        const bp_crowd_group *g = &c->group[i];
        const uint64_t orgs = bp_crowd_orgs(g);
        bool exact = true;
        const size_t n = basis == BP_BASIS_ORG
                             ? put_means(g, list, power)
                             : put_shares(g, list, find_whole(g, orgs, &exact));
        put_sample(&c->sample[i], g, list, n);
        c->sample[i].off = exact ? 0 : (int64_t)n;
        c->sample[i].weights = bp_basis_weighting(basis, qtype, g->weights);
        c->sample[i].people = basis == BP_BASIS_ORG ? n : g->people;
        list += 2 * n;
    }
    return true;
}
