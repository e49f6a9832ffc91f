/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit.c - a budget of increases, spent by rating and place in the range.
 *
 * Pay, percentages, shares of the year and rooms are whole numbers of one fine scale, so
 * the factor that spends the budget is a quotient of whole numbers, and the total is the
 * budget to the last digit.  Only then are increases doubles, one by one. */
#include "pricing/merit.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sum.h"
#include "data/pay.h"
#include "pricing/exact.h"
#include "pricing/ranges.h"
#include "pricing/spend.h"

/* What one gets. */
typedef struct got {
    double increase;
    double lump;
    double to_min;
    double unrounded; /* increase and lump before they were rounded */
    bool capped;
} got;

typedef struct owned {
    bp_merit made; /* first: it is freed as the whole */
    bp_employees employees;
    bp_employee_groups groups;
    bp_merit_matrix matrix;
    const bp_matrix_line **line; /* [values] of each rating in the data; NULL: none */
    bp_merit_cell *cell;
    bool uncapped, lump;
    bp_bring bring;
    double round; /* 0: not */
    int prorate_scale;
    int32_t prorate_step;
    int percent_scale; /* of percentages / percent_step, which are below 1 then */
    int64_t percent_step;
    int fine; /* decimals of the fine scale behind those of the employees */
    bp_factor_k k;
} owned;

void bp_merit_free(bp_merit *m)
{
    owned *o = (owned *)m;
    if (o == NULL)
        return;
    bp_employee_groups_release(&o->groups);
    bp_employees_release(&o->employees);
    bp_merit_matrix_release(&o->matrix);
    free(o->line);
    free(o->cell);
    free(o);
}

const bp_employees *bp_merit_employees(const bp_merit *m)
{
    return &((const owned *)m)->employees;
}

const bp_merit_matrix *bp_merit_matrix_of(const bp_merit *m)
{
    return &((const owned *)m)->matrix;
}

/* ---- ratings ---- */

static const bp_matrix_line *line_of(const owned *o, const bp_employee *one)
{
    return o->line[one->row->text[BP_STAFF_RATING]];
}

static bp_status find_ratings(owned *o, bp_err *err)
{
    const bp_survey *s = o->employees.survey;
    const size_t n = bp_survey_staff_values(s, BP_STAFF_RATING);
    o->line = bp_alloc(0, n + 1, sizeof *o->line);
    if (o->line == NULL)
        return bp_no_memory(err, "the increases");
    for (size_t i = 0; i < n; i++)
        o->line[i] = bp_merit_matrix_find(
            &o->matrix, bp_survey_staff_text(s, BP_STAFF_RATING, (uint32_t)i));
    for (size_t i = 0; i < o->employees.n; i++) {
        const bp_staff_row *row = o->employees.at[i].row;
        const bp_loc at = { .file = bp_survey_input(s, row->file)->file,
                            .line = row->line,
                            .name = "rating" };
        if (line_of(o, &o->employees.at[i]) == NULL)
            return bp_fail(err, &at, BP_EDATA,
                           "the matrix has no line for the rating of this row");
    }
    return BP_OK;
}

/* ---- the fine scale ---- */

static void find_scale(owned *o, const bp_merit_question *q)
{
    bp_exact_step share = bp_exact_step_of(BP_STAFF_SCALE);
    bp_exact_step percent = bp_exact_step_of(BP_MATRIX_SCALE);
    for (size_t i = 0; i < o->employees.n; i++)
        bp_exact_step_divide(&share, o->employees.at[i].row->prorate);
    for (size_t i = 0; i < o->matrix.n; i++)
        for (size_t z = 0; z < BP_ZONES; z++)
            bp_exact_step_divide(&percent, o->matrix.line[i].percent[z]);
    o->prorate_step = (int32_t)share.by;
    o->prorate_scale = BP_STAFF_SCALE - share.zeros;
    o->percent_step = percent.by;
    o->percent_scale = BP_MATRIX_SCALE - percent.zeros + 2;
    o->fine = o->prorate_scale + o->percent_scale;
    const int needed = q->budget.scale + (q->budget_is_share ? 2 : -o->employees.scale);
    if (q->has_budget && o->fine < needed)
        o->fine = needed;
}

