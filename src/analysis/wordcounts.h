/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wordcounts.h - how often each word stands in the values of a column.
 * Layer: analysis.
 *
 * The words of a column are the only dictionary of its trade and its places that there
 * is: a word that many rows have is meant, whatever it looks like. */
#ifndef BP_ANALYSIS_WORDCOUNTS_H
#define BP_ANALYSIS_WORDCOUNTS_H

#include "base/mem.h"
#include "base/text.h"
#include "data/slots.h"

struct bp_word_count;

/* {0} is empty. */
typedef struct bp_word_counts {
    struct bp_word_count *word; /* [n] */
    size_t n, cap;
    bp_slots slots;
} bp_word_counts;

/* Adds the words of a folded value that so many rows have.  The text is borrowed.  False:
 * memory is out. */
bool bp_word_counts_add(bp_word_counts *w, bp_text value, uint64_t rows);

/* How many rows have it; 0: none. */
uint64_t bp_word_counts_of(const bp_word_counts *w, bp_text word);

/* The fewest that any word of a value has; UINT64_MAX for a value without one. */
uint64_t bp_word_counts_least(const bp_word_counts *w, bp_text value);

void bp_word_counts_release(bp_word_counts *w);

#endif
