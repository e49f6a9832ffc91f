/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glyphs.h - which characters some installed font has.  Layer: chart.
 *
 * Of pictures whose letters gnuplot draws: for a character that no font has, its text
 * library draws a box with digits that grows beyond the picture. */
#ifndef BP_CHART_GLYPHS_H
#define BP_CHART_GLYPHS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct bp_glyphs bp_glyphs;

/* Looks into `file` first (NULL: there is none), then into all fonts below folder[],
 * which NULL ends; borrows both.  Reads nothing yet.  NULL: memory is out. */
bp_glyphs *bp_glyphs_new(const char *file, const char *const folder[]);
void bp_glyphs_free(bp_glyphs *g); /* g may be NULL */

/* A font that cannot be read has nothing. */
bool bp_glyphs_have(bp_glyphs *g, uint32_t c);

/* Was memory out while fonts were read?  Then characters may be missing that some have. */
bool bp_glyphs_failed(const bp_glyphs *g);

#endif
