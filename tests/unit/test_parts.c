/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys that travel as files: whatever the split and the order, they become the survey
 * that all rows would have made at once.  Expected is that survey itself, made by adding
 * rows alone, which the tests of surveys hold against sums and sorts. */
#include "made.h"

#include <stdlib.h>

#include "base/pack.h"
#include "benchpay/choice.h"
#include "data/cells.h"
#include "data/excluded.h"
#include "data/inside.h"
#include "data/observations.h"
#include "data/pay.h"
#include "data/records.h"
#include "data/state.h"
#include "data/watched.h"
#include "pieces.h"

#define ROWS 700
#define FILES 5

static const char *const many_files[FILES] = { "a.csv", "b.csv", "c.csv", "d.csv",
                                               "e.csv" };

/* What rows can be kept as. */
enum {
    RECORDS = 1,
    PEOPLE = 2,
    MODEL = 4,
    WEIGHTS = 8,
    NUMBERS = 16,
    PLACES = 32,
    PAIRS = 64,
    BARE = 128,
    SHAPES = 256
};

static bp_shape shape_of(unsigned kept)
{
    const bool bare = (kept & BARE) != 0;
    return (bp_shape){
        .scale = 2,
        .step = 100,
        .n_elements = 2,
        .element = { "base", "bonus" },
        .n_keys = bare ? 0 : 2,
        .key = { "tier", "region" },
        .n_variables = (kept & MODEL) != 0 ? 2 : 0,
        .variable = { "beds", "field" },
        .variable_text = { false, true },
        .has_org = !bare,
        .has_person = (kept & PEOPLE) != 0,
        .weights = (kept & WEIGHTS) != 0 ? BP_WEIGHTS_SAMPLING : BP_UNWEIGHTED,
        .has_year = !bare,
        .has_date = true,
        .has_currency = !bare,
        .currency = (kept & PLACES) != 0 ? NULL : "USD",
        .year_column = "year",
        .currency_column = "currency",
        .weight_column = (kept & WEIGHTS) != 0 ? "w" : NULL,
        .n_watched = bare ? 0 : 1,
        .n_usual = bare ? 0 : 1,
        .values_most = (kept & NUMBERS) != 0 ? 3 : 100,
        .watched = { "tier" },
        .watched_as = { (kept & MODEL) != 0 ? SIZE_MAX : 0 },
        .n_files = FILES,
        .file = many_files,
        .keep_places = (kept & PLACES) != 0,
        .keep_records = (kept & RECORDS) != 0,
        .keep_people = (kept & PEOPLE) != 0,
        .keep_rows = (kept & NUMBERS) != 0,
        .pay_pairs = (kept & PAIRS) != 0,
    };
}

static void put_text(char room[MADE_ROOM], bp_text *out, const char *const list[],
                     size_t n, uint64_t r)
{
    *out = made_text(room, list[r % n]);
}

