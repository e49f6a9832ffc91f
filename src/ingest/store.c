/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch with room for its texts, given to the survey whenever either is full. */
#include "ingest/store.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/fill.h"

#define TEXT_BYTES ((size_t)64 << 10)

/* Makes a column of zeros.  False: memory is out. */
static bool column(bp_batch *b, void *out, size_t size)
{
    void *made = bp_arena_take(&b->room, BP_BATCH_ROWS * size);
    if (made != NULL)
        memset(made, 0, BP_BATCH_ROWS * size);
    memcpy(out, &made, sizeof made);
    return made != NULL;
}

#define COLUMN(b, member) column((b), &(b)->member, sizeof *(b)->member)

static bool staff_init(bp_batch *b)
{
    bool ok = COLUMN(b, who) && COLUMN(b, fte) && COLUMN(b, prorate) &&
              COLUMN(b, hired) && COLUMN(b, by_time);
    for (size_t c = 0; ok && c < BP_STAFF_COLUMNS; c++)
        ok = COLUMN(b, staff[c]);
    return ok;
}

bool bp_batch_init(bp_batch *b, const bp_shape *s)
{
    *b = (bp_batch){ 0 };
    bool ok = COLUMN(b, org) && COLUMN(b, year) && COLUMN(b, date) &&
              COLUMN(b, currency) && COLUMN(b, row_hash) && COLUMN(b, who_hash) &&
              COLUMN(b, payee_hash) && COLUMN(b, person) && COLUMN(b, order) &&
              COLUMN(b, line);
    ok = ok && (s->weights == BP_UNWEIGHTED || COLUMN(b, weight)) &&
         (s->staff == 0 || staff_init(b));
    for (size_t e = 0; ok && e < s->n_elements; e++)
        ok = COLUMN(b, pay[e]);
    for (size_t k = 0; ok && k < s->n_keys; k++)
        ok = COLUMN(b, key[k]);
    for (size_t v = 0; ok && v < s->n_variables; v++)
        ok = s->variable_text[v] ? COLUMN(b, label[v]) : COLUMN(b, number[v]);
    for (size_t w = 0; ok && w < s->n_watched; w++)
        ok = COLUMN(b, watched[w]);
    return ok;
}

void bp_batch_release(bp_batch *b)
{
    bp_arena_release(&b->room);
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
