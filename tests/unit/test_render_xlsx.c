/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700

#include "near.h"

#include <zlib.h>

#include "base/file.h"
#include "folder.h"
#include "handmade.h"
#include "render/xlsx.h"

static const double small[8] = { 3, 2, 101.25, 100, 100, 101, 102, 103 };

static bp_status render(const bp_report *r, bp_str *out, bp_err *err)
{
    char *bytes = NULL;
    size_t n = 0;
    bp_look look;
    bp_look_init(&look);
    bp_status status = bp_render(&bytes, &n, r, BP_FORMAT_XLSX, &look, err);
    if (status == BP_OK)
        bp_str_bytes(out, bytes, n);
    free(bytes);
    return status;
}

static void a_workbook_is_a_whole_package(void **state)
{
    (void)state;
    bp_err err;
    bp_str bytes = { 0 };
    bp_report *r = made_new("percentiles");
    made_row(r, "System", small);
    made_without(r, "Federal", BP_WITHHELD, BP_WHY_FEW_PEOPLE);
    assert_int_equal(render(r, &bytes, &err), BP_OK);
    assert_memory_equal(bytes.at, "PK\3\4", 4);
    assert_int_equal(bp_xlsx_whole((bp_text){ bytes.at, bytes.n }, &err), BP_OK);
    for (size_t n = 0; n < bytes.n; n += 97)
        assert_int_equal(bp_xlsx_whole((bp_text){ bytes.at, n }, &err), BP_EIO);
    bp_str_release(&bytes);
    bp_report_free(r);
}

static void the_child_writes_what_this_process_would(void **state)
{
    (void)state;
    bp_err err;
    bp_str bytes = { 0 }, file = { 0 };
    bp_report *r = made_new("percentiles");
    made_row(r, "System", small);
    r->section[0].item[0].u.table.example_offer = made_total[5];
    r->section[0].item[0].u.table.row[0].place = 0.5;
    char folder[] = ".";
    bp_look look;
    bp_look_init(&look);
    assert_int_equal(bp_xlsx_write("book", folder, r, &look), LXW_NO_ERROR);
    assert_int_equal(bp_file_read(&file, "book", 1 << 20, &err), BP_OK);
    assert_int_equal(render(r, &bytes, &err), BP_OK);
    assert_int_equal(bytes.n, file.n);
    assert_memory_equal(bytes.at, file.at, file.n);
    assert_int_equal(files_here(), 1);
    bp_str_release(&bytes);
    bp_str_release(&file);
    bp_report_free(r);
}

static void what_is_not_finite_is_refused(void **state)
{
    (void)state;
    static const double bad[] = { NAN, INFINITY, -INFINITY };
    for (size_t i = 0; i < 3; i++) {
        bp_err err;
        bp_str bytes = { 0 };
        double x[8] = { 3, 2, 101.25, 100, bad[i], 101, 102, 103 };
        bp_report *r = made_new("percentiles");
        made_row(r, "System", x);
        assert_int_equal(render(r, &bytes, &err), BP_EINTERNAL);
        assert_int_equal(bytes.n, 0);
        bp_report_free(r);
    }
}

static void a_report_can_have_no_workbook(void **state)
{
    (void)state;
    bp_err err;
    bp_str bytes = { 0 };
    bp_report *r = made_new("check");
    r->has_xlsx = false;
    assert_int_equal(render(r, &bytes, &err), BP_EUSAGE);
    assert_string_equal(err.text, "'check' has no xlsx; use html or json");
    bp_report_free(r);
}

static void put(bp_str *out, unsigned long n, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++, n >>= 8)
        bp_str_putc(out, (char)(n & 0xff));
}

/* A package of one part without a name, by PKWARE's APPNOTE 4.3: local header, data,
 * central header, end. */
static void pack(bp_str *out, const char *part)
{
    Bytef data[512];
    z_stream z = { .next_in = (Bytef *)(uintptr_t)part, .avail_in = (uInt)strlen(part),
                   .next_out = data, .avail_out = sizeof data };
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY),
                     Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    bp_str_bytes(out, "PK\3\4", 4);
    put(out, 0, 26);
    bp_str_bytes(out, (const char *)data, z.total_out);
    const size_t central = out->n;
    bp_str_bytes(out, "PK\1\2", 4);
    put(out, 0, 16);
    put(out, z.total_out, 4);
    put(out, strlen(part), 4);
    put(out, 0, 18);
    bp_str_bytes(out, "PK\5\6", 4);
    put(out, 0, 4);
    put(out, 1, 2);
    put(out, 1, 2);
    put(out, out->n - central - 12, 4);
    put(out, central, 4);
    put(out, 0, 2);
}

