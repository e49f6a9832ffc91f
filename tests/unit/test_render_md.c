/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "handmade.h"

static const double small[8] = { 3, 2, 1010, 1001, 1002, 1003, 1004, 1005 };

#define REST " | 2 | 3 | $1,001 | $1,002 | $1,003 | $1,004 | $1,005 | $1,010 |\n"

static void assert_looks(const bp_report *r, const char *want, const bp_look *look)
{
    char *got = made_bytes(r, BP_FORMAT_MD, look);
    assert_non_null(got);
    if (strstr(got, want) == NULL)
        fail_msg("no '%s' in\n%s", want, got);
    free(got);
}

static void assert_has(const bp_report *r, const char *want)
{
    assert_looks(r, want, NULL);
}

static void a_table_has_a_head_and_aligned_numbers(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    assert_has(r, "| Tier | Orgs | People | P10 | P25 | P50 | P75 | P90 | Mean |\n"
                  "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
                  "| All | 149 | 165 | $275,347 |");
    bp_report_free(r);
}

static void no_cell_changes_the_shape_of_its_table(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *want;
    } cases[] = {
        { "a|b", "a\\|b" },
        { "back\\", "back\\\\" },
        { "`touch PWN`", "\\`touch PWN\\`" },
        { "*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~" },
        { "<img src=x onerror=…>", "\\<img src=x onerror=…\\>" },
        { "&lt;", "\\&lt;" },
        { "[x](y)", "\\[x\\](y)" },
        { "# x", "\\# x" },
        { "- x", "\\- x" },
        { "5-8", "5-8" },
        { "1. x", "1\\. x" },
        { "two\nlines", "two\\\\nlines" },
        { "\x1b]0;x\x07", "\\\\x1b\\]0;x\\\\x07" },
        { "http://a.b", "http\\://a.b" },
        { "www.a.b", "www\\.a.b" },
        { "a@b.c", "a\\@b.c" },
        { "", "(blank)" },
        { "病院", "病院" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[300];
        bp_report *r = made_new("percentiles");
        made_row(r, cases[i].name, small);
        snprintf(want, sizeof want, "\n| %s%s", cases[i].want, REST);
        assert_has(r, want);
        bp_report_free(r);
    }
}

static void reasons_stand_below_the_table(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    made_without(r, "Federal", BP_WITHHELD, BP_WHY_FEW_PEOPLE);
    assert_has(r, "| withheld |\n\nwithheld: too few people\n");
    bp_report_free(r);
}

/* A report of one histogram, of two bars. */
static bp_report *made_histogram(bool open)
{
    static const double count[] = { 2, 9 };
    bp_report *r = made_new("report");
    bp_report_add_chart(r, &(bp_chart){ .id = "d", .title = { .text = "A_finding" },
                                        .currency = "USD",
                                        .u.bins = { .low = 200000, .width = 50000,
                                                    .count = count, .n = 2,
                                                    .open_low = open,
                                                    .open_high = open } });
    return r;
}

static void a_chart_is_its_numbers(void **state)
{
    (void)state;
    bp_report *r = made_histogram(false);
    assert_has(r, "**A\\_finding**\n\n| From | To below | People |\n| ---: | ---: | ---: |\n"
                  "| $200,000 | $250,000 | 2 |\n| $250,000 | $300,000 | 9 |\n");
    bp_report_free(r);
}

/* Who is beyond the last bin is counted in it: "to below 300,000" would be wrong. */
static void a_bin_that_counts_everybody_beyond_has_no_limit(void **state)
{
    (void)state;
    bp_report *r = made_histogram(true);
    assert_has(r, "| no limit | $250,000 | 2 |\n| $250,000 | no limit | 9 |\n");
    bp_report_free(r);
}

static void a_picture_is_linked_and_told(void **state)
{
    (void)state;
    static const double count[] = { 2 };
    const bp_look look = { .pictures = "a) b/\xc3\xa9" };
    bp_report *r = made_new("report");
    bp_report_add_chart(r, &(bp_chart){ .id = "distribution",
                                        .title = { .text = "](x) ![y](z) <b>" },
                                        .subtitle = { .text = "http://a.b" },
                                        .note = { .text = "Source" },
                                        .currency = "USD",
                                        .u.bins = { .low = 2000, .width = 500,
                                                    .count = count, .n = 1 } });
    assert_looks(r, "**\\](x)", &look); /* not drawn: words */
    bp_chart *chart = bp_report_chart(r, 0);
    chart->picture = strdup("<svg>");
    assert_has(r, "**\\](x)"); /* drawn, but not beside this report */
    assert_looks(r, "\n\n![\\](x) \\!\\[y\\](z) \\<b\\>. http\\://a.b]"
                    "(a%29%20b%2F%C3%A9/distribution.svg)\n\n| From |", &look);
    assert_looks(r, "| $2,000 | $2,500 | 2 |\n\n", &look);
    bp_report_free(r);
}

static void a_chart_that_is_missing_says_why(void **state)
{
    (void)state;
    bp_report *r = made_new("report");
    bp_report_add_chart(r, &(bp_chart){ .kind = BP_CHART_TIERS, .id = "tiers",
                                        .title = { .text = "A finding" } });
    bp_report_chart(r, 0)->missing = bp_copy("no_gnuplot", 10);
    assert_has(r, "**A finding**\n\nNo picture: no\\_gnuplot\n\n");
    bp_report_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_has_a_head_and_aligned_numbers),
        cmocka_unit_test(no_cell_changes_the_shape_of_its_table),
        cmocka_unit_test(reasons_stand_below_the_table),
        cmocka_unit_test(a_chart_is_its_numbers),
        cmocka_unit_test(a_bin_that_counts_everybody_beyond_has_no_limit),
        cmocka_unit_test(a_picture_is_linked_and_told),
        cmocka_unit_test(a_chart_that_is_missing_says_why),
    };
    return cmocka_run_group_tests_name("render_md", tests, NULL, NULL);
}
