/* SPDX-License-Identifier: GPL-3.0-or-later */
/* observations.c - rows that are kept with the variables of a model.
 *
 * A regression relates the pay of each row to what else the row says, which cells forget.
 * So when a choice has variables, of each row its pay, its groups and their values are
 * kept, in one piece: rows are put into an order of what they hold once all are there, so
 * that sums over them depend neither on threads nor on the order of the input. */
#define _GNU_SOURCE
#include "data/observations.h"

#include <stdlib.h>

#include "data/inside.h"

static size_t width(const bp_shape *s)
{
    return s->n_elements + s->n_variables + s->n_keys;
}

static size_t stride(const bp_survey *s)
{
    return sizeof(bp_observation) + width(&s->shape) * sizeof(bp_observed_value);
}

static bp_observation *row_at(const bp_survey *s, size_t i)
{
    return (bp_observation *)(void *)(s->observations.bytes + i * stride(s));
}

static bp_observed_value *variables_of(const bp_survey *s, bp_observation *o)
{
    return o->value + s->shape.n_elements;
}

static bp_observed_value *keys_of(const bp_survey *s, bp_observation *o)
{
    return variables_of(s, o) + s->shape.n_variables;
}

static bp_status init(bp_survey *s, bp_err *err)
{
    bool ok = true;
    for (size_t v = 0; v < s->shape.n_variables; v++)
        ok &= (s->observations.label[v] = bp_dict_new()) != NULL;
    return bp_survey_memory(ok, err);
}

static bool reserve(bp_survey *s, size_t n)
{
    bp_observations *r = &s->observations;
    return bp_reserve(&r->bytes, &r->cap, n, stride(s));
}

bool bp_observations_add(bp_survey *s, const bp_batch *b, size_t i,
                         const bp_observed_at *at)
{
    const bp_shape *shape = &s->shape;
    if (shape->n_variables == 0 || (b->weight != NULL && b->weight[i] == 0))
        return true;
    if (!reserve(s, s->observations.n + 1))
        return false;
    bp_observation *o = row_at(s, s->observations.n++);
    *o = (bp_observation){ .place = bp_batch_place(b, i),
                           .slice = at->slice,
                           .org = at->org,
                           .weight = b->weight != NULL ? b->weight[i] : 1 };
    memset(o->value, 0, width(shape) * sizeof o->value[0]);
    for (size_t e = 0; e < shape->n_elements; e++)
        o->value[e].pay = b->pay[e][i];
    bp_observed_value *value = variables_of(s, o), *key = keys_of(s, o);
    bool ok = true;
    for (size_t v = 0; v < shape->n_variables; v++) {
        if (!shape->variable_text[v]) {
            value[v].number = b->number[v][i];
            continue;
        }
        value[v].id = bp_dict_put(s->observations.label[v], b->label[v][i]);
        ok &= value[v].id != BP_NO_ID;
    }
    for (size_t k = 0; k < shape->n_keys; k++)
        key[k].id = at->key[k];
    return ok;
}

static bool rename_ids(bp_survey *s, const bp_new_ids *now)
{
    for (size_t i = 0; i < s->observations.n; i++) {
        bp_observation *o = row_at(s, i);
        bp_observed_value *key = keys_of(s, o);
        o->org = bp_new_id(now->org, o->org);
        for (size_t k = 0; k < s->shape.n_keys; k++)
            key[k].id = bp_new_id(now->key[k], key[k].id);
    }
    return true;
}

/* The rows of another survey have labels of its own. */
static bool take_label(bp_survey *s, const bp_survey *from, size_t v, uint32_t *id)
{
    *id = bp_dict_put(s->observations.label[v],
                      bp_dict_text(from->observations.label[v], *id));
    return *id != BP_NO_ID;
}

/* The audit was merged before, so it has all slices of `from`. */
static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    const size_t n = from->observations.n;
    bool ok = n == 0 || reserve(s, s->observations.n + n);
    for (size_t i = 0; ok && i < n; i++) {
        bp_observation *o = row_at(s, s->observations.n++);
        memcpy(o, row_at(from, i), stride(s));
        const bp_slice *f = &from->audit.slice[o->slice];
        o->slice = bp_audit_slice(&s->audit, f->year, f->currency);
        ok = o->slice != BP_NO_ID;
        for (size_t v = 0; ok && v < s->shape.n_variables; v++)
            if (s->shape.variable_text[v])
                ok = take_label(s, from, v, &variables_of(s, o)[v].id);
    }
    return bp_survey_memory(ok, err);
}

