/* SPDX-License-Identifier: GPL-3.0-or-later */
/* band.c - recognises the dates into which spreadsheets turn bands.
 *
 * Which number was written first is lost, but not which was lower: "5-8" became either
 * "8-May" or "5-Aug", and both can only have been 5 to 8.  A pair of plain numbers is
 * taken for a date only where it has a year, since "5-8" is a good band. */
#include "base/band.h"

#define PARTS_MAX 3

/* What a date is made of. */
typedef struct parts {
    size_t n;
    unsigned number[PARTS_MAX]; /* of a month's name its number */
    size_t digits[PARTS_MAX];   /* 0: a month's name */
} parts;

static unsigned month_of(bp_text t)
{
    static const char *const name[] = { "january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december" };
    for (unsigned m = 0; m < 12; m++) {
        bp_text full = bp_text_of(name[m]);
        if (bp_text_same(t, full) || bp_text_same(t, (bp_text){ full.at, 3 }))
            return m + 1;
    }
    return 0;
}

/* One part: digits, or the name of a month. */
static bool add_part(parts *p, bp_text t)
{
    if (p->n == PARTS_MAX || t.n == 0)
        return false;
    unsigned number = 0;
    size_t digits = 0;
    while (digits < t.n && digits < 5 && bp_is_digit(t.at[digits]))
        number = number * 10 + (unsigned)(t.at[digits++] - '0');
    if (digits == 0)
        number = month_of(t);
    if (number == 0 || (digits > 0 && (digits < t.n || digits > 4)))
        return false;
    p->number[p->n] = number;
    p->digits[p->n++] = digits;
    return true;
}

/* Cuts at `-`, `/` and blanks, which must all be the same. */
static bool split(bp_text t, parts *p)
{
    char mark = '\0';
    size_t start = 0;
    *p = (parts){ 0 };
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] != '-' && t.at[i] != '/' && t.at[i] != ' ')
            continue;
        if ((mark != '\0' && mark != t.at[i]) ||
            !add_part(p, (bp_text){ t.at + start, i - start }))
            return false;
        mark = t.at[i];
        start = i + 1;
    }
    return mark != '\0' && add_part(p, bp_text_from(t, start));
}

/* Takes the year out: four digits at one end, or two at the end of a date with a
 * month's name. */
static bool take_year(parts *p, unsigned *year)
{
    bool named = p->digits[0] == 0 || p->digits[1] == 0;
    if (p->digits[2] == 4 || (named && p->digits[2] == 2)) {
        *year = p->number[2];
    } else if (p->digits[0] == 4) {
        *year = p->number[0];
        for (size_t i = 0; i < 2; i++) {
            p->number[i] = p->number[i + 1];
            p->digits[i] = p->digits[i + 1];
        }
    } else {
        return false;
    }
    p->n = 2;
    return true;
}

bool bp_band_damaged(bp_text t, bp_band_date *b)
{
    parts p;
    *b = (bp_band_date){ 0 };
    if (!split(t, &p) || p.n < 2 || (p.n == 3 && !take_year(&p, &b->year)))
        return false;
    bool named = p.digits[0] == 0 || p.digits[1] == 0;
    unsigned x = p.number[0], y = p.number[1];
    if ((p.digits[0] == 0 && p.digits[1] == 0) || p.digits[0] > 2 || p.digits[1] > 2)
        return false;
    if (b->year == 0 && !named) /* "5-8" is a band that is well */
        return false;
    b->low = x < y ? x : y;
    b->high = x < y ? y : x;
    return b->low <= 12 && (b->high <= 31 || b->year == 0);
}

bool bp_band_column(bp_text name)
{
    static const char *const words[] = { "experience", "tier", "band" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (bp_text_contains(name, bp_text_of(words[i])))
            return true;
    return false;
}
