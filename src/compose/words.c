/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.c - the field's words for what the data call otherwise.
 *
 * In one place, so that a table, a chart and a sentence name the same thing alike. */
#include "compose/words.h"

#include <math.h>
#include <string.h>

#include "base/hint.h"
#include "report/format.h"

const char *bp_words_line(bp_report *r, bp_template words, const bp_value value[],
                          size_t n)
{
    const bp_line line = { words.text, value, n };
    bp_str text = { 0 };
    bp_format_line(&text, &line, (bp_text_style){ .decimals = 0 });
    return bp_report_take(r, &text);
}

const char *bp_words_value(bp_report *r, bp_value value)
{
    return bp_words_line(r, BP_SAY("{}"), &value, 1);
}

static const struct {
    const char *name;
    const char *words;
    const char *inside;
} elements[] = {
    { "base", "Base salary", "base salary" },
    { "bonus", "Bonus", "bonus" },
    { "target_bonus", "Target bonus", "target bonus" },
    { "actual_bonus", "Actual bonus", "actual bonus" },
    { "tcc", "Total cash (TCC)", "total cash" },
    { "tcc_target", "Target total cash", "target total cash" },
    { "tcc_actual", "Actual total cash", "actual total cash" },
    { "lti", "Long-term incentive", "long-term incentive" },
    { "tdc", "Total direct (TDC)", "total direct compensation" },
    { "benefits", "Benefits", "benefits" },
    { "total", "Total pay", "total pay" },
    { "bonus_pct", "Bonus over base", "bonus as a share of base salary" },
    { "target_bonus_pct", "Target bonus over base",
      "target bonus as a share of base salary" },
    { "actual_bonus_pct", "Actual bonus over base",
      "actual bonus as a share of base salary" },
    { "per_wrvu", "Pay per work RVU", "pay per work RVU" },
    { "hourly", "Hourly pay", "hourly pay" },
};

const char *bp_words_element(const char *element)
{
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
        if (strcmp(element, elements[i].name) == 0)
            return elements[i].words;
    return element;
}

const char *bp_words_element_inside(const char *element)
{
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
        if (strcmp(element, elements[i].name) == 0)
            return elements[i].inside;
    return element;
}

bool bp_words_is_ratio(const char *element)
{
    static const char *const ratios[] = { "bonus_pct", "target_bonus_pct",
                                          "actual_bonus_pct", "per_wrvu", "hourly" };
    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++)
        if (strcmp(element, ratios[i]) == 0)
            return true;
    return false;
}

/* A copy with blanks for `_`; NULL when memory is out. */
static char *spaced(bp_report *r, const char *name)
{
    const size_t n = strlen(name);
    char *copy = bp_report_alloc(r, n + 1, 1);
    for (size_t i = 0; copy != NULL && i < n; i++)
        copy[i] = name[i] == '_' ? ' ' : name[i];
    return copy;
}

const char *bp_words_heading(bp_report *r, const char *name)
{
    char *heading = spaced(r, name);
    if (heading != NULL && heading[0] >= 'a' && heading[0] <= 'z')
        heading[0] = (char)(heading[0] - 'a' + 'A');
    return heading != NULL ? heading : "";
}

const char *bp_words_heading_inside(bp_report *r, const char *name)
{
    const char *words = spaced(r, name);
    return words != NULL ? words : "";
}

const char *bp_words_join(bp_report *r, const char *list, const char *word, size_t i,
                          size_t n, const char *last)
{
    const char *between = i == 0 ? "" : i + 1 == n ? last : ", ";
    return bp_report_text(r, "%s%s%s", list, between, word);
}

/* Rounded up, so that it stays a bound. */
static const char *bound_in_percent(bp_report *r, int bits)
{
    const double percent = ldexp(100, -bits), unit = pow(10, floor(log10(percent)) - 2);
    return bp_report_text(r, "%.3g%%", ceil(percent / unit) * unit);
}

