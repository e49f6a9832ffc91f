/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a year's pay of an hour's or a month's.
 *
 * Factors are whole numbers, so that annual pay is as exact as what was paid.  The one
 * that is not, a day's where a year's hours are no multiple of eight, is kept as a
 * fraction, and its product is rounded once. */
#include "ingest/factor.h"

#include "base/divide.h"

/* A day's work, in hours. */
#define HOURS_A_DAY 8

static bp_factor whole(int64_t times)
{
    return (bp_factor){ times, 1 };
}

bp_factor bp_factor_of(const bp_reading *reading, bp_period period)
{
    const int64_t hours = reading->hours;
    switch (period) {
    case BP_PERIOD_HOURLY:
        return whole(hours);
    case BP_PERIOD_DAILY:
        return hours % HOURS_A_DAY == 0 ? whole(hours / HOURS_A_DAY)
                                        : (bp_factor){ hours, HOURS_A_DAY };
    case BP_PERIOD_WEEKLY:
        return whole(52);
    case BP_PERIOD_BIWEEKLY:
        return whole(26);
    case BP_PERIOD_SEMIMONTHLY:
        return whole(24);
    case BP_PERIOD_MONTHLY:
        return whole(reading->pays);
    case BP_PERIOD_AS_IS:
    case BP_PERIOD_ANNUAL:
        break;
    }
    return whole(1);
}

bool bp_factor_apply(int64_t *units, bp_factor f)
{
    bp_int128 all = (bp_int128)*units * f.times;
    if (f.of != 1)
        all = bp_divide(all, f.of);
    if (all > INT64_MAX || all <= INT64_MIN)
        return false;
    *units = (int64_t)all;
    return true;
}
