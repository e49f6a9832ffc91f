/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dicts.c - the texts of a survey as ids.
 *
 * While rows come, ids count from 0 in the order of arrival, which differs from worker to
 * worker; so when surveys are merged, and once more when all rows were read, the texts
 * get new ids, and every part that holds ids exchanges them (parts.h). */
#include "data/dicts.h"

#include <stdlib.h>

#include "data/inside.h"

static bp_status init(bp_survey *s, bp_err *err)
{
    bp_dicts *d = &s->dicts;
    bool ok = true;
    for (size_t k = 0; ok && k < s->shape.n_keys; k++)
        ok = (d->key[k] = bp_dict_new()) != NULL;
    if (ok)
        d->org = s->shape.org_key > 0 ? d->key[s->shape.org_key - 1] : bp_dict_new();
    ok = ok && d->org != NULL && (d->currency = bp_dict_new()) != NULL;
    return bp_survey_memory(ok, err);
}

static size_t bytes(const bp_survey *s)
{
    size_t n = s->shape.org_key > 0 ? 0 : bp_dict_bytes(s->dicts.org);
    for (size_t k = 0; k < s->shape.n_keys; k++)
        n += bp_dict_bytes(s->dicts.key[k]);
    return n;
}

static void release(bp_survey *s)
{
    for (size_t k = 0; k < BP_KEYS_MAX; k++)
        bp_dict_free(s->dicts.key[k]);
    if (s->shape.org_key == 0)
        bp_dict_free(s->dicts.org);
    bp_dict_free(s->dicts.currency);
}

void bp_dict_save(bp_str *out, const bp_dict *d)
{
    bp_pack_uint(out, bp_dict_count(d));
    for (uint32_t i = 0; i < bp_dict_count(d); i++)
        bp_pack_text(out, bp_dict_text(d, i));
}

static bp_status save(bp_saving *to, bp_str out[], bp_err *err)
{
    const bp_dicts *d = &to->survey->dicts;
    bp_str *own = &out[to->own];
    (void)err;
    for (size_t k = 0; k < to->survey->shape.n_keys; k++)
        bp_dict_save(own, d->key[k]);
    bp_dict_save(own, d->org);
    bp_dict_save(own, d->currency);
    bp_saving_repeat(to, out, 0);
    return BP_OK;
}

bool bp_dict_load(uint32_t **now, uint32_t *n, bp_dict *d, bp_unpack *from)
{
    const size_t count = bp_unpack_count(from);
    *now = bp_alloc(0, count, sizeof **now);
    bool ok = *now != NULL;
    *n = 0;
    while (ok && !from->bad && *n < count && *n < BP_NO_ID) {
        (*now)[*n] = bp_dict_put(d, bp_unpack_text(from));
        ok = (*now)[(*n)++] != BP_NO_ID;
    }
    return ok;
}

static bp_status load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    bp_dicts *d = &to->survey->dicts;
    bp_new_ids *now = &to->now;
    bool ok = true;
    for (size_t k = 0; ok && k < to->survey->shape.n_keys; k++)
        ok = bp_dict_load(&now->key[k], &to->n_key[k], d->key[k], from);
    ok = ok && bp_dict_load(&now->org, &to->n_org, d->org, from) &&
         bp_dict_load(&now->currency, &to->n_currency, d->currency, from);
    return bp_survey_memory(ok, err);
}

const bp_part_kind bp_part_dicts = { .init = init,
                                     .bytes = bytes,
                                     .what = "names of groups and organizations",
                                     .release = release,
                                     .tag = 'D',
                                     .save = save,
                                     .load = load };

bool bp_dict_join(uint32_t **now, bp_dict *d, const bp_dict *from)
{
    *now = bp_alloc(0, bp_dict_count(from), sizeof **now);
    return *now != NULL && bp_dict_put_dict(d, from, *now);
}

bp_status bp_dicts_merge(bp_new_ids *now, bp_survey *s, const bp_survey *from,
                         bp_err *err)
{
    bp_dicts *d = &s->dicts;
    bool ok = true;
    for (size_t k = 0; ok && k < s->shape.n_keys; k++)
        ok = bp_dict_join(&now->key[k], d->key[k], from->dicts.key[k]);
    if (s->shape.org_key > 0)
        now->org = now->key[s->shape.org_key - 1];
    else
        ok = ok && bp_dict_join(&now->org, d->org, from->dicts.org);
    ok = ok && bp_dict_join(&now->currency, d->currency, from->dicts.currency);
    return bp_survey_memory(ok, err);
}

static bool sort_dict(uint32_t **now, bp_dict *d)
{
    *now = bp_alloc(0, bp_dict_count(d), sizeof **now);
    return *now != NULL && bp_dict_sort(d, *now);
}

bp_status bp_dicts_sort(bp_new_ids *now, bp_survey *s, bp_err *err)
{
    bool ok = true;
    for (size_t k = 0; ok && k < s->shape.n_keys; k++)
        ok = sort_dict(&now->key[k], s->dicts.key[k]);
    if (s->shape.org_key > 0)
        now->org = now->key[s->shape.org_key - 1];
    else
        ok = ok && sort_dict(&now->org, s->dicts.org);
    ok = ok && sort_dict(&now->currency, s->dicts.currency);
    return bp_survey_memory(ok, err);
}

void bp_new_ids_release(bp_new_ids *now)
{
    for (size_t k = 0; k < BP_KEYS_MAX; k++) {
        if (now->org == now->key[k])
            now->org = NULL; /* organisations have the ids of that key */
        free(now->key[k]);
    }
    free(now->org);
    free(now->currency);
}
