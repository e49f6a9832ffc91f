/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bounds.c - what sums that are known tell of their parts.
 *
 * Everything is in whole numbers: whether a number can be computed by somebody else is a
 * yes or no, which no rounding may decide.  Relations of tables are sparse (a group is in
 * its row, its column and the total), so they are kept as lists of terms, and only the
 * one that is being reduced is spread over all unknowns. */
#include "analysis/bounds.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/room.h"

/* ---- bounds ---- */

/* The least that a sum of terms can be, and the largest, but for terms without bound. */
typedef struct span {
    bp_int128 lo;
    bp_int128 hi;
    size_t lo_open; /* terms of no least value */
    size_t hi_open;
} span;

static span of_term(const bp_term *t, const bp_bounds *b)
{
    const bool open = b->hi == BP_UNBOUNDED;
    const bp_int128 low = b->lo * t->times, high = open ? 0 : b->hi * t->times;
    return t->times > 0 ? (span){ low, high, 0, open } : (span){ high, low, open, 0 };
}

static span of_all(const bp_relation *r, const bp_bounds b[])
{
    span s = { 0 };
    for (size_t i = 0; i < r->n; i++) {
        const span t = of_term(&r->term[i], &b[r->term[i].x]);
        s.lo += t.lo;
        s.hi += t.hi;
        s.lo_open += t.lo_open;
        s.hi_open += t.hi_open;
    }
    return s;
}

/* a / b for b > 0, down.  It mostly is 1, and long divisions take long. */
static bp_int128 divide(bp_int128 a, bp_int128 b)
{
    return b == 1 ? a : a / b - (a % b < 0);
}

/* The others of a relation leave times * x between two sums, of which either may be
 * missing. */
static bool narrow(bp_bounds *b, int64_t times, bool has_lo, bp_int128 lo, bool has_hi,
                   bp_int128 hi)
{
    const bool up = times > 0;
    const bp_int128 by = up ? times : -times;
    const bool has_least = up ? has_lo : has_hi, has_most = up ? has_hi : has_lo;
    const bp_int128 least = -divide(up ? -lo : hi, by), most = divide(up ? hi : -lo, by);
    bool changed = false;
    if (has_least && least > b->lo) {
        b->lo = least;
        changed = true;
    }
    if (has_most && most < b->hi) {
        b->hi = most;
        changed = true;
    }
    return changed;
}

static bool narrow_all(bp_bounds b[], const bp_relation *r)
{
    bool changed = false;
    span all = of_all(r, b);
    for (size_t i = 0; i < r->n; i++) {
        bp_bounds *x = &b[r->term[i].x];
        const span own = of_term(&r->term[i], x);
        const bool has_hi = all.lo_open == own.lo_open,
                   has_lo = all.hi_open == own.hi_open;
        if (!narrow(x, r->term[i].times, has_lo, r->value - (all.hi - own.hi), has_hi,
                    r->value - (all.lo - own.lo)))
            continue;
        const span now = of_term(&r->term[i], x);
        all.lo += now.lo - own.lo;
        all.hi += now.hi - own.hi;
        all.lo_open -= own.lo_open - now.lo_open;
        all.hi_open -= own.hi_open - now.hi_open;
        changed = true;
    }
    return changed;
}

/* Bounds that chase each other come ever nearer; all of them are bounds. */
#define ROUNDS_MAX 64

void bp_bounds_narrow(bp_bounds b[], const bp_relation r[], size_t n)
{
    bool changed = true;
    for (int round = 0; changed && round < ROUNDS_MAX; round++) {
        changed = false;
        for (size_t i = 0; i < n; i++)
            changed |= narrow_all(b, &r[i]);
    }
}

/* ---- elimination ---- */

/* A relation with a coefficient for every unknown. */
typedef struct spread {
    int64_t *times; /* [n_unknowns] */
    size_t *x;      /* [n] those that may not be 0 */
    bool *listed;   /* [n_unknowns] is it in x? */
    size_t n;
    bp_int128 value;
} spread;

typedef struct elimination {
    bp_relation *row;
    size_t *pivot; /* [n] the unknown that a row alone is reduced by */
    size_t n;
    spread one;
    bool exact;
} elimination;

static int64_t divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static void add_term(spread *s, const bp_term *t, int64_t by)
{
    if (!s->listed[t->x]) {
        s->listed[t->x] = true;
        s->x[s->n++] = t->x;
    }
    s->times[t->x] += t->times * by;
}

