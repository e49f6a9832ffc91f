/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity_text.c - pay equity for people.
 *
 * The figures are the lines of the analysis, laid side by side: a row a group, a category
 * or a factor.  The sentences come first and say in words what the tables show. */
#include "compose/equity_text.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "compose/words.h"
#include "report/build.h"

const bp_equity_line *bp_equity_find(const bp_equity *e, bp_equity_part part,
                                     const char *group, const char *category,
                                     const char *factor, const char *figure)
{
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part == part && strcmp(l->group, group) == 0 &&
            strcmp(l->category, category) == 0 && strcmp(l->factor, factor) == 0 &&
            strcmp(l->figure, figure) == 0)
            return l;
    }
    return NULL;
}

/* An empty cell, where there is nothing to say. */
static bp_value nothing(bp_kind kind)
{
    bp_value v = bp_value_absent(kind);
    v.instead = "";
    return v;
}

static bp_value figure(const bp_equity *e, const bp_equity_line *l, bp_kind kind)
{
    return l != NULL ? bp_value_figure(kind, l->value,
                                       kind == BP_KIND_MONEY ? e->currency : NULL)
                     : nothing(kind);
}

static bp_value side(const bp_equity_line *l, bool high)
{
    return l != NULL && bp_figure_bounded(&l->value)
               ? bp_value_percent(high ? l->value.hi : l->value.lo)
               : nothing(BP_KIND_PERCENT);
}

static bp_value people(const bp_equity_line *l)
{
    return l != NULL ? bp_value_count(l->n) : nothing(BP_KIND_COUNT);
}

const char *bp_equity_next_group(const bp_equity *e, size_t *at)
{
    for (; *at < e->n; (*at)++) {
        const bp_equity_line *l = &e->line[*at];
        if (l->part == BP_EQUITY_RAW && strcmp(l->figure, "gap_mean") == 0)
            return e->line[(*at)++].group;
    }
    return NULL;
}

/* ---- sentences ---- */

const char *bp_equity_factors(bp_report *r, const bp_equity *e)
{
    const bp_equity_question *q = e->question;
    const char *text = "";
    for (size_t i = 0; i < q->n_adjust; i++)
        text = bp_words_join(r, text, q->adjust[i], i, q->n_adjust, " and ");
    return text;
}

const char *bp_equity_less_or_more(const bp_equity_line *l)
{
    return l->value.value < 0 ? "more" : "less";
}

static bp_value size_of(const bp_equity_line *l)
{
    return bp_value_percent(fabs(l->value.value));
}

/* " (95% interval 1.6% to 7.8% less)", and what it says about chance. */
static const char *how_sure(bp_report *r, const bp_equity_line *l, double level)
{
    if (!bp_figure_bounded(&l->value))
        return "";
    const double lo = l->value.lo, hi = l->value.hi;
    const bool less = lo > 0, more = hi < 0;
    const bp_value value[] = { bp_value_text(bp_report_text(r, "%g%%", 100 * level)),
                               bp_value_percent(more ? -hi : fabs(lo)),
                               bp_value_percent(more ? -lo : fabs(hi)),
                               bp_value_text(more ? "more" : "less") };
    return less || more
               ? bp_words_line(r, BP_SAY(" ({} interval {} to {} {})"), value, 4)
               : bp_words_line(
                     r, BP_SAY(" ({} interval {} more to {} less: it could be chance)"),
                     value, 3);
}

static void say_raw(bp_report *r, const bp_equity *e, const char *group, double level)
{
    const bp_equity_line *mean =
        bp_equity_find(e, BP_EQUITY_RAW, group, "", "", "gap_mean");
    const bp_equity_line *median =
        bp_equity_find(e, BP_EQUITY_RAW, group, "", "", "gap_median");
    if (mean == NULL || mean->value.state != BP_SHOWN)
        return;
    const bool has_median = median != NULL && median->value.state == BP_SHOWN;
    const bp_value value[] = {
        bp_value_text(group),
        size_of(mean),
        bp_value_text(bp_equity_less_or_more(mean)),
        bp_value_text(e->reference),
        bp_value_text(how_sure(r, mean, level)),
        has_median ? size_of(median) : bp_value_text(""),
        bp_value_text(has_median ? bp_equity_less_or_more(median) : ""),
    };
    if (has_median)
        bp_report_say(r,
                      BP_SAY("On average, {} earn {} {} than {}{}; the median is {} {}."),
                      value, 7);
    else
        bp_report_say(r, BP_SAY("On average, {} earn {} {} than {}{}."), value, 5);
}

