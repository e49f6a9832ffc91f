/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ladder.c - the order of group values.
 *
 * Tiers have an order that neither bytes nor pay show.  A ladder is used only when it
 * knows all values there are: one unknown name among them could belong anywhere. */
#include "analysis/ladder.h"

#include <string.h>

#include "analysis/bandtext.h"
#include "base/decimal.h"

/* One name a rung has, in lower case with single blanks. */
typedef struct rung {
    int height;
    const char *name;
} rung;

static const rung level[] = {
    { 0, "intern" },
    { 0, "trainee" },
    { 1, "entry" },
    { 1, "entry level" },
    { 2, "junior" },
    { 2, "jr" },
    { 3, "mid" },
    { 3, "mid level" },
    { 3, "middle" },
    { 3, "intermediate" },
    { 4, "senior" },
    { 4, "senior level" },
    { 4, "sr" },
    { 5, "lead" },
    { 6, "principal" },
    { 7, "executive" },
    { 7, "executive level" },
    { 0, NULL },
};
static const rung code[] = {
    { 0, "en" }, { 1, "mi" }, { 2, "se" }, { 3, "ex" }, { 0, NULL },
};
static const rung medical[] = {
    { 0, "medical director" },
    { 1, "associate cmo" },
    { 1, "associate chief medical officer" },
    { 2, "cmo" },
    { 2, "chief medical officer" },
    { 0, NULL },
};
static const rung academic[] = {
    { 0, "instructor" }, { 0, "lecturer" },
    { 1, "assistant" },  { 1, "assistant professor" },
    { 1, "asst" },       { 1, "asstprof" },
    { 2, "associate" },  { 2, "associate professor" },
    { 2, "assoc" },      { 2, "assocprof" },
    { 3, "full" },       { 3, "full professor" },
    { 3, "professor" },  { 3, "prof" },
    { 0, NULL },
};
static const rung size[] = {
    { 0, "micro" },  { 1, "xs" },         { 2, "small" }, { 2, "s" },
    { 3, "medium" }, { 3, "mid size" },   { 3, "m" },     { 4, "large" },
    { 4, "l" },      { 5, "very large" }, { 5, "xl" },    { 0, NULL },
};
static const rung *const ladders[] = { level, code, medical, academic, size };

/* The ladder of bands, which has a rung for every number. */
#define BANDS LADDERS

#define LADDERS ((int)(sizeof ladders / sizeof ladders[0]))

/* Blanks, `-` and `_` are alike, and so are letters of either case. */
static bool same_name(bp_text t, const char *name)
{
    if (t.n != strlen(name))
        return false;
    for (size_t i = 0; i < t.n; i++) {
        bp_text one = { t.at[i] == '-' || t.at[i] == '_' ? " " : t.at + i, 1 };
        if (!bp_text_same(one, (bp_text){ name + i, 1 }))
            return false;
    }
    return true;
}

/* The height of a name, or -1. */
static int height(int ladder, bp_text t)
{
    for (const rung *r = ladders[ladder]; r->name != NULL; r++)
        if (same_name(t, r->name))
            return r->height;
    return -1;
}

int bp_ladder_find(const bp_text value[], size_t n)
{
    for (int ladder = 0; ladder < LADDERS; ladder++) {
        size_t on = 0, off = 0;
        for (size_t i = 0; i < n && off == 0; i++) {
            if (value[i].n == 0)
                continue;
            if (height(ladder, value[i]) >= 0)
                on++;
            else
                off++;
        }
        if (off == 0 && on > 1)
            return ladder;
    }
    return bp_bandtext_all(value, n) ? BANDS : -1;
}

/* The number that a text begins with.  False when there is none. */
static bool leading_number(bp_text t, bp_decimal *out)
{
    size_t n = t.n > 0 && t.at[0] == '-' ? 1 : 0;
    size_t digits = 0;
    while (n < t.n && (bp_is_digit(t.at[n]) || t.at[n] == '.'))
        digits += t.at[n++] != '.';
    while (n > 0 && t.at[n - 1] == '.') /* "5." and "1..2" */
        n--;
    return digits > 0 && bp_decimal_parse(out, t.at, n);
}

/* What begins with a number comes before what does not. */
static int by_number(bp_text a, bp_text b)
{
    bp_decimal x, y;
    bool has_x = leading_number(a, &x), has_y = leading_number(b, &y);
    if (!has_x || !has_y)
        return has_y - has_x;
    return bp_decimal_order(x, y);
}

int bp_ladder_order(int ladder, bp_text a, bp_text b)
{
    if (a.n == 0 || b.n == 0)
        return (a.n == 0) - (b.n == 0);
    if (ladder == BANDS) {
        const int order = bp_bandtext_order(a, b);
        return order != 0 ? order : bp_text_order(a, b);
    }
    if (ladder >= 0 && height(ladder, a) != height(ladder, b))
        return height(ladder, a) < height(ladder, b) ? -1 : 1;
    int order = by_number(a, b);
    return order != 0 ? order : bp_text_order(a, b);
}

bool bp_ladder_numbered(bp_text t)
{
    bp_decimal number;
    return leading_number(t, &number);
}
