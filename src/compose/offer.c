/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer.c - offers and their markets: the section in any report, and the report of a
 * question about nothing else.
 *
 * An offer at either end of its market is put in people ("at or above all 89 people"),
 * not as 0 or 100 %, which would claim more than a sample knows.  A single offer is a
 * few sentences and its distances; a list is one table. */
#include "compose/offer.h"
#include "compose/fields.h"

#include <assert.h>
#include <string.h>

#include "compose/chart.h"
#include "compose/groups.h"
#include "compose/interval.h"
#include "compose/offer_tables.h"
#include "compose/place.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

static bp_value amount_of(const bp_placement *k, const bp_placements *o)
{
    return bp_compose_money(bp_figure_of(k->offer[0].amount), k->market[0], o);
}

/* "people"; where the rank goes by weights, the count beside it does not, and says so. */
static const char *counted(bp_report *r, const bp_placements *o, const bp_market *m)
{
    const bp_basis basis = bp_market_basis(m);
    const bp_weighting w = bp_basis_weighting(basis, 0, bp_survey_weighting(o->survey));
    const char *what = bp_words_counted(o->survey, basis, bp_market_amounts(m));
    return w == BP_WEIGHTS_SAMPLING || w == BP_WEIGHTS_ANALYTIC
               ? bp_report_text(r, "%s, whatever they weigh", what)
               : what;
}

/* Records are counted in people, so that an offer beyond them all is never said to be
 * at 0 or 100 %. */
static void say_records(bp_report *r, const bp_placement *k, const bp_placements *o)
{
    const bp_offer *f = &k->offer[0];
    uint64_t n = bp_market_amounts(k->market[0]), up_to = f->below + f->equal;
    const bp_value people = bp_value_text(counted(r, o, k->market[0]));
    const bp_value value[] = { amount_of(k, o), bp_value_count(up_to), bp_value_count(n),
                               people, bp_value_count(f->equal) };
    const bp_value all[] = { value[0], value[2], people };
    if (n < BP_RANK_PEOPLE) {
        const bp_value place[] = {
            value[0], bp_value_text(bp_words_place(r, f->below, f->equal, n)), people
        };
        bp_report_say(r, BP_SAY("{} is {} {}."), place, 3);
        return;
    }
    if (up_to == 0)
        bp_report_say(r, BP_SAY("{} is below all {} {}."), all, 3);
    else if (up_to == n)
        bp_report_say(r, BP_SAY("{} is at or above all {} {}."), all, 3);
    else
        bp_report_say(
            r,
            f->equal > 0
                ? BP_SAY("{} is at or above {} of {} {}, {} of them paid the same.")
                : BP_SAY("{} is at or above {} of {} {}."),
            value, f->equal > 0 ? 5 : 4);
}

static bool is_coded(const bp_market *m)
{
    const bp_rung first = bp_market_rung(m, 0),
                  last = bp_market_rung(m, bp_market_rungs(m) - 1);
    return first.code != BP_CODED_NOT || last.code != BP_CODED_NOT;
}

/* Under disclosure rules the offer is among the percentiles that are shown. */
static void say_among(bp_report *r, const bp_placement *k, const bp_placements *o)
{
    const bp_offer *f = &k->offer[0];
    const bp_value value[] = { amount_of(k, o), bp_value_text(bp_words_band(r, f->band)),
                               bp_value_figure(BP_KIND_RANK, f->rank, NULL) };
    if (f->band[0] == '\0')
        bp_report_say(
            r, BP_SAY("The market's figures are withheld, so {} cannot be placed."),
            value, 1);
    else if (f->rank.state == BP_SHOWN)
        bp_report_say(r, BP_SAY("{} is {} of the market, about {}."), value, 3);
    else
        bp_report_say(r, BP_SAY("{} is {} of the market."), value, 2);
}

/* Beyond the knots the band comes first, and what is extrapolated says so. */
static void say_published(bp_report *r, const bp_placement *k, size_t m,
                          const bp_placements *o)
{
    const bp_offer *f = &k->offer[m];
    const bp_market *market = k->market[m];
    const char *where = bp_words_band(r, f->band);
    const bp_value value[] = {
        bp_compose_money(bp_figure_of(f->amount), market, o),
        bp_value_text(where),
        bp_value_figure(BP_KIND_RANK, f->rank, NULL),
    };
    bp_template text = BP_SAY("{} is {} of the published figures.");
    size_t n = 2;
    if (f->percentile.state == BP_SHOWN) {
        text = f->extrapolated
                   ? BP_SAY("{} is {} of the published figures; extrapolated {}.")
                   : BP_SAY("{} is {} of the published figures, about {}.");
        n = 3;
    } else if (is_coded(market)) {
        text = f->band[0] == '>'
                   ? BP_SAY("{} is {} of the published figures; the next one is "
                            "top-coded, so the percentile is not known.")
               : f->band[0] == '<'
                   ? BP_SAY("{} is {} of the published figures; the one below is "
                            "bottom-coded, so the percentile is not known.")
                   : BP_SAY("{} is {} of the published figures, one of which is a code, "
                            "so the percentile is not known.");
    }
    bp_report_say(r, text, value, n);
}

