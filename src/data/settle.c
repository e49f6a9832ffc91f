/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/str.h"
#include "data/inside.h"

static bool blank(const bp_survey *s, uint32_t currency)
{
    return currency == BP_NO_ID || bp_dict_text(s->currency, currency).n == 0;
}

bool bp_survey_fits(const bp_survey *s, uint32_t currency)
{
    const bp_chosen *c = &s->chosen;
    if (c->need_currency && blank(s, currency))
        return false;
    return c->currency == BP_NO_ID || c->currency == currency;
}

/* The year is a filter and stands before all rules; among the rules the order
 * of bp_rule holds. */
unsigned bp_survey_fate(const bp_survey *s, unsigned outcome, int32_t year,
                        uint32_t currency)
{
    const bp_chosen *c = &s->chosen;
    if (outcome == BP_RULE_RAGGED)
        return outcome;
    if (c->year != BP_NO_YEAR && year != BP_NO_YEAR && year != c->year)
        return BP_FILTERED;
    if (outcome > BP_RULE_DATE && c->year != BP_NO_YEAR && year == BP_NO_YEAR)
        return BP_RULE_DATE;
    if (outcome > BP_RULE_CURRENCY && !bp_survey_fits(s, currency))
        return BP_RULE_CURRENCY;
    return outcome;
}

static void count_rows(bp_survey *s)
{
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        bp_tally *t = &s->input[p->file];
        for (unsigned o = 0; o < BP_OUTCOMES; o++) {
            unsigned fate = bp_survey_fate(s, o, p->year, p->currency);
            if (fate == BP_USED)
                t->used += p->rows[o];
            else if (fate == BP_FILTERED)
                t->filtered += p->rows[o];
            else
                t->excluded[fate] += p->rows[o];
        }
    }
    for (size_t i = 0; i < s->shape.n_files; i++) {
        bp_tally *t = &s->input[i];
        t->rows = t->used + t->filtered;
        for (size_t r = 0; r < BP_RULE_COUNT; r++)
            t->rows += t->excluded[r];
    }
}

static int by_place(const void *a, const void *b)
{
    uint64_t x = ((const bp_mark *)a)->place.order, y = ((const bp_mark *)b)->place.order;
    return (x > y) - (x < y);
}

/* A row that is excluded now, and was not when it was read. */
static bool restate(bp_survey *s, bp_mark *m, unsigned fate)
{
    bp_audit *a = &s->audit;
    bool date = fate == BP_RULE_DATE;
    const char *column = date ? s->shape.year_column : s->shape.currency_column;
    bp_text limit = bp_text_of(date ? "a year" : "a currency");
    bp_text value = { "", 0 };
    if (!date && s->chosen.currency != BP_NO_ID)
        limit = bp_dict_text(s->currency, s->chosen.currency);
    if (!date)
        value = bp_dict_text(s->currency, a->slice[m->slice].currency);
    m->outcome = fate;
    m->field = 0;
    m->column = bp_audit_word(a, bp_text_of(column != NULL ? column : ""));
    m->limit = bp_audit_word(a, limit);
    m->value = a->keep_all ? value.at : NULL;
    return m->column != BP_NO_ID && m->limit != BP_NO_ID;
}

/* Leaves the marks of excluded rows, in input order. */
static bp_status list_excluded(bp_survey *s, bp_err *err)
{
    bp_audit *a = &s->audit;
    size_t n = 0;
    uint64_t listed[BP_OUTCOMES] = { 0 };
    for (size_t i = 0; i < a->n_marks; i++) {
        bp_mark m = a->mark[i];
        const bp_slice *p = &a->slice[m.slice];
        unsigned fate = bp_survey_fate(s, m.outcome, p->year, p->currency);
        if (fate >= BP_RULE_COUNT)
            continue;
        if (fate != m.outcome && !restate(s, &m, fate))
            return bp_fail(err, NULL, BP_ELIMIT, "no memory for the excluded rows");
        a->mark[n++] = m;
    }
    if (n > 1)
        qsort(a->mark, n, sizeof a->mark[0], by_place);
    a->n_marks = 0;
    for (size_t i = 0; i < n; i++)
        if (a->keep_all || listed[a->mark[i].outcome]++ < BP_FIRST_ROWS)
            a->mark[a->n_marks++] = a->mark[i];
    return BP_OK;
}

static int by_row(const void *a, const void *b)
{
    uint64_t x = ((const bp_kept_record *)a)->row.place.order;
    uint64_t y = ((const bp_kept_record *)b)->row.place.order;
    return (x > y) - (x < y);
}

/* Leaves the records of used rows, in input order. */
static void list_records(bp_survey *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_records; i++) {
        const bp_slice *p = &s->audit.slice[s->record[i].slice];
        if (bp_survey_fate(s, BP_USED, p->year, p->currency) == BP_USED)
            s->record[n++] = s->record[i];
    }
    s->n_records = n;
    if (n > 1)
        qsort(s->record, n, sizeof s->record[0], by_row);
}

/* Says why no row is left. */
static bp_status nothing_used(const bp_survey *s, bp_err *err)
{
    uint64_t rows = 0, filtered = 0, excluded[BP_RULE_COUNT] = { 0 };
    for (size_t i = 0; i < s->shape.n_files; i++) {
        rows += s->input[i].rows;
        filtered += s->input[i].filtered;
        for (size_t r = 0; r < BP_RULE_COUNT; r++)
            excluded[r] += s->input[i].excluded[r];
    }
    bp_loc at = { .file = s->shape.n_files == 1 ? s->input[0].file : NULL };
    if (rows == filtered)
        return bp_fail(err, &at, BP_EDATA, "no row is selected (of %llu)",
                       (unsigned long long)rows);

    bp_str why = { 0 };
    if (filtered > 0)
        bp_str_printf(&why, ", %llu not selected", (unsigned long long)filtered);
    for (size_t r = 0; r < BP_RULE_COUNT; r++)
        if (excluded[r] > 0)
            bp_str_printf(&why, ", %llu %s", (unsigned long long)excluded[r],
                          bp_rule_name((bp_rule)r));
    bp_status status =
        why.failed ? bp_fail(err, &at, BP_ELIMIT, "no memory")
                   : bp_fail(err, &at, BP_EDATA, "none of %llu row%s can be used: %s",
                             (unsigned long long)rows, rows == 1 ? "" : "s", why.at + 2);
    bp_str_release(&why);
    return status;
}

bp_status bp_survey_settle(bp_survey *s, const bp_decision *d, bp_err *err)
{
    bp_status status = bp_survey_sort(s, err);
    if (status == BP_OK)
        status = bp_survey_choose_year(s, d, err);
    if (status == BP_OK)
        status = bp_survey_choose_currency(s, d, err);
    if (status == BP_OK)
        status = list_excluded(s, err);
    if (status != BP_OK)
        return status;
    list_records(s);
    bp_survey_list_paid(s);
    count_rows(s);
    if (bp_survey_used(s) == 0 && !d->allow_none)
        return nothing_used(s, err);
    return BP_OK;
}
