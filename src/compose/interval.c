/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.c - how sure figures are, for people.
 *
 * Machines get the limits of every percentile; people get those of the median, which is
 * what they quote, and the method by which they were found. */
#include "compose/interval.h"
#include "compose/fields.h"

#include "analysis/replicates.h"
#include "compose/words.h"

/* " of 1,999 samples of people, seed 1" */
static const char *drawn(bp_report *r, const bp_ci *ci)
{
    const bp_value value[] = { bp_value_count(BP_REPLICATES),
                               bp_value_number((double)ci->seed) };
    return ci->method == BP_CI_BOOTSTRAP || ci->method == BP_CI_BCA
               ? bp_words_line(r,
                               ci->by_org
                                   ? BP_SAY(" of {} samples of organizations, seed {}")
                                   : BP_SAY(" of {} samples of people, seed {}"),
                               value, 2)
               : "";
}

static const char *words(bp_report *r, const bp_ci *ci, const char *how)
{
    const char *of = ci->population > 0
                         ? bp_report_text(r, ", of a population of %llu",
                                          (unsigned long long)ci->population)
                         : "";
    return bp_report_text(r, "%g%%, %s%s%s", 100 * ci->level, how, drawn(r, ci), of);
}

const char *bp_words_ci(bp_report *r, const bp_ci *ci)
{
    static const char *const how[] = {
        [BP_CI_NONE] = "",
        [BP_CI_AUTO] = "",
        [BP_CI_ORDER] = "by order statistics",
        [BP_CI_WOODRUFF] = "from the error of the share at or below (Woodruff)",
        [BP_CI_CLUSTERED] = "with organizations as clusters (Woodruff)",
        [BP_CI_BOOTSTRAP] = "bootstrap percentiles",
        [BP_CI_BCA] = "bias-corrected and accelerated bootstrap",
        [BP_CI_CLOPPER] = "",
        [BP_CI_WILSON] = "",
    };
    return words(r, ci, how[ci->method]);
}

const char *bp_words_ci_share(bp_report *r, const bp_ci *ci, bool placed)
{
    static const char *const how[] = {
        [BP_CI_NONE] = "",
        [BP_CI_AUTO] = "",
        [BP_CI_ORDER] = "Clopper and Pearson's, as those of order statistics",
        [BP_CI_WOODRUFF] = "by Student's t on the log odds",
        [BP_CI_CLUSTERED] =
            "by Student's t on the log odds, with organizations as clusters",
        [BP_CI_BOOTSTRAP] = "bootstrap percentiles",
        [BP_CI_BCA] = "bias-corrected and accelerated bootstrap",
        [BP_CI_CLOPPER] = "Clopper and Pearson's",
        [BP_CI_WILSON] = "Wilson's",
    };
    return placed ? bp_report_text(r,
                                   "%g%%, with the effective number of people at the "
                                   "nearest percentile that is shown",
                                   100 * ci->level)
                  : words(r, ci, how[ci->method]);
}

/* Why an interval has not both limits. */
static const char *without_limits(const bp_figure *f)
{
    const bool withheld = f->lo_state == BP_WITHHELD || f->hi_state == BP_WITHHELD;
    return withheld ? "withheld: too few beyond it" : "n/a: too few people";
}

const char *bp_words_limits(bp_report *r, const bp_percentiles *p, bp_figure f,
                            const char *currency)
{
    if (f.state != BP_SHOWN || p->ci.method == BP_CI_NONE)
        return NULL;
    if (!bp_figure_bounded(&f))
        return bp_report_text(r, "%g%% interval %s", 100 * p->ci.level,
                              without_limits(&f));
    const bp_value limit[] = { bp_value_money(f.lo, currency),
                               bp_value_money(f.hi, currency) };
    return bp_report_text(r, "%g%% interval %s", 100 * p->ci.level,
                          bp_words_line(r, BP_SAY("{} to {}"), limit, 2));
}

static void add_note(bp_report *r, bp_template words, const char *text)
{
    bp_report_remark(r, words, BP_VALUES(bp_value_text(text)));
}

/* Adds how intervals were found to the small print, where there are some. */
static void add_intervals(bp_report *r, const bp_percentiles *p)
{
    if (p->ci.method != BP_CI_NONE)
        add_note(r, BP_SAY("Intervals: {}."), bp_words_ci(r, &p->ci));
}

void bp_compose_how(bp_report *r, const bp_answer *a, const bp_percentiles *p)
{
    add_note(r, BP_SAY("Percentiles: {}."), bp_words_qtype(a));
    if (p->basis != BP_BASIS_INCUMBENT)
        add_note(r, BP_SAY("{}"), bp_words_whose_pay(r, a));
    add_intervals(r, p);
}

bp_value bp_compose_limit(const bp_figure *f, bool high, const char *currency)
{
    const bp_state state = high ? f->hi_state : f->lo_state;
    const unsigned why = state == BP_WITHHELD        ? BP_WHY_INTERVAL
                         : state == BP_NOT_ESTIMABLE ? BP_WHY_NOT_ESTIMABLE
                                                     : 0;
    const bp_figure limit = f->state != BP_SHOWN ? bp_figure_without(f->state, f->reasons)
                            : state == BP_SHOWN  ? bp_figure_of(high ? f->hi : f->lo)
                                                 : bp_figure_without(state, why);
    return bp_money_of(limit, currency);
}