static bool sort_labels(bp_survey *s, size_t v)
{
    bp_dict *labels = s->observations.label[v];
    uint32_t *now = bp_alloc(0, bp_dict_count(labels), sizeof *now);
    const bool ok = now != NULL && bp_dict_sort(labels, now);
    for (size_t i = 0; ok && i < s->observations.n; i++) {
        bp_observed_value *value = variables_of(s, row_at(s, i));
        value[v].id = now[value[v].id];
    }
    free(now);
    return ok;
}

static bp_status sort(bp_survey *s, bp_err *err)
{
    bool ok = true;
    for (size_t v = 0; ok && v < s->shape.n_variables; v++)
        ok = !s->shape.variable_text[v] || sort_labels(s, v);
    return bp_survey_memory(ok, err);
}

static int by_order(const void *a, const void *b)
{
    const uint64_t x = ((const bp_observation *)a)->place.order;
    const uint64_t y = ((const bp_observation *)b)->place.order;
    return (x > y) - (x < y);
}

static int compare(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

/* Any order will do that sees all that they hold: what is no pay is compared by its bits.
 */
static int by_content(const void *a, const void *b, void *values)
{
    const bp_observation *x = a, *y = b;
    const size_t n = *(const size_t *)values;
    int order = compare(x->org, y->org);
    if (order == 0)
        order = compare(x->weight, y->weight);
    for (size_t i = 0; order == 0 && i < n; i++)
        order = compare(x->value[i].pay, y->value[i].pay);
    return order;
}

/* Leaves used rows, in order; an organization without a name is none. */
static bp_status settle(bp_survey *s, bp_err *err)
{
    size_t n = 0;
    (void)err;
    for (size_t i = 0; i < s->observations.n; i++) {
        bp_observation *o = row_at(s, i);
        const bp_slice *p = &s->audit.slice[o->slice];
        if (bp_survey_outcome(s, BP_USED, p->year, p->currency) != BP_USED)
            continue;
        if (o->org != BP_NO_ID && bp_survey_org_text(s, o->org).n == 0)
            o->org = BP_NO_ID;
        if (n != i)
            memcpy(row_at(s, n), o, stride(s));
        n++;
    }
    s->observations.n = n;
    size_t values = width(&s->shape);
    if (n > 1)
        qsort_r(s->observations.bytes, n, stride(s), by_content, &values);
    return BP_OK;
}

/* ---- as a file ---- */

static void save_values(bp_str *out, bp_survey *s, bp_observation *o)
{
    const bp_shape *shape = &s->shape;
    const bp_observed_value *value = variables_of(s, o), *key = keys_of(s, o);
    for (size_t e = 0; e < shape->n_elements; e++)
        bp_pack_int(out, o->value[e].pay);
    for (size_t v = 0; v < shape->n_variables; v++) {
        uint64_t bits;
        memcpy(&bits, &value[v].number, sizeof bits);
        if (shape->variable_text[v])
            bp_pack_uint(out, value[v].id);
        else
            bp_pack_fixed(out, bits, sizeof bits);
    }
    for (size_t k = 0; k < shape->n_keys; k++)
        bp_pack_uint(out, key[k].id);
}

/* The labels of each text variable; then the rows, in input order. */
static bp_status save(bp_saving *to, bp_str out[], bp_err *err)
{
    bp_survey *s = to->survey;
    bp_observations *r = &s->observations;
    bp_str *own = &out[to->own];
    (void)err;
    if (s->shape.n_variables == 0)
        return BP_OK;
    for (size_t v = 0; v < s->shape.n_variables; v++)
        bp_dict_save(own, r->label[v]);
    if (r->n > 1)
        qsort(r->bytes, r->n, stride(s), by_order);
    bp_pack_uint(own, r->n);
    for (size_t i = 0; i < r->n; i++) {
        bp_observation *o = row_at(s, i);
        bp_pack_uint(own, to->slice[o->slice]);
        bp_save_place(own, &o->place);
        bp_save_id(own, o->org);
        bp_pack_int(own, o->weight);
        save_values(own, s, o);
    }
    return BP_OK;
}

static void load_values(bp_loading *to, bp_unpack *from, bp_observation *o,
                        uint32_t *const label[], const uint32_t n_label[])
{
    bp_survey *s = to->survey;
    bp_observed_value *value = variables_of(s, o), *key = keys_of(s, o);
    for (size_t e = 0; e < s->shape.n_elements; e++)
        o->value[e].pay = bp_unpack_int(from);
    for (size_t v = 0; v < s->shape.n_variables; v++) {
        if (s->shape.variable_text[v]) {
            value[v].id = bp_load_known(from, label[v], n_label[v]);
            continue;
        }
        const uint64_t bits = bp_unpack_fixed(from, sizeof bits);
        memcpy(&value[v].number, &bits, sizeof bits);
    }
    for (size_t k = 0; k < s->shape.n_keys; k++)
        key[k].id = bp_load_known(from, to->now.key[k], to->n_key[k]);
}

/* False: memory is out. */
static bool load_row(bp_loading *to, bp_unpack *from, uint32_t *const label[],
                     const uint32_t n_label[])
{
    bp_survey *s = to->survey;
    const uint32_t slice = bp_load_known(from, to->slice, to->n_slices);
    if (from->bad)
        return true;
    if (!reserve(s, s->observations.n + 1))
        return false;
    bp_observation *o = row_at(s, s->observations.n);
    *o = (bp_observation){ .slice = slice };
    memset(o->value, 0, width(&s->shape) * sizeof o->value[0]);
    o->place = bp_load_place(from, s->shape.n_files);
    o->org = bp_load_id(from, to->now.org, to->n_org);
    o->weight = bp_unpack_int(from);
    load_values(to, from, o, label, n_label);
    s->observations.n += !from->bad;
    return true;
}

static bp_status load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    bp_survey *s = to->survey;
    uint32_t *label[BP_VARIABLES_MAX] = { NULL };
    uint32_t n_label[BP_VARIABLES_MAX] = { 0 };
    bool ok = true;
    for (size_t v = 0; ok && v < s->shape.n_variables; v++)
        ok = bp_dict_load(&label[v], &n_label[v], s->observations.label[v], from);
    const size_t n = bp_unpack_count(from);
    for (size_t i = 0; ok && !from->bad && i < n; i++)
        ok = load_row(to, from, label, n_label);
    for (size_t v = 0; v < BP_VARIABLES_MAX; v++)
        free(label[v]);
    return bp_survey_memory(ok, err);
}

