/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.c - libFuzzer: any rows at all leave the same survey and the same counts on the
 * fast path, in chunks, as read by csvread on the full path; or the same error.
 *
 * What the rows are asked for and what their columns mean was found in a sound table, so
 * they are what a reader meets behind the rows that it looked at first.  The first byte
 * picks the request, the second the size of the chunks; the rest is the rows. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "data/staff.h"
#include "data/state.h"
#include "file.h"
#include "ingest/cut.h"
#include "ingest/lines.h"
#include "ingest/partial.h"
#include "ingest/rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char prices[] =
    "org,tier,base,bonus,currency,date,person,period,fte,weight,job,grade,rating,prorate,"
    "hire_date\n"
    "Alder,Low,\"$50,000\",1000,USD,2024-01-02,p1,year,1,1.5,CMO,G1,A,1,2019-05-01\n"
    "Birch,High,\"$61,250.50\",,USD,2024-02-03,p2,year,1,2,VP,G2,B,0.5,2018-02-03\n"
    "Cedar,Low,52000,250.25,EUR,2023-03-04,p1,year,0.5,1,CMO,G1,A,1,2017-06-07\n"
    "Dogwood,,48000,0,USD,2023-04-05,p3,year,1,0.25,VP,,C,1,2020-11-30\n";
static const char marks[] =
    "org;tier;base;bonus;currency;date;person;period;fte;weight;job;year\n"
    "Alder;Low;4.166,50;1000;USD;31.01.2024;p1;month;1;1,5;CMO;2024\n"
    "Birch;High;5.000,00;;USD;28.02.2024;p2;month;1;2;VP;2024\n"
    "Cedar;Low;\"52.000,25\";250,25;EUR;15.03.2023;p1;year;0,5;1;CMO;2023\n"
    "Dogwood;;48.000;0;USD;05.04.2023;p3;year;1;0,25;VP;2023\n";
static const char rates[] =
    "currency,rate,date\nEUR,1.1,2023-01-01\nEUR,1.2,2024-01-01\n";
static const char repairs[] = "column,from,to\ntier,Low,Entry\norg,alder,Alder\n";

/* What a request keeps of its rows, and how it reads them. */
enum {
    RECORDS = 1, /* for duplicates, with values and all elements: a report */
    PEOPLE = 2,  /* followed from year to year */
    RATES = 4,   /* into US dollars */
    WEIGHTS = 8,
    FULL_TIME = 16,
    PLACES = 32, /* of excluded rows, and which rows a group has */
    WHERE = 64,
    STAFF = 128,
    REPAIRED = 256,
    PERSONS = 512, /* one row each */
    MARKS = 1024   /* semicolons, decimal commas, years beside dates */
};

static const unsigned requests[] = {
    0,
    RECORDS | PEOPLE,
    RECORDS | PEOPLE | PLACES | FULL_TIME,
    RECORDS | RATES | PEOPLE,
    WEIGHTS | WHERE | PLACES,
    RECORDS | WEIGHTS | FULL_TIME | RATES,
    STAFF | FULL_TIME,
    RECORDS | REPAIRED,
    PERSONS | PLACES,
    RECORDS | PEOPLE | MARKS,
    WEIGHTS | FULL_TIME | WHERE | MARKS,
    RECORDS | PEOPLE | RATES | PLACES | WHERE | MARKS,
};
#define REQUESTS (sizeof requests / sizeof requests[0])

/* Kept from one input to the next. */
static struct request {
    char path[32], rates[32], repairs[32];
    const char *file[1];
    bp_recode *recode;
    bp_reading reading;
    bp_choice choice;
    bp_plan *plan;
} made[REQUESTS];

static const char *const by[] = { "tier", "date" };
static const char *const where[] = { "base > 100", "tier != None" };
static const bp_map roles[] = { { "period", "period" },
                                { "fte", "fte" },
                                { "prorate", "prorate" } };

static void name_file(char path[32], const char *text)
{
    (void)fuzz_file(path, (const uint8_t *)text, strlen(text));
}

static void choose(struct request *r, unsigned kept)
{
    bp_reading *g = &r->reading;
    bp_choice *c = &r->choice;
    g->keep_records = g->keep_values = c->every_element = (kept & RECORDS) != 0;
    g->keep_people = (kept & PEOPLE) != 0;
    g->keep_places = g->keep_rows = g->show_values = (kept & PLACES) != 0;
    g->keep_dates = (kept & RECORDS) != 0;
    g->staff = (kept & STAFF) != 0 ? BP_STAFF_ROWS | BP_STAFF_MERIT | BP_STAFF_HIRED : 0;
    g->recode = r->recode;
    g->map = roles;
    g->n_map = (kept & STAFF) != 0 ? 3 : (kept & FULL_TIME) != 0 ? 2 : 1;
    c->by = by;
    c->n_by = (kept & STAFF) != 0 ? 1 : 2 - kept % 2;
    c->where = where;
    c->n_where = (kept & WHERE) != 0 ? 2 : 0;
    c->year = BP_YEAR_ALL;
    c->rates = (kept & RATES) != 0 ? r->rates : NULL;
    c->currency = (kept & (RATES | STAFF)) != 0 ? "USD" : NULL;
    c->main_currency = c->currency == NULL;
    c->distinct = (kept & PERSONS) != 0 ? BP_DISTINCT_SUM : BP_DISTINCT_NO;
    c->weights = (kept & WEIGHTS) != 0 ? BP_WEIGHTS_SAMPLING : BP_UNWEIGHTED;
    c->weight = (kept & WEIGHTS) != 0 ? "weight" : NULL;
}

