/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit.h - the parts of the report of a budget of increases.  Layer: compose. */
#ifndef BP_COMPOSE_MERIT_H
#define BP_COMPOSE_MERIT_H

#include "compose/employees.h"
#include "pricing/merit.h"

/* What lines a person are made of, which machines' are after the question is gone. */
typedef struct bp_merit_lines {
    const bp_merit *merit;
    bp_merit_question question;
    const bp_survey *survey;
    const char *currency;
} bp_merit_lines;

/* Begins the line of somebody: the person and the groups. */
static inline void bp_merit_put_person(bp_fields *f, const bp_merit_lines *l, size_t i,
                                       const bp_merit_person *p)
{
    bp_put_person(f, p->person);
    for (size_t k = 0; k < l->merit->n_by; k++)
        bp_put_person_group(f, l->survey, k, bp_merit_person_by(l->merit, i, k));
}

/* Does a workbook work increases out?  Ratings are found in it by their letters. */
bool bp_merit_is_live(const bp_merit_lines *l);

/* What is spent, for a workbook: its cells to change, and what comes of them.  People and
 * the matrix have sheets of their own. */
void bp_merit_live_plan(bp_report *r, const bp_merit_lines *l);
void bp_merit_live_people(bp_report *r, const bp_merit_lines *l);
void bp_merit_live_matrix(bp_report *r, const bp_merit_lines *l);

/* In formulas of a rating and zone: what it costs its people, of what the sheet of all
 * people has. */
const char *bp_merit_live_cost(bp_report *r, const bp_merit_question *q);

#endif
