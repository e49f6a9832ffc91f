/* SPDX-License-Identifier: GPL-3.0-or-later */
/* header.h - which of the first records is the header, and whether one is.
 * Layer: ingest. */
#ifndef BP_INGEST_HEADER_H
#define BP_INGEST_HEADER_H

#include "ingest/sniff.h"

/* How each cell begins of the line that Qualtrics puts below the questions. */
#define BP_HEADER_QUALTRICS "{\"ImportId\""

/* Numbers of records of a sniff. */
typedef struct bp_header {
    size_t row; /* of the header; without one of the first row of data */
    bool exists;
    bool unsure;    /* whether it does: its cells look like names and like data */
    bool grouped;   /* the record before it holds labels of several columns each */
    bool one_short; /* it has no name for the first column, as R writes row names */
    bool like_data; /* it was given, and its cells look like those of a row of data */
} bp_header;

/* Looks at the records again, which are those of the sniff.
 *   given        the first of them is the header, whatever it looks like
 *   text, line   as bp_sniff_read had them
 * Errors: those of bp_csv_read; BP_ELIMIT */
bp_status bp_header_find(bp_header *out, const bp_sniff *s, bool given, const char *file,
                         bp_text text, uint64_t line, bp_err *err);

#endif
