/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lines.h - the lines of a published table.  Layer: compose. */
#ifndef BP_COMPOSE_LINES_H
#define BP_COMPOSE_LINES_H

#include "compose/compose.h"

/* The reports of questions about a published table: its lines as a table of groups, and
 * the whole of it. */
void bp_compose_line_table(bp_report *r, const bp_answer *a);
void bp_compose_line_report(bp_report *r, const bp_answer *a);

/* The table as an input, and how it was read. */
void bp_compose_published_input(bp_report *r, const bp_published *t, uint64_t used);

#endif
