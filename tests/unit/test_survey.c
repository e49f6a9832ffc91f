/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE
#include "made.h"

#include "hashes.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "benchpay/choice.h"
#include "data/cells.h"
#include "data/excluded.h"
#include "data/inside.h"
#include "data/pay.h"
#include "data/records.h"
#include "data/watched.h"

#define ROWS 3000

/* Rows of five tiers, some organisations, four years and three currencies, one
 * in eleven of them rejected. */
static made_row row_of(uint64_t i)
{
    static const char *const tier[] = { "Entry", "Mid", "", "Senior", "Lead" };
    static const char *const org[] = { "North", "", "West", "South" };
    static const char *const currency[] = { "USD", "USD", "EUR", "", "USD", "GBP" };
    static const bp_rule rule[] = { BP_RULE_MISSING, BP_RULE_LIMIT, BP_RULE_RAGGED,
                                    BP_RULE_DATE };
    uint64_t r = i * 2654435761u + 12345;
    made_row row = { .pay = (int64_t)(40000 + r % 90001),
                     .tier = tier[r % 5],
                     .org = org[r / 7 % 4],
                     .year = (int32_t)(2021 + r / 31 % 4),
                     .currency = currency[r / 101 % 6] };
    if (i % 11 == 0) {
        row.pay = BP_NO_PAY;
        row.rule = rule[i / 11 % 4];
        row.year = row.rule == BP_RULE_DATE ? BP_NO_YEAR : row.year;
    }
    return row;
}

