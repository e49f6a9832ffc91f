/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.c - can an input be used, and what would a careful analyst ask about it?
 *
 * A check never fails over bad data: that they cannot be used, and why, is its answer. */
#include "answer/check.h"

#include <inttypes.h>
#include <stdio.h>

#include "analysis/warnings_published.h"
#include "answer/placing.h"
#include "answer/tables.h"
#include "data/published.h"

/* Somebody set a limit: what lies beyond the gap was looked at. */
static bool has_limits(const bp_choice *c)
{
    return c->has_min_pay || c->has_max_pay;
}

/* Pay lies as pay of two periods does, be it said to be of one or not. */
static void doubt_period(bp_answer *a, const bp_warning *w)
{
    char between[32];
    const char *period = bp_survey_period(a->survey);
    const bool said = period[0] != '\0';
    const bp_loc at = { .file = bp_survey_input(a->survey, 0)->file };
    snprintf(between, sizeof between, "%.15g", w->between);
    const bp_setting setting[] = {
        { w->low ? BP_SET_MIN_PAY : BP_SET_MAX_PAY, NULL, between },
        { w->low ? BP_SET_MAX_PAY : BP_SET_MIN_PAY, NULL, between },
    };
    char lies[160];
    snprintf(lies, sizeof lies,
             "lies in two groups far apart, the higher about %.15g times the lower "
             "(%" PRIu64 " row%s in the smaller one)",
             w->times, w->rows, w->rows == 1 ? "" : "s");
    if (said)
        bp_doubts_add(&a->doubts, "period", &at, setting, 2,
                      "pay is said to be for %s, but %s: leave one of them out", period,
                      lies);
    else
        bp_doubts_add(&a->doubts, "period", &at, setting, 2,
                      "pay %s: map the column of their periods, or leave one of them out",
                      lies);
}

static bp_status look(bp_answer *a, bool clouds, bool outliers, bp_err *err)
{
    /* a currency that was named, or groups by it, need no word */
    const bp_look_for what = { .currencies = a->choice.currency == NULL &&
                                             !bp_survey_mixed(a->survey),
                               .clouds = clouds,
                               .outliers = outliers,
                               .n_keys = bp_tables_outlier_keys(a, a->survey) };
    bp_status status = bp_warnings_new(&a->warnings, a->survey, &what, err);
    for (size_t i = 0; status == BP_OK && i < a->warnings->n; i++)
        if (a->warnings->warning[i].kind == BP_WARN_PERIODS &&
            a->warnings->warning[i].apart && !has_limits(&a->choice))
            doubt_period(a, &a->warnings->warning[i]);
    return status;
}

bp_status bp_check_pay(bp_answer *a, bp_err *err)
{
    const bool likely = a->table == NULL || a->table->wide;
    return look(a, likely || a->choice.outliers != BP_OUTLIERS_OFF, false, err);
}

bp_status bp_check_doubts(const bp_answer *a, bp_err *err)
{
    return a->question->subject == BP_ASK_CHECK
               ? BP_OK
               : bp_doubts_fail(&a->doubts, a->question->labels.settings, err);
}

bp_status bp_check_records(bp_answer *a, bp_err *err)
{
    bp_status status = look(a, true, a->choice.outliers == BP_OUTLIERS_FLAG, err);
    if (status != BP_OK)
        return status;
    for (size_t i = 0; a->reading.strict && i < a->warnings->n; i++) {
        const bp_warning *w = &a->warnings->warning[i];
        if (w->kind != BP_WARN_CONFLICT || a->unusable != BP_USABLE)
            continue;
        const bp_loc at = { .file = w->file, .line = w->line[0] };
        bp_fail(&a->failure, &at, BP_EDATA,
                "the same organization, person and date appear in another row with "
                "different pay");
        a->unusable = BP_UNUSABLE_CONFLICT;
    }
    return BP_OK;
}

static bool too_many_malformed(const bp_answer *a)
{
    uint64_t rows = 0, malformed = 0;
    for (size_t i = 0; i < bp_survey_inputs(a->survey); i++) {
        const bp_tally *t = bp_survey_input(a->survey, i);
        rows += t->rows;
        malformed += t->excluded[BP_RULE_QUOTE] + t->excluded[BP_RULE_RAGGED] +
                     t->excluded[BP_RULE_NUMBER];
    }
    return malformed * 1000 > a->reading.max_malformed_permille * rows;
}

static bool is_blank(const bp_published *t, size_t row)
{
    for (size_t i = 0; i < t->n_points; i++)
        if (bp_published_cell(t, row, t->point[i].column)->what != BP_STATED_NOTHING)
            return false;
    return true;
}

/* Why no offer can be placed in a line; figures out of order are warned of elsewhere. */
static void count_lost(bp_answer *a, size_t row, const bp_err *why)
{
    bp_published_line line;
    if (is_blank(a->published, row))
        a->lines_missing++;
    else if (bp_published_line_at(&line, a->published, row, NULL) != BP_OK)
        a->lines_wrong++;
    if (a->failure.status == BP_OK && !is_blank(a->published, row))
        a->failure = *why;
}

/* A line can be used if an offer can be placed in it: it is tried. */
static bp_status look_at_lines(bp_answer *a, bp_err *err)
{
    const bp_published *t = a->published;
    size_t usable = 0;
    a->failure = (bp_err){ .status = BP_OK };
    for (size_t row = 0; row < t->n_rows; row++) {
        bp_market *m = NULL;
        bp_published_line line;
        bp_err why;
        const bp_status status = bp_placing_market(&m, &line, t, row, BP_LOGNORMAL, &why);
        bp_market_free(m);
        usable += status == BP_OK;
        if (status == BP_EDATA)
            count_lost(a, row, &why);
        else if (status != BP_OK)
            return bp_fail(err, NULL, status, "%s", why.text);
    }
    a->unusable = a->doubts.n > 0                 ? BP_UNUSABLE_DOUBTS
                  : usable > 0                    ? BP_USABLE
                  : a->failure.status == BP_EDATA ? BP_UNUSABLE_UNREADABLE
                                                  : BP_UNUSABLE_NO_FIGURE;
    return BP_OK;
}

bp_status bp_check_compute(bp_answer *a, bp_err *err)
{
    if (a->published != NULL) {
        bp_status status = look_at_lines(a, err);
        return status == BP_OK ? bp_warnings_of_published(&a->warnings, a->published, err)
                               : status;
    }
    if (a->survey == NULL)
        return BP_OK;
    bp_status status = bp_check_records(a, err);
    if (status == BP_OK && a->doubts.n > 0)
        a->unusable = BP_UNUSABLE_DOUBTS;
    else if (status == BP_OK && too_many_malformed(a))
        a->unusable = BP_UNUSABLE_MALFORMED;
    else if (status == BP_OK && a->unusable == BP_USABLE &&
             bp_survey_used(a->survey) == 0)
        a->unusable = BP_UNUSABLE_NO_PAY;
    return status;
}
