/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partial.c - what is left of the rows of some files, as a file.
 *
 * The head of a file says of which plan and units it is, so that a part that is missing,
 * doubled or of other settings is refused by name before its contents are looked at.
 * Engines that run commands on many machines lose and repeat work silently: safety is
 * here. */
#include "ingest/partial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/bounded.h"
#include "data/fill.h"
#include "data/state.h"

/* The kind of state. */
#define EXACT 0   /* every amount is kept */
#define BOUNDED 1 /* ... of so many binary digits, which follow */
#define KINDS 2

#define COUNTS 'N' /* the section of the counts */

void bp_partial_release(bp_partial *p)
{
    bp_survey_free(p->survey);
    bp_counts_release(&p->counts);
    bp_distinct_release(&p->distinct);
    bp_arena_release(&p->texts);
    free(p->unit);
    *p = (bp_partial){ 0 };
}

static bp_status memory(bool ok, bp_err *err)
{
    return ok ? BP_OK : bp_no_memory(err, "a partial file");
}

uint64_t bp_partial_rows(const bp_partial *p)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < p->n_units; i++)
        rows += p->unit[i].rows;
    return rows;
}

bp_status bp_partial_add_unit(bp_partial *p, const bp_unit *unit, bp_err *err)
{
    bp_unit own = *unit;
    own.file = bp_arena_copy(&p->texts, unit->file, strlen(unit->file));
    if (unit->in != NULL)
        own.in = bp_arena_copy(&p->texts, unit->in, strlen(unit->in));
    if (own.file == NULL || (unit->in != NULL && own.in == NULL) ||
        !bp_reserve(&p->unit, &p->cap_units, p->n_units + 1, sizeof own))
        return memory(false, err);
    size_t i = p->n_units++;
    for (; i > 0 && p->unit[i - 1].number > own.number; i--)
        p->unit[i] = p->unit[i - 1];
    p->unit[i] = own;
    return BP_OK;
}

/* ---- writing ---- */

static void save_head(bp_str *out, const bp_partial *p, const bp_shape *shape)
{
    bp_pack_uint(out, shape->bits > 0 ? BOUNDED : EXACT);
    if (shape->bits > 0)
        bp_pack_uint(out, (uint64_t)shape->bits);
    bp_pack_string(out, p->question);
    bp_str_bytes(out, p->digest, sizeof p->digest - 1);
    bp_shape_save(out, shape);
    bp_pack_uint(out, p->n_units);
    for (size_t i = 0; i < p->n_units; i++) {
        const bp_unit *u = &p->unit[i];
        bp_pack_uint(out, u->number - 1);
        bp_pack_text(out, bp_text_of(u->file));
        bp_pack_uint(out, u->rows);
        bp_pack_uint(out, u->excluded);
        bp_str_bytes(out, u->sha256, sizeof u->sha256 - 1);
    }
}

static uint32_t features_of(const bp_partial *p, const bp_shape *shape)
{
    return (shape->bits > 0 ? BP_PACK_BOUNDED : 0) |
           (p->has_distinct ? BP_PACK_DISTINCT : 0) |
           (shape->weights != BP_UNWEIGHTED ? BP_PACK_MULTIPLES : 0);
}

bp_status bp_partial_begin(bp_partial *p, const bp_shape *shape, bp_str *out,
                           size_t *sections, bp_err *err)
{
    bp_str part = { 0 };
    save_head(&part, p, shape);
    bp_status status = memory(!part.failed, err);
    if (status == BP_OK)
        bp_pack_head(out, features_of(p, shape), bp_str_text(&part));
    *sections = out->n;
    bp_str_clear(&part);
    bp_counts_save(&part, &p->counts);
    if (status == BP_OK)
        status = memory(!part.failed && !p->counts.events.failed, err);
    if (status == BP_OK)
        bp_pack_section(out, COUNTS, bp_str_text(&part));
    bp_str_release(&part);
    return status;
}

/* What all files begin with, of which one has the units and the counts.
 *   sections  [owners] where those of each begin */
static bp_status begin_all(bp_partial *p, const bp_shape *shape, bp_str out[],
                           size_t sections[], size_t owners, size_t own, bp_err *err)
{
    const bp_counts *c = &p->counts;
    bp_partial bare = { .question = p->question, .has_distinct = p->has_distinct };
    bool ok = bp_counts_init_sizes(&bare.counts, c->n_passed, c->n_peers, c->n_recoded);
    memcpy(bare.digest, p->digest, sizeof bare.digest);
    bp_status status = memory(ok, err);
    for (size_t k = 0; status == BP_OK && k < owners; k++)
        status =
            bp_partial_begin(k == own ? p : &bare, shape, &out[k], &sections[k], err);
    bp_counts_release(&bare.counts);
    return status;
}

