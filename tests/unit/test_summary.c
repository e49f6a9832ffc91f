/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "data/warned.h"
#include "ingest/label.h"
#include "reading.h"

/* Sums, means and medians were worked out by hand. */

static bp_label_kind kind_of(const char *text)
{
    return bp_label_of(bp_text_of(text)).kind;
}

static void words_are_known_in_many_languages(void **state)
{
    static const char *const total[] = { "Total",
                                         "TOTALS",
                                         "Grand Total:",
                                         "** Total **",
                                         "HR Total",
                                         "Total HR",
                                         "Subtotal",
                                         "Zwischensumme",
                                         "Summe:",
                                         "Insgesamt",
                                         "Einkauf Ergebnis",
                                         "Total g\xc3\xa9n\xc3\xa9ral",
                                         "Sous-total",
                                         "YHTEENS\xc3\x84",
                                         "TOTAL G\xc3\x89N\xc3\x89RAL",
                                         "УСЬОГО",
                                         "Totale complessivo",
                                         "Totale generale",
                                         "Suma total",
                                         "Suma ko\xc5\x84"
                                         "cowa",
                                         "Eindtotaal",
                                         "Totalsumma",
                                         "Hovedtotal",
                                         "I alt",
                                         "Genel Toplam",
                                         "Общий итог",
                                         "\xc3\x96SSZESEN",
                                         "Totale",
                                         "Totaal",
                                         "Suma",
                                         "Razem",
                                         "Итого",
                                         "ВСЕГО",
                                         "合计",
                                         "小计：",
                                         "人事部合计",
                                         "합계",
                                         "* 1000",
                                         "**",
                                         "Totalt",
                                         NULL };
    (void)state;
    for (size_t i = 0; total[i] != NULL; i++)
        if (kind_of(total[i]) != BP_LABEL_TOTAL)
            fail_msg("'%s' is no total", total[i]);
    assert_int_equal(kind_of("Average"), BP_LABEL_MEAN);
    assert_int_equal(kind_of("HR Average"), BP_LABEL_MEAN);
    assert_int_equal(kind_of("Durchschnitt:"), BP_LABEL_MEAN);
    assert_int_equal(kind_of("Gesamtdurchschnitt"), BP_LABEL_MEAN);
    assert_int_equal(kind_of("Overall average"), BP_LABEL_MEAN);
    assert_int_equal(kind_of("平均年薪"), BP_LABEL_MEAN);
    assert_int_equal(kind_of("M\xc3\xa9"
                             "diane"),
                     BP_LABEL_MEDIAN);
    assert_int_equal(kind_of("中位数"), BP_LABEL_MEDIAN);
    assert_int_equal(kind_of("Count"), BP_LABEL_COUNT);
    assert_int_equal(kind_of("Max"), BP_LABEL_EXTREME);
}

static void parts_of_words_say_nothing(void **state)
{
    static const char *const none[] = { "Totally", "Summer",  "Minister",    "Maxwell",
                                        "Meaning", "Counter", "Averagely",   "e1",
                                        "",        "* new",   "Sumatra Ltd", "x",
                                        NULL };
    (void)state;
    for (size_t i = 0; none[i] != NULL; i++)
        if (kind_of(none[i]) != BP_LABEL_NONE)
            fail_msg("'%s' says something", none[i]);
    const bp_label label = bp_label_of(bp_text_of("Total HR:"));
    assert_true(bp_text_equal(label.rest, bp_text_of("HR")));
    assert_true(bp_label_is_footnote(bp_text_of("ИСТОЧНИК: Росстат")));
    assert_false(bp_label_is_footnote(bp_text_of("\xc3\x96rtlich")));
    const bp_label mean = bp_label_of(bp_text_of("Moyenne g\xc3\xa9n\xc3\xa9rale"));
    assert_int_equal(mean.kind, BP_LABEL_MEAN);
    assert_int_equal(mean.rest.n, 0);
    const bp_label capital = bp_label_of(bp_text_of("YHTEENS\xc3\x84 \xc3\x84rzte:"));
    assert_int_equal(capital.kind, BP_LABEL_TOTAL);
    assert_true(bp_text_equal(capital.rest, bp_text_of("\xc3\x84rzte")));
}

