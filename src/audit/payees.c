/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payees.c - everybody who is paid, one by one, and tables that are cut of them.
 *
 * A survey keeps pay in cells and rolls them up without copying.  Here each person is a
 * line of a list, and a table is that list, sorted: nothing to be clever with. */
#include "audit/payees.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* ---- the list ---- */

static void list_cell(bp_payees *p, size_t cell)
{
    bp_org_block b;
    bp_org_block_start(&b);
    while (bp_org_block_next(&b, p->cells, &p->cells->group[cell]))
        for (size_t i = 0; i < b.n; i++) {
            const int64_t weight = p->weights == BP_UNWEIGHTED ? 1 : b.weight[i];
            const uint64_t heads = p->weights == BP_WEIGHTS_FREQ ? (uint64_t)weight : 1;
            p->heads[cell] += heads;
            if (p->basis != BP_BASIS_INCUMBENT && b.org == BP_NO_ID)
                continue;
            p->counted[cell] += heads;
            p->payee[p->n++] = (bp_payee){
                .cell = cell, .org = b.org, .pay = b.value[i], .weight = weight
            };
        }
}

bp_status bp_payees_new(bp_payees **out, const bp_survey *s, size_t element,
                        bp_basis basis, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    const size_t n_keys = bp_survey_keys(s);
    bp_payees *p = bp_alloc(sizeof *p, 0, 0);
    if (p == NULL)
        return bp_no_memory(err, "the people of an audit");
    for (size_t k = 0; k < n_keys; k++)
        key[k] = k;
    bp_status status = bp_pay_groups_new(&p->cells, s, element, key, n_keys, err);
    if (status == BP_OK) {
        p->survey = s;
        p->basis = basis;
        p->scale = bp_survey_shape(s)->scale;
        p->org_ids = p->cells->org_ids;
        p->weights = bp_survey_weighting(s);
        p->payee =
            bp_room_take(&p->room, (size_t)p->cells->group[0].pay.n, sizeof p->payee[0]);
        p->heads = bp_room_take(&p->room, p->cells->n, sizeof p->heads[0]);
        p->counted = bp_room_take(&p->room, p->cells->n, sizeof p->counted[0]);
        if (p->room.failed)
            status = bp_no_memory(err, "the people of an audit");
    }
    if (status != BP_OK) {
        bp_payees_free(p);
        return status;
    }
    const size_t first = n_keys > 0 ? 1 : 0; /* the total is no cell of its own */
    for (size_t cell = first; cell < p->cells->n; cell++)
        list_cell(p, cell);
    *out = p;
    return BP_OK;
}

void bp_payees_free(bp_payees *p)
{
    if (p == NULL)
        return;
    if (p->cells != NULL)
        bp_pay_groups_free(p->cells);
    bp_room_release(&p->room);
    free(p);
}

/* ---- groups ---- */

/* A cell, or a group of them, on its way into a table. */
typedef struct place {
    const bp_pay_group *cell;
    const size_t *key;
    size_t n_keys;
    size_t number; /* of the cell, or of the group */
    uint64_t n;
} place;

static int by_keys(const void *a, const void *b)
{
    const place *x = a, *y = b;
    for (size_t k = 0; k < x->n_keys; k++) {
        const uint32_t p = x->cell->key[x->key[k]], q = y->cell->key[x->key[k]];
        if (p != q)
            return p < q ? -1 : 1;
    }
    return 0;
}

static int by_size(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

int bp_payee_by_pay(const void *a, const void *b)
{
    const bp_payee *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->pay > y->pay) - (x->pay < y->pay);
}

static int by_org(const void *a, const void *b)
{
    const bp_payee *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->org > y->org) - (x->org < y->org);
}

/* What becomes of the groups of a table. */
typedef struct draft {
    place *cell;  /* [n_cells] in the order of the keys */
    place *group; /* [n_groups] from the largest */
    size_t *to;   /* [n_groups] the place of each in the table */
    size_t *of;   /* [cells + 1] the group of each cell, then its place */
    size_t n_cells;
    size_t n_groups;
    size_t kept;
    bp_room room;
} draft;