/* Row i of file i % FILES, which tells all by its number. */
static void add_row(bp_survey *s, uint64_t i)
{
    static const char *const tier[] = { "Entry", "Mid", "", "Senior",
                                        "Lead of all leads" };
    static const char *const region[] = { "North", "South", "Zürich" };
    static const char *const org[] = { "General", "", "St Mary", "Mercy", "Lakeside" };
    static const char *const currency[] = { "USD", "EUR", "USD", "" };
    static const char *const field[] = { "surgery", "", "oncology" };
    bp_err err;
    uint64_t state = i * 2654435761u + 97531;
    char room[5][MADE_ROOM];
    bp_text text[5];
    for (size_t k = 0; k < 8; k++)
        made_random(&state);
    put_text(room[0], &text[0], tier, 5, made_random(&state));
    put_text(room[1], &text[1], region, 3, made_random(&state));
    put_text(room[2], &text[2], org, 5, made_random(&state));
    put_text(room[3], &text[3], currency, 4, made_random(&state));
    put_text(room[4], &text[4], field, 3, made_random(&state));
    int64_t base = (int64_t)(4000000 + made_random(&state) % 300 * 50000);
    int64_t bonus = made_random(&state) % 3 == 0
                        ? BP_NO_PAY
                        : (int64_t)(made_random(&state) % 5000000000000) - 7;
    int64_t weight = 1 + (int64_t)(made_random(&state) % 4) * 6;
    double beds = made_random(&state) % 4 == 0 ? BP_NO_NUMBER : (double)(state % 900) / 7;
    int32_t year = (int32_t)(2024 + made_random(&state) % 3);
    int32_t date = year * 10000 + 101 + (int32_t)(state % 28);
    uint64_t hash[4] = { state, state * 3, state * 5, made_random(&state) % 200 };
    const uint32_t file = (uint32_t)(i % FILES);
    uint64_t order = (uint64_t)file << 48 | (i * 31), line = i + 2;
    const bp_place place = { order, line, file };
    if (i % 13 == 4) {
        bp_survey_filter(s, file);
        return;
    }
    if (i % 11 == 3) {
        const bp_reject reject = { .rule = i % 2 ? BP_RULE_MISSING : BP_RULE_RAGGED,
                                   .place = place,
                                   .year = year,
                                   .currency = text[3],
                                   .field = 3,
                                   .column = "base",
                                   .limit = "above 0",
                                   .value = { "-5", i % 3 == 0 ? 2 : 0 } };
        assert_int_equal(bp_survey_reject(s, &reject, &err), BP_OK);
        return;
    }
    bp_batch b = { .n = 1,
                   .pay = { &base, &bonus },
                   .weight = s != NULL && bp_survey_weighting(s) ? &weight : NULL,
                   .key = { &text[0], &text[1] },
                   .number = { &beds, &beds },
                   .label = { &text[4], &text[4] },
                   .org = &text[2],
                   .year = &year,
                   .date = &date,
                   .currency = &text[3],
                   .watched = { &text[0] },
                   .row_hash = &hash[0],
                   .who_hash = &hash[1],
                   .payee_hash = &hash[2],
                   .person = &hash[3],
                   .file = file,
                   .order = &order,
                   .line = &line };
    assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
}

/* The rows of those files whose bits are set, in the order of the input. */
static bp_survey *rows_of(const bp_shape *shape, unsigned files)
{
    bp_survey *s = made_survey(shape);
    for (uint64_t f = 0; f < FILES; f++)
        for (uint64_t i = f; (files >> f & 1) != 0 && i < ROWS; i += FILES)
            add_row(s, i);
    return s;
}

/* A survey as a file; it is freed. */
static bp_str saved(bp_survey *s)
{
    bp_err err;
    bp_str out = { 0 };
    uint64_t groups = 0;
    bp_pack_head(&out, BP_PACK_MULTIPLES, bp_text_of(""));
    const size_t sections = out.n;
    assert_int_equal(bp_survey_divide(s, &out, 1, 0, &groups, &err), BP_OK);
    assert_int_equal(bp_pack_end(&out, sections, groups, &err), BP_OK);
    bp_survey_free(s);
    return out;
}

static void open_packed(bp_packed *p, bp_text file)
{
    bp_err err;
    const bp_pack_source source = bp_pack_memory(file);
    assert_int_equal(bp_packed_open(p, &source, "a.part", &err), BP_OK);
}

static void load(bp_survey *s, bp_str *file)
{
    bp_err err = { .text = "" };
    bp_packed p;
    open_packed(&p, bp_str_text(file));
    if (bp_survey_load(s, &p, "a.part", 0, 0, &err) != BP_OK)
        fail_msg("%s", err.text);
    bp_packed_release(&p);
    bp_str_release(file);
}

/* Byte for byte; both are released. */
static void assert_same(bp_str *got, bp_str *expected)
{
    assert_int_equal(got->n, expected->n);
    assert_memory_equal(got->at, expected->at, expected->n);
    bp_str_release(got);
    bp_str_release(expected);
}

