/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asked.c - by which methods a report was asked for, and whether it says so.
 *
 * What a request leaves open is settled by the records: the definition of percentiles by
 * their weights, intervals by their organisations. */
#include "audit/asked.h"

#include <stdio.h>

#include "base/str.h"

/* What a report is held against. */
typedef struct asked {
    const bp_question *question;
    const bp_json_value *report;
    const bp_payees *payees;
    const char *name;
    bp_err *err;
} asked;

#define NAME_MOST 64 /* bytes of a text of the report in a message */

/* A member of the method, a text or a number, which the request settles; NULL: null. */
static bp_status compare_member(const asked *a, const bp_json_value *method,
                                const char *key, const char *want)
{
    const bp_json_value *v = bp_json_find(method, key);
    if (v == NULL)
        return bp_fail(a->err, &(bp_loc){ .file = a->name }, BP_EDATA,
                       "the report does not say how it was made");
    const bool none = v->kind == BP_IS_LITERAL;
    const bp_text is = none ? bp_text_of("null") : v->text;
    if (none ? want == NULL : want != NULL && bp_text_equal(is, bp_text_of(want)))
        return BP_OK;
    return bp_fail(a->err, &(bp_loc){ .file = a->name }, BP_ENONE,
                   "method: %s is %.*s, by the request and the records it is %s", key,
                   (int)(is.n < NAME_MOST ? is.n : NAME_MOST), is.at,
                   want != NULL ? want : "null");
}

static const char *const ci_names[] = { [BP_RECOUNT_ORDER] = "order",
                                        [BP_RECOUNT_WOODRUFF] = "woodruff",
                                        [BP_RECOUNT_CLUSTERED] = "clustered" };

/* The method that the report names, where it is one that can be found again. */
static bp_recount_ci ci_named(const bp_json_value *report)
{
    const bp_json_value *v =
        bp_json_find(bp_json_find(bp_json_find(report, "method"), "ci"), "method");
    for (bp_recount_ci ci = BP_RECOUNT_ORDER; ci < BP_RECOUNT_OTHER; ci++)
        if (bp_json_is(v, BP_IS_STRING) &&
            bp_text_equal(v->text, bp_text_of(ci_names[ci])))
            return ci;
    return BP_RECOUNT_OTHER;
}

static bool has_two_orgs(const bp_payees *p)
{
    uint32_t one = BP_NO_ID;
    for (size_t i = 0; i < p->n; i++) {
        const uint32_t org = p->payee[i].org;
        if (org != BP_NO_ID && one != BP_NO_ID && org != one)
            return true;
        one = org != BP_NO_ID ? org : one;
    }
    return false;
}

/* Clustered from two organisations on, else Woodruff's of weights that tell people apart
 * or of a known population, else order statistics; of rows that are no people none. */
static bp_recount_ci ci_auto(const bp_question *q, const bp_payees *p)
{
    if (bp_survey_of_lines(p->survey) || bp_survey_of_posts(p->survey))
        return BP_RECOUNT_NONE;
    const bool alike = p->basis == BP_BASIS_ORG; /* organisations are what is counted */
    const bool apart =
        !alike && (p->basis == BP_BASIS_ORG_EQUAL || p->weights == BP_WEIGHTS_SAMPLING ||
                   p->weights == BP_WEIGHTS_ANALYTIC);
    return has_two_orgs(p) && !alike              ? BP_RECOUNT_CLUSTERED
           : apart || q->method.ci.population > 0 ? BP_RECOUNT_WOODRUFF
                                                  : BP_RECOUNT_ORDER;
}

bp_recount_ci bp_asked_ci(const bp_question *q, const bp_json_value *report,
                          const bp_payees *p)
{
    switch (q->method.ci.method) {
    case BP_CI_NONE:
        return BP_RECOUNT_NONE;
    case BP_CI_ORDER:
        return BP_RECOUNT_ORDER;
    case BP_CI_WOODRUFF:
        return BP_RECOUNT_WOODRUFF;
    case BP_CI_CLUSTERED:
        return BP_RECOUNT_CLUSTERED;
    case BP_CI_AUTO:
    case BP_CI_CLOPPER: /* of places alone, as the next */
    case BP_CI_WILSON:
        return ci_auto(q, p);
    default:
        return ci_named(report);
    }
}

static const char *rules_name(bp_rules rules)
{
    static const char *const name[] = { [BP_RULES_NONE] = "none",
                                        [BP_RULES_SURVEY] = "survey",
                                        [BP_RULES_SURVEY_CLASSIC] = "survey-classic",
                                        [BP_RULES_OWN] = "own" };
    return name[rules];
}