static void spread_out(spread *s, const bp_relation *r)
{
    for (size_t i = 0; i < s->n; i++) {
        s->times[s->x[i]] = 0;
        s->listed[s->x[i]] = false;
    }
    s->n = 0;
    s->value = r->value;
    for (size_t i = 0; i < r->n; i++)
        add_term(s, &r->term[i], 1);
}

/* Divides by what all coefficients have in common.  False: they are still too large. */
static bool shorten(spread *s)
{
    int64_t common = 0, largest = 0;
    for (size_t i = 0; i < s->n; i++) {
        const int64_t times = s->times[s->x[i]], size = times < 0 ? -times : times;
        common = divisor(common, times);
        largest = size > largest ? size : largest;
    }
    for (size_t i = 0; common > 1 && i < s->n; i++)
        s->times[s->x[i]] /= common;
    if (common > 1)
        s->value /= common;
    return common == 0 || largest / common <= BP_TIMES_MAX;
}

/* Takes the unknown that row i is reduced by out of the relation that is spread out. */
static bool take_out(elimination *e, size_t i)
{
    const bp_relation *row = &e->row[i];
    spread *s = &e->one;
    const int64_t have = s->times[e->pivot[i]];
    int64_t of_row = 0;
    for (size_t k = 0; k < row->n; k++)
        if (row->term[k].x == e->pivot[i])
            of_row = row->term[k].times;
    const int64_t common = divisor(have, of_row);
    for (size_t k = 0; of_row != common && k < s->n; k++)
        s->times[s->x[k]] *= of_row / common;
    s->value = s->value * (of_row / common) - row->value * (have / common);
    for (size_t k = 0; k < row->n; k++)
        add_term(s, &row->term[k], -(have / common));
    return shorten(s);
}

/* Rows from..e->n - 1, in this order: a row has none of what those before it are reduced
 * by. */
static bool reduce(elimination *e, size_t from)
{
    for (size_t i = from; i < e->n; i++)
        if (e->one.times[e->pivot[i]] != 0 && !take_out(e, i))
            return false;
    return true;
}

/* What is left of the relation that is spread out; the terms are a row's own. */
static bool gather(bp_relation *to, const spread *s)
{
    bp_term *term = bp_alloc(0, s->n, sizeof *term);
    if (term == NULL)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->times[s->x[i]] != 0)
            term[n++] = (bp_term){ s->x[i], s->times[s->x[i]] };
    *to = (bp_relation){ .term = term, .n = n, .value = s->value };
    return true;
}

static bool add_row(elimination *e, const bp_relation *r)
{
    spread_out(&e->one, r);
    if (!reduce(e, 0)) {
        e->exact = false;
        return true;
    }
    bp_relation *row = &e->row[e->n];
    if (!gather(row, &e->one))
        return false;
    if (row->n == 0) {
        free((void *)row->term);
        return true;
    }
    e->pivot[e->n++] = row->term[0].x;
    return true;
}

/* Takes out of each row what later ones are reduced by, the last first. */
static bool substitute(elimination *e)
{
    for (size_t i = e->n; i-- > 0;) {
        bp_relation now;
        spread_out(&e->one, &e->row[i]);
        if (!reduce(e, i + 1)) {
            e->exact = false;
            continue;
        }
        if (!gather(&now, &e->one))
            return false;
        free((void *)e->row[i].term);
        e->row[i] = now;
    }
    return true;
}

void bp_echelon_release(bp_echelon *e)
{
    for (size_t i = 0; i < e->n; i++)
        free((void *)e->relation[i].term);
    free(e->relation);
    *e = (bp_echelon){ 0 };
}

bp_status bp_echelon_new(bp_echelon *out, const bp_relation r[], size_t n,
                         size_t n_unknowns, bp_err *err)
{
    bp_room room = { 0 };
    elimination e = { .row = bp_alloc(0, n, sizeof e.row[0]),
                      .pivot = bp_room_take(&room, n, sizeof e.pivot[0]),
                      .one = { .times = bp_room_take(&room, n_unknowns, sizeof(int64_t)),
                               .x = bp_room_take(&room, n_unknowns, sizeof(size_t)),
                               .listed = bp_room_take(&room, n_unknowns, sizeof(bool)) },
                      .exact = true };
    bool ok = e.row != NULL && !room.failed;
    for (size_t i = 0; ok && i < n; i++)
        ok = add_row(&e, &r[i]);
    ok = ok && substitute(&e);
    bp_room_release(&room);
    *out = (bp_echelon){ e.row, e.n, e.exact };
    if (ok)
        return BP_OK;
    bp_echelon_release(out);
    return bp_no_memory(err, "sums of %zu means", n_unknowns);
}
