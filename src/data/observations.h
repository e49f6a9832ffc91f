/* SPDX-License-Identifier: GPL-3.0-or-later */
/* observations.h - rows that are kept with the variables of a model.  Layer: data. */
#ifndef BP_DATA_OBSERVATIONS_H
#define BP_DATA_OBSERVATIONS_H

#include "base/text.h"
#include "benchpay/survey.h"
#include "data/batch.h"

/* What one column of a row holds; bits beside it are 0. */
typedef union bp_observed_value {
    int64_t pay;   /* units at the scale of the survey, or BP_NO_PAY */
    double number; /* or BP_NO_NUMBER */
    uint32_t id;   /* of a text */
} bp_observed_value;

/* One used row.  Its values are read by the functions below. */
typedef struct bp_observation {
    bp_place place;
    uint32_t slice; /* of the audit */
    uint32_t org;   /* id; BP_NO_ID: none, or without a name */
    int64_t weight; /* in proportion; with `freq` as it is; without weights 1 */
    bp_observed_value value[]; /* pay of the elements, variables, keys */
} bp_observation;

/* The used rows, in an order that only what they hold decides; none unless the choice has
 * variables. */
size_t bp_survey_observations(const bp_survey *s);
const bp_observation *bp_survey_observation(const bp_survey *s, size_t i);

/* The values of a text variable: their ids count from 0 in the order of texts. */
size_t bp_survey_labels(const bp_survey *s, size_t v);
bp_text bp_survey_label(const bp_survey *s, size_t v, uint32_t id);

int64_t bp_observation_pay(const bp_observation *o, size_t element);
double bp_observation_number(const bp_survey *s, const bp_observation *o, size_t v);
uint32_t bp_observation_label(const bp_survey *s, const bp_observation *o, size_t v);
uint32_t bp_observation_key(const bp_survey *s, const bp_observation *o, size_t key);

#endif
