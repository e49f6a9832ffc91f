/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "agree.h"

/* Runs of plain records as "LINE@POSITION:FIELD|FIELD\n", each run ended by "--\n". */
static bp_status note_run(void *arg, const bp_plain *p, bp_err *err)
{
    bp_str *s = arg;
    (void)err;
    for (size_t i = 0; i < p->n; i++) {
        bp_str_printf(s, "%llu@%llu:", (unsigned long long)(p->line + i),
                      (unsigned long long)bp_plain_position(p, i));
        for (size_t k = 0; k < bp_plain_fields(p, i); k++) {
            const bp_text field = bp_plain_field(p, i, k);
            bp_str_puts(s, k > 0 ? "|" : "");
            bp_str_bytes(s, field.at, field.n);
        }
        bp_str_putc(s, '\n');
    }
    bp_str_puts(s, "--\n");
    return BP_OK;
}

static bp_status note_odd(void *arg, const bp_record *r, bp_err *err)
{
    bp_str *s = arg;
    (void)err;
    bp_str_printf(s, "odd %llu@%llu:%zu\n", (unsigned long long)r->line,
                  (unsigned long long)r->position, r->n);
    return BP_OK;
}

/* A fast reader of a text, behind what must be there before it. */
static void read_padded(bp_str *got, const char *text, bool mends)
{
    bp_records *r = NULL;
    bp_err err;
    char padded[BP_BEFORE + 100 + BP_BEHIND] = { 0 };
    const size_t n = strlen(text);
    memcpy(padded + BP_BEFORE, text, n);
    const bp_chunk chunk = { .text = padded + BP_BEFORE,
                             .writable = mends ? padded + BP_BEFORE : NULL,
                             .n = n,
                             .position = 70,
                             .line = 3 };
    bp_str_puts(got, "");
    assert_int_equal(
        bp_records_new(&r, "pay.csv", (bp_csv_rules){ .delimiter = ',' }, NULL, &err),
        BP_OK);
    assert_int_equal(bp_records_chunk(r, &chunk, note_run, note_odd, got, &err), BP_OK);
    bp_records_free(r);
}

struct expected {
    const char *text, *want;
};

static void read_all(const struct expected cases[], size_t n, bool mends)
{
    for (size_t i = 0; i < n; i++) {
        bp_str got = { 0 };
        read_padded(&got, cases[i].text, mends);
        assert_string_equal(got.at, cases[i].want);
        bp_str_release(&got);
    }
}

/* Expected by hand: what is plain, and where it stands. */
static void plain_records_come_together_and_odd_ones_alone(void **state)
{
    static const struct expected cases[] = {
        { "", "" },
        { "a,b\n1,2\n", "3@70:a|b\n4@74:1|2\n--\n" },
        { "a,b\r\n1,2", "3@70:a|b\n4@75:1|2\n--\n" },
        { "a\rb\r", "3@70:a\n4@72:b\n--\n" },
        { "a,\"b,c\"\n\"\",\" d\"\r\n", "3@70:a|b,c\n4@78:| d\n--\n" },
        { " a ,\tb\t\n,\n", "3@70:a|b\n4@78:|\n--\n" },
        { "a\n\n  \nb\n", "3@70:a\n--\n6@76:b\n--\n" },
        { "a\n\"b\"\"\"\nc\n", "3@70:a\n--\nodd 4@72:1\n5@78:c\n--\n" },
        { "\"a\nb\",1\nc,2\n", "odd 3@70:2\n5@78:c|2\n--\n" },
        { "a, \"b\" \nc,d", "odd 3@70:2\n4@78:c|d\n--\n" },
    };
    (void)state;
    read_all(cases, sizeof cases / sizeof cases[0], false);
}

/* By hand as well: the blanks that take the place of quotes are in no field. */
static void doubled_quotes_are_mended_where_the_text_may_be_changed(void **state)
{
    static const struct expected cases[] = {
        { "a,\"b\"\"\"\n1,\"\"\"2\",3\n", "3@70:a|b\"\n4@78:1|\"2|3\n--\n" },
        { "\"a\"\"\",\"b\"\"\"\r\n1,2\n", "3@70:a\"|b\"\n4@83:1|2\n--\n" },
        { "a,\"\"\"\"\"\",\"c\"\"d\"\n1,2\n", "3@70:a|\"\"|c\"d\n4@86:1|2\n--\n" },
        { "\"a \"\" b\"\" \",c\n", "3@70:a \" b\" |c\n--\n" },
        { "1,\"\"\"\"", "3@70:1|\"\n--\n" },
        { "\n\"\"\"\"\n\"a\"\"\"\n", "4@71:\"\n5@76:a\"\n--\n" },
        { "a, \"b\"\"\"\n1,2\n", "odd 3@70:2\n4@79:1|2\n--\n" },
        { "a,\"b\nc\"\"\"\n1,2\n", "odd 3@70:2\n5@80:1|2\n--\n" },
        { "\"a\"\"\",b\"\"c\n1,2\n", "odd 3@70:2\n4@81:1|2\n--\n" },
    };
    (void)state;
    read_all(cases, sizeof cases / sizeof cases[0], true);
}

