/* SPDX-License-Identifier: GPL-3.0-or-later */
/* adjusted.c - the gap among people who are alike in the factors.
 *
 * One regression has all groups and all factors: a regression of pay on the factors whose
 * residuals are then compared would take from the groups what goes with both, and is
 * biased towards no gap.  Rare levels are pooled, since a level of one person is that
 * person's pay. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/equityrows.h"
#include "base/str.h"
#include "data/observations.h"
#include "data/pay.h"

#define POWER_MAX 9

bool bp_factor_parse(bp_factor_name *out, const char *text)
{
    static const char levels[] = ":levels";
    const size_t n = strlen(text), suffix = sizeof levels - 1;
    *out = (bp_factor_name){ .column = { text, n }, .power = 1 };
    if (n > suffix && strcmp(text + n - suffix, levels) == 0) {
        out->levels = true;
        out->column.n = n - suffix;
    } else if (n > 2 && text[n - 2] == '^') {
        out->power = text[n - 1] - '0';
        out->column.n = n - 2;
    }
    out->column = bp_text_trim(out->column);
    return out->column.n > 0 && out->power >= 1 && out->power <= POWER_MAX;
}

/* ---- which rows ---- */

/* What a row is in the making of the design. */
typedef struct making {
    bp_equity *e;
    const bp_equity_rows *r;
    bp_equity_design *d;
    bool *in;      /* [rows] */
    size_t *level; /* [factors][rows] the number of its level after pooling */
} making;

static size_t variable(const making *m, size_t factor)
{
    return m->r->first_factor + factor;
}

static bool is_blank(const making *m, const bp_observation *o, size_t factor)
{
    const bp_survey *s = m->r->survey;
    const size_t v = variable(m, factor);
    return bp_survey_shape(s)->variable_text[v]
               ? bp_survey_label(s, v, bp_observation_label(s, o, v)).n == 0
               : bp_observation_number(s, o, v) == BP_NO_NUMBER;
}

static void find_complete(making *m)
{
    for (size_t i = 0; i < m->r->n; i++) {
        const bp_observation *o = bp_survey_observation(m->r->survey, i);
        m->in[i] = true;
        for (size_t f = 0; f < m->r->question->n_adjust; f++)
            m->in[i] = m->in[i] && !is_blank(m, o, f);
        m->e->missing += !m->in[i];
    }
}

static void count_groups(const making *m)
{
    for (size_t g = 0; g < m->r->n_groups; g++)
        m->d->size[g] = 0;
    for (size_t i = 0; i < m->r->n; i++)
        m->d->size[m->r->row[i].group] += m->in[i];
}

/* Leaves out groups of too few; the number of rows that stay. */
static size_t drop_small_groups(const making *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->r->n; i++) {
        m->in[i] = m->in[i] && m->d->size[m->r->row[i].group] >= BP_EQUITY_GROUP;
        n += m->in[i];
    }
    return n;
}

/* ---- levels ---- */

/* A level of a text, with the people in it; the last is the pooled one. */
typedef struct level_count {
    const char *name;
    uint64_t n;
    size_t column; /* its number after sorting; the base has the number of levels - 1 */
} level_count;

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const level_count *const *)a)->name,
                  (*(const level_count *const *)b)->name);
}

/* Counts the levels of a factor, pools rare ones, and leaves out rows of a pool that is
 * rare itself.  level: [labels + 1] */
