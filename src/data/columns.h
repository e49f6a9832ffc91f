/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.h - the columns of the input, as they were understood.  Layer: data. */
#ifndef BP_DATA_COLUMNS_H
#define BP_DATA_COLUMNS_H

#include "benchpay/survey.h"

typedef struct bp_column_info {
    const char *name;
    size_t index;      /* from 1 */
    const char *role;  /* "base", "tier", ...; NULL: none */
    const char *kind;  /* "number", "money", "text", "date", "range", "empty" */
    const char *style; /* "1,234.56", "YYYY-MM-DD"; NULL: none */
} bp_column_info;

/* Columns of the first input, in its order. */
size_t bp_survey_columns(const bp_survey *s);
const bp_column_info *bp_survey_column(const bp_survey *s, size_t i);

#endif
