/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.c - workers read the chunks of the inputs, and their surveys become one.
 *
 * Which worker gets which chunk is a matter of chance; the survey is not.  Surveys
 * merge exactly in any order, and of several failures the one is kept that is first in
 * the input, which the same reading by one worker would have met. */
#define _DEFAULT_SOURCE
#include "ingest/reader.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pool.h"
#include "benchpay/stop.h"
#include "data/fill.h"
#include "ingest/notes.h"
#include "ingest/partial.h"
#include "ingest/published.h"
#include "ingest/rows.h"

#define WORKERS_MAX 256

struct bp_reader {
    bp_plan *plan;
    bool was_read;
    bp_input *scanned; /* the last file that was read by itself; NULL: none */
};

/* In so many bytes at the end of a file rows may sum up all others.  They are in its last
 * two chunks, each of which but the last is larger. */
#define TAIL_BYTES ((uint64_t)16 << 10)
#define HELD 2

/* The last chunks of a file so far, which are read when they prove to be the last. */
typedef struct bp_held {
    bp_chunk chunk[HELD]; /* [n] in their order */
    size_t n;
} bp_held;

/* What a worker has to itself. */
typedef struct bp_worker {
    bp_rows *rows;
    size_t bytes; /* of the memory that is held, its own */
} bp_worker;

/* One pass over the inputs, shared by its workers.  `lock` guards what follows it.
 */
typedef struct bp_pass {
    const bp_plan *plan;
    bp_worker *worker; /* [n_workers] */
    size_t n_workers;
    uint64_t memory; /* that rows may take */
    bool puts_away;  /* into temporary files, rows that are kept by themselves, or pay */
    atomic_uint_fast64_t held;
    pthread_mutex_t lock;
    bp_held *aside;    /* [n_files] */
    size_t first, end; /* the files, up to `end`: constant */
    bool failed;
    uint64_t failed_at; /* order of the failure that is first in the input */
    bp_err err;
} bp_pass;

bp_status bp_reader_open(bp_reader **out, const bp_reading *reading,
                         const bp_choice *choice, bool again, bp_doubts *doubts,
                         bp_err *err)
{
    bp_reader *r = bp_alloc(0, 1, sizeof *r);
    if (r == NULL)
        return bp_no_memory(err, "a reader");
    bp_status status = bp_plan_new(&r->plan, reading, choice, again, doubts, err);
    if (status != BP_OK) {
        free(r);
        return status;
    }
    *out = r;
    return BP_OK;
}

void bp_reader_free(bp_reader *r)
{
    if (r == NULL)
        return;
    bp_plan_free(r->plan);
    free(r);
}

bp_status bp_reader_is_published(bool *out, const bp_reader *r, bp_err *err)
{
    const bp_plan *p = r->plan;
    *out = false;
    if (p->n_files != 1 || !bp_file_is_regular(p->reading->file[0]))
        return BP_OK;
    return bp_published_is(out, &p->head[0], p->reading, p->choice->pay, err);
}

static uint64_t order_of(size_t file, uint64_t position)
{
    return (uint64_t)file << 48 | position;
}

/* Keeps the failure that is first in the input. */
static void note_failure(bp_pass *p, uint64_t at, const bp_err *err)
{
    if (p->failed && at >= p->failed_at)
        return;
    p->failed = true;
    p->failed_at = at;
    p->err = *err;
}

/* After every chunk of a file. */
static uint64_t end_of(size_t file)
{
    return order_of(file + 1, 0) - 1;
}

/* Is no failure before all that is left of a file? */
static bool counts_still(bp_pass *p, size_t file)
{
    pthread_mutex_lock(&p->lock);
    const bool counts = !p->failed || file < p->failed_at >> 48;
    pthread_mutex_unlock(&p->lock);
    return counts;
}

/* Adds up what the workers hold. */
static uint64_t held_by_all(bp_pass *p, bp_worker *w)
{
    const size_t bytes = bp_rows_bytes(w->rows), more = bytes - w->bytes;
    w->bytes = bytes;
    return atomic_fetch_add(&p->held, more) + more;
}

