/* usual.h - rows with nothing unusual in them.  Layer: ingest.
 *
 * Nearly all rows are: their pay is digits, their date and currency are written as
 * most are.  They go from the index of the text into a batch, without a copy and
 * without a look at any other field.  Whatever is not surely usual is judged in full,
 * so that there is one judge of what a row is. */
#ifndef BP_INGEST_USUAL_H
#define BP_INGEST_USUAL_H

#include "data/fence.h"
#include "ingest/cell.h"
#include "ingest/plan.h"

/* How usual rows of a file look. */
typedef struct bp_usual {
    bool none;   /* the request asks for more than is known of here */
    int64_t low; /* pay from low to high is within the limits of the choice */
    int64_t high;
    bp_text code; /* the currency of all rows, where no column has it */
    size_t year;  /* the wanted column that tells the year, or BP_NOT_WANTED */
    size_t n_pay;
    struct bp_usual_pay {
        size_t wanted;
        size_t at;
        int64_t times; /* to be annual */
        bp_pay_rules rules;
    } pay[BP_WANTED_MAX]; /* [n_pay] */
} bp_usual;

void bp_usual_find(bp_usual *u, const bp_plan *p, size_t file, const bp_fences *within);

#endif
