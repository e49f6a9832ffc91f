/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payline.c - pay on the scope of a job.
 *
 * The rows are taken out of the survey once, as logarithms and scopes; each line is then
 * a design of some of them, fitted by regress.c.  Which rows are of a group is found by
 * the ids of its values, so the groups and their order are those of every other table. */
#include "analysis/payline.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "data/observations.h"
#include "data/pay.h"

/* The 75th percentile of the standard normal distribution. */
#define NORMAL_P75 0.674489750196082

const char *bp_line_model_name(bp_line_model model)
{
    return model == BP_MODEL_LOGLIN ? "loglin" : "loglog";
}

/* All rows. */
typedef struct rows {
    size_t n;
    size_t n_scopes;
    double *given; /* [n][n_scopes] scopes */
    double *scope; /* [n][n_scopes] as they stand in the model */
    double *pay;   /* [n] logarithms */
    double *weight;
    uint32_t *org;
    size_t *group; /* [n] index in the table; SIZE_MAX: none */
    bool selected; /* rows of no group are left out */
    bp_room room;  /* of the arrays */
} rows;

/* What is made. */
typedef struct making {
    bp_paylines *p;
    const bp_survey *s;
    const rows *all;
    bp_weighting weights;
} making;

static double in_model(bp_line_model model, double scope)
{
    return model == BP_MODEL_LOGLOG ? log(scope) : scope;
}

/* ---- rows ---- */

static bool rows_init(rows *r, size_t n, size_t n_scopes)
{
    *r = (rows){ .n = n, .n_scopes = n_scopes };
    r->given = bp_room_take(&r->room, n, n_scopes * sizeof *r->given);
    r->scope = bp_room_take(&r->room, n, n_scopes * sizeof *r->scope);
    r->pay = bp_room_take(&r->room, n, sizeof *r->pay);
    r->weight = bp_room_take(&r->room, n, sizeof *r->weight);
    r->org = bp_room_take(&r->room, n, sizeof *r->org);
    r->group = bp_room_take(&r->room, n, sizeof *r->group);
    return !r->room.failed;
}

/* A group by the ids of its values. */
typedef struct known_group {
    uint32_t key[BP_KEYS_MAX];
    size_t index;
} known_group;

static int by_key(const void *a, const void *b)
{
    return memcmp(((const known_group *)a)->key, ((const known_group *)b)->key,
                  sizeof(uint32_t[BP_KEYS_MAX]));
}

static void find_group_ids(known_group *g, const bp_survey *s, const bp_percentiles *t,
                           size_t i)
{
    *g = (known_group){ .index = i };
    for (size_t k = 0; k < t->n_keys; k++)
        g->key[k] = bp_survey_key_id(s, k, bp_text_of(t->group[i].by[k]));
}

