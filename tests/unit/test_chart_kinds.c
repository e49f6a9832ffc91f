/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "near.h"

#include <sched.h>
#include <stdlib.h>

#include "picture.h"
#include "slots.h"

#define MINUS "\xe2\x88\x92"

static void assert_says_all(const char *svg, const char *const says[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strstr(svg, says[i]) == NULL)
            fail_msg("the picture does not say: %s", says[i]);
}

static void groups_show_names_counts_and_figures(void **state)
{
    (void)state;
    static const char *const says[] = {
        ">System</text>",
        ">21 people, 17 orgs</text>",
        ">1 person, 1 org</text>",
        ">withheld: too few people</text>",
        ">22 people, 20 orgs \xe2\x80\xa0</text>",
        ">\xe2\x80\xa0 P10 or P90 is withheld.</text>",
        ">$601k</text>",
        ">$284k</text>",
        "fill=\"#f2f4f5\"",
    };
    static const bp_chart_kind kind[] = { BP_CHART_BOX, BP_CHART_PERCENTILES,
                                          BP_CHART_TIERS };
    for (size_t i = 0; i < COUNT(kind); i++) {
        char *svg = draw(groups_chart(kind[i]));
        assert_says_all(svg, says, COUNT(says));
        free(svg);
    }
}

static void tiers_have_a_key_and_clouds_where_there_is_a_density(void **state)
{
    (void)state;
    char *svg = draw(groups_chart(BP_CHART_TIERS));
    static const char *const says[] = { ">P10</text>", ">P25</text>", ">Median</text>",
                                        ">P75</text>", ">P90</text>" };
    assert_says_all(svg, says, COUNT(says));
    /* polygons: two densities; rectangles are bars */
    assert_int_equal(times(svg, "fill=\"#c6e0ee\""), 2);
    free(svg);
}

static void percentiles_have_columns(void **state)
{
    (void)state;
    char *svg = draw(groups_chart(BP_CHART_PERCENTILES));
    static const char *const says[] = { ">P25</text>", ">$547k</text>", ">Median</text>",
                                        ">P75</text>", ">$692k</text>" };
    assert_says_all(svg, says, COUNT(says));
    free(svg);
}

static void a_share_is_labelled_at_its_knots_and_offers(void **state)
{
    (void)state;
    static const char *const knot[] = { ">P10  $273k</text>", ">P25  $324k</text>",
                                        ">P50  $400k</text>", ">P75  $486k</text>",
                                        ">P90  $590k</text>", ">100%</text>" };
    char *svg = draw(share_chart(BP_CHART_ECDF));
    assert_says_all(svg, knot, COUNT(knot));
    assert_null(strstr(svg, "Offer"));
    free(svg);

    static const char *const offer[] = { ">Offer $430k</text>", ">P60</text>",
                                         ">P50  $400k</text>", "#b84e00", "#d55e00" };
    svg = draw(share_chart(BP_CHART_OFFER));
    assert_says_all(svg, offer, COUNT(offer));
    free(svg);
}

static void an_offer_without_a_rank_has_a_line_and_no_place(void **state)
{
    (void)state;
    static const bp_chart_mark beyond[] = { { "Offer", 900000, FEW, FEW, NULL } };
    bp_chart c = share_chart(BP_CHART_OFFER);
    c.u.share.mark = beyond;
    char *svg = draw(c);
    assert_non_null(strstr(svg, ">Offer $900k</text>"));
    assert_null(strstr(svg, ">P60</text>"));
    free(svg);
}

/* 82,000 / 86,200 - 1 is -4.9 %: the stick goes to the left. */
static void offers_have_gaps_and_columns(void **state)
{
    (void)state;
    char *svg = draw(offers_chart());
    static const char *const says[] = { ">Market</text>",
                                        ">Offer</text>",
                                        ">Rank</text>",
                                        ">$400k</text>",
                                        ">$430k</text>",
                                        ">P62</text>",
                                        ">$86.2k</text>",
                                        ">$82k</text>",
                                        ">Median</text>",
                                        ">$190k</text>",
                                        ">+20%</text>",
                                        (">" MINUS "20%</text>"),
                                        ">withheld: too few people</text>" };
    assert_says_all(svg, says, COUNT(says));
    free(svg);
}