static void say_adjusted(bp_report *r, const bp_equity *e, const char *group,
                         double level)
{
    const bp_equity_line *l = bp_equity_find(e, BP_EQUITY_ADJUSTED, group, "", "", "gap");
    if (l == NULL)
        return;
    if (l->value.state != BP_SHOWN) {
        const bp_value value[] = { bp_value_text(group), bp_value_text(e->reference) };
        bp_report_say(r,
                      BP_SAY("Between {} and {} there is no adjusted gap: it would be of "
                             "too few people."),
                      value, 2);
        return;
    }
    const bp_value value[] = { bp_value_text(bp_equity_factors(r, e)),
                               bp_value_text(group),
                               size_of(l),
                               bp_value_text(bp_equity_less_or_more(l)),
                               bp_value_text(e->reference),
                               bp_value_text(how_sure(r, l, level)) };
    bp_report_say(r, BP_SAY("Among people who are alike in {}, {} earn {} {} than {}{}."),
                  value, 6);
}

/* What part of the gap goes with the factors; of pay in logarithms, which add up. */
static void say_explained(bp_report *r, const bp_equity *e, const char *group)
{
    const bp_equity_line *gap = bp_equity_find(e, BP_EQUITY_OAXACA, group, "", "", "gap");
    const bp_equity_line *part =
        bp_equity_find(e, BP_EQUITY_OAXACA, group, "", "", "explained");
    if (gap == NULL)
        return;
    if (gap->why != NULL) {
        const bp_value value[] = { bp_value_text(group), bp_value_text(e->reference),
                                   bp_value_text(gap->why) };
        bp_report_remark(
            r,
            BP_SAY("The gap of {} is not decomposed: {} or they have nobody with '{}'."),
            value, 3);
        return;
    }
    if (part == NULL || part->value.state != BP_SHOWN || gap->value.state != BP_SHOWN ||
        fabs(gap->value.value) < 1e-12)
        return;
    const double share = part->value.value / gap->value.value;
    if (share < 0 || share > 1)
        return; /* no part of a whole: the table says it */
    const bp_value value[] = { bp_value_percent(share),
                               bp_value_text(group),
                               bp_value_text(group),
                               bp_value_text(e->reference),
                               bp_value_text(bp_equity_factors(r, e)),
                               bp_value_percent(1 - share) };
    bp_report_say(
        r,
        BP_SAY("{} of the gap of {} goes with how {} and {} differ in {}; {} does not."),
        value, 6);
}

/* How many receive a bonus at all. */
static void say_bonus(bp_report *r, const bp_equity *e, const char *group)
{
    const bp_equity_line *own =
                             bp_equity_find(e, BP_EQUITY_BONUS, group, "", "", "share"),
                         *other = bp_equity_find(e, BP_EQUITY_BONUS, e->reference, "", "",
                                                 "share");
    if (own == NULL || other == NULL || own->value.state != BP_SHOWN ||
        other->value.state != BP_SHOWN)
        return;
    const bp_value value[] = { bp_value_percent(own->value.value), bp_value_text(group),
                               bp_value_percent(other->value.value),
                               bp_value_text(e->reference) };
    bp_report_say(r, BP_SAY("{} of {} and {} of {} receive a bonus."), value, 4);
}

void bp_equity_sentences(bp_report *r, const bp_equity *e, double level)
{
    const char *group;
    for (size_t at = 0; (group = bp_equity_next_group(e, &at)) != NULL;) {
        say_raw(r, e, group, level);
        say_adjusted(r, e, group, level);
        say_explained(r, e, group);
        say_bonus(r, e, group);
    }
}

/* ---- tables ---- */

