/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of an amount, taken apart before its marks are understood.
 *
 * What a ',' or '.' means depends on the column, which is not known yet when its first
 * cells are looked at.  So an amount keeps its digits and marks as they were written; all
 * around them (signs, currencies, k and lakh) is understood here.  A word that means two
 * things ("mil") makes a cell unreadable. */
#include "ingest/amount.h"

#include "base/words.h"
#include "ingest/scan.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

size_t bp_scan_blank(bp_text t)
{
    if (t.n == 0)
        return 0;
    if ((unsigned char)t.at[0] >= 0x80)
        return bp_words_start("\u00a0|\u202f|\u2009", '|', t);
    return t.at[0] == ' ' || (t.at[0] >= '\t' && t.at[0] <= '\r');
}

void bp_scan_blanks(bp_text *t)
{
    for (size_t n = bp_scan_blank(*t); n > 0; n = bp_scan_blank(*t))
        *t = bp_text_from(*t, n);
}

char bp_mark(bp_text t, size_t *n)
{
    *n = 1;
    if (t.n == 0)
        return 0;
    if (t.at[0] == '.' || t.at[0] == ',' || t.at[0] == '\'')
        return t.at[0];
    *n = strlen("’");
    if (bp_text_starts(t, "’"))
        return '\'';
    *n = bp_scan_blank(t);
    return *n > 0 ? ' ' : 0;
}

bool bp_amount_skip_currency(bp_text *t, const char **currency)
{
    bp_text rest = *t;
    const char *found = NULL;
    if (!bp_currency_skip(&rest, &found) || !bp_currency_join(currency, found))
        return false;
    *t = rest;
    return true;
}

/* Digits with single marks between them. */
static bool skip_digits(bp_text *t, bp_text *digits)
{
    size_t i = 0, n = 0;
    if (!bp_scan_digit(*t, 0) &&
        (bp_mark(*t, &n) == 0 || n != 1 || !bp_scan_digit(*t, 1)))
        return false;
    while (i < t->n) {
        if (bp_scan_digit(*t, i)) {
            i++;
            continue;
        }
        if (bp_mark(bp_text_from(*t, i), &n) == 0 || !bp_scan_digit(*t, i + n))
            break;
        i += n;
    }
    *digits = (bp_text){ t->at, i };
    *t = bp_text_from(*t, i);
    return true;
}

/* No cents, as in "85.000,-", "85'000.-" and "1,20,000/-". */
static void skip_no_cents(bp_text *t)
{
    const bool may = t->n > 1 && strchr(",./", t->at[0]) != NULL;
    const size_t n = may ? bp_words_start(",-- .-- ,- .- /- ,— .— ,– .–", ' ', *t) : 0;
    if (n > 0 && !bp_scan_digit(*t, n))
        *t = bp_text_from(*t, n);
}

/* "E+05" after digits. */
static bool skip_scientific(bp_text *t, bp_amount *a)
{
    size_t i = 1;
    const bool minus = i < t->n && t->at[i] == '-';
    if (t->n == 0 || (t->at[0] != 'e' && t->at[0] != 'E'))
        return false;
    if (i < t->n && (minus || t->at[i] == '+'))
        i++;
    if (!bp_scan_digit(*t, i))
        return false;
    for (; bp_scan_digit(*t, i); i++)
        if (a->exponent < 1000)
            a->exponent = a->exponent * 10 + (t->at[i] - '0');
    if (minus)
        a->exponent = -a->exponent;
    a->scientific = true;
    *t = bp_text_from(*t, i);
    return true;
}

/* Digits before the first mark. */
static size_t whole_digits(bp_text digits)
{
    size_t n = 0;
    while (bp_scan_digit(digits, n))
        n++;
    return n;
}

static const struct {
    int exponent;
    size_t most; /* digits before its decimal mark that an amount of it has; 0: any */
    bp_period period;
    const char *words; /* of two that start alike the longer one comes first */
} units[] = {
    { 3, 0, 0, "thousand mila ribu rb bin tsd. tsd tys. tys тыс. тыс 千 仟 k" },
    { 4, 0, 0, "万 萬 만" },
    { 5, 0, 0, "lakhs lakh lacs lac" },
    { 5, 3, 0, "l" },
    { 5, 3, BP_PERIOD_ANNUAL, "lpa" },
    { 6, 0, 0, "triệu tr juta jt million millions mio. mio mln mn млн m" },
    { 7, 0, 0, "crores crore" },
    { 7, 2, 0, "cr" },
};

