/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chance.c - the distributions that intervals and places need.
 *
 * They are taken from their definitions: the beta distribution and Student's tail by the
 * continued fraction of the incomplete beta function (Abramowitz and Stegun 1964, 26.5.8
 * and 26.7.1), the binomial by adding up its terms, the normal by the error function;
 * what is their inverse, by bisection. */
#include "audit/chance.h"

#include <math.h>

/* The continued fraction of I_x(a, b), by Lentz's method. */
static long double fraction(long double x, long double a, long double b)
{
    const long double tiny = 1e-300L;
    long double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabsl(d) < tiny ? tiny : d);
    long double f = d;
    for (int m = 1; m < 100000; m++) {
        const long double k = m;
        const long double even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k));
        const long double odd =
            -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1));
        long double step = 1;
        for (int i = 0; i < 2; i++) {
            const long double by = i == 0 ? even : odd;
            d = 1 + by * d;
            c = 1 + by / c;
            d = 1 / (fabsl(d) < tiny ? tiny : d);
            c = fabsl(c) < tiny ? tiny : c;
            step = c * d;
            f *= step;
        }
        if (fabsl(step - 1) < 1e-19L)
            break;
    }
    return f;
}

/* I_x(a, b). */
static long double beta_share(long double x, long double a, long double b)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    const long double front =
        expl(lgammal(a + b) - lgammal(a) - lgammal(b) + a * logl(x) + b * log1pl(-x));
    return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a
                                     : 1 - front * fraction(1 - x, b, a) / b;
}

/* P(|T| > t). */
static long double tails(long double t, uint64_t df)
{
    const long double n = (long double)df;
    return beta_share(n / (n + t * t), n / 2, .5L);
}

long double bp_chance_t(double level, uint64_t df)
{
    const long double beyond = 1 - (long double)level;
    long double low = 0, high = 1;
    while (tails(high, df) > beyond && high < 1e300L)
        high *= 2;
    for (int i = 0; i < 80; i++) {
        const long double middle = (low + high) / 2;
        if (tails(middle, df) > beyond)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

long double bp_chance_beta(long double share, long double a, long double b)
{
    long double low = 0, high = 1;
    for (int i = 0; i < 80; i++) {
        const long double middle = (low + high) / 2;
        if (beta_share(middle, a, b) < share)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

long double bp_chance_normal(long double z)
{
    return erfcl(-z / sqrtl(2)) / 2;
}

long double bp_chance_z(long double share)
{
    long double low = -40, high = 40;
    for (int i = 0; i < 90; i++) {
        const long double middle = (low + high) / 2;
        if (bp_chance_normal(middle) < share)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* The terms of a binomial distribution, from either end inwards. */
typedef struct terms {
    uint64_t n;
    uint64_t from_end; /* successes less than n, or failures: where it is */
    long double odds;  /* of what is counted */
    long double log;   /* of the term */
} terms;

/* P(K = 0) of chance p. */
static terms first_term(uint64_t n, long double p)
{
    return (terms){ n, 0, p / (1 - p), (long double)n * log1pl(-p) };
}

static void next_term(terms *t)
{
    t->log += logl((long double)(t->n - t->from_end) / (long double)(t->from_end + 1) *
                   t->odds);
    t->from_end++;
}

/* How many terms from 0 on sum to no more than `tail`, and their sum. */
static uint64_t terms_within(uint64_t n, long double p, long double tail,
                             long double *sum)
{
    terms t = first_term(n, p);
    uint64_t count = 0;
    *sum = 0;
    while (count <= n) {
        const long double more = *sum + expl(t.log);
        if (more > tail)
            break;
        *sum = more;
        count++;
        next_term(&t);
    }
    return count;
}

bool bp_chance_order(uint64_t *lo, uint64_t *hi, double *coverage, uint64_t n,
                     long double p, double level)
{
    const long double tail = (1 - (long double)level) / 2;
    long double below = 0, above = 0;
    if (n < 2 || p <= 0 || p >= 1)
        return false;
    *lo = terms_within(n, p, tail, &below);
    const uint64_t upper = terms_within(n, 1 - p, tail, &above);
    *hi = n + 1 - upper;
    *coverage = (double)(1 - below - above);
    return *lo >= 1 && upper >= 1;
}
