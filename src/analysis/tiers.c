/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tiers.c - pay from tier to tier, lowest first.
 *
 * Which tier is higher is taken from what was asked, else from names that are known, else
 * from experience, and from pay only at last: ordered by pay, no tier can be found to pay
 * less than the one below it. */
#include "benchpay/tiers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/ladder.h"
#include "base/band.h"
#include "base/mem.h"
#include "benchpay/range.h"

static const bp_level half = { 1, 2 };

/* A group on its way into the order. */
typedef struct place {
    size_t group;  /* its number */
    size_t before; /* number of the first group that has the same keys before the tier */
    const char *tier;
    double height; /* unless it is on a ladder; INFINITY: a blank tier */
    bool by_ladder;
    int ladder;
} place;

/* The median years of a tier. */
typedef struct years {
    const char *tier;
    double median;
} years;

static const char *tier_of(const bp_percentiles *p, size_t group)
{
    return p->group[group].by[p->n_keys - 1];
}

static bool same_before(const bp_percentiles *p, size_t a, size_t b)
{
    for (size_t k = 0; k + 1 < p->n_keys; k++)
        if (strcmp(p->group[a].by[k], p->group[b].by[k]) != 0)
            return false;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->before != y->before)
        return x->before < y->before ? -1 : 1;
    if (!x->by_ladder && x->height != y->height)
        return x->height < y->height ? -1 : 1;
    return bp_ladder_order(x->ladder, bp_text_of(x->tier), bp_text_of(y->tier));
}

static int by_tier(const void *a, const void *b)
{
    return strcmp(((const years *)a)->tier, ((const years *)b)->tier);
}

/* The figure of a level, or NULL. */
static const bp_figure *figure_at(const bp_percentiles *p, size_t group, bp_level level)
{
    for (size_t i = 0; i < p->n_levels; i++)
        if (bp_level_compare(p->level[i], level) == 0)
            return p->group[group].p[i].state == BP_SHOWN ? &p->group[group].p[i] : NULL;
    return NULL;
}

/* A number in front that is no day of a month. */
static bool is_numbered(bp_text t)
{
    bp_band_date date;
    return bp_ladder_numbered(t) && !bp_band_damaged(t, &date);
}

/* A ladder, or numbers in front of all names. */
static bool find_ladder(const place c[], size_t n, int *ladder, bool *found)
{
    bp_text *value = bp_alloc(0, n, sizeof *value);
    bool numbered = true;
    if (value == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        value[i] = bp_text_of(c[i].tier);
        numbered = numbered && (value[i].n == 0 || is_numbered(value[i]));
    }
    *ladder = bp_ladder_find(value, n);
    *found = *ladder >= 0 || numbered;
    free(value);
    return true;
}

/* Medians of experience by tier: *list is allocated. */
static bp_status measure_years(years **list, size_t *n, const bp_percentiles *p,
                               const bp_survey *survey, bp_err *err)
{
    const bp_method method = { .level = &half,
                               .n_levels = 1,
                               .qtype = bp_weighting_qtype(bp_survey_weighting(survey)) };
    size_t key = 0;
    bp_percentiles *x = NULL;
    while (strcmp(bp_survey_key(survey, key), p->key[p->n_keys - 1]) != 0)
        key++;
    bp_status status = bp_percentiles_new(&x, survey, bp_survey_experience(survey), &key,
                                          1, &method, err);
    if (status != BP_OK)
        return status;
    years *all = bp_alloc(0, x->n_groups, sizeof *all);
    *n = 0;
    for (size_t i = 1; all != NULL && i < x->n_groups; i++)
        if (x->group[i].p[0].state == BP_SHOWN)
            all[(*n)++] = (years){ x->group[i].by[0], x->group[i].p[0].value };
    bp_percentiles_free(x);
    if (all == NULL)
        return bp_no_memory(err, "tiers");
    if (*n > 1)
        qsort(all, *n, sizeof *all, by_tier);
    *list = all;
    return BP_OK;
}

