/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settle.c - the decision on year and currency, once all rows were read.
 *
 * Which year is the latest and whether there are several currencies is known only at the
 * end of the input, and the input is read once; so the rows of all years and currencies
 * are kept, and the decision comes last.  Who takes part in it: the parts are sorted,
 * year and currency are chosen, and each part is left with what belongs to them (parts.h).
 *
 * What was asked for wins.  Where nothing was, the latest year is taken and said so;
 * among several currencies nobody guesses: pay in two currencies has no median, and which
 * one is meant is for the caller to say. */
#include <stdlib.h>

#include "base/str.h"
#include "benchpay/choice.h"
#include "data/fill.h"
#include "data/inside.h"

/* ---- which year and currency ---- */

/* An error names at most this many currencies. */
#define CURRENCIES_NAMED 12

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

/* The currency that was named; BP_NO_ID: none was, or no row has it. */
static uint32_t wanted_currency(const bp_survey *s, const bp_decision *d)
{
    return d->currency != NULL ? bp_dict_find(s->dicts.currency, bp_text_of(d->currency))
                               : BP_NO_ID;
}

/* Has it usable rows of a year, in a currency; BP_NO_ID: any? */
static bool is_wanted(const bp_slice *s, uint32_t currency)
{
    return s->year != BP_NO_YEAR && s->rows[BP_USED] > 0 &&
           (currency == BP_NO_ID || s->currency == currency);
}

/* The first and the last year of usable rows, in the wanted currency when one
 * is named; *last is BP_NO_YEAR when there is none.  True: rows of `year` are
 * among them. */
static bool year_span(const bp_survey *s, const bp_decision *d, int32_t *first,
                      int32_t *last)
{
    const uint32_t wanted = wanted_currency(s, d);
    bool found = false;
    *first = INT32_MAX;
    *last = BP_NO_YEAR;
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        if (!is_wanted(p, wanted))
            continue;
        *first = p->year < *first ? p->year : *first;
        *last = p->year > *last ? p->year : *last;
        found = found || p->year == d->year;
    }
    return found;
}

/* Usable rows of one year, in the wanted currency when one is named, and the last year
 * before it that has any; BP_NO_YEAR: none. */
static uint64_t rows_of_year(const bp_survey *s, const bp_decision *d, int32_t year,
                             int32_t *before)
{
    const uint32_t wanted = wanted_currency(s, d);
    uint64_t rows = 0;
    *before = BP_NO_YEAR;
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        if (!is_wanted(p, wanted))
            continue;
        rows += p->year == year ? p->rows[BP_USED] : 0;
        if (p->year < year && (*before == BP_NO_YEAR || p->year > *before))
            *before = p->year;
    }
    return rows;
}

/* A year that has just begun does not stand for the market: fewer rows than this, and
 * than a tenth of the year before. */
#define FEW_ROWS 30

static bp_status take_latest(bp_survey *s, const bp_decision *d, int32_t first,
                             int32_t last, bp_err *err)
{
    int32_t before, earlier;
    const uint64_t rows = rows_of_year(s, d, last, &before);
    const uint64_t usual =
        before != BP_NO_YEAR ? rows_of_year(s, d, before, &earlier) : 0;
    s->chosen.year = last;
    if (rows < FEW_ROWS && rows * 10 < usual) {
        s->chosen.year = before;
        return bp_survey_add_warning(
            s, &(bp_read_warning){ .rule = "year", .hint = { BP_HINT_YEAR, NULL } }, err,
            "year %d: the latest, %d, has %llu row%s, less than a tenth of its %llu",
            (int)before, (int)last, (unsigned long long)rows, plural(rows),
            (unsigned long long)usual);
    }
    return first == last ? BP_OK
                         : bp_survey_add_note(s, (bp_hint){ BP_HINT_YEAR_ALL, NULL }, err,
                                              "year %d, the latest of %d to %d",
                                              (int)last, (int)first, (int)last);
}