const char *bp_words_bounded(bp_report *r, const bp_survey *s)
{
    const int bits = bp_survey_shape(s)->bits;
    return bp_report_text(
        r,
        "approximate: each amount of pay is rounded down by less than 1/%lu of it (%s), "
        "so exact percentiles and means are at or above these by less than that, before "
        "small groups are rounded; ratios and yearly rates of growth may be off by as "
        "much either way, what is made of differences by more; an offer stands where it, "
        "or that much more, would; intervals and outliers are those of rounded pay",
        1lu << bits, bound_in_percent(r, bits));
}

const char *bp_words_qtype(const bp_answer *a)
{
    const int qtype = a->method.qtype;
    const bp_weighting weights =
        bp_basis_weighting(a->method.basis, qtype, bp_survey_weighting(a->survey));
    static const char *const sampling[] = {
        "inverse of the weighted distribution function (Hyndman-Fan 1)",
        "inverse of the weighted distribution function, averaged at jumps (Hyndman-Fan "
        "2)",
    };
    static const char *const words[] = {
        "inverse of the distribution function (Hyndman-Fan 1)",
        "inverse of the distribution function, averaged at jumps (Hyndman-Fan 2)",
        "nearest even order statistic (Hyndman-Fan 3, SAS definition 2)",
        "linear between k/n (Hyndman-Fan 4)",
        "linear between (k-1/2)/n (Hyndman-Fan 5)",
        "linear between k/(n+1) (Hyndman-Fan 6, Excel PERCENTILE.EXC)",
        "linear between (k-1)/(n-1) (Hyndman-Fan 7, Excel PERCENTILE.INC)",
        "linear between (k-1/3)/(n+1/3) (Hyndman-Fan 8)",
        "linear between (k-3/8)/(n+1/4) (Hyndman-Fan 9)",
    };
    if (weights == BP_WEIGHTS_ANALYTIC)
        return "linear with weights (Akinshin's weighted Hyndman-Fan 7)";
    return weights == BP_WEIGHTS_SAMPLING ? sampling[qtype - 1] : words[qtype - 1];
}

/* "weighted by pw, sampling weights"; "": by nothing. */
static const char *weighted_by(bp_report *r, const bp_survey *s)
{
    static const char *const words[] = {
        [BP_WEIGHTS_FREQ] = "frequency weights",
        [BP_WEIGHTS_SAMPLING] = "sampling weights",
        [BP_WEIGHTS_ANALYTIC] = "analytic weights",
    };
    const bp_weighting w = s != NULL ? bp_survey_weighting(s) : BP_UNWEIGHTED;
    return w == BP_UNWEIGHTED ? ""
                              : bp_report_text(r, "weighted by %s, %s",
                                               bp_survey_weight_column(s), words[w]);
}

const char *bp_words_weights(bp_report *r, const bp_answer *a)
{
    static const char *const words[] = {
        [BP_BASIS_INCUMBENT] = "unweighted",
        [BP_BASIS_ORG] = "one mean per organization",
        [BP_BASIS_ORG_EQUAL] = "equal weight per organization",
    };
    const bp_basis basis = a->method.basis;
    const char *by = weighted_by(r, a->survey);
    if (by[0] == '\0')
        return words[basis];
    return basis == BP_BASIS_INCUMBENT ? by
                                       : bp_report_text(r, "%s, %s", words[basis], by);
}

const char *bp_words_figures(bp_report *r, const bp_answer *a)
{
    const int bits = bp_survey_shape(a->survey)->bits;
    const char *weights = bp_words_weights(r, a);
    return bits > 0 ? bp_report_text(r, "%s, figures low by less than %s", weights,
                                     bound_in_percent(r, bits))
                    : weights;
}

