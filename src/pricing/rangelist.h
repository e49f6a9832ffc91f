/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rangelist.h - ranges of pay by grade and by job, and markets by job, as they are read.
 * Layer: pricing. */
#ifndef BP_PRICING_RANGELIST_H
#define BP_PRICING_RANGELIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/text.h"
#include "benchpay/money.h"
#include "benchpay/read.h"

/* A range, a market or both; amounts in units of the list's scale. */
typedef struct bp_range_line {
    bp_text name; /* of a grade or job */
    uint64_t line;
    bool has_range;
    int64_t min, midpoint, max; /* 0 < min <= midpoint <= max */
    bool has_market;
    int64_t market; /* above 0 */
} bp_range_line;

/* In an order by which a name is found; no two names are alike. */
typedef struct bp_range_names {
    bp_range_line *line; /* [n] */
    size_t n;
} bp_range_names;

/* {0} is empty. */
typedef struct bp_range_list {
    int scale;
    bp_range_names grade;
    bp_range_names job;    /* of a structure's lines of jobs */
    bp_range_names market; /* of priced jobs */
    bp_arena text;
} bp_range_list;

/* Reads a structure: the csv of `structure`, or columns grade, min and max, and maybe
 * midpoint (else it is their middle); and priced jobs: the csv of `price`, or columns job
 * and market, target or P50.
 *   structure, market  NULL: there is none
 * Errors: BP_EDATA  a column that is missing; an amount that is none, or not above 0; a
 *                   range whose ends or midpoint are out of order; a name that is there
 *                   twice; those of reading
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED; what was read is released by the caller in any
 *         case */
bp_status bp_range_list_read(bp_range_list *out, const char *structure,
                             const char *market, bp_err *err);
void bp_range_list_release(bp_range_list *l);

/* The line of a name, as typed values are compared; NULL: there is none. */
const bp_range_line *bp_range_names_find(const bp_range_names *n, bp_text name);

#endif
