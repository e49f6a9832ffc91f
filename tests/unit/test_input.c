/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L

#include "near.h"

#include "benchpay/stop.h"
#include "folder.h"
#include "records.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

#include "base/pool.h"
#include "ingest/input.h"

static bp_input *open_input(const char *path, const char *encoding, size_t chunk_bytes)
{
    const bp_input_options o = { .path = path,
                                 .encoding = encoding,
                                 .digest = BP_DIGEST_READ,
                                 .again = true,
                                 .chunk_bytes = chunk_bytes };
    bp_input *in = NULL;
    bp_err err = { 0 };
    if (bp_input_open(&in, &o, &err) != BP_OK)
        fail_msg("%s", err.text);
    return in;
}

/* Appends the text of all chunks and, if asked, their records.  Checks that each
 * chunk stands where the one before it ended. */
static bp_status drain(bp_input *in, bp_str *text, bp_str *records, bp_err *err)
{
    size_t index = 0;
    for (;;) {
        bp_chunk c;
        bp_status status = bp_input_next(in, &c, err);
        if (status != BP_OK || c.text == NULL)
            return status;
        assert_int_equal(c.index, index++);
        assert_int_equal(c.position, text->n);
        bp_str_bytes(text, c.text, c.n);
        if (records != NULL)
            status = bp_csv_read(bp_input_name(in), (bp_text){ c.text, c.n },
                                 (bp_csv_rules){ .delimiter = ',' }, c.line, c.position,
                                 add_record, records, err);
        bp_chunk_release(&c);
        if (status != BP_OK)
            return status;
    }
}

/* What the head, or else the reading of all, says against a file. */
static bp_status refusal(const char *bytes, size_t n, const char *encoding, bp_err *err)
{
    put_file("pay.csv", bytes, n);
    const bp_input_options o = { .path = "pay.csv", .encoding = encoding };
    bp_input *in = NULL;
    *err = (bp_err){ 0 };
    bp_status status = bp_input_open(&in, &o, err);
    if (status != BP_OK) {
        assert_null(in);
        return status;
    }
    bp_text head;
    bool whole;
    status = bp_input_head(in, BP_HEAD_RECORDS, &head, &whole, err);
    bp_str text = { 0 };
    if (status == BP_OK)
        status = drain(in, &text, NULL, err);
    bp_str_release(&text);
    bp_input_free(in);
    return status;
}

static void every_chunking_gives_the_same_records(void **state)
{
    static const char *const texts[] = {
        "name,pay\nAnn,1\nBob,2\n",
        "name,pay\r\nAnn,1\r\nBob,2",
        "name,pay\rAnn,1\rBob,2\r",
        "a\rb\nc\r\n\r\n\n\rd\r\n",
        "\n\n\"x\r\ny\",1\r\n\"5\"\" disk\n\n\",\"\r\"\n\"\"\n\"\"\"\"\r\"a\"",
        "t,\xc3\xa9t\xc3\xa9\n\"\xe2\x82\xac\n\",2\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        bp_str want = { 0 };
        assert_int_equal(bp_csv_read("pay.csv", bp_text_of(texts[i]),
                                     (bp_csv_rules){ .delimiter = ',' }, 1, 0, add_record,
                                     &want, NULL),
                         BP_OK);
        put_file("pay.csv", texts[i], strlen(texts[i]));
        for (size_t bytes = 1; bytes <= strlen(texts[i]) + 1; bytes++) {
            bp_input *in = open_input("pay.csv", NULL, bytes);
            bp_str text = { 0 }, records = { 0 };
            assert_int_equal(drain(in, &text, &records, NULL), BP_OK);
            assert_string_equal(text.at, texts[i]);
            assert_string_equal(records.at, want.at);
            bp_str_release(&text);
            bp_str_release(&records);
            bp_input_free(in);
        }
        bp_str_release(&want);
    }
}

