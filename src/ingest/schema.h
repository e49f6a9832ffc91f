/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.h - which column of a file has which role.  Layer: ingest. */
#ifndef BP_INGEST_SCHEMA_H
#define BP_INGEST_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/read.h"
#include "ingest/evidence.h"
#include "ingest/layout.h"
#include "ingest/role.h"

#define BP_NO_COLUMN SIZE_MAX

typedef struct bp_schema {
    size_t column[BP_ROLES];   /* index in the file; BP_NO_COLUMN: none */
    bool mapped[BP_ROLES];     /* by the request, whatever the header says */
    bool constant[BP_ROLES];   /* ... to one value for all rows (constants.h) */
    size_t rival[BP_ROLES][2]; /* two columns that fit equally well: neither was taken;
                                  of base pay, the first was, for the time being */
    size_t converted;     /* base pay in one currency, beside that in each row's own */
    size_t runner_up;     /* a further column that is surely pay: not taken */
    size_t unread_period; /* its header names a pay period, and its cells name none */
    bool period_by_cells; /* nothing but cells says that a column is the period */
    bool period_codes;    /* its cells are letters: "B" is a fortnight */
    size_t n_points;      /* columns of published percentiles of pay */
    bool point[BP_ROLES]; /* base or total pay that is one of them */
    bool sure;            /* of its base pay: the header says so, or the request */
} bp_schema;

/* Recognises roles by header, and by what the columns hold: pay is numbers, a year
 * column has years, a tier has few values.
 * Errors: BP_EUSAGE  an unknown role or column in `map` ("did you mean"), or a role that
 *                    nothing uses
 *         BP_EDATA   a header that appears twice */
bp_status bp_schema_find(bp_schema *out, const char *file, const bp_layout *l,
                         const bp_evidence evidence[], const bp_map map[], size_t n_map,
                         bp_err *err);

/* Makes base pay that was converted to one currency the base pay, unless the request is
 * about other currencies: `converted` says whether it did.
 *   currency     of the choice; NULL
 *   by_currency  rows are grouped by currency */
void bp_schema_take_converted(bp_schema *s, const bp_layout *l, const char *currency,
                              bool by_currency);

/* Ranges of pay are of base pay: total pay beside it is not taken, unless it was mapped.
 */
void bp_schema_take_base(bp_schema *s);

/* The column that a role or column name means.
 * Errors: BP_EUSAGE  unknown: "did you mean"
 *         BP_EDATA   the header appears twice, or two columns could have the role */
bp_status bp_schema_column(size_t *out, const bp_schema *s, const char *file,
                           const bp_layout *l, const char *name, bp_err *err);

/* BP_EDATA: there is no pay column, or several; or the file is a table of published
 * percentiles.  Names the columns. */
bp_status bp_schema_no_pay(const bp_schema *s, const char *file, const bp_layout *l,
                           const bp_evidence evidence[], bp_err *err);

/* Has a column a role? */
bool bp_schema_has_role(const bp_schema *s, size_t column);

/* Has it a column of people by name or number?  "id" alone may number the rows. */
bool bp_schema_has_people(const bp_schema *s, const bp_layout *l);

/* ... one that is no pay? */
bool bp_schema_has_other_role(const bp_schema *s, size_t column);

/* The first role of pay that a column has; BP_ROLES: none. */
bp_role bp_schema_pay_role(const bp_schema *s, size_t column);

/* Is the header of its base pay there twice? */
bool bp_schema_is_twice(const bp_schema *s, const bp_layout *l);

/* A table of percentiles instead of records. */
bool bp_schema_is_published(const bp_schema *s, const bp_layout *l);

#endif
