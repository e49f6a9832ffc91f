/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "data/fill.h"
#include "ingest/bands.h"
#include "ingest/notes.h"

/* Is the remark about rows that count? */
static bool speaks(const bp_survey *s, const bp_remark *m)
{
    const char *currency = bp_survey_currency(s);
    bool rated = m->kind == BP_REMARK_CONVERTED || m->kind == BP_REMARK_UNRATED;
    int year = bp_survey_year(s);
    if (year > 0 && m->year != year)
        return false;
    return rated || m->n_code == 0 || currency == NULL ||
           bp_text_equal((bp_text){ m->code, m->n_code }, bp_text_of(currency));
}

static uint64_t rows_of(const bp_survey *s, const bp_remarks *all, bp_remark_kind kind)
{
    uint64_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].kind == kind && speaks(s, &all->at[i]))
            n += all->at[i].rows;
    return n;
}

static void put_decimal(bp_str *out, bp_decimal d)
{
    bp_str_number(out, bp_money_double(d.units, d.scale));
}

/* The numbers that no tier covers although those around them are. */
static void put_gaps(bp_str *out, const bp_plan *p)
{
    const bp_choice *c = p->choice;
    for (size_t i = 0; i < c->n_bands; i++) {
        if (!bp_bands_gap(c, i))
            continue;
        bp_str_puts(out, out->n > 0 ? ", " : "");
        put_decimal(out, c->band[i].high);
        bp_str_puts(out, " to ");
        put_decimal(out, c->band[i + 1].low);
    }
}

static size_t banded_key(const bp_plan *p)
{
    size_t k = 0;
    while (k < p->shape.n_keys && p->key_kind[k] != BP_KEY_BAND)
        k++;
    return k;
}

static bp_status note_bands(bp_survey *s, const bp_plan *p, const bp_remarks *all,
                            bp_err *err)
{
    size_t k = banded_key(p);
    if (k == p->shape.n_keys)
        return BP_OK;
    const char *column = p->wanted[p->key[k]].name;
    unsigned long long outside = rows_of(s, all, BP_REMARK_OUTSIDE);
    unsigned long long unnumbered = rows_of(s, all, BP_REMARK_UNNUMBERED);
    bp_str gaps = { 0 };
    put_gaps(&gaps, p);
    bp_status status = gaps.failed ? bp_fail(err, NULL, BP_ELIMIT, "no memory") : BP_OK;
    if (status == BP_OK && gaps.n > 0)
        status = bp_survey_add_note(s, err, "no tier holds '%s' of %s", column, gaps.at);
    bp_str_release(&gaps);
    if (status == BP_OK && outside > 0)
        status = bp_survey_add_note(s, err,
                                    "%llu row%s in no tier: '%s' is outside of the bands",
                                    outside, outside == 1 ? " is" : "s are", column);
    if (status == BP_OK && unnumbered > 0)
        status =
            bp_survey_add_note(s, err, "%llu row%s in no tier: '%s' holds no number",
                               unnumbered, unnumbered == 1 ? " is" : "s are", column);
    return status;
}

static bp_status note_repaired(bp_survey *s, const bp_remarks *all, bp_err *err)
{
    unsigned long long n = rows_of(s, all, BP_REMARK_REPAIRED);
    if (n == 0)
        return BP_OK;
    return bp_survey_add_note(
        s, err,
        "%llu row%s: a band that a spreadsheet had turned into a date was "
        "repaired ('8-May' is 5-8)",
        n, n == 1 ? "" : "s");
}

static int by_rate(const void *a, const void *b)
{
    const bp_remark *x = a, *y = b;
    return (x->rate > y->rate) - (x->rate < y->rate);
}

