/* SPDX-License-Identifier: GPL-3.0-or-later */
/* steps.c - growth of those who are in two years, from their pay one by one.
 *
 * For each step everybody is looked up in both years: who is in both grew by the mean pay
 * of the later over that of the earlier, less 1. */
#include "audit/steps.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "audit/agree.h"
#include "base/mem.h"

/* Pay of somebody, or of an organisation, in a year: one row, or several. */
typedef struct paid {
    uint64_t who;
    int32_t year;
    uint32_t org;
    uint64_t n;
    bp_int128 sum;
} paid;

typedef struct change {
    long double growth;
    uint32_t org;
} change;

typedef struct work {
    bp_steps *s;
    paid *paid; /* [n] by who and year */
    size_t n;
    change *change; /* [n_changes] of a step */
    size_t n_changes;
    bp_payee *room; /* [2 n] */
} work;

/* ---- who was paid ---- */

static int by_who(const void *a, const void *b)
{
    const paid *x = a, *y = b;
    if (x->who != y->who)
        return x->who < y->who ? -1 : 1;
    return (x->year > y->year) - (x->year < y->year);
}

static bool list_people(work *w)
{
    const bp_person_pay *row;
    const size_t n = bp_survey_people(w->s->survey, &row);
    w->paid = bp_alloc(0, n, sizeof *w->paid);
    for (size_t i = 0; w->paid != NULL && i < n; i++)
        if (row[i].year != BP_NO_YEAR)
            w->paid[w->n++] =
                (paid){ row[i].who, row[i].year, row[i].org, 1, row[i].pay };
    return w->paid != NULL;
}

static bool list_orgs(work *w)
{
    bp_org_pay *org = NULL;
    size_t n = 0;
    if (bp_survey_org_pay(&org, &n, w->s->survey, NULL, NULL) != BP_OK)
        return false;
    w->paid = bp_alloc(0, n, sizeof *w->paid);
    for (size_t i = 0; w->paid != NULL && i < n; i++)
        if (org[i].org != BP_NO_ID)
            w->paid[w->n++] =
                (paid){ org[i].org, org[i].year, org[i].org, org[i].n, org[i].sum };
    free(org);
    return w->paid != NULL;
}

/* Adds up the rows of a year from i on that are of one; the next is returned. */
static size_t add_rows(paid *out, const work *w, size_t i)
{
    *out = w->paid[i];
    while (++i < w->n && by_who(out, &w->paid[i]) == 0) {
        out->n += w->paid[i].n;
        out->sum += w->paid[i].sum;
    }
    return i;
}

static void add_change(work *w, const paid *x, const paid *y)
{
    const long double before = (long double)x->sum / (long double)x->n,
                      now = (long double)y->sum / (long double)y->n;
    w->change[w->n_changes++] = (change){ (now - before) / before, y->org };
}

static int by_growth(const void *a, const void *b)
{
    const change *x = a, *y = b;
    return (x->growth > y->growth) - (x->growth < y->growth);
}

static int by_org(const void *a, const void *b)
{
    const change *x = a, *y = b;
    return (x->org > y->org) - (x->org < y->org);
}

/* Everybody who is in both years, with pay above 0 in the earlier. */
static void find_changes(work *w, double from, double to)
{
    paid before = { .who = 0 }, one;
    bool has_before = false;
    w->n_changes = 0;
    for (size_t i = 0; i < w->n;) {
        i = add_rows(&one, w, i);
        if (one.year == to && has_before && before.who == one.who)
            add_change(w, &before, &one);
        if (one.year == from) {
            before = one;
            has_before = one.sum > 0;
        }
    }
    if (w->n_changes > 1)
        qsort(w->change, w->n_changes, sizeof *w->change, by_growth);
}

/* ---- what is shown ---- */

/* Rules ask how many they are, and of whom. */
static bool may_be_shown(work *w, bool mean)
{
    const size_t n = w->n_changes;
    bp_payee *by_pay = w->room, *by_org_ = w->room + n;
    bp_seen_group *seen = bp_alloc(sizeof *seen, 0, 0);
    if (seen == NULL) {
        w->s->agreed.why->failed = true;
        return false;
    }
    qsort(w->change, n, sizeof *w->change, by_org);
    for (size_t i = 0; i < n; i++) {
        by_pay[i] = (bp_payee){ .org = w->change[i].org, .pay = (int64_t)i, .weight = 1 };
        by_org_[i] = (bp_payee){ .org = w->change[i].org, .pay = 1, .weight = 1 };
    }
    qsort(w->change, n, sizeof *w->change, by_growth);
    const bp_crowd_group g = {
        .by_pay = by_pay, .by_org = by_org_, .n = n, .people = n, .weight = n
    };
    const bp_crowd cut = { .group = (bp_crowd_group *)&g, .n = 1 };
    const bp_known_group known = { &cut, &g, &g, w->s->of_orgs, false, 0 };
    seen->n_levels = 1;
    seen->level[0] = (bp_seen){ .level = { 1, 2 }, .value = true };
    seen->mean.value = mean;
    const bool may =
        w->s->set == NULL || bp_decide_group(w->s->agreed.why, w->s->set, seen, &known);
    free(seen);
    return may;
}

static bool number_agrees(bp_steps *s, const bp_json_value *in, const char *key,
                          const char *what, const long double *x)
{
    return bp_agree_with(&s->agreed, in, key, what, x, 1);
}

