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

#include <stdint.h>

#include "benchpay/read.h"
#include "data/shape.h"

/* A set of them; C has no enumeration of more than 31. */
typedef uint64_t bp_need;
#define BP_NEED(n) (UINT64_C(1) << (n))

#define BP_NEED_PAY BP_NEED(0)          /* amounts, summed to elements */
#define BP_NEED_EXPERIENCE BP_NEED(1)   /* years of it, beside pay */
#define BP_NEED_KEY_TEXT BP_NEED(2)     /* groups by the text of a column */
#define BP_NEED_KEY_YEAR BP_NEED(3)     /* groups by year */
#define BP_NEED_KEY_CURRENCY BP_NEED(4) /* groups by currency */
#define BP_NEED_KEY_BAND BP_NEED(5)     /* groups by bands of a number */
#define BP_NEED_KEY_REPAIRED BP_NEED(6) /* groups by bands, some of which became dates   \
                                         */
#define BP_NEED_CONDITION BP_NEED(7)    /* rows are chosen by conditions on columns */
#define BP_NEED_JOB BP_NEED(8)          /* rows are chosen by their job or title */
#define BP_NEED_ORG BP_NEED(9)          /* the organisation */
#define BP_NEED_PERSON BP_NEED(10)      /* the person */
#define BP_NEED_YEAR BP_NEED(11)        /* the year, of a year or a date column */
#define BP_NEED_DATE BP_NEED(12)        /* the date, beside a year column or to keep it */
#define BP_NEED_CURRENCY BP_NEED(13)    /* the currency, of a column */
#define BP_NEED_PERIOD BP_NEED(14)      /* the pay period, of a column */
#define BP_NEED_FTE BP_NEED(15)         /* part-time pay is scaled to full time */
#define BP_NEED_WATCHED BP_NEED(16)     /* columns whose values are looked at, too */
#define BP_NEED_RATES BP_NEED(17)       /* pay is converted */
#define BP_NEED_PAIRS BP_NEED(18)       /* pay of two years in one row */
#define BP_NEED_PEOPLE BP_NEED(19)      /* what each person was paid in every year */
#define BP_NEED_RECORDS BP_NEED(20)     /* rows are kept to find duplicates */
#define BP_NEED_FENCES BP_NEED(21)      /* outliers are left out, in a second reading */
#define BP_NEED_MIDDLE BP_NEED(22)      /* pay between two columns, the ends of a range */
#define BP_NEED_SUMMARY BP_NEED(23)     /* some rows of the file sum up others */
#define BP_NEED_FRACTION BP_NEED(24)    /* pay is multiplied by no whole number */
#define BP_NEED_DISTINCT BP_NEED(25)    /* rows of a person are one */
#define BP_NEED_PEERS BP_NEED(26)       /* it is told whether a row is a peer's */
#define BP_NEED_ROWS BP_NEED(27)        /* which rows a group has */
#define BP_NEED_WEIGHT BP_NEED(28)      /* what the row weighs */
#define BP_NEED_OBSERVATIONS BP_NEED(29) /* rows are kept with the variables of a model  \
                                          */
#define BP_NEED_STAFF BP_NEED(30)        /* rows are kept as employees */
#define BP_NEED_RECODE BP_NEED(32)       /* cells are read as others */
#define BP_NEED_AGE BP_NEED(33)          /* pay is aged */
#define BP_NEED_LOCAL BP_NEED(34)        /* pay is also kept as it was paid */
#define BP_NEED_RATIO BP_NEED(35)        /* pay is divided by what else the row has */
#define BP_NEED_TOLD BP_NEED(36)         /* cells of pay say what it is paid for */
#define BP_NEED_UNKNOWN BP_NEED(31)      /* a field is set that needs.c does not list */

/* The needs of the fields that are set. */
bp_need bp_needs_of(const bp_reading *reading, const bp_choice *choice,
                    const bp_shape *shape);

#endif
