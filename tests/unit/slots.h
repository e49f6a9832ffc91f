/* SPDX-License-Identifier: GPL-3.0-or-later */
/* slots.h - charts of made-up figures, one of each kind. */
#ifndef BP_TEST_SLOTS_H
#define BP_TEST_SLOTS_H

#include <math.h>

#include "benchpay/report.h"

#define SHOWN(x)                                                                         \
    {                                                                                    \
        .value = (x), .state = BP_SHOWN, .lo_state = BP_ABSENT, .hi_state = BP_ABSENT    \
    }
#define FEW                                                                              \
    {                                                                                    \
        .state = BP_WITHHELD, .reasons = BP_WHY_FEW_PEOPLE                               \
    }
#define UNKNOWN                                                                          \
    {                                                                                    \
        .state = BP_NOT_ESTIMABLE, .reasons = BP_WHY_NOT_ESTIMABLE                       \
    }
#define LINE(s)                                                                          \
    {                                                                                    \
        (s), NULL, 0                                                                     \
    }
#define COUNT(a) (sizeof(a) / sizeof(a)[0])

/* A density with one hill, from 300,000 to 700,000. */
#define HILL_POINTS 9
static const double hill_x[HILL_POINTS] = { 300000, 350000, 400000, 450000, 500000,
                                            550000, 600000, 650000, 700000 };
static const double hill_y[HILL_POINTS] = { .8, 1.9, 3.7, 5.2, 5.9, 4.4, 2.8, 1.5, .7 };

static const bp_chart_group tier_rows[] = {
    { "System",
      21,
      17,
      { SHOWN(528000),
        SHOWN(547000),
        { 601000, 571000, 633000, BP_SHOWN, BP_SHOWN, BP_SHOWN, 0 },
        SHOWN(692000),
        SHOWN(737000) },
      { hill_x, hill_y, HILL_POINTS } },
    { "Regional",
      43,
      39,
      { SHOWN(323500), SHOWN(360200), SHOWN(405300), SHOWN(443000), SHOWN(544000) },
      { hill_x, hill_y, HILL_POINTS } },
    { "Community", 1, 1, { FEW, FEW, FEW, FEW, FEW }, { NULL, NULL, 0 } },
    { "Critical access",
      22,
      20,
      { FEW, SHOWN(247000), SHOWN(284000), SHOWN(312000), FEW },
      { NULL, NULL, 0 } },
};

static inline bp_chart chart_of(bp_chart_kind kind, const char *title)
{
    return (bp_chart){ .kind = kind,
                       .id = "pay",
                       .title = LINE(title),
                       .subtitle = LINE("Annual base salary, USD, 2026"),
                       .note = LINE("Source: a test; 86 people in 77 organizations"),
                       .currency = "USD" };
}

static const double bin_people[] = { 3, 7, 12, 16, 11, 8, 0, 4, 1 };

static inline bp_chart distribution_chart(void)
{
    bp_chart c = chart_of(BP_CHART_DISTRIBUTION, "Half are paid $324,000 to $486,000");
    c.u.bins.low = 200000;
    c.u.bins.width = 50000;
    c.u.bins.count = bin_people;
    c.u.bins.n = COUNT(bin_people);
    c.u.bins.curve = (bp_chart_curve){ hill_x, hill_y, HILL_POINTS };
    c.u.bins.p25 = 324000;
    c.u.bins.p50 = 400500;
    c.u.bins.p75 = 486000;
    return c;
}

static inline bp_chart groups_chart(bp_chart_kind kind)
{
    bp_chart c = chart_of(kind, "Systems pay twice as much");
    c.u.groups.group = tier_rows;
    c.u.groups.n = COUNT(tier_rows);
    return c;
}

static const double share_x[] = { 245000, 273000, 324000, 400000,
                                  430000, 486000, 590000, 660000 };
static const double share_y[] = { .05, .1, .25, .5, .6, .75, .9, .95 };
static const bp_chart_knot knots[] = { { "P10", .1, SHOWN(273000) },
                                       { "P25", .25, SHOWN(324000) },
                                       { "P50", .5, SHOWN(400000) },
                                       { "P75", .75, SHOWN(486000) },
                                       { "P90", .9, SHOWN(590000) } };
static const bp_chart_mark marks[] = { { "Offer", 430000, SHOWN(.6), SHOWN(.6), NULL } };

static inline bp_chart share_chart(bp_chart_kind kind)
{
    bp_chart c = chart_of(kind, "An offer of $430,000 beats 60% of the people");
    c.u.share = (bp_chart_share){ .curve = { share_x, share_y, COUNT(share_x) },
                                  .knot = knots,
                                  .n_knots = COUNT(knots),
                                  .mark = marks,
                                  .n_marks = kind == BP_CHART_OFFER };
    return c;
}

