/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <string.h>

#include "base/digest.h"

/* Examples of NIST FIPS 180-4 (SHA256.pdf) and the empty message; checked with
 * sha256sum 9.1. */
static void sums_are_those_of_the_standard(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_digest *d = NULL;
        char hex[65];
        const size_t n = strlen(cases[i].text), half = n / 2;
        assert_int_equal(bp_digest_new(&d, NULL), BP_OK);
        bp_digest_add(d, cases[i].text, half);
        bp_digest_add(d, cases[i].text + half, n - half);
        bp_digest_hex(d, hex);
        assert_string_equal(hex, cases[i].want);
        bp_digest_free(d);
    }
}

/* printf abc | openssl dgst -sha256 -binary | base64 */
static void a_sum_can_be_told_in_base64(void **state)
{
    (void)state;
    bp_digest *d = NULL;
    char text[45];
    assert_int_equal(bp_digest_new(&d, NULL), BP_OK);
    bp_digest_add(d, "abc", 3);
    bp_digest_base64(d, text);
    assert_string_equal(text, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    bp_digest_free(d);
}

static void a_file_has_the_sum_of_its_bytes(void **state)
{
    (void)state;
    char hex[65] = "untouched";
    bp_err err;
    assert_int_equal(bp_digest_file(hex, "nowhere.csv", &err), BP_EIO);
    assert_string_equal(err.text,
                        "nowhere.csv: cannot be opened: No such file or directory");
    assert_int_equal(bp_digest_file(hex, "/", NULL), BP_EIO);
    assert_string_equal(hex, "untouched");
    assert_int_equal(bp_digest_file(hex, "/dev/null", NULL), BP_OK);
    assert_string_equal(
        hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_standard),
        cmocka_unit_test(a_sum_can_be_told_in_base64),
        cmocka_unit_test(a_file_has_the_sum_of_its_bytes),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
