/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_ask.c - the commands that ask one question, and write what is answered:
 *
 *   check        what is in a file, and can it be used?
 *   percentiles  pay percentiles by group
 *   tiers        medians by tier, or the points of a published range
 *   offer        where offers are in their markets
 *   project      how pay grew, and where it goes
 *   scope        pay on the scope of a job
 *   equity       pay of groups of people against one of them */
#include "cli/command.h"
#include "cli/drawn.h"
#include "cli/run.h"

static bp_status ask(const bp_request *r, bp_subject subject, bp_err *err)
{
    return bp_run_question(r, bp_request_question(r, subject), bp_write_report, err);
}

/* The same where figures may be of samples that are drawn. */
static bp_status ask_sampled(const bp_request *r, bp_subject subject, bp_err *err)
{
    bp_status status = bp_request_check_seed(r, err);
    return status == BP_OK ? ask(r, subject, err) : status;
}

/* The same with charts. */
static bp_status ask_drawn(const bp_request *r, bp_subject subject, bp_err *err)
{
    bp_question q = bp_request_question(r, subject);
    q.charts = bp_drawn_parts(r);
    return bp_run_question(r, q, bp_write_drawn, err);
}

bp_status bp_cmd_check(const bp_request *r, bp_err *err)
{
    return ask(r, BP_ASK_CHECK, err);
}

bp_status bp_cmd_percentiles(const bp_request *r, bp_err *err)
{
    return ask_sampled(r, BP_ASK_PERCENTILES, err);
}

bp_status bp_cmd_tiers(const bp_request *r, bp_err *err)
{
    return ask_sampled(r, r->tiers.has_range ? BP_ASK_RANGE : BP_ASK_TIERS, err);
}

bp_status bp_cmd_offer(const bp_request *r, bp_err *err)
{
    return ask_sampled(r, BP_ASK_OFFER, err);
}

bp_status bp_cmd_project(const bp_request *r, bp_err *err)
{
    return ask(r, BP_ASK_GROWTH, err);
}

bp_status bp_cmd_scope(const bp_request *r, bp_err *err)
{
    if (r->scope.n_on == 0)
        return bp_fail(err, &(bp_loc){ .name = "scope" }, BP_EUSAGE,
                       "say what pay depends on: --on COLUMN, as --on beds");
    return ask_drawn(r, BP_ASK_SCOPE, err);
}

bp_status bp_cmd_equity(const bp_request *r, bp_err *err)
{
    if (r->equity.group == NULL)
        return bp_fail(err, &(bp_loc){ .name = "equity" }, BP_EUSAGE,
                       "say whose pay is compared: --group COLUMN, as --group gender");
    return ask_drawn(r, BP_ASK_EQUITY, err);
}
