/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.h - what became of every row, and where.  Layer: data. */
#ifndef BP_DATA_AUDIT_H
#define BP_DATA_AUDIT_H

#include "base/mem.h"
#include "benchpay/survey.h"
#include "data/batch.h"
#include "data/dict.h"
#include "data/slots.h"

/* An outcome of a row is a rule, or that it is used; `filtered` is decided once
 * all rows were seen. */
#define BP_USED BP_RULE_COUNT
#define BP_FILTERED (BP_RULE_COUNT + 1)
#define BP_OUTCOMES (BP_RULE_COUNT + 1)
#define BP_FIRST_ROWS 3
#define BP_RECENT 64

/* The place of a row that is listed. */
typedef struct bp_mark {
    bp_place place;
    uint32_t slice;
    unsigned outcome;
    size_t field;
    uint32_t column; /* ids of words */
    uint32_t limit;
    const char *value; /* NULL: not kept */
} bp_mark;

/* The rows of one year and currency. */
typedef struct bp_slice {
    int32_t year;
    uint32_t currency;  /* id, BP_NO_ID without a currency column */
    int32_t first_date; /* of its used rows, as in a batch; 0: none is known */
    int32_t last_date;
    uint64_t rows[BP_OUTCOMES];
    uint32_t mark[BP_OUTCOMES][BP_FIRST_ROWS];
    uint32_t n_marks[BP_OUTCOMES];
    uint64_t until[BP_OUTCOMES]; /* once all first rows are there: the last of them */
} bp_slice;

/* How many rows of one file and slice have an outcome. */
typedef struct bp_file_count {
    uint32_t slice;
    uint32_t outcome;
    uint64_t rows;
} bp_file_count;

/* What of these is not 0, by slice and outcome. */
typedef struct bp_file_rows {
    bp_file_count *count; /* [n] */
    size_t n;
} bp_file_rows;

typedef struct bp_audit {
    bool keep_all;   /* not the first rows of each outcome alone */
    bool keep_used;  /* rows that are used may yet be excluded */
    bp_slice *slice; /* [n_slices] */
    size_t n_slices;
    size_t cap_slices;
    bp_slots slots;
    bp_file_rows *file; /* [n_files] but that of `at`, which is empty */
    size_t n_files;
    uint32_t at;                  /* the file whose rows are counted */
    uint64_t (*now)[BP_OUTCOMES]; /* [n_now] its counts by slice */
    size_t n_now;
    size_t cap_now;
    uint32_t recent[BP_RECENT]; /* slices that were asked for, by their numbers */
    bp_mark *mark;              /* [n_marks] */
    size_t n_marks;
    size_t cap_marks;
    bp_dict *words;
    bp_arena values;
} bp_audit;

/* The slice with this id, made when it is new; BP_NO_ID: memory is out. */
uint32_t bp_audit_slice(bp_audit *a, int32_t year, uint32_t currency);

/* How many rows of a file and slice have an outcome. */
uint64_t bp_audit_rows(const bp_audit *a, size_t file, uint32_t slice, unsigned outcome);

/* Takes note of the dates of rows `from` to before `to` of a batch. */
void bp_audit_date(bp_audit *a, uint32_t slice, const bp_batch *b, size_t from,
                   size_t to);

/* Counts used rows of a slice the same way: rows `from` to before `to` of a batch. */
bool bp_audit_use(bp_audit *a, uint32_t slice, const bp_batch *b, size_t from, size_t to);

#endif
