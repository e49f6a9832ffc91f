/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity.c - pay of groups of people against that of a reference group.
 *
 * The rows are taken out of the survey once; each part then adds its figures, a line
 * each, with the people whom the figure is about: what may not be shown is decided from
 * these alone, line by line, wherever the figure comes from. */
#include "analysis/equity.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/gap.h"
#include "data/observations.h"
#include "data/pay.h"

/* ---- rows ---- */

static size_t find_element(const bp_survey *s, const char *name)
{
    for (size_t i = 0; i < bp_survey_elements(s); i++)
        if (strcmp(bp_survey_element(s, i), name) == 0)
            return i;
    return BP_NO_ELEMENT;
}

/* Is the pay a sum that base pay is a part of?  Beside a column that was named, base pay
 * is only what a header seems to say. */
static bool is_sum(const bp_survey *s)
{
    static const char *const sums[] = { "tcc", "tdc", "total" };
    bool sum = false;
    for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++)
        sum |= strcmp(bp_survey_element(s, 0), sums[i]) == 0;
    return sum;
}

/* The groups in order: the reference, then the largest; of equals by name. */
typedef struct group_count {
    uint32_t label;
    uint64_t n;
    bool reference;
} group_count;

static int by_size(const void *a, const void *b)
{
    const group_count *x = a, *y = b;
    if (x->reference != y->reference)
        return x->reference ? -1 : 1;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return (x->label > y->label) - (x->label < y->label);
}

static bp_status no_reference(const bp_equity_rows *r, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .name = r->question->group }, BP_EUSAGE,
                   "no row has the reference '%s'", r->question->reference);
}

static void count_groups(group_count count[], const bp_survey *s, size_t n)
{
    for (size_t g = 0; g < n; g++)
        count[g] = (group_count){ .label = (uint32_t)g };
    for (size_t i = 0; i < bp_survey_observations(s); i++)
        count[bp_observation_label(s, bp_survey_observation(s, i), 0)].n++;
}

/* number: [labels] the place of each label's group */
static bp_status order_groups(bp_equity_rows *r, group_count count[], uint32_t number[],
                              size_t n, bp_err *err)
{
    const char *reference = r->question->reference;
    size_t found = SIZE_MAX;
    for (size_t g = 0; g < n; g++)
        if (reference != NULL && count[g].n > 0 &&
            bp_text_alike(bp_survey_label(r->survey, 0, (uint32_t)g),
                          bp_text_of(reference)))
            found = g;
    if (reference != NULL && found == SIZE_MAX)
        return no_reference(r, err);
    if (found != SIZE_MAX)
        count[found].reference = true;
    if (n > 1)
        qsort(count, n, sizeof *count, by_size);
    for (size_t g = 0; g < n && count[g].n > 0; g++) {
        number[count[g].label] = (uint32_t)g;
        r->group[r->n_groups] = bp_survey_label(r->survey, 0, count[g].label).at;
        r->size[r->n_groups++] = count[g].n;
    }
    if (r->n_groups < 2)
        return bp_fail(err, &(bp_loc){ .name = r->question->group }, BP_EDATA,
                       "all rows are of one group: there is no gap");
    return BP_OK;
}

static void fill_rows(bp_equity_rows *r, const uint32_t number[])
{
    const bp_survey *s = r->survey;
    const size_t base = find_element(s, "base"), bonus = find_element(s, "bonus");
    const bool categories = r->question->category != NULL;
    r->has_base = base != BP_NO_ELEMENT && base != 0 && is_sum(s);
    r->has_bonus = bonus != BP_NO_ELEMENT && bonus != 0;
    for (size_t i = 0; i < r->n; i++) {
        const bp_observation *o = bp_survey_observation(s, i);
        bp_equity_row *row = &r->row[i];
        *row = (bp_equity_row){ .pay = bp_observation_pay(o, 0),
                                .base = BP_NO_PAY,
                                .group = number[bp_observation_label(s, o, 0)],
                                .category = BP_NO_ID,
                                .org = o->org };
        if (r->has_base)
            row->base = bp_observation_pay(o, base);
        if (r->has_bonus && bp_observation_pay(o, bonus) != BP_NO_PAY)
            row->bonus = bp_observation_pay(o, bonus);
        if (categories && bp_survey_label(s, 1, bp_observation_label(s, o, 1)).n > 0)
            row->category = bp_observation_label(s, o, 1);
    }
}

