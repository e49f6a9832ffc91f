/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows column by column.
 *
 * A batch of rows is filled one column after the other, each in a loop without branches
 * that depend on the request.  Whatever such a loop is not sure of marks its row, and the
 * marked rows are then taken one by one on the full path, in their places among the
 * others.  Rows in another currency than the one asked for are a batch of their own, of
 * the few columns that they are counted by. */
#include "ingest/fastpath.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/fill.h"
#include "ingest/bands.h"
#include "ingest/currency.h"
#include "ingest/fullpath.h"
#include "ingest/pay.h"
#include "ingest/peers.h"
#include "ingest/period.h"
#include "ingest/rowhash.h"
#include "ingest/worker.h"

/* What the fast path can do: a need that is not listed here takes the full path.  Add one
 * only with the code that does it, and with rows of it in tests/property/reader.sh, which
 * holds both paths against each other. */
static const bp_need abilities =
    BP_NEED_PAY |          /* put_pay: sums of columns of digits, marks and signs */
    BP_NEED_EXPERIENCE |   /* the same, of years */
    BP_NEED_KEY_TEXT |     /* put_key */
    BP_NEED_KEY_YEAR |     /* put_year_texts */
    BP_NEED_KEY_CURRENCY | /* put_key */
    BP_NEED_KEY_BAND |     /* put_bands: of digits */
    BP_NEED_CONDITION |    /* is_selected */
    BP_NEED_JOB |          /* is_of_job */
    BP_NEED_ORG |          /* put_keys */
    BP_NEED_YEAR |         /* put_years */
    BP_NEED_DATE |         /* put_dates */
    BP_NEED_CURRENCY |     /* put_currencies: codes of three capital letters */
    BP_NEED_PERIOD |       /* put_periods */
    BP_NEED_FTE |          /* make_full_time */
    BP_NEED_MIDDLE |       /* put_middle */
    BP_NEED_RATES |        /* convert */
    BP_NEED_PEERS |        /* is_peer */
    BP_NEED_WEIGHT |       /* put_weights */
    BP_NEED_FENCES |       /* leave_outliers: pay that is within */
    BP_NEED_WATCHED |      /* put_watched */
    BP_NEED_PERSON |       /* put_hashes, as the next three */
    BP_NEED_RECORDS | BP_NEED_PEOPLE | BP_NEED_ROWS | BP_NEED_STAFF; /* put_staff */

bool bp_fast_can(bp_need needs)
{
    return (needs & ~abilities) == 0;
}

/* Bounds inside of those of the choice, in units of the scale. */
static void find_bounds(bp_fast_file *u, const bp_plan *p)
{
    const bp_choice *c = p->choice;
    bp_decimal low = c->min_pay, high = c->max_pay;
    u->low = 1;
    u->high = INT64_MAX;
    if (c->has_min_pay)
        u->low = bp_decimal_rescale(&low, p->shape.scale) ? low.units : INT64_MAX;
    if (c->has_max_pay)
        u->high = bp_decimal_rescale(&high, p->shape.scale) ? high.units : INT64_MIN;
}

/* Is it missing, by the markers of the request? */
static bool is_marked(const bp_plan *p, bp_text t)
{
    return bp_cell_missing(t, p->reading->missing, p->reading->n_missing);
}

/* A code that can be read ahead; a longer text takes the full path. */
static void take_code(bp_fast_file *u, char out[BP_TEXT_AHEAD], bp_text code)
{
    u->off |= code.n >= BP_TEXT_AHEAD;
    memcpy(out, code.at, code.n < BP_TEXT_AHEAD ? code.n : 0);
}

/* A currency as rows have it. */
static bp_text folded(const bp_plan *p, const char *code, char iso[3])
{
    return is_marked(p, bp_text_of(code)) ? (bp_text){ "", 0 }
                                          : bp_currency_fold(bp_text_of(code), iso);
}

/* What pay is for where no column of the row says so. */
static bp_period period_of_all(const bp_plan *p, bool annual)
{
    const bool known =
        p->reading->period != BP_PERIOD_AS_IS || p->fields.period != BP_NOT_WANTED;
    return known && annual ? BP_PERIOD_ANNUAL : p->reading->period;
}

