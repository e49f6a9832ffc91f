/* SPDX-License-Identifier: GPL-3.0-or-later */
/* where.c - conditions on rows.
 *
 * What a condition's value is (a number, a text) is found once, for all cells
 * (bp_condition_prepare). */
#include "ingest/where.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/peers.h"
#include "ingest/phrase.h"

/* The bytes of the longest name that the condition begins with. */
static size_t find_column(bp_text text, const bp_layout *l, bool peers)
{
    const char *const *roles = bp_role_names();
    size_t best = peers ? bp_condition_begins(text, BP_PEERS_KEY) : 0;
    for (size_t i = 0; i < l->n_columns + BP_ROLES; i++) {
        size_t n = bp_condition_begins(text, i < l->n_columns ? l->name[i]
                                                              : roles[i - l->n_columns]);
        best = n > best ? n : best;
    }
    return best;
}

/* Could the column of peers be equal to it? */
static bool names_peers(bp_compare compare, bp_text value)
{
    return (compare != BP_EQUAL && compare != BP_UNEQUAL) ||
           bp_text_alike(value, bp_text_of(BP_PEERS_IN)) ||
           bp_text_alike(value, bp_text_of(BP_PEERS_OUT));
}

bp_status bp_condition_parse(bp_condition *out, const char *text, const bp_lookup *l,
                             bp_err *err)
{
    const bp_text all = bp_text_of(text);
    bp_condition_parts cut = { 0 };
    const bool peers = l->choice->peers != NULL;
    if (!bp_condition_cut(&cut, all, find_column(all, &l->head->layout, peers)) ||
        cut.column.n == 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the condition '%s' is not a column, an operator (= != < <= > >= "
                       "~ in) and a value",
                       text);
    char *name = bp_copy(cut.column.at, cut.column.n);
    if (name == NULL)
        return bp_no_memory(err, "a condition");
    size_t index = l->schema->column[BP_ROLE_ORG];
    const bool of_peers = peers && bp_peers_is_key(name);
    bp_status status = of_peers ? BP_OK : bp_lookup_column(&index, l, name, err);
    free(name);
    if (status != BP_OK)
        return status;
    if (of_peers && !names_peers(cut.compare, cut.value))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the condition '%s' compares '" BP_PEERS_KEY
                       "', whose values are '" BP_PEERS_IN "' and '" BP_PEERS_OUT "'",
                       text);
    *out = (bp_condition){ text, index, of_peers, cut.compare, cut.value };
    return BP_OK;
}

bp_status bp_conditions_new(bp_condition **out, bp_wanted *wanted, const bp_lookup *l,
                            bp_err *err)
{
    const size_t n = l->choice->n_where;
    bp_condition *c = bp_alloc(0, n, sizeof *c);
    bp_status status = c != NULL ? BP_OK : bp_no_memory(err, "%zu conditions", n);
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        status = bp_condition_parse(&c[i], l->choice->where[i], l, err);
        if (status == BP_OK)
            c[i].column =
                bp_wanted_add(wanted, &l->head->layout, c[i].column, BP_NEED_CONDITION);
    }
    if (status != BP_OK) {
        free(c);
        return status;
    }
    *out = c;
    return BP_OK;
}

bool bp_conditions_on(const bp_condition c[], size_t n, const bp_wanted *wanted,
                      size_t column)
{
    bool on = false;
    for (size_t i = 0; i < n; i++)
        on |= c[i].column != BP_NOT_WANTED && wanted->column[c[i].column].first == column;
    return on;
}

static bool read_number(bp_int128 *out, bp_text t, bp_number_style style)
{
    const bp_pay_rules plain = { .style = style, .scale = BP_SCALE_MAX };
    int64_t units;
    if (bp_pay_plain(&units, t, &plain)) {
        *out = units;
        return true;
    }
    return bp_phrase_number(out, t, style, BP_SCALE_MAX);
}

static bool answer(bp_compare compare, int order)
{
    switch (compare) {
    case BP_EQUAL:
        return order == 0;
    case BP_UNEQUAL:
        return order != 0;
    case BP_LESS:
        return order < 0;
    case BP_AT_MOST:
        return order <= 0;
    case BP_MORE:
        return order > 0;
    default:
        return order >= 0;
    }
}

/* The value was typed with a point, or as the column writes its numbers. */
void bp_condition_prepare(const bp_condition *c, bp_compare_rules *rules)
{
    static const bp_number_style plain = { .decimal = '.' };
    rules->is_number = read_number(&rules->number, c->value, plain) ||
                       read_number(&rules->number, c->value, rules->style);
    for (int order = -1; order <= 1; order++)
        rules->holds[order + 1] = answer(c->compare, order);
}

/* Is the cell one of the values? */
static bool is_among(const bp_condition *c, bp_text cell, const bp_compare_rules *rules)
{
    bp_text rest = c->value, value;
    while (bp_condition_next(&value, &rest)) {
        bp_condition one = *c;
        bp_compare_rules own = *rules;
        one.compare = BP_EQUAL;
        one.value = value;
        bp_condition_prepare(&one, &own);
        if (bp_condition_holds(&one, cell, &own))
            return true;
    }
    return false;
}

bool bp_condition_holds(const bp_condition *c, bp_text cell,
                        const bp_compare_rules *rules)
{
    cell = bp_text_trim(cell);
    if (c->compare == BP_IN)
        return is_among(c, cell, rules);
    const bool same = bp_text_alike(cell, c->value);
    const bool equality = c->compare == BP_EQUAL || c->compare == BP_UNEQUAL;
    if (equality && !rules->is_number)
        return same == (c->compare == BP_EQUAL);
    const bool missing =
        cell.n == 0 || (rules->numbers && bp_cell_missing(cell, NULL, 0)) ||
        (rules->n_missing > 0 && bp_cell_missing(cell, rules->missing, rules->n_missing));
    if (missing && !same)
        return c->compare == BP_UNEQUAL;
    if (c->compare == BP_CONTAINS)
        return bp_text_contains(cell, c->value);
    bp_int128 number;
    if (rules->is_number && read_number(&number, cell, rules->style))
        return rules->holds[(number >= rules->number) + (number > rules->number)];
    if (equality)
        return same == (c->compare == BP_EQUAL);
    return !rules->is_number && answer(c->compare, bp_text_order(cell, c->value));
}
