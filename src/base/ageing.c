/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ageing.c - what pay of one date is worth on another.
 *
 * Time is counted in whole units (months, days) and divided once, so that the parts of
 * several years add up to the whole, and equal spans give equal factors. */
#include "base/ageing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "benchpay/money.h"

typedef struct day {
    int year;
    int month;
    int day;
} day;

static day day_of(int32_t n)
{
    return (day){ n / 10000, n / 100 % 100, n % 100 };
}

static int32_t number_of(day d)
{
    return (d.year * 100 + d.month) * 100 + d.day;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return days[month - 1] + (month == 2 && is_leap(year));
}

static bool is_last(day d)
{
    return d.day == month_days(d.year, d.month);
}

bool bp_day_parse(int32_t *out, bp_text t)
{
    int32_t n = 0;
    if (t.n != 10 || t.at[4] != '-' || t.at[7] != '-')
        return false;
    for (size_t i = 0; i < t.n; i++) {
        if (i == 4 || i == 7)
            continue;
        if (t.at[i] < '0' || t.at[i] > '9')
            return false;
        n = n * 10 + (t.at[i] - '0');
    }
    const day d = day_of(n);
    if (d.year < 1 || d.month < 1 || d.month > 12 || d.day < 1 ||
        d.day > month_days(d.year, d.month))
        return false;
    *out = n;
    return true;
}

void bp_day_text(char *out, size_t size, int32_t n)
{
    const day d = day_of(n);
    snprintf(out, size, "%04d-%02d-%02d", d.year, d.month, d.day);
}

int32_t bp_day_plus_months(int32_t n, int months)
{
    day d = day_of(n);
    const int all = d.year * 12 + d.month - 1 + months;
    d.year = all / 12;
    d.month = all % 12 + 1;
    const int last = month_days(d.year, d.month);
    d.day = d.day > last ? last : d.day;
    return number_of(d);
}

/* Days since the first of the year 1 (Gregorian). */
static int64_t days_of(day d)
{
    const int64_t y = d.year - 1;
    int64_t n = 365 * y + y / 4 - y / 100 + y / 400 + d.day;
    for (int m = 1; m < d.month; m++)
        n += month_days(d.year, m);
    return n;
}

static int64_t days_30360(day a, day b)
{
    const bool a_end = a.month == 2 && is_last(a), b_end = b.month == 2 && is_last(b);
    if (a_end && b_end)
        b.day = 30;
    if (a_end)
        a.day = 30;
    if (b.day == 31 && a.day >= 30)
        b.day = 30;
    if (a.day == 31)
        a.day = 30;
    return 360 * (int64_t)(b.year - a.year) + 30 * (b.month - a.month) + b.day - a.day;
}

/* Units of time from one date to a later one. */
static int64_t units_between(day a, day b, bp_day_count count)
{
    switch (count) {
    case BP_COUNT_MONTHS:
        return 12 * (int64_t)(b.year - a.year) + b.month - a.month -
               (b.day < a.day && !is_last(b));
    case BP_COUNT_30360:
        return days_30360(a, b);
    case BP_COUNT_ACT365:
    case BP_COUNT_ACT36525:
        break;
    }
    return days_of(b) - days_of(a);
}

static double units_a_year(bp_day_count count)
{
    static const double units[] = { [BP_COUNT_MONTHS] = 12,
                                    [BP_COUNT_ACT365] = 365,
                                    [BP_COUNT_ACT36525] = 365.25,
                                    [BP_COUNT_30360] = 360 };
    return units[count];
}

static int64_t units(int32_t from, int32_t to, bp_day_count count)
{
    return from <= to ? units_between(day_of(from), day_of(to), count)
                      : -units_between(day_of(to), day_of(from), count);
}

double bp_ageing_years(int32_t from, int32_t to, bp_day_count count)
{
    return (double)units(from, to, count) / units_a_year(count);
}

/* The time that is part of a year, in units. */
static int64_t part_of(int year, int32_t from, int32_t to, bp_day_count count)
{
    const int32_t start = number_of((day){ year, 1, 1 }),
                  end = number_of((day){ year + 1, 1, 1 });
    const int32_t first = from <= to ? from : to, last = from <= to ? to : from;
    if (last <= start || first >= end)
        return 0;
    const int32_t low = first > start ? first : start, high = last < end ? last : end;
    return from <= to ? units(from, high, count) - units(from, low, count)
                      : units(from, low, count) - units(from, high, count);
}

static bool rate_of(double *out, const bp_movement *m, int year)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->year[i] == year) {
            *out = m->rate[i];
            return true;
        }
    return false;
}

static bp_status by_year(double *out, const bp_movement *m, bp_ageing_form form,
                         bp_day_count count, int32_t from, int32_t to, bp_err *err)
{
    const int first = (from < to ? from : to) / 10000,
              last = (from < to ? to : from) / 10000;
    double factor = 1;
    for (int y = first; y <= last; y++) {
        const double t = (double)part_of(y, from, to, count) / units_a_year(count);
        double rate;
        if (t == 0)
            continue;
        if (!rate_of(&rate, m, y))
            return bp_fail(err, NULL, BP_EDATA, "no movement of pay is known for %d", y);
        factor = form == BP_AGEING_SIMPLE ? factor + rate * t : factor * pow(1 + rate, t);
    }
    *out = factor;
    return BP_OK;
}

static double one_rate(double a, double t, bp_ageing_form form)
{
    switch (form) {
    case BP_AGEING_SIMPLE:
        return 1 + a * t;
    case BP_AGEING_STEPPED:
        return pow(1 + a, floor(t)) * (1 + a * (t - floor(t)));
    case BP_AGEING_COMPOUND:
        break;
    }
    return pow(1 + a, t);
}