static void gather(draft *d, const bp_payees *p, const bp_crowd *c)
{
    for (size_t i = 1; i < p->cells->n; i++)
        d->cell[d->n_cells++] = (place){
            .cell = &p->cells->group[i], .key = c->key, .n_keys = c->n_keys, .number = i
        };
    if (d->n_cells > 1)
        qsort(d->cell, d->n_cells, sizeof d->cell[0], by_keys);
    for (size_t i = 0; i < d->n_cells; i++) {
        if (i == 0 || by_keys(&d->cell[i - 1], &d->cell[i]) != 0) {
            d->group[d->n_groups] = d->cell[i];
            d->group[d->n_groups].number = d->n_groups;
            d->n_groups++;
        }
        place *g = &d->group[d->n_groups - 1];
        g->n += p->heads[d->cell[i].number];
        d->of[d->cell[i].number] = g->number;
    }
}

/* Groups keep their order; those that are not among the largest come to the last place.
 */
static void choose(draft *d, size_t most, uint64_t least)
{
    if (d->n_groups > 1)
        qsort(d->group, d->n_groups, sizeof d->group[0], by_size);
    for (size_t i = 0; i < d->n_groups; i++) {
        const bool kept = (most == 0 || i < most) && d->group[i].n >= least;
        d->to[d->group[i].number] = kept ? 1 : 0;
        d->kept += kept;
    }
    size_t next = 1;
    for (size_t i = 0; i < d->n_groups; i++)
        d->to[i] = d->to[i] == 1 ? next++ : d->kept + 1;
}

static void describe(bp_crowd_group *g, const bp_payees *p)
{
    for (size_t i = 0; i < g->n; i++) {
        const bp_pay_group *cell = &p->cells->group[g->by_pay[i].cell];
        if (i == 0)
            *g = (bp_crowd_group){ .by_pay = g->by_pay,
                                   .by_org = g->by_org,
                                   .n = g->n,
                                   .weights = p->weights,
                                   .cell = g->by_pay[0].cell,
                                   .currency = cell->currency };
        g->people += bp_crowd_heads(g, &g->by_pay[i]);
        g->weight += (uint64_t)g->by_pay[i].weight;
        g->mixed = g->mixed || cell->mixed || cell->currency != g->currency;
    }
}

/* Cuts the sorted people where the group changes. */
static void split(bp_crowd *c, const bp_payee by_pay_[], const bp_payee by_org_[])
{
    for (size_t i = 0; i < c->of->n; i++) {
        bp_crowd_group *g = &c->group[by_pay_[i].group];
        if (g->n++ == 0) {
            g->by_pay = by_pay_ + i;
            g->by_org = by_org_ + i;
        }
    }
}

/* By pay and by organisation, into two lists: of all, or of each group. */
static bool sort_people(bp_crowd *c, bool grouped)
{
    const bp_payees *p = c->of;
    bp_payee *list[2];
    for (size_t k = 0; k < 2; k++) {
        list[k] = bp_room_take(&c->room, p->n, sizeof *list[k]);
        if (list[k] == NULL)
            return false;
        for (size_t i = 0; i < p->n; i++) {
            list[k][i] = p->payee[i];
            list[k][i].group = grouped ? c->group_of[p->payee[i].cell] : 0;
        }
        if (p->n > 1)
            qsort(list[k], p->n, sizeof *list[k], k == 0 ? bp_payee_by_pay : by_org);
    }
    split(c, list[0], list[1]);
    return true;
}

static bool count_orgs(bp_crowd *c)
{
    c->people_of = bp_room_take(&c->room, c->of->org_ids, sizeof c->people_of[0]);
    for (size_t i = 0; c->people_of != NULL && i < c->of->n; i++)
        if (c->of->payee[i].org != BP_NO_ID)
            c->people_of[c->of->payee[i].org]++;
    return c->people_of != NULL;
}

