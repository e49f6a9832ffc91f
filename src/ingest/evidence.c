/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of a column have in common, counted cell by cell.
 *
 * A few odd cells must not change what a column is, so nothing is decided by one: kinds
 * are counted, and most of them win.  Distinct values are told apart by their hashes and
 * only up to a bound, beyond which the column is no table's group anyway. */
#include "ingest/evidence.h"

#include <string.h>

#include "data/slots.h"
#include "ingest/amount.h"
#include "ingest/cell.h"

const char *bp_column_kind_name(bp_column_kind kind)
{
    static const char *const names[] = {
        [BP_COLUMN_EMPTY] = "empty", [BP_COLUMN_NUMBER] = "number",
        [BP_COLUMN_MONEY] = "money", [BP_COLUMN_DATE] = "date",
        [BP_COLUMN_RANGE] = "range", [BP_COLUMN_TEXT] = "text",
    };
    return names[kind];
}

static void see_sign(bp_evidence *e, const char *currency)
{
    e->money++;
    size_t i = 0;
    while (i < e->n_signs && strcmp(e->sign[i], currency) != 0)
        i++;
    if (i == e->n_signs && i < BP_SIGNS_MAX)
        e->sign[e->n_signs++] = currency;
}

/* Where a value is among the distinct ones; BP_DISTINCT_MAX: nowhere, or there are so
 * many that looking for it does not pay. */
static size_t see_value(bp_evidence *e, bp_text cell)
{
    if (e->distinct == BP_DISTINCT_MAX)
        return BP_DISTINCT_MAX;
    uint64_t hash = bp_hash(cell.at, cell.n);
    size_t i = 0;
    while (i < e->distinct && e->seen[i] != hash)
        i++;
    if (i == e->distinct) {
        e->seen[e->distinct++] = hash;
        e->text[i] = false;
    }
    return i;
}

/* False when it is nothing but text. */
static bool see_numbers(bp_evidence *e, bp_text cell)
{
    bp_phrase p;
    bool date = bp_date_see(&e->date, cell);
    if (!bp_phrase_parse(&p, cell)) {
        bp_period period;
        const bp_period_word word = bp_period_read(&period, cell);
        e->dates += date;
        e->texts += !date;
        e->periods += word != BP_PERIOD_NO_WORD;
        e->shorts += word == BP_PERIOD_SHORT;
        e->statuses += word == BP_PERIOD_STATUS;
        return date || word != BP_PERIOD_NO_WORD;
    }
    e->numbers += p.n == 1;
    e->ranges += p.n == 2;
    e->periods += p.period != BP_PERIOD_AS_IS;
    for (size_t i = 0; i < p.n; i++)
        bp_marks_see(&e->marks, p.amount[i].digits);
    if (p.currency != NULL)
        see_sign(e, p.currency);
    return true;
}

void bp_evidence_see(bp_evidence *e, bp_text cell, const char *const missing[],
                     size_t n_missing)
{
    cell = bp_text_trim(cell);
    if (bp_cell_missing(cell, missing, n_missing)) {
        e->missing++;
        return;
    }
    const size_t i = see_value(e, cell);
    if (i < BP_DISTINCT_MAX && e->text[i])
        e->texts++;
    else if (!see_numbers(e, cell) && i < BP_DISTINCT_MAX)
        e->text[i] = true;
}

bp_column_kind bp_evidence_kind(const bp_evidence *e)
{
    uint64_t amounts = e->numbers + e->ranges;
    uint64_t all = amounts + e->dates + e->texts;
    if (all == 0)
        return BP_COLUMN_EMPTY;
    if (e->texts * 2 > all)
        return BP_COLUMN_TEXT;
    if (e->dates > amounts)
        return BP_COLUMN_DATE;
    if (e->ranges > e->numbers)
        return BP_COLUMN_RANGE;
    return e->money > 0 ? BP_COLUMN_MONEY : BP_COLUMN_NUMBER;
}
