/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit.h - the parts of the report of a budget of increases.  Layer: compose. */
#ifndef BP_COMPOSE_MERIT_H
#define BP_COMPOSE_MERIT_H

#include "compose/employees.h"
#include "pricing/merit.h"

/* What the columns of a person are, behind the group columns; those from BP_M_FTE on are
 * a workbook's alone. */
enum {
    BP_M_GRADE,
    BP_M_RATING,
    BP_M_ZONE,
    BP_M_PAY,
    BP_M_GUIDELINE,
    BP_M_PCT,
    BP_M_INCREASE,
    BP_M_LUMP,
    BP_M_TO_MIN,
    BP_M_NEW_PAY,
    BP_M_NEW_COMPA,
    BP_M_FTE,
    BP_M_PRORATE,
    BP_M_MIN,
    BP_M_MIDPOINT,
    BP_M_MAX,
    BP_M_ASKED, /* pay, guideline, k and share of the year, before any limit */
    BP_M_ROOM,  /* up to the maximum */
    BP_M_FIELDS
};

/* Of the table of ratings and zones. */
enum {
    BP_MC_RATING,
    BP_MC_ZONE,
    BP_MC_PEOPLE,
    BP_MC_PAY,
    BP_MC_COST,
    BP_MC_PCT
};

typedef struct bp_merit_lines {
    const bp_merit *merit;
    const bp_merit_question *question;
    bp_employee_columns of;
} bp_merit_lines;

/* Does a workbook work increases out?  Ratings are found in it by their letters. */
bool bp_merit_is_live(const bp_merit_lines *l);

/* What is spent, for a workbook: its cells to change, and what comes of them.  The matrix
 * is a sheet of its own. */
void bp_merit_live_plan(bp_report *r, const bp_merit_lines *l);
void bp_merit_live_matrix(bp_report *r, const bp_merit_lines *l);

/* The formulas of the row that was added last, of a person or of a rating and zone. */
void bp_merit_live_person(bp_report *r, const bp_merit_lines *l);
void bp_merit_live_cell(bp_report *r, const bp_merit_lines *l);

#endif