/* One figure a year, as series are published: all rows are taken, and no year has
 * two.  So there are no more slices than years, and comparing all pairs is cheap. */
static bool is_series(const bp_survey *s, int32_t first, int32_t last)
{
    const bp_slice *p = s->audit.slice;
    if (first == last || s->audit.n_slices > (size_t)(last - first) + 2)
        return false;
    for (size_t f = 0; f < s->shape.n_files; f++)
        if (s->input[f].filtered > 0)
            return false;
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        if (p[i].rows[BP_USED] > 1)
            return false;
        for (size_t k = 0; p[i].rows[BP_USED] > 0 && k < i; k++)
            if (p[k].year == p[i].year && p[k].rows[BP_USED] > 0)
                return false;
    }
    return true;
}

/* Year and currency of the decision, the year first, with notes on them.  Errors: as
 * bp_survey_settle. */
static bp_status choose_year(bp_survey *s, const bp_decision *d, bp_err *err)
{
    int32_t first, last;
    bool found = year_span(s, d, &first, &last);
    if (!s->shape.has_year || last == BP_NO_YEAR || d->year == BP_YEAR_EACH)
        return BP_OK;
    if (d->year == BP_YEAR_ALL)
        return first == last
                   ? BP_OK
                   : bp_survey_add_note(s, BP_NO_HINT, err, "years %d to %d are pooled",
                                        (int)first, (int)last);
    if (d->year != BP_YEAR_LATEST) {
        s->chosen.year = d->year;
        return found ? BP_OK
                     : bp_fail(err, NULL, BP_EDATA,
                               "no usable row is of year %d; the years are %d to %d",
                               d->year, (int)first, (int)last);
    }
    s->series = is_series(s, first, last);
    if (!d->allow_none && s->series)
        return bp_fail_hint(err, &(bp_loc){ .file = s->input[0].file }, BP_EDATA,
                            (bp_hint){ BP_HINT_SERIES, NULL },
                            "no year has two rows: a series of %d to %d, not a survey",
                            (int)first, (int)last);
    return take_latest(s, d, first, last, err);
}

/* Letters of a code of ISO 4217; a sign has fewer. */
#define CODE_LENGTH 3

typedef struct share {
    uint32_t currency;
    uint64_t rows;
} share;

/* Most rows first; ids are in the order of the codes. */
static int by_rows(const void *a, const void *b)
{
    const share *x = a, *y = b;
    if (x->rows != y->rows)
        return x->rows > y->rows ? -1 : 1;
    return (x->currency > y->currency) - (x->currency < y->currency);
}

/* The currencies of the usable rows of the chosen year. */
typedef struct shares {
    share *list; /* [n] most rows first */
    size_t n;
    uint64_t rows; /* of them all */
    uint64_t bare; /* rows that name none */
} shares;

static bp_status count_currencies(const bp_survey *s, shares *out, bp_err *err)
{
    const size_t all = bp_dict_count(s->dicts.currency);
    share *count = bp_alloc(0, all, sizeof *count);
    if (count == NULL)
        return bp_no_memory(err, "%zu currencies", all);
    *out = (shares){ .list = count };
    for (uint32_t i = 0; i < all; i++)
        count[i].currency = i;
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        if (bp_survey_outcome(s, BP_USED, p->year, p->currency) != BP_USED)
            continue;
        if (bp_survey_no_currency(s, p->currency)) {
            out->bare += p->rows[BP_USED];
            continue;
        }
        count[p->currency].rows += p->rows[BP_USED];
        out->rows += p->rows[BP_USED];
    }
    qsort(count, all, sizeof *count, by_rows);
    while (out->n < all && count[out->n].rows > 0)
        out->n++;
    return BP_OK;
}

/* Rows without a currency are left out where they are few, but not where they are most:
 * figures of the few others would be those of somebody else. */
