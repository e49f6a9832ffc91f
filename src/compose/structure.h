/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure.h - the parts of the report of a structure.  Layer: compose. */
#ifndef BP_COMPOSE_STRUCTURE_H
#define BP_COMPOSE_STRUCTURE_H

#include "benchpay/structure.h"
#include "report/build.h"

/* Where the midpoints come from: a sentence, and for workbooks the numbers to change. */
void bp_structure_add_midpoints(bp_report *r, const bp_structure *s);

/* The tables of grades and of jobs; the csv of both. */
void bp_structure_add_grades(bp_report *r, const bp_structure *s);
void bp_structure_add_jobs(bp_report *r, const bp_structure *s);
void bp_structure_add_csv(bp_report *r, const bp_structure *s);

/* The chart; a title and a note in place of its own, or NULL. */
void bp_slot_structure(bp_report *r, const bp_structure *s, const char *title,
                       const char *note);

#endif