static uint64_t excluded(const bp_survey *s, bp_rule rule)
{
    return bp_survey_input(s, 0)->excluded[rule];
}

static const bp_read_warning *warning(const bp_survey *s)
{
    for (size_t i = 0; i < bp_survey_warnings(s); i++)
        if (strcmp(bp_survey_warning(s, i)->rule, "summary") == 0)
            return bp_survey_warning(s, i);
    return NULL;
}

/* Reads a file of which so many rows are people, and so many sum up others. */
static void assert_left(const char *text, uint64_t people, double sum, uint64_t left_out)
{
    put("pay.csv", text);
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", people, sum);
    assert_int_equal(excluded(s, BP_RULE_SUMMARY), left_out);
    assert_null(warning(s));
    bp_survey_free(s);
}

static void totals_are_left_out(void **state)
{
    (void)state;
    assert_left("name,dept,salary\na,x,10\nb,x,20\nc,y,40\nTotal,,70\n", 3, 70, 1);
    assert_left("name,salary\na,10\nb,20\nc,40\nTotal,70\n", 3, 70, 1);
    assert_left("name,dept,salary\nTotal,,70\na,x,10\nb,x,20\nc,y,40\n", 3, 70, 1);
    assert_left("dept,name,salary\nx,a,10\nx,b,20\nx Total,,30\ny,c,40\ny,d,2\n"
                "y Total,,42\nGrand Total,,72\n",
                4, 72, 3);
    assert_left("dept,name,salary\nx Total,,30\nx,a,10\nx,b,20\ny Total,,42\ny,c,40\n"
                "y,d,2\n",
                4, 72, 2);
    /* Not in blocks, but by the department that the row names. */
    assert_left("dept,name,salary\nx,a,10\ny,c,40\nx,b,20\ny,d,2\nSubtotal x,,30\n"
                "Subtotal y,,42\n",
                4, 72, 2);
}

static void statistics_are_left_out(void **state)
{
    (void)state;
    assert_left("name,dept,salary\na,x,10\nb,x,20\nc,y,60\nAverage,,30\nMedian,,20\n"
                "Count,,3\nMin,,10\nMaximum,,60\n",
                3, 90, 5);
    /* A mean that was rounded when it was printed. */
    assert_left("name,dept,salary\na,x,10000\nb,x,20000\nc,y,40000\nMean,,23333\n", 3,
                70000, 1);
}

static void headers_and_footnotes_are_left_out(void **state)
{
    (void)state;
    assert_left("name,dept,salary\na,x,10\nName,Dept,Salary\nb,x,20\n"
                "Source: a survey\n* preliminary\n",
                2, 30, 3);
}

