/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookup.h - a request, and the first of its files, in which its names are looked up.
 * Layer: ingest.
 *
 * What the steps of a plan look at; constant and borrowed for the length of a call. */
#ifndef BP_INGEST_LOOKUP_H
#define BP_INGEST_LOOKUP_H

#include "base/doubt.h"
#include "benchpay/read.h"
#include "ingest/head.h"
#include "ingest/schema.h"

typedef struct bp_lookup {
    const bp_reading *reading;
    const bp_choice *choice;
    const char *file; /* as messages name it */
    const bp_head *head;
    const bp_schema *schema;
    bp_doubts *doubts; /* the one thing that steps add to; NULL: nobody is asked */
} bp_lookup;

/* The column that a role or column name means.  Errors: those of bp_schema_column. */
static inline bp_status bp_lookup_column(size_t *out, const bp_lookup *l,
                                         const char *name, bp_err *err)
{
    return bp_schema_column(out, l->schema, l->file, &l->head->layout, name, err);
}

static inline const char *bp_lookup_name(const bp_lookup *l, size_t column)
{
    return l->head->layout.name[column];
}

#endif
