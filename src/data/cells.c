/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cells.c - the cells of a survey and their pay.
 *
 * A cell is the finest combination of group values, organisation, year and currency; all
 * groups are unions of cells.  While rows come, pay is kept as it comes, by worker;
 * merging moves it and only notes what each worker's numbers mean.  It is put in the
 * order of the cells once, when all rows were read. */
#include "data/cells.h"

#include <stdlib.h>

#include "data/inside.h"
#include "data/pay.h"
#include "data/payweights.h"

static bp_status init(bp_survey *s, bp_err *err)
{
    bp_cells *c = &s->cells;
    bp_cellset_init(&c->set, &s->shape);
    c->set.later = s->shape.keep_records;
    if (!bp_reserve(&c->worker, &c->cap_workers, 1, sizeof c->worker[0]))
        return bp_survey_memory(false, err);
    c->worker[c->n_workers++] = (bp_worker_pay){ .cell = NULL };
    for (size_t e = 0; e < BP_STORES; e++)
        c->worker->buffer[e].step = e == BP_ROW_NUMBERS ? 1 : bp_shape_step(&s->shape, e);
    return BP_OK;
}

static bool rename_ids(bp_survey *s, const bp_new_ids *now)
{
    bp_cellset *c = &s->cells.set;
    const uint32_t *of[BP_CELL_PARTS_MAX] = { NULL };
    for (size_t k = 0; k < c->n_keys; k++)
        of[k] = now->key[k];
    if (c->currency != SIZE_MAX)
        of[c->currency] = now->currency;
    if (c->org != SIZE_MAX)
        of[c->org] = now->org;
    bp_cellset_rename(c, of);
    bool ok = true;
    for (size_t i = 0; ok && c->later && i < s->cells.n_workers; i++) {
        bp_worker_pay *w = &s->cells.worker[i];
        ok = bp_renumber(&w->org, &w->n_orgs, now->org, bp_dict_count(s->dicts.org));
    }
    return ok;
}

static void merge_others(bp_others *to, const bp_others *from)
{
    to->n += from->n;
    to->sum += from->sum;
    to->divisor = bp_weights_common(from->divisor, to->divisor);
}

/* Which slices of `s` those of `from` are; the audit was merged before.  NULL when memory
 * is out. */
static uint32_t *slices_of(bp_survey *s, const bp_audit *from)
{
    uint32_t *now = bp_alloc(0, from->n_slices, sizeof *now);
    for (size_t i = 0; now != NULL && i < from->n_slices; i++) {
        const bp_slice *f = &from->slice[i];
        now[i] = bp_audit_slice(&s->audit, f->year, f->currency);
    }
    return now;
}

/* The workers of `from` become workers of `s`. */
static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bp_cells *c = &s->cells, *of = &from->cells;
    const size_t n = bp_cellset_numbers(&of->set);
    bp_cellset_forget(&of->set);
    uint32_t *now = bp_alloc(0, n, sizeof *now);
    uint32_t *slice = slices_of(s, &from->audit);
    bp_status status =
        now != NULL && slice != NULL &&
                bp_reserve(&c->worker, &c->cap_workers, c->n_workers + of->n_workers,
                           sizeof c->worker[0])
            ? bp_cellset_put_set(&c->set, &of->set, now, err)
            : bp_survey_memory(false, err);
    for (; status == BP_OK && of->n_workers > 0; of->n_workers--) {
        bp_worker_pay *last = &of->worker[of->n_workers - 1];
        status = bp_survey_memory(bp_renumber(&last->cell, &last->n, now, n), err);
        if (status != BP_OK)
            break;
        bp_row_log_rename(&last->log, slice);
        c->worker[c->n_workers++] = *last;
    }
    merge_others(&c->others, &of->others);
    c->away = of->away > c->away ? of->away : c->away;
    free(slice);
    free(now);
    return status;
}

/* Once it is known which rows count: pay comes into the order of the cells. */
static bp_status settle(bp_survey *s, bp_err *err)
{
    bp_status status = s->cells.set.later ? bp_log_cells(s, err) : BP_OK;
    if (status == BP_OK)
        status = bp_cells_build(s, err);
    return status == BP_OK && s->shape.weights != BP_UNWEIGHTED
               ? bp_pay_weights_settle(s->cells.store, s->shape.n_elements,
                                       s->shape.weights, s->cells.others.divisor, err)
               : status;
}

static void save_others(bp_str *out, const bp_others *o)
{
    bp_pack_uint(out, o->n);
    bp_pack_wide(out, o->sum);
    bp_pack_uint(out, o->divisor);
}

static bp_status save(bp_saving *to, bp_str out[], bp_err *err)
{
    static const bp_others none = { .n = 0 };
    for (size_t k = 0; k < to->owners; k++)
        save_others(&out[k], k == to->own ? &to->survey->cells.others : &none);
    return to->survey->cells.set.later ? bp_log_save(to, out, err)
                                       : bp_cells_save(to, out, err);
}

static void load_others(bp_survey *s, bp_unpack *from)
{
    bp_others o = { .n = bp_unpack_uint(from) };
    o.sum = bp_unpack_wide(from);
    o.divisor = bp_unpack_uint(from);
    merge_others(&s->cells.others, &o);
}

