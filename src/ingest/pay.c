/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pay of one record: read, made annual, summed, converted.
 *
 * All of it is exact: whole units of the survey's scale, and overflow is a reason to
 * exclude a row like any other.  A further element that cannot be read does not exclude
 * the row, whose chosen pay is known; it is missing there, and counted. */
#include "ingest/pay.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/divide.h"
#include "data/batch.h"
#include "ingest/currency.h"
#include "ingest/period.h"
#include "ingest/share.h"

/* What the words of a row's period column say; BP_PERIOD_AS_IS without any.  False when
 * they are not known. */
static bool read_column(bp_period *out, const bp_plan_row *r)
{
    const bp_plan *p = r->plan;
    *out = BP_PERIOD_AS_IS;
    if (p->fields.period == BP_NOT_WANTED)
        return true;
    const bp_text words = bp_plan_cell(r, p->fields.period);
    return bp_plan_missing(r, words) ||
           bp_period_of_cell(out, words, p->schema.period_codes);
}

/* Pay becomes annual pay only when the request, a column or the cell itself says what it
 * is paid for.  False when that is not known, or they contradict each other. */
static bool find_period(bp_row_pay *out, bp_period *period, const bp_plan_row *r,
                        size_t wanted)
{
    const bp_plan *p = r->plan;
    const bp_reading *reading = p->reading;
    const bp_period own = out->cell[wanted].period;
    bp_period column;
    *period = own;
    if (p->told_by_cells && wanted == p->elements.at[0].part[0])
        return own != BP_PERIOD_AS_IS;
    if (reading->period == BP_PERIOD_AS_IS && p->fields.period == BP_NOT_WANTED)
        return own == BP_PERIOD_AS_IS || own == BP_PERIOD_ANNUAL;
    if (own == BP_PERIOD_AS_IS && p->wanted.column[wanted].annual) {
        *period = BP_PERIOD_ANNUAL;
        return true;
    }
    const bool known = read_column(&column, r);
    if (own != BP_PERIOD_AS_IS) {
        out->contradicted = column != BP_PERIOD_AS_IS && column != own;
        return !out->contradicted;
    }
    *period = column != BP_PERIOD_AS_IS ? column : reading->period;
    return known && *period != BP_PERIOD_AS_IS;
}

static bp_factor factor_of(const bp_plan *p, size_t wanted, const bp_pay *cell,
                           bp_period period)
{
    bp_factor f = bp_factor_of(p->reading, period);
    if (!cell->own_unit)
        f.times *= p->wanted.column[wanted].unit;
    return f;
}

void bp_row_pay_exclude(bp_row_pay *out, bp_rule rule, size_t wanted, const char *limit)
{
    if (rule >= out->rule)
        return;
    out->rule = rule;
    out->wanted = wanted;
    out->limit = limit;
}

/* Adds one part of an element to *sum, or excludes the row because of it. */
static void add_part(bp_row_pay *out, const bp_plan_row *r, size_t wanted, bool needed,
                     int64_t *sum)
{
    const bp_plan *p = r->plan;
    const bp_pay *cell = &out->cell[wanted];
    int64_t units = cell->units;
    bp_period period;
    out->part[wanted] = 0;
    if (cell->found == BP_FOUND_MISSING) {
        if (needed)
            bp_row_pay_exclude(out, BP_RULE_MISSING, wanted, "");
    } else if (cell->found == BP_FOUND_RANGE) {
        bp_row_pay_exclude(out, BP_RULE_RANGE, wanted, "one number");
    } else if (cell->found == BP_FOUND_END) {
        bp_row_pay_exclude(out, BP_RULE_RANGE, wanted, "the end of a range that is read");
    } else if (cell->found == BP_FOUND_UNREADABLE) {
        bp_row_pay_exclude(out, BP_RULE_NUMBER, wanted,
                           bp_number_style_name(bp_plan_written(r, wanted)->style));
    } else if (!find_period(out, &period, r, wanted)) {
        bp_row_pay_exclude(out, BP_RULE_PERIOD,
                           p->fields.period != BP_NOT_WANTED ? p->fields.period : wanted,
                           "hour, day, week, month or year");
    } else if (!bp_factor_apply(&units, factor_of(p, wanted, cell, period)) ||
               __builtin_add_overflow(*sum, units, sum) || *sum == BP_NO_PAY) {
        bp_row_pay_exclude(out, BP_RULE_NUMBER, wanted, "64 bits");
    } else {
        out->part[wanted] = units;
        if (wanted == p->elements.at[0].part[0])
            out->period = period;
    }
}

