/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes, signs and names of currencies.
 *
 * Codes come from cells that people typed, so their case is folded, and the names that
 * lists of surveys offer are codes, too; whatever else is no code of three letters is
 * kept as it is, and becomes a currency of its own, which the report then names, instead
 * of being guessed at.  A sign that several countries use stays a sign: which of them is
 * meant is not in the cell. */
#include "ingest/currency.h"

#include <string.h>

#include "base/words.h"
#include "ingest/scan.h"

/* The longer of two that start alike is first. */
static const struct {
    const char *sign;
    const char *code;
} signs[] = {
    { "US$", "USD" },  { "US $", "USD" },  { "CA$", "CAD" },  { "CDN$", "CAD" },
    { "AU$", "AUD" },  { "NZ$", "NZD" },   { "HK$", "HKD" },  { "NT$", "TWD" },
    { "MX$", "MXN" },  { "R$", "BRL" },    { "C$", "CAD" },   { "A$", "AUD" },
    { "S$", "SGD" },   { "$", "$" },       { "€", "EUR" },    { "£", "GBP" },
    { "¥", "JPY" },    { "￥", "JPY" },    { "円", "JPY" },   { "元", "CNY" },
    { "₹", "INR" },    { "₩", "KRW" },     { "원", "KRW" },   { "₽", "RUB" },
    { "₺", "TRY" },    { "₪", "ILS" },     { "₴", "UAH" },    { "₦", "NGN" },
    { "₱", "PHP" },    { "₫", "VND" },     { "đ", "VND" },    { "VNĐ", "VND" },
    { "฿", "THB" },    { "₸", "KZT" },     { "zł", "PLN" },   { "Kč", "CZK" },
    { "ZŁ", "PLN" },   { "KČ", "CZK" },    { "руб.", "RUB" }, { "руб", "RUB" },
    { "Руб.", "RUB" }, { "Руб", "RUB" },   { "РУБ.", "RUB" }, { "РУБ", "RUB" },
    { "грн.", "UAH" }, { "грн", "UAH" },   { "ГРН.", "UAH" }, { "ГРН", "UAH" },
    { "kr.", "kr" },   { "kr", "kr" },     { "Rs.", "Rs" },   { "Rs", "Rs" },
    { "₨", "Rs" },     { "Rp", "IDR" },    { "RM", "MYR" },   { "Ft", "HUF" },
    { "lei", "RON" },  { "SFr.", "CHF" },  { "SFr", "CHF" },  { "Fr.", "CHF" },
    { "TL", "TRY" },   { "euros", "EUR" }, { "euro", "EUR" }, { "R", "ZAR" },
};

/* What a sign may start with, in lower case; also any byte beyond ASCII. */
#define SIGN_STARTS "$acefhklmnrstuvz"

static const char codes[][4] = {
    "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY", "CNY", "INR",
    "BRL", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN",
    "SGD", "HKD", "AED", "SAR", "QAR", "ZAR", "MXN", "ARS", "CLP", "COP",
    "TRY", "ILS", "KRW", "RUB", "UAH", "THB", "MYR", "IDR", "PHP", "VND",
    "TWD", "PKR", "BDT", "LKR", "EGP", "NGN", "KES", "GHS", "MAD",
};

