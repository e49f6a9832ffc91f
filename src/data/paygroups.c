/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paygroups.c - the pay of groups: unions of cells.
 *
 * Cells are the finest groups, so a group by some of the keys is a range of cells once
 * these are in the order of the keys.  Nothing is copied: a sample lists the runs of its
 * cells, of which those that follow each other in memory become one; in the order that
 * cells are kept in, that is often one run for a whole group. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "data/inside.h"
#include "data/paypool.h"
#include "data/rowsets.h"

/* Groups with their memory. */
typedef struct owned {
    bp_pay_groups groups; /* first: groups are freed as the whole */
    bp_pay_group *group;
    size_t cap;
    uint32_t *id;   /* what the keys of the groups point into */
    bp_run *run;    /* what the samples point into */
    uint32_t *cell; /* what the groups are made of, ordered by group */
} owned;

/* A blank currency is that of the others, where one was settled on. */
static uint32_t currency_of(const bp_survey *s, uint32_t cell)
{
    const bp_cellset *set = &s->cells.set;
    const uint32_t own = bp_cellset_part(set, cell, set->currency, BP_NO_ID);
    const bool blank = own == BP_NO_ID || bp_survey_currency_text(s, own).n == 0;
    return blank ? bp_survey_chosen_currency(s) : own;
}

/* What groups are cut from. */
typedef struct members {
    const bp_survey *survey;
    size_t element;
    const size_t *key; /* [n_keys] */
    size_t n_keys;
    const uint32_t *where; /* [keys of the survey] wanted values; NULL: any */
    size_t most;           /* groups of their own; 0: any number */
    uint64_t least;        /* people that each of them has */
    uint32_t *cell;        /* [n] chosen and with pay, ordered by group */
    size_t n;
    size_t n_own;   /* cells before those of small groups */
    size_t pooled;  /* small groups, whose cells make one group */
    size_t n_runs;  /* of all of them */
    size_t orgs;    /* ids are below it */
    uint32_t *seen; /* [orgs] the number of the last group that it was seen in */
    uint32_t blank; /* the id of an organisation without a name, which is the first */
} members;

static bool is_wanted(const members *m, const bp_cell *c)
{
    for (size_t k = 0; m->where != NULL && k < bp_survey_keys(m->survey); k++)
        if (m->where[k] != BP_NO_ID && m->where[k] != c->key[k])
            return false;
    return c->chosen;
}

/* Cells are in the order of all of their keys. */
static bool are_first_keys(const members *m)
{
    for (size_t k = 0; k < m->n_keys; k++)
        if (m->key[k] != k)
            return false;
    return true;
}

/* What is wanted hangs on the prefix, which neighbours mostly have in common. */
static void list_wanted(members *m)
{
    const bp_cellset *set = &m->survey->cells.set;
    const bp_pay_store *store = &m->survey->cells.store[m->element];
    uint32_t prefix = BP_NO_ID, *cell = m->cell;
    size_t n = 0, runs = 0, orgs = 0;
    bool wanted = false;
    for (size_t i = 0; i < set->n; i++) {
        if (set->id[i].prefix != prefix) {
            const bp_cell c = bp_survey_cell(m->survey, i);
            prefix = set->id[i].prefix;
            wanted = is_wanted(m, &c);
        }
        if (!wanted || bp_pay_store_count(store, i) == 0)
            continue;
        const uint32_t org = set->org != SIZE_MAX ? set->id[i].org : BP_NO_ID;
        cell[n++] = (uint32_t)i;
        runs += bp_pay_store_runs(store, i);
        orgs = org != BP_NO_ID && org >= orgs ? (size_t)org + 1 : orgs;
    }
    m->n = n;
    m->n_runs = runs;
    m->orgs = orgs;
}

/* False: memory is out. */
static bool list_members(members *m)
{
    const bp_survey *s = m->survey;
    m->cell = bp_alloc_bare(bp_survey_cells(s) + 1, sizeof m->cell[0]);
    if (m->cell == NULL)
        return false;
    list_wanted(m);
    m->seen = bp_alloc(0, m->orgs, sizeof m->seen[0]);
    m->blank = bp_survey_nameless_org(s);
    return m->seen != NULL &&
           (are_first_keys(m) || bp_survey_order(s, m->cell, m->n, m->key, m->n_keys));
}

