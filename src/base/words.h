/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.h - lists of words, each of which is one text.  Layer: base.
 *
 * Blanks separate the words of a list.  "word" stands for itself, "word*" for all that
 * starts with it, "*word" for what ends with it and "*word*" for what has it inside. */
#ifndef BP_BASE_WORDS_H
#define BP_BASE_WORDS_H

#include <stdbool.h>

#include "base/text.h"

/* Takes the next word off a list.  False: there is none left.
 *   between  what separates them: ' ', or another byte where they are several words each
 */
bool bp_words_next(bp_text *word, const char **list, char between);

/* Is a word one of a list?  ASCII letters of either case are the same. */
bool bp_words_have(const char *list, bp_text word);

/* Are two names the same but for the case of letters, beyond ASCII too?  In names of over
 * BP_NAME_BYTES only ASCII letters of either case are the same. */
#define BP_NAME_BYTES 256
bool bp_words_same(bp_text a, bp_text b);

/* How long the first word of a list is that a text starts with, ASCII case ignored; 0: it
 * starts with none.  Of two that start alike the longer one comes first. */
size_t bp_words_start(const char *list, char between, bp_text t);

/* A word of an index, and the row of the table that has it. */
typedef struct bp_indexed {
    bp_text word;
    uint16_t row;
    uint16_t next; /* that starts with the same byte, from 1; 0: there is none */
} bp_indexed;

#define BP_INDEXED_MAX 320

/* The words of a table by their first byte, ASCII case ignored, in the order of the
 * table: for what each of many cells is looked up in.  {0} is empty; each thread makes its
 * own when it first looks something up. */
typedef struct bp_word_index {
    bp_indexed at[BP_INDEXED_MAX]; /* [n] */
    uint16_t n;
    uint16_t first[256], last[256]; /* from 1; 0: there is none */
} bp_word_index;

/* Adds the words of a list: a table has BP_INDEXED_MAX words at most. */
void bp_words_index(bp_word_index *x, const char *list, char between, size_t row);

/* The first word that starts with a byte, and that behind another; NULL: there is none.
 */
static inline const bp_indexed *bp_words_first(const bp_word_index *x, char byte)
{
    const size_t i = x->first[bp_lower(byte)];
    return i > 0 ? &x->at[i - 1] : NULL;
}

static inline const bp_indexed *bp_words_after(const bp_word_index *x,
                                               const bp_indexed *w)
{
    return w->next > 0 ? &x->at[w->next - 1] : NULL;
}

#endif
