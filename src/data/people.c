/* SPDX-License-Identifier: GPL-3.0-or-later */
/* people.c - pay by person and year, or by row where a row has pay of two years.
 *
 * Growth of the same people relates their rows of two years, which cells forget.  A
 * person is known by a hash alone: no name is kept. */
#include <stdlib.h>

#include "data/cells.h"
#include "data/inside.h"
#include "data/owners.h"

static bool add(bp_people *p, bp_person_pay one)
{
    if (!bp_reserve(&p->pay, &p->cap, p->n + 1, sizeof p->pay[0]))
        return false;
    p->pay[p->n++] = one;
    return true;
}

static bool add_known(bp_people *p, bp_person_pay one)
{
    return one.pay == BP_NO_PAY || add(p, one);
}

static bool add_person(bp_people *p, bp_person_pay one, const uint32_t key[],
                       size_t n_keys)
{
    if (one.who == 0 || one.pay == BP_NO_PAY)
        return true;
    if (!bp_reserve(&p->key, &p->cap_key, (p->n + 1) * n_keys, sizeof p->key[0]))
        return false;
    for (size_t k = 0; k < n_keys; k++)
        p->key[p->n * n_keys + k] = key[k];
    return add(p, one);
}

bool bp_people_add(bp_survey *s, const bp_batch *b, size_t i, uint32_t currency,
                   uint32_t org, const uint32_t key[])
{
    const uint64_t row = b->order[i] + 1; /* 0 is nobody */
    bp_people *p = &s->people;
    if (s->shape.pay_pairs)
        return add_known(p, (bp_person_pay){ row, b->pay[1][i], -1, currency, org }) &&
               add_known(p, (bp_person_pay){ row, b->pay[0][i], 0, currency, org });
    return !s->shape.keep_people ||
           add_person(
               p,
               (bp_person_pay){ b->person[i], b->pay[0][i], b->year[i], currency, org },
               key, s->shape.n_keys);
}

/* How many ids of group values each row has. */
static size_t width(const bp_survey *s)
{
    return s->shape.pay_pairs ? 0 : s->shape.n_keys;
}

static bool rename_ids(bp_survey *s, const bp_new_ids *now)
{
    bp_people *p = &s->people;
    const size_t n_keys = width(s);
    for (size_t i = 0; i < p->n; i++) {
        p->pay[i].currency = bp_new_id(now->currency, p->pay[i].currency);
        p->pay[i].org = bp_new_id(now->org, p->pay[i].org);
        for (size_t k = 0; k < n_keys; k++)
            p->key[i * n_keys + k] = bp_new_id(now->key[k], p->key[i * n_keys + k]);
    }
    return true;
}

static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bp_people *p = &s->people, *of = &from->people;
    const size_t n_keys = width(s), n = p->n + of->n;
    if (!bp_reserve(&p->pay, &p->cap, n, sizeof p->pay[0]) ||
        !bp_reserve(&p->key, &p->cap_key, n * n_keys, sizeof p->key[0]))
        return bp_survey_memory(false, err);
    if (of->n > 0)
        memcpy(p->pay + p->n, of->pay, of->n * sizeof p->pay[0]);
    if (of->n * n_keys > 0)
        memcpy(p->key + p->n * n_keys, of->key, of->n * n_keys * sizeof p->key[0]);
    p->n = n;
    return BP_OK;
}

/* Leaves pay in the currency that was settled on, of any year; an organisation without a
 * name is none. */
static bp_status settle(bp_survey *s, bp_err *err)
{
    bp_people *p = &s->people;
    const size_t n_keys = width(s);
    size_t n = 0;
    (void)err;
    for (size_t i = 0; i < p->n; i++) {
        bp_person_pay one = p->pay[i];
        if (one.org != BP_NO_ID && bp_survey_org_text(s, one.org).n == 0)
            one.org = BP_NO_ID;
        if (!bp_survey_comparable(s, one.currency))
            continue;
        for (size_t k = 0; k < n_keys; k++)
            p->key[n * n_keys + k] = p->key[i * n_keys + k];
        p->pay[n++] = one;
    }
    p->n = n;
    return BP_OK;
}

/* ---- as a file ---- */

/* One on its way into an order that equal surveys have in common. */
typedef struct ranked {
    const bp_person_pay *pay;
    const uint32_t *key; /* [n_keys] */
    size_t n_keys;
} ranked;

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_all(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    int order = compare(x->pay->who, y->pay->who);
    if (order == 0)
        order = (x->pay->year > y->pay->year) - (x->pay->year < y->pay->year);
    if (order == 0)
        order = (x->pay->pay > y->pay->pay) - (x->pay->pay < y->pay->pay);
    if (order == 0)
        order = compare(x->pay->currency, y->pay->currency);
    if (order == 0)
        order = compare(x->pay->org, y->pay->org);
    for (size_t k = 0; order == 0 && k < x->n_keys; k++)
        order = compare(x->key[k], y->key[k]);
    return order;
}

/* All of them, in order, each to its owner.
 *   out  [owners]
 * False: memory is out. */
static bool put_sorted(bp_str out[], size_t owners, const bp_people *p, size_t n_keys)
{
    ranked *list = bp_alloc(0, p->n, sizeof *list);
    if (list == NULL)
        return false;
    for (size_t i = 0; i < p->n; i++)
        list[i] = (ranked){ &p->pay[i], n_keys > 0 ? p->key + i * n_keys : NULL, n_keys };
    if (p->n > 1)
        qsort(list, p->n, sizeof *list, by_all);
    for (size_t i = 0; i < p->n; i++) {
        const bp_person_pay *one = list[i].pay;
        bp_str *to = &out[bp_owner_of(one->who, owners)];
        bp_pack_fixed(to, one->who, sizeof one->who);
        bp_pack_int(to, one->pay);
        bp_pack_int(to, one->year);
        bp_save_id(to, one->currency);
        bp_save_id(to, one->org);
        for (size_t k = 0; k < n_keys; k++)
            bp_pack_uint(to, list[i].key[k]);
    }
    free(list);
    return true;
}