static bp_status refuse_second(void *arg, const bp_record *r, bp_err *err)
{
    size_t *seen = arg;
    bp_loc at = { .file = "pay.csv", .line = r->line };
    return ++*seen == 2 ? bp_fail(err, &at, BP_ENONE, "enough") : BP_OK;
}

static void a_failure_of_the_caller_ends_the_reading(void **state)
{
    static const char *const texts[] = { "a\nb\nc\nd\"\n", "a\n\"\"\"b\"\nc\nd\"\n" };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        size_t seen = 0;
        bp_err err;
        const bp_chunk chunk = { .text = texts[i], .n = strlen(texts[i]), .line = 1 };
        assert_int_equal(bp_records_read("pay.csv", &chunk,
                                         (bp_csv_rules){ .delimiter = ',' }, NULL, NULL,
                                         0, refuse_second, &seen, &err),
                         BP_ENONE);
        assert_int_equal(seen, 2);
        assert_string_equal(err.text, "pay.csv:2: enough");
    }
}

/* The limits of csvread, and texts that outgrow a window. */
static void limits_and_long_records_are_as_in_csvread(void **state)
{
    static const struct {
        const char *front, *back;
        size_t n;
        char c;
        bp_status status;
    } cases[] = {
        { "a\n", "\n", BP_FIELD_MAX, 'x', BP_OK },
        { "a\n1,\"", "\"\r\nb\n", BP_FIELD_MAX, 'x', BP_OK },
        { "a\n", "\n", BP_FIELD_MAX + 1, 'x', BP_ELIMIT },
        { "a\n1,\"", "\"\n", BP_FIELD_MAX + 1, 'x', BP_ELIMIT },
        { "a\n1,\"\n", "\n", BP_FIELD_MAX + 100, 'x', BP_ELIMIT },
        { "a\n1,\"\n", "\n", 3 * BP_RECORD_MAX, '\n', BP_ELIMIT },
        { "a\n", "\n", BP_FIELDS_MAX - 1, ',', BP_OK },
        { "a\n", "\n", BP_FIELDS_MAX, ',', BP_ELIMIT },
        { "a\n", "", 3 * BP_RECORD_MAX, ',', BP_ELIMIT },
        { "a\n", "\n", BP_RECORD_MAX - 1, ' ', BP_OK },
        { "a\n", "\n", BP_RECORD_MAX, ' ', BP_ELIMIT },
        { "a\n", "b\n", 3 * BP_RECORD_MAX, ' ', BP_ELIMIT },
        { "a,b\n", "c", 300000, '\n', BP_OK },
        { "a\n", "b", 300000, '\r', BP_OK },
        { "a\n", "b", 300000, '"', BP_OK },
        { "a\n", "b", 300001, '"', BP_EDATA },
        { "a\nb", "\n", BP_FIELD_MAX - 1, '"', BP_OK },
        { "a\nb", "\n", BP_FIELD_MAX, '"', BP_ELIMIT },
        { "a\nb", "\n", BP_RECORD_MAX, '"', BP_ELIMIT },
        { "", "", 65536, 'x', BP_OK },
        { "\"", "\"", 65534, 'x', BP_OK },
    };
    (void)state;
    struct reading want = { 0 }, got = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str s = { 0 };
        bp_str_puts(&s, cases[i].front);
        bp_str_fill(&s, cases[i].c, cases[i].n);
        bp_str_puts(&s, cases[i].back);
        assert_false(s.failed);
        const bp_text text = { s.at, s.n };
        read_slowly(&want, text, ',');
        assert_int_equal(want.status, cases[i].status);
        for (size_t k = 0; bp_index_form_at(k) != NULL; k++) {
            read_fast(&got, text, ',', bp_index_form_at(k), text.n);
            assert_true(reading_equal(&want, &got));
        }
        bp_str_release(&s);
    }
    bp_str_release(&want.records);
    bp_str_release(&got.records);
}