static bp_survey *part(const bp_shape *shape, uint64_t from, uint64_t step)
{
    bp_survey *s = made_survey(shape);
    for (uint64_t i = from; i < ROWS; i += step) {
        made_row row = row_of(i);
        if (i % 17 == 5)
            bp_survey_filter(s, 0);
        else
            made_add(s, &row, i);
    }
    return s;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The pay of a cell in order; *n values, which the caller frees. */
static int64_t *pay_of(const bp_survey *s, size_t cell, uint64_t *n)
{
    *n = bp_survey_count(s, 0, cell);
    int64_t *pay = malloc((size_t)(*n + 1) * sizeof *pay);
    size_t k = 0;
    for (size_t i = 0; i < bp_survey_runs(s, 0, cell); i++) {
        const bp_run run = bp_survey_run(s, 0, cell, i);
        for (size_t j = 0; j < run.n; j++)
            pay[k++] = bp_run_value(&run, j);
    }
    assert_int_equal(k, *n);
    qsort(pay, k, sizeof *pay, by_value);
    return pay;
}

static void assert_same_pay_of(const bp_survey *a, size_t i, const bp_survey *b, size_t k)
{
    uint64_t n, m;
    int64_t *x = pay_of(a, i, &n), *y = pay_of(b, k, &m);
    assert_int_equal(n, m);
    assert_true(bp_survey_sum(a, 0, i) == bp_survey_sum(b, 0, k));
    assert_memory_equal(x, y, n * sizeof *x);
    free(x);
    free(y);
}

static void assert_same_cells(const bp_survey *a, const bp_survey *b)
{
    assert_int_equal(bp_survey_cells(a), bp_survey_cells(b));
    for (size_t i = 0; i < bp_survey_cells(a); i++) {
        bp_cell x = bp_survey_cell(a, i), y = bp_survey_cell(b, i);
        assert_int_equal(x.key[0], y.key[0]);
        assert_string_equal(bp_survey_key_text(a, 0, x.key[0]).at,
                            bp_survey_key_text(b, 0, y.key[0]).at);
        assert_string_equal(bp_survey_org_text(a, x.org).at,
                            bp_survey_org_text(b, y.org).at);
        assert_string_equal(bp_survey_currency_text(a, x.currency).at,
                            bp_survey_currency_text(b, y.currency).at);
        assert_int_equal(x.year, y.year);
        assert_int_equal(x.chosen, y.chosen);
        assert_int_equal(x.first, y.first);
        assert_same_pay_of(a, i, b, i);
    }
}

/* Which records a survey has, by the places of their rows. */
static void mark_records(const bp_survey *s, unsigned char mark[ROWS], unsigned char bit)
{
    bp_records_reader reader = { .survey = s };
    bp_record_row r;
    size_t n = 0;
    for (bp_record_at at = { 0 }; bp_records_next(&reader, &at, &r); at.row++, n++) {
        assert_int_equal(r.place.line, r.place.order + 2);
        assert_int_equal(hash_at(s, at, BP_HASH_ROW), r.pay[0]); /* as made_add has it */
        mark[r.place.order] |= bit;
    }
    assert_int_equal(bp_records_end(&reader, NULL), BP_OK);
    assert_int_equal(n, bp_survey_records(s));
}

static void assert_same_records(const bp_survey *a, const bp_survey *b)
{
    unsigned char mark[ROWS] = { 0 };
    mark_records(a, mark, 1);
    mark_records(b, mark, 2);
    for (size_t i = 0; i < ROWS; i++)
        assert_true(mark[i] == 0 || mark[i] == 3);
}

static void assert_same_audit(const bp_survey *a, const bp_survey *b)
{
    assert_memory_equal(bp_survey_input(a, 0)->excluded, bp_survey_input(b, 0)->excluded,
                        sizeof bp_survey_input(a, 0)->excluded);
    assert_int_equal(bp_survey_input(a, 0)->rows, bp_survey_input(b, 0)->rows);
    assert_int_equal(bp_survey_input(a, 0)->used, bp_survey_input(b, 0)->used);
    assert_int_equal(bp_survey_exclusions(a), bp_survey_exclusions(b));
    for (size_t i = 0; i < bp_survey_exclusions(a); i++) {
        bp_exclusion x = bp_survey_exclusion(a, i), y = bp_survey_exclusion(b, i);
        assert_int_equal(x.rule, y.rule);
        assert_int_equal(x.place.line, y.place.line);
        assert_string_equal(x.column, y.column);
        assert_string_equal(x.limit, y.limit);
        assert_int_equal(x.value == NULL, y.value == NULL);
    }
    assert_same_records(a, b);
}

static void assert_same_watched(const bp_survey *a, const bp_survey *b)
{
    size_t n = bp_survey_watched_values(a, 0);
    assert_int_equal(n, bp_survey_watched_values(b, 0));
    for (size_t i = 0; i < n; i++) {
        bp_watched_value x = bp_survey_watched_value(a, 0, i);
        bp_watched_value y = bp_survey_watched_value(b, 0, i);
        assert_true(bp_text_equal(x.text, y.text));
        assert_int_equal(x.rows, y.rows);
        for (size_t k = 0; k < 3 && k < x.rows; k++)
            assert_int_equal(x.first[k].order, y.first[k].order);
    }
}

/* The whole, against parts that interleave, merged forwards or backwards. */
static void any_split_and_order_of_merging_gives_the_same(void **state)
{
    (void)state;
    for (int keep = 0; keep < 2; keep++)
        for (uint64_t parts = 2; parts < 9; parts++) {
            bp_err err;
            bp_shape shape = made_shape;
            shape.keep_places = keep == 1;
            bp_decision d = { .main_currency = true };
            bp_survey *whole = part(&shape, 0, 1);
            bool backwards = parts % 2 == 0;
            bp_survey *s = part(&shape, backwards ? parts - 1 : 0, parts);
            for (uint64_t i = 1; i < parts; i++) {
                uint64_t next = backwards ? parts - 1 - i : i;
                assert_int_equal(bp_survey_merge(s, part(&shape, next, parts), &err),
                                 BP_OK);
            }
            assert_int_equal(bp_survey_settle(whole, &d, &err), BP_OK);
            assert_int_equal(bp_survey_settle(s, &d, &err), BP_OK);
            assert_same_cells(whole, s);
            assert_same_audit(whole, s);
            assert_same_watched(whole, s);
            bp_survey_free(whole);
            bp_survey_free(s);
        }
}

/* Counted again from the rows by the order of the rules. */
static void every_row_has_one_end(void **state)
{
    (void)state;
    bp_err err;
    uint64_t used = 0, filtered = 0, excluded[BP_RULE_COUNT] = { 0 };
    for (uint64_t i = 0; i < ROWS; i++) {
        made_row r = row_of(i);
        bool rejected = r.pay == BP_NO_PAY, usd = strcmp(r.currency, "USD") == 0;
        if (i % 17 == 5)
            filtered++;
        else if (rejected && (r.rule == BP_RULE_RAGGED || r.rule == BP_RULE_DATE))
            excluded[r.rule]++;
        else if (r.year != 2024)
            filtered++;
        else if (rejected && r.rule == BP_RULE_MISSING)
            excluded[BP_RULE_MISSING]++;
        else if (!usd)
            excluded[BP_RULE_CURRENCY]++;
        else if (rejected)
            excluded[r.rule]++;
        else
            used++;
    }
    bp_survey *s = part(&made_shape, 0, 1);
    bp_decision d = { .currency = "USD" };
    assert_int_equal(bp_survey_settle(s, &d, &err), BP_OK);
    const bp_tally *t = bp_survey_input(s, 0);
    assert_int_equal(t->rows, ROWS);
    assert_int_equal(t->used, used);
    assert_int_equal(t->filtered, filtered);
    for (size_t r = 0; r < BP_RULE_COUNT; r++)
        assert_int_equal(t->excluded[r], excluded[r]);
    assert_int_equal(bp_survey_used(s), used);
    assert_int_equal(bp_survey_records(s), used);
    assert_int_equal(bp_survey_year(s), 2024);
    assert_string_equal(bp_survey_currency(s), "USD");
    uint64_t cells = 0;
    for (size_t i = 0; i < bp_survey_cells(s); i++)
        cells += bp_survey_cell(s, i).chosen ? bp_survey_count(s, 0, i) : 0;
    assert_int_equal(cells, used);
    bp_survey_free(s);
}

/* Of two surveys of the same rows one knows beforehand which currency is wanted: it takes
 * less while rows come, and all that can be asked of is the same. */
/* Names are watched of the rows whose pay is kept, counted from the rows here. */
static void assert_watched_in(const bp_survey *s, const char *currency)
{
    uint64_t want = 0, watched = 0;
    for (uint64_t i = 0; i < ROWS; i++) {
        const made_row r = row_of(i);
        const bool named = r.currency[0] == '\0' || strcmp(r.currency, currency) == 0;
        want += i % 17 != 5 && r.pay != BP_NO_PAY && named;
    }
    for (size_t i = 0; i < bp_survey_watched_values(s, 0); i++)
        watched += bp_survey_watched_value(s, 0, i).rows;
    assert_int_equal(watched, want);
}

static void pay_in_other_currencies_is_only_counted(void **state)
{
    (void)state;
    bp_err err;
    uint64_t n, m;
    bp_shape shape = made_shape;
    bp_survey *whole = part(&made_shape, 0, 1);
    shape.currency = "USD";
    bp_survey *early = part(&shape, 0, 1);
    assert_true(bp_survey_pay_so_far(whole, &n) == bp_survey_pay_so_far(early, &m));
    assert_int_equal(n, m);
    assert_true(bp_survey_bytes(early) < bp_survey_bytes(whole));
    bp_survey_free(early);
    early = part(&shape, 1, 2);
    assert_int_equal(bp_survey_merge(early, part(&shape, 0, 2), &err), BP_OK);
    const bp_decision d = { .currency = "USD" };
    assert_int_equal(bp_survey_settle(whole, &d, &err), BP_OK);
    assert_int_equal(bp_survey_settle(early, &d, &err), BP_OK);
    assert_same_audit(whole, early);
    assert_watched_in(early, "USD");
    size_t k = 0;
    for (size_t i = 0; i < bp_survey_cells(whole); i++) {
        const bp_cell x = bp_survey_cell(whole, i);
        if (!x.comparable)
            continue;
        while (!bp_survey_cell(early, k).comparable)
            k++;
        const bp_cell y = bp_survey_cell(early, k);
        assert_int_equal(x.key[0], y.key[0]);
        assert_int_equal(x.org, y.org);
        assert_int_equal(x.year, y.year);
        assert_int_equal(x.chosen, y.chosen);
        assert_int_equal(x.first, y.first);
        assert_same_pay_of(whole, i, early, k++);
    }
    assert_int_equal(bp_survey_cells(early), bp_survey_cells(whole));
    bp_survey_free(whole);
    bp_survey_free(early);
}

/* 6 and 10 have 2 in common, but with the 9 of a row in euros nothing. */
static void weights_of_other_currencies_count_among_the_divisors(void **state)
{
    (void)state;
    bp_err err;
    bp_shape shape = made_shape;
    shape.weights = BP_WEIGHTS_SAMPLING;
    shape.currency = "USD";
    bp_survey *s = made_survey(&shape);
    char room[3][MADE_ROOM];
    int64_t pay[] = { 50000, 60000, 70000 }, weight[] = { 6, 9, 10 };
    int32_t year[] = { 2026, 2026, 2026 };
    uint64_t number[] = { 1, 2, 3 };
    bp_text tier = made_text(room[0], "Mid"), usd = made_text(room[1], "USD");
    bp_text all[] = { tier, tier, tier },
            currency[] = { usd, made_text(room[2], "EUR"), usd };
    const bp_batch b = { .n = 3,
                         .pay = { pay },
                         .weight = weight,
                         .key = { all },
                         .org = all,
                         .year = year,
                         .currency = currency,
                         .watched = { all },
                         .row_hash = number,
                         .who_hash = number,
                         .payee_hash = number,
                         .order = number,
                         .line = number };
    assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ .currency = "USD" }, &err),
                     BP_OK);
    assert_int_equal(bp_survey_cells(s), 1);
    assert_int_equal(bp_survey_weight(s, 0, 0), 16);
    bp_survey_free(s);
}

