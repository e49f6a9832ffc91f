/* SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.h - some thousand usable rows in columns.  Layer: data.
 *
 * A view that the reader fills again and again and that is never kept. */
#ifndef BP_DATA_BATCH_H
#define BP_DATA_BATCH_H

#include <math.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/text.h"
#include "data/id.h"
#include "data/place.h"
#include "data/shape.h"
#include "data/staff.h"

/* Rows of a batch, at most: all their columns fit the first caches of a processor. */
#define BP_BATCH_ROWS 256

/* An element that the row does not have. */
#define BP_NO_PAY INT64_MIN

/* A number that the row does not have; any other is finite. */
#define BP_NO_NUMBER HUGE_VAL

/* BP_TEXT_AHEAD bytes can be read from the start of each text. */
typedef struct bp_batch {
    size_t n;
    int64_t *pay[BP_ELEMENTS_MAX]; /* [n] units at the shape's scale, or BP_NO_PAY */
    int64_t *weight; /* [n] when the shape has weights, above 0; a row of weight 0 has
                        no pay */
    bp_text *key[BP_KEYS_MAX];        /* [n] trimmed; "" is blank */
    double *number[BP_VARIABLES_MAX]; /* [n] of variables that are no texts; or
                                         BP_NO_NUMBER */
    bp_text *label[BP_VARIABLES_MAX]; /* [n] of those that are: trimmed; "" is blank */
    bp_text *org;                     /* [n] when the shape has it */
    int32_t *year;                    /* [n] when the shape has it; or BP_NO_YEAR */
    int32_t *date;     /* [n] when the shape has it: 20260228; 0: unknown */
    bp_text *currency; /* [n] when the shape has it, upper case */
    bp_text *watched[BP_WATCHED_MAX]; /* [n] trimmed; NULL: those of `currency` */
    uint64_t *row_hash;               /* [n] of all fields, when records are kept */
    uint64_t *who_hash;   /* [n] of organisation, person and date; 0: unknown */
    uint64_t *payee_hash; /* [n] of organisation, person and year; 0: unknown */
    uint64_t *person;     /* [n] hash; 0: unknown; when people or rows are kept */
    bp_text *who;         /* [n] the person; these when staff is kept */
    bp_text *staff[BP_STAFF_COLUMNS]; /* [n] "" where there is no column */
    int32_t *fte;                     /* [n] as in a bp_staff_row, these too */
    int32_t *prorate;
    int32_t *hired;
    bool *by_time;
    uint32_t file;   /* of all of them */
    uint64_t *order; /* [n] of their places */
    uint64_t *line;  /* [n] */
    bp_arena room;   /* of the columns, where they are its own */
} bp_batch;

/* The rows from row `from` on. */
bp_batch bp_batch_from(const bp_batch *b, const bp_shape *s, size_t from);

/* Is it a currency that was not asked for?  Who names none is taken at his word. */
static inline bool bp_currency_is_other(bp_text currency, bp_text asked)
{
    return currency.n > 0 && !bp_text_equal(currency, asked);
}

static inline bp_place bp_batch_place(const bp_batch *b, size_t i)
{
    return (bp_place){ .order = b->order[i], .line = b->line[i], .file = b->file };
}

#endif
