/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of a column have in common, counted cell by cell.
 *
 * A few odd cells must not change what a column is, so nothing is decided by one: kinds
 * are counted, and most of them win.  Distinct values are told apart by their hashes and
 * only up to a bound, beyond which the column is no table's group anyway. */
#include "ingest/evidence.h"

#include <string.h>

#include "base/utf8.h"
#include "data/slots.h"
#include "ingest/cell.h"
#include "ingest/currency.h"
#include "ingest/label.h"
#include "ingest/phrase.h"

/* So many amounts show what those of a column look like. */
#define SHAPED 1000

/* Of a column with so many texts and nothing else one cell in so many is looked at. */
#define MANY_TEXTS 512
#define SELDOM 16

const char *bp_column_kind_name(bp_column_kind kind)
{
    static const char *const names[] = {
        [BP_COLUMN_EMPTY] = "empty", [BP_COLUMN_NUMBER] = "number",
        [BP_COLUMN_MONEY] = "money", [BP_COLUMN_DATE] = "date",
        [BP_COLUMN_RANGE] = "range", [BP_COLUMN_TEXT] = "text",
    };
    return names[kind];
}

static void see_sign(bp_evidence *e, const char *currency)
{
    e->money++;
    size_t i = 0;
    while (i < e->n_signs && strcmp(e->sign[i], currency) != 0)
        i++;
    if (i == e->n_signs && i < BP_SIGNS_MAX)
        e->sign[e->n_signs++] = currency;
}

/* Where a value is among the distinct ones; BP_DISTINCT_MAX: nowhere, or there are so
 * many that looking for it does not pay. */
static size_t see_value(bp_evidence *e, bp_text cell)
{
    if (e->distinct == BP_DISTINCT_MAX)
        return BP_DISTINCT_MAX;
    uint64_t hash = bp_hash(cell.at, cell.n);
    size_t i = 0;
    while (i < e->distinct && e->seen[i] != hash)
        i++;
    if (i == e->distinct) {
        e->seen[e->distinct++] = hash;
        e->text[i] = false;
    }
    return i;
}

static void see_shape(bp_evidence *e, bp_text digits)
{
    char shape[BP_SHAPE_MAX] = "";
    size_t i = 0;
    for (; i < digits.n && i + 1 < sizeof shape; i++)
        shape[i] = bp_is_digit(digits.at[i]) ? '9' : digits.at[i];
    i = bp_utf8_valid((bp_text){ shape, i });
    shape[i] = '\0';
    for (i = 0; i < e->n_shapes; i++)
        if (strcmp(e->shape[i].text, shape) == 0)
            break;
    if (i == BP_SHAPES_MAX)
        return;
    if (i == e->n_shapes)
        memcpy(e->shape[e->n_shapes++].text, shape, sizeof shape);
    e->shape[i].n++;
}

/* A whole number may only count rows. */
static void see_whole(bp_evidence *e, uint64_t value)
{
    e->small += value < 10;
    e->years += value >= 1900 && value <= 2099;
    e->steps += value == e->previous + 1;
    e->previous = value;
}

/* How large numbers are.  Three digits behind the last mark are taken as a group of
 * thousands: what is counted here tells columns of one file apart, and needs no more. */
static void see_size(bp_evidence *e, bp_text digits)
{
    uint64_t value = 0;
    size_t n = 0, since = 0; /* digits in all, and behind the last mark */
    size_t mark = digits.n;  /* the first one; none: the end */
    size_t other = digits.n; /* the first digit that is no 0; none: the end */
    for (size_t i = 0; i < digits.n; i++) {
        const unsigned digit = (unsigned char)digits.at[i] - (unsigned)'0';
        const bool is_digit = digit <= 9;
        n += is_digit;
        since = is_digit ? since + 1 : 0;
        value = 10 * value + digit;
        if (!is_digit && mark == digits.n)
            mark = i;
        if (is_digit && digit > 0 && other == digits.n)
            other = i;
    }
    const char first = mark < digits.n ? digits.at[mark] : '\0';
    const bool decimal = first == '.' || first == ',';
    e->digits += mark < digits.n && since != 3 ? n - since : n;
    e->fractions += decimal && mark < other && other < digits.n; /* "0.5", ".75" */
    e->zeros += digits.n > 0 && other == digits.n;
    if (mark == digits.n && digits.n <= 16)
        see_whole(e, value);
}

