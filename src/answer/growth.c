/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth.c - how pay moved from year to year, and where it goes.
 *
 * In two steps, with the gate between them: yearly medians and matched growth are figures
 * of people; a trend, its path and its fan are derived from those that are shown, so a
 * projection reveals no more than its observations do. */
#include "answer/growth.h"

bp_status bp_growth_observe(bp_answer *a, bp_err *err)
{
    if (a->wide != NULL)
        return bp_observed_of_series(&a->observed, a->wide->year, a->wide->value,
                                     a->wide->n, err);
    if (a->survey == NULL)
        return BP_OK;
    bp_status status = bp_observed_new(
        &a->observed, a->survey, a->question->growth.matching, a->method.qtype, err);
    if (status != BP_OK || a->observed->twice == 0)
        return status;
    const bp_loc at = { .file = a->question->reading.file[0] };
    return bp_fail(err, &at, BP_EDATA,
                   "year %d appears twice in a series of one figure a year",
                   a->observed->twice);
}

bp_status bp_growth_project(bp_answer *a, bp_err *err)
{
    bp_status status = bp_growth_new(&a->growth, &a->growing, a->observed, err);
    return status == BP_OK && bp_answer_draws(a) && a->observed != NULL
               ? bp_fan_new(&a->fan, a->growth, err)
               : status;
}