static void growth_has_a_border_and_labelled_ends(void **state)
{
    (void)state;
    char *svg = draw(growth_chart());
    static const char *const says[] = {
        ">Surveyed</text>",      ">Projected</text>",
        ">$400k in 2026</text>", ">95%  $481k</text>",
        ">95%  $428k</text>",    ">$455k</text>",
        ">2019</text>",          ">2031</text>",
        ">$500k</text>",         ">Years in grey are withheld: too few people.</text>",
    };
    assert_says_all(svg, says, COUNT(says));
    free(svg);
}

static void further_paths_end_in_labels(void **state)
{
    (void)state;
    static const char *const says[] = { ">$455k</text>", ">low  $420k</text>",
                                        ">high after the\xe2\x80\xa6  $422k</text>" };
    bp_chart c = growth_chart();
    c.u.growth.path = growth_paths;
    c.u.growth.n_paths = COUNT(growth_paths);
    char *svg = draw(c);
    assert_says_all(svg, says, COUNT(says));
    free(svg);

    /* they may be all that goes on */
    const bp_chart_year years[] = { ahead[0], { 2027, UNKNOWN, NULL } };
    c.u.growth.ahead = years;
    c.u.growth.n_ahead = COUNT(years);
    c.u.growth.n_bands = 0;
    svg = draw(c);
    assert_non_null(strstr(svg, ">low  $404k</text>"));
    assert_null(strstr(svg, ">$455k</text>"));
    free(svg);
}

static void twelve_paths_are_drawn(void **state)
{
    (void)state;
    bp_chart_path many[12];
    bp_chart c = growth_chart();
    for (size_t i = 0; i < COUNT(many); i++)
        many[i] = growth_paths[i % COUNT(growth_paths)];
    c.u.growth.path = many;
    c.u.growth.n_paths = COUNT(many);
    char *svg = draw(c);
    assert_non_null(strstr(svg, ">$455k</text>"));
    free(svg);
}

static void years_without_a_number_have_a_name(void **state)
{
    (void)state;
    static const bp_chart_year pair[] = { { -1, SHOWN(392000), "pay before" },
                                          { 0, SHOWN(400000), "pay after" } };
    static const char *const says[] = { ">pay before</text>", ">pay after</text>",
                                        ">$400k</text>" };
    bp_chart c = growth_chart();
    c.u.growth.surveyed = pair;
    c.u.growth.n_surveyed = COUNT(pair);
    c.u.growth.n_ahead = 0;
    char *svg = draw(c);
    assert_says_all(svg, says, COUNT(says));
    free(svg);
}

static void growth_needs_no_projection(void **state)
{
    (void)state;
    bp_chart c = growth_chart();
    c.u.growth.n_ahead = 0;
    char *svg = draw(c);
    assert_non_null(strstr(svg, ">$400k in 2026</text>"));
    assert_null(strstr(svg, "Projected"));
    free(svg);
}

/* 570,000 / 400,000 - 1 = 42.5 %, 265,000 / 400,000 - 1 = -33.75 %. */
static void tiles_have_amounts_and_gaps(void **state)
{
    (void)state;
    char *svg = draw(heatmap_chart());
    static const char *const says[] = {
        ">Southeast</text>",
        ">$570k</text>",
        ">+43%</text>",
        ">$265k</text>",
        (">" MINUS "34%</text>"),
        ">0%</text>",
        ">withheld: too few people</text>",
        ">n/a</text>",
    };
    assert_says_all(svg, says, COUNT(says));
    free(svg);
}

/* On a phone four columns have room where people are counted below the gap. */
static void narrow_tiles_say_people_in_a_line_of_their_own(void **state)
{
    (void)state;
    static const uint64_t people[] = { 2, 21, 22, 3, 0, 23, 24, 25, 26, 27, 28, 4 };
    bp_chart c = heatmap_chart();
    c.u.heatmap.people = people;
    size_t n;
    char *wide = draw(c);
    char *svg =
        draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG, .width = 360 }, &n);
    static const char *const says[] = { ">Northeast</text>", ">West</text>",
                                        ">$570k</text>", ">+43%</text>", ">n 21</text>" };
    assert_says_all(svg, says, COUNT(says));
    assert_non_null(strstr(wide, ">+43%  n 21</text>"));
    free(wide);
    free(svg);
}

