/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watched.h - the distinct values of the columns whose names are checked.  Layer: data.
 */
#ifndef BP_DATA_WATCHED_H
#define BP_DATA_WATCHED_H

#include "base/text.h"
#include "benchpay/survey.h"
#include "data/place.h"

/* A column of more values is no list of names: it is given up. */
#define BP_WATCHED_VALUES 10000

typedef struct bp_watched_value {
    bp_text text;
    uint64_t rows;
    bp_place first[3]; /* the first min(rows, 3) rows */
} bp_watched_value;

size_t bp_survey_watched(const bp_survey *s);
const char *bp_survey_watched_name(const bp_survey *s, size_t column);

/* The distinct values among the usable rows of every year and currency, ordered by text;
 * none when there are more than BP_WATCHED_VALUES. */
size_t bp_survey_watched_values(const bp_survey *s, size_t column);
bp_watched_value bp_survey_watched_value(const bp_survey *s, size_t column, size_t i);

#endif
