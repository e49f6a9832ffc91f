/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a partial file says of its kind is believed only where all of it fits together. */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "damage.h"
#include "ingest/partial.h"
#include "ingest/reader.h"
#include "made.h"
#include "reading.h"

#define NOT_OURS "a.part: the head of the partial file is none that benchpay writes"

/* The part of a file that is asked for as the choice says. */
static bp_str part_of_file(const char *text)
{
    bp_err err = { .text = "" };
    bp_reader *reader = NULL;
    bp_partial part = { .question = "what is asked" };
    bp_str out = { 0 };
    put("pay.csv", text);
    reading.digest = true;
    memset(part.digest, 'd', sizeof part.digest - 1);
    assert_int_equal(bp_reader_open(&reader, &reading, &choice, false, NULL, &err),
                     BP_OK);
    assert_int_equal(bp_reader_scan(reader, 0, &part, &err), BP_OK);
    assert_int_equal(bp_partial_save(&part, bp_reader_shape(reader), &out, &err), BP_OK);
    bp_partial_release(&part);
    bp_reader_free(reader);
    return out;
}

/* The part of a small file, with so many binary digits of pay. */
static bp_str part_of(int bits)
{
    choice.approximate = bits;
    return part_of_file("org,base\nA,50000.01\nB,60000.02\nC,70000.03\n");
}

static void open_part(bp_packed *p, const bp_str *part)
{
    bp_err err;
    const bp_pack_source source = bp_pack_memory(bp_str_text(part));
    assert_int_equal(bp_packed_open(p, &source, "a.part", &err), BP_OK);
}

/* Changes a section in a few places. */
static void forge(bp_str *body, uint64_t *random)
{
    for (size_t k = 0; k < 1 + *random % 3; k++)
        body->at[made_random(random) % body->n] = (char)made_random(random);
    if (made_random(random) % 8 == 0)
        body->n = made_random(random) % body->n;
}

/* The same sections behind another head, under right checksums.
 *   random  the section of rows of persons is forged; NULL: none is */
static bp_str rebuilt(const bp_str *part, uint32_t required, bp_text head,
                      uint64_t *random)
{
    bp_err err;
    bp_packed p;
    bp_str out = { 0 };
    char tag;
    bp_unpack body;
    open_part(&p, part);
    bp_pack_head(&out, required, head);
    const size_t from = out.n;
    while (bp_packed_next(&p, &tag, &body)) {
        bp_str own = { 0 };
        bp_str_bytes(&own, body.at, (size_t)bp_unpack_left(&body));
        if (random != NULL && tag == BP_PARTIAL_DISTINCT)
            forge(&own, random);
        bp_pack_section(&out, tag, bp_str_text(&own));
        bp_str_release(&own);
    }
    assert_int_equal(bp_pack_end(&out, from, 1, &err), BP_OK);
    bp_packed_release(&p);
    return out;
}

/* Its head with another kind, which is `n` bytes of it, and these features. */
static bp_str of_kind(const bp_str *part, size_t n, bp_text kind, uint32_t required)
{
    bp_packed p;
    bp_str head = { 0 };
    open_part(&p, part);
    bp_str_bytes(&head, kind.at, kind.n);
    bp_str_bytes(&head, p.head.at + n, p.head.n - n);
    bp_packed_release(&p);
    bp_str made = rebuilt(part, required, bp_str_text(&head), NULL);
    bp_str_release(&head);
    return made;
}

static bp_status add(bp_partial *all, const bp_str *part, const char *name, bp_err *err)
{
    const bp_pack_source source = bp_pack_memory(bp_str_text(part));
    return bp_partial_add(all, &source, name, NULL, 0, err);
}

