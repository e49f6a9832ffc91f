/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lent.h - memory that is given back bit by bit.  Layer: base.
 *
 * As an arena (mem.h) it is for many small things; but what is given back, in about the
 * order in which it was taken, is the system's again before all of it is. */
#ifndef BP_BASE_LENT_H
#define BP_BASE_LENT_H

#include <stddef.h>

/* {0} is empty. */
typedef struct bp_lent {
    struct bp_lent_block *last;
} bp_lent;

/* The most that can be taken at once. */
#define BP_LENT_MOST ((size_t)1 << 20)

/* n bytes, aligned for anything and not initialised, that live until they are given back;
 * or NULL. */
void *bp_lent_take(bp_lent *l, size_t n);

/* n bytes that it took are used no more. */
void bp_lent_back(bp_lent *l, void *at, size_t n);

/* All that is left. */
void bp_lent_release(bp_lent *l);

#endif