static void the_head_is_whole_records_and_comes_again(void **state)
{
    (void)state;
    put_file("pay.csv", "a,\"\n\"\nb,", 8);
    bp_input *in = open_input("pay.csv", NULL, 1);
    bp_text head;
    bool whole = false;
    bp_err err;
    assert_int_equal(bp_input_head(in, BP_HEAD_RECORDS, &head, &whole, &err), BP_OK);
    assert_true(whole);
    assert_true(bp_text_equal(head, bp_text_of("a,\"\n\"\nb,")));
    bp_str text = { 0 };
    assert_int_equal(drain(in, &text, NULL, &err), BP_OK);
    assert_string_equal(text.at, "a,\"\n\"\nb,");
    bp_str_release(&text);
    bp_input_free(in);
}

static void the_head_of_a_long_file_ends_early(void **state)
{
    (void)state;
    bp_str all = { 0 }, text = { 0 };
    for (size_t i = 0; i < 2 * BP_HEAD_RECORDS; i++)
        bp_str_puts(&all, "1234567\n");
    put_file("pay.csv", all.at, all.n);
    bp_input *in = open_input("pay.csv", NULL, 0);
    bp_text head;
    bool whole = true;
    assert_int_equal(bp_input_head(in, BP_HEAD_RECORDS, &head, &whole, NULL), BP_OK);
    assert_false(whole);
    assert_int_equal(head.n, 8 * BP_HEAD_RECORDS);
    assert_int_equal(drain(in, &text, NULL, NULL), BP_OK);
    assert_true(bp_text_equal((bp_text){ text.at, text.n }, (bp_text){ all.at, all.n }));
    bp_str_release(&all);
    bp_str_release(&text);
    bp_input_free(in);
}