static const char *people_count(bp_report *r, const bp_survey *s)
{
    static const char *const words[] = {
        [BP_WEIGHTS_FREQ] = "is as many people as",
        [BP_WEIGHTS_SAMPLING] = "stands for as many people as",
        [BP_WEIGHTS_ANALYTIC] = "counts for as much as",
    };
    const bp_weighting w = bp_survey_weighting(s);
    if (w != BP_UNWEIGHTED)
        return bp_report_text(r, "Each row %s '%s' says (incumbent basis, %s weights).",
                              words[w], bp_survey_weight_column(s), bp_weighting_name(w));
    return bp_survey_of_lines(s)
               ? "Each line of the published table counts once, whatever the number of "
                 "people that it is about; nothing is weighted."
               : "Each person counts once (incumbent basis); nothing is weighted.";
}

const char *bp_words_whose_pay(bp_report *r, const bp_answer *a)
{
    const bp_basis basis = a->method.basis;
    if (basis == BP_BASIS_INCUMBENT)
        return people_count(r, a->survey);
    const char *by = weighted_by(r, a->survey);
    const char *const separator = by[0] != '\0' ? "; " : "";
    return basis == BP_BASIS_ORG
               ? bp_report_text(r,
                                "Each organization counts once, by the mean of its "
                                "people in the group (basis org%s%s).",
                                separator, by)
               : bp_report_text(r,
                                "The people of each organization in the group count as "
                                "one together, so that organizations count the same "
                                "(basis org-equal%s%s).",
                                separator, by);
}

const char *bp_words_people(uint64_t n)
{
    return n == 1 ? "person" : "people";
}

const char *bp_words_rows(const bp_survey *s, uint64_t n)
{
    if (s != NULL && bp_survey_of_lines(s))
        return n == 1 ? "line" : "lines";
    if (s != NULL && bp_survey_of_posts(s))
        return n == 1 ? "row" : "rows";
    return bp_words_people(n);
}

const char *bp_words_orgs(uint64_t n)
{
    return n == 1 ? "organization" : "organizations";
}

const char *bp_words_counted(const bp_survey *s, bp_basis basis, uint64_t n)
{
    return basis == BP_BASIS_ORG ? bp_words_orgs(n) : bp_words_rows(s, n);
}

bp_value bp_words_rule(const char *rule, bool limits)
{
    static const bp_note words[BP_RULE_COUNT] = {
        [BP_RULE_QUOTE] = { "text behind a closing quote", { BP_HINT_NONE, NULL } },
        [BP_RULE_RAGGED] = { "too few or too many fields", { BP_HINT_NONE, NULL } },
        [BP_RULE_SUMMARY] = { "totals and other lines that are no people",
                              { BP_HINT_NONE, NULL } },
        [BP_RULE_MISSING] = { "no pay", { BP_HINT_NONE, NULL } },
        [BP_RULE_NUMBER] = { "pay is not a number in its column's format",
                             { BP_HINT_NONE, NULL } },
        [BP_RULE_RANGE] = { "ranges of pay, or one without both ends",
                            { BP_HINT_RANGE, NULL } },
        [BP_RULE_PERIOD] = { "pay for another period", { BP_HINT_PERIOD, NULL } },
        [BP_RULE_DATE] = { "no readable year", { BP_HINT_NONE, NULL } },
        [BP_RULE_CURRENCY] = { "another currency", { BP_HINT_NONE, NULL } },
        [BP_RULE_SCOPE] = { "a scope of 0 or below, which has no logarithm",
                            { BP_HINT_NONE, NULL } },
        [BP_RULE_NO_RANGE] = { "employees without a range of pay or a market",
                               { BP_HINT_NONE, NULL } },
        [BP_RULE_LIMIT] = { "pay outside the limits", { BP_HINT_LIMITS, NULL } },
        [BP_RULE_OUTLIER] = { "dropped as an outlier", { BP_HINT_NONE, NULL } },
    };
    if (!limits && strcmp(rule, bp_rule_name(BP_RULE_LIMIT)) == 0)
        return bp_value_hinted("pay is not above 0", words[BP_RULE_LIMIT].hint);
    for (size_t i = 0; i < BP_RULE_COUNT; i++)
        if (strcmp(rule, bp_rule_name((bp_rule)i)) == 0)
            return bp_value_hinted(words[i].text, words[i].hint);
    return bp_value_text("");
}

