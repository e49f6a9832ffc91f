/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shown.h - what the numbers of a workbook are, by their formats.  Layer: ingest. */
#ifndef BP_INGEST_SHOWN_H
#define BP_INGEST_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/text.h"
#include "ingest/archive.h"

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

/* ---- the formats that the cells of a workbook have ---- */

#define BP_FORMATS_MAX 65536

/* {0} is empty. */
typedef struct bp_bookformat {
    unsigned char *shown; /* [n] a bp_shown each */
    size_t n, cap;
} bp_bookformat;

/*   part  NULL: there are none
 * Errors: those of bp_xml_read; BP_ELIMIT for more than BP_FORMATS_MAX */
bp_status bp_bookformat_read(bp_bookformat *out, bp_archive *a, const char *part,
                             bp_err *err);
void bp_bookformat_release(bp_bookformat *f);

/* What the numbers of format i are; one that is unknown shows them as they are. */
static inline bp_shown bp_bookformat_at(const bp_bookformat *f, size_t i)
{
    return i < f->n ? (bp_shown)f->shown[i] : BP_SHOWN_NUMBER;
}

#endif