static bp_status take_rows(bp_equity_rows *r, bp_err *err)
{
    const bp_survey *s = r->survey;
    const size_t n = bp_survey_labels(s, 0);
    r->n = bp_survey_observations(s);
    r->row = bp_room_take(&r->room, r->n, sizeof *r->row);
    r->group = bp_room_take(&r->room, n, sizeof *r->group);
    r->size = bp_room_take(&r->room, n, sizeof *r->size);
    bp_room room = { 0 };
    group_count *count = bp_room_take(&room, n, sizeof *count);
    uint32_t *number = bp_room_take(&room, n, sizeof *number);
    bp_status status = BP_OK;
    if (r->room.failed || room.failed)
        status = bp_no_memory(err, "an analysis of pay equity");
    if (status == BP_OK) {
        count_groups(count, s, n);
        status = order_groups(r, count, number, n, err);
    }
    if (status == BP_OK)
        fill_rows(r, number);
    bp_room_release(&room);
    return status;
}

/* ---- raw gaps ---- */

static int64_t pay_of(const bp_equity_row *row)
{
    return row->pay;
}

static int64_t base_of(const bp_equity_row *row)
{
    return row->base;
}

static int64_t bonus_of(const bp_equity_row *row)
{
    return row->bonus;
}

/* Of those who receive one. */
static int64_t received(const bp_equity_row *row)
{
    return row->bonus > 0 ? row->bonus : BP_NO_PAY;
}

static bp_equity_cell cell_of(const bp_pay_set *x, uint64_t all, bool mean)
{
    return (bp_equity_cell){ .of = { x->people },
                             .n_of = 1,
                             .n = x->n,
                             .orgs = x->people.orgs,
                             .rest = all - x->n,
                             .mean = mean };
}

static bool add_amounts(bp_equity *e, const bp_equity_rows *r, bp_equity_part part,
                        size_t g, const bp_pay_set *x)
{
    static const char *const figure[] = { "mean", "median" };
    for (size_t i = 0; x->n > 0 && i < 2; i++) {
        bp_equity_line *l = bp_equity_add(e, part, r->group[g], "", "", figure[i]);
        if (l == NULL)
            return false;
        l->kind = BP_EQUITY_MONEY;
        l->n = x->n;
        l->value = bp_figure_of(i == 0 ? bp_pay_set_mean(x, r->scale)
                                       : bp_pay_set_median(x, r->scale, r->qtype));
        l->cell = cell_of(x, r->n, i == 0);
    }
    return true;
}

static bool add_gaps(bp_equity *e, const bp_equity_rows *r, bp_equity_part part,
                     const char *group, const char *category, const char *factor,
                     const bp_pay_set *x, const bp_pay_set *reference)
{
    bp_equity_line *l = bp_equity_add(e, part, group, category, factor, "gap_mean");
    if (l == NULL || !bp_gap_of_means(l, x, reference, r))
        return false;
    l->n = x->n;
    l->at_least_5 &= part == BP_EQUITY_CATEGORIES;
    l = bp_equity_add(e, part, group, category, factor, "gap_median");
    if (l == NULL)
        return false;
    bp_gap_of_medians(l, x, reference, r);
    l->n = x->n;
    return true;
}

static bool add_share(bp_equity *e, const bp_equity_rows *r, size_t g,
                      const bp_pay_set *receivers)
{
    bp_equity_line *l = bp_equity_add(e, BP_EQUITY_BONUS, r->group[g], "", "", "share");
    if (l == NULL)
        return false;
    l->n = r->size[g];
    l->value = bp_figure_of((double)receivers->n / (double)r->size[g]);
    l->cell = (bp_equity_cell){ .n = r->size[g], .rest = r->n - r->size[g] };
    return true;
}

