/* SPDX-License-Identifier: GPL-3.0-or-later */
/* celljoin.c - the cells of several files become those of one.
 *
 * They come in the order of their prefixes and organizations, whose numbers grow with
 * their texts: so they are in the same order once numbers of files are those of the
 * whole. What many files have of one cell is one cell. */
#include <stdlib.h>

#include "base/room.h"
#include "data/bagjoin.h"
#include "data/inside.h"

/* The cell of a file that comes next. */
typedef struct cursor {
    uint32_t *prefix; /* [n_prefixes] as numbers of the whole */
    size_t n_prefixes;
    size_t left; /* cells that follow */
    size_t at;   /* its prefix, among those of the file */
    uint64_t first;
    bp_next key; /* its prefix, and organization, as numbers of the whole */
} cursor;

typedef struct work {
    bp_joining *j;
    cursor *of; /* [files] */
    bp_heap heap;
    uint32_t *same; /* [files] those that have the cell */
    bp_bag_join bag;
    bp_str text;
    bp_spool cells;
    uint64_t n; /* cells in it */
    uint32_t before;
    bp_room room;
} work;

static bool init(work *w, bp_joining *j)
{
    *w = (work){ .j = j, .cells = bp_spool_of(j->out->beside) };
    w->of = bp_room_take(&w->room, j->n, sizeof w->of[0]);
    w->heap.at = bp_room_take(&w->room, j->n, sizeof w->heap.at[0]);
    w->same = bp_room_take(&w->room, j->n, sizeof w->same[0]);
    return bp_bag_join_init(&w->bag, j->n, j->out->beside) && !w->room.failed;
}

static void release(work *w)
{
    for (size_t i = 0; w->of != NULL && i < w->j->n; i++)
        free(w->of[i].prefix);
    bp_room_release(&w->room);
    bp_bag_join_release(&w->bag);
    bp_str_release(&w->text);
    bp_spool_release(&w->cells);
}

bp_status bp_prefixes_join(bp_joining *j, uint32_t *prefix[], size_t n_prefixes[],
                           bp_str *text, bp_err *err)
{
    bp_cellset *set = &j->survey->cells.set;
    uint32_t *now = NULL;
    bp_status status = BP_OK;
    set->later = true; /* they are numbered, and no cells are made of them */
    for (size_t i = 0; status == BP_OK && i < j->n; i++)
        status = bp_prefixes_number(&prefix[i], &n_prefixes[i], j->file[i].to,
                                    &j->file[i].from, err);
    if (status == BP_OK)
        status = bp_prefixes_save(&now, set, text, err);
    for (size_t i = 0; status == BP_OK && i < j->n; i++)
        for (size_t k = 0; !j->file[i].from.bad && k < n_prefixes[i]; k++)
            prefix[i][k] = now[prefix[i][k]];
    free(now);
    return status;
}

/* Reads on to the next cell of a file; false when there is none.  One that is not behind
 * the one before is no cell that was saved. */
static bool read_cell(work *w, uint32_t file, bool begun)
{
    cursor *c = &w->of[file];
    bp_unpack *from = &w->j->file[file].from;
    const bp_loading *to = w->j->file[file].to;
    const bp_next before = c->key;
    if (c->left == 0 || from->bad)
        return false;
    c->left--;
    c->at += bp_unpack_below(from, c->n_prefixes - c->at);
    const uint32_t org = to->survey->shape.has_org
                             ? bp_load_known(from, to->now.org, to->n_org)
                             : (uint32_t)bp_unpack_below(from, 1);
    c->first = bp_unpack_uint(from);
    if (from->bad)
        return false;
    c->key = (bp_next){ c->prefix[c->at], org, file };
    from->bad = begun && !bp_next_before(&before, &c->key);
    return !from->bad;
}

/* Where the cells of all files begin. */
static bp_status begin(work *w, bp_str *head, bp_err *err)
{
    const size_t n = w->j->n;
    uint32_t **prefix = bp_room_take(&w->room, n, sizeof *prefix);
    size_t *n_prefixes = bp_room_take(&w->room, n, sizeof *n_prefixes);
    const bool ok = !w->room.failed;
    bp_status status = bp_survey_memory(ok, err);
    if (status == BP_OK)
        status = bp_prefixes_join(w->j, prefix, n_prefixes, head, err);
    for (size_t i = 0; ok && i < n; i++) {
        w->of[i].prefix = prefix[i];
        w->of[i].n_prefixes = n_prefixes[i];
    }
    for (uint32_t i = 0; status == BP_OK && i < n; i++) {
        w->of[i].left = bp_unpack_count(&w->j->file[i].from);
        if (read_cell(w, i, false))
            bp_heap_add(&w->heap, w->of[i].key);
    }
    return status;
}

/* The pay of a cell, which the first n of `same` have. */
static bp_status put_pay(work *w, size_t n, bp_err *err)
{
    const bp_shape *shape = &w->j->survey->shape;
    const bool weighed = shape->weights != BP_UNWEIGHTED;
    bp_status status = BP_OK;
    for (size_t e = 0; status == BP_OK && e < shape->n_elements; e++)
        status =
            bp_bag_join_put(&w->bag, w->j, w->same, n, weighed, &w->text, &w->cells, err);
    return status == BP_OK && shape->keep_rows
               ? bp_bag_join_put(&w->bag, w->j, w->same, n, false, &w->text, &w->cells,
                                 err)
               : status;
}

static bp_status put_cell(work *w, bp_err *err)
{
    const bp_next key = w->heap.at[0];
    uint64_t first = UINT64_MAX;
    size_t n = 0;
    while (w->heap.n > 0 && bp_next_same(&w->heap.at[0], &key)) {
        const cursor *c = &w->of[w->heap.at[0].file];
        first = c->first < first ? c->first : first;
        w->same[n++] = w->heap.at[0].file;
        bp_heap_drop(&w->heap);
    }
    bp_pack_uint(&w->text, key.first - w->before);
    bp_pack_uint(&w->text, key.second);
    bp_pack_uint(&w->text, first);
    w->before = (uint32_t)key.first;
    w->n++;
    bp_status status = put_pay(w, n, err);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        if (read_cell(w, w->same[i], true))
            bp_heap_add(&w->heap, w->of[w->same[i]].key);
    return status == BP_OK && w->text.n >= BP_JOINED_TEXT
               ? bp_spool_take(&w->cells, &w->text, err)
               : status;
}

bp_status bp_cells_join(bp_joining *j, bp_err *err)
{
    work w;
    bp_str head = { 0 };
    uint32_t crc = 0;
    bp_status status = bp_survey_memory(init(&w, j), err);
    if (status == BP_OK)
        status = begin(&w, &head, err);
    while (status == BP_OK && w.heap.n > 0)
        status = put_cell(&w, err);
    if (status == BP_OK)
        status = bp_spool_take(&w.cells, &w.text, err);
    bp_pack_uint(&head, w.n);
    if (status == BP_OK)
        status = bp_spool_take(j->out, &head, err);
    if (status == BP_OK)
        status = bp_spool_append(j->out, &w.cells, &crc, err);
    bp_str_release(&head);
    release(&w);
    return status;
}
