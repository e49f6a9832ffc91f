/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linetable.c - the lines of a published table as a table of percentiles.
 *
 * So that whatever shows percentiles shows these, too.  Nothing is computed: a figure is
 * what was published, or is missing as it was there. */
#include "analysis/linetable.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/ladder.h"
#include "analysis/tablememory.h"
#include "base/mem.h"

/* A group on its way into the table. */
typedef struct draft {
    bp_group group;
    size_t n_keys;
    bp_sort sort;
    bp_figure median;
} draft;

static bp_figure figure_of(const bp_stated_cell *c)
{
    switch (c->what) {
    case BP_STATED_NUMBER:
        return bp_figure_of(c->number);
    case BP_STATED_NOTHING:
        return bp_figure_absent();
    case BP_STATED_TEXT:
    case BP_STATED_TOP_CODED:
    case BP_STATED_AT_LEAST:
    case BP_STATED_AT_MOST:
        break;
    }
    return bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}

/* The figure of a line in a column, which it may lack. */
static bp_figure figure_in(const bp_published *t, size_t row, size_t column)
{
    return column != SIZE_MAX ? figure_of(bp_published_cell(t, row, column))
                              : bp_figure_absent();
}

static uint64_t people_in(const bp_published *t, size_t row)
{
    const bp_figure n = figure_in(t, row, t->people);
    return n.state == BP_SHOWN && n.value >= 1 && n.value < 1e15 ? (uint64_t)n.value : 0;
}

static const char *currency_of(const bp_published *t, size_t row)
{
    const char *own =
        t->currency != SIZE_MAX ? bp_published_cell(t, row, t->currency)->text : "";
    return own[0] != '\0' ? own : t->header_currency;
}

static bool is_wished(bp_level level, const bp_level wished[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bp_level_compare(level, wished[i]) == 0)
            return true;
    return n == 0;
}

/* The points that are shown, each level once: the first column of two. */
static size_t find_points(size_t point[], const bp_published *t, const bp_level level[],
                          size_t n_levels)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_points && n < BP_LEVELS_MAX; i++) {
        const bool again = n > 0 && bp_level_compare(t->point[point[n - 1]].level,
                                                     t->point[i].level) == 0;
        if (!again && is_wished(t->point[i].level, level, n_levels))
            point[n++] = i;
    }
    return n;
}

static int by_choice(const void *a, const void *b)
{
    const draft *x = a, *y = b;
    const bool known = x->median.state == BP_SHOWN, other = y->median.state == BP_SHOWN;
    int order = 0;
    if (x->sort == BP_SORT_N && x->group.n != y->group.n)
        return x->group.n > y->group.n ? -1 : 1;
    if (x->sort == BP_SORT_P50 && known != other)
        return known ? -1 : 1;
    if (x->sort == BP_SORT_P50 && x->median.value != y->median.value)
        return x->median.value > y->median.value ? -1 : 1;
    for (size_t k = 0; x->sort != BP_SORT_FIRST && order == 0 && k < x->n_keys; k++)
        order =
            bp_ladder_order(-1, bp_text_of(x->group.by[k]), bp_text_of(y->group.by[k]));
    if (order != 0)
        return order;
    return (x->group.first > y->group.first) - (x->group.first < y->group.first);
}

static void put_line(draft *d, bp_table_memory *o, const bp_published *t, size_t row,
                     const size_t key[], const size_t point[], size_t i)
{
    const bp_percentiles *p = &o->table;
    const char **by = o->by + i * p->n_keys;
    bp_figure *figure = o->figure + i * p->n_levels;
    const char **coded = o->coded + i * p->n_levels;
    for (size_t k = 0; k < p->n_keys; k++)
        by[k] = bp_published_cell(t, row, key[k])->text;
    d->median = bp_figure_absent();
    for (size_t k = 0; k < p->n_levels; k++) {
        const bp_stated_cell *c = bp_published_cell(t, row, t->point[point[k]].column);
        figure[k] = figure_of(c);
        coded[k] = figure[k].state == BP_NOT_ESTIMABLE ? c->text : NULL;
        if (bp_level_compare(p->level[k], (bp_level){ 1, 2 }) == 0)
            d->median = figure[k];
    }
    d->n_keys = p->n_keys;
    d->group = (bp_group){ .by = by,
                           .n = people_in(t, row),
                           .currency = currency_of(t, row),
                           .mean = figure_in(t, row, t->mean),
                           .p = figure,
                           .coded = coded,
                           .reasons = BP_WHY_PUBLISHED,
                           .first = i };
}

/* The total has no figures, in the currency of all lines, if they have one. */
static bp_group total_of(bp_figure figure[], size_t n_levels, const draft line[],
                         size_t n)
{
    const bp_figure none = bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    bp_group g = { .mean = none, .p = figure, .reasons = BP_WHY_NOT_ESTIMABLE };
    g.currency = n > 0 ? line[0].group.currency : NULL;
    for (size_t i = 0; i < n_levels; i++)
        figure[i] = none;
    for (size_t i = 1; i < n && g.currency != NULL; i++)
        if (line[i].group.currency == NULL ||
            strcmp(g.currency, line[i].group.currency) != 0)
            g.currency = NULL;
    return g;
}

static void fill(bp_table_memory *o, draft d[], const bp_published *t, const size_t row[],
                 size_t n, const size_t key[], const size_t point[], bp_sort sort)
{
    bp_percentiles *p = &o->table;
    for (size_t k = 0; k < p->n_keys; k++)
        o->key[k] = t->column[key[k]].name;
    for (size_t k = 0; k < p->n_levels; k++)
        o->level[k] = t->point[point[k]].level;
    for (size_t i = 0; i < n; i++) {
        put_line(&d[i], o, t, row[i], key, point, i + 1);
        d[i].sort = sort;
    }
    if (n > 1)
        qsort(d, n, sizeof *d, by_choice);
    p->group[0] = total_of(o->figure, p->n_levels, d, n);
    for (size_t i = 0; i < n; i++)
        p->group[i + 1] = d[i].group;
}

bp_status bp_percentiles_of_lines(bp_percentiles **out, const bp_published *table,
                                  const size_t row[], size_t n, const size_t key[],
                                  size_t n_keys, const bp_level level[], size_t n_levels,
                                  bp_sort sort, bp_err *err)
{
    size_t point[BP_LEVELS_MAX];
    const size_t n_points = find_points(point, table, level, n_levels);
    if (n_points == 0)
        return bp_fail(err, &(bp_loc){ .file = table->file }, BP_EDATA,
                       "none of these percentiles is published");
    bp_table_memory *o = bp_table_memory_new(n + 1, n_keys, n_points, false);
    draft *d = bp_alloc(0, n, sizeof *d);
    if (o != NULL)
        o->coded = bp_room_take(&o->room, (n + 1) * n_points, sizeof *o->coded);
    if (o == NULL || d == NULL || o->coded == NULL) {
        bp_percentiles_free(o != NULL ? &o->table : NULL);
        free(d);
        return bp_no_memory(err, "%zu lines", n);
    }
    o->table.element = table->measure[0] != '\0' ? table->measure : "pay";
    o->table.key = o->key;
    o->table.n_keys = n_keys;
    o->table.level = o->level;
    o->table.n_levels = n_points;
    o->table.n_groups = n + 1;
    o->table.published = true;
    fill(o, d, table, row, n, key, point, sort);
    free(d);
    *out = &o->table;
    return BP_OK;
}