static bp_status compare_ci(const asked *a, const bp_json_value *method)
{
    const bp_recount_ci used = bp_asked_ci(a->question, a->report, a->payees);
    const bp_json_value *ci = bp_json_find(method, "ci");
    bp_str level = { 0 };
    if (used == BP_RECOUNT_NONE || !bp_json_is(ci, BP_IS_OBJECT))
        return compare_member(a, method, "ci",
                              used == BP_RECOUNT_NONE    ? NULL
                              : used == BP_RECOUNT_OTHER ? "there"
                                                         : ci_names[used]);
    bp_str_number(&level, 100 * a->question->method.ci.level);
    bp_status status = level.failed ? bp_no_memory(a->err, "an audit") : BP_OK;
    if (status == BP_OK && used != BP_RECOUNT_OTHER)
        status = compare_member(a, ci, "method", ci_names[used]);
    if (status == BP_OK)
        status = compare_member(a, ci, "level", level.at);
    bp_str_release(&level);
    return status;
}

/* The usual definition of percentiles goes by the weights of people. */
int bp_asked_qtype(const bp_question *q, const bp_survey *s)
{
    const int qtype = q->method.qtype;
    return qtype != 0 ? qtype
           : q->method.basis != BP_BASIS_INCUMBENT
               ? 7
               : bp_weighting_qtype(bp_survey_weighting(s));
}

static bp_status compare_weights(const asked *a, const bp_json_value *method)
{
    const bp_weighting weights = bp_survey_weighting(a->payees->survey);
    const bp_json_value *said = bp_json_find(method, "weights");
    if (weights == BP_UNWEIGHTED || !bp_json_is(said, BP_IS_OBJECT))
        return compare_member(a, method, "weights",
                              weights == BP_UNWEIGHTED ? NULL
                                                       : bp_weighting_name(weights));
    bp_status status = compare_member(a, said, "meaning", bp_weighting_name(weights));
    return status == BP_OK ? compare_member(a, said, "column",
                                            bp_survey_weight_column(a->payees->survey))
                           : status;
}

/* A report of exact pay says nothing of it. */
static bp_status compare_approximate(const asked *a, const bp_json_value *method)
{
    const int bits = bp_survey_shape(a->payees->survey)->bits;
    const bp_json_value *said = bp_json_find(method, "approximate");
    char want[8];
    if (bits == 0 && said == NULL)
        return BP_OK;
    if (!bp_json_is(said, BP_IS_OBJECT))
        return bp_fail(a->err, &(bp_loc){ .file = a->name }, BP_ENONE,
                       "method: it does not say that its figures are approximate, to %d "
                       "binary digits",
                       bits);
    snprintf(want, sizeof want, "%d", bits);
    return compare_member(a, said, "bits", want);
}

static bp_status compare_all(const asked *a, const bp_json_value *method, const char *pay)
{
    const int year = bp_survey_year(a->payees->survey);
    char qtype[8], years[16];
    snprintf(qtype, sizeof qtype, "%d", bp_asked_qtype(a->question, a->payees->survey));
    snprintf(years, sizeof years, "%d", year);
    const struct {
        const char *key;
        const char *want;
    } member[] = { { "pay", pay },
                   { "currency", bp_survey_currency(a->payees->survey) },
                   { "year", year != 0 ? years : NULL },
                   { "qtype", qtype },
                   { "basis", bp_basis_name(a->question->method.basis) },
                   { "rules", rules_name(a->question->rules) } };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < sizeof member / sizeof member[0]; i++)
        status = compare_member(a, method, member[i].key, member[i].want);
    if (status == BP_OK)
        status = compare_weights(a, method);
    if (status == BP_OK)
        status = compare_approximate(a, method);
    return status == BP_OK ? compare_ci(a, method) : status;
}

/* By which the limits of shares of people are. */
bp_share_ci bp_asked_share_ci(const bp_question *q, const bp_payees *p)
{
    switch (q->method.ci.method) {
    case BP_CI_NONE:
        return BP_SHARE_NONE;
    case BP_CI_BOOTSTRAP:
    case BP_CI_BCA:
        return BP_SHARE_DRAWN;
    case BP_CI_WILSON:
        return BP_SHARE_WILSON;
    case BP_CI_AUTO:
        return ci_auto(q, p) == BP_RECOUNT_NONE    ? BP_SHARE_NONE
               : ci_auto(q, p) == BP_RECOUNT_ORDER ? BP_SHARE_CLOPPER
                                                   : BP_SHARE_ERROR;
    case BP_CI_WOODRUFF:
    case BP_CI_CLUSTERED:
        return BP_SHARE_ERROR;
    default:
        return BP_SHARE_CLOPPER;
    }
}

bp_status bp_asked_compare(const bp_question *q, const bp_json_value *report,
                           const bp_json_value *method, const char *pay,
                           const bp_payees *p, const char *name, bp_err *err)
{
    const asked a = { q, report, p, name, err };
    return compare_all(&a, method, pay);
}