void bp_fast_open(bp_fast_file *u, const bp_plan *p, size_t file, const bp_fences *within)
{
    char iso[3];
    bp_need needs = p->needs;
    needs |= within != NULL ? BP_NEED_FENCES : 0;
    needs |= p->summaries[file].n > 0 ? BP_NEED_SUMMARY : 0;
    *u = (bp_fast_file){ .off = !bp_fast_can(needs) };
    u->year = bp_fields_year(&p->fields);
    u->given_date = bp_date_number(p->constants.date);
    u->given_year = p->constants.has_year ? p->constants.year[file] : BP_NO_YEAR;
    if (p->currency.source == BP_CURRENCY_CONSTANT)
        take_code(u, u->code, folded(p, p->currency.code, iso));
    u->marked = p->reading->n_missing > 0;
    u->by_time = p->fields.fte != BP_NOT_WANTED && bp_row_pay_by_time(p, BP_PERIOD_AS_IS);
    u->drops = p->shape.currency != NULL && p->currency.source == BP_CURRENCY_COLUMN &&
               within == NULL && p->shape.staff == 0 && p->rates == NULL;
    if (p->rates != NULL)
        take_code(u, u->asked, bp_text_of(p->choice->currency));
    find_bounds(u, p);
    for (size_t w = 0; w < p->wanted.n; w++) {
        if (!p->wanted.column[w].pay)
            continue;
        struct bp_fast_pay *pay = &u->pay[u->n_pay++];
        pay->wanted = w;
        pay->at = p->written[file][w].at;
        const bool annual = p->wanted.column[w].annual;
        pay->paid_for = !annual && p->fields.period != BP_NOT_WANTED;
        if (w == p->elements.at[0].part[0]) {
            u->periods = pay->paid_for;
            u->period = period_of_all(p, annual);
        }
        pay->times = p->wanted.column[w].unit;
        if (!annual && !pay->paid_for)
            pay->times *= bp_factor_of(p->reading, p->reading->period).times;
        pay->whole = pay->times * bp_pow10(p->shape.scale);
        pay->hundredth = pay->times * bp_pow10(p->shape.scale - 2);
        pay->rules =
            (bp_pay_rules){ .style = p->written[file][w].style, .scale = p->shape.scale };
    }
}

/* Names of bands, that can be read ahead.  False: memory is out. */
static bool copy_bands(bp_fast_rows *u, const bp_choice *c)
{
    size_t bytes = 0;
    for (size_t i = 0; i < c->n_bands; i++)
        bytes += strlen(c->band[i].name);
    u->names = bp_alloc(BP_TEXT_AHEAD, bytes, 1);
    u->band = bp_alloc(0, c->n_bands, sizeof u->band[0]);
    if (u->names == NULL || u->band == NULL)
        return false;
    bytes = 0;
    for (size_t i = 0; i < c->n_bands; i++) {
        u->band[i] = (bp_text){ u->names + bytes, strlen(c->band[i].name) };
        memcpy(u->names + bytes, c->band[i].name, u->band[i].n);
        bytes += u->band[i].n;
    }
    return true;
}

/* Codes of currencies, which all are here, say what their column says. */
static void watch_codes(bp_fast_rows *u, const bp_plan *p)
{
    for (size_t w = 0; w < p->shape.n_watched; w++)
        if (p->currency.source == BP_CURRENCY_COLUMN && p->rates == NULL &&
            p->shape.watched_as[w] == SIZE_MAX &&
            p->fields.watched[w] == p->currency.wanted)
            u->batch.watched[w] = NULL;
}

bool bp_fast_rows_init(bp_fast_rows *u, const bp_plan *p)
{
    u->amount = bp_alloc(0, p->wanted.n, sizeof *u->amount);
    if (!bp_batch_init(&u->batch, &p->shape))
        return false;
    watch_codes(u, p);
    return copy_bands(u, p->choice) && u->amount != NULL;
}

void bp_fast_rows_release(bp_fast_rows *u)
{
    bp_batch_release(&u->batch);
    free(u->amount);
    free(u->band);
    free(u->names);
}

static inline bp_text cell(const bp_plain *p, size_t i, size_t at)
{
    return bp_text_trim(bp_plain_field(p, i, at));
}

static void put_cells(bp_text out[], const bp_fast_rows *u, const bp_plain *p, size_t at)
{
    for (size_t i = 0; i < u->batch.n; i++)
        out[i] = cell(p, u->row[i], at);
}

static bool is_code(bp_text t)
{
    return t.n == 3 && t.at[0] >= 'A' && t.at[0] <= 'Z' && t.at[1] >= 'A' &&
           t.at[1] <= 'Z' && t.at[2] >= 'A' && t.at[2] <= 'Z';
}

/* The currencies, in one column of the batch. */
static void put_currencies(bp_rows *r, const bp_plain *p)
{
    bp_fast_rows *u = &r->fast_rows;
    bp_text *code = u->batch.currency;
    const bp_plan *plan = r->plan;
    const bp_written *w = plan->written[r->file];
    const bp_text all = bp_text_of(r->fast.code);
    if (plan->currency.source == BP_CURRENCY_COLUMN) {
        put_cells(code, u, p, w[plan->currency.wanted].at);
        for (size_t i = 0; i < u->batch.n; i++)
            u->full[i] |= !is_code(code[i]);
    } else if (plan->currency.source == BP_CURRENCY_CELL) {
        const size_t at = w[plan->elements.at[0].part[0]].at;
        for (size_t i = 0; i < u->batch.n; i++) {
            bp_text amount = bp_plain_field(p, u->row[i], at);
            code[i] = bp_currency_take_sign(&amount);
        }
    } else {
        for (size_t i = 0; i < u->batch.n; i++)
            code[i] = all;
    }
    for (size_t i = 0; r->fast.marked && i < u->batch.n; i++)
        u->full[i] |= is_marked(plan, code[i]);
}