/* Bytes by the Unicode standard and the code page tables of unicode.org. */
static void encodings_give_the_same_text(void **state)
{
#define BYTES(s) s, sizeof s - 1
    static const struct {
        const char *bytes;
        size_t n;
        const char *encoding, *name, *want;
    } cases[] = {
        { BYTES("a\n\xc3\xa9"), NULL, "UTF-8", "a\n\xc3\xa9" },
        { BYTES("\xef\xbb\xbf"
                "a\n\xc3\xa9"),
          NULL, "UTF-8", "a\n\xc3\xa9" },
        { BYTES("\xef\xbb\xbf"
                "a\n"),
          "utf-8", "UTF-8", "a\n" },
        { BYTES("\xff\xfe"
                "a\0\n\0\xe9\0\x3d\xd8\x00\xde"),
          NULL, "UTF-16LE", "a\n\xc3\xa9\xf0\x9f\x98\x80" },
        { BYTES("\xfe\xff\0a\0\n\0\xe9\xd8\x3d\xde\x00"), NULL, "UTF-16BE",
          "a\n\xc3\xa9\xf0\x9f\x98\x80" },
        { BYTES("a\0\n\0"), "UTF-16LE", "UTF-16LE", "a\n" },
        { BYTES("\xff\xfe\0\0a\0\0\0"), NULL, "UTF-32LE", "a" },
        { BYTES("it\x92s \x80\n\xe9"), "windows-1252", "windows-1252",
          "it\xe2\x80\x99s \xe2\x82\xac\n\xc3\xa9" },
        { BYTES("\xe9,\xa4"), "iso-8859-15", "iso-8859-15", "\xc3\xa9,\xe2\x82\xac" },
        { BYTES("\x93\xfa\x96\x7b\n"), "shift_jis", "shift_jis",
          "\xe6\x97\xa5\xe6\x9c\xac\n" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        put_file("pay.csv", cases[i].bytes, cases[i].n);
        bp_input *in = open_input("pay.csv", cases[i].encoding, 1);
        bp_str text = { 0 };
        assert_int_equal(drain(in, &text, NULL, NULL), BP_OK);
        assert_string_equal(text.at, cases[i].want);
        assert_string_equal(bp_input_encoding(in), cases[i].name);
        bp_str_release(&text);
        bp_input_free(in);
    }
}

static void what_is_no_text_is_named(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *encoding;
        bp_status status;
        const char *want; /* and in brackets the encoding that may help */
    } cases[] = {
        { BYTES("a\nb\"\r\n\"\nit\x92s\n"), NULL, BP_EDATA,
          "pay.csv:3: byte 0x92 is not UTF-8 text [windows-1252]" },
        { BYTES("a\n\"b\n\xe9\"\n"), NULL, BP_EDATA,
          "pay.csv:2: byte 0xe9 is not UTF-8 text [windows-1252]" },
        { BYTES("a\xc0\x80"), NULL, BP_EDATA,
          "pay.csv:1: byte 0xc0 is not UTF-8 text [windows-1252]" },
        { BYTES("a\xed\xa0\x80"), NULL, BP_EDATA,
          "pay.csv:1: byte 0xed is not UTF-8 text [windows-1252]" },
        { BYTES("a\nb\r\xe2\x82"), NULL, BP_EDATA,
          "pay.csv:3: the text ends with byte 0xe2, in the middle of a UTF-8 character: "
          "the file "
          "is cut off, or its encoding is another [windows-1252]" },
        { BYTES("a\nb\x81\n"), "windows-1252", BP_EDATA,
          "pay.csv:2: byte 0x81 is not text in windows-1252" },
        { BYTES("\xff\xfe"
                "a\0\n\0b"),
          NULL, BP_EDATA,
          "pay.csv:2: the text ends with byte 0x62, in the middle of a UTF-16LE "
          "character: the "
          "file is cut off" },
        { BYTES("a\0\n\0b\0"), NULL, BP_EDATA,
          "pay.csv:1: a NUL byte: this looks like UTF-16 [UTF-16LE]" },
        { BYTES("\0a\0,\0\xe9\0\n"), NULL, BP_EDATA,
          "pay.csv:1: a NUL byte: this looks like UTF-16 [UTF-16BE]" },
        { BYTES("name,pay\nAnn\0,1\n"), NULL, BP_EDATA,
          "pay.csv:2: a NUL byte: this is not text" },
        { BYTES("a\n"), "windows-125", BP_EUSAGE,
          "pay.csv: unknown encoding 'windows-125', did you mean 'windows-1250'?" },
        { BYTES("a\n"), "UTF-8//IGNORE", BP_EUSAGE,
          "pay.csv: unknown encoding 'UTF-8//IGNORE' (iconv -l lists them)" },
        { BYTES("a\n"), "", BP_EUSAGE,
          "pay.csv: unknown encoding '' (iconv -l lists them)" },
        { BYTES(""), NULL, BP_EDATA, "pay.csv: the file is empty" },
        { BYTES("\xef\xbb\xbf"), NULL, BP_EDATA, "pay.csv: the file is empty" },
        { BYTES(" \r\n\t\n"), NULL, BP_EDATA, "pay.csv: the file is empty" },
        { BYTES("PK\x03\x04\x14\0\x06\0"), NULL, BP_EDATA,
          "pay.csv: the zip archive is damaged" },
        { BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"), NULL, BP_EDATA,
          "pay.csv: this is an xls spreadsheet, or a workbook with a password, not CSV: "
          "save it as .xlsx without one" },
        { BYTES("\x1f\x8b\x08\0"), NULL, BP_EDATA,
          "pay.csv: the gzip data end early, at byte 4: the file is cut off" },
        { BYTES("%PDF-1.7\n"), NULL, BP_EDATA,
          "pay.csv: this is a PDF document, not CSV: copy its table into a sheet and "
          "save that as "
          "CSV" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_err err;
        assert_int_equal(refusal(cases[i].bytes, cases[i].n, cases[i].encoding, &err),
                         cases[i].status);
        char got[sizeof err.text + sizeof err.hint_about + 4];
        snprintf(got, sizeof got, err.hint == BP_HINT_ENCODING ? "%s [%s]" : "%s%s",
                 err.text, err.hint_about);
        assert_string_equal(got, cases[i].want);
    }
}

static void characters_across_blocks_are_whole(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        bp_str all = { 0 }, text = { 0 };
        bp_str_fill(&all, 'x', shift);
        while (all.n < (size_t)600 << 10)
            bp_str_puts(&all, "\xf0\x9f\x98\x80\n\xe2\x82\xac");
        put_file("pay.csv", all.at, all.n);
        bp_input *in = open_input("pay.csv", NULL, 0);
        assert_int_equal(drain(in, &text, NULL, NULL), BP_OK);
        assert_string_equal(text.at, all.at);
        bp_str_release(&all);
        bp_str_release(&text);
        bp_input_free(in);
    }
}

