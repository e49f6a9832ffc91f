/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed numbers, and files that show damage. */
#include "near.h"

#include <stdlib.h>
#include <string.h>

#include "damage.h"

static void numbers_come_back(void **state)
{
    static const uint64_t whole[] = { 0, 1, 127, 128, 300, 16383, 16384, UINT64_MAX };
    static const int64_t either[] = { 0, -1, 1, -64, 64, INT64_MIN, INT64_MAX };
    bp_str s = { 0 };
    const bp_int128 wide = -((bp_int128)INT64_MAX * 1000003);
    (void)state;
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        bp_pack_uint(&s, whole[i]);
    for (size_t i = 0; i < sizeof either / sizeof either[0]; i++)
        bp_pack_int(&s, either[i]);
    bp_pack_fixed(&s, 0x0102030405060708, 8);
    bp_pack_fixed(&s, 0xfffefd, 3);
    bp_pack_wide(&s, wide);
    bp_pack_text(&s, (bp_text){ "a\0b", 3 });
    bp_unpack u = bp_unpack_of(bp_str_text(&s));
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        assert_true(bp_unpack_uint(&u) == whole[i]);
    for (size_t i = 0; i < sizeof either / sizeof either[0]; i++)
        assert_true(bp_unpack_int(&u) == either[i]);
    assert_true(bp_unpack_fixed(&u, 8) == 0x0102030405060708);
    assert_true(bp_unpack_fixed(&u, 3) == 0xfffefd);
    assert_true(bp_unpack_wide(&u) == wide);
    assert_true(bp_text_equal(bp_unpack_text(&u), (bp_text){ "a\0b", 3 }));
    assert_true(bp_unpack_done(&u));
    bp_str_release(&s);
}

/* The bytes of LEB128 and zigzag, as the Protocol Buffers encoding page has them. */
static void numbers_are_the_bytes_that_others_write(void **state)
{
    bp_str s = { 0 };
    (void)state;
    bp_pack_uint(&s, 150);
    bp_pack_int(&s, -2);
    bp_pack_int(&s, INT32_MAX);
    assert_int_equal(s.n, 2 + 1 + 5);
    assert_memory_equal(s.at, "\x96\x01\x03\xfe\xff\xff\xff\x0f", s.n);
    bp_str_release(&s);
}

static void nothing_is_read_beyond_the_end(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
    } bad[] = {
        { "", 0 },
        { "\x80", 1 },
        { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10 }, /* beyond 64 bits */
        { "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        bp_unpack u = bp_unpack_of((bp_text){ bad[i].bytes, bad[i].n });
        assert_true(bp_unpack_uint(&u) == 0);
        assert_true(u.bad);
    }
    bp_unpack text = bp_unpack_of((bp_text){ "\x05"
                                             "abcd",
                                             5 });
    assert_int_equal(bp_unpack_text(&text).n, 0);
    assert_true(text.bad);
    bp_unpack fixed = bp_unpack_of((bp_text){ "abc", 3 });
    assert_true(bp_unpack_fixed(&fixed, 4) == 0 && fixed.bad);
    bp_unpack below = bp_unpack_of((bp_text){ "\x07", 1 });
    assert_true(bp_unpack_below(&below, 7) == 0 && below.bad);
}

/* RFC 3720, appendix B.4; the check value of CRC-32/ISCSI for the digits. */
static void crc_is_castagnoli(void **state)
{
    char zeros[32] = { 0 }, ones[32], up[32];
    (void)state;
    memset(ones, 0xff, sizeof ones);
    for (int i = 0; i < 32; i++)
        up[i] = (char)i;
    assert_int_equal(bp_crc32c((bp_text){ zeros, 32 }), 0x8a9136aa);
    assert_int_equal(bp_crc32c((bp_text){ ones, 32 }), 0x62a8ab43);
    assert_int_equal(bp_crc32c((bp_text){ up, 32 }), 0x46dd794e);
    assert_int_equal(bp_crc32c(bp_text_of("123456789")), 0xe3069283);
    /* Words at once, or byte by byte. */
    uint32_t crc = 0;
    for (size_t i = 0; i < 32; i++)
        crc = bp_crc32c_more(crc, (bp_text){ up + i, 1 });
    assert_int_equal(crc, 0x46dd794e);
}

