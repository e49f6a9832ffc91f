/* SPDX-License-Identifier: GPL-3.0-or-later */
/* percentiles.c - pay percentiles by group.
 *
 * The figures of all groups are found side by side on several threads, each in its place;
 * then the table is put in one order, so that threads change nothing. */
#include "benchpay/percentiles.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/clouds.h"
#include "analysis/gsl.h"
#include "analysis/ladder.h"
#include "analysis/measure.h"
#include "analysis/settle.h"
#include "analysis/tablememory.h"
#include "analysis/where.h"
#include "analysis/withhold.h"
#include "base/mem.h"
#include "data/pay.h"

static const bp_level half = { 1, 2 };

void bp_percentiles_free(bp_percentiles *p)
{
    bp_table_memory *o = (bp_table_memory *)p;
    if (o == NULL)
        return;
    bp_room_release(&o->room);
    free(o);
}

bp_table_memory *bp_table_memory_new(size_t n_groups, size_t n_keys, size_t n_levels,
                                     bool intervals)
{
    bp_table_memory *o = bp_alloc(0, 1, sizeof *o);
    if (o == NULL)
        return NULL;
    o->table.group = bp_room_take(&o->room, n_groups, sizeof o->table.group[0]);
    o->key = bp_room_take(&o->room, n_keys, sizeof o->key[0]);
    o->level = bp_room_take(&o->room, n_levels, sizeof o->level[0]);
    o->by = bp_room_take(&o->room, n_groups * n_keys, sizeof o->by[0]);
    o->figure = bp_room_take(&o->room, n_groups * n_levels, sizeof o->figure[0]);
    if (intervals)
        o->precision =
            bp_room_take(&o->room, n_groups * n_levels, sizeof o->precision[0]);
    if (!o->room.failed)
        return o;
    bp_percentiles_free(&o->table);
    return NULL;
}

/* What the groups of a table are ordered by. */
typedef struct arrangement {
    size_t n_keys;
    int ladder[BP_KEYS_MAX]; /* [n_keys] */
    bp_sort sort;
    bool by_median; /* tiers that are on no known ladder go by their medians */
} arrangement;

/* A group on its way into the table. */
typedef struct draft {
    bp_group *group;
    const arrangement *order;
    double median;
    bool has_median;
} draft;

/* A table that is being made. */
typedef struct job {
    const bp_survey *survey;
    const bp_pay_groups *groups;
    const bp_method *method;
    const size_t *key;
    size_t n_keys;
    size_t first; /* group that is measured */
    bp_ci ci;
    bp_table_memory *table;
    draft *draft; /* [groups] */
    bool wide;
} job;

static bp_figure bounded(double value, const bp_limits *l)
{
    bp_figure f = bp_figure_of(value);
    if (l == NULL)
        return f;
    f.lo = l->lo;
    f.hi = l->hi;
    f.lo_state = l->lo_state;
    f.hi_state = l->hi_state;
    return f;
}

/* The figures of a group without pay, or with pay of several currencies. */
static void put_absent(const job *j, size_t i)
{
    bp_table_memory *o = j->table;
    bp_group *group = &o->table.group[i];
    const bool mixed = j->groups->group[i].mixed;
    const size_t n = j->method->n_levels;
    group->reasons = mixed ? BP_WHY_MIXED_CURRENCY : 0;
    group->mean = bp_figure_without(mixed ? BP_NOT_ESTIMABLE : BP_ABSENT, group->reasons);
    for (size_t k = 0; k < n; k++)
        o->figure[i * n + k] = group->mean;
}

/* What nobody is paid yet leaves the span of the others unknown. */
static bool is_wide(const bp_total *total)
{
    return total->low <= 0 || total->high / BP_CLOUDS_SPAN >= total->low;
}