static void records_before_a_bad_byte_come_first(void **state)
{
    (void)state;
    bp_str all = { 0 }, text = { 0 };
    const size_t lines = 4 * BP_HEAD_RECORDS;
    for (size_t i = 0; i < lines; i++)
        bp_str_puts(&all, "Ann,1234567\n");
    const size_t good = all.n;
    bp_str_puts(&all, "Bob\xff,2\nAnn,3\n");
    put_file("pay.csv", all.at, all.n);

    bp_input *in = open_input("pay.csv", NULL, 100000);
    bp_text head;
    bool whole;
    bp_err err;
    assert_int_equal(bp_input_head(in, BP_HEAD_RECORDS, &head, &whole, &err), BP_OK);
    for (int twice = 0; twice < 2; twice++) {
        bp_str_clear(&text);
        assert_int_equal(drain(in, &text, NULL, &err), BP_EDATA);
        assert_int_equal(text.n, good);
        assert_string_equal(err.text, "pay.csv:40001: byte 0xff is not UTF-8 text");
        assert_string_equal(err.hint_about, "windows-1252");
        assert_int_equal(bp_input_rewind(in, &err), BP_OK);
    }
    bp_str_release(&all);
    bp_str_release(&text);
    bp_input_free(in);
}

/* What may happen to a file; false when nothing came of it. */
static bool lose_its_end(void)
{
    return truncate("pay.csv", 300000) == 0;
}

static bool grow(void)
{
    FILE *f = fopen("pay.csv", "ab");
    const bool grown = f != NULL && fputs("Ann,1234567\n", f) >= 0;
    return (f == NULL || fclose(f) == 0) && grown;
}

static bool change_a_byte(void)
{
    FILE *f = fopen("pay.csv", "r+b");
    const bool changed = f != NULL && fputs("B", f) >= 0;
    return (f == NULL || fclose(f) == 0) && changed;
}

static bool be_replaced(void)
{
    put_file("new.csv", "name,pay\n", 9);
    return rename("new.csv", "pay.csv") == 0;
}

static bool lose_its_name(void)
{
    return remove("pay.csv") == 0;
}

/* In blocks, and plainly (in another encoding); between the head and the rest, and
 * between the first and the second reading. */
static void a_file_that_changes_is_refused(void **state)
{
    static bool (*const happens[])(void) = { lose_its_end, grow, change_a_byte,
                                             be_replaced, lose_its_name };
    static const char *const encodings[] = { NULL, "latin1" };
    (void)state;
    bp_str all = { 0 }, text = { 0 };
    for (int i = 0; i < 50000; i++)
        bp_str_puts(&all, "Ann,1234567\n");
    for (size_t k = 0; k < 4 * sizeof happens / sizeof happens[0]; k++) {
        put_file("pay.csv", all.at, all.n);
        bp_input *in = open_input("pay.csv", encodings[k % 2], 100000);
        bp_text head;
        bool whole;
        bp_err err = { 0 };
        assert_int_equal(bp_input_head(in, BP_HEAD_RECORDS, &head, &whole, &err), BP_OK);
        if (k / 2 % 2 > 0) {
            bp_str_clear(&text);
            assert_int_equal(drain(in, &text, NULL, &err), BP_OK);
            assert_int_equal(bp_input_rewind(in, &err), BP_OK);
        }
        assert_true(happens[k / 4]());
        bp_str_clear(&text);
        assert_int_equal(drain(in, &text, NULL, &err), BP_EIO);
        assert_string_equal(err.text, "pay.csv: changed while it was read");
        bp_input_free(in);
    }
    bp_str_release(&all);
    bp_str_release(&text);
}