/* What is missing to the median and to P75. */
static void say_needed(bp_report *r, const bp_placement *k, size_t m,
                       const bp_placements *o)
{
    const bp_market *market = k->market[m];
    const bp_figure goal[] = { bp_market_quartile(market, 2),
                               bp_market_quartile(market, 3) };
    bp_value value[2];
    bool lacks[2];
    size_t n = 0;
    for (size_t i = 0; i < 2; i++) {
        bp_figure gap = bp_offer_gap(&k->offer[m], goal[i]);
        lacks[i] = gap.state == BP_SHOWN && gap.value < 0;
        if (lacks[i])
            value[n++] = bp_compose_money(bp_figure_of(-gap.value), market, o);
    }
    if (n == 0)
        return;
    const bp_template text = n == 2
                                 ? BP_SAY("{} more would reach the median, {} more P75.")
                             : lacks[0] ? BP_SAY("{} more would reach the median.")
                                        : BP_SAY("{} more would reach P75.");
    bp_report_say(r, text, value, n);
}

/* Few people have places and no percentiles. */
static bp_headline place_of(bp_report *r, const bp_offer *f, const bp_market *m,
                            const bp_ci *ci)
{
    const bp_value none = bp_value_text(NULL);
    if (f->rank.state == BP_ABSENT && f->percentile.state == BP_SHOWN)
        return (bp_headline){ "Place",
                              bp_value_text(bp_words_place_short(r, f->below, f->equal,
                                                                 bp_market_amounts(m))),
                              none,
                              "from the lowest paid; too few for a percentile rank" };
    const char *mid = strcmp(f->method, "mid") == 0 ? "mid-rank" : NULL;
    const char *limits = bp_words_place_limits(r, f, ci);
    return (bp_headline){ "Percentile rank", bp_compose_rank(r, f, m), none,
                          mid == NULL      ? limits
                          : limits == NULL ? mid
                                           : bp_report_text(r, "%s, %s", mid, limits) };
}

/* A given range goes before P25 to P75, which stands in for one; neither is shown where
 * it is not known. */
static void add_panel(bp_report *r, const bp_placement *k, size_t m,
                      const bp_placements *o)
{
    const bp_offer *f = &k->offer[m];
    const bp_market *market = k->market[m];
    const bp_value none = bp_value_text(NULL);
    bp_headline h[4];
    size_t n = 0;
    bool shown = bp_market_quartile(market, 1).state == BP_SHOWN &&
                 bp_market_quartile(market, 3).state == BP_SHOWN;
    h[n++] = place_of(r, f, market, &o->ci);
    h[n++] = (bp_headline){ "Market ratio",
                            bp_value_figure(BP_KIND_RATIO, f->market_ratio, NULL), none,
                            "offer / market median" };
    if (o->midpoint > 0)
        h[n++] = (bp_headline){ "Compa-ratio",
                                bp_value_figure(
                                    BP_KIND_RATIO,
                                    bp_offer_ratio(f, bp_figure_of(o->midpoint)), NULL),
                                none, "offer / midpoint of the range" };
    if (o->range_min > 0)
        h[n++] = (bp_headline){ "Range penetration",
                                bp_percent_of(bp_compose_penetration(f, o->range_min,
                                                                     o->range_max)),
                                none, "of the way through the range" };
    else if (shown)
        h[n++] = (bp_headline){ "Range penetration",
                                bp_percent_of(bp_compose_penetration(
                                    f, bp_market_quartile(market, 1).value,
                                    bp_market_quartile(market, 3).value)),
                                none, "of the way from P25 to P75" };
    bp_report_add_panel(r, h, n);
}

/* The figure at a percentile of a market: absent where it has none, not estimable where
 * it is top-coded. */
static bp_figure figure_at(const bp_market *m, bp_level level)
{
    for (size_t i = 0; m != NULL && i < bp_market_rungs(m); i++)
        if (bp_level_compare(bp_market_rung(m, i).level, level) == 0)
            return bp_market_rung(m, i).value;
    return bp_figure_absent();
}

/* What is published at a percentile that is a code: with its number, as printed. */
static const char *coded_text(const bp_placements *o, bp_level level)
{
    const bp_published *t = o->table;
    for (size_t i = 0; t != NULL && i < t->n_points; i++) {
        const bp_stated_cell *c = bp_published_cell(t, o->only.row, t->point[i].column);
        if (bp_level_compare(t->point[i].level, level) == 0 && c->number > 0)
            return c->text;
    }
    return "top-coded";
}

