/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L

/* differential.c [TEXTS [SEED]] - random texts full of quotes, delimiters, line ends
 * and blanks, well-formed and not: the fast reader, in each form and for every size
 * of chunk, gives what csvread gives, which is libcsv with places.  And so it does in
 * blocks of a file, beside csvread in chunks of a pipe. */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>

#include "agree.h"
#include "folder.h"

struct run {
    size_t texts;
    uint64_t seed;
    size_t refused, records; /* by csvread: both must be plenty */
    size_t cut_off;          /* of those in blocks */
};

/* xorshift64* (Vigna 2016); a number below n. */
static size_t any(uint64_t *seed, size_t n)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (size_t)((*seed * 2685821657736338717u) >> 33) % n;
}

/* How a text is made: one in so many fields is quoted, one in so many pieces is
 * damage; 0 is never. */
struct taste {
    char delimiter;
    const char *end; /* NULL: any */
    size_t quoted, damage, longest;
};

static const char *any_end(uint64_t *seed, const struct taste *t)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    return t->end != NULL ? t->end : ends[any(seed, 3)];
}

static bool once_in(uint64_t *seed, size_t n)
{
    return n > 0 && any(seed, n) == 0;
}

static void put_damage(bp_str *text, uint64_t *seed, const struct taste *t)
{
    static const char *const pieces[] = { "\"", "\"\"", "\"",   " ",   "\t",
                                          "\n", "\r",   "\r\n", ",",   ";",
                                          "|",  "\x01", "\xff", "\xc3" };
    const size_t i = any(seed, sizeof pieces / sizeof pieces[0] + 2);
    if (i < sizeof pieces / sizeof pieces[0])
        bp_str_puts(text, pieces[i]);
    else
        bp_str_putc(text, i % 2 == 0 ? t->delimiter : '\0');
}

static void put_field(bp_str *text, uint64_t *seed, const struct taste *t)
{
    static const char *const plain[] = { "a", "7", "-", "\xc3\xa9", "!", " ", "\x7f" };
    static const char *const inner[] = { ",", ";", "\t", "|", " ", "\"\"", "\n", "\r\n" };
    const bool quoted = once_in(seed, t->quoted);
    const size_t kinds = quoted ? any(seed, 9) : 0;
    if (quoted)
        bp_str_putc(text, '"');
    for (size_t n = any(seed, t->longest); n > 0; n--) {
        if (once_in(seed, t->damage))
            put_damage(text, seed, t);
        else if (kinds > 0 && any(seed, 4) == 0)
            bp_str_puts(text, inner[any(seed, kinds)]);
        else
            bp_str_puts(text, plain[any(seed, 7)]);
    }
    if (quoted)
        bp_str_putc(text, '"');
}

static void make_text(bp_str *text, uint64_t *seed, const struct taste *t, size_t least)
{
    const size_t columns = 1 + any(seed, 5);
    bp_str_clear(text);
    do {
        const size_t fields = any(seed, 8) > 0 ? columns : any(seed, 7);
        for (size_t i = 0; i < fields; i++) {
            if (i > 0)
                bp_str_putc(text, t->delimiter);
            put_field(text, seed, t);
        }
        bp_str_puts(text, any_end(seed, t));
    } while (text->n < least);
    if (any(seed, 2) == 0)
        text->n -= any(seed, text->n);
}

static struct taste any_taste(uint64_t *seed)
{
    static const size_t rare[] = { 0, 0, 2, 8, 40, 200 };
    static const char *const ends[] = { "\n", "\r\n", "\r", NULL };
    return (struct taste){
        .delimiter = ",;\t|"[any(seed, 4)],
        .end = ends[any(seed, 4)],
        .quoted = rare[any(seed, 6)],
        .damage = rare[any(seed, 6)],
        .longest = 2 + any(seed, 12) * any(seed, 12),
    };
}

static void show_and_fail(const bp_str *text, const bp_index_form *form, size_t chunk,
                          const struct reading *want, const struct reading *got)
{
    bp_str s = { 0 };
    bp_str_visible(&s, (bp_text){ text->at, text->n < 2000 ? text->n : 2000 });
    bp_str_puts(&s, "\nwant: ");
    bp_str_visible(&s, (bp_text){ want->records.at, want->records.n });
    bp_str_printf(&s, " %s\n got: ", want->err.text);
    bp_str_visible(&s, (bp_text){ got->records.at, got->records.n });
    print_error("form %s, chunks of %zu: %s %s\n", bp_index_form_name(form), chunk, s.at,
                got->err.text);
    bp_str_release(&s);
    fail();
}

/* All of an input: one of its chunks after the other. */
static void read_input(struct reading *to, char delimiter, const bp_index_form *form,
                       size_t bytes, int fd)
{
    const bp_input_options o = { .path = "pay.csv", .chunk_bytes = bytes, .form = form };
    bp_input *in = NULL;
    bp_records *r = NULL;
    bp_csv *csv = NULL;
    reading_clear(to);
    to->status = bp_input_open(&in, &o, &to->err);
    if (fd >= 0)
        close(fd);
    if (to->status != BP_OK)
        return;
    if (form != NULL)
        assert_int_equal(
            bp_records_new(&r, "pay.csv", reading_rules(to, delimiter), form, NULL),
            BP_OK);
    else
        assert_int_equal(bp_csv_new(&csv, "pay.csv", reading_rules(to, delimiter), NULL),
                         BP_OK);
    bp_input_set_delimiter(in, delimiter);
    bp_chunk c = { 0 };
    do {
        bp_chunk_release(&c);
        to->status = bp_input_next(in, &c, &to->err);
        if (to->status != BP_OK || c.text == NULL)
            break;
        if (r != NULL)
            to->status = bp_records_chunk(r, &c, note_plain, note_record, to, &to->err);
        else
            to->status = bp_csv_text(csv, (bp_text){ c.text, c.n }, c.ahead, c.line,
                                     c.position, note_record, to, &to->err);
    } while (to->status == BP_OK);
    bp_chunk_release(&c);
    bp_records_free(r);
    bp_csv_free(csv);
    bp_input_free(in);
}

