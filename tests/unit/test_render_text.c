/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "handmade.h"

static const double regional[8] = { 43, 39, 410000, 324380, 360200, 404900, 443400, 543440 };
static const double critical[8] = { 22, 20, 284000, 222290, 249351, 287274, 315300, 330100 };

static char *drawn(const bp_report *r, size_t width, bool ascii)
{
    bp_look look;
    bp_look_init(&look);
    look.width = width;
    look.ascii = ascii;
    char *text = made_bytes(r, BP_FORMAT_TEXT, &look);
    assert_non_null(text);
    return text;
}

static void assert_drawn(const bp_report *r, size_t width, bool ascii, const char *want)
{
    char *got = drawn(r, width, ascii);
    assert_string_equal(got, want);
    free(got);
}

static bp_report *two_groups(bool bars)
{
    bp_report *r = made_new("percentiles");
    r->section[0].item[0].u.table.bars = bars;
    made_row(r, "Regional", regional);
    made_row(r, "Critical access", critical);
    made_without(r, "Federal", BP_WITHHELD, BP_WHY_FEW_ORGS);
    return r;
}

static void a_wide_terminal_shows_all(void **state)
{
    (void)state;
    bp_report *r = two_groups(false);
    assert_drawn(r, 100, false,
"Tier             Orgs  People       P10       P25       P50       P75       P90      Mean\n"
"All               149     165  $275,347  $326,914  $403,568  $491,330  $597,070  $427,033\n"
"Regional           39      43  $324,380  $360,200  $404,900  $443,400  $543,440  $410,000\n"
"Critical access    20      22  $222,290  $249,351  $287,274  $315,300  $330,100  $284,000\n"
"Federal             3       4  withheld  withheld  withheld  withheld  withheld  withheld\n"
"withheld: too few organizations\n");
    bp_report_free(r);
}

static void at_80_columns_the_mean_goes_first(void **state)
{
    (void)state;
    bp_report *r = two_groups(false);
    assert_drawn(r, 80, false,
"Tier             Orgs  People       P10       P25       P50       P75       P90\n"
"All               149     165  $275,347  $326,914  $403,568  $491,330  $597,070\n"
"Regional           39      43  $324,380  $360,200  $404,900  $443,400  $543,440\n"
"Critical access    20      22  $222,290  $249,351  $287,274  $315,300  $330,100\n"
"Federal             3       4  withheld  withheld  withheld  withheld  withheld\n"
"withheld: too few organizations\n"
"\n"
"Notes\n"
"  a terminal of 89 columns shows more of the tables\n");
    bp_report_free(r);
}

/* The scale runs from 222,290 to 597,070 over 19 columns: column of x is
 * round((x - 222290) / 374780 * 18). */
static void bars_stand_for_the_outer_levels(void **state)
{
    (void)state;
    bp_report *r = two_groups(true);
    assert_drawn(r, 80, false,
"Tier             Orgs  People       P25       P50       P75  P10 to P90\n"
"All               149     165  $326,914  $403,568  $491,330     ├─████┃████────┤\n"
"Regional           39      43  $360,200  $404,900  $443,400       ├─██┃██───┤\n"
"Critical access    20      22  $249,351  $287,274  $315,300  ├██┃█┤\n"
"Federal             3       4  withheld  withheld  withheld\n"
"bars: ├ to ┤ is P10 to P90, █ P25 to P75, ┃ the median\n"
"withheld: too few organizations\n"
"\n"
"Notes\n"
"  a terminal of 107 columns shows more of the tables\n");
    bp_report_free(r);
}

static void bars_have_a_form_in_ascii(void **state)
{
    (void)state;
    bp_report *r = two_groups(true);
    char *got = drawn(r, 80, true);
    assert_non_null(strstr(got, "  |-[===M===]----|\n"));
    for (const char *c = got; *c != '\0'; c++)
        assert_true((unsigned char)*c < 0x80);
    free(got);
    bp_report_free(r);
}

