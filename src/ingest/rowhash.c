/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes of records.
 *
 * Rows are not kept, so two of them are compared by 64 bits of hash: of all fields, to
 * find the same row twice, and of the person, to follow pay over the years.  No name of a
 * person is kept.
 *
 * Every byte of every row is hashed where duplicates are looked for: a row is its fields
 * with a delimiter between them, which most lines are as they stand.  Of any other the
 * fields that lose quotes or blanks are put between the rest of the line.
 */
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

/* So many bytes are mixed side by side, so that no product waits for another. */
#define SIDE_BY_SIDE (4 * BP_TEXT_AHEAD)

static inline uint64_t mix_at(uint64_t before, const char *at)
{
    return mix(before, bp_text_load(at), bp_text_load(at + 8));
}

/* The bytes of a text, so many at a time, but for the last of them; *t is then what is
 * left. */
static uint64_t mix_long(uint64_t hash, bp_text *t)
{
    for (; t->n > SIDE_BY_SIDE; t->at += SIDE_BY_SIDE, t->n -= SIDE_BY_SIDE) {
        uint64_t all = 0;
        for (size_t i = 0; i < SIDE_BY_SIDE; i += BP_TEXT_AHEAD)
            all = (all << 17 | all >> 47) ^ mix_at(hash, t->at + i);
        hash = all;
    }
    return hash;
}

