/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledgersums.c - whose means earlier runs told or withheld, and how these add up.
 *
 * Every run adds its own, of which most are those of the run before: both lists are
 * looked up by hash, so that a ledger grows by what is new alone. */
#include "answer/ledgersums.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void bp_ledger_sums_release(bp_ledger_sums *s)
{
    bp_slots_release(&s->known);
    bp_slots_release(&s->added);
    free(s->sum);
    free(s->member);
    free(s->addition);
    *s = (bp_ledger_sums){ 0 };
}

static uint64_t hash_of(const bp_ledger_sum *one)
{
    return bp_hash(&one->people, sizeof one->people) ^ one->pay;
}

static bool same_sum(const void *user, uint32_t at, const void *key)
{
    const bp_ledger_sums *s = user;
    const bp_ledger_sum *x = &s->sum[at], *y = key;
    return x->pay == y->pay && x->n == y->n &&
           memcmp(&x->people, &y->people, sizeof x->people) == 0;
}

size_t bp_ledger_sums_find(const bp_ledger_sums *s, const bp_ledger_sum *one)
{
    const uint32_t at = bp_slots_find(&s->known, hash_of(one), same_sum, s, one);
    return at != BP_NO_ID ? at : SIZE_MAX;
}

bp_status bp_ledger_sums_put(bp_ledger_sums *s, const bp_ledger_sum *one, size_t *at,
                             bp_err *err)
{
    *at = bp_ledger_sums_find(s, one);
    if (*at != SIZE_MAX) {
        if (one->state > s->sum[*at].state) {
            s->sum[*at].state = one->state;
            s->changed = true;
        }
        return BP_OK;
    }
    if (s->n >= BP_NO_ID || !bp_reserve(&s->sum, &s->cap, s->n + 1, sizeof s->sum[0]) ||
        !bp_slots_add(&s->known, hash_of(one), (uint32_t)s->n))
        return bp_no_memory(err, "the ledger");
    *at = s->n;
    s->sum[s->n++] = *one;
    s->changed = true;
    return BP_OK;
}

/* The members of an addition that is looked for. */
typedef struct wanted {
    const size_t *member;
    size_t n;
} wanted;

static bool same_addition(const void *user, uint32_t at, const void *key)
{
    const bp_ledger_sums *s = user;
    const bp_ledger_addition *a = &s->addition[at];
    const wanted *w = key;
    return a->n == w->n &&
           memcmp(s->member + a->from, w->member, w->n * sizeof w->member[0]) == 0;
}

bp_status bp_ledger_sums_add(bp_ledger_sums *s, const size_t member[], size_t n,
                             bp_err *err)
{
    const wanted w = { member, n };
    const uint64_t hash = bp_hash(member, n * sizeof member[0]);
    if (bp_slots_find(&s->added, hash, same_addition, s, &w) != BP_NO_ID)
        return BP_OK;
    if (s->n_additions >= BP_NO_ID ||
        !bp_reserve(&s->member, &s->cap_members, s->n_members + n, sizeof s->member[0]) ||
        !bp_reserve(&s->addition, &s->cap_additions, s->n_additions + 1,
                    sizeof s->addition[0]) ||
        !bp_slots_add(&s->added, hash, (uint32_t)s->n_additions))
        return bp_no_memory(err, "the ledger");
    memcpy(s->member + s->n_members, member, n * sizeof member[0]);
    s->addition[s->n_additions++] = (bp_ledger_addition){ s->n_members, n };
    s->n_members += n;
    s->changed = true;
    return BP_OK;
}

/* ---- elimination ---- */

/* So many powers are left to tell a sum that follows from one that does not. */
#define SPARE 4

static uint64_t less(uint64_t a, uint64_t b)
{
    return bp_sketch_plus(a, b == 0 ? 0 : BP_SKETCH_PRIME - b);
}

/* 1 / a, by Fermat: a^(p - 2). */
static uint64_t inverse(uint64_t a)
{
    uint64_t result = 1;
    for (uint64_t e = BP_SKETCH_PRIME - 2; e > 0; e >>= 1) {
        if ((e & 1) != 0)
            result = bp_sketch_times(result, a);
        a = bp_sketch_times(a, a);
    }
    return result;
}

/* What is left of a sum; the place of its first power, or BP_SUM_POWERS. */
static size_t reduce(uint64_t x[BP_SUM_POWERS], const bp_sum_basis *b,
                     const bp_ledger_sum *one)
{
    for (size_t i = 0; i < BP_SUM_POWERS; i++)
        x[i] = i < BP_SKETCH_SUMS ? one->people.sum[i] : one->more[i - BP_SKETCH_SUMS];
    for (size_t i = 0; i < BP_SUM_POWERS; i++) {
        const uint64_t times = x[i];
        if (times == 0)
            continue;
        if (!b->has[i])
            return i;
        for (size_t k = i; k < BP_SUM_POWERS; k++)
            x[k] = less(x[k], bp_sketch_times(times, b->row[i][k]));
    }
    return BP_SUM_POWERS;
}

bool bp_sum_basis_follows(const bp_sum_basis *b, const bp_ledger_sum *one)
{
    uint64_t x[BP_SUM_POWERS];
    return b->n + SPARE <= BP_SUM_POWERS && reduce(x, b, one) == BP_SUM_POWERS;
}

void bp_sum_basis_add(bp_sum_basis *b, const bp_ledger_sum *one)
{
    uint64_t x[BP_SUM_POWERS];
    const size_t first = b->n < BP_SUM_POWERS ? reduce(x, b, one) : BP_SUM_POWERS;
    if (first == BP_SUM_POWERS)
        return;
    const uint64_t by = inverse(x[first]);
    for (size_t k = first; k < BP_SUM_POWERS; k++)
        b->row[first][k] = bp_sketch_times(x[k], by);
    b->has[first] = true;
    b->n++;
}
