/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_rows.c - rows that repeat or contradict others.
 *
 * Two rows that have something in common have a hash in common, and nearly all hashes are
 * there once.  So that these need not be sorted, a first look at the records notes in
 * bits which hashes there may be more than once, and a second one sorts what is there
 * then: the bits let few others pass.  All that is looked for is looked for side by side.
 */
#include <stdlib.h>
#include <string.h>

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

/* For each of some remainders of hashes two bits: it was met, and met again. */
typedef struct sieve {
    uint64_t *met;
    uint64_t mask; /* of remainders */
} sieve;

#define REMAINDERS_EACH 8 /* of a record, so that one in ten passes by chance */
#define IN_WORD 32

static bool sieve_init(sieve *v, size_t records)
{
    size_t n = IN_WORD;
    while (n < REMAINDERS_EACH * records)
        n *= 2;
    v->mask = n - 1;
    v->met = bp_alloc_table(n / IN_WORD, sizeof v->met[0]);
    return v->met != NULL;
}

static uint64_t *word_of(const sieve *v, uint64_t hash)
{
    return &v->met[(hash & v->mask) / IN_WORD];
}

static void sieve_meet(const sieve *v, uint64_t hash)
{
    uint64_t *word = word_of(v, hash);
    const uint64_t once = UINT64_C(1) << 2 * (hash % IN_WORD);
    *word |= once | (*word & once) << 1;
}

static bool sieve_passes(const sieve *v, uint64_t hash)
{
    return (*word_of(v, hash) >> (2 * (hash % IN_WORD) + 1) & 1) != 0;
}

/* The words of all hashes are fetched before the first is looked at: the sieve of many
 * records is larger than the caches. */
static void fetch(const sieve *v, const bp_record_hashes *h)
{
    for (size_t i = 0; i < h->n; i++)
        __builtin_prefetch(word_of(v, h->hash[i]), 1);
}

static bp_record_row record_of(const bp_survey *s, const entry *e)
{
    bp_record_at at = e->at;
    bp_record_row r = { 0 };
    bp_survey_record(s, &at, &r);
    return r;
}

/* Adds those of some records that pass.  False: memory is out. */
static bool take_some(entries *e, const sieve *v, const bp_record_hashes *h)
{
    for (size_t i = 0; i < h->n; i++) {
        if (h->hash[i] == 0 || !sieve_passes(v, h->hash[i]))
            continue;
        if (!bp_reserve(&e->list, &e->cap, e->n + 1, sizeof e->list[0]))
            return false;
        bp_record_at at = h->at;
        at.row += (uint32_t)i;
        e->list[e->n++] = (entry){ .hash = h->hash[i], .at = at };
    }
    return true;
}

/* Leaves those that pass a second sieve, by other bits of their hashes.  False: memory is
 * out. */
static bool sift(entries *e)
{
    sieve v;
    size_t n = 0;
    if (!sieve_init(&v, e->n))
        return false;
    for (size_t i = 0; i < e->n; i++)
        sieve_meet(&v, e->list[i].hash >> 32);
    for (size_t i = 0; i < e->n; i++)
        if (sieve_passes(&v, e->list[i].hash >> 32))
            e->list[n++] = e->list[i];
    e->n = n;
    free(v.met);
    return true;
}

/* A hash of 0 is that of nobody.  False: memory is out; the list is freed still by the
 * caller. */