/* Rows may have this part of the memory while they are read: what is made of them later
 * takes some, too. */
#define IN_MEMORY 2

/* Beyond it a worker puts its own away. */
static bp_status check_memory(bp_pass *p, bp_worker *w, size_t file, bp_err *err)
{
    uint64_t held = held_by_all(p, w);
    if (p->puts_away && held > p->memory / IN_MEMORY) {
        const bp_status status = bp_rows_put_away(w->rows, p->memory / p->n_workers, err);
        if (status != BP_OK)
            return status;
        held = held_by_all(p, w);
    }
    if (held <= p->memory)
        return BP_OK;
    const bp_loc at = { .file = p->plan->file[file] };
    const bool many = p->memory >= (uint64_t)1 << 20;
    return bp_fail_hint(err, &at, BP_ELIMIT, (bp_hint){ BP_HINT_MEMORY, NULL },
                        "what is kept of the rows takes more than %llu %s of memory, "
                        "most of it for %s",
                        (unsigned long long)(p->memory >> (many ? 20 : 10)),
                        many ? "MiB" : "KiB", bp_rows_largest(w->rows));
}

/* May the end of a chunk be among the last bytes of its file?  What the head of a file
 * says suffices for a file that ends with it, or that has such rows in it. */
static bool may_be_last(const bp_plan *p, size_t file, const bp_chunk *chunk)
{
    const bp_summaries *s = &p->summaries[file];
    const uint64_t end = chunk->position + chunk->n;
    return !s->whole && !p->head[file].like_first && s->n == 0 &&
           end + TAIL_BYTES > bp_input_bytes(p->head[file].input);
}

/* Puts a chunk aside, and takes the first of those that are there when they are too
 * many; else it is empty then. */
static void hold(bp_pass *p, size_t file, bp_chunk *chunk)
{
    bp_held *h = &p->aside[file];
    pthread_mutex_lock(&p->lock);
    bp_chunk all[HELD + 1];
    size_t n = 0, i = 0;
    for (; i < h->n && h->chunk[i].position < chunk->position; i++)
        all[n++] = h->chunk[i];
    all[n++] = *chunk;
    for (; i < h->n; i++)
        all[n++] = h->chunk[i];
    const size_t out = n > HELD ? 1 : 0;
    *chunk = out > 0 ? all[0] : (bp_chunk){ 0 };
    h->n = n - out;
    for (i = 0; i < h->n; i++)
        h->chunk[i] = all[out + i];
    pthread_mutex_unlock(&p->lock);
}

/* Reads one chunk of a file; false: there is none, or a failure. */
static bool work_on(bp_pass *p, bp_worker *w, size_t file)
{
    const bp_reading *reading = p->plan->reading;
    bp_chunk chunk = { 0 };
    bp_err err;
    uint64_t at = end_of(file);
    bp_status status = bp_stop_check(&err);
    if (status == BP_OK)
        status = bp_input_next(p->plan->head[file].input, &chunk, &err);
    const bool more = status == BP_OK && chunk.text != NULL;
    if (more && may_be_last(p->plan, file, &chunk))
        hold(p, file, &chunk);
    if (status == BP_OK && chunk.text != NULL) {
        at = order_of(file, chunk.position);
        status = bp_rows_read(w->rows, file, &chunk, &err);
        if (status == BP_OK)
            status = check_memory(p, w, file, &err);
        if (status == BP_OK && reading->progress != NULL)
            reading->progress(reading->progress_arg, chunk.n);
        bp_chunk_release(&chunk);
    }
    if (status == BP_OK)
        return more;
    pthread_mutex_lock(&p->lock);
    note_failure(p, at, &err);
    pthread_mutex_unlock(&p->lock);
    return false;
}

/* Each goes to the next file on its own, while others may still read the last chunks of
 * this one. */