/* Experience orders tiers where it is known of every one. */
static bp_status rise_by_years(place c[], size_t n, const bp_percentiles *p,
                               const bp_survey *survey, bool *known, bp_err *err)
{
    years *list = NULL;
    size_t n_list = 0;
    *known = false;
    if (bp_survey_experience(survey) == SIZE_MAX)
        return BP_OK;
    bp_status status = measure_years(&list, &n_list, p, survey, err);
    *known = status == BP_OK;
    for (size_t i = 0; *known && i < n; i++) {
        const years key = { .tier = c[i].tier };
        const years *y = bsearch(&key, list, n_list, sizeof *list, by_tier);
        *known = y != NULL || c[i].tier[0] == '\0';
        c[i].height = y != NULL ? y->median : 0;
    }
    free(list);
    return status;
}

static void rise_by_pay(place c[], size_t n, const bp_percentiles *p)
{
    for (size_t i = 0; i < n; i++) {
        const bp_figure *median = figure_at(p, c[i].group, half);
        const bool placed = median != NULL && !p->group[c[i].group].unplaced;
        c[i].height = placed ? median->value : HUGE_VAL;
    }
}

static void rise_as_listed(place c[], size_t n, const char *const name[], size_t n_names)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < n_names && strcmp(name[k], c[i].tier) != 0)
            k++;
        c[i].height = (double)k;
    }
}

static bp_status rise(bp_tier_order *order, place c[], size_t n, const bp_percentiles *p,
                      const bp_survey *survey, const char *const name[], size_t n_names,
                      bp_err *err)
{
    int ladder = -1;
    bool found = false;
    if (n_names == 0 && !find_ladder(c, n, &ladder, &found))
        return bp_no_memory(err, "tiers");
    bp_status status = BP_OK;
    *order = n_names > 0 ? BP_TIERS_LISTED : BP_TIERS_LADDER;
    if (n_names > 0) {
        rise_as_listed(c, n, name, n_names);
    } else if (!found) {
        status = rise_by_years(c, n, p, survey, &found, err);
        *order = found ? BP_TIERS_EXPERIENCE : BP_TIERS_PAY;
        if (!found)
            rise_by_pay(c, n, p);
    }
    for (size_t i = 0; i < n; i++) {
        c[i].by_ladder = *order == BP_TIERS_LADDER;
        c[i].ladder = ladder;
        if (c[i].tier[0] == '\0')
            c[i].height = HUGE_VAL;
    }
    qsort(c, n, sizeof *c, by_place);
    return status;
}