/* A dot that touches one before it in its grade stands on another height. */
static void ranges_have_midpoints_and_dots(void **state)
{
    (void)state;
    size_t n;
    static const char *const says[] = { ">G3</text>", ">$80k</text>", ">Midpoint</text>",
                                        ">G1</text>", ">$55k</text>" };
    const bp_chart c = structure_chart();
    char *svg = draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &n);
    assert_says_all(svg, says, COUNT(says));
    free(svg);
    bp_chart_script s = { 0 };
    bp_err err;
    assert_int_equal(bp_chart_script_make(
                         &s, &c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &err),
                     BP_OK);
    static const char dots[] = "0 90000 0\n2 57000 0\n2 57600 -1\n2 61000 0\n";
    assert_non_null(memmem(s.file[3].bytes, s.file[3].n, dots, sizeof dots - 1));
    bp_chart_script_release(&s);
}

/* What rose, fell, or may be neither; and who is on one side alone. */
static void changes_are_dumbbells(void **state)
{
    (void)state;
    size_t n;
    static const char *const says[] = { ">Everybody</text>", ">+4.4%</text>",
                                        ">new</text>",       ">gone</text>",
                                        ">Then</text>",      ">$441k</text>" };
    const bp_chart c = change_chart();
    char *svg = draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &n);
    assert_says_all(svg, says, COUNT(says));
    free(svg);
    bp_chart_script s = { 0 };
    bp_err err;
    assert_int_equal(bp_chart_script_make(
                         &s, &c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &err),
                     BP_OK);
    static const char data[] =
        "0 365000 381000 0\n1 401000 441000 1\n2 352000 331000 -1\n";
    assert_non_null(memmem(s.file[3].bytes, s.file[3].n, data, sizeof data - 1));
    bp_chart_script_release(&s);
}

/* The block of chart.dat is in it. */
static void assert_data_has(const bp_chart *c, const char *block)
{
    bp_chart_script s = { 0 };
    bp_err err;
    assert_int_equal(bp_chart_script_make(
                         &s, c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &err),
                     BP_OK);
    assert_non_null(memmem(s.file[3].bytes, s.file[3].n, block, strlen(block)));
    bp_chart_script_release(&s);
}

/* 350000/429500 - 1 and so on by hand; of areas as shares the sizes are 1.5 sqrt(share);
 * a level that is not shown repeats the median. */
static void sources_are_gaps_to_their_composite(void **state)
{
    (void)state;
    size_t n;
    static const char *const says[] = { ">Chief of Staff</text>", ">$430k</text>",
                                        ">Clerk</text>", ">$45.6k</text>",
                                        ">withheld: too few people</text>" };
    const bp_chart c = sources_chart();
    char *svg = draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &n);
    assert_says_all(svg, says, COUNT(says));
    free(svg);
    assert_data_has(&c, "1 0.0263157894736843 0 0.75 1\n1 0.0263157894736843 -1 0.75 1\n"
                        "1 0.146929824561403 0 0.45 0\n");
}

/* Shares of all people of a group; a zone without people has no part of the bar. */
static void zones_are_shares_that_add_up(void **state)
{
    (void)state;
    size_t n;
    static const char *const says[] = { ">Everybody</text>", ">Below</text>",
                                        ">Above</text>", ">Q3</text>",
                                        ">Nursing</text>" };
    const bp_chart c = zones_chart();
    char *svg = draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &n);
    assert_says_all(svg, says, COUNT(says));
    free(svg);
    assert_data_has(&c, "1 0 1 1\n2 0 0.142857142857143 0\n"
                        "2 0.142857142857143 0.285714285714286 1\n");
}

