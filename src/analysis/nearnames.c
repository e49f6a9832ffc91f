/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearnames.c - when two names are probably one.
 *
 * What is dropped, and what a slip of the hand may change, is chosen so that names which
 * are meant to differ stay apart: "1-2" and "12", "A" and "A-", "Grade A" and "Grade B",
 * a last digit. */
#include "analysis/nearnames.h"

#include <stddef.h>
#include <string.h>

/* Names may differ by one letter within a word this long; shorter ones are too often
 * meant ("Grade A" and "Grade B"). */
#define WORD_LENGTH 5

static bool mark(char c)
{
    return c != '\0' && strchr(" \t.,_'-/", c) != NULL;
}

void bp_name_strip(char *folded)
{
    char *const t = folded;
    char *to = t;
    for (const char *c = t; *c != '\0';) {
        if (!mark(*c)) {
            *to++ = *c++;
            continue;
        }
        char kept = *c;
        for (; mark(*c); c++)
            if (kept == ' ')
                kept = *c;
        bool digits = to > t && bp_is_digit(to[-1]) && bp_is_digit(*c);
        if (digits || (kept == '-' && (to == t || *c == '\0')))
            *to++ = kept;
    }
    *to = '\0';
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The word around t[at], and whether it begins before it. */
static bp_text word_at(const char *t, size_t at, bool *inside)
{
    size_t from = at, to = at;
    while (from > 0 && letter(t[from - 1]))
        from--;
    while (letter(t[to]))
        to++;
    *inside = from < at;
    return (bp_text){ t + from, to - from };
}

/* Where two names begin to differ. */
static size_t difference(const char *x, const char *y)
{
    size_t i = 0;
    while (x[i] != '\0' && x[i] == y[i])
        i++;
    return i;
}

void bp_names_differ_in(bp_text *x_word, bp_text *y_word, const char *x, const char *y)
{
    const size_t at = difference(x, y);
    bool inside;
    *x_word = word_at(x, at, &inside);
    *y_word = word_at(y, at, &inside);
}

bool bp_names_are_near(const char *x, const char *y)
{
    size_t n = strlen(x), m = strlen(y), i = difference(x, y), tail = 0;
    if (n < BP_NAME_LENGTH || m < BP_NAME_LENGTH || n > m + 1 || m > n + 1)
        return false;
    while (tail < n - i && tail < m - i && x[n - 1 - tail] == y[m - 1 - tail])
        tail++;
    size_t dx = n - i - tail, dy = m - i - tail;
    bool swapped = dx == 2 && dy == 2 && x[i] == y[i + 1] && x[i + 1] == y[i];
    if (!swapped && (dx > 1 || dy > 1))
        return false;
    for (size_t k = 0; k < dx; k++)
        if (!letter(x[i + k]))
            return false;
    for (size_t k = 0; k < dy; k++)
        if (!letter(y[i + k]))
            return false;
    bool inside_x, inside_y;
    return word_at(x, i, &inside_x).n >= WORD_LENGTH && inside_x &&
           word_at(y, i, &inside_y).n >= WORD_LENGTH && inside_y;
}