static void add_table(bp_report *r, const char *name, const char *caption,
                      const bp_column column[], size_t n)
{
    bp_report_add_table(r, &(bp_table){ .name = name,
                                        .caption = caption,
                                        .column = column,
                                        .n_columns = n,
                                        .n_display = n });
}

#define SHOWN(heading_, kind_)                                                           \
    {                                                                                    \
        .key = "", .heading = heading_, .kind = kind_, .place = BP_COL_DISPLAY           \
    }

static void add_amounts(bp_report *r, const bp_equity *e, bp_equity_part part,
                        const char *caption, double level)
{
    const bool bonus = part == BP_EQUITY_BONUS;
    const bp_column column[] = {
        SHOWN("Group", BP_KIND_TEXT),
        SHOWN("People", BP_KIND_COUNT),
        SHOWN("Mean", BP_KIND_MONEY),
        SHOWN("Gap", BP_KIND_PERCENT),
        SHOWN(bp_report_text(r, "%g%% low", 100 * level), BP_KIND_PERCENT),
        SHOWN(bp_report_text(r, "%g%% high", 100 * level), BP_KIND_PERCENT),
        SHOWN("Median", BP_KIND_MONEY),
        SHOWN("Gap of medians", BP_KIND_PERCENT),
        SHOWN("Receive one", BP_KIND_PERCENT),
    };
    const size_t n = bonus ? 9 : 8;
    add_table(r, bp_equity_part_name(part), caption, column, n);
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part != part || strcmp(l->figure, "mean") != 0)
            continue;
        const bp_equity_line *median =
            bp_equity_find(e, part, l->group, "", "", "median");
        const bp_equity_line *gap = bp_equity_find(e, part, l->group, "", "", "gap_mean");
        const bp_equity_line *other =
            bp_equity_find(e, part, l->group, "", "", "gap_median");
        const bp_equity_line *share = bp_equity_find(e, part, l->group, "", "", "share");
        const bp_value value[] = { bp_value_text(l->group),
                                   people(l),
                                   figure(e, l, BP_KIND_MONEY),
                                   figure(e, gap, BP_KIND_PERCENT),
                                   side(gap, false),
                                   side(gap, true),
                                   figure(e, median, BP_KIND_MONEY),
                                   figure(e, other, BP_KIND_PERCENT),
                                   figure(e, share, BP_KIND_PERCENT) };
        bp_report_add_row(r, value, n, 0, false);
    }
}

static void add_adjusted(bp_report *r, const bp_equity *e, double level)
{
    const bp_column column[] = {
        SHOWN("Group", BP_KIND_TEXT),
        SHOWN("People", BP_KIND_COUNT),
        SHOWN("Gap", BP_KIND_PERCENT),
        SHOWN(bp_report_text(r, "%g%% low", 100 * level), BP_KIND_PERCENT),
        SHOWN(bp_report_text(r, "%g%% high", 100 * level), BP_KIND_PERCENT),
        SHOWN("t", BP_KIND_RATIO),
    };
    const char *group;
    add_table(r, "adjusted",
              bp_report_text(r, "Among people alike in %s", bp_equity_factors(r, e)),
              column, 6);
    for (size_t at = 0; (group = bp_equity_next_group(e, &at)) != NULL;) {
        const bp_equity_line *l =
            bp_equity_find(e, BP_EQUITY_ADJUSTED, group, "", "", "gap");
        const bp_value value[] = {
            bp_value_text(group),
            people(l),
            figure(e, l, BP_KIND_PERCENT),
            side(l, false),
            side(l, true),
            l != NULL && l->tested ? bp_value_ratio(l->t) : nothing(BP_KIND_RATIO),
        };
        bp_report_add_row(r, value, 6, 0, false);
    }
}

static const char *factor_words(const char *factor)
{
    return factor[0] == '\0'                   ? "all of it"
           : strcmp(factor, "(constant)") == 0 ? "none of these"
                                               : factor;
}

