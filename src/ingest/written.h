/* SPDX-License-Identifier: GPL-3.0-or-later */
/* written.h - where the wanted columns are in one file, and how they are written there.
 * Layer: ingest. */
#ifndef BP_INGEST_WRITTEN_H
#define BP_INGEST_WRITTEN_H

#include "base/doubt.h"
#include "ingest/fields.h"
#include "ingest/head.h"
#include "ingest/wanted.h"

typedef struct bp_written {
    size_t at; /* index in the file */
    bp_number_style style;
    bp_date_style date;
    bool percent; /* shares of full time in percent, without its sign */
    bool numbers; /* it holds numbers or dates */
} bp_written;

/* File f of those that were opened; the columns were found in file 0.  Dates that fit two
 * styles are a doubt, and read day first.
 *   out     [wanted->n]
 *   fields  which of the columns hold years and dates
 *   head, file  [f + 1] and more; the names for messages
 *   doubts  NULL: nobody is asked
 * Errors: BP_EDATA  the file lacks a column; nobody is asked, and its dates fit two
 *                   styles */
bp_status bp_written_find(bp_written out[], size_t f, const bp_wanted *wanted,
                          const bp_fields *fields, const bp_reading *reading,
                          const bp_head head[], const char *const file[],
                          bp_doubts *doubts, bp_err *err);

#endif