static bool is_iso(const bp_written *w)
{
    return w->date.order == BP_DATE_YMD && w->date.mark == '-';
}

static void put_years(bp_rows *r, const bp_plain *p)
{
    bp_fast_rows *u = &r->fast_rows;
    if (r->fast.year == BP_NOT_WANTED) {
        for (size_t i = 0; i < u->batch.n; i++)
            u->batch.year[i] = r->fast.given_year;
        return;
    }
    const bp_written *w = &r->plan->written[r->file][r->fast.year];
    const bool iso = is_iso(w);
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text t = cell(p, u->row[i], w->at);
        bp_date date = { .year = BP_NO_YEAR };
        int32_t number;
        if (iso && bp_date_plain(&number, t)) {
            u->batch.year[i] = number / 10000;
            u->batch.date[i] = number;
        } else {
            u->full[i] |= !bp_date_read(&date, t, w->date);
            u->batch.year[i] = date.year;
            u->batch.date[i] = bp_date_number(date);
        }
    }
}

/* The days of a column; 0: it cannot be read. */
static void put_days(int32_t day[], const bp_fast_rows *u, const bp_plain *p,
                     const bp_written *w)
{
    const bool iso = is_iso(w);
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text t = bp_plain_field(p, u->row[i], w->at);
        bp_date date = { 0 };
        if (!iso || !bp_date_plain(&day[i], t))
            day[i] =
                bp_date_read(&date, bp_text_trim(t), w->date) ? bp_date_number(date) : 0;
    }
}

/* Dates that are only kept: of one that cannot be read nothing is said. */
static void put_dates(bp_rows *r, const bp_plain *p)
{
    bp_fast_rows *u = &r->fast_rows;
    const size_t date = r->plan->fields.date;
    if (date != BP_NOT_WANTED && date == r->fast.year)
        return; /* put_years has read them */
    if (date == BP_NOT_WANTED) {
        for (size_t i = 0; i < u->batch.n; i++)
            u->batch.date[i] = r->fast.given_date;
        return;
    }
    put_days(u->batch.date, u, p, &r->plan->written[r->file][date]);
}

/* Years have four digits; a row without one takes the full path. */
static void put_year_texts(bp_text out[], bp_fast_rows *u)
{
    for (size_t i = 0; i < u->batch.n; i++) {
        char *text = u->year[i];
        for (int k = 3, year = u->batch.year[i]; k >= 0; k--, year /= 10)
            text[k] = (char)('0' + year % 10);
        out[i] = (bp_text){ text, 4 };
    }
}

/* The bands that digits are in; what is in none takes the full path. */
static void put_bands(bp_text out[], bp_rows *r, const bp_plain *p, size_t wanted)
{
    static const char none[BP_TEXT_AHEAD];
    bp_fast_rows *u = &r->fast_rows;
    const bp_written *w = &r->plan->written[r->file][wanted];
    const bp_pay_rules rules = { .style = w->style, .scale = BP_SCALE_MAX };
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text t = cell(p, u->row[i], w->at);
        int64_t number = 0;
        size_t band = SIZE_MAX;
        if (!(r->fast.marked && is_marked(r->plan, t)) &&
            bp_pay_plain(&number, t, &rules))
            band = bp_bands_of(r->plan->choice, number);
        u->full[i] |= band == SIZE_MAX;
        out[i] = band < SIZE_MAX ? u->band[band] : (bp_text){ none, 0 };
    }
}

static const bp_text *peer_text(bool peer)
{
    static const char in[BP_TEXT_AHEAD] = BP_PEERS_IN, out[BP_TEXT_AHEAD] = BP_PEERS_OUT;
    static const bp_text texts[] = { { out, sizeof BP_PEERS_OUT - 1 },
                                     { in, sizeof BP_PEERS_IN - 1 } };
    return &texts[peer];
}

static void put_key(bp_rows *r, const bp_plain *p, size_t k)
{
    const bp_plan *plan = r->plan;
    bp_fast_rows *u = &r->fast_rows;
    bp_text *key = u->batch.key[k];
    if (plan->keys.kind[k] == BP_KEY_CURRENCY) {
        memcpy(key, u->batch.currency, u->batch.n * sizeof key[0]);
    } else if (plan->keys.kind[k] == BP_KEY_YEAR) {
        put_year_texts(key, u);
    } else if (plan->keys.kind[k] == BP_KEY_BAND) {
        put_bands(key, r, p, plan->keys.wanted[k]);
    } else if (plan->keys.kind[k] == BP_KEY_PEERS) {
        for (size_t i = 0; i < u->batch.n; i++)
            key[i] = *peer_text(u->peer[u->row[i] - u->first]);
    } else {
        put_cells(key, u, p, plan->written[r->file][plan->keys.wanted[k]].at);
        for (size_t i = 0; r->fast.marked && i < u->batch.n; i++)
            if (is_marked(plan, key[i]))
                key[i].n = 0;
    }
}

