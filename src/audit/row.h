/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row.h - one row of a table in json, against its people.  Layer: audit. */
#ifndef BP_AUDIT_ROW_H
#define BP_AUDIT_ROW_H

#include "audit/decide.h"
#include "audit/ranges.h"
#include "base/jsonread.h"

/* What all rows of a table have in common. */
typedef struct bp_row_table {
    const bp_crowd *cut;
    const bp_rule_set *set; /* NULL: no rules */
    bp_recount_method method;
    const bp_ranges *ranges; /* by other conventions; NULL: nobody asked */
    bool has_orgs;
    bool of_orgs; /* organisations count for rules */
    bool total_shown;
    size_t figures;     /* that agree */
    size_t withheld;    /* that need not be; the mean is told by itself: */
    bool mean_withheld; /* of the last row, and but for sums it need not be */
    bp_int128 least;    /* that its people are paid, by the percentiles it shows */
    bp_str *why;        /* of a row that fails */
    bp_str *first; /* what need not be withheld: one figure; none yet where it is empty */
} bp_row_table;

/* Is the row true, and all of it to be shown?  False: t->why says what is not. */
bool bp_row_check(bp_row_table *t, const bp_json_value *row, const bp_crowd_group *g);

/* The levels of a row: level[BP_DECIDE_LEVELS], of which there are *n.  False: it is no
 * row of ours. */
bool bp_row_levels(bp_level level[], size_t *n, const bp_json_value *row);

/* Has the row a figure of pay?  And its mean? */
bool bp_row_shows(const bp_json_value *row);
bool bp_row_mean(const bp_json_value *row);

/* Ratio and overlap against the row before in the order of tiers, which are derived from
 * what both show; NULL: there is none. */
bool bp_row_follows(bp_row_table *t, const bp_json_value *row,
                    const bp_json_value *before);

#endif
