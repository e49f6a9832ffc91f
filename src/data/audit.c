/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/audit.h"

#include <stdlib.h>

bool bp_audit_init(bp_audit *a, bool keep_all, bool keep_used)
{
    *a = (bp_audit){ .keep_all = keep_all, .keep_used = keep_used };
    a->words = bp_dict_new();
    return a->words != NULL && bp_dict_put(a->words, bp_text_of("")) != BP_NO_ID;
}

void bp_audit_release(bp_audit *a)
{
    free(a->slice);
    bp_slots_release(&a->slots);
    free(a->mark);
    bp_dict_free(a->words);
    bp_arena_release(&a->values);
    *a = (bp_audit){ 0 };
}

static bool same(const void *user, uint32_t at, const void *key)
{
    const bp_slice *x = &((const bp_audit *)user)->slice[at], *y = key;
    return x->year == y->year && x->currency == y->currency && x->file == y->file;
}

static uint32_t find_slice(bp_audit *a, const bp_slice *want)
{
    const uint32_t id[] = { (uint32_t)want->year, want->currency, want->file };
    const uint64_t hash = bp_hash(id, sizeof id);
    uint32_t at = bp_slots_find(&a->slots, hash, same, a, want);
    if (at != BP_NO_ID)
        return at;
    at = (uint32_t)a->n_slices;
    if (!bp_reserve(&a->slice, &a->cap_slices, a->n_slices + 1, sizeof *want) ||
        !bp_slots_add(&a->slots, hash, at))
        return BP_NO_ID;
    a->slice[a->n_slices++] = *want;
    return at;
}

uint32_t bp_audit_slice(bp_audit *a, int32_t year, uint32_t currency, uint32_t file)
{
    uint32_t *recent = &a->recent[((uint32_t)year + 5 * currency + file) % BP_RECENT];
    if (*recent < a->n_slices) {
        const bp_slice *s = &a->slice[*recent];
        if (s->year == year && s->currency == currency && s->file == file)
            return *recent;
    }
    const bp_slice want = { .year = year, .currency = currency, .file = file };
    const uint32_t at = find_slice(a, &want);
    if (at != BP_NO_ID)
        *recent = at;
    return at;
}

uint32_t bp_audit_word(bp_audit *a, bp_text word)
{
    return bp_dict_put(a->words, word);
}

/* Room for one more mark at the end. */
static bp_mark *append(bp_audit *a)
{
    if (a->n_marks >= BP_NO_ID ||
        !bp_reserve(&a->mark, &a->cap_marks, a->n_marks + 1, sizeof a->mark[0]))
        return NULL;
    return &a->mark[a->n_marks++];
}

/* The latest of the slice's full set of first rows. */
static bp_mark *latest(const bp_audit *a, const bp_slice *s, unsigned outcome)
{
    bp_mark *late = &a->mark[s->mark[outcome][0]];
    for (size_t i = 1; i < BP_FIRST_ROWS; i++) {
        bp_mark *m = &a->mark[s->mark[outcome][i]];
        if (m->place.order > late->place.order)
            late = m;
    }
    return late;
}

static void note_latest(const bp_audit *a, bp_slice *s, unsigned outcome)
{
    if (s->n_marks[outcome] == BP_FIRST_ROWS)
        s->until[outcome] = latest(a, s, outcome)->place.order;
}

/* Where a mark is to be kept; NULL in *out when it is not.  False: memory. */
static bool room(bp_audit *a, const bp_mark *mark, bp_mark **out)
{
    bp_slice *s = &a->slice[mark->slice];
    unsigned o = mark->outcome;
    *out = NULL;
    if (o == BP_USED && !a->keep_used)
        return true;
    if (a->keep_all || s->n_marks[o] < BP_FIRST_ROWS) {
        *out = append(a);
        if (*out != NULL && !a->keep_all)
            s->mark[o][s->n_marks[o]++] = (uint32_t)(a->n_marks - 1);
        return *out != NULL;
    }
    bp_mark *late = latest(a, s, o);
    if (mark->place.order < late->place.order)
        *out = late;
    return true;
}

static bool keep(bp_audit *a, const bp_mark *mark, bp_text value)
{
    bp_mark *kept;
    if (!room(a, mark, &kept))
        return false;
    if (kept == NULL)
        return true;
    *kept = *mark;
    note_latest(a, &a->slice[mark->slice], mark->outcome);
    kept->value = NULL;
    if (value.at != NULL) {
        kept->value = bp_arena_copy(&a->values, value.at, value.n);
        return kept->value != NULL;
    }
    return true;
}

bool bp_audit_count(bp_audit *a, const bp_mark *mark, bp_text value)
{
    bp_slice *s = &a->slice[mark->slice];
    const unsigned o = mark->outcome;
    s->rows[o]++;
    if (s->n_marks[o] == BP_FIRST_ROWS && mark->place.order > s->until[o])
        return true;
    return keep(a, mark, value);
}

bool bp_audit_use(bp_audit *a, uint32_t slice, const bp_batch *b, size_t from, size_t to)
{
    bool ok = true;
    if (!a->keep_used)
        a->slice[slice].rows[BP_USED] += to - from;
    for (size_t i = from; ok && a->keep_used && i < to; i++) {
        const bp_mark mark = { .place = bp_batch_place(b, i),
                               .outcome = BP_USED,
                               .slice = slice };
        ok = bp_audit_count(a, &mark, (bp_text){ 0 });
    }
    return ok;
}

static bool merge_mark(bp_audit *a, const bp_audit *from, const bp_mark *m,
                       uint32_t slice)
{
    bp_mark moved = *m;
    moved.slice = slice;
    moved.column = bp_audit_word(a, bp_dict_text(from->words, m->column));
    moved.limit = bp_audit_word(a, bp_dict_text(from->words, m->limit));
    if (moved.column == BP_NO_ID || moved.limit == BP_NO_ID)
        return false;
    bp_text value = m->value != NULL ? bp_text_of(m->value) : (bp_text){ 0 };
    return keep(a, &moved, value);
}

bool bp_audit_merge(bp_audit *a, const bp_audit *from, const uint32_t now[])
{
    uint32_t *slice = bp_alloc(0, from->n_slices, sizeof *slice);
    bool ok = slice != NULL;
    for (size_t i = 0; ok && i < from->n_slices; i++) {
        const bp_slice *f = &from->slice[i];
        uint32_t currency = f->currency != BP_NO_ID ? now[f->currency] : BP_NO_ID;
        slice[i] = bp_audit_slice(a, f->year, currency, f->file);
        ok = slice[i] != BP_NO_ID;
        for (unsigned o = 0; ok && o < BP_OUTCOMES; o++)
            a->slice[slice[i]].rows[o] += f->rows[o];
    }
    for (size_t i = 0; ok && i < from->n_marks; i++)
        ok = merge_mark(a, from, &from->mark[i], slice[from->mark[i].slice]);
    free(slice);
    return ok;
}
