/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fastpath.h - rows with nothing unusual in them, many at a time.  Layer: ingest.
 *
 * Nearly all rows are: their pay is digits, perhaps with marks and a currency's sign,
 * their date and currency are written as most are.  They go from the index of the text
 * into a batch, column by column, without a copy and without a look at any other field.
 *
 * It lists what it can do (fastpath.c).  A request that needs anything else, a record
 * with too few or too many fields, and a row with a cell that is not surely written as
 * most are go the full path (fullpath.h), which alone decides what such a row is. */
#ifndef BP_INGEST_FASTPATH_H
#define BP_INGEST_FASTPATH_H

#include "data/batch.h"
#include "data/fence.h"
#include "ingest/cell.h"
#include "ingest/plan.h"
#include "ingest/records.h"

/* How rows of a file look on the fast path. */
typedef struct bp_fast_file {
    bool off;    /* none of its rows can take it */
    bool marked; /* the request has markers of missing values */
    bool drops;  /* rows in another currency than the one asked for are only counted */
    int64_t low; /* pay from low to high is within the limits of the choice */
    int64_t high;
    char code[BP_TEXT_AHEAD];  /* the currency of all rows, where no column has it */
    char asked[BP_TEXT_AHEAD]; /* that pay is converted to */
    size_t year;        /* the wanted column of the year or date, or BP_NOT_WANTED */
    int32_t given_year; /* of all rows then; BP_NO_YEAR: none */
    int32_t given_date; /* likewise, as in a batch; 0: none */
    bool by_time;       /* pay is by the hour or the day where no column says so */
    bp_period period;   /* that the pay that decides is paid for, where it is not: */
    bool periods;       /* the pay that decides is paid for one of the row's own */
    size_t n_pay;
    struct bp_fast_pay {
        size_t wanted;
        size_t at;
        bool paid_for;     /* for a period of the row's own, which is another factor */
        int64_t times;     /* to be annual */
        int64_t whole;     /* units of a whole number of a year's pay */
        int64_t hundredth; /* units of a hundredth of it */
        bp_pay_rules rules;
    } pay[BP_WANTED_MAX]; /* [n_pay] */
} bp_fast_file;

/* Can the fast path do all of it? */
bool bp_fast_can(bp_need needs);

void bp_fast_open(bp_fast_file *u, const bp_plan *p, size_t file,
                  const bp_fences *within);

/* What some rows are put into. */
typedef struct bp_fast_rows {
    bp_batch batch;
    uint32_t row[BP_BATCH_ROWS];             /* their records */
    bool full[BP_BATCH_ROWS];                /* must take the full path after all */
    char year[BP_BATCH_ROWS][BP_TEXT_AHEAD]; /* as text; where it is a key */
    bp_period period[BP_BATCH_ROWS];         /* that a column of it says */
    int64_t times[BP_BATCH_ROWS];            /* to be annual, by that period */
    bool part_time[BP_BATCH_ROWS];           /* its pay was made that of full time */
    size_t rate[BP_BATCH_ROWS];              /* its pay was converted; or BP_NO_RATE */
    bp_text paid_in[BP_BATCH_ROWS];          /* before */
    bool peer[BP_BATCH_ROWS];                /* of records from `first` on: of a peer */
    size_t first;
    bp_text *band; /* [bands] their names, that can be read ahead */
    char *names;
    int64_t (*amount)[BP_BATCH_ROWS]; /* [wanted] pay; BP_NO_PAY: blank */
} bp_fast_rows;

/* False when memory is out; bp_fast_rows_release is due all the same. */
bool bp_fast_rows_init(bp_fast_rows *u, const bp_plan *p);
void bp_fast_rows_release(bp_fast_rows *u);

/* Takes records as rows: `arg` is the bp_rows of worker.h.  Hands those that must take it
 * to the full path. */
bp_on_plain bp_fast_take;

#endif