/* The group of each row: those of the table but for its total. */
static bool find_groups(rows *r, const bp_survey *s, const bp_percentiles *t)
{
    const size_t n = t->n_groups - 1;
    known_group *g = bp_alloc(0, n, sizeof *g);
    if (g == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        find_group_ids(&g[i], s, t, i + 1);
    if (n > 1)
        qsort(g, n, sizeof *g, by_key);
    for (size_t i = 0; i < r->n; i++) {
        const bp_observation *o = bp_survey_observation(s, i);
        known_group want = { .index = 0 };
        for (size_t k = 0; k < t->n_keys; k++)
            want.key[k] = bp_observation_key(s, o, k);
        const known_group *found =
            t->n_keys > 0 ? bsearch(&want, g, n, sizeof *g, by_key) : NULL;
        r->group[i] = found != NULL ? found->index : SIZE_MAX;
    }
    free(g);
    return true;
}

/* Rows whose keys have other values are of no group of the line. */
static void select_rows(rows *r, const bp_survey *s, const char *const value[])
{
    uint32_t id[BP_KEYS_MAX];
    for (size_t k = 0; k < bp_survey_keys(s); k++)
        id[k] =
            value[k] != NULL ? bp_survey_key_id(s, k, bp_text_of(value[k])) : BP_NO_ID;
    for (size_t i = 0; i < r->n; i++) {
        const bp_observation *o = bp_survey_observation(s, i);
        bool has = true;
        for (size_t k = 0; k < bp_survey_keys(s); k++)
            has = has && (value[k] == NULL || bp_observation_key(s, o, k) == id[k]);
        r->group[i] = has ? 0 : SIZE_MAX;
    }
    r->selected = true;
}

/* Has the row all scopes, and, where the model needs them, their logarithms? */
static bool has_scopes(const bp_survey *s, const bp_observation *o, size_t n,
                       bp_line_model model)
{
    bool has = true;
    for (size_t k = 0; k < n; k++) {
        const double x = bp_observation_number(s, o, k);
        has = has && x != BP_NO_NUMBER && (model != BP_MODEL_LOGLOG || x > 0);
    }
    return has;
}

/* Rows without a scope are no rows of a line. */
static void fill_rows(rows *r, const bp_survey *s, bp_line_model model)
{
    const int scale = bp_survey_shape(s)->scale;
    const size_t all = r->n;
    r->n = 0;
    for (size_t from = 0; from < all; from++) {
        const bp_observation *o = bp_survey_observation(s, from);
        if (!has_scopes(s, o, r->n_scopes, model) ||
            (r->selected && r->group[from] == SIZE_MAX))
            continue;
        const size_t i = r->n++;
        r->group[i] = r->group[from];
        r->pay[i] = log(bp_money_double(bp_observation_pay(o, 0), scale));
        r->weight[i] = (double)o->weight;
        r->org[i] = o->org;
        for (size_t k = 0; k < r->n_scopes; k++) {
            const double x = bp_observation_number(s, o, k);
            r->given[i * r->n_scopes + k] = x;
            r->scope[i * r->n_scopes + k] = in_model(model, x);
        }
    }
}

/* ---- a design of some rows ---- */

/* The rows of a line, as a design. */
typedef struct chosen {
    size_t *row; /* [d.n] of all */
    double *x, *y, *weight;
    uint32_t *cluster;
    bp_design d;
    uint64_t n, orgs; /* people, and organisations with a name */
    bp_room room;     /* of the arrays */
} chosen;

/* The line of everybody has all rows; with levels there is a column for each group but
 * the first. */
static size_t columns_of(const making *m, bool levels)
{
    return 1 + m->p->n_scopes + (levels ? m->p->groups->n_groups - 2 : 0);
}

static bool chosen_init(chosen *c, size_t n, size_t k)
{
    *c = (chosen){ .d = { .k = k } };
    c->row = bp_room_take(&c->room, n, sizeof *c->row);
    c->x = bp_room_take(&c->room, n, k * sizeof *c->x);
    c->y = bp_room_take(&c->room, n, sizeof *c->y);
    c->weight = bp_room_take(&c->room, n, sizeof *c->weight);
    c->cluster = bp_room_take(&c->room, n, sizeof *c->cluster);
    return !c->room.failed;
}

static void put_row(chosen *c, const making *m, size_t i, bool levels)
{
    const rows *all = m->all;
    const size_t at = c->d.n++;
    double *x = c->x + at * c->d.k;
    c->row[at] = i;
    c->y[at] = all->pay[i];
    c->weight[at] = all->weight[i];
    x[0] = 1;
    for (size_t k = 0; k < all->n_scopes; k++)
        x[1 + k] = all->scope[i * all->n_scopes + k];
    if (levels && all->group[i] > 1)
        x[all->n_scopes + all->group[i] - 1] = 1;
}

static bool find_clusters(chosen *c, const making *m)
{
    for (size_t i = 0; i < c->d.n; i++)
        c->cluster[i] = m->all->org[c->row[i]];
    c->d.cluster = c->cluster;
    return bp_clusters_number(c->cluster, c->d.n, bp_survey_orgs(m->s), &c->d.n_clusters,
                              &c->orgs);
}

static void find_weights(chosen *c, bp_weighting weights)
{
    double sum = 0;
    for (size_t i = 0; i < c->d.n; i++)
        sum += c->weight[i];
    c->n = weights == BP_WEIGHTS_FREQ ? (uint64_t)sum : c->d.n;
    if (weights == BP_WEIGHTS_FREQ)
        c->d.count = c->weight;
    if (weights != BP_WEIGHTS_SAMPLING && weights != BP_WEIGHTS_ANALYTIC)
        return;
    for (size_t i = 0; i < c->d.n; i++)
        c->weight[i] /= sum / (double)c->d.n;
    c->d.weight = c->weight;
}

/*   group  0: everybody */
static bool choose(chosen *c, const making *m, size_t group, bool levels)
{
    const rows *all = m->all;
    if (!chosen_init(c, all->n, columns_of(m, levels)))
        return false;
    for (size_t i = 0; i < all->n; i++)
        if (group == 0 || all->group[i] == group)
            put_row(c, m, i, levels);
    c->d.x = c->x;
    c->d.y = c->y;
    find_weights(c, m->weights);
    return !bp_survey_has_orgs(m->s) || find_clusters(c, m);
}

/* ---- points at quartiles ---- */

#define QUARTILES 3

/* A value, and how many rows have it. */
typedef struct counted {
    double value;
    double count;
} counted;

static int by_value(const void *a, const void *b)
{
    const double x = ((const counted *)a)->value, y = ((const counted *)b)->value;
    return (x > y) - (x < y);
}

/* The value of rank h, counted from 0. */
static double at_rank(const counted x[], size_t n, double h)
{
    size_t i = 0;
    for (double before = 0; i + 1 < n && before + x[i].count <= h; i++)
        before += x[i].count;
    return x[i].value;
}

/* Definition 7: Hyndman and Fan (1996), The American Statistician 50, 361-365. */
static double quartile(const counted x[], size_t n, double times, size_t i)
{
    const double h = (times - 1) * (double)(i + 1) / 4;
    const double low = at_rank(x, n, floor(h));
    return low + (h - floor(h)) * (at_rank(x, n, floor(h) + 1) - low);
}

void bp_scope_point_text(bp_str *out, const char *const scope[], size_t n,
                         const double value[])
{
    for (size_t k = 0; k < n; k++) {
        if (n > 1)
            bp_str_printf(out, "%s%s=", k > 0 ? ";" : "", scope[k]);
        bp_str_number(out, value[k]);
    }
}

static bool name_point(bp_paylines *p, bp_scope_point *at)
{
    bp_str text = { 0 };
    bp_scope_point_text(&text, p->scope, p->n_scopes, at->value);
    at->text = text.failed ? NULL : bp_arena_copy(&p->texts, text.at, text.n);
    bp_str_release(&text);
    return at->text != NULL;
}

static bool find_quartiles(bp_scope_point at[QUARTILES], const making *m, const chosen *c)
{
    const rows *all = m->all;
    counted *x = bp_alloc(0, c->d.n, sizeof *x);
    if (x == NULL)
        return false;
    for (size_t k = 0; k < all->n_scopes; k++) {
        for (size_t i = 0; i < c->d.n; i++)
            x[i] = (counted){ all->given[c->row[i] * all->n_scopes + k],
                              c->d.count != NULL ? c->d.count[i] : 1 };
        qsort(x, c->d.n, sizeof *x, by_value);
        for (size_t i = 0; i < QUARTILES; i++)
            at[i].value[k] = quartile(
                x, c->d.n, c->d.count != NULL ? (double)c->n : (double)c->d.n, i);
    }
    free(x);
    return true;
}

/* The other scopes of a line that is drawn along one of them are at their medians. */
static bool find_middles(bp_payline *line, const making *m, const chosen *c)
{
    bp_scope_point quartiles[QUARTILES] = { { NULL, { 0 } } };
    line->middle = bp_room_take(&m->p->room, m->all->n_scopes, sizeof *line->middle);
    if (line->middle == NULL)
        return false;
    if (m->all->n_scopes > 1 && !find_quartiles(quartiles, m, c))
        return false;
    for (size_t k = 0; k < m->all->n_scopes; k++)
        line->middle[k] = quartiles[QUARTILES / 2].value[k];
    return true;
}

/* ---- what a fit says ---- */

static double weigh(const bp_design *d, size_t i)
{
    return (d->weight != NULL ? d->weight[i] : 1) * (d->count != NULL ? d->count[i] : 1);
}

static void find_smearing(bp_payline *line, const bp_design *d)
{
    double sum = 0, weights = 0;
    for (size_t i = 0; i < d->n; i++) {
        const double w = weigh(d, i);
        sum += w * exp(line->fit.u[i]);
        weights += w;
    }
    line->smearing = sum / weights;
}

/* Who moves the line: leverages, and Cook (1977), Technometrics 19, 15-18. */
static void find_influence(bp_payline *line, const bp_design *d)
{
    const bp_regression *r = &line->fit;
    const double k = (double)r->k, n = r->n;
    for (size_t i = 0; i < d->n; i++) {
        const uint64_t people = d->count != NULL ? (uint64_t)d->count[i] : 1;
        const double w = d->weight != NULL ? d->weight[i] : 1;
        const double h = r->h[i], left = 1 - h;
        line->highest = fmax(line->highest, h);
        if (h > 3 * k / n)
            line->leverage += people;
        if (left < BP_LEVERAGE_FULL || !(r->s > 0))
            continue;
        const double cook = w * r->u[i] * r->u[i] * h / (k * r->s * r->s * left * left);
        if (cook > 4 / n)
            line->cooks += people;
    }
}

static void find_ranges(bp_scope_range *range, const making *m, const chosen *c)
{
    const rows *all = m->all;
    for (size_t k = 0; k < all->n_scopes; k++, range++) {
        for (size_t i = 0; i < c->d.n; i++) {
            const double x = all->given[c->row[i] * all->n_scopes + k];
            range->min = i == 0 ? x : fmin(range->min, x);
            range->max = i == 0 ? x : fmax(range->max, x);
        }
    }
}

/* The square of one scope is added, to see whether the line bends. */
static bp_status find_curvature(bp_payline *line, const chosen *c, size_t scope,
                                double level, bp_err *err)
{
    const size_t k = c->d.k, n = c->d.n;
    double *x = bp_alloc(0, n, (k + 1) * sizeof *x);
    if (x == NULL)
        return bp_no_memory(err, "the lines of pay");
    for (size_t i = 0; i < n; i++) {
        const double *from = c->x + i * k;
        memcpy(x + i * (k + 1), from, k * sizeof *x);
        x[i * (k + 1) + k] = from[1 + scope] * from[1 + scope];
    }
    bp_design d = c->d;
    d.x = x;
    d.k = k + 1;
    bp_regression r = { 0 };
    bp_status status = bp_regress(&r, &d, line->fit.se, level, err);
    if (status == BP_OK && r.fitted == BP_FITTED)
        line->curvature[scope] = r.at[k];
    bp_regression_release(&r);
    free(x);
    return status;
}

static bp_status fit_line(bp_payline *line, const making *m, const chosen *c, bp_err *err)
{
    bp_paylines *p = m->p;
    line->n = c->n;
    line->orgs = c->orgs;
    line->dependent = SIZE_MAX;
    line->range = bp_room_take(&p->room, p->n_scopes, sizeof *line->range);
    line->curvature = bp_room_take(&p->room, p->n_scopes, sizeof *line->curvature);
    if (p->room.failed)
        return bp_no_memory(err, "the lines of pay");
    find_ranges(line->range, m, c);
    if (!find_middles(line, m, c))
        return bp_no_memory(err, "the lines of pay");
    if (p->plan->se == BP_SE_CLUSTERED && c->d.n_clusters < 2) {
        line->reasons = BP_WHY_NOT_ESTIMABLE;
        return BP_OK;
    }
    bp_status status = bp_regress(&line->fit, &c->d, p->plan->se, p->level, err);
    if (status != BP_OK)
        return status;
    if (line->fit.fitted != BP_FITTED) {
        line->reasons = BP_WHY_NOT_ESTIMABLE;
        if (line->fit.fitted == BP_FIT_DEPENDENT)
            line->dependent = line->fit.column - 1;
        return BP_OK;
    }
    find_smearing(line, &c->d);
    find_influence(line, &c->d);
    for (size_t k = 0; status == BP_OK && k < p->n_scopes; k++)
        status = find_curvature(line, c, k, p->level, err);
    return status;
}

/* ---- points ---- */

static bp_figure amount(double ln)
{
    const double x = exp(ln);
    return isfinite(x) ? bp_figure_of(x)
                       : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}

static bp_figure bounded(double ln, double half)
{
    bp_figure f = amount(ln);
    const double lo = exp(ln - half), hi = exp(ln + half);
    if (f.state != BP_SHOWN || !isfinite(hi))
        return f;
    f.lo = lo;
    f.hi = hi;
    f.lo_state = f.hi_state = BP_SHOWN;
    return f;
}

/* A row of the design has few columns that are not 0: the constant, the scopes and,
 * in one fit for all groups, the level of one. */
typedef struct sparse {
    size_t column[2 + BP_SCOPES_MAX];
    double x[2 + BP_SCOPES_MAX];
    size_t n;
} sparse;

static sparse design_at(const bp_paylines *p, size_t group, const double scope[])
{
    sparse d = { .x = { 1 }, .n = 1 };
    for (size_t k = 0; k < p->n_scopes; k++) {
        d.column[d.n] = 1 + k;
        d.x[d.n++] = in_model(p->plan->model, scope[k]);
    }
    if (p->common && group > 1) {
        d.column[d.n] = p->n_scopes + group - 1;
        d.x[d.n++] = 1;
    }
    return d;
}

static bool is_outside(const double scope[], const bp_scope_range range[], size_t n)
{
    bool outside = false;
    for (size_t k = 0; k < n; k++)
        outside |= scope[k] < range[k].min || scope[k] > range[k].max;
    return outside;
}

/* What a line says at a scope: figures and whether it is outside, no more.
 *   group  whose level it has, by its place in the table, in one fit for all groups; else
 *          0
 *   scope  [n_scopes] */
static void read_line(bp_payline_point *out, const bp_paylines *p, const bp_payline *line,
                      size_t group, const double scope[])
{
    const bp_regression *r = &line->fit;
    const sparse d = design_at(p, group, scope);
    const bp_scope_range *range =
        line->own_range != NULL ? line->own_range + group * p->n_scopes : line->range;
    double se = 0;
    const double m = bp_regression_at(r, d.column, d.x, d.n, &se);
    const double spread = r->t * sqrt(r->s * r->s + se * se);
    *out = (bp_payline_point){ .median = bounded(m, r->t * se),
                               .predict_lo = amount(m - spread),
                               .predict_hi = amount(m + spread),
                               .mean = amount(m + log(line->smearing)),
                               .p25 = amount(m - NORMAL_P75 * r->s),
                               .p75 = amount(m + NORMAL_P75 * r->s),
                               .extrapolated = is_outside(scope, range, p->n_scopes) };
    memcpy(out->scope, scope, p->n_scopes * sizeof *scope);
}

void bp_payline_along(bp_payline_point out[BP_PAYLINE_STEPS], const bp_paylines *p,
                      const bp_payline *line, size_t group, size_t k)
{
    const bp_scope_range *range =
        line->own_range != NULL ? line->own_range + group * p->n_scopes : line->range;
    const bool log_scale = p->plan->model == BP_MODEL_LOGLOG;
    const double low = in_model(p->plan->model, range[k].min),
                 high = in_model(p->plan->model, range[k].max);
    double scope[BP_SCOPES_MAX];
    for (size_t j = 0; j < p->n_scopes; j++)
        scope[j] = line->middle[j];
    for (size_t i = 0; i < BP_PAYLINE_STEPS; i++) {
        const double at = low + (high - low) * (double)i / (BP_PAYLINE_STEPS - 1);
        scope[k] = i == 0                      ? range[k].min
                   : i == BP_PAYLINE_STEPS - 1 ? range[k].max
                   : log_scale                 ? exp(at)
                                               : at;
        read_line(&out[i], p, line, group, scope);
    }
}

static bp_figure share_below(const bp_payline *line, bp_figure median, double pay)
{
    const double z = (log(pay) - log(median.value)) / line->fit.s;
    return line->fit.s > 0 && isfinite(z)
               ? bp_figure_of(100 * gsl_cdf_ugaussian_P(z))
               : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}

void bp_payline_place(bp_line_place *out, const bp_paylines *p, const bp_scope_point *at,
                      double pay)
{
    const bp_payline *line = &p->line[0];
    *out = (bp_line_place){ .asked = true, .amount = pay };
    if (line->reasons == 0) {
        read_line(&out->point, p, line, 0, at->value);
        out->percentile = out->point.median.state == BP_SHOWN
                              ? share_below(line, out->point.median, pay)
                              : out->point.median;
    } else {
        out->point.median = out->percentile = bp_figure_without(
            (line->reasons & BP_WHY_NOT_ESTIMABLE) != 0 ? BP_NOT_ESTIMABLE : BP_WITHHELD,
            line->reasons);
        memcpy(out->point.scope, at->value, p->n_scopes * sizeof *at->value);
    }
    out->point.at = at->text;
    out->point.n = line->n;
    out->point.orgs = line->orgs;
}

static size_t points_of(const bp_payline_plan *plan)
{
    return plan->n_at > 0 ? plan->n_at : QUARTILES;
}

/* The points of one group of a line; of everybody where group is 0.
 *   c  its rows
 *   own  their number */
static bool add_points(bp_payline *line, const making *m, const chosen *c,
                       const bp_payline *own, size_t group)
{
    bp_paylines *p = m->p;
    bp_scope_point quartiles[QUARTILES] = { { NULL, { 0 } } };
    if (p->plan->n_at == 0 && !find_quartiles(quartiles, m, c))
        return false;
    for (size_t i = 0; i < points_of(p->plan); i++) {
        bp_payline_point *point = &line->point[line->n_points++];
        if (p->plan->n_at == 0 && !name_point(p, &quartiles[i]))
            return false;
        const bp_scope_point *at = p->plan->n_at > 0 ? &p->plan->at[i] : &quartiles[i];
        read_line(point, p, line, group, at->value);
        point->at = at->text;
        point->by = own->by;
        point->n = own->n;
        point->orgs = own->orgs;
    }
    return true;
}

/* ---- all lines ---- */

/* The line of everybody must be there. */
static bp_status check_total(const bp_paylines *p, const bp_payline *line, bp_err *err)
{
    if (line->reasons == 0)
        return BP_OK;
    if (line->fit.fitted == BP_FIT_FEW || line->dependent == SIZE_MAX)
        return bp_fail(err, NULL, BP_EDATA,
                       "the line is not estimable: it has %zu coefficients and needs "
                       "more people than these%s",
                       line->fit.k,
                       line->fit.fitted == BP_FIT_FEW ? "" : ", of two organizations");
    if (line->dependent >= p->n_scopes)
        return bp_fail(err, NULL, BP_EDATA,
                       "the line is not estimable: the scopes determine the levels of "
                       "the groups; one slope for all needs scopes that differ in them");
    const bp_loc at = { .name = p->scope[line->dependent] };
    const bp_scope_range *range = &line->range[line->dependent];
    if (range->min == range->max)
        return bp_fail(err, &at, BP_EDATA,
                       "it is the same in all rows, so pay has no line on it");
    return bp_fail(err, &at, BP_EDATA,
                   "the scopes before it determine it: leave it out, or one of these");
}

static bp_status fit_checked(bp_payline *line, const making *m, const chosen *c,
                             size_t group, bp_err *err)
{
    line->by = m->p->groups->group[group].by;
    bp_status status = fit_line(line, m, c, err);
    return status == BP_OK && group == 0 ? check_total(m->p, line, err) : status;
}

static bp_status line_with_points(bp_payline *line, const making *m, size_t group,
                                  bp_err *err)
{
    chosen c;
    bp_status status = choose(&c, m, group, false)
                           ? fit_checked(line, m, &c, group, err)
                           : bp_no_memory(err, "the lines of pay");
    if (status == BP_OK && line->reasons == 0) {
        line->point =
            bp_room_take(&m->p->room, points_of(m->p->plan), sizeof *line->point);
        if (line->point == NULL || !add_points(line, m, &c, line, group))
            status = bp_no_memory(err, "the lines of pay");
    }
    bp_room_release(&c.room);
    return status;
}

/* Each group has its people, organisations and scopes; the fit is one. */
static bp_status add_group_points(bp_payline *line, const making *m, size_t group,
                                  bp_err *err)
{
    bp_payline own = { .by = m->p->groups->group[group].by };
    chosen c;
    bool ok = choose(&c, m, group, false);
    own.n = c.n;
    own.orgs = c.orgs;
    if (ok) {
        find_ranges(line->own_range + group * m->p->n_scopes, m, &c);
        ok = add_points(line, m, &c, &own, group);
    }
    bp_room_release(&c.room);
    return ok ? BP_OK : bp_no_memory(err, "the lines of pay");
}

static bp_status common_line(bp_payline *line, const making *m, bp_err *err)
{
    const size_t groups = m->p->groups->n_groups;
    chosen c;
    bp_status status = choose(&c, m, 0, true) ? fit_checked(line, m, &c, 0, err)
                                              : bp_no_memory(err, "the lines of pay");
    bp_room_release(&c.room);
    if (status != BP_OK)
        return status;
    line->point = bp_room_take(&m->p->room, (groups - 1) * points_of(m->p->plan),
                               sizeof *line->point);
    line->own_range =
        bp_room_take(&m->p->room, groups * m->p->n_scopes, sizeof *line->own_range);
    if (m->p->room.failed)
        return bp_no_memory(err, "the lines of pay");
    for (size_t g = 1; status == BP_OK && g < groups; g++)
        status = add_group_points(line, m, g, err);
    return status;
}

static bp_status all_lines(making *m, bp_err *err)
{
    bp_paylines *p = m->p;
    const size_t n = p->common ? 1 : p->groups->n_groups;
    p->line = bp_room_take(&p->room, n, sizeof *p->line);
    if (p->line == NULL)
        return bp_no_memory(err, "the lines of pay");
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        p->n_lines++;
        status = p->common ? common_line(&p->line[i], m, err)
                           : line_with_points(&p->line[i], m, i, err);
    }
    return status;
}