/* A row far from the one before it in every way that blocks of records have to do with:
 * files, bytes, lines, slices, the size of pay. */
typedef struct odd_row {
    uint64_t order, line, hash[3];
    int64_t pay;
    int32_t year;
    uint32_t file;
} odd_row;

#define ODD 4000

static odd_row odd_of(uint64_t i)
{
    static const uint64_t step[] = { 1, 90, 70000, (uint64_t)1 << 33 };
    uint64_t state = 77 * i + 1;
    odd_row r = { .file = (uint32_t)(i / 1500) };
    for (size_t k = 0; k < 3; k++)
        r.hash[k] = made_random(&state);
    r.order = (uint64_t)r.file << 48 | (i * step[i / 500 % 4] + i);
    r.line = 2 + i * step[i / 300 % 3];
    r.pay =
        i % 700 < 600 ? (int64_t)(r.hash[0] % 4000000) * 100 : (int64_t)(r.hash[1] >> 1);
    r.year = (int32_t)(1 + (i % 900 < 800 ? i % 3 : i * 41));
    return r;
}

static void add_odd(bp_survey *s, uint64_t from, uint64_t to)
{
    bp_err err;
    for (uint64_t i = from; i < to; i++) {
        odd_row r = odd_of(i);
        const bp_batch b = { .n = 1,
                             .pay = { &r.pay },
                             .year = &r.year,
                             .row_hash = &r.hash[0],
                             .payee_hash = &r.hash[1],
                             .who_hash = &r.hash[2],
                             .file = r.file,
                             .order = &r.order,
                             .line = &r.line };
        assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
    }
}