static void pool_levels(making *m, size_t f, level_count level[], size_t labels)
{
    const bp_survey *s = m->r->survey;
    const size_t v = variable(m, f);
    for (size_t k = 0; k < labels; k++)
        level[k] = (level_count){ .name = bp_survey_label(s, v, (uint32_t)k).at };
    level[labels] = (level_count){ .name = BP_OTHER_LEVEL };
    for (size_t i = 0; i < m->r->n; i++)
        if (m->in[i])
            level[bp_observation_label(s, bp_survey_observation(s, i), v)].n++;
    for (size_t k = 0; k < labels; k++)
        if (level[k].n < BP_EQUITY_LEVEL)
            level[labels].n += level[k].n;
    const bool rare = level[labels].n < BP_EQUITY_LEVEL;
    m->e->pooled += rare ? 0 : level[labels].n;
    for (size_t i = 0; i < m->r->n; i++) {
        if (!m->in[i])
            continue;
        const size_t k = bp_observation_label(s, bp_survey_observation(s, i), v);
        m->level[f * m->r->n + i] = level[k].n < BP_EQUITY_LEVEL ? labels : k;
        if (level[k].n < BP_EQUITY_LEVEL && rare) {
            m->in[i] = false;
            m->e->left_out++;
        }
    }
    for (size_t k = 0; k <= labels; k++)
        if (level[k].n < BP_EQUITY_LEVEL)
            level[k].n = 0;
}

static const char *level_name(bp_equity *e, const char *factor, const char *level)
{
    bp_str text = { 0 };
    bp_str_printf(&text, "%s=%s", factor, level);
    const char *kept = text.failed ? NULL : bp_arena_copy(&e->texts, text.at, text.n);
    bp_str_release(&text);
    return kept;
}

static bool add_column(bp_equity_design *d, size_t factor, const char *name,
                       const char *level, uint64_t people)
{
    d->column[d->n_columns] = (bp_equity_column){ name, level };
    d->people[d->n_columns++] = people;
    d->factor[factor].n++;
    return name != NULL;
}

/* Makes columns of the levels that are left, by name; the largest is the base, which has
 * none.  Levels become the numbers of their columns. */
static bool number_levels(making *m, size_t f, level_count level[], size_t labels)
{
    bp_equity_design *d = m->d;
    const level_count **sorted = bp_alloc(0, labels + 1, sizeof *sorted);
    size_t n = 0, base = 0;
    bool ok = sorted != NULL;
    for (size_t k = 0; ok && k <= labels; k++)
        if (level[k].n > 0)
            sorted[n++] = &level[k];
    if (ok && n > 1)
        qsort(sorted, n, sizeof *sorted, by_name);
    for (size_t k = 1; ok && k < n; k++)
        base = sorted[k]->n > sorted[base]->n ? k : base;
    for (size_t k = 0; ok && k < n; k++) {
        level_count *l = &level[sorted[k] - level];
        l->column = k == base ? SIZE_MAX : d->n_columns;
        if (k != base)
            ok = add_column(d, f, level_name(m->e, d->factor[f].name, l->name), l->name,
                            l->n);
    }
    for (size_t i = 0; ok && i < m->r->n; i++)
        if (m->in[i])
            m->level[f * m->r->n + i] = level[m->level[f * m->r->n + i]].column;
    free(sorted);
    return ok;
}

static bool make_levels(making *m, size_t f)
{
    const size_t labels = bp_survey_labels(m->r->survey, variable(m, f));
    level_count *level = bp_alloc(0, labels + 1, sizeof *level);
    const bool ok = level != NULL;
    if (ok)
        pool_levels(m, f, level, labels);
    const bool numbered = ok && number_levels(m, f, level, labels);
    free(level);
    return numbered;
}

static const char *factor_name(bp_equity *e, const char *text)
{
    bp_factor_name name;
    bp_factor_parse(&name, text); /* it is one: the question was checked */
    return name.levels ? bp_arena_copy(&e->texts, name.column.at, name.column.n) : text;
}

static bool make_factors(making *m)
{
    bool ok = true;
    for (size_t f = 0; ok && f < m->d->n_factors; f++) {
        bp_equity_factor *factor = &m->d->factor[f];
        factor->name = factor_name(m->e, m->r->question->adjust[f]);
        factor->text = bp_survey_shape(m->r->survey)->variable_text[variable(m, f)];
        factor->first = m->d->n_columns;
        ok = factor->name != NULL &&
             (factor->text ? make_levels(m, f)
                           : add_column(m->d, f, factor->name, NULL, m->r->n));
    }
    return ok;
}

/* ---- the design ---- */

