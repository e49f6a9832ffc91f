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

/* The offers against market m as tables: the fields of the contract, and what to ask
 * for. */
void bp_compose_offer_table(bp_report *r, const bp_placements *o, size_t m);

/* A single offer in each group of the tables of groups, for people; in a report without
 * sections for machines too. */
void bp_compose_offers_by_group(bp_report *r, const bp_placements *o);

/* The same for machines alone, in the objects of the groups that the open section has. */
void bp_compose_group_offers(bp_report *r, const bp_answer *a, const bp_percentiles *p);

/* The rank that people are shown; among few people they are told the place instead. */
bp_value bp_compose_rank(bp_report *r, const bp_offer *f, const bp_market *m);

/* How far the offer is through a range, as a share. */
bp_figure bp_compose_penetration(const bp_offer *f, double min, double max);

/* The published table as an input; notes on its line, and on columns that select
 * nothing. */
void bp_compose_offer_sources(bp_report *r, const bp_placements *o);

/* Head, scope and groups of a report in which there are no records. */
void bp_compose_head_published(bp_report *r, const bp_answer *a, const bp_placements *o);
void bp_compose_scope_published(bp_report *r, const bp_placements *o);
void bp_compose_groups_published(bp_report *r, const bp_answer *a);

#endif