/* A block for each line, then the bands of the first, the widest first, then offers. */
static void lines_of_pay_have_bands_and_offers(void **state)
{
    (void)state;
    size_t n;
    static const char *const says[] = { ">Pay line</text>", ">Chief of Staff</text>",
                                        ">P75</text>",      ">One job, low</text>",
                                        ">Beds</text>",     ">Offer $430,000: P71</text>",
                                        ">$600k</text>",    ">100</text>" };
    const bp_chart c = payline_chart();
    char *svg = draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &n);
    assert_says_all(svg, says, COUNT(says));
    free(svg);
    bp_chart_script s = { 0 };
    bp_err err;
    assert_int_equal(bp_chart_script_make(
                         &s, &c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &err),
                     BP_OK);
    static const char data[] =
        "800 455000\n\n\n120 355000\n480 402000\n\n\n50 162000 417000\n";
    assert_non_null(memmem(s.file[3].bytes, s.file[3].n, data, sizeof data - 1));
    bp_chart_script_release(&s);
}

/* What of a gap is known is drawn: of one that is withheld nothing is in the data. */
static void gaps_have_intervals_or_a_reason(void **state)
{
    (void)state;
    size_t n;
    static const char *const says[] = { ">On average</text>", ">7.8%</text>",
                                        ">1.6% to 13.9%</text>",
                                        (">\xe2\x88\x92"
                                         "5.2%</text>"),
                                        ">withheld: too few people</text>" };
    const bp_chart c = gaps_chart();
    char *svg = draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &n);
    assert_says_all(svg, says, COUNT(says));
    free(svg);
    bp_chart_script s = { 0 };
    bp_err err;
    assert_int_equal(bp_chart_script_make(
                         &s, &c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &err),
                     BP_OK);
    static const char data[] = "\n0 0.078 0.016 0.139 1 0\n1 0.031 -0.004 0.062 0 1\n"
                               "2 -0.052 -0.052 -0.052 0 0\n\n";
    assert_int_equal(s.file[3].n, sizeof data - 1);
    assert_memory_equal(s.file[3].bytes, data, sizeof data - 1);
    bp_chart_script_release(&s);
}

/* The share of a group that is not shown is not in the data, either. */
static void quarters_of_pay_have_shares(void **state)
{
    (void)state;
    size_t n;
    static const char *const says[] = { ">Highest quarter</text>", ">All people</text>",
                                        ">61%</text>", ">59%</text>", ">X</text>" };
    const bp_chart c = bands_chart();
    char *svg = draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &n);
    assert_says_all(svg, says, COUNT(says));
    free(svg);
    bp_chart_script s = { 0 };
    bp_err err;
    assert_int_equal(bp_chart_script_make(
                         &s, &c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &err),
                     BP_OK);
    static const char data[] = "\n0 0 0.61 1\n0 0.61 0.97 2\n1 0 0.53 1\n";
    assert_memory_equal(s.file[3].bytes, data, sizeof data - 1);
    static const char last[] = "4 0.97 1 3\n\n";
    assert_memory_equal(s.file[3].bytes + s.file[3].n - sizeof last + 1, last,
                        sizeof last - 1);
    bp_chart_script_release(&s);
}

static bp_chart kind_of(size_t i)
{
    const bp_chart chart[] = { groups_chart(BP_CHART_BOX),
                               groups_chart(BP_CHART_PERCENTILES),
                               groups_chart(BP_CHART_TIERS),
                               share_chart(BP_CHART_ECDF),
                               share_chart(BP_CHART_OFFER),
                               offers_chart(),
                               growth_chart(),
                               heatmap_chart(),
                               structure_chart(),
                               change_chart(),
                               sources_chart(),
                               zones_chart(),
                               payline_chart(),
                               gaps_chart(),
                               bands_chart(),
                               distribution_chart() };
    _Static_assert(COUNT(chart) == BP_CHART_KINDS, "one of each kind");
    return chart[i];
}

static void pictures_repeat_to_the_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < BP_CHART_KINDS; i++)
        for (int k = 0; k < 2; k++) {
            const bp_chart_options o = { .picture =
                                             k == 0 ? BP_PICTURE_SVG : BP_PICTURE_PNG,
                                         .dark = i % 2 == 0 };
            size_t n, m;
            char *a = draw_as(kind_of(i), &o, &n), *b = draw_as(kind_of(i), &o, &m);
            assert_int_equal(n, m);
            assert_memory_equal(a, b, n);
            free(a);
            free(b);
        }
}

