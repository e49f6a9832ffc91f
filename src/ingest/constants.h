/* SPDX-License-Identifier: GPL-3.0-or-later */
/* constants.h - what the request says of every row alike.  Layer: ingest. */
#ifndef BP_INGEST_CONSTANTS_H
#define BP_INGEST_CONSTANTS_H

#include <stdbool.h>
#include <stdint.h>

#include "benchpay/read.h"
#include "ingest/date.h"

typedef struct bp_constants {
    char *org;            /* BP_TEXT_AHEAD bytes of it can be read; NULL: none */
    const char *currency; /* NULL: none; ISO codes in upper case */
    char iso[4];          /* what `currency` may point to */
    bp_period period;     /* BP_PERIOD_AS_IS: none */
    bp_date date;         /* {0}: none */
    bool has_year;        /* `year` tells it, or the date does */
    int32_t *year;        /* [n_files]; NULL without has_year */
} bp_constants;

/* Is it the value of a role ("@2024", "@name"), not a column? */
bool bp_constant_is(const char *column);

/* Finds them among the columns of the request.  *out must not move.
 * Errors: BP_EUSAGE  a value that is none of its role, or of a role that has columns
 *                    alone; a period beside that of the reading
 *         BP_EDATA   a file whose name holds no year, or several
 *         BP_ELIMIT  memory */
bp_status bp_constants_find(bp_constants *out, const bp_reading *reading, bp_err *err);
void bp_constants_release(bp_constants *c);

#endif
