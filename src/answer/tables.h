/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables.h - the tables of percentiles that a subject shows.  Layer: answer. */
#ifndef BP_ANSWER_TABLES_H
#define BP_ANSWER_TABLES_H

#include "answer/answer.h"

/* The survey's key of that name, or SIZE_MAX. */
size_t bp_tables_key(const bp_survey *s, const char *name);

/* Outliers are judged within groups of so many of the first keys of a survey that the
 * answer has read: of those that were asked for; where none were, of the tiers. */
size_t bp_tables_outlier_keys(const bp_answer *a, const bp_survey *s);

/* How many threads make tables side by side, or look at them. */
size_t bp_tables_workers(const bp_answer *a);

/* a->table, by all of these together, and a->local where it is asked for.
 * Errors: BP_ELIMIT. */
bp_status bp_tables_all_keys(bp_answer *a, bp_err *err);

/* The same with a group for each job of the question, and a->job_dates.
 * Errors: BP_EDATA  the survey has no jobs or titles; BP_ELIMIT */
bp_status bp_tables_jobs(bp_answer *a, bp_err *err);

/* Under rules: where groups go by their medians, those whose median will be withheld come
 * last.  Errors: BP_ELIMIT. */
bp_status bp_tables_order_groups(const bp_answer *a, bp_percentiles *p, bp_err *err);

/* a->tiers: puts the groups of a table by tier in order.  Errors: BP_ELIMIT. */
bp_status bp_tables_order_tiers(bp_answer *a, bp_percentiles *p, bp_err *err);

/* Adds a->tiles by the keys of two tables of a->by.  Errors: BP_ELIMIT. */
bp_status bp_tables_add_tiles(bp_answer *a, size_t rows, size_t columns, bp_err *err);

/* The tables of a report, in three steps.  First which these are: n_total, n_by, by_key,
 * tier, region, size. */
void bp_tables_choose(bp_answer *a);

/* Then table i of n_total + n_by, a total of each element and the others by one key each,
 * whose total is that of the first element; all of them can be made at once.
 * Errors: BP_ELIMIT. */
bp_status bp_tables_make(bp_answer *a, size_t i, bp_err *err);

/* Then what is made of these: their totals, tiers, tiles.  Errors: BP_ELIMIT. */
bp_status bp_tables_join(bp_answer *a, bp_err *err);

#endif
