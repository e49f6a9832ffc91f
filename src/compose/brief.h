/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief.h - a report becomes one page.  Layer: compose. */
#ifndef BP_COMPOSE_BRIEF_H
#define BP_COMPOSE_BRIEF_H

#include "compose/compose.h"

/* Leaves of a whole report what fits on one page of A4 or Letter: warnings, tiles, three
 * findings, a chart of ranges, a table, the place of an offer, and how it was made. */
void bp_compose_brief(bp_report *r, const bp_answer *a);

#endif
