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
    bool mapped[BP_ROLES];     /* by --map, whatever the header says */
    size_t rival[BP_ROLES][2]; /* two columns that fit equally well: neither was taken */
    size_t
        converted; /* base pay in one named currency beside base pay in each row's own */
} bp_schema;

/* Recognises roles by header, and by what the columns hold: pay is numbers, a year
 * column has years, a tier has few values.
 * Errors: BP_EUSAGE  a --map with an unknown role or column: "did you mean"
 *         BP_EDATA   its header stands twice */
bp_status bp_schema_find(bp_schema *out, const char *file, const bp_layout *l,
                         const bp_evidence evidence[], const bp_map map[], size_t n_map,
                         bp_err *err);

/* The column that a role or column name in an option means.
 * Errors: BP_EUSAGE  unknown: "did you mean"
 *         BP_EDATA   the header stands twice, or two columns could have the role */
bp_status bp_schema_column(size_t *out, const bp_schema *s, const char *file,
                           const bp_layout *l, const char *option, const char *name,
                           bp_err *err);

/* BP_EDATA: there is no pay column, or several; or the file is a table of published
 * percentiles.  Names the columns and the options that help. */
bp_status bp_schema_no_pay(const bp_schema *s, const char *file, const bp_layout *l,
                           bp_err *err);

/* A table of percentiles instead of records. */
bool bp_schema_is_published(const bp_schema *s, const bp_layout *l);

#endif
