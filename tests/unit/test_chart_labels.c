/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "near.h"

#include "chart/labels.h"
#include "chart/rows.h"
#include "picture.h"
#include "slots.h"
#include "svgtext.h"

#define MANY 40

static void fill_many(bp_chart_group group[MANY], const char *name)
{
    for (size_t i = 0; i < MANY; i++) {
        group[i] = tier_rows[i % 2];
        group[i].name = name;
    }
}

static void rows_beyond_the_most_are_counted(void **state)
{
    (void)state;
    bp_chart_group group[MANY];
    bp_chart c = groups_chart(BP_CHART_BOX);
    fill_many(group, "Region");
    c.u.groups.group = group;

    c.u.groups.n = 25;
    char *svg = draw(c);
    assert_int_equal(times(svg, ">Region</text>"), 25);
    assert_null(strstr(svg, "Not drawn"));
    free(svg);

    c.u.groups.n = MANY;
    svg = draw(c);
    assert_int_equal(times(svg, ">Region</text>"), BP_ROWS_MOST);
    assert_non_null(strstr(svg, ">Not drawn: 10 of 40 groups, the smallest.</text>"));
    free(svg);
}

/* In a picture of 400 x 260 px little fits; what is left out is said. */
static void small_pictures_leave_rows_out(void **state)
{
    (void)state;
    bp_chart_group group[MANY];
    bp_chart c = groups_chart(BP_CHART_PERCENTILES);
    fill_many(group, "Region");
    c.u.groups.group = group;
    c.u.groups.n = 10;
    size_t n;
    char *svg = draw_as(
        c, &(bp_chart_options){ .picture = BP_PICTURE_SVG, .width = 400, .height = 260 },
        &n);
    size_t drawn = times(svg, ">Region</text>");
    char want[60];
    snprintf(want, sizeof want, ">Not drawn: %zu of 10 groups, the smallest.</text>", 10 - drawn);
    assert_in_range(drawn, 1, 9);
    assert_non_null(strstr(svg, want));
    free(svg);
}

static bool overlap(const svg_text *a, const svg_text *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom &&
           b->top < a->bottom;
}

static void assert_texts_are_apart(bp_chart c, int width, int height)
{
    static svg_text text[1000];
    const bp_chart_options o = { .picture = BP_PICTURE_SVG,
                                 .width = width,
                                 .height = height };
    size_t bytes;
    char *svg = draw_as(c, &o, &bytes);
    double wide = strtod(strstr(svg, "width=\"") + strlen("width=\""), NULL);
    double high = strtod(strstr(svg, "height=\"") + strlen("height=\""), NULL);
    size_t n = svg_texts(text, COUNT(text), svg);
    assert_in_range(n, 3, COUNT(text) - 1);
    for (size_t i = 0; i < n; i++) {
        const svg_text *t = &text[i];
        if (t->left < 0 || t->top < 0 || t->right > wide || t->bottom > high)
            fail_msg("'%.*s' leaves the picture", (int)t->words.n, t->words.at);
        for (size_t k = 0; k < i; k++)
            if (overlap(t, &text[k]))
                fail_msg("'%.*s' touches '%.*s'", (int)t->words.n, t->words.at,
                         (int)text[k].words.n, text[k].words.at);
    }
    free(svg);
}

/* Offers so near each other that not all labels have room. */
static const bp_chart_mark near_marks[] = {
    { "Offer", 430000, SHOWN(.6), SHOWN(.6), NULL },
    { "Counter-offer", 436000, SHOWN(.615), SHOWN(.615), NULL },
    { "Last offer", 440000, SHOWN(.625), SHOWN(.625), NULL },
    { "Dream", 900000, FEW, FEW, NULL }
};

