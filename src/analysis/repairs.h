/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repairs.h - which values of a survey should be read as others: a proposal.
 * Layer: analysis.
 *
 * A value is joined to the most frequent one that
 *   - has the same letters and digits (case, accents, blanks, marks, a leading "the"), or
 *   - differs from it by one letter of a long word (nearnames.h), or
 *   - is another name of the same country, in a column of countries;
 * and a date that was a band becomes that band again (base/band.h).  It is only proposed:
 * nobody knows but from the data whether "Account Manager" is an "Accounts Manager".
 *
 * What the data do tell is how often a word stands in the column: a slip of the hand is
 * rare.  So a letter more or less is doubtful where the word with it is no rare one
 * ("Stafford" beside "Stamford"), but for a last "s" ("Programs Manager"). */
#ifndef BP_ANALYSIS_REPAIRS_H
#define BP_ANALYSIS_REPAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/err.h"
#include "benchpay/survey.h"

/* Two values of so many rows each are no slip: whoever reads the proposal decides. */
#define BP_REPAIR_ROWS 30

/* The same slip is made hardly once in so many times that a word is written. */
#define BP_REPAIR_SLIP 20

typedef struct bp_repair {
    const char *column;
    const char *from;
    const char *to;
    uint64_t rows; /* that are `from` */
    bool doubtful; /* on the way from one to the other two values of BP_REPAIR_ROWS rows
                    * or more are joined, or words of which neither is rare */
} bp_repair;

/* Owns its texts, but for those of the survey, which it must not outlive. */
typedef struct bp_repairs {
    bp_repair *repair; /* [n] by column, then by what they become, the most rows first */
    size_t n;
    size_t doubtful;
} bp_repairs;

/* Of the survey's watched columns.  Errors: BP_ELIMIT. */
bp_status bp_repairs_new(bp_repairs **out, const bp_survey *s, bp_err *err);
void bp_repairs_free(bp_repairs *r);

#endif