/* The end of a record may be near the end of what was read behind a block. */
static void records_of_any_length_are_read_once(void **state)
{
    (void)state;
    for (size_t length = 200; length < 6000; length += 290) {
        bp_str all = { 0 }, text = { 0 }, records = { 0 }, want = { 0 };
        bp_err err;
        for (int i = 0; i < 80; i++) {
            bp_str_printf(&all, "%d,", i);
            bp_str_fill(&all, 'x', length);
            bp_str_puts(&all, "\n");
        }
        put_file("pay.csv", all.at, all.n);
        bp_input *in = open_input("pay.csv", NULL, 20000);
        assert_int_equal(drain(in, &text, &records, &err), BP_OK);
        assert_int_equal(bp_csv_read("pay.csv", (bp_text){ all.at, all.n },
                                     (bp_csv_rules){ .delimiter = ',' }, 1, 0, add_record,
                                     &want, &err),
                         BP_OK);
        assert_string_equal(records.at, want.at);
        bp_input_free(in);
        bp_str_release(&all);
        bp_str_release(&text);
        bp_str_release(&records);
        bp_str_release(&want);
    }
}

/* front, then 24 MiB of lines. */
static bp_status read_endless(const char *front, bp_err *err)
{
    bp_str all = { 0 }, text = { 0 }, records = { 0 };
    bp_str_puts(&all, front);
    while (all.n < (size_t)24 << 20)
        bp_str_puts(&all, "Ann,1234567 and so on and on and on and on and on and on\n");
    put_file("pay.csv", all.at, all.n);
    bp_str_release(&all);

    bp_input *in = open_input("pay.csv", NULL, 0);
    bp_text head;
    bool whole;
    assert_int_equal(bp_input_head(in, BP_HEAD_RECORDS, &head, &whole, err), BP_OK);
    assert_in_range(head.n, 0, (size_t)9 << 20);
    bp_status status = drain(in, &text, &records, err);
    assert_in_range(text.n, 0, (size_t)9 << 20);
    bp_str_release(&text);
    bp_str_release(&records);
    bp_input_free(in);
    return status;
}

static void a_quote_without_end_is_not_read_to_the_end(void **state)
{
    (void)state;
    bp_err err;
    assert_int_equal(read_endless("name,pay\n\n\"Ann,", &err), BP_ELIMIT);
    assert_string_equal(err.text,
                        "pay.csv:3:1: field is over 1 MiB (is its quote never closed?)");
    assert_int_equal(read_endless("name,pay\n5\" disk,\"1\n", &err), BP_ELIMIT);
    assert_string_equal(err.text, "pay.csv:2:1: record is over 4 MiB");
}

static void what_cannot_be_read_is_named(void **state)
{
    static const struct {
        const char *path, *want;
    } cases[] = {
        { "none.csv", "none.csv: cannot be opened: No such file or directory" },
        { "none\n.csv", "none\\n.csv: cannot be opened: No such file or directory" },
        { ".", ".: is a directory, not a file" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bp_input_options o = { .path = cases[i].path };
        bp_input *in = NULL;
        bp_err err;
        assert_int_equal(bp_input_open(&in, &o, &err), BP_EIO);
        assert_null(in);
        assert_string_equal(err.text, cases[i].want);
    }
}

struct feed {
    const char *text;
    int fd;
};

/* A few bytes at a time, as a slow program would. */
static void *trickle(void *arg)
{
    const struct feed *f = arg;
    size_t n = strlen(f->text);
    for (size_t i = 0, step = 1; i < n; i += step, step = step % 7 + 1) {
        if (step > n - i)
            step = n - i;
        if (write(f->fd, f->text + i, step) < 0)
            break;
    }
    close(f->fd);
    return NULL;
}

/* SHA-256 by sha256sum 9.1. */
static void a_pipe_reads_like_a_file_and_twice(void **state)
{
    static const char text[] = "name,pay\nAnn,1\n\"B\no\nb\",2\n";
    (void)state;
    for (int whole_first = 0; whole_first < 2; whole_first++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        struct feed f = { text, ends[1] };
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, trickle, &f), 0);
        char path[32], hex[65];
        snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
        bp_input *in = open_input(path, NULL, 10);
        close(ends[0]);
        assert_int_equal(bp_input_bytes(in), 0);

        bp_str first = { 0 }, second = { 0 };
        if (whole_first)
            assert_int_equal(drain(in, &first, NULL, NULL), BP_OK);
        assert_int_equal(bp_input_rewind(in, NULL), BP_OK);
        assert_int_equal(drain(in, &second, NULL, NULL), BP_OK);
        assert_string_equal(second.at, text);
        if (whole_first)
            assert_string_equal(first.at, text);
        bp_input_digest(in, hex);
        assert_string_equal(
            hex, "5972011dc42eebe78b3b189d9deb1661baf67242ec6f404e91928b32245ac373");
        bp_str_release(&first);
        bp_str_release(&second);
        bp_input_free(in);
        pthread_join(thread, NULL);
    }
}