static void labels_are_apart_and_inside(void **state)
{
    (void)state;
    static const int size[][2] = { { 0, 0 }, { 400, 260 }, { 1200, 300 }, { 480, 900 } };
    static const char *const currency[] = { "USD", "INR", "CHF" };
    bp_chart_group group[MANY];
    bp_chart chart[] = { groups_chart(BP_CHART_BOX),
                         groups_chart(BP_CHART_PERCENTILES),
                         groups_chart(BP_CHART_TIERS),
                         share_chart(BP_CHART_ECDF),
                         share_chart(BP_CHART_OFFER),
                         offers_chart(),
                         growth_chart(),
                         heatmap_chart(),
                         growth_chart() };
    chart[8].u.growth.path = growth_paths;
    chart[8].u.growth.n_paths = COUNT(growth_paths);
    fill_many(group, "Department of Internal Medicine of the City, north and south");
    chart[4].u.share.mark = near_marks;
    chart[4].u.share.n_marks = COUNT(near_marks);
    for (size_t i = 0; i < COUNT(chart); i++)
        for (size_t k = 0; k < COUNT(size); k++) {
            chart[i].currency = currency[k % COUNT(currency)];
            assert_texts_are_apart(chart[i], size[k][0], size[k][1]);
            if (i > 2)
                continue;
            bp_chart many = chart[i];
            many.u.groups.group = group;
            many.u.groups.n = k % 2 == 0 ? MANY : 9;
            assert_texts_are_apart(many, size[k][0], size[k][1]);
        }
}

static void hostile_names_stay_texts(void **state)
{
    (void)state;
    static const char *const hostile[][2] = {
        { "`touch PWN`", ">`touch PWN`<" },
        { "\"; system(\"x\") #", ">\"; system(\"x\") #<" },
        { "<script>x</script>]]>", ">&lt;script&gt;x&lt;/script&gt;]]&gt;<" },
        { "a\nb", ">a\\nb<" },
        { "Z\xc3\xbcrich \xe5\x8c\xbb\xe9\x99\xa2",
          ">Z\xc3\xbcrich \xe5\x8c\xbb\xe9\x99\xa2<" },
        { "not UTF-8: \xff", ">not UTF-8: \\xff<" },
        { "Ward of the Department of Internal Medicine of the Hospital of the City, in "
          "which people are paid by the hour, by the shift, or by what they were "
          "promised",
          "\xe2\x80\xa6<" },
    };
    for (size_t i = 0; i < COUNT(hostile); i++) {
        bp_chart_group group = tier_rows[0];
        const char *name = hostile[i][0];
        bp_chart c = groups_chart(BP_CHART_TIERS), h = heatmap_chart();
        group.name = name;
        c.u.groups.group = &group;
        c.u.groups.n = 1;
        h.u.heatmap.column = &name;
        h.u.heatmap.n_columns = 1;
        char *tiers = draw(c), *map = draw(h);
        if (i + 1 < COUNT(hostile))
            assert_non_null(strstr(map, hostile[i][1]));
        assert_non_null(strstr(tiers, hostile[i][1]));
        free(tiers);
        free(map);
    }
    assert_int_equal(files_here(), 0);
}

/* Where so many places are taken, nothing is known to be free. */
static void labels_have_a_bound(void **state)
{
    (void)state;
    const bp_spot spot = { BP_LEFT, 100, 100 };
    for (size_t n = BP_LABELS_MOST - 1; n <= BP_LABELS_MOST + 1; n++) {
        bp_labels labels = { .edge = { 0, 0, 800, 400 } };
        bp_plot p = { .width = 800, .height = 400, .font = bp_font_any() };
        bp_str label = { 0 };
        bp_str_puts(&label, "P25");
        for (size_t i = 0; i < n; i++)
            bp_labels_block(&labels, (bp_box){ 700, 300, 710, 310 });
        assert_int_equal(bp_labels_put(&labels, &p, BP_LOOK_MARK, &spot, 1, &label),
                         n < BP_LABELS_MOST);
        assert_int_equal(labels.n, BP_LABELS_MOST);
        bp_plot_release(&p);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(rows_beyond_the_most_are_counted),
        TEST(small_pictures_leave_rows_out),
        TEST(labels_are_apart_and_inside),
        TEST(hostile_names_stay_texts),
        TEST(labels_have_a_bound),
    };
    return cmocka_run_group_tests_name("chart labels", tests, NULL, NULL);
}
