/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attacker.h - what somebody who can compute makes of published figures.
 *
 * Knows how percentiles, intervals and rounding are defined, that pay is not below 0, and
 * nothing of any person.  All that is published is a set of equations with ranges for
 * values (what was rounded is anywhere in its rounding interval); elimination makes of
 * them those about fewer unknowns, and each bounds every unknown by what the others leave
 * it.  None of it is the program's code. */
#ifndef BP_TEST_ATTACKER_H
#define BP_TEST_ATTACKER_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct range {
    double lo;
    double hi;
} range;

#define ANYTHING ((range){ 0, HUGE_VAL })

enum { UNKNOWNS = 64, EQUATIONS = 48 };

/* The unknowns times these are somewhere in a range. */
typedef struct equation {
    double times[UNKNOWNS];
    range value;
} equation;

typedef struct equations {
    equation of[EQUATIONS];
    size_t n;
    size_t x; /* unknowns */
} equations;

static inline equation *add_equation(equations *e, range value)
{
    equation *now = &e->of[e->n++];
    memset(now->times, 0, sizeof now->times);
    now->value = value;
    return now;
}

static inline range times_range(double by, range r)
{
    if (by == 0)
        return (range){ 0, 0 };
    return by > 0 ? (range){ by * r.lo, by * r.hi } : (range){ by * r.hi, by * r.lo };
}

/* What one equation says of its unknowns.  True: something new. */
static inline bool narrow_by(const equation *e, range x[], size_t n)
{
    double lo = 0, hi = 0;
    size_t no_lo = 0, no_hi = 0;
    bool news = false;
    for (size_t i = 0; i < n; i++) {
        const range t = times_range(e->times[i], x[i]);
        no_lo += isinf(t.lo) != 0;
        no_hi += isinf(t.hi) != 0;
        lo += isinf(t.lo) ? 0 : t.lo;
        hi += isinf(t.hi) ? 0 : t.hi;
    }
    for (size_t i = 0; i < n; i++) {
        if (e->times[i] == 0)
            continue;
        const range own = times_range(e->times[i], x[i]);
        range left = { -HUGE_VAL, HUGE_VAL };
        if (no_hi == (isinf(own.hi) != 0))
            left.lo = e->value.lo - (hi - (isinf(own.hi) ? 0 : own.hi));
        if (no_lo == (isinf(own.lo) != 0))
            left.hi = e->value.hi - (lo - (isinf(own.lo) ? 0 : own.lo));
        const range now = times_range(1 / e->times[i], left);
        const double some = 1e-7 * (1 + fabs(x[i].lo));
        if (now.lo > x[i].lo + some) {
            x[i].lo = now.lo;
            return true; /* sums have changed: look again */
        }
        if (now.hi < x[i].hi - some) {
            x[i].hi = now.hi;
            return true;
        }
    }
    return news;
}

/* Equations by elimination, behind those that there are. */
static inline void eliminate(equations *e)
{
    const size_t first = e->n, n = e->n;
    size_t done = first;
    for (size_t i = 0; i < n && e->n < EQUATIONS; i++)
        e->of[e->n++] = e->of[i];
    for (size_t x = 0; x < e->x && done < e->n; x++) {
        size_t at = done;
        for (size_t i = done; i < e->n; i++)
            if (fabs(e->of[i].times[x]) > fabs(e->of[at].times[x]))
                at = i;
        if (fabs(e->of[at].times[x]) < 1e-9)
            continue;
        const equation swap = e->of[at];
        e->of[at] = e->of[done];
        e->of[done] = swap;
        for (size_t i = first; i < e->n; i++) {
            const double by = -e->of[i].times[x] / e->of[done].times[x];
            if (i == done || by == 0)
                continue;
            const range other = times_range(by, e->of[done].value);
            for (size_t k = 0; k < e->x; k++) {
                double *t = &e->of[i].times[k];
                *t += by * e->of[done].times[k];
                *t = fabs(*t) < 1e-9 ? 0 : *t;
            }
            e->of[i].value.lo += other.lo;
            e->of[i].value.hi += other.hi;
        }
        done++;
    }
}

/* Narrows the ranges of all unknowns.
 *   ascending  each is at least the one before it */
static inline void deduce(equations *e, range x[], bool ascending)
{
    eliminate(e);
    bool news = true;
    for (int round = 0; news && round < 60; round++) {
        news = false;
        for (size_t i = 0; i < e->n; i++)
            for (int again = 0; again < 200 && narrow_by(&e->of[i], x, e->x); again++)
                news = true;
        for (size_t i = 1; ascending && i < e->x; i++)
            x[i].lo = fmax(x[i].lo, x[i - 1].lo);
        for (size_t i = e->x; ascending && i-- > 1;)
            x[i - 1].hi = fmin(x[i - 1].hi, x[i].hi);
    }
}

/* ---- a cell ---- */

/* What is known of the x-th lowest pay, counted from 0, or between it and the next. */
typedef struct known_place {
    size_t x;
    double fraction;
    range value;
} known_place;

enum { PLACES = 20 };

typedef struct cell {
    size_t n; /* people, at most UNKNOWNS */
    range sum;
    known_place place[PLACES];
    size_t n_places;
} cell;

/* P(X <= k) of n draws. */
static inline double binomial(int k, int n, double p)
{
    double sum = 0;
    for (int i = 0; i <= k; i++)
        sum += exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) +
                   (n - i) * log1p(-p));
    return sum;
}

/* A percentile of type 7, and the order statistics that bound its 95 % interval. */
static inline void know_level(cell *c, double p, range value)
{
    const double at = p * (double)(c->n - 1), whole = floor(at + 1e-9);
    const double fraction = at - whole < 1e-9 ? 0 : at - whole;
    c->place[c->n_places++] = (known_place){ (size_t)whole, fraction, value };
}

static inline void know_low_limit(cell *c, double p, range value)
{
    int l = 0;
    while (l < (int)c->n && binomial(l, (int)c->n, p) <= .025)
        l++;
    if (l > 0)
        c->place[c->n_places++] = (known_place){ (size_t)l - 1, 0, value };
}

static inline void know_high_limit(cell *c, double p, range value)
{
    int u = 1;
    while (u <= (int)c->n && 1 - binomial(u - 1, (int)c->n, p) > .025)
        u++;
    if (u <= (int)c->n)
        c->place[c->n_places++] = (known_place){ (size_t)u - 1, 0, value };
}

/* Between what and what the highest pay of a cell is. */
static inline range attack(const cell *c)
{
    range x[UNKNOWNS];
    static equations e;
    e.n = 0;
    e.x = c->n;
    for (size_t i = 0; i < c->n; i++)
        x[i] = ANYTHING;
    for (size_t i = 0; i < c->n_places; i++) {
        const known_place *k = &c->place[i];
        equation *at = add_equation(&e, k->value);
        at->times[k->x] = 1 - k->fraction;
        if (k->fraction > 0)
            at->times[k->x + 1] = k->fraction;
    }
    if (!isinf(c->sum.hi)) {
        equation *all = add_equation(&e, c->sum);
        for (size_t i = 0; i < c->n; i++)
            all->times[i] = 1;
    }
    deduce(&e, x, true);
    return x[c->n - 1];
}

#endif
