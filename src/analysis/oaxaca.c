/* SPDX-License-Identifier: GPL-3.0-or-later */
/* oaxaca.c - what of a gap goes with what the groups have, and what with how it is paid.
 *
 * Oaxaca (1973), International Economic Review 14, 693-709; Blinder (1973), Journal of
 * Human Resources 8, 436-455; the levels of a factor normalized by deviation contrasts,
 * so that it does not matter which of them is the base: Yun (2005), Economic Inquiry 43,
 * 766-772.  R and G are the means of the reference and the group, b their coefficients:
 *   endowments    (R - G)' b_G
 *   coefficients  G' (b_R - b_G)
 *   interaction   (R - G)' (b_R - b_G)
 *   explained     (R - G)' b*,  unexplained  R' (b_R - b*) + G' (b* - b_G) */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/equityrows.h"

enum { ENDOWMENTS, COEFFICIENTS, INTERACTION, EXPLAINED, UNEXPLAINED, TERMS };

static const char *const term_name[TERMS] = { "endowments", "coefficients", "interaction",
                                              "explained", "unexplained" };

/* One side: means and coefficients of the columns, the constant first; of each text
 * factor the base's, too.  Normalized, a level's coefficient is from their mean. */
typedef struct side {
    double *mean;      /* [n_columns] */
    double *b;         /* [n_columns] */
    double *base_mean; /* [n_factors] */
    double *base_b;    /* [n_factors] */
    double constant;
    double highest; /* leverage */
    uint64_t n;
} side;

/* The work on one group. */
typedef struct work {
    const bp_equity_rows *r;
    const bp_equity_design *d;
    uint32_t group;
    double *x, *y;
    side reference, other, star;
} work;

static bool side_init(side *s, bp_room *room, const bp_equity_design *d)
{
    *s = (side){ .constant = 0 };
    s->mean = bp_room_take(room, 2 * (d->n_columns + d->n_factors) + 1, sizeof *s->mean);
    if (s->mean == NULL)
        return false;
    s->b = s->mean + d->n_columns;
    s->base_mean = s->b + d->n_columns;
    s->base_b = s->base_mean + d->n_factors;
    return true;
}

static double outcome(const work *w, size_t i)
{
    return w->r->question->on_pay ? w->d->pay[i] : w->d->ln[i];
}

/* Which rows a fit is of. */
typedef enum who { OF_REFERENCE, OF_GROUP, OF_BOTH } who;

static bool is_of(const work *w, size_t i, who which)
{
    const uint32_t g = w->d->group[i];
    return (g == 0 && which != OF_GROUP) || (g == w->group && which != OF_REFERENCE);
}

static size_t fill(const work *w, who which, size_t k)
{
    size_t n = 0;
    for (size_t i = 0; i < w->d->n; i++) {
        if (!is_of(w, i, which))
            continue;
        double *x = w->x + n * k;
        x[0] = 1;
        memcpy(x + 1, w->d->x + i * w->d->n_columns, w->d->n_columns * sizeof *x);
        if (which == OF_BOTH)
            x[k - 1] = w->d->group[i] == w->group;
        w->y[n++] = outcome(w, i);
    }
    return n;
}

static void find_means(const work *w, side *s, who which)
{
    const bp_equity_design *d = w->d;
    for (size_t i = 0; i < d->n; i++) {
        if (!is_of(w, i, which))
            continue;
        s->n++;
        for (size_t k = 0; k < d->n_columns; k++)
            s->mean[k] += d->x[i * d->n_columns + k];
    }
    for (size_t k = 0; k < d->n_columns; k++)
        s->mean[k] /= (double)s->n;
    for (size_t f = 0; f < d->n_factors; f++) {
        const bp_equity_factor *factor = &d->factor[f];
        s->base_mean[f] = factor->text ? 1 : 0;
        for (size_t k = 0; factor->text && k < factor->n; k++)
            s->base_mean[f] -= s->mean[factor->first + k];
    }
}

static void normalize(side *s, const bp_equity_design *d)
{
    for (size_t f = 0; f < d->n_factors; f++) {
        const bp_equity_factor *factor = &d->factor[f];
        double sum = 0;
        if (!factor->text)
            continue;
        for (size_t k = 0; k < factor->n; k++)
            sum += s->b[factor->first + k];
        const double mean = sum / (double)(factor->n + 1);
        for (size_t k = 0; k < factor->n; k++)
            s->b[factor->first + k] -= mean;
        s->base_b[f] = -mean;
        s->constant += mean;
    }
}