static bool is_bare(const shares *c)
{
    return c->n > 0 && c->bare > c->rows;
}

/* A word that one row has and that is no code may be anything: a name, an amount. */
static bool may_be_named(const bp_survey *s, const bp_decision *d, const share *c)
{
    return d->show_values || c->rows > 1 ||
           bp_dict_text(s->dicts.currency, c->currency).n <= CODE_LENGTH;
}

static void put_currency(bp_str *out, const bp_survey *s, const bp_decision *d,
                         const share *c)
{
    if (may_be_named(s, d, c))
        bp_str_visible(out, bp_dict_text(s->dicts.currency, c->currency));
    else
        bp_str_puts(out, "a word that is no code");
}

static void ask_for_currency(const bp_survey *s, const bp_decision *d, const shares *c)
{
    bp_setting setting[BP_DOUBT_SETTINGS_MAX];
    bp_str named = { 0 };
    size_t n = 0;
    for (size_t i = 0; i < c->n && i < BP_DOUBT_SETTINGS_MAX; i++) {
        const bp_text code = bp_dict_text(s->dicts.currency, c->list[i].currency);
        if (may_be_named(s, d, &c->list[i]))
            setting[n++] = (bp_setting){ BP_SET_CURRENCY, NULL, code.at };
        bp_str_printf(&named, i > 0 ? ", %llu" : "%llu",
                      (unsigned long long)c->list[i].rows);
        bp_str_puts(&named, i == 0 && c->list[i].rows != 1 ? " are in " : " is in ");
        put_currency(&named, s, d, &c->list[i]);
    }
    const bp_loc at = { .file = s->shape.n_files == 1 ? s->input[0].file : NULL,
                        .name = s->shape.currency_column };
    bp_doubts_add(
        d->doubts, "currency", &at, setting, n,
        "%llu of %llu rows name no currency, and %s: those without are in the one "
        "that you name",
        (unsigned long long)c->bare, (unsigned long long)(c->bare + c->rows),
        named.n > 0 ? named.at : "");
    if (named.failed && d->doubts != NULL)
        d->doubts->failed = true;
    bp_str_release(&named);
}

static bp_status several_currencies(const bp_survey *s, const bp_decision *d,
                                    const share *list, size_t n, bp_err *err)
{
    bp_str names = { 0 };
    for (size_t i = 0; i < n && i < CURRENCIES_NAMED; i++) {
        bp_str_puts(&names, i > 0 ? ", " : "");
        put_currency(&names, s, d, &list[i]);
        bp_str_printf(&names, " (%llu)", (unsigned long long)list[i].rows);
    }
    if (n > CURRENCIES_NAMED)
        bp_str_printf(&names, " and %zu more", n - CURRENCIES_NAMED);
    bp_status status =
        names.failed
            ? bp_no_memory(err, "%zu currencies", n)
            : bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_CURRENCIES, NULL },
                           "pay is in %zu currencies: %s", n, names.at);
    bp_str_release(&names);
    return status;
}

static bp_status take_most(bp_survey *s, const share *list, size_t n, bp_err *err)
{
    uint64_t others = 0;
    for (size_t i = 1; i < n; i++)
        others += list[i].rows;
    s->chosen.currency = list[0].currency;
    return bp_survey_add_note(
        s, BP_NO_HINT, err,
        "%s, the currency of most rows; %llu row%s in %zu other currenc%s excluded",
        bp_dict_text(s->dicts.currency, list[0].currency).at, (unsigned long long)others,
        plural(others), n - 1, n == 2 ? "y are" : "ies are");
}

/* The rows that name no currency are in the one that was asked for, whether some others
 * name it or none does. */
