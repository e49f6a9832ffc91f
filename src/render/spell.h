/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spell.h - the hints of a report in the reader's words.  Layer: render. */
#ifndef BP_RENDER_SPELL_H
#define BP_RENDER_SPELL_H

#include "base/mem.h"
#include "benchpay/report.h"

/* Makes *out the report with the words of each hint after its text.  What is new of it
 * lives in `memory`, the rest is that of r, which must outlive it.
 *   words  [BP_HINTS] as in bp_look; NULL: every text is alone
 * Errors: BP_ELIMIT */
bp_status bp_render_spell(bp_report *out, const bp_report *r, const char *const words[],
                          bp_arena *memory, bp_err *err);

#endif
