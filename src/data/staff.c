/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staff.c - one's own employees, a row each.
 *
 * Columns of few values are kept as numbers of their texts.  A row never moves once it is
 * added: the rows of a batch are a run, surveys that are merged hand over their runs, and
 * at the end only the runs are put into the order of the input. */
#include "data/staff.h"

#include <stdlib.h>

#include "data/inside.h"

static bp_status init(bp_survey *s, bp_err *err)
{
    bool ok = true;
    for (size_t c = 0; s->shape.staff != 0 && c < BP_STAFF_COLUMNS; c++)
        ok &= (s->staff.text[c] = bp_dict_new()) != NULL;
    return bp_survey_memory(ok, err);
}

/* The bytes from one row to the next. */
static size_t stride(const bp_survey *s)
{
    const size_t n = sizeof(bp_staff_row), align = _Alignof(bp_staff_row);
    const size_t need = offsetof(bp_staff_row, key) + s->shape.n_keys * sizeof(uint32_t);
    return need <= n ? n : (need + align - 1) / align * align;
}

static bp_staff_row *row_at(const bp_survey *s, const bp_staff_run *run, size_t i)
{
    return (bp_staff_row *)(void *)((char *)run->first + i * stride(s));
}

static bool fill_row(bp_staff_row *r, bp_survey *s, const bp_batch *b, size_t i,
                     const uint32_t key[])
{
    r->order = b->order[i];
    r->line = b->line[i];
    r->pay = b->pay[0][i];
    r->person = bp_arena_copy(&s->staff.rows, b->who[i].at, b->who[i].n);
    r->fte = b->fte[i];
    r->prorate = b->prorate[i];
    r->file = b->file;
    r->hired = (uint32_t)b->hired[i] & INT32_MAX;
    r->by_time = b->by_time[i];
    for (size_t k = 0; k < s->shape.n_keys; k++)
        r->key[k] = key[k];
    s->staff.bytes += b->who[i].n + 1;
    return r->person != NULL;
}

static bool put_texts(bp_survey *s, const bp_staff_run *run, const bp_batch *b,
                      size_t from)
{
    uint32_t id[BP_BATCH_ROWS];
    bool ok = true;
    for (size_t c = 0; ok && c < BP_STAFF_COLUMNS; c++) {
        ok = bp_dict_put_all(s->staff.text[c], b->staff[c] + from, run->n, id, 1);
        for (size_t i = 0; ok && i < run->n; i++)
            row_at(s, run, i)->text[c] = id[i];
    }
    return ok;
}

bool bp_staff_add(bp_survey *s, const bp_batch *b, size_t from, size_t to, uint32_t slice,
                  const uint32_t id[], size_t width)
{
    bp_staff *t = &s->staff;
    const size_t bytes = (to - from) * stride(s);
    bp_staff_run run = { bp_arena_take(&t->rows, bytes), to - from, slice };
    bool ok = run.first != NULL &&
              bp_reserve(&t->run, &t->cap_runs, t->n_runs + 1, sizeof t->run[0]) &&
              put_texts(s, &run, b, from);
    for (size_t i = 0; ok && i < run.n; i++)
        ok = fill_row(row_at(s, &run, i), s, b, from + i, id + i * width);
    if (!ok)
        return false;
    t->run[t->n_runs++] = run;
    t->bytes += bytes;
    return true;
}

static bool rename_ids(bp_survey *s, const bp_new_ids *now)
{
    const bp_staff *t = &s->staff;
    for (size_t n = 0; s->shape.n_keys > 0 && n < t->n_runs; n++)
        for (size_t i = 0; i < t->run[n].n; i++) {
            bp_staff_row *r = row_at(s, &t->run[n], i);
            for (size_t k = 0; k < s->shape.n_keys; k++)
                r->key[k] = bp_new_id(now->key[k], r->key[k]);
        }
    return true;
}