static bool kept_makes_sense(unsigned kept)
{
    const bool each_row = (kept & (RECORDS | PEOPLE | MODEL)) != 0;
    return (kept & BARE) == 0 || !each_row || (kept & (PEOPLE | PAIRS)) == 0;
}

/* The next of the shapes from *kept on that make sense; false: there are no more. */
static bool next_shape(bp_shape *shape, unsigned *kept)
{
    while (*kept < SHAPES && !kept_makes_sense(*kept))
        ++*kept;
    if (*kept == SHAPES)
        return false;
    *shape = shape_of(*kept);
    return true;
}

/* Both files of a tree are one byte for byte. */
static void splits_are_equal_bytes(void **state)
{
    (void)state;
    bp_shape shape;
    for (unsigned kept = 0; next_shape(&shape, &kept); kept++) {
        bp_str whole = saved(rows_of(&shape, 31));
        bp_str first = saved(rows_of(&shape, 1 << 3)), second = saved(rows_of(&shape, 6));
        bp_str third = saved(rows_of(&shape, 1 | 1 << 4));
        bp_survey *pair = made_survey(&shape), *all = made_survey(&shape);
        load(pair, &third);
        load(pair, &first);
        bp_str both = saved(pair);
        load(all, &second);
        load(all, &both);
        bp_str again = saved(all);
        assert_same(&again, &whole);
    }
}

/* So are those of a survey whose rows, or pay, went to temporary files meanwhile. */
static void what_is_away_is_saved(void **state)
{
    (void)state;
    bp_shape shape;
    for (unsigned kept = 0; next_shape(&shape, &kept); kept++) {
        bp_err err;
        bp_survey *all = made_survey(&shape);
        bp_str whole = saved(rows_of(&shape, 31));
        const unsigned part[] = { 1 << 3, 6, 1 | 1 << 4 };
        for (size_t i = 0; i < 3; i++) {
            bp_str file = saved(rows_of(&shape, part[i]));
            load(all, &file);
            if (i < 2)
                assert_int_equal(bp_survey_put_away(all, 1 << 20, &err), BP_OK);
        }
        bp_str again = saved(all);
        assert_same(&again, &whole);
    }
}

/* Where no row is left, nothing is away. */
static void nothing_is_away(void **state)
{
    (void)state;
    bp_shape shape;
    for (unsigned kept = 0; next_shape(&shape, &kept); kept++) {
        bp_err err;
        bp_survey *none = made_survey(&shape);
        assert_int_equal(bp_survey_put_away(none, 1 << 20, &err), BP_OK);
        bp_str again = saved(none), empty = saved(made_survey(&shape));
        assert_same(&again, &empty);
    }
}

/* The sections of some files joined, which are read a piece at a time.
 *   status  what came of it */
static bp_str joined(const bp_shape *shape, bp_str file[], size_t n, bp_status *status)
{
    static const char *const name[] = { "a.part", "b.part", "c.part" };
    bp_err err = { .text = "" };
    bp_text bytes[3];
    bp_packed p[3];
    bp_spool out = bp_spool_of("./test");
    bp_str got = { 0 };
    uint64_t groups = 0;
    for (size_t i = 0; i < n; i++) {
        bytes[i] = bp_str_text(&file[i]);
        const bp_pack_source source = pieces_of(&bytes[i]);
        assert_int_equal(bp_packed_open(&p[i], &source, name[i], &err), BP_OK);
    }
    bp_survey *s = made_survey(shape);
    *status = bp_survey_join(s, p, name, n, &out, &groups, &err);
    const bp_pack_source all = bp_spool_source(&out);
    bp_str_fill(&got, '\0', all.n + 1);
    if (all.at != NULL)
        memcpy(got.at, all.at, all.n);
    else
        assert_int_equal(all.read(all.from, 0, got.at, all.n, &err), BP_OK);
    got.n = all.n;
    bp_survey_free(s);
    bp_spool_release(&out);
    for (size_t i = 0; i < n; i++)
        bp_packed_release(&p[i]);
    return got;
}