/* Which row has this hash; ODD: none. */
static uint64_t find_odd(uint64_t row_hash)
{
    uint64_t i = 0;
    while (i < ODD && odd_of(i).hash[0] != row_hash)
        i++;
    return i;
}

static const char *const three_files[] = { "a", "b", "c" };

static const bp_shape odd_shape = { .n_elements = 1,
                                    .element = { "base" },
                                    .step = 100,
                                    .has_person = true,
                                    .has_year = true,
                                    .n_files = 3,
                                    .file = three_files,
                                    .keep_records = true };

/* The odd rows, of which those of some numbers are added after each other and put away
 * then; 0: none is. */
static bp_survey *odd_rows(uint64_t away)
{
    bp_err err;
    bp_survey *s[] = { made_survey(&odd_shape), made_survey(&odd_shape) };
    for (uint64_t i = 0, to; i < ODD; i = to) {
        to = away > 0 && i + away < ODD ? i + away : ODD;
        const uint64_t middle = to < 2000 ? to : i > 2000 ? i : 2000;
        add_odd(s[1], i, middle);
        add_odd(s[0], middle, to);
        for (size_t k = 0; away > 0 && k < 2; k++)
            assert_int_equal(bp_survey_put_away(s[k], 0, &err), BP_OK);
    }
    assert_int_equal(bp_survey_merge(s[0], s[1], &err), BP_OK);
    return s[0];
}

static void assert_odd(bp_survey *s)
{
    bp_err err;
    const bp_decision all = { .year = BP_YEAR_ALL };
    assert_int_equal(bp_survey_settle(s, &all, &err), BP_OK);
    assert_int_equal(bp_survey_records(s), ODD);
    bp_records_reader reader = { .survey = s };
    size_t n = 0;
    for (bp_record_hashes h = { .n = 0 }; bp_records_hashes(&reader, &h, BP_HASH_ROW);)
        n += h.n;
    assert_int_equal(n, ODD);
    bool met[ODD] = { false };
    bp_record_row r;
    for (bp_record_at at = { 0 }; bp_records_next(&reader, &at, &r); at.row++) {
        const uint64_t i = find_odd(hash_at(s, at, BP_HASH_ROW));
        assert_true(i < ODD && !met[i]);
        met[i] = true;
        const odd_row want = odd_of(i);
        assert_int_equal(r.place.order, want.order);
        assert_int_equal(r.place.line, want.line);
        assert_int_equal(r.place.file, want.file);
        assert_int_equal(hash_at(s, at, BP_HASH_PAYEE), want.hash[1]);
        assert_int_equal(r.who_hash, (uint32_t)(want.hash[2] >> 32 ^ want.hash[2]));
        assert_int_equal(r.pay[0], want.pay);
    }
    assert_int_equal(bp_records_end(&reader, NULL), BP_OK);
}

static void records_come_back_as_they_were(void **state)
{
    static const uint64_t away[] = { 0, 700, 1999, ODD };
    (void)state;
    for (size_t i = 0; i < sizeof away / sizeof away[0]; i++) {
        bp_survey *s = odd_rows(away[i]);
        assert_odd(s);
        bp_survey_free(s);
    }
}

static void pay_so_far_is_that_of_all_rows(void **state)
{
    (void)state;
    bp_err err;
    bp_int128 want = 0;
    uint64_t n;
    bp_survey *s = made_survey(&odd_shape);
    for (uint64_t i = 0; i < 900; i++) {
        add_odd(s, i, i + 1);
        want += odd_of(i).pay;
        if (i == 300 || i == 301 || i == 800)
            assert_int_equal(bp_survey_put_away(s, 0, &err), BP_OK);
    }
    assert_true(bp_survey_pay_so_far(s, &n) == want);
    assert_int_equal(n, 900);
    bp_survey_free(s);
}

/* Sets TMPDIR; NULL: it was not set. */
static void set_folder(const char *folder)
{
    if (folder != NULL)
        setenv("TMPDIR", folder, 1);
    else
        unsetenv("TMPDIR");
}

static void without_a_folder_nothing_is_put_away(void **state)
{
    (void)state;
    bp_err err;
    const char *was = getenv("TMPDIR");
    char *folder = was != NULL ? strdup(was) : NULL;
    bp_survey *s = made_survey(&odd_shape);
    set_folder("/no/such/folder");
    assert_int_equal(bp_survey_put_away(s, 0, &err), BP_OK); /* there is nothing yet */
    add_odd(s, 0, 10);
    assert_int_equal(bp_survey_put_away(s, 0, &err), BP_EIO);
    assert_non_null(strstr(err.text, "'/no/such/folder'"));
    assert_int_equal(err.hint, BP_HINT_FOLDER);
    set_folder(folder);
    free(folder);
    bp_survey_free(s);
}

