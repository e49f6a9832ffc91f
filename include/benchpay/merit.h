/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit.h - a budget of increases, spent by rating and place in the range.
 * Layer: pricing. */
#ifndef BP_MERIT_H
#define BP_MERIT_H

#include "benchpay/employees.h"

BP_API_BEGIN

/* Who is below the minimum after the increase is brought to it, or not. */
typedef enum bp_bring {
    BP_BRING_NOT,
    BP_BRING_WITHIN,  /* inside the budget */
    BP_BRING_SEPARATE /* beside it */
} bp_bring;

typedef struct bp_merit_question {
    bp_employees_question employees; /* of a structure; the market is not looked at */
    const char *matrix; /* a csv of rating, Q1 to Q4 and maybe below, above, in percent */
    bool has_budget;
    bool budget_is_share; /* in percent of the pay of all who have a range */
    bp_decimal budget;    /* >= 0 */
    bool uncapped;        /* increases may pass the maximum */
    bool lump;            /* what passes it is paid once, and costs as much */
    bp_decimal round;     /* increases and lump sums to multiples of this; 0: not */
    bp_bring bring;
    int32_t hired_before; /* 20261001: only who was hired before is eligible; 0: all */
    bool summary;         /* ratings and zones alone, without a line a person */
} bp_merit_question;

typedef struct bp_merit_person {
    const char *person;
    const char *grade;
    const char *rating;
    bp_zone zone;     /* before the increase */
    double pay;       /* as it is paid, a year */
    double guideline; /* of the matrix, in percent */
    double increase;
    double lump;
    double to_min; /* after the increase, where somebody is brought to the minimum */
    double new_pay;
    double new_compa; /* at full time / midpoint */
} bp_merit_person;

/* The people of one rating in one zone. */
typedef struct bp_merit_cell {
    const char *rating;
    bp_zone zone;
    uint64_t people;
    double pay;
    double cost;
} bp_merit_cell;

/* Made whole and constant.  Increase = pay * guideline * k * share of the year, at most
 * the room up to the maximum. */
typedef struct bp_merit {
    double k; /* 1, or the smallest by which the budget is spent */
    double payroll;
    bp_figure budget;
    double cost; /* of increases and lump sums, and of minima within the budget */
    double lump;
    double to_min;
    uint64_t capped; /* people whose increase would pass the room */
    double rounding; /* what rounding has added to the cost */
    size_t n_people; /* with a range; bp_merit_person_at */
    uint64_t late;   /* who were hired too late */
    const bp_merit_cell
        *cell; /* [n_cells] that have people, by rating as in the matrix */
    size_t n_cells;
    const char *const *by; /* [n_by] the group columns */
    size_t n_by;
} bp_merit;

/* q is not looked at afterwards but for its texts.
 * Errors: BP_EUSAGE  no structure or matrix; parts that contradict each other
 *         BP_EDATA   a rating without a line in the matrix; a budget that is more than
 *                    can be spent, or less than the minima take; those of reading
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_merit_new(bp_merit **out, const bp_merit_question *q, bp_err *err);
void bp_merit_free(bp_merit *m);

/* The i-th, in the order of the input, and the value of group column k; "" is blank. */
bp_merit_person bp_merit_person_at(const bp_merit *m, size_t i);
const char *bp_merit_person_by(const bp_merit *m, size_t i, size_t k);

BP_API_END

#endif
