/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity_text.c - pay equity for people.
 *
 * The figures are the lines of the analysis, laid side by side: a row a group, a category
 * or a factor.  The sentences come first and say in words what the tables show. */
#include "compose/equity_text.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "compose/fields.h"
#include "compose/words.h"

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

static void begin(bp_fields *f, bp_report *r, const char *name, const char *caption)
{
    bp_fields_begin(f, r, &(bp_table){ .name = name, .caption = caption }, true);
}

static void put(bp_fields *f, const char *heading, bp_value v)
{
    bp_put_at(f, "", heading, v, BP_COL_DISPLAY);
}

static void put_percent(bp_fields *f, const char *heading, const bp_equity *e,
                        const bp_equity_line *l)
{
    put(f, heading, figure(e, l, BP_KIND_PERCENT));
}

/* Both ends of the interval of a share. */
static void put_limits(bp_fields *f, const bp_equity_line *l, double level, double spare)
{
    const char *low = bp_report_text(f->r, "%g%% low", 100 * level);
    const char *high = bp_report_text(f->r, "%g%% high", 100 * level);
    bp_put_spare(f, "", low, side(l, false), BP_COL_DISPLAY, spare);
    bp_put_spare(f, "", high, side(l, true), BP_COL_DISPLAY, spare);
}

static void add_amounts(bp_report *r, const bp_equity *e, bp_equity_part part,
                        const char *caption, double level)
{
    bp_fields f;
    begin(&f, r, bp_equity_part_name(part), caption);
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part != part || strcmp(l->figure, "mean") != 0)
            continue;
        const bp_equity_line *median =
            bp_equity_find(e, part, l->group, "", "", "median");
        const bp_equity_line *gap = bp_equity_find(e, part, l->group, "", "", "gap_mean");
        const bp_equity_line *other =
            bp_equity_find(e, part, l->group, "", "", "gap_median");
        put(&f, "Group", bp_value_text(l->group));
        put(&f, "People", people(l));
        put(&f, "Mean", figure(e, l, BP_KIND_MONEY));
        put_percent(&f, "Gap", e, gap);
        put_limits(&f, gap, level, 0);
        put(&f, "Median", figure(e, median, BP_KIND_MONEY));
        put_percent(&f, "Gap of medians", e, other);
        if (part == BP_EQUITY_BONUS)
            put_percent(&f, "Receive one", e,
                        bp_equity_find(e, part, l->group, "", "", "share"));
        bp_fields_row(&f, 0, false);
    }
}

static void add_adjusted(bp_report *r, const bp_equity *e, double level)
{
    const char *group;
    bp_fields f;
    begin(&f, r, "adjusted",
          bp_report_text(r, "Among people alike in %s", bp_equity_factors(r, e)));
    for (size_t at = 0; (group = bp_equity_next_group(e, &at)) != NULL;) {
        const bp_equity_line *l =
            bp_equity_find(e, BP_EQUITY_ADJUSTED, group, "", "", "gap");
        put(&f, "Group", bp_value_text(group));
        put(&f, "People", people(l));
        put_percent(&f, "Gap", e, l);
        put_limits(&f, l, level, 0);
        put(&f, "t",
            l != NULL && l->tested ? bp_value_ratio(l->t) : nothing(BP_KIND_RATIO));
        bp_fields_row(&f, 0, false);
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
    bp_fields f;
    const bp_equity_line *sum =
        bp_equity_find(e, BP_EQUITY_OAXACA, group, "", "", "explained");
    if (sum == NULL)
        return;
    begin(
        &f, r, "oaxaca",
        bp_report_text(r, "What is in the gap of %s (%s)", group,
                       e->question->on_pay ? "in pay" : "in log points, nearly percent"));
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        const bool own = l->part == BP_EQUITY_OAXACA && strcmp(l->group, group) == 0;
        if (!own || strcmp(l->figure, term[1]) != 0)
            continue;
        const bp_equity_line *explained =
            bp_equity_find(e, BP_EQUITY_OAXACA, group, "", l->factor, term[0]);
        put(&f, "Factor", bp_value_text(factor_words(l->factor)));
        put(&f, "Explained", figure(e, explained, kind));
        put(&f, "Unexplained", figure(e, l, kind));
        bp_fields_row(&f, 0, l->factor[0] == '\0');
    }
}

/* A row a group, a column a band. */
static void add_bands(bp_report *r, const bp_equity *e)
{
    static const char *const band[] = { "lower", "lower-middle", "upper-middle",
                                        "upper" };
    static const char *const heading[] = { "Lower", "Lower middle", "Upper middle",
                                           "Upper" };
    bp_fields f;
    begin(&f, r, "bands", "Share of each quarter of pay, lowest first");
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part != BP_EQUITY_BANDS || strcmp(l->category, band[0]) != 0 ||
            strcmp(l->figure, "share") != 0)
            continue;
        put(&f, "Group", bp_value_text(l->group));
        put(&f, "People", people(l));
        for (size_t q = 0; q < 4; q++)
            put_percent(
                &f, heading[q], e,
                bp_equity_find(e, BP_EQUITY_BANDS, l->group, band[q], "", "share"));
        bp_fields_row(&f, 0, false);
    }
}

/* Gaps of one element of pay in each category; for people who lack the room without their
 * intervals. */
static void add_categories(bp_report *r, const bp_equity *e, const char *element,
                           const char *caption, double level)
{
    const char *category = bp_words_heading(r, e->question->category);
    bp_fields f;
    begin(&f, r, "categories", caption);
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part != BP_EQUITY_CATEGORIES || strcmp(l->figure, "gap_mean") != 0 ||
            strcmp(l->factor, element) != 0)
            continue;
        const bp_equity_line *other =
            bp_equity_find(e, l->part, l->group, l->category, l->factor, "gap_median");
        put(&f, category, bp_value_text(l->category));
        put(&f, "Group", bp_value_text(l->group));
        put(&f, "People", people(l));
        put_percent(&f, "Gap", e, l);
        put_limits(&f, l, level, 60);
        put_percent(&f, "Gap of medians", e, other);
        put(&f, "5% or more", bp_value_text(l->at_least_5 ? "yes" : ""));
        bp_fields_row(&f, 0, false);
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
