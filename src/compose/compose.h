/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose.h - answers become reports.  Layer: compose.
 *
 * Each subject has one function in one small file; bp_report_of (benchpay/compose.h) has
 * the table of them. */
#ifndef BP_COMPOSE_COMPOSE_H
#define BP_COMPOSE_COMPOSE_H

#include "answer/answer.h"
#include "benchpay/report.h"

/* Adds an answer of its subject to a new report. */
typedef void bp_composer(bp_report *r, const bp_answer *a);

bp_composer bp_compose_report;
bp_composer bp_compose_percentiles;
bp_composer bp_compose_tiers;
bp_composer bp_compose_range;
bp_composer bp_compose_offers;
bp_composer bp_compose_project;
bp_composer bp_compose_chart;
bp_composer bp_compose_check;
bp_composer bp_compose_paylines;
bp_composer bp_compose_equity;

/* What reports of records say alike: request, inputs, method, excluded and notes. */
void bp_compose_head(bp_report *r, const bp_answer *a);

/* The request alone, where there are no records. */
void bp_compose_request(bp_report *r, const bp_answer *a);

/* Cells of a column that are read as others, for machines; and a note of them.
 *   source, where  of several: whose column it is; NULL: there is one */
void bp_compose_recoded(bp_report *r, const char *source, const bp_recoded *one);
void bp_compose_say_recoded(bp_report *r, const char *where, const bp_recoded *one);

/* The columns of a published table with cells that are read as others. */
void bp_compose_published_recoded(bp_report *r, const bp_published *t);

/* The line of pay on scope as a section of a report, where it has one. */
void bp_compose_payline_section(bp_report *r, const bp_answer *a);

/* The section of a published range in any report. */
void bp_compose_range_section(bp_report *r, const bp_answer *a);

#endif
