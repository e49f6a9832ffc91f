/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions on rows.
 *
 * The text of a condition has no quoting of its own, although headers may hold blanks and
 * operators ("pay >= 100k?"): so its column is the longest known name that an operator
 * follows.  The value is read once, for all cells (bp_condition_prepare). */
#include "ingest/where.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/peers.h"
#include "ingest/phrase.h"

static const struct {
    const char *word;
    bp_compare compare;
} operators[] = {
    { "!=", BP_UNEQUAL }, { "<=", BP_AT_MOST }, { ">=", BP_AT_LEAST }, { "=", BP_EQUAL },
    { "<", BP_LESS },     { ">", BP_MORE },     { "~", BP_CONTAINS },  { "in ", BP_IN },
};

#define N_OPERATORS (sizeof operators / sizeof operators[0])

/* The operator at text[i], or N_OPERATORS.  One that is a word follows a blank. */
static size_t operator_at(bp_text text, size_t i)
{
    const bp_text rest = { text.at + i, text.n - i };
    const bool word = i > 0 && (text.at[i - 1] == ' ' || text.at[i - 1] == '\t');
    size_t k = 0;
    while (k < N_OPERATORS && (!bp_text_starts(rest, operators[k].word) ||
                               (operators[k].compare == BP_IN && !word)))
        k++;
    return k;
}

/* The bytes of `text` up to its operator when it starts with `name`; 0 when not. */
static size_t fits(bp_text text, const char *name)
{
    bp_text n = bp_text_trim(bp_text_of(name));
    if (n.n == 0 || n.n > text.n || !bp_text_same((bp_text){ text.at, n.n }, n))
        return 0;
    size_t i = n.n;
    while (i < text.n && (text.at[i] == ' ' || text.at[i] == '\t'))
        i++;
    return operator_at(text, i) < N_OPERATORS ? i : 0;
}

/* Where the operator is: after the longest name that fits, else the first one. */
static size_t find_operator(bp_text text, const bp_layout *l, bool peers)
{
    const char *const *roles = bp_role_names();
    size_t best = peers ? fits(text, BP_PEERS_KEY) : 0;
    for (size_t i = 0; i < l->n_columns + BP_ROLES; i++) {
        size_t n = fits(text, i < l->n_columns ? l->name[i] : roles[i - l->n_columns]);
        best = n > best ? n : best;
    }
    if (best > 0)
        return best;
    while (best < text.n && operator_at(text, best) == N_OPERATORS)
        best++;
    return best;
}

static bp_text without_quotes(bp_text t)
{
    if (t.n >= 2 && (t.at[0] == '"' || t.at[0] == '\'') && t.at[t.n - 1] == t.at[0])
        return (bp_text){ t.at + 1, t.n - 2 };
    return t;
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
    bp_text all = bp_text_trim(bp_text_of(text));
    size_t i = find_operator(all, &l->head->layout, l->choice->peers != NULL);
    size_t op = operator_at(all, i);
    bp_text column = bp_text_trim((bp_text){ all.at, i });
    if (op == N_OPERATORS || column.n == 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the condition '%s' is not a column, an operator (= != < <= > >= "
                       "~ in) and a value",
                       text);
    char *name = bp_copy(column.at, column.n);
    if (name == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for a condition");
    size_t index = l->schema->column[BP_ROLE_ORG];
    const bool of_peers = l->choice->peers != NULL && bp_peers_is_key(name);
    bp_status status = of_peers ? BP_OK : bp_lookup_column(&index, l, name, err);
    free(name);
    if (status != BP_OK)
        return status;
    i += strlen(operators[op].word);
    bp_text value = bp_text_trim((bp_text){ all.at + i, all.n - i });
    if (of_peers && !names_peers(operators[op].compare, without_quotes(value)))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the condition '%s' compares '" BP_PEERS_KEY
                       "', whose values are '" BP_PEERS_IN "' and '" BP_PEERS_OUT "'",
                       text);
    *out = (bp_condition){ text, index, of_peers, operators[op].compare,
                           without_quotes(value) };
    return BP_OK;
}

bp_status bp_conditions_new(bp_condition **out, bp_wanted *wanted, const bp_lookup *l,
                            bp_err *err)
{
    const size_t n = l->choice->n_where;
    bp_condition *c = bp_alloc(0, n, sizeof *c);
    bp_status status =
        c != NULL ? BP_OK
                  : bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu conditions", n);
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

static bool read_number(bp_int128 *out, bp_text t, bp_number_style style)
{
    bp_phrase p;
    bool rounded = false;
    const bp_pay_rules plain = { .style = style, .scale = BP_SCALE_MAX };
    int64_t units;
    if (bp_pay_plain(&units, t, &plain)) {
        *out = units;
        return true;
    }
    return bp_phrase_parse(&p, t) && p.n == 1 &&
           bp_number_style_units(out, &p.amount[0], style, BP_SCALE_MAX, &rounded);
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
    bp_text rest = c->value;
    for (bool more = true; more;) {
        const char *comma = rest.n > 0 ? memchr(rest.at, ',', rest.n) : NULL;
        const size_t n = comma != NULL ? (size_t)(comma - rest.at) : rest.n;
        bp_condition one = *c;
        bp_compare_rules own = *rules;
        one.compare = BP_EQUAL;
        one.value = without_quotes(bp_text_trim((bp_text){ rest.at, n }));
        bp_condition_prepare(&one, &own);
        if (bp_condition_holds(&one, cell, &own))
            return true;
        more = comma != NULL;
        rest = more ? (bp_text){ comma + 1, rest.n - n - 1 } : rest;
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
