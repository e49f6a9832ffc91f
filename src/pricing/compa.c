/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compa.c - where employees stand in their ranges of pay.
 *
 * A group's ratio is that of the sums, which answers what its payroll costs against its
 * midpoints; the mean and the median of people's ratios stand beside it, since a few
 * large salaries move the one and many small ones the other.  Sums are exact, so they do
 * not depend on the order of rows. */
#include "pricing/compa.h"

#include <stdlib.h>

#include "analysis/median.h"
#include "base/mem.h"
#include "base/sum.h"
#include "data/pay.h"
#include "pricing/exact.h"

typedef struct owned {
    bp_compa made; /* first: it is freed as the whole */
    bp_employees employees;
    bp_employee_groups groups;
    bp_compa_group *group;
} owned;

void bp_compa_free(bp_compa *c)
{
    owned *o = (owned *)c;
    if (o == NULL)
        return;
    bp_employee_groups_release(&o->groups);
    bp_employees_release(&o->employees);
    free(o->group);
    free(o);
}

const bp_employees *bp_compa_employees(const bp_compa *c)
{
    return &((const owned *)c)->employees;
}

/* ---- groups ---- */

/* The sums of a group while people are counted; group 0 is everybody. */
typedef struct sums {
    bp_int128 pay, midpoint, to_min, over_max;
    size_t first; /* where its ratios begin */
} sums;

/* False: a sum is beyond 128 bits. */
static bool count_one(sums *s, bp_compa_group *g, const bp_employee *one,
                      const bp_employee_money *m)
{
    const bp_int128 below = one->range != NULL && m->pay < m->min ? m->min - m->pay : 0;
    const bp_int128 above = one->range != NULL && m->pay > m->max ? m->pay - m->max : 0;
    g->people++;
    if (one->range != NULL) {
        g->zone[one->zone]++;
        g->ranges++;
    }
    return !__builtin_add_overflow(s->pay, m->pay, &s->pay) &&
           !__builtin_add_overflow(s->midpoint, m->midpoint, &s->midpoint) &&
           !__builtin_add_overflow(s->to_min, below, &s->to_min) &&
           !__builtin_add_overflow(s->over_max, above, &s->over_max);
}

static void put_sums(bp_compa_group *g, const sums *s, int scale)
{
    g->pay = bp_exact_double(s->pay, scale);
    g->midpoints = bp_exact_double(s->midpoint, scale);
    g->compa = bp_exact_ratio(s->pay, s->midpoint);
    g->to_min = bp_exact_double(s->to_min, scale);
    g->to_min_share = bp_exact_ratio(s->to_min, s->pay);
    g->over_max = bp_exact_double(s->over_max, scale);
}

/* Of the ratios of a group, which it puts into another order. */
static void put_ratios(bp_compa_group *g, double ratio[])
{
    bp_sum sum = { { 0 } };
    for (size_t i = 0; i < g->people; i++)
        bp_sum_add(&sum, ratio[i]);
    g->compa_mean = bp_sum_value(&sum) / (double)g->people;
    g->compa_median = bp_median(ratio, g->people);
}

/* The ratios of each group behind those of the one before, all of them again as
 * everybody's. */
static void find_ratios(const owned *o, sums s[], double ratio[])
{
    const bp_employees *e = &o->employees;
    const size_t n = o->made.n_groups;
    size_t at = 0;
    for (size_t k = 1; k < n; k++) {
        s[k].first = at;
        at += o->group[k].people;
    }
    for (size_t i = 0; i < e->n; i++) {
        const bp_employee_money m = bp_employee_money_of(e, &e->at[i]);
        const size_t k = n > 1 ? o->groups.of[i] + 1 : 0;
        ratio[s[k].first++] = bp_exact_ratio(m.pay, m.midpoint);
    }
    for (size_t k = 1; k < n; k++) {
        const size_t people = o->group[k].people;
        put_ratios(&o->group[k], ratio + s[k].first - people);
    }
    put_ratios(&o->group[0], ratio);
}

static bp_status find_sums(owned *o, sums s[], bp_err *err)
{
    const bp_employees *e = &o->employees;
    bool fits = true;
    for (size_t i = 0; fits && i < e->n; i++) {
        const bp_employee_money m = bp_employee_money_of(e, &e->at[i]);
        fits = count_one(&s[0], &o->group[0], &e->at[i], &m);
        if (fits && o->groups.n > 0) {
            const size_t k = o->groups.of[i] + 1;
            fits = count_one(&s[k], &o->group[k], &e->at[i], &m);
        }
    }
    if (!fits)
        return bp_fail(err, NULL, BP_ELIMIT, "the pay of all is beyond 128 bits");
    for (size_t k = 0; k < o->made.n_groups; k++)
        put_sums(&o->group[k], &s[k], e->scale);
    return BP_OK;
}