static size_t bytes(const bp_survey *s)
{
    return s->observations.cap * stride(s);
}

static void release(bp_survey *s)
{
    for (size_t v = 0; v < BP_VARIABLES_MAX; v++)
        bp_dict_free(s->observations.label[v]);
    free(s->observations.bytes);
}

const bp_part_kind bp_part_observations = { .init = init,
                                            .rename = rename_ids,
                                            .merge = merge,
                                            .sort = sort,
                                            .settle = settle,
                                            .bytes = bytes,
                                            .what = "what pay is related to, by row",
                                            .release = release,
                                            .tag = 'O',
                                            .save = save,
                                            .load = load };

size_t bp_survey_observations(const bp_survey *s)
{
    return s->observations.n;
}

const bp_observation *bp_survey_observation(const bp_survey *s, size_t i)
{
    return row_at(s, i);
}

size_t bp_survey_labels(const bp_survey *s, size_t v)
{
    return bp_dict_count(s->observations.label[v]);
}

bp_text bp_survey_label(const bp_survey *s, size_t v, uint32_t id)
{
    return bp_dict_text(s->observations.label[v], id);
}

int64_t bp_observation_pay(const bp_observation *o, size_t element)
{
    return o->value[element].pay;
}

double bp_observation_number(const bp_survey *s, const bp_observation *o, size_t v)
{
    return o->value[s->shape.n_elements + v].number;
}

uint32_t bp_observation_label(const bp_survey *s, const bp_observation *o, size_t v)
{
    return o->value[s->shape.n_elements + v].id;
}

uint32_t bp_observation_key(const bp_survey *s, const bp_observation *o, size_t key)
{
    return o->value[s->shape.n_elements + s->shape.n_variables + key].id;
}
