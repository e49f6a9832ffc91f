/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bands.h - tiers that are bands of a number: a key made of a column.  Layer: ingest. */
#ifndef BP_INGEST_BANDS_H
#define BP_INGEST_BANDS_H

#include "ingest/lookup.h"

/* What the key of bands is called. */
#define BP_BANDS_KEY "tier"

/* The column of the first file that the bands of l->choice are on.
 * Errors: BP_EUSAGE  bands that overlap, are empty or not in increasing order; an unknown
 *                    column
 *         BP_EDATA   no experience column; a column that holds no numbers but bands */
bp_status bp_bands_find(size_t *out, const bp_lookup *l, bp_err *err);

typedef enum bp_banded {
    BP_BANDED_IN,
    BP_BANDED_OUTSIDE,
    BP_BANDED_UNNUMBERED
} bp_banded;

/* The band of the choice that a number is in, in units of 10^-BP_SCALE_MAX; SIZE_MAX: in
 * none. */
size_t bp_bands_of(const bp_choice *c, bp_int128 units);

/* The band that a cell is in; *name is empty without one. */
bp_banded bp_bands_place(bp_text *name, const bp_choice *c, bp_text cell,
                         bp_number_style style);

/* The numbers between two neighbours of the choice, when none of them are in a band.
 * False when the i-th and the next one meet. */
bool bp_bands_gap(const bp_choice *c, size_t i);

#endif
