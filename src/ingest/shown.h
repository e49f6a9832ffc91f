/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shown.h - what the numbers of a workbook are, by their formats.  Layer: ingest. */
#ifndef BP_INGEST_SHOWN_H
#define BP_INGEST_SHOWN_H

#include <stdbool.h>

#include "base/str.h"
#include "base/text.h"

typedef enum bp_shown {
    BP_SHOWN_NUMBER,
    BP_SHOWN_PERCENT,
    BP_SHOWN_YEAR,
    BP_SHOWN_DATE,
    BP_SHOWN_TIME, /* of a day, or how long */
    BP_SHOWN_DATE_TIME
} bp_shown;

/* By a format's code, as "0.0%" or "dd/mm/yyyy".
 * Source: ECMA-376 part 1, 18.8.31 numFmts */
bp_shown bp_shown_of(bp_text code);

/* By the number of a format that needs no code.
 * Source: ECMA-376 part 1, 18.8.30 numFmt */
bp_shown bp_shown_builtin(unsigned id);

/* Writes a number as a table does: 15 significant digits and no exponent; percent with a
 * sign, "12.5%"; dates and times by ISO 8601, "2026-03-31 08:30:00".  What is no date at
 * all, such as -1, is written as a number.
 *   number  as the workbook has it, "0.125", "1E5"
 *   since_1904  days are counted from 1904, not from 1900
 * False when it is no number.
 * Source: ECMA-376 part 1, 18.17.4 dates and times */
bool bp_shown_write(bp_str *out, bp_text number, bp_shown shown, bool since_1904);

#endif