static bp_status save(bp_saving *to, bp_str out[], bp_err *err)
{
    const bp_people *p = &to->survey->people;
    size_t *count = bp_alloc(0, to->owners, sizeof *count);
    if (count == NULL)
        return bp_survey_memory(false, err);
    for (size_t i = 0; i < p->n; i++)
        count[bp_owner_of(p->pay[i].who, to->owners)]++;
    for (size_t k = 0; k < to->owners; k++)
        if (count[k] > 0)
            bp_pack_uint(&out[k], count[k]);
    free(count);
    return bp_survey_memory(put_sorted(out, to->owners, p, width(to->survey)), err);
}

/* The rest of one of whom it is known who it is.  False: memory is out. */
static bool load_rest(bp_loading *to, bp_unpack *from, uint64_t who, size_t n_keys)
{
    bp_people *p = &to->survey->people;
    if (!bp_reserve(&p->pay, &p->cap, p->n + 1, sizeof p->pay[0]) ||
        !bp_reserve(&p->key, &p->cap_key, (p->n + 1) * n_keys, sizeof p->key[0]))
        return false;
    bp_person_pay *one = &p->pay[p->n];
    one->who = who;
    one->pay = bp_unpack_int(from);
    one->year = (int32_t)bp_unpack_int(from);
    one->currency = bp_load_id(from, to->now.currency, to->n_currency);
    one->org = bp_load_id(from, to->now.org, to->n_org);
    for (size_t k = 0; k < n_keys; k++)
        p->key[p->n * n_keys + k] = bp_load_known(from, to->now.key[k], to->n_key[k]);
    p->n += !from->bad;
    return true;
}

static uint64_t load_who(bp_unpack *from)
{
    return bp_unpack_fixed(from, sizeof(uint64_t));
}

static bp_status load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    const size_t n = bp_unpack_count(from), n_keys = width(to->survey);
    bool ok = true;
    for (size_t i = 0; ok && !from->bad && i < n; i++)
        ok = load_rest(to, from, load_who(from), n_keys);
    return bp_survey_memory(ok, err);
}

/* ---- several files become one ---- */

/* Takes all that a file has of the one who is first, whom the heap has on its top. False:
 * memory is out. */
static bool take_who(bp_joining *j, bp_heap *heap, size_t left[])
{
    const bp_next who = heap->at[0];
    bp_joined *f = &j->file[who.file];
    bool ok = true;
    uint64_t next = who.first;
    while (ok && !f->from.bad && next == who.first) {
        ok = load_rest(f->to, &f->from, who.first, width(j->survey));
        if (--left[who.file] == 0)
            break;
        next = load_who(&f->from);
    }
    f->from.bad |= next < who.first;
    if (left[who.file] > 0 && !f->from.bad)
        bp_heap_change(heap, (bp_next){ next, 0, who.file });
    else
        bp_heap_drop(heap);
    return ok;
}

static bp_status join_people(bp_joining *j, bp_heap *heap, size_t left[], bp_str *text,
                             bp_err *err)
{
    bp_people *p = &j->survey->people;
    bp_status status = BP_OK;
    while (status == BP_OK && heap->n > 0) {
        const uint64_t who = heap->at[0].first;
        bool ok = true;
        p->n = 0;
        while (ok && heap->n > 0 && heap->at[0].first == who)
            ok = take_who(j, heap, left);
        status = bp_survey_memory(ok && put_sorted(text, 1, p, width(j->survey)), err);
        if (status == BP_OK && text->n >= BP_JOINED_TEXT)
            status = bp_spool_take(j->out, text, err);
    }
    return status == BP_OK ? bp_spool_take(j->out, text, err) : status;
}

static bp_status join(bp_joining *j, bp_err *err)
{
    size_t *left = bp_alloc(0, j->n, sizeof *left);
    bp_heap heap = { .at = bp_alloc(0, j->n, sizeof heap.at[0]) };
    bp_str text = { 0 };
    uint64_t n = 0;
    const bool ok = left != NULL && heap.at != NULL;
    for (uint32_t i = 0; ok && i < j->n; i++) {
        bp_unpack *from = &j->file[i].from;
        n += left[i] = bp_unpack_count(from);
        if (left[i] > 0)
            bp_heap_add(&heap, (bp_next){ load_who(from), 0, i });
    }
    bp_pack_uint(&text, n);
    const bp_status status =
        ok ? join_people(j, &heap, left, &text, err) : bp_survey_memory(false, err);
    bp_str_release(&text);
    free(left);
    free(heap.at);
    return status;
}

static size_t bytes(const bp_survey *s)
{
    return s->people.cap * sizeof s->people.pay[0] +
           s->people.cap_key * sizeof s->people.key[0];
}

static void release(bp_survey *s)
{
    free(s->people.pay);
    free(s->people.key);
}

const bp_part_kind bp_part_people = { .rename = rename_ids,
                                      .merge = merge,
                                      .settle = settle,
                                      .bytes = bytes,
                                      .what = "the pay of each person and year",
                                      .release = release,
                                      .tag = 'P',
                                      .save = save,
                                      .load = load,
                                      .join = join };

size_t bp_survey_people(const bp_survey *s, const bp_person_pay **out)
{
    *out = s->people.pay;
    return s->people.n;
}

const uint32_t *bp_survey_people_keys(const bp_survey *s)
{
    return s->people.key;
}