/* "EUR at 1.13 (2026-01-01) to 1.18 (2027-01-01)" */
static void put_rate(bp_str *out, bp_rate rate)
{
    bp_str_number(out, bp_money_double(rate.units, BP_RATE_SCALE));
    if (rate.date.year == 0)
        return;
    bp_str_printf(out, " (%04d-%02d-%02d)", rate.date.year,
                  rate.date.month > 0 ? rate.date.month : 1,
                  rate.date.day > 0 ? rate.date.day : 1);
}

/* Rates are ordered by currency and date: so are the remarks m[n]. */
static void put_conversions(bp_str *out, const bp_plan *p, const bp_remark m[], size_t n)
{
    for (size_t i = 0, next; i < n; i = next) {
        bp_rate first = bp_rates_at(p->rates, m[i].rate), last = first;
        unsigned long long rows = 0;
        for (next = i; next < n; next++) {
            bp_rate rate = bp_rates_at(p->rates, m[next].rate);
            if (!bp_text_equal(rate.code, first.code))
                break;
            last = rate;
            rows += m[next].rows;
        }
        bp_str_printf(out, "%s%.*s (%llu row%s) at ", out->n > 0 ? ", " : "",
                      (int)first.code.n, first.code.at, rows, rows == 1 ? "" : "s");
        put_rate(out, first);
        if (m[next - 1].rate != m[i].rate) {
            bp_str_puts(out, " to ");
            put_rate(out, last);
        }
    }
}

static bp_status note_rates(bp_survey *s, const bp_plan *p, const bp_remarks *all,
                            bp_err *err)
{
    bp_remark *m = bp_alloc(0, all->n, sizeof *m);
    size_t n = 0;
    bp_str said = { 0 };
    if (m == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for notes");
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].kind == BP_REMARK_CONVERTED && speaks(s, &all->at[i]))
            m[n++] = all->at[i];
    if (n > 1)
        qsort(m, n, sizeof *m, by_rate);
    put_conversions(&said, p, m, n);
    bp_status status = said.failed ? bp_fail(err, NULL, BP_ELIMIT, "no memory") : BP_OK;
    if (status == BP_OK && n > 0)
        status =
            bp_survey_add_note(s, err, "pay is converted to %s by '%s': %s",
                               p->choice->currency, bp_rates_file(p->rates), said.at);
    bp_str_release(&said);
    free(m);
    return status;
}

bp_status bp_notes_add_rows(bp_survey *s, const bp_plan *p, const bp_counts *c,
                            bp_err *err)
{
    if (c->remarks.failed)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for notes");
    bp_status status = note_bands(s, p, &c->remarks, err);
    if (status == BP_OK)
        status = note_repaired(s, &c->remarks, err);
    return status == BP_OK ? note_rates(s, p, &c->remarks, err) : status;
}

bp_status bp_notes_check_rates(const bp_survey *s, const bp_plan *p, const bp_counts *c,
                               bp_err *err)
{
    const bp_remark *first = NULL;
    uint64_t rows = 0;
    for (size_t i = 0; i < c->remarks.n; i++) {
        const bp_remark *m = &c->remarks.at[i];
        if (m->kind == BP_REMARK_UNRATED && (s == NULL || speaks(s, m)) &&
            (first == NULL || m->first.order < first->first.order))
            first = m;
    }
    if (first == NULL)
        return BP_OK;
    bp_text code = { first->code, first->n_code };
    for (size_t i = 0; i < c->remarks.n; i++) {
        const bp_remark *m = &c->remarks.at[i];
        if (m->kind == BP_REMARK_UNRATED && (s == NULL || speaks(s, m)) &&
            bp_text_equal(code, (bp_text){ m->code, m->n_code }))
            rows += m->rows;
    }
    const bp_loc at = { .file = p->file[first->first.file], .line = first->first.line };
    return bp_fail(err, &at, BP_EDATA, "'%s' has no rate for '%.*s' (%llu row%s)",
                   bp_rates_file(p->rates), (int)code.n, code.at,
                   (unsigned long long)rows, rows == 1 ? "" : "s");
}
