/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request_growth.c - what the options of growth mean together.
 *
 * A user names a rate, a fit, a match or scenarios, and often none of them: the source
 * of growth and how far it goes follow from all the options at once, by the same rules
 * for a command, a chart and a report. */
#include "cli/request.h"

/* What is given, fitted or matched: one of them. */
static bp_status check_source(const bp_request *r, bp_err *err)
{
    const bp_choice *c = &r->choice;
    if ((c->pay_from == NULL) != (c->pay_to == NULL))
        return bp_fail(err, NULL, BP_EUSAGE, "--pay-from and --pay-to go together");
    if (c->pay_from != NULL && c->pay != NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--pay names one column, --pay-from and --pay-to two: choose");
    if (c->pay_from != NULL && r->matching != BP_MATCH_NONE)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--pay-from matches by row: leave out --matched");
    bool matched = c->pay_from != NULL || r->matching != BP_MATCH_NONE;
    if (r->growth.has_rate + r->fit + matched > 1)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "growth is given (--rate), fitted (--fit) or matched (--matched, "
                       "--pay-from): choose one");
    return BP_OK;
}

static bp_status check_sense(const bp_request *r, bp_err *err)
{
    const bp_growth_plan *p = &r->growth;
    bool horizon = p->years > 0 || p->to > 0;
    if (p->years > 0 && p->to > 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--years and --to both say how far: choose one");
    if (p->paths > 0 && !r->fit)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--simulate draws from a fitted trend: it needs --fit");
    if (p->from > 0 && !p->has_rate && r->n_scenario == 0)
        return bp_fail(
            err, NULL, BP_EUSAGE,
            "--from starts a path at a rate: it needs --rate P%% or --scenario");
    if (r->series && (horizon || p->has_rate || p->paths > 0 || r->n_scenario > 0))
        return bp_fail(
            err, NULL, BP_EUSAGE,
            "--series shows what was observed: it has no rate, path and horizon");
    return BP_OK;
}

/* Without any option growth is fitted; a rate or scenarios make it given, pairs of pay
 * matched.  Matched growth, which says what was, is projected only as far as is asked. */
bp_status bp_request_settle_growth(bp_request *r, bp_err *err)
{
    bp_growth_plan *p = &r->growth;
    bp_status status = check_source(r, err);
    if (status == BP_OK)
        status = check_sense(r, err);
    if (status != BP_OK)
        return status;

    if (r->choice.pay_from != NULL)
        r->matching = BP_MATCH_ROW;
    bool matched = r->matching != BP_MATCH_NONE;
    bool chosen = p->has_rate || matched || r->n_scenario > 0 || r->series;
    r->asks_growth = chosen || r->fit || p->years > 0 || p->to > 0;
    p->source = matched             ? BP_GROWTH_MATCHED
                : r->fit || !chosen ? BP_GROWTH_FITTED
                                    : BP_GROWTH_GIVEN;
    bool path = !r->series && (!matched || r->n_scenario > 0);
    if (path && p->years == 0 && p->to == 0)
        p->years = BP_YEARS_STANDARD;
    p->scenario = r->scenario;
    p->n_scenarios = r->n_scenario;
    return BP_OK;
}
