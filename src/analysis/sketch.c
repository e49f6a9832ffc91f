/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sketch.c - sets that are compared without being kept.
 *
 * What a run has shown must be known to later ones, and a list of everybody in every
 * group would be larger than the survey and say who they are.  Twenty numbers a group say
 * by how few another one differs from it, and nothing of groups that differ by more. */
#include "analysis/sketch.h"

#include <string.h>

__extension__ typedef unsigned __int128 wide;

uint64_t bp_sketch_plus(uint64_t a, uint64_t b)
{
    const uint64_t sum = a + b;
    return sum >= BP_SKETCH_PRIME ? sum - BP_SKETCH_PRIME : sum;
}

static uint64_t minus(uint64_t a, uint64_t b)
{
    return a >= b ? a - b : a + BP_SKETCH_PRIME - b;
}

/* 2^61 is 1: the bits above are added to those below. */
uint64_t bp_sketch_times(uint64_t a, uint64_t b)
{
    const wide product = (wide)a * b;
    return bp_sketch_plus((uint64_t)product & BP_SKETCH_PRIME, (uint64_t)(product >> 61));
}

/* By Fermat: a^(p - 2). */
static uint64_t inverse(uint64_t a)
{
    uint64_t out = 1;
    for (uint64_t k = BP_SKETCH_PRIME - 2; k > 0; k >>= 1, a = bp_sketch_times(a, a))
        if ((k & 1) != 0)
            out = bp_sketch_times(out, a);
    return out;
}

void bp_sketch_add(bp_sketch *s, uint64_t x, uint64_t weight)
{
    for (size_t k = 0; k < BP_SKETCH_SUMS; k++) {
        s->sum[k] = bp_sketch_plus(s->sum[k], weight);
        weight = bp_sketch_times(weight, x);
    }
}

/* A recurrence: s[k] + c[1] s[k-1] + ... + c[n] s[k-n] = 0. */
typedef struct recurrence {
    uint64_t c[BP_SKETCH_SUMS + 1];
    size_t n;
} recurrence;

static uint64_t discrepancy(const recurrence *r, const uint64_t s[], size_t k)
{
    uint64_t d = s[k];
    for (size_t i = 1; i <= r->n; i++)
        d = bp_sketch_plus(d, bp_sketch_times(r->c[i], s[k - i]));
    return d;
}

/* now - by * before, moved by `shift`. */
static void correct(recurrence *now, const recurrence *before, uint64_t by, size_t shift)
{
    for (size_t i = 0; i + shift <= BP_SKETCH_SUMS; i++)
        now->c[i + shift] = minus(now->c[i + shift], bp_sketch_times(by, before->c[i]));
}

/* The length of the shortest recurrence of the sums (Massey's algorithm). */
static size_t shortest(const uint64_t s[BP_SKETCH_SUMS])
{
    recurrence now = { .c = { 1 } }, before = now;
    uint64_t last = 1; /* the discrepancy of `before` */
    size_t shift = 1;
    for (size_t k = 0; k < BP_SKETCH_SUMS; k++, shift++) {
        const uint64_t d = discrepancy(&now, s, k);
        if (d == 0)
            continue;
        const recurrence old = now;
        correct(&now, &before, bp_sketch_times(d, inverse(last)), shift);
        if (2 * old.n > k)
            continue;
        now.n = k + 1 - old.n;
        before = old;
        last = d;
        shift = 0;
    }
    return now.n;
}

size_t bp_sketch_distance(const bp_sketch *a, const bp_sketch *b)
{
    uint64_t s[BP_SKETCH_SUMS];
    for (size_t k = 0; k < BP_SKETCH_SUMS; k++)
        s[k] = minus(a->sum[k], b->sum[k]);
    const size_t n = shortest(s);
    return n <= BP_SKETCH_FEW ? n : BP_SKETCH_FEW + 1;
}

void bp_marks_add(bp_marks *m, uint64_t x)
{
    size_t at = 0;
    while (at < m->n && m->low[at] < x)
        at++;
    if (at == BP_MARKS || (at < m->n && m->low[at] == x))
        return;
    const size_t rest = (m->n < BP_MARKS ? m->n : BP_MARKS - 1) - at;
    memmove(m->low + at + 1, m->low + at, rest * sizeof m->low[0]);
    m->low[at] = x;
    m->n += m->n < BP_MARKS;
}
