/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offerrecords.c - records of the survey as markets of offers: those that a line of the
 * list selects, and those of each group of a table.
 *
 * A list is made by people, for their own purposes: it has columns that the survey lacks,
 * spells values in its own case, and names groups that nobody is in.  None of these keeps
 * the other lines from being placed.  Offers that select the same records share one
 * market, so a list of thousands costs one market a group. */
#include <stdlib.h>
#include <string.h>

#include "answer/placing.h"
#include "answer/tables.h"
#include "base/lookalike.h"
#include "data/columns.h"
#include "data/pay.h"
#include "ingest/role.h"

/* ---- the columns of the list ---- */

/* The column with a name like that of one that selects nothing. */
static bp_status find_nearest(const placing *j, size_t by)
{
    const bp_survey *s = j->a->survey;
    const size_t n = s != NULL ? bp_survey_columns(s) : j->a->published->n_columns;
    const char **names = bp_alloc(0, n, sizeof *names);
    if (names == NULL)
        return bp_no_memory(j->err, "the offers");
    for (size_t i = 0; i < n; i++)
        names[i] =
            s != NULL ? bp_survey_column(s, i)->name : j->a->published->column[i].name;
    j->o->all.column[by].nearest = bp_text_nearest(j->a->offers->by[by], names, n);
    free(names);
    return BP_OK;
}

bp_status bp_placing_columns(placing *j)
{
    const bp_offers *list = j->a->offers;
    bp_status status = BP_OK;
    size_t column;
    for (size_t by = 0; status == BP_OK && list != NULL && by < list->n_by; by++) {
        const bool selects =
            j->a->survey != NULL && bp_tables_key(j->a->survey, list->by[by]) != SIZE_MAX;
        const bool known = selects || (j->a->published != NULL &&
                                       bp_published_column(&column, j->a->published,
                                                           list->by[by], NULL) == BP_OK);
        bp_role role;
        j->o->all.column[by] = (bp_list_column){
            .selects = selects,
            .ignored = !known,
            .role = bp_role_parse(&role, bp_text_of(list->by[by])) ? bp_role_names()[role]
                                                                   : NULL,
        };
        for (size_t i = 0; i < list->n; i++)
            j->o->by[i * list->n_by + by] = list->offered[i].by[by];
        if (!known)
            status = find_nearest(j, by);
    }
    return status;
}

/* ---- what a line selects ---- */

/* No row has the value: the nearest that one has. */
static bp_status no_such_value(placing *j, size_t i, size_t by, size_t key)
{
    const bp_survey *s = j->a->survey;
    const bp_offers *list = j->a->offers;
    const size_t n = bp_survey_key_values(s, key);
    const char **names = bp_alloc(0, n, sizeof *names);
    if (names == NULL)
        return bp_no_memory(j->err, "the offers");
    for (uint32_t v = 0; v < n; v++)
        names[v] = bp_survey_key_text(s, key, v).at;
    const char *near = bp_text_nearest(list->offered[i].by[by], names, n);
    char meant[BP_LOOK_MEANT_ROOM];
    bp_fail(j->err, NULL, BP_EDATA, "no row of the survey has this value%s",
            bp_look_meant(meant, near, list->offered[i].by[by]));
    free(names);
    return bp_placing_unplaced(j, i, by, BP_FIRST_MARKET);
}

/* The survey's own spelling of a value, or another that differs by case alone; NULL: it
 * has neither. */
static const char *spelling(const bp_survey *s, size_t key, const char *value)
{
    const bp_text text = bp_text_of(value);
    uint32_t id = bp_survey_key_id(s, key, text);
    for (uint32_t v = 0; id == BP_NO_ID && v < bp_survey_key_values(s, key); v++)
        if (bp_text_alike(bp_survey_key_text(s, key, v), text))
            id = v;
    return id != BP_NO_ID ? bp_survey_key_text(s, key, id).at : NULL;
}

/* An earlier line that selects the same records: its market. */
static const bp_market *market_before(const placing *j, size_t i)
{
    const bp_placements *p = &j->o->all;
    const char **own = j->o->by + i * p->n_by;
    for (size_t k = i; k-- > 0;) {
        size_t by = 0;
        while (by < p->n_by && (!p->column[by].selects ||
                                strcmp(own[by], j->o->by[k * p->n_by + by]) == 0))
            by++;
        if (by == p->n_by && p->offer[k].market[0] != NULL)
            return p->offer[k].market[0];
    }
    return NULL;
}

/* The values of line i for each key of the survey, in its spelling; *found: each is
 * there. */
static bp_status select_values(placing *j, size_t i, const char *value[], bool *found)
{
    const bp_offers *list = j->a->offers;
    for (size_t k = 0; k < bp_survey_keys(j->a->survey); k++)
        value[k] = NULL;
    *found = true;
    for (size_t by = 0; list != NULL && by < list->n_by; by++) {
        const char *text = list->offered[i].by[by];
        const size_t key = bp_tables_key(j->a->survey, list->by[by]);
        if (key == SIZE_MAX || text[0] == '\0')
            continue;
        value[key] = spelling(j->a->survey, key, text);
        *found = value[key] != NULL;
        if (!*found)
            return no_such_value(j, i, by, key);
        j->o->by[i * list->n_by + by] = value[key];
    }
    return BP_OK;
}

