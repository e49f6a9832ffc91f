/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h - what rows hold beside their pay and their groups.  Layer: ingest. */
#ifndef BP_INGEST_FIELDS_H
#define BP_INGEST_FIELDS_H

#include "data/shape.h"
#include "data/staff.h"
#include "ingest/lookup.h"
#include "ingest/periodfit.h"
#include "ingest/wanted.h"

/* Wanted columns; BP_NOT_WANTED: the data have none, or nothing needs it. */
typedef struct bp_fields {
    size_t job[2]; /* the job and the title column, when rows are chosen by them */
    size_t org;
    size_t org_name; /* of organisations that have a column of ids, too, for peers */
    size_t person;
    size_t year;
    bool given_year; /* of all rows */
    size_t date;
    bool date_aside; /* only to be kept: what is unclear about it, nobody is asked */
    size_t period;
    size_t fte;                     /* only when it was mapped */
    size_t weight;                  /* only where weights have a meaning */
    size_t staff[BP_STAFF_COLUMNS]; /* when employees are kept; so the next two */
    size_t prorate;                 /* only when it was mapped */
    size_t hired;
    size_t watched[BP_WATCHED_MAX]; /* [n_watched] when records are kept */
    size_t n_watched;
    size_t n_usual; /* of them, the first: columns of the usual groups */
} bp_fields;

/* The column of a row's year: that of the year, else of the date; none where the year of
 * all rows was given. */
static inline size_t bp_fields_year(const bp_fields *f)
{
    return f->year != BP_NOT_WANTED ? f->year : f->given_year ? BP_NOT_WANTED : f->date;
}

/*   period  of the chosen pay: its column is read only where it is applied
 * Errors: BP_EUSAGE weights have a meaning and no column; those of bp_schema_column
 *         BP_EDATA  rows are chosen by their job, and there is no job or title column;
 *                   they are to be one a person, and there is no person column, or none
 *                   of dates */
bp_status bp_fields_find(bp_fields *out, bp_wanted *wanted, const bp_lookup *l,
                         const bp_periodfit *period, bp_err *err);

#endif
