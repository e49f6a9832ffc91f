/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watched.h - the distinct values of the columns whose names are checked.  Layer: data.
 */
#ifndef BP_DATA_WATCHED_H
#define BP_DATA_WATCHED_H

#include "base/text.h"
#include "benchpay/survey.h"
#include "data/place.h"

typedef struct bp_watched_value {
    bp_text text;
    uint64_t rows;
    bp_place first[3]; /* the first min(rows, 3) rows */
} bp_watched_value;

/* The distinct values among the usable rows of every year and currency, ordered by text;
 * none when there are too many (shape.h). */
size_t bp_survey_watched_values(const bp_survey *s, size_t column);
bp_watched_value bp_survey_watched_value(const bp_survey *s, size_t column, size_t i);

#endif
