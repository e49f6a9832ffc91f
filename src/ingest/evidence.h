/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence.h - what the head of a file says of one column.  Layer: ingest. */
#ifndef BP_INGEST_EVIDENCE_H
#define BP_INGEST_EVIDENCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "ingest/date.h"
#include "ingest/style.h"

typedef enum bp_column_kind {
    BP_COLUMN_EMPTY,
    BP_COLUMN_NUMBER,
    BP_COLUMN_MONEY, /* numbers with currency signs, or of a pay role */
    BP_COLUMN_DATE,
    BP_COLUMN_RANGE,
    BP_COLUMN_TEXT
} bp_column_kind;

/* "empty", "number", ... */
const char *bp_column_kind_name(bp_column_kind kind);

/* Distinct values are told apart up to here. */
#define BP_DISTINCT_MAX 64
#define BP_SIGNS_MAX 4

/* {0} has seen nothing. */
typedef struct bp_evidence {
    uint64_t missing;
    uint64_t numbers; /* one amount, years among them */
    uint64_t ranges;
    uint64_t dates; /* years not among them */
    uint64_t texts;
    uint64_t money;    /* amounts with a currency */
    uint64_t periods;  /* words of a pay period, alone or after an amount */
    uint64_t shorts;   /* of them "hr", "pa": departments, states and the like, too */
    uint64_t statuses; /* of them "Salaried", "Exempt": they say it beside others alone */
    bp_marks marks;
    bp_date_signs date;
    const char *sign[BP_SIGNS_MAX]; /* [n_signs] currencies that cells name */
    size_t n_signs;
    uint64_t seen[BP_DISTINCT_MAX];
    bool text[BP_DISTINCT_MAX]; /* it is nothing but text */
    size_t distinct;
} bp_evidence;

void bp_evidence_see(bp_evidence *e, bp_text cell, const char *const missing[],
                     size_t n_missing);

/* The kind that most of the cells with a value have. */
bp_column_kind bp_evidence_kind(const bp_evidence *e);

#endif