/* The same, and then of the whole words that follow. */
static uint64_t mix_words(uint64_t hash, bp_text *t)
{
    hash = mix_long(hash, t);
    for (; t->n > BP_TEXT_AHEAD; t->at += BP_TEXT_AHEAD, t->n -= BP_TEXT_AHEAD)
        hash = mix_at(hash, t->at);
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

/* A record whose fields follow each other with a delimiter between them. */
typedef struct joined {
    char delimiter; /* of the first file: that of others may be another */
    size_t n;       /* bytes so far */
    size_t left;    /* of them in `room`, the last ones */
    uint64_t hash;  /* of those before */
    uint64_t apart;
    char room[SIDE_BY_SIDE + BP_TEXT_AHEAD]; /* can be read ahead */
} joined;

static void start(joined *j, const bp_plan *p)
{
    j->delimiter = p->head[0].layout.rules.delimiter;
    j->n = j->left = 0;
    j->hash = j->apart = 0;
}

static inline void put_bytes(joined *j, const char *at, size_t n)
{
    j->n += n;
    if (j->left + n > SIDE_BY_SIDE) {
        const size_t some = SIDE_BY_SIDE - j->left;
        bp_text rest = { at + some, n - some };
        memcpy(j->room + j->left, at, some);
        j->hash = mix_long(j->hash, &(bp_text){ j->room, SIDE_BY_SIDE + 1 });
        j->hash = mix_long(j->hash, &rest);
        j->left = 0;
        at = rest.at;
        n = rest.n;
    }
    memcpy(j->room + j->left, at, n);
    j->left += n;
}

static inline bool has(bp_text t, char c)
{
    bool found = false;
    if (t.n > 8) /* most fields cost less than a call */
        return memchr(t.at, c, t.n) != NULL;
    for (size_t i = 0; i < t.n; i++)
        found |= t.at[i] == c;
    return found;
}

/* Of a field with a delimiter in it the length is told, so that no two records are one.
 */
static void put_field(joined *j, size_t k, bp_text t)
{
    put_bytes(j, t.at, t.n);
    if (has(t, j->delimiter))
        j->apart += mix(k, t.n, 0);
}

static uint64_t hash_of(const joined *j)
{
    bp_text t = { j->room, j->left };
    const uint64_t hash = mix_words(j->hash, &t);
    const bp_short w = bp_short_ahead(t);
    return mix(hash, w.a, with_length(w.b, j->n)) + j->apart;
}

static uint64_t fields_of(const bp_plan *p, const bp_record *r)
{
    joined j;
    start(&j, p);
    for (size_t i = 0; i < r->n; i++) {
        put_bytes(&j, &j.delimiter, i > 0);
        put_field(&j, i, r->field[i]);
    }
    return hash_of(&j);
}

/* The first field from field k on that is not as it stands in the text, of n: its first
 * or last character tells. */
static inline size_t next_odd(const bp_plain *plain, const uint32_t mark[], size_t k,
                              size_t n)
{
    const char *at = plain->text + (uint32_t)(mark[k] + 1);
    for (; k < n; k++) {
        const char *end = plain->text + mark[k + 1];
        if (((unsigned char)at[0] <= '"' || (unsigned char)end[-1] <= ' ') && at != end)
            break;
        at = end + 1;
    }
    return k;
}

/* Are all fields of a line as they stand, as far as a look at all bytes at once tells? It
 * takes blanks and quotes beside a delimiter within a field for its ends. */
static bool is_bare(bp_text line, char delimiter)
{
    unsigned char odd =
        (unsigned char)line.at[0] <= '"' || (unsigned char)line.at[line.n - 1] <= '"';
    for (const char *at = line.at; at < line.at + line.n; at++)
        odd |= ((unsigned char)at[0] <= '"') &
               ((at[-1] == delimiter) | (at[1] == delimiter));
    return odd == 0;
}

/* Record i, from odd field k on.
 *   each  put all fields that follow, whatever they are */
static uint64_t hash_joined(const bp_plan *p, bool each, const bp_plain *plain, size_t i,
                            size_t k)
{
    joined j;
    const bp_text line = bp_plain_line(plain, i);
    const uint32_t *mark = plain->mark + plain->last[i];
    const size_t n = bp_plain_fields(plain, i);
    const char *left = line.at; /* what was not put yet */
    start(&j, p);
    for (; k < n; k = each ? k + 1 : next_odd(plain, mark, k + 1, n)) {
        const char *at = plain->text + (uint32_t)(mark[k] + 1);
        put_bytes(&j, each ? &j.delimiter : left, each ? k > 0 : (size_t)(at - left));
        put_field(&j, k, bp_plain_field(plain, i, k));
        left = plain->text + mark[k + 1];
    }
    put_bytes(&j, left, (size_t)(line.at + line.n - left));
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

/* Who was paid by whom in the year of row i, and when.
 *   payee, who  the hashes of those cells */
static void put_payee(bp_batch *b, const bp_plan *p, size_t i, uint64_t payee,
                      uint64_t who)
{
    const bool nobody = b->person[i] == 0;
    const int32_t year = p->shape.has_year ? b->year[i] : BP_NO_YEAR;
    b->payee_hash[i] = nobody ? 0 : mix(payee, (uint32_t)year, 0) | 1;
    b->who_hash[i] = nobody ? 0 : who | 1;
}

void bp_rowhash_record(bp_batch *b, size_t i, const bp_plan *p, size_t file,
                       const bp_record *r)
{
    const bp_fields *f = &p->fields;
    const bp_text person = cell(p, file, r, f->person);
    const uint64_t hash = hash_on(0, person);
    b->person[i] = person_of(p, person, hash);
    if (!p->shape.keep_records)
        return;
    b->row_hash[i] = fields_of(p, r);
    const uint64_t payee = hash_on(hash, cell(p, file, r, f->org));
    const uint64_t who = hash_on(payee, cell(p, file, r, f->year));
    put_payee(b, p, i, payee, hash_on(who, cell(p, file, r, f->date)));
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

/* Where fields are shorter than this, a look at all bytes, of which the processor sees
 * many at once, costs less than one at each field. */
#define SHORT 6

static void put_rows(bp_batch *b, const bp_plan *p, size_t file, const bp_plain *plain,
                     const uint32_t row[])
{
    const char delimiter = p->head[file].layout.rules.delimiter;
    const bool same = delimiter == p->head[0].layout.rules.delimiter;
    for (size_t i = 0; i < b->n; i++) {
        const bp_text line = bp_plain_line(plain, row[i]);
        const uint32_t *mark = plain->mark + plain->last[row[i]];
        const size_t n = bp_plain_fields(plain, row[i]);
        const size_t k = !same ? 0
                         : line.n < SHORT * n && is_bare(line, delimiter)
                             ? n
                             : next_odd(plain, mark, 0, n);
        b->row_hash[i] =
            k == n ? hash_ahead(0, line) : hash_joined(p, !same, plain, row[i], k);
    }
}

/* Who was paid, of all rows: `hash` is that of the person. */
static void put_payees(bp_batch *b, const bp_plan *p, size_t file, const bp_plain *plain,
                       const uint32_t row[], uint64_t hash[])
{
    const bp_fields *f = &p->fields;
    add_column(hash, b, p, file, plain, row, f->org);
    memcpy(b->payee_hash, hash, b->n * sizeof hash[0]);
    add_column(hash, b, p, file, plain, row, f->year);
    add_column(hash, b, p, file, plain, row, f->date);
    for (size_t i = 0; i < b->n; i++)
        put_payee(b, p, i, b->payee_hash[i], hash[i]);
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
