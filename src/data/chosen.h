/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chosen.h - the year and currency that were settled on, and what they make of a row.
 * Layer: data. */
#ifndef BP_DATA_CHOSEN_H
#define BP_DATA_CHOSEN_H

#include <stdbool.h>
#include <stdint.h>

#include "benchpay/survey.h"

typedef struct bp_chosen {
    int32_t year;       /* BP_NO_YEAR: rows of all */
    bool need_currency; /* rows without one are excluded */
    uint32_t currency;  /* BP_NO_ID: any */
} bp_chosen;

/* The currency that was settled on; BP_NO_ID: any. */
uint32_t bp_survey_chosen_currency(const bp_survey *s);

/* Is the currency unknown? */
bool bp_survey_no_currency(const bp_survey *s, uint32_t currency);

/* Is it the currency that was settled on? */
bool bp_survey_comparable(const bp_survey *s, uint32_t currency);

/* What becomes of a row that was read with some outcome (audit.h), year and currency. */
unsigned bp_survey_outcome(const bp_survey *s, unsigned outcome, int32_t year,
                           uint32_t currency);

#endif
