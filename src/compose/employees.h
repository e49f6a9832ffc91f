/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employees.h - what reports of employees say alike.  Layer: compose. */
#ifndef BP_COMPOSE_EMPLOYEES_H
#define BP_COMPOSE_EMPLOYEES_H

#include "pricing/employees.h"
#include "report/build.h"

/* So many lines people see of a list of employees; machines find all. */
#define BP_EMPLOYEES_SEEN 50

/* Request, inputs, method, title, scope and warnings.
 *   usual  the title, where none was asked for */
void bp_compose_employees(bp_report *r, const bp_employees *e, const char *usual);

/* A note that it names people. */
void bp_compose_names_people(bp_report *r);

/* The group columns of a table at column[0]: their number. */
size_t bp_compose_group_columns(bp_report *r, bp_column column[], const bp_survey *s);

/* Is it one of the group columns, which then stands in its place alone? */
bool bp_compose_is_group(const bp_survey *s, const char *name);

#endif
