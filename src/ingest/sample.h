/* sample.h - the first records of a file, under one delimiter.  Layer: ingest. */
#ifndef BP_INGEST_SAMPLE_H
#define BP_INGEST_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/err.h"

#define BP_SAMPLE_RECORDS 500

/* How a record looks. */
typedef struct bp_row {
    uint64_t line;
    size_t n;       /* fields */
    size_t filled;  /* of them not blank */
    size_t numeric; /* of them numbers, dates, amounts: no letters */
    bool last;      /* the last field is filled */
} bp_row;

typedef struct bp_sample {
    char delimiter;
    bp_row row[BP_SAMPLE_RECORDS];
    size_t n;
    size_t usual;     /* the commonest number of fields above one; else 1 */
    size_t matched;   /* rows that have it, when it is above one */
    size_t first;     /* the first of them */
    bp_status status; /* why the reading stopped before the end of the text */
    bp_err err;
} bp_sample;

/* The part of a text that samples are taken of. */
bp_text bp_sample_text(bp_text head);

/* Reads `text`, which bp_sample_text gave and which starts on line `line`. */
void bp_sample_read(bp_sample *s, const char *file, bp_text text, uint64_t line,
                    char delimiter);

/* Is the delimiter of `a` more likely than that of `b`? */
bool bp_sample_better(const bp_sample *a, const bp_sample *b);

/* The row that stands above the data, behind titles and notes. */
size_t bp_sample_header(const bp_sample *s);

/* Are that row and most below it made of numbers? */
bool bp_sample_numbers(const bp_sample *s, size_t header);

#endif
