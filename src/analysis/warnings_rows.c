/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_rows.c - rows that repeat or contradict others.
 *
 * Two rows that have something in common have a hash in common, and nearly all hashes are
 * there once.  So that these need not be sorted, a first look at the records notes in two
 * sets of bits which hashes there may be more than once, and a second one sorts what is
 * there then: the bits let few others pass.  The rows of people and those that are alike
 * are looked for side by side. */
#include <stdlib.h>

#include "analysis/warning_list.h"
#include "base/pool.h"
#include "data/pay.h"
#include "data/records.h"

/* A record's hash, its place in the input, and where it is. */
typedef struct entry {
    uint64_t hash;
    uint64_t order;
    bp_record_at at;
} entry;

static int by_hash(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Those that may be there more than once: [n] by hash, then in input order. */
typedef struct entries {
    entry *list;
    size_t n;
    size_t cap;
} entries;

/* A bit for each of some remainders of hashes: it was met, and met again. */
typedef struct sieve {
    uint64_t *once;
    uint64_t *again;
    uint64_t mask;
} sieve;

/* More bits than records, so that one in some ten passes by chance. */
#define BITS_EACH 8

static bool sieve_init(sieve *v, size_t records)
{
    size_t bits = 64;
    while (bits < BITS_EACH * records)
        bits *= 2;
    v->mask = bits - 1;
    v->once = bp_alloc_table(bits / 64, sizeof v->once[0]);
    v->again = bp_alloc_table(bits / 64, sizeof v->again[0]);
    return v->once != NULL && v->again != NULL;
}

static void sieve_release(sieve *v)
{
    free(v->once);
    free(v->again);
}

static void sieve_meet(sieve *v, uint64_t hash)
{
    const uint64_t at = (hash & v->mask) / 64, bit = UINT64_C(1) << hash % 64;
    v->again[at] |= v->once[at] & bit;
    v->once[at] |= bit;
}

static bool sieve_passes(const sieve *v, uint64_t hash)
{
    return (v->again[(hash & v->mask) / 64] >> hash % 64 & 1) != 0;
}

/* One of a record's hashes; false when it is not known. */
static bool hash_of(uint64_t *hash, const bp_record_row *r, bool by_payee)
{
    *hash = by_payee ? r->payee_hash : r->row_hash;
    return !by_payee || *hash != 0;
}

/* False: memory is out; the list is freed still by the caller. */
static bool find_entries(entries *e, const bp_survey *s, bool by_payee)
{
    bp_record_row r;
    sieve v = { 0 };
    uint64_t hash;
    bool ok = sieve_init(&v, bp_survey_records(s));
    for (bp_record_at at = { 0 }; ok && bp_survey_record(s, &at, &r); at.row++)
        if (hash_of(&hash, &r, by_payee))
            sieve_meet(&v, hash);
    for (bp_record_at at = { 0 }; ok && bp_survey_record(s, &at, &r); at.row++)
        if (hash_of(&hash, &r, by_payee) && sieve_passes(&v, hash)) {
            ok = bp_reserve(&e->list, &e->cap, e->n + 1, sizeof e->list[0]);
            if (ok)
                e->list[e->n++] = (entry){ hash, r.place.order, at };
        }
    sieve_release(&v);
    if (ok && e->n > 1)
        qsort(e->list, e->n, sizeof e->list[0], by_hash);
    return ok;
}

/* How many of the first entries have the same hash. */
static size_t count_same(const entry list[], size_t n)
{
    size_t same = 1;
    while (same < n && list[same].hash == list[0].hash)
        same++;
    return same;
}

static bp_record_row record_of(const bp_survey *s, const entry *e)
{
    bp_record_at at = e->at;
    bp_record_row r = { 0 };
    bp_survey_record(s, &at, &r);
    return r;
}

/* Of the n records of one person and date those whose pay is not that of the first, and
 * that one too. */
static void add_conflicts(bp_warning_rows *out, const bp_survey *s, const entry list[],
                          size_t n)
{
    const bp_record_row first = record_of(s, &list[0]);
    const uint64_t before = out->n;
    for (size_t i = 1; i < n; i++) {
        const bp_record_row r = record_of(s, &list[i]);
        if (r.pay != first.pay)
            bp_warning_rows_put(out, &r.place);
    }
    if (out->n > before)
        bp_warning_rows_put(out, &first.place);
}

/* What is looked for. */
typedef struct repeated {
    const bp_survey *survey;
    bp_warning_rows conflict;
    bp_warning_rows identical;
    bp_warning_rows persons;
} repeated;

/* The n records of one person and year: those of one date contradict each other, those of
 * several are several rows a person. */
static void look_at_person(repeated *r, entry list[], size_t n)
{
    const uint64_t first = list[0].order;
    for (size_t i = 0; i < n; i++)
        list[i].hash = record_of(r->survey, &list[i]).who_hash;
    qsort(list, n, sizeof list[0], by_hash);
    for (size_t i = 0, same; i < n; i += same) {
        same = count_same(list + i, n - i);
        add_conflicts(&r->conflict, r->survey, list + i, same);
    }
    for (size_t i = 0; list[0].hash != list[n - 1].hash && i < n; i++)
        if (list[i].order != first) {
            const bp_record_row row = record_of(r->survey, &list[i]);
            bp_warning_rows_put(&r->persons, &row.place);
        }
}

static bool look_at_people(repeated *r)
{
    entries e = { 0 };
    const bool ok = find_entries(&e, r->survey, true);
    for (size_t i = 0, same; ok && i < e.n; i += same) {
        same = count_same(e.list + i, e.n - i);
        if (same > 1)
            look_at_person(r, e.list + i, same);
    }
    free(e.list);
    return ok;
}

/* Rows that are identical to an earlier one. */
static bool look_at_rows(repeated *r)
{
    entries e = { 0 };
    const bool ok = find_entries(&e, r->survey, false);
    for (size_t i = 1; ok && i < e.n; i++)
        if (e.list[i].hash == e.list[i - 1].hash) {
            const bp_record_row row = record_of(r->survey, &e.list[i]);
            bp_warning_rows_put(&r->identical, &row.place);
        }
    free(e.list);
    return ok;
}

#define LOOKS 2

/* Workers divide the looks among themselves. */
static bp_status look(void *arg, size_t worker, bp_err *err)
{
    repeated *r = arg;
    const size_t workers = bp_survey_threads(r->survey) < LOOKS ? 1 : LOOKS;
    bool ok = true;
    for (size_t i = worker; ok && i < LOOKS; i += workers)
        ok = i == 0 ? look_at_people(r) : look_at_rows(r);
    return ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for the rows");
}

static void add_warning(bp_warning_list *out, const bp_survey *s, bp_warning_kind kind,
                        const bp_warning_rows *rows)
{
    bp_warning w = { .kind = kind };
    bp_warning_add_rows(&w, s, rows);
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

static void find_repeated(bp_warning_list *out, const bp_survey *s)
{
    repeated r = { .survey = s };
    bp_err err;
    const size_t workers = bp_survey_threads(s) < LOOKS ? 1 : LOOKS;
    if (bp_pool_run(workers, look, &r, &err) != BP_OK)
        out->failed = true;
    add_warning(out, s, BP_WARN_CONFLICT, &r.conflict);
    add_warning(out, s, BP_WARN_IDENTICAL, &r.identical);
    add_warning(out, s, BP_WARN_PERSONS, &r.persons);
}

static void find_cash(bp_warning_list *out, const bp_survey *s)
{
    bp_warning_rows rows = { 0 };
    bp_record_row r;
    for (bp_record_at at = { 0 }; bp_survey_record(s, &at, &r); at.row++)
        if (r.cash_below_base)
            bp_warning_rows_put(&rows, &r.place);
    add_warning(out, s, BP_WARN_CASH, &rows);
}

void bp_warn_of_rows(bp_warning_list *out, const bp_survey *s)
{
    if (bp_survey_records(s) == 0)
        return;
    find_repeated(out, s);
    find_cash(out, s);
}