/* A file that may have no more than so many bytes stands for a full disk. */
static void a_full_disk_is_told(void **state)
{
    (void)state;
    bp_err err;
    struct rlimit was, little;
    bp_survey *s = made_survey(&odd_shape);
    add_odd(s, 0, ODD);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    little = was;
    little.rlim_cur = 10000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    const bp_status status = bp_survey_put_away(s, 0, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, handler);
    assert_int_equal(status, BP_EIO);
    assert_non_null(strstr(err.text, "what is kept of the rows cannot be written to a "
                                     "temporary file in '"));
    assert_int_equal(err.hint, BP_HINT_FOLDER);
    bp_survey_free(s);
}

/* Somebody who may, such as an administrator, cuts the file off: while cells are made, or
 * later. */
static void a_file_that_became_shorter_is_told(void **state)
{
    static const char told[] = "a temporary file has become shorter";
    (void)state;
    bp_err err;
    const bp_decision all = { .year = BP_YEAR_ALL };
    for (int later = 0; later < 2; later++) {
        bp_survey *s = odd_rows(700);
        if (later == 1)
            assert_int_equal(bp_survey_settle(s, &all, &err), BP_OK);
        assert_int_equal(ftruncate(s->cells.worker[0].log.file, 100), 0);
        if (later == 0)
            assert_int_equal(bp_survey_settle(s, &all, &err), BP_EIO);
        if (later == 0)
            assert_string_equal(err.text, told);
        bp_records_reader r = { .survey = s };
        bp_record_row row;
        size_t n = 0;
        for (bp_record_at at = { 0 }; bp_records_next(&r, &at, &row); at.row++)
            n++;
        assert_true(n < ODD);
        assert_int_equal(bp_records_end(&r, &err), BP_EIO);
        assert_string_equal(err.text, told);
        bp_survey_free(s);
    }
}

/* Files come in any order, and again: with two surveys, and both of them later. */
static void rows_are_counted_by_file(void **state)
{
    (void)state;
    static const char *const file[] = { "a", "b", "c" };
    static const bp_rule rule[] = { BP_RULE_MISSING, BP_RULE_LIMIT, BP_RULE_NUMBER };
    uint64_t want[3][BP_RULE_COUNT] = { { 0 } }, seen = 1;
    bp_err err;
    bp_shape shape = made_shape;
    shape.n_files = 3;
    shape.file = file;
    bp_survey *s[] = { made_survey(&shape), made_survey(&shape) };
    for (uint64_t i = 0; i < 600; i++) {
        const uint64_t r = made_random(&seen);
        const uint32_t f = (uint32_t)(r % 3);
        const bp_reject reject = {
            .rule = rule[r / 3 % 3],
            .place = { .order = (uint64_t)f << 48 | i, .line = i + 2, .file = f },
            .year = (int32_t)(2020 + r / 9 % 5),
            .currency = bp_text_of(r / 45 % 2 == 0 ? "USD" : "EUR"),
            .column = "base",
            .limit = "",
            .value = { "x", 1 },
        };
        want[f][reject.rule]++;
        assert_int_equal(bp_survey_reject(s[r / 90 % 2], &reject, &err), BP_OK);
    }
    assert_int_equal(bp_survey_merge(s[0], s[1], &err), BP_OK);
    const bp_decision all = { .year = BP_YEAR_ALL, .allow_none = true };
    assert_int_equal(bp_survey_settle(s[0], &all, &err), BP_OK);
    for (size_t f = 0; f < 3; f++) {
        const bp_tally *t = bp_survey_input(s[0], f);
        assert_memory_equal(t->excluded, want[f], sizeof want[f]);
        assert_int_equal(t->rows, want[f][rule[0]] + want[f][rule[1]] + want[f][rule[2]]);
    }
    bp_survey_free(s[0]);
}

static const made_row few[] = {
    { .pay = 71250, .tier = "Mid", .org = "A", .year = 2025, .currency = "USD" },
    { .pay = 68300, .tier = "Mid", .org = "B", .year = 2026, .currency = "EUR" },
    { .pay = 90110, .tier = "Mid", .org = "A", .year = 2026, .currency = "USD" },
    { .pay = 91555, .tier = "Mid", .org = "C", .year = 2026, .currency = "USD" },
    { .pay = 50001, .tier = "Mid", .org = "C", .year = 2026, .currency = "" },
    { .pay = BP_NO_PAY,
      .rule = BP_RULE_LIMIT,
      .tier = "",
      .year = 2026,
      .currency = "EUR" },
    { .pay = 60002, .tier = "Mid", .org = "C", .year = BP_NO_YEAR, .currency = "USD" },
    { .pay = 55120, .tier = "Mid", .org = "B", .year = 2026, .currency = "CHF" },
};
#define FEW (sizeof few / sizeof few[0])

static bp_survey *made_few(size_t n, bp_decision d, bp_status want, bp_err *err)
{
    bp_survey *s = made_survey(&made_shape);
    for (size_t i = 0; i < n; i++)
        made_add(s, &few[i], i);
    assert_int_equal(bp_survey_settle(s, &d, err), want);
    return s;
}

