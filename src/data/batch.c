/* SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.c - a part of a batch.
 *
 * A batch is a set of columns, so a part of its rows is the same columns from further
 * on. */
#include "data/batch.h"

static void skip_staff(bp_batch *b, size_t n)
{
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++)
        b->staff[c] += n;
    b->who += n;
    b->fte += n;
    b->prorate += n;
    b->hired += n;
    b->by_time += n;
}

bp_batch bp_batch_from(const bp_batch *b, const bp_shape *s, size_t from)
{
    bp_batch rest = *b;
    rest.n = b->n - from;
    for (size_t e = 0; e < s->n_elements; e++)
        rest.pay[e] += from;
    for (size_t k = 0; k < s->n_keys; k++)
        rest.key[k] += from;
    for (size_t v = 0; v < s->n_variables; v++)
        if (s->variable_text[v])
            rest.label[v] += from;
        else
            rest.number[v] += from;
    for (size_t w = 0; w < s->n_watched; w++)
        if (rest.watched[w] != NULL)
            rest.watched[w] += from;
    if (s->weights != BP_UNWEIGHTED)
        rest.weight += from;
    if (s->staff != 0)
        skip_staff(&rest, from);
    rest.org += from;
    rest.year += from;
    rest.date += from;
    rest.currency += from;
    rest.row_hash += from;
    rest.who_hash += from;
    rest.payee_hash += from;
    rest.person += from;
    rest.order += from;
    rest.line += from;
    return rest;
}
