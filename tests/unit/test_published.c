/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "analysis/warnings_published.h"
#include "base/str.h"
#include "benchpay/read.h"
#include "folder.h"
#include "ingest/published.h"

/* Two lines of an official table, as it is printed. */
static const char official[] =
    "year,OCC_CODE,OCC_TITLE,H_PCT10,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90\n"
    "2013,11-1011,Chief Executives,36.07,\"75,030\",\"110,610\",\"171,610\",#,#\n"
    "2013,11-9111,Health Managers,26.67,\"55,470\",*,\"90,940\",\"117,740\",\"155,130\"\n"
    "2023,11-9111,Health Managers,32.64,\"67,900\",\"86,080\",\"110,680\",\"157,640\","
    "\"216,750\"\n"
    "2023,11-9112,Health Managers,32.64,\"67,900\",\"86,080\",\"110,680\",\"157,640\","
    "\"216,750\"\n";

static bp_published *read_text(const char *text)
{
    bp_published *t = NULL;
    bp_err err;
    put_file("table.csv", text, strlen(text));
    bp_doubts doubts = { 0 };
    const bp_published_wish wish = { .pay_key = BP_SET_PAY, .doubts = &doubts };
    if (bp_published_take(&t, "table.csv", &wish, &err) != BP_OK)
        fail_msg("%s", err.text);
    bp_doubts_release(&doubts);
    return t;
}

static bp_status choose(bp_published_line *out, const bp_published *t,
                        const bp_row_filter filter[], size_t n, bp_err *err)
{
    const bp_line_choice c = { .filter = filter, .n_filters = n };
    return bp_published_choose(out, t, &c, err);
}

static void assert_refused(const bp_published *t, bp_row_filter filter, bp_status status,
                           const char *why)
{
    bp_err err;
    bp_published_line line = { .n = 77 };
    assert_int_equal(choose(&line, t, &filter, 1, &err), status);
    assert_string_equal(err.text, why);
    assert_int_equal(line.n, 77);
}

static void annual_percentiles_are_recognised(void **state)
{
    static const double percent[] = { 10, 25, 50, 75, 90 };
    (void)state;
    bp_published *t = read_text(official);
    assert_int_equal(t->n_points, 5);
    assert_false(t->hourly);
    for (size_t i = 0; i < 5; i++) {
        assert_near(bp_level_percent(t->point[i].level), percent[i], 0);
        assert_int_equal(t->point[i].column, 4 + i);
    }
    assert_int_equal(bp_published_cell(t, 0, 7)->what, BP_STATED_TOP_CODED);
    assert_int_equal(bp_published_cell(t, 1, 5)->what, BP_STATED_NOTHING);
    assert_near(bp_published_cell(t, 1, 6)->number, 90940, 0);
    bp_published_free(t);
}

static void other_headers_name_percentiles_too(void **state)
{
    static const struct {
        const char *header;
        double percent;
    } cases[] = { { "P25th", 25 },           { "p97.5", 97.5 }, { "Median", 50 },
                  { "10th percentile", 10 }, { "pct90", 90 },   { "Percentile 75", 75 } };
    char text[128];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        snprintf(text, sizeof text, "title,%s\nCMO,410000\n", cases[i].header);
        bp_published *t = read_text(text);
        assert_int_equal(t->n_points, 1);
        assert_near(bp_level_percent(t->point[0].level), cases[i].percent, 0);
        bp_published_free(t);
    }
}

static void the_line_is_chosen_by_its_cells(void **state)
{
    static const bp_row_filter chief[] = { { "occ title", " chief executives" } };
    static const bp_row_filter health[] = { { "title", "Health Managers" },
                                            { "year", "2013" } };
    static const bp_row_filter code[] = { { "job", "11-9112" } };
    (void)state;
    bp_err err;
    bp_published_line line;
    bp_published *t = read_text(official);
    assert_int_equal(choose(&line, t, chief, 1, &err), BP_OK);
    assert_int_equal(line.year, 2013);
    assert_string_equal(line.title, "Chief Executives");
    assert_int_equal(line.n, 5);
    assert_int_equal(line.point[2].code, BP_CODED_NOT);
    assert_int_equal(line.point[3].code, BP_CODED_TOP);
    assert_near(line.point[3].value, 187200, 0); /* the top code through 2015 */
    assert_int_equal(choose(&line, t, health, 2, &err), BP_OK);
    assert_int_equal(line.n, 4); /* "*" is missing */
    assert_near(line.point[1].value, 90940, 0);
    assert_int_equal(choose(&line, t, code, 1, &err), BP_OK);
    assert_int_equal(line.row, 3);
    bp_published_free(t);
}