/* Pay * guideline * share of the year, at k = 1. */
static bp_int128 rate_of(const owned *o, const bp_employee *one,
                         const bp_employee_money *m)
{
    const int64_t percent = line_of(o, one)->percent[one->zone] / o->percent_step;
    return m->pay * percent * (one->row->prorate / o->prorate_step) *
           bp_exact_pow10(o->fine - o->percent_scale - o->prorate_scale);
}

static bp_int128 room_of(const bp_employee_money *m)
{
    return m->max > m->pay ? m->max - m->pay : 0;
}

static bp_int128 gap_of(const bp_employee_money *m)
{
    return m->min > m->pay ? m->min - m->pay : 0;
}

/* ---- the budget ---- */

static bp_status say_misfit(const owned *o, bp_spent how, bp_int128 most, bp_err *err)
{
    const double amount = bp_exact_double(most, o->employees.scale + o->fine);
    if (how == BP_SPENT_TOO_MUCH)
        return bp_fail(
            err, NULL, BP_EDATA,
            "the budget is below what bringing all to their minimum takes: %.2f", amount);
    return bp_fail(err, NULL, BP_EDATA,
                   "the budget is more than all can take: at most %.2f fits", amount);
}

static bp_status spend(owned *o, bp_int128 budget, bp_err *err)
{
    const bp_employees *e = &o->employees;
    const bp_int128 fine = bp_exact_pow10(o->fine);
    bp_spent how = BP_SPENT;
    bp_int128 most = 0;
    bp_share_of_budget *one = bp_alloc(0, e->n, sizeof *one);
    if (one == NULL)
        return bp_no_memory(err, "the increases");
    for (size_t i = 0; i < e->n; i++) {
        const bp_employee_money m = bp_employee_money_of(e, &e->at[i]);
        one[i].rate = rate_of(o, &e->at[i], &m);
        one[i].high = o->uncapped || o->lump ? -1 : room_of(&m) * fine;
        if (o->bring == BP_BRING_WITHIN)
            one[i].low = gap_of(&m) * fine;
    }
    bp_status status = bp_spend(&o->k, &how, &most, one, e->n, budget, err);
    free(one);
    return status == BP_OK && how != BP_SPENT ? say_misfit(o, how, most, err) : status;
}

/* The budget in units of the fine scale. */
static bp_int128 budget_of(const owned *o, const bp_merit_question *q, bp_int128 payroll)
{
    const int scale = q->budget.scale;
    return q->budget_is_share
               ? payroll * q->budget.units * bp_exact_pow10(o->fine - scale - 2)
               : q->budget.units * bp_exact_pow10(o->employees.scale + o->fine - scale);
}

#define MOST 1.6e38 /* what 128 bits hold, and some room */

/* Do all products and sums on the fine scale fit?  Asked once, of the sums of all: pay,
 * the maxima of ranges, the highest percentage of the matrix, and the budget. */
static bool fits(const owned *o, const bp_merit_question *q, double pay, double tops)
{
    const double fine = pow(10, o->fine), budget = (double)q->budget.units;
    int64_t percent = 0;
    for (size_t i = 0; i < o->matrix.n; i++)
        for (size_t z = 0; z < BP_ZONES; z++)
            percent = o->matrix.line[i].percent[z] > percent
                          ? o->matrix.line[i].percent[z]
                          : percent;
    const double rates = pay * ((double)percent / (double)o->percent_step) *
                         pow(10, o->fine - o->percent_scale);
    const double spent =
        q->budget_is_share
            ? pay * budget * pow(10, o->fine - q->budget.scale - 2)
            : budget * pow(10, o->employees.scale + o->fine - q->budget.scale);
    return pay * fine < MOST && tops * fine < MOST && rates < MOST &&
           (!q->has_budget || spent < MOST);
}

static bp_status find_k(owned *o, const bp_merit_question *q, bp_err *err)
{
    const bp_employees *e = &o->employees;
    bp_int128 payroll = 0, tops = 0;
    bool sums = true;
    for (size_t i = 0; sums && i < e->n; i++) {
        const bp_employee_money m = bp_employee_money_of(e, &e->at[i]);
        sums = !__builtin_add_overflow(payroll, m.pay, &payroll) &&
               !__builtin_add_overflow(tops, m.max, &tops);
    }
    if (!sums || !fits(o, q, (double)payroll, (double)tops))
        return bp_fail(err, NULL, BP_ELIMIT, "the increases are beyond 128 bits");
    o->made.payroll = bp_exact_double(payroll, e->scale);
    o->made.budget = bp_figure_absent();
    o->k = (bp_factor_k){ 1, 1 };
    bp_status status = BP_OK;
    if (q->has_budget) {
        const bp_int128 budget = budget_of(o, q, payroll);
        o->made.budget = bp_figure_of(bp_exact_double(budget, e->scale + o->fine));
        status = spend(o, budget, err);
    }
    o->made.k = bp_exact_ratio(o->k.num, o->k.den);
    return status;
}

