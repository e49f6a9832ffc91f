/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paylevel.c - are employees' pay and what it is held against for the same period?
 *
 * A payroll by the month beside ranges by the year gives a table that looks clean, with
 * everybody below the minimum.  Single people can be far from their range; where most of
 * them are, something was read otherwise than it is meant. */
#include "pricing/paylevel.h"

#include <math.h>

#include "benchpay/hint.h"

#define FAR 3        /* times its market, most pay never is */
#define NEAR 1.4     /* times what a period is of a year */
#define PEOPLE_MIN 3 /* fewer may well be exceptions */

bp_pay_level bp_pay_level_of(const bp_survey *s)
{
    return (bp_pay_level){ .file = bp_survey_input(s, 0)->file,
                           .said = bp_survey_period(s)[0] != '\0' };
}

void bp_pay_level_add(bp_pay_level *l, uint64_t people, double pay, double market)
{
    l->people += people;
    l->high += pay > FAR * market ? people : 0;
    l->low += FAR * pay < market ? people : 0;
    l->pay += (double)people * pay;
    l->market += (double)people * market;
}

/* The period that pay so many times a year's is for, about. */
static const char *period_of(double times)
{
    static const struct {
        const char *name;
        double times;
    } known[] = {
        { "monthly", 12 }, { "biweekly", 26 }, { "weekly", 52 },
        { "daily", 260 },  { "hourly", 2080 },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (fabs(log(times / known[i].times)) < log(NEAR))
            return known[i].name;
    return "for another period";
}

bp_status bp_pay_level_check(const bp_pay_level *l, const char *file, bool said,
                             bp_err *err)
{
    const bp_loc at = { .file = l->file };
    const bool high = 2 * l->high > l->people, low = 2 * l->low > l->people;
    if (l->people < PEOPLE_MIN || !(high || low) || (said && l->said))
        return BP_OK;
    const double times = l->pay / l->market;
    const char *period = period_of(high ? times : 1 / times);
    const bp_hint hint = { low && !l->said ? BP_HINT_PERIOD : BP_HINT_NONE, NULL };
    if (file == NULL)
        return bp_fail_hint(err, &at, BP_EDATA, hint,
                            "pay is %.4g times the prices of the same jobs: one of them "
                            "may be %s, or in other units",
                            times, period);
    return bp_fail_hint(err, &at, BP_EDATA, hint,
                        "pay is %.4g times what '%s' has for the same people: one of "
                        "them may be %s, or in other units; the headers of '%s' can say "
                        "so, as 'max (annual)' does",
                        times, file, period, file);
}