/* Does nobody have these values?  Else a market is refused for what it is. */
static bp_status is_empty(bool *empty, const placing *j, const char *const value[])
{
    uint32_t id[BP_KEYS_MAX];
    bp_pay_groups *groups = NULL;
    for (size_t k = 0; k < bp_survey_keys(j->a->survey); k++)
        id[k] = value[k] != NULL ? bp_survey_key_id(j->a->survey, k, bp_text_of(value[k]))
                                 : BP_NO_ID;
    bp_err own;
    bp_status status = bp_pay_groups_where(&groups, j->a->survey, 0, id, &own);
    *empty = status == BP_OK && groups->group[0].pay.n == 0;
    bp_pay_groups_free(groups);
    return status == BP_OK ? BP_OK : bp_no_memory(j->err, "the offers");
}

static bp_status make_market(placing *j, size_t i, const char *const value[])
{
    bp_market *m = NULL;
    bool empty = false;
    bp_status status =
        bp_market_of_records(&m, j->a->survey, 0, value, &j->o->method, j->err);
    if (status == BP_OK) {
        j->o->all.offer[i].market[0] = m;
        return bp_placing_keep(j, m);
    }
    if (status == BP_EDATA && j->a->offers != NULL) {
        const bp_status looked = is_empty(&empty, j, value);
        status = looked == BP_OK ? status : looked;
    }
    return empty ? bp_placing_unplaced(j, i, SIZE_MAX, BP_FIRST_MARKET)
                 : bp_placing_fail(j, i, status);
}

/* ---- lines of pay ---- */

/* The line of an earlier offer in the same market. */
static const bp_paylines *line_before(const placing *j, size_t i)
{
    const bp_placement *k = j->o->all.offer;
    for (size_t before = i; before-- > 0;)
        if (k[before].line != NULL && k[before].market[0] == k[i].market[0])
            return k[before].line;
    return NULL;
}

static bp_status make_line(placing *j, size_t i, const char *const value[])
{
    placed *o = j->o;
    if (o->n_lines == o->cap_lines) {
        const size_t cap = 2 * o->cap_lines + 4;
        bp_paylines **more = realloc(o->line, cap * sizeof *more);
        if (more == NULL)
            return bp_no_memory(j->err, "the offers");
        o->line = more;
        o->cap_lines = cap;
    }
    bp_status status =
        bp_payline_where(&o->line[o->n_lines], j->a->survey, &j->a->line_plan, value,
                         j->a->method.ci.level, j->err);
    if (status == BP_OK)
        o->all.offer[i].line = o->line[o->n_lines++];
    return status;
}

/* The line of pay of the records of offer i, whose market is found.
 * Errors: BP_ELIMIT */
static bp_status find_payline(placing *j, size_t i, const char *const value[])
{
    bp_placement *k = &j->o->all.offer[i];
    const bool asked = j->o->at != NULL && j->o->at[i].text != NULL;
    if (!asked || k->market[0] == NULL)
        return BP_OK;
    k->line = line_before(j, i);
    return k->line != NULL ? BP_OK : make_line(j, i, value);
}

bp_status bp_placing_records(placing *j, size_t i)
{
    const char *value[BP_KEYS_MAX];
    bool found;
    bp_status status = select_values(j, i, value, &found);
    if (status != BP_OK || !found)
        return status;
    const bp_market *before = j->a->offers != NULL ? market_before(j, i) : NULL;
    if (before == NULL)
        status = make_market(j, i, value);
    else
        j->o->all.offer[i].market[0] = before;
    return status == BP_OK ? find_payline(j, i, value) : status;
}

/* ---- the groups of tables ---- */

static bp_status add_table(placed *o, const bp_answer *a, const bp_percentiles *table,
                           bp_err *err)
{
    bp_group_offers *g = &o->all.by_table[o->all.n_tables];
    *g = (bp_group_offers){
        .table = table,
        .market = bp_room_take(&o->room, table->n_groups, sizeof *g->market),
        .group = bp_room_take(&o->room, table->n_groups, sizeof *g->group)
    };
    o->all.n_tables++; /* whose markets are freed, whatever comes */
    if (o->room.failed)
        return bp_no_memory(err, "the offers");
    return bp_markets_of_groups(g->market, a->survey, 0, table, &o->method, err);
}

bp_status bp_placements_by_group(bp_placements *p, const bp_answer *a, bp_err *err)
{
    placed *o = (placed *)p;
    bp_status status = BP_OK;
    const bool one = a->table != NULL && a->table->n_keys > 0;
    const size_t n = one ? 1 : a->n_by;
    if (p->listed || a->survey == NULL || n == 0)
        return BP_OK;
    p->by_table = bp_room_take(&o->room, n, sizeof *p->by_table);
    if (p->by_table == NULL)
        return bp_no_memory(err, "the offers");
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = add_table(o, a, one ? a->table : a->by[i], err);
    return status;
}