/* A head and three sections, of which one is empty. */
static bp_str made_file(void)
{
    bp_err err;
    bp_str s = { 0 };
    bp_pack_head(&s, 0, bp_text_of("who and what"));
    const size_t sections = s.n;
    bp_pack_section(&s, 'A', bp_text_of("first"));
    bp_pack_section(&s, 'B', bp_text_of(""));
    bp_pack_section(&s, 'C', bp_text_of("the third of all"));
    assert_int_equal(bp_pack_end(&s, sections, 42, &err), BP_OK);
    return s;
}

/* Whichever is longer, a body that is given up makes the same bytes. */
static void sections_are_the_same_however_they_come(void **state)
{
    (void)state;
    for (size_t before = 1; before < 100000; before *= 7)
        for (size_t n = 1; n < 100000; n *= 11) {
            bp_str copied = { 0 }, given = { 0 }, body = { 0 };
            bp_str_fill(&copied, 'a', before);
            bp_str_fill(&given, 'a', before);
            bp_str_fill(&body, 'b', n);
            bp_pack_section(&copied, 'S', bp_str_text(&body));
            bp_pack_section_of(&given, 'S', &body);
            assert_int_equal(given.n, copied.n);
            assert_memory_equal(given.at, copied.at, given.n);
            assert_int_equal(body.n, 0);
            bp_str_release(&copied);
            bp_str_release(&given);
            bp_str_release(&body);
        }
}

static void files_come_back(void **state)
{
    bp_err err;
    bp_packed p;
    bp_str s = made_file();
    char tag;
    bp_unpack body;
    bp_text bytes = bp_str_text(&s);
    const bp_pack_source source[] = { bp_pack_memory(bytes), pieces_of(&bytes) };
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        if (i < 2)
            assert_int_equal(bp_packed_open(&p, &source[i], "a.part", &err), BP_OK);
        else
            assert_int_equal(bp_packed_begin(&p, &source[i - 2], "a.part", &err), BP_OK);
        assert_true(bp_text_equal(p.head, bp_text_of("who and what")));
        assert_int_equal(p.groups, i < 2 ? 42 : 0);
        for (size_t again = 0; again < 2; again++, bp_packed_rewind(&p)) {
            assert_true(bp_packed_next(&p, &tag, &body));
            assert_true(tag == 'A' && bp_unpack_left(&body) == 5);
            assert_int_equal(bp_unpack_fixed(&body, 2), 'f' + 256 * 'i');
            assert_true(bp_packed_next(&p, &tag, &body));
            assert_true(tag == 'B' && bp_unpack_done(&body));
            assert_true(bp_packed_next(&p, &tag, &body));
            assert_true(tag == 'C' && bp_unpack_left(&body) == 16);
            assert_int_equal(bp_unpack_fixed(&body, 3), 't' + 256 * ('h' + 256 * 'e'));
            assert_false(bp_packed_next(&p, &tag, &body));
        }
        bp_packed_release(&p);
    }
    bp_str_release(&s);
}

/* More than is at hand at a time: numbers and texts lie across the ends of pieces, and
 * one text is longer than a piece. */
static void what_is_read_in_pieces_is_the_same(void **state)
{
    bp_err err;
    bp_str body = { 0 }, s = { 0 }, text = { 0 };
    bp_packed p;
    char tag;
    bp_unpack u;
    (void)state;
    bp_str_fill(&text, 'x', 200000);
    for (uint64_t i = 0; i < 60000; i++) {
        bp_pack_uint(&body, i * i * i);
        bp_pack_fixed(&body, i, 3);
        bp_pack_text(&body, (bp_text){ text.at, i % 50 });
    }
    bp_pack_text(&body, bp_str_text(&text));
    bp_pack_int(&body, -5);
    bp_pack_head(&s, 0, bp_text_of(""));
    const size_t sections = s.n;
    bp_pack_section(&s, 'A', bp_str_text(&body));
    bp_pack_section(&s, 'B', bp_text_of("behind"));
    assert_int_equal(bp_pack_end(&s, sections, 1, &err), BP_OK);
    bp_text bytes = bp_str_text(&s);
    const bp_pack_source source = pieces_of(&bytes);
    assert_int_equal(bp_packed_open(&p, &source, "a.part", &err), BP_OK);
    assert_true(bp_packed_next(&p, &tag, &u));
    for (uint64_t i = 0; i < 60000; i++) {
        assert_true(bp_unpack_uint(&u) == i * i * i);
        assert_true(bp_unpack_fixed(&u, 3) == i);
        assert_true(bp_text_equal(bp_unpack_text(&u), (bp_text){ text.at, i % 50 }));
    }
    assert_true(bp_text_equal(bp_unpack_text(&u), bp_str_text(&text)));
    assert_int_equal(bp_unpack_int(&u), -5);
    assert_true(bp_unpack_done(&u));
    assert_true(bp_packed_next(&p, &tag, &u) && tag == 'B');
    assert_true(bp_unpack_left(&u) == 6);
    assert_int_equal(bp_packed_status(&p, &err), BP_OK);
    bp_packed_release(&p);
    bp_str_release(&body);
    bp_str_release(&text);
    bp_str_release(&s);
}