static bool same_group(const members *m, const uint32_t a[], const uint32_t b[])
{
    for (size_t k = 0; k < m->n_keys; k++)
        if (a[m->key[k]] != b[m->key[k]])
            return false;
    return true;
}

/* The groups as they are before small ones are joined; counts them. */
static size_t find_spans(const members *m, bp_cell_span span[])
{
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        const bp_cell c = bp_survey_cell(m->survey, m->cell[i]);
        const bool first =
            i == 0 ||
            !same_group(m, bp_survey_cell(m->survey, m->cell[i - 1]).key, c.key);
        if (first)
            span[n++] = (bp_cell_span){ .from = i };
        span[n - 1].to = i + 1;
        span[n - 1].n += bp_survey_heads(m->survey, m->element, m->cell[i]);
    }
    return n;
}

/* Puts the cells of small groups behind the others, where they make one group. */
static bool pool(members *m)
{
    m->n_own = m->n;
    if (m->n_keys == 0 || (m->most == 0 && m->least <= 1))
        return true;
    bp_cell_span *span = bp_alloc(0, m->n, sizeof *span);
    const bool ok = span != NULL && bp_pay_pool(m->cell, m->n, span, find_spans(m, span),
                                                m->most, m->least, &m->n_own, &m->pooled);
    free(span);
    return ok;
}

/* A group that is being gathered; its runs are the last in `run`. */
typedef struct gathering {
    bp_pay_group group;
    bp_run *run; /* [group.pay.n_runs] */
} gathering;

/* Runs that follow each other in memory are one. */
static void add_run(gathering *g, bp_run run)
{
    bp_sample *pay = &g->group.pay;
    bp_run *last = g->run + pay->n_runs;
    pay->n += run.n;
    pay->weight += bp_run_weights(&run);
    if (run.n == 0)
        return;
    if (pay->n_runs > 0 && bp_run_joins(last - 1, &run))
        last[-1].n += run.n;
    else
        g->run[pay->n_runs++] = run;
}

static void add_currency(bp_pay_group *group, uint32_t currency)
{
    group->mixed = group->mixed || (group->pay.n > 0 && currency != group->currency);
    group->currency = group->mixed ? BP_NO_ID : currency;
}

/* Where a cell has one run, since there may be millions of these. */
static inline void add_steps(gathering *g, const bp_pay_store *store, size_t cell)
{
    bp_sample *pay = &g->group.pay;
    bp_run *last = g->run + pay->n_runs;
    size_t n;
    const uint32_t *steps = bp_pay_store_plain(store, cell, &n);
    pay->n += n;
    pay->weight += n;
    if (pay->n_runs > 0 && last[-1].steps + last[-1].n == steps)
        last[-1].n += n;
    else if (n > 0)
        g->run[pay->n_runs++] = (bp_run){ .steps = steps, .step = store->step, .n = n };
}

static __attribute__((noinline)) void add_runs(gathering *g, const bp_pay_store *store,
                                               size_t cell)
{
    for (size_t i = 0; i < bp_pay_store_runs(store, cell); i++)
        add_run(g, bp_pay_store_run(store, cell, i));
}

static inline void add_cell(gathering *g, const members *m, size_t cell)
{
    const bp_pay_store *store = &m->survey->cells.store[m->element];
    const uint64_t first = m->survey->cells.set.first[cell];
    g->group.first = first < g->group.first ? first : g->group.first;
    if (bp_pay_store_is_plain(store))
        add_steps(g, store, cell);
    else
        add_runs(g, store, cell);
}

/* All but the organisations, which groups may have in common. */
static void add_group(gathering *total, const bp_pay_group *group)
{
    add_currency(&total->group, group->currency);
    total->group.mixed = total->group.mixed || group->mixed;
    total->group.first =
        group->first < total->group.first ? group->first : total->group.first;
    for (size_t i = 0; i < group->pay.n_runs; i++)
        add_run(total, group->pay.run[i]);
}

/* Counts an organisation of a cell once in its group and once in all. */
static void add_org(members *m, bp_pay_group *group, bp_pay_group *total, uint32_t org,
                    uint32_t stamp)
{
    if (org == BP_NO_ID || org == m->blank || m->seen[org] == stamp)
        return;
    total->orgs += m->seen[org] == 0;
    group->orgs++;
    m->seen[org] = stamp;
}

