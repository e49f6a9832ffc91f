/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settle.c - by which method intervals are.
 *
 * Percentiles and offers of one question have theirs settled by the same facts, so that
 * where organisations are clusters to the one they are to the other. */
#include "analysis/settle.h"

/* Why a population corrects nothing; NULL: it does. */
static const char *why_no_population(bp_ci_method method)
{
    switch (method) {
    case BP_CI_ORDER:
        return "intervals of order statistics know no population: they have no variance "
               "to correct";
    case BP_CI_CLOPPER:
        return "Clopper and Pearson's intervals know no population: they have no "
               "variance to correct";
    case BP_CI_WILSON:
        return "Wilson's intervals know no population: they have no variance to correct";
    case BP_CI_BOOTSTRAP:
    case BP_CI_BCA:
        return "a bootstrap knows no population: its samples are drawn as if there were "
               "no end of units";
    default:
        return NULL;
    }
}

static bool is_drawn(bp_ci_method method)
{
    return method == BP_CI_BOOTSTRAP || method == BP_CI_BCA;
}

/* Of people who were drawn without organisations `single` is the method. */
static bp_status settle(bp_ci *out, const bp_ci *asked, bp_ci_method single,
                        const bp_pay_groups *g, bp_err *err)
{
    const bp_weighting weights = bp_survey_weighting(g->survey);
    const bool orgs = g->group[0].orgs >= 2,
               apart = weights == BP_WEIGHTS_SAMPLING || weights == BP_WEIGHTS_ANALYTIC;
    *out = *asked;
    if (asked->method == BP_CI_AUTO &&
        (bp_survey_of_lines(g->survey) || bp_survey_of_posts(g->survey)))
        out->method = BP_CI_NONE; /* rows are no people that were drawn */
    if (out->method == BP_CI_NONE)
        return BP_OK;
    if (!(asked->level > 0 && asked->level < 1))
        return bp_fail(err, NULL, BP_EUSAGE, "the level of intervals is not in (0, 1)");
    if (asked->method == BP_CI_AUTO)
        out->method = orgs                             ? BP_CI_CLUSTERED
                      : apart || asked->population > 0 ? BP_CI_WOODRUFF
                                                       : single;
    out->by_org = orgs && is_drawn(out->method);
    if (out->method == BP_CI_CLUSTERED && !orgs)
        return bp_fail(err, NULL, BP_EDATA,
                       "intervals clustered by organization need two of them at least");
    if (out->method == BP_CI_ORDER && apart)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "intervals of order statistics count people: %s weights have none",
                       bp_weighting_name(weights));
    if (is_drawn(out->method) && weights != BP_UNWEIGHTED)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "a bootstrap of weighted pay is not known here");
    const char *why = why_no_population(out->method);
    if (why != NULL && asked->population > 0)
        return bp_fail(err, NULL, BP_EUSAGE, "%s", why);
    return BP_OK;
}

static bool is_of_shares(bp_ci_method method)
{
    return method == BP_CI_CLOPPER || method == BP_CI_WILSON;
}

bp_status bp_ci_settle(bp_ci *out, const bp_ci *asked, const bp_pay_groups *g,
                       bp_err *err)
{
    bp_ci ci = *asked;
    if (is_of_shares(ci.method))
        ci.method = BP_CI_AUTO;
    return settle(out, &ci, BP_CI_ORDER, g, err);
}

bp_status bp_ci_settle_shares(bp_ci *out, const bp_ci *asked, const bp_pay_groups *g,
                              bp_err *err)
{
    bp_ci ci = *asked;
    if (bp_survey_weighting(g->survey) != BP_UNWEIGHTED)
        ci.method = BP_CI_NONE;
    return settle(out, &ci, BP_CI_CLOPPER, g, err);
}
