#include <stdio.h>

#include "analysis/findings.h"

/* Spreadsheets read the experience bands "5-8" and "8-12" as dates and show
 * "8-May", "5-Aug", "12-Aug" or "5/8/2026". */

#define PARTS_MAX 3

/* What a date is made of. */
typedef struct parts {
    size_t n;
    unsigned number[PARTS_MAX]; /* of a month's name its number */
    size_t digits[PARTS_MAX];   /* 0: a month's name */
} parts;

typedef struct band {
    unsigned low;
    unsigned high;
    unsigned year; /* 0: the date has none */
} band;

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

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One part: digits, or the name of a month. */
static bool add_part(parts *p, bp_text t)
{
    if (p->n == PARTS_MAX || t.n == 0)
        return false;
    unsigned number = 0;
    size_t digits = 0;
    while (digits < t.n && digits < 5 && digit(t.at[digits]))
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
    return mark != '\0' && add_part(p, (bp_text){ t.at + start, t.n - start });
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

/* Is the text a date that was a band?  The lower bound was written first. */
static bool damaged(bp_text t, band *b)
{
    parts p;
    *b = (band){ 0 };
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

/* "5-8", "12+", "0 to 4 years": a digit and no date. */
static bool sound(bp_text t)
{
    band b;
    return t.n > 0 && digit(t.at[0]) && !damaged(t, &b);
}

/* Does the column hold bands, going by its name or its sound values?  Dates
 * with a year may be just dates, and those that spreadsheets make are all of
 * the year in which the file was opened. */
static bool holds_bands(const bp_survey *s, size_t column)
{
    bp_text name = bp_text_of(bp_survey_shape(s)->watched[column]);
    bool bands = bp_text_contains(name, bp_text_of("experience")) ||
                 bp_text_contains(name, bp_text_of("tier")) ||
                 bp_text_contains(name, bp_text_of("band"));
    unsigned year = 0;
    for (size_t i = 0; i < bp_survey_watched_values(s, column); i++) {
        bp_text t = bp_survey_watched_value(s, column, i).text;
        band b;
        bands = bands || sound(t);
        if (!damaged(t, &b) || b.year == 0)
            continue;
        if (year != 0 && b.year != year)
            return false;
        year = b.year;
    }
    return bands;
}

void bp_findings_bands(bp_findings *f, const bp_survey *s, size_t column)
{
    bool bands = holds_bands(s, column);
    for (size_t i = 0; i < bp_survey_watched_values(s, column); i++) {
        bp_watched_value v = bp_survey_watched_value(s, column, i);
        bp_warning w = { .concern = BP_CONCERN_BANDS, .a = v.text.at };
        band b;
        if (!damaged(v.text, &b) || (b.year != 0 && !bands))
            continue;
        char text[32];
        int n = snprintf(text, sizeof text, "%u-%u", b.low, b.high);
        w.b = bp_arena_copy(&f->texts, text, (size_t)n);
        f->failed = f->failed || w.b == NULL;
        for (size_t k = 0; k < 3 && k < v.rows; k++)
            bp_warning_add_row(&w, s, &v.first[k]);
        w.rows = v.rows;
        bp_findings_add(f, &w);
    }
}