/* What a request is read as. */
static const bp_plan *plan_of(size_t i)
{
    static bp_doubts doubts;
    struct request *r = &made[i];
    bp_err err = { .text = "" };
    if (r->plan != NULL)
        return r->plan;
    bp_reading_init(&r->reading);
    bp_choice_init(&r->choice);
    name_file(r->path, (requests[i] & MARKS) != 0 ? marks : prices);
    name_file(r->rates, rates);
    name_file(r->repairs, repairs);
    r->file[0] = r->path;
    r->reading.file = r->file;
    r->reading.n_files = 1;
    r->reading.threads = 1;
    bp_status status = (requests[i] & REPAIRED) == 0
                           ? BP_OK
                           : bp_recode_read(&r->recode, r->repairs, &err);
    choose(r, requests[i]);
    if (status == BP_OK)
        status = bp_plan_new(&r->plan, &r->reading, &r->choice, false, &doubts, &err);
    if (status != BP_OK) {
        fprintf(stderr, "request %zu: %s\n", i, err.text);
        abort();
    }
    return r->plan;
}

/* Where the rows begin: neither is 0 or 1, so that a lost one shows. */
#define FIRST_LINE 7
#define FIRST_POSITION 4294967290u

/* What a reader leaves. */
struct left {
    bp_status status;
    bp_err err;
    bp_str survey, counts;
};

/* In chunks of at least so many bytes, as input cuts them. */
static bp_status read_chunks(bp_rows *rows, const bp_plan *p, bp_text t, size_t least,
                             bp_err *err)
{
    const char delimiter = p->head[0].layout.rules.delimiter;
    bp_cut cut = { .delimiter = delimiter };
    uint64_t line = FIRST_LINE;
    bp_status status = BP_OK;
    for (size_t from = 0; status == BP_OK && from < t.n;) {
        const bp_text left = { t.at + from, t.n - from };
        size_t n = bp_cut_find(&cut, left, least, true);
        if (n == 0)
            n = left.n;
        const bp_chunk chunk = { .text = left.at,
                                 .n = n,
                                 .ahead = left.n - n,
                                 .line = line,
                                 .position = FIRST_POSITION + (uint64_t)from,
                                 .delimiter = delimiter };
        status = bp_rows_read(rows, 0, &chunk, err);
        line += bp_lines_count((bp_text){ left.at, n });
        bp_cut_drop(&cut, n);
        from += n;
    }
    return status;
}

static struct left read_rows(bp_plan *p, bp_text t, size_t least, bool slowly)
{
    struct left left = { .err = { .text = "" } };
    bp_rows *rows = NULL;
    p->head[0].libcsv = slowly;
    left.status = bp_rows_new(&rows, p, NULL, &left.err);
    if (left.status == BP_OK)
        left.status = read_chunks(rows, p, t, least, &left.err);
    if (left.status == BP_OK)
        left.status = bp_rows_decide(&rows, 1, &left.err);
    if (left.status == BP_OK)
        left.status = bp_rows_distinct(&rows, 1, &left.err);
    if (left.status == BP_OK) {
        bp_survey *s = NULL;
        const bp_counts *c = NULL;
        uint64_t groups = 0;
        bp_counts counts = { 0 };
        bp_rows_end(rows, &s, &c);
        if (!bp_counts_init(&counts, p))
            abort();
        bp_counts_add(&counts, c);
        bp_counts_save(&left.counts, &counts);
        bp_counts_release(&counts);
        left.status = bp_survey_divide(s, &left.survey, 1, 0, &groups, &left.err);
        bp_survey_free(s);
    }
    bp_rows_free(rows);
    return left;
}

static bool same_text(const bp_str *a, const bp_str *b)
{
    return bp_text_equal((bp_text){ a->at, a->n }, (bp_text){ b->at, b->n });
}

/* Up to 1,000 bytes, then to 256 KiB. */
static size_t chunk_size(size_t d)
{
    return d < 128 ? 1 + d * d / 16 : 1 + (d - 128) * (d - 128) * 16;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 3)
        return 0;
    const size_t request = data[0] % REQUESTS;
    (void)plan_of(request);
    bp_plan *p = made[request].plan;
    char *room = calloc(BP_BEFORE + n - 2 + BP_BEHIND, 1);
    if (room == NULL)
        return 0;
    memcpy(room + BP_BEFORE, data + 2, n - 2);
    const bp_text text = { room + BP_BEFORE, n - 2 };
    struct left want = read_rows(p, text, text.n, true);
    struct left got = read_rows(p, text, chunk_size(data[1]), false);
    const bool counted = same_text(&want.counts, &got.counts);
    if (want.status != got.status || strcmp(want.err.text, got.err.text) != 0 ||
        !counted || !same_text(&want.survey, &got.survey)) {
        fprintf(stderr, "request %zu: another %s; '%s', '%s'\n", request,
                counted ? "survey" : "count", want.err.text, got.err.text);
        abort();
    }
    bp_str_release(&want.survey);
    bp_str_release(&want.counts);
    bp_str_release(&got.survey);
    bp_str_release(&got.counts);
    free(room);
    return 0;
}
