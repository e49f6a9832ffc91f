/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ageing.h - what pay of one date is worth on another.  Layer: base.
 *
 * Dates are numbers as in 20260228, of the calendar that is used today. */
#ifndef BP_BASE_AGEING_H
#define BP_BASE_AGEING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/ageing.h"
#include "benchpay/err.h"

/* The fraction of a percentage: .035 of "3.5%", "+3.5%" or "3.5 %".  False: it is none,
 * or not above -100 %, or above 1000 %. */
bool bp_percent_parse(double *out, bp_text text);

/* Reads "3.5%", or "2025: 3.5%, 2026: 4%".
 * Errors: BP_EUSAGE  neither; a year twice; not above -100 %, or above 1000 % */
bp_status bp_movement_parse(bp_movement *out, const char *text, const bp_loc *at,
                            bp_err *err);

/* Adds a rate: of a calendar year, or of all (0), which has no other beside it.  False:
 * it is there, it does not go with the others, or there are too many. */
bool bp_movement_put(bp_movement *m, int year, double rate);

/* "0.035", or "2025:0.035;2026:0.04".  Needs 32 bytes a rate. */
#define BP_MOVEMENT_TEXT (BP_YEAR_RATES_MAX * 32)
void bp_movement_text(char out[BP_MOVEMENT_TEXT], const bp_movement *m);

/* "compound", "months", ...: the words of a request, in the order of their enums; then
 * NULL. */
extern const char *const bp_ageing_forms[];
extern const char *const bp_day_counts[];

/* Which movement an element of pay has: 0 that of all pay, else one more than the place
 * of its own.  A target bonus and one that was paid move as `bonus` does. */
size_t bp_ageing_which(const bp_ageing *a, const char *pay);

const bp_movement *bp_ageing_movement(const bp_ageing *a, size_t which);

/* The number of a date "2026-02-28"; false: it is none. */
bool bp_day_parse(int32_t *out, bp_text text);

/* "2026-02-28".  size >= 12. */
void bp_day_text(char *out, size_t size, int32_t day);

/* So many months later, on the last day of a month that is too short. */
int32_t bp_day_plus_months(int32_t day, int months);

/* The years from one date to another, below 0 where it is the earlier one: then they are
 * those between the two, negated. */
double bp_ageing_years(int32_t from, int32_t to, bp_day_count count);

/* The part of them that is in a calendar year. */
double bp_ageing_part(int year, int32_t from, int32_t to, bp_day_count count);

/* What pay is multiplied by.  With rates by year, t_y is t to the far end of its part in
 * the year y less t to the near end: prod (1 + a_y)^t_y, or 1 + sum a_y t_y.
 * Errors: BP_EUSAGE  stepped by year
 *         BP_EDATA   no rate for a year of which there is a part; a factor that is not
 *                    above 0 */
bp_status bp_ageing_factor(double *out, const bp_movement *m, bp_ageing_form form,
                           bp_day_count count, int32_t from, int32_t to, bp_err *err);

#endif
