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

static bp_cell_id renamed(const renaming *r, const bp_shape *shape, const uint32_t *id)
{
    bp_cell_id now = { 0 };
    size_t k = shape->n_keys;
    for (size_t i = 0; i < k; i++)
        now.part[i] = r->key[i][id[i]];
    now.part[k + BP_CELL_YEAR] = id[k + BP_CELL_YEAR];
    now.part[k + BP_CELL_ORG] = shape->has_org ? r->org[id[k + BP_CELL_ORG]] : BP_NO_ID;
    now.part[k + BP_CELL_CURRENCY] =
        shape->has_currency ? r->currency[id[k + BP_CELL_CURRENCY]] : BP_NO_ID;
    return now;
}

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for the survey");
}

static bp_status merge_cells(bp_survey *s, bp_survey *from, const renaming *r,
                             bp_err *err)
{
    size_t e = s->shape.n_elements;
    for (size_t i = 0; i < from->cells.n; i++) {
        bp_cell_id id = renamed(r, &s->shape, bp_cellset_id(&from->cells, i));
        uint32_t cell;
        bp_status status =
            bp_cellset_put(&s->cells, id.part, from->cells.first[i], &cell, err);
        if (status != BP_OK)
            return status;
        for (size_t k = 0; k < e; k++)
            if (!bp_run_take(&s->cells.run[cell * e + k], &from->cells.run[i * e + k]))
                return no_memory(err);
    }
    return BP_OK;
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
        status = bp_survey_add_note(s, err, "%s", from->note[i]);
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
        status = merge_cells(s, from, &r, err);
    if (status == BP_OK)
        status = merge_words(s, from, err);
    release(&r);
    bp_survey_free(from);
    return status;
}

bp_status bp_survey_sort(bp_survey *s, bp_err *err)
{
    renaming r = { 0 };
    bool ok = sort_all(&r, s);
    size_t width = s->shape.n_keys + BP_CELL_PARTS;
    for (size_t i = 0; ok && i < s->cells.n; i++) {
        bp_cell_id id = renamed(&r, &s->shape, bp_cellset_id(&s->cells, i));
        memcpy(s->cells.id + i * width, id.part, width * sizeof id.part[0]);
    }
    for (size_t i = 0; ok && i < s->audit.n_slices; i++) {
        uint32_t *currency = &s->audit.slice[i].currency;
        *currency = *currency != BP_NO_ID ? r.currency[*currency] : BP_NO_ID;
    }
    if (ok)
        bp_survey_rename_paid(s, r.currency);
    ok = ok && bp_cellset_sort(&s->cells);
    for (size_t i = 0; ok && i < s->shape.n_watched; i++)
        ok = bp_watch_sort(&s->watch[i]);
    release(&r);
    return ok ? BP_OK : no_memory(err);
}
