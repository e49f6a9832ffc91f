#include "near.h"

#include "agree.h"

/* Runs of plain records as "LINE@POSITION:FIELD|FIELD\n", each run ended by "--\n". */
static bp_status note_plain(void *arg, const bp_plain *p, bp_err *err)
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

/* Expected by hand: what is plain, and where it stands. */
static void plain_records_come_together_and_odd_ones_alone(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
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
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_str got = { 0 };
        bp_records *r = NULL;
        bp_err err;
        assert_int_equal(bp_records_new(&r, "pay.csv", ',', NULL, &err), BP_OK);
        bp_str_puts(&got, "");
        assert_int_equal(bp_records_text(r, bp_text_of(cases[i].text), 3, 70, note_plain,
                                         note_odd, &got, &err),
                         BP_OK);
        assert_string_equal(got.at, cases[i].want);
        bp_records_free(r);
        bp_str_release(&got);
    }
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
        assert_int_equal(bp_records_read("pay.csv", bp_text_of(texts[i]), ',', 1, 0, NULL,
                                         refuse_second, &seen, &err),
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
        { "a\n", "b", 300000, '"', BP_EDATA },
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
        "\"b\",c\n",    ",\"b\",c\n",    ",\"b\"c\n",    ",\"b\"\"c\"\n",
        ",b\"c\",d\n",  ",\"b,c\"\r\n",  "\r\nb\r\rc\n", ",\"b\r\nc\",d\n",
        ", \"b\" ,c\n", ",\"\"\n\"\"\n", "\n\nb\n \nc",  ",\"b",
        "\r",           "\r\n",          ",\"\"",
    };
    (void)state;
    struct reading want = { 0 }, got = { 0 };
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
            }
            bp_str_release(&s);
        }
    }
    bp_str_release(&want.records);
    bp_str_release(&got.records);
}

/* A byte at a time. */
static bp_glance look_slowly(bp_text t, char next)
{
    bp_glance g = { 0 };
    for (size_t i = 0; i < t.n; i++) {
        const char behind = i + 1 < t.n ? t.at[i + 1] : next;
        if (t.at[i] == '"')
            g.odd_quotes = !g.odd_quotes;
        if (t.at[i] != '\n' && (t.at[i] != '\r' || behind == '\n'))
            continue;
        g.lines++;
        if (g.first[g.odd_quotes] == 0)
            g.first[g.odd_quotes] = i + 1;
    }
    return g;
}

static void a_glance_sees_lines_and_quotes(void **state)
{
    static const char text[] = "ab\r\n\"c\r\"\"\n\",d\r\re,\"f\n\ng\r\n\"h\"\"\r";
    (void)state;
    bp_str s = { 0 };
    for (size_t i = 0; i < 12; i++) {
        bp_str_fill(&s, 'x', i * 7);
        bp_str_puts(&s, text);
    }
    for (size_t from = 0; from < s.n; from++) {
        const bp_text t = { s.at + from, (s.n - from) * (from % 4) / 4 };
        const char next = t.at[t.n];
        const bp_glance want = look_slowly(t, next);
        for (size_t k = 0; bp_index_form_at(k) != NULL; k++) {
            const bp_glance got = bp_glance_at(bp_index_form_at(k), t, next);
            assert_int_equal(got.lines, want.lines);
            assert_int_equal(got.odd_quotes, want.odd_quotes);
            assert_int_equal(got.first[0], want.first[0]);
            assert_int_equal(got.first[1], want.first[1]);
        }
    }
    bp_str_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_records_come_together_and_odd_ones_alone),
        cmocka_unit_test(a_failure_of_the_caller_ends_the_reading),
        cmocka_unit_test(patterns_are_read_alike_at_every_place),
        cmocka_unit_test(a_glance_sees_lines_and_quotes),
        cmocka_unit_test(limits_and_long_records_are_as_in_csvread),
    };
    return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