/* Three files joined are the whole; all are released. */
static void assert_joins(const bp_shape *shape, bp_str part[], bp_str *whole)
{
    bp_status status;
    bp_packed p;
    bp_str got = joined(shape, part, 3, &status);
    assert_int_equal(status, BP_OK);
    open_packed(&p, bp_str_text(whole));
    assert_int_equal(got.n, p.end - p.first);
    assert_memory_equal(got.at, whole->at + p.first, got.n);
    bp_packed_release(&p);
    bp_str_release(&got);
    bp_str_release(whole);
    for (size_t i = 0; i < 3; i++)
        bp_str_release(&part[i]);
}

/* From files to file it is what it is through a survey. */
static void joined_files_are_equal_bytes(void **state)
{
    (void)state;
    bp_shape shape;
    for (unsigned kept = 0; next_shape(&shape, &kept); kept++) {
        bp_str whole = saved(rows_of(&shape, 31));
        bp_str part[] = { saved(rows_of(&shape, 1 << 3)), saved(rows_of(&shape, 6)),
                          saved(rows_of(&shape, 1 | 1 << 4)) };
        assert_joins(&shape, part, &whole);
    }
}

/* ---- divided among owners ---- */

#define OWNERS 3

static void divide(bp_survey *s, bp_str file[], size_t own)
{
    bp_err err;
    uint64_t groups = 0;
    size_t sections[OWNERS];
    for (size_t k = 0; k < OWNERS; k++) {
        bp_pack_head(&file[k], BP_PACK_MULTIPLES, bp_text_of(""));
        sections[k] = file[k].n;
    }
    assert_int_equal(bp_survey_divide(s, file, OWNERS, own, &groups, &err), BP_OK);
    for (size_t k = 0; k < OWNERS; k++)
        assert_int_equal(bp_pack_end(&file[k], sections[k], groups, &err), BP_OK);
    bp_survey_free(s);
}

/* What several surveys have for one owner, joined. */
static bp_str owned(const bp_shape *shape, bp_str file[])
{
    bp_err err;
    bp_status status;
    bp_str out = { 0 };
    bp_str sections = joined(shape, file, OWNERS, &status);
    assert_int_equal(status, BP_OK);
    bp_pack_head(&out, BP_PACK_MULTIPLES, bp_text_of(""));
    const size_t from = out.n;
    bp_str_bytes(&out, sections.at, sections.n);
    assert_int_equal(bp_pack_end(&out, from, 0, &err), BP_OK);
    bp_str_release(&sections);
    return out;
}

/* Cells of a file that is released. */
static size_t cells_of(const bp_shape *shape, bp_str file)
{
    bp_survey *s = made_survey(shape);
    load(s, &file);
    const size_t n = s->cells.set.n;
    bp_survey_free(s);
    return n;
}

static bp_str copy_of(const bp_str *s)
{
    bp_str copy = { 0 };
    bp_str_bytes(&copy, s->at, s->n);
    return copy;
}

/* Each of three surveys is divided, each owner joins what it gets, and what owners have
 * adds up to the whole; no cell has two owners. */
static void owners_have_the_whole(void **state)
{
    (void)state;
    bp_shape shape;
    for (unsigned kept = 0; next_shape(&shape, &kept); kept++) {
        const unsigned files[] = { 1 << 3, 6, 1 | 1 << 4 };
        bp_str part[3][OWNERS] = { 0 };
        size_t cells = 0, owning = 0;
        for (size_t i = 0; i < 3; i++)
            divide(rows_of(&shape, files[i]), part[i], i);
        bp_survey *all = made_survey(&shape);
        for (size_t k = 0; k < OWNERS; k++) {
            bp_str of[] = { part[0][k], part[1][k], part[2][k] };
            bp_str own = owned(&shape, of);
            const size_t has = cells_of(&shape, copy_of(&own));
            cells += has;
            owning += has > 0;
            load(all, &own);
            for (size_t i = 0; i < 3; i++)
                bp_str_release(&of[i]);
        }
        assert_int_equal(cells, all->cells.set.n);
        assert_true(owning > 1 || (kept & (BARE | RECORDS)) != 0);
        bp_str whole = saved(rows_of(&shape, 31)), again = saved(all);
        assert_same(&again, &whole);
    }
}

