/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "analysis/warnings_published.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/offering.h"
#include "compose/words.h"
#include "report/build.h"

/* Why the rows make no benchmark, or NULL. */
static const char *judge(bp_report *report, const bp_request *r, const bp_survey *survey,
                         const bp_warnings *warnings)
{
    bp_err err;
    uint64_t rows = 0, malformed = 0, excluded[BP_RULE_COUNT] = { 0 };
    bp_rule most = BP_RULE_RAGGED;
    for (size_t i = 0; i < bp_survey_inputs(survey); i++) {
        const bp_tally *t = bp_survey_input(survey, i);
        rows += t->rows;
        malformed += t->excluded[BP_RULE_RAGGED] + t->excluded[BP_RULE_NUMBER];
        for (bp_rule k = 0; k < BP_RULE_COUNT; k++)
            excluded[k] += t->excluded[k];
    }
    for (bp_rule k = 0; k < BP_RULE_COUNT; k++)
        most = excluded[k] > excluded[most] ? k : most;
    if (malformed * 1000 > r->reading.max_malformed_permille * rows)
        return "more rows are malformed than --max-malformed allows";
    if (bp_answer_strict(r, warnings, &err) != BP_OK)
        return bp_report_text(report, "%s", err.text);
    if (bp_survey_used(survey) > 0)
        return NULL;
    return excluded[most] == 0 ? "no row has pay that counts"
                               : bp_report_text(report,
                                                "no row has pay that counts; %" PRIu64
                                                " of %" PRIu64 " have: %s",
                                                excluded[most], rows,
                                                bp_words_rule(bp_rule_name(most)).text);
}

static bp_status fill(bp_report *report, const bp_request *r, const bp_survey *survey,
                      bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    if (survey == NULL) {
        bp_compose_unusable(report, &context, err->text);
        return BP_OK;
    }
    bp_warnings *warnings = NULL;
    bp_status status = bp_answer_quality(&warnings, r, survey, err);
    if (status == BP_OK)
        bp_compose_check(report, &context, warnings, judge(report, r, survey, warnings));
    bp_warnings_free(warnings);
    return status;
}

static bp_status fill_published(bp_report *report, const bp_request *r,
                                const bp_survey *survey, bp_err *err)
{
    const bp_context context = bp_answer_context(r, survey);
    const bp_published *table = r->offered->table;
    bp_warnings *warnings = NULL;
    bp_status status = bp_warnings_of_published(&warnings, table, err);
    if (status == BP_OK)
        bp_compose_check_published(report, &context, table, warnings);
    if (!report->usable)
        bp_fail(err, NULL, BP_EDATA, "the input cannot be used");
    bp_warnings_free(warnings);
    return status;
}

static bp_status check_published(bp_request *r, bp_err *err)
{
    bp_offer_input in = { .list = NULL };
    bp_status status = bp_offering_alone(r, err);
    if (status == BP_OK)
        status = bp_published_read(&in.table, r->file.at[0], &r->reading, err);
    r->offered = &in;
    r->reading.n_files = 0;
    if (status == BP_OK)
        status = bp_answer(r, "check", fill_published, bp_answer_render, err);
    r->offered = NULL;
    bp_offering_release(&in);
    return status;
}

bp_status bp_cmd_check(bp_request *r, bp_err *err)
{
    /* Outliers are judged among their own tier. */
    static const char *const tier[] = { "tier" };
    bp_choice *c = &r->choice;
    if (c->n_by == 0) {
        c->by = tier;
        c->n_by = 1;
        c->by_known = true;
    }
    c->every_element = true;
    c->main_currency = true;
    r->answers = true;
    r->reading.keep_records = true;
    r->reading.allow_none = true;
    bool published = false;
    bp_status status = BP_OK;
    if (r->file.n == 1)
        status =
            bp_published_recognise(&published, r->file.at[0], &r->reading, c->pay, err);
    if (status != BP_OK)
        return status;
    return published ? check_published(r, err)
                     : bp_answer(r, "check", fill, bp_answer_render, err);
}
