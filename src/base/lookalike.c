/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookalike.c - texts that look alike and are not the same.
 *
 * Unicode lists thousands of pairs of characters that may be taken for each other; most
 * of them are met only where somebody means to deceive.  Here are those that keyboards
 * and copied text bring into surveys: Cyrillic and Greek letters, other widths, and
 * characters that are not seen.  "l" and "1", or "O" and "0", stay different, since
 * grades and codes of jobs are told apart by them. */
#include "base/lookalike.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Small letters, since those of a folded text are, and the large ones with them. */
static const struct {
    uint32_t code;
    char latin;
} alike[] = {
    { 0x0131, 'i' }, { 0x03b1, 'a' }, { 0x03b2, 'b' }, { 0x03b5, 'e' }, { 0x03b6, 'z' },
    { 0x03b7, 'h' }, { 0x03b9, 'i' }, { 0x03ba, 'k' }, { 0x03bc, 'm' }, { 0x03bd, 'n' },
    { 0x03bf, 'o' }, { 0x03c1, 'p' }, { 0x03c4, 't' }, { 0x03c5, 'y' }, { 0x03c7, 'x' },
    { 0x0430, 'a' }, { 0x0432, 'b' }, { 0x0435, 'e' }, { 0x043a, 'k' }, { 0x043c, 'm' },
    { 0x043d, 'h' }, { 0x043e, 'o' }, { 0x0440, 'p' }, { 0x0441, 'c' }, { 0x0442, 't' },
    { 0x0443, 'y' }, { 0x0445, 'x' }, { 0x0455, 's' }, { 0x0456, 'i' }, { 0x0458, 'j' },
    { 0x0475, 'v' }, { 0x04bb, 'h' }, { 0x04cf, 'l' }, { 0x0501, 'd' }, { 0x051b, 'q' },
    { 0x051d, 'w' },
};

/* The letter that a folded one looks like; 0: none. */
static char latin_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++)
        if (alike[i].code == c)
            return alike[i].latin;
    return 0;
}

/* A Latin letter takes fewer bytes than those that look like it. */
char *bp_look_of(bp_text t)
{
    char *look = bp_utf8_fold_wide(t);
    if (look == NULL)
        return NULL;
    const bp_text folded = bp_text_of(look);
    size_t n = 0;
    for (size_t i = 0, from = 0; i < folded.n; from = i) {
        const char latin = latin_of(bp_utf8_next(folded, &i));
        if (latin != 0) {
            look[n++] = latin;
            continue;
        }
        memmove(look + n, look + from, i - from);
        n += i - from;
    }
    look[n] = '\0';
    return look;
}

static bool same_and_free(char *a, char *b)
{
    const bool same = a != NULL && b != NULL && strcmp(a, b) == 0;
    free(a);
    free(b);
    return same;
}

/* They look the same, and neither case nor accents are why they differ. */
static bool look_same(bp_text a, bp_text b)
{
    return same_and_free(bp_look_of(a), bp_look_of(b)) &&
           !same_and_free(bp_utf8_fold(a), bp_utf8_fold(b));
}

/* The next character; 0 at the end. */
static uint32_t next(bp_text t, size_t *i)
{
    return *i < t.n ? bp_utf8_next(t, i) : 0;
}

static bool are_one(uint32_t a, uint32_t b)
{
    return a == b || (a < 0x80 && b < 0x80 && bp_lower((char)a) == bp_lower((char)b));
}

const char *bp_look_difference(char room[BP_LOOK_ROOM], const char *text,
                               const char *other)
{
    const bp_text t = bp_text_of(text), o = bp_text_of(other);
    room[0] = '\0';
    if (bp_utf8_valid(t) != t.n || bp_utf8_valid(o) != o.n || !look_same(t, o))
        return room;
    size_t i = 0, k = 0;
    uint32_t a = next(t, &i), b = next(o, &k);
    while (a != 0 && b != 0 && are_one(a, b)) {
        a = next(t, &i);
        b = next(o, &k);
    }
    if (bp_utf8_is_unseen(a) || b == 0)
        snprintf(room, BP_LOOK_ROOM, " (with U+%04X in it)", (unsigned)a);
    else if (bp_utf8_is_unseen(b) || a == 0)
        snprintf(room, BP_LOOK_ROOM, " (without U+%04X)", (unsigned)b);
    else
        snprintf(room, BP_LOOK_ROOM, " (with U+%04X for U+%04X)", (unsigned)a,
                 (unsigned)b);
    return room;
}

const char *bp_look_meant(char room[BP_LOOK_MEANT_ROOM], const char *near,
                          const char *word)
{
    char difference[BP_LOOK_ROOM];
    room[0] = '\0';
    if (near != NULL)
        snprintf(room, BP_LOOK_MEANT_ROOM, "; did you mean '%.300s'%s?", near,
                 bp_look_difference(difference, near, word));
    return room;
}

static bool is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7);
}

/* Of Cyrillic or Greek, and like a Latin one. */
static bool is_other(uint32_t c)
{
    return c >= 0x370 && c < 0x530 && latin_of(bp_utf8_lower(c)) != 0;
}

/* A word ends where neither is. */
uint32_t bp_look_odd(bp_text t)
{
    uint32_t other = 0;
    bool latin = false;
    for (size_t i = 0; i < t.n;) {
        const uint32_t c = bp_utf8_next(t, &i);
        if (bp_utf8_is_unseen(c) && !bp_utf8_is_joiner(t, i))
            return c;
        const bool of_word = is_latin(c) || (c >= 0x370 && c < 0x530);
        latin = of_word && (latin || is_latin(c));
        other = !of_word ? 0 : other == 0 && is_other(c) ? c : other;
        if (latin && other != 0)
            return other;
    }
    return 0;
}
