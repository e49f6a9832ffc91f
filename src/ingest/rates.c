/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates of currencies, ordered so that the one of a day is found by halving.
 *
 * A rate holds from its day until the next one.  Rates are exact to twelve decimals, and
 * converted pay is rounded once, half to even, at the hundredth. */
#include "ingest/rates.h"

#include <stdlib.h>

#include "base/divide.h"
#include "base/mem.h"
#include "base/words.h"
#include "ingest/currency.h"
#include "ingest/gridcolumns.h"
#include "ingest/headwords.h"

/* Where the columns of a table of rates are. */
typedef struct columns {
    size_t code;
    size_t rate;
    size_t date; /* SIZE_MAX: none */
    bp_date_style style;
} columns;

static bp_status find_dates(columns *c, const bp_grid *g, bp_err *err)
{
    bp_date_signs signs = { 0 };
    bp_status status =
        bp_grid_best(&c->date, g, "date", bp_grid_role_rank, BP_ROLE_DATE, err);
    if (status != BP_OK || c->date == SIZE_MAX)
        return status;
    for (size_t i = 0; i < bp_grid_rows(g); i++)
        bp_date_see(&signs, bp_grid_cell(g, i, c->date));
    if (bp_date_decide(&signs, &c->style))
        return BP_OK;
    const bp_loc at = { .file = bp_grid_file(g), .name = bp_grid_name(g, c->date) };
    return bp_fail(err, &at, BP_EDATA,
                   "its dates can be DD/MM or MM/DD; write them as YYYY-MM-DD");
}

/* "Currency Code", and "Code" in a table that is of nothing else. */
static int rank_of_code(const bp_grid *g, size_t column, int unused)
{
    const bp_text name = bp_text_of(bp_grid_name(g, column));
    (void)unused;
    return bp_words_have("code iso", name) ? BP_NO_MATCH - 1
                                           : bp_role_match(BP_ROLE_CURRENCY, name);
}

/* "Exchange Rate", "Units per USD". */
static int rank_of_rate(const bp_grid *g, size_t column, int unused)
{
    const bp_text name = bp_text_of(bp_grid_name(g, column));
    (void)unused;
    return bp_headwords_any(name, "rate per") ? 0 : BP_NO_MATCH;
}

/* Which way round a header says that its rates are, for pay that is converted into a
 * currency: "EUR per USD" is from USD, "USD per EUR" and "rate to USD" are to it.
 * False: it does not say. */
static bool says_way(bool *from, const char *header, const char *into)
{
    bp_headwords words;
    bool per = false, to = false, known = false;
    bp_headwords_split(&words, bp_text_of(header));
    for (size_t i = 0; i < words.n; i++) {
        const bp_text w = words.word[i];
        if (w.n == 3 && bp_text_same(w, bp_text_of(into))) {
            known =
                per || to || (i + 1 < words.n && bp_text_is(words.word[i + 1], "per"));
            *from = per;
        }
        per |= bp_text_is(w, "per");
        to |= bp_words_have("to in into", w);
    }
    return known;
}

static bp_status check_way(const bp_rates *r, const columns *c, const char *into,
                           bp_err *err)
{
    bool from = r->from;
    const char *header = bp_grid_name(r->grid, c->rate);
    if (into == NULL || !says_way(&from, header, into) || from == r->from)
        return BP_OK;
    return bp_fail_hint(err, &(bp_loc){ .file = bp_grid_file(r->grid) }, BP_EDATA,
                        (bp_hint){ BP_HINT_FX_DIRECTION, from ? "from" : "to" },
                        from ? "'%s' says what one %s is worth in others"
                             : "'%s' says what others are worth in %s",
                        header, into);
}

static bp_status find_columns(columns *c, const bp_grid *g, bp_err *err)
{
    bp_status status = bp_grid_need(&c->code, g, "currency", rank_of_code, 0, err);
    if (status == BP_OK)
        status = bp_grid_need(&c->rate, g, "rate", rank_of_rate, 0, err);
    return status == BP_OK ? find_dates(c, g, err) : status;
}

static bp_status read_rate(bp_rate *out, const bp_grid *g, size_t row, const columns *c,
                           bp_err *err)
{
    bp_pay rate = bp_grid_number(g, row, c->rate, BP_RATE_SCALE, false);
    bp_loc at = bp_grid_place(g, row, c->rate);
    if (rate.found != BP_FOUND_NUMBER || rate.units <= 0)
        return bp_fail(err, &at, BP_EDATA, "not a rate above 0");
    if (rate.rounded)
        return bp_fail(err, &at, BP_EDATA, "has more than %d decimals", BP_RATE_SCALE);
    out->units = rate.units;
    if (c->date == SIZE_MAX ||
        bp_date_read(&out->date, bp_grid_cell(g, row, c->date), c->style))
        return BP_OK;
    at = bp_grid_place(g, row, c->date);
    return bp_fail(err, &at, BP_EDATA, "not a date as its column writes them");
}

static bp_status read_code(bp_rate *out, bp_rates *r, size_t row, const columns *c,
                           bp_err *err)
{
    bp_text t = bp_grid_cell(r->grid, row, c->code);
    const bp_loc at = bp_grid_place(r->grid, row, c->code);
    if (t.n == 0)
        return bp_fail(err, &at, BP_EDATA, "no currency");
    char iso[3];
    bp_text code = bp_currency_fold(t, iso);
    out->code = (bp_text){ bp_arena_copy(&r->text, code.at, code.n), code.n };
    return out->code.at != NULL ? BP_OK : bp_no_memory(err, "rates");
}