/* Market, distance in money, distance in percent; empty where there is no such rung. */
static void put_distance(bp_value value[3], const bp_placement *k, size_t m,
                         bp_level level, const bp_placements *o)
{
    const bp_market *market = k->market[m];
    const bp_figure at = figure_at(market, level);
    for (size_t i = 0; i < 3; i++)
        value[i] = bp_value_text(NULL);
    if (at.state == BP_ABSENT)
        return;
    if (at.state == BP_NOT_ESTIMABLE) {
        value[0] = bp_value_text(coded_text(o, level));
        return;
    }
    value[0] = bp_compose_money(at, market, o);
    if (at.state != BP_SHOWN)
        return;
    bp_figure ratio = bp_offer_ratio(&k->offer[m], at);
    value[1] =
        bp_compose_with_plus(bp_compose_money(bp_offer_gap(&k->offer[m], at), market, o));
    value[2] = bp_compose_with_plus(bp_value_percent(ratio.value - 1));
}

/* The percentiles of either market, ascending, each once. */
static size_t all_levels(bp_level out[], const bp_placement *k, size_t n_markets)
{
    static const bp_level none = { 2, 1 }; /* above all levels */
    size_t n = 0, at[BP_MARKETS] = { 0, 0 };
    for (;;) {
        bp_level next = none;
        for (size_t m = 0; m < n_markets; m++)
            if (at[m] < bp_market_rungs(k->market[m]) &&
                bp_level_compare(bp_market_rung(k->market[m], at[m]).level, next) < 0)
                next = bp_market_rung(k->market[m], at[m]).level;
        if (bp_level_compare(next, none) == 0)
            return n;
        out[n++] = next;
        for (size_t m = 0; m < n_markets; m++)
            at[m] +=
                at[m] < bp_market_rungs(k->market[m]) &&
                bp_level_compare(bp_market_rung(k->market[m], at[m]).level, next) == 0;
    }
}

/* The distance to every level, with two markets side by side. */
static void add_distances(bp_report *r, const bp_placement *k, const bp_placements *o)
{
    enum { WIDTH = 3 };
    const size_t n_markets = k->market[1] != NULL ? 2 : 1;
    bp_column column[1 + BP_MARKETS * WIDTH] = { { "level", "Level", BP_KIND_TEXT,
                                                   BP_COL_DISPLAY, 0 } };
    size_t n = 1;
    for (size_t m = 0; m < n_markets; m++) {
        const char *market = m == 0 ? "Market" : "Published";
        column[n++] = (bp_column){ market, market, BP_KIND_MONEY, BP_COL_DISPLAY, 0 };
        column[n++] =
            (bp_column){ "gap", "Offer above", BP_KIND_MONEY, BP_COL_DISPLAY, 0 };
        column[n++] = (bp_column){ "share", "%", BP_KIND_PERCENT, BP_COL_DISPLAY, 0 };
    }
    bp_report_add_table(
        r, &(bp_table){
               .name = "distances", .column = column, .n_columns = n, .n_display = n });

    bp_level level[BP_LEVELS_MAX + BP_KNOTS_MAX];
    size_t rows = all_levels(level, k, n_markets);
    for (size_t i = 0; i < rows; i++) {
        bp_value value[1 + BP_MARKETS * WIDTH];
        value[0] = bp_value_text(bp_report_text(r, "P%.8g", bp_level_percent(level[i])));
        for (size_t m = 0; m < n_markets; m++)
            put_distance(value + 1 + m * WIDTH, k, m, level[i], o);
        bp_report_add_row(r, value, n, 0, false);
    }
}

/* Whoever asks knows which of them is meant. */
static void say_lines(bp_report *r, const bp_placements *o)
{
    const bp_value value[] = { bp_compose_money(bp_figure_of(o->line[0].offer[0].amount),
                                                o->line[0].market[0], o),
                               bp_value_count(o->n_lines) };
    bp_report_say(
        r, BP_SAY("{} lines of the published figures fit; {} is placed in each of them."),
        BP_VALUES(value[1], value[0]));
}

/* The scope in words: "350 beds". */
static const char *at_scope(bp_report *r, const bp_placements *o, const char *at)
{
    const char *scope = bp_words_heading_inside(r, o->scope);
    return strchr(at, '=') != NULL ? bp_report_text(r, "%s", at)
                                   : bp_report_text(r, "%s %s", at, scope);
}

/* Why an offer has no place on a line of pay. */
static const char *why_no_line(const bp_line_place *p)
{
    return p->point.median.state == BP_WITHHELD
               ? "it would be of too few people or organizations"
               : "the scopes of these people make none";
}

