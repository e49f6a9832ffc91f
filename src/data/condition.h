/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition.h - the parts of a condition on rows: "COL OP VALUE".  Layer: data. */
#ifndef BP_DATA_CONDITION_H
#define BP_DATA_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

typedef enum bp_compare {
    BP_EQUAL,
    BP_UNEQUAL,
    BP_LESS,
    BP_AT_MOST,
    BP_MORE,
    BP_AT_LEAST,
    BP_CONTAINS,
    BP_IN /* any of several, cut at the commas */
} bp_compare;

/* Parts of the text that was cut, without blanks around them. */
typedef struct bp_condition_parts {
    bp_text column; /* a column's name or a role; empty: there is none */
    bp_compare compare;
    bp_text value; /* without the quotes around it */
} bp_condition_parts;

/* How many bytes of a condition come before its operator (= != < <= > >= ~, or "in"
 * between blanks), where it begins with this name; 0 where it does not. */
size_t bp_condition_begins(bp_text condition, const char *name);

/* Cuts a condition at the first operator that is not within the first `from` bytes: of
 * the names that it begins with, the longest is the column's.  Blanks around the operator
 * and quotes around the value may be there or not.  False: it has no operator. */
bool bp_condition_cut(bp_condition_parts *out, bp_text condition, size_t from);

/* The next of several values, without blanks and quotes around it; *rest is what comes
 * after its comma.  False after the last. */
bool bp_condition_next(bp_text *value, bp_text *rest);

#endif
