/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - comparing, trimming and searching borrowed text.
 *
 * Letters are compared in ASCII only: headers and words of options are ASCII, and case
 * must not depend on the locale (in a Turkish one "I" is not "i"). */
#include "base/text.h"

#include <stdint.h>

#include "base/lookalike.h"

#define WORD_MAX 64

bool bp_text_equal(bp_text a, bp_text b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

bool bp_text_same(bp_text a, bp_text b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (bp_lower(a.at[i]) != bp_lower(b.at[i]))
            return false;
    return true;
}

int bp_text_order(bp_text a, bp_text b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n > 0 ? memcmp(a.at, b.at, n) : 0;
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* Bytes of the blank that t starts with, 0 for none. */
static size_t blank_first(bp_text t)
{
    if (t.n >= 1 && (t.at[0] == ' ' || (t.at[0] >= '\t' && t.at[0] <= '\r')))
        return 1;
    if (t.n >= 2 && memcmp(t.at, "\xc2\xa0", 2) == 0)
        return 2;
    return 0;
}

bool bp_text_alike_slowly(bp_text a, bp_text b)
{
    size_t i = 0, k = 0, n;
    while (i < a.n && k < b.n) {
        const size_t from = i, to = k;
        while ((n = blank_first(bp_text_from(a, i))) > 0)
            i += n;
        while ((n = blank_first(bp_text_from(b, k))) > 0)
            k += n;
        if ((i > from) != (k > to))
            return false;
        if (i < a.n && k < b.n && bp_lower(a.at[i++]) != bp_lower(b.at[k++]))
            return false;
    }
    return i == a.n && k == b.n;
}

/* The character that names are compared by, and the bytes that it takes: a run of blanks
 * is one. */
static unsigned char folded(bp_text t, size_t *bytes)
{
    size_t i = 0, n;
    while ((n = blank_first(bp_text_from(t, i))) > 0)
        i += n;
    *bytes = i > 0 ? i : 1;
    return i > 0 ? ' ' : bp_lower(t.at[0]);
}

int bp_text_alike_order(bp_text a, bp_text b)
{
    while (a.n > 0 && b.n > 0) {
        size_t i = 0, k = 0;
        const unsigned char x = folded(a, &i), y = folded(b, &k);
        if (x != y)
            return x < y ? -1 : 1;
        a = bp_text_from(a, i);
        b = bp_text_from(b, k);
    }
    return (a.n > 0) - (b.n > 0);
}

static size_t blank_last(bp_text t)
{
    if (t.n >= 1 && blank_first((bp_text){ t.at + t.n - 1, 1 }) == 1)
        return 1;
    if (t.n >= 2 && memcmp(t.at + t.n - 2, "\xc2\xa0", 2) == 0)
        return 2;
    return 0;
}

bp_text bp_text_strip(bp_text t)
{
    for (size_t n = blank_first(t); n > 0; n = blank_first(t)) {
        t.at += n;
        t.n -= n;
    }
    for (size_t n = blank_last(t); n > 0; n = blank_last(t))
        t.n -= n;
    return t;
}

bool bp_text_is_spaced(bp_text t)
{
    unsigned char before = ' ';
    for (size_t i = 0; i < t.n; i++) {
        const unsigned char c = (unsigned char)t.at[i];
        const bool may = c <= ' ' || c == 0xc2; /* a blank start here */
        if (may && (c == ' ' ? before == ' ' : blank_first(bp_text_from(t, i)) > 0))
            return true;
        before = c;
    }
    return t.n > 0 && before == ' ';
}

size_t bp_text_space(char *out, bp_text t)
{
    size_t n = 0;
    bool due = false;
    t = bp_text_trim(t);
    while (t.n > 0) {
        const size_t blank = blank_first(t);
        if (blank == 0 && due)
            out[n++] = ' ';
        if (blank == 0)
            out[n++] = t.at[0];
        due = blank > 0;
        t = (bp_text){ t.at + (due ? blank : 1), t.n - (due ? blank : 1) };
    }
    return n;
}

bool bp_text_contains(bp_text t, bp_text part)
{
    for (size_t i = 0; i + part.n <= t.n; i++)
        if (bp_text_same((bp_text){ t.at + i, part.n }, part))
            return true;
    return false;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, changes and swaps of
 * neighbours cost one each; three rows of the table are enough. */
size_t bp_text_distance(bp_text a, bp_text b, size_t most)
{
    if (a.n > WORD_MAX || b.n > WORD_MAX)
        return bp_text_same(a, b) ? 0 : most + 1;

    size_t row[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b.n; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t *now = row[i % 3], *above = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            unsigned char x = bp_lower(a.at[i - 1]), y = bp_lower(b.at[j - 1]);
            now[j] = least(least(above[j], now[j - 1]) + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == bp_lower(b.at[j - 2]) &&
                y == bp_lower(a.at[i - 2]))
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return least(row[a.n % 3][b.n], most + 1);
}

const char *bp_text_nearest(const char *word, const char *const names[], size_t n)
{
    const char *nearest = NULL;
    const size_t length = strlen(word);
    size_t best = length / 3 + (length == 3 ? 1 : 2); /* the first that is too far */
    for (size_t i = 0; i < n; i++) {
        char room[BP_LOOK_ROOM];
        if (bp_look_difference(room, names[i], word)[0] != '\0')
            return names[i];
    }
    for (size_t i = 0; i < n; i++) {
        size_t d = bp_text_distance(bp_text_of(word), bp_text_of(names[i]), best);
        if (d < best) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