/* The same offer beside jobs of its size. */
static void say_line(bp_report *r, const bp_placement *k, const bp_placements *o)
{
    const bp_line_place *p = &k->on_line;
    if (k->line == NULL)
        return;
    const bp_value value[] = {
        bp_value_text(at_scope(r, o, p->point.at)),
        bp_compose_money(p->point.median, k->market[0], o),
        amount_of(k, o),
        bp_value_figure(BP_KIND_RANK, p->percentile, NULL),
        bp_value_text(p->point.extrapolated
                          ? "; that is outside of what was seen, and no more than a guess"
                          : ""),
    };
    if (p->percentile.state == BP_SHOWN)
        bp_report_say(
            r,
            BP_SAY("At {} the line of pay has a median of {}; {} is about {} there{}."),
            value, 5);
    else
        bp_report_say(r, BP_SAY("At {} there is no line of pay: {}."),
                      BP_VALUES(value[0], bp_value_text(why_no_line(p))));
}

/* Each market has its sentences and its panel. */
static void add_single(bp_report *r, const bp_placements *o)
{
    const bp_placement *k = &o->offer[0];
    for (size_t m = 0; m < BP_MARKETS && o->name[m] != NULL; m++) {
        if (o->name[1] != NULL)
            bp_report_say(r, BP_SAY("Against {}:"), BP_VALUES(bp_value_text(o->name[m])));
        if (k->market[m] == NULL) { /* several lines take its place */
            say_lines(r, o);
            continue;
        }
        if (bp_compose_counts(k->market[m]))
            say_records(r, k, o);
        else if (bp_compose_of_people(k->market[m]))
            say_among(r, k, o);
        else
            say_published(r, k, m, o);
        say_needed(r, k, m, o);
        if (m == BP_FIRST_MARKET)
            say_line(r, k, o);
        add_panel(r, k, m, o);
    }
}

void bp_compose_offer_section(bp_report *r, const bp_answer *a, const char *pay,
                              bool chart)
{
    const bp_placements *o = a->placements;
    const char *element = pay != NULL ? bp_words_element_inside(pay) : "pay";
    bp_report_add_section(
        r, &(bp_section){ .name = "offer",
                          .heading = bp_report_text(
                              r, "%s of %s", o->listed ? "Offers" : "Offer", element),
                          .pay = pay,
                          .sheet = "Offer" });
    if (!o->listed)
        add_single(r, o);
    if (chart)
        bp_slot_offers(r, a);
    if (!o->listed && o->offer[0].market[0] != NULL)
        add_distances(r, &o->offer[0], o);
    for (size_t m = 0; m < BP_MARKETS && o->name[m] != NULL; m++)
        bp_compose_offer_table(r, o, m);
    bp_compose_offers_by_group(r, o);
    bp_compose_place_intervals(r, o);
}

/* ---- the report of a question about offers ---- */

/* With one group its figures are in the table of distances already: people need not see
 * them twice. */
static void hide_last_table(bp_report *r)
{
    bp_section *s = r->n_sections > 0 ? &r->section[r->n_sections - 1] : NULL;
    bp_item *last = s != NULL && s->n_items > 0 ? &s->item[s->n_items - 1] : NULL;
    if (last == NULL || last->kind != BP_ITEM_TABLE)
        return; /* memory has run out */
    last->u.table.n_display = 0;
    last->u.table.name = "market";
}

static void add_market(bp_report *r, const bp_answer *a, const bp_percentiles *p)
{
    if (p->n_groups > 1)
        bp_report_add_section(
            r, &(bp_section){ .name = "market", .heading = "Market", .pay = p->element });
    bp_compose_groups(r, p, NULL, false);
    if (p->n_groups == 1)
        hide_last_table(r);
    else
        bp_compose_how(r, a, p);
}

void bp_compose_offers(bp_report *r, const bp_answer *a)
{
    const bp_placements *o = a->placements;
    const bp_percentiles *p = a->table;
    const char *pay = p != NULL ? p->element : NULL;
    if (p != NULL) {
        bp_compose_head(r, a);
        bp_compose_offer_sources(r, o);
        bp_compose_rules(r, a);
        bp_compose_scope(r, a, &p->group[0], p->has_orgs);
    } else {
        bp_compose_head_published(r, a, o);
        bp_compose_scope_published(r, a, o);
    }
    bp_compose_title(r, a,
                     o->listed ? "Offers and the market" : "An offer and the market");
    bp_compose_warnings(r, a);
    bp_compose_offer_section(r, a, pay, false);
    if (p != NULL)
        add_market(r, a, p);
    else
        bp_compose_groups_published(r, a);
    if (o->listed || o->offer[0].market[0] != NULL)
        bp_compose_own_offers(r, o, pay);
}
