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

static inline bp_text bp_text_of(const char *s)
{
    return (bp_text){ s, strlen(s) };
}

/* The bytes of a text of at most 8, the first in the lowest bits. */
static inline uint64_t bp_text_word(bp_text t)
{
    uint64_t word = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (t.n >= 4) {
        uint32_t first, last;
        memcpy(&first, t.at, sizeof first);
        memcpy(&last, t.at + t.n - 4, sizeof last);
        return first | (uint64_t)last << (8 * (t.n - 4));
    }
#endif
    for (size_t i = 0; i < t.n; i++)
        word |= (uint64_t)(unsigned char)t.at[i] << (8 * i);
    return word;
}

static inline unsigned char bp_lower(char c)
{
    const unsigned char u = (unsigned char)c;
    return u >= 'A' && u <= 'Z' ? (unsigned char)(u + 32) : u;
}

bool bp_text_equal(bp_text a, bp_text b);

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

/* Byte order; a shorter text stands before its continuation. */
int bp_text_order(bp_text a, bp_text b);

/* Without blanks (space, tab, line breaks, no-break space) at both ends. */
bp_text bp_text_trim(bp_text t);

/* Does `part` occur in `t`, ASCII case ignored?  An empty part always does. */
bool bp_text_contains(bp_text t, bp_text part);

/* Edit distance (Damerau, ASCII case ignored), at most `most` + 1. */
size_t bp_text_distance(bp_text a, bp_text b, size_t most);

/* The name nearest to `word` among names[n], or NULL when none is near enough
 * (a third of its length) to be worth a "did you mean". */
const char *bp_text_nearest(const char *word, const char *const names[], size_t n);

#endif