/* What goes with each factor, and what with how it is paid. */
static void add_decomposed(bp_report *r, const bp_equity *e, const char *group)
{
    static const char *const term[] = { "explained", "unexplained" };
    const bp_kind kind = e->question->on_pay ? BP_KIND_MONEY : BP_KIND_PERCENT;
    const bp_column column[] = {
        SHOWN("Factor", BP_KIND_TEXT),
        SHOWN("Explained", kind),
        SHOWN("Unexplained", kind),
    };
    const bp_equity_line *sum =
        bp_equity_find(e, BP_EQUITY_OAXACA, group, "", "", "explained");
    if (sum == NULL)
        return;
    add_table(
        r, "oaxaca",
        bp_report_text(r, "What is in the gap of %s (%s)", group,
                       e->question->on_pay ? "in pay" : "in log points, nearly percent"),
        column, 3);
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        const bool own = l->part == BP_EQUITY_OAXACA && strcmp(l->group, group) == 0;
        if (!own || strcmp(l->figure, term[1]) != 0)
            continue;
        const bp_value value[] = {
            bp_value_text(factor_words(l->factor)),
            figure(e, bp_equity_find(e, BP_EQUITY_OAXACA, group, "", l->factor, term[0]),
                   kind),
            figure(e, l, kind)
        };
        bp_report_add_row(r, value, 3, 0, l->factor[0] == '\0');
    }
}

/* A row a group, a column a band. */
static void add_bands(bp_report *r, const bp_equity *e)
{
    static const char *const band[] = { "lower", "lower-middle", "upper-middle",
                                        "upper" };
    static const bp_column column[] = {
        SHOWN("Group", BP_KIND_TEXT),           SHOWN("People", BP_KIND_COUNT),
        SHOWN("Lower", BP_KIND_PERCENT),        SHOWN("Lower middle", BP_KIND_PERCENT),
        SHOWN("Upper middle", BP_KIND_PERCENT), SHOWN("Upper", BP_KIND_PERCENT),
    };
    add_table(r, "bands", "Share of each quarter of pay, lowest first", column, 6);
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part != BP_EQUITY_BANDS || strcmp(l->category, band[0]) != 0 ||
            strcmp(l->figure, "share") != 0)
            continue;
        bp_value value[6] = { bp_value_text(l->group), people(l) };
        for (size_t q = 0; q < 4; q++)
            value[2 + q] = figure(
                e, bp_equity_find(e, BP_EQUITY_BANDS, l->group, band[q], "", "share"),
                BP_KIND_PERCENT);
        bp_report_add_row(r, value, 6, 0, false);
    }
}

/* Gaps of one element of pay in each category; for people who lack the room without their
 * intervals. */
static void add_categories(bp_report *r, const bp_equity *e, const char *element,
                           const char *caption, double level)
{
    bp_column column[] = {
        SHOWN(bp_words_heading(r, e->question->category), BP_KIND_TEXT),
        SHOWN("Group", BP_KIND_TEXT),
        SHOWN("People", BP_KIND_COUNT),
        SHOWN("Gap", BP_KIND_PERCENT),
        SHOWN(bp_report_text(r, "%g%% low", 100 * level), BP_KIND_PERCENT),
        SHOWN(bp_report_text(r, "%g%% high", 100 * level), BP_KIND_PERCENT),
        SHOWN("Gap of medians", BP_KIND_PERCENT),
        SHOWN("5% or more", BP_KIND_TEXT),
    };
    column[4].level = column[5].level = 60;
    add_table(r, "categories", caption, column, 8);
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part != BP_EQUITY_CATEGORIES || strcmp(l->figure, "gap_mean") != 0 ||
            strcmp(l->factor, element) != 0)
            continue;
        const bp_value value[] = { bp_value_text(l->category),
                                   bp_value_text(l->group),
                                   people(l),
                                   figure(e, l, BP_KIND_PERCENT),
                                   side(l, false),
                                   side(l, true),
                                   figure(e,
                                          bp_equity_find(e, l->part, l->group,
                                                         l->category, l->factor,
                                                         "gap_median"),
                                          BP_KIND_PERCENT),
                                   bp_value_text(l->at_least_5 ? "yes" : "") };
        bp_report_add_row(r, value, 8, 0, false);
    }
}