static bool find_entries(entries *e, const bp_survey *s, bp_record_hash of)
{
    sieve v;
    bool ok = sieve_init(&v, bp_survey_records(s));
    for (bp_record_hashes h = { .n = 0 }; ok && bp_survey_record_hashes(s, &h, of);) {
        fetch(&v, &h);
        for (size_t i = 0; i < h.n; i++)
            sieve_meet(&v, h.hash[i]);
    }
    for (bp_record_hashes h = { .n = 0 }; ok && bp_survey_record_hashes(s, &h, of);) {
        fetch(&v, &h);
        ok = take_some(e, &v, &h);
    }
    free(v.met);
    ok = ok && sift(e);
    for (size_t i = 0; ok && i < e->n; i++)
        e->list[i].order = record_of(s, &e->list[i]).place.order;
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

/* Of the n records of one person and date those whose pay is not that of the first, and
 * that one too. */
static void add_conflicts(bp_warning_rows *out, const bp_survey *s, const entry list[],
                          size_t n)
{
    const bp_record_row first = record_of(s, &list[0]);
    const uint64_t before = out->n;
    for (size_t i = 1; i < n; i++) {
        const bp_record_row r = record_of(s, &list[i]);
        if (r.pay[0] != first.pay[0])
            bp_warning_rows_put(out, &r.place);
    }
    if (out->n > before)
        bp_warning_rows_put(out, &first.place);
}

/* What is looked for. */
typedef struct found {
    const bp_survey *survey;
    bp_warning_rows conflict;
    bp_warning_rows identical;
    bp_warning_rows persons;
    bp_warning_rows cash;
} found;

/* The n records of one person and year: those of one date contradict each other, those of
 * several are several rows a person. */
static void look_at_person(found *f, entry list[], size_t n)
{
    const uint64_t first = list[0].order;
    for (size_t i = 0; i < n; i++)
        list[i].hash = record_of(f->survey, &list[i]).who_hash;
    qsort(list, n, sizeof list[0], by_hash);
    for (size_t i = 0, same; i < n; i += same) {
        same = count_same(list + i, n - i);
        add_conflicts(&f->conflict, f->survey, list + i, same);
    }
    for (size_t i = 0; list[0].hash != list[n - 1].hash && i < n; i++)
        if (list[i].order != first) {
            const bp_record_row row = record_of(f->survey, &list[i]);
            bp_warning_rows_put(&f->persons, &row.place);
        }
}

static bool look_at_people(found *f)
{
    entries e = { 0 };
    const bool ok = find_entries(&e, f->survey, BP_HASH_PAYEE);
    for (size_t i = 0, same; ok && i < e.n; i += same) {
        same = count_same(e.list + i, e.n - i);
        if (same > 1)
            look_at_person(f, e.list + i, same);
    }
    free(e.list);
    return ok;
}

/* Rows that are identical to an earlier one. */
static bool look_at_rows(found *f)
{
    entries e = { 0 };
    const bool ok = find_entries(&e, f->survey, BP_HASH_ROW);
    for (size_t i = 1; ok && i < e.n; i++)
        if (e.list[i].hash == e.list[i - 1].hash) {
            const bp_record_row row = record_of(f->survey, &e.list[i]);
            bp_warning_rows_put(&f->identical, &row.place);
        }
    free(e.list);
    return ok;
}

static size_t find_element(const bp_survey *s, const char *name)
{
    size_t i = 0;
    while (i < bp_survey_elements(s) && strcmp(bp_survey_element(s, i), name) != 0)
        i++;
    return i;
}

/* Total cash below base. */
static bool look_at_cash(found *f)
{
    const bp_survey *s = f->survey;
    const size_t base = find_element(s, "base"), tcc = find_element(s, "tcc");
    bp_record_row r;
    if (base == bp_survey_elements(s) || tcc == bp_survey_elements(s))
        return true;
    for (bp_record_at at = { 0 }; bp_survey_record(s, &at, &r); at.row++)
        if (r.pay[base] != BP_NO_PAY && r.pay[tcc] != BP_NO_PAY &&
            r.pay[tcc] < r.pay[base])
            bp_warning_rows_put(&f->cash, &r.place);
    return true;
}

static bool (*const looks[])(found *) = { look_at_people, look_at_rows, look_at_cash };

#define LOOKS (sizeof looks / sizeof looks[0])

static bp_status look(void *arg, size_t i, bp_err *err)
{
    return looks[i](arg) ? BP_OK
                         : bp_fail(err, NULL, BP_ELIMIT, "no memory for the rows");
}

static void add_warning(bp_warning_list *out, const bp_survey *s, bp_warning_kind kind,
                        const bp_warning_rows *rows)
{
    bp_warning w = { .kind = kind };
    bp_warning_add_rows(&w, s, rows);
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

void bp_warn_of_rows(bp_warning_list *out, const bp_survey *s)
{
    found f = { .survey = s };
    bp_err err;
    if (bp_survey_records(s) == 0)
        return;
    if (bp_pool_tasks(bp_survey_threads(s), LOOKS, look, &f, &err) != BP_OK)
        out->failed = true;
    add_warning(out, s, BP_WARN_CONFLICT, &f.conflict);
    add_warning(out, s, BP_WARN_IDENTICAL, &f.identical);
    add_warning(out, s, BP_WARN_PERSONS, &f.persons);
    add_warning(out, s, BP_WARN_CASH, &f.cash);
}
