/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spend.c - the factor by which a budget is spent exactly.
 *
 * Searching for k by trial leaves a total that misses the budget by some cents.  The cost
 * is piecewise linear in k, so the one piece that holds the budget gives it at once; it
 * is found as a median is, without sorting the places where the line turns. */
#include "pricing/spend.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "pricing/exact.h"

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

/* The amount that somebody has there. */
static bp_int128 amount_at(const turn *t, const bp_share_of_budget one[])
{
    return t->high ? one[t->who].high : one[t->who].low;
}

/* Which of two comes first.  Doubles are in the order of the quotients that they were
 * rounded of, so that only those that are the same need a closer look. */
static int order(const turn *a, const turn *b, const bp_share_of_budget one[])
{
    return a->at < b->at ? -1
           : a->at > b->at
               ? 1
               : bp_exact_order(bp_exact_times(amount_at(a, one), one[b->who].rate),
                                bp_exact_times(amount_at(b, one), one[a->who].rate));
}

/* The turns, in no order. */
static size_t find_turns(turn out[], const bp_share_of_budget one[], size_t n)
{
    size_t turns = 0;
    for (size_t i = 0; i < n; i++) {
        const bp_share_of_budget *s = &one[i];
        if (s->rate == 0 || s->high == s->low)
            continue;
        out[turns++] = (turn){ bp_exact_ratio(s->low, s->rate), (uint32_t)i, false };
        if (s->high >= 0)
            out[turns++] = (turn){ bp_exact_ratio(s->high, s->rate), (uint32_t)i, true };
    }
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

/* Is the budget met on this line, before the next turn t?  There k is amount / rate, and
 * what is missing is held against k slope. */
static bool ends(const line *l, const turn *t, const bp_share_of_budget one[],
                 bp_int128 budget)
{
    const bp_int128 missing = budget - l->fixed;
    return missing <= 0 ||
           (l->slope > 0 &&
            bp_exact_order(bp_exact_times(amount_at(t, one), l->slope),
                           bp_exact_times(missing, one[t->who].rate)) >= 0);
}

static void swap(turn *a, turn *b)
{
    const turn t = *a;
    *a = *b;
    *b = t;
}

/* Puts those before `here` first, then those at it: *same begin these, *after what
 * follows. */
static void divide(turn t[], size_t n, turn here, const bp_share_of_budget one[],
                   size_t *same, size_t *after)
{
    size_t low = 0, i = 0, high = n;
    while (i < high) {
        const int side = order(&t[i], &here, one);
        if (side < 0)
            swap(&t[i++], &t[low++]);
        else if (side > 0)
            swap(&t[i], &t[--high]);
        else
            i++;
    }
    *same = low;
    *after = high;
}

/* The later one, of two at the same place that of the later person. */
static const turn *later(const turn *a, const turn *b, const bp_share_of_budget one[])
{
    const int side = a != NULL ? order(b, a, one) : 1;
    const bool second =
        side > 0 || (side == 0 && (b->who > a->who || (b->who == a->who && b->high)));
    return second ? b : a;
}

/* False: as pass. */
static bool pass_all(line *l, const turn **last, const turn t[], size_t n,
                     const bp_share_of_budget one[])
{
    bool fits = true;
    for (size_t i = 0; fits && i < n; i++) {
        fits = pass(l, &t[i], &one[t[i].who]);
        *last = later(*last, &t[i], one);
    }
    return fits;
}

/* The middle one of three. */
static turn middle(const turn t[], size_t n, const bp_share_of_budget one[])
{
    const turn *a = &t[0], *b = &t[n / 2], *c = &t[n - 1];
    if (order(a, b, one) > 0) {
        a = &t[n / 2];
        b = &t[0];
    }
    return order(c, a, one) <= 0 ? *a : order(c, b, one) < 0 ? *c : *b;
}

/* Passes the turns before the line that meets the budget, which the first line does not;
 * *last is the last of them.  Turns are divided only where it is yet to be found out. */
static bool walk(line *l, const turn **last, turn t[], size_t n,
                 const bp_share_of_budget one[], bp_int128 budget)
{
    bool fits = true;
    while (fits && n > 0) {
        const turn here = middle(t, n, one);
        line at = *l;
        const turn *before = *last;
        size_t same, after;
        divide(t, n, here, one, &same, &after);
        fits = pass_all(&at, &before, t, same, one);
        if (fits && ends(&at, &here, one, budget)) {
            n = same;
            continue;
        }
        fits = fits && pass_all(&at, &before, t + same, after - same, one);
        *l = at;
        *last = before;
        t += after;
        n -= after;
    }
    return fits;
}

/* k on the line that meets the budget, or what all can take. */
static void settle(bp_factor_k *k, bp_spent *how, bp_int128 *most, const line *l,
                   const turn *last, const bp_share_of_budget one[], bp_int128 budget)
{
    *how = BP_SPENT;
    if (l->slope > 0) {
        *k = (bp_factor_k){ budget - l->fixed, l->slope };
    } else if (l->fixed == budget) { /* all that could take more have all they can */
        *k = (bp_factor_k){ one[last->who].high, one[last->who].rate };
    } else {
        *how = BP_SPENT_TOO_LITTLE;
        *most = l->fixed;
    }
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
        return bp_no_memory(err, "the budget");
    const turn *last = NULL;
    const bool fits = walk(&l, &last, turns, find_turns(turns, one, n), one, budget);
    if (fits)
        settle(k, how, most, &l, last, one, budget);
    free(turns);
    return fits ? BP_OK
                : bp_fail(err, NULL, BP_ELIMIT, "the increases are beyond 128 bits");
}