/* The raw figures of one element of pay, group by group, the reference first. */
static bool add_part(bp_equity *e, const bp_equity_rows *r, bp_equity_part part,
                     bp_equity_pay *pay)
{
    bp_pay_set reference;
    bool ok = bp_pay_set_init(&reference, r, 0, BP_NO_ID, pay);
    for (size_t g = 0; ok && g < r->n_groups; g++) {
        bp_pay_set x;
        ok = bp_pay_set_init(&x, r, (uint32_t)g, BP_NO_ID, pay);
        if (ok && part == BP_EQUITY_BONUS)
            ok = add_share(e, r, g, &x);
        ok = ok && add_amounts(e, r, part, g, &x);
        if (ok && g > 0)
            ok = add_gaps(e, r, part, r->group[g], "", "", &x, &reference);
        bp_pay_set_release(&x);
    }
    bp_pay_set_release(&reference);
    return ok;
}

static bp_status find_gaps(bp_equity *e, const bp_equity_rows *r, bp_err *err)
{
    const bool ok = add_part(e, r, BP_EQUITY_RAW, pay_of) &&
                    (!r->has_bonus || add_part(e, r, BP_EQUITY_BONUS, received));
    return ok ? BP_OK : bp_no_memory(err, "an analysis of pay equity");
}

/* ---- categories ---- */

/* The gaps of one element in one category; a group without people has none. */
static bool add_category(bp_equity *e, const bp_equity_rows *r, uint32_t category,
                         const char *factor, bp_equity_pay *pay)
{
    const char *name = bp_survey_label(r->survey, 1, category).at;
    bp_pay_set reference;
    bool ok = bp_pay_set_init(&reference, r, 0, category, pay);
    for (size_t g = 1; ok && g < r->n_groups; g++) {
        bp_pay_set x;
        ok = bp_pay_set_init(&x, r, (uint32_t)g, category, pay);
        if (ok && x.n > 0)
            ok = add_gaps(e, r, BP_EQUITY_CATEGORIES, r->group[g], name, factor, &x,
                          &reference);
        bp_pay_set_release(&x);
    }
    bp_pay_set_release(&reference);
    return ok;
}

static bp_status find_categories(bp_equity *e, const bp_equity_rows *r, bp_err *err)
{
    bool ok = true;
    for (size_t c = 0; ok && c < bp_survey_labels(r->survey, 1); c++) {
        const uint32_t id = (uint32_t)c;
        if (bp_survey_label(r->survey, 1, id).n == 0)
            continue;
        ok = add_category(e, r, id, "pay", pay_of);
        if (ok && r->has_base)
            ok = add_category(e, r, id, "base", base_of);
        if (ok && r->has_bonus)
            ok = add_category(e, r, id, "bonus", bonus_of);
    }
    return ok ? BP_OK : bp_no_memory(err, "an analysis of pay equity");
}

/* ---- all of it ---- */

static bp_status analyse(bp_equity *e, bp_equity_rows *r, bp_err *err)
{
    bp_status status = take_rows(r, err);
    if (status != BP_OK)
        return status;
    e->reference = bp_arena_copy(&e->texts, r->group[0], strlen(r->group[0]));
    e->has_bonus = r->has_bonus;
    status = e->reference != NULL ? find_gaps(e, r, err)
                                  : bp_no_memory(err, "an analysis of pay equity");
    if (status == BP_OK && r->question->n_adjust > 0)
        status = bp_equity_adjust(e, r, err);
    if (status == BP_OK)
        status = bp_equity_bands(e, r, err);
    return status == BP_OK && r->question->category != NULL ? find_categories(e, r, err)
                                                            : status;
}

bp_status bp_equity_new(bp_equity **out, const bp_survey *s, const bp_equity_question *q,
                        int qtype, double level, bp_err *err)
{
    bp_equity *e = bp_alloc(sizeof *e, 0, 0);
    if (e == NULL)
        return bp_no_memory(err, "an analysis of pay equity");
    e->question = q;
    e->currency = bp_survey_currency(s);
    bp_equity_rows r = { .survey = s,
                         .question = q,
                         .scale = bp_survey_shape(s)->scale,
                         .qtype = qtype,
                         .level = level,
                         .by_orgs = bp_survey_has_orgs(s) && bp_survey_orgs(s) >= 2,
                         .first_factor = q->category != NULL ? 2 : 1 };
    bp_status status = analyse(e, &r, err);
    bp_room_release(&r.room);
    if (status == BP_OK)
        *out = e;
    else
        bp_equity_free(e);
    return status;
}
