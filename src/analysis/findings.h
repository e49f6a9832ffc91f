/* findings.h - warnings while they are gathered.  Layer: analysis. */
#ifndef BP_ANALYSIS_FINDINGS_H
#define BP_ANALYSIS_FINDINGS_H

#include "analysis/quality.h"
#include "base/mem.h"

/* A failure is remembered: add without looking, ask once at the end. */
typedef struct bp_findings {
    bp_quality quality; /* first: a quality is freed as the whole */
    size_t cap;
    bp_arena texts;
    bool failed;
} bp_findings;

void bp_findings_add(bp_findings *f, const bp_warning *w);

/* Counts a row in a warning; rows come in input order. */
void bp_warning_add_row(bp_warning *w, const bp_survey *s, const bp_place *place);

/* Pay that looks like another unit, and its span.  Errors: BP_ELIMIT. */
bp_status bp_findings_pay(bp_findings *f, const bp_survey *s, bp_err *err);

/* Records that are identical, in conflict or with total cash below base. */
void bp_findings_rows(bp_findings *f, const bp_survey *s);

/* The values of the watched columns. */
void bp_findings_names(bp_findings *f, const bp_survey *s, size_t column);
void bp_findings_bands(bp_findings *f, const bp_survey *s, size_t column);

#endif
