/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distinctstate.c - rows that are to become one a person, as a section of a file.
 *
 * They become one only where all rows of all files are together, so until then they
 * travel as they are, in input order: a place as a step from that of the row before, and
 * each text only where it is another than there.  Of the person a digest goes along. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "data/owners.h"
#include "ingest/distinct.h"

static bp_status memory(bool ok, bp_err *err)
{
    return ok ? BP_OK : bp_no_memory(err, "one row a person");
}

/* ---- a row, and what its texts are told from ---- */

/* The row at hand of a file; or that which was written last to one. */
typedef struct at {
    bp_distinct_row row;
    char person[BP_PERSON_HASH];
    int64_t pay[BP_ELEMENTS_MAX];
    double number[BP_VARIABLES_MAX];
    bp_str text[BP_DISTINCT_TEXTS];
} at;

static void at_release(at *a)
{
    for (size_t k = 0; k < BP_DISTINCT_TEXTS; k++)
        bp_str_release(&a->text[k]);
}

static void texts_of(bp_text out[], const at *a, size_t n)
{
    for (size_t k = 0; k < n; k++)
        out[k] = bp_str_text(&a->text[k]);
}

/* False: memory is out. */
static bool set_text(bp_str *to, bp_text t)
{
    bp_str_clear(to);
    bp_str_bytes(to, t.at, t.n);
    return !to->failed;
}

/* What is there of a row where the shape has it. */
static void put_hashes(bp_str *out, const bp_shape *s, const bp_distinct_row *r)
{
    if (s->keep_people || s->keep_rows)
        bp_pack_fixed(out, r->person_hash, sizeof r->person_hash);
    if (!s->keep_records)
        return;
    bp_pack_fixed(out, r->row_hash, sizeof r->row_hash);
    bp_pack_fixed(out, r->who_hash, sizeof r->who_hash);
    bp_pack_fixed(out, r->payee_hash, sizeof r->payee_hash);
}

static void take_hashes(bp_unpack *from, const bp_shape *s, bp_distinct_row *r)
{
    if (s->keep_people || s->keep_rows)
        r->person_hash = bp_unpack_fixed(from, sizeof r->person_hash);
    if (!s->keep_records)
        return;
    r->row_hash = bp_unpack_fixed(from, sizeof r->row_hash);
    r->who_hash = bp_unpack_fixed(from, sizeof r->who_hash);
    r->payee_hash = bp_unpack_fixed(from, sizeof r->payee_hash);
}

/* 0 stands for no pay. */
static void put_pay(bp_str *out, const bp_shape *s, const int64_t pay[])
{
    for (size_t e = 0; e < s->n_elements; e++) {
        bp_pack_uint(out, pay[e] != BP_NO_PAY);
        if (pay[e] != BP_NO_PAY)
            bp_pack_int(out, pay[e]);
    }
}

static void put_numbers(bp_str *out, const bp_shape *s, const double number[])
{
    for (size_t v = 0; v < s->n_variables; v++) {
        uint64_t bits;
        memcpy(&bits, &number[v], sizeof bits);
        if (!s->variable_text[v])
            bp_pack_fixed(out, bits, sizeof bits);
    }
}

/* Writes a row behind another, whose place it takes in `before`.  False: memory is out.
 *   number  NULL: the shape has none */
static bool put_row(bp_str *out, const bp_shape *s, at *before, const bp_distinct_row *r,
                    const int64_t pay[], const double number[], const bp_text text[])
{
    bool ok = true;
    bp_pack_uint(out, r->order - before->row.order);
    bp_pack_int(out, (int64_t)(r->line - before->row.line));
    before->row = *r;
    bp_pack_int(out, r->year);
    bp_pack_int(out, r->date);
    bp_pack_int(out, r->day);
    if (s->weights != BP_UNWEIGHTED)
        bp_pack_int(out, r->weight);
    put_hashes(out, s, r);
    put_pay(out, s, pay);
    if (number != NULL)
        put_numbers(out, s, number);
    bp_pack_uint(out, r->person.n > 0);
    bp_str_bytes(out, r->person.at, r->person.n);
    for (size_t k = 0; ok && k < bp_distinct_texts(s); k++) {
        const bool same = bp_text_equal(text[k], bp_str_text(&before->text[k]));
        bp_pack_uint(out, !same);
        if (same)
            continue;
        bp_pack_text(out, text[k]);
        ok = set_text(&before->text[k], text[k]);
    }
    return ok;
}

static void take_pay(bp_unpack *from, const bp_shape *s, at *a)
{
    for (size_t e = 0; e < s->n_elements; e++) {
        const bool known = bp_unpack_below(from, 2) == 1;
        a->pay[e] = known ? bp_unpack_int(from) : BP_NO_PAY;
        from->bad |= known && a->pay[e] == BP_NO_PAY;
    }
}

