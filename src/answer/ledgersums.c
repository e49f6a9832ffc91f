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

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for the ledger");
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
                             bool *changed, bp_err *err)
{
    *at = bp_ledger_sums_find(s, one);
    if (*at != SIZE_MAX) {
        if (one->state > s->sum[*at].state) {
            s->sum[*at].state = one->state;
            *changed = true;
        }
        return BP_OK;
    }
    if (s->n >= BP_NO_ID || !bp_reserve(&s->sum, &s->cap, s->n + 1, sizeof s->sum[0]) ||
        !bp_slots_add(&s->known, hash_of(one), (uint32_t)s->n))
        return no_memory(err);
    *at = s->n;
    s->sum[s->n++] = *one;
    *changed = true;
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
                             bool *changed, bp_err *err)
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
        return no_memory(err);
    memcpy(s->member + s->n_members, member, n * sizeof member[0]);
    s->addition[s->n_additions++] = (bp_ledger_addition){ s->n_members, n };
    s->n_members += n;
    *changed = true;
    return BP_OK;
}