/* Rates that change the target itself are into another currency. */
static bp_status check_target(const bp_rate *rate, const bp_rates *r, size_t row,
                              const columns *c, const char *into, bp_err *err)
{
    const bp_loc at = bp_grid_place(r->grid, row, c->rate);
    if (into == NULL || rate->units == bp_pow10(BP_RATE_SCALE) ||
        !bp_text_same(rate->code, bp_text_of(into)))
        return BP_OK;
    return bp_fail(
        err, &at, BP_EDATA,
        "the rate of %s itself is not 1: these rates are into another currency", into);
}

/* Days of a calendar in which months are equally long: for the order alone. */
static int64_t day_of(bp_date d)
{
    return ((int64_t)d.year * 13 + d.month) * 32 + d.day;
}

static int by_code(const void *a, const void *b)
{
    const bp_rate *x = a, *y = b;
    int order = bp_text_order(x->code, y->code);
    int64_t p = day_of(x->date), q = day_of(y->date);
    return order != 0 ? order : (p > q) - (p < q);
}

static bp_status check_twice(const bp_rates *r, bp_err *err)
{
    const bp_loc at = { .file = bp_rates_file(r) };
    for (size_t i = 1; i < r->n; i++)
        if (by_code(&r->rate[i - 1], &r->rate[i]) == 0)
            return bp_fail(err, &at, BP_EDATA,
                           "the rate of '%s' appears twice for one date",
                           r->rate[i].code.at);
    return BP_OK;
}

static bp_status read_all(bp_rates *r, const char *into, bp_err *err)
{
    columns c = { 0 };
    r->n = bp_grid_rows(r->grid);
    r->rate = bp_alloc(0, r->n, sizeof *r->rate);
    if (r->rate == NULL)
        return bp_no_memory(err, "%zu rates", r->n);
    bp_status status = find_columns(&c, r->grid, err);
    if (status == BP_OK)
        status = check_way(r, &c, into, err);
    for (size_t i = 0; status == BP_OK && i < r->n; i++) {
        status = read_rate(&r->rate[i], r->grid, i, &c, err);
        if (status == BP_OK)
            status = read_code(&r->rate[i], r, i, &c, err);
        if (status == BP_OK)
            status = check_target(&r->rate[i], r, i, &c, into, err);
    }
    if (status != BP_OK)
        return status;
    qsort(r->rate, r->n, sizeof *r->rate, by_code);
    return check_twice(r, err);
}

bp_status bp_rates_read(bp_rates **out, const char *path, const char *into, bool from,
                        bp_err *err)
{
    bp_rates *r = bp_alloc(0, 1, sizeof *r);
    if (r == NULL)
        return bp_no_memory(err, "rates");
    r->from = from;
    bp_status status = bp_grid_read(&r->grid, path, NULL, NULL, err);
    if (status == BP_OK)
        status = read_all(r, into, err);
    if (status != BP_OK) {
        bp_rates_free(r);
        return status;
    }
    *out = r;
    return BP_OK;
}

void bp_rates_free(bp_rates *r)
{
    if (r == NULL)
        return;
    bp_grid_free(r->grid);
    free(r->rate);
    bp_arena_release(&r->text);
    free(r);
}

const char *bp_rates_file(const bp_rates *r)
{
    return bp_grid_file(r->grid);
}

int64_t bp_rates_highest(const bp_rates *r)
{
    int64_t highest = 1;
    for (size_t i = 0; i < r->n; i++) {
        const int64_t one = bp_pow10(BP_RATE_SCALE), units = r->rate[i].units;
        const int64_t rate = (r->from ? one / units : units / one) + 1;
        highest = rate > highest ? rate : highest;
    }
    return highest;
}

size_t bp_rates_find(const bp_rates *r, bp_text code, bp_date on)
{
    bp_rate wanted = { .code = code, .date = { INT32_MAX, 12, 31 } };
    size_t low = 0, high = r->n;
    if (on.year != 0)
        wanted.date = (bp_date){ on.year, on.month != 0 ? on.month : 12,
                                 on.day != 0 ? on.day : 31 };
    while (low < high) { /* the first one after the day */
        size_t mid = low + (high - low) / 2;
        if (by_code(&r->rate[mid], &wanted) <= 0)
            low = mid + 1;
        else
            high = mid;
    }
    if (low > 0 && bp_text_equal(r->rate[low - 1].code, code))
        return low - 1;
    while (low < r->n && bp_text_equal(r->rate[low].code, code))
        low++;
    return low > 0 && bp_text_equal(r->rate[low - 1].code, code) ? low - 1 : BP_NO_RATE;
}

void bp_rate_put(bp_str *out, bp_rate rate)
{
    bp_str_number(out, bp_money_double(rate.units, BP_RATE_SCALE));
    if (rate.date.year == 0)
        return;
    bp_str_printf(out, " (%04d-%02d-%02d)", rate.date.year,
                  rate.date.month > 0 ? rate.date.month : 1,
                  rate.date.day > 0 ? rate.date.day : 1);
}

bool bp_rate_convert(int64_t *units, int64_t rate, bool from, int scale)
{
    const int64_t one = bp_pow10(BP_RATE_SCALE), cent = bp_pow10(scale - 2);
    const bp_int128 cents =
        from ? bp_divide((bp_int128)*units * one, (bp_int128)rate * cent)
             : bp_divide((bp_int128)*units * rate, (bp_int128)one * cent);
    if (cents > INT64_MAX || cents <= INT64_MIN)
        return false;
    return !__builtin_mul_overflow((int64_t)cents, cent, units) && *units != INT64_MIN;
}