static bp_status work(void *arg, size_t worker, bp_err *err)
{
    bp_pass *p = arg;
    const bp_head *head = p->plan->head;
    (void)err; /* the failure that counts is the first in the input */
    for (size_t f = p->first; f < p->end && counts_still(p, f); f++) {
        while (work_on(p, &p->worker[worker], f) && counts_still(p, f))
            continue;
        if (f + 1 < p->end)
            bp_input_pass_on(head[f].input, head[f + 1].input);
    }
    return BP_OK;
}

static void drop_held(bp_held *h)
{
    for (size_t i = 0; i < h->n; i++)
        bp_chunk_release(&h->chunk[i]);
    h->n = 0;
}

/* Reads the chunks of a file that were put aside: they are its last. */
static void read_held(bp_pass *p, size_t file)
{
    bp_held *h = &p->aside[file];
    const bp_reading *reading = p->plan->reading;
    const bp_chunk *last = &h->chunk[h->n - 1];
    const uint64_t end = last->position + last->n;
    const uint64_t tail = end > TAIL_BYTES ? end - TAIL_BYTES : 0;
    for (size_t i = 0; i < h->n; i++) {
        const uint64_t at = order_of(file, h->chunk[i].position);
        bp_err err;
        if (p->failed && at >= p->failed_at)
            break;
        if (bp_rows_read_tail(p->worker[0].rows, file, &h->chunk[i], tail, &err) != BP_OK)
            note_failure(p, at, &err);
        else if (reading->progress != NULL)
            reading->progress(reading->progress_arg, h->chunk[i].n);
    }
    drop_held(h);
}

static bp_status run(bp_pass *p, bp_err *err)
{
    if (pthread_mutex_init(&p->lock, NULL) != 0)
        return bp_fail(err, NULL, BP_ELIMIT, "no lock for the workers");
    bp_status status = bp_pool_run(p->n_workers, work, p, err);
    pthread_mutex_destroy(&p->lock);
    for (size_t f = p->first; status == BP_OK && f < p->end; f++)
        if (p->aside[f].n > 0)
            read_held(p, f);
    if (status != BP_OK || !p->failed)
        return status;
    if (p->err.status == BP_EDATA) /* by the rows of a file that is another by now? */
        status = bp_input_unchanged(p->plan->head[p->failed_at >> 48].input, err);
    if (status != BP_OK)
        return status;
    if (err != NULL)
        *err = p->err;
    return p->err.status;
}

/* The surveys and counts of all workers as one. */
static bp_status gather(bp_pass *p, bp_survey **out, bp_counts *counts, bp_err *err)
{
    bp_survey *all = NULL;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < p->n_workers; i++) {
        bp_survey *part = NULL;
        const bp_counts *c = NULL;
        bp_rows_end(p->worker[i].rows, &part, &c);
        bp_counts_add(counts, c);
        if (all == NULL)
            all = part;
        else
            status = bp_survey_merge(all, part, err);
    }
    if (status != BP_OK) {
        bp_survey_free(all);
        return status;
    }
    *out = all;
    return BP_OK;
}

/* Of the files that were read here. */
static bp_status add_digests(bp_survey *s, const bp_plan *p, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t f = 0; status == BP_OK && p->reading->digest && f < p->n_files; f++) {
        char hex[65];
        bp_input_digest(p->head[f].input, hex);
        status = bp_survey_set_digest(s, f, hex, err);
    }
    return status;
}

/* The same of those that were read elsewhere. */
static bp_status add_unit_digests(bp_survey *s, const bp_plan *p, const bp_partial *all,
                                  bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && p->reading->digest && i < all->n_units; i++)
        status =
            bp_survey_set_digest(s, all->unit[i].number - 1, all->unit[i].sha256, err);
    return status;
}

/* A file of fewer bytes is read sooner than a thread is started. */
#define ALONE ((size_t)32 << 10)