static void who_is_called_total_stays(void **state)
{
    (void)state;
    put("pay.csv", "name,dept,salary\na,x,10\nTotal,x,20\nb,Total Rewards,30\n"
                   "Max,Social Media,99\nTotal,,159\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 4, 159);
    assert_int_equal(excluded(s, BP_RULE_SUMMARY), 1);
    const bp_read_warning *w = warning(s);
    assert_non_null(w);
    assert_int_equal(w->rows, 1);
    assert_int_equal(w->line[0], 3);
    bp_survey_free(s);
}

static void ratings_are_no_statistics(void **state)
{
    (void)state;
    assert_left("name,rating,salary\na,Average,10\nb,Good,20\nc,Average,15\n", 3, 45, 0);
}

static void what_does_not_fit_is_warned_of(void **state)
{
    (void)state;
    put("pay.csv", "name,dept,salary\na,x,10\nb,x,20\nc,y,40\nTotal,,75\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 4, 145);
    assert_non_null(warning(s));
    assert_int_equal(warning(s)->line[0], 5);
    bp_survey_free(s);
    /* twice what anybody is paid: the total of a longer list */
    put("pay.csv", "name,dept,salary\na,x,10\nb,x,20\nc,y,40\nTotal,,90\n");
    s = read_it();
    assert_pay(s, 0, "base", 3, 70);
    assert_null(warning(s));
    bp_survey_free(s);
}

static void what_fits_and_says_nothing_is_warned_of(void **state)
{
    (void)state;
    put("pay.csv", "name,dept,salary\na,x,10\nb,x,20\nc,y,40\nd,y,7\ne,y,77\n");
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 5, 154);
    assert_non_null(warning(s));
    assert_int_equal(warning(s)->line[0], 6);
    bp_survey_free(s);
}

/* Below the people of a group, above them, and below a single one; a person without a
 * name is one. */
static void sums_without_names_are_left_out(void **state)
{
    (void)state;
    assert_left("dept,name,title,salary\nA,a,x,1101\nA,b,y,2302\nA,,,3403\nB,c,x,4007\n"
                "B,d,y,5709\nB,,,9716\nC,e,x,7105\nC,,,7105\n,,,20224\n",
                5, 20224, 4);
    assert_left("dept,name,title,salary\nA,,,3403\n,a,x,1101\n,b,y,2302\nB,,,16821\n"
                ",c,x,4007\n,d,y,5709\n,e,x,7105\n",
                5, 20224, 2);
    assert_left("dept,name,title,salary\nA,a,x,1101\nA,b,y,2302\nA,,,3404\nB,c,x,4007\n"
                "B,,,4007\nB,d,y,5709\n",
                6, 20530, 0);
    assert_left("dept,name,title,salary\nA,a,x,11\nA,b,y,23\nA,,,34\n", 3, 68, 0);
}

static void filters_come_before(void **state)
{
    static const char *const where[] = { "dept = x" };
    (void)state;
    choice.where = where;
    choice.n_where = 1;
    assert_left("name,dept,salary\na,x,10\nb,x,20\nc,y,40\nTotal,,70\nTotal,x,30\n", 2,
                30, 1);
}

/* Beyond the head rows are not held against others, but against those of the head. */
static void large_files_go_on_as_they_began(void **state)
{
    (void)state;
    FILE *f = fopen("pay.csv", "w");
    assert_non_null(f);
    fprintf(f, "dept,name,salary\n");
    for (int block = 0; block < 1500; block++) {
        for (int i = 1; i <= 10; i++)
            fprintf(f, "d%d,p%d,%d\n", block, i, i * 100);
        fprintf(f, "d%d Total,,5500\n", block);
    }
    fclose(f);
    bp_survey *s = read_it();
    assert_pay(s, 0, "base", 15000, 1500 * 5500.0);
    assert_int_equal(excluded(s, BP_RULE_SUMMARY), 1500);
    bp_survey_free(s);
}

/* A survey of 30,000 people with three rows below them, of which so many fit. */
static void assert_last(const char *total, uint64_t people, double sum, uint64_t warned)
{
    FILE *f = fopen("pay.csv", "w");
    assert_non_null(f);
    fprintf(f, "name,dept,salary\n");
    for (int i = 0; i < 30000; i++)
        fprintf(f, "p%d,d%d,%d\n", i, i % 7, 1000 + i % 100);
    fprintf(f, "%s,,31485000\nAverage,,1049.5\nZ,d,7\nSource: us\n", total);
    fclose(f);
    for (reading.threads = 1; reading.threads <= 3; reading.threads++) {
        bp_survey *s = read_it();
        assert_pay(s, 0, "base", people, sum);
        assert_int_equal(warning(s) != NULL ? warning(s)->rows : 0, warned);
        bp_survey_free(s);
    }
}

static void the_last_rows_of_large_files_are_looked_at(void **state)
{
    (void)state;
    assert_last("Grand total", 30001, 31485007, 0);
    assert_last("Median", 30002, 31485007 + 31485000.0, 1);
    assert_last("everybody", 30002, 31485007 + 31485000.0, 1);
    choice.distinct = BP_DISTINCT_SUM;
    assert_last("Total", 30001, 31485007, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_are_known_in_many_languages),
        TEST(parts_of_words_say_nothing),
        TEST(totals_are_left_out),
        TEST(statistics_are_left_out),
        TEST(headers_and_footnotes_are_left_out),
        TEST(who_is_called_total_stays),
        TEST(ratings_are_no_statistics),
        TEST(what_does_not_fit_is_warned_of),
        TEST(what_fits_and_says_nothing_is_warned_of),
        TEST(sums_without_names_are_left_out),
        TEST(filters_come_before),
        TEST(large_files_go_on_as_they_began),
        TEST(the_last_rows_of_large_files_are_looked_at),
    };
    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
