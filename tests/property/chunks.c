/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L

/* chunks.c - random records, written in random ways and cut into random chunks,
 * come back as they were, with their lines; and a text that was damaged is
 * refused with the same words however it is cut, on any number of threads. */
#include "near.h"

#include "folder.h"
#include "records.h"

#include "base/pool.h"
#include "base/utf8.h"
#include "ingest/input.h"
#include "ingest/lines.h"

#include <stdlib.h>

#define TEXTS 300

/* xorshift64* (Vigna 2016); a number below n. */
static size_t any(uint64_t *seed, size_t n)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (size_t)((*seed * 2685821657736338717u) >> 33) % n;
}

static const char *const pieces[] = { "a",  "Z",  "7",    ".",        " ",
                                      "\t", ",",  ";",    "|",        "\"",
                                      "\n", "\r", "\r\n", "\xc3\xa9", "\xe2\x82\xac" };

static bool must_be_quoted(bp_text t, char delimiter)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.at[i] == delimiter || strchr("\"\r\n", t.at[i]) != NULL)
            return true;
    return t.n > 0 &&
           (strchr(" \t", t.at[0]) != NULL || strchr(" \t", t.at[t.n - 1]) != NULL);
}

static void write_field(bp_str *text, bp_text field, char delimiter, bool quote)
{
    if (!quote && !must_be_quoted(field, delimiter)) {
        bp_str_bytes(text, field.at, field.n);
        return;
    }
    bp_str_putc(text, '"');
    for (size_t i = 0; i < field.n; i++) {
        if (field.at[i] == '"')
            bp_str_putc(text, '"');
        bp_str_putc(text, field.at[i]);
    }
    bp_str_putc(text, '"');
}

/* Appends a text, and to `want` its records as records.h has them. */
static void make_text(uint64_t *seed, char delimiter, bp_str *text, bp_str *want)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    const size_t mixed = any(seed, 4);
    for (size_t records = 1 + any(seed, 12); records > 0; records--) {
        const size_t end = mixed < 3 ? mixed : any(seed, 3);
        bp_text before = { text->at, text->n };
        bp_str_printf(want,
                      "%zu@%zu:", text->n > 0 ? (size_t)bp_lines_count(before) + 1 : 1,
                      text->n);
        const size_t fields = 1 + any(seed, 4);
        for (size_t i = 0; i < fields; i++) {
            char field[64];
            size_t n = 0;
            for (size_t k = any(seed, 9); k > 0; k--) {
                const char *p = pieces[any(seed, sizeof pieces / sizeof pieces[0])];
                memcpy(field + n, p, strlen(p));
                n += strlen(p);
            }
            if (i > 0) {
                bp_str_putc(text, delimiter);
                bp_str_putc(want, '|');
            }
            const bool quote = any(seed, 3) == 0 || (fields == 1 && n == 0);
            write_field(text, (bp_text){ field, n }, delimiter, quote);
            bp_str_bytes(want, field, n);
        }
        bp_str_putc(want, '\n');
        if (records > 1 || any(seed, 2) == 0)
            bp_str_puts(text, ends[end]);
        if (records > 1 && any(seed, 4) == 0)
            bp_str_puts(text, ends[end]);
    }
}

static bp_status read_whole(const bp_str *text, char delimiter, bp_str *records,
                            bp_err *err)
{
    return bp_csv_read("pay.csv", (bp_text){ text->at, text->n },
                       (bp_csv_rules){ .delimiter = delimiter }, 1, 0, add_record,
                       records, err);
}

static bp_status read_chunks(const bp_str *text, size_t bytes, char delimiter,
                             bp_str *records, bp_err *err)
{
    put_file("pay.csv", text->at, text->n);
    const bp_input_options o = { .path = "pay.csv", .chunk_bytes = bytes };
    bp_input *in = NULL;
    assert_int_equal(bp_input_open(&in, &o, err), BP_OK);
    bp_input_set_delimiter(in, delimiter);
    bp_status status = BP_OK;
    bp_chunk c = { 0 };
    do {
        bp_chunk_release(&c);
        status = bp_input_next(in, &c, err);
        if (status == BP_OK && c.text != NULL)
            status = bp_csv_read("pay.csv", (bp_text){ c.text, c.n },
                                 (bp_csv_rules){ .delimiter = delimiter }, c.line,
                                 c.position, add_record, records, err);
    } while (status == BP_OK && c.text != NULL);
    bp_chunk_release(&c);
    bp_input_free(in);
    return status;
}

static void records_come_back_as_they_were(void **state)
{
    (void)state;
    uint64_t seed = 20240229;
    for (size_t i = 0; i < TEXTS; i++) {
        const char delimiter = ",;\t|"[any(&seed, 4)];
        bp_str text = { 0 }, want = { 0 }, got = { 0 };
        make_text(&seed, delimiter, &text, &want);
        for (size_t k = 0; k < 5; k++) {
            bp_str_clear(&got);
            assert_int_equal(
                read_chunks(&text, 1 + any(&seed, text.n), delimiter, &got, NULL), BP_OK);
            assert_string_equal(got.at, want.at);
        }
        bp_str_release(&text);
        bp_str_release(&want);
        bp_str_release(&got);
    }
}

