/* SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.h - what reading the rows of a request takes, as flags.  Layer: ingest.
 *
 * Rows are read on one of two paths: the full one can do everything, the fast one a part
 * of it.  So that a feature nobody thought of there is never ignored, a request says what
 * it needs, and the fast path (fastpath.c) lists what it can do: it is taken only when
 * nothing that is needed is missing from its list.
 *
 * A need comes from one of two places:
 *   columns   whoever adds a column to those that rows need says what for (wanted.h)
 *   fields    the tables of needs.c list the fields of the request and of the shape; one
 *             that is set and not listed there is BP_NEED_UNKNOWN, which only the full
 *             path takes
 *
 * To add a feature: add its flag here, give the flag to bp_wanted_add or to its field's
 * row in needs.c, and write it in fullpath.c (or pay.c).  If the fast path learns it,
 * too, add the flag to its list; until then rows that need it take the full path. */
#ifndef BP_INGEST_NEEDS_H
#define BP_INGEST_NEEDS_H

#include "benchpay/read.h"
#include "data/shape.h"

typedef enum bp_need {
    BP_NEED_PAY = 1 << 0,           /* amounts, summed to elements */
    BP_NEED_EXPERIENCE = 1 << 1,    /* years of it, beside pay */
    BP_NEED_KEY_TEXT = 1 << 2,      /* groups by the text of a column */
    BP_NEED_KEY_YEAR = 1 << 3,      /* groups by year */
    BP_NEED_KEY_CURRENCY = 1 << 4,  /* groups by currency */
    BP_NEED_KEY_BAND = 1 << 5,      /* groups by bands of a number */
    BP_NEED_KEY_REPAIRED = 1 << 6,  /* groups by bands, some of which became dates */
    BP_NEED_CONDITION = 1 << 7,     /* rows are chosen by conditions on columns */
    BP_NEED_JOB = 1 << 8,           /* rows are chosen by their job or title */
    BP_NEED_ORG = 1 << 9,           /* the organisation */
    BP_NEED_PERSON = 1 << 10,       /* the person */
    BP_NEED_YEAR = 1 << 11,         /* the year, of a year or a date column */
    BP_NEED_DATE = 1 << 12,         /* the date, beside a year column or to keep it */
    BP_NEED_CURRENCY = 1 << 13,     /* the currency, of a column */
    BP_NEED_PERIOD = 1 << 14,       /* the pay period, of a column */
    BP_NEED_FTE = 1 << 15,          /* part-time pay is scaled to full time */
    BP_NEED_WATCHED = 1 << 16,      /* columns whose values are looked at, too */
    BP_NEED_RATES = 1 << 17,        /* pay is converted, or aged */
    BP_NEED_PAIRS = 1 << 18,        /* pay of two years in one row */
    BP_NEED_PEOPLE = 1 << 19,       /* what each person was paid in every year */
    BP_NEED_RECORDS = 1 << 20,      /* rows are kept to find duplicates */
    BP_NEED_FENCES = 1 << 21,       /* outliers are left out, in a second reading */
    BP_NEED_MIDDLE = 1 << 22,       /* pay between two columns, the ends of a range */
    BP_NEED_SUMMARY = 1 << 23,      /* some rows of the file sum up others */
    BP_NEED_FRACTION = 1 << 24,     /* pay is multiplied by no whole number */
    BP_NEED_DISTINCT = 1 << 25,     /* rows of a person are one */
    BP_NEED_PEERS = 1 << 26,        /* it is told whether a row is a peer's */
    BP_NEED_RECODE = BP_NEED_PEERS, /* ... or cells are read as others */
    BP_NEED_WEIGHT = 1 << 28,       /* what the row weighs */
    BP_NEED_OBSERVATIONS = 1 << 29, /* rows are kept with the variables of a model */
    BP_NEED_STAFF = BP_NEED_OBSERVATIONS, /* ... or as employees */
    BP_NEED_ROWS = 1 << 27,               /* which rows a group has */
    BP_NEED_UNKNOWN = 1 << 30             /* a field is set that needs.c does not list */
} bp_need;

/* The needs of the fields that are set. */
unsigned bp_needs_of(const bp_reading *reading, const bp_choice *choice,
                     const bp_shape *shape);

#endif