int64_t bp_row_pay_full_time(int64_t units, int64_t fte)
{
    const bp_int128 q = bp_divide((bp_int128)units * bp_pow10(BP_SCALE_MAX), fte);
    return q > INT64_MAX || q <= INT64_MIN ? BP_NO_PAY : (int64_t)q;
}

bool bp_row_pay_by_time(const bp_plan *p, bp_period said)
{
    const bp_period given = said != BP_PERIOD_AS_IS ? said : p->reading->period;
    return bp_period_is_time(given != BP_PERIOD_AS_IS ? given : p->period);
}

static bool is_by_time(const bp_row_pay *out, const bp_plan_row *r, const bp_element *e)
{
    const bp_plan *p = r->plan;
    bp_period period = out->cell[e->part[0]].period;
    if (period == BP_PERIOD_AS_IS && p->fields.period != BP_NOT_WANTED)
        bp_period_of_cell(&period, bp_plan_cell(r, p->fields.period),
                          p->schema.period_codes);
    return bp_row_pay_by_time(p, period);
}

static void scale_to_full_time(bp_row_pay *out, const bp_plan_row *r, int64_t *sum)
{
    const bp_plan *p = r->plan;
    int64_t fte = 0;
    if (!bp_share_read(&fte, r, p->fields.fte) || fte == 0) {
        bp_row_pay_exclude(out, BP_RULE_NUMBER, p->fields.fte,
                           "a share of full time up to 1");
    } else if (p->shape.staff != 0) {
        out->fte = (int32_t)fte; /* pay stays what it costs */
    } else if (fte < bp_pow10(BP_SCALE_MAX)) {
        out->part_time = true;
        *sum = bp_row_pay_full_time(*sum, fte);
        if (*sum == BP_NO_PAY)
            bp_row_pay_exclude(out, BP_RULE_NUMBER, p->fields.fte, "64 bits");
    }
}

int64_t bp_row_pay_middle(int64_t low, int64_t high)
{
    return (int64_t)bp_divide((bp_int128)low + high, 2);
}

static int64_t middle_of(bp_row_pay *out, const bp_plan_row *r, const bp_element *e)
{
    int64_t end[2] = { 0, 0 };
    for (size_t i = 0; i < 2; i++)
        add_part(out, r, e->part[i], true, &end[i]);
    const bool one = (out->cell[e->part[0]].found == BP_FOUND_MISSING) !=
                     (out->cell[e->part[1]].found == BP_FOUND_MISSING);
    if (one) {
        const bool low = out->cell[e->part[0]].found == BP_FOUND_MISSING;
        out->rule = BP_RULE_RANGE;
        out->wanted = e->part[low ? 0 : 1];
        out->limit = "both ends";
    } else if (end[0] > end[1]) {
        bp_row_pay_exclude(out, BP_RULE_RANGE, e->part[1], "not below the low end");
    }
    return bp_row_pay_middle(end[0], end[1]);
}

/* What the pay of a row is divided by, in units; work is counted as it stands. */
static int64_t divisor_of(bp_row_pay *out, const bp_plan_row *r, const bp_element *e)
{
    const bp_plan *p = r->plan;
    const bp_pay *cell = &out->cell[e->over];
    int64_t by = 0;
    if (e->ratio == BP_RATIO_HOURS)
        return p->reading->hours * bp_pow10(p->shape.scale);
    if (e->ratio == BP_RATIO_PAY || cell->found != BP_FOUND_NUMBER)
        add_part(out, r, e->over, true, &by);
    else
        by = cell->units;
    if (out->rule == BP_RULE_COUNT && by <= 0)
        bp_row_pay_exclude(out, BP_RULE_MISSING, e->over, "above 0");
    return by;
}