bp_status bp_ageing_factor(double *out, const bp_movement *m, bp_ageing_form form,
                           bp_day_count count, int32_t from, int32_t to, bp_err *err)
{
    const double t = bp_ageing_years(from, to, count);
    double factor = 1;
    bp_status status = BP_OK;
    if (m->n > 0 && m->year[0] != 0 && form == BP_AGEING_STEPPED)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "stepped ageing takes one rate, not one a year");
    if (t != 0 && m->n == 0)
        return bp_fail(err, NULL, BP_EDATA, "no movement of pay is known");
    if (m->n > 0 && m->year[0] == 0)
        factor = one_rate(m->rate[0], t, form);
    else
        status = by_year(&factor, m, form, count, from, to, err);
    if (status == BP_OK && !(factor > 0 && isfinite(factor)))
        status = bp_fail(err, NULL, BP_EDATA, "ageing leaves nothing of pay");
    if (status == BP_OK)
        *out = factor;
    return status;
}

const char *const bp_ageing_forms[] = { [BP_AGEING_COMPOUND] = "compound",
                                        [BP_AGEING_SIMPLE] = "simple",
                                        [BP_AGEING_STEPPED] = "stepped",
                                        NULL };

const char *const bp_day_counts[] = { [BP_COUNT_MONTHS] = "months",
                                      [BP_COUNT_ACT365] = "act365",
                                      [BP_COUNT_ACT36525] = "act36525",
                                      [BP_COUNT_30360] = "30360",
                                      NULL };

size_t bp_ageing_which(const bp_ageing *a, const char *pay)
{
    const bool bonus =
        strcmp(pay, "target_bonus") == 0 || strcmp(pay, "actual_bonus") == 0;
    for (size_t i = 0; i < a->n_own; i++)
        if (strcmp(a->own[i].pay, pay) == 0)
            return i + 1;
    return bonus ? bp_ageing_which(a, "bonus") : 0;
}

const bp_movement *bp_ageing_movement(const bp_ageing *a, size_t which)
{
    return which == 0 ? &a->movement : &a->own[which - 1].movement;
}

bool bp_percent_parse(double *out, bp_text t)
{
    bp_decimal d;
    t = bp_text_trim(t);
    const bool percent = t.n > 0 && t.at[t.n - 1] == '%';
    const bool plus = t.n > 0 && t.at[0] == '+';
    if (t.n < 2 || !percent)
        return false;
    const bp_text number = bp_text_trim((bp_text){ t.at + plus, t.n - 1 - plus });
    if (!bp_decimal_parse(&d, number.at, number.n))
        return false;
    /* Two more decimals, as long as there is room for them: one rounding. */
    *out = d.scale + 2 <= BP_SCALE_MAX ? bp_money_double(d.units, d.scale + 2)
                                       : bp_money_double(d.units, d.scale) / 100;
    return *out > -1 && *out <= 10;
}

static bool read_year(int *out, bp_text t)
{
    t = bp_text_trim(t);
    *out = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] < '0' || t.at[i] > '9')
            return false;
        *out = *out * 10 + (t.at[i] - '0');
    }
    return t.n == 4 && *out > 0;
}

/* Puts a rate into its place among the years. */
static bool put(bp_movement *m, int year, double rate)
{
    size_t i = m->n;
    if (m->n == BP_YEAR_RATES_MAX)
        return false;
    for (; i > 0 && m->year[i - 1] >= year; i--) {
        if (m->year[i - 1] == year)
            return false;
        m->year[i] = m->year[i - 1];
        m->rate[i] = m->rate[i - 1];
    }
    m->year[i] = year;
    m->rate[i] = rate;
    m->n++;
    return true;
}

static bool read_part(bp_movement *m, bp_text part)
{
    const char *colon = memchr(part.at, ':', part.n);
    int year = 0;
    double rate;
    if (colon != NULL) {
        const size_t n = (size_t)(colon - part.at);
        if (!read_year(&year, (bp_text){ part.at, n }))
            return false;
        part = (bp_text){ colon + 1, part.n - n - 1 };
    }
    return bp_percent_parse(&rate, part) && put(m, year, rate);
}

bp_status bp_movement_parse(bp_movement *out, const char *text, const bp_loc *at,
                            bp_err *err)
{
    bp_movement m = { 0 };
    bool ok = true;
    for (const char *p = text; ok && p != NULL;) {
        const char *comma = strchr(p, ',');
        const size_t n = comma != NULL ? (size_t)(comma - p) : strlen(p);
        ok = read_part(&m, (bp_text){ p, n });
        p = comma != NULL ? comma + 1 : NULL;
    }
    if (!ok || (m.n > 1 && m.year[0] == 0))
        return bp_fail(err, at, BP_EUSAGE,
                       "not a movement: write it as 3.5%%, or 2025: 3.5%%, 2026: 4%%");
    *out = m;
    return BP_OK;
}

void bp_movement_text(char out[BP_MOVEMENT_TEXT], const bp_movement *m)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < m->n && used < BP_MOVEMENT_TEXT; i++) {
        const int n = m->year[i] == 0
                          ? snprintf(out, BP_MOVEMENT_TEXT, "%.15g", m->rate[i])
                          : snprintf(out + used, BP_MOVEMENT_TEXT - used, "%s%d:%.15g",
                                     i > 0 ? ";" : "", m->year[i], m->rate[i]);
        used += n > 0 ? (size_t)n : 0;
    }
}
