/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L

/* paths.c [SURVEYS [SEED]] - random surveys of usual and odd cells, asked at random: what
 * the fast path leaves of their rows is what the full path does, which libcsv's records
 * all take, to the byte of a part: pay, groups, counts, hashes, names and notes.  So it
 * is from a file and from a pipe, and by one thread or several. */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "folder.h"
#include "ingest/partial.h"
#include "ingest/reader.h"

struct run {
    size_t surveys;
    uint64_t seed;
    size_t read; /* the rest is refused, by both */
};

/* xorshift64* (Vigna 2016); a number below n. */
static size_t any(struct run *r, size_t n)
{
    r->seed ^= r->seed >> 12;
    r->seed ^= r->seed << 25;
    r->seed ^= r->seed >> 27;
    return (size_t)((r->seed * 2685821657736338717u) >> 33) % n;
}

static bool maybe(struct run *r)
{
    return any(r, 2) == 0;
}

enum { USUAL = 3, ODD = 9 };

static const struct column {
    const char *name;
    const char *usual[USUAL];
    const char *odd[ODD];
} columns[] = {
    { "org",
      { "Alder", "Birch", "Cedar Hall" },
      { "", " Alder ", "ALDER", "\"Oak, Inc\"", "\"O\"\"k\"", "NA", "Cedar  Hall",
        "\"Alder\"", "An organization of many bytes" } },
    { "person",
      { "p1", "p2", "p3" },
      { "", "p 1", "p  1", "NA", "\"p1\"", "-", "p4", "P1", "\"p,1\"" } },
    { "tier",
      { "Low", "Mid", "High" },
      { "", "low", "\"Mid\"", "n/a", "A tier of more than sixteen bytes", " Mid",
        "Mid  1", "\"Mid, 2\"",
        "M\xc3\xad"
        "d" } },
    { "experience",
      { "3", "7.5", "12" },
      { "", "5", "8 years", "-1", "1e1", "7.123456789", "7.1234567891", "x", "NA" } },
    { "base",
      { "50000", "61250.50", "72000" },
      { "", "\"$60,000\"", "48k", "0", "-5", "beers", "99999999999999", "25 per hour",
        "52 000" } },
    { "bonus",
      { "1000", "0", "" },
      { "$5", "NA", "-1", "x", "\"1,000\"", "2k", "0.015", "5%", " 7 " } },
    { "currency",
      { "USD", "EUR", "USD" },
      { "usd", "", "\xe2\x82\xac", "XYZ", "US dollar", "NA", " USD ", "\"EUR\"", "-" } },
    { "date",
      { "2024-01-15", "2024-06-28", "2023-12-31" },
      { "2024-02-29", "2024-02-30", "", "2024-03", "2024/01/15", "2024-01-15T10:00",
        "2024-13-01", "NA", "1999-01-01" } },
    { "fte",
      { "1", "1.0", "0.5" },
      { "", "0", "50%", "2", "0.333", ".5", "NA", "0.9999999999", "half" } },
    { "pay_period",
      { "year", "year", "month" },
      { "hour", "", "often", "week", "Annual", "per  month", "NA", "day", "\"year\"" } },
};

enum { COLUMNS = sizeof columns / sizeof columns[0], ORG = 0, FTE = 8, PERIOD = 9 };

static void put_row(struct run *r, bp_str *text, const bool there[], size_t odd)
{
    const char *before = "";
    for (size_t c = 0; c < COLUMNS; c++) {
        if (!there[c])
            continue;
        bp_str_puts(text, before);
        bp_str_puts(text, any(r, odd) == 0 ? columns[c].odd[any(r, ODD)]
                                           : columns[c].usual[any(r, USUAL)]);
        before = ",";
    }
    bp_str_puts(text, any(r, 40) == 0 ? ",more\r\n" : "\n");
}

/* In most surveys few cells are odd, as in most rows. */
static void put_survey(struct run *r, bp_str *text, bool there[COLUMNS])
{
    const size_t odd = 2 + any(r, 20) * any(r, 20);
    const char *before = "";
    bp_str_clear(text);
    for (size_t c = 0; c < COLUMNS; c++) {
        there[c] = strcmp(columns[c].name, "base") == 0 || any(r, 4) > 0;
        if (!there[c])
            continue;
        bp_str_printf(text, "%s%s", before, columns[c].name);
        before = ",";
    }
    bp_str_puts(text, "\n");
    for (size_t i = 2 + any(r, 60); i > 0; i--)
        put_row(r, text, there, odd);
}

static const char *file[] = { "pay.csv" };
static const char *const missing[] = { "Mid", "0.5", "EUR", "12" };
static const char *const where[] = { "base >= 51000", "tier != High", "peers = others" };
static const bp_band bands[] = {
    { .name = "Few", .high = { 5, 0 } },
    { .name = "A band with a name of many bytes", .low = { 5, 0 }, .high = { 75, 1 } },
    { .name = "Many", .low = { 8, 0 }, .open = true }
};

