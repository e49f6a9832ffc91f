/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sums.c - which sums follow from other sums.
 *
 * Gaussian elimination with whole numbers modulo a prime: nothing is rounded, and no
 * number grows.  A sum that follows from others does so modulo every prime that divides
 * no denominator, and those of such sums are small; that one follows modulo this prime
 * alone has a chance of one in 10^18. */
#include "audit/sums.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PRIME ((UINT64_C(1) << 61) - 1)

__extension__ typedef unsigned __int128 wide;

/* What is not 0 of a sum that was reduced: its first part is 1. */
typedef struct term {
    size_t part;
    uint64_t times;
} term;

typedef struct row {
    term *term; /* [n]; NULL: no sum starts with this part */
    size_t n;
} row;

struct bp_sums {
    size_t n;
    uint64_t *next; /* [n] */
    row *start;     /* [n] by their first part */
};

bp_sums *bp_sums_new(size_t n)
{
    bp_sums *s = bp_alloc(sizeof *s, 0, 0);
    if (s == NULL)
        return NULL;
    s->n = n;
    s->next = bp_alloc(0, n, sizeof s->next[0]);
    s->start = bp_alloc(0, n, sizeof s->start[0]);
    if (s->next == NULL || s->start == NULL) {
        bp_sums_free(s);
        return NULL;
    }
    return s;
}

void bp_sums_free(bp_sums *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; s->start != NULL && i < s->n; i++)
        free(s->start[i].term);
    free(s->start);
    free(s->next);
    free(s);
}

uint64_t *bp_sums_next(bp_sums *s)
{
    memset(s->next, 0, s->n * sizeof s->next[0]);
    return s->next;
}

static uint64_t product(uint64_t a, uint64_t b)
{
    return (uint64_t)((wide)a * b % PRIME);
}

/* 1 / a, by Fermat: a^(p - 2). */
static uint64_t inverse(uint64_t a)
{
    uint64_t result = 1;
    for (uint64_t e = PRIME - 2; e > 0; e >>= 1) {
        if (e & 1)
            result = product(result, a);
        a = product(a, a);
    }
    return result;
}

/* Takes from it what the others give; the first part that is left, or n. */
static size_t reduce(bp_sums *s)
{
    for (size_t i = 0; i < s->n; i++) {
        const row *r = &s->start[i];
        const uint64_t times = s->next[i];
        if (times == 0)
            continue;
        if (r->term == NULL)
            return i;
        for (size_t k = 0; k < r->n; k++) {
            uint64_t *to = &s->next[r->term[k].part];
            *to = (*to + PRIME - product(times, r->term[k].times)) % PRIME;
        }
    }
    return s->n;
}

bool bp_sums_follows(bp_sums *s)
{
    return reduce(s) == s->n;
}

bool bp_sums_add(bp_sums *s)
{
    const size_t first = reduce(s);
    if (first == s->n)
        return true;
    row *r = &s->start[first];
    const uint64_t by = inverse(s->next[first]);
    size_t n = 0;
    for (size_t i = first; i < s->n; i++)
        n += s->next[i] != 0;
    r->term = bp_alloc(0, n, sizeof r->term[0]);
    for (size_t i = first; r->term != NULL && i < s->n; i++)
        if (s->next[i] != 0)
            r->term[r->n++] = (term){ i, product(s->next[i], by) };
    return r->term != NULL;
}
