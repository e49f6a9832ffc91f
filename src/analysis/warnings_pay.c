/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_pay.c - pay that looks as if it were of another period or unit.
 *
 * That pay lies in two clouds is seen in all pay at once; which rows are in the smaller
 * one is known only where records were kept, so that a narrow question, which keeps none,
 * has the count without the lines. */
#include <math.h>

#include "analysis/clouds.h"
#include "analysis/warning_list.h"
#include "data/records.h"

/* The rows in the smaller cloud. */
static bp_status add_lines(bp_warning *w, const bp_survey *s, const bp_clouds *c,
                           bp_err *err)
{
    bp_records_reader r = { .survey = s };
    bp_warning_rows rows = { 0 };
    bp_record_row row;
    for (bp_record_at at = { 0 }; bp_records_next(&r, &at, &row); at.row++)
        if (row.pay[0] > 0 && (row.pay[0] < c->gap) == c->low)
            bp_warning_rows_put(&rows, &row.place);
    bp_warning_add_rows(w, s, &rows);
    w->rows = c->fewer;
    return bp_records_end(&r, err);
}

/* One digit and zeros: "2,000" of 2,080. */
static double round_to_digit(double x)
{
    const double unit = pow(10, floor(log10(x)));
    return round(x / unit) * unit;
}

bp_status bp_warn_of_pay(bp_warning_list *list, const bp_survey *s, bp_err *err)
{
    bp_pay_groups *groups;
    if (bp_survey_shape(s)->ratio[0] != BP_RATIO_NONE)
        return BP_OK; /* which is of no unit that could be another */
    bp_status status = bp_pay_groups_new(&groups, s, 0, NULL, 0, err);
    if (status != BP_OK)
        return status;
    const bp_pay_group *all = &groups->group[0];
    bp_clouds c = { 0 };
    if (all->pay.n > 1 && !all->mixed)
        bp_clouds_find(&c, &all->pay);
    bp_pay_groups_free(groups);
    if (c.fewer == 0)
        return BP_OK;
    const bool few = c.fewer == 1 || c.fewer * 100 < c.n;
    const double unit = pow(10, -bp_survey_shape(s)->scale);
    bp_warning w = { .kind = few ? BP_WARN_UNITS : BP_WARN_PERIODS,
                     .times = round_to_digit(c.times),
                     .between = round_to_digit((double)c.gap * unit),
                     .low = c.low,
                     .apart = c.gap_between };
    status = add_lines(&w, s, &c, err);
    if (status == BP_OK)
        bp_warning_list_add(list, &w);
    return status;
}