/* The median of a year that the report shows. */
static bool median_of(double *out, const bp_json_value *growth, double year)
{
    BP_JSON_EACH (v, bp_json_find(growth, "observed")) {
        double own;
        if (bp_agree_number(&own, v, "year") && own == year)
            return bp_agree_number(out, v, "value");
    }
    return false;
}

/* All-incumbent growth, and what is left of it, follow from what is shown. */
static bool follows(bp_steps *s, const bp_json_value *growth, const bp_json_value *step,
                    double from, double to)
{
    double x, y, median;
    const bool known = median_of(&x, growth, from) && median_of(&y, growth, to);
    const bool matched = known && bp_agree_number(&median, step, "median");
    const long double all = known ? ((long double)y - x) / x : 0,
                      mix = matched ? all - (long double)median : 0;
    return number_agrees(s, step, "incumbents", "all-incumbent growth",
                         known ? &all : NULL) &&
           number_agrees(s, step, "mix", "the mix effect", matched ? &mix : NULL);
}

static bool step_agrees(work *w, const bp_json_value *growth, const bp_json_value *step,
                        double from, double to)
{
    bp_steps *s = w->s;
    double unused;
    const bool shows_mean = bp_agree_number(&unused, step, "mean"),
               shows = shows_mean || bp_agree_number(&unused, step, "median");
    find_changes(w, from, to);
    const size_t n = w->n_changes;
    const long double count = (long double)n;
    long double sum = 0;
    if (!number_agrees(s, step, "n", "n", &count))
        return false;
    if (n == 0 && shows)
        return bp_agree_not_known(s->agreed.why, "matched growth");
    if (shows && !may_be_shown(w, shows_mean))
        return false;
    for (size_t i = 0; i < n; i++)
        sum += w->change[i].growth;
    const long double mean = n > 0 ? sum / count : 0,
                      median = n > 0 ? (w->change[(n - 1) / 2].growth +
                                        w->change[n / 2].growth) /
                                           2
                                     : 0;
    return number_agrees(s, step, "median", "the median of matched growth", &median) &&
           number_agrees(s, step, "mean", "the mean of matched growth", &mean) &&
           follows(s, growth, step, from, to);
}

/* The rate is that of the last step that is shown, as its mix is.
 *   last  NULL: none is */
static bool rate_agrees(bp_steps *s, const bp_json_value *growth,
                        const bp_json_value *last)
{
    double rate = 0, mix = 0, n = 0, from, to;
    const bool has_rate = last != NULL && bp_agree_number(&rate, last, "median"),
               has_mix = last != NULL && bp_agree_number(&mix, last, "mix"),
               has_n = last != NULL && bp_agree_number(&n, last, "n");
    const bool dated = last != NULL && bp_agree_number(&from, last, "from") &&
                       bp_agree_number(&to, last, "to") && from > 0 && to > from;
    s->a_year =
        powl(1 + (long double)rate, 1 / (dated ? (long double)(to - from) : 1)) - 1;
    const long double x = rate, y = mix, z = n;
    return number_agrees(s, growth, "rate", "the rate", has_rate ? &x : NULL) &&
           number_agrees(s, growth, "mix", "the mix effect", has_mix ? &y : NULL) &&
           number_agrees(s, growth, "n", "n of the rate", has_n ? &z : NULL);
}

static bool steps_agree(work *w, const bp_json_value *growth, bool rated)
{
    const bp_json_value *list = bp_json_find(growth, "steps"), *last = NULL;
    bp_str *why = w->s->agreed.why;
    if (!bp_json_is(list, BP_IS_ARRAY) || list->n == 0) {
        bp_str_puts(why, "it has no steps, which matched growth is of");
        return false;
    }
    BP_JSON_EACH (step, list) {
        double from = -1, to = 0, unused;
        bp_str_clear(why);
        if (bp_agree_number(&from, step, "from") && bp_agree_number(&to, step, "to"))
            bp_str_printf(why, "%g to %g: ", from, to);
        if (!step_agrees(w, growth, step, from, to))
            return false;
        if (bp_agree_number(&unused, step, "median"))
            last = step;
    }
    bp_str_clear(why);
    return !rated || rate_agrees(w->s, growth, last);
}

bp_status bp_steps_check(bool *fits, bp_steps *s, const bp_json_value *growth,
                         bp_err *err)
{
    const bp_json_value *source = bp_json_find(growth, "source");
    const bool rated = bp_json_is(source, BP_IS_STRING) &&
                       bp_text_equal(source->text, bp_text_of("matched"));
    work w = { .s = s };
    bool ok = s->matching == BP_MATCH_ORG ? list_orgs(&w) : list_people(&w);
    w.change = ok ? bp_alloc(0, w.n, sizeof *w.change) : NULL;
    w.room = ok ? bp_alloc(0, 2 * w.n, sizeof *w.room) : NULL;
    ok = w.change != NULL && w.room != NULL;
    if (ok && w.n > 1)
        qsort(w.paid, w.n, sizeof *w.paid, by_who);
    if (ok)
        *fits = steps_agree(&w, growth, rated);
    free(w.paid);
    free(w.change);
    free(w.room);
    return ok ? BP_OK : bp_no_memory(err, "the growth of an audit");
}