/* Steps of 64 bytes must join up: every pattern stands across every edge. */
static void patterns_are_read_alike_at_every_place(void **state)
{
    static const char *const patterns[] = {
        "\"b\",c\n",
        ",\"b\",c\n",
        ",\"b\"c\n",
        ",\"b\"\"c\"\n",
        ",b\"c\",d\n",
        ",\"b,c\"\r\n",
        "\r\nb\r\rc\n",
        ",\"b\r\nc\",d\n",
        ", \"b\" ,c\n",
        ",\"\"\n\"\"\n",
        ",b\"c,d\n",
        ",\"b\" \"c\",d\n",
        ",b\"\"c,\"d\"\n",
        ",\"b\"c\"\",d\n",
        " \t\"b\",c\n",
        "\n\nb\n \nc",
        ",\"b",
        "\r",
        "\r\n",
        ",\"\"",
        ",\"\"\"b\"\" \"\"\"\"\",\"c\"\"\"\r\nd",
    };
    (void)state;
    struct reading want = { 0 }, got = { 0 }, mended = { .mends = true };
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        for (size_t before = 1; before < 200; before++) {
            bp_str s = { 0 };
            bp_str_fill(&s, 'a', before);
            bp_str_puts(&s, patterns[i]);
            bp_str_fill(&s, 'z', before % 3 * 50);
            const bp_text text = { s.at, s.n };
            read_slowly(&want, text, ',');
            for (size_t k = 0; bp_index_form_at(k) != NULL; k++) {
                read_fast(&got, text, ',', bp_index_form_at(k), text.n);
                assert_true(reading_equal(&want, &got));
                read_fast(&mended, text, ',', bp_index_form_at(k), text.n);
                assert_true(reading_equal(&want, &mended));
            }
            bp_str_release(&s);
        }
    }
    bp_str_release(&want.records);
    bp_str_release(&got.records);
    bp_str_release(&mended.records);
}

/* What an index says of a text as a whole. */
struct gist {
    size_t n, broken, first; /* first: bytes up to and with the first line end */
    bp_quotes end;
    bool ascii, nul;
};

/* A byte at a time. */
static struct gist look_slowly(bp_text t, bp_quotes start)
{
    struct gist g = { .end = start, .ascii = true };
    for (size_t i = 0; i < t.n; i++) {
        g.end = bp_quotes_next(g.end, t.at[i], ',', false);
        g.nul |= t.at[i] == '\0';
        g.ascii &= t.at[i] > '\0' && (unsigned char)t.at[i] < 0x80;
        if (t.at[i] != '\n' && (t.at[i] != '\r' || t.at[i + 1] == '\n'))
            continue;
        if (!bp_quotes_inside(g.end) && g.n++ == 0)
            g.first = i + 1;
        g.broken += bp_quotes_inside(g.end);
    }
    return g;
}

static void check_gist(bp_index *x, const bp_index_form *form, bp_text t, bp_quotes start)
{
    const struct gist want = look_slowly(t, start);
    assert_true(bp_index_make(x, form, t, ',', start, false));
    assert_int_equal(x->n, want.n);
    assert_int_equal(x->broken, want.broken);
    assert_int_equal(x->end, want.end);
    assert_int_equal(x->ascii, want.ascii);
    assert_int_equal(x->nul, want.nul);
    if (want.n > 0)
        assert_int_equal(x->mark[x->last[1]] + 1, want.first);
}

static void pieces_of_text_are_summed_up(void **state)
{
    static const char text[] = "ab\r\n\"c\r\"\"\n\",d\r\re,\"f\n\ng\r\n\"h\"\"\r"
                               "\n,i\"j, \"k\" ,\"l\" m\r\n";
    static const char rare[] = { '\0', '\x80', '\xff', '\x7f', '\x01' };
    (void)state;
    bp_str s = { 0 };
    bp_index x = { 0 };
    for (size_t i = 0; i < 12; i++) {
        bp_str_fill(&s, 'x', i * 7);
        bp_str_puts(&s, text);
    }
    for (size_t from = 0; from < s.n; from++) {
        const bp_text t = { s.at + from, (s.n - from) * (from % 4) / 4 };
        char *somewhere = s.at + from + t.n * (from % 5) / 5, was = *somewhere;
        if (t.n > 0 && was == 'x' && from % 3 == 0)
            *somewhere = rare[from % sizeof rare];
        for (size_t k = 0; bp_index_form_at(k) != NULL; k++) {
            for (bp_quotes q = BP_QUOTES_START; q < BP_QUOTES_ESCAPED; q++)
                check_gist(&x, bp_index_form_at(k), t, q);
        }
        *somewhere = was;
    }
    bp_index_release(&x);
    bp_str_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_records_come_together_and_odd_ones_alone),
        cmocka_unit_test(doubled_quotes_are_mended_where_the_text_may_be_changed),
        cmocka_unit_test(a_failure_of_the_caller_ends_the_reading),
        cmocka_unit_test(patterns_are_read_alike_at_every_place),
        cmocka_unit_test(pieces_of_text_are_summed_up),
        cmocka_unit_test(limits_and_long_records_are_as_in_csvread),
    };
    return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