static void put_row(const making *m, size_t i)
{
    bp_equity_design *d = m->d;
    const bp_equity_rows *r = m->r;
    const bp_observation *o = bp_survey_observation(r->survey, i);
    double *x = d->x + d->n * d->n_columns;
    for (size_t f = 0; f < d->n_factors; f++) {
        bp_factor_name name;
        bp_factor_parse(&name, r->question->adjust[f]);
        const size_t level = m->level[f * r->n + i];
        if (!d->factor[f].text)
            x[d->factor[f].first] =
                pow(bp_observation_number(r->survey, o, variable(m, f)), name.power);
        else if (level != SIZE_MAX)
            x[level] = 1;
    }
    d->row[d->n] = i;
    d->pay[d->n] = bp_money_double(r->row[i].pay, r->scale);
    d->ln[d->n] = log(d->pay[d->n]);
    d->group[d->n] = r->row[i].group;
    d->org[d->n++] = r->row[i].org;
}

static bool fill_design(making *m, size_t n)
{
    bp_equity_design *d = m->d;
    d->row = bp_room_take(&d->room, n, sizeof *d->row);
    d->x =
        bp_room_take(&d->room, n, (d->n_columns > 0 ? d->n_columns : 1) * sizeof *d->x);
    d->ln = bp_room_take(&d->room, n, sizeof *d->ln);
    d->pay = bp_room_take(&d->room, n, sizeof *d->pay);
    d->group = bp_room_take(&d->room, n, sizeof *d->group);
    d->org = bp_room_take(&d->room, n, sizeof *d->org);
    if (d->room.failed)
        return false;
    for (size_t i = 0; i < m->r->n; i++)
        if (m->in[i])
            put_row(m, i);
    return true;
}

static size_t columns_at_most(const bp_equity_rows *r)
{
    size_t n = 0;
    for (size_t f = 0; f < r->question->n_adjust; f++) {
        const size_t v = r->first_factor + f;
        n += bp_survey_shape(r->survey)->variable_text[v]
                 ? bp_survey_labels(r->survey, v) + 1
                 : 1;
    }
    return n;
}

static bool make_design(making *m)
{
    const bp_equity_rows *r = m->r;
    bp_equity_design *d = m->d;
    const size_t columns = columns_at_most(r), factors = r->question->n_adjust;
    bp_room room = { 0 };
    d->n_factors = factors;
    d->column = bp_room_take(&d->room, columns, sizeof *d->column);
    d->people = bp_room_take(&d->room, columns, sizeof *d->people);
    d->factor = bp_room_take(&d->room, factors, sizeof *d->factor);
    d->size = bp_room_take(&d->room, r->n_groups, sizeof *d->size);
    d->complete = bp_room_take(&d->room, r->n_groups, sizeof *d->complete);
    m->in = bp_room_take(&room, r->n, sizeof *m->in);
    m->level = bp_room_take(&room, r->n, factors * sizeof *m->level);
    bool ok = !d->room.failed && !room.failed;
    if (ok) {
        find_complete(m);
        count_groups(m);
        memcpy(d->complete, d->size, r->n_groups * sizeof *d->size);
        drop_small_groups(m);
        ok = make_factors(m);
    }
    if (ok) {
        count_groups(m);
        ok = fill_design(m, drop_small_groups(m) + 1);
    }
    bp_room_release(&room);
    return ok;
}

/* ---- the regression ---- */

/* Columns of the groups that are in, after the constant. */
static size_t group_columns(const bp_equity_rows *r, const bp_equity_design *d,
                            size_t column[])
{
    size_t n = 0;
    for (size_t g = 1; g < r->n_groups; g++)
        column[g] = d->size[g] >= BP_EQUITY_GROUP ? ++n : 0;
    return n;
}

static const char *column_name(const bp_equity_rows *r, const bp_equity_design *d,
                               size_t groups, size_t column)
{
    return column > groups ? d->column[column - groups - 1].name : r->question->group;
}

