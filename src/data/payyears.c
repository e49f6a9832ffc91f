/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payyears.c - the pay of every year, of all people and by organisation.
 *
 * Growth is asked of every year in the currency that was settled on, whichever year was
 * chosen; so it goes through all comparable cells, not through the groups of one year. */
#include <stdlib.h>

#include "base/mem.h"
#include "data/cells.h"
#include "data/inside.h"
#include "data/order.h"
#include "data/pay.h"

/* Years with their memory. */
typedef struct owned {
    bp_pay_years years; /* first: years are freed as the whole */
    bp_pay_year *year;
    bp_run *run; /* what the samples point into */
} owned;

void bp_pay_years_free(bp_pay_years *y)
{
    owned *o = (owned *)y;
    if (o == NULL)
        return;
    free(o->year);
    free(o->run);
    free(o);
}

/* The pay of an element in a cell, which is of one year. */
typedef struct yearly {
    uint32_t year; /* in the order of numbers without a sign */
    uint32_t cell;
    uint32_t element;
} yearly;

typedef struct listing {
    yearly *part; /* [n] */
    size_t n;
    size_t cap;
    size_t runs; /* of all parts together, at most */
} listing;

#define SIGN UINT32_C(0x80000000)

/* False: memory is out. */
static bool list_cell(listing *l, const bp_survey *s, uint32_t element, size_t cell,
                      int32_t year)
{
    if (bp_survey_count(s, element, cell) == 0)
        return true;
    if (!bp_reserve(&l->part, &l->cap, l->n + 1, sizeof l->part[0]))
        return false;
    l->part[l->n++] = (yearly){ (uint32_t)year ^ SIGN, (uint32_t)cell, element };
    l->runs += bp_survey_runs(s, element, cell);
    return true;
}

/* What cells of one prefix have in common, as neighbours mostly do. */
typedef struct common {
    uint32_t prefix;
    bool wanted;
    int32_t year;
} common;

static bool is_wanted(common *of, const bp_survey *s, size_t cell, const uint32_t value[])
{
    const bp_shape *shape = &s->shape;
    const uint32_t prefix = s->cells.set.id[cell].prefix;
    if (prefix == of->prefix)
        return of->wanted;
    const bp_cell c = bp_survey_cell(s, cell);
    *of = (common){ prefix,
                    c.comparable &&
                        (!shape->has_year || shape->pay_pairs || c.year != BP_NO_YEAR),
                    shape->pay_pairs ? 0 : c.year };
    for (size_t k = 0; value != NULL && k < bp_survey_keys(s); k++)
        of->wanted &= value[k] == BP_NO_ID || value[k] == c.key[k];
    return of->wanted;
}

/* False: memory is out. */
static bool list_cells(listing *l, const bp_survey *s, const uint32_t value[])
{
    common of = { .prefix = BP_NO_ID };
    bool ok = true;
    for (size_t i = 0; ok && i < bp_survey_cells(s); i++)
        if (is_wanted(&of, s, i, value))
            ok = list_cell(l, s, 0, i, of.year) &&
                 (!s->shape.pay_pairs || list_cell(l, s, 1, i, -1));
    return ok;
}

/* The places of the parts in the order of years; those of a year stay in that of the
 * cells.  NULL: memory is out. */
static uint32_t *order_parts(const listing *l)
{
    static const size_t year[] = { offsetof(yearly, year) / sizeof(uint32_t) };
    uint32_t *list = bp_alloc(0, l->n, sizeof *list);
    for (size_t i = 0; list != NULL && i < l->n; i++)
        list[i] = (uint32_t)i;
    if (list == NULL || l->n == 0 ||
        bp_order_rows(list, l->n, &l->part->year, sizeof(yearly) / sizeof(uint32_t), year,
                      1))
        return list;
    free(list);
    return NULL;
}

/* Adds a run to the last year; runs that follow each other in memory are one. */
static void add_run(bp_sample *pay, bp_run to[], const bp_run *run)
{
    pay->n += run->n;
    pay->weight += bp_run_weights(run);
    if (run->n > 0 && pay->n_runs > 0 && bp_run_joins(&to[pay->n_runs - 1], run))
        to[pay->n_runs - 1].n += run->n;
    else if (run->n > 0)
        to[pay->n_runs++] = *run;
}

