/* quality.h - what a careful analyst would ask about a survey.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_QUALITY_H
#define BP_ANALYSIS_QUALITY_H

#include "benchpay/survey.h"
#include "data/cells.h"

typedef enum bp_concern {
    BP_CONCERN_CURRENCIES,  /* several currencies */
    BP_CONCERN_PERIODS,     /* pay that spans 1:1000 and more */
    BP_CONCERN_UNITS,       /* some pay looks like thousands or hourly among annual */
    BP_CONCERN_CONFLICT,    /* same organisation, person and date, different pay */
    BP_CONCERN_IDENTICAL,   /* rows identical to an earlier one */
    BP_CONCERN_NAMES,       /* names that differ in case, blanks, accents, a letter */
    BP_CONCERN_BANDS,       /* experience bands that a spreadsheet turned into dates */
    BP_CONCERN_OUTLIERS,    /* pay beyond the fences */
    BP_CONCERN_CASH,        /* total cash below base */
    BP_CONCERN_MIDPOINT,    /* of a published table: a median that is a range's middle */
    BP_CONCERN_ORDER,       /* ... percentiles out of order */
    BP_CONCERN_SUM,         /* ... P50 of the total is the sum of the elements' */
    BP_CONCERN_TOP,         /* ... P90 is the maximum */
    BP_CONCERN_GROWTH,      /* ... growth without a source */
    BP_CONCERNS
} bp_concern;

/* "currencies", "periods", ...: the rule of the json contract. */
const char *bp_concern_name(bp_concern c);

typedef struct bp_warning {
    bp_concern concern;
    uint64_t rows;
    uint64_t line[3]; /* of the first rows; 0: none */
    const char *file; /* of line[0]; NULL without lines */
    uint64_t order;   /* of line[0]'s row in the input */
    const char *a;    /* what the words need: a name, the other name; NULL */
    const char *b;
} bp_warning;

typedef struct bp_quality {
    bp_warning *warning; /* [n] by concern, then by place */
    size_t n;
} bp_quality;

/* Looks at cells, watched values and records, as far as they were kept.  Names
 * are the survey's, which outlives the result.  Errors: BP_ELIMIT. */
bp_status bp_quality_new(bp_quality **out, const bp_survey *s, bp_err *err);
void bp_quality_free(bp_quality *q);

#endif