static void put_keys(bp_rows *r, const bp_plain *p)
{
    const bp_plan *plan = r->plan;
    bp_fast_rows *u = &r->fast_rows;
    for (size_t k = 0; k < plan->shape.n_keys; k++)
        put_key(r, p, k);
    if (plan->shape.org_key > 0)
        memcpy(u->batch.org, u->batch.key[plan->shape.org_key - 1],
               u->batch.n * sizeof u->batch.org[0]);
    else if (plan->constants.org != NULL)
        for (size_t i = 0; i < u->batch.n; i++)
            u->batch.org[i] = bp_text_of(plan->constants.org);
    else if (plan->shape.has_org)
        put_cells(u->batch.org, u, p, plan->written[r->file][plan->fields.org].at);
}

static void put_watched(bp_rows *r, const bp_plain *p)
{
    const bp_plan *plan = r->plan;
    bp_fast_rows *u = &r->fast_rows;
    for (size_t w = 0; w < plan->shape.n_watched; w++)
        if (plan->shape.watched_as[w] == SIZE_MAX && u->batch.watched[w] != NULL)
            put_cells(u->batch.watched[w], u, p,
                      plan->written[r->file][plan->fields.watched[w]].at);
}

/* Once the years are there. */
static void put_hashes(bp_rows *r, const bp_plain *p)
{
    const bp_shape *s = &r->plan->shape;
    if (s->keep_records || s->keep_people || s->keep_rows)
        bp_rowhash_batch(&r->fast_rows.batch, r->plan, r->file, p, r->fast_rows.row);
}

static void put_places(bp_rows *r, const bp_plain *p)
{
    bp_batch *b = &r->fast_rows.batch;
    const uint32_t *row = r->fast_rows.row;
    b->file = (uint32_t)r->file;
    for (size_t i = 0; i < b->n; i++) {
        b->order[i] = bp_rows_order(r, bp_plain_position(p, row[i]));
        b->line[i] = p->line + row[i];
    }
}

/* False when the amount is not written as most are, or does not fit. */
static inline bool read_amount(int64_t *amount, bp_text t, const struct bp_fast_pay *pay)
{
    int64_t number;
    if (bp_pay_whole(&number, t))
        return !__builtin_mul_overflow(number, pay->whole, amount);
    bp_currency_take_sign(&t);
    if (bp_pay_price(&number, t, pay->rules.style))
        return !__builtin_mul_overflow(number, pay->hundredth, amount);
    return bp_pay_plain(&number, t, &pay->rules) &&
           !__builtin_mul_overflow(number, pay->times, amount);
}

/* One column of pay. */
static void read_amounts(bp_rows *r, const struct bp_fast_pay *pay, const bp_plain *p)
{
    bp_fast_rows *u = &r->fast_rows;
    const bool marked = r->fast.marked;
    int64_t *amount = u->amount[pay->wanted];
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text t = bp_plain_field(p, u->row[i], pay->at);
        if (t.n == 0)
            amount[i] = BP_NO_PAY;
        else
            u->full[i] |=
                (marked && is_marked(r->plan, t)) || !read_amount(&amount[i], t, pay);
    }
}

/* The period of one row.  False when it is not known, or leaves something to divide. */
static bool put_period(bp_fast_rows *u, const bp_plan *plan, size_t i, bp_text words)
{
    const bp_reading *reading = plan->reading;
    bp_period *period = &u->period[i];
    *period = reading->period;
    if (!bp_cell_missing(words, reading->missing, reading->n_missing) &&
        !bp_period_of_cell(period, words, plan->schema.period_codes))
        return false;
    const bp_factor f = bp_factor_of(reading, *period);
    u->times[i] = f.times;
    return *period != BP_PERIOD_AS_IS && f.of == 1;
}

/* The periods of a column: most rows have that of the row before. */
static void put_periods(bp_rows *r, const bp_plain *p)
{
    bp_fast_rows *u = &r->fast_rows;
    const size_t at = r->plan->written[r->file][r->plan->fields.period].at;
    bp_text last = { NULL, 0 };
    bool known = false;
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text words = cell(p, u->row[i], at);
        if (last.at != NULL && bp_text_equal(words, last)) {
            u->period[i] = u->period[i - 1];
            u->times[i] = u->times[i - 1];
        } else {
            known = put_period(u, r->plan, i, words);
            last = words;
        }
        u->full[i] |= !known;
    }
}

/* One column of pay becomes annual, by the periods of its rows. */
static void make_annual(bp_fast_rows *u, int64_t amount[])
{
    for (size_t i = 0; i < u->batch.n; i++)
        if (amount[i] != BP_NO_PAY && !u->full[i])
            u->full[i] |= __builtin_mul_overflow(amount[i], u->times[i], &amount[i]);
}

/* Pay said to be annual that is small for it is counted on the full path. */
static void leave_small_years(bp_rows *r)
{
    bp_fast_rows *u = &r->fast_rows;
    const int64_t small = BP_SMALL_FOR_A_YEAR * bp_pow10(r->plan->shape.scale);
    for (size_t i = 0; i < u->batch.n; i++)
        u->full[i] |= (!r->fast.periods || u->period[i] == BP_PERIOD_ANNUAL) &&
                      u->batch.pay[0][i] < small;
}