static bp_status find_groups(owned *o, bp_err *err)
{
    const bp_employees *e = &o->employees;
    const size_t n = o->groups.n + 1;
    o->group = bp_alloc(0, n, sizeof *o->group);
    sums *s = bp_alloc(0, n, sizeof *s);
    double *ratio = bp_alloc(0, e->n, sizeof *ratio);
    bp_status status = o->group != NULL && s != NULL && ratio != NULL
                           ? BP_OK
                           : bp_no_memory(err, "the employees");
    o->made.group = o->group;
    o->made.n_groups = n;
    for (size_t k = 1; status == BP_OK && k < n; k++)
        o->group[k].by = o->groups.by + (k - 1) * o->made.n_by;
    if (status == BP_OK)
        status = find_sums(o, s, err);
    if (status == BP_OK)
        find_ratios(o, s, ratio);
    free(s);
    free(ratio);
    return status;
}

/* ---- people ---- */

static bp_figure market_ratio(const bp_employees *e, const bp_employee *one,
                              const bp_employee_money *m)
{
    const bp_int128 market = (bp_int128)one->market->market *
                             (one->row->fte / e->fte_step) *
                             bp_pow10(e->scale - e->fte_scale - e->ranges.scale);
    return bp_figure_of(bp_exact_ratio(m->pay, market));
}

bp_compa_person bp_compa_person_at(const bp_compa *c, size_t i)
{
    const bp_employees *e = &((const owned *)c)->employees;
    const bp_employee *one = &e->at[i];
    const bp_range_line *r = one->range;
    const bp_employee_money m = bp_employee_money_of(e, one);
    const int scale = e->ranges.scale;
    bp_compa_person p = {
        .person = one->row->person,
        .job = bp_employee_text(e, one, BP_STAFF_JOB),
        .grade = bp_employee_text(e, one, BP_STAFF_GRADE),
        .pay = bp_exact_double(m.pay, e->scale),
        .fte = bp_money_double(one->row->fte, BP_STAFF_SCALE),
        .has_range = r != NULL,
        .midpoint = bp_money_double(r != NULL ? r->midpoint : one->market->market, scale),
        .compa = bp_exact_ratio(m.pay, m.midpoint),
        .penetration = bp_figure_absent(),
        .zone = one->zone,
        .market = bp_figure_absent(),
        .market_ratio = bp_figure_absent(),
    };
    if (one->market != NULL) {
        p.market = bp_figure_of(bp_money_double(one->market->market, scale));
        p.market_ratio = market_ratio(e, one, &m);
    }
    if (r == NULL)
        return p;
    p.min = bp_money_double(r->min, scale);
    p.max = bp_money_double(r->max, scale);
    if (r->max > r->min)
        p.penetration = bp_figure_of(bp_exact_ratio(m.pay - m.min, m.max - m.min));
    p.to_min = m.pay < m.min ? bp_exact_double(m.min - m.pay, e->scale) : 0;
    p.over_max = m.pay > m.max ? bp_exact_double(m.pay - m.max, e->scale) : 0;
    return p;
}

const char *bp_compa_person_by(const bp_compa *c, size_t i, size_t k)
{
    return bp_employee_groups_value(&((const owned *)c)->groups, i, k);
}

/* ---- the whole ---- */

static bp_status build(owned *o, const bp_compa_question *q, bp_err *err)
{
    bp_status status = bp_employees_read(&o->employees, &q->employees, 0, 0, err);
    if (status != BP_OK)
        return status;
    o->made.question = q;
    o->made.n_people = o->employees.n;
    o->made.without = o->employees.without;
    status = bp_employee_groups_new(&o->groups, &o->employees, err);
    o->made.by = o->groups.name;
    o->made.n_by = o->groups.n_by;
    return status == BP_OK ? find_groups(o, err) : status;
}

bp_status bp_compa_new(bp_compa **out, const bp_compa_question *q, bp_err *err)
{
    owned *o = bp_alloc(sizeof *o, 0, 0);
    bp_status status = o != NULL ? build(o, q, err) : bp_no_memory(err, "the employees");
    if (status == BP_OK)
        *out = &o->made;
    else
        bp_compa_free(o != NULL ? &o->made : NULL);
    return status;
}
