/* SPDX-License-Identifier: GPL-3.0-or-later */
/* across.h - what the tables of a report tell together.  Layer: audit. */
#ifndef BP_AUDIT_ACROSS_H
#define BP_AUDIT_ACROSS_H

#include "audit/decide.h"

/* A table and what it shows of each group. */
typedef struct bp_across {
    const bp_crowd *cut;
    bp_part *part; /* [cut->n] */
} bp_across;

/* Where something is wrong. */
typedef struct bp_across_place {
    size_t table;
    size_t group;
    size_t beside; /* the table of a larger group that differs by few */
} bp_across_place;

/* Of groups in two tables, one within the other, that differ by 1 to 4 people or
 * organisations, one at most is shown.  False: `at` has the smaller.
 * Errors: BP_ELIMIT */
bp_status bp_across_nested(bool *fits, bp_across_place *at, const bp_across table[],
                           size_t n, bool of_orgs, bp_err *err);

/* The mean of a group that is in several tables is known where one of them shows it, and
 * no mean that none shows follows from sums: of its own table, nearly, or of all of them.
 * Counts what could be shown besides.
 *   withheld  grows by the means that need not be withheld
 *   first     the first of those
 * Errors: BP_ELIMIT */
bp_status bp_across_sums(bool *fits, bp_across_place *at, size_t *withheld,
                         bp_across_place *first, bp_across table[], size_t n,
                         bp_err *err);

#endif