/* SHA-256 of "a\n" and 1999 times "bb\n" behind a byte order mark by sha256sum 9.1. */
static void a_file_in_blocks_has_its_digest(void **state)
{
    (void)state;
    bp_str all = { 0 };
    bp_str_puts(&all, "\xef\xbb\xbf"
                      "a\n");
    for (size_t i = 0; i < 1999; i++)
        bp_str_puts(&all, "bb\n");
    put_file("pay.csv", all.at, all.n);
    for (size_t bytes = 1; bytes < 9000; bytes = 3 * bytes + 1) {
        for (size_t way = 0; way < 3; way++) {
            bp_input *in = open_input("pay.csv", NULL, bytes);
            bp_str text = { 0 };
            char hex[65];
            if (way == 1) /* all was read before it is handed out */
                assert_int_equal(bp_input_rewind(in, NULL), BP_OK);
            assert_int_equal(drain(in, &text, NULL, NULL), BP_OK);
            if (way == 2)
                assert_int_equal(bp_input_rewind(in, NULL), BP_OK);
            assert_int_equal(text.n, all.n - 3);
            assert_int_equal(bp_input_bytes(in), text.n);
            bp_input_digest(in, hex);
            assert_string_equal(
                hex, "53b6a89c4d5c505f7c06a47b33f45293cb8551458f86497dfaf7cf5f6b113ab8");
            bp_str_release(&text);
            bp_input_free(in);
        }
    }
    bp_str_release(&all);
}

/* SHA-256 of "a\n" and 6000000 times "bb\n" behind a byte order mark by sha256sum 9.1. */
static void a_large_file_is_hashed_ahead_of_its_reading(void **state)
{
    (void)state;
    bp_str all = { 0 };
    bp_str_puts(&all, "\xef\xbb\xbf"
                      "a\n");
    for (size_t i = 0; i < 6000000; i++)
        bp_str_puts(&all, "bb\n");
    put_file("pay.csv", all.at, all.n);
    for (size_t way = 0; way < 4; way++) {
        const bp_input_options o = { .path = "pay.csv",
                                     .digest = BP_DIGEST_AHEAD,
                                     .again = true };
        bp_input *in = NULL;
        bp_text head;
        bool whole;
        bp_str text = { 0 };
        char hex[65];
        assert_int_equal(bp_input_open(&in, &o, NULL), BP_OK);
        if (way >= 1)
            assert_int_equal(bp_input_head(in, 10000, &head, &whole, NULL), BP_OK);
        if (way >= 2)
            assert_int_equal(drain(in, &text, NULL, NULL), BP_OK);
        if (way == 3)
            assert_int_equal(bp_input_rewind(in, NULL), BP_OK);
        bp_input_digest(in, hex);
        assert_string_equal(
            hex, "4ee45710a5ef7079a51e6a7050c5125a8bc68d6f7e686bbf5a981b35d48d9b2a");
        bp_str_release(&text);
        bp_input_free(in);
    }
    bp_str_release(&all);
}