/* The figures of a group, whose median is the last of what was measured. */
static void put_figures(void *arg, const bp_measured *m)
{
    job *j = arg;
    const size_t i = m->of.number, n = j->method->n_levels;
    const int scale = j->groups->scale;
    bp_table_memory *o = j->table;
    draft *d = &j->draft[i];
    for (size_t k = 0; k < n; k++) {
        const bp_limits *limits = m->limits != NULL ? &m->limits[k] : NULL;
        o->figure[i * n + k] = bounded(bp_picked_value(&m->of.picked[k], scale), limits);
        if (limits != NULL)
            o->precision[i * n + k] = limits->precision;
    }
    o->table.group[i].mean =
        bounded(bp_money_mean(m->of.total.sum, m->of.group->pay.weight, scale),
                m->limits != NULL ? &m->mean : NULL);
    d->median = bp_picked_value(&m->of.picked[n], scale);
    d->has_median = true;
    if (i == 0)
        j->wide = is_wide(&m->of.total);
}

static bp_group describe(const job *j, const bp_pay_group *g, const char *by[])
{
    bp_group group = {
        .others = g->others, .n = g->pay.people, .orgs = g->orgs, .first = g->first
    };
    if (g->currency != BP_NO_ID)
        group.currency = bp_survey_currency_text(j->survey, g->currency).at;
    else if (!g->mixed)
        group.currency = bp_survey_currency(j->survey);
    if (!g->mixed)
        group.currency = bp_survey_unit(j->survey, j->groups->element, group.currency);
    for (size_t k = 0; g->key != NULL && k < j->n_keys; k++)
        by[k] = g->others > 0 ? BP_OTHER_GROUPS
                              : bp_survey_key_text(j->survey, j->key[k], g->key[k]).at;
    if (g->key != NULL)
        group.by = by;
    return group;
}

static int by_name(const draft *x, const draft *y)
{
    const arrangement *o = x->order;
    if (o->by_median && x->has_median && y->has_median && x->median != y->median)
        return x->median < y->median ? -1 : 1;
    int order = 0;
    for (size_t k = 0; order == 0 && k < o->n_keys; k++)
        order = bp_ladder_order(o->ladder[k], bp_text_of(x->group->by[k]),
                                bp_text_of(y->group->by[k]));
    return order;
}

static int by_choice(const void *a, const void *b)
{
    const draft *x = a, *y = b;
    const bp_sort sort = x->order->sort;
    if (sort == BP_SORT_FIRST)
        return (x->group->first > y->group->first) - (x->group->first < y->group->first);
    if (sort == BP_SORT_N && x->group->n != y->group->n)
        return x->group->n > y->group->n ? -1 : 1;
    if (sort == BP_SORT_P50 && x->has_median != y->has_median)
        return x->has_median ? -1 : 1;
    if (sort == BP_SORT_P50 && x->median != y->median)
        return x->median > y->median ? -1 : 1;
    return by_name(x, y);
}