static bool make(bp_crowd *c, draft *d, size_t most, uint64_t least)
{
    const size_t cells = c->of->cells->n;
    d->cell = bp_room_take(&d->room, cells, sizeof d->cell[0]);
    d->group = bp_room_take(&d->room, cells, sizeof d->group[0]);
    d->to = bp_room_take(&d->room, cells, sizeof d->to[0]);
    d->of = bp_room_take(&d->room, cells, sizeof d->of[0]);
    if (d->room.failed)
        return false;
    if (c->n_keys > 0) {
        c->group_of = bp_room_take(&c->room, cells, sizeof c->group_of[0]);
        if (c->group_of == NULL)
            return false;
        gather(d, c->of, c);
        choose(d, most, least);
        for (size_t i = 1; i < cells; i++)
            c->group_of[i] = d->to[d->of[i]];
    }
    c->n = 1 + d->kept + (d->kept < d->n_groups ? 1 : 0);
    c->group = bp_room_take(&c->room, c->n, sizeof c->group[0]);
    if (c->group == NULL || !count_orgs(c) || !sort_people(c, false) ||
        (c->n_keys > 0 && !sort_people(c, true)))
        return false;
    for (size_t i = 1; c->n_keys > 0 && i < cells; i++)
        c->group[c->group_of[i]].cell = i; /* also where nobody of them is in the list */
    for (size_t i = 0; i < c->n; i++)
        describe(&c->group[i], c->of);
    if (d->kept < d->n_groups)
        c->group[c->n - 1].others = d->n_groups - d->kept;
    return true;
}

bp_status bp_crowd_new(bp_crowd **out, const bp_payees *p, const size_t key[],
                       size_t n_keys, size_t most, uint64_t least, bp_err *err)
{
    draft d = { 0 };
    bp_crowd *c = bp_alloc(sizeof *c, 0, 0);
    if (c == NULL)
        return bp_no_memory(err, "the people of an audit");
    c->of = p;
    c->n_keys = n_keys;
    for (size_t k = 0; k < n_keys; k++)
        c->key[k] = key[k];
    const bool ok = make(c, &d, most, least);
    bp_room_release(&d.room);
    if (!ok) {
        bp_crowd_free(c);
        return bp_no_memory(err, "the people of an audit");
    }
    *out = c;
    return BP_OK;
}

void bp_crowd_free(bp_crowd *c)
{
    if (c == NULL)
        return;
    bp_room_release(&c->room);
    free(c);
}

const bp_crowd_group *bp_crowd_others(const bp_crowd *c)
{
    const bp_crowd_group *last = &c->group[c->n - 1];
    return last->others > 0 ? last : NULL;
}

const bp_crowd_group *bp_crowd_find(const bp_crowd *c, const uint32_t id[])
{
    size_t from = 1, to = c->n - (bp_crowd_others(c) != NULL ? 1 : 0);
    while (from < to) {
        const size_t middle = from + (to - from) / 2;
        const bp_crowd_group *g = &c->group[middle];
        const uint32_t *key = c->of->cells->group[g->cell].key;
        size_t k = 0;
        while (k < c->n_keys && key[c->key[k]] == id[k])
            k++;
        if (k == c->n_keys)
            return g;
        if (key[c->key[k]] < id[k])
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

size_t bp_crowd_unit(const bp_crowd_group *g, size_t i)
{
    const uint32_t org = g->by_org[i].org;
    size_t end = i + 1;
    while (org != BP_NO_ID && end < g->n && g->by_org[end].org == org)
        end++;
    return end;
}

uint64_t bp_crowd_orgs(const bp_crowd_group *g)
{
    uint64_t orgs = 0;
    for (size_t i = 0; i < g->n; i = bp_crowd_unit(g, i))
        orgs += g->by_org[i].org != BP_NO_ID;
    return orgs;
}
