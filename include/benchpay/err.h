/* SPDX-License-Identifier: GPL-3.0-or-later */
/* err.h - one way to fail.  Layer: base.
 *
 * Every function that can fail returns a bp_status and takes a bp_err last.
 * On failure its outputs are untouched and nothing is left to free, unless
 * its header says otherwise. */
#ifndef BP_ERR_H
#define BP_ERR_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/hint.h"

BP_API_BEGIN

/* The value is also the exit code of the program. */
typedef enum bp_status {
    BP_OK = 0,
    BP_EBEYOND = 1,    /* a change beyond the threshold, and it was asked for */
    BP_EUSAGE = 2,     /* the request makes no sense */
    BP_EDATA = 3,      /* the input says something it must not */
    BP_EIO = 4,        /* a file cannot be read or written */
    BP_ELIMIT = 5,     /* a fixed limit, or memory */
    BP_ENONE = 6,      /* nothing that may be published, or an audit failed */
    BP_ECHART = 7,     /* a chart was required and failed */
    BP_EINTERNAL = 70, /* a mistake of ours */
    BP_ESTOPPED = 130, /* interrupted; the program adds the signal's number */
} bp_status;

/* From a line on, the rows of a sheet are so many lines further down (modulo 2^64, where
 * they are further up). */
typedef struct bp_sheet_shift {
    uint64_t line, lines;
    const char *sheet; /* whose they are from there on; NULL: those of the sheet before */
} bp_sheet_shift;

/* The sheet of a workbook, which is read as lines of text: a row with line breaks in its
 * cells takes several. */
typedef struct bp_sheet {
    const char *name;
    const bp_sheet_shift *shift; /* [n_shift] ascending */
    size_t n_shift;
    uint64_t hidden;      /* rows that are not shown, and not empty */
    uint64_t merged;      /* cells that have the text of a merged one above them */
    size_t before;        /* columns in front of those of the sheet */
    const char *together; /* the names of sheets that are read as one; NULL: it is one */
    const char *apart;    /* ... of those that are not among them; NULL: there are none */
} bp_sheet;

/* A place in the input.  Counts from 1; 0 and NULL mean unknown.  Borrows. */
typedef struct bp_loc {
    const char *file;
    const bp_sheet *sheet; /* of a workbook; then the place is named by its cell */
    uint64_t line;         /* physical line on which the record starts */
    size_t field;          /* number of the field within its record */
    const char *name;      /* its column's name */
} bp_loc;

/* One failure.  Lives on the caller's stack and owns no memory. */
typedef struct bp_err {
    bp_status status;
    char text[2000];  /* without the program's name; a line each, where there are several
                         things to say; always terminated */
    bp_hint_key hint; /* what would help; BP_HINT_NONE: nothing is known */
    char hint_about[120]; /* "" for nothing */
} bp_err;

/* Writes "FILE:LINE:FIELD: NAME: message" into err, or "FILE: SHEET!C5: NAME: message",
 * leaving out what `at` does not know, and returns `status`, so that a failing function can end in
 * `return bp_fail(...)`.  Control characters in names become escapes.
 *   err  may be NULL: then only the status is returned
 *   at   where; NULL when the failure has no place in the input */
bp_status bp_fail(bp_err *err, const bp_loc *at, bp_status status, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The same of memory that ran out: BP_ELIMIT, "no memory for" what `fmt` says. */
bp_status bp_no_memory(bp_err *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* bp_fail with a hint, whose `about` is copied. */
bp_status bp_fail_hint(bp_err *err, const bp_loc *at, bp_status status, bp_hint hint,
                       const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* What would help; its `about` lives as long as the error. */
bp_hint bp_err_hint(const bp_err *err);

BP_API_END

#endif