/* Makes years of the listed parts, which are in the order of `list`. */
static bool cut(owned *o, const bp_survey *s, const listing *l, const uint32_t list[])
{
    bp_run *next = o->run = bp_alloc(0, l->runs, sizeof o->run[0]);
    bp_pay_year *year = NULL;
    size_t cap = 0;
    for (size_t i = 0; i < l->n && next != NULL; i++) {
        const yearly *p = &l->part[list[i]];
        if (i == 0 || p->year != l->part[list[i - 1]].year) {
            if (!bp_reserve(&o->year, &cap, o->years.n + 1, sizeof o->year[0]))
                return false;
            next += year != NULL ? year->pay.n_runs : 0;
            year = &o->year[o->years.n++];
            *year = (bp_pay_year){ .year = (int32_t)(p->year ^ SIGN),
                                   .pay = { .run = next } };
        }
        for (size_t k = 0; k < bp_survey_runs(s, p->element, p->cell); k++) {
            const bp_run run = bp_survey_run(s, p->element, p->cell, k);
            add_run(&year->pay, next, &run);
        }
    }
    for (size_t i = 0; i < o->years.n; i++) {
        bp_sample *pay = &o->year[i].pay;
        pay->people = s->shape.weights == BP_WEIGHTS_FREQ ? pay->weight : pay->n;
    }
    o->years.year = o->year;
    return next != NULL;
}

bp_status bp_pay_years_new(bp_pay_years **out, const bp_survey *s, const uint32_t value[],
                           bp_err *err)
{
    listing l = { 0 };
    uint32_t *list = NULL;
    owned *o = bp_alloc(0, 1, sizeof *o);
    const bool ok = o != NULL && list_cells(&l, s, value) &&
                    (list = order_parts(&l)) != NULL && cut(o, s, &l, list);
    free(list);
    free(l.part);
    if (!ok) {
        bp_pay_years_free(o != NULL ? &o->years : NULL);
        return bp_no_memory(err, "the years");
    }
    *out = &o->years;
    return BP_OK;
}

/* What organisations paid in years, found by both. */
typedef struct org_years {
    bp_org_pay *pay; /* [n] */
    size_t n;
    size_t cap;
    bp_slots slots;
} org_years;

static bool same_org_year(const void *user, uint32_t at, const void *key)
{
    const bp_org_pay *a = (const bp_org_pay *)user + at, *b = key;
    return a->org == b->org && a->year == b->year;
}

static bool add_org(org_years *y, const bp_org_pay *one)
{
    const uint64_t hash =
        ((uint64_t)one->org << 32 | (uint32_t)one->year) * UINT64_C(0x9e3779b97f4a7c15);
    uint32_t at = bp_slots_find(&y->slots, hash >> 32, same_org_year, y->pay, one);
    if (at == BP_NO_ID) {
        at = (uint32_t)y->n;
        if (!bp_reserve(&y->pay, &y->cap, y->n + 1, sizeof y->pay[0]) ||
            !bp_slots_add(&y->slots, hash >> 32, at))
            return false;
        y->pay[y->n++] = (bp_org_pay){ .org = one->org, .year = one->year };
    }
    y->pay[at].n += one->n;
    y->pay[at].sum += one->sum;
    return true;
}

/* A cell's part of one element, which is pay of a year. */
static bool add_cell(org_years *y, const bp_survey *s, size_t element, size_t cell,
                     int32_t year)
{
    const bp_org_pay one = { bp_survey_cell_org(s, cell), year,
                             bp_survey_weight(s, element, cell),
                             bp_survey_sum(s, element, cell) };
    return one.n == 0 || add_org(y, &one);
}

bp_status bp_survey_org_pay(bp_org_pay **list, size_t *n, const bp_survey *s,
                            const uint32_t value[], bp_err *err)
{
    common of = { .prefix = BP_NO_ID };
    org_years y = { 0 };
    bool ok = true;
    for (size_t i = 0; ok && i < bp_survey_cells(s); i++)
        if (is_wanted(&of, s, i, value))
            ok = add_cell(&y, s, 0, i, of.year) &&
                 (!s->shape.pay_pairs || add_cell(&y, s, 1, i, -1));
    bp_slots_release(&y.slots);
    if (!ok) {
        free(y.pay);
        return bp_no_memory(err, "the organisations");
    }
    *list = y.pay;
    *n = y.n;
    return BP_OK;
}