static void ask(struct run *r, bp_reading *reading, bp_choice *choice,
                const bool there[COLUMNS])
{
    static bp_map map[2];
    static const char *by[4];
    bp_reading_init(reading);
    bp_choice_init(choice);
    reading->file = file;
    reading->n_files = 1;
    reading->digest = true;
    reading->max_malformed_permille = 1000;
    reading->threads = 1 + any(r, 5);
    reading->missing = missing;
    reading->n_missing = maybe(r) ? any(r, 5) : 0;
    reading->keep_records = maybe(r);
    reading->keep_values = maybe(r);
    reading->without_orgs = maybe(r);
    reading->keep_people = maybe(r);
    reading->keep_places = maybe(r);
    reading->map = map;
    if (there[FTE] && maybe(r))
        map[reading->n_map++] = (bp_map){ "fte", "fte" };
    if (there[PERIOD] && any(r, 4) > 0)
        map[reading->n_map++] = (bp_map){ "period", "" };
    choice->every_element = maybe(r);
    choice->experience = maybe(r);
    choice->year = maybe(r) ? BP_YEAR_ALL : BP_YEAR_LATEST;
    choice->approximate = maybe(r) ? 4 + (int)any(r, 27) : 0;
    choice->currency = maybe(r) ? "USD" : NULL;
    if (choice->currency != NULL && maybe(r))
        choice->rates = "fx.csv";
    choice->peers = maybe(r) ? "peers.txt" : NULL;
    choice->where = where;
    choice->n_where = maybe(r) ? any(r, choice->peers != NULL ? 4 : 3) : 0;
    choice->by = by;
    if (maybe(r))
        by[choice->n_by++] = "tier";
    if (choice->n_by > 0 && maybe(r)) {
        choice->band = bands;
        choice->n_bands = sizeof bands / sizeof bands[0];
    }
    if (choice->peers != NULL && maybe(r))
        by[choice->n_by++] = "peers";
    if (maybe(r))
        by[choice->n_by++] = "currency";
    if (there[ORG] && maybe(r))
        by[choice->n_by++] = "org";
}

/* What one reading leaves; a failure is its words. */
static bp_status scan(bp_str *out, const bp_str *text, bool pipe,
                      const bp_reading *reading, const bp_choice *choice)
{
    bp_err err = { .text = "" };
    bp_reader *reader = NULL;
    bp_partial part = { .question = "what is left" };
    remove("pay.csv");
    const int fd = pipe ? put_pipe("pay.csv", text->at, text->n) : -1;
    if (!pipe)
        put_file("pay.csv", text->at, text->n);
    bp_status status = bp_reader_open(&reader, reading, choice, false, NULL, &err);
    if (fd >= 0)
        close(fd);
    if (status == BP_OK)
        status = bp_reader_scan(reader, 0, &part, &err);
    bp_str_clear(out);
    if (status == BP_OK)
        status = bp_partial_save(&part, bp_reader_shape(reader), out, &err);
    if (status != BP_OK)
        bp_str_puts(out, err.text);
    bp_partial_release(&part);
    bp_reader_free(reader);
    return status;
}

static void both_paths_leave_the_same(void **state)
{
    struct run *r = *state;
    bp_str text = { 0 }, want = { 0 }, got = { 0 };
    put_file("fx.csv", "currency,rate,date\nEUR,1.1,2023-01-01\nEUR,1.25,2024-05-01\n",
             strlen("currency,rate,date\nEUR,1.1,2023-01-01\nEUR,1.25,2024-05-01\n"));
    put_file("peers.txt", "alder\nOak, Inc\n", strlen("alder\nOak, Inc\n"));
    for (size_t i = 0; i < r->surveys; i++) {
        bool there[COLUMNS];
        bp_reading reading;
        bp_choice choice;
        put_survey(r, &text, there);
        ask(r, &reading, &choice, there);
        reading.reader = BP_READER_LIBCSV;
        const bp_status status = scan(&want, &text, false, &reading, &choice);
        reading.reader = BP_READER_AUTO;
        const bp_status other = scan(&got, &text, maybe(r), &reading, &choice);
        r->read += status == BP_OK;
        if (status != other ||
            !bp_text_equal((bp_text){ want.at, want.n }, (bp_text){ got.at, got.n }))
            fail_msg("survey %zu differs: '%s', '%s'\n%s", i,
                     status != BP_OK ? want.at : "", other != BP_OK ? got.at : "",
                     text.at);
    }
    bp_str_release(&text);
    bp_str_release(&want);
    bp_str_release(&got);
    assert_true(r->read > r->surveys / 4);
}

int main(int argc, char **argv)
{
    struct run run = { .surveys = 3000, .seed = 20261129 };
    if (argc > 1)
        run.surveys = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        run.seed = strtoull(argv[2], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(both_paths_leave_the_same, &run),
    };
    void *folder;
    if (enter_folder(&folder) != 0)
        return 1;
    const int failed = cmocka_run_group_tests_name("paths", tests, NULL, NULL);
    printf("# %zu of %zu surveys were read\n", run.read, run.surveys);
    return leave_folder(&folder) == 0 ? failed : 1;
}
