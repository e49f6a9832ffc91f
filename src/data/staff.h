/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staff.h - one's own employees, a row each.  Layer: data.
 *
 * A survey of the market forgets who its people are; of one's own employees each is
 * answered for, so their rows are kept: in the order of the input, those that were
 * settled on alone. */
#ifndef BP_DATA_STAFF_H
#define BP_DATA_STAFF_H

#include "base/text.h"
#include "benchpay/survey.h"
#include "data/limits.h"
#include "data/place.h"

/* What is kept of employees, as a set of bits; 0: none is. */
enum {
    BP_STAFF_ROWS = 1 << 0,  /* person, job, grade, pay, share of full time */
    BP_STAFF_MERIT = 1 << 1, /* rating and share of the year, too */
    BP_STAFF_HIRED = 1 << 2  /* the date of hiring, too */
};

/* Columns of few values. */
typedef enum bp_staff_column {
    BP_STAFF_JOB,
    BP_STAFF_GRADE,
    BP_STAFF_RATING,
    BP_STAFF_COLUMNS
} bp_staff_column;

/* Shares are in so many parts of 1. */
#define BP_STAFF_SCALE 9
#define BP_STAFF_WHOLE 1000000000

typedef struct bp_staff_row {
    uint64_t order; /* its place, in parts */
    uint64_t line;
    int64_t pay;        /* of element 0: as it is paid, unless it is by time */
    const char *person; /* "" where it has none; lives as long as the survey */
    int32_t fte;     /* above 0, BP_STAFF_WHOLE where there is no such column */
    int32_t prorate; /* the same from 0 on */
    uint32_t file;
    uint32_t hired : 31; /* 20260228; 0: unknown */
    bool by_time : 1;    /* `pay` is that of full time: an hour or a day is as long for
                          * all */
    uint32_t text[BP_STAFF_COLUMNS]; /* ids, that of "" where there is no such column */
    uint32_t key[];                  /* [keys] ids of the group values */
} bp_staff_row;

static inline bp_place bp_staff_place(const bp_staff_row *r)
{
    return (bp_place){ .order = r->order, .line = r->line, .file = r->file };
}

/* The used rows in input order; none unless they are kept. */
size_t bp_survey_staff(const bp_survey *s);
const bp_staff_row *bp_survey_staff_row(const bp_survey *s, size_t i);

/* The values of a column, whose ids count from 0 in no order. */
size_t bp_survey_staff_values(const bp_survey *s, bp_staff_column c);
bp_text bp_survey_staff_text(const bp_survey *s, bp_staff_column c, uint32_t id);

#endif
