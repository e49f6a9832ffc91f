/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.c - numbers for people.
 *
 * One place rounds, so that all formats and charts show the same digits.  No function of
 * the C library that depends on the locale is used: the bytes are the same everywhere. */
#include "report/format.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Pay an hour has cents, pay a year has none. */
#define CENTS_BELOW 1000

static const char *minus_sign(bool ascii)
{
    return ascii ? "-" : "\xe2\x88\x92";
}

/* A code needs a blank before its amount, a sign does not. */
void bp_format_sign(bp_str *out, const char *currency, bool ascii)
{
    static const struct {
        const char *code;
        const char *sign;
        const char *plain;
    } known[] = {
        { "USD", "$", "$" },      { "EUR", "€", "EUR " },  { "GBP", "£", "GBP " },
        { "CAD", "CA$", "CA$" },  { "AUD", "A$", "A$" },   { "NZD", "NZ$", "NZ$" },
        { "SGD", "S$", "S$" },    { "HKD", "HK$", "HK$" }, { "BRL", "R$", "R$" },
        { "CNY", "CN¥", "CNY " }, { "JPY", "¥", "JPY " },  { "INR", "₹", "INR " },
    };
    if (currency == NULL)
        return;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(currency, known[i].code) == 0) {
            bp_str_puts(out, ascii ? known[i].plain : known[i].sign);
            return;
        }
    bp_str_puts(out, currency);
    bp_str_putc(out, ' ');
}

/* Halves go away from zero.  So does what is a half but for the last bits of a double,
 * as the mean of 32.50 and 32.51 is: spreadsheets, too, round the digits they show. */
static double rounded(double x, int decimals)
{
    const double scale = pow(10, decimals), y = x * scale;
    const double whole = round(fabs(y) < 1e12 ? y * (1 + 4 * DBL_EPSILON) : y) / scale;
    return isfinite(whole) ? whole : x;
}

/* x >= 0, with a comma every three digits. */
static void put_grouped(bp_str *out, double x, int decimals)
{
    char text[352]; /* the longest double has 309 digits before the point */
    int n = snprintf(text, sizeof text, "%.*f", decimals, x);
    int whole = decimals > 0 ? n - decimals - 1 : n;
    for (int i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            bp_str_putc(out, ',');
        bp_str_putc(out, text[i]);
    }
    bp_str_puts(out, text + whole);
}

/* x >= 0 with three significant digits: 425k, 1.25M. */
static void put_brief(bp_str *out, double x)
{
    static const struct {
        double size;
        const char *letter;
    } unit[] = { { 1e9, "B" }, { 1e6, "M" }, { 1e3, "k" }, { 1, "" } };
    size_t u = 0;
    while (unit[u].size > 1 && x < .9995 * unit[u].size)
        u++;
    double scaled = x / unit[u].size;
    bp_str_number(out, rounded(scaled, scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2));
    bp_str_puts(out, unit[u].letter);
}

int bp_format_decimals(const bp_value *v)
{
    if (v->kind == BP_KIND_TEXT || v->figure.state != BP_SHOWN)
        return 0;
    double x = v->figure.value;
    switch (v->kind) {
    case BP_KIND_MONEY:
        if (v->plus && x == round(x))
            return 0;
        return fabs(x) < CENTS_BELOW ? 2 : 0;
    case BP_KIND_PERCENT:
        x = rounded(100 * x, 1);
        return x == round(x) ? 0 : 1;
    case BP_KIND_RATIO:
        return 2;
    default:
        return 0;
    }
}

static void put_list(bp_str *out, const uint64_t list[3])
{
    for (size_t i = 0; i < 3 && list[i] != 0; i++)
        bp_str_printf(out, i > 0 ? ", %llu" : "%llu", (unsigned long long)list[i]);
}

/* "one, two or three" */
static void put_texts(bp_str *out, const char *lines)
{
    const char *end = lines != NULL ? strchr(lines, '\n') : NULL;
    for (; end != NULL; lines = end + 1, end = strchr(lines, '\n')) {
        bp_str_bytes(out, lines, (size_t)(end - lines));
        bp_str_puts(out, strchr(end + 1, '\n') != NULL ? ", " : " or ");
    }
    bp_str_puts(out, lines != NULL ? lines : "");
}

