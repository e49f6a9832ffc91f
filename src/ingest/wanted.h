/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wanted.h - the columns that rows need.  Layer: ingest.
 *
 * Each has a number of its own, since where it is differs from file to file (written.h).
 * A column that is needed for two purposes has one number. */
#ifndef BP_INGEST_WANTED_H
#define BP_INGEST_WANTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest/layout.h"
#include "ingest/needs.h"

#define BP_WANTED_MAX 64
#define BP_NOT_WANTED SIZE_MAX

typedef struct bp_wanted_column {
    size_t first; /* index in the first file */
    const char *name;
    bool pay;
    bool annual;  /* pay that no period is applied to: bonus, lti, benefits */
    int64_t unit; /* of pay: what an amount of 1 is, where its cell names no unit */
} bp_wanted_column;

/* {0} is empty. */
typedef struct bp_wanted {
    bp_wanted_column column[BP_WANTED_MAX]; /* [n] */
    size_t n;
    bp_need needs;  /* what for */
    bool full;      /* one more was wanted than there is room for */
} bp_wanted;

/* The number of a column of the first file; BP_NOT_WANTED: it is not wanted so far. */
size_t bp_wanted_find(const bp_wanted *w, size_t column);

/* The number of a column of the first file, which is wanted from now on; BP_NOT_WANTED
 * for SIZE_MAX, or when there is no room, which `full` then says.
 *   need  what rows need it for */
size_t bp_wanted_add(bp_wanted *w, const bp_layout *first, size_t column, bp_need need);

/* The same for a column of amounts. */
size_t bp_wanted_add_pay(bp_wanted *w, const bp_layout *first, size_t column,
                         bp_need need, bool annual);

#endif