/* Many of the same amount, many amounts, many rows: more than a piece, and more than what
 * is kept in memory. */
static void joined_files_may_be_large(void **state)
{
    (void)state;
    for (unsigned kept = 0; kept <= RECORDS; kept += RECORDS) {
        const bp_shape shape = shape_of(kept | BARE);
        bp_survey *all = made_survey(&shape);
        bp_str part[3];
        for (uint64_t f = 0; f < 3; f++) {
            bp_survey *s = made_survey(&shape);
            for (uint64_t i = f; i < 250000; i += FILES) {
                add_row(s, i);
                add_row(all, i);
            }
            part[f] = saved(s);
        }
        bp_str whole = saved(all);
        assert_true(whole.n > 300000);
        assert_joins(&shape, part, &whole);
    }
}

/* ---- settled, as others see it ---- */

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void tell_pay(bp_str *out, const bp_survey *s, size_t e, size_t cell)
{
    const size_t n = bp_survey_count(s, e, cell);
    int64_t *pay = malloc((n + 1) * sizeof *pay), *next = pay;
    assert_non_null(pay);
    for (size_t r = 0; r < bp_survey_runs(s, e, cell); r++) {
        const bp_run run = bp_survey_run(s, e, cell, r);
        for (size_t k = 0; k < run.n; k++)
            *next++ = bp_run_value(&run, k) * 64 + bp_run_weight(&run, k);
    }
    qsort(pay, n, sizeof *pay, by_value);
    for (size_t i = 0; i < n; i++)
        bp_str_printf(out, " %lld", (long long)pay[i]);
    free(pay);
}

static void tell_cells(bp_str *out, const bp_survey *s)
{
    for (size_t i = 0; i < bp_survey_cells(s); i++) {
        const bp_cell c = bp_survey_cell(s, i);
        bp_str_printf(out, "\ncell %u %d %u %d %llu:", c.org, c.year, c.currency,
                      c.chosen, (unsigned long long)c.first);
        for (size_t k = 0; k < bp_survey_keys(s); k++)
            bp_str_printf(out, " %s", bp_survey_key_text(s, k, c.key[k]).at);
        for (size_t e = 0; e < 2; e++)
            tell_pay(out, s, e, i);
    }
}

/* Sums of what the records are, which come in no order. */
static void tell_records(bp_str *out, const bp_survey *s)
{
    bp_records_reader r = { .survey = s };
    bp_record_row row;
    uint64_t sum = 0, n = 0;
    for (bp_record_at at = { 0 }; bp_records_next(&r, &at, &row); at.row++, n++)
        sum += row.who_hash * 3 + row.place.order * 5 + row.place.line * 7 +
               (uint64_t)row.pay[0] * 11 + (uint64_t)row.pay[1] * 13;
    for (unsigned of = BP_HASH_ROW; of <= BP_HASH_PAYEE; of++)
        for (bp_record_hashes h = { 0 }; bp_records_hashes(&r, &h, (bp_record_hash)of);)
            for (size_t i = 0; i < h.n; i++)
                sum += h.hash[i] * (17 + of);
    assert_int_equal(bp_records_end(&r, NULL), BP_OK);
    bp_str_printf(out, "\n%llu records %llx", (unsigned long long)n,
                  (unsigned long long)sum);
}

