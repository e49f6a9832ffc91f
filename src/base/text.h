/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.h - a borrowed piece of text.  Layer: base. */
#ifndef BP_BASE_TEXT_H
#define BP_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* n bytes, not terminated, borrowed. */
typedef struct bp_text {
    const char *at;
    size_t n;
} bp_text;

/* What may be read of a text from its start, however short it is, where its user says
 * so: its bytes are then taken without a look at its length. */
#define BP_TEXT_AHEAD 16

/* Eight bytes, the first of them the lowest of the word. */
static inline uint64_t bp_text_load(const char *at)
{
    uint64_t w;
    memcpy(&w, at, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    return w;
}

/* The first 16 bytes of a text, with zeros after a shorter one. */
typedef struct bp_short {
    uint64_t a, b;
} bp_short;

static inline bp_short bp_short_of(bp_text t)
{
    char room[BP_TEXT_AHEAD] = { 0 };
    if (t.n > 0)
        memcpy(room, t.at, t.n < sizeof room ? t.n : sizeof room);
    return (bp_short){ bp_text_load(room), bp_text_load(room + 8) };
}

/* The same of a text of at most so many bytes that can be read ahead: what follows it is
 * masked. */
static inline bp_short bp_short_ahead(bp_text t)
{
    static const char ones[2 * BP_TEXT_AHEAD] = { -1, -1, -1, -1, -1, -1, -1, -1,
                                                  -1, -1, -1, -1, -1, -1, -1, -1 };
    const char *mask = ones + BP_TEXT_AHEAD - t.n;
    return (bp_short){ bp_text_load(t.at) & bp_text_load(mask),
                       bp_text_load(t.at + 8) & bp_text_load(mask + 8) };
}

static inline bp_text bp_text_of(const char *s)
{
    return (bp_text){ s, strlen(s) };
}

static inline unsigned char bp_lower(char c)
{
    const unsigned char u = (unsigned char)c;
    return u >= 'A' && u <= 'Z' ? (unsigned char)(u + 32) : u;
}

/* Of ASCII. */
static inline bool bp_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool bp_is_letter(char c)
{
    return bp_lower(c) >= 'a' && bp_lower(c) <= 'z';
}

/* What follows its first n bytes. */
static inline bp_text bp_text_from(bp_text t, size_t n)
{
    return (bp_text){ t.at + n, t.n - n };
}

bool bp_text_equal(bp_text a, bp_text b);

/* To the byte. */
static inline bool bp_text_begins(bp_text t, bp_text part)
{
    return t.n >= part.n && memcmp(t.at, part.at, part.n) == 0;
}

static inline bool bp_text_ends(bp_text t, bp_text part)
{
    return t.n >= part.n && memcmp(t.at + t.n - part.n, part.at, part.n) == 0;
}

/* ASCII letters of either case are the same. */
bool bp_text_same(bp_text a, bp_text b);

/* Does t start with a word, or is it that word?  As bp_text_same; inline, since words
 * are looked for in lists, and nearly all differ at once. */
static inline bool bp_text_starts(bp_text t, const char *word)
{
    size_t i = 0;
    for (; word[i] != '\0'; i++)
        if (i == t.n || bp_lower(t.at[i]) != bp_lower(word[i]))
            return false;
    return true;
}

static inline bool bp_text_is(bp_text t, const char *word)
{
    size_t i = 0;
    while (i < t.n && word[i] != '\0' && bp_lower(t.at[i]) == bp_lower(word[i]))
        i++;
    return i == t.n && word[i] == '\0';
}

/* The same of texts that may have several blanks (as those of bp_text_strip) where the
 * other has one: how values that people typed are compared.  Both are trimmed.  Inline,
 * since nearly all differ at once. */
bool bp_text_alike_slowly(bp_text a, bp_text b);

static inline bool bp_text_alike(bp_text a, bp_text b)
{
    if (a.n == 0 || b.n == 0)
        return a.n == b.n;
    return bp_lower(a.at[0]) == bp_lower(b.at[0]) && bp_text_alike_slowly(a, b);
}

/* An order in which texts that are alike are equal. */
int bp_text_alike_order(bp_text a, bp_text b);

/* Byte order; a text comes before its continuations. */
int bp_text_order(bp_text a, bp_text b);

/* Without blanks (space, tab, line breaks, no-break space) at both ends: only a text with
 * a byte that a blank may start or end with is looked at again. */
bp_text bp_text_strip(bp_text t);

static inline bp_text bp_text_trim(bp_text t)
{
    if (t.n == 0)
        return t;
    const unsigned char first = (unsigned char)t.at[0];
    const unsigned char last = (unsigned char)t.at[t.n - 1];
    return first > ' ' && first != 0xc2 && last > ' ' && last != 0xa0 ? t
                                                                      : bp_text_strip(t);
}

/* "15 %" becomes "15"; false: there is no sign.  t is trimmed. */
static inline bool bp_text_drop_percent(bp_text *t)
{
    if (t->n == 0 || t->at[t->n - 1] != '%')
        return false;
    *t = bp_text_trim((bp_text){ t->at, t->n - 1 });
    return true;
}

/* Are its blanks other than single spaces between words? */
bool bp_text_is_spaced(bp_text t);

/* Writes t with a single space for each run of blanks, no-break ones among them, and none
 * at its ends: at most t.n bytes, whose number it returns.
 *   out  may be t itself */
size_t bp_text_space(char *out, bp_text t);

/* Does `part` occur in `t`, ASCII case ignored?  An empty part always does. */
bool bp_text_contains(bp_text t, bp_text part);

/* Edit distance (Damerau, ASCII case ignored), at most `most` + 1. */
size_t bp_text_distance(bp_text a, bp_text b, size_t most);

/* The name nearest to `word` among names[n], or NULL when none is near enough
 * (a third of its length; one letter in three) to be worth a "did you mean". */
const char *bp_text_nearest(const char *word, const char *const names[], size_t n);

#endif
