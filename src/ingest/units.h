/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units.h - what the amounts of the pay columns are worth.  Layer: ingest. */
#ifndef BP_INGEST_UNITS_H
#define BP_INGEST_UNITS_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/elements.h"
#include "ingest/lookup.h"
#include "ingest/sizes.h"
#include "ingest/wanted.h"

/* What is known of the chosen pay before its rows are read. */
typedef struct bp_units {
    bool logs;      /* it was named, and its header says logarithms */
    bool like_logs; /* it looks like them */
    bool small;     /* for a year's pay, which nothing says that it is */
    size_t marked; /* the wanted column with a mark that warns: its code; BP_NOT_WANTED */
} bp_units;

/* Sets the unit of each pay column: as the reading gives it, else as headers say.  What
 * contradicts a header, or a period that is known, becomes a doubt.
 *   elements  the chosen pay is the first of them
 *   size      [wanted->n]
 *   period    of the chosen pay, as read
 *   by_row    each amount says itself what it is paid for
 *   currency  of all of it; NULL: unknown */
bp_units bp_units_find(bp_wanted *wanted, const bp_elements *elements,
                       const bp_sizes size[], bp_period period, bool by_row,
                       const char *currency, const bp_lookup *l);

#endif