static const bp_chart_offer offer_rows[] = {
    { "Chief Medical Officer", 430000, SHOWN(324000), SHOWN(400000), SHOWN(486000),
      SHOWN(.62), NULL },
    { "Hospitalist", 301000, SHOWN(259000), SHOWN(288000), SHOWN(324000), SHOWN(.617),
      NULL },
    { "Chief of Staff", 190000, FEW, FEW, FEW, FEW, NULL },
    { "Registered Nurse", 82000, SHOWN(77000), SHOWN(86200), SHOWN(96200), SHOWN(.37),
      NULL },
};

static inline bp_chart offers_chart(void)
{
    bp_chart c = chart_of(BP_CHART_OFFERS, "Nurses are paid less than the market");
    c.u.offers.offer = offer_rows;
    c.u.offers.n = COUNT(offer_rows);
    return c;
}

static const double nurses[] = { 57000, 57600, 61000 }, lead[] = { 90000 };
static const bp_chart_range range_rows[] = {
    { "G3", 64000, 80000, 96000, lead, COUNT(lead) },
    { "G2", 53000, 66500, 80000, NULL, 0 },
    { "G1", 44000, 55000, 66000, nurses, COUNT(nurses) },
};

static inline bp_chart structure_chart(void)
{
    bp_chart c = chart_of(BP_CHART_STRUCTURE, "Every market is inside its range");
    c.u.ranges.range = range_rows;
    c.u.ranges.n = COUNT(range_rows);
    return c;
}

static const double line_x[] = { 50, 200, 800 };
static const double line_pay[] = { 260000, 344000, 455000 };
static const double line_lo[] = { 240000, 331000, 423000 };
static const double line_hi[] = { 281000, 358000, 489000 };
static const double line_p25[] = { 222000, 293000, 388000 };
static const double line_p75[] = { 305000, 403000, 533000 };
static const double line_least[] = { 162000, 215000, 284000 };
static const double line_most[] = { 417000, 551000, 729000 };
static const double short_x[] = { 120, 480 };
static const double short_pay[] = { 355000, 402000 };
static const bp_chart_line pay_lines[] = {
    { .name = NULL,
      .x = line_x,
      .pay = line_pay,
      .lo = line_lo,
      .hi = line_hi,
      .p25 = line_p25,
      .p75 = line_p75,
      .least = line_least,
      .most = line_most,
      .n = COUNT(line_x) },
    { .name = "Chief of Staff", .x = short_x, .pay = short_pay, .n = COUNT(short_x) },
};
static const bp_chart_spot line_spots[] = { { 310, 430000, "Offer $430,000: P71" } };

static inline bp_chart payline_chart(void)
{
    bp_chart c = chart_of(BP_CHART_PAYLINE, "Twice the beds goes with 15% more pay");
    c.u.payline = (bp_chart_payline){ .scope = "Beds",
                                      .log = true,
                                      .line = pay_lines,
                                      .spot = line_spots,
                                      .n_lines = COUNT(pay_lines),
                                      .n_spots = COUNT(line_spots) };
    return c;
}

static const bp_chart_gap gap_rows[] = {
    { "On average", 109, { .078, .016, .139, BP_SHOWN, BP_SHOWN, BP_SHOWN, 0 }, false },
    { "Alike in tier",
      109,
      { .031, -.004, .062, BP_SHOWN, BP_SHOWN, BP_SHOWN, 0 },
      true },
    { "Nurse", 16, SHOWN(-.052), false },
    { "Porter", 3, FEW, false },
};

static inline bp_chart gaps_chart(void)
{
    bp_chart c = chart_of(BP_CHART_GAPS, "F earn 7.8% less than M");
    c.u.gaps.gap = gap_rows;
    c.u.gaps.n = COUNT(gap_rows);
    c.u.gaps.reference = "M";
    return c;
}

static const char *const band_groups[] = { "M", "F", "X" };
static const bp_figure band_shares[] = {
    SHOWN(.61), SHOWN(.36), FEW,          SHOWN(.53),   SHOWN(.44),
    FEW,        SHOWN(.47), SHOWN(.5),    FEW,          SHOWN(.38),
    SHOWN(.59), FEW,        SHOWN(.4975), SHOWN(.4725), SHOWN(.03),
};

static inline bp_chart bands_chart(void)
{
    bp_chart c = chart_of(BP_CHART_BANDS, "F are 59% of the lowest quarter");
    c.u.bands.group = band_groups;
    c.u.bands.share = band_shares;
    c.u.bands.n_groups = COUNT(band_groups);
    return c;
}

static const bp_chart_change change_rows[] = {
    { "Everybody", SHOWN(365000), SHOWN(381000), SHOWN(.0438), true, "ok" },
    { "CMO", SHOWN(401000), SHOWN(441000), SHOWN(.0998), false, "ok" },
    { "Associate CMO", SHOWN(352000), SHOWN(331000), SHOWN(-.0597), false, "ok" },
    { "Fellow", FEW, SHOWN(290000), FEW, false, "new" },
    { "Trainee", SHOWN(280000), FEW, FEW, false, "gone" },
    { "Chief of Staff", FEW, FEW, FEW, false, "withheld" },
};