/* Its rows have the ids of `s`, then. */
static bool join_columns(bp_survey *s, const bp_staff *of)
{
    uint32_t *now[BP_STAFF_COLUMNS] = { NULL };
    bool ok = true;
    for (size_t c = 0; ok && c < BP_STAFF_COLUMNS; c++)
        ok = bp_dict_join(&now[c], s->staff.text[c], of->text[c]);
    for (size_t n = 0; ok && n < of->n_runs; n++)
        for (size_t i = 0; i < of->run[n].n; i++) {
            bp_staff_row *r = row_at(s, &of->run[n], i);
            for (size_t c = 0; c < BP_STAFF_COLUMNS; c++)
                r->text[c] = now[c][r->text[c]];
        }
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++)
        free(now[c]);
    return ok;
}

/* The audit was merged before, so it has all slices of `from`. */
static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bp_staff *t = &s->staff, *of = &from->staff;
    if (s->shape.staff == 0)
        return BP_OK;
    bool ok = join_columns(s, of) &&
              bp_reserve(&t->run, &t->cap_runs, t->n_runs + of->n_runs, sizeof t->run[0]);
    for (size_t i = 0; ok && i < of->n_runs; i++) {
        bp_staff_run *run = &t->run[t->n_runs++];
        const bp_slice *f = &from->audit.slice[of->run[i].slice];
        *run = of->run[i];
        run->slice = bp_audit_slice(&s->audit, f->year, f->currency);
        ok = run->slice != BP_NO_ID;
    }
    bp_arena_join(&t->rows, &of->rows);
    t->bytes += of->bytes;
    return bp_survey_memory(ok, err);
}

/* ---- into the order of the input ---- */

static int by_first(const void *a, const void *b)
{
    const bp_staff_run *x = a, *y = b;
    return (x->first->order > y->first->order) - (x->first->order < y->first->order);
}

static int by_order(const void *a, const void *b)
{
    const bp_staff_row *const *x = a, *const *y = b;
    return ((*x)->order > (*y)->order) - ((*x)->order < (*y)->order);
}

/* Rows that were put aside may be between those of another run. */
static void put_in_order(bp_staff *t)
{
    for (size_t i = 1; i < t->n; i++)
        if (t->row[i - 1]->order > t->row[i]->order) {
            qsort(t->row, t->n, sizeof t->row[0], by_order);
            return;
        }
}

/* Lists the used rows, in input order. */
static bp_status settle(bp_survey *s, bp_err *err)
{
    bp_staff *t = &s->staff;
    size_t n = 0;
    if (s->shape.staff == 0)
        return BP_OK;
    if (t->n_runs > 1)
        qsort(t->run, t->n_runs, sizeof t->run[0], by_first);
    for (size_t i = 0; i < t->n_runs; i++)
        n += t->run[i].n;
    t->row = bp_alloc_bare(n + 1, sizeof *t->row);
    for (size_t k = 0; t->row != NULL && k < t->n_runs; k++) {
        const bp_slice *p = &s->audit.slice[t->run[k].slice];
        if (bp_survey_outcome(s, BP_USED, p->year, p->currency) != BP_USED)
            continue;
        for (size_t i = 0; i < t->run[k].n; i++)
            t->row[t->n++] = row_at(s, &t->run[k], i);
    }
    put_in_order(t);
    return bp_survey_memory(t->row != NULL, err);
}

static size_t bytes(const bp_survey *s)
{
    return s->staff.cap_runs * sizeof s->staff.run[0] + s->staff.bytes;
}

static void release(bp_survey *s)
{
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++)
        bp_dict_free(s->staff.text[c]);
    bp_arena_release(&s->staff.rows);
    free(s->staff.run);
    free(s->staff.row);
}

const bp_part_kind bp_part_staff = { .init = init,
                                     .rename = rename_ids,
                                     .merge = merge,
                                     .settle = settle,
                                     .bytes = bytes,
                                     .what = "employees",
                                     .release = release };

size_t bp_survey_staff(const bp_survey *s)
{
    return s->staff.n;
}

const bp_staff_row *bp_survey_staff_row(const bp_survey *s, size_t i)
{
    return s->staff.row[i];
}

size_t bp_survey_staff_values(const bp_survey *s, bp_staff_column c)
{
    return s->staff.text[c] != NULL ? bp_dict_count(s->staff.text[c]) : 0;
}

bp_text bp_survey_staff_text(const bp_survey *s, bp_staff_column c, uint32_t id)
{
    return bp_dict_text(s->staff.text[c], id);
}