static void take_numbers(bp_unpack *from, const bp_shape *s, at *a)
{
    for (size_t v = 0; v < s->n_variables; v++) {
        if (s->variable_text[v])
            continue;
        const uint64_t bits = bp_unpack_fixed(from, sizeof bits);
        memcpy(&a->number[v], &bits, sizeof bits);
    }
}

static void take_person(bp_unpack *from, at *a)
{
    const bool known = bp_unpack_below(from, 2) == 1;
    for (size_t i = 0; known && i < BP_PERSON_HASH; i++)
        a->person[i] = (char)bp_unpack_fixed(from, 1);
    a->row.person = (bp_text){ a->person, known ? BP_PERSON_HASH : 0 };
}

/* Reads the row that follows the one at hand; sets `bad` where it is none.  False: memory
 * is out. */
static bool take_row(at *a, const bp_shape *s, bp_unpack *from)
{
    bp_distinct_row *r = &a->row;
    bool ok = true;
    r->order += bp_unpack_uint(from);
    r->line += (uint64_t)bp_unpack_int(from);
    r->file = (uint32_t)(r->order >> 48);
    from->bad |= r->file >= s->n_files;
    r->year = (int32_t)bp_unpack_int(from);
    r->date = (int32_t)bp_unpack_int(from);
    r->day = (int32_t)bp_unpack_int(from);
    r->weight = s->weights != BP_UNWEIGHTED ? bp_unpack_int(from) : 0;
    from->bad |= r->weight < 0;
    take_hashes(from, s, r);
    take_pay(from, s, a);
    take_numbers(from, s, a);
    take_person(from, a);
    for (size_t k = 0; ok && k < bp_distinct_texts(s); k++)
        if (bp_unpack_below(from, 2) == 1)
            ok = set_text(&a->text[k], bp_unpack_text(from));
    return ok;
}

/* ---- who it is about ---- */

static char half_byte(char hex)
{
    return (char)(hex >= 'a' ? hex - 'a' + 10 : hex - '0');
}

/* Leaves the first bits of its SHA-256 of a text. */
static bp_status hide(char out[BP_PERSON_HASH], bp_text person, bp_err *err)
{
    char hex[65];
    bp_status status = bp_digest_bytes(hex, person.at, person.n, err);
    for (size_t i = 0; status == BP_OK && i < BP_PERSON_HASH; i++)
        out[i] = (char)(half_byte(hex[2 * i]) << 4 | half_byte(hex[2 * i + 1]));
    return status;
}

bp_status bp_distinct_take(bp_distinct *d, bp_distinct *from, bp_err *err)
{
    const bp_shape *s = from->shape;
    bp_status status = BP_OK;
    d->shape = s;
    for (size_t i = 0; status == BP_OK && i < from->n; i++) {
        char person[BP_PERSON_HASH];
        bp_distinct_row r = from->row[i];
        if (r.person.n > 0)
            status = hide(person, r.person, err);
        r.person = (bp_text){ person, r.person.n > 0 ? BP_PERSON_HASH : 0 };
        if (status == BP_OK)
            status = memory(bp_distinct_put(d, &r, from->pay + i * s->n_elements,
                                            bp_distinct_numbers(from, i),
                                            from->text + i * bp_distinct_texts(s)),
                            err);
    }
    bp_distinct_release(from);
    return status;
}

/* ---- as a section ---- */

static int by_order(const void *a, const void *b)
{
    const bp_distinct_row *const *x = a, *const *y = b;
    return ((*x)->order > (*y)->order) - ((*x)->order < (*y)->order);
}

/* All rows of a person are of one owner, wherever they are read. */
static size_t owner_of(const bp_distinct_row *r, size_t owners)
{
    const uint64_t key = r->person.n > 0 ? bp_hash(r->person.at, r->person.n) : r->order;
    return bp_owner_of(key, owners);
}

static bool put_all(const bp_distinct *d, bp_str out[], size_t owners,
                    const bp_distinct_row *const list[], at before[])
{
    const bp_shape *s = d->shape;
    bool ok = true;
    for (size_t i = 0; ok && i < d->n; i++) {
        const size_t k = owner_of(list[i], owners);
        const size_t row = (size_t)(list[i] - d->row);
        ok = put_row(&out[k], s, &before[k], list[i], d->pay + row * s->n_elements,
                     bp_distinct_numbers(d, row), d->text + row * bp_distinct_texts(s));
    }
    return ok;
}

