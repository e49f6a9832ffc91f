/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/groups.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/dict.h"

static uint32_t currency_of(const bp_survey *s, const bp_cell *c)
{
    bool blank =
        c->currency == BP_NO_ID || bp_survey_currency_text(s, c->currency).n == 0;
    return blank ? BP_NO_ID : c->currency;
}

/* What groups are cut from. */
typedef struct members {
    const bp_survey *survey;
    size_t element;
    const size_t *key; /* [n_keys] */
    size_t n_keys;
    uint32_t *cell; /* [n] chosen and with pay, ordered by group */
    size_t n;
    size_t n_runs;  /* of all of them */
    uint32_t *seen; /* [orgs] the number of the last group that it was seen in */
    uint32_t blank; /* the id of an organisation without a name, which is the first */
} members;

static void release(members *m)
{
    free(m->cell);
    free(m->seen);
}

/* False: memory is out. */
static bool list_members(members *m)
{
    const bp_survey *s = m->survey;
    const size_t cells = bp_survey_cells(s);
    size_t orgs = 0;
    m->cell = bp_alloc(0, cells, sizeof m->cell[0]);
    for (size_t i = 0; m->cell != NULL && i < cells; i++) {
        const bp_cell c = bp_survey_cell(s, i);
        if (!c.chosen || bp_survey_count(s, m->element, i) == 0)
            continue;
        m->cell[m->n++] = (uint32_t)i;
        m->n_runs += bp_survey_runs(s, m->element, i);
        if (c.org != BP_NO_ID && c.org >= orgs)
            orgs = (size_t)c.org + 1;
    }
    m->seen = bp_alloc(0, orgs, sizeof m->seen[0]);
    m->blank = orgs > 0 && bp_survey_org_text(s, 0).n == 0 ? 0 : BP_NO_ID;
    return m->cell != NULL && m->seen != NULL &&
           bp_survey_order(s, m->cell, m->n, m->key, m->n_keys);
}

static bool same_group(const members *m, const uint32_t a[], const uint32_t b[])
{
    for (size_t k = 0; k < m->n_keys; k++)
        if (a[m->key[k]] != b[m->key[k]])
            return false;
    return true;
}

/* A group that is being gathered; its runs are the last in `run`. */
typedef struct gathering {
    bp_gathered group;
    bp_run *run; /* [group.n_runs] */
} gathering;

/* Runs that follow each other in memory are one. */
static void add_run(gathering *g, bp_run run)
{
    bp_run *last = g->run + g->group.n_runs;
    g->group.n += run.n;
    if (run.n == 0)
        return;
    if (g->group.n_runs > 0 && bp_run_joins(last - 1, &run))
        last[-1].n += run.n;
    else
        g->run[g->group.n_runs++] = run;
}

static void add_currency(bp_gathered *group, uint32_t currency)
{
    group->mixed = group->mixed || (group->n > 0 && currency != group->currency);
    group->currency = group->mixed ? BP_NO_ID : currency;
}

static void add_cell(gathering *g, const members *m, size_t cell, const bp_cell *c)
{
    add_currency(&g->group, currency_of(m->survey, c));
    g->group.first = c->first < g->group.first ? c->first : g->group.first;
    for (size_t i = 0; i < bp_survey_runs(m->survey, m->element, cell); i++)
        add_run(g, bp_survey_run(m->survey, m->element, cell, i));
}

/* All but the organisations, which groups may have in common. */
static void add_group(gathering *total, const bp_gathered *group)
{
    add_currency(&total->group, group->currency);
    total->group.mixed = total->group.mixed || group->mixed;
    total->group.first =
        group->first < total->group.first ? group->first : total->group.first;
    for (size_t i = 0; i < group->n_runs; i++)
        add_run(total, group->run[i]);
}

/* Counts an organisation of a cell once in its group and once in all. */
static void add_org(members *m, bp_gathered *group, bp_gathered *total, uint32_t org,
                    uint32_t stamp)
{
    if (org == BP_NO_ID || org == m->blank || m->seen[org] == stamp)
        return;
    total->orgs += m->seen[org] == 0;
    group->orgs++;
    m->seen[org] = stamp;
}

/* A group behind those that there are. */
static bool push(bp_groups *g, const bp_gathered *group)
{
    if (!bp_reserve(&g->group, &g->cap, g->n + 1, sizeof g->group[0]))
        return false;
    g->group[g->n++] = *group;
    return true;
}

static gathering start(bp_run *run)
{
    return (gathering){
        .group = { .run = run, .currency = BP_NO_ID, .first = UINT64_MAX }, .run = run
    };
}

/* Cuts the members into groups behind the total. */
static bool cut(bp_groups *g, members *m)
{
    gathering total = start(g->run);
    bp_run *run = g->run + m->n_runs;
    uint32_t stamp = 0;
    bool ok = push(g, &total.group);
    for (size_t i = 0, next; ok && i < m->n; i = next) {
        gathering one = start(run);
        uint32_t *id = g->id + i * m->n_keys;
        const bp_cell first = bp_survey_cell(m->survey, m->cell[i]);
        stamp++;
        for (size_t k = 0; k < m->n_keys; k++)
            id[k] = first.key[m->key[k]];
        for (next = i; next < m->n; next++) {
            const bp_cell c = bp_survey_cell(m->survey, m->cell[next]);
            if (!same_group(m, first.key, c.key))
                break;
            add_org(m, &one.group, &total.group, c.org, stamp);
            add_cell(&one, m, m->cell[next], &c);
        }
        one.group.key = id;
        run += one.group.n_runs;
        add_group(&total, &one.group);
        ok = m->n_keys == 0 || push(g, &one.group);
    }
    if (ok)
        g->group[0] = total.group;
    return ok;
}

bp_status bp_groups_new(bp_groups **out, const bp_survey *s, size_t element,
                        const size_t key[], size_t n_keys, bp_err *err)
{
    members m = { .survey = s, .element = element, .key = key, .n_keys = n_keys };
    bp_groups *g = bp_alloc(0, 1, sizeof *g);
    bool ok = g != NULL && list_members(&m);
    if (ok) {
        g->run = bp_alloc(0, 2 * m.n_runs, sizeof g->run[0]);
        g->id = bp_alloc(0, m.n * n_keys, sizeof g->id[0]);
        ok = g->run != NULL && g->id != NULL && cut(g, &m);
    }
    release(&m);
    if (!ok) {
        bp_groups_free(g);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the groups");
    }
    *out = g;
    return BP_OK;
}

void bp_groups_free(bp_groups *g)
{
    if (g == NULL)
        return;
    free(g->group);
    free(g->id);
    free(g->run);
    free(g);
}