/* ---- what one gets ---- */

/* To a multiple; down to one where that would pass the room. */
static double rounded(const owned *o, double amount, double room)
{
    const double to = bp_round_even(amount, o->round);
    return o->round > 0 && to > room && !o->uncapped ? o->round * floor(room / o->round)
                                                     : to;
}

static got give(const owned *o, const bp_employee *one, const bp_employee_money *m)
{
    const int scale = o->employees.scale;
    const bp_int128 room_fine = room_of(m) * bp_exact_pow10(o->fine);
    const bp_uint256 asked = bp_exact_times(rate_of(o, one, m), o->k.num);
    const bp_uint256 most = bp_exact_times(room_fine, o->k.den);
    const bp_uint256 whole = bp_exact_times(o->k.den, bp_exact_pow10(scale + o->fine));
    const double room = bp_exact_double(room_of(m), scale);
    got g = { .capped = !o->uncapped && bp_exact_order(asked, most) > 0 };
    const double increase = g.capped ? room : bp_exact_quotient(asked, whole);
    const double lump =
        g.capped && o->lump ? bp_exact_quotient(bp_exact_minus(asked, most), whole) : 0;
    g.unrounded = increase + lump;
    g.increase = rounded(o, increase, room);
    g.lump = bp_round_even(lump, o->round);
    if (o->bring != BP_BRING_NOT)
        g.to_min = fmax(0, bp_exact_double(gap_of(m), scale) - g.increase);
    return g;
}

bp_merit_person bp_merit_person_at(const bp_merit *made, size_t i)
{
    const owned *o = (const owned *)made;
    const bp_employees *e = &o->employees;
    const bp_employee *one = &e->at[i];
    const bp_employee_money m = bp_employee_money_of(e, one);
    const got g = give(o, one, &m);
    const double pay = bp_exact_double(m.pay, e->scale);
    const double new_pay = pay + g.increase + g.to_min;
    return (bp_merit_person){
        .person = one->row->person,
        .grade = bp_employee_text(e, one, BP_STAFF_GRADE),
        .rating = bp_employee_text(e, one, BP_STAFF_RATING),
        .zone = one->zone,
        .pay = pay,
        .guideline =
            bp_money_double(line_of(o, one)->percent[one->zone], BP_MATRIX_SCALE),
        .increase = g.increase,
        .lump = g.lump,
        .to_min = g.to_min,
        .new_pay = new_pay,
        .new_compa = new_pay / bp_exact_double(m.midpoint, e->scale),
    };
}

bp_merit_terms bp_merit_terms_at(const bp_merit *m, size_t i)
{
    const bp_employees *e = &((const owned *)m)->employees;
    const bp_employee *one = &e->at[i];
    return (bp_merit_terms){
        .fte = bp_money_double(one->row->fte, BP_STAFF_SCALE),
        .prorate = bp_money_double(one->row->prorate, BP_STAFF_SCALE),
        .min = bp_money_double(one->range->min, e->ranges.scale),
        .midpoint = bp_money_double(one->range->midpoint, e->ranges.scale),
        .max = bp_money_double(one->range->max, e->ranges.scale),
    };
}

const char *bp_merit_person_by(const bp_merit *m, size_t i, size_t k)
{
    return bp_employee_groups_value(&((const owned *)m)->groups, i, k);
}

/* ---- sums ---- */

typedef struct sums {
    bp_int128 pay;
    bp_sum cost;
    uint64_t people;
} sums;

/* Those of everybody alone. */
typedef struct totals {
    sums all;
    bp_sum lump, to_min, rounding;
} totals;