static size_t count_workers(const bp_plan *p)
{
    const size_t asked = p->reading->threads;
    const bool small = p->n_files == 1 && p->head[0].whole && p->head[0].text.n < ALONE;
    const size_t n = asked == 0 && small ? 1 : bp_pool_workers(asked);
    return n < WORKERS_MAX ? n : WORKERS_MAX;
}

/* Notes, limits, and the decisions that need all rows.
 *   parts  what they were read of; NULL: of the files themselves */
static bp_status finish(bp_survey *s, const bp_plan *p, uint64_t memory,
                        const bp_counts *counts, const bp_partial *parts, bp_err *err)
{
    const bp_decision decision = { .year = p->chosen_year,
                                   .currency = p->choice->currency,
                                   .main_currency = p->choice->main_currency,
                                   .by_currency = p->keys.by_currency,
                                   .doubts = p->doubts,
                                   .allow_none = p->reading->allow_none,
                                   .show_values = p->reading->show_values,
                                   .org_equal = p->reading->org_equal,
                                   .memory = memory,
                                   .threads = parts != NULL ? count_workers(p) : 0 };
    bp_counts_ask(counts, p);
    bp_status status = p->reading->allow_none ? BP_OK : bp_counts_check(counts, p, err);
    if (status == BP_OK)
        status = bp_notes_add(s, p, counts, err);
    if (status == BP_OK)
        status =
            parts != NULL ? add_unit_digests(s, p, parts, err) : add_digests(s, p, err);
    if (status != BP_OK)
        return status;
    bp_status decided = bp_survey_settle(s, &decision, err);
    if (decided != BP_OK && decided != BP_EDATA)
        return decided;
    /* Where no row is left a missing rate is the better reason. */
    if (bp_counts_name_several(counts, s))
        bp_survey_set_among_orgs(s);
    status = bp_counts_check_rates(counts, p, decided == BP_OK ? s : NULL, err);
    if (status == BP_OK)
        status = bp_counts_check_ages(counts, p, decided == BP_OK ? s : NULL, err);
    if (status == BP_OK)
        status = decided;
    return status == BP_OK ? bp_notes_add_events(s, p, counts, err) : status;
}

/* Once all rows were read, of some files or, in the end, of all: what is decided about
 * several of them. */
static bp_status decide(const bp_pass *p, bool all, bp_err *err)
{
    bp_rows **rows = bp_alloc(0, p->n_workers, sizeof *rows);
    if (rows == NULL)
        return bp_no_memory(err, "%zu workers", p->n_workers);
    for (size_t i = 0; i < p->n_workers; i++)
        rows[i] = p->worker[i].rows;
    bp_status status = bp_rows_decide(rows, p->n_workers, err);
    if (status == BP_OK && all && p->plan->choice->distinct != BP_DISTINCT_NO)
        status = bp_rows_distinct(rows, p->n_workers, err);
    free(rows);
    return status;
}

static uint64_t memory_of(const bp_plan *p)
{
    return p->reading->memory > 0 ? p->reading->memory : bp_half_of_machine();
}

static bp_status make_rows(bp_pass *p, const bp_fences *within, bp_err *err)
{
    p->n_workers = count_workers(p->plan);
    p->memory = memory_of(p->plan);
    p->worker = bp_alloc(0, p->n_workers, sizeof *p->worker);
    p->aside = bp_alloc(0, p->plan->n_files, sizeof *p->aside);
    if (p->worker == NULL || p->aside == NULL)
        return bp_no_memory(err, "%zu workers", p->n_workers);
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < p->n_workers; i++)
        status = bp_rows_new(&p->worker[i].rows, p->plan, within, err);
    return status;
}

static bp_status rewind_all(const bp_plan *p, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t f = 0; status == BP_OK && f < p->n_files; f++)
        status = bp_input_rewind(p->head[f].input, err);
    return status;
}

static void release_pass(bp_pass *p)
{
    for (size_t i = 0; p->worker != NULL && i < p->n_workers; i++)
        bp_rows_free(p->worker[i].rows);
    for (size_t f = 0; p->aside != NULL && f < p->plan->n_files; f++)
        drop_held(&p->aside[f]);
    free(p->aside);
    free(p->worker);
}

