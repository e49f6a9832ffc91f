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
    bp_text name;  /* of a grade or job */
    bp_text grade; /* of a job of a structure */
    uint64_t line;
    size_t at; /* its number among the lines of its kind, in the order of the file */
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
    const char *file; /* of the structure, as messages name it */
    int scale;
    const char *currency; /* a constant text; NULL: the files do not say */
    bool period_said;     /* a file says what its amounts are for */
    bp_range_names grade;
    bp_range_names job;    /* of a structure's lines of jobs */
    bp_range_names market; /* of priced jobs */
    bp_arena text;
} bp_range_list;

/* Reads a structure: the csv of `structure`, or columns of grades, minima and maxima, and
 * maybe midpoints (else they are the middles); and priced jobs: the csv of `price`, or
 * columns of jobs and of market, target or P50.  What headers say is for a month, an hour
 * or in thousands becomes a year's (pricing/rangecolumns.h).
 *   structure, market  NULL: there is none
 *   reading            has the hours and the monthly pays of a year
 * Errors: BP_EDATA  a column that is missing; an amount that is none, or not above 0; a
 *                   range whose ends or midpoint are out of order; a name that is there
 *                   twice; amounts of several currencies; those of reading
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED; what was read is released by the caller in any
 *         case */
bp_status bp_range_list_read(bp_range_list *out, const char *structure,
                             const char *market, const bp_reading *reading, bp_err *err);

/* Reads a structure alone, as `reading` has it, whose jobs are those of its grades: what
 * their own lines have for a range is not looked at.  Errors: the same. */
bp_status bp_range_structure_read(bp_range_list *out, const char *file,
                                  const bp_reading *reading, bp_err *err);

void bp_range_list_release(bp_range_list *l);

/* The line of a name, as typed values are compared; NULL: there is none. */
const bp_range_line *bp_range_names_find(const bp_range_names *n, bp_text name);

#endif
