/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/currency.h"

#include <string.h>

#include "data/batch.h"

static bp_text field_of(const bp_plan *p, size_t file, const bp_record *r, size_t wanted)
{
    return bp_text_trim(r->field[p->written[file][wanted].at]);
}

bp_text bp_currency_fold(bp_text code, char iso[3])
{
    if (code.n != 3)
        return code;
    for (size_t i = 0; i < 3; i++) {
        char c = code.at[i];
        iso[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if (iso[i] < 'A' || iso[i] > 'Z')
            return code;
    }
    return (bp_text){ iso, 3 };
}

/* Digits at both ends: no sign, no blank. */
static bool is_bare(bp_text t)
{
    if (t.n == 0)
        return false;
    const char first = t.at[0], last = t.at[t.n - 1];
    return first >= '0' && first <= '9' && last >= '0' && last <= '9';
}

bp_text bp_currency_take_sign(bp_text *amount)
{
    static const struct {
        char sign[4];
        size_t n;
        char code[BP_TEXT_AHEAD];
    } signs[] = { { "$", 1, "USD" }, { "£", 2, "GBP" }, { "€", 3, "EUR" } };
    static const char none[BP_TEXT_AHEAD];
    const bp_text t = *amount;
    for (size_t i = 0; !is_bare(t) && i < sizeof signs / sizeof signs[0]; i++) {
        const size_t n = signs[i].n;
        const bool before = t.n >= n && memcmp(t.at, signs[i].sign, n) == 0;
        if (!before && (t.n < n || memcmp(t.at + t.n - n, signs[i].sign, n) != 0))
            continue;
        *amount = (bp_text){ t.at + (before ? n : 0), t.n - n };
        if (!is_bare(*amount))
            *amount = bp_text_trim(*amount);
        return (bp_text){ signs[i].code, 3 };
    }
    return (bp_text){ none, 0 };
}

bp_text bp_currency_read(char iso[3], const bp_plan *p, size_t file, const bp_record *r,
                         const bp_row_pay *pay)
{
    const bp_reading *reading = p->reading;
    const char *sign = pay->cell[p->element[0].part[0]].currency;
    bp_text code = { "", 0 };
    if (p->currency_source == BP_CURRENCY_CONSTANT)
        code = bp_text_of(p->code);
    else if (p->currency_source == BP_CURRENCY_COLUMN)
        code = field_of(p, file, r, p->currency);
    else if (p->currency_source == BP_CURRENCY_CELL && sign != NULL)
        code = bp_text_of(strcmp(sign, "$") == 0 ? "USD" : sign);
    if (bp_cell_missing(code, reading->missing, reading->n_missing))
        return (bp_text){ "", 0 };
    return bp_currency_fold(code, iso);
}

size_t bp_currency_convert(bp_row_pay *pay, const bp_plan *p, size_t file,
                           const bp_record *r, bp_text code, int32_t year)
{
    bp_date on = { .year = year };
    if (p->date != BP_NOT_WANTED &&
        !bp_date_read(&on, field_of(p, file, r, p->date), p->written[file][p->date].date))
        on = (bp_date){ .year = year };
    size_t rate = bp_rates_find(p->rates, code, on);
    if (rate == BP_NO_RATE)
        return rate;
    for (size_t e = 0; e < p->shape.n_elements; e++) {
        if (p->element[e].years || pay->value[e] == BP_NO_PAY ||
            bp_rate_convert(&pay->value[e], bp_rates_at(p->rates, rate).units,
                            p->shape.scale))
            continue;
        pay->value[e] = BP_NO_PAY;
        pay->unread |= e > 0;
        if (e > 0)
            continue;
        pay->rule = BP_RULE_NUMBER;
        pay->wanted = p->element[0].part[0];
        pay->limit = "64 bits, once it is converted";
    }
    return rate;
}
