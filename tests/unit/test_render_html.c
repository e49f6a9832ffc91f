/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdlib.h>

#include "base/mem.h"
#include "handmade.h"

static const double small[8] = { 3, 2, 1010, 1001, 1002, 1003, 1004, 1005 };

static char *page_of(const bp_report *r)
{
    char *page = made_bytes(r, BP_FORMAT_HTML, NULL);
    assert_non_null(page);
    return page;
}

static void assert_has(const bp_report *r, const char *want)
{
    char *page = page_of(r);
    if (strstr(page, want) == NULL)
        fail_msg("no '%s' in\n%s", want, page);
    free(page);
}

static bp_report *with_chart(const char *picture)
{
    static const double count[] = { 2, 9 };
    bp_report *r = made_new("report");
    bp_report_add_chart(
        r, &(bp_chart){
               .id = "dist",
               .title = { .text = "A & B" },
               .subtitle = { .text = "people" },
               .currency = "USD",
               .u.bins = { .low = 200000, .width = 50000, .count = count, .n = 2 } });
    bp_report_chart(r, 0)->missing = bp_copy("no gnuplot", 10);
    if (picture != NULL) {
        bp_report_chart(r, 0)->picture = bp_copy(picture, strlen(picture));
        bp_report_chart(r, 0)->picture_size = strlen(picture);
    }
    return r;
}

static void cells_and_titles_are_escaped(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *want;
    } cases[] = {
        { "<img src=x onerror=…>", ">&lt;img src=x onerror=…&gt;<" },
        { "]]></script>", ">]]&gt;&lt;/script&gt;<" },
        { "\"; system('x') #", ">&quot;; system(&#39;x&#39;) #<" },
        { "a&amp;b", ">a&amp;amp;b<" },
        { "\x1b]0;x\x07", ">\\x1b]0;x\\x07<" },
        { "a\xe2\x80\xae"
          "b",
          ">a\\u202eb<" },
        { "", ">(blank)<" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_report *r = made_new("percentiles");
        made_row(r, cases[i].name, small);
        r->title = cases[i].name[0] != '\0' ? cases[i].name : "(blank)";
        char *page = page_of(r);
        const char *title = strstr(page, cases[i].want);
        assert_non_null(title);
        const char *heading = strstr(title + 1, cases[i].want);
        assert_non_null(heading);
        assert_non_null(strstr(heading + 1, cases[i].want));
        assert_null(strstr(page, "<img"));
        const char *script = strstr(page, "<script");
        assert_non_null(script); /* the page's own, and no other */
        assert_null(strstr(script + 1, "<script"));
        free(page);
        bp_report_free(r);
    }
}