/* Decimals from 0 to 1, in parts of 1; blanks are all of it where they may be. */
static void put_shares(int32_t out[], bp_rows *r, const bp_plain *p, size_t wanted,
                       bool blank)
{
    bp_fast_rows *u = &r->fast_rows;
    if (wanted == BP_NOT_WANTED) {
        for (size_t i = 0; i < u->batch.n; i++)
            out[i] = BP_STAFF_WHOLE;
        return;
    }
    const bp_written *w = &r->plan->written[r->file][wanted];
    const bp_pay_rules rules = { .style = w->style,
                                 .scale = BP_STAFF_SCALE - (w->percent ? 2 : 0) };
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text t = bp_plain_field(p, u->row[i], w->at);
        int64_t share = BP_STAFF_WHOLE;
        u->full[i] |= (r->fast.marked && is_marked(r->plan, t)) ||
                      (!(blank && t.n == 0) && !bp_pay_plain(&share, t, &rules)) ||
                      share > BP_STAFF_WHOLE || (share == 0 && !blank);
        out[i] = (int32_t)share;
    }
}

static void put_hired(bp_rows *r, const bp_plain *p, size_t wanted)
{
    bp_fast_rows *u = &r->fast_rows;
    if (wanted == BP_NOT_WANTED)
        return;
    put_days(u->batch.hired, u, p, &r->plan->written[r->file][wanted]);
    for (size_t i = 0; i < u->batch.n; i++)
        u->full[i] |= u->batch.hired[i] == 0;
}

/* Is the row paid by the hour or the day? */
static bool is_by_time(const bp_rows *r, size_t i)
{
    return r->plan->fields.period != BP_NOT_WANTED
               ? bp_period_is_time(r->fast_rows.period[i])
               : r->fast.by_time;
}

/* Pay of part-time people becomes that of full time, but by the hour or the day. */
static void make_full_time(bp_rows *r, const bp_plain *p)
{
    const bp_plan *plan = r->plan;
    bp_fast_rows *u = &r->fast_rows;
    int32_t fte[BP_BATCH_ROWS];
    put_shares(fte, r, p, plan->fields.fte, false);
    for (size_t i = 0; i < u->batch.n; i++) {
        u->part_time[i] = !u->full[i] && fte[i] < BP_STAFF_WHOLE && !is_by_time(r, i);
        for (size_t e = 0; u->part_time[i] && e < plan->shape.n_elements; e++) {
            int64_t *pay = &u->batch.pay[e][i];
            if (plan->elements.at[e].years || *pay == BP_NO_PAY)
                continue;
            *pay = bp_row_pay_full_time(*pay, fte[i]);
            u->full[i] |= *pay == BP_NO_PAY;
        }
    }
}

/* Pay in other currencies becomes that in the one that was asked for. */
static void convert(bp_rows *r, const bp_plain *p)
{
    const bp_plan *plan = r->plan;
    bp_fast_rows *u = &r->fast_rows;
    const bp_text to = bp_text_of(r->fast.asked);
    const size_t day = plan->fields.date;
    for (size_t i = 0; i < u->batch.n; i++) {
        bp_text *code = &u->batch.currency[i];
        u->paid_in[i] = *code;
        u->rate[i] = BP_NO_RATE;
        if (code->n == 0 || bp_text_equal(*code, to))
            continue;
        const bp_text on = day != BP_NOT_WANTED
                               ? cell(p, u->row[i], plan->written[r->file][day].at)
                               : (bp_text){ "", 0 };
        const int32_t year = plan->shape.has_year ? u->batch.year[i] : BP_NO_YEAR;
        u->rate[i] = bp_row_pay_rate(plan, r->file, on, *code, year);
        u->full[i] |= u->rate[i] == BP_NO_RATE;
        *code = to;
        for (size_t e = 0; !u->full[i] && e < plan->shape.n_elements; e++) {
            int64_t *pay = &u->batch.pay[e][i];
            if (bp_element_is_pay(&plan->elements.at[e]) && *pay != BP_NO_PAY)
                u->full[i] = !bp_rate_convert(pay, plan->rates->rate[u->rate[i]].units,
                                              plan->rates->from, plan->shape.scale);
        }
    }
}

/* What is kept of employees, behind periods and pay. */
static void put_staff(bp_rows *r, const bp_plain *p)
{
    const bp_fields *f = &r->plan->fields;
    const bp_written *w = r->plan->written[r->file];
    bp_fast_rows *u = &r->fast_rows;
    static const char none[BP_TEXT_AHEAD] = "";
    const bool shares = f->fte != BP_NOT_WANTED;
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++) {
        bp_text *text = u->batch.staff[c];
        if (f->staff[c] != BP_NOT_WANTED)
            put_cells(text, u, p, w[f->staff[c]].at);
        for (size_t i = 0; i < u->batch.n; i++)
            if (f->staff[c] == BP_NOT_WANTED)
                text[i] = (bp_text){ none, 0 };
            else if (is_marked(r->plan, text[i]))
                text[i].n = 0;
    }
    put_shares(u->batch.fte, r, p, f->fte, false);
    put_shares(u->batch.prorate, r, p, f->prorate, true);
    put_hired(r, p, f->hired);
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text who = f->person != BP_NOT_WANTED
                                ? cell(p, u->row[i], w[f->person].at)
                                : (bp_text){ "", 0 };
        u->batch.who[i] = who;
        u->full[i] |= bp_text_is_spaced(who);
        u->batch.by_time[i] = shares && is_by_time(r, i);
    }
}

