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

static double place(bp_int128 amount, bp_int128 rate)
{
    return (double)((long double)amount / (long double)rate);
}

/* The turns, in no order. */
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

/* Is the budget met on this line, before the next turn at k? */
static bool ends(const line *l, double k, bp_int128 budget)
{
    return l->slope > 0 ? reaches(l, k, budget) : l->fixed >= budget;
}

static void swap(turn *a, turn *b)
{
    const turn t = *a;
    *a = *b;
    *b = t;
}

/* Puts those before k first, then those at it: *same begin these, *after what follows. */
static void divide(turn t[], size_t n, double k, size_t *same, size_t *after)
{
    size_t low = 0, i = 0, high = n;
    while (i < high)
        if (t[i].at < k)
            swap(&t[i++], &t[low++]);
        else if (t[i].at > k)
            swap(&t[i], &t[--high]);
        else
            i++;
    *same = low;
    *after = high;
}

/* The later one, of two at the same place that of the later person. */
static const turn *later(const turn *a, const turn *b)
{
    const bool second =
        a == NULL || b->at > a->at ||
        (b->at == a->at && (b->who > a->who || (b->who == a->who && b->high)));
    return second ? b : a;
}

/* False: as pass. */
static bool pass_all(line *l, const turn **last, const turn t[], size_t n,
                     const bp_share_of_budget one[])
{
    bool fits = true;
    for (size_t i = 0; fits && i < n; i++) {
        fits = pass(l, &t[i], &one[t[i].who]);
        *last = later(*last, &t[i]);
    }
    return fits;
}

/* The middle one of three places. */
static double middle(const turn t[], size_t n)
{
    const double a = t[0].at, b = t[n / 2].at, c = t[n - 1].at;
    return a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
}

/* Passes the turns before the line that meets the budget, which the first line does not;
 * *last is the last of them.  Turns are divided only where it is yet to be found out. */
static bool walk(line *l, const turn **last, turn t[], size_t n,
                 const bp_share_of_budget one[], bp_int128 budget)
{
    bool fits = true;
    while (fits && n > 0) {
        const double k = middle(t, n);
        line at = *l;
        const turn *before = *last;
        size_t same, after;
        divide(t, n, k, &same, &after);
        fits = pass_all(&at, &before, t, same, one);
        if (fits && ends(&at, k, budget)) {
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