/* Up to seven digits, as most cells of numbers are: what the rest of see_numbers finds of
 * them, at once.  False when it is anything else. */
static bool see_digits(bp_evidence *e, bp_text cell)
{
    uint64_t value = 0;
    if (cell.n == 0 || cell.n > 7)
        return false;
    for (size_t i = 0; i < cell.n; i++) {
        const unsigned digit = (unsigned)cell.at[i] - '0';
        if (digit > 9)
            return false;
        value = 10 * value + digit;
    }
    bp_date_see_digits(&e->date, cell, value);
    if (++e->numbers + e->ranges <= SHAPED)
        see_shape(e, cell);
    e->digits += cell.n;
    e->zeros += value == 0;
    see_whole(e, value);
    return true;
}

/* Digits with a point among them: what the rest of see_numbers finds of those that are no
 * date, which have four digits before or behind it at least. */
static bool see_decimal(bp_evidence *e, bp_text cell)
{
    size_t point = 0;
    unsigned value = 0, whole = 0;
    if (cell.n == 0 || cell.n > 7 || cell.at[0] == '.')
        return false;
    for (size_t i = 0; i < cell.n; i++) {
        const unsigned digit = (unsigned)cell.at[i] - '0';
        if (cell.at[i] == '.' && point == 0) {
            point = i;
            whole = value;
        } else if (digit > 9) {
            return false;
        } else {
            value = 10 * value + digit;
        }
    }
    const size_t behind = cell.n - point - 1;
    if (point == 0 || point > 3 || behind == 0 || behind > 3)
        return false;
    if (++e->numbers + e->ranges <= SHAPED)
        see_shape(e, cell);
    bp_marks_see_one(&e->marks, cell, point);
    e->digits += behind == 3 ? point + behind : point;
    e->fractions += whole == 0 && value > 0;
    e->zeros += value == 0;
    return true;
}

/* "201-1000", as sizes are: the same of two runs of digits with a dash between them, of
 * which the first is none of a year. */
static bool see_plain_range(bp_evidence *e, bp_text cell)
{
    size_t dash = 0;
    if (cell.n == 0 || cell.at[0] == '-')
        return false;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.at[i] == '-' && dash == 0)
            dash = i;
        else if (!bp_is_digit(cell.at[i]))
            return false;
    }
    if (dash == 0 || dash > 3 || cell.n == dash + 1 || cell.n == 5)
        return false;
    e->spans++;
    if (e->numbers + ++e->ranges <= SHAPED)
        see_shape(e, (bp_text){ cell.at, dash });
    see_size(e, (bp_text){ cell.at, dash });
    return true;
}

/* "2026-02-28", as most dates are. */
static bool see_plain_date(bp_evidence *e, bp_text cell)
{
    int32_t number;
    if (!bp_date_plain(&number, cell))
        return false;
    e->dates += bp_date_see(&e->date, cell);
    return true;
}

/* A date of three parts, which is no amount and no range: most are written so. */
static bool is_whole_date(bp_text t)
{
    return t.n == 10 &&
           ((t.at[4] == '-' && t.at[7] == '-') || (t.at[2] == '/' && t.at[5] == '/') ||
            (t.at[2] == '.' && t.at[5] == '.'));
}

/* "2015-10", a year and a month: no range falls, and "2009-10" may be two years. */
static bool is_month(bp_text t)
{
    const int last = t.n == 6 || t.n == 7 ? t.at[t.n - 1] - '0' : -1;
    const int month = t.n == 7 ? 10 * (t.at[5] - '0') + last : last;
    return last >= 0 && t.at[4] == '-' && month <= 12 &&
           month != (10 * (t.at[2] - '0') + t.at[3] - '0' + 1) % 100;
}