static bp_status check_fit(const bp_regression *fit, const bp_equity_rows *r,
                           const bp_equity_design *d, size_t groups, bp_err *err)
{
    if (fit->fitted == BP_FIT_FEW)
        return bp_fail(err, NULL, BP_EDATA,
                       "the adjusted gap is not estimable: %zu coefficients of %zu "
                       "people; take fewer factors",
                       fit->k, d->n);
    if (fit->fitted == BP_FIT_DEPENDENT)
        return bp_fail(err, &(bp_loc){ .name = column_name(r, d, groups, fit->column) },
                       BP_EDATA,
                       "the factors before it, or the groups, determine it: leave it "
                       "out, or one of these");
    return BP_OK;
}

static bool add_gap(bp_equity *e, const bp_equity_rows *r, const bp_equity_design *d,
                    size_t g, const bp_coefficient *c, double highest)
{
    bp_equity_line *l = bp_equity_add(e, BP_EQUITY_ADJUSTED, r->group[g], "", "", "gap");
    if (l == NULL)
        return false;
    l->n = d->size[g];
    l->cell = (bp_equity_cell){ .n = d->size[g] < d->size[0] ? d->size[g] : d->size[0],
                                .rest = d->n - d->size[g],
                                .mean = true,
                                .highest = highest };
    if (c == NULL) {
        l->n = d->complete[g];
        l->value = bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_FEW_PEOPLE);
        return true;
    }
    l->value = bp_figure_of(-expm1(c->value));
    if (c->tested) {
        l->value.lo = -expm1(c->hi);
        l->value.hi = -expm1(c->lo);
        l->value.lo_state = l->value.hi_state = BP_SHOWN;
        l->t = -c->t;
        l->tested = true;
    }
    return true;
}

static bool add_coefficient(bp_equity *e, const char *name, const bp_coefficient *c,
                            uint64_t n, const bp_equity_cell *cell)
{
    bp_equity_line *l = bp_equity_add(e, BP_EQUITY_ADJUSTED, "", "", name, "coefficient");
    if (l == NULL)
        return false;
    l->kind = BP_EQUITY_NUMBER;
    l->n = n;
    l->cell = *cell;
    l->value = bp_figure_of(c->value);
    if (c->tested) {
        l->value.lo = c->lo;
        l->value.hi = c->hi;
        l->value.lo_state = l->value.hi_state = BP_SHOWN;
        l->t = c->t;
        l->tested = true;
    }
    return true;
}

static double highest_of(const bp_regression *fit, size_t n)
{
    double highest = 0;
    for (size_t i = 0; i < n; i++)
        highest = fmax(highest, fit->h[i]);
    return highest;
}

static bool add_fit(bp_equity *e, const bp_equity_rows *r, const bp_equity_design *d,
                    const bp_regression *fit, const size_t column[], size_t groups)
{
    const double highest = highest_of(fit, d->n);
    bp_equity_cell cell = { .n = d->n, .rest = d->n, .mean = true, .highest = highest };
    bool ok = true;
    for (size_t g = 1; ok && g < r->n_groups; g++)
        ok = add_gap(e, r, d, g, column[g] > 0 ? &fit->at[column[g]] : NULL, highest);
    ok = ok && add_coefficient(e, "(constant)", &fit->at[0], d->n, &cell);
    for (size_t k = 0; ok && k < d->n_columns; k++) {
        cell.n = d->column[k].level != NULL ? d->people[k] : d->n;
        ok = add_coefficient(e, d->column[k].name, &fit->at[1 + groups + k], d->n, &cell);
    }
    bp_equity_line *l =
        ok ? bp_equity_add(e, BP_EQUITY_ADJUSTED, "", "", "", "r2") : NULL;
    if (l == NULL)
        return false;
    l->n = d->n;
    l->kind = BP_EQUITY_NUMBER;
    cell.n = d->n;
    l->cell = cell;
    l->value = fit->has_r2 ? bp_figure_of(fit->r2)
                           : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    return true;
}