static bp_status take_bare(bp_survey *s, const bp_decision *d, const shares *c,
                           bp_err *err)
{
    const bool one = c->bare == 1;
    s->chosen.need_currency = false;
    s->chosen.currency = bp_dict_find(s->dicts.currency, bp_text_of(d->currency));
    if (s->chosen.currency == BP_NO_ID)
        s->chosen.currency = bp_dict_find(s->dicts.currency, bp_text_of(""));
    s->single = bp_arena_copy(&s->texts, d->currency, strlen(d->currency));
    return s->single == NULL
               ? bp_fail(err, NULL, BP_ELIMIT, "no memory")
               : bp_survey_add_note(
                     s, BP_NO_HINT, err, "%llu row%s no currency and %s taken as %s",
                     (unsigned long long)c->bare, one ? " names" : "s name",
                     one ? "is" : "are", d->currency);
}

static bp_status take_named(bp_survey *s, const bp_decision *d, const shares *c,
                            bp_err *err)
{
    for (size_t i = 0; i < c->n; i++) {
        bp_text code = bp_dict_text(s->dicts.currency, c->list[i].currency);
        if (!bp_text_equal(code, bp_text_of(d->currency)))
            continue;
        s->chosen.currency = c->list[i].currency;
        return BP_OK;
    }
    if (c->n == 0)
        return BP_OK; /* no row will be left, and that says why */
    bp_str most = { 0 };
    put_currency(&most, s, d, &c->list[0]);
    bp_fail(err, NULL, BP_EDATA, "no usable row is in '%s'; most are in %s", d->currency,
            most.at != NULL ? most.at : "others");
    bp_str_release(&most);
    return BP_EDATA;
}

static bp_status choose_among(bp_survey *s, const bp_decision *d, const shares *c,
                              bp_err *err)
{
    s->chosen.need_currency = c->n > 0 || d->currency != NULL;
    if (d->currency != NULL)
        return is_bare(c) ? take_bare(s, d, c, err) : take_named(s, d, c, err);
    if (is_bare(c) && !d->by_currency) {
        ask_for_currency(s, d, c);
        s->chosen.need_currency = false;
        s->chosen.currency = c->list[0].currency;
        return BP_OK;
    }
    if (c->n <= 1 || d->by_currency) {
        s->mixed = c->n > 1;
        return BP_OK;
    }
    return d->main_currency ? take_most(s, c->list, c->n, err)
                            : several_currencies(s, d, c->list, c->n, err);
}

/* Without a column all pay is in the currency that was named. */
static bp_status take_given(bp_survey *s, const bp_decision *d, bp_err *err)
{
    if (d->currency == NULL)
        return BP_OK;
    s->single = bp_arena_copy(&s->texts, d->currency, strlen(d->currency));
    return s->single != NULL ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory");
}

static bp_status choose_currency(bp_survey *s, const bp_decision *d, bp_err *err)
{
    if (!s->shape.has_currency)
        return take_given(s, d, err);
    shares c = { 0 };
    bp_status status = count_currencies(s, &c, err);
    if (status != BP_OK)
        return status;
    status = choose_among(s, d, &c, err);
    uint32_t single = s->chosen.currency;
    if (single == BP_NO_ID && c.n == 1)
        single = c.list[0].currency;
    if (single != BP_NO_ID && s->single == NULL)
        s->single = bp_dict_text(s->dicts.currency, single).at;
    free(c.list);
    return status;
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
    bp_new_ids now = { 0 };
    s->memory = d->memory;
    s->org_equal = d->org_equal;
    bp_status status = bp_parts_sort(s, &now, err);
    bp_new_ids_release(&now);
    s->threads = d->threads;
    if (status == BP_OK)
        status = choose_year(s, d, err);
    if (status == BP_OK)
        status = choose_currency(s, d, err);
    s->beside = bp_survey_bytes(s) - bp_cells_bytes(s);
    if (status == BP_OK)
        status = bp_parts_settle(s, err);
    if (status == BP_OK && bp_survey_used(s) == 0 && !d->allow_none)
        status = nothing_used(s, err);
    return status;
}
