/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spend.c - the factor by which a budget is spent exactly.
 *
 * Searching for k by trial leaves a total that misses the budget by some cents.  The cost
 * is piecewise linear in k, so the one piece that holds the budget gives it at once. */
#include "pricing/spend.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

/* Where the line of costs turns, and by whom. */
typedef struct turn {
    double at;
    uint32_t who;
    bool high; /* at the high end, else at the low one */
} turn;

/* The cost from one turn to the next: fixed + k slope. */
typedef struct line {
    bp_int128 fixed;
    bp_int128 slope;
} line;

static int by_place(const void *a, const void *b)
{
    const turn *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

static double place(bp_int128 amount, bp_int128 rate)
{
    return (double)((long double)amount / (long double)rate);
}

/* The turns in order. */
static size_t find_turns(turn out[], const bp_share_of_budget one[], size_t n)
{
    size_t turns = 0;
    for (size_t i = 0; i < n; i++) {
        const bp_share_of_budget *s = &one[i];
        if (s->rate == 0 || s->high == s->low)
            continue;
        out[turns++] = (turn){ place(s->low, s->rate), (uint32_t)i, false };
        if (s->high >= 0)
            out[turns++] = (turn){ place(s->high, s->rate), (uint32_t)i, true };
    }
    if (turns > 1)
        qsort(out, turns, sizeof *out, by_place);
    return turns;
}

/* False: a sum is beyond 128 bits. */
static bool pass(line *l, const turn *t, const bp_share_of_budget *s)
{
    const bp_int128 fixed = t->high ? s->high : -s->low;
    const bp_int128 slope = t->high ? -s->rate : s->rate;
    return !__builtin_add_overflow(l->fixed, fixed, &l->fixed) &&
           !__builtin_add_overflow(l->slope, slope, &l->slope);
}

static bool reaches(const line *l, double k, bp_int128 budget)
{
    return (long double)l->fixed + (long double)l->slope * (long double)k >=
           (long double)budget;
}

/* Is the budget met on this line, before the next turn at k?  A level line meets it where
 * it begins. */
static bool ends(const line *l, size_t passed, double k, bp_int128 budget)
{
    return l->slope > 0 ? reaches(l, k, budget) : passed > 0 && l->fixed == budget;
}

static bp_status walk(bp_factor_k *k, bp_spent *how, bp_int128 *most, line l,
                      const turn turns[], size_t n, const bp_share_of_budget one[],
                      bp_int128 budget, bp_err *err)
{
    size_t i = 0;
    for (; i < n && !ends(&l, i, turns[i].at, budget); i++)
        if (!pass(&l, &turns[i], &one[turns[i].who]))
            return bp_fail(err, NULL, BP_ELIMIT, "the increases are beyond 128 bits");
    *how = BP_SPENT;
    if (l.slope > 0) {
        *k = (bp_factor_k){ budget - l.fixed, l.slope };
        return BP_OK;
    }
    if (l.fixed == budget && i > 0) { /* all that could take more have all they can */
        const bp_share_of_budget *last = &one[turns[i - 1].who];
        *k = (bp_factor_k){ last->high, last->rate };
        return BP_OK;
    }
    *how = BP_SPENT_TOO_LITTLE;
    *most = l.fixed;
    return BP_OK;
}

bp_status bp_spend(bp_factor_k *k, bp_spent *how, bp_int128 *most,
                   const bp_share_of_budget one[], size_t n, bp_int128 budget,
                   bp_err *err)
{
    line l = { 0, 0 };
    for (size_t i = 0; i < n; i++)
        if (__builtin_add_overflow(l.fixed, one[i].low, &l.fixed))
            return bp_fail(err, NULL, BP_ELIMIT, "the increases are beyond 128 bits");
    *k = (bp_factor_k){ 0, 1 };
    *how = l.fixed > budget ? BP_SPENT_TOO_MUCH : BP_SPENT;
    *most = l.fixed;
    if (l.fixed >= budget)
        return BP_OK;
    turn *turns = bp_alloc(0, 2 * n + 1, sizeof *turns);
    if (turns == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the budget");
    const size_t n_turns = find_turns(turns, one, n);
    bp_status status = walk(k, how, most, l, turns, n_turns, one, budget, err);
    free(turns);
    return status;
}