/* Rows that are to become one a person, to the owners of these. */
static bp_status save_distinct(bp_partial *p, bp_str out[], size_t owners, bp_err *err)
{
    bp_str *body = bp_alloc(0, owners, sizeof *body);
    bp_status status = memory(body != NULL, err);
    if (status == BP_OK)
        status = bp_distinct_save(&p->distinct, body, owners, err);
    for (size_t k = 0; body != NULL && k < owners; k++) {
        if (status == BP_OK)
            status = memory(!body[k].failed, err);
        if (status == BP_OK)
            bp_pack_section_of(&out[k], BP_PARTIAL_DISTINCT, &body[k]);
        bp_str_release(&body[k]);
    }
    free(body);
    return status;
}

bp_status bp_partial_divide(bp_partial *p, const bp_shape *shape, bp_str out[],
                            size_t owners, size_t own, bp_err *err)
{
    uint64_t groups = 0;
    size_t *sections = bp_alloc(0, owners, sizeof *sections);
    bp_status status = memory(sections != NULL, err);
    if (status == BP_OK)
        status = begin_all(p, shape, out, sections, owners, own, err);
    if (status == BP_OK && p->has_distinct)
        status = save_distinct(p, out, owners, err);
    if (status == BP_OK)
        status = bp_survey_divide(p->survey, out, owners, own, &groups, err);
    for (size_t k = 0; status == BP_OK && k < owners; k++)
        status = bp_pack_end(&out[k], sections[k], groups, err);
    free(sections);
    return status;
}

bp_status bp_partial_save(bp_partial *p, const bp_shape *shape, bp_str *out, bp_err *err)
{
    return bp_partial_divide(p, shape, out, 1, 0, err);
}

/* ---- reading ---- */

/* A head that was read. */
typedef struct head {
    const char *question;
    char digest[65];
    bp_shape shape;
    bp_text shape_bytes;
    size_t n_units;
    bp_unpack units; /* from the first on */
} head;

static void take_hex(char hex[65], bp_unpack *from)
{
    for (size_t i = 0; i < 64; i++)
        hex[i] = (char)bp_unpack_fixed(from, 1);
    hex[64] = '\0';
}

/* How many binary digits of pay it says that it has; sets `bad` where there is no such
 * kind, or its features say another. */
static int take_kind(bp_unpack *from, uint32_t required)
{
    const bool bounded = bp_unpack_below(from, KINDS) == BOUNDED;
    const int more = BP_BOUNDED_MOST - BP_BOUNDED_LEAST + 1;
    from->bad |= bounded != ((required & BP_PACK_BOUNDED) != 0);
    if (!bounded)
        return 0;
    const uint64_t bits = bp_unpack_uint(from) - BP_BOUNDED_LEAST;
    from->bad |= bits >= (uint64_t)more;
    return from->bad ? 0 : (int)bits + BP_BOUNDED_LEAST;
}

static bp_status read_head(head *h, bp_arena *texts, const bp_packed *packed,
                           const char *file, bp_err *err)
{
    bp_unpack from = bp_unpack_of(packed->head);
    const int bits = take_kind(&from, packed->required);
    const bool has_question = bp_unpack_below(&from, 2) == 1;
    const bp_text question = has_question ? bp_unpack_text(&from) : bp_text_of("");
    h->question = bp_arena_copy(texts, question.at, question.n);
    take_hex(h->digest, &from);
    const char *shape = from.at;
    const bool ok = bp_shape_load(&h->shape, texts, &from);
    h->shape.bits = bits;
    h->shape_bytes = (bp_text){ shape, (size_t)(from.at - shape) };
    h->n_units = bp_unpack_count(&from);
    h->units = from;
    if (h->question == NULL || !ok)
        return memory(false, err);
    return from.bad ? bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                              "the head of the partial file is none that benchpay writes")
                    : BP_OK;
}

#define PAY_WORDS 64

/* "exact", or how far it is rounded. */
static void pay_in_words(char out[PAY_WORDS], int bits)
{
    if (bits > 0)
        snprintf(out, PAY_WORDS, "rounded down by up to 1/%lu of it", 1lu << bits);
    else
        snprintf(out, PAY_WORDS, "exact");
}