static bp_status name_scopes(bp_paylines *p, const bp_survey *s, bp_err *err)
{
    p->scope = bp_room_take(&p->room, p->n_scopes, sizeof *p->scope);
    if (p->scope == NULL)
        return bp_no_memory(err, "the lines of pay");
    for (size_t k = 0; k < p->n_scopes; k++)
        p->scope[k] = bp_survey_shape(s)->variable[k];
    return BP_OK;
}

/* Of the rows whose keys have these values. */
static bp_status only_line(making *m, rows *all, const char *const value[], bp_err *err)
{
    bp_paylines *p = m->p;
    chosen c = { 0 };
    p->line = bp_room_take(&p->room, 1, sizeof *p->line);
    if (p->line == NULL)
        return bp_no_memory(err, "the lines of pay");
    p->n_lines = 1;
    select_rows(all, m->s, value);
    fill_rows(all, m->s, p->plan->model);
    bp_status status = choose(&c, m, 0, false) ? fit_line(&p->line[0], m, &c, err)
                                               : bp_no_memory(err, "the lines of pay");
    bp_room_release(&c.room);
    return status;
}

/* Of everybody, and of each group of a table. */
static bp_status lines_of_groups(making *m, rows *all, bp_err *err)
{
    if (!find_groups(all, m->s, m->p->groups))
        return bp_no_memory(err, "the lines of pay");
    fill_rows(all, m->s, m->p->plan->model);
    return all_lines(m, err);
}