static void count(owned *o, sums cell[], totals *t, const bp_employee *one)
{
    const bp_employee_money m = bp_employee_money_of(&o->employees, one);
    const got g = give(o, one, &m);
    const size_t line = (size_t)(line_of(o, one) - o->matrix.line);
    const double minimum = o->bring == BP_BRING_WITHIN ? g.to_min : 0;
    sums *const to[] = { &cell[line * BP_ZONES + one->zone], &t->all };
    for (size_t i = 0; i < 2; i++) {
        to[i]->people++;
        to[i]->pay += m.pay;
        bp_sum_add(&to[i]->cost, g.increase + g.lump);
        bp_sum_add(&to[i]->cost, minimum);
    }
    bp_sum_add(&t->rounding, g.increase + g.lump);
    bp_sum_add(&t->rounding, -g.unrounded);
    bp_sum_add(&t->lump, g.lump);
    bp_sum_add(&t->to_min, g.to_min);
    o->made.capped += g.capped;
}

static void put_cells(owned *o, const sums s[])
{
    for (size_t i = 0; i < o->matrix.n * BP_ZONES; i++) {
        if (s[i].people == 0)
            continue;
        o->cell[o->made.n_cells++] = (bp_merit_cell){
            .rating = o->matrix.line[i / BP_ZONES].rating.at,
            .zone = (bp_zone)(i % BP_ZONES),
            .people = s[i].people,
            .pay = bp_exact_double(s[i].pay, o->employees.scale),
            .cost = bp_sum_value(&s[i].cost),
        };
    }
    o->made.cell = o->cell;
}

static bp_status add_up(owned *o, bp_err *err)
{
    const size_t n = o->matrix.n * BP_ZONES;
    totals t = { 0 };
    sums *s = bp_alloc(0, n, sizeof *s);
    o->cell = bp_alloc(0, n, sizeof *o->cell);
    if (s == NULL || o->cell == NULL) {
        free(s);
        return bp_no_memory(err, "the increases");
    }
    for (size_t i = 0; i < o->employees.n; i++)
        count(o, s, &t, &o->employees.at[i]);
    put_cells(o, s);
    free(s);
    o->made.cost = bp_sum_value(&t.all.cost);
    o->made.lump = bp_sum_value(&t.lump);
    o->made.to_min = bp_sum_value(&t.to_min);
    if (o->round > 0)
        o->made.rounding = bp_sum_value(&t.rounding);
    else if (o->made.budget.state == BP_SHOWN)
        o->made.cost = o->made.budget.value; /* of which the sum of doubles is short */
    return BP_OK;
}

/* ---- the whole ---- */

static bp_status check(const bp_merit_question *q, bp_err *err)
{
    if (q->employees.structure == NULL || q->matrix == NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "increases need a structure and a matrix of percentages");
    if (q->lump && q->uncapped)
        return bp_fail(
            err, NULL, BP_EUSAGE,
            "a lump sum is what passes the maximum: there is none without a cap");
    if (q->round.units < 0 || (q->has_budget && q->budget.units < 0))
        return bp_fail(err, NULL, BP_EUSAGE, "a budget or rounding below 0");
    return BP_OK;
}

static bp_status build(owned *o, const bp_merit_question *q, bp_err *err)
{
    bp_employees_question people = q->employees;
    people.market = NULL;
    o->uncapped = q->uncapped;
    o->lump = q->lump;
    o->bring = q->bring;
    o->round = bp_money_double(q->round.units, q->round.scale);
    bp_status status = bp_merit_matrix_read(&o->matrix, q->matrix, err);
    if (status == BP_OK)
        status =
            bp_employees_read(&o->employees, &people,
                              BP_STAFF_MERIT | (q->hired_before > 0 ? BP_STAFF_HIRED : 0),
                              q->hired_before, err);
    if (status == BP_OK)
        status = find_ratings(o, err);
    if (status != BP_OK)
        return status;
    o->made.n_people = o->employees.n;
    o->made.late = o->employees.late;
    find_scale(o, q);
    status = find_k(o, q, err);
    if (status == BP_OK)
        status = add_up(o, err);
    if (status == BP_OK)
        status = bp_employee_groups_new(&o->groups, &o->employees, err);
    o->made.by = o->groups.name;
    o->made.n_by = o->groups.n_by;
    return status;
}

bp_status bp_merit_new(bp_merit **out, const bp_merit_question *q, bp_err *err)
{
    bp_status status = check(q, err);
    owned *o = status == BP_OK ? bp_alloc(sizeof *o, 0, 0) : NULL;
    if (status == BP_OK)
        status = o != NULL ? build(o, q, err) : bp_no_memory(err, "the increases");
    if (status == BP_OK)
        *out = &o->made;
    else
        bp_merit_free(o != NULL ? &o->made : NULL);
    return status;
}