static void excluded_rows_are_listed_with_what_they_missed(void **state)
{
    (void)state;
    static const struct {
        bp_rule rule;
        uint64_t line;
        const char *column, *limit, *value;
    } want[] = {
        { BP_RULE_CURRENCY, 3, "currency", "USD", "EUR" },
        { BP_RULE_CURRENCY, 6, "currency", "USD", "" },
        { BP_RULE_CURRENCY, 7, "currency", "USD", "EUR" },
        { BP_RULE_DATE, 8, "year", "a year", "" },
        { BP_RULE_CURRENCY, 9, "currency", "USD", "CHF" },
    };
    bp_err err;
    bp_survey *s = made_few(FEW, (bp_decision){ .main_currency = true }, BP_OK, &err);
    assert_int_equal(bp_survey_exclusions(s), 5);
    for (size_t i = 0; i < 5; i++) {
        bp_exclusion e = bp_survey_exclusion(s, i);
        assert_int_equal(e.rule, want[i].rule);
        assert_int_equal(e.place.line, want[i].line);
        assert_string_equal(e.column, want[i].column);
        assert_string_equal(e.limit, want[i].limit);
        assert_string_equal(e.value, want[i].value);
    }
    assert_int_equal(bp_survey_notes(s), 2);
    assert_int_equal(bp_survey_note(s, 0)->hint.key, BP_HINT_YEAR_ALL);
    assert_string_equal(bp_survey_note(s, 0)->text,
                        "year 2026, the latest of 2025 to 2026");
    assert_string_equal(
        bp_survey_note(s, 1)->text,
        "USD, the currency of most rows; 2 rows in 2 other currencies are excluded");
    bp_survey_free(s);
}

static void several_currencies_need_a_choice(void **state)
{
    (void)state;
    bp_err err;
    bp_survey_free(made_few(FEW, (bp_decision){ 0 }, BP_EDATA, &err));
    assert_string_equal(err.text, "pay is in 3 currencies: USD (2), CHF (1), EUR (1)");
}

static void currencies_stand_side_by_side_when_grouped(void **state)
{
    (void)state;
    bp_err err;
    bp_survey *s = made_few(FEW, (bp_decision){ .by_currency = true }, BP_OK, &err);
    assert_true(bp_survey_mixed(s));
    assert_null(bp_survey_currency(s));
    assert_int_equal(bp_survey_used(s), 4);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_CURRENCY], 1); /* blank */
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_LIMIT], 1);
    bp_survey_free(s);
}

static void the_latest_year_is_that_of_the_currency(void **state)
{
    (void)state;
    bp_err err;
    bp_survey *s = made_few(2, (bp_decision){ .currency = "USD" }, BP_OK, &err);
    assert_int_equal(bp_survey_year(s), 2025);
    assert_int_equal(bp_survey_used(s), 1);
    bp_survey_free(s);
}

static void all_years_are_pooled_with_a_note(void **state)
{
    (void)state;
    bp_err err;
    bp_decision d = { .year = BP_YEAR_ALL, .currency = "USD" };
    bp_survey *s = made_few(FEW, d, BP_OK, &err);
    assert_int_equal(bp_survey_year(s), 0);
    assert_int_equal(bp_survey_used(s), 4); /* the one without a year, too */
    assert_string_equal(bp_survey_note(s, 0)->text, "years 2025 to 2026 are pooled");
    bp_survey_free(s);
}

static void a_choice_without_rows_is_an_error(void **state)
{
    (void)state;
    bp_err err;
    bp_survey_free(made_few(FEW, (bp_decision){ .year = 2031 }, BP_EDATA, &err));
    assert_string_equal(err.text,
                        "no usable row is of year 2031; the years are 2025 to 2026");
    bp_survey_free(made_few(FEW, (bp_decision){ .currency = "JPY" }, BP_EDATA, &err));
    assert_string_equal(err.text, "no usable row is in 'JPY'; most are in USD");
}

static void no_usable_row_says_why(void **state)
{
    (void)state;
    bp_err err;
    bp_survey *s = made_survey(&made_shape);
    made_add(s, &few[5], 0);
    made_add(s, &(made_row){ .pay = BP_NO_PAY, .rule = BP_RULE_MISSING, .tier = "" }, 1);
    bp_survey_filter(s, 0);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_EDATA);
    assert_string_equal(err.text, "pay.csv: none of 3 rows can be used: 1 not selected, "
                                  "1 missing, 1 limit");
    bp_survey_free(s);

    s = made_survey(&made_shape);
    bp_survey_filter(s, 0);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_EDATA);
    assert_string_equal(err.text, "pay.csv: no row is selected (of 1)");
    bp_survey_free(s);

    s = made_survey(&made_shape);
    made_add(s, &few[5], 0);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ .allow_none = true }, &err),
                     BP_OK);
    assert_int_equal(bp_survey_input(s, 0)->excluded[BP_RULE_LIMIT], 1);
    bp_survey_free(s);
}