/* Weights above 0. */
static void put_weights(bp_rows *r, const bp_plain *p)
{
    const bp_plan *plan = r->plan;
    bp_fast_rows *u = &r->fast_rows;
    const bp_written *w = &plan->written[r->file][plan->fields.weight];
    const bp_pay_rules rules = { .style = w->style, .scale = plan->weight_scale };
    int64_t *weight = u->batch.weight;
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text t = bp_plain_field(p, u->row[i], w->at);
        weight[i] = 0;
        u->full[i] |= (r->fast.marked && is_marked(plan, t)) ||
                      !bp_pay_plain(&weight[i], t, &rules) || weight[i] == 0;
    }
}

/* Fences know keys with single blanks. */
static void leave_outliers(bp_rows *r)
{
    bp_fast_rows *u = &r->fast_rows;
    const bp_batch *b = &u->batch;
    for (size_t i = 0; i < b->n; i++) {
        for (size_t k = 0; k < r->plan->shape.n_keys; k++)
            u->full[i] |= bp_text_is_spaced(b->key[k][i]);
        if (!u->full[i])
            u->full[i] = bp_batch_beyond(b, i, r->within);
    }
}

/* Pay between the ends of a range; a row has both, or neither. */
static void put_middle(bp_fast_rows *u, int64_t pay[], const bp_element *element)
{
    const int64_t *low = u->amount[element->part[0]];
    const int64_t *high = u->amount[element->part[1]];
    for (size_t i = 0; i < u->batch.n; i++) {
        const bool none = low[i] == BP_NO_PAY && high[i] == BP_NO_PAY;
        u->full[i] |= !none && (low[i] == BP_NO_PAY || low[i] > high[i]);
        pay[i] = none || u->full[i] ? BP_NO_PAY : bp_row_pay_middle(low[i], high[i]);
    }
}

/* One element: the sum of its columns, of which all but the first may be blank unless it
 * is to be whole. */
static void put_element(bp_fast_rows *u, size_t e, const bp_element *element)
{
    int64_t *pay = u->batch.pay[e];
    for (size_t i = 0; element->quotient.made && i < u->batch.n; i++)
        pay[i] = BP_NO_PAY;
    if (element->quotient.made)
        return;
    memcpy(pay, u->amount[element->part[0]], u->batch.n * sizeof pay[0]);
    if (element->middle)
        put_middle(u, pay, element);
    for (size_t k = 1; !element->middle && k < element->n; k++) {
        const int64_t *more = u->amount[element->part[k]];
        for (size_t i = 0; i < u->batch.n; i++)
            if (more[i] != BP_NO_PAY && pay[i] != BP_NO_PAY)
                u->full[i] |= __builtin_add_overflow(pay[i], more[i], &pay[i]);
        for (size_t i = 0; element->whole && i < u->batch.n; i++)
            if (more[i] == BP_NO_PAY)
                pay[i] = BP_NO_PAY;
    }
    for (size_t i = 0; i < u->batch.n; i++)
        if (pay[i] <= 0)
            pay[i] = BP_NO_PAY;
}

static void put_pay(bp_rows *r, const bp_plain *p)
{
    const bp_plan *plan = r->plan;
    bp_fast_rows *u = &r->fast_rows;
    if (plan->fields.period != BP_NOT_WANTED)
        put_periods(r, p);
    for (size_t k = 0; k < r->fast.n_pay; k++) {
        read_amounts(r, &r->fast.pay[k], p);
        if (r->fast.pay[k].paid_for)
            make_annual(u, u->amount[r->fast.pay[k].wanted]);
    }
    for (size_t e = 0; e < plan->shape.n_elements; e++)
        put_element(u, e, &plan->elements.at[e]);
    if (plan->fields.fte != BP_NOT_WANTED && plan->shape.staff == 0)
        make_full_time(r, p);
    if (plan->rates != NULL)
        convert(r, p);
    const int64_t low = r->fast.low, high = r->fast.high;
    for (size_t i = 0; i < u->batch.n; i++) {
        const int64_t pay = u->batch.pay[0][i]; /* BP_NO_PAY is below all bounds */
        u->full[i] |= pay < low || pay > high;
    }
    if (plan->fields.period != BP_NOT_WANTED)
        leave_small_years(r);
    if (plan->shape.staff != 0)
        put_staff(r, p);
}

static bool is_of_job(const bp_rows *r, const bp_plain *p, size_t i)
{
    const bp_plan *plan = r->plan;
    for (size_t k = 0; k < 2; k++) {
        if (plan->fields.job[k] == BP_NOT_WANTED)
            continue;
        const bp_text said = cell(p, i, plan->written[r->file][plan->fields.job[k]].at);
        for (size_t j = 0; j < plan->choice->n_job; j++)
            if (bp_text_alike(said, bp_text_trim(bp_text_of(plan->choice->job[j]))))
                return true;
    }
    return plan->choice->n_job == 0;
}

