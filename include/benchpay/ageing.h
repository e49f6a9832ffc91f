/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ageing.h - how pay is brought from one date to another.  Layer: base. */
#ifndef BP_AGEING_H
#define BP_AGEING_H

#include <stddef.h>
#include <stdint.h>

/* How pay moves from year to year at a rate a. */
typedef enum bp_ageing_form {
    BP_AGEING_COMPOUND, /* (1 + a)^t */
    BP_AGEING_SIMPLE,   /* 1 + a t */
    BP_AGEING_STEPPED   /* (1 + a)^floor(t) (1 + a frac t) */
} bp_ageing_form;

/* How the years t between two dates are counted. */
typedef enum bp_day_count {
    BP_COUNT_MONTHS,   /* whole months over 12; 31 January to 28 February is one */
    BP_COUNT_ACT365,   /* days over 365 */
    BP_COUNT_ACT36525, /* days over 365.25 */
    BP_COUNT_30360     /* 30/360 US (NASD): months of 30 days, with its rules for the
                        * 31st and the last of February */
} bp_day_count;

#define BP_YEAR_RATES_MAX 64

/* A rate a year, .035 of 3.5 %, for all years or by calendar year. */
typedef struct bp_movement {
    size_t n;                    /* 0: none is known */
    int year[BP_YEAR_RATES_MAX]; /* [n] ascending; year[0] is 0 where there is one for all
                                  */
    double rate[BP_YEAR_RATES_MAX];
} bp_movement;

/* The movement of one element of pay, where it is not that of the others. */
typedef struct bp_element_movement {
    const char *pay; /* "bonus", "tcc", ...; or the column that is the pay */
    bp_movement movement;
} bp_element_movement;

/* How pay is brought to a date. */
typedef struct bp_ageing {
    bp_movement movement;           /* of all pay that has none of its own */
    const bp_element_movement *own; /* [n_own] */
    size_t n_own;
    bp_ageing_form form;
    bp_day_count count;
    int32_t to; /* 20270101 */
} bp_ageing;

#endif
