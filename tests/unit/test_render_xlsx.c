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
    r->section[0].item[0].u.table.trial = made_total[5];
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

static void check_has_no_workbook(void **state)
{
    (void)state;
    bp_err err;
    bp_str bytes = { 0 };
    bp_report *r = made_new("check");
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
        bp_str s = { 0 };
        const bp_value v = bp_value_money(cases[i].amount, cases[i].currency);
        bp_xlsx_number_format(&s, &v, cases[i].decimals);
        assert_string_equal(s.at, cases[i].want);
        bp_str_release(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_workbook_is_a_whole_package),
        cmocka_unit_test_setup_teardown(the_child_writes_what_this_process_would,
                                        enter_folder, leave_folder),
        cmocka_unit_test(what_is_not_finite_is_refused),
        cmocka_unit_test(check_has_no_workbook),
        cmocka_unit_test(a_part_must_end_with_its_root),
        cmocka_unit_test(amounts_have_their_currency_in_the_number_format),
    };
    return cmocka_run_group_tests_name("render_xlsx", tests, NULL, NULL);
}