/* Is record i a peer's? */
static bool is_peer(bp_rows *r, const bp_plain *p, size_t i)
{
    const bp_fields *f = &r->plan->fields;
    const bp_written *w = r->plan->written[r->file];
    const bp_text none = { "", 0 };
    return bp_full_peer(r, f->org != BP_NOT_WANTED ? cell(p, i, w[f->org].at) : none,
                        f->org_name != BP_NOT_WANTED ? cell(p, i, w[f->org_name].at)
                                                     : none);
}

static bool is_selected(bp_rows *r, const bp_plain *p, size_t i)
{
    const bp_plan *plan = r->plan;
    const bool peer = plan->peers != NULL && is_peer(r, p, i);
    r->fast_rows.peer[i - r->fast_rows.first] = peer;
    for (size_t k = 0; k < plan->choice->n_where; k++) {
        const bp_condition *c = &plan->condition[k];
        const bp_text said = c->of_peers
                                 ? *peer_text(peer)
                                 : cell(p, i, plan->written[r->file][c->column].at);
        if (!bp_condition_holds_near(c, said, &r->rules[k]))
            return false;
        r->counts.passed[k]++;
    }
    return plan->choice->n_job == 0 || is_of_job(r, p, i);
}

/* A row that was not chosen. */
static void leave_row(bp_rows *r, const bp_plain *p, size_t i)
{
    const size_t org = r->plan->fields.org;
    if (org != BP_NOT_WANTED)
        bp_counts_name_org(&r->counts, cell(p, i, r->plan->written[r->file][org].at));
    bp_survey_filter(r->survey, (uint32_t)r->file);
}

/* The chosen ones of n records from record i on. */
static void select_rows(bp_rows *r, const bp_plain *p, size_t i, size_t n)
{
    bp_fast_rows *u = &r->fast_rows;
    u->batch.n = 0;
    u->first = i;
    r->counts.rows += n;
    for (size_t k = i; k < i + n; k++) {
        u->row[u->batch.n] = (uint32_t)k;
        if (is_selected(r, p, k))
            u->batch.n++;
        else
            leave_row(r, p, k);
    }
}

/* Puts the rows in other currencies than the one asked for behind the rest; returns how
 * many rows the rest is. */
static size_t put_others_last(bp_rows *r, const bp_plain *p)
{
    bp_fast_rows *u = &r->fast_rows;
    const size_t at = r->plan->written[r->file][r->plan->currency.wanted].at;
    const bp_text asked = bp_text_of(r->plan->shape.currency);
    uint32_t other[BP_BATCH_ROWS];
    size_t n = 0, n_others = 0;
    for (size_t i = 0; i < u->batch.n; i++) {
        const bp_text code = cell(p, u->row[i], at);
        const bool is_other = is_code(code) && bp_currency_is_other(code, asked) &&
                              !(r->fast.marked && is_marked(r->plan, code));
        other[n_others] = u->row[n] = u->row[i];
        n += !is_other;
        n_others += is_other;
    }
    memcpy(u->row + n, other, n_others * sizeof other[0]);
    return n;
}

/* The columns of the rows; all of them, or those that rows are counted by. */
static void put_columns(bp_rows *r, const bp_plain *p, bool all)
{
    bp_fast_rows *u = &r->fast_rows;
    memset(u->full, 0, u->batch.n * sizeof u->full[0]);
    if (r->plan->shape.has_currency)
        put_currencies(r, p);
    if (r->plan->shape.has_year)
        put_years(r, p);
    if (r->plan->shape.has_date)
        put_dates(r, p);
    put_places(r, p);
    if (all) {
        put_keys(r, p);
        put_watched(r, p);
        put_hashes(r, p);
    }
    put_pay(r, p);
    if (r->plan->shape.weights != BP_UNWEIGHTED)
        put_weights(r, p);
    if (r->within != NULL)
        leave_outliers(r);
}

/* Counts the rows from `from` to before `to` where an amount counts 0. */
static void count_blanks(bp_rows *r, size_t wanted, size_t from, size_t to)
{
    const bp_batch *b = &r->fast_rows.batch;
    const bp_shape *s = &r->plan->shape;
    for (size_t i = from; i < to; i++)
        if (r->fast_rows.amount[wanted][i] == BP_NO_PAY)
            bp_events_count(
                &r->counts.events, BP_EVENT_BLANK, wanted,
                s->has_currency ? b->currency[i] : (bp_text){ "", 0 },
                s->has_year ? b->year[i] : BP_NO_YEAR, 0,
                (bp_place){ .order = b->order[i], .line = b->line[i], .file = b->file });
}

