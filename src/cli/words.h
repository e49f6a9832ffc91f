/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.h - lists of words of the command line.  Layer: cli. */
#ifndef BP_CLI_WORDS_H
#define BP_CLI_WORDS_H

#include <stddef.h>

#include "benchpay/err.h"

/* Borrowed words; {0} is none. */
typedef struct bp_words {
    const char **at;
    size_t n;
    size_t cap;
} bp_words;

bp_status bp_words_add(bp_words *w, const char *word, bp_err *err);

#endif
