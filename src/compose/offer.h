/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer.h - offers and what they are held against.  Layer: compose. */
#ifndef BP_COMPOSE_OFFER_H
#define BP_COMPOSE_OFFER_H

#include "compose/compose.h"

/* The section alone: where each offer is.
 *   pay    NULL: there are no records
 *   chart  with one */
void bp_compose_offer_section(bp_report *r, const bp_answer *a, const char *pay,
                              bool chart);

/* The published table as an input; notes on its line, and on columns that select
 * nothing. */
void bp_compose_offer_sources(bp_report *r, const bp_placements *o);

/* Head, scope and groups of a report in which there are no records. */
void bp_compose_head_published(bp_report *r, const bp_answer *a, const bp_placements *o);
void bp_compose_scope_published(bp_report *r, const bp_answer *a, const bp_placements *o);
void bp_compose_groups_published(bp_report *r, const bp_answer *a);

#endif
