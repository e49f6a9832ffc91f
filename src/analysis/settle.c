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

/* What counts people, whom weights that are no counts tell apart; NULL: nothing does. */
static const char *counting(bp_ci_method method)
{
    switch (method) {
    case BP_CI_ORDER:
        return "intervals of order statistics";
    case BP_CI_CLOPPER:
        return "Clopper and Pearson's intervals";
    case BP_CI_WILSON:
        return "Wilson's intervals";
    default:
        return NULL;
    }
}

static bool tell_apart(bp_weighting w)
{
    return w == BP_WEIGHTS_SAMPLING || w == BP_WEIGHTS_ANALYTIC;
}

static bp_status check_weights(bp_ci_method method, bp_weighting w, bp_err *err)
{
    const char *counts = counting(method);
    if (counts != NULL && tell_apart(w))
        return bp_fail(err, NULL, BP_EUSAGE, "%s count people: %s weights have none",
                       counts, bp_weighting_name(w));
    if (is_drawn(method) && w != BP_UNWEIGHTED)
        return bp_fail(
            err, NULL, BP_EUSAGE,
            "a bootstrap draws people who count the same: it knows no weights");
    return BP_OK;
}

/* Of people who were drawn without organisations `single` is the method. */
static bp_status settle(bp_ci *out, const bp_ci *asked, bp_ci_method single,
                        const bp_pay_groups *g, bp_err *err)
{
    const bp_weighting weights = g->weighting;
    const bool orgs = g->group[0].orgs >= 2, alike = g->basis == BP_BASIS_ORG;
    *out = *asked;
    if (asked->method == BP_CI_AUTO &&
        (bp_survey_of_lines(g->survey) || bp_survey_of_posts(g->survey)))
        out->method = BP_CI_NONE; /* rows are no people that were drawn */
    if (out->method == BP_CI_NONE)
        return BP_OK;
    if (!(asked->level > 0 && asked->level < 1))
        return bp_fail(err, NULL, BP_EUSAGE, "the level of intervals is not in (0, 1)");
    if (asked->method == BP_CI_AUTO)
        out->method = orgs && !alike                                 ? BP_CI_CLUSTERED
                      : tell_apart(weights) || asked->population > 0 ? BP_CI_WOODRUFF
                                                                     : single;
    out->by_org = orgs && !alike && is_drawn(out->method);
    if (out->method == BP_CI_CLUSTERED && !orgs)
        return bp_fail(err, NULL, BP_EDATA,
                       "intervals clustered by organization need two of them at least");
    const char *why = why_no_population(out->method);
    if (why != NULL && asked->population > 0)
        return bp_fail(err, NULL, BP_EUSAGE, "%s", why);
    return check_weights(out->method, weights, err);
}

bp_status bp_ci_settle(bp_ci *out, const bp_ci *asked, const bp_pay_groups *g,
                       bp_err *err)
{
    bp_ci ci = *asked;
    if (bp_ci_of_places(ci.method))
        ci.method = BP_CI_AUTO;
    return settle(out, &ci, BP_CI_ORDER, g, err);
}

bp_status bp_ci_settle_shares(bp_ci *out, const bp_ci *asked, const bp_pay_groups *g,
                              bp_err *err)
{
    return settle(out, asked, BP_CI_CLOPPER, g, err);
}