static void groups_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    bp_err err;
    bp_shape shape = made_shape;
    shape.n_watched = 0;
    shape.keep_records = shape.keep_places = false;
    bp_survey *s = made_survey(&shape);
    int64_t pay = 50000;
    int32_t year = 2026;
    uint64_t hash = 1;
    uint64_t place = 0;
    char room[2][MADE_ROOM];
    bp_text currency = made_text(room[0], "USD");
    bp_status status = BP_OK;
    uint32_t i = 0;
    for (; status == BP_OK && i < BP_GROUPS_MAX + 5; i++) {
        snprintf(room[1], sizeof room[1], "%u", i);
        bp_text key = bp_text_of(room[1]), org = key;
        for (int twice = 0; twice < 2 && status == BP_OK; twice++) {
            bp_batch b = { .n = 1,
                           .pay = { &pay },
                           .key = { &key },
                           .org = &org,
                           .year = &year,
                           .currency = &currency,
                           .row_hash = &hash,
                           .who_hash = &hash,
                           .payee_hash = &hash,
                           .order = &place,
                           .line = &place };
            status = bp_survey_add(s, &b, &err);
            org.n = 2; /* a second organisation is no further group */
        }
    }
    assert_int_equal(status, BP_ELIMIT);
    assert_int_equal(i, BP_GROUPS_MAX + 1);
    assert_string_equal(err.text,
                        "more than 100000 groups; group by columns with fewer values");
    bp_survey_free(s);
}

/* As many elements, keys and watched columns as a survey takes, and `more` of one. */
static bp_shape widest(size_t elements, size_t keys, size_t watched)
{
    bp_shape shape = { .n_files = 1, .file = made_file };
    shape.n_elements = BP_ELEMENTS_MAX + elements;
    shape.n_keys = BP_KEYS_MAX + keys;
    shape.n_watched = BP_WATCHED_MAX + watched;
    shape.values_most = BP_WATCHED_VALUES;
    for (size_t i = 0; i < BP_ELEMENTS_MAX; i++)
        shape.element[i] = "pay";
    for (size_t i = 0; i < BP_KEYS_MAX; i++)
        shape.key[i] = "key";
    for (size_t i = 0; i < BP_WATCHED_MAX; i++)
        shape.watched[i] = "name";
    return shape;
}

static void columns_beyond_the_limits_are_refused(void **state)
{
    (void)state;
    static const struct {
        size_t elements, keys, watched;
        const char *why;
    } more[] = { { 1, 0, 0, "more than 20 pay elements" },
                 { 0, 1, 0, "more than 8 group columns" },
                 { 0, 0, 1, "more than 24 columns of names" } };
    bp_err err;
    bp_shape shape = widest(0, 0, 0);
    bp_survey *s = made_survey(&shape);
    int64_t pay = 50000;
    uint64_t order = 0;
    char room[MADE_ROOM];
    bp_text text = made_text(room, "A");
    bp_batch b = { .n = 1, .order = &order, .line = &order };
    for (size_t i = 0; i < BP_ELEMENTS_MAX; i++)
        b.pay[i] = &pay;
    for (size_t i = 0; i < BP_KEYS_MAX; i++)
        b.key[i] = &text;
    for (size_t i = 0; i < BP_WATCHED_MAX; i++)
        b.watched[i] = &text;
    assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    assert_int_equal(bp_survey_count(s, BP_ELEMENTS_MAX - 1, 0), 1);
    assert_int_equal(bp_survey_watched_values(s, BP_WATCHED_MAX - 1), 1);
    bp_survey_free(s);
    for (size_t i = 0; i < 3; i++) {
        s = NULL;
        shape = widest(more[i].elements, more[i].keys, more[i].watched);
        assert_int_equal(bp_survey_new(&s, &shape, &err), BP_ELIMIT);
        assert_string_equal(err.text, more[i].why);
        assert_null(s);
    }
}

static void a_column_of_many_values_is_not_watched(void **state)
{
    (void)state;
    bp_err err;
    for (unsigned parts = 1; parts <= 2; parts++) {
        bp_survey *s = made_survey(&made_shape), *t = made_survey(&made_shape);
        for (uint64_t i = 0; i < 10001; i++) {
            char text[24];
            snprintf(text, sizeof text, "%u", (unsigned)i);
            made_add(i % parts == 0 ? s : t,
                     &(made_row){ .pay = 7, .tier = text, .year = 2026 }, i);
        }
        assert_int_equal(bp_survey_merge(s, t, &err), BP_OK);
        assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
        assert_int_equal(bp_survey_watched_values(s, 0), 0);
        bp_survey_free(s);
    }
}

