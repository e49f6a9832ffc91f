/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables.c - the tables of percentiles that a subject shows.
 *
 * All are roll-ups of the one survey, so a report costs one reading however many tables
 * it has. */
#include "answer/tables.h"

#include <string.h>

size_t bp_tables_keys(const bp_answer *a, const bp_survey *s)
{
    return bp_survey_keys(s) - (a->choice.local ? 1 : 0);
}

bp_status bp_tables_all_keys(bp_answer *a, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    const size_t n = bp_tables_keys(a, a->survey);
    for (size_t i = 0; i < bp_survey_keys(a->survey); i++)
        key[i] = i;
    bp_status status =
        bp_percentiles_new(&a->table, a->survey, 0, key, n, &a->method, err);
    return status == BP_OK && a->choice.local
               ? bp_local_new(&a->local, a->table, a->survey, &a->method, err)
               : status;
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
    const size_t n = bp_tables_keys(a, s);
    return a->choice.by_known ? n > 0 && strcmp(bp_survey_key(s, 0), "tier") == 0 : n;
}

/* Small groups of two keys are not joined: a tile has its place by its keys.  It shows no
 * interval. */
bp_status bp_tables_add_tiles(bp_answer *a, size_t rows, size_t columns, bp_err *err)
{
    const size_t key[] = { bp_tables_key(a->survey, a->by[rows]->key[0]),
                           bp_tables_key(a->survey, a->by[columns]->key[0]) };
    bp_method method = a->method;
    bp_tiles *t = &a->tiles[a->n_tiles];
    method.top = method.min_people = 0;
    method.ci.method = BP_CI_NONE;
    *t = (bp_tiles){ .rows = rows, .columns = columns };
    bp_status status = bp_percentiles_new(&t->both, a->survey, 0, key, 2, &method, err);
    a->n_tiles += status == BP_OK;
    return status;
}

static size_t groups_of_own(const bp_percentiles *p)
{
    return p->n_groups - 1 - (p->has_others ? 1 : 0);
}

/* Tiles where both keys have groups to compare, and a page has room for those in a row.
 */
static bool has_room(const bp_answer *a, size_t rows, size_t columns)
{
    return rows > 0 && columns > 0 && groups_of_own(a->by[rows - 1]) > 1 &&
           groups_of_own(a->by[columns - 1]) > 1 &&
           groups_of_own(a->by[columns - 1]) <= TILE_COLUMNS_MAX;
}

/* By tier and region, and by size and region. */
static bp_status add_tiles(bp_answer *a, bp_err *err)
{
    const size_t rows[BP_TILES_MAX] = { a->tier, a->size };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < BP_TILES_MAX; i++)
        if (has_room(a, rows[i], a->region))
            status = bp_tables_add_tiles(a, rows[i] - 1, a->region - 1, err);
    return status;
}

/* Remembers the tables that others are made of. */
static void note_table(bp_answer *a, const char *key)
{
    if (strcmp(key, "tier") == 0)
        a->tier = a->n_by;
    if (strcmp(key, "region") == 0)
        a->region = a->n_by;
    if (strcmp(key, "size") == 0)
        a->size = a->n_by;
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
        note_table(a, bp_survey_key(s, k));
    }
    if (status == BP_OK && a->tier > 0)
        status = bp_tables_order_tiers(a, a->by[a->tier - 1], err);
    return status == BP_OK ? add_tiles(a, err) : status;
}
