/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scope.h - the market that a report is about, in words.  Layer: compose. */
#ifndef BP_COMPOSE_SCOPE_H
#define BP_COMPOSE_SCOPE_H

#include "compose/compose.h"

/* "Chief Medical Officer, United States, South, 150 beds and more": the jobs and the
 * conditions of a question; "" where it has none. */
const char *bp_scope_market(bp_report *r, const bp_answer *a);

/* The job that is the report's title; NULL: none is, or several. */
const char *bp_scope_title(bp_report *r, const bp_answer *a);

/* ", base salary, USD a year, 2026, unweighted": what the figures of a survey are of. */
const char *bp_scope_pay(bp_report *r, const bp_answer *a);

/* "Regional Pay Survey (pay.csv), effective 2026-02-01 to 2026-09-30, as of 2026-10-01":
 * the labels of a question, its file (NULL: none) and the dates of its rows. */
const char *bp_scope_source(bp_report *r, const bp_answer *a, const char *file);

/* The scope of a report for machines, and in lines of its title block.
 *   what    rows, pay, unit, year: "412 people in 187 organizations, base salary"
 *   source  the file, or how many there are; NULL: none */
void bp_compose_market(bp_report *r, const bp_answer *a, bp_line what,
                       const char *source);

/* The same of rows of people: "412 people in 187 organizations, base salary, USD, 2026".
 */
void bp_compose_scope(bp_report *r, const bp_answer *a, const bp_group *total,
                      bool has_orgs);

#endif