/* The latest year, in which two lines have the same figures. */
static void lines_that_agree_are_one(void **state)
{
    static const bp_row_filter health[] = { { "title", "Health Managers" } };
    (void)state;
    bp_err err;
    bp_published_line line;
    bp_published *t = read_text(official);
    assert_int_equal(choose(&line, t, health, 1, &err), BP_OK);
    assert_int_equal(line.year, 2023);
    assert_true(line.latest);
    assert_int_equal(line.fitting, 2);
    bp_published_free(t);
}

static void what_fits_no_line_is_refused(void **state)
{
    (void)state;
    bp_published *t = read_text(official);
    assert_refused(
        t, (bp_row_filter){ "OCC_TITEL", "x" }, BP_EUSAGE,
        "table.csv: there is no column 'OCC_TITEL'; did you mean 'OCC_TITLE'?");
    assert_refused(t, (bp_row_filter){ "title", "Chief Executive" }, BP_EDATA,
                   "table.csv: OCC_TITLE: no line has 'Chief Executive'; did you mean "
                   "'Chief Executives'?");
    assert_refused(t, (bp_row_filter){ "year", "2013" }, BP_EDATA,
                   "table.csv: 2 lines fit and differ: 'Chief Executives', 'Health "
                   "Managers'");
    bp_published_free(t);
}

static void figures_that_are_none_are_refused_with_their_place(void **state)
{
    static const struct {
        const char *text;
        const char *why;
    } cases[] = {
        { "title,P25,P50\nCMO,1000,unknown\n", "table.csv:2:3: P50: not a number" },
        { "title,P50,Median\nCMO,1000,1001\n",
          "table.csv:2:3: Median: the same percentile as 'P50'" },
        { "title,P25,P50\nCMO,#,1001\n",
          "table.csv:2:3: P50: a number follows a top-coded '#'" },
        { "title,P25,P50\nCMO,*,#\n",
          "table.csv:2: the line has no percentile that is a number" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_err err;
        bp_published_line line;
        bp_published *t = read_text(cases[i].text);
        assert_int_equal(choose(&line, t, NULL, 0, &err), BP_EDATA);
        assert_string_equal(err.text, cases[i].why);
        bp_published_free(t);
    }
}

/* A line with percentiles P1, P2, ... */
static bp_status choose_of(size_t n_points, bp_published_line *line, bp_err *err)
{
    bp_str text = { 0 };
    bp_str_puts(&text, "title");
    for (size_t i = 1; i <= n_points; i++)
        bp_str_printf(&text, ",P%zu", i);
    bp_str_puts(&text, "\nCMO");
    for (size_t i = 1; i <= n_points; i++)
        bp_str_printf(&text, ",%zu", 1000 + i);
    bp_str_puts(&text, "\n");
    assert_false(text.failed);
    bp_published *t = read_text(text.at);
    bp_status status = choose(line, t, NULL, 0, err);
    bp_published_free(t);
    bp_str_release(&text);
    return status;
}

static void percentiles_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    bp_err err;
    bp_published_line line;
    assert_int_equal(choose_of(BP_POINTS_MAX, &line, &err), BP_OK);
    assert_int_equal(line.n, BP_POINTS_MAX);
    assert_int_equal(choose_of(BP_POINTS_MAX + 1, &line, &err), BP_ELIMIT);
    assert_string_equal(err.text,
                        "table.csv:2:34: P33: there are more than 32 percentiles");
}