static bp_status other_kind(int bits, int planned, const bp_loc *at, bp_err *err)
{
    char own[PAY_WORDS], others[PAY_WORDS];
    pay_in_words(own, bits);
    pay_in_words(others, planned);
    return bp_fail(err, at, BP_EDATA,
                   "the pay of this part is %s, and %s in the others, or by the plan: "
                   "such parts do not add up",
                   own, others);
}

/* Is it of the plan, and of the shape, that all others are of? */
static bp_status check_plan(const bp_partial *p, const head *h, const bp_shape *shape,
                            const char *file, bp_err *err)
{
    const bp_loc at = { .file = file };
    bp_str own = { 0 };
    if (h->shape.bits != shape->bits)
        return other_kind(h->shape.bits, shape->bits, &at, err);
    if (strcmp(h->digest, p->digest) != 0)
        return strcmp(h->question, p->question) != 0
                   ? bp_fail(err, &at, BP_EDATA,
                             "this part is of another question: %.200s", h->question)
                   : bp_fail(err, &at, BP_EDATA,
                             "this part is of another plan of the same question: its "
                             "files, or what is read beside them, were others; make it "
                             "again");
    bp_shape_save(&own, shape);
    const bool same = !own.failed && bp_text_equal(bp_str_text(&own), h->shape_bytes);
    bp_status status = memory(!own.failed, err);
    bp_str_release(&own);
    return status == BP_OK && !same
               ? bp_fail(err, &at, BP_EDATA,
                         "this part was read in another way than planned: make plan and "
                         "parts again, with one benchpay")
               : status;
}

static const bp_unit *unit_of(const bp_partial *p, size_t number)
{
    for (size_t i = 0; i < p->n_units; i++)
        if (p->unit[i].number == number)
            return &p->unit[i];
    return NULL;
}

bool bp_partial_has(const bp_partial *p, size_t unit)
{
    return unit_of(p, unit) != NULL;
}

static bp_status add_units(bp_partial *p, head *h, const char *file, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < h->n_units; i++) {
        bp_unit u = { .in = file };
        u.number = 1 + bp_unpack_below(&h->units, h->shape.n_files);
        const bp_text name = bp_unpack_text(&h->units);
        u.file = bp_arena_copy(&p->texts, name.at, name.n);
        u.rows = bp_unpack_uint(&h->units);
        u.excluded = bp_unpack_uint(&h->units);
        take_hex(u.sha256, &h->units);
        if (u.file == NULL)
            return memory(false, err);
        const bp_unit *before = unit_of(p, u.number);
        if (before != NULL)
            return bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                           "unit %zu ('%.200s') is in this part and in '%.200s'; each "
                           "counts once, so leave one of them out",
                           u.number, u.file, before->in != NULL ? before->in : "another");
        status = bp_partial_add_unit(p, &u, err);
    }
    if (status == BP_OK && !bp_unpack_done(&h->units))
        status = bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                         "the units of the partial file are none that benchpay writes");
    return status;
}

static bp_status add_counts(bp_partial *p, bp_packed *packed, bool first,
                            const char *file, bp_err *err)
{
    const bp_loc at = { .file = file };
    char tag;
    bp_unpack from;
    while (bp_packed_next(packed, &tag, &from)) {
        if (tag != COUNTS)
            continue;
        bp_counts c;
        const bool ok = bp_counts_load(&c, &from);
        const bool fits = ok && bp_unpack_done(&from) &&
                          (first || (c.n_passed == p->counts.n_passed &&
                                     c.n_peers == p->counts.n_peers &&
                                     c.n_recoded == p->counts.n_recoded));
        if (fits && first) {
            p->counts = c;
            return BP_OK;
        }
        if (fits)
            bp_counts_add(&p->counts, &c);
        bp_counts_release(&c);
        return fits  ? BP_OK
               : !ok ? memory(false, err)
                     : bp_fail(err, &at, BP_EDATA, "its counts are none of this plan");
    }
    return bp_fail(err, &at, BP_EDATA, "the partial file has no counts");
}

/* The first file of a merge says what all are of. */
static bp_status start(bp_partial *p, const head *h, const bp_shape *shape, bp_err *err)
{
    if (p->question == NULL) {
        p->question = h->question;
        memcpy(p->digest, h->digest, sizeof p->digest);
    }
    p->shape = shape != NULL ? *shape : h->shape;
    return bp_survey_new(&p->survey, &p->shape, err);
}

