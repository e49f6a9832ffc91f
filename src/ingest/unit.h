/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unit.h - what one of a column's amounts is worth, as its header says.  Layer: ingest.
 */
#ifndef BP_INGEST_UNIT_H
#define BP_INGEST_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* The power of ten that a header names: 3 for "salary (in thousands)", "Bonus ($000)",
 * "Gehalt TEUR"; 5 for "CTC (LPA)", 6 for "Pay, $M"; 0: none, or two. */
int bp_unit_in(bp_text header);

/* ... that a line above the header names for the whole table: "Amounts in USD (000s)",
 * "Angaben in Tsd. EUR", "(in thousands)"; not "Revenue $500 million" or "120 thousand
 * people".  3, 4 or 5; 0: none. */
int bp_unit_in_title(bp_text line);

/* Is it a word of a header that says nothing but the unit ("thousands", "teur")?
 *   word  in lower case */
bool bp_unit_is_word(bp_text word);

/* "thousands", "lakhs", ...; "units" for 0 */
const char *bp_unit_name(int exponent);

/* Does a header say that its column holds logarithms ("lwage", "log_salary", "ln pay")?
 */
bool bp_unit_is_log(bp_text header);

/* Does it speak of hundredths of a currency: "salary_cents", "pay (pence)"? */
bool bp_unit_is_hundredths(bp_text header);

#endif
