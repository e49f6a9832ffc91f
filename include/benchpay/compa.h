/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compa.h - where employees stand in their ranges of pay.  Layer: pricing.
 *
 * Part-time pay is compared at full time and costs its share: pay and what is above or
 * missing to a range are actual money, the range itself is that of full time. */
#ifndef BP_COMPA_H
#define BP_COMPA_H

#include "benchpay/employees.h"

BP_API_BEGIN

typedef struct bp_compa_question {
    bp_employees_question employees;
    bool summary; /* groups alone, without a line a person */
    bool chart;   /* the report has one */
} bp_compa_question;

/* One who has a range or a market.  Texts live as long as what they are of; "" where
 * there is none. */
typedef struct bp_compa_person {
    const char *person;
    const char *job;
    const char *grade;
    double pay; /* as it is paid, a year */
    double fte;
    bool has_range;
    double min; /* of full time, as all of these */
    double midpoint;
    double max;
    double compa;          /* pay at full time / midpoint */
    bp_figure penetration; /* (pay - min) / (max - min); absent without width */
    bp_zone zone;
    bp_figure market;
    bp_figure market_ratio;
    double to_min; /* what the pay lacks of the minimum, at its share of full time */
    double over_max;
} bp_compa_person;

typedef struct bp_compa_group {
    const char *const *by; /* [n_by] group values; NULL: everybody */
    uint64_t people;
    double pay;
    double midpoints;    /* at their shares of full time */
    double compa;        /* pay / midpoints */
    double compa_mean;   /* the mean of the people's ratios */
    double compa_median; /* their median, definition 7 */
    uint64_t zone[BP_ZONES];
    uint64_t ranges; /* people who have one */
    double to_min;
    double to_min_share; /* of the pay */
    double over_max;
} bp_compa_group;

/* Made whole and constant. */
typedef struct bp_compa {
    const bp_compa_question *question;
    size_t n_people;             /* with a range or a market; bp_compa_person_at */
    uint64_t without;            /* who have none */
    const bp_compa_group *group; /* [n_groups] everybody first */
    size_t n_groups;
    const char *const *by; /* [n_by] the group columns */
    size_t n_by;
} bp_compa;

/* Errors: BP_EUSAGE  neither a structure nor a market
 *         BP_EDATA   nobody has a range or a market; those of reading
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_compa_new(bp_compa **out, const bp_compa_question *q, bp_err *err);
void bp_compa_free(bp_compa *c);

/* The i-th, in the order of the input. */
bp_compa_person bp_compa_person_at(const bp_compa *c, size_t i);

/* The value of group column k of the i-th; "" is blank. */
const char *bp_compa_person_by(const bp_compa *c, size_t i, size_t k);

BP_API_END

#endif
