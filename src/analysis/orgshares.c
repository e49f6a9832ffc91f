/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orgshares.c - the share of organisations that count the same.
 *
 * Fractions are added over the least common multiple of their denominators, a number as
 * long as there are different ones: of GMP's functions on limbs only those are called
 * that take one of them at a time, and need no memory of their own. */
#include "analysis/orgshares.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/room.h"

/* The organisations whose people weigh the same together. */
typedef struct share_class {
    uint64_t all;
    uint64_t up_to; /* of all of them */
} share_class;

/* Somebody with an organisation. */
typedef struct person {
    int64_t pay;
    uint64_t weight;
    size_t of; /* the organisation, then its class */
} person;

struct bp_org_shares {
    person *person; /* [n_people] */
    size_t n_people;
    uint64_t *weight; /* [orgs] of all people */
    size_t orgs;
    share_class *class; /* [n] ascending */
    size_t n;
    mp_limb_t *multiple; /* [limbs] of all denominators */
    mp_size_t limbs;
    mp_limb_t *part; /* [limbs] */
    mp_limb_t *sum;  /* [limbs + SPARE] as below */
    mp_limb_t *share;
    bp_room room; /* of all of them */
};

#define SPARE 3 /* what factors and carries add */

void bp_org_shares_free(bp_org_shares *s)
{
    if (s == NULL)
        return;
    bp_room_release(&s->room);
    free(s);
}

/* Whom each organisation has, and what they weigh.
 *   slot  [org_ids] 1 + the number of an organisation; 0: none yet */
static void take_people(bp_org_shares *s, const bp_pay_groups *g,
                        const bp_pay_group *group, uint32_t slot[])
{
    const bool weighed = bp_survey_weighting(g->survey) != BP_UNWEIGHTED;
    bp_org_block b;
    for (bp_org_block_start(&b); bp_own_block_next(&b, g, group);) {
        if (b.org == BP_NO_ID)
            continue;
        if (slot[b.org] == 0)
            slot[b.org] = (uint32_t)++s->orgs;
        for (size_t i = 0; i < b.n; i++) {
            const person p = { b.value[i], weighed ? (uint64_t)b.weight[i] : 1,
                               slot[b.org] - 1 };
            s->weight[p.of] += p.weight;
            s->person[s->n_people++] = p;
        }
    }
}

static int by_weight(const void *a, const void *b)
{
    const uint64_t x = ((const share_class *)a)->all, y = ((const share_class *)b)->all;
    return (x > y) - (x < y);
}

/* Which weights there are, and of which each person's organisation is. */
static void classify(bp_org_shares *s)
{
    for (size_t i = 0; i < s->orgs; i++)
        s->class[i].all = s->weight[i];
    if (s->orgs > 1)
        qsort(s->class, s->orgs, sizeof s->class[0], by_weight);
    for (size_t i = 0; i < s->orgs; i++)
        if (i == 0 || s->class[i].all != s->class[s->n - 1].all)
            s->class[s->n++].all = s->class[i].all;
    for (size_t i = 0; i < s->n_people; i++) {
        const share_class key = { .all = s->weight[s->person[i].of] };
        const share_class *found = bsearch(&key, s->class, s->n, sizeof key, by_weight);
        s->person[i].of = (size_t)(found - s->class);
    }
}

static void find_multiple(bp_org_shares *s)
{
    s->multiple[0] = 1;
    s->limbs = 1;
    for (size_t i = 0; i < s->n; i++) {
        const mp_limb_t all = s->class[i].all;
        const mp_limb_t more = all / mpn_gcd_1(s->multiple, s->limbs, all);
        const mp_limb_t carry = mpn_mul_1(s->multiple, s->multiple, s->limbs, more);
        if (carry != 0)
            s->multiple[s->limbs++] = carry;
    }
}

/* False: memory is out. */
static bool make_room(bp_org_shares *s, const bp_pay_group *group)
{
    const size_t orgs = (size_t)group->orgs, limbs = orgs + 1;
    s->person = bp_room_take(&s->room, (size_t)group->pay.n, sizeof s->person[0]);
    s->weight = bp_room_take(&s->room, orgs, sizeof s->weight[0]);
    s->class = bp_room_take(&s->room, orgs, sizeof s->class[0]);
    s->multiple = bp_room_take(&s->room, limbs, sizeof s->multiple[0]);
    s->part = bp_room_take(&s->room, limbs, sizeof s->part[0]);
    s->sum = bp_room_take(&s->room, limbs + SPARE, sizeof s->sum[0]);
    s->share = bp_room_take(&s->room, limbs + SPARE, sizeof s->share[0]);
    return !s->room.failed;
}

bp_org_shares *bp_org_shares_new(const bp_pay_groups *g, const bp_pay_group *group)
{
    bp_org_shares *s = bp_alloc(0, 1, sizeof *s);
    uint32_t *slot = bp_alloc(0, g->org_ids, sizeof *slot);
    if (s != NULL && slot != NULL && make_room(s, group)) {
        take_people(s, g, group, slot);
        classify(s);
        find_multiple(s);
    } else {
        bp_org_shares_free(s);
        s = NULL;
    }
    free(slot);
    return s;
}

static void count_up_to(bp_org_shares *s, int64_t units)
{
    for (size_t i = 0; i < s->n; i++)
        s->class[i].up_to = 0;
    for (size_t i = 0; i < s->n_people; i++)
        if (s->person[i].pay <= units)
            s->class[s->person[i].of].up_to += s->person[i].weight;
}

int bp_org_shares_compare(bp_org_shares *s, int64_t units, int64_t num, int64_t den)
{
    const mp_size_t n = s->limbs + SPARE;
    memset(s->sum, 0, (size_t)n * sizeof s->sum[0]);
    memset(s->share, 0, (size_t)n * sizeof s->share[0]);
    count_up_to(s, units);
    for (size_t i = 0; i < s->n; i++) {
        mpn_divrem_1(s->part, 0, s->multiple, s->limbs, s->class[i].all);
        const mp_limb_t carry =
            mpn_addmul_1(s->sum, s->part, s->limbs, s->class[i].up_to);
        mpn_add_1(s->sum + s->limbs, s->sum + s->limbs, SPARE, carry);
    }
    mpn_mul_1(s->sum, s->sum, n, (mp_limb_t)den);
    memcpy(s->share, s->multiple, (size_t)s->limbs * sizeof s->share[0]);
    mpn_mul_1(s->share, s->share, n, (mp_limb_t)num);
    mpn_mul_1(s->share, s->share, n, s->orgs);
    return mpn_cmp(s->sum, s->share, n);
}
