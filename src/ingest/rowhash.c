/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes of records.
 *
 * Rows are not kept, so two of them are compared by 64 bits of hash: of all fields, to
 * find the same row twice, and of the person, to follow pay over the years.  No name of a
 * person is kept.
 *
 * Every field of every row is hashed where duplicates are looked for, so a field takes
 * two loads and one product for each 16 bytes; a field in the text is loaded without a
 * look at its length, since what follows it can be read, too. */
#include "ingest/rowhash.h"

/* The halves of a long product, in which each bit of one factor reaches the other; the
 * factors themselves stay in it, so that no field can cancel what was before it.  The
 * constants are odd, and without a pattern: fractions of the golden ratio and of the root
 * of 2. */
static inline uint64_t mix(uint64_t before, uint64_t a, uint64_t b)
{
    a ^= before ^ UINT64_C(0x9e3779b97f4a7c15);
    b ^= UINT64_C(0x6a09e667f3bcc909);
    __extension__ const unsigned __int128 product = (unsigned __int128)a * b;
    return a ^ (b << 1) ^ (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* What two words of a text have besides: their number of bytes. */
static inline uint64_t with_length(uint64_t b, size_t n)
{
    return b ^ (uint64_t)n * UINT64_C(0xbb67ae8584caa73b);
}

/* The whole words of a text; *t is then what is left. */
static uint64_t mix_words(uint64_t hash, bp_text *t)
{
    for (; t->n > 16; t->at += 16, t->n -= 16)
        hash = mix(hash, bp_text_load(t->at), bp_text_load(t->at + 8));
    return hash;
}

/* The hash of a sequence of texts: each is mixed with that of those before it. */
static uint64_t hash_on(uint64_t before, bp_text t)
{
    char room[16] = { 0 };
    const size_t n = t.n;
    const uint64_t hash = n > 16 ? mix_words(before, &t) : before;
    if (t.n > 0)
        memcpy(room, t.at, t.n);
    return mix(hash, bp_text_load(room), with_length(bp_text_load(room + 8), n));
}

/* The same of a text of which 16 bytes can be read, however short it is. */
static inline uint64_t hash_ahead(uint64_t before, bp_text t)
{
    static const char ones[32] = { -1, -1, -1, -1, -1, -1, -1, -1,
                                   -1, -1, -1, -1, -1, -1, -1, -1 };
    const size_t n = t.n;
    const uint64_t hash = n > 16 ? mix_words(before, &t) : before;
    const char *mask = ones + 16 - t.n;
    return mix(hash, bp_text_load(t.at) & bp_text_load(mask),
               with_length(bp_text_load(t.at + 8) & bp_text_load(mask + 8), n));
}

/* Fields of a record are many: each is mixed with its place, and the sum of all is the
 * record's, so that none waits for the one before it. */
#define NEXT_PLACE UINT64_C(0x3c6ef372fe94f82b)

uint64_t bp_rowhash_fields(const bp_record *r)
{
    uint64_t hash = 0, place = 0;
    for (size_t i = 0; i < r->n; i++)
        hash += hash_on(place += NEXT_PLACE, r->field[i]);
    return hash;
}

/* 0 is nobody. */
static uint64_t person_of(const bp_plan *p, bp_text t, uint64_t hash)
{
    const bool missing = bp_cell_missing(t, p->reading->missing, p->reading->n_missing);
    return missing ? 0 : hash | 1;
}

static inline bp_text cell(const bp_plan *p, size_t file, const bp_record *r,
                           size_t wanted)
{
    if (wanted == BP_NOT_WANTED)
        return (bp_text){ "", 0 };
    return bp_text_trim(r->field[p->written[file][wanted].at]);
}

uint64_t bp_rowhash_person(const bp_plan *p, size_t file, const bp_record *r)
{
    const bp_text t = cell(p, file, r, p->fields.person);
    return person_of(p, t, hash_on(0, t));
}

static inline uint64_t in_year(uint64_t hash, int32_t year)
{
    return mix(hash, (uint32_t)year, 0) | 1;
}

void bp_rowhash_payee(const bp_plan *p, size_t file, const bp_record *r, int32_t year,
                      uint64_t *payee, uint64_t *who)
{
    const bp_text person = cell(p, file, r, p->fields.person);
    uint64_t hash = hash_on(0, person);
    *payee = *who = 0;
    if (person_of(p, person, hash) == 0)
        return;
    hash = hash_on(hash, cell(p, file, r, p->fields.org));
    *payee = in_year(hash, year);
    hash = hash_on(hash, cell(p, file, r, p->fields.year));
    *who = hash_on(hash, cell(p, file, r, p->fields.date)) | 1;
}

/* Mixes one column, of all rows. */
static void add_column(uint64_t hash[], const bp_batch *b, const bp_plan *p, size_t file,
                       const bp_plain *plain, const uint32_t row[], size_t wanted)
{
    static const char none[BP_TEXT_AHEAD];
    const bool known = wanted != BP_NOT_WANTED;
    const size_t at = known ? p->written[file][wanted].at : 0;
    for (size_t i = 0; i < b->n; i++) {
        const bp_text t = known ? bp_text_trim(bp_plain_field(plain, row[i], at))
                                : (bp_text){ none, 0 };
        hash[i] = hash_ahead(hash[i], t);
    }
}

static void put_rows(bp_batch *b, const bp_plain *plain, const uint32_t row[])
{
    for (size_t i = 0; i < b->n; i++) {
        const size_t n = bp_plain_fields(plain, row[i]);
        uint64_t hash = 0, place = 0;
        for (size_t k = 0; k < n; k++)
            hash += hash_ahead(place += NEXT_PLACE, bp_plain_field(plain, row[i], k));
        b->row_hash[i] = hash;
    }
}

/* Who was paid, of all rows: `hash` is that of the person. */
static void put_payees(bp_batch *b, const bp_plan *p, size_t file, const bp_plain *plain,
                       const uint32_t row[], uint64_t hash[])
{
    const bp_fields *f = &p->fields;
    add_column(hash, b, p, file, plain, row, f->org);
    for (size_t i = 0; i < b->n; i++)
        b->payee_hash[i] = in_year(hash[i], p->shape.has_year ? b->year[i] : BP_NO_YEAR);
    add_column(hash, b, p, file, plain, row, f->year);
    add_column(hash, b, p, file, plain, row, f->date);
    for (size_t i = 0; i < b->n; i++) {
        const bool nobody = b->person[i] == 0;
        b->who_hash[i] = nobody ? 0 : hash[i] | 1;
        b->payee_hash[i] = nobody ? 0 : b->payee_hash[i];
    }
}

void bp_rowhash_batch(bp_batch *b, const bp_plan *p, size_t file, const bp_plain *plain,
                      const uint32_t row[])
{
    uint64_t hash[BP_BATCH_ROWS] = { 0 };
    const size_t person = p->fields.person;
    const bool known = person != BP_NOT_WANTED;
    const size_t at = known ? p->written[file][person].at : 0;
    add_column(hash, b, p, file, plain, row, person);
    for (size_t i = 0; i < b->n; i++)
        b->person[i] =
            known ? person_of(p, bp_text_trim(bp_plain_field(plain, row[i], at)), hash[i])
                  : 0;
    if (!p->shape.keep_records)
        return;
    put_rows(b, plain, row);
    put_payees(b, p, file, plain, row, hash);
}
