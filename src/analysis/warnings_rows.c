/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_rows.c - rows that repeat or contradict others.
 *
 * Two rows that have something in common have a hash in common, and nearly all hashes are
 * there once.  So that these need not be sorted, a first look at the records notes in
 * bits which hashes there may be more than once, and a second one sorts what is there
 * then: the bits let few others pass.  All that is looked for is looked for side by side.
 * Where there is no room for the bits of all, or for all that repeat another, they are
 * looked at in turns, each those of some hashes. */
#include <stdlib.h>
#include <string.h>

#include "analysis/warning_list.h"
#include "base/pool.h"
#include "data/pay.h"
#include "data/records.h"

/* A record that may be one of several with its hash. */
typedef struct candidate {
    uint64_t hash;
    bp_record_at at;
} candidate;

typedef struct candidates {
    candidate *list; /* [n] in the order of their places in the log */
    size_t n;
    size_t cap;
} candidates;

/* What is asked about one. */
typedef struct entry {
    uint64_t hash;
    bp_place place;
    int64_t pay; /* of element 0 */
    uint32_t who_hash;
} entry;

static int by_hash(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->place.order > y->place.order) - (x->place.order < y->place.order);
}

/* Those that may be there more than once: [n] by hash, then in input order. */
typedef struct entries {
    entry *list;
    size_t n;
} entries;

/* Memory of a record that passes the sieve: as a candidate, whose array grows by half,
 * and as an entry, which is copied to be sorted. */
#define PASSING_BYTES (3 * sizeof(candidate) / 2 + 2 * sizeof(entry))

/* The hashes that are looked at in one turn. */
typedef struct turn {
    uint64_t i;
    uint64_t of; /* turns */
} turn;

static inline bool has_turn(const turn *t, uint64_t hash)
{
    return t->of == 1 || (hash >> 48) % t->of == t->i;
}

/* For each of some remainders of hashes two bits: it was met, and met again. */
typedef struct sieve {
    uint64_t *met;
    uint64_t mask; /* of remainders */
} sieve;

#define REMAINDERS_EACH 8 /* of a record, so that one in ten passes by chance */
#define IN_WORD 32

#define SIEVES_MOST 256

static uint64_t remainders_of(uint64_t records)
{
    uint64_t n = IN_WORD;
    while (n < REMAINDERS_EACH * records)
        n *= 2;
    return n;
}

static bool sieve_init(sieve *v, size_t records)
{
    const uint64_t n = remainders_of(records);
    v->mask = n - 1;
    v->met = bp_alloc_table(n / IN_WORD, sizeof v->met[0]);
    return v->met != NULL;
}

static void sieve_clear(const sieve *v)
{
    memset(v->met, 0, (v->mask + 1) / IN_WORD * sizeof v->met[0]);
}