/* sum / what it is over, half to even at the survey's last decimal. */
static int64_t ratio_of(bp_row_pay *out, const bp_plan_row *r, const bp_element *e,
                        int64_t sum)
{
    const bp_plan *p = r->plan;
    const int64_t by = divisor_of(out, r, e);
    if (out->rule != BP_RULE_COUNT)
        return BP_NO_PAY;
    const bp_int128 q = bp_divide((bp_int128)sum * bp_pow10(p->shape.scale), by);
    if (q <= INT64_MAX && q > INT64_MIN)
        return (int64_t)q;
    bp_row_pay_exclude(out, BP_RULE_NUMBER, e->part[0], "64 bits");
    return BP_NO_PAY;
}

static int64_t sum_parts(bp_row_pay *out, const bp_plan_row *r, const bp_element *e)
{
    const bp_plan *p = r->plan;
    int64_t sum = 0;
    if (e->middle)
        sum = middle_of(out, r, e);
    for (size_t i = 0; !e->middle && i < e->n; i++)
        add_part(out, r, e->part[i], i == 0 || e->whole, &sum);
    const bool part_time_both = e->ratio == BP_RATIO_PAY || e->ratio == BP_RATIO_WORK;
    if (e->ratio != BP_RATIO_NONE && out->rule == BP_RULE_COUNT)
        sum = ratio_of(out, r, e, sum);
    if (p->fields.fte == BP_NOT_WANTED || e->years || part_time_both ||
        out->rule != BP_RULE_COUNT)
        return out->rule == BP_RULE_COUNT ? sum : BP_NO_PAY;
    out->by_time = is_by_time(out, r, e->work ? &p->elements.at[0] : e);
    if (!out->by_time || p->shape.staff != 0)
        scale_to_full_time(out, r, &sum);
    return out->rule == BP_RULE_COUNT ? sum : BP_NO_PAY;
}

static void read_cells(bp_row_pay *out, const bp_plan_row *r)
{
    const bp_plan *p = r->plan;
    bp_pay_rules rules = { .scale = p->shape.scale,
                           .range = p->reading->range,
                           .missing = p->reading->missing,
                           .n_missing = p->reading->n_missing };
    for (size_t w = 0; w < p->wanted.n; w++) {
        if (!p->wanted.column[w].pay)
            continue;
        const bp_written *at = bp_plan_written(r, w);
        rules.style = at->style;
        out->cell[w] = bp_pay_read(r->record->field[at->at], &rules);
    }
}

void bp_row_pay_read(bp_row_pay *out, const bp_plan_row *r)
{
    const bp_plan *p = r->plan;
    out->rule = BP_RULE_COUNT;
    out->wanted = BP_NOT_WANTED;
    out->limit = "";
    out->unread = false;
    out->part_time = out->by_time = false;
    out->fte = BP_STAFF_WHOLE;
    out->contradicted = false;
    out->period = BP_PERIOD_AS_IS;
    read_cells(out, r);
    out->value[0] = sum_parts(out, r, &p->elements.at[0]);
    if (p->shape.pay_pairs && out->rule == BP_RULE_MISSING) {
        out->rule = BP_RULE_COUNT;
        sum_parts(out, r, &p->elements.at[1]); /* missing, too: excludes the row */
    }
    for (size_t e = 1; out->rule == BP_RULE_COUNT && e < p->shape.n_elements; e++) {
        if (p->elements.at[e].local || p->elements.at[e].quotient.made) {
            out->value[e] = p->elements.at[e].local ? out->value[0] : BP_NO_PAY;
            continue;
        }
        int64_t value = sum_parts(out, r, &p->elements.at[e]);
        out->unread |= !p->elements.at[e].years && out->rule != BP_RULE_COUNT &&
                       out->rule != BP_RULE_MISSING;
        out->rule = BP_RULE_COUNT;
        out->value[e] = value > 0 ? value : BP_NO_PAY;
    }
}

