/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition.c - the parts of a condition on rows.
 *
 * The text of a condition has no quoting of its own, although headers may hold blanks and
 * operators ("pay >= 100k?"): so its column is the longest known name that an operator
 * follows.  Rows are chosen by these parts, and a report says them in words: both see the
 * same column and value. */
#include "data/condition.h"

#include <string.h>

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
    const bp_text rest = bp_text_from(text, i);
    const bool word = i > 0 && (text.at[i - 1] == ' ' || text.at[i - 1] == '\t');
    size_t k = 0;
    while (k < N_OPERATORS && (!bp_text_starts(rest, operators[k].word) ||
                               (operators[k].compare == BP_IN && !word)))
        k++;
    return k;
}

size_t bp_condition_begins(bp_text condition, const char *name)
{
    const bp_text text = bp_text_trim(condition), n = bp_text_trim(bp_text_of(name));
    if (n.n == 0 || n.n > text.n || !bp_text_same((bp_text){ text.at, n.n }, n))
        return 0;
    size_t i = n.n;
    while (i < text.n && (text.at[i] == ' ' || text.at[i] == '\t'))
        i++;
    return operator_at(text, i) < N_OPERATORS ? i : 0;
}

static bp_text without_quotes(bp_text t)
{
    if (t.n >= 2 && (t.at[0] == '"' || t.at[0] == '\'') && t.at[t.n - 1] == t.at[0])
        return (bp_text){ t.at + 1, t.n - 2 };
    return t;
}

bool bp_condition_cut(bp_condition_parts *out, bp_text condition, size_t from)
{
    const bp_text all = bp_text_trim(condition);
    size_t i = from;
    while (i < all.n && operator_at(all, i) == N_OPERATORS)
        i++;
    if (i >= all.n)
        return false;
    const size_t op = operator_at(all, i), after = i + strlen(operators[op].word);
    const bp_text value = bp_text_from(all, after);
    *out =
        (bp_condition_parts){ bp_text_trim((bp_text){ all.at, i }), operators[op].compare,
                              without_quotes(bp_text_trim(value)) };
    return true;
}

bool bp_condition_next(bp_text *value, bp_text *rest)
{
    if (rest->at == NULL)
        return false;
    const char *comma = rest->n > 0 ? memchr(rest->at, ',', rest->n) : NULL;
    const size_t n = comma != NULL ? (size_t)(comma - rest->at) : rest->n;
    *value = without_quotes(bp_text_trim((bp_text){ rest->at, n }));
    *rest = comma != NULL ? (bp_text){ comma + 1, rest->n - n - 1 } : (bp_text){ 0 };
    return true;
}