/* *fitted: whether there is a fit. */
static bp_status fit_side(side *s, bool *fitted, const work *w, who which, bp_err *err)
{
    const size_t k = 1 + w->d->n_columns + (which == OF_BOTH ? 1 : 0);
    const bp_design design = { .n = fill(w, which, k), .k = k, .x = w->x, .y = w->y };
    bp_regression fit;
    bp_status status = bp_regress(&fit, &design, BP_SE_OLS, w->r->level, err);
    if (status != BP_OK)
        return status;
    *fitted = fit.fitted == BP_FITTED;
    for (size_t i = 0; *fitted && i < design.n; i++)
        s->highest = fmax(s->highest, fit.h[i]);
    for (size_t c = 0; *fitted && c < w->d->n_columns; c++)
        s->b[c] = fit.at[1 + c].value;
    s->constant = *fitted ? fit.at[0].value : 0;
    bp_regression_release(&fit);
    normalize(s, w->d);
    return BP_OK;
}

/* The level that one of the two lacks; NULL: none. */
static const char *lacking(const work *w)
{
    const bp_equity_design *d = w->d;
    for (size_t f = 0; f < d->n_factors; f++) {
        const bp_equity_factor *factor = &d->factor[f];
        for (size_t k = factor->first; factor->text && k < factor->first + factor->n; k++)
            if (!(w->reference.mean[k] > 0) || !(w->other.mean[k] > 0))
                return d->column[k].name;
        const double least = .5 / (double)d->n; /* a sum of shares is not quite 0 */
        if (factor->text &&
            (w->reference.base_mean[f] < least || w->other.base_mean[f] < least))
            return factor->name;
    }
    return NULL;
}

/* What one column, or a base, adds to each term. */
static void add_terms(double term[TERMS], double xr, double xg, double br, double bg,
                      double star)
{
    term[ENDOWMENTS] += (xr - xg) * bg;
    term[COEFFICIENTS] += xg * (br - bg);
    term[INTERACTION] += (xr - xg) * (br - bg);
    term[EXPLAINED] += (xr - xg) * star;
    term[UNEXPLAINED] += xr * (br - star) + xg * (star - bg);
}

/* term: [n_factors + 1][TERMS], the constant last */
static void find_terms(const work *w, double term[][TERMS])
{
    const side *r = &w->reference, *g = &w->other, *s = &w->star;
    for (size_t f = 0; f < w->d->n_factors; f++) {
        const bp_equity_factor *factor = &w->d->factor[f];
        for (size_t k = factor->first; k < factor->first + factor->n; k++)
            add_terms(term[f], r->mean[k], g->mean[k], r->b[k], g->b[k], s->b[k]);
        add_terms(term[f], r->base_mean[f], g->base_mean[f], r->base_b[f], g->base_b[f],
                  s->base_b[f]);
    }
    add_terms(term[w->d->n_factors], 1, 1, r->constant, g->constant, s->constant);
}

static bp_equity_line *add_line(bp_equity *e, const work *w, const char *factor,
                                const char *figure)
{
    bp_equity_line *l =
        bp_equity_add(e, BP_EQUITY_OAXACA, w->r->group[w->group], "", factor, figure);
    if (l == NULL)
        return NULL;
    const double highest = fmax(w->reference.highest, w->other.highest);
    l->kind = w->r->question->on_pay ? BP_EQUITY_MONEY : BP_EQUITY_NUMBER;
    l->n = w->other.n;
    l->cell =
        (bp_equity_cell){ .n = w->other.n < w->reference.n ? w->other.n : w->reference.n,
                          .rest = w->d->n - w->other.n,
                          .mean = true,
                          .highest = highest };
    return l;
}

static bool add_value(bp_equity *e, const work *w, const char *factor, const char *figure,
                      double value)
{
    bp_equity_line *l = add_line(e, w, factor, figure);
    if (l != NULL)
        l->value = bp_figure_of(value);
    return l != NULL;
}

/* The sum first, then by factor; what of the constant is 0 is left out. */
static bool add_term(bp_equity *e, const work *w, double term[][TERMS], size_t t)
{
    const size_t n = w->d->n_factors;
    double sum = 0;
    for (size_t f = 0; f <= n; f++)
        sum += term[f][t];
    bool ok = add_value(e, w, "", term_name[t], sum);
    for (size_t f = 0; ok && f < n; f++)
        ok = add_value(e, w, w->d->factor[f].name, term_name[t], term[f][t]);
    if (t == COEFFICIENTS || t == UNEXPLAINED)
        ok = ok && add_value(e, w, "(constant)", term_name[t], term[n][t]);
    return ok;
}

