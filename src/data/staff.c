/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staff.c - one's own employees, a row each.
 *
 * Columns of few values are kept as numbers of their texts, names of people one behind
 * the other.  Each worker keeps its rows in the order of its chunks, so that the rows of
 * all are some ascending runs, which are joined two by two at the end. */
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

static bool add_person(bp_staff *t, bp_text person)
{
    if (!bp_reserve(&t->person, &t->cap_person, t->n_person + person.n + 1, 1))
        return false;
    if (person.n > 0)
        memcpy(t->person + t->n_person, person.at, person.n);
    t->person[t->n_person + person.n] = '\0';
    t->n_person += person.n + 1;
    return true;
}

bool bp_staff_add(bp_survey *s, const bp_batch *b, size_t i, uint32_t slice,
                  const uint32_t key[])
{
    bp_staff *t = &s->staff;
    if (!bp_reserve(&t->row, &t->cap, t->n + 1, sizeof t->row[0]))
        return false;
    bp_staff_row *r = &t->row[t->n];
    *r = (bp_staff_row){ .order = b->order[i],
                         .line = b->line[i],
                         .pay = b->pay[0][i],
                         .person = t->n_person,
                         .fte = b->fte[i],
                         .prorate = b->prorate[i],
                         .hired = b->hired[i],
                         .file = b->file,
                         .slice = slice,
                         .hourly = b->hourly[i] };
    bool ok = add_person(t, b->who[i]);
    for (size_t c = 0; ok && c < BP_STAFF_COLUMNS; c++) {
        const bp_text text = b->staff[c][i];
        r->text[c] = text.at != NULL ? bp_dict_put(t->text[c], text) : BP_NO_ID;
        ok = text.at == NULL || r->text[c] != BP_NO_ID;
    }
    for (size_t k = 0; k < s->shape.n_keys; k++)
        r->key[k] = key[k];
    t->n += ok;
    return ok;
}

static bool rename_ids(bp_survey *s, const bp_new_ids *now)
{
    for (size_t i = 0; i < s->staff.n; i++)
        for (size_t k = 0; k < s->shape.n_keys; k++)
            s->staff.row[i].key[k] = bp_new_id(now->key[k], s->staff.row[i].key[k]);
    return true;
}

/* The ids that the texts of a column of `of` have in `t`; NULL: memory is out. */
static uint32_t *join_texts(bp_staff *t, const bp_staff *of, size_t c)
{
    const uint32_t n = bp_dict_count(of->text[c]);
    uint32_t *now = bp_alloc(0, n > 0 ? n : 1, sizeof *now);
    bool ok = now != NULL;
    for (uint32_t id = 0; ok && id < n; id++) {
        now[id] = bp_dict_put(t->text[c], bp_dict_text(of->text[c], id));
        ok = now[id] != BP_NO_ID;
    }
    if (!ok)
        free(now);
    return ok ? now : NULL;
}

static bool join_columns(bp_staff *t, bp_staff *of)
{
    bool ok = true;
    for (size_t c = 0; ok && c < BP_STAFF_COLUMNS; c++) {
        uint32_t *now = join_texts(t, of, c);
        ok = now != NULL;
        for (size_t i = 0; ok && i < of->n; i++)
            of->row[i].text[c] = bp_new_id(now, of->row[i].text[c]);
        free(now);
    }
    return ok;
}

/* The audit was merged before, so it has all slices of `from`. */
static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bp_staff *t = &s->staff, *of = &from->staff;
    if (s->shape.staff == 0)
        return BP_OK;
    bool ok = join_columns(t, of) &&
              bp_reserve(&t->row, &t->cap, t->n + of->n, sizeof t->row[0]) &&
              bp_reserve(&t->person, &t->cap_person, t->n_person + of->n_person, 1);
    for (size_t i = 0; ok && i < of->n; i++) {
        bp_staff_row *r = &t->row[t->n++];
        *r = of->row[i];
        r->person += t->n_person;
        const bp_slice *f = &from->audit.slice[r->slice];
        r->slice = bp_audit_slice(&s->audit, f->year, f->currency, f->file);
        ok = r->slice != BP_NO_ID;
    }
    if (ok && of->n_person > 0)
        memcpy(t->person + t->n_person, of->person, of->n_person);
    t->n_person += of->n_person;
    return bp_survey_memory(ok, err);
}

/* ---- into the order of the input ---- */

/* The row after an ascending run that begins at `from`. */
static size_t run_end(const bp_staff_row row[], size_t from, size_t n)
{
    while (from + 1 < n && row[from].order <= row[from + 1].order)
        from++;
    return from + 1;
}

/* Joins row[from..middle-1] and row[middle..end-1] in out. */
static void join_runs(bp_staff_row out[], const bp_staff_row row[], size_t from,
                      size_t middle, size_t end)
{
    for (size_t i = from, a = from, b = middle; i < end; i++)
        out[i] =
            b == end || (a < middle && row[a].order < row[b].order) ? row[a++] : row[b++];
}

/* Joins each run with the one behind it; false: there is one run alone. */
static bool join_pairs(bp_staff_row out[], const bp_staff_row row[], size_t n)
{
    size_t from = 0;
    if (run_end(row, 0, n) == n)
        return false;
    while (from < n) {
        const size_t middle = run_end(row, from, n);
        const size_t end = middle < n ? run_end(row, middle, n) : n;
        join_runs(out, row, from, middle, end);
        from = end;
    }
    return true;
}

static bool put_in_order(bp_staff *t)
{
    if (t->n == 0 || run_end(t->row, 0, t->n) == t->n)
        return true;
    bp_staff_row *other = bp_alloc(0, t->n, sizeof *other);
    if (other == NULL)
        return false;
    while (join_pairs(other, t->row, t->n)) {
        bp_staff_row *joined = other;
        other = t->row;
        t->row = joined;
        t->cap = t->n;
    }
    free(other);
    return true;
}

/* Leaves the used rows, in input order. */
static bp_status settle(bp_survey *s, bp_err *err)
{
    bp_staff *t = &s->staff;
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const bp_slice *p = &s->audit.slice[t->row[i].slice];
        if (bp_survey_outcome(s, BP_USED, p->year, p->currency) == BP_USED)
            t->row[n++] = t->row[i];
    }
    t->n = n;
    return bp_survey_memory(put_in_order(t), err);
}

static size_t bytes(const bp_survey *s)
{
    return s->staff.cap * sizeof s->staff.row[0] + s->staff.cap_person;
}

static void release(bp_survey *s)
{
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++)
        bp_dict_free(s->staff.text[c]);
    free(s->staff.row);
    free(s->staff.person);
}

const bp_part_kind bp_part_staff = { .init = init,
                                     .rename = rename_ids,
                                     .merge = merge,
                                     .settle = settle,
                                     .bytes = bytes,
                                     .release = release };

size_t bp_survey_staff(const bp_survey *s)
{
    return s->staff.n;
}

const bp_staff_row *bp_survey_staff_row(const bp_survey *s, size_t i)
{
    return &s->staff.row[i];
}

const char *bp_survey_staff_person(const bp_survey *s, const bp_staff_row *r)
{
    return s->staff.person + r->person;
}

size_t bp_survey_staff_values(const bp_survey *s, bp_staff_column c)
{
    return s->staff.text[c] != NULL ? bp_dict_count(s->staff.text[c]) : 0;
}

bp_text bp_survey_staff_text(const bp_survey *s, bp_staff_column c, uint32_t id)
{
    return bp_dict_text(s->staff.text[c], id);
}
