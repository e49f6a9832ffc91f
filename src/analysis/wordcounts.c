/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wordcounts.c - how often each word stands in the values of a column. */
#include "analysis/wordcounts.h"

#include <stdlib.h>

typedef struct bp_word_count {
    bp_text text;
    uint64_t rows;
} bp_word_count;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The next word of a text, which is cut off its front: letters, ASCII or not.  False:
 * there is none. */
static bool next_word(bp_text *word, bp_text *rest)
{
    size_t from = 0, to;
    while (from < rest->n && !is_letter(rest->at[from]))
        from++;
    for (to = from; to < rest->n && is_letter(rest->at[to]);)
        to++;
    *word = (bp_text){ rest->at + from, to - from };
    *rest = (bp_text){ rest->at + to, rest->n - to };
    return word->n > 0;
}

static bool is_word(const void *user, uint32_t at, const void *key)
{
    return bp_text_equal(((const bp_word_count *)user)[at].text, *(const bp_text *)key);
}

static uint32_t find(const bp_word_counts *w, bp_text word)
{
    return bp_slots_find(&w->slots, bp_hash(word.at, word.n), is_word, w->word, &word);
}

static bool add_word(bp_word_counts *w, bp_text word, uint64_t rows)
{
    const uint32_t at = find(w, word);
    if (at != BP_NO_ID) {
        w->word[at].rows += rows;
        return true;
    }
    if (!bp_reserve(&w->word, &w->cap, w->n + 1, sizeof *w->word) ||
        !bp_slots_add(&w->slots, bp_hash(word.at, word.n), (uint32_t)w->n))
        return false;
    w->word[w->n++] = (bp_word_count){ word, rows };
    return true;
}

bool bp_word_counts_add(bp_word_counts *w, bp_text value, uint64_t rows)
{
    bool ok = true;
    for (bp_text word; ok && next_word(&word, &value);)
        ok = add_word(w, word, rows);
    return ok;
}

uint64_t bp_word_counts_of(const bp_word_counts *w, bp_text word)
{
    const uint32_t at = find(w, word);
    return at != BP_NO_ID ? w->word[at].rows : 0;
}

uint64_t bp_word_counts_least(const bp_word_counts *w, bp_text value)
{
    uint64_t least = UINT64_MAX;
    for (bp_text word; next_word(&word, &value);) {
        const uint64_t rows = bp_word_counts_of(w, word);
        least = rows < least ? rows : least;
    }
    return least;
}

void bp_word_counts_release(bp_word_counts *w)
{
    free(w->word);
    bp_slots_release(&w->slots);
    *w = (bp_word_counts){ 0 };
}
