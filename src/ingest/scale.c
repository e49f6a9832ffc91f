/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many decimals pay has room for.
 *
 * Pay is a whole number of 10^-scale units in 64 bits.  The scale is one for the whole
 * survey and is decided before its rows are read, from the largest amount of the heads; a
 * later cell may well be larger, so a factor of a thousand is left. */
#include "ingest/scale.h"

int bp_scale_of(bp_int128 largest)
{
    /* Later cells may be a thousand times the largest of the head, but for cents. */
    int scale = BP_SCALE_MAX;
    while (scale > 2 && largest * 1000 > INT64_MAX / bp_pow10(scale))
        scale--;
    return scale;
}

int64_t bp_scale_step(bp_int128 largest, int scale)
{
    const bool cents = largest * 4 * 100 <= UINT32_MAX;
    return bp_pow10(cents ? scale - 2 : scale);
}