static const bp_word_index *index_of_units(void)
{
    static _Thread_local bp_word_index x;
    if (x.n == 0)
        for (size_t row = 0; row < COUNT(units); row++)
            bp_words_index(&x, units[row].words, ' ', row);
    return &x;
}

/* One letter before a currency: "85 TEUR", "85 T€", "kSEK". */
static bool skip_letter(bp_text *t, int *exponent)
{
    bp_text rest = *t;
    const char *currency = NULL;
    const char c = (char)(t->n > 0 ? bp_lower(t->at[0]) : 0);
    if (c != 'k' && c != 'm' && c != 't')
        return false;
    rest = bp_text_from(rest, 1);
    const bool small = rest.n > 0 && rest.at[0] >= 'a' && rest.at[0] <= 'z';
    if (!bp_currency_skip(&rest, &currency) ||
        (small && strcmp(currency, "kr") != 0)) /* "tkr" is one, "mtl" none */
        return false;
    *exponent = c == 'm' ? 6 : 3;
    *t = bp_text_from(*t, 1);
    return true;
}

static bool skip_unit(bp_text *t, bp_amount *a, bp_period *period)
{
    bp_text rest = *t;
    bp_scan_blanks(&rest);
    const bp_word_index *x = index_of_units();
    const bp_indexed *w = rest.n > 0 ? bp_words_first(x, rest.at[0]) : NULL;
    for (; w != NULL; w = bp_words_after(x, w)) {
        bp_text behind = rest;
        const size_t most = units[w->row].most;
        if ((most > 0 && whole_digits(a->digits) > most) ||
            !bp_scan_word(&behind, w->word) ||
            bp_words_start("' \u2019", ' ', behind) > 0)
            continue; /* "l'anno" is no unit */
        a->exponent = units[w->row].exponent;
        if (units[w->row].period != BP_PERIOD_AS_IS)
            *period = units[w->row].period;
        *t = behind;
        return true;
    }
    if (!skip_letter(&rest, &a->exponent))
        return false;
    *t = rest;
    return true;
}

void bp_amount_skip_behind(bp_text *t, bp_amount *a, const char **currency,
                           bp_period *period)
{
    bool unit = skip_scientific(t, a);
    bool more = t->n > 0;
    skip_no_cents(t);
    while (more) {
        bp_text rest = *t;
        bp_scan_blanks(&rest);
        more = bp_amount_skip_currency(&rest, currency);
        if (!more && !unit)
            more = unit = skip_unit(&rest, a, period);
        if (more)
            *t = rest;
    }
}

/* Behind so many digits a point at the end is one without decimals ("1000."); behind fewer
 * it may make an ordinal of them. */
#define POINT_LEAST 3

bool bp_amount_skip(bp_text *t, bp_amount *a, const char **currency, bp_period *period)
{
    *a = (bp_amount){ 0 };
    bool brackets = false, sign = false;
    int before = 0;
    for (bp_scan_blanks(t); !bp_scan_digit(*t, 0); bp_scan_blanks(t)) {
        if (bp_amount_skip_currency(t, currency))
            continue;
        if (before == 0 && skip_letter(t, &before))
            continue;
        if (!sign && !brackets && (bp_scan(t, "-") || bp_scan(t, "−")))
            sign = a->negative = true;
        else if (!sign && !brackets && bp_scan(t, "+"))
            sign = true;
        else if (!sign && !brackets && bp_scan(t, "("))
            brackets = true;
        else
            break;
    }
    if (!skip_digits(t, &a->digits))
        return false;
    if (a->digits.n >= POINT_LEAST && t->n == 1)
        bp_scan(t, ".");
    a->exponent = 0;
    bp_amount_skip_behind(t, a, currency, period);
    if (before != 0 && a->exponent != 0)
        return false;
    a->exponent += before;
    if (!brackets)
        return true;
    bp_scan_blanks(t);
    a->negative = true;
    if (!bp_scan(t, ")"))
        return false;
    bp_amount_skip_behind(t, a, currency, period);
    return true;
}