/* A source that breaks off after some bytes. */
static bp_status read_until(void *from, uint64_t at, char *out, size_t n, bp_err *err)
{
    const bp_text *bytes = from;
    if (at + n > 70000)
        return bp_fail(err, NULL, BP_EIO, "the network is down");
    memcpy(out, bytes->at + at, n);
    return BP_OK;
}

static void a_source_that_fails_is_told(void **state)
{
    bp_err err;
    bp_str body = { 0 }, s = { 0 };
    bp_packed p;
    char tag;
    bp_unpack u;
    (void)state;
    bp_str_fill(&body, '\1', 100000);
    bp_pack_head(&s, 0, bp_text_of("head"));
    const size_t sections = s.n;
    bp_pack_section(&s, 'A', bp_str_text(&body));
    assert_int_equal(bp_pack_end(&s, sections, 1, &err), BP_OK);
    bp_text bytes = bp_str_text(&s);
    const bp_pack_source source = { .n = s.n, .read = read_until, .from = &bytes };
    assert_int_equal(bp_packed_open(&p, &source, "a.part", &err), BP_EIO);
    assert_int_equal(bp_packed_begin(&p, &source, "a.part", &err), BP_OK);
    assert_true(bp_packed_next(&p, &tag, &u));
    for (size_t i = 0; i < 100000 && !u.bad; i++)
        bp_unpack_uint(&u);
    assert_true(u.bad);
    assert_int_equal(bp_packed_status(&p, &err), BP_EIO);
    assert_string_equal(err.text, "the network is down");
    bp_packed_release(&p);
    bp_str_release(&body);
    bp_str_release(&s);
}

static void every_bit_length_and_block_counts(void **state)
{
    bp_str s = made_file();
    (void)state;
    assert_true(assert_all_damage_shows(&s) > 3000);
    bp_str_release(&s);
}

static void assert_says(bp_str *s, const char *words)
{
    bp_err err;
    bp_packed p;
    const bp_pack_source source = bp_pack_memory(bp_str_text(s));
    assert_int_equal(bp_packed_open(&p, &source, "a.part", &err), BP_EDATA);
    assert_non_null(strstr(err.text, words));
    assert_memory_equal(err.text, "a.part:", 7);
    bp_str_release(s);
}

static void a_refusal_says_why(void **state)
{
    bp_str s = made_file();
    (void)state;
    s.at[8] = 2; /* the major version */
    assert_says(&s, "of version 2, and this benchpay reads version 1");
    s = made_file();
    s.at[12] = 8; /* features that must be known */
    assert_says(&s, "features that this benchpay does not know");
    s = made_file();
    memmove(s.at + 6, s.at + 7, s.n - 7); /* a return is lost */
    s.n--;
    assert_says(&s, "copied as if it were text");
    s = (bp_str){ 0 };
    bp_str_puts(&s, "tier,base\nCMO,425000\n");
    assert_says(&s, "no partial file of benchpay");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(numbers_are_the_bytes_that_others_write),
        cmocka_unit_test(nothing_is_read_beyond_the_end),
        cmocka_unit_test(crc_is_castagnoli),
        cmocka_unit_test(sections_are_the_same_however_they_come),
        cmocka_unit_test(files_come_back),
        cmocka_unit_test(what_is_read_in_pieces_is_the_same),
        cmocka_unit_test(a_source_that_fails_is_told),
        cmocka_unit_test(every_bit_length_and_block_counts),
        cmocka_unit_test(a_refusal_says_why),
    };
    return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
