/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading.h - a survey from a small file that a test writes; the request is in `reading`
 * and `choice`, fresh for each test.  Include near.h first. */
#ifndef BP_TEST_READING_H
#define BP_TEST_READING_H

#include "folder.h"

#include "benchpay/read.h"
#include "data/columns.h"
#include "data/excluded.h"
#include "data/pay.h"

static bp_reading reading;
static bp_choice choice;
static const char *files[] = { "pay.csv", "more.csv" };

static inline int make(void **state)
{
    bp_reading_init(&reading);
    bp_choice_init(&choice);
    reading.file = files;
    reading.n_files = 1;
    return enter_folder(state);
}

static inline void put(const char *name, const char *text)
{
    put_file(name, text, strlen(text));
}

static inline bp_survey *read_it(void)
{
    bp_err err = { .text = "" };
    bp_survey *s = NULL;
    if (bp_survey_read(&s, &reading, &choice, &err) != BP_OK)
        fail_msg("%s", err.text);
    return s;
}

static inline void assert_refused(bp_status status, const char *text)
{
    bp_err err = { .text = "" };
    bp_survey *s = NULL;
    assert_int_equal(bp_survey_read(&s, &reading, &choice, &err), status);
    assert_string_equal(err.text, text);
    assert_null(s);
}

/* The same with a hint. */
static inline void assert_refused_hint(bp_status status, const char *text,
                                       bp_hint_key hint, const char *about)
{
    bp_err err = { .text = "" };
    bp_survey *s = NULL;
    assert_int_equal(bp_survey_read(&s, &reading, &choice, &err), status);
    assert_string_equal(err.text, text);
    assert_int_equal(err.hint, hint);
    assert_string_equal(err.hint_about, about);
    assert_null(s);
}

/* The sum of a sample, in currency units. */
static inline double sum_of(const bp_survey *s, const bp_sample *pay)
{
    bp_int128 sum = 0;
    bp_block b;
    for (bp_block_start(&b); bp_block_next(&b, pay);)
        for (size_t i = 0; i < b.n; i++)
            sum += b.value[i];
    return bp_money_mean(sum, 1, bp_survey_shape(s)->scale);
}

/* The sum of an element's pay, in currency units, and the number of people. */
static inline double total(const bp_survey *s, size_t element, uint64_t *n)
{
    bp_err err;
    bp_pay_groups *g = NULL;
    assert_int_equal(bp_pay_groups_new(&g, s, element, NULL, 0, &err), BP_OK);
    *n = g->group[0].pay.n;
    const double sum = sum_of(s, &g->group[0].pay);
    bp_pay_groups_free(g);
    return sum;
}

static inline void assert_pay(const bp_survey *s, size_t element, const char *name,
                              uint64_t people, double sum)
{
    uint64_t n;
    assert_string_equal(bp_survey_element(s, element), name);
    double got = total(s, element, &n);
    assert_int_equal(n, people);
    assert_near(got, sum, 1e-15);
}

static inline bool has_note(const bp_survey *s, const char *part)
{
    for (size_t i = 0; i < bp_survey_notes(s); i++)
        if (strstr(bp_survey_note(s, i)->text, part) != NULL)
            return true;
    return false;
}

#endif
