/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bands of numbers in words.
 *
 * "12+" comes before "5-8" by its bytes, and "E1000" before "E10_49"; by the numbers in
 * them they are in the order that a reader expects.  A text is a band only when nothing
 * but its numbers, what stands between or around them and a unit are in it, and names are
 * put into that order only when all of them are bands. */
#include "analysis/bandtext.h"

#include <string.h>

/* From low up to high; open when it has no end. */
typedef struct band {
    double low, high;
    bool open;       /* "12+", "over 12" */
    bool plain;      /* a number alone */
    bp_text letters; /* in front: "E" of "E10_49" */
} band;

static bool is_letter(char c)
{
    return bp_is_letter(c) || (unsigned char)c >= 0x80;
}

static bool is_digit(bp_text t)
{
    return t.n > 0 && bp_is_digit(t.at[0]);
}

/* Takes one of the words off the start of t; a word of letters ends where letters do. */
static bool take(bp_text *t, const char *const words[])
{
    const unsigned char first = t->n > 0 ? bp_lower(t->at[0]) : 0;
    for (size_t i = 0; words[i] != NULL; i++) {
        if (bp_lower(words[i][0]) != first) /* as nearly always */
            continue;
        const size_t n = strlen(words[i]);
        if (!bp_text_starts(*t, words[i]) ||
            (is_letter(words[i][n - 1]) && t->n > n && is_letter(t->at[n])))
            continue;
        *t = bp_text_trim(bp_text_from(*t, n));
        return true;
    }
    return false;
}

/* Digits, with marks of thousands or decimals between them, and a k or m. */
static bool take_number(bp_text *t, double *out)
{
    double value = 0, unit = 1;
    size_t i = 0;
    if (!is_digit(*t))
        return false;
    for (; i < t->n; i++) {
        const bp_text rest = bp_text_from(*t, i);
        const bool mark =
            (t->at[i] == ',' || t->at[i] == '.') && is_digit(bp_text_from(rest, 1));
        size_t digits = 0;
        while (mark && is_digit(bp_text_from(rest, 1 + digits)))
            digits++;
        if (mark && (digits != 3 || unit < 1)) /* a decimal mark */
            unit = 0.1;
        else if (is_digit(rest) && unit < 1) {
            value += unit * (t->at[i] - '0');
            unit /= 10;
        } else if (is_digit(rest))
            value = 10 * value + (t->at[i] - '0');
        else if (!mark)
            break;
    }
    *t = bp_text_from(*t, i);
    if (t->n > 0 && strchr("kKmM", t->at[0]) != NULL &&
        (t->n == 1 || !is_letter(t->at[1]))) {
        value *= bp_lower(t->at[0]) == 'k' ? 1e3 : 1e6;
        *t = bp_text_from(*t, 1);
    }
    *out = value;
    return true;
}

/* What is left behind numbers: nothing, or a few words. */
static bool is_unit(bp_text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (!is_letter(t.at[i]) && strchr(" .()/", t.at[i]) == NULL)
            return false;
    return t.n < 30;
}

static bool take_end(bp_text *t, band *b)
{
    static const char *const between[] = { "-",  "\u2013", "\u2014", "_",
                                           "to", "..",     "bis",    "\u00e0",
                                           "a",  "until",  "and",    NULL };
    static const char *const unit[] = {
        "years", "year", "yrs", "yr", "$", "€", "£", NULL
    };
    static const char *const more[] = { "+",         "or more",  "and over",   "and more",
                                        "and above", "or above", "plus",       "or over",
                                        "et plus",   "und mehr", "y m\u00e1s", "ou mais",
                                        NULL };
    bp_text rest = bp_text_trim(*t);
    take(&rest, unit);
    b->open = take(&rest, more);
    if (!b->open && take(&rest, between)) {
        take(&rest, unit);
        b->plain = false;
        if (!take_number(&rest, &b->high)) /* "250-": it has no end */
            b->open = rest.n == 0;
        if (!b->open && b->high < b->low)
            return false;
    }
    *t = bp_text_trim(rest);
    return true;
}

static bool read_band(band *out, bp_text t)
{
    static const char *const under[] = { "<=",         "<",     "under",    "less than",
                                         "fewer than", "below", "up to",    "unter",
                                         "bis zu",     "bis",   "moins de", "menos de",
                                         "lt",         "le",    "\u2264",   NULL };
    static const char *const over[] = { ">=",      ">",         "over",    "more than",
                                        "above",   "\u00fcber", "plus de", "m\u00e1s de",
                                        "mais de", "at least",  "ab",      "gt",
                                        "ge",      "\u2265",    NULL };
    static const char *const sign[] = { "$", "€", "£", NULL };
    band b = { .plain = true };
    t = bp_text_trim(t);
    const bool below = take(&t, under), above = !below && take(&t, over);
    size_t n = 0;
    while (!below && !above && n < t.n && n < 4 && is_letter(t.at[n]))
        n++;
    b.letters = (bp_text){ t.at, n };
    t = bp_text_from(t, n);
    take(&t, sign);
    if (!take_number(&t, &b.low) || !take_end(&t, &b) || !is_unit(t))
        return false;
    if (below) {
        b.high = b.low;
        b.low = -1;
    }
    b.open |= above;
    b.plain &= !b.open && !below;
    *out = b;
    return true;
}

bool bp_bandtext_all(const bp_text value[], size_t n)
{
    size_t bands = 0, plain = 0;
    bp_text letters = { "", 0 };
    for (size_t i = 0; i < n; i++) {
        band b;
        if (value[i].n == 0)
            continue;
        if (!read_band(&b, value[i]))
            return false;
        if (letters.n == 0)
            letters = b.letters;
        if (b.letters.n > 0 && !bp_text_same(b.letters, letters))
            return false;
        bands++;
        plain += b.plain;
    }
    return bands > 1 && plain < bands;
}

int bp_bandtext_order(bp_text a, bp_text b)
{
    band x, y;
    if (!read_band(&x, a) || !read_band(&y, b))
        return bp_text_order(a, b);
    if (x.low != y.low)
        return x.low < y.low ? -1 : 1;
    if (x.open != y.open)
        return x.open ? 1 : -1;
    return (x.high > y.high) - (x.high < y.high);
}