static void notes_are_kept_once_in_their_order(void **state)
{
    (void)state;
    bp_err err;
    bp_survey *s = made_survey(&made_shape), *t = made_survey(&made_shape);
    assert_int_equal(bp_survey_add_note(s, BP_NO_HINT, &err, "%d decimals rounded", 3), BP_OK);
    assert_int_equal(bp_survey_add_note(s, BP_NO_HINT, &err, "a preamble of 2 lines"), BP_OK);
    assert_int_equal(bp_survey_add_note(t, BP_NO_HINT, &err, "3 decimals rounded"), BP_OK);
    bp_survey_set_period(t, "a year");
    assert_int_equal(bp_survey_set_digest(t, 0, "00ff", &err), BP_OK);
    bp_column_info c = { .name = "Base", .index = 4, .role = "base", .kind = "money" };
    assert_int_equal(bp_survey_add_column(t, &c, &err), BP_OK);
    assert_int_equal(bp_survey_merge(s, t, &err), BP_OK);
    assert_int_equal(bp_survey_notes(s), 2);
    assert_string_equal(bp_survey_note(s, 1)->text, "a preamble of 2 lines");
    assert_string_equal(bp_survey_period(s), "a year");
    assert_string_equal(bp_survey_input(s, 0)->sha256, "00ff");
    assert_int_equal(bp_survey_columns(s), 1);
    assert_string_equal(bp_survey_column(s, 0)->role, "base");
    assert_null(bp_survey_column(s, 0)->style);
    bp_survey_free(s);
}

/* So many cells that several threads sort them. */
#define MANY_ROWS 160000
#define WORKERS 3

/* Row i: a cell of its own, or one of some that all workers have. */
static void add_drawn(bp_survey *s, uint64_t i)
{
    char tier[16], org[16];
    const uint64_t cell = i % 8 == 0 ? i % 1000 : i;
    snprintf(tier, sizeof tier, "T%03u", (unsigned)(cell % 701));
    snprintf(org, sizeof org, "O%06u", (unsigned)(cell * 7919 % 999983));
    made_add(s,
             &(made_row){ .pay = 1000 + (int64_t)(i % 977),
                          .tier = tier,
                          .org = org,
                          .year = 2026,
                          .currency = "USD" },
             i);
}

static bp_pay_groups *many_groups(bp_survey *s)
{
    static const size_t key = 0;
    bp_err err;
    bp_pay_groups *g = NULL;
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ .year = 2026 }, &err), BP_OK);
    assert_int_equal(bp_pay_groups_new(&g, s, 0, &key, 1, &err), BP_OK);
    return g;
}

static void cells_of_many_workers_are_those_of_one(void **state)
{
    bp_shape shape = made_shape;
    bp_survey *whole, *part[WORKERS];
    bp_err err;
    (void)state;
    shape.keep_records = shape.keep_places = false;
    shape.n_watched = 0;
    whole = made_survey(&shape);
    for (size_t i = 0; i < WORKERS; i++)
        part[i] = made_survey(&shape);
    for (uint64_t i = 0; i < MANY_ROWS; i++) {
        add_drawn(whole, i);
        add_drawn(part[i / 1000 % WORKERS], i);
    }
    for (size_t i = 1; i < WORKERS; i++)
        assert_int_equal(bp_survey_merge(part[0], part[i], &err), BP_OK);
    bp_pay_groups *a = many_groups(whole), *b = many_groups(part[0]);
    assert_int_equal(a->n, 702);
    assert_int_equal(b->n, a->n);
    for (size_t i = 0; i < a->n; i++) {
        const bp_pay_group *x = &a->group[i], *y = &b->group[i];
        assert_int_equal(x->n_cells, y->n_cells);
        assert_int_equal(x->orgs, y->orgs);
        assert_int_equal(x->first, y->first);
        assert_int_equal(x->pay.n, y->pay.n);
        assert_true(bp_sample_total(&x->pay).sum == bp_sample_total(&y->pay).sum);
    }
    bp_pay_groups_free(a);
    bp_pay_groups_free(b);
    bp_survey_free(whole);
    bp_survey_free(part[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_split_and_order_of_merging_gives_the_same),
        cmocka_unit_test(every_row_has_one_end),
        cmocka_unit_test(pay_in_other_currencies_is_only_counted),
        cmocka_unit_test(weights_of_other_currencies_count_among_the_divisors),
        cmocka_unit_test(records_come_back_as_they_were),
        cmocka_unit_test(pay_so_far_is_that_of_all_rows),
        cmocka_unit_test(without_a_folder_nothing_is_put_away),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(a_file_that_became_shorter_is_told),
        cmocka_unit_test(rows_are_counted_by_file),
        cmocka_unit_test(excluded_rows_are_listed_with_what_they_missed),
        cmocka_unit_test(several_currencies_need_a_choice),
        cmocka_unit_test(currencies_stand_side_by_side_when_grouped),
        cmocka_unit_test(the_latest_year_is_that_of_the_currency),
        cmocka_unit_test(all_years_are_pooled_with_a_note),
        cmocka_unit_test(a_choice_without_rows_is_an_error),
        cmocka_unit_test(no_usable_row_says_why),
        cmocka_unit_test(groups_beyond_the_limit_are_refused),
        cmocka_unit_test(columns_beyond_the_limits_are_refused),
        cmocka_unit_test(a_column_of_many_values_is_not_watched),
        cmocka_unit_test(notes_are_kept_once_in_their_order),
        cmocka_unit_test(cells_of_many_workers_are_those_of_one),
    };
    return cmocka_run_group_tests_name("survey", tests, NULL, NULL);
}
