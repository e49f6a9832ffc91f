/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "folder.h"
#include "ingest/grid.h"

static bp_grid *read_text(const char *text, const bp_reading *reading)
{
    bp_grid *g = NULL;
    bp_err err;
    put_file("rates.csv", text, strlen(text));
    if (bp_grid_read(&g, "rates.csv", reading, NULL, &err) != BP_OK)
        fail_msg("%s", err.text);
    return g;
}

static void cells_come_with_their_place(void **state)
{
    static const char text[] = "\xef\xbb\xbf"
                               "Currency;Rate;\"as of\"\r\n"
                               "EUR; 1,0853 ;2025-12-31\r\n"
                               "\"a \"\"b\"\"\nc\";;x\r\n"
                               "JPY;0,0067;";
    (void)state;
    bp_grid *g = read_text(text, NULL);
    assert_string_equal(bp_grid_file(g), "rates.csv");
    assert_int_equal(bp_grid_columns(g), 3);
    assert_int_equal(bp_grid_rows(g), 3);
    assert_string_equal(bp_grid_name(g, 2), "as of");
    assert_true(bp_text_equal(bp_grid_cell(g, 0, 1), bp_text_of("1,0853")));
    assert_true(bp_text_equal(bp_grid_cell(g, 1, 0), bp_text_of("a \"b\"\nc")));
    assert_int_equal(bp_grid_cell(g, 2, 2).n, 0);
    const bp_loc at = bp_grid_place(g, 2, 1);
    assert_int_equal(at.line, 5);
    assert_int_equal(at.field, 2);
    assert_string_equal(at.name, "Rate");
    assert_int_equal(bp_grid_number(g, 0, 1, 9, false).units, 1085300000);
    assert_int_equal(bp_grid_number(g, 1, 1, 9, false).found, BP_FOUND_MISSING);
    bp_grid_free(g);
}

/* Pay has two decimals or none; a rate may have three. */
static void three_digits_behind_a_mark_group_in_pay_only(void **state)
{
    (void)state;
    bp_grid *g = read_text("id,amount\na,\"410,000\"\nb,\"98,500\"\n", NULL);
    assert_int_equal(bp_grid_number(g, 0, 1, 2, true).units, 41000000);
    assert_int_equal(bp_grid_number(g, 1, 1, 3, false).units, 98500);
    bp_grid_free(g);
}

static void columns_are_found_by_name(void **state)
{
    bp_err err;
    size_t column = 42;
    (void)state;
    bp_grid *g = read_text("currency,Rate (USD),rate_date,rate date\nEUR,1,2,3\n", NULL);
    assert_int_equal(bp_grid_find(g, "rate"), 1);
    assert_int_equal(bp_grid_find(g, "amount"), SIZE_MAX);
    assert_int_equal(bp_grid_column(&column, g, "CURRENCY", &err), BP_OK);
    assert_int_equal(column, 0);

    assert_int_equal(bp_grid_column(&column, g, "curency", &err), BP_EDATA);
    assert_string_equal(err.text, "rates.csv: there is no column 'curency'; "
                                  "did you mean 'currency'?");
    assert_int_equal(bp_grid_column(&column, g, "state", &err), BP_EDATA);
    assert_string_equal(err.text, "rates.csv: there is no column 'state'");
    assert_int_equal(bp_grid_column(&column, g, "rate-date", &err), BP_EDATA);
    assert_string_equal(err.text, "rates.csv: the header 'rate-date' appears twice; "
                                  "say which of its columns is meant: #3, #4");
    assert_int_equal(column, 0);
    bp_grid_free(g);
}

static void a_reading_says_how(void **state)
{
    bp_reading reading;
    (void)state;
    bp_reading_init(&reading);
    reading.delimiter = '|';
    reading.no_header = true;
    bp_grid *g = read_text("EUR|1,5\nGBP|2\n", &reading);
    assert_string_equal(bp_grid_name(g, 1), "2");
    assert_int_equal(bp_grid_rows(g), 2);
    bp_grid_free(g);
}

