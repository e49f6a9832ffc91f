/* text.h - a borrowed piece of text.  Layer: base. */
#ifndef BP_BASE_TEXT_H
#define BP_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
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

bool bp_text_equal(bp_text a, bp_text b);

/* ASCII letters of either case are the same. */
bool bp_text_same(bp_text a, bp_text b);

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
