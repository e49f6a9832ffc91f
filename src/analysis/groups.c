#include "analysis/groups.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/dict.h"

/* A cell that has pay of the element. */
typedef struct member {
    const bp_run *run;
    uint64_t first;
    uint32_t org;             /* BP_NO_ID: unknown */
    uint32_t currency;        /* BP_NO_ID: unknown */
    uint32_t id[BP_KEYS_MAX]; /* of the wanted keys */
    uint32_t n_keys;
} member;

static int by_group(const void *a, const void *b)
{
    const member *x = a, *y = b;
    for (size_t k = 0; k < x->n_keys; k++)
        if (x->id[k] != y->id[k])
            return x->id[k] < y->id[k] ? -1 : 1;
    return 0;
}

static bool same_group(const member *x, const member *y)
{
    return memcmp(x->id, y->id, x->n_keys * sizeof x->id[0]) == 0;
}

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

/* The chosen cells with pay; *n of them. */
static member *list_members(const bp_survey *s, size_t element, const size_t key[],
                            size_t n_keys, size_t *n)
{
    size_t cells = bp_survey_cells(s);
    member *list = bp_alloc(0, cells, sizeof *list);
    *n = 0;
    for (size_t i = 0; list != NULL && i < cells; i++) {
        bp_cell c = bp_survey_cell(s, i);
        if (!c.chosen || c.run[element].n == 0)
            continue;
        member m = { .run = c.run + element,
                     .first = c.first,
                     .org = org_of(s, &c),
                     .currency = currency_of(s, &c),
                     .n_keys = (uint32_t)n_keys };
        for (size_t k = 0; k < n_keys; k++)
            m.id[k] = c.key[key[k]];
        list[(*n)++] = m;
    }
    return list;
}

/* For each organisation the last group in which it was counted. */
static uint32_t *new_stamps(const member m[], size_t n)
{
    size_t orgs = 0;
    for (size_t i = 0; i < n; i++)
        if (m[i].org != BP_NO_ID && m[i].org >= orgs)
            orgs = (size_t)m[i].org + 1;
    return bp_alloc(0, orgs, sizeof(uint32_t));
}

/* The group of m[0..n-1]; `stamp` is its own. */
static bp_gathered gather(const member m[], size_t n, const bp_run **run, uint32_t seen[],
                          uint32_t stamp)
{
    bp_gathered g = {
        .run = run, .n_runs = n, .currency = BP_NO_ID, .first = UINT64_MAX
    };
    for (size_t i = 0; i < n; i++) {
        run[i] = m[i].run;
        g.n += m[i].run->n;
        g.first = m[i].first < g.first ? m[i].first : g.first;
        if (m[i].org != BP_NO_ID && seen[m[i].org] != stamp) {
            seen[m[i].org] = stamp;
            g.orgs++;
        }
        g.mixed = g.mixed || (i > 0 && m[i].currency != g.currency);
        g.currency = m[i].currency;
    }
    if (g.mixed)
        g.currency = BP_NO_ID;
    return g;
}

/* Cuts the members, which are ordered by group, into groups behind the total. */
static bool cut(bp_groups *g, const member m[], size_t n, size_t n_keys, uint32_t seen[])
{
    if (!bp_reserve(&g->group, &g->cap, 1, sizeof g->group[0]))
        return false;
    g->group[g->n++] = gather(m, n, g->run, seen, 1);
    for (size_t i = 0, next; n_keys > 0 && i < n; i = next) {
        for (next = i + 1; next < n && same_group(&m[i], &m[next]);)
            next++;
        if (!bp_reserve(&g->group, &g->cap, g->n + 1, sizeof g->group[0]))
            return false;
        bp_gathered one =
            gather(m + i, next - i, g->run + n + i, seen, (uint32_t)g->n + 1);
        memcpy(g->id + i * n_keys, m[i].id, n_keys * sizeof m[i].id[0]);
        one.key = g->id + i * n_keys;
        g->group[g->n++] = one;
    }
    return true;
}

static bool make(bp_groups *g, member m[], size_t n, size_t n_keys)
{
    uint32_t *seen = new_stamps(m, n);
    g->run = bp_alloc(0, 2 * n, sizeof g->run[0]);
    g->id = bp_alloc(0, n * n_keys, sizeof g->id[0]);
    if (n > 1 && n_keys > 0)
        qsort(m, n, sizeof *m, by_group);
    bool ok =
        seen != NULL && g->run != NULL && g->id != NULL && cut(g, m, n, n_keys, seen);
    free(seen);
    return ok;
}

bp_status bp_groups_new(bp_groups **out, const bp_survey *s, size_t element,
                        const size_t key[], size_t n_keys, bp_err *err)
{
    size_t n;
    member *m = list_members(s, element, key, n_keys, &n);
    bp_groups *g = bp_alloc(0, 1, sizeof *g);
    bool ok = m != NULL && g != NULL && make(g, m, n, n_keys);
    free(m);
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