const char *bp_words_unit(bp_report *r, const bp_survey *s)
{
    const char *currency = bp_survey_currency(s), *period = bp_survey_period(s);
    if (bp_survey_shape(s)->ratio[0] == BP_RATIO_PAY)
        return "";
    if (currency == NULL)
        currency = bp_survey_mixed(s) ? "several currencies" : "";
    if (period == NULL)
        period = "";
    return bp_report_text(r, "%s%s%s", currency,
                          currency[0] != '\0' && period[0] != '\0' ? " " : "", period);
}

const char *bp_words_published_unit(bp_report *r, const bp_published *t,
                                    const char *currency)
{
    const char *unit = t->unit != NULL ? t->unit : "";
    const char *what = currency != NULL ? currency : unit[0] != '\0' ? "pay" : "";
    return bp_report_text(r, "%s%s%s", what, unit[0] != '\0' ? " " : "", unit);
}

const char *bp_words_file(bp_report *r, const char *file)
{
    const char *slash = strrchr(file, '/');
    return bp_report_text(r, "%s", slash != NULL && slash[1] != '\0' ? slash + 1 : file);
}

static const char *ordinal(uint64_t i)
{
    static const char *const word[] = { "",    "1st", "2nd", "3rd", "4th",
                                        "5th", "6th", "7th", "8th", "9th" };
    return word[i < sizeof word / sizeof word[0] ? i : 0];
}

/* Of one person "the only" takes the place of "all". */
static const char *beyond(bp_report *r, const char *side, uint64_t n)
{
    return n == 1 ? bp_report_text(r, "%s the only", side)
                  : bp_report_text(r, "%s all %u", side, (unsigned)n);
}

const char *bp_words_place(bp_report *r, uint64_t below, uint64_t equal, uint64_t n)
{
    const unsigned all = (unsigned)n;
    if (below + equal == 0 || below == n)
        return beyond(r, below == n ? "above" : "below", n);
    if (equal == 0)
        return bp_report_text(r, "between the %s and %s of %u", ordinal(below),
                              ordinal(below + 1), all);
    if (equal == 1)
        return bp_report_text(r, "equal to the %s of %u", ordinal(below + 1), all);
    return bp_report_text(r, "equal to the %s %s %s of %u", ordinal(below + 1),
                          equal == 2 ? "and" : "to", ordinal(below + equal), all);
}

const char *bp_words_place_short(bp_report *r, uint64_t below, uint64_t equal, uint64_t n)
{
    const unsigned all = (unsigned)n;
    if (below + equal == 0 || below == n)
        return bp_report_text(r, "%s all %u", below == n ? "above" : "below", all);
    if (equal == 1)
        return bp_report_text(r, "%s of %u", ordinal(below + 1), all);
    return bp_report_text(r, "%s-%s of %u", ordinal(equal == 0 ? below : below + 1),
                          ordinal(equal == 0 ? below + 1 : below + equal), all);
}

const char *bp_words_source(bp_report *r, const bp_survey *s)
{
    size_t n = bp_survey_inputs(s);
    if (n != 1)
        return bp_report_text(r, "%zu files", n);
    return bp_words_file(r, bp_survey_input(s, 0)->file);
}

const char *bp_words_band(bp_report *r, const char *band)
{
    const char *dash = strchr(band, '-');
    if (band[0] == '<')
        return bp_report_text(r, "below %s", band + 1);
    if (band[0] == '>')
        return bp_report_text(r, "above %s", band + 1);
    return dash != NULL ? bp_report_text(r, "between %.*s and %s", (int)(dash - band),
                                         band, dash + 1)
                        : band;
}

const char *bp_words_argument(bp_report *r, const char *argument)
{
    bp_str out = { 0 };
    bp_shell_put(&out, bp_text_of(argument));
    return bp_report_take(r, &out);
}
