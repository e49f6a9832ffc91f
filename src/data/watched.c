/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watched.c - the distinct values of the columns whose names are checked.
 *
 * Of each value its rows are counted and the first three remembered, whichever worker
 * met them.  A column that groups or organizations are of has the ids of these, so that
 * no text is looked up twice. */
#include "data/watched.h"

#include <stdlib.h>

#include "data/inside.h"

typedef struct bp_watched_rows value;

/* Else its texts and their ids are those of a dictionary of the survey. */
static bool has_own_texts(const bp_survey *s, size_t column)
{
    return s->shape.watched_as[column] == SIZE_MAX;
}

/* A column of more values gets room for all that it may have: pages that are not touched
 * cost less than moving those that are. */
#define FEW ((size_t)256)

/* Values for all texts, the new ones without rows; false when memory is out. */
static bool make_values(bp_watch *w)
{
    const uint32_t n = bp_dict_count(w->text);
    const size_t room = n <= FEW ? FEW : n <= w->most ? w->most : n;
    if (n == w->n)
        return true;
    if (!bp_reserve(&w->value, &w->cap, room, sizeof w->value[0]))
        return false;
    memset(w->value + w->n, 0, (n - w->n) * sizeof w->value[0]);
    w->n = n;
    w->given_up |= n > w->most;
    return true;
}

static inline void count_row(value *v, const bp_batch *b, size_t i)
{
    if (v->rows < 3 || b->order[i] < v->first[2].order) {
        const bp_place place = bp_batch_place(b, i);
        bp_place_put(v->first, v->rows, &place);
    }
    v->rows++;
}

bool bp_watch_add(bp_watch *w, const bp_text text[], const bp_batch *b)
{
    uint32_t id[BP_BATCH_ROWS];
    if (w->given_up)
        return true;
    return bp_dict_put_all(w->text, text, b->n, id, 1) && bp_watch_add_ids(w, id, 1, b);
}

bool bp_watch_add_ids(bp_watch *w, const uint32_t id[], size_t step, const bp_batch *b)
{
    if (w->given_up)
        return true;
    if (!make_values(w))
        return false;
    for (size_t i = 0; i < b->n; i++)
        count_row(&w->value[id[i * step]], b, i);
    return true;
}

/* A text that was not watched yet, by its id in another dictionary.  False: memory is
 * out. */
static bool learn(bp_watch *w, const bp_dict *d, uint32_t id)
{
    if (!bp_reserve(&w->of, &w->cap_of, (size_t)id + 1, sizeof w->of[0]))
        return false;
    while (w->n_of <= id)
        w->of[w->n_of++] = 0;
    w->of[id] = bp_dict_put(w->text, bp_dict_text(d, id)) + 1; /* 0: it has no room */
    return w->of[id] != 0 && make_values(w);
}

bool bp_watch_add_known(bp_watch *w, const bp_dict *d, const uint32_t id[], size_t step,
                        const bp_batch *b)
{
    for (size_t i = 0; i < b->n && !w->given_up; i++) {
        const uint32_t at = id[i * step];
        if ((at >= w->n_of || w->of[at] == 0) && !learn(w, d, at))
            return false;
        count_row(&w->value[w->of[at] - 1], b, i);
    }
    return true;
}

/* The values have the new ids of their texts. */
static bool rename_one(bp_watch *w, const uint32_t now[])
{
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        n = now[i] < n ? n : (size_t)now[i] + 1;
    w->given_up = n > w->most; /* with what is there already */
    if (w->given_up)
        return true;
    value *moved = bp_alloc(0, n, sizeof *moved);
    if (moved == NULL)
        return false;
    for (size_t i = 0; i < w->n; i++)
        moved[now[i]] = w->value[i];
    free(w->value);
    w->value = moved;
    w->n = w->cap = n;
    return true;
}

static bool rename_ids(bp_survey *s, const bp_new_ids *now)
{
    bool ok = true;
    for (size_t i = 0; ok && i < s->shape.n_watched; i++) {
        const size_t as = s->shape.watched_as[i];
        if (!has_own_texts(s, i) && !s->watch[i].given_up)
            ok = rename_one(&s->watch[i], as == BP_KEYS_MAX ? now->org : now->key[as]);
    }
    return ok;
}

static bool merge_one(bp_watch *w, const bp_watch *from, bool own)
{
    w->given_up = w->given_up || from->given_up;
    for (uint32_t i = 0; !w->given_up && i < from->n; i++) {
        const value *f = &from->value[i];
        const uint32_t id = own ? bp_dict_put(w->text, bp_dict_text(from->text, i)) : i;
        if (id == BP_NO_ID || !make_values(w))
            return false;
        value *v = &w->value[id];
        for (uint64_t k = 0; k < f->rows && k < 3; k++)
            bp_place_put(v->first, v->rows + k, &f->first[k]);
        v->rows += f->rows;
    }
    return true;
}

