/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "ingest/plan.h"
#include "reading.h"

#include "base/str.h"

/* Many files, of which but the first a few records are looked at.  One of them is written
 * in another way, which must be found, and read as if it were alone: pay is counted by
 * hand. */

#define FILES ((size_t)60)
#define ROWS ((size_t)500)
#define OTHER ((size_t)37) /* the number of the file that is another */

static char names[FILES][16];
static const char *many[FILES];

static bool month; /* one amount of the first file could be October 2024 */

/* Pay of row i of a file: 5,000 different amounts, 30,000 to 79,990. */
static unsigned pay_of(size_t file, size_t i)
{
    if (month && file == 0 && i == ROWS / 2)
        return 202410;
    return 30000 + 10 * (unsigned)((file * ROWS + i) * 7 % 5000);
}

typedef void put_row(bp_str *text, unsigned pay, size_t i);

static void put_plain(bp_str *text, unsigned pay, size_t i)
{
    bp_str_printf(text, "%c,%u,2024-03-%02zu\n", "ABC"[i % 3], pay, 1 + i % 28);
}

/* One file as `row` has it, with `header` above and `end` below; the others are plain. */
static double put_all(const char *header, put_row *row, const char *end)
{
    double sum = 0;
    for (size_t f = 0; f < FILES; f++) {
        const bool other = f == OTHER;
        bp_str text = { 0 };
        snprintf(names[f], sizeof names[f], "f%zu.csv", f);
        many[f] = names[f];
        bp_str_puts(&text, other ? header : "grade,salary,hired\n");
        for (size_t i = 0; i < ROWS; i++) {
            (other ? row : put_plain)(&text, pay_of(f, i), i);
            sum += pay_of(f, i);
        }
        bp_str_puts(&text, other ? end : "");
        put_file(many[f], text.at, text.n);
        bp_str_release(&text);
    }
    reading.file = many;
    reading.n_files = FILES;
    return sum;
}

/* How many files were found to be like the first. */
static size_t count_alike(void)
{
    bp_plan *p = NULL;
    bp_err err;
    size_t n = 0;
    assert_int_equal(bp_plan_new(&p, &reading, &choice, false, NULL, &err), BP_OK);
    for (size_t f = 0; f < FILES; f++)
        n += p->head[f].like_first;
    bp_plan_free(p);
    return n;
}

static void assert_read(size_t alike, double sum)
{
    static const size_t threads[] = { 1, 2, 5 };
    assert_int_equal(count_alike(), alike);
    for (size_t k = 0; k < 3; k++) {
        reading.threads = threads[k];
        bp_survey *s = read_it();
        assert_pay(s, 0, "base", FILES * ROWS, sum);
        bp_survey_free(s);
    }
}

static void those_like_the_first_are_looked_at_briefly(void **state)
{
    (void)state;
    assert_read(FILES - 1, put_all("grade,salary,hired\n", put_plain, ""));
    reading.digest = true;
    assert_read(FILES - 1, put_all("grade,salary,hired\n", put_plain, ""));
}

static void pay_that_looks_like_a_month_is_pay(void **state)
{
    (void)state;
    month = true;
    assert_read(FILES - 1, put_all("grade,salary,hired\n", put_plain, ""));
    month = false;
}

static void put_semicolons(bp_str *text, unsigned pay, size_t i)
{
    bp_str_printf(text, "%c;%u;2024-03-%02zu\n", "ABC"[i % 3], pay, 1 + i % 28);
}

static void put_swapped(bp_str *text, unsigned pay, size_t i)
{
    bp_str_printf(text, "%u,%c,2024-03-%02zu\n", pay, "ABC"[i % 3], 1 + i % 28);
}

static void another_header_is_read_by_itself(void **state)
{
    (void)state;
    assert_read(FILES - 2, put_all("grade;salary;hired\n", put_semicolons, ""));
    assert_read(FILES - 2, put_all("salary,grade,hired\n", put_swapped, ""));
    assert_read(FILES - 2, put_all("Pay of 2024,,\ngrade,salary,hired\n", put_plain, ""));
}

static void put_commas(bp_str *text, unsigned pay, size_t i)
{
    bp_str_printf(text, "%c,\"%u.%03u,00\",2024-03-%02zu\n", "ABC"[i % 3], pay / 1000,
                  pay % 1000, 1 + i % 28);
}

static void put_days_first(bp_str *text, unsigned pay, size_t i)
{
    bp_str_printf(text, "%c,%u,%02zu.03.2024\n", "ABC"[i % 3], pay, 1 + i % 28);
}

static void cells_in_another_style_are_found(void **state)
{
    (void)state;
    assert_read(FILES - 2, put_all("grade,salary,hired\n", put_commas, ""));
    assert_read(FILES - 2, put_all("grade,salary,hired\n", put_days_first, ""));
}

static void rows_that_sum_up_a_file_are_found(void **state)
{
    static const char *const label[] = { "Total", "" };
    (void)state;
    unsigned sum = 0;
    for (size_t i = 0; i < ROWS; i++)
        sum += pay_of(OTHER, i);
    for (size_t k = 0; k < 2; k++) {
        char end[64];
        snprintf(end, sizeof end, "%s,%u,\n", label[k], sum);
        const double people = put_all("grade,salary,hired\n", put_plain, end);
        assert_int_equal(count_alike(), FILES - 2);
        bp_survey *s = read_it();
        if (k == 0)
            assert_pay(s, 0, "base", FILES * ROWS, people);
        bp_survey_free(s);
    }
}

/* A thread for which nothing of a file is left is at the next one already, and meets what
 * is wrong there before a byte that is no text at the end of this one. */
static void what_is_wrong_in_the_first_file_is_told(void **state)
{
    static const char slip[] = "grade,salary,hired\nA,fifty,2024-03-01\n";
    bp_str end = { 0 };
    (void)state;
    for (size_t i = 0; i < 20000; i++)
        put_plain(&end, pay_of(OTHER, i), i);
    bp_str_puts(&end, "A,5\xff"
                      "000,2024-03-01\n");
    put_all("grade,salary,hired\n", put_plain, end.at);
    put_file(many[OTHER + 1], slip, sizeof slip - 1);
    reading.strict = true;
    for (size_t k = 0; k < 50; k++) {
        reading.threads = 1 + k % 5;
        assert_refused(BP_EDATA, "f37.csv:20502: byte 0xff is not UTF-8 text");
    }
    bp_str_release(&end);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(those_like_the_first_are_looked_at_briefly),
        TEST(pay_that_looks_like_a_month_is_pay),
        TEST(another_header_is_read_by_itself),
        TEST(cells_in_another_style_are_found),
        TEST(rows_that_sum_up_a_file_are_found),
        TEST(what_is_wrong_in_the_first_file_is_told),
    };
    return cmocka_run_group_tests_name("further", tests, NULL, NULL);
}
