/* SPDX-License-Identifier: GPL-3.0-or-later */
/* basis.h - which sums follow from other sums.  Layer: audit.
 *
 * A sum is over some of n parts.  It follows from others where it is a linear combination
 * of them, whatever the parts are. */
#ifndef BP_AUDIT_BASIS_H
#define BP_AUDIT_BASIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bp_basis bp_basis;

/* Of no sum yet.  NULL: memory is out. */
bp_basis *bp_basis_new(size_t n);
void bp_basis_free(bp_basis *s);

/* The sum that is looked at next: all 0, or 1 at each of its parts.  [n] */
uint64_t *bp_basis_next(bp_basis *s);

/* Does it follow from those that were added? */
bool bp_basis_follows(bp_basis *s);

/* Adds it.  False: memory is out. */
bool bp_basis_add(bp_basis *s);

#endif
