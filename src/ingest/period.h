/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period.h - what pay is paid for: its words, and what makes a year's pay of it.
 * Layer: ingest. */
#ifndef BP_INGEST_PERIOD_H
#define BP_INGEST_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/read.h"

typedef enum bp_period_word {
    BP_PERIOD_NO_WORD,
    BP_PERIOD_SURE,  /* "Hourly", "pro Jahr": it means nothing else */
    BP_PERIOD_SHORT, /* "hr", "pa", "mo": also a department or a state */
    BP_PERIOD_STATUS /* "Salaried", "Exempt": a year's pay where others say "Hourly" */
} bp_period_word;

/* What words mean ("hourly", "per hour", "/hr", "Annual Salary", "p.a.", "al mese"); *out
 * is set unless they mean nothing. */
bp_period_word bp_period_read(bp_period *out, bp_text words);

/* Takes such a word of a script without blanks off the start of t: "月給" of "月給25万円".
 */
bool bp_period_skip(bp_text *t, bp_period *out);

/* The letter of a column that has nothing but such: A, B (a fortnight), D, H, M, S (half a
 * month) and W, as payroll programs write how often. */
bool bp_period_code(bp_period *out, bp_text letter);

/* ... of a cell of such a column, or where `codes` is false of any other. */
bool bp_period_of_cell(bp_period *out, bp_text words, bool codes);

/* "a year", "a month", "an hour" ...; "" for BP_PERIOD_AS_IS. */
const char *bp_period_name(bp_period period);

/* An hour and a day are as long for part-timers: their rates are those of full time. */
static inline bool bp_period_is_time(bp_period period)
{
    return period == BP_PERIOD_HOURLY || period == BP_PERIOD_DAILY;
}

/* The same as yes or no. */
bool bp_period_parse(bp_period *out, bp_text words);

/* ---- as factors ---- */

/* A year's pay is hardly below this, in the main unit of any currency. */
#define BP_SMALL_FOR_A_YEAR 1000

/* Pay is multiplied by times / of, which is whole but for some days. */
typedef struct bp_factor {
    int64_t times;
    int64_t of; /* above 0 */
} bp_factor;

/* For an hour the hours of the reading, for a day an eighth of these, 52, 26, 24, its
 * pays a year for a month; 1 for annual pay and pay that is left as it is. */
bp_factor bp_factor_of(const bp_reading *reading, bp_period period);

/* False when the product does not fit. */
bool bp_factor_apply(int64_t *units, bp_factor f);

#endif
