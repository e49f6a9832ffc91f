/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sniff.h - the first records of a file, under one delimiter.  Layer: ingest. */
#ifndef BP_INGEST_SNIFF_H
#define BP_INGEST_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/err.h"
#include "ingest/csvread.h"

#define BP_SNIFF_RECORDS 500

/* How a record looks. */
typedef struct bp_sniffed {
    uint64_t line;
    size_t n;       /* fields */
    size_t filled;  /* of them not blank */
    size_t numeric; /* of them numbers, dates, amounts: no letters */
    size_t last;    /* number of the last filled field */
} bp_sniffed;

typedef struct bp_sniff {
    bp_csv_rules rules; /* under which it was read */
    bp_sniffed row[BP_SNIFF_RECORDS];
    size_t n;
    size_t usual;     /* the commonest number of fields above one; else 1 */
    size_t matched;   /* rows that have it, when it is above one */
    size_t first;     /* the first of them */
    size_t width;     /* of the fields of all rows, the last one that is not blank */
    bp_status status; /* why the reading stopped before the end of the text */
    bp_err err;
} bp_sniff;

/* The part of a text that is looked at. */
bp_text bp_sniff_text(bp_text head, bool backslash);

/* Has it digits and no letter, as numbers, dates and amounts? */
bool bp_sniff_numeric(bp_text t);

/* Reads `text`, which bp_sniff_text gave and which starts on line `line`. */
void bp_sniff_read(bp_sniff *s, const char *file, bp_text text, uint64_t line,
                   bp_csv_rules rules);

/* Is the delimiter of `a` more likely than that of `b`? */
bool bp_sniff_better(const bp_sniff *a, const bp_sniff *b);

/* The row above the data, after titles and notes. */
size_t bp_sniff_header(const bp_sniff *s);

/* Are the header's row and most rows below it made of numbers? */
bool bp_sniff_numbers(const bp_sniff *s, size_t header);

#endif
