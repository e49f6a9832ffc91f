#include "analysis/groups.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/dict.h"

static uint32_t org_of(const bp_survey *s, const bp_cell *c)
{
    bool blank = c->org == BP_NO_ID || bp_survey_org_text(s, c->org).n == 0;
    return blank ? BP_NO_ID : c->org;
}

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
    size_t n_runs;   /* of all of them */
    uint32_t *total; /* [orgs] was the organisation seen? */
    uint32_t *seen;  /* [orgs] the number of the last group that it was seen in */
} members;

static void release(members *m)
{
    free(m->cell);
    free(m->total);
    free(m->seen);
}

/* False: memory is out. */
static bool list_members(members *m)
{
    const bp_survey *s = m->survey;
    const size_t cells = bp_survey_cells(s);
    size_t orgs = 0;
    m->cell = bp_alloc(0, 2 * cells, sizeof m->cell[0]);
    for (size_t i = 0; m->cell != NULL && i < cells; i++) {
        const bp_cell c = bp_survey_cell(s, i);
        if (!c.chosen || bp_survey_count(s, m->element, i) == 0)
            continue;
        m->cell[m->n++] = (uint32_t)i;
        m->n_runs += bp_survey_runs(s, m->element, i);
        if (c.org != BP_NO_ID && c.org >= orgs)
            orgs = (size_t)c.org + 1;
    }
    m->total = bp_alloc(0, orgs, sizeof m->total[0]);
    m->seen = bp_alloc(0, orgs, sizeof m->seen[0]);
    if (m->cell == NULL || m->total == NULL || m->seen == NULL)
        return false;
    bp_survey_order(s, m->cell, m->cell + cells, m->n, m->key, m->n_keys);
    return true;
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
    bp_run *run;    /* [group.n_runs] */
    uint32_t *seen; /* [orgs] */
    uint32_t stamp; /* its own */
} gathering;

/* Runs that follow each other in memory are one. */
static void add_runs(gathering *g, const members *m, size_t cell)
{
    for (size_t i = 0; i < bp_survey_runs(m->survey, m->element, cell); i++) {
        const bp_run run = bp_survey_run(m->survey, m->element, cell, i);
        bp_run *last = g->run + g->group.n_runs;
        g->group.n += run.n;
        if (run.n == 0)
            continue;
        if (g->group.n_runs > 0 && bp_run_joins(last - 1, &run))
            last[-1].n += run.n;
        else
            g->run[g->group.n_runs++] = run;
    }
}

static void add_cell(gathering *g, const members *m, size_t cell, const bp_cell *c)
{
    const uint32_t org = org_of(m->survey, c), currency = currency_of(m->survey, c);
    bp_gathered *group = &g->group;
    group->mixed = group->mixed || (group->n > 0 && currency != group->currency);
    group->currency = group->mixed ? BP_NO_ID : currency;
    group->first = c->first < group->first ? c->first : group->first;
    if (org != BP_NO_ID && g->seen[org] != g->stamp) {
        g->seen[org] = g->stamp;
        group->orgs++;
    }
    add_runs(g, m, cell);
}

/* A group behind those that there are. */
static bool push(bp_groups *g, const bp_gathered *group)
{
    if (!bp_reserve(&g->group, &g->cap, g->n + 1, sizeof g->group[0]))
        return false;
    g->group[g->n++] = *group;
    return true;
}

static gathering start(bp_run *run, uint32_t seen[], size_t stamp)
{
    return (
        gathering){ .group = { .run = run, .currency = BP_NO_ID, .first = UINT64_MAX },
                    .run = run,
                    .seen = seen,
                    .stamp = (uint32_t)stamp };
}

/* Cuts the members into groups behind the total. */
static bool cut(bp_groups *g, const members *m)
{
    gathering total = start(g->run, m->total, 1);
    bp_run *run = g->run + m->n_runs;
    bool ok = push(g, &total.group);
    for (size_t i = 0, next; ok && i < m->n; i = next) {
        gathering one = start(run, m->seen, g->n);
        uint32_t *id = g->id + i * m->n_keys;
        const bp_cell first = bp_survey_cell(m->survey, m->cell[i]);
        for (size_t k = 0; k < m->n_keys; k++)
            id[k] = first.key[m->key[k]];
        for (next = i; next < m->n; next++) {
            const bp_cell c = bp_survey_cell(m->survey, m->cell[next]);
            if (!same_group(m, first.key, c.key))
                break;
            add_cell(&total, m, m->cell[next], &c);
            if (m->n_keys > 0)
                add_cell(&one, m, m->cell[next], &c);
        }
        one.group.key = id;
        run += one.group.n_runs;
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
