/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units and logarithms in headers.
 *
 * A header is cut into words, and only whole words count: a "k" that stands alone or
 * beside a currency is a unit, one inside "bank" is not.  Words that mean two things
 * ("mil", "cr" without rupees) are none. */
#include "ingest/unit.h"

#include <string.h>

#include "base/words.h"
#include "ingest/currency.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* What an amount of 1 is, as a power of ten. */
static const struct {
    int exponent;
    const char *words;
} units[] = {
    { 2, "hundreds" },
    { 3, "thousand thousands 000 000s tsd tausend tys тыс k tkr milliers miles migliaia "
         "千円 千元 仟元 천원" },
    { 4, "万 万円 万元 만원 manwon manyen" },
    { 5, "lakh lakhs lac lacs lpa" },
    { 6, "million millions mio mln mn млн millionen 백만원" },
    { 7, "crore crores" },
};

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Of ASCII, or of any character beyond it. */
static bool is_letter(char c)
{
    return bp_is_letter(c) || bp_is_digit(c) || (unsigned char)c >= 0x80;
}

/* How long the sign is that t starts with; 0: it starts with none. */
static size_t sign_of(bp_text t)
{
    return bp_words_start("$ € £ ¥ ₹", ' ', t);
}

/* A mark of Chinese and Japanese, which is no part of a word: "年収（万円）", "【千円】".
 */
static bool is_wide_mark(bp_text t)
{
    if (t.n < 3)
        return false;
    const unsigned char *at = (const unsigned char *)t.at;
    return (at[0] == 0xe3 && at[1] == 0x80) ||
           (at[0] == 0xef && at[1] == 0xbc && (at[2] <= 0x8f || at[2] >= 0x9a)) ||
           (at[0] == 0xef && at[1] == 0xbd && at[2] >= 0x9b && at[2] <= 0xa5);
}

/* The next word of a header, taken off it: letters and digits, or one sign; a capital
 * after a small letter starts a word. */
static bool next_word(bp_text *rest, bp_text *word)
{
    bp_text t = *rest;
    while (t.n > 0 && ((!is_letter(t.at[0]) && t.at[0] != '$') || is_wide_mark(t)))
        t = bp_text_from(t, is_wide_mark(t) ? 3 : 1);
    if (t.n == 0)
        return false;
    const size_t sign = sign_of(t);
    size_t n = sign;
    while (sign == 0 && n < t.n) {
        const char c = t.at[n];
        const bool camel = n > 0 && is_capital(c) && bp_is_letter(t.at[n - 1]) &&
                           !is_capital(t.at[n - 1]);
        if (!is_letter(c) || camel || is_wide_mark(bp_text_from(t, n)) ||
            sign_of(bp_text_from(t, n)) > 0)
            break;
        n++;
    }
    *word = (bp_text){ t.at, n };
    *rest = bp_text_from(t, n);
    return true;
}

/* The thousands of "10,000" are none of the header's. */
static bool ends_number(bp_text last, bp_text word)
{
    return last.n > 0 && bp_is_digit(last.at[last.n - 1]) && bp_is_digit(word.at[0]) &&
           last.at + last.n + 1 == word.at;
}

/* "teur", "kusd", "eurk": a letter and a code. */
static int unit_of_code(bp_text word)
{
    const char *code = NULL;
    if (word.n != 4)
        return 0;
    const unsigned char first = bp_lower(word.at[0]), last = bp_lower(word.at[3]);
    bp_text behind = { word.at + 1, 3 }, before = { word.at, 3 };
    if ((first == 't' || first == 'k' || first == 'm') &&
        bp_currency_skip(&behind, &code) && behind.n == 0)
        return first == 'm' ? 6 : 3;
    if (last == 'k' && bp_currency_skip(&before, &code) && before.n == 0)
        return 3;
    return 0;
}

static int unit_of(bp_text word)
{
    for (size_t i = 0; i < COUNT(units); i++)
        if (bp_words_have(units[i].words, word))
            return units[i].exponent;
    return unit_of_code(word);
}

bool bp_unit_is_word(bp_text word)
{
    return unit_of(word) > 0;
}

/* "T€", "$M", "m£": a letter that a sign is beside. */
static int unit_beside(bp_text word)
{
    if (word.n != 1)
        return 0;
    const unsigned char c = bp_lower(word.at[0]);
    return c == 't' || c == 'k' ? 3 : c == 'm' ? 6 : 0;
}

int bp_unit_in(bp_text header)
{
    bp_text word, last = { "", 0 };
    int found = 0;
    while (next_word(&header, &word)) {
        int unit = ends_number(last, word) ? 0 : unit_of(word);
        const bool close = last.n > 0 && last.at + last.n == word.at;
        if (unit == 0 && close && sign_of(last) > 0)
            unit = unit_beside(word);
        if (unit == 0 && close && sign_of(word) > 0)
            unit = unit_beside(last);
        last = word;
        if (unit == 0 || unit == found)
            continue;
        if (found != 0)
            return 0;
        found = unit;
    }
    return found;
}

/* Lines that say how large employers are have units of their own. */
static bool is_of_size(bp_text word)
{
    return bp_words_have("revenue revenues sales turnover budget budgets assets income "
                         "umsatz bilanzsumme",
                         word);
}

static bool is_money(bp_text word)
{
    return sign_of(word) > 0 || bp_currency_in(word) != NULL ||
           bp_words_have("dollars dollar euro euros pounds francs rupees", word);
}

int bp_unit_in_title(bp_text line)
{
    bp_text word, last = { "", 0 };
    int found = 0;
    bool said = false, of_size = false;
    while (next_word(&line, &word)) {
        const bool beside = last.at + last.n == word.at && sign_of(word) > 0; /* "T€" */
        const int unit = ends_number(last, word) ? 0
                         : beside                ? unit_beside(last)
                                                 : unit_of(word);
        const bool counted = last.n > 0 && bp_is_digit(last.at[last.n - 1]);
        const bool close = beside ||
                           bp_words_have("in en em 単位 单位 單位 단위", last) ||
                           is_money(last);
        of_size |= is_of_size(word);
        if (unit > 2 && unit < 6 && !counted && (found == 0 || found == unit)) {
            said |= close || unit_of_code(word) > 0;
            found = unit;
        } else if (found > 0 && is_money(word)) {
            said = true; /* "thousands of euros" */
        }
        last = word;
    }
    return said && !of_size ? found : 0;
}

const char *bp_unit_name(int exponent)
{
    static const char *const names[] = {
        "units",         "tens",  "hundreds", "thousands",
        "ten thousands", "lakhs", "millions", "crores",
    };
    return names[exponent];
}

static bool has_one(bp_text header, const char *list)
{
    bp_text word;
    while (next_word(&header, &word))
        if (bp_words_have(list, word))
            return true;
    return false;
}

bool bp_unit_is_hundredths(bp_text header)
{
    return has_one(header,
                   "cents pence paise paisa centavos öre øre centimes centesimi fen "
                   "kopecks копеек");
}

bool bp_unit_is_log(bp_text header)
{
    return has_one(header,
                   "log ln logged logs log10 loge lwage lwages lsalary lpay learn "
                   "learnings lincome lnwage lnsalary lnpay lnearn lnearnings lnincome "
                   "logwage logwages logsalary logpay logearnings logincome");
}
