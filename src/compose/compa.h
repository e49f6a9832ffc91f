/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compa.h - the parts of the report of employees in their ranges.  Layer: compose. */
#ifndef BP_COMPOSE_COMPA_H
#define BP_COMPOSE_COMPA_H

#include "compose/employees.h"
#include "pricing/compa.h"

/* What the columns of a person are, behind the group columns. */
enum {
    BP_C_JOB,
    BP_C_GRADE,
    BP_C_PAY,
    BP_C_FTE,
    BP_C_MIN,
    BP_C_MIDPOINT,
    BP_C_MAX,
    BP_C_COMPA,
    BP_C_PENETRATION,
    BP_C_ZONE,
    BP_C_MARKET,
    BP_C_MARKET_RATIO,
    BP_C_TO_MIN,
    BP_C_OVER_MAX,
    BP_C_FIELDS
};

typedef struct bp_compa_lines {
    const bp_compa *compa;
    bp_employee_columns of;
} bp_compa_lines;

/* Does a workbook list all people and work the rest out from them?  Not of more than it
 * is pleasant to open, and not where a group column has the name of a figure. */
bool bp_compa_is_live(const bp_compa *c, const bp_compa_lines *l);

/* In formulas: 1 for the people of the group of the row, else 0. */
const char *bp_compa_members(bp_report *r, const bp_compa *c, const bp_compa_group *g);

/* The formulas of the row of a person, v; what somebody has no range or market for stays
 * as it is. */
void bp_compa_live_person(bp_report *r, const bp_compa_lines *l, const bp_value v[]);

#endif