/* Whole cells of a currency column, as surveys offer them, with '|' between them. */
static const struct {
    const char *code;
    const char *names;
} names[] = {
    { "USD", "$|US Dollar|US Dollars|U.S. Dollar|United States Dollar" },
    { "EUR", "Euro|Euros" },
    { "GBP", "British Pound|Pound Sterling|Pounds Sterling|GB Pound" },
    { "CAD", "Canadian Dollar" },
    { "AUD", "Australian Dollar" },
    { "NZD", "New Zealand Dollar" },
    { "CHF", "Swiss Franc" },
    { "INR", "Indian Rupee" },
    { "JPY", "Japanese Yen" },
    { "PLN", "Polish Zloty" },
    { "SEK", "Swedish Krona" },
    { "NOK", "Norwegian Krone" },
    { "DKK", "Danish Krone" },
    { "BRL", "Brazilian Real" },
    { "ZAR", "South African Rand" },
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* A letter of a sign ends where a word does; of one letter, the case counts. */
static bool is_sign(bp_text t, const char *sign)
{
    const size_t n = strlen(sign);
    const bool letter = bp_scan_letter(bp_text_of(sign), n - 1);
    if (!bp_text_starts(t, sign) || (letter && bp_scan_letter(t, n)))
        return false;
    return n > 1 || t.at[0] == sign[0];
}

bool bp_currency_skip(bp_text *t, const char **found)
{
    if (t->n == 0 || bp_is_digit(t->at[0])) /* as in most cells */
        return false;
    const unsigned char first = bp_lower(t->at[0]);
    const bool sign_like = first >= 0x80 || strchr(SIGN_STARTS, first) != NULL;
    for (size_t i = 0; sign_like && i < COUNT(signs); i++) {
        if (bp_lower(signs[i].sign[0]) != first || !is_sign(*t, signs[i].sign))
            continue;
        *t = bp_text_from(*t, strlen(signs[i].sign));
        *found = signs[i].code;
        return true;
    }
    const bool code_like =
        bp_scan_letter(*t, 0) && bp_scan_letter(*t, 1) && bp_scan_letter(*t, 2);
    for (size_t i = 0; code_like && !bp_scan_letter(*t, 3) && i < COUNT(codes); i++) {
        if (bp_lower(codes[i][0]) != first || !bp_text_starts(*t, codes[i]))
            continue;
        *t = bp_text_from(*t, 3);
        *found = codes[i];
        return true;
    }
    return false;
}

bool bp_currency_is_shared(const char *currency)
{
    return strlen(currency) != 3;
}

bool bp_currency_groups_with_points(const char *currency)
{
    return bp_words_have("TRY IDR VND BRL EUR DKK ARS CLP COP RON ISK",
                         bp_text_of(currency));
}

/* May a shared sign mean this currency? */
static bool may_mean(const char *sign, const char *code)
{
    static const struct {
        const char *sign;
        const char *codes;
    } shared[] = {
        { "$", "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BRL" },
        { "kr", "SEK NOK DKK ISK" },
        { "Rs", "INR PKR LKR" },
        { "JPY", "CNY" }, /* "¥" */
    };
    for (size_t i = 0; i < COUNT(shared); i++)
        if (strcmp(shared[i].sign, sign) == 0 &&
            bp_words_have(shared[i].codes, bp_text_of(code)))
            return true;
    return false;
}

bool bp_currency_join(const char **known, const char *more)
{
    if (more == NULL || (*known != NULL && strcmp(*known, more) == 0))
        return true;
    if (*known == NULL || may_mean(*known, more)) {
        *known = more;
        return true;
    }
    return may_mean(more, *known);
}

/* Are three letters the code of a currency that is known? */
static bool is_code(const char letters[3])
{
    for (size_t i = 0; i < COUNT(codes); i++)
        if (memcmp(letters, codes[i], 3) == 0)
            return true;
    return false;
}

/* "EUR European Euro", "USD ($)", "GBP\tPound sterling" */
static bool starts_with_code(bp_text t)
{
    if (t.n < 5 || (t.at[3] != ' ' && t.at[3] != '\t'))
        return false;
    return is_code(t.at);
}

/* "United States Dollar (USD)" */
static bool ends_with_code(bp_text t)
{
    if (t.n < 7 || t.at[t.n - 1] != ')' || t.at[t.n - 5] != '(')
        return false;
    return is_code(t.at + t.n - 4);
}

/* Two letters alone are a sign in its case only: "Ft" are forints, "FT" is full time. */
static bool is_in_case(bp_text t)
{
    if (t.n != 2 || !bp_scan_letter(t, 0) || !bp_scan_letter(t, 1))
        return true;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (bp_text_equal(t, bp_text_of(signs[i].sign)))
            return true;
    return false;
}

static bp_text named(bp_text t)
{
    const char *found = NULL;
    bp_text rest = t, name;
    for (size_t i = 0; i < COUNT(names); i++)
        for (const char *list = names[i].names; bp_words_next(&name, &list, '|');)
            if (bp_text_same(t, name))
                return bp_text_of(names[i].code);
    if (ends_with_code(t))
        return (bp_text){ t.at + t.n - 4, 3 };
    const bool sign = t.n > 0 && t.n <= 4 && bp_currency_skip(&rest, &found) &&
                      rest.n == 0 && is_in_case(t);
    return sign && !bp_currency_is_shared(found) ? bp_text_of(found) : t;
}

bp_text bp_currency_fold(bp_text code, char iso[3])
{
    if (code.n != 3)
        return starts_with_code(code) ? (bp_text){ code.at, 3 } : named(code);
    for (size_t i = 0; i < 3; i++) {
        char c = code.at[i];
        iso[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if (iso[i] < 'A' || iso[i] > 'Z')
            return named(code);
    }
    return (bp_text){ iso, 3 };
}

bool bp_currency_is_known(bp_text cell)
{
    char iso[3];
    const bp_text code = bp_currency_fold(cell, iso);
    return code.n == 3 && is_code(code.at);
}

/* Digits at both ends: no sign, no blank. */
static bool is_bare(bp_text t)
{
    if (t.n == 0)
        return false;
    const char first = t.at[0], last = t.at[t.n - 1];
    return bp_is_digit(first) && bp_is_digit(last);
}

bp_text bp_currency_take_sign(bp_text *amount)
{
    static const struct {
        char sign[4];
        size_t n;
        char code[BP_TEXT_AHEAD];
    } usual[] = { { "$", 1, "USD" }, { "£", 2, "GBP" }, { "€", 3, "EUR" } };
    static const char none[BP_TEXT_AHEAD];
    const bp_text t = *amount;
    for (size_t i = 0; !is_bare(t) && i < COUNT(usual); i++) {
        const size_t n = usual[i].n;
        const bool before = t.n >= n && memcmp(t.at, usual[i].sign, n) == 0;
        if (!before && (t.n < n || memcmp(t.at + t.n - n, usual[i].sign, n) != 0))
            continue;
        *amount = (bp_text){ t.at + (before ? n : 0), t.n - n };
        if (!is_bare(*amount))
            *amount = bp_text_trim(*amount);
        return (bp_text){ usual[i].code, 3 };
    }
    return (bp_text){ none, 0 };
}

/* Does a word start here, or a code behind the letter of a unit ("TEUR", "kUSD"), or in
 * capitals behind a small one ("salaryUSD")? */
static bool starts_word(bp_text text, size_t i, const char *code)
{
    if (i == 0 || !bp_scan_letter(text, i - 1))
        return true;
    if (text.at[i - 1] >= 'a' && text.at[i - 1] <= 'z' &&
        memcmp(text.at + i, code, 3) == 0)
        return true;
    const unsigned char unit = bp_lower(text.at[i - 1]);
    return (unit == 't' || unit == 'k') && (i == 1 || !bp_scan_letter(text, i - 2)) &&
           memcmp(text.at + i, code, 3) == 0;
}

static bool is_word_of(bp_text text, const char *code)
{
    for (size_t i = 0; i + 3 <= text.n; i++)
        if (bp_text_starts(bp_text_from(text, i), code) && starts_word(text, i, code) &&
            !bp_scan_letter(text, i + 3))
            return true;
    return false;
}

/* Has it what ASCII letters are not? */
static bool has_sign(bp_text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.at[i] == '$' || (unsigned char)t.at[i] >= 0x80)
            return true;
    return false;
}

const char *bp_currency_in(bp_text text)
{
    const char *found = NULL;
    for (size_t i = 0; i < COUNT(codes); i++) {
        if (!is_word_of(text, codes[i]))
            continue;
        if (found != NULL)
            return NULL;
        found = codes[i];
    }
    /* a sign of letters is too short to be looked for in words */
    for (size_t i = 0; has_sign(text) && i < COUNT(signs) && found == NULL; i++)
        if (has_sign(bp_text_of(signs[i].sign)) &&
            !bp_currency_is_shared(signs[i].code) &&
            bp_text_contains(text, bp_text_of(signs[i].sign)))
            found = signs[i].code;
    return found;
}
