/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employees.h - what reports of employees say alike.  Layer: compose. */
#ifndef BP_COMPOSE_EMPLOYEES_H
#define BP_COMPOSE_EMPLOYEES_H

#include "data/limits.h"
#include "pricing/employees.h"
#include "report/build.h"

/* So many lines people see of a list of employees; machines find all. */
#define BP_EMPLOYEES_SEEN 50

/* Request, inputs, method, title, scope and warnings.
 *   usual  the title, where none was asked for */
void bp_compose_employees(bp_report *r, const bp_employees *e, const char *usual);

/* Notes of what was seen while employees were read beside something else. */
void bp_compose_staff_notes(bp_report *r, const bp_staff_notes *n);

/* A note that it names people. */
void bp_compose_names_people(bp_report *r);

#define BP_EMPLOYEE_FIELDS 18

/* The columns of a line a person: the person, the groups, and those of some fields that
 * are no group, since a column stands once. */
typedef struct bp_employee_columns {
    const char *currency;
    size_t groups;
    size_t n;
    bp_column column[1 + BP_KEYS_MAX + BP_EMPLOYEE_FIELDS];
    size_t
        field[1 + BP_KEYS_MAX + BP_EMPLOYEE_FIELDS]; /* its number, behind the groups */
} bp_employee_columns;

/*   fields  [n] at most BP_EMPLOYEE_FIELDS */
void bp_compose_employee_columns(bp_employee_columns *out, bp_report *r,
                                 const bp_survey *s, const bp_column fields[], size_t n);

/* Those that people see of it: person and groups, and some of the fields in their order.
 * Their number.
 *   display  [as many as there are columns] */
size_t bp_compose_employee_display(size_t display[], const bp_employee_columns *c,
                                   const size_t seen[], size_t n_seen);

/* Does a workbook list all people and work the rest out from them?  Not of more than it
 * is pleasant to open, nor where a group column has the name of a field that formulas
 * name, or a mark of theirs.
 *   needed  [n_needed] those fields */
bool bp_employees_are_live(const bp_employee_columns *c, const char *const by[],
                           size_t n_by, size_t n_people, const size_t needed[],
                           size_t n_needed);

#endif
