/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables.c - the tables of percentiles that a subject shows.
 *
 * All are roll-ups of the one survey, so a report costs one reading however many tables
 * it has. */
#include "answer/tables.h"

#include <string.h>

bp_status bp_tables_all_keys(bp_answer *a, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    const size_t n = bp_survey_keys(a->survey);
    for (size_t i = 0; i < n; i++)
        key[i] = i;
    return bp_percentiles_new(&a->table, a->survey, 0, key, n, &a->method, err);
}

bp_status bp_tables_order_tiers(bp_answer *a, bp_percentiles *p, bp_err *err)
{
    const bp_tier_question *q = &a->question->tiers;
    return bp_tiers_new(&a->tiers, p, a->survey, a->method.sort == BP_SORT_NAME, q->name,
                        q->n_names, err);
}

/* Keys that only offers need have no table of their own. */
static bool was_asked(const bp_choice *c, const char *key)
{
    for (size_t i = 0; i < c->n_by; i++)
        if (strcmp(c->by[i], key) == 0)
            return true;
    return false;
}

/* A page has room for so many columns of tiles. */
#define TILE_COLUMNS_MAX 6

size_t bp_tables_key(const bp_survey *s, const char *name)
{
    for (size_t k = 0; k < bp_survey_keys(s); k++)
        if (strcmp(bp_survey_key(s, k), name) == 0)
            return k;
    return SIZE_MAX;
}

size_t bp_tables_outlier_keys(const bp_answer *a, const bp_survey *s)
{
    const size_t n = bp_survey_keys(s);
    return a->choice.by_known ? n > 0 && strcmp(bp_survey_key(s, 0), "tier") == 0 : n;
}

/* By tier and region, where both have groups to compare. */
static bp_status add_tiles(bp_answer *a, bp_err *err)
{
    if (a->tier == 0 || a->region == 0)
        return BP_OK;
    const size_t rows = a->by[a->tier - 1]->n_groups - 1;
    const size_t columns = a->by[a->region - 1]->n_groups - 1;
    if (rows < 2 || columns < 2 || columns > TILE_COLUMNS_MAX)
        return BP_OK;
    const size_t key[] = { bp_tables_key(a->survey, "tier"),
                           bp_tables_key(a->survey, "region") };
    return bp_percentiles_new(&a->tiles, a->survey, 0, key, 2, &a->method, err);
}

bp_status bp_tables_report(bp_answer *a, bp_err *err)
{
    const bp_survey *s = a->survey;
    bp_status status = BP_OK;
    for (size_t e = 0; status == BP_OK && e < bp_survey_elements(s); e++) {
        status = bp_percentiles_new(&a->total[e], s, e, NULL, 0, &a->method, err);
        a->n_total += status == BP_OK;
    }
    for (size_t k = 0; status == BP_OK && k < bp_survey_keys(s); k++) {
        if (!was_asked(&a->choice, bp_survey_key(s, k)))
            continue;
        status = bp_percentiles_new(&a->by[a->n_by], s, 0, &k, 1, &a->method, err);
        a->n_by += status == BP_OK;
        if (strcmp(bp_survey_key(s, k), "tier") == 0)
            a->tier = a->n_by;
        if (strcmp(bp_survey_key(s, k), "region") == 0)
            a->region = a->n_by;
    }
    if (status == BP_OK && a->tier > 0)
        status = bp_tables_order_tiers(a, a->by[a->tier - 1], err);
    return status == BP_OK ? add_tiles(a, err) : status;
}