static void a_narrow_terminal_has_no_bars(void **state)
{
    (void)state;
    bp_report *r = two_groups(true);
    assert_drawn(r, 60, false,
"Tier             Orgs  People       P25       P50       P75\n"
"All               149     165  $326,914  $403,568  $491,330\n"
"Regional           39      43  $360,200  $404,900  $443,400\n"
"Critical access    20      22  $249,351  $287,274  $315,300\n"
"Federal             3       4  withheld  withheld  withheld\n"
"withheld: too few organizations\n"
"\n"
"Notes\n"
"  a terminal of 107 columns shows more of the tables\n");
    bp_report_free(r);
}

/* The columns of every line of the text are at most `width`. */
static void assert_within(const char *text, size_t width)
{
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        if (bp_utf8_width((bp_text){ text, n }) > width)
            fail_msg("wider than %zu: %.*s", width, (int)n, text);
        text += n + (text[n] == '\n');
    }
}

static void long_names_are_cut_by_the_width_they_take(void **state)
{
    (void)state;
    static const char *const name[] = {
        "A name of a group that is far too long for any column of a table",
        "病院経営責任者グループ東京都関東地方全域",
        "e\xcc\x81le\xcc\x80ve combining marks that take no room of their own at all",
    };
    bp_report *r = made_new("percentiles");
    for (size_t i = 0; i < 3; i++)
        made_row(r, name[i], regional);
    for (size_t width = 50; width <= 140; width += 15) {
        char *got = drawn(r, width, false);
        assert_within(got, width);
        free(got);
    }
    char *got = drawn(r, 60, false);
    assert_non_null(strstr(got, "\nA name of a gro…    39"));
    assert_non_null(strstr(got, "\n病院経営責任者…     39"));
    free(got);
    bp_report_free(r);
}

static void hostile_names_are_made_visible(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *want;
    } cases[] = {
        { "\x1b]0;x\x07y", "\\x1b]0;x\\x07y " },
        { "a\rb\bc", "a\\rb\\x08c " },
        { "a\nb", "a\\nb " },
        { "a\xe2\x80\xae" "b", "a\\u202eb " },
        { "`touch PWN`", "`touch PWN` " },
        { "%s%n", "%s%n " },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_report *r = made_new("percentiles");
        made_row(r, cases[i].name, regional);
        char *got = drawn(r, 100, false);
        assert_non_null(strstr(got, cases[i].want));
        for (const char *c = got; *c != '\0'; c++)
            assert_true(*c == '\n' || (unsigned char)*c >= 0x20);
        free(got);
        bp_report_free(r);
    }
}

static void a_name_beyond_ascii_is_escaped_in_ascii(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    made_row(r, "Zürich – A", regional);
    char *got = drawn(r, 100, true);
    assert_non_null(strstr(got, "Z\\u00fcrich - A"));
    free(got);
    bp_report_free(r);
}

static void money_in_one_column_looks_alike(void **state)
{
    (void)state;
    static const double x[8] = { 2, 2, 1020, 980, 1000, 1020, 1040, 1060 };
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "percentiles", NULL), BP_OK);
    made_table(r, (size_t[]){ 0, 4, 5 }, 3);
    made_row(r, "a", x);
    made_row(r, "b", made_total);
    assert_drawn(r, 80, false, "Tier       P10       P25\n"
                               "a         $980    $1,000\n"
                               "b     $275,347  $326,914\n");
    bp_report_free(r);
}

static void sentences_wrap_and_texts_in_tables_too(void **state)
{
    (void)state;
    static const bp_column column[] = {
        { "rule", "Rule", BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "rows", "Rows", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "text", "What", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    };
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "check", NULL), BP_OK);
    bp_report_add_section(r, &(bp_section){ .name = "warnings", .heading = "Warnings" });
    bp_report_say(r, BP_SAY("A sentence that does not fit on one line."), NULL, 0);
    bp_report_add_table(r, &(bp_table){ .column = column, .n_columns = 3,
                                        .display = (size_t[]){ 0, 1, 2 }, .n_display = 3 });
    const bp_value v[] = { bp_value_text("names"), bp_value_count(1203),
                           bp_value_text("nearly the same name as another") };
    bp_report_add_row(r, v, 3, 0, false);
    assert_drawn(r, 32, false, "\nWarnings\n"
                               "  A sentence that does not fit\n"
                               "  on one line.\n"
                               "\n"
                               "  Rule    Rows  What\n"
                               "  names  1,203  nearly the same\n"
                               "                name as another\n");
    bp_report_free(r);
}