/* How many turns it takes, so that the bits of one fit this memory. */
static uint64_t count_sieves(uint64_t records, uint64_t most)
{
    uint64_t n = 1;
    while (n < SIEVES_MOST &&
           remainders_of(records / n) / IN_WORD * sizeof(uint64_t) > most)
        n *= 2;
    return n;
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

/* Adds those of some records that pass and have their turn.  False: memory is out. */
static bool take_some(candidates *c, const sieve *v, const bp_record_hashes *h,
                      const turn *t)
{
    for (size_t i = 0; i < h->n; i++) {
        if (h->hash[i] == 0 || !sieve_passes(v, h->hash[i]) || !has_turn(t, h->hash[i]))
            continue;
        if (!bp_reserve(&c->list, &c->cap, c->n + 1, sizeof c->list[0]))
            return false;
        bp_record_at at = h->at;
        at.row += (uint32_t)i;
        c->list[c->n++] = (candidate){ .hash = h->hash[i], .at = at };
    }
    return true;
}

/* Leaves those that pass a second sieve, by other bits of their hashes.  False: memory is
 * out. */
static bool sift(candidates *c)
{
    sieve v;
    size_t n = 0;
    if (!sieve_init(&v, c->n))
        return false;
    for (size_t i = 0; i < c->n; i++)
        sieve_meet(&v, c->list[i].hash >> 32);
    for (size_t i = 0; i < c->n; i++)
        if (sieve_passes(&v, c->list[i].hash >> 32))
            c->list[n++] = c->list[i];
    c->n = n;
    free(v.met);
    return true;
}

/* Meets all hashes that have their turn. */
static void meet_all(const sieve *v, bp_records_reader *r, bp_record_hash of,
                     const turn *t)
{
    for (bp_record_hashes h = { .n = 0 }; bp_records_hashes(r, &h, of);) {
        fetch(v, &h);
        for (size_t i = 0; i < h.n; i++)
            if (has_turn(t, h.hash[i]))
                sieve_meet(v, h.hash[i]);
    }
}

/* In how many turns those of one that pass fit this memory.  A hash of 0 is that of
 * nobody. */
static uint64_t count_turns(const sieve *v, bp_records_reader *r, bp_record_hash of,
                            const turn *t, uint64_t memory)
{
    const uint64_t most = memory / PASSING_BYTES;
    uint64_t n = bp_survey_records(r->survey) / t->of;
    if (n <= most)
        return 1;
    n = 0;
    for (bp_record_hashes h = { .n = 0 }; bp_records_hashes(r, &h, of);)
        for (size_t i = 0; i < h.n; i++)
            n += h.hash[i] != 0 && has_turn(t, h.hash[i]) && sieve_passes(v, h.hash[i]);
    return most > 0 ? n / most + 1 : n + 1;
}

/* Those of one turn.  False: memory is out. */
static bool find_candidates(candidates *c, const sieve *v, bp_records_reader *r,
                            bp_record_hash of, const turn *t)
{
    bool ok = true;
    for (bp_record_hashes h = { .n = 0 }; ok && bp_records_hashes(r, &h, of);) {
        fetch(v, &h);
        ok = take_some(c, v, &h, t);
    }
    return ok && sift(c);
}

/* False: memory is out. */
static bool look_up(entries *e, const candidates *c, bp_records_reader *r)
{
    bp_record_row row;
    e->list = bp_alloc(0, c->n, sizeof e->list[0]);
    for (size_t i = 0; e->list != NULL && i < c->n; i++) {
        bp_record_at at = c->list[i].at;
        if (!bp_records_next(r, &at, &row))
            break;
        e->list[e->n++] = (entry){ c->list[i].hash, row.place, row.pay[0], row.who_hash };
    }
    if (e->n > 1)
        qsort(e->list, e->n, sizeof e->list[0], by_hash);
    return e->list != NULL;
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
static void add_conflicts(bp_warning_rows *out, const entry list[], size_t n)
{
    const uint64_t before = out->n;
    for (size_t i = 1; i < n; i++)
        if (list[i].pay != list[0].pay)
            bp_warning_rows_put(out, &list[i].place);
    if (out->n > before)
        bp_warning_rows_put(out, &list[0].place);
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
    const uint64_t first = list[0].place.order;
    for (size_t i = 0; i < n; i++)
        list[i].hash = list[i].who_hash;
    qsort(list, n, sizeof list[0], by_hash);
    for (size_t i = 0, same; i < n; i += same) {
        same = count_same(list + i, n - i);
        add_conflicts(&f->conflict, list + i, same);
    }
    for (size_t i = 0; list[0].hash != list[n - 1].hash && i < n; i++)
        if (list[i].place.order != first)
            bp_warning_rows_put(&f->persons, &list[i].place);
}

static void look_at_people(found *f, const entries *e)
{
    for (size_t i = 0, same; i < e->n; i += same) {
        same = count_same(e->list + i, e->n - i);
        if (same > 1)
            look_at_person(f, e->list + i, same);
    }
}

/* Rows that are identical to an earlier one. */
static void look_at_rows(found *f, const entries *e)
{
    for (size_t i = 1; i < e->n; i++)
        if (e->list[i].hash == e->list[i - 1].hash)
            bp_warning_rows_put(&f->identical, &e->list[i].place);
}

/* Two kinds of hashes are looked at side by side, each with as much for bits as for the
 * rest. */
#define SHARES 4

/* Shows the records of one turn with hashes that may be there more than once, some of
 * these hashes after the others.  False: memory is out. */
static bool look_in_turns(found *f, bp_record_hash of,
                          void look(found *, const entries *), const sieve *v,
                          bp_records_reader *r, turn t, uint64_t memory)
{
    bool ok = true;
    meet_all(v, r, of, &t);
    const uint64_t step = t.of;
    for (t.of *= count_turns(v, r, of, &t, memory);
         ok && !bp_kept_is(&r->failure) && t.i < t.of; t.i += step) {
        candidates c = { 0 };
        entries e = { 0 };
        ok = find_candidates(&c, v, r, of, &t) && look_up(&e, &c, r);
        free(c.list);
        if (ok)
            look(f, &e);
        free(e.list);
    }
    return ok;
}

static bp_status look_at_hashes(found *f, bp_record_hash of,
                                void look(found *, const entries *), bp_err *err)
{
    const uint64_t memory = bp_survey_spare(f->survey) / SHARES;
    const size_t records = bp_survey_records(f->survey);
    bp_records_reader r = { .survey = f->survey };
    turn t = { 0, count_sieves(records, memory) };
    sieve v;
    bool ok = sieve_init(&v, records / t.of);
    for (; ok && !bp_kept_is(&r.failure) && t.i < t.of; t.i++) {
        if (t.i > 0)
            sieve_clear(&v);
        ok = look_in_turns(f, of, look, &v, &r, t, memory);
    }
    free(v.met);
    const bp_status status = bp_records_end(&r, err);
    return status == BP_OK && !ok ? bp_no_memory(err, "the rows") : status;
}

static bp_status find_people(found *f, bp_err *err)
{
    return look_at_hashes(f, BP_HASH_PAYEE, look_at_people, err);
}

static bp_status find_identical(found *f, bp_err *err)
{
    return look_at_hashes(f, BP_HASH_ROW, look_at_rows, err);
}

static size_t find_element(const bp_survey *s, const char *name)
{
    size_t i = 0;
    while (i < bp_survey_elements(s) && strcmp(bp_survey_element(s, i), name) != 0)
        i++;
    return i;
}

/* Total cash below base. */
static bp_status find_cash(found *f, bp_err *err)
{
    const bp_survey *s = f->survey;
    const size_t base = find_element(s, "base"), tcc = find_element(s, "tcc");
    bp_records_reader r = { .survey = s };
    bp_record_row row;
    if (base == bp_survey_elements(s) || tcc == bp_survey_elements(s))
        return BP_OK;
    for (bp_record_at at = { 0 }; bp_records_next(&r, &at, &row); at.row++)
        if (row.pay[base] != BP_NO_PAY && row.pay[tcc] != BP_NO_PAY &&
            row.pay[tcc] < row.pay[base])
            bp_warning_rows_put(&f->cash, &row.place);
    return bp_records_end(&r, err);
}

static bp_status (*const looks[])(found *, bp_err *) = { find_people, find_identical,
                                                         find_cash };

#define LOOKS (sizeof looks / sizeof looks[0])

static bp_status look(void *arg, size_t i, bp_err *err)
{
    return looks[i](arg, err);
}

static void add_warning(bp_warning_list *out, const bp_survey *s, bp_warning_kind kind,
                        const bp_warning_rows *rows)
{
    bp_warning w = { .kind = kind };
    bp_warning_add_rows(&w, s, rows);
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

bp_status bp_warn_of_rows(bp_warning_list *out, const bp_survey *s, bp_err *err)
{
    found f = { .survey = s };
    if (bp_survey_records(s) == 0)
        return BP_OK;
    bp_status status = bp_pool_tasks(bp_survey_threads(s), LOOKS, look, &f, err);
    if (status != BP_OK)
        return status;
    add_warning(out, s, BP_WARN_CONFLICT, &f.conflict);
    add_warning(out, s, BP_WARN_IDENTICAL, &f.identical);
    add_warning(out, s, BP_WARN_PERSONS, &f.persons);
    add_warning(out, s, BP_WARN_CASH, &f.cash);
    return BP_OK;
}
