/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables.c - the tables of percentiles that a subject shows.
 *
 * All are roll-ups of the one survey, so a report costs one reading however many tables
 * it has. */
#include "answer/tables.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/where.h"
#include "answer/ruled.h"
#include "answer/rules_table.h"
#include "base/mem.h"
#include "base/pool.h"
#include "data/pay.h"

/* Of fewer people all tables are done sooner than threads are started. */
#define MANY 5000

size_t bp_tables_workers(const bp_answer *a)
{
    return bp_survey_used(a->survey) >= MANY ? bp_survey_threads(a->survey) : 1;
}

/* The survey's keys but for that of local currencies, which is no group by itself. */
static size_t count_keys(const bp_answer *a, const bp_survey *s)
{
    return bp_survey_keys(s) - (a->choice.local ? 1 : 0);
}

bp_status bp_tables_order_groups(const bp_answer *a, bp_percentiles *p, bp_err *err)
{
    const bp_rule_set *set = bp_ruled_by(a);
    return set != NULL ? bp_rules_table_order(p, set, bp_ruled_orgs(a), err) : BP_OK;
}

bp_status bp_tables_all_keys(bp_answer *a, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    const size_t n = count_keys(a, a->survey);
    for (size_t i = 0; i < bp_survey_keys(a->survey); i++)
        key[i] = i;
    bp_status status =
        bp_percentiles_new(&a->table, a->survey, 0, key, n, &a->method, err);
    if (status == BP_OK)
        status = bp_tables_order_groups(a, a->table, err);
    return status == BP_OK && a->choice.local
               ? bp_local_new(&a->local, a->table, a->survey, &a->method, err)
               : status;
}

/* What the jobs of a question are called in the keys of the survey. */
typedef struct named {
    bp_pay_value *value; /* [n] */
    size_t n;
    size_t cap;
} named;

/* A value of a key. */
typedef struct job_name {
    bp_text text;
    uint32_t id;
} job_name;

static int by_likeness(const void *a, const void *b)
{
    const job_name *x = a, *y = b;
    const int order = bp_text_alike_order(x->text, y->text);
    return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

/* The values of a key, those that are alike together; NULL: memory is out. */
static job_name *sort_names(size_t *n, const bp_survey *s, size_t key)
{
    *n = bp_survey_key_values(s, key);
    job_name *name = bp_alloc(0, *n, sizeof *name);
    for (size_t i = 0; name != NULL && i < *n; i++)
        name[i] = (job_name){ bp_survey_key_text(s, key, (uint32_t)i), (uint32_t)i };
    if (name != NULL && *n > 1)
        qsort(name, *n, sizeof *name, by_likeness);
    return name;
}

/* The first value that is not before a text. */
static size_t find_name(const job_name name[], size_t n, bp_text text)
{
    size_t low = 0, high = n;
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        if (bp_text_alike_order(name[mid].text, text) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The values of a key that are one of the jobs. */
static bp_status find_jobs(named *f, const bp_answer *a, size_t key, bp_err *err)
{
    const bp_choice *c = &a->question->choice;
    size_t n;
    job_name *name = sort_names(&n, a->survey, key);
    bool ok = name != NULL;
    for (size_t j = 0; ok && j < c->n_job; j++) {
        const bp_text job = bp_text_trim(bp_text_of(c->job[j]));
        for (size_t i = find_name(name, n, job);
             ok && i < n && bp_text_alike_order(name[i].text, job) == 0; i++) {
            ok = bp_reserve(&f->value, &f->cap, f->n + 1, sizeof f->value[0]);
            if (ok)
                f->value[f->n++] = (bp_pay_value){ key, name[i].id, j };
        }
    }
    free(name);
    return ok ? BP_OK : bp_no_memory(err, "the jobs");
}

static int32_t date_of(const bp_survey *s, size_t key, uint32_t id)
{
    return id != BP_NO_ID ? (int32_t)strtol(bp_survey_key_text(s, key, id).at, NULL, 10)
                          : 0;
}

/* The dates are digits, so their order is that of ids. */
static bp_status find_dates(bp_answer *a, const named *f, bp_err *err)
{
    const size_t jobs = a->question->choice.n_job;
    const size_t key = bp_tables_key(a->survey, BP_EFFECTIVE_KEY);
    uint32_t *low = bp_alloc(0, jobs, 2 * sizeof *low);
    a->job_dates = bp_alloc(0, jobs, 2 * sizeof *a->job_dates);
    bp_status status = low != NULL && a->job_dates != NULL
                           ? bp_pay_sets_span(low, low + jobs, a->survey, 0, f->value,
                                              f->n, jobs, key, err)
                           : bp_no_memory(err, "the dates");
    for (size_t j = 0; status == BP_OK && j < jobs; j++) {
        a->job_dates[2 * j] = date_of(a->survey, key, low[j]);
        a->job_dates[2 * j + 1] = date_of(a->survey, key, low[jobs + j]);
    }
    free(low);
    return status;
}

bp_status bp_tables_jobs(bp_answer *a, bp_err *err)
{
    const size_t key[] = { bp_tables_key(a->survey, "job"),
                           bp_tables_key(a->survey, "title") };
    named found = { 0 };
    bp_status status = BP_OK;
    if (key[0] == SIZE_MAX && key[1] == SIZE_MAX)
        return bp_fail_hint(err, &(bp_loc){ .file = bp_survey_input(a->survey, 0)->file },
                            BP_EDATA, (bp_hint){ BP_HINT_MAP, "title" },
                            "there is no job or title column");
    for (size_t k = 0; status == BP_OK && k < 2; k++)
        if (key[k] != SIZE_MAX)
            status = find_jobs(&found, a, key[k], err);
    if (status == BP_OK)
        status = bp_percentiles_sets(&a->table, a->survey, 0, found.value, found.n,
                                     a->question->choice.n_job, &a->method, err);
    if (status == BP_OK && a->choice.age != NULL)
        status = find_dates(a, &found, err);
    a->job_value = found.value;
    a->n_job_values = found.n;
    return status;
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
    const size_t n = count_keys(a, s);
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

void bp_tables_choose(bp_answer *a)
{
    const bp_survey *s = a->survey;
    a->n_total = bp_survey_elements(s);
    for (size_t k = 0; k < bp_survey_keys(s); k++) {
        if (!was_asked(&a->choice, bp_survey_key(s, k)))
            continue;
        a->by_key[a->n_by++] = k;
        note_table(a, bp_survey_key(s, k));
    }
}

bp_status bp_tables_make(bp_answer *a, size_t i, bp_err *err)
{
    if (i < a->n_total)
        return bp_percentiles_new(&a->total[i], a->survey, i, NULL, 0, &a->method, err);
    i -= a->n_total;
    bp_status status =
        bp_percentiles_groups(&a->by[i], a->survey, 0, &a->by_key[i], 1, &a->method, err);
    return status == BP_OK ? bp_tables_order_groups(a, a->by[i], err) : status;
}

bp_status bp_tables_join(bp_answer *a, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; i < a->n_by; i++)
        bp_percentiles_put_total(a->by[i], a->total[0]);
    if (a->tier > 0)
        status = bp_tables_order_tiers(a, a->by[a->tier - 1], err);
    return status == BP_OK ? add_tiles(a, err) : status;
}