static void write_limit(char out[BP_LIMIT_TEXT], const char *words, bp_decimal d)
{
    int64_t one = bp_pow10(d.scale), whole = d.units / one, rest = d.units % one;
    const char *sign = d.units < 0 && whole == 0 ? "-" : "";
    if (d.scale == 0)
        snprintf(out, BP_LIMIT_TEXT, "%s %" PRId64, words, d.units);
    else
        snprintf(out, BP_LIMIT_TEXT, "%s %s%" PRId64 ".%0*" PRId64, words, sign, whole,
                 d.scale, rest < 0 ? -rest : rest);
}

bool bp_row_pay_within(const bp_plan *p, int64_t units, char limit[BP_LIMIT_TEXT])
{
    const bp_choice *c = p->choice;
    const bp_decimal pay = { units, p->shape.scale };
    if (c->has_min_pay ? bp_decimal_order(pay, c->min_pay) < 0 : units <= 0) {
        snprintf(limit, BP_LIMIT_TEXT, "above 0");
        if (c->has_min_pay)
            write_limit(limit, "at least", c->min_pay);
        return false;
    }
    if (c->has_max_pay && bp_decimal_order(pay, c->max_pay) > 0) {
        write_limit(limit, "at most", c->max_pay);
        return false;
    }
    return true;
}

bp_text bp_row_pay_currency(char iso[3], const bp_plan_row *r, const bp_row_pay *pay)
{
    const bp_plan *p = r->plan;
    const char *sign = pay->cell[p->elements.at[0].part[0]].currency;
    bp_text code = { "", 0 };
    if (p->currency.source == BP_CURRENCY_CONSTANT)
        code = bp_text_of(p->currency.code);
    else if (p->currency.source == BP_CURRENCY_COLUMN)
        code = bp_plan_cell(r, p->currency.wanted);
    else if (p->currency.source == BP_CURRENCY_CELL && sign != NULL)
        code = bp_text_of(strcmp(sign, "$") == 0 ? "USD" : sign);
    return bp_plan_missing(r, code) ? (bp_text){ "", 0 } : bp_currency_fold(code, iso);
}

size_t bp_row_pay_rate(const bp_plan *p, size_t file, bp_text day, bp_text code,
                       int32_t year)
{
    const bp_date given =
        p->constants.date.year != 0 ? p->constants.date : (bp_date){ .year = year };
    bp_date on = given;
    if (p->fields.date != BP_NOT_WANTED &&
        !bp_date_read(&on, day, p->written[file][p->fields.date].date))
        on = given;
    return bp_rates_find(p->rates, code, on);
}

size_t bp_row_pay_convert(bp_row_pay *pay, const bp_plan_row *r, bp_text code,
                          int32_t year)
{
    const bp_plan *p = r->plan;
    const size_t rate =
        bp_row_pay_rate(p, r->file, bp_plan_cell(r, p->fields.date), code, year);
    if (rate == BP_NO_RATE)
        return rate;
    for (size_t e = 0; e < p->shape.n_elements; e++) {
        const bp_element *one = &p->elements.at[e];
        if (!bp_element_is_pay(one) || one->local || pay->value[e] == BP_NO_PAY ||
            bp_rate_convert(&pay->value[e], p->rates->rate[rate].units, p->rates->from,
                            p->shape.scale))
            continue;
        pay->value[e] = BP_NO_PAY;
        pay->unread |= e > 0;
        if (e > 0)
            continue;
        pay->rule = BP_RULE_NUMBER;
        pay->wanted = p->elements.at[0].part[0];
        pay->limit = "64 bits, once it is converted";
    }
    return rate;
}