/* What is left of the rows of some files: the survey, which is yet to be settled, and the
 * counts, which are added to. */
static bp_status scan(bp_pass *p, const bp_fences *within, bp_survey **out,
                      bp_counts *counts, bp_err *err)
{
    bp_status status = make_rows(p, within, err);
    if (status == BP_OK)
        status = run(p, err);
    if (status == BP_OK)
        status = decide(p, true, err);
    if (status == BP_OK)
        status = gather(p, out, counts, err);
    release_pass(p);
    return status;
}

bp_status bp_reader_read(bp_reader *r, const bp_fences *within, bp_survey **out,
                         bp_err *err)
{
    bp_pass pass = { .plan = r->plan, .end = r->plan->n_files, .puts_away = true };
    bp_survey *survey = NULL;
    bp_counts counts;
    bp_status status = r->was_read ? rewind_all(r->plan, err) : BP_OK;
    r->was_read = true;
    if (!bp_counts_init(&counts, r->plan))
        status = bp_no_memory(err, "a reader");
    if (status == BP_OK)
        status = scan(&pass, within, &survey, &counts, err);
    if (status == BP_OK)
        status = finish(survey, r->plan, memory_of(r->plan), &counts, NULL, err);
    bp_counts_release(&counts);
    if (status != BP_OK) {
        bp_survey_free(survey);
        return status;
    }
    *out = survey;
    return BP_OK;
}

/* ---- in parts ---- */

size_t bp_reader_units(const bp_reader *r)
{
    return r->plan->n_files;
}

const char *bp_reader_unit(const bp_reader *r, size_t i)
{
    return r->plan->reading->file[i];
}

const bp_shape *bp_reader_shape(const bp_reader *r)
{
    return &r->plan->shape;
}

uint64_t bp_reader_memory(const bp_reader *r)
{
    return memory_of(r->plan);
}

struct bp_scan {
    bp_reader *reader;
    bp_pass pass;
};

bp_status bp_scan_new(bp_scan **out, bp_reader *r, bp_err *err)
{
    bp_scan *s = bp_alloc(0, 1, sizeof *s);
    if (s == NULL)
        return bp_no_memory(err, "a reader");
    s->reader = r;
    s->pass = (bp_pass){ .plan = r->plan, .puts_away = true };
    const bp_status status = make_rows(&s->pass, NULL, err);
    if (status == BP_OK)
        *out = s;
    else
        bp_scan_free(s);
    return status;
}

void bp_scan_free(bp_scan *s)
{
    if (s == NULL)
        return;
    release_pass(&s->pass);
    free(s);
}

/* Adds what was read so far to the rows of a unit. */
static void count_rows(bp_unit *unit, const bp_pass *p)
{
    for (size_t i = 0; i < p->n_workers; i++) {
        const bp_counts *c = bp_rows_counts(p->worker[i].rows);
        unit->rows += c->rows;
        for (size_t k = 0; k < BP_RULE_COUNT; k++)
            unit->excluded += c->excluded[k];
    }
}

bp_status bp_scan_read(bp_scan *s, size_t file, bp_partial *out, bp_err *err)
{
    bp_reader *r = s->reader;
    bp_pass *p = &s->pass;
    bp_unit before = { 0 };
    bp_unit unit = { .number = file + 1, .file = r->plan->reading->file[file] };
    count_rows(&before, p);
    p->first = file;
    p->end = file + 1;
    if (r->scanned != NULL)
        bp_input_pass_on(r->scanned, r->plan->head[file].input);
    r->scanned = r->plan->head[file].input;
    bp_status status = run(p, err);
    if (status == BP_OK)
        status = decide(p, false, err);
    if (status != BP_OK)
        return status;
    count_rows(&unit, p);
    unit.rows -= before.rows;
    unit.excluded -= before.excluded;
    bp_input_digest(r->plan->head[file].input, unit.sha256);
    return bp_partial_add_unit(out, &unit, err);
}

