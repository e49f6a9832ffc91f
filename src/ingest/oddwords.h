/* SPDX-License-Identifier: GPL-3.0-or-later */
/* oddwords.h - cells that are not what their column holds, by their shapes.
 * Layer: ingest. */
#ifndef BP_INGEST_ODDWORDS_H
#define BP_INGEST_ODDWORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/text.h"

#define BP_ODD_BYTES 32
#define BP_ODD_MAX 48

/* {0} has seen nothing. */
typedef struct bp_odd_words {
    struct bp_odd_word {
        char shape[BP_ODD_BYTES];
        size_t n;
        uint64_t rows;
    } at[BP_ODD_MAX]; /* [n] */
    size_t n;
    uint64_t others; /* cells of further shapes */
} bp_odd_words;

void bp_odd_see(bp_odd_words *o, bp_text cell);

/* "'99,999*' (12), 'DOE' (3) and 4 others": the shapes that several cells share, most of
 * them first; a cell that is alone is counted and not shown, since it may be anybody's.
 */
void bp_odd_put(bp_str *out, const bp_odd_words *o);

#endif