/* The ladder that the values of key k are on. */
static bool find_ladder(const draft d[], size_t n, size_t k, int *ladder)
{
    bp_text *value = bp_alloc(0, n, sizeof *value);
    if (value == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        value[i] = bp_text_of(d[i].group->by[k]);
    *ladder = bp_ladder_find(value, n);
    free(value);
    return true;
}

/* Is it the column of tiers, with names that say nothing of their order? */
static bool unordered_tiers(const job *j, const draft d[], size_t n, int ladder)
{
    if (j->n_keys != 1 || ladder >= 0 ||
        !bp_text_same(bp_text_of(bp_survey_key(j->survey, j->key[0])),
                      bp_text_of("tier")))
        return false;
    for (size_t i = 0; i < n; i++)
        if (bp_ladder_numbered(bp_text_of(d[i].group->by[0])))
            return false;
    return true;
}

/* Groups come in the order of their texts, which nearly always is the wanted one. */
static bool are_in_order(const draft d[], size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (by_choice(&d[i - 1], &d[i]) > 0)
            return false;
    return true;
}

/* Puts n groups in the order of their drafts.  False: memory is out. */
static bool move_groups(bp_group group[], const draft d[], size_t n)
{
    bp_group *moved = bp_alloc(0, n, sizeof *moved);
    if (moved == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        moved[i] = *d[i].group;
    memcpy(group, moved, n * sizeof *moved);
    free(moved);
    return true;
}

/* Orders the n groups that follow the total, each of its own. */
static bool arrange(const job *j, bp_group group[], draft d[], size_t n)
{
    arrangement o = { .n_keys = j->n_keys, .sort = j->method->sort };
    for (size_t k = 0; k < j->n_keys; k++)
        if (!find_ladder(d, n, k, &o.ladder[k]))
            return false;
    o.by_median = unordered_tiers(j, d, n, o.ladder[0]);
    j->table->table.by_median =
        o.sort == BP_SORT_P50 || (o.sort == BP_SORT_NAME && o.by_median);
    for (size_t i = 0; i < n; i++)
        d[i].order = &o;
    if (are_in_order(d, n))
        return true;
    qsort(d, n, sizeof *d, by_choice);
    return move_groups(group, d, n);
}

/* Everything of the groups but their figures. */
static void put_groups(const job *j)
{
    const bp_pay_groups *g = j->groups;
    bp_table_memory *o = j->table;
    const size_t n = j->method->n_levels;
    for (size_t i = 0; i < g->n; i++) {
        bp_group *group = &o->table.group[i];
        *group = describe(j, &g->group[i], o->by + i * j->n_keys);
        group->p = o->figure + i * n;
        group->precision = o->precision != NULL ? o->precision + i * n : NULL;
        group->who = o->who != NULL ? &o->who[i] : NULL;
        group->beyond = o->beyond != NULL ? o->beyond + i * (2 * n + 2) : NULL;
        j->draft[i].group = group;
        if (!bp_pay_group_counts(&g->group[i]))
            put_absent(j, i);
    }
}

/* Puts the groups in order, the total first and joined groups last.  False: memory is
 * out. */
static bool put_in_order(const job *j)
{
    const bp_pay_groups *g = j->groups;
    const size_t own = g->n - (g->group[g->n - 1].others > 0 ? 1 : 0);
    j->table->table.has_others = own < g->n;
    return own < 2 || j->n_keys == 0 ||
           arrange(j, j->table->table.group + 1, j->draft + 1, own - 1);
}

/* What the table says about itself. */
static void head(bp_table_memory *o, const job *j, size_t element, size_t n_groups)
{
    size_t n_levels = j->method->n_levels;
    for (size_t k = 0; k < j->n_keys; k++)
        o->key[k] = bp_survey_key(j->survey, j->key[k]);
    if (n_levels > 0)
        memcpy(o->level, j->method->level, n_levels * sizeof o->level[0]);
    o->table.element = bp_survey_element(j->survey, element);
    o->table.key = o->key;
    o->table.n_keys = j->n_keys;
    o->table.level = o->level;
    o->table.n_levels = n_levels;
    o->table.n_groups = n_groups;
    o->table.chosen = j->method->top > 0 || j->method->min_people > 0;
    o->table.of_lines = bp_survey_of_lines(j->survey);
    o->table.of_posts = bp_survey_of_posts(j->survey);
    o->table.has_orgs = bp_survey_has_orgs(j->survey);
    o->table.ci = j->ci;
    o->table.basis = j->groups->basis;
    o->table.lone = j->groups->group[0].lone;
}

/* Room for the table and for what rules ask of it. */
static bool make_room(job *j)
{
    const size_t groups = j->groups->n, n = j->method->n_levels;
    const bool intervals = j->ci.method != BP_CI_NONE;
    bp_table_memory *o = bp_table_memory_new(groups, j->n_keys, n, intervals);
    j->table = o;
    j->draft = bp_alloc(0, groups, sizeof j->draft[0]);
    if (o == NULL || j->draft == NULL)
        return false;
    if (j->method->facts)
        o->who = bp_room_take(&o->room, groups, sizeof o->who[0]);
    if (j->method->facts && intervals)
        o->beyond = bp_room_take(&o->room, groups * (2 * n + 2), sizeof o->beyond[0]);
    return !o->room.failed;
}

/* The levels of the table, then the median, by which groups are put in order. */
static bp_status measure(job *j, bp_err *err)
{
    const size_t n = j->method->n_levels;
    bp_level *level = bp_alloc(0, n + 1, sizeof *level);
    if (level == NULL)
        return bp_no_memory(err, "%zu groups", j->groups->n);
    if (n > 0)
        memcpy(level, j->method->level, n * sizeof *level);
    level[n] = half;
    bp_method method = *j->method;
    method.level = level;
    method.n_levels = n + 1;
    method.ci = j->ci;
    const bp_measuring asked = { .groups = j->groups,
                                 .survey = j->survey,
                                 .key = j->key,
                                 .n_keys = j->n_keys,
                                 .first = j->first,
                                 .method = &method,
                                 .who = j->table->who,
                                 .beyond = j->table->beyond,
                                 .take = put_figures,
                                 .arg = j };
    bp_status status = bp_groups_measure(&asked, err);
    free(level);
    return status;
}

static bp_status make_table(bp_percentiles **out, job *j, size_t element, bp_err *err)
{
    const bp_pay_groups *g = j->groups;
    bp_status status = bp_ci_settle(&j->ci, &j->method->ci, g, err);
    if (status == BP_OK && !make_room(j))
        status = bp_no_memory(err, "%zu groups", g->n);
    if (status == BP_OK) {
        put_groups(j);
        status = measure(j, err);
    }
    if (status == BP_OK && !put_in_order(j))
        status = bp_no_memory(err, "%zu groups", g->n);
    if (status == BP_OK) {
        head(j->table, j, element, g->n);
        j->table->table.wide = bp_pay_group_counts(&g->group[0]) && j->wide;
        *out = &j->table->table;
    } else {
        bp_percentiles_free(j->table != NULL ? &j->table->table : NULL);
    }
    free(j->draft);
    return status;
}

/* The table of groups that are there, from the first on; they are freed. */
static bp_status make(bp_percentiles **out, bp_pay_groups *groups, size_t element,
                      const size_t key[], size_t n_keys, size_t first,
                      const bp_method *method, bp_err *err)
{
    job j = { .survey = groups->survey,
              .groups = groups,
              .method = method,
              .key = key,
              .n_keys = n_keys,
              .first = first };
    bp_percentiles *made = NULL;
    bp_gsl_begin();
    bp_status status = bp_pay_groups_on(groups, method->basis, method->qtype, err);
    if (status == BP_OK)
        status = make_table(&made, &j, element, err);
    status = bp_gsl_end(status, err);
    bp_pay_groups_free(groups);
    if (status == BP_OK)
        *out = made;
    else
        bp_percentiles_free(made);
    return status;
}

static bp_status check_levels(const bp_method *method, bp_err *err)
{
    return method->n_levels <= BP_LEVELS_MAX
               ? BP_OK
               : bp_fail(err, NULL, BP_ELIMIT, "more than %d percentiles", BP_LEVELS_MAX);
}

static bp_status make_by(bp_percentiles **out, const bp_survey *survey, size_t element,
                         const size_t key[], size_t n_keys, size_t first,
                         const bp_method *method, bp_err *err)
{
    bp_pay_groups *groups;
    bp_status status = check_levels(method, err);
    if (status == BP_OK)
        status =
            bp_pay_groups_largest(&groups, survey, element, key, n_keys,
                                  (size_t)method->top, (uint64_t)method->min_people, err);
    return status == BP_OK ? make(out, groups, element, key, n_keys, first, method, err)
                           : status;
}

bp_status bp_percentiles_new(bp_percentiles **out, const bp_survey *survey,
                             size_t element, const size_t key[], size_t n_keys,
                             const bp_method *method, bp_err *err)
{
    return make_by(out, survey, element, key, n_keys, 0, method, err);
}

bp_status bp_percentiles_groups(bp_percentiles **out, const bp_survey *survey,
                                size_t element, const size_t key[], size_t n_keys,
                                const bp_method *method, bp_err *err)
{
    return make_by(out, survey, element, key, n_keys, 1, method, err);
}

/* The total is the first group. */
void bp_percentiles_put_total(bp_percentiles *p, const bp_percentiles *other)
{
    bp_table_memory *to = (bp_table_memory *)p;
    const bp_table_memory *from = (const bp_table_memory *)other;
    const size_t n = p->n_levels;
    memcpy(to->figure, from->figure, n * sizeof to->figure[0]);
    if (to->precision != NULL)
        memcpy(to->precision, from->precision, n * sizeof to->precision[0]);
    if (to->who != NULL)
        to->who[0] = from->who[0];
    if (to->beyond != NULL)
        memcpy(to->beyond, from->beyond, (2 * n + 2) * sizeof to->beyond[0]);
    p->group[0].mean = other->group[0].mean;
    p->wide = other->wide;
}

bp_status bp_percentiles_where(bp_percentiles **out, const bp_survey *survey,
                               size_t element, const uint32_t value[],
                               const bp_method *method, bp_err *err)
{
    bp_pay_groups *groups;
    bp_status status = check_levels(method, err);
    if (status == BP_OK)
        status = bp_pay_groups_where(&groups, survey, element, value, err);
    return status == BP_OK ? make(out, groups, element, NULL, 0, 0, method, err) : status;
}

bp_status bp_percentiles_sets(bp_percentiles **out, const bp_survey *survey,
                              size_t element, const bp_pay_value value[], size_t n_values,
                              size_t n_sets, const bp_method *method, bp_err *err)
{
    bp_pay_groups *groups;
    bp_status status = check_levels(method, err);
    if (status == BP_OK)
        status =
            bp_pay_groups_sets(&groups, survey, element, value, n_values, n_sets, err);
    return status == BP_OK ? make(out, groups, element, NULL, 0, 0, method, err) : status;
}

bp_figure *bp_percentiles_levels(bp_percentiles *p, size_t group)
{
    const bp_table_memory *o = (bp_table_memory *)p;
    return o->figure + (p->group[group].p - o->figure);
}

bp_precision *bp_percentiles_precision(bp_percentiles *p, size_t group)
{
    const bp_table_memory *o = (bp_table_memory *)p;
    const bp_precision *of = p->group[group].precision;
    return of != NULL ? o->precision + (of - o->precision) : NULL;
}

bp_sensitivity *bp_percentiles_sensitivity(bp_percentiles *p, size_t group)
{
    const bp_table_memory *o = (bp_table_memory *)p;
    const bp_sensitivity *of = p->group[group].sensitivity;
    return of != NULL ? o->sensitivity + (of - o->sensitivity) : NULL;
}

const bp_variant *bp_percentiles_variants(const bp_percentiles *p, size_t group)
{
    const bp_table_memory *o = (const bp_table_memory *)p;
    const bp_sensitivity *of = p->group[group].sensitivity;
    const size_t row =
        of != NULL && p->n_levels > 0 ? (size_t)(of - o->sensitivity) / p->n_levels : 0;
    return o->variant != NULL ? o->variant + row * BP_VARIANTS : NULL;
}

void bp_percentiles_withhold_mean(bp_percentiles *p, size_t group, unsigned reasons)
{
    if (p->group[group].mean.state == BP_SHOWN)
        p->group[group].mean = bp_figure_without(BP_WITHHELD, reasons);
}

void bp_percentiles_withhold(bp_percentiles *p, size_t group, unsigned reasons)
{
    const bp_figure withheld = bp_figure_without(BP_WITHHELD, reasons);
    bp_group *g = &p->group[group];
    bp_figure *figure = bp_percentiles_levels(p, group);
    for (size_t i = 0; i < p->n_levels; i++)
        figure[i] = withheld;
    bp_precision *precision = bp_percentiles_precision(p, group);
    for (size_t i = 0; precision != NULL && i < p->n_levels; i++)
        precision[i] = (bp_precision){ 0 };
    bp_sensitivity *range = bp_percentiles_sensitivity(p, group);
    for (size_t i = 0; range != NULL && i < p->n_levels; i++)
        range[i] = (bp_sensitivity){ withheld, withheld };
    g->mean = withheld;
    g->reasons |= reasons;
}
