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

/* Amounts, and not ranges of them. */
static inline bool bp_column_is_number(bp_column_kind kind)
{
    return kind == BP_COLUMN_NUMBER || kind == BP_COLUMN_MONEY;
}

/* Distinct values are told apart up to here. */
#define BP_DISTINCT_MAX 64
#define BP_SIGNS_MAX 4

/* How an amount is written: its digits as 9, its marks as they are ("99,999.99"). */
#define BP_SHAPE_MAX 20
#define BP_SHAPES_MAX 6

typedef struct bp_cell_shape {
    char text[BP_SHAPE_MAX];
    uint64_t n; /* cells */
} bp_cell_shape;

/* {0} has seen nothing. */
typedef struct bp_evidence {
    uint64_t missing;
    uint64_t numbers; /* one amount, years among them */
    uint64_t ranges;
    uint64_t spans; /* of them, with both ends */
    uint64_t dates; /* years not among them */
    uint64_t texts;
    uint64_t money;       /* amounts with a currency */
    uint64_t periods;     /* words of a pay period, alone or after an amount */
    uint64_t amounts_for; /* of them, amounts with a word of another period than a year */
    uint64_t sure_periods; /* of those, words that mean nothing else */
    uint64_t
        statuses; /* of those, "Salaried", "Exempt": they say it beside others alone */
    bp_marks marks;
    bp_date_signs date;
    const char *sign[BP_SIGNS_MAX]; /* [n_signs] currencies that cells name */
    size_t n_signs;
    uint64_t seen[BP_DISTINCT_MAX];
    bool text[BP_DISTINCT_MAX]; /* it is nothing but text */
    size_t distinct;
    size_t currencies; /* of the distinct ones, such as "EUR" and "US Dollar" */
    size_t percents;   /* ... such as "50%" */
    bp_cell_shape shape[BP_SHAPES_MAX]; /* [n_shapes] the first that were seen */
    size_t n_shapes;
    uint64_t digits;    /* of all numbers, before their decimal marks */
    uint64_t fractions; /* of 1: 0.5 */
    uint64_t small;     /* whole numbers below 10 */
    uint64_t years;     /* whole numbers from 1900 to 2099: others may be years, too, and
                           as well the pay of a month */
    uint64_t zeros;
    uint64_t footnotes; /* amounts with the mark of one */
    uint64_t steps;    /* numbers that are one more than the number before */
    uint64_t previous; /* the last whole number */
    bool many_texts;   /* as in bp_evidence_know */
    bool labelled;     /* some cell says that its row sums up others (label.h) */
    char apart[64]; /* threads see columns side by side: they share no line of a cache */
} bp_evidence;

/* Cells that are not blank. */
static inline uint64_t bp_evidence_values(const bp_evidence *e)
{
    return e->numbers + e->ranges + e->dates + e->texts;
}

/* Has seen nothing yet; but what another column showed to be nothing but text is not
 * looked at again: each such value, and of a column of many texts most of them. */
void bp_evidence_know(bp_evidence *e, const bp_evidence *other);

void bp_evidence_see(bp_evidence *e, bp_text cell, const char *const missing[],
                     size_t n_missing);

/* Is a value among the distinct ones? */
bool bp_evidence_has(const bp_evidence *e, bp_text value);

/* The shape of most amounts; NULL: there are none. */
const char *bp_evidence_shape(const bp_evidence *e);

/* The kind that most of the cells with a value have. */
bp_column_kind bp_evidence_kind(const bp_evidence *e);

#endif