/* What no text is taken for depends on how much of it was seen at a time. */
static void forget_advice(struct reading *r)
{
    static const char *const advices[] = { "a NUL byte: this", ", try --encoding" };
    for (size_t i = 0; i < 2; i++) {
        char *advice = strstr(r->err.text, advices[i]);
        if (advice != NULL)
            *advice = '\0';
    }
}

/* Where every block may start; and a digit or two of bytes in which quotes, line ends
 * and characters are cut apart. */
static void compare_blocks(struct run *run, const bp_str *text, char delimiter)
{
    struct reading want = { .columns = any(&run->seed, 4) }, got = want;
    const int fd = put_pipe("pay.csv", text->at, text->n);
    read_input(&want, delimiter, NULL, 1 + any(&run->seed, text->n + 1), fd);
    forget_advice(&want);
    remove("pay.csv");
    put_file("pay.csv", text->at, text->n);
    const bp_index_form *form;
    for (size_t i = 0; (form = bp_index_form_at(i)) != NULL; i++) {
        const size_t sizes[] = { text->n / 100 + 1 + any(&run->seed, 20),
                                 1 + any(&run->seed, text->n + 1) };
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            read_input(&got, delimiter, form, sizes[k], -1);
            forget_advice(&got);
            if (!reading_equal(&want, &got))
                show_and_fail(text, form, sizes[k], &want, &got);
        }
    }
    run->cut_off += want.status != BP_OK;
    bp_str_release(&want.records);
    bp_str_release(&got.records);
}

static void compare(struct run *run, const bp_str *text, char delimiter)
{
    struct reading want = { .mends = any(&run->seed, 2) == 0,
                            .columns = any(&run->seed, 4) };
    struct reading got = want;
    const bp_text t = { text->at, text->n };
    read_slowly(&want, t, delimiter);
    run->refused += want.status != BP_OK;
    run->records += want.records.n > 0;
    const bp_index_form *form;
    for (size_t i = 0; (form = bp_index_form_at(i)) != NULL; i++) {
        const size_t sizes[] = { t.n + 1, 1 + t.n / 1000, 1 + any(&run->seed, t.n + 1) };
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            read_fast(&got, t, delimiter, form, sizes[k]);
            if (!reading_equal(&want, &got))
                show_and_fail(text, form, sizes[k], &want, &got);
        }
    }
    for (size_t chunk = 2; t.n < 80 && chunk < t.n; chunk++) {
        read_fast(&got, t, delimiter, bp_index_form_at(0), chunk);
        if (!reading_equal(&want, &got))
            show_and_fail(text, bp_index_form_at(0), chunk, &want, &got);
    }
    bp_str_release(&want.records);
    bp_str_release(&got.records);
}

static void small_texts_are_read_alike(void **state)
{
    struct run *run = *state;
    bp_str text = { 0 };
    for (size_t i = 0; i < run->texts; i++) {
        const struct taste t = any_taste(&run->seed);
        make_text(&text, &run->seed, &t, any(&run->seed, 3) > 0 ? 40 : 400);
        compare(run, &text, t.delimiter);
        compare_blocks(run, &text, t.delimiter);
    }
    bp_str_release(&text);
    assert_true(run->cut_off > run->refused);
    assert_true(run->refused > run->texts / 10);
    assert_true(run->records > run->texts / 2);
}

/* Longer than a window of the fast reader. */
static void long_texts_are_read_alike(void **state)
{
    struct run *run = *state;
    bp_str text = { 0 };
    for (size_t i = 0; i < run->texts / 500 + 4; i++) {
        struct taste t = any_taste(&run->seed);
        t.damage = any(&run->seed, 2) * 100000;
        make_text(&text, &run->seed, &t, 300000);
        compare(run, &text, t.delimiter);
        if (text.n > 65536)
            text.n = 65536; /* which a pipe holds */
        compare_blocks(run, &text, t.delimiter);
    }
    bp_str_release(&text);
}

int main(int argc, char **argv)
{
    struct run run = { .texts = 4000, .seed = 20260401 };
    if (argc > 1)
        run.texts = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        run.seed = strtoull(argv[2], NULL, 10);
    for (size_t i = 0; bp_index_form_at(i) != NULL; i++)
        printf("# form %s\n", bp_index_form_name(bp_index_form_at(i)));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(small_texts_are_read_alike, &run),
        cmocka_unit_test_prestate(long_texts_are_read_alike, &run),
    };
    void *folder;
    if (enter_folder(&folder) != 0)
        return 1;
    const int failed = cmocka_run_group_tests_name("differential", tests, NULL, NULL);
    return leave_folder(&folder) == 0 ? failed : 1;
}
