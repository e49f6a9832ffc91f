/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.h - what was meant by a value that no row has.  Layer: ingest. */
#ifndef BP_INGEST_NEAREST_H
#define BP_INGEST_NEAREST_H

#include "ingest/plan.h"

#define BP_NEAREST_MAX 64

/* The value of a wanted column that is nearest to `value`, and that several rows have, in
 * the head of the first file, which is opened once more; "" when none is near, or it
 * cannot be opened again. */
void bp_nearest_value(char out[BP_NEAREST_MAX], const bp_plan *p, size_t wanted,
                      bp_text value);

#endif
