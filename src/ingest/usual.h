/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usual.h - rows with nothing unusual in them.  Layer: ingest.
 *
 * Nearly all rows are: their pay is digits, perhaps with marks and a currency's sign,
 * their date and currency are written as most are.  They go from the index of the text
 * into a batch, column by column, without a copy and without a look at any other field.
 * Whatever is not surely usual is judged in full, so that there is one judge of what a
 * row is. */
#ifndef BP_INGEST_USUAL_H
#define BP_INGEST_USUAL_H

#include "data/batch.h"
#include "data/fence.h"
#include "ingest/cell.h"
#include "ingest/plan.h"

/* How usual rows of a file look. */
typedef struct bp_usual {
    bool none;   /* the request asks for more than is known of here */
    bool marked; /* the request has markers of missing values */
    int64_t low; /* pay from low to high is within the limits of the choice */
    int64_t high;
    char code[BP_TEXT_AHEAD]; /* the currency of all rows, where no column has it */
    size_t year; /* the wanted column that tells the year, or BP_NOT_WANTED */
    size_t n_pay;
    struct bp_usual_pay {
        size_t wanted;
        size_t at;
        int64_t times;     /* to be annual */
        int64_t whole;     /* units of a whole number of a year's pay */
        int64_t hundredth; /* units of a hundredth of it */
        bp_pay_rules rules;
    } pay[BP_WANTED_MAX]; /* [n_pay] */
} bp_usual;

/* What some rows are put into. */
typedef struct bp_usual_rows {
    bp_batch batch;
    uint32_t row[BP_BATCH_ROWS];             /* their records */
    bool odd[BP_BATCH_ROWS];                 /* not usual after all */
    char year[BP_BATCH_ROWS][BP_TEXT_AHEAD]; /* as text; where it is a key */
    int64_t (*amount)[BP_BATCH_ROWS];        /* [wanted] pay; BP_NO_PAY: blank */
} bp_usual_rows;

/* False when memory is out; bp_usual_rows_release is due all the same. */
bool bp_usual_rows_init(bp_usual_rows *u, const bp_plan *p);
void bp_usual_rows_release(bp_usual_rows *u);

void bp_usual_find(bp_usual *u, const bp_plan *p, size_t file, const bp_fences *within);

#endif
