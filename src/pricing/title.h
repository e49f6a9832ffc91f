/* SPDX-License-Identifier: GPL-3.0-or-later */
/* title.h - how alike two titles of jobs are.  Layer: pricing. */
#ifndef BP_PRICING_TITLE_H
#define BP_PRICING_TITLE_H

#include "base/mem.h"
#include "base/text.h"

#define BP_TITLE_WORDS 24 /* of a title; further ones are not looked at */

typedef struct bp_title_word {
    bp_text text;
    double weight;
} bp_title_word;

/* A title as it is compared: without case, accents and marks, its abbreviations in full.
 */
typedef struct bp_title {
    bp_text text; /* its words, a blank between two */
    bp_title_word word[BP_TITLE_WORDS];
    size_t n;
} bp_title;

/* Texts are the arena's.  False: memory is out. */
bool bp_title_read(bp_title *out, bp_arena *text, bp_text title);

/* From 0, nothing in common, to 1, the same words in the same order: three quarters
 * Dice's coefficient of the words, by their weights, and a quarter the likeness of the
 * texts, sum (w_a + w_b) s_ab / (sum w_a + sum w_b),   s = 1 - d(a, b) / max(|a|, |b|),
 * with d the edit distance.  Words pair one to one, the most alike first; below three
 * quarters of likeness they do not.  Words of rank ("senior", "manager", "II") weigh
 * twice as much as others, since they tell levels apart, and "of", "and" a quarter.
 * Sources: Dice (1945), Ecology 26(3), 297-302; Damerau (1964), Communications of the ACM
 * 7(3), 171-176. */
double bp_title_alike(const bp_title *a, const bp_title *b);

#endif