static void tell_rest(bp_str *out, const bp_survey *s)
{
    for (size_t i = 0; i < bp_survey_inputs(s); i++) {
        const bp_tally *t = bp_survey_input(s, i);
        bp_str_printf(out, "\n%s %llu %llu %llu", t->file, (unsigned long long)t->rows,
                      (unsigned long long)t->used, (unsigned long long)t->filtered);
    }
    for (size_t i = 0; i < bp_survey_exclusions(s); i++) {
        const bp_exclusion x = bp_survey_exclusion(s, i);
        bp_str_printf(out, "\n%d %llu %s %s %s", x.rule, (unsigned long long)x.place.line,
                      x.column, x.limit, x.value != NULL ? x.value : "-");
    }
    for (size_t i = 0;
         bp_survey_shape(s)->n_watched > 0 && i < bp_survey_watched_values(s, 0); i++) {
        const bp_watched_value v = bp_survey_watched_value(s, 0, i);
        bp_str_printf(out, "\n%s %llu %llu %llu", v.text.at, (unsigned long long)v.rows,
                      (unsigned long long)v.first[0].line,
                      (unsigned long long)v.first[2].line);
    }
    for (size_t i = 0; i < bp_survey_observations(s); i++) {
        const bp_observation *o = bp_survey_observation(s, i);
        bp_str_printf(out, "\n%llu %u %lld %lld %a %u %u",
                      (unsigned long long)o->place.line, o->org, (long long)o->weight,
                      (long long)bp_observation_pay(o, 1), bp_observation_number(s, o, 0),
                      bp_observation_label(s, o, 1),
                      bp_survey_keys(s) > 1 ? bp_observation_key(s, o, 1) : 0);
    }
    const bp_person_pay *p;
    uint64_t people = bp_survey_people(s, &p), sum = 0;
    for (size_t i = 0; i < people; i++)
        sum += p[i].who * 31 + (uint64_t)p[i].pay * 7 + (uint64_t)p[i].year + p[i].org;
    bp_str_printf(out, "\n%llu people %llu, %llu orgs", (unsigned long long)people,
                  (unsigned long long)sum, (unsigned long long)bp_survey_orgs(s));
}

/* All that others see of a survey, which is freed. */
static bp_str told(bp_survey *s)
{
    bp_err err = { .text = "" };
    bp_str out = { 0 };
    const bp_decision d = { .year = BP_YEAR_LATEST, .currency = "USD" };
    if (bp_survey_settle(s, &d, &err) != BP_OK)
        fail_msg("%s", err.text);
    tell_cells(&out, s);
    tell_records(&out, s);
    tell_rest(&out, s);
    bp_survey_free(s);
    return out;
}

static void parts_settle_as_all_rows_do(void **state)
{
    (void)state;
    for (unsigned kept = 0; kept < BARE; kept++) {
        const bp_shape shape = shape_of(kept);
        bp_str whole = told(rows_of(&shape, 31));
        bp_survey *all = made_survey(&shape);
        for (unsigned f = FILES; f > 0; f--) {
            bp_str file = saved(rows_of(&shape, 1u << (f - 1)));
            load(all, &file);
        }
        bp_str parts = told(all);
        size_t same = 0;
        while (same < whole.n && parts.at[same] == whole.at[same])
            same++;
        if (parts.n != whole.n || same < whole.n)
            fail_msg("kept %u: '%.60s' instead of '%.60s'", kept, parts.at + same,
                     whole.at + same);
        assert_true(whole.n > 1000);
        bp_str_release(&parts);
        bp_str_release(&whole);
    }
}

/* ---- shapes ---- */

static void shapes_come_back(void **state)
{
    (void)state;
    for (unsigned kept = 0; kept < SHAPES; kept++) {
        bp_arena texts = { NULL };
        bp_shape shape = shape_of(kept), got;
        bp_str bytes = { 0 }, again = { 0 };
        bp_shape_save(&bytes, &shape);
        bp_unpack from = bp_unpack_of(bp_str_text(&bytes));
        assert_true(bp_shape_load(&got, &texts, &from));
        assert_true(bp_unpack_done(&from));
        bp_shape_save(&again, &got);
        assert_int_equal(again.n, bytes.n);
        assert_memory_equal(again.at, bytes.at, bytes.n);
        assert_string_equal(got.element[1], "bonus");
        assert_true(got.keep_rows == ((kept & NUMBERS) != 0));
        bp_str_release(&bytes);
        bp_str_release(&again);
        bp_arena_release(&texts);
    }
}

