/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pay.h - the pay of one record, and what it is paid in.  Layer: ingest. */
#ifndef BP_INGEST_PAY_H
#define BP_INGEST_PAY_H

#include <stddef.h>
#include <stdint.h>

#include "benchpay/survey.h"
#include "ingest/plan.h"

#define BP_LIMIT_TEXT 64

/* What a row's pay is, or the rule that excludes it: of BP_RULE_MISSING, _NUMBER, _RANGE
 * and _PERIOD the first that applies to element 0; BP_RULE_COUNT when none does. */
typedef struct bp_row_pay {
    bp_pay cell[BP_WANTED_MAX];  /* of wanted pay columns */
    int64_t part[BP_WANTED_MAX]; /* of those that are part of an element, what it adds */
    int64_t value[BP_ELEMENTS_MAX]; /* BP_NO_PAY where the row has none */
    bp_rule rule;
    size_t wanted;     /* the column that the rule is about */
    const char *limit; /* what it was held against */
    bool unread;       /* some further element could not be read */
    bp_period period;  /* that was applied to the first cell of element 0 */
    bool contradicted; /* its words are of another period than its column's */
    bool part_time;    /* the mapped FTE is below 1, and the pay was scaled to 1 */
    bool by_time;      /* it is paid by the hour or the day, as long for all, and FTE is
                        * mapped */
    int32_t fte;       /* of employees, as in a bp_staff_row: the pay was not scaled */
} bp_row_pay;

/* Is pay whose row says what it is paid for, or does not, by the hour?  An hour is as
 * long for those who work part-time. */
bool bp_row_pay_by_time(const bp_plan *p, bp_period said);

void bp_row_pay_read(bp_row_pay *out, const bp_plan_row *r);

/* Excludes it by a rule, unless one that comes before it does already. */
void bp_row_pay_exclude(bp_row_pay *pay, bp_rule rule, size_t wanted, const char *limit);

/* The currency of a record, ISO codes in upper case, empty where none is known; borrowed
 * from the plan, the record or `iso`. */
bp_text bp_row_pay_currency(char iso[3], const bp_plan_row *r, const bp_row_pay *pay);

/* Converts the pay of a record into the currency of the choice at the rate of its date,
 * else of the last day of its year.  The number of the rate; BP_NO_RATE when `code` has
 * none.  Pay that does not fit is excluded by *pay.
 *   code  not that of the choice */
size_t bp_row_pay_convert(bp_row_pay *pay, const bp_plan_row *r, bp_text code,
                          int32_t year);

/* Its first step: the rate, by what the date column says ("" without one). */
size_t bp_row_pay_rate(const bp_plan *p, size_t file, bp_text day, bp_text code,
                       int32_t year);

/* units / fte, half to even; fte in 10^-BP_SCALE_MAX, above 0.  BP_NO_PAY when it does
 * not fit. */
int64_t bp_row_pay_full_time(int64_t units, int64_t fte);

/* Half of an odd sum of two ends goes to the even neighbour. */
int64_t bp_row_pay_middle(int64_t low, int64_t high);

/* Is the pay of element 0 within the limits of the choice?  When it is not, `limit` says
 * in words which one it misses. */
bool bp_row_pay_within(const bp_plan *p, int64_t units, char limit[BP_LIMIT_TEXT]);

#endif