static double gap_of(const work *w)
{
    double sum[2] = { 0 };
    for (size_t i = 0; i < w->d->n; i++)
        for (size_t k = 0; k < 2; k++)
            if (is_of(w, i, k == 0 ? OF_REFERENCE : OF_GROUP))
                sum[k] += outcome(w, i);
    return sum[0] / (double)w->reference.n - sum[1] / (double)w->other.n;
}

static bool add_all(bp_equity *e, const work *w)
{
    double(*term)[TERMS] = bp_alloc(0, w->d->n_factors + 1, sizeof *term);
    bool ok = term != NULL && add_value(e, w, "", "gap", gap_of(w));
    if (ok)
        find_terms(w, term);
    for (size_t t = 0; ok && t < TERMS; t++)
        ok = add_term(e, w, term, t);
    free(term);
    return ok;
}

static bool add_none(bp_equity *e, const work *w, const char *level)
{
    bp_equity_line *l = add_line(e, w, "", "gap");
    if (l == NULL)
        return false;
    l->value = bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    l->why = level;
    return true;
}

/* b*: those of one of the two, or of both together. */
static bp_status find_star(work *w, bool *fitted, bp_err *err)
{
    const bp_oaxaca kind = w->r->question->oaxaca;
    if (kind == BP_OAXACA_POOLED)
        return fit_side(&w->star, fitted, w, OF_BOTH, err);
    const side *of = kind == BP_OAXACA_REFERENCE ? &w->reference : &w->other;
    const size_t n = w->d->n_columns, f = w->d->n_factors;
    memcpy(w->star.b, of->b, n * sizeof *of->b);
    memcpy(w->star.base_b, of->base_b, f * sizeof *of->base_b);
    w->star.constant = of->constant;
    return BP_OK;
}

static bp_status decompose(bp_equity *e, work *w, bp_err *err)
{
    find_means(w, &w->reference, OF_REFERENCE);
    find_means(w, &w->other, OF_GROUP);
    const char *level = lacking(w);
    bool r = false, g = false, star = true;
    bp_status status = BP_OK;
    if (level == NULL)
        status = fit_side(&w->reference, &r, w, OF_REFERENCE, err);
    if (status == BP_OK && r)
        status = fit_side(&w->other, &g, w, OF_GROUP, err);
    if (status == BP_OK && g)
        status = find_star(w, &star, err);
    if (status != BP_OK)
        return status;
    const bool ok = r && g && star ? add_all(e, w) : add_none(e, w, level);
    return ok ? BP_OK : bp_no_memory(err, "the decomposition");
}

static bp_status one_group(bp_equity *e, const bp_equity_rows *r,
                           const bp_equity_design *d, size_t group, bp_err *err)
{
    work w = { .r = r, .d = d, .group = (uint32_t)group };
    const size_t k = 2 + d->n_columns;
    bp_room room = { 0 };
    w.x = bp_room_take(&room, d->n, k * sizeof *w.x);
    w.y = bp_room_take(&room, d->n, sizeof *w.y);
    bool ok = side_init(&w.reference, &room, d);
    ok &= side_init(&w.other, &room, d);
    ok &= side_init(&w.star, &room, d);
    bp_status status = ok && !room.failed ? decompose(e, &w, err)
                                          : bp_no_memory(err, "the decomposition");
    bp_room_release(&room);
    return status;
}

/* A group of too few people, or of too few together with the reference. */
static bool add_few(bp_equity *e, const bp_equity_rows *r, const bp_equity_design *d,
                    size_t group)
{
    bp_equity_line *l =
        bp_equity_add(e, BP_EQUITY_OAXACA, r->group[group], "", "", "gap");
    if (l == NULL)
        return false;
    l->n = d->complete[group];
    l->value = bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_FEW_PEOPLE);
    return true;
}

bp_status bp_equity_decompose(bp_equity *e, const bp_equity_rows *r,
                              const bp_equity_design *d, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t g = 1; status == BP_OK && g < r->n_groups; g++)
        if (d->size[g] >= BP_EQUITY_GROUP)
            status = one_group(e, r, d, g, err);
        else
            status = add_few(e, r, d, g) ? BP_OK : bp_no_memory(err, "the decomposition");
    return status;
}
