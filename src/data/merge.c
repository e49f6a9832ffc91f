/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "data/inside.h"

/* The ids that the texts of `from` have in `d`: now[id].  NULL: memory is out. */
static uint32_t *translate(bp_dict *d, const bp_dict *from)
{
    uint32_t n = bp_dict_count(from);
    uint32_t *now = bp_alloc(0, n, sizeof *now);
    for (uint32_t i = 0; now != NULL && i < n; i++) {
        now[i] = bp_dict_put(d, bp_dict_text(from, i));
        if (now[i] == BP_NO_ID) {
            free(now);
            return NULL;
        }
    }
    return now;
}

/* The new ids of all dictionaries. */
typedef struct renaming {
    uint32_t *key[BP_KEYS_MAX];
    uint32_t *org;
    uint32_t *currency;
} renaming;

static bool rename_all(renaming *r, bp_survey *s, const bp_survey *from)
{
    bool ok = true;
    for (size_t k = 0; k < s->shape.n_keys; k++)
        ok = ok && (r->key[k] = translate(s->key[k], from->key[k])) != NULL;
    return ok && (r->org = translate(s->org, from->org)) != NULL &&
           (r->currency = translate(s->currency, from->currency)) != NULL;
}

static bool sort_dict(bp_dict *d, uint32_t **now)
{
    *now = bp_alloc(0, bp_dict_count(d), sizeof **now);
    return *now != NULL && bp_dict_sort(d, *now);
}

static bool sort_all(renaming *r, bp_survey *s)
{
    bool ok = true;
    for (size_t k = 0; k < s->shape.n_keys; k++)
        ok = ok && sort_dict(s->key[k], &r->key[k]);
    return ok && sort_dict(s->org, &r->org) && sort_dict(s->currency, &r->currency);
}

static void release(renaming *r)
{
    for (size_t k = 0; k < BP_KEYS_MAX; k++)
        free(r->key[k]);
    free(r->org);
    free(r->currency);
}

/* The id of a cell in the new numbers. */
static void rename_id(uint32_t now[], const renaming *r, const bp_cellset *c,
                      const uint32_t id[])
{
    for (size_t k = 0; k < c->n_keys; k++)
        now[k] = r->key[k][id[k]];
    if (c->year != SIZE_MAX)
        now[c->year] = id[c->year];
    if (c->currency != SIZE_MAX)
        now[c->currency] = r->currency[id[c->currency]];
    if (c->org != SIZE_MAX)
        now[c->org] = r->org[id[c->org]];
}

void bp_part_release(bp_part *p)
{
    for (size_t e = 0; e < BP_ELEMENTS_MAX; e++)
        bp_journal_release(&p->journal[e]);
    free(p->cell);
}

/* Its numbers stand for now[those that they stood for], of which there are n. */
static bool renumber(bp_part *p, const uint32_t now[], size_t n)
{
    if (p->cell != NULL) {
        for (size_t i = 0; i < p->n; i++)
            p->cell[i] = now[p->cell[i]];
        return true;
    }
    p->cell = bp_alloc(0, n, sizeof p->cell[0]);
    p->n = n;
    if (p->cell != NULL && n > 0)
        memcpy(p->cell, now, n * sizeof now[0]);
    return p->cell != NULL;
}

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for the survey");
}

/* The numbers of the cells of `from` in `s`, where they are made. */
static bp_status merge_cells(bp_survey *s, const bp_survey *from, const renaming *r,
                             uint32_t now[], bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0, n; status == BP_OK && i < from->cells.n; i += n) {
        uint32_t id[BP_BATCH_ROWS * BP_CELL_PARTS_MAX];
        n = from->cells.n - i < BP_BATCH_ROWS ? from->cells.n - i : BP_BATCH_ROWS;
        for (size_t k = 0; k < n; k++)
            rename_id(id + k * s->cells.width, r, &s->cells,
                      bp_cellset_id(&from->cells, i + k));
        status =
            bp_cellset_put_all(&s->cells, id, from->cells.first + i, n, now + i, err);
        for (size_t k = 0; status == BP_OK && k < n; k++) {
            uint64_t *first = &s->cells.first[now[i + k]];
            *first =
                from->cells.first[i + k] < *first ? from->cells.first[i + k] : *first;
        }
    }
    return status;
}

/* The parts of `from` become parts of `s`. */
static bp_status merge_pay(bp_survey *s, bp_survey *from, const renaming *r, bp_err *err)
{
    uint32_t *now = bp_alloc(0, from->cells.n, sizeof *now);
    bp_status status =
        now != NULL && bp_reserve(&s->part, &s->cap_parts, s->n_parts + from->n_parts,
                                  sizeof s->part[0])
            ? merge_cells(s, from, r, now, err)
            : no_memory(err);
    for (; status == BP_OK && from->n_parts > 0; from->n_parts--) {
        bp_part *last = &from->part[from->n_parts - 1];
        if (!renumber(last, now, from->cells.n)) {
            status = no_memory(err);
            break;
        }
        s->part[s->n_parts++] = *last;
    }
    free(now);
    return status;
}

