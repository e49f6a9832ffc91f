/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warned.h - what looked wrong while rows were read.  Layer: data.
 *
 * A warning is about figures that stand as they are: it changes none.  What only a look
 * at all records or at pay can find is not here but in analysis/warnings.h. */
#ifndef BP_DATA_WARNED_H
#define BP_DATA_WARNED_H

#include "benchpay/survey.h"

typedef struct bp_read_warning {
    const char *rule; /* its code in the json contract: "weight", "period", ... */
    const char *text;
    bp_hint hint;
    uint64_t rows;    /* that it concerns; 0: the file as a whole */
    uint64_t line[3]; /* of the first of them; 0: none */
} bp_read_warning;

/* In the order of adding. */
size_t bp_survey_warnings(const bp_survey *s);
const bp_read_warning *bp_survey_warning(const bp_survey *s, size_t i);

#endif