/* Lines that say of themselves what `like` does.
 *   value  NULL: of all groups */
static bp_status make(bp_paylines **out, const bp_paylines *like, const bp_survey *s,
                      const char *const value[], bp_err *err)
{
    bp_paylines *p = bp_alloc(sizeof *p, 0, 0);
    if (p == NULL)
        return bp_no_memory(err, "the lines of pay");
    *p = *like;
    p->n_scopes = bp_survey_shape(s)->n_variables;
    p->has_orgs = bp_survey_has_orgs(s);
    rows all = { 0 };
    making m = { .p = p, .s = s, .all = &all, .weights = bp_survey_weighting(s) };
    bp_status status = name_scopes(p, s, err);
    if (status == BP_OK && !rows_init(&all, bp_survey_observations(s), p->n_scopes))
        status = bp_no_memory(err, "the lines of pay");
    if (status == BP_OK)
        status = value != NULL ? only_line(&m, &all, value, err)
                               : lines_of_groups(&m, &all, err);
    bp_room_release(&all.room);
    if (status == BP_OK)
        *out = p;
    else
        bp_paylines_free(p);
    return status;
}

bp_status bp_paylines_new(bp_paylines **out, const bp_survey *s,
                          const bp_payline_plan *plan, const bp_percentiles *groups,
                          double level, bp_err *err)
{
    const bp_paylines like = { .plan = plan,
                               .key = groups->key,
                               .n_keys = groups->n_keys,
                               .common = plan->common_slope && groups->n_groups > 1,
                               .currency = groups->group[0].currency,
                               .level = level,
                               .groups = groups };
    return make(out, &like, s, NULL, err);
}

bp_status bp_payline_where(bp_paylines **out, const bp_survey *s,
                           const bp_payline_plan *plan, const char *const value[],
                           double level, bp_err *err)
{
    const bp_paylines like = { .plan = plan,
                               .currency = bp_survey_currency(s),
                               .level = level };
    return make(out, &like, s, value, err);
}

void bp_payline_withhold(bp_payline *line, unsigned reasons)
{
    bp_regression_release(&line->fit);
    *line = (bp_payline){ .by = line->by,
                          .n = line->n,
                          .orgs = line->orgs,
                          .dependent = SIZE_MAX,
                          .reasons = line->reasons | reasons };
}

void bp_paylines_free(bp_paylines *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->n_lines; i++)
        bp_regression_release(&p->line[i].fit);
    bp_arena_release(&p->texts);
    bp_room_release(&p->room);
    free(p);
}