/* False when it is nothing but text. */
static bool see_numbers(bp_evidence *e, bp_text cell)
{
    bp_phrase p;
    if (see_digits(e, cell) || see_decimal(e, cell) || see_plain_range(e, cell))
        return true;
    bool date = bp_date_see(&e->date, cell);
    if (date && (is_whole_date(cell) || is_month(cell))) {
        e->dates++;
        return true;
    }
    if (!bp_phrase_parse(&p, cell)) {
        bp_period period;
        const bp_period_word word = bp_period_read(&period, cell);
        const bool words = word != BP_PERIOD_NO_WORD;
        e->dates += date;
        e->texts += !date;
        e->periods += words;
        e->sure_periods += word == BP_PERIOD_SURE;
        e->statuses += word == BP_PERIOD_STATUS;
        return date || words;
    }
    e->numbers += p.n == 1;
    e->ranges += p.n == 2;
    e->spans += p.ends == BP_ENDS_BOTH;
    e->footnotes += p.footnote;
    e->periods += p.period != BP_PERIOD_AS_IS;
    e->amounts_for += p.period > BP_PERIOD_ANNUAL;
    for (size_t i = 0; i < p.n; i++)
        if (bp_marks_tell(&p.amount[i]))
            bp_marks_see(&e->marks, p.amount[i].digits);
    if (e->numbers + e->ranges <= SHAPED)
        see_shape(e, p.amount[0].digits);
    see_size(e, p.amount[0].digits);
    if (p.currency != NULL)
        see_sign(e, p.currency);
    return true;
}

/* Many cells, of many values, and all nothing but text: a few of the others are enough to
 * tell that they are, too. */
static bool is_of_texts(const bp_evidence *e)
{
    return e->distinct == BP_DISTINCT_MAX && (e->texts >= MANY_TEXTS || e->many_texts) &&
           e->numbers + e->ranges + e->dates + e->periods == 0;
}

void bp_evidence_know(bp_evidence *e, const bp_evidence *other)
{
    *e = (bp_evidence){ .distinct = other->distinct, .many_texts = is_of_texts(other) };
    memcpy(e->seen, other->seen, sizeof e->seen);
    memcpy(e->text, other->text, sizeof e->text);
}

static bool see_percent(bp_evidence *e, bp_text cell)
{
    bp_phrase p;
    if (!bp_text_drop_percent(&cell) || !bp_phrase_parse(&p, cell))
        return false;
    for (size_t i = 0; i < p.n; i++)
        bp_marks_see(&e->marks, p.amount[i].digits);
    return true;
}

void bp_evidence_see(bp_evidence *e, bp_text cell, const char *const missing[],
                     size_t n_missing)
{
    if (e->distinct == BP_DISTINCT_MAX && n_missing == 0 &&
        ((e->numbers > 0 && (see_digits(e, cell) || see_decimal(e, cell))) ||
         (e->dates > 0 && see_plain_date(e, cell)))) /* as most do */
        return;
    cell = bp_text_trim(cell);
    if (bp_cell_missing(cell, missing, n_missing)) {
        e->missing++;
        return;
    }
    const size_t i = see_value(e, cell);
    if (i < BP_DISTINCT_MAX && e->text[i]) {
        e->texts++;
    } else if (is_of_texts(e) && e->texts % SELDOM != 0) {
        e->texts++;
        e->labelled |= bp_label_of(cell).kind != BP_LABEL_NONE;
    } else if (bp_cell_untold(cell)) {
        e->missing++;
    } else if (!see_numbers(e, cell)) {
        e->labelled |= bp_label_of(cell).kind != BP_LABEL_NONE;
        if (i < BP_DISTINCT_MAX) {
            e->text[i] = true;
            e->currencies += bp_currency_is_known(cell);
            e->percents += see_percent(e, cell);
        }
    }
}

bool bp_evidence_has(const bp_evidence *e, bp_text value)
{
    const uint64_t hash = bp_hash(value.at, value.n);
    for (size_t i = 0; i < e->distinct; i++)
        if (e->seen[i] == hash)
            return true;
    return false;
}

const char *bp_evidence_shape(const bp_evidence *e)
{
    size_t most = 0;
    for (size_t i = 1; i < e->n_shapes; i++)
        if (e->shape[i].n > e->shape[most].n)
            most = i;
    return e->n_shapes > 0 ? e->shape[most].text : NULL;
}

bp_column_kind bp_evidence_kind(const bp_evidence *e)
{
    uint64_t amounts = e->numbers + e->ranges;
    uint64_t all = amounts + e->dates + e->texts;
    if (all == 0)
        return BP_COLUMN_EMPTY;
    if (e->texts * 2 > all)
        return BP_COLUMN_TEXT;
    if (e->dates > amounts)
        return BP_COLUMN_DATE;
    if (e->ranges > e->numbers)
        return BP_COLUMN_RANGE;
    return e->money > 0 ? BP_COLUMN_MONEY : BP_COLUMN_NUMBER;
}