/* Counts, money, percentages and ratios. */
static void put_amount(bp_str *out, const bp_value *v, bp_text_style style)
{
    int decimals = v->kind == BP_KIND_MONEY && style.whole ? 0 : bp_format_decimals(v);
    if (v->kind != BP_KIND_COUNT && style.decimals > decimals)
        decimals = style.decimals;
    double unit = v->kind == BP_KIND_PERCENT ? 100 : 1;
    double x = rounded(unit * v->figure.value, decimals);
    if (x < 0)
        bp_str_puts(out, minus_sign(style.ascii));
    else if (v->plus && x > 0)
        bp_str_putc(out, '+');
    if (v->kind == BP_KIND_MONEY)
        bp_format_sign(out, v->currency, style.ascii);
    if (v->kind == BP_KIND_MONEY && style.brief)
        put_brief(out, fabs(v->figure.value));
    else
        put_grouped(out, fabs(x), decimals);
    if (v->kind == BP_KIND_PERCENT)
        bp_str_putc(out, '%');
}

/* Nobody and everybody are no percentiles, and nothing else is rounded to them. */
static void put_rank(bp_str *out, double percentile, bool about)
{
    if (about)
        bp_str_putc(out, '~');
    if (percentile <= 0 || percentile >= 100)
        bp_str_puts(out, percentile <= 0 ? "bottom" : "top");
    else
        bp_str_printf(out, "P%.0f", fmin(fmax(round(percentile), 1), 99));
}

/* Small ones have a digit more: what is below a level is not rounded up to it. */
static void put_chance(bp_str *out, double p)
{
    if (p < .001)
        bp_str_puts(out, "p < 0.001");
    else
        bp_str_printf(out, "p = %.*f", p < .1 ? 3 : 2, p);
}

void bp_format_value(bp_str *out, const bp_value *v, bp_text_style style)
{
    if (v->kind == BP_KIND_TEXT)
        bp_str_puts(out, v->text != NULL ? v->text : "");
    else if (v->kind == BP_KIND_TEXTS)
        put_texts(out, v->text);
    else if (v->kind == BP_KIND_LIST)
        put_list(out, v->list);
    else if (v->figure.state != BP_SHOWN)
        bp_str_puts(out, v->figure.state == BP_WITHHELD ? "withheld"
                         : v->instead != NULL           ? v->instead
                                                        : "n/a");
    else if (v->kind == BP_KIND_NUMBER)
        bp_str_number(out, v->figure.value);
    else if (v->kind == BP_KIND_FLAG)
        bp_str_puts(out, v->figure.value != 0 ? "yes" : "no");
    else if (v->kind == BP_KIND_CHANCE)
        put_chance(out, v->figure.value);
    else if (v->kind == BP_KIND_RANK)
        put_rank(out, v->figure.value, v->about);
    else
        put_amount(out, v, style);
}

void bp_decimals_add(bp_decimals *d, const bp_value *v)
{
    const int n = bp_format_decimals(v);
    const double x = fabs(v->figure.value);
    d->most = n > d->most ? n : d->most;
    if (v->kind != BP_KIND_MONEY || v->figure.state != BP_SHOWN)
        return;
    d->large |= x >= CENTS_BELOW;
    d->tiny |= x > 0 && x < .5;
}

int bp_decimals_of(const bp_decimals *d)
{
    return d->large && !d->tiny ? 0 : d->most;
}

static int amount_decimals(const bp_line *line)
{
    bp_decimals d = { 0 };
    for (size_t i = 0; i < line->n_values; i++)
        if (line->value[i].kind == BP_KIND_MONEY)
            bp_decimals_add(&d, &line->value[i]);
    return bp_decimals_of(&d);
}

void bp_format_line(bp_str *out, const bp_line *line, bp_text_style style)
{
    const char *rest = line->text;
    const int decimals = amount_decimals(line);
    for (size_t i = 0; i < line->n_values; i++) {
        const char *gap = strstr(rest, "{}");
        if (gap == NULL)
            break;
        bp_str_bytes(out, rest, (size_t)(gap - rest));
        style.decimals = line->value[i].kind == BP_KIND_MONEY ? decimals : 0;
        style.whole = decimals == 0;
        bp_format_value(out, &line->value[i], style);
        rest = gap + 2;
    }
    bp_str_puts(out, rest);
}

const char *bp_format_reason(unsigned i)
{
    static const char *const words[BP_REASONS] = {
        "withheld: too few people",
        "withheld: too few organizations",
        "withheld: one organization dominates",
        "withheld: all are paid the same",
        "withheld: with the other figures it would give pay away",
        "withheld: it would give away another withheld figure",
        "withheld: it differs by few people from another group",
        "withheld: the limit would be somebody's pay",
        "n/a: the amounts are in several currencies",
        "n/a: the data do not determine it",
        "published figures, not of people",
        "n/a: there is no amount",
        "n/a: there is no market",
    };
    return words[i];
}