/* What cannot be read looks damaged: it is not, and the reading says why. */
static bp_status of_reading(const bp_packed *packed, bp_status status, bp_err *err)
{
    return status == BP_EDATA && bp_packed_status(packed, NULL) != BP_OK
               ? bp_packed_status(packed, err)
               : status;
}

bp_status bp_partial_take(bp_partial *p, bp_packed *packed, const char *file,
                          const bp_shape *shape, bp_err *err)
{
    head h = { .question = NULL };
    const bool first = p->survey == NULL;
    bp_status status = read_head(&h, &p->texts, packed, file, err);
    if (status == BP_OK && first)
        status = start(p, &h, shape, err);
    if (status == BP_OK)
        status = check_plan(p, &h, &p->shape, file, err);
    if (status == BP_OK)
        status = add_units(p, &h, file, err);
    if (status == BP_OK)
        status = add_counts(p, packed, first, file, err);
    p->has_distinct |= (packed->required & BP_PACK_DISTINCT) != 0;
    bp_packed_rewind(packed);
    return of_reading(packed, status, err);
}

bool bp_partial_find(bp_packed *packed, char wanted, bp_unpack *body)
{
    char tag = '\0';
    bp_packed_rewind(packed);
    while (bp_packed_next(packed, &tag, body))
        if (tag == wanted)
            return true;
    return false;
}

/* Adds the rows that are to become one a person, within the memory. */
static bp_status add_distinct(bp_partial *p, bp_packed *packed, const char *file,
                              uint64_t memory_most, bp_err *err)
{
    const bp_loc at = { .file = file };
    bp_unpack body = { .bad = true };
    bp_status status = BP_OK;
    p->distinct.shape = &p->shape;
    if (bp_partial_find(packed, BP_PARTIAL_DISTINCT, &body))
        status = bp_distinct_load(&p->distinct, &body, err);
    if (status == BP_OK && !bp_unpack_done(&body))
        status = bp_fail(err, &at, BP_EDATA,
                         "its rows of persons are none that benchpay writes");
    bp_packed_rewind(packed);
    if (status != BP_OK || memory_most == 0 ||
        bp_distinct_bytes(&p->distinct) <= memory_most)
        return status;
    return bp_fail_hint(err, NULL, BP_ELIMIT, (bp_hint){ BP_HINT_MEMORY, NULL },
                        "the rows that become one of a person take more than %llu KiB of "
                        "memory",
                        (unsigned long long)(memory_most >> 10));
}

/*   sent  what it has may be of the rows of other units than its own */
static bp_status add_packed(bp_partial *p, bp_packed *packed, const char *file,
                            const bp_shape *shape, bool sent, uint64_t memory_most,
                            bp_err *err)
{
    const uint64_t before = bp_partial_rows(p);
    bp_status status = bp_partial_take(p, packed, file, shape, err);
    const uint64_t rows = sent ? 0 : bp_partial_rows(p) - before;
    if (status == BP_OK && p->has_distinct)
        status = add_distinct(p, packed, file, memory_most, err);
    if (status == BP_OK)
        status = bp_survey_load(p->survey, packed, file, rows, memory_most, err);
    return of_reading(packed, status, err);
}

bp_status bp_partial_add(bp_partial *p, const bp_pack_source *from, const char *file,
                         const bp_shape *shape, uint64_t memory_most, bp_err *err)
{
    bp_packed packed;
    bp_status status = bp_packed_open(&packed, from, file, err);
    if (status == BP_OK)
        status = add_packed(p, &packed, file, shape, false, memory_most, err);
    bp_packed_release(&packed);
    return status;
}

bp_status bp_partial_add_sent(bp_partial *p, const bp_pack_source *from,
                              const bp_shape *shape, uint64_t memory_most, bp_err *err)
{
    static const char name[] = "(another process)";
    bp_packed packed;
    bp_status status = bp_packed_begin(&packed, from, name, err);
    if (status == BP_OK)
        status = add_packed(p, &packed, name, shape, true, memory_most, err);
    bp_packed_release(&packed);
    return status;
}

bp_status bp_partial_add_file(bp_partial *p, const char *path, const bp_shape *shape,
                              uint64_t memory_most, bp_err *err)
{
    bp_pack_file file;
    bp_pack_source from;
    bp_status status = bp_pack_file_open(&file, &from, path, err);
    if (status == BP_OK)
        status = bp_partial_add(p, &from, path, shape, memory_most, err);
    bp_pack_file_close(&file);
    return status;
}
