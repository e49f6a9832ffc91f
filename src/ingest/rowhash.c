/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes of records.
 *
 * Rows are not kept, so two of them are compared by 64 bits of hash: of all fields, to
 * find the same row twice, and of the person, to follow pay over the years.  No name of a
 * person is kept.
 *
 * Every byte of every row is hashed where duplicates are looked for: a row is its fields
 * with a delimiter between them, which nearly every line is as it stands, so that it
 * takes two loads and one product for each 16 bytes.  Any other is put together first. */
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
    for (; t->n > BP_TEXT_AHEAD; t->at += BP_TEXT_AHEAD, t->n -= BP_TEXT_AHEAD)
        hash = mix(hash, bp_text_load(t->at), bp_text_load(t->at + 8));
    return hash;
}

/* The hash of a sequence of texts: each is mixed with that of those before it. */
static uint64_t hash_on(uint64_t before, bp_text t)
{
    const size_t n = t.n;
    const uint64_t hash = mix_words(before, &t);
    const bp_short w = bp_short_of(t);
    return mix(hash, w.a, with_length(w.b, n));
}

/* The same of a text that can be read ahead. */
static inline uint64_t hash_ahead(uint64_t before, bp_text t)
{
    const size_t n = t.n;
    const uint64_t hash = n > BP_TEXT_AHEAD ? mix_words(before, &t) : before;
    const bp_short w = bp_short_ahead(t);
    return mix(hash, w.a, with_length(w.b, n));
}

/* So many bytes of a record are hashed at once. */
#define ROOM ((size_t)64 * BP_TEXT_AHEAD)

/* A record whose fields follow each other with a delimiter between them. */
typedef struct joined {
    char delimiter; /* of the first file: that of others may be another */
    size_t n;       /* bytes so far */
    size_t left;    /* of them in `room`, the last ones */
    uint64_t hash;  /* of those before */
    uint64_t apart;
    char room[ROOM + 1];
} joined;

static void start(joined *j, const bp_plan *p)
{
    j->delimiter = p->head[0].layout.rules.delimiter;
    j->n = j->left = 0;
    j->hash = j->apart = 0;
}

static void put_bytes(joined *j, const char *at, size_t n)
{
    while (n > 0) {
        if (j->left == ROOM) {
            bp_text t = { j->room, j->left };
            j->hash = mix_words(j->hash, &t);
            j->hash = mix(j->hash, bp_text_load(t.at), bp_text_load(t.at + 8));
            j->left = 0;
        }
        const size_t room = ROOM - j->left, some = n < room ? n : room;
        memcpy(j->room + j->left, at, some);
        j->left += some;
        at += some;
        n -= some;
    }
}

/* Of a field with a delimiter in it the length is told, so that no two records are one.
 */
static inline void put_field(joined *j, size_t k, bp_text t)
{
    const size_t before = k > 0 ? 1 : 0, n = before + t.n;
    j->n += n;
    if (n > ROOM - j->left) {
        put_bytes(j, &j->delimiter, before);
        put_bytes(j, t.at, t.n);
    } else {
        j->room[j->left] = j->delimiter;
        memcpy(j->room + j->left + before, t.at, t.n);
        j->left += n;
    }
    if (t.n > 0 && memchr(t.at, j->delimiter, t.n) != NULL)
        j->apart += mix(k, t.n, 0);
}

static uint64_t hash_of(const joined *j)
{
    bp_text t = { j->room, j->left };
    const uint64_t hash = mix_words(j->hash, &t);
    const bp_short w = bp_short_of(t);
    return mix(hash, w.a, with_length(w.b, j->n)) + j->apart;
}

uint64_t bp_rowhash_fields(const bp_plan *p, const bp_record *r)
{
    joined j;
    start(&j, p);
    for (size_t i = 0; i < r->n; i++)
        put_field(&j, i, r->field[i]);
    return hash_of(&j);
}

/* Do all fields of a record stand in the text as they are?  Their first and last
 * characters tell. */
static bool is_bare(const bp_plain *plain, size_t i)
{
    const uint32_t *mark = plain->mark + plain->last[i];
    const size_t n = bp_plain_fields(plain, i);
    const char *at = plain->text + (uint32_t)(mark[0] + 1);
    for (size_t k = 1; k <= n; k++) {
        const char *end = plain->text + mark[k];
        if (((unsigned char)at[0] <= '"' || (unsigned char)end[-1] <= ' ') && at != end)
            return false;
        at = end + 1;
    }
    return true;
}

static uint64_t hash_plain(const bp_plan *p, const bp_plain *plain, size_t i)
{
    joined j;
    const size_t n = bp_plain_fields(plain, i);
    start(&j, p);
    for (size_t k = 0; k < n; k++)
        put_field(&j, k, bp_plain_field(plain, i, k));
    return hash_of(&j);
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

/* A cell of record i, which can be read ahead. */
static inline bp_text plain_cell(const bp_plan *p, size_t file, const bp_plain *plain,
                                 size_t i, size_t wanted)
{
    static const char none[BP_TEXT_AHEAD];
    if (wanted == BP_NOT_WANTED)
        return (bp_text){ none, 0 };
    return bp_text_trim(bp_plain_field(plain, i, p->written[file][wanted].at));
}

/* Mixes one column, of all rows. */
static void add_column(uint64_t hash[], const bp_batch *b, const bp_plan *p, size_t file,
                       const bp_plain *plain, const uint32_t row[], size_t wanted)
{
    for (size_t i = 0; i < b->n; i++)
        hash[i] = hash_ahead(hash[i], plain_cell(p, file, plain, row[i], wanted));
}

static void put_rows(bp_batch *b, const bp_plan *p, size_t file, const bp_plain *plain,
                     const uint32_t row[])
{
    const bool same =
        p->head[file].layout.rules.delimiter == p->head[0].layout.rules.delimiter;
    for (size_t i = 0; i < b->n; i++)
        b->row_hash[i] = same && is_bare(plain, row[i])
                             ? hash_ahead(0, bp_plain_line(plain, row[i]))
                             : hash_plain(p, plain, row[i]);
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
    uint64_t hash[BP_BATCH_ROWS];
    for (size_t i = 0; i < b->n; i++) {
        const bp_text t = plain_cell(p, file, plain, row[i], p->fields.person);
        hash[i] = hash_ahead(0, t);
        b->person[i] = person_of(p, t, hash[i]);
    }
    if (!p->shape.keep_records)
        return;
    put_rows(b, p, file, plain, row);
    put_payees(b, p, file, plain, row, hash);
}
