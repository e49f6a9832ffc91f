/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employees.h - employees joined to their ranges, on one exact scale.  Layer: pricing. */
#ifndef BP_PRICING_EMPLOYEES_H
#define BP_PRICING_EMPLOYEES_H

#include "answer/answer.h"
#include "benchpay/employees.h"
#include "data/staff.h"
#include "pricing/rangelist.h"

/* One who has a range or a market. */
typedef struct bp_employee {
    const bp_staff_row *row;
    const bp_range_line *range;  /* NULL: none */
    const bp_range_line *market; /* NULL likewise */
    bp_zone zone;
} bp_employee;

/* The money of one, in units of 10^-scale of all employees: pay as it is paid, the range
 * at the share of full time.  Without a range the midpoint is the market, and the ends
 * are 0. */
typedef struct bp_employee_money {
    bp_int128 pay, min, midpoint, max;
} bp_employee_money;

typedef struct bp_employees {
    bp_question question; /* as it is asked, under no rules */
    bp_answer *answer;    /* holds the survey */
    const bp_survey *survey;
    bp_range_list ranges;
    bp_employee *at; /* [n] in the order of the input */
    size_t n;
    uint64_t late;    /* left aside */
    uint64_t without; /* who have neither: excluded by BP_RULE_NO_RANGE */
    int scale;
    int pay_scale; /* of row->pay / pay_step */
    int64_t pay_step;
    int fte_scale; /* of row->fte / fte_step */
    int32_t fte_step;
    int64_t pay_by;   /* units of `scale` in one of pay_scale, at full time */
    int64_t range_by; /* in one of the ranges, in one part of full time */
    int64_t fte_by;   /* parts of full time */
} bp_employees;

/* Reads employees alone, under no rules.
 *   asked  the question as it is asked, which outlives the answer
 *   staff  what is kept of them (data/staff.h), beside BP_STAFF_ROWS
 * Errors: BP_EDATA  a published table; those of bp_answer_read */
bp_status bp_staff_read(bp_answer **out, bp_question *asked, const bp_question *q,
                        unsigned staff, bp_err *err);

/* Are they paid in the currency of what their pay is held against?
 *   of       that; NULL: it is not known
 *   against  its file; NULL: the prices of jobs
 * Errors: BP_EDATA  in another */
bp_status bp_staff_check_currency(const bp_survey *s, const char *of, const char *against,
                                  bp_err *err);

/* What each text of a column is in something else, SIZE_MAX: nothing; [texts], to be freed;
 * NULL: memory is out. */
size_t *bp_staff_find(const bp_survey *s, bp_staff_column c,
                      size_t (*find)(const void *in, bp_text text), const void *in);

/* What is to be said of their reading.  False: memory is out. */
bool bp_staff_notes_of(bp_staff_notes *out, const bp_survey *s, bp_arena *text);

/* Reads and joins them: by grade, else by job.
 *   staff   what is kept of them (data/staff.h)
 *   before  those who were hired from this day on are left aside; 0: nobody is
 * Errors: those of bp_compa_new; what was read is released by the caller in any case */
bp_status bp_employees_read(bp_employees *out, const bp_employees_question *q,
                            unsigned staff, int32_t before, bp_err *err);
void bp_employees_release(bp_employees *e);

bp_employee_money bp_employee_money_of(const bp_employees *e, const bp_employee *one);

/* The text of a column; "" where it is blank, or there is none. */
const char *bp_employee_text(const bp_employees *e, const bp_employee *one,
                             bp_staff_column c);

/* ---- groups ---- */

/* People by the values of the group columns, in their order. */
typedef struct bp_employee_groups {
    const char **name; /* [n_by] the columns */
    size_t n_by;
    size_t n;        /* of groups; 0: there are no such columns */
    uint32_t *of;    /* [employees] each one's group */
    const char **by; /* [n][n_by] their values */
} bp_employee_groups;

/* The value of somebody in column k. */
static inline const char *bp_employee_groups_value(const bp_employee_groups *g, size_t i,
                                                   size_t k)
{
    return g->by[g->of[i] * g->n_by + k];
}

/* Errors: BP_ELIMIT */
bp_status bp_employee_groups_new(bp_employee_groups *out, const bp_employees *e,
                                 bp_err *err);
void bp_employee_groups_release(bp_employee_groups *g);

#endif