/* 20 columns, two for each of ten bins; heights in steps of 1/24 of the tallest;
 * 250,000 is the smallest round step with nine columns or more to a tick. */
static void the_distribution_is_sketched_with_its_scale(void **state)
{
    (void)state;
    static const double count[] = { 2, 6, 12, 24, 18, 12, 6, 4, 0, 1 };
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "report", NULL), BP_OK);
    bp_report_add_section(r, &(bp_section){ .name = "benchmark", .pay = "base" });
    bp_report_add_chart(r, &(bp_chart){ .id = "d", .currency = "USD", 
                                        .title = { .text = "Half earn more" },
                                        .u.bins = { .low = 200000, .width = 50000,
                                                    .count = count, .n = 10, .p25 = 330000,
                                                    .p50 = 390000, .p75 = 470000 } });
    assert_drawn(r, 22, false, "Half earn more\n"
                               "\n"
                               "      ██▂▂\n"
                               "    ▄▄████▄▄\n"
                               "▂▂▆▆████████▆▆▄▄  ▁▁\n"
                               " P25 ██┃███ P75\n"
                               "$250     500k\n"
                               "\n");
    bp_report_free(r);
}

/* Its figures are in the table after it. */
static void a_chart_that_characters_cannot_draw_leaves_nothing(void **state)
{
    (void)state;
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "report", NULL), BP_OK);
    bp_report_add_section(r, &(bp_section){ .name = "tier", .heading = "By tier" });
    bp_report_add_chart(r, &(bp_chart){ .kind = BP_CHART_HEATMAP, .id = "h",
                                        .title = { .text = "The finding" },
                                        .note = { .text = "Source" } });
    bp_report_add_table(r, &(bp_table){ .column = made_column, .n_columns = MADE_COLUMNS,
                                        .display = (size_t[]){ 0, 1 }, .n_display = 2 });
    made_row(r, "CMO", made_total);
    bp_report_add_chart(r, &(bp_chart){ .kind = BP_CHART_GROWTH, .id = "g",
                                        .title = { .text = "Another" } });
    bp_report_remark(r, BP_SAY("A note."), NULL, 0);
    assert_drawn(r, 80, false, "\nBy tier\n"
                               "  Tier  People\n"
                               "  CMO      165\n"
                               "\n"
                               "  A note.\n");
    bp_report_free(r);
}

static void colour_only_marks_heads_and_what_is_missing(void **state)
{
    (void)state;
    bp_report *r = two_groups(false);
    bp_look look;
    bp_look_init(&look);
    look.color = true;
    look.width = 100;
    char *got = made_bytes(r, BP_FORMAT_TEXT, &look);
    assert_non_null(strstr(got, "\x1b[2mwithheld\x1b[0m"));
    assert_null(strstr(got, "\x1b[2m$"));
    free(got);
    bp_report_free(r);
}

static void an_empty_table_has_a_head(void **state)
{
    (void)state;
    bp_report *r = NULL;
    assert_int_equal(bp_report_new(&r, "percentiles", NULL), BP_OK);
    made_table(r, made_display, 3);
    assert_drawn(r, 80, false, "Tier  Orgs  People\n");
    bp_report_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wide_terminal_shows_all),
        cmocka_unit_test(at_80_columns_the_mean_goes_first),
        cmocka_unit_test(bars_stand_for_the_outer_levels),
        cmocka_unit_test(bars_have_a_form_in_ascii),
        cmocka_unit_test(a_narrow_terminal_has_no_bars),
        cmocka_unit_test(long_names_are_cut_by_the_width_they_take),
        cmocka_unit_test(hostile_names_are_made_visible),
        cmocka_unit_test(a_name_beyond_ascii_is_escaped_in_ascii),
        cmocka_unit_test(money_in_one_column_looks_alike),
        cmocka_unit_test(sentences_wrap_and_texts_in_tables_too),
        cmocka_unit_test(the_distribution_is_sketched_with_its_scale),
        cmocka_unit_test(a_chart_that_characters_cannot_draw_leaves_nothing),
        cmocka_unit_test(colour_only_marks_heads_and_what_is_missing),
        cmocka_unit_test(an_empty_table_has_a_head),
    };
    return cmocka_run_group_tests_name("render_text", tests, NULL, NULL);
}