static void a_part_must_end_with_its_root(void **state)
{
    (void)state;
    static const struct {
        const char *part;
        bp_status want;
    } cases[] = {
        { "<?xml version=\"1.0\"?>\n<sst a=\"b\"><si/></sst>", BP_OK },
        { "<?xml version=\"1.0\"?>\n<a:theme><x/></a:theme>\n", BP_OK },
        { "<?xml version=\"1.0\"?>\n<sst a=\"b\"><si/></ss", BP_EIO },
        { "<?xml version=\"1.0\"?>\n<sst a=\"b\"><si>", BP_EIO },
        { "<?xml version=\"1.0\"?>\n<sst a=\"b\"><si/></st>", BP_EIO },
        { "<?xml version=\"1.0\"?>\n", BP_EIO },
        { "", BP_EIO },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_err err;
        bp_str package = { 0 };
        pack(&package, cases[i].part);
        assert_int_equal(bp_xlsx_whole((bp_text){ package.at, package.n }, &err),
                         cases[i].want);
        bp_str_release(&package);
    }
}

static void assert_number_format(const bp_value *v, int decimals, const char *want)
{
    bp_str s = { 0 };
    bp_xlsx_number_format(&s, v, decimals);
    assert_string_equal(s.at, want);
    bp_str_release(&s);
}