static bool push(owned *o, const bp_pay_group *group)
{
    if (!bp_reserve(&o->group, &o->cap, o->groups.n + 1, sizeof o->group[0]))
        return false;
    o->group[o->groups.n++] = *group;
    return true;
}

static gathering start(bp_run *run)
{
    return (gathering){
        .group = { .pay = { .run = run }, .currency = BP_NO_ID, .first = UINT64_MAX },
        .run = run
    };
}

/* Gathers the members from i on that are of one group; returns the first that is not.
 * Cells of one prefix are of one group and currency. */
static size_t gather(gathering *one, bp_pay_group *total, members *m, size_t i,
                     uint32_t stamp, uint32_t id[])
{
    const bp_cellset *set = &m->survey->cells.set;
    const uint32_t *first = bp_cellset_prefix(set, m->cell[i]);
    const bool others = i >= m->n_own;
    const size_t end = others ? m->n : m->n_own;
    uint32_t prefix = BP_NO_ID;
    for (size_t k = 0; k < m->n_keys; k++)
        id[k] = others ? BP_NO_ID : first[m->key[k]];
    one->group.key = id;
    one->group.cell = m->cell + i;
    one->group.others = others ? m->pooled : 0;
    for (; i < end; i++) {
        const uint32_t cell = m->cell[i];
        if (set->id[cell].prefix != prefix) {
            if (!others && !same_group(m, first, bp_cellset_prefix(set, cell)))
                break;
            add_currency(&one->group, currency_of(m->survey, cell));
            prefix = set->id[cell].prefix;
        }
        add_org(m, &one->group, total, bp_cellset_part(set, cell, set->org, BP_NO_ID),
                stamp);
        add_cell(one, m, cell);
        one->group.n_cells++;
    }
    return i;
}

static void count_people(owned *o, const bp_survey *s)
{
    const bool counted = bp_survey_weighting(s) == BP_WEIGHTS_FREQ;
    for (size_t i = 0; i < o->groups.n; i++) {
        bp_sample *pay = &o->group[i].pay;
        pay->people = counted ? pay->weight : pay->n;
    }
}

/* Cuts the members into groups, which follow the total. */
static bool cut(owned *o, members *m)
{
    gathering total = start(o->run);
    bp_run *run = o->run + m->n_runs;
    uint32_t stamp = 0;
    bool ok = push(o, &total.group);
    for (size_t i = 0; ok && i < m->n;) {
        gathering one = start(run);
        i = gather(&one, &total.group, m, i, stamp + 1, o->id + stamp * m->n_keys);
        stamp++;
        run += one.group.pay.n_runs;
        add_group(&total, &one.group);
        ok = m->n_keys == 0 || push(o, &one.group);
    }
    total.group.cell = m->cell;
    total.group.n_cells = m->n;
    if (ok)
        o->group[0] = total.group;
    count_people(o, m->survey);
    return ok;
}

/* Makes the groups once they are cut, or nothing of them. */
static bp_status finish(bp_pay_groups **out, owned *o, members *m, bool ok, bp_err *err)
{
    free(m->seen);
    if (!ok) {
        free(m->cell);
        bp_pay_groups_free(o != NULL ? &o->groups : NULL);
        return bp_no_memory(err, "the groups");
    }
    o->cell = m->cell;
    o->groups.group = o->group;
    o->groups.org_ids = m->orgs;
    o->groups.survey = m->survey;
    o->groups.element = m->element;
    o->groups.scale = bp_survey_shape(m->survey)->scale;
    o->groups.weighting = bp_survey_weighting(m->survey);
    *out = &o->groups;
    return BP_OK;
}

/* As many groups as there can be: each has a prefix of its own. */
static size_t groups_most(const members *m)
{
    const size_t prefixes = m->survey->cells.set.n_prefixes;
    return m->n < prefixes ? m->n : prefixes;
}

static bp_status make(bp_pay_groups **out, members *m, bp_err *err)
{
    owned *o = bp_alloc(0, 1, sizeof *o);
    bool ok = o != NULL && list_members(m) && pool(m);
    if (ok) {
        o->run = bp_alloc_buffered(0, (2 * m->n_runs + 1) * sizeof o->run[0]);
        const size_t most = groups_most(m);
        o->id = bp_alloc(0, most * m->n_keys, sizeof o->id[0]);
        ok = o->run != NULL && o->id != NULL &&
             bp_reserve(&o->group, &o->cap, most + 1, sizeof o->group[0]) && cut(o, m);
    }
    return finish(out, o, m, ok, err);
}

