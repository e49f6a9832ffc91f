/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys.h - what rows are grouped by.  Layer: ingest. */
#ifndef BP_INGEST_KEYS_H
#define BP_INGEST_KEYS_H

#include "data/shape.h"
#include "ingest/lookup.h"
#include "ingest/wanted.h"

typedef enum bp_key_kind {
    BP_KEY_TEXT,
    BP_KEY_YEAR,
    BP_KEY_CURRENCY,
    BP_KEY_LOCAL, /* the currency before pay is converted */
    BP_KEY_DATE,  /* of the row */
    BP_KEY_PEERS, /* whether the organisation is a peer */
    BP_KEY_BAND,  /* the band that the number of its column is in */
    BP_KEY_REPAIR /* the text, but for bands that had become dates */
} bp_key_kind;

typedef struct bp_keys {
    size_t n;
    const char *name[BP_KEYS_MAX];
    bp_key_kind kind[BP_KEYS_MAX];
    size_t wanted[BP_KEYS_MAX]; /* BP_NOT_WANTED: the year of the date */
    bool by_year;               /* one of them is the year */
    bool by_currency;           /* groups are in their own currencies */
} bp_keys;

/* Finds the keys of l->choice, whose columns become wanted.
 * Errors: BP_EUSAGE  an unknown column, one twice, too many; those of bp_bands_find */
bp_status bp_keys_find(bp_keys *out, bp_wanted *wanted, const bp_lookup *l, bp_err *err);

#endif
