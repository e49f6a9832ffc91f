/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scan.h - what a cell starts with, taken off it piece by piece.  Layer: ingest. */
#ifndef BP_INGEST_SCAN_H
#define BP_INGEST_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

static inline bool bp_scan_digit(bp_text t, size_t i)
{
    return i < t.n && bp_is_digit(t.at[i]);
}

static inline bool bp_scan_letter(bp_text t, size_t i)
{
    return i < t.n && bp_is_letter(t.at[i]);
}

/* Bytes of a blank at the start of t: space, tab, line ends, no-break and thin spaces. */
size_t bp_scan_blank(bp_text t);

void bp_scan_blanks(bp_text *t);

static inline bool bp_scan(bp_text *t, const char *with)
{
    if (!bp_text_starts(*t, with))
        return false;
    *t = bp_text_from(*t, strlen(with));
    return true;
}

/* The same for a word, which no letter may follow. */
static inline bool bp_scan_word(bp_text *t, bp_text word)
{
    if (t->n < word.n || !bp_text_same((bp_text){ t->at, word.n }, word) ||
        (bp_scan_letter(*t, word.n) && bp_scan_letter(*t, word.n - 1)))
        return false;
    *t = bp_text_from(*t, word.n);
    return true;
}

#endif