static void note_fit(bp_equity *e, const bp_equity_rows *r, const bp_equity_design *d,
                     const bp_regression *fit, size_t groups)
{
    e->adjusted = true;
    e->se = fit->se;
    e->clusters = fit->clusters;
    e->lone = (uint64_t)fit->lone;
    for (size_t i = 0; fit->condition > BP_CONDITION_HIGH && i < 2; i++)
        e->alike[i] = column_name(r, d, groups, fit->pair[i]);
}

/* What a regression is made of. */
typedef struct parts {
    size_t *column; /* [n_groups] */
    double *x;
    uint32_t *cluster;
} parts;

static bp_status regress(bp_equity *e, const bp_equity_rows *r, const bp_equity_design *d,
                         parts *m, bp_err *err)
{
    const size_t groups = group_columns(r, d, m->column);
    const size_t k = 1 + groups + d->n_columns;
    for (size_t i = 0; i < d->n; i++) {
        double *x = m->x + i * k;
        x[0] = 1;
        if (d->group[i] > 0)
            x[m->column[d->group[i]]] = 1;
        memcpy(x + 1 + groups, d->x + i * d->n_columns, d->n_columns * sizeof *x);
    }
    bp_design design = { .n = d->n, .k = k, .x = m->x, .y = d->ln };
    if (bp_survey_has_orgs(r->survey)) {
        uint64_t named;
        memcpy(m->cluster, d->org, d->n * sizeof *m->cluster);
        if (!bp_clusters_number(m->cluster, d->n, bp_survey_orgs(r->survey),
                                &design.n_clusters, &named))
            return bp_no_memory(err, "the regression");
        design.cluster = m->cluster;
    }
    bp_regression fit;
    bp_status status = bp_regress(&fit, &design, r->question->se, r->level, err);
    if (status != BP_OK)
        return status;
    status = check_fit(&fit, r, d, groups, err);
    if (status == BP_OK) {
        note_fit(e, r, d, &fit, groups);
        if (!add_fit(e, r, d, &fit, m->column, groups))
            status = bp_no_memory(err, "the regression");
    }
    bp_regression_release(&fit);
    return status;
}

/* Too few people for a regression, or none left to compare with. */
static bool are_few(const bp_equity_rows *r, const bp_equity_design *d)
{
    bool others = false;
    for (size_t g = 1; g < r->n_groups; g++)
        others |= d->size[g] >= BP_EQUITY_GROUP;
    return d->n < BP_EQUITY_PEOPLE || d->size[0] < BP_EQUITY_GROUP || !others;
}

static bool add_none(bp_equity *e, const bp_equity_rows *r, const bp_equity_design *d)
{
    for (size_t g = 1; g < r->n_groups; g++)
        if (!add_gap(e, r, d, g, NULL, 0))
            return false;
    return true;
}

static bp_status adjust(bp_equity *e, const bp_equity_rows *r, const bp_equity_design *d,
                        bp_err *err)
{
    if (are_few(r, d)) {
        for (size_t g = 0; g < r->n_groups; g++)
            d->size[g] = 0;
        return add_none(e, r, d) ? bp_equity_decompose(e, r, d, err)
                                 : bp_no_memory(err, "the regression");
    }
    bp_room room = { 0 };
    const size_t columns = 1 + r->n_groups + d->n_columns;
    parts m = { .column = bp_room_take(&room, r->n_groups, sizeof *m.column),
                .x = bp_room_take(&room, d->n + 1, columns * sizeof *m.x),
                .cluster = bp_room_take(&room, d->n + 1, sizeof *m.cluster) };
    bp_status status =
        room.failed ? bp_no_memory(err, "the regression") : regress(e, r, d, &m, err);
    bp_room_release(&room);
    return status == BP_OK ? bp_equity_decompose(e, r, d, err) : status;
}

bp_status bp_equity_adjust(bp_equity *e, const bp_equity_rows *r, bp_err *err)
{
    bp_equity_design d = { 0 };
    making m = { .e = e, .r = r, .d = &d };
    bp_status status =
        make_design(&m) ? adjust(e, r, &d, err) : bp_no_memory(err, "the regression");
    bp_room_release(&d.room);
    return status;
}
