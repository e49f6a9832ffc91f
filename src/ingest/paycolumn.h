/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paycolumn.h - how surely a column is pay.  Layer: ingest. */
#ifndef BP_INGEST_PAYCOLUMN_H
#define BP_INGEST_PAYCOLUMN_H

#include "ingest/evidence.h"
#include "ingest/layout.h"
#include "ingest/role.h"

/* From so many points on a column is pay, unless another one is not far behind. */
#define BP_PAY_SURE 40
#define BP_PAY_LEAD 10
#define BP_PAY_WIDE_LEAD 30 /* of a column that only says income, or a rate */

/* So many are enough where no other column could be pay. */
#define BP_PAY_ALONE 25

/* The points of numbers that nothing speaks for, or against. */
#define BP_PAY_UNKNOWN 5

/* The points of a column of amounts as pay of the role BASE or TOTAL, from its header and
 * its cells, by the tables of paycolumn.c; 0: it is something else. */
int bp_pay_points(bp_role role, bp_text header, const bp_evidence *e);

/* Is its first or last word that of an end of a range ("salary_from")?  In between, such
 * words are others: "salaire de base". */
bool bp_pay_is_one_end(bp_text header);

/* Are the cells years, or numbers of rows? */
bool bp_pay_counts(const bp_evidence *e);

/* Does it say pay, in any sense? */
bool bp_pay_named(bp_text header);

/* Is it called pay, whatever its cells are, and of no kind that is none? */
bool bp_pay_is_called(bp_text header);

/* Are the cells codes of something - levels, groups, yes or no - whatever the header says?
 */
bool bp_pay_is_coded(const bp_evidence *e);

/* Does it say any kind of pay ("Stock Award", "Hourly Rate"), and has it amounts, of
 * which few are there again? */
bool bp_pay_is_amounts(bp_text header, const bp_evidence *e);

/* The year whose pay a column has: "2023", "Salary 2023"; 0: none, or several.  "2025-26"
 * is a season, the first of which is the one of now. */
int bp_pay_year(bp_text header);

/* Is it what an employer pays all of its people ("payroll", "wage bill"), or a sum ("Sum
 * of Salary")? */
bool bp_pay_is_of_all(bp_text header);

/* Does it say pay only in a wide sense ("income", "rate")? */
bool bp_pay_is_wide(bp_text header);

/* Is it a total by its name alone ("Total"), which may be that of anything? */
bool bp_pay_bare_total(bp_text header);

/* Pay in one currency beside that in each row's own ("ConvertedComp", "salary_in_usd")?
 */
bool bp_pay_is_converted(bp_text header);

/* The low and the high end of pay in two columns whose headers differ in one word only
 * ("salary_min", "salary_max"); false: there is no such pair. */
bool bp_pay_pair(size_t *low, size_t *high, const bp_layout *l,
                 const bp_evidence evidence[]);

#endif
