/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth.h - the parts of a section about growth.  Layer: compose. */
#ifndef BP_COMPOSE_GROWTH_H
#define BP_COMPOSE_GROWTH_H

#include "answer/answer.h"
#include "benchpay/growth.h"
#include "compose/fields.h"

/* Fills the open section: what was found in a sentence, tables and how it was done. */
void bp_compose_growth(bp_report *r, const bp_growth *g);

/* The rate (one that is told), its interval, and where it comes from. */
bp_headline bp_compose_growth_headline(bp_report *r, const bp_growth *g);

/* How many observed years have too few people for the trend. */
size_t bp_growth_thin_years(const bp_growth *g);

/* The tables alone.  For machines "growth" (one row), "observed", "steps" and "points"
 * (every path's years, for csv; and cut for json); for people the same years side by
 * side. */
void bp_compose_growth_tables(bp_report *r, const bp_growth *g);

/* The years of the growth's own path: none where its rate is not shown (g NULL: not
 * known). */
size_t bp_growth_path(const bp_growth *g);

/* For machines, at that place: the rate, where it comes from and how sure it is (an
 * object), and the path of the growth itself. */
void bp_growth_rate_table(bp_report *r, const bp_growth *g, bp_machine_place at);
void bp_growth_path_table(bp_report *r, const bp_growth *g, bp_machine_place at);

/* Fields of an observed year of everybody or of a group: the year, its median, its
 * people. Years may not be known, and of published figures nobody knows the people. all
 * the growth of everybody */
void bp_growth_put_year(bp_fields *f, const bp_growth *all, const bp_observed_year *y);

/* Growth by group: a table of rates for people, and for json the growth of each; and the
 * csv, which comes before that of everybody. */
void bp_compose_growth_by_group(bp_report *r, const bp_answer *a);
void bp_compose_growth_csv_by_group(bp_report *r, const bp_answer *a);

#endif
