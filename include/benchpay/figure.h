/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure.h - a number with its interval, its state and the reason.  Layer: base.
 *
 * Made by the statistics, passed or withheld by the gate, carried by the report
 * and drawn by every format and chart alike. */
#ifndef BP_FIGURE_H
#define BP_FIGURE_H

#include <stdbool.h>
#include <string.h>

#include "benchpay/api.h"

BP_API_BEGIN

typedef enum bp_state {
    BP_SHOWN,
    BP_WITHHELD,      /* known, and not to be shown */
    BP_NOT_ESTIMABLE, /* the data do not determine it */
    BP_ABSENT         /* there is nothing to compute it from */
} bp_state;

/* What stands for a currency where figures are shares of other pay: they are shown in
 * percent. */
#define BP_UNIT_SHARE "%"

/* Is it that?  NULL is not. */
static inline bool bp_unit_is_share(const char *currency)
{
    return currency != NULL && strcmp(currency, BP_UNIT_SHARE) == 0;
}

/* What a published figure is where it is no number of its own. */
typedef enum bp_coded {
    BP_CODED_NOT,      /* it is the number */
    BP_CODED_TOP,      /* "#": at or above a code that is not shown */
    BP_CODED_AT_LEAST, /* "239,200+" */
    BP_CODED_AT_MOST   /* "2,500-" */
} bp_coded;

/* Reasons are a set of bits, named by bp_reason_code. */
typedef enum bp_reason {
    BP_WHY_FEW_PEOPLE = 1 << 0,
    BP_WHY_FEW_ORGS = 1 << 1,
    BP_WHY_DOMINANCE = 1 << 2,
    BP_WHY_ALL_EQUAL = 1 << 3,
    BP_WHY_EQUATIONS = 1 << 4,
    BP_WHY_COMPLEMENT = 1 << 5,
    BP_WHY_DIFFERENCE = 1 << 6,
    BP_WHY_INTERVAL = 1 << 7,
    BP_WHY_MIXED_CURRENCY = 1 << 8,
    BP_WHY_NOT_ESTIMABLE = 1 << 9,
    BP_WHY_PUBLISHED = 1 << 10, /* shown as it was published: not of records */
    BP_WHY_NO_AMOUNT = 1 << 11, /* nothing is offered yet */
    BP_WHY_NO_MARKET = 1 << 12  /* nobody has what an offer is compared by */
} bp_reason;

#define BP_REASONS 13

/* "few-people", ...: the code of the csv and json contract for bit 1 << i. */
const char *bp_reason_code(unsigned i);

/* value, lo and hi are finite wherever their state is BP_SHOWN, else 0. */
typedef struct bp_figure {
    double value;
    double lo; /* limits of its interval */
    double hi;
    bp_state state;
    bp_state lo_state; /* BP_ABSENT where no interval was asked for, as below */
    bp_state hi_state;
    unsigned reasons;
} bp_figure;

/* How sure a figure is, beside its limits; 0 where the method has none of it. */
typedef struct bp_precision {
    double se;       /* the width of its interval over 2 t */
    double deff;     /* design effect on the share of people at or below it */
    double n_eff;    /* people over deff */
    double df;       /* degrees of freedom of its error: sampling units - 1 */
    double coverage; /* that an interval of order statistics achieves */
} bp_precision;

/* The lowest and the highest that a figure is by other conventions. */
typedef struct bp_sensitivity {
    bp_figure min;
    bp_figure max;
} bp_sensitivity;

/* A shown figure without an interval. */
bp_figure bp_figure_of(double value);

/* Has it a value? */
static inline bool bp_figure_shown(const bp_figure *f)
{
    return f->state == BP_SHOWN;
}

/* Has it both limits? */
static inline bool bp_figure_bounded(const bp_figure *f)
{
    return f->lo_state == BP_SHOWN && f->hi_state == BP_SHOWN;
}

/* A figure that is not shown. */
bp_figure bp_figure_without(bp_state state, unsigned reasons);

/* One that there is none of. */
static inline bp_figure bp_figure_absent(void)
{
    return bp_figure_without(BP_ABSENT, 0);
}

/* One of the limits of f as a figure of its own. */
static inline bp_figure bp_figure_limit(const bp_figure *f, double limit)
{
    return bp_figure_bounded(f) ? bp_figure_of(limit) : bp_figure_absent();
}

BP_API_END

#endif