/* ---- bytes that nobody wrote, under right checksums ---- */

/* The sections with some bytes of one changed, as a file again. */
static bp_str forged(bp_packed *of, size_t which, uint64_t *random)
{
    bp_err err;
    bp_str out = { 0 };
    char tag;
    bp_unpack body;
    bp_pack_head(&out, BP_PACK_MULTIPLES, bp_text_of(""));
    const size_t from = out.n;
    for (size_t i = 0; bp_packed_next(of, &tag, &body); i++) {
        bp_str own = { 0 };
        bp_str_bytes(&own, body.at, (size_t)bp_unpack_left(&body));
        for (size_t k = 0; i == which && k < 1 + *random % 3; k++)
            own.at[made_random(random) % own.n] = (char)made_random(random);
        if (i == which && made_random(random) % 8 == 0)
            own.n = made_random(random) % own.n;
        bp_pack_section(&out, tag, bp_str_text(&own));
        bp_str_release(&own);
    }
    assert_int_equal(bp_pack_end(&out, from, 0, &err), BP_OK);
    return out;
}

static bp_str forged_file(const bp_str *file, size_t which, uint64_t *random)
{
    bp_packed p;
    open_packed(&p, bp_str_text(file));
    bp_str made = forged(&p, which, random);
    bp_packed_release(&p);
    return made;
}

static void forgeries_are_refused_or_read(void **state)
{
    uint64_t random = 20261129;
    size_t refused = 0, all = 0;
    (void)state;
    for (unsigned kept = 0; kept < SHAPES; kept += 5) {
        if (!kept_makes_sense(kept))
            continue;
        const bp_shape shape = shape_of(kept);
        bp_str file = saved(rows_of(&shape, 2)), other = saved(rows_of(&shape, 4));
        for (size_t i = 0; i < 200; i++, all++) {
            bp_packed p;
            bp_err err;
            bp_str made = forged_file(&file, i % 5, &random);
            bp_survey *s = made_survey(&shape);
            open_packed(&p, bp_str_text(&made));
            const bp_status status =
                bp_survey_load(s, &p, "a.part", 1 << 16, 1 << 24, &err);
            assert_true(status == BP_OK || status == BP_EDATA || status == BP_ELIMIT);
            refused += status != BP_OK;
            bp_survey_free(s);
            bp_packed_release(&p);
            bp_status merged;
            bp_str pair[] = { made, other };
            bp_str got = joined(&shape, pair, 2, &merged);
            assert_true(merged == BP_OK || merged == BP_EDATA || merged == BP_ELIMIT);
            assert_true(merged != BP_OK || status != BP_EDATA);
            bp_str_release(&got);
            bp_str_release(&made);
        }
        bp_str_release(&file);
        bp_str_release(&other);
    }
    assert_true(refused > all / 4); /* a changed amount is an amount */
}

static bp_status looked_through(bp_text bytes)
{
    bp_err err;
    bp_packed p;
    const bp_pack_source source = bp_pack_memory(bytes);
    const bp_status status = bp_packed_open(&p, &source, "a.part", &err);
    bp_packed_release(&p);
    return status;
}

/* 36,000 damaged files and more, of a survey of one file. */
static void every_bit_of_a_survey_counts(void **state)
{
    size_t copies = 0;
    const bp_shape shape = shape_of(RECORDS | PLACES);
    bp_str file = saved(rows_of(&shape, 4));
    (void)state;
    for (size_t bit = 0; bit < 8 * file.n; bit++, copies++) {
        file.at[bit / 8] = (char)(file.at[bit / 8] ^ 1 << bit % 8);
        assert_int_equal(looked_through(bp_str_text(&file)), BP_EDATA);
        file.at[bit / 8] = (char)(file.at[bit / 8] ^ 1 << bit % 8);
    }
    for (size_t n = 0; n < file.n; n++, copies++)
        assert_int_equal(looked_through((bp_text){ file.at, n }), BP_EDATA);
    assert_true(copies > 36000);
    bp_str_release(&file);
}