static bp_status load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    load_others(to->survey, from);
    return to->survey->cells.set.later ? bp_log_load(to, from, err)
                                       : bp_cells_load(to, from, err);
}

static void release(bp_survey *s)
{
    bp_cells *c = &s->cells;
    for (size_t i = 0; i < c->n_workers; i++) {
        for (size_t e = 0; e < BP_STORES; e++)
            bp_pay_buffer_release(&c->worker[i].buffer[e]);
        bp_row_log_release(&c->worker[i].log);
        free(c->worker[i].cell);
        free(c->worker[i].org);
    }
    free(c->worker);
    for (size_t e = 0; e < BP_STORES; e++)
        bp_pay_store_release(&c->store[e]);
    bp_cellset_release(&c->set);
}

static bp_status join(bp_joining *j, bp_err *err)
{
    bp_str text = { 0 };
    for (size_t i = 0; i < j->n; i++)
        load_others(j->survey, &j->file[i].from);
    save_others(&text, &j->survey->cells.others);
    bp_status status = bp_spool_take(j->out, &text, err);
    bp_str_release(&text);
    if (status != BP_OK)
        return status;
    return j->survey->shape.keep_records ? bp_log_join(j, err) : bp_cells_join(j, err);
}

const bp_part_kind bp_part_cells = { .init = init,
                                     .rename = rename_ids,
                                     .merge = merge,
                                     .settle = settle,
                                     .bytes = bp_cells_bytes,
                                     .what = "pay by group and organization",
                                     .release = release,
                                     .tag = 'C',
                                     .save = save,
                                     .load = load,
                                     .join = join };

size_t bp_survey_threads(const bp_survey *s)
{
    return s->threads > s->cells.n_workers ? s->threads : s->cells.n_workers;
}

size_t bp_survey_cells(const bp_survey *s)
{
    return s->cells.set.n;
}

bp_cell bp_survey_cell(const bp_survey *s, size_t i)
{
    const bp_cellset *set = &s->cells.set;
    bp_cell c = { .key = bp_cellset_prefix(set, i),
                  .org = bp_cellset_part(set, i, set->org, BP_NO_ID),
                  .year = (int32_t)bp_cellset_part(set, i, set->year, BP_NO_YEAR),
                  .currency = bp_cellset_part(set, i, set->currency, BP_NO_ID),
                  .first = set->first[i] };
    c.chosen = bp_survey_outcome(s, BP_USED, c.year, c.currency) == BP_USED;
    c.comparable = bp_survey_comparable(s, c.currency);
    return c;
}

uint32_t bp_survey_cell_org(const bp_survey *s, size_t i)
{
    const bp_cellset *set = &s->cells.set;
    const uint32_t org = bp_cellset_part(set, i, set->org, BP_NO_ID);
    return org == bp_survey_nameless_org(s) ? BP_NO_ID : org;
}

uint32_t bp_survey_nameless_org(const bp_survey *s)
{
    const bool some = bp_dict_count(s->dicts.org) > 0;
    return some && bp_survey_org_text(s, 0).n == 0 ? 0 : BP_NO_ID;
}

size_t bp_survey_runs(const bp_survey *s, size_t element, size_t cell)
{
    return bp_pay_store_runs(&s->cells.store[element], cell);
}

bp_run bp_survey_run(const bp_survey *s, size_t element, size_t cell, size_t i)
{
    return bp_pay_store_run(&s->cells.store[element], cell, i);
}

uint64_t bp_survey_count(const bp_survey *s, size_t element, size_t cell)
{
    return bp_pay_store_count(&s->cells.store[element], cell);
}

uint64_t bp_survey_weight(const bp_survey *s, size_t element, size_t cell)
{
    if (s->shape.weights == BP_UNWEIGHTED)
        return bp_survey_count(s, element, cell);
    uint64_t weight = 0;
    for (size_t i = 0; i < bp_survey_runs(s, element, cell); i++) {
        const bp_run run = bp_survey_run(s, element, cell, i);
        weight += bp_run_weights(&run);
    }
    return weight;
}

uint64_t bp_survey_heads(const bp_survey *s, size_t element, size_t cell)
{
    return s->shape.weights == BP_WEIGHTS_FREQ ? bp_survey_weight(s, element, cell)
                                               : bp_survey_count(s, element, cell);
}

bp_int128 bp_survey_sum(const bp_survey *s, size_t element, size_t cell)
{
    bp_int128 sum = 0;
    for (size_t i = 0; i < bp_survey_runs(s, element, cell); i++) {
        const bp_run run = bp_survey_run(s, element, cell, i);
        sum += bp_run_sum(&run);
    }
    return sum;
}

bool bp_survey_order(const bp_survey *s, uint32_t cell[], size_t n, const size_t key[],
                     size_t n_keys)
{
    return bp_cellset_order(&s->cells.set, cell, n, key, n_keys);
}

bp_text bp_survey_org_text(const bp_survey *s, uint32_t id)
{
    return bp_dict_text(s->dicts.org, id);
}