/* Both pictures of each kind, drawn by processes of their own. */
static void draw_alone(bp_chart alone[BP_CHART_KINDS][2], bool dark)
{
    for (size_t i = 0; i < BP_CHART_KINDS; i++)
        for (int narrow = 0; narrow < 2; narrow++) {
            bp_err err = { 0 };
            bp_chart_options o = { .dark = dark, .width = narrow ? BP_CHART_PHONE : 0 };
            bp_chart *c = &alone[i][narrow];
            *c = kind_of(i);
            c->id = narrow ? "pay-narrow" : "pay";
            if (bp_chart_draw(c, &o, &err) != BP_OK)
                fail_msg("%s", err.text);
        }
}

static void assert_drawn(const bp_chart *c, const bp_chart alone[2])
{
    assert_non_null(c->picture);
    assert_non_null(c->narrow);
    assert_int_equal(c->picture_size, alone[0].picture_size);
    assert_memory_equal(c->picture, alone[0].picture, c->picture_size);
    assert_int_equal(c->narrow_size, alone[1].picture_size);
    assert_memory_equal(c->narrow, alone[1].picture, c->narrow_size);
}

/* Each kind once the first and once the last that a gnuplot draws, after others. */
static void a_picture_does_not_depend_on_what_was_drawn_before(void **state)
{
    (void)state;
    bp_chart alone[2][BP_CHART_KINDS][2];
    draw_alone(alone[false], false);
    draw_alone(alone[true], true);
    cpu_set_t cores, one;
    assert_int_equal(sched_getaffinity(0, sizeof cores, &cores), 0);
    CPU_ZERO(&one);
    CPU_SET((size_t)sched_getcpu(), &one); /* one worker, and one gnuplot */
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    for (size_t first = 0; first < BP_CHART_KINDS; first++) {
        const bp_chart_options o = { .dark = first % 3 == 0, .narrow = true };
        const size_t step = first % 2 == 0 ? 1 : BP_CHART_KINDS - 1;
        bp_item item[BP_CHART_KINDS];
        for (size_t i = 0; i < BP_CHART_KINDS; i++)
            item[i] =
                (bp_item){ .kind = BP_ITEM_CHART,
                           .u.chart = kind_of((first + i * step) % BP_CHART_KINDS) };
        bp_section section = { .name = "all", .item = item, .n_items = BP_CHART_KINDS };
        bp_report r = { .command = "report", .section = &section, .n_sections = 1 };
        size_t failed = 9;
        bp_err err;
        assert_int_equal(bp_charts_draw(&r, &o, &failed, &err), BP_OK);
        assert_int_equal(failed, 0);
        for (size_t i = 0; i < BP_CHART_KINDS; i++) {
            bp_chart *c = &item[i].u.chart;
            assert_drawn(c, alone[o.dark][(first + i * step) % BP_CHART_KINDS]);
            free(c->picture);
            free(c->narrow);
        }
    }
    assert_int_equal(sched_setaffinity(0, sizeof cores, &cores), 0);
    assert_int_equal(files_here(), 0);
    for (size_t i = 0; i < BP_CHART_KINDS; i++)
        for (size_t k = 0; k < 4; k++)
            free(alone[k / 2][i][k % 2].picture);
}

static void pdf_is_whole(void **state)
{
    (void)state;
    size_t n;
    char *pdf =
        draw_as(growth_chart(), &(bp_chart_options){ .picture = BP_PICTURE_PDF }, &n);
    assert_memory_equal(pdf, "%PDF-", 5);
    /* 800 x 480 px of 1/96 inch are 600 x 360 points */
    assert_non_null(memmem(pdf, n, "/MediaBox [ 0 0 600 360 ]", 25));
    free(pdf);
}