/* Loads a file whose units are said to have so many rows. */
static bp_status load_of_rows(const bp_shape *shape, bp_str *file, uint64_t rows,
                              bp_err *err)
{
    bp_packed p;
    bp_survey *s = made_survey(shape);
    open_packed(&p, bp_str_text(file));
    const bp_status status = bp_survey_load(s, &p, "a.part", rows, 0, err);
    bp_survey_free(s);
    bp_packed_release(&p);
    return status;
}

/* Equal amounts are counted, so that a few bytes can claim any number of them. */
static void no_more_amounts_than_rows_are_believed(void **state)
{
    const bp_shape shape = shape_of(0);
    bp_err err = { .text = "" };
    bp_str file = saved(rows_of(&shape, 31));
    (void)state;
    assert_int_equal(load_of_rows(&shape, &file, 10000, &err), BP_OK);
    assert_int_equal(load_of_rows(&shape, &file, UINT64_MAX, &err), BP_OK);
    assert_int_equal(load_of_rows(&shape, &file, 1, &err), BP_EDATA);
    assert_string_equal(err.text,
                        "a.part: the partial file holds what no benchpay has written");
    bp_str_release(&file);
}

/* The first section of a file as often as asked, one of a later version behind the first.
 */
static bp_status load_repeated(const bp_shape *shape, const bp_str *file, size_t times)
{
    bp_err err;
    bp_packed p;
    char tag;
    bp_unpack body;
    bp_str made = { 0 };
    bp_pack_head(&made, BP_PACK_MULTIPLES, bp_text_of(""));
    const size_t sections = made.n;
    open_packed(&p, bp_str_text(file));
    assert_true(bp_packed_next(&p, &tag, &body));
    for (size_t i = 0; i < times; i++) {
        bp_pack_section(&made, tag, (bp_text){ body.at, (size_t)bp_unpack_left(&body) });
        if (i == 0)
            bp_pack_section(&made, 'z', bp_text_of("what a later version adds"));
    }
    bp_packed_release(&p);
    assert_int_equal(bp_pack_end(&made, sections, 0, &err), BP_OK);
    open_packed(&p, bp_str_text(&made));
    bp_survey *s = made_survey(shape);
    const bp_status status = bp_survey_load(s, &p, "a.part", 0, 0, &err);
    bp_survey_free(s);
    bp_packed_release(&p);
    bp_str_release(&made);
    return status;
}

static void sections_come_once_and_in_their_order(void **state)
{
    const bp_shape shape = shape_of(0);
    bp_str file = saved(rows_of(&shape, 1));
    (void)state;
    assert_int_equal(load_repeated(&shape, &file, 1), BP_OK);
    assert_int_equal(load_repeated(&shape, &file, 2), BP_EDATA);
    bp_str_release(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_are_equal_bytes),
        cmocka_unit_test(what_is_away_is_saved),
        cmocka_unit_test(nothing_is_away),
        cmocka_unit_test(joined_files_are_equal_bytes),
        cmocka_unit_test(owners_have_the_whole),
        cmocka_unit_test(joined_files_may_be_large),
        cmocka_unit_test(parts_settle_as_all_rows_do),
        cmocka_unit_test(shapes_come_back),
        cmocka_unit_test(forgeries_are_refused_or_read),
        cmocka_unit_test(every_bit_of_a_survey_counts),
        cmocka_unit_test(sections_come_once_and_in_their_order),
        cmocka_unit_test(no_more_amounts_than_rows_are_believed),
    };
    return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