static bool merge_records(bp_survey *s, const bp_survey *from, const renaming *r)
{
    if (!bp_reserve(&s->record, &s->cap_records, s->n_records + from->n_records,
                    sizeof s->record[0]))
        return false;
    for (size_t i = 0; i < from->n_records; i++) {
        bp_kept_record record = from->record[i];
        const bp_slice *f = &from->audit.slice[record.slice];
        uint32_t currency = f->currency != BP_NO_ID ? r->currency[f->currency] : BP_NO_ID;
        record.slice = bp_audit_slice(&s->audit, f->year, currency, f->file);
        if (record.slice == BP_NO_ID)
            return false;
        s->record[s->n_records++] = record;
    }
    return true;
}

static bool merge_rest(bp_survey *s, const bp_survey *from, const renaming *r)
{
    for (size_t i = 0; i < s->shape.n_watched; i++)
        if (!bp_watch_merge(&s->watch[i], &from->watch[i]))
            return false;
    for (size_t i = 0; i < s->shape.n_files; i++)
        s->input[i].filtered += from->input[i].filtered;
    return bp_audit_merge(&s->audit, &from->audit, r->currency) &&
           merge_records(s, from, r) && bp_survey_merge_paid(s, from, r->currency);
}

/* What describes the inputs, where `s` does not know it. */
static bp_status merge_words(bp_survey *s, const bp_survey *from, bp_err *err)
{
    bp_status status = BP_OK;
    if (s->period[0] == '\0')
        s->period = from->period;
    for (size_t i = 0; status == BP_OK && i < s->shape.n_files; i++)
        if (s->input[i].sha256 == NULL)
            status = bp_survey_set_digest(s, i, from->input[i].sha256, err);
    for (size_t i = 0; status == BP_OK && i < from->n_notes; i++)
        status =
            bp_survey_add_note_hint(s, from->note[i].hint, err, "%s", from->note[i].text);
    size_t columns = s->n_columns == 0 ? from->n_columns : 0;
    for (size_t i = 0; status == BP_OK && i < columns; i++)
        status = bp_survey_add_column(s, &from->column[i], err);
    return status;
}

bp_status bp_survey_merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    renaming r = { 0 };
    bp_status status = BP_OK;
    if (!rename_all(&r, s, from) || !merge_rest(s, from, &r))
        status = no_memory(err);
    if (status == BP_OK)
        status = merge_pay(s, from, &r, err);
    if (status == BP_OK)
        status = merge_words(s, from, err);
    release(&r);
    bp_survey_free(from);
    return status;
}

static bp_status post_all(bp_survey *s, bp_err *err)
{
    bp_posting *posting = bp_alloc(0, s->n_parts, sizeof *posting);
    bp_status status = posting != NULL ? BP_OK : no_memory(err);
    for (size_t e = 0; status == BP_OK && e < s->shape.n_elements; e++) {
        for (size_t i = 0; i < s->n_parts; i++)
            posting[i] =
                (bp_posting){ &s->part[i].journal[e], s->part[i].cell, s->part[i].n };
        status = bp_ledger_post(&s->ledger[e], posting, s->n_parts, s->cells.n,
                                s->shape.step, err);
    }
    free(posting);
    return status;
}

static bool sort_cells(bp_survey *s)
{
    uint32_t *now = bp_alloc(0, s->cells.n, sizeof *now);
    bool ok = now != NULL && bp_cellset_sort(&s->cells, now);
    for (size_t i = 0; ok && i < s->n_parts; i++)
        ok = renumber(&s->part[i], now, s->cells.n);
    free(now);
    return ok;
}

bp_status bp_survey_sort(bp_survey *s, bp_err *err)
{
    renaming r = { 0 };
    bool ok = sort_all(&r, s);
    for (size_t i = 0; ok && i < s->cells.n; i++) {
        uint32_t *id = s->cells.id + i * s->cells.width;
        rename_id(id, &r, &s->cells, id);
    }
    for (size_t i = 0; ok && i < s->audit.n_slices; i++) {
        uint32_t *currency = &s->audit.slice[i].currency;
        *currency = *currency != BP_NO_ID ? r.currency[*currency] : BP_NO_ID;
    }
    if (ok)
        bp_survey_rename_paid(s, r.currency);
    ok = ok && sort_cells(s);
    for (size_t i = 0; ok && i < s->shape.n_watched; i++)
        ok = bp_watch_sort(&s->watch[i]);
    release(&r);
    return ok ? post_all(s, err) : no_memory(err);
}