/* Puts the values into the order of their texts. */
static bool sort_one(bp_watch *w)
{
    size_t n = bp_dict_count(w->text);
    uint32_t *now = bp_alloc(0, n, sizeof *now);
    value *sorted = bp_alloc(0, n, sizeof *sorted);
    bool ok = now != NULL && sorted != NULL && bp_dict_sort(w->text, now);
    if (ok) {
        for (size_t i = 0; i < n; i++)
            sorted[now[i]] = w->value[i];
        free(w->value);
        w->value = sorted;
        sorted = NULL;
    }
    free(sorted);
    free(now);
    return ok;
}

static bp_status init(bp_survey *s, bp_err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < s->shape.n_watched; i++) {
        const size_t as = s->shape.watched_as[i];
        s->watch[i].most = s->shape.values_most;
        s->watch[i].text = as == SIZE_MAX      ? bp_dict_new()
                           : as == BP_KEYS_MAX ? s->dicts.org
                                               : s->dicts.key[as];
        ok = s->watch[i].text != NULL;
    }
    return bp_survey_memory(ok, err);
}

static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < s->shape.n_watched; i++)
        ok = merge_one(&s->watch[i], &from->watch[i], has_own_texts(s, i));
    return bp_survey_memory(ok, err);
}

static bp_status sort(bp_survey *s, bp_err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < s->shape.n_watched; i++)
        if (has_own_texts(s, i) && !s->watch[i].given_up)
            ok = sort_one(&s->watch[i]);
    return bp_survey_memory(ok, err);
}

static void release(bp_survey *s)
{
    for (size_t i = 0; i < s->shape.n_watched; i++) {
        if (has_own_texts(s, i))
            bp_dict_free(s->watch[i].text);
        free(s->watch[i].value);
        free(s->watch[i].of);
    }
}

/* Of one that was given up what it holds is chance, so it is not told. */
static void save_one(bp_str *out, const bp_watch *w)
{
    const size_t n = w->given_up ? 0 : w->n;
    bp_pack_uint(out, w->given_up);
    bp_pack_uint(out, n);
    for (size_t i = 0; i < n; i++) {
        const value *v = &w->value[i];
        bp_pack_text(out, bp_dict_text(w->text, (uint32_t)i));
        bp_pack_uint(out, v->rows);
        for (uint64_t k = 0; k < v->rows && k < 3; k++)
            bp_save_place(out, &v->first[k]);
    }
}

static bp_status save(bp_saving *to, bp_str out[], bp_err *err)
{
    (void)err;
    for (size_t i = 0; i < to->survey->shape.n_watched; i++)
        save_one(&out[to->own], &to->survey->watch[i]);
    return BP_OK;
}

/* The value of the text that follows.  False: memory is out. */
static bool load_value(bp_watch *w, bp_unpack *from, size_t n_files)
{
    const uint32_t id = bp_dict_put(w->text, bp_unpack_text(from));
    if (id == BP_NO_ID || !make_values(w))
        return false;
    value *v = &w->value[id];
    const uint64_t rows = bp_unpack_uint(from);
    for (uint64_t k = 0; k < rows && k < 3; k++) {
        const bp_place place = bp_load_place(from, n_files);
        bp_place_put(v->first, v->rows + k, &place);
    }
    v->rows += rows;
    return true;
}

static bp_status load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    const bp_shape *shape = &to->survey->shape;
    bool ok = true;
    for (size_t i = 0; ok && i < shape->n_watched; i++) {
        bp_watch *w = &to->survey->watch[i];
        w->given_up |= bp_unpack_below(from, 2) == 1;
        const size_t n = bp_unpack_count(from);
        for (size_t k = 0; ok && !from->bad && k < n; k++)
            ok = load_value(w, from, shape->n_files);
    }
    return bp_survey_memory(ok, err);
}

const bp_part_kind bp_part_watched = { .init = init,
                                       .merge = merge,
                                       .rename = rename_ids,
                                       .sort = sort,
                                       .release = release,
                                       .tag = 'W',
                                       .save = save,
                                       .load = load };

size_t bp_survey_watched_values(const bp_survey *s, size_t column)
{
    const bp_watch *w = &s->watch[column];
    return w->given_up ? 0 : w->n;
}

bp_watched_value bp_survey_watched_value(const bp_survey *s, size_t column, size_t i)
{
    const bp_watch *w = &s->watch[column];
    const value *v = &w->value[i];
    return (bp_watched_value){ .text = bp_dict_text(w->text, (uint32_t)i),
                               .rows = v->rows,
                               .first = { v->first[0], v->first[1], v->first[2] } };
}
