/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer_tables.h - offers as rows of tables.  Layer: compose. */
#ifndef BP_COMPOSE_OFFER_TABLES_H
#define BP_COMPOSE_OFFER_TABLES_H

#include "compose/compose.h"

/* The offers against market m as tables: the fields of the contract, and what to ask
 * for. */
void bp_compose_offer_table(bp_report *r, const bp_placements *o, size_t m);

/* A single offer in each group of the tables of groups, for people; in a report without
 * sections for machines too. */
void bp_compose_offers_by_group(bp_report *r, const bp_placements *o);

/* The same for machines alone, in the objects of the groups that the open section has. */
void bp_compose_group_offers(bp_report *r, const bp_answer *a, const bp_percentiles *p);

#endif
