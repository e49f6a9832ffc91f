/* SPDX-License-Identifier: GPL-3.0-or-later */
/* where.h - conditions on rows: "COL OP VALUE".  Layer: ingest. */
#ifndef BP_INGEST_WHERE_H
#define BP_INGEST_WHERE_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/err.h"
#include "data/condition.h"
#include "ingest/cell.h"
#include "ingest/lookup.h"
#include "ingest/wanted.h"

/* Borrows the text of the request. */
typedef struct bp_condition {
    const char *text; /* as it was given */
    size_t column;    /* index in the first file; of bp_conditions_new: wanted */
    bool of_peers;    /* not its cell is compared, but whether it names a peer */
    bp_compare compare;
    bp_text value;
} bp_condition;

/* The column is the longest column name or role that fits before an operator (= != < <=
 * > >= ~, or "in" between blanks); blanks around the operator and quotes around the value
 * may be there or not.
 * Errors: BP_EUSAGE  no operator, or no such column: "did you mean"
 *         BP_EDATA   the header appears twice */
bp_status bp_condition_parse(bp_condition *out, const char *text, const bp_lookup *l,
                             bp_err *err);

/* The conditions of l->choice, [n_where], whose columns become wanted; freed with free().
 * Errors: those of bp_condition_parse; BP_ELIMIT */
bp_status bp_conditions_new(bp_condition **out, bp_wanted *wanted, const bp_lookup *l,
                            bp_err *err);

/* Does one of the n conditions choose rows by a column?
 *   wanted  those that their columns are in */
bool bp_conditions_on(const bp_condition c[], size_t n, const bp_wanted *wanted,
                      size_t column);

/* How the cells of a column are compared with the value of a condition. */
typedef struct bp_compare_rules {
    bp_number_style style;
    const char *const *missing; /* [n_missing] further markers */
    size_t n_missing;
    bool numbers;   /* the column holds numbers or dates: "NA" and the like are missing */
    bool is_number; /* the value is one, namely: */
    bp_int128 number; /* in 10^-BP_SCALE_MAX */
    bool holds[3];    /* for a cell below, at and above it */
} bp_compare_rules;

/* Reads the value of a condition by the rules, once for all cells. */
void bp_condition_prepare(const bp_condition *c, bp_compare_rules *rules);

/* Numbers compare as numbers when the cell and the value both are some in the column's
 * style; else texts, trimmed: by bp_text_alike for = and !=, by bytes for < and the like
 * (where a number and a text do not compare).  ~ looks for the value inside, ASCII case
 * ignored. A missing cell satisfies != only, unless it is what = looks for. rules
 * prepared for this condition */
bool bp_condition_holds(const bp_condition *c, bp_text cell,
                        const bp_compare_rules *rules);

/* The same, for a trimmed cell that 16 bytes can be read before. */
static inline bool bp_condition_holds_near(const bp_condition *c, bp_text cell,
                                           const bp_compare_rules *rules)
{
    int64_t number;
    const bp_text v = c->value;
    const bool equality = c->compare == BP_EQUAL || c->compare == BP_UNEQUAL;
    if (equality && !rules->is_number) {
        return bp_text_alike(cell, v) == (c->compare == BP_EQUAL);
    }
    if (rules->is_number && rules->n_missing == 0 && c->compare < BP_CONTAINS &&
        bp_pay_price(&number, cell, rules->style)) {
        number *= 10000000; /* from hundredths */
        return rules->holds[(number >= rules->number) + (number > rules->number)];
    }
    return bp_condition_holds(c, cell, rules);
}

#endif