static void a_kind_and_its_features_belong_together(void **state)
{
    (void)state;
    static const struct {
        const char *kind; /* as bytes: 0, or 1 and the binary digits */
        size_t n;
        uint32_t required;
        bool is_one;
    } cases[] = {
        { "\0", 1, 0, true },
        { "\0", 1, BP_PACK_BOUNDED, false },
        { "\1\x0c", 2, BP_PACK_BOUNDED, true },
        { "\1\x0c", 2, 0, false },
        { "\1\x03", 2, BP_PACK_BOUNDED, false },
        { "\1\x04", 2, BP_PACK_BOUNDED, true },
        { "\1\x1e", 2, BP_PACK_BOUNDED, true },
        { "\1\x1f", 2, BP_PACK_BOUNDED, false },
        { "\2", 1, 0, false },
        { "\2\x0c", 2, BP_PACK_BOUNDED, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_err err = { .text = "" };
        bp_partial all = { .question = NULL };
        bp_str part = part_of(12);
        bp_str made =
            of_kind(&part, 2, (bp_text){ cases[i].kind, cases[i].n }, cases[i].required);
        const bp_status status = add(&all, &made, "a.part", &err);
        assert_int_equal(status, cases[i].is_one ? BP_OK : BP_EDATA);
        if (!cases[i].is_one)
            assert_string_equal(err.text, NOT_OURS);
        bp_partial_release(&all);
        bp_str_release(&made);
        bp_str_release(&part);
    }
}

static void exact_and_approximate_parts_do_not_add_up(void **state)
{
    static const int kinds[][2] = { { 0, 12 }, { 12, 0 }, { 12, 13 } };
    static const char *const says[] = {
        "b.part: the pay of this part is rounded down by up to 1/4096 of it, and exact "
        "in "
        "the others, or by the plan: such parts do not add up",
        "b.part: the pay of this part is exact, and rounded down by up to 1/4096 of it "
        "in "
        "the others, or by the plan: such parts do not add up",
        "b.part: the pay of this part is rounded down by up to 1/8192 of it, and rounded "
        "down by up to 1/4096 of it in the others, or by the plan: such parts do not add "
        "up",
    };
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        bp_err err = { .text = "" };
        bp_partial all = { .question = NULL };
        bp_str one = part_of(kinds[i][0]), other = part_of(kinds[i][1]);
        assert_int_equal(add(&all, &one, "a.part", &err), BP_OK);
        assert_int_equal(add(&all, &other, "b.part", &err), BP_EDATA);
        assert_string_equal(err.text, says[i]);
        bp_partial_release(&all);
        bp_str_release(&one);
        bp_str_release(&other);
    }
}

/* ---- rows that are yet to become one a person ---- */

static bp_str forged(const bp_str *part, uint64_t *random)
{
    bp_packed p;
    open_part(&p, part);
    bp_str out = rebuilt(part, p.required, p.head, random);
    bp_packed_release(&p);
    return out;
}

static bp_status joined(const bp_str *part)
{
    bp_err err;
    bp_spool out = bp_spool_of("./test");
    const bp_pack_source source = bp_pack_memory(bp_str_text(part));
    const bp_status status = bp_partial_join(&out, &source, 1, &err);
    bp_spool_release(&out);
    return status;
}

static void forged_people_are_refused_or_read(void **state)
{
    uint64_t random = 20261130;
    size_t refused = 0;
    (void)state;
    choice.distinct = BP_DISTINCT_LATEST;
    bp_str part = part_of_file("org,person,year,base\nA,P1,2024,50000\nB,P2,2024,60000\n"
                               "A,P1,2025,70000.03\nA,,2025,80000\nC,P3,2025,90000\n");
    for (size_t i = 0; i < 1000; i++) {
        bp_err err;
        bp_partial all = { .question = NULL };
        bp_str made = forged(&part, &random);
        const bp_status status = add(&all, &made, "a.part", &err);
        assert_true(status == BP_OK || status == BP_EDATA);
        assert_int_equal(joined(&made), status);
        refused += status != BP_OK;
        bp_partial_release(&all);
        bp_str_release(&made);
    }
    assert_true(refused > 250); /* a changed amount is an amount */
    assert_int_equal(joined(&part), BP_OK);
    bp_str_release(&part);
}

/* A part of a survey with all that rows can be of. */
static void no_damage_of_a_part_is_passed_over(void **state)
{
    bp_str text = { 0 };
    uint64_t random = 88172645463325252u;
    (void)state;
    bp_str_puts(&text, "org,year,tier,base,bonus\n");
    for (int i = 0; i < 400; i++) {
        const uint64_t r = made_random(&random);
        bp_str_printf(&text, "Clinic %d,%d,T%d,%d.%02d,%s\n", (int)(r % 23),
                      2024 + (int)(r / 23 % 2), (int)(r / 46 % 4),
                      50000 + (int)(r / 184 % 90000), (int)(r / 1000 % 100),
                      r % 7 == 0 ? "n/a" : "1200");
    }
    bp_str part = part_of_file(text.at);
    const size_t damaged = assert_all_damage_shows(&part);
    print_message("%zu bytes, %zu files that were damaged\n", part.n, damaged);
    assert_true(damaged >= 36000);
    bp_str_release(&part);
    bp_str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_damage_of_a_part_is_passed_over, make,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(a_kind_and_its_features_belong_together, make,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(exact_and_approximate_parts_do_not_add_up, make,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(forged_people_are_refused_or_read, make,
                                        leave_folder),
    };
    return cmocka_run_group_tests_name("partial", tests, NULL, NULL);
}