/* Puts the groups into the order of c[n], and lets that speak of their new places. */
static bool arrange_groups(bp_percentiles *p, place c[], size_t n)
{
    bp_group *moved = bp_alloc(0, n, sizeof *moved);
    if (moved == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        moved[i] = p->group[c[i].group];
    for (size_t i = 0; i < n; i++) {
        p->group[i + 1] = moved[i];
        c[i].group = i + 1;
    }
    free(moved);
    return true;
}

static bp_status order_tiers(bp_tiers *t, bp_percentiles *p, const bp_survey *survey,
                             bool arrange, const char *const name[], size_t n_names,
                             bp_err *err)
{
    const size_t n = p->n_groups - (p->has_others ? 2 : 1); /* "(other)" is no tier */
    place *c = bp_alloc(0, n, sizeof *c);
    if (c == NULL)
        return bp_no_memory(err, "tiers");
    for (size_t i = 0; i < n; i++) {
        bool follows = i > 0 && same_before(p, i, i + 1);
        c[i] = (place){ .group = i + 1, .tier = tier_of(p, i + 1) };
        c[i].before = follows ? c[i - 1].before : i + 1;
    }
    bp_status status = rise(&t->order, c, n, p, survey, name, n_names, err);
    if (status == BP_OK && arrange && !arrange_groups(p, c, n))
        status = bp_no_memory(err, "tiers");
    for (size_t i = 1; status == BP_OK && i < n; i++)
        if (c[i].before == c[i - 1].before && c[i].tier[0] != '\0')
            t->tier[c[i].group].previous = c[i - 1].group;
    free(c);
    return status;
}

bp_status bp_tiers_new(bp_tiers **out, bp_percentiles *p, const bp_survey *survey,
                       bool arrange, const char *const name[], size_t n_names,
                       bp_err *err)
{
    bp_tiers *t = bp_alloc(0, 1, sizeof *t);
    if (t != NULL)
        t->tier = bp_alloc(0, p->n_groups, sizeof *t->tier);
    if (t == NULL || t->tier == NULL) {
        bp_tiers_free(t);
        return bp_no_memory(err, "tiers");
    }
    t->n = p->n_groups;
    bp_status status = BP_OK;
    if (t->n > (p->has_others ? 2U : 1U))
        status = order_tiers(t, p, survey, arrange, name, n_names, err);
    if (status != BP_OK) {
        bp_tiers_free(t);
        return status;
    }
    *out = t;
    return BP_OK;
}

void bp_tiers_free(bp_tiers *t)
{
    if (t != NULL)
        free(t->tier);
    free(t);
}

/* Are both paid in one currency? */
static bool comparable(const bp_group *a, const bp_group *b)
{
    if (a->currency == NULL || b->currency == NULL)
        return a->currency == b->currency;
    return strcmp(a->currency, b->currency) == 0;
}

static void compare(bp_tier *t, const bp_percentiles *p, size_t group,
                    bp_tier_order order)
{
    const bp_level quarter[] = { { 1, 4 }, { 3, 4 } };
    const bp_figure *lower[2], *upper[2];
    const bp_figure *before = figure_at(p, t->previous, half),
                    *median = figure_at(p, group, half);
    if (!comparable(&p->group[t->previous], &p->group[group]))
        return;
    if (before != NULL && median != NULL && before->value > 0) {
        t->ratio = bp_figure_of(median->value / before->value);
        t->less = order != BP_TIERS_PAY && median->value < before->value;
    }
    for (size_t i = 0; i < 2; i++) {
        lower[i] = figure_at(p, t->previous, quarter[i]);
        upper[i] = figure_at(p, group, quarter[i]);
        if (lower[i] == NULL || upper[i] == NULL)
            return;
    }
    const bp_pay_range below = { lower[0]->value, lower[1]->value };
    const bp_pay_range above = { upper[0]->value, upper[1]->value };
    if (above.max > above.min)
        t->overlap = bp_figure_of(bp_range_overlap(below, above));
}

/* Is the median of a tier, or of the one before, withheld? */
static bool is_withheld(const bp_percentiles *p, const bp_tiers *t, size_t i)
{
    const size_t of[] = { i, t->tier[i].previous };
    bool withheld = false;
    for (size_t k = 0; k < p->n_levels; k++)
        for (size_t g = 0; g < 2; g++)
            withheld |= bp_level_compare(p->level[k], half) == 0 &&
                        p->group[of[g]].p[k].state == BP_WITHHELD;
    return withheld;
}

void bp_tiers_compare(bp_tiers *t, const bp_percentiles *p)
{
    for (size_t i = 0; i < t->n; i++) {
        const unsigned reasons =
            p->group[i].reasons |
            (t->tier[i].previous > 0 ? p->group[t->tier[i].previous].reasons : 0);
        const bool withheld = t->tier[i].previous > 0 && is_withheld(p, t, i);
        t->tier[i].ratio = t->tier[i].overlap =
            bp_figure_without(withheld ? BP_WITHHELD : BP_ABSENT, withheld ? reasons : 0);
        t->tier[i].less = false;
        if (t->tier[i].previous > 0)
            compare(&t->tier[i], p, i, t->order);
    }
}