static bool has_element(const bp_equity *e, const char *element)
{
    bool has = false;
    for (size_t i = 0; i < e->n; i++)
        has |= e->line[i].part == BP_EQUITY_CATEGORIES &&
               strcmp(e->line[i].factor, element) == 0;
    return has;
}

static void add_all_categories(bp_report *r, const bp_equity *e, double level)
{
    static const struct {
        const char *element;
        const char *words;
    } of[] = { { "pay", "Pay" }, { "base", "Base pay" }, { "bonus", "Bonus of all" } };
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++)
        if (has_element(e, of[i].element))
            add_categories(r, e, of[i].element,
                           bp_report_text(r, "%s within each %s", of[i].words,
                                          e->question->category),
                           level);
}

void bp_equity_tables(bp_report *r, const bp_equity *e, double level)
{
    const char *group;
    add_amounts(r, e, BP_EQUITY_RAW, "Pay", level);
    if (e->has_bonus)
        add_amounts(r, e, BP_EQUITY_BONUS, "Bonus of those who receive one", level);
    if (e->question->n_adjust > 0)
        add_adjusted(r, e, level);
    for (size_t at = 0;
         e->question->n_adjust > 0 && (group = bp_equity_next_group(e, &at)) != NULL;)
        add_decomposed(r, e, group);
    add_bands(r, e);
    if (e->question->category != NULL)
        add_all_categories(r, e, level);
}

/* ---- notes ---- */

static const char *rows_of(bp_report *r, uint64_t n)
{
    return bp_report_text(r, "%llu row%s", (unsigned long long)n, n == 1 ? "" : "s");
}

static void note_rows(bp_report *r, const bp_equity *e)
{
    if (e->missing > 0)
        bp_report_note(r, "%s not in the adjusted gap: a factor is blank (missing)",
                       rows_of(r, e->missing));
    if (e->pooled > 0)
        bp_report_note(
            r,
            "%s of levels of fewer than %d people: these are one level, " BP_OTHER_LEVEL,
            rows_of(r, e->pooled), BP_EQUITY_LEVEL);
    if (e->left_out > 0)
        bp_report_note(r,
                       "%s not in the adjusted gap: their level has fewer than %d "
                       "people, and so has " BP_OTHER_LEVEL " (level)",
                       rows_of(r, e->left_out), BP_EQUITY_LEVEL);
    if (e->fractions)
        bp_report_note(
            r, "people of equal pay at the edge of a band are shared between the bands, "
               "so that people can be fractions; a statutory return wants whole people");
}

static void note_errors(bp_report *r, const bp_equity *e)
{
    if (!e->adjusted)
        return;
    if (e->se == BP_SE_CLUSTERED)
        bp_report_note(r,
                       "standard errors take people of one organization as alike (CR1, "
                       "%zu organizations)",
                       e->clusters);
    else
        bp_report_note(r, "standard errors: %s", bp_se_name(e->se));
    if (e->se != BP_SE_CLUSTERED && e->clusters > 1 && e->clusters < BP_CLUSTERS_MIN)
        bp_report_note(r, "people of one organization are taken as independent: with so "
                          "few organizations the intervals are too narrow");
    if (e->lone > 0)
        bp_report_note(r, "%s alone in a level: they add nothing to the errors",
                       rows_of(r, e->lone));
    if (e->alike[0] != NULL)
        bp_report_note(r,
                       "'%s' and '%s' are nearly the same: what goes with one of them "
                       "cannot be told from what goes with the other",
                       e->alike[0], e->alike[1]);
}

void bp_equity_notes(bp_report *r, const bp_equity *e)
{
    note_rows(r, e);
    note_errors(r, e);
    bp_report_note(r, "a gap is above 0 where a group earns less than %s", e->reference);
    if (e->question->n_adjust > 0)
        bp_report_note(
            r,
            "a gap is associated with a group, and not shown to be caused by it: a "
            "regression cannot see what is not in the file, and factors such as tier and "
            "rating can be biased themselves, so that adjusting for them hides a gap");
    if (e->question->category != NULL)
        bp_report_note(r, "5%% or more in a category of workers is what the directive "
                          "(EU) 2023/970 asks an employer to explain; it is no finding");
}
