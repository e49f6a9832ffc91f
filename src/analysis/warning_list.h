/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warning_list.h - warnings while they are gathered.  Layer: analysis. */
#ifndef BP_ANALYSIS_WARNING_LIST_H
#define BP_ANALYSIS_WARNING_LIST_H

#include "analysis/warnings.h"
#include "base/mem.h"
#include "data/place.h"

/* A failure is remembered: add without looking, ask once at the end. */
typedef struct bp_warning_list {
    bp_warnings warnings; /* first: warnings are freed as the whole */
    size_t cap;
    bp_arena texts;
    bool failed;
} bp_warning_list;

void bp_warning_list_add(bp_warning_list *list, const bp_warning *w);

/* Counts a row in a warning; rows come in input order. */
void bp_warning_add_row(bp_warning *w, const bp_survey *s, const bp_place *place);

/* Rows that are met in any order. */
typedef struct bp_warning_rows {
    uint64_t n;
    bp_place first[BP_PLACES];
} bp_warning_rows;

static inline void bp_warning_rows_put(bp_warning_rows *rows, const bp_place *place)
{
    bp_place_put(rows->first, rows->n++, place);
}

/* Counts them in a warning. */
void bp_warning_add_rows(bp_warning *w, const bp_survey *s, const bp_warning_rows *rows);

/* Records that are identical, in conflict or with total cash below base.  Errors:
 * BP_ELIMIT, and those of reading records. */
bp_status bp_warn_of_rows(bp_warning_list *list, const bp_survey *s, bp_err *err);

/* Pay that looks like another unit, and its span.  Errors: the same. */
bp_status bp_warn_of_pay(bp_warning_list *list, const bp_survey *s, bp_err *err);

/* The values of the watched columns. */
void bp_warn_of_names(bp_warning_list *list, const bp_survey *s, size_t column);
void bp_warn_of_bands(bp_warning_list *list, const bp_survey *s, size_t column);

#endif
