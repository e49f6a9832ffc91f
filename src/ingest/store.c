/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch with room for its texts, given to the survey whenever either is full. */
#include "ingest/store.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/fill.h"

#define TEXT_BYTES ((size_t)64 << 10)

static bool staff_init(bp_batch *b)
{
    b->who = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->who);
    b->fte = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->fte);
    b->prorate = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->prorate);
    b->hired = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->hired);
    b->by_time = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->by_time);
    bool ok = b->who != NULL && b->fte != NULL && b->prorate != NULL &&
              b->hired != NULL && b->by_time != NULL;
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++)
        ok &= (b->staff[c] = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->staff[c])) != NULL;
    return ok;
}

bool bp_batch_init(bp_batch *b, const bp_shape *s)
{
    *b = (bp_batch){ 0 };
    bool ok = true;
    for (size_t e = 0; e < s->n_elements; e++)
        ok &= (b->pay[e] = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->pay[e])) != NULL;
    if (s->weights != BP_UNWEIGHTED)
        ok &= (b->weight = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->weight)) != NULL;
    for (size_t k = 0; k < s->n_keys; k++)
        ok &= (b->key[k] = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->key[k])) != NULL;
    for (size_t v = 0; v < s->n_variables; v++)
        ok &= s->variable_text[v]
                  ? (b->label[v] = bp_alloc(0, BP_BATCH_ROWS, sizeof(bp_text))) != NULL
                  : (b->number[v] = bp_alloc(0, BP_BATCH_ROWS, sizeof(double))) != NULL;
    for (size_t w = 0; w < s->n_watched; w++)
        ok &= (b->watched[w] = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->watched[w])) != NULL;
    ok &= s->staff == 0 || staff_init(b);
    b->org = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->org);
    b->year = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->year);
    b->date = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->date);
    b->currency = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->currency);
    b->row_hash = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->row_hash);
    b->who_hash = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->who_hash);
    b->payee_hash = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->payee_hash);
    b->person = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->person);
    b->order = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->order);
    b->line = bp_alloc(0, BP_BATCH_ROWS, sizeof *b->line);
    return ok && b->org != NULL && b->year != NULL && b->date != NULL &&
           b->currency != NULL && b->row_hash != NULL && b->who_hash != NULL &&
           b->payee_hash != NULL && b->person != NULL && b->order != NULL &&
           b->line != NULL;
}

void bp_batch_release(bp_batch *b)
{
    for (size_t e = 0; e < BP_ELEMENTS_MAX; e++)
        free(b->pay[e]);
    free(b->weight);
    for (size_t k = 0; k < BP_KEYS_MAX; k++)
        free(b->key[k]);
    for (size_t v = 0; v < BP_VARIABLES_MAX; v++) {
        free(b->number[v]);
        free(b->label[v]);
    }
    for (size_t w = 0; w < BP_WATCHED_MAX; w++)
        free(b->watched[w]);
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++)
        free(b->staff[c]);
    free(b->who);
    free(b->fte);
    free(b->prorate);
    free(b->hired);
    free(b->by_time);
    free(b->org);
    free(b->year);
    free(b->date);
    free(b->currency);
    free(b->row_hash);
    free(b->who_hash);
    free(b->payee_hash);
    free(b->person);
    free(b->order);
    free(b->line);
}

static int key_order(const bp_batch *b, size_t i, const bp_text *key, size_t n_keys)
{
    int order = 0;
    for (size_t k = 0; order == 0 && k < n_keys; k++)
        order = bp_text_order(b->key[k][i], key[k]);
    return order;
}

bool bp_batch_beyond(const bp_batch *b, size_t i, const bp_fences *within)
{
    size_t low = 0, high = within != NULL ? within->n : 0;
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        const bp_fence *f = &within->fence[mid];
        const int order = key_order(b, i, f->key, within->n_keys);
        if (order == 0)
            return bp_fence_beyond(f, b->pay[0][i]);
        if (order > 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

bool bp_store_init(bp_store *s, const bp_shape *shape)
{
    *s = (bp_store){ 0 };
    return bp_batch_init(&s->batch, shape);
}

void bp_store_release(bp_store *s)
{
    bp_batch_release(&s->batch);
    free(s->text);
    *s = (bp_store){ 0 };
}

bp_status bp_store_flush(bp_store *s, bp_survey *survey, bp_err *err)
{
    bp_status status = s->batch.n > 0 ? bp_survey_add(survey, &s->batch, err) : BP_OK;
    s->batch.n = 0;
    s->used = 0;
    return status;
}

bp_status bp_store_room(bp_store *s, bp_survey *survey, size_t bytes, bp_err *err)
{
    if (s->cap - s->used >= bytes + BP_TEXT_AHEAD && s->batch.n < BP_BATCH_ROWS)
        return BP_OK;
    bp_status status = bp_store_flush(s, survey, err);
    if (status == BP_OK && !bp_reserve(&s->text, &s->cap, bytes + TEXT_BYTES, 1))
        status = bp_no_memory(err, "texts");
    return status;
}

bp_text bp_store_keep(bp_store *s, bp_text t)
{
    assert(s->used + t.n + BP_TEXT_AHEAD <= s->cap); /* there was made room for it */
    bp_text kept = { s->text + s->used, t.n };
    if (t.n > 0)
        memcpy(s->text + s->used, t.at, t.n);
    s->used += t.n;
    return kept;
}

bp_text bp_store_space(bp_store *s, bp_text t)
{
    if (!bp_text_is_spaced(t))
        return bp_store_keep(s, t);
    assert(s->used + t.n + BP_TEXT_AHEAD <= s->cap);
    const bp_text kept = { s->text + s->used, bp_text_space(s->text + s->used, t) };
    s->used += kept.n;
    return kept;
}