static inline bp_chart change_chart(void)
{
    bp_chart c = chart_of(BP_CHART_CHANGE, "Two medians moved by more than 5%");
    c.u.changes.change = change_rows;
    c.u.changes.n = COUNT(change_rows);
    return c;
}

static const double clerk[] = { 44100, 46800, 46800, 52300 };
static const double clerk_share[] = { .5, .25, .25, 0 };
static const double chief[] = { 371000, 488000 }, halves[] = { .5, .5 };
static const bp_chart_source source_rows[] = {
    { "Chief of Staff", SHOWN(350000), SHOWN(429500), SHOWN(540000), chief, halves,
      COUNT(chief) },
    { "Clerk", SHOWN(40000), SHOWN(45600), FEW, clerk, clerk_share, COUNT(clerk) },
    { "Fellow", FEW, FEW, FEW, NULL, NULL, 0 },
};

static inline bp_chart sources_chart(void)
{
    bp_chart c = chart_of(BP_CHART_SOURCES, "The sources of one job are far apart");
    c.u.sources.source = source_rows;
    c.u.sources.n = COUNT(source_rows);
    return c;
}

static const bp_chart_zone zone_rows[] = {
    { "Everybody", { 3, 5, 8, 4, 2, 1 } },
    { "Nursing", { 0, 2, 0, 0, 0, 0 } },
    { "Front Office", { 3, 3, 8, 4, 2, 1 } },
};

static inline bp_chart zones_chart(void)
{
    bp_chart c = chart_of(BP_CHART_ZONES, "Three are below their ranges");
    c.u.zones.zone = zone_rows;
    c.u.zones.n = COUNT(zone_rows);
    return c;
}

static const bp_chart_year surveyed[] = {
    { 2019, SHOWN(334000), NULL }, { 2020, SHOWN(340000), NULL },
    { 2021, FEW, NULL },           { 2022, SHOWN(365000), NULL },
    { 2023, SHOWN(377000), NULL }, { 2024, SHOWN(385500), NULL },
    { 2025, SHOWN(392000), NULL }, { 2026, SHOWN(400000), NULL },
};
static const bp_chart_year ahead[] = {
    { 2026, SHOWN(400000), NULL }, { 2027, SHOWN(410400), NULL },
    { 2028, SHOWN(421000), NULL }, { 2029, SHOWN(432000), NULL },
    { 2030, SHOWN(443000), NULL }, { 2031, SHOWN(454500), NULL },
};
static const double low95[] = { 400000, 401000, 407000, 414000, 421000, 428300 };
static const double high95[] = { 400000, 420000, 435000, 450000, 466000, 481300 };
static const double low80[] = { 400000, 404000, 411500, 420000, 428500, 437200 };
static const double high80[] = { 400000, 416800, 430000, 443500, 457500, 472400 };
static const double low50[] = { 400000, 407000, 416000, 426000, 435500, 445500 };
static const double high50[] = { 400000, 413500, 426000, 438500, 451000, 463700 };
static const bp_chart_band bands[] = { { 95, low95, high95 },
                                       { 80, low80, high80 },
                                       { 50, low50, high50 } };

static inline bp_chart growth_chart(void)
{
    bp_chart c =
        chart_of(BP_CHART_GROWTH, "Median pay is likely to pass $450,000 by 2031");
    c.u.growth = (bp_chart_growth){ .surveyed = surveyed,
                                    .n_surveyed = COUNT(surveyed),
                                    .ahead = ahead,
                                    .n_ahead = COUNT(ahead),
                                    .band = bands,
                                    .n_bands = COUNT(bands) };
    return c;
}

/* Low and high are so near each other at the end that their labels would touch. */
static const double path_low[] = { 400000, 404000, 408000, 412000, 416000, 420000 };
static const double path_high[] = { 400000, 404400, 408800, 413200, 417700, 422300 };
static const bp_chart_path growth_paths[] = { { "low", path_low },
                                              { "high after the merger", path_high } };

static const char *const tile_rows[] = { "System", "Regional", "Critical access" };
static const char *const tile_columns[] = { "Northeast", "Southeast", "Midwest", "West" };
static const bp_figure tiles[] = {
    FEW,           SHOWN(570000), SHOWN(495000), FEW,
    UNKNOWN,       SHOWN(407000), SHOWN(400000), SHOWN(473000),
    SHOWN(288000), SHOWN(265000), SHOWN(302000), FEW,
};

static inline bp_chart heatmap_chart(void)
{
    bp_chart c = chart_of(BP_CHART_HEATMAP, "Tier matters far more than region");
    c.u.heatmap = (bp_chart_heatmap){ .row = tile_rows,
                                      .column = tile_columns,
                                      .n_rows = COUNT(tile_rows),
                                      .n_columns = COUNT(tile_columns),
                                      .cell = tiles,
                                      .reference = 400000 };
    return c;
}

#endif