static void the_page_fetches_and_runs_nothing(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    assert_has(
        r, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    char *page = page_of(r);
    assert_null(strstr(page, "http:"));
    assert_null(strstr(page, "https:"));
    assert_null(strstr(page, "url("));
    free(page);
    bp_report_free(r);
}

static void tables_name_their_rows_and_columns(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    made_without(r, "Federal", BP_WITHHELD, BP_WHY_FEW_ORGS);
    assert_has(r, "<th scope=\"col\">Tier</th><th scope=\"col\" class=\"n sooner\">P50</th>"
                  "<th scope=\"col\" class=\"n\">Orgs</th>");
    assert_has(r, "<th scope=\"row\">All</th><td class=\"n sooner\">$403,568</td>"
                  "<td class=\"n\">149</td>");
    assert_has(r, "<td class=\"n usual\">$403,568</td>");
    assert_has(r, "<td class=\"n x\" title=\"withheld: too few organizations\">withheld</td>");
    bp_report_free(r);
}

static void a_picture_stands_as_it_was_drawn(void **state)
{
    (void)state;
    const char *svg = "<svg viewBox=\"0 0 8 4\"><title id=\"dist-title\">A</title></svg>";
    bp_report *r = with_chart(svg);
    assert_has(r, svg);
    bp_report_free(r);
}

static void a_phone_has_a_picture_of_its_own(void **state)
{
    (void)state;
    static const char narrow[] = "<svg viewBox=\"0 0 4 4\"><title>A</title></svg>";
    bp_report *r = with_chart("<svg></svg>");
    bp_chart *c = bp_report_chart(r, 0);
    c->narrow_size = sizeof narrow - 1;
    c->narrow = malloc(sizeof narrow);
    assert_non_null(c->narrow);
    memcpy(c->narrow, narrow, sizeof narrow);
    assert_has(r, "<div class=\"pic roomy\" tabindex=\"0\">\n<svg></svg></div>\n"
                  "<div class=\"pic phone\">\n<svg viewBox=\"0 0 4 4\">");
    bp_report_free(r);
}

static void without_a_picture_the_reason_stands_there(void **state)
{
    (void)state;
    bp_report *r = with_chart(NULL);
    assert_has(r, "<p class=\"title\">A &amp; B</p>");
    assert_has(r, "No picture: no gnuplot");
    assert_has(r, "<th scope=\"row\">$250,000</th><td class=\"n\">$300,000</td>"
                  "<td class=\"n\">9</td>");
    bp_report_free(r);
}

static void a_page_can_be_dark_for_everybody(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    bp_look look;
    bp_look_init(&look);
    look.dark = true;
    char *page = made_bytes(r, BP_FORMAT_HTML, &look);
    assert_non_null(strstr(page, "<html lang=\"en\" class=\"dark\">"));
    free(page);
    bp_report_free(r);
}

static void the_box_holds_what_the_total_shows(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    assert_has(r, "data-sign=\"$\" data-code=\"USD\" data-own=\"[]\" hidden>");
    assert_has(r, ">such as 400,000 or 400k<"); /* P50 is 403,568 */
    assert_has(r, "<tr data-p=\"10\" data-value=\"275347\"><th scope=\"row\">P10</th>"
                  "<td class=\"n\">$275,347</td>");
    assert_has(r, "; script-src 'sha256-");
    bp_report_free(r);
}

/* The report's own offers: a rank, and a place among few people. */
static void the_box_knows_the_ranks_of_the_report(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    bp_own_offer own[] = {
        { 430000, bp_value_figure(BP_KIND_RANK, bp_figure_of(61.7), NULL) },
        { 380000.5,
          bp_value_figure(BP_KIND_RANK, bp_figure_without(BP_ABSENT, 0), NULL) },
    };
    own[1].rank.instead = "3rd-4th of 9";
    r->section[0].item[0].u.table.row[0].own = own;
    r->section[0].item[0].u.table.row[0].n_own = 2;
    assert_has(r, "data-own=\"[[430000,&quot;P62&quot;],"
                  "[380000.5,&quot;3rd-4th of 9&quot;]]\"");
    bp_report_free(r);
}

static void without_a_percentile_there_is_no_box_and_no_script(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    bp_report_add_section(r, &(bp_section){ .name = "percentiles", .pay = "base" });
    r->section[0] = r->section[1]; /* the one that shows nothing */
    r->n_sections = 1;
    char *page = page_of(r);
    assert_null(strstr(page, "offer-box"));
    assert_null(strstr(page, "script"));
    free(page);
    bp_report_free(r);
}

static void a_range_of_the_panel_is_brief(void **state)
{
    (void)state;
    bp_report *r = made_new("percentiles");
    const bp_headline h[] = { { "Middle half", bp_value_money(326914, "USD"),
                                bp_value_money(491330, "USD"), NULL },
                              { "The same an hour", bp_value_money(33.14, "USD"),
                                bp_value_money(56.03, "USD"), NULL } };
    bp_report_add_panel(r, h, 2);
    assert_has(r, "<dd>$327k–$491k</dd>");
    assert_has(r, "<dd>$33.14–$56.03</dd>");
    bp_report_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_and_titles_are_escaped),
        cmocka_unit_test(the_page_fetches_and_runs_nothing),
        cmocka_unit_test(tables_name_their_rows_and_columns),
        cmocka_unit_test(a_picture_stands_as_it_was_drawn),
        cmocka_unit_test(a_phone_has_a_picture_of_its_own),
        cmocka_unit_test(without_a_picture_the_reason_stands_there),
        cmocka_unit_test(a_page_can_be_dark_for_everybody),
        cmocka_unit_test(the_box_holds_what_the_total_shows),
        cmocka_unit_test(the_box_knows_the_ranks_of_the_report),
        cmocka_unit_test(without_a_percentile_there_is_no_box_and_no_script),
        cmocka_unit_test(a_range_of_the_panel_is_brief),
    };
    return cmocka_run_group_tests_name("render_html", tests, NULL, NULL);
}