static void damage_is_found_at_the_same_place(void **state)
{
    (void)state;
    uint64_t seed = 19700101;
    size_t refused = 0;
    for (size_t i = 0; i < TEXTS; i++) {
        const char delimiter = ",;\t|"[any(&seed, 4)];
        bp_str text = { 0 }, want = { 0 }, got = { 0 };
        bp_err whole = { 0 }, chunks = { 0 };
        make_text(&seed, delimiter, &text, &want);
        text.at[any(&seed, text.n)] = "\"\n,a"[any(&seed, 4)];
        if (bp_utf8_valid((bp_text){ text.at, text.n }) == text.n) {
            bp_str_clear(&want);
            bp_status status = read_whole(&text, delimiter, &want, &whole);
            refused += status != BP_OK;
            bp_str_puts(&got, "");
            assert_int_equal(
                read_chunks(&text, 1 + any(&seed, text.n), delimiter, &got, &chunks),
                status);
            assert_string_equal(chunks.text, whole.text);
            assert_string_equal(got.at, want.at);
        }
        bp_str_release(&text);
        bp_str_release(&want);
        bp_str_release(&got);
    }
    assert_true(refused > TEXTS / 10);
}

#define CHUNKS_MAX 4000

/* What threads got of one input. */
struct haul {
    bp_input *in;
    bp_chunk chunk[CHUNKS_MAX]; /* by their index */
};

static bp_status take_chunks(void *arg, size_t worker, bp_err *err)
{
    struct haul *h = arg;
    (void)worker;
    for (;;) {
        bp_chunk c;
        bp_status status = bp_input_next(h->in, &c, err);
        if (status != BP_OK || c.text == NULL)
            return status;
        if (c.index >= CHUNKS_MAX || h->chunk[c.index].text != NULL)
            return bp_fail(err, NULL, BP_EINTERNAL, "chunk %zu came twice", c.index);
        h->chunk[c.index] = c;
    }
}

/* All text that is handed out, and what is said at its end. */
static bp_status haul(struct haul *h, size_t bytes, size_t threads, bp_str *text,
                      bp_err *err)
{
    const bp_input_options o = { .path = "pay.csv", .chunk_bytes = bytes };
    *h = (struct haul){ 0 };
    *err = (bp_err){ 0 };
    bp_str_clear(text);
    bp_status status = bp_input_open(&h->in, &o, err);
    if (status != BP_OK)
        return status;
    status = bp_pool_run(threads, take_chunks, h, err);
    for (size_t i = 0; i < CHUNKS_MAX && h->chunk[i].text != NULL; i++) {
        bp_chunk *c = &h->chunk[i];
        assert_int_equal(c->position, text->n);
        assert_int_equal(
            c->line,
            1 + (text->n > 0 ? bp_lines_count((bp_text){ text->at, text->n }) : 0));
        bp_str_bytes(text, c->text, c->n);
        bp_chunk_release(c);
    }
    bp_input_free(h->in);
    return status;
}

static void blocks_on_threads_are_read_as_a_pipe(void **state)
{
    (void)state;
    static const char *const damage[] = { "\xff", "\xc3", "\0", "\"", "\xe2\x82" };
    uint64_t seed = 20260211;
    size_t refused = 0;
    struct haul *h = malloc(sizeof *h);
    assert_non_null(h);
    for (size_t i = 0; i < TEXTS; i++) {
        bp_str text = { 0 }, want = { 0 }, got = { 0 };
        bp_err plain, blocks;
        if (any(&seed, 3) == 0)
            bp_str_puts(&text, "\xef\xbb\xbf");
        make_text(&seed, ',', &text, &want);
        if (any(&seed, 3) == 0)
            text.at[any(&seed, text.n)] = damage[any(&seed, 5)][0];
        if (any(&seed, 9) == 0)
            bp_str_puts(&text, damage[any(&seed, 5)]);
        const int fd = put_pipe("pay.csv", text.at, text.n);
        bp_status status = haul(h, 1 + any(&seed, text.n), 1, &want, &plain);
        close(fd);
        remove("pay.csv");
        put_file("pay.csv", text.at, text.n);
        refused += status != BP_OK;
        for (size_t threads = 1; threads <= 4; threads++) {
            const size_t bytes = 1 + any(&seed, threads < 4 ? text.n : 4);
            assert_int_equal(haul(h, bytes, threads, &got, &blocks), status);
            assert_string_equal(blocks.text, plain.text);
            assert_true(
                bp_text_equal((bp_text){ got.at, got.n }, (bp_text){ want.at, want.n }));
        }
        bp_str_release(&text);
        bp_str_release(&want);
        bp_str_release(&got);
    }
    free(h);
    assert_true(refused > TEXTS / 20 && refused < TEXTS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(records_come_back_as_they_were, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(damage_is_found_at_the_same_place, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(blocks_on_threads_are_read_as_a_pipe,
                                        enter_folder, leave_folder),
    };
    return cmocka_run_group_tests_name("chunks", tests, NULL, NULL);
}
