/* SPDX-License-Identifier: GPL-3.0-or-later */
/* excluded.h - the excluded rows of a settled survey.  Layer: data. */
#ifndef BP_DATA_EXCLUDED_H
#define BP_DATA_EXCLUDED_H

#include "benchpay/survey.h"
#include "data/place.h"

typedef struct bp_exclusion {
    bp_rule rule;
    bp_place place;
    size_t field;       /* of the cell that the rule looked at; 0: the whole row */
    const char *column; /* its name */
    const char *limit;  /* the limit that it missed, in words */
    const char *value;  /* NULL when values are not kept */
} bp_exclusion;

/* In input order: all of them when places are kept, else the first three of each rule. */
size_t bp_survey_exclusions(const bp_survey *s);
bp_exclusion bp_survey_exclusion(const bp_survey *s, size_t i);

#endif