static void standard_input_is_read_from_where_it_stands(void **state)
{
    (void)state;
    put_file("pay.csv", "skipped\nname,pay\nAnn,1\n", 23);
    int fd = open("pay.csv", O_RDONLY);
    int saved = dup(STDIN_FILENO);
    assert_int_equal(lseek(fd, 8, SEEK_SET), 8);
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    close(fd);

    bp_input *in = open_input("-", NULL, 0);
    assert_string_equal(bp_input_name(in), "(standard input)");
    assert_int_equal(bp_input_bytes(in), 15);
    for (int twice = 0; twice < 2; twice++) {
        bp_str text = { 0 };
        assert_int_equal(drain(in, &text, NULL, NULL), BP_OK);
        assert_string_equal(text.at, "name,pay\nAnn,1\n");
        assert_int_equal(bp_input_rewind(in, NULL), BP_OK);
        bp_str_release(&text);
    }
    bp_input_free(in);
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    }
}

#define WORKERS 4

struct share {
    bp_input *in;
    unsigned char seen[WORKERS][200];
};

/* Marks the byte on which each chunk starts. */
static bp_status take_turns(void *arg, size_t worker, bp_err *err)
{
    struct share *s = arg;
    for (;;) {
        bp_chunk c;
        bp_status status = bp_input_next(s->in, &c, err);
        if (status != BP_OK || c.text == NULL)
            return status;
        if (c.position < 200 && c.line == c.position / 2 + 1 && c.n == 2)
            s->seen[worker][c.position]++;
        bp_chunk_release(&c);
    }
}

static void threads_get_every_chunk_once(void **state)
{
    (void)state;
    char text[200];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 2 == 0 ? 'a' : '\n';
    put_file("pay.csv", text, sizeof text);
    struct share s = { .in = open_input("pay.csv", NULL, 1) };
    assert_int_equal(bp_pool_run(WORKERS, take_turns, &s, NULL), BP_OK);
    for (size_t i = 0; i < sizeof text; i++) {
        int seen = 0;
        for (size_t k = 0; k < WORKERS; k++)
            seen += s.seen[k][i];
        assert_int_equal(seen, i % 2 == 0);
    }
    bp_input_free(s.in);
}

static void a_signal_ends_the_reading(void **state)
{
    (void)state;
    put_file("pay.csv", "a\n1\n", 4);
    const bp_input_options o = { .path = "pay.csv" };
    bp_input *in = NULL;
    bp_err err;
    bp_stop_ask(2);
    bp_status status = bp_input_open(&in, &o, &err);
    bp_stop_ask(0);
    assert_int_equal(status, BP_ESTOPPED);
    assert_null(in);
    assert_string_equal(err.text, "interrupted");
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(every_chunking_gives_the_same_records),
        IN_FOLDER(the_head_is_whole_records_and_comes_again),
        IN_FOLDER(the_head_of_a_long_file_ends_early),
        IN_FOLDER(encodings_give_the_same_text),
        IN_FOLDER(what_is_no_text_is_named),
        IN_FOLDER(characters_across_blocks_are_whole),
        IN_FOLDER(records_before_a_bad_byte_come_first),
        IN_FOLDER(a_file_that_changes_is_refused),
        IN_FOLDER(records_of_any_length_are_read_once),
        IN_FOLDER(a_quote_without_end_is_not_read_to_the_end),
        IN_FOLDER(what_cannot_be_read_is_named),
        IN_FOLDER(a_pipe_reads_like_a_file_and_twice),
        IN_FOLDER(a_file_in_blocks_has_its_digest),
        IN_FOLDER(a_large_file_is_hashed_ahead_of_its_reading),
        IN_FOLDER(threads_get_every_chunk_once),
        IN_FOLDER(a_signal_ends_the_reading),
        IN_FOLDER(standard_input_is_read_from_where_it_stands),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