bp_status bp_distinct_save(bp_distinct *d, bp_str out[], size_t owners, bp_err *err)
{
    const bp_distinct_row **list = bp_alloc(0, d->n, sizeof *list);
    size_t *count = bp_alloc(0, owners, sizeof *count);
    at *before = bp_alloc(0, owners, sizeof *before);
    bool ok = list != NULL && count != NULL && before != NULL;
    for (size_t i = 0; ok && i < d->n; i++) {
        list[i] = &d->row[i];
        count[owner_of(list[i], owners)]++;
    }
    if (ok && d->n > 1)
        qsort(list, d->n, sizeof *list, by_order);
    for (size_t k = 0; ok && k < owners; k++)
        bp_pack_uint(&out[k], count[k]);
    ok = ok && put_all(d, out, owners, list, before);
    for (size_t k = 0; before != NULL && k < owners; k++)
        at_release(&before[k]);
    free(before);
    free(count);
    free(list);
    return memory(ok, err);
}

bp_status bp_distinct_load(bp_distinct *d, bp_unpack *from, bp_err *err)
{
    const bp_shape *s = d->shape;
    const size_t n = bp_unpack_count(from);
    at *a = bp_alloc(0, 1, sizeof *a);
    bool ok = a != NULL;
    for (size_t i = 0; ok && !from->bad && i < n; i++) {
        bp_text text[BP_DISTINCT_TEXTS];
        ok = take_row(a, s, from);
        texts_of(text, a, bp_distinct_texts(s));
        if (ok && !from->bad)
            ok = bp_distinct_put(d, &a->row, a->pay, a->number, text);
    }
    if (a != NULL)
        at_release(a);
    free(a);
    return memory(ok, err);
}

/* ---- several files become one ---- */

typedef struct joint {
    const bp_shape *shape;
    bp_unpack **from; /* [n] */
    at *at;           /* [n] of each file; then what was written last */
    size_t *left;     /* [n] rows that follow */
    size_t n;
    bp_heap heap;
} joint;

/* Reads on in a file, unless it has no more.  False: memory is out. */
static bool read_on(joint *j, uint32_t file)
{
    if (j->left[file] == 0 || j->from[file]->bad)
        return true;
    j->left[file]--;
    const bool ok = take_row(&j->at[file], j->shape, j->from[file]);
    if (ok && !j->from[file]->bad)
        bp_heap_add(&j->heap, (bp_next){ j->at[file].row.order, 0, file });
    return ok;
}

static bp_status put_rows(joint *j, bp_str *text, bp_spool *out, bp_err *err)
{
    bp_status status = BP_OK;
    while (status == BP_OK && j->heap.n > 0) {
        const uint32_t file = j->heap.at[0].file;
        const at *a = &j->at[file];
        bp_text texts[BP_DISTINCT_TEXTS];
        bp_heap_drop(&j->heap);
        texts_of(texts, a, bp_distinct_texts(j->shape));
        const bool ok =
            put_row(text, j->shape, &j->at[j->n], &a->row, a->pay, a->number, texts) &&
            read_on(j, file);
        status = memory(ok, err);
        if (status == BP_OK && (text->n >= BP_JOINED_TEXT || text->failed))
            status = bp_spool_take(out, text, err);
    }
    return status == BP_OK ? bp_spool_take(out, text, err) : status;
}

/* How many rows there are in all, and the first of each file. */
static bool open_rows(joint *j, bp_str *text)
{
    uint64_t all = 0;
    bool ok = true;
    for (uint32_t i = 0; ok && i < j->n; i++) {
        j->left[i] = bp_unpack_count(j->from[i]);
        all += j->left[i];
        ok = read_on(j, i);
    }
    bp_pack_uint(text, all);
    return ok;
}

bp_status bp_distinct_join(const bp_shape *shape, bp_unpack *from[], size_t n,
                           bp_spool *out, bp_err *err)
{
    joint j = { .shape = shape,
                .from = from,
                .at = bp_alloc(0, n + 1, sizeof j.at[0]),
                .left = bp_alloc(0, n, sizeof j.left[0]),
                .n = n,
                .heap = { .at = bp_alloc(0, n, sizeof(bp_next)) } };
    bp_str text = { 0 };
    const bool ok = j.at != NULL && j.left != NULL && j.heap.at != NULL;
    bp_status status = memory(ok && open_rows(&j, &text), err);
    if (status == BP_OK)
        status = put_rows(&j, &text, out, err);
    for (size_t i = 0; j.at != NULL && i <= n; i++)
        at_release(&j.at[i]);
    bp_str_release(&text);
    free(j.heap.at);
    free(j.left);
    free(j.at);
    return status;
}