/* The groups of sets; their samples follow each other in o->run. */
static bool cut_sets(owned *o, members *m, const bp_rowsets *sets)
{
    gathering nobody = start(o->run);
    bp_run *run = o->run;
    bool ok = push(o, &nobody.group);
    for (size_t i = 0; ok && i < sets->n; i++) {
        const size_t from = i > 0 ? sets->end[i - 1] : 0;
        gathering one = start(run);
        one.group.cell = m->cell + from;
        one.group.n_cells = sets->end[i] - from;
        for (size_t k = from; k < sets->end[i]; k++) {
            const bp_cell c = bp_survey_cell(m->survey, m->cell[k]);
            add_org(m, &one.group, &nobody.group, c.org, (uint32_t)i + 1);
            add_currency(&one.group, currency_of(m->survey, m->cell[k]));
            add_cell(&one, m, m->cell[k]);
        }
        run += one.group.pay.n_runs;
        ok = push(o, &one.group);
    }
    count_people(o, m->survey);
    return ok;
}

bp_status bp_pay_groups_sets(bp_pay_groups **out, const bp_survey *s, size_t element,
                             const bp_pay_value value[], size_t n_values, size_t n_sets,
                             bp_err *err)
{
    members m = { .survey = s, .element = element };
    bp_rowsets sets = { 0 };
    owned *o = bp_alloc(0, 1, sizeof *o);
    bool ok = o != NULL && list_members(&m) &&
              bp_rowsets_new(&sets, s, element, value, n_values, n_sets);
    if (ok) {
        free(m.cell);
        m.cell = sets.cell;
        sets.cell = NULL;
        size_t runs = 0;
        for (size_t i = 0; n_sets > 0 && i < sets.end[n_sets - 1]; i++)
            runs += bp_survey_runs(s, element, m.cell[i]);
        o->run = bp_alloc_bare(runs + 1, sizeof o->run[0]);
        ok = o->run != NULL && cut_sets(o, &m, &sets);
    }
    bp_rowsets_release(&sets);
    return finish(out, o, &m, ok, err);
}

bp_status bp_pay_sets_span(uint32_t low[], uint32_t high[], const bp_survey *s,
                           size_t element, const bp_pay_value value[], size_t n_values,
                           size_t n_sets, size_t key, bp_err *err)
{
    bp_rowsets sets;
    if (!bp_rowsets_new(&sets, s, element, value, n_values, n_sets))
        return bp_no_memory(err, "the groups");
    for (size_t i = 0, k = 0; i < n_sets; i++) {
        low[i] = high[i] = BP_NO_ID;
        for (; k < sets.end[i]; k++) {
            const uint32_t id = bp_survey_cell(s, sets.cell[k]).key[key];
            low[i] = low[i] == BP_NO_ID || id < low[i] ? id : low[i];
            high[i] = high[i] == BP_NO_ID || id > high[i] ? id : high[i];
        }
    }
    bp_rowsets_release(&sets);
    return BP_OK;
}

bp_status bp_pay_groups_new(bp_pay_groups **out, const bp_survey *s, size_t element,
                            const size_t key[], size_t n_keys, bp_err *err)
{
    assert(n_keys <= BP_KEYS_MAX);
    members m = { .survey = s, .element = element, .key = key, .n_keys = n_keys };
    return make(out, &m, err);
}

bp_status bp_pay_groups_largest(bp_pay_groups **out, const bp_survey *s, size_t element,
                                const size_t key[], size_t n_keys, size_t most,
                                uint64_t least, bp_err *err)
{
    assert(n_keys <= BP_KEYS_MAX);
    members m = { .survey = s,
                  .element = element,
                  .key = key,
                  .n_keys = n_keys,
                  .most = most,
                  .least = least };
    return make(out, &m, err);
}

bp_status bp_pay_groups_where(bp_pay_groups **out, const bp_survey *s, size_t element,
                              const uint32_t value[], bp_err *err)
{
    members m = { .survey = s, .element = element, .where = value };
    return make(out, &m, err);
}

void bp_pay_groups_free(bp_pay_groups *g)
{
    owned *o = (owned *)g;
    if (o == NULL)
        return;
    free(o->group);
    free(o->id);
    free(o->run);
    free(o->cell);
    bp_arena_release(&o->groups.made);
    free(o);
}
