/* cell.h - a cell of a pay column becomes exact money.  Layer: ingest. */
#ifndef BP_INGEST_CELL_H
#define BP_INGEST_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/read.h"
#include "ingest/style.h"

/* Marks of a missing value: none of the text's own, "NA", "N/A", "-", "null", "." and
 * the like in any case, and further ones as given. */
bool bp_cell_missing(bp_text cell, const char *const more[], size_t n_more);

typedef enum bp_found {
    BP_FOUND_NUMBER,
    BP_FOUND_MISSING,
    BP_FOUND_UNREADABLE, /* no number in the style, or it does not fit */
    BP_FOUND_RANGE       /* two numbers, and the rules read no ranges */
} bp_found;

/* How a column's cells are read; borrows. */
typedef struct bp_pay_rules {
    bp_style style;
    int scale;
    bp_range range;
    const char *const *missing; /* [n_missing] */
    size_t n_missing;
} bp_pay_rules;

typedef struct bp_pay {
    bp_found found;
    int64_t units;        /* of 10^-scale, with BP_FOUND_NUMBER */
    bp_period period;     /* that the cell itself names */
    const char *currency; /* that the cell itself names; NULL: none */
    bool rounded;         /* decimals beyond the scale were lost */
    bool scientific;      /* written as 1.00E+05 */
} bp_pay;

/* Reads a cell of digits with at most a decimal mark between them, as nearly all are;
 * false when it is anything else, or has more decimals than the scale. */
bool bp_pay_plain(int64_t *units, bp_text cell, const bp_pay_rules *rules);

bp_pay bp_pay_read(bp_text cell, const bp_pay_rules *rules);

#endif