bp_status bp_scan_end(bp_scan *s, bp_partial *out, bp_err *err)
{
    const bp_pass *p = &s->pass;
    bp_status status = BP_OK;
    if (!bp_counts_init(&out->counts, p->plan))
        return bp_no_memory(err, "a reader");
    out->has_distinct = p->plan->choice->distinct != BP_DISTINCT_NO;
    out->distinct.shape = &p->plan->shape;
    for (size_t i = 0; status == BP_OK && out->has_distinct && i < p->n_workers; i++)
        status = bp_distinct_take(&out->distinct, bp_rows_people(p->worker[i].rows), err);
    return status == BP_OK ? gather(&s->pass, &out->survey, &out->counts, err) : status;
}

bp_status bp_reader_scan(bp_reader *r, size_t file, bp_partial *out, bp_err *err)
{
    bp_scan *s = NULL;
    bp_status status = bp_scan_new(&s, r, err);
    if (status == BP_OK)
        status = bp_scan_read(s, file, out, err);
    if (status == BP_OK)
        status = bp_scan_end(s, out, err);
    bp_scan_free(s);
    return status;
}

/* Every unit is there, once: those that are there twice were refused before. */
static bp_status check_units(const bp_partial *all, const bp_plan *p, bp_err *err)
{
    char more[64] = "";
    size_t i = 0;
    while (i < all->n_units && all->unit[i].number == i + 1)
        i++;
    const size_t missing = p->n_files - all->n_units;
    if (missing == 0)
        return BP_OK;
    if (missing > 1)
        snprintf(more, sizeof more, ", and %zu more are missing", missing - 1);
    return bp_fail(err, NULL, BP_EDATA, "unit %zu ('%.200s') is in no part%s", i + 1,
                   p->reading->file[i], more);
}

/* All rows of a person are there. */
static bp_status give_people(bp_partial *all, const bp_plan *p, bp_err *err)
{
    const bp_distinct *const rows = &all->distinct;
    return bp_people_give(&rows, 1, p, NULL, all->survey, &all->counts, err);
}

bp_status bp_reader_finish(bp_reader *r, const bp_parts *parts, bp_survey **out,
                           bp_err *err)
{
    const bp_plan *p = r->plan;
    const uint64_t memory = memory_of(p);
    bp_partial all = { .question = NULL };
    bp_status status =
        bp_partial_add_parts(&all, parts, &p->shape, memory, count_workers(p), err);
    if (status == BP_OK)
        status = check_units(&all, p, err);
    if (status == BP_OK)
        status = bp_counts_fit(&all.counts, p, err);
    if (status == BP_OK && all.has_distinct)
        status = give_people(&all, p, err);
    if (status == BP_OK)
        status = finish(all.survey, p, memory, &all.counts, &all, err);
    if (status == BP_OK) {
        *out = all.survey;
        all.survey = NULL;
    }
    bp_partial_release(&all);
    return status;
}

bp_status bp_survey_read(bp_survey **out, const bp_reading *reading,
                         const bp_choice *choice, bp_err *err)
{
    bp_reader *reader = NULL;
    bp_doubts doubts = { 0 };
    if (choice->outliers == BP_OUTLIERS_DROP)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "outliers are left out by a second reading, which bp_survey_read "
                       "does not do: use bp_answer_new");
    bp_survey *survey = NULL;
    bp_status status = bp_reader_open(&reader, reading, choice, false, &doubts, err);
    if (status == BP_OK)
        status = bp_doubts_fail(&doubts, NULL, err);
    if (status == BP_OK)
        status = bp_reader_read(reader, NULL, &survey, err);
    if (status == BP_OK)
        status = bp_doubts_fail(&doubts, NULL, err);
    bp_reader_free(reader);
    bp_doubts_release(&doubts);
    if (status != BP_OK) {
        bp_survey_free(survey);
        return status;
    }
    *out = survey;
    return BP_OK;
}
