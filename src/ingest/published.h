/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.h - reads a published table, of which a choice may be asked about.
 * Layer: ingest. */
#ifndef BP_INGEST_PUBLISHED_H
#define BP_INGEST_PUBLISHED_H

#include "base/doubt.h"
#include "benchpay/read.h"
#include "ingest/head.h"

/* What is wished of a table. */
typedef struct bp_published_wish {
    const bp_reading *reading; /* its files are not looked at; NULL: recognised */
    const char *pay;           /* a measure of its headers, or an element; NULL: any */
    bp_setting_key pay_key;    /* by which that is said */
    const bp_choice *choice;   /* its conditions and jobs leave lines out; NULL: none */
    const bp_ageing *age; /* its pay is brought to a date; NULL: it is as published */
    int32_t effective;    /* from when; 0: its lines have dates */
    bool dates;           /* the dates of its lines are kept */
    bp_doubts *doubts;    /* NULL: percentiles of several measures are an error */
} bp_published_wish;

/* As bp_published_read, by a wish.
 * Errors: those of bp_published_read and bp_condition_parse
 *         BP_EDATA   no percentiles of that measure; no line fits the conditions; pay
 *                    that is aged, and no date or no movement of it is known */
bp_status bp_published_take(bp_published **out, const char *path,
                            const bp_published_wish *wish, bp_err *err);

/* Is a file whose head was looked at a published table?
 *   pay  the column of records that is asked for; or NULL
 * Errors: BP_EDATA, as of bp_schema_find */
bp_status bp_published_is(bool *out, const bp_head *h, const bp_reading *r,
                          const char *pay, bp_err *err);

#endif