/* ECMA-376 18.8.30: literal text in quotes, 0 and # for digits. */
static void amounts_have_their_currency_in_the_number_format(void **state)
{
    (void)state;
    static const struct {
        double amount;
        const char *currency;
        int decimals;
        const char *want;
    } cases[] = {
        { 425000, "USD", 0, "\"$\"#,##0" },   { 24.5, "USD", 0, "\"$\"#,##0.00" },
        { 425000, "USD", 2, "\"$\"#,##0.00" }, { 425000, "CHF", 0, "\"CHF \"#,##0" },
        { 425000, NULL, 0, "#,##0" },          { 425000, "a\"b", 0, "#,##0" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bp_value v = bp_value_money(cases[i].amount, cases[i].currency);
        assert_number_format(&v, cases[i].decimals, cases[i].want);
    }
}

/* Sections of a number format: above 0, below 0, 0. */
static void distances_have_their_sign_in_the_number_format(void **state)
{
    (void)state;
    bp_value money = bp_value_money(-25325, "USD"), share = bp_value_percent(-0.0556);
    money.plus = share.plus = true;
    assert_number_format(&money, 0, "+\"$\"#,##0;-\"$\"#,##0;\"$\"#,##0");
    assert_number_format(&share, 0, "+0.0%;-0.0%;0.0%");
}

/* Nothing but nobody is "bottom", nothing but everybody "top", and nothing is P0. */
static void a_rank_reads_as_in_other_formats(void **state)
{
    (void)state;
    static const struct {
        double rank;
        const char *want;
    } cases[] = {
        { 68.556701, "\"P\"0" }, { 0.5, "\"P\"0" },     { 99.49, "\"P\"0" },
        { 0.49, "\"P1\"" },      { 99.5, "\"P99\"" },   { 1e-99, "\"P1\"" },
        { 0, "\"bottom\"" },     { 100, "\"top\"" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bp_value v =
            bp_value_figure(BP_KIND_RANK, bp_figure_of(cases[i].rank), NULL);
        assert_number_format(&v, 0, cases[i].want);
    }
}

/* The text of a part of the package, found by its name in the local header. */
static void unpack(bp_str *out, bp_text package, const char *part)
{
    const size_t n = strlen(part);
    for (size_t i = 30; i + n < package.n; i++) {
        if (memcmp(package.at + i, part, n) != 0 ||
            memcmp(package.at + i - 30, "PK\3\4", 4) != 0)
            continue;
        const size_t extra = (unsigned char)package.at[i - 2];
        char block[4096];
        z_stream z = { .next_in = (Bytef *)(uintptr_t)package.at + i + n + extra,
                       .avail_in = (uInt)(package.n - i - n - extra) };
        assert_int_equal(inflateInit2(&z, -MAX_WBITS), Z_OK);
        for (int rc = Z_OK; rc == Z_OK;) {
            z.next_out = (Bytef *)block;
            z.avail_out = sizeof block;
            rc = inflate(&z, Z_NO_FLUSH);
            bp_str_bytes(out, block, sizeof block - z.avail_out);
        }
        inflateEnd(&z);
        return;
    }
    fail_msg("no part %s", part);
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (; (text = strstr(text, what)) != NULL; text++)
        n++;
    return n;
}

/* Behind the head in row 2 and the total: the group's name, six figures, and the reason
 * below are texts, its people and organisations numbers. */
static void what_is_not_shown_is_a_text_and_its_reason(void **state)
{
    (void)state;
    bp_err err;
    bp_str bytes = { 0 }, sheet = { 0 }, strings = { 0 };
    bp_report *r = made_new("percentiles");
    made_without(r, "Federal", BP_WITHHELD, BP_WHY_FEW_PEOPLE);
    assert_int_equal(render(r, &bytes, &err), BP_OK);
    unpack(&strings, (bp_text){ bytes.at, bytes.n }, "xl/sharedStrings.xml");
    assert_int_equal(count(strings.at, "<t>withheld</t>"), 1);
    assert_int_equal(count(strings.at, "withheld: too few people"), 1);
    assert_int_equal(count(strings.at, "<t>few-people</t>"), 1);
    unpack(&sheet, (bp_text){ bytes.at, bytes.n }, "xl/worksheets/sheet1.xml");
    const char *row = strstr(sheet.at, "<row r=\"4\"");
    assert_non_null(row);
    assert_int_equal(count(row, "t=\"s\""), 1 + 6 + 1);
    assert_int_equal(count(row, "<c ") - count(row, "t=\"s\""), 2);
    bp_str_release(&bytes);
    bp_str_release(&sheet);
    bp_str_release(&strings);
    bp_report_free(r);
}

/* A report with so many percentiles, P1 to Pn, and an offer at the first of them. */
static bp_report *with_levels(size_t n)
{
    bp_column column[40] = { { 0 } };
    bp_value value[40];
    size_t display[40];
    bp_report *r = NULL;
    for (size_t i = 0; i < n; i++) {
        column[i] = (bp_column){ "p", "P", BP_KIND_MONEY, BP_COL_LEVEL, 1.0 + (double)i };
        value[i] = bp_value_money(1000.0 + (double)i, "USD");
        display[i] = i;
    }
    assert_int_equal(bp_report_new(&r, "percentiles", NULL), BP_OK);
    bp_report_add_section(r, &(bp_section){ .name = "percentiles", .pay = "base" });
    bp_report_add_table(r, &(bp_table){ .column = column, .n_columns = n,
                                        .display = display, .n_display = n,
                                        .example_offer = 1000 });
    bp_report_add_row(r, value, n, 0, true);
    return r;
}

/* An amount is placed among 32 levels, and among more not at all, instead of some. */
static void offers_are_placed_among_all_levels_or_none(void **state)
{
    (void)state;
    for (size_t n = 32; n <= 33; n++) {
        bp_err err;
        bp_str bytes = { 0 }, book = { 0 };
        bp_report *r = with_levels(n);
        assert_int_equal(render(r, &bytes, &err), BP_OK);
        unpack(&book, (bp_text){ bytes.at, bytes.n }, "xl/workbook.xml");
        assert_int_equal(count(book.at, "\"Place an offer\""), n == 32);
        bp_str_release(&bytes);
        bp_str_release(&book);
        bp_report_free(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_workbook_is_a_whole_package),
        cmocka_unit_test_setup_teardown(the_child_writes_what_this_process_would,
                                        enter_folder, leave_folder),
        cmocka_unit_test(what_is_not_finite_is_refused),
        cmocka_unit_test(a_report_can_have_no_workbook),
        cmocka_unit_test(a_part_must_end_with_its_root),
        cmocka_unit_test(amounts_have_their_currency_in_the_number_format),
        cmocka_unit_test(distances_have_their_sign_in_the_number_format),
        cmocka_unit_test(a_rank_reads_as_in_other_formats),
        cmocka_unit_test(what_is_not_shown_is_a_text_and_its_reason),
        cmocka_unit_test(offers_are_placed_among_all_levels_or_none),
    };
    return cmocka_run_group_tests_name("render_xlsx", tests, NULL, NULL);
}
