/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employees.h - what reports of employees say alike.  Layer: compose. */
#ifndef BP_COMPOSE_EMPLOYEES_H
#define BP_COMPOSE_EMPLOYEES_H

#include "compose/fields.h"
#include "pricing/employees.h"

/* So many lines people see of a list of employees; machines find all. */
#define BP_EMPLOYEES_SEEN 50

/* Request, inputs, method, title, scope and warnings.
 *   usual  the title, where none was asked for */
void bp_compose_employees(bp_report *r, const bp_employees *e, const char *usual);

/* Notes of what was seen while employees were read beside something else. */
void bp_compose_staff_notes(bp_report *r, const bp_staff_notes *n);

/* A note that it names people. */
void bp_compose_names_people(bp_report *r);

/* ---- lines a person ---- */

/* Begins the line of somebody: the person, then the groups, one after the other. */
void bp_put_person(bp_fields *f, const char *person);
void bp_put_person_group(bp_fields *f, const bp_survey *s, size_t k, const char *value);

/* Adds a field, and where it is known how a workbook works it out (NULL: not).  None that
 * is a group is added, since a column stands once.
 *   spare  as in bp_put_spare */
void bp_put_of_person(bp_fields *f, const bp_survey *s, const char *key,
                      const char *heading, bp_value v, double spare, bp_formula formula);

/* Does a workbook list so many people and work the rest out from them?  Not of more than
 * it is pleasant to open, nor where a group column has the name of a field that formulas
 * name, or a mark of theirs.
 *   needed  those fields, with blanks between them */
bool bp_employees_are_live(const bp_survey *s, size_t n_people, const char *needed);

#endif
