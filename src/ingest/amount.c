/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of an amount, taken apart before its marks are understood.
 *
 * What a ',' or '.' means depends on the column, which is not known yet when its first
 * cells are looked at.  So an amount keeps its digits and marks as they were written; all
 * around them (signs, currencies, k and m, words of a period) is understood here. */
#include "ingest/amount.h"

static const struct {
    const char *sign;
    const char *code;
} signs[] = {
    { "US$", "USD" }, { "CA$", "CAD" }, { "AU$", "AUD" }, { "NZ$", "NZD" },
    { "HK$", "HKD" }, { "R$", "BRL" },  { "C$", "CAD" },  { "A$", "AUD" },
    { "S$", "SGD" },  { "$", "$" },     { "€", "EUR" },   { "£", "GBP" },
    { "¥", "JPY" },   { "₹", "INR" },   { "₩", "KRW" },   { "₽", "RUB" },
    { "₺", "TRY" },   { "₪", "ILS" },   { "zł", "PLN" },  { "Kč", "CZK" },
};

/* What a sign may start with, in lower case; also any byte beyond ASCII. */
#define SIGN_STARTS "$achknrsuz"

static const char codes[][4] = {
    "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY", "CNY", "INR",
    "BRL", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN",
    "SGD", "HKD", "AED", "SAR", "QAR", "ZAR", "MXN", "ARS", "CLP", "COP",
    "TRY", "ILS", "KRW", "RUB", "UAH", "THB", "MYR", "IDR", "PHP", "VND",
    "TWD", "PKR", "BDT", "LKR", "EGP", "NGN", "KES", "GHS", "MAD",
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static bp_text from(bp_text t, size_t i)
{
    return (bp_text){ t.at + i, t.n - i };
}

static bool is_digit(bp_text t, size_t i)
{
    return i < t.n && t.at[i] >= '0' && t.at[i] <= '9';
}

static bool is_letter(bp_text t, size_t i)
{
    return i < t.n &&
           ((t.at[i] >= 'a' && t.at[i] <= 'z') || (t.at[i] >= 'A' && t.at[i] <= 'Z'));
}

/* Blank bytes at the start of t: space, tab, line ends, no-break and thin spaces. */
static size_t blank(bp_text t)
{
    static const char *const wide[] = { "\u00a0", "\u202f", "\u2009" };
    if (t.n == 0)
        return 0;
    if (t.at[0] == ' ' || (t.at[0] >= '\t' && t.at[0] <= '\r'))
        return 1;
    for (size_t i = 0; (unsigned char)t.at[0] >= 0x80 && i < COUNT(wide); i++)
        if (bp_text_starts(t, wide[i]))
            return strlen(wide[i]);
    return 0;
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
    *n = blank(t);
    return *n > 0 ? ' ' : 0;
}

static void skip_blanks(bp_text *t)
{
    for (size_t n = blank(*t); n > 0; n = blank(*t))
        *t = from(*t, n);
}

static bool skip(bp_text *t, const char *with)
{
    if (!bp_text_starts(*t, with))
        return false;
    *t = from(*t, strlen(with));
    return true;
}

static bool skip_currency(bp_text *t, const char **code)
{
    if (t->n == 0 || is_digit(*t, 0)) /* as in most cells */
        return false;
    const unsigned char first = bp_lower(t->at[0]);
    const bool sign_like = first >= 0x80 || strchr(SIGN_STARTS, first) != NULL;
    for (size_t i = 0; sign_like && i < COUNT(signs); i++) {
        if (!skip(t, signs[i].sign))
            continue;
        *code = signs[i].code;
        return true;
    }
    const bool code_like = is_letter(*t, 0) && is_letter(*t, 1) && is_letter(*t, 2);
    for (size_t i = 0; code_like && !is_letter(*t, 3) && i < COUNT(codes); i++) {
        if (bp_lower(codes[i][0]) != first || !bp_text_starts(*t, codes[i]))
            continue;
        *t = from(*t, 3);
        *code = codes[i];
        return true;
    }
    return false;
}

/* Digits with single marks between them. */
static bool skip_digits(bp_text *t, bp_text *digits)
{
    size_t i = 0, n = 0;
    if (!is_digit(*t, 0) && (bp_mark(*t, &n) == 0 || n != 1 || !is_digit(*t, 1)))
        return false;
    while (i < t->n) {
        if (is_digit(*t, i)) {
            i++;
            continue;
        }
        if (bp_mark(from(*t, i), &n) == 0 || !is_digit(*t, i + n))
            break;
        i += n;
    }
    *digits = (bp_text){ t->at, i };
    *t = from(*t, i);
    return true;
}

/* "E+05" after digits; or a k or m that no letter follows. */
static void skip_exponent(bp_text *t, bp_amount *a)
{
    if (t->n == 0)
        return;
    char c = t->at[0];
    size_t i = 1;
    bool minus = i < t->n && t->at[i] == '-';
    if ((c == 'e' || c == 'E') && i < t->n && (minus || t->at[i] == '+'))
        i++;
    if ((c == 'e' || c == 'E') && is_digit(*t, i)) {
        for (; is_digit(*t, i); i++)
            if (a->exponent < 1000)
                a->exponent = a->exponent * 10 + (t->at[i] - '0');
        if (minus)
            a->exponent = -a->exponent;
        a->scientific = true;
        *t = from(*t, i);
        return;
    }
    bp_text behind = *t;
    skip_blanks(&behind);
    if (behind.n == 0 || is_letter(behind, 1))
        return;
    c = behind.at[0];
    if (c == 'k' || c == 'K')
        a->exponent = 3;
    else if (c == 'm' || c == 'M')
        a->exponent = 6;
    else
        return;
    *t = from(behind, 1);
}

static bool skip_amount(bp_text *t, bp_amount *a, const char **currency)
{
    *a = (bp_amount){ 0 };
    skip_blanks(t);
    bool brackets = skip(t, "(");
    bool sign = false, money = false;
    for (skip_blanks(t); !is_digit(*t, 0); skip_blanks(t)) {
        if (!money && skip_currency(t, currency))
            money = true;
        else if (!sign && !brackets && (skip(t, "-") || skip(t, "−")))
            sign = a->negative = true;
        else if (!sign && !brackets && skip(t, "+"))
            sign = true;
        else
            break;
    }
    if (!skip_digits(t, &a->digits))
        return false;
    skip_exponent(t, a);
    bp_text behind = *t;
    skip_blanks(&behind);
    if (!money && skip_currency(&behind, currency))
        *t = behind;
    if (!brackets)
        return true;
    skip_blanks(t);
    a->negative = true;
    return skip(t, ")");
}

bool bp_period_parse(bp_period *out, bp_text words)
{
    static const struct {
        const char *word;
        bp_period period;
    } table[] = {
        { "hour", BP_PERIOD_HOURLY },     { "hourly", BP_PERIOD_HOURLY },
        { "hr", BP_PERIOD_HOURLY },       { "h", BP_PERIOD_HOURLY },
        { "hours", BP_PERIOD_HOURLY },    { "week", BP_PERIOD_WEEKLY },
        { "weekly", BP_PERIOD_WEEKLY },   { "wk", BP_PERIOD_WEEKLY },
        { "month", BP_PERIOD_MONTHLY },   { "monthly", BP_PERIOD_MONTHLY },
        { "mo", BP_PERIOD_MONTHLY },      { "year", BP_PERIOD_ANNUAL },
        { "yearly", BP_PERIOD_ANNUAL },   { "annual", BP_PERIOD_ANNUAL },
        { "annually", BP_PERIOD_ANNUAL }, { "annum", BP_PERIOD_ANNUAL },
        { "yr", BP_PERIOD_ANNUAL },       { "p.a.", BP_PERIOD_ANNUAL },
        { "pa", BP_PERIOD_ANNUAL },
    };
    bp_text t = bp_text_trim(words);
    if (t.n == 0 || strchr("/hwmyap", bp_lower(t.at[0])) == NULL) /* as most */
        return false;
    if (!skip(&t, "/") && !skip(&t, "per ") && !skip(&t, "an "))
        skip(&t, "a ");
    t = bp_text_trim(t);
    for (size_t i = 0; i < COUNT(table); i++) {
        if (!bp_text_is(t, table[i].word))
            continue;
        *out = table[i].period;
        return true;
    }
    return false;
}

/* Words of a period and a remark in parentheses, either or none. */
static bool read_tail(bp_text t, bp_period *period)
{
    t = bp_text_trim(t);
    size_t n = 0;
    while (n < t.n && t.at[n] != '(')
        n++;
    if (n < t.n && t.at[t.n - 1] != ')')
        return false;
    bp_text words = bp_text_trim((bp_text){ t.at, n });
    return words.n == 0 || bp_period_parse(period, words);
}

/* "Employer Provided Salary:" */
static void skip_label(bp_text *t)
{
    for (size_t i = 0; i < t->n && (is_letter(*t, i) || t->at[i] == ' '); i++)
        if (i + 1 < t->n && t->at[i + 1] == ':') {
            *t = from(*t, i + 2);
            return;
        }
}

typedef enum guess { NO_DIGIT, PLAIN, OTHER } guess;

/* Most cells are words, or digits with at most single points and commas between them. */
static guess guess_at(bp_text cell)
{
    size_t digits = 0, marks = 0;
    bool plain = is_digit(cell, 0) && is_digit(cell, cell.n - 1);
    for (size_t i = 0; i < cell.n; i++) {
        const bool digit = is_digit(cell, i);
        const bool mark = cell.at[i] == '.' || cell.at[i] == ',';
        marks = mark ? marks + 1 : 0;
        digits += digit;
        plain &= (digit || mark) && marks < 2;
    }
    return digits == 0 ? NO_DIGIT : plain ? PLAIN : OTHER;
}

bool bp_phrase_parse(bp_phrase *out, bp_text cell)
{
    bp_phrase p = { 0 };
    const guess g = guess_at(cell);
    if (g == PLAIN)
        *out = (bp_phrase){ .amount = { { .digits = cell } }, .n = 1 };
    if (g != OTHER)
        return g == PLAIN;
    skip_label(&cell);
    if (!skip_amount(&cell, &p.amount[0], &p.currency))
        return false;
    p.n = 1;
    bp_text rest = cell;
    skip_blanks(&rest);
    if (skip(&rest, "-") || skip(&rest, "–") || skip(&rest, "—") || skip(&rest, "to ")) {
        if (!skip_amount(&rest, &p.amount[1], &p.currency))
            return false;
        p.n = 2;
        cell = rest;
    }
    if (!read_tail(cell, &p.period))
        return false;
    *out = p;
    return true;
}

static bool names(bp_text text, const char *code)
{
    for (size_t i = 0; i + 3 <= text.n; i++)
        if (bp_text_starts(from(text, i), code) && (i == 0 || !is_letter(text, i - 1)) &&
            !is_letter(text, i + 3))
            return true;
    return false;
}

const char *bp_currency_in(bp_text text)
{
    const char *found = NULL;
    for (size_t i = 0; i < COUNT(codes); i++) {
        if (!names(text, codes[i]))
            continue;
        if (found != NULL)
            return NULL;
        found = codes[i];
    }
    for (size_t i = 0; i < COUNT(signs) && found == NULL; i++)
        if (strcmp(signs[i].code, "$") != 0 &&
            bp_text_contains(text, bp_text_of(signs[i].sign)))
            found = signs[i].code;
    return found;
}