static bool recognised(const char *file, const char *pay)
{
    bp_reading reading;
    bp_err err;
    bool published;
    bp_reading_init(&reading);
    assert_int_equal(bp_published_recognise(&published, file, &reading, pay, &err),
                     BP_OK);
    return published;
}

static void records_are_no_published_table(void **state)
{
    (void)state;
    bp_published *t = NULL;
    bp_err err;
    put_file("pay.csv", "tier,base\nCMO,410000\n", 21);
    put_file("table.csv", official, strlen(official));
    assert_false(recognised("pay.csv", NULL));
    assert_true(recognised("table.csv", NULL));
    assert_false(recognised("table.csv", "A_MEDIAN"));
    assert_false(recognised("none.csv", NULL));
    assert_int_equal(bp_published_read(&t, "pay.csv", NULL, &err), BP_EDATA);
    assert_null(t);
    assert_string_equal(err.text,
                        "pay.csv: no column of percentiles of pay is among its columns "
                        "(P10, A_PCT10, Median and the like)");
}

/* One claim a table, and the same table without it. */
static void claims_that_cannot_be_are_found(void **state)
{
    static const struct {
        const char *text;
        bp_warning_kind kind; /* BP_WARN_KINDS: none */
    } cases[] = {
        { "job,range_min,range_max,P50\nCMO,250000,600000,425000\n", BP_WARN_MIDPOINT },
        { "job,range_min,range_max,P50\nCMO,250000,600000,424000\n", BP_WARN_KINDS },
        { "job,range_max,P50,P90\nCMO,600000,425000,600000\n", BP_WARN_TOP },
        { "job,range_max,P50,P90\nCMO,700000,425000,600000\n", BP_WARN_KINDS },
        { "job,P25,P50,P75\nCMO,300000,290000,400000\n", BP_WARN_ORDER },
        { "job,P25,P50,P75\nCMO,300000,300000,400000\n", BP_WARN_KINDS },
        { "job,P50,growth\nCMO,300000,7%\n", BP_WARN_GROWTH },
        { "job,P50,growth,growth source\nCMO,300000,7%,fitted 2001-2016\n",
          BP_WARN_KINDS },
        { "job,P50,growth\nCMO,300000,\n", BP_WARN_KINDS },
        { "job,element,P50\nCMO,Base,300000\nCMO,Bonus,20000\nCMO,Total,320000\n",
          BP_WARN_SUM },
        { "job,element,P50\nCMO,Base,300000\nVP,Bonus,20000\nCMO,Total,320000\n",
          BP_WARN_KINDS },
        { "job,element,P50\nCMO,Base,300000\nCMO,Bonus,20000\nCMO,Total,327000\n",
          BP_WARN_KINDS },
        { "job,base_median,bonus_median,total_median\nCMO,300000,20000,320000\n",
          BP_WARN_SUM },
        { "job,base_median,bonus_median,total_median\nCMO,300000,20000,327000\n",
          BP_WARN_KINDS },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_warnings *q = NULL;
        bp_err err;
        bp_published *t = read_text(cases[i].text);
        assert_int_equal(bp_warnings_of_published(&q, t, &err), BP_OK);
        assert_int_equal(q->n, cases[i].kind == BP_WARN_KINDS ? 0 : 1);
        if (q->n == 1) {
            assert_int_equal(q->warning[0].kind, cases[i].kind);
            assert_int_equal(q->warning[0].rows, 1);
        }
        bp_warnings_free(q);
        bp_published_free(t);
    }
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(annual_percentiles_are_recognised),
        IN_FOLDER(other_headers_name_percentiles_too),
        IN_FOLDER(the_line_is_chosen_by_its_cells),
        IN_FOLDER(lines_that_agree_are_one),
        IN_FOLDER(what_fits_no_line_is_refused),
        IN_FOLDER(figures_that_are_none_are_refused_with_their_place),
        IN_FOLDER(percentiles_beyond_the_limit_are_refused),
        IN_FOLDER(records_are_no_published_table),
        IN_FOLDER(claims_that_cannot_be_are_found),
    };
    return cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