static void numbers_that_make_no_picture_are_refused(void **state)
{
    (void)state;
    bp_chart c[] = { groups_chart(BP_CHART_BOX),
                     share_chart(BP_CHART_OFFER),
                     offers_chart(),
                     growth_chart(),
                     growth_chart(),
                     heatmap_chart(),
                     heatmap_chart(),
                     structure_chart(),
                     structure_chart(),
                     sources_chart(),
                     sources_chart(),
                     zones_chart(),
                     payline_chart(),
                     payline_chart(),
                     gaps_chart(),
                     bands_chart() };
    bp_chart_group group = tier_rows[0];
    group.p[BP_P90].value = INFINITY;
    c[0].u.groups.group = &group;
    c[1].u.share.mark = &(bp_chart_mark){ "Offer", NAN, FEW, FEW, NULL };
    c[2].u.offers.n = 0;
    c[3].u.growth.n_surveyed = 0;
    c[4].u.growth.path = growth_paths;
    c[4].u.growth.n_paths = 13;
    c[5].u.heatmap.reference = 0;
    c[6].u.heatmap.n_columns = 0;
    c[7].u.ranges.n = 0;
    c[8].u.ranges.range = &(bp_chart_range){ "G1", 44000, 67000, 66000, NULL, 0 };
    c[9].u.sources.n = 0;
    const bp_chart_source nothing = { "Clerk", FEW, SHOWN(0), FEW, NULL, NULL, 0 };
    c[10].u.sources.source = &nothing;
    c[11].u.zones.zone = &(bp_chart_zone){ "Nobody", { 0 } };
    c[12].u.payline.n_lines = 0;
    c[13].u.payline.spot = &(bp_chart_spot){ 0, 430000, "Offer" };
    c[14].u.gaps.gap = &(bp_chart_gap){ "On average", 9, SHOWN(NAN), false };
    c[15].u.bands.n_groups = 0;
    for (size_t i = 0; i < COUNT(c); i++) {
        bp_err err = { 0 };
        const bp_chart_options o = { .picture = BP_PICTURE_SVG };
        assert_int_equal(bp_chart_draw(&c[i], &o, &err), BP_EINTERNAL);
        assert_null(c[i].picture);
    }
}

/* What is not shown must not stand in the sources either. */
static void a_script_holds_no_figure_that_is_not_shown(void **state)
{
    (void)state;
    bp_chart_group group[] = { tier_rows[0], tier_rows[2] };
    for (size_t k = 0; k < BP_CHART_LEVELS; k++)
        group[1].p[k].value = 123456;
    bp_chart c = groups_chart(BP_CHART_TIERS);
    c.u.groups.group = group;
    c.u.groups.n = 2;
    bp_chart_script s = { 0 };
    bp_err err;
    assert_int_equal(bp_chart_script_make(
                         &s, &c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &err),
                     BP_OK);
    static const char *const name[] = { "chart.gp", "style.gp", "tiers.gp", "chart.dat" };
    for (size_t i = 0; i < BP_CHART_FILES; i++) {
        assert_string_equal(s.file[i].name, name[i]);
        assert_null(memmem(s.file[i].bytes, s.file[i].n, "123456", 6));
    }
    bp_chart_script_release(&s);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(groups_show_names_counts_and_figures),
        TEST(tiers_have_a_key_and_clouds_where_there_is_a_density),
        TEST(percentiles_have_columns),
        TEST(a_share_is_labelled_at_its_knots_and_offers),
        TEST(an_offer_without_a_rank_has_a_line_and_no_place),
        TEST(offers_have_gaps_and_columns),
        TEST(growth_has_a_border_and_labelled_ends),
        TEST(further_paths_end_in_labels),
        TEST(twelve_paths_are_drawn),
        TEST(years_without_a_number_have_a_name),
        TEST(growth_needs_no_projection),
        TEST(tiles_have_amounts_and_gaps),
        TEST(narrow_tiles_say_people_in_a_line_of_their_own),
        TEST(ranges_have_midpoints_and_dots),
        TEST(changes_are_dumbbells),
        TEST(sources_are_gaps_to_their_composite),
        TEST(zones_are_shares_that_add_up),
        TEST(lines_of_pay_have_bands_and_offers),
        TEST(gaps_have_intervals_or_a_reason),
        TEST(quarters_of_pay_have_shares),
        TEST(pictures_repeat_to_the_byte),
        TEST(a_picture_does_not_depend_on_what_was_drawn_before),
        TEST(pdf_is_whole),
        TEST(numbers_that_make_no_picture_are_refused),
        TEST(a_script_holds_no_figure_that_is_not_shown),
    };
    return cmocka_run_group_tests_name("chart kinds", tests, NULL, NULL);
}
