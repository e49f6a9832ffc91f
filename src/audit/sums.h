/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sums.h - which sums follow from other sums.  Layer: audit.
 *
 * A sum is over some of n parts.  It follows from others where it is a linear combination
 * of them, whatever the parts are. */
#ifndef BP_AUDIT_SUMS_H
#define BP_AUDIT_SUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bp_sums bp_sums;

/* Of no sum yet.  NULL: memory is out. */
bp_sums *bp_sums_new(size_t n);
void bp_sums_free(bp_sums *s);

/* The sum that is looked at next: all 0, or 1 at each of its parts.  [n] */
uint64_t *bp_sums_next(bp_sums *s);

/* Does it follow from those that were added? */
bool bp_sums_follows(bp_sums *s);

/* Adds it.  False: memory is out. */
bool bp_sums_add(bp_sums *s);

#endif