/* Counts which pay was converted, and which is as it was. */
static void count_rates(bp_rows *r, size_t from, size_t to)
{
    const bp_fast_rows *u = &r->fast_rows;
    const bp_batch *b = &u->batch;
    for (size_t i = from; i < to; i++) {
        const bool converted = u->rate[i] != BP_NO_RATE;
        bp_events_count(&r->counts.events, converted ? BP_EVENT_CONVERTED : BP_EVENT_KEPT,
                        converted ? u->rate[i] : 0, u->paid_in[i],
                        r->plan->shape.has_year ? b->year[i] : BP_NO_YEAR,
                        bp_event_size(b->pay[0][i]), bp_batch_place(b, i));
    }
}

/* Counts what the rows were paid for. */
static void count_periods(bp_rows *r, size_t from, size_t to)
{
    uint64_t *count = r->counts.paid_for;
    for (size_t i = from; r->fast.periods && i < to; i++)
        count[r->fast_rows.period[i]]++;
    if (!r->fast.periods)
        count[r->fast.period] += to - from;
}

/* Whose the rows are; of some nothing else may be kept, as they are in another currency. */
static void name_orgs(bp_rows *r, const bp_plain *p, size_t from, size_t to)
{
    const bp_plan *plan = r->plan;
    if (plan->shape.currency == NULL || plan->fields.org == BP_NOT_WANTED)
        return;
    const size_t at = plan->written[r->file][plan->fields.org].at;
    for (size_t i = from; i < to && !r->counts.orgs.several; i++)
        bp_counts_name_org(&r->counts, cell(p, r->fast_rows.row[i], at));
}

/* Rows `from` to before `to` of the columns, none of which takes the full path. */
static bp_status add_rows(bp_rows *r, size_t from, size_t to, bp_err *err)
{
    const bp_fast_rows *u = &r->fast_rows;
    if (from == to)
        return BP_OK;
    bp_status status = bp_store_flush(&r->store, r->survey, err); /* what came before */
    if (status != BP_OK)
        return status;
    bp_batch some = bp_batch_from(&u->batch, &r->plan->shape, from);
    some.n = to - from;
    for (size_t k = 0; k < r->fast.n_pay; k++)
        if (r->listed[r->fast.pay[k].wanted])
            count_blanks(r, r->fast.pay[k].wanted, from, to);
    count_periods(r, from, to);
    if (r->plan->rates != NULL)
        count_rates(r, from, to);
    if (r->plan->fields.fte != BP_NOT_WANTED && r->plan->shape.staff == 0)
        for (size_t i = from; i < to; i++)
            r->counts.part_time += u->part_time[i];
    r->counts.used += some.n;
    return bp_survey_add(r->survey, &some, err);
}

static bp_record record_of(bp_rows *r, const bp_plain *p, size_t i)
{
    const bp_record record = { .field = r->field,
                               .n = bp_plain_fields(p, i),
                               .line = p->line + i,
                               .position = bp_plain_position(p, i) };
    for (size_t k = 0; k < record.n; k++)
        r->field[k] = bp_plain_field(p, i, k);
    return record;
}

/* The first n rows. */
static bp_status take_some(bp_rows *r, const bp_plain *p, size_t n, bool all, bp_err *err)
{
    bp_fast_rows *u = &r->fast_rows;
    bp_status status = BP_OK;
    u->batch.n = n;
    put_columns(r, p, all);
    for (size_t from = 0, to; status == BP_OK && from < n; from = to + 1) {
        for (to = from; to < n && !u->full[to];)
            to++;
        name_orgs(r, p, from, to);
        status = add_rows(r, from, to, err);
        if (status == BP_OK && to < n) {
            const bp_record record = record_of(r, p, u->row[to]);
            status = bp_full_take_chosen(r, &record, err);
        }
    }
    return status;
}

/* n records from record i on, with as many fields as there are columns. */
static bp_status take_rows(bp_rows *r, const bp_plain *p, size_t i, size_t n, bp_err *err)
{
    bp_fast_rows *u = &r->fast_rows;
    select_rows(r, p, i, n);
    const size_t chosen = u->batch.n;
    const size_t kept = r->fast.drops ? put_others_last(r, p) : chosen;
    bp_status status = take_some(r, p, kept, true, err);
    memmove(u->row, u->row + kept, (chosen - kept) * sizeof u->row[0]);
    return status == BP_OK ? take_some(r, p, chosen - kept, false, err) : status;
}

bp_status bp_fast_take(void *arg, const bp_plain *p, bp_err *err)
{
    bp_rows *r = arg;
    const bp_layout *l = &r->plan->head[r->file].layout;
    bp_status status = BP_OK;
    for (size_t i = 0, n; status == BP_OK && i < p->n; i += n) {
        const size_t most = p->n - i < BP_BATCH_ROWS ? p->n - i : BP_BATCH_ROWS;
        n = 0;
        while (n < most && bp_plain_fields(p, i + n) == l->n_columns)
            n++;
        if (n > 0 && !r->fast.off && p->line + i >= l->data_line &&
            bp_plain_position(p, i + n - 1) < r->tail) {
            status = take_rows(r, p, i, n, err);
        } else {
            const bp_record record = record_of(r, p, i);
            n = 1;
            status = bp_full_take(r, &record, err);
        }
    }
    return status;
}
