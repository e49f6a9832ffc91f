/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csvread.h - from text to records; the only user of libcsv.  Layer: ingest. */
#ifndef BP_INGEST_CSVREAD_H
#define BP_INGEST_CSVREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/err.h"

#define BP_FIELD_MAX ((size_t)1 << 20)
#define BP_FIELDS_MAX 4096
#define BP_RECORD_MAX ((size_t)4 << 20)

/* One record; everything in it is borrowed for the length of the call. */
typedef struct bp_record {
    const bp_text *field; /* [n] unquoted */
    size_t n;
    uint64_t line;     /* physical line on which it starts */
    uint64_t position; /* in the decoded text, of the start of that line */
    bool broken;       /* text follows a closing quote: it has no fields, and ends where
                          it seems to */
} bp_record;

/* How records are written. */
typedef struct bp_csv_rules {
    char delimiter;
    bool backslash;        /* a quote inside a quoted field follows one; \\ is one */
    size_t columns;        /* fields that records have; 0: not known yet */
    const bp_sheet *sheet; /* that they are the rows of, for messages; NULL: none */
} bp_csv_rules;

/* So many bytes after a text tell whether a record ends with it. */
#define BP_AHEAD ((size_t)1 << 10)

/* A failure stops the reading and is handed up. */
typedef bp_status bp_on_record(void *arg, const bp_record *r, bp_err *err);

/* What reading takes, for one text after another of the same file. */
typedef struct bp_csv bp_csv;

/* Errors: BP_ELIMIT.  `file` is borrowed. */
bp_status bp_csv_new(bp_csv **out, const char *file, bp_csv_rules rules, bp_err *err);
void bp_csv_free(bp_csv *csv);

/* From here on records with quotes are cut without libcsv, which takes half the time. */
void bp_csv_cut(bp_csv *csv);

/* Reads text that ends with a record.  A quote inside an unquoted field is a character.
 * Text behind a closing quote breaks a record: where its quotes are even in number up to
 * the line's end, and the next record has the right number of fields, it is known where
 * it ends; else it is an error.  Blank lines are no records.  LF, CRLF and CR end a
 * record outside quotes and each counts as one line (the CR of a CRLF is part of it).
 *   line, position   of the text's first byte
 *   ahead  bytes after the text that belong to the input, too: BP_AHEAD or more, unless
 *          it ends before
 * After a failure only bp_csv_free may follow.
 * Errors: BP_EDATA with file, line and field; BP_ELIMIT for a field over 1 MiB,
 * a record over 4096 fields or 4 MiB, within a bounded amount of memory. */
bp_status bp_csv_text(bp_csv *csv, bp_text text, size_t ahead, uint64_t line,
                      uint64_t position, bp_on_record *on_record, void *arg, bp_err *err);

/* The three in one, of a text that nothing follows. */
bp_status bp_csv_read(const char *file, bp_text text, bp_csv_rules rules, uint64_t line,
                      uint64_t position, bp_on_record *on_record, void *arg, bp_err *err);

#endif