static void what_cannot_be_read_is_named(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "currency,rate\nEUR,1\nGBP\n", "rates.csv:3: has 1 fields; the header has 2" },
        { "currency,rate\n", "rates.csv:1: no rows below the header" },
        { "currency,rate\nEUR,\"1\n", "rates.csv:2:2: quote is never closed" },
    };
    bp_grid *g = NULL;
    bp_err err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        put_file("rates.csv", cases[i].text, strlen(cases[i].text));
        assert_int_equal(bp_grid_read(&g, "rates.csv", NULL, NULL, &err), BP_EDATA);
        assert_string_equal(err.text, cases[i].want);
    }
    assert_int_equal(bp_grid_read(&g, "none.csv", NULL, NULL, &err), BP_EIO);
    assert_null(g);
}

static void write_rows(int n)
{
    FILE *f = fopen("rates.csv", "wb");
    assert_non_null(f);
    fputs("currency,rate\n", f);
    for (int i = 0; i < n; i++)
        fputs("EUR,1\n", f);
    assert_int_equal(fclose(f), 0);
}

static void too_many_rows_are_refused(void **state)
{
    bp_grid *g = NULL;
    bp_err err;
    (void)state;
    write_rows(BP_GRID_ROWS_MAX);
    assert_int_equal(bp_grid_read(&g, "rates.csv", NULL, NULL, &err), BP_OK);
    assert_int_equal(bp_grid_rows(g), BP_GRID_ROWS_MAX);
    bp_grid_free(g);
    g = NULL;
    write_rows(BP_GRID_ROWS_MAX + 1);
    assert_int_equal(bp_grid_read(&g, "rates.csv", NULL, NULL, &err), BP_ELIMIT);
    assert_string_equal(err.text, "rates.csv:100002: there are more than 100000 rows");
    assert_null(g);
}

static void write_bytes(size_t n)
{
    static const size_t line = 1 << 16; /* well below BP_FIELD_MAX */
    FILE *f = fopen("rates.csv", "wb");
    assert_non_null(f);
    size_t at = (size_t)fprintf(f, "currency,rate\n");
    for (size_t most; at < n; at += most) {
        most = n - at < 2 * line ? n - at : line;
        fprintf(f, "%*d,1\n", (int)most - 3, 1);
    }
    fputs("EUR,1\n", f);
    assert_int_equal(fclose(f), 0);
}

/* The last row starts at the limit, and one byte beyond. */
static void too_many_bytes_are_refused(void **state)
{
    bp_grid *g = NULL;
    bp_err err;
    (void)state;
    write_bytes(BP_GRID_BYTES_MAX);
    assert_int_equal(bp_grid_read(&g, "rates.csv", NULL, NULL, &err), BP_OK);
    bp_grid_free(g);
    g = NULL;
    write_bytes(BP_GRID_BYTES_MAX + 1);
    assert_int_equal(bp_grid_read(&g, "rates.csv", NULL, NULL, &err), BP_ELIMIT);
    assert_string_equal(strstr(err.text, ": the file"), ": the file is over 32 MiB");
    assert_null(g);
}

static void a_reading_that_makes_no_sense_is_refused(void **state)
{
    bp_reading reading;
    bp_grid *g = NULL;
    bp_err err;
    (void)state;
    put_file("rates.csv", "a,b\n1,2\n", 8);
    bp_reading_init(&reading);
    reading.number_format = "1_000";
    assert_int_equal(bp_grid_read(&g, "rates.csv", &reading, NULL, &err), BP_EUSAGE);
    assert_null(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cells_come_with_their_place, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(three_digits_behind_a_mark_group_in_pay_only,
                                        enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(columns_are_found_by_name, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(a_reading_says_how, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_is_named, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(too_many_rows_are_refused, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(too_many_bytes_are_refused, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(a_reading_that_makes_no_sense_is_refused,
                                        enter_folder, leave_folder),
    };
    return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
