/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dicts.h - the texts of a survey as ids: group values, organisations, currencies.
 * Layer: data. */
#ifndef BP_DATA_DICTS_H
#define BP_DATA_DICTS_H

#include "benchpay/err.h"
#include "benchpay/survey.h"
#include "data/dict.h"
#include "data/limits.h"

typedef struct bp_dicts {
    bp_dict *key[BP_KEYS_MAX]; /* [keys] */
    bp_dict *org;
    bp_dict *currency;
} bp_dicts;

/* The new ids of all texts: key[k][old id] and so on.  {0} before it is made. */
typedef struct bp_new_ids {
    uint32_t *key[BP_KEYS_MAX];
    uint32_t *org;
    uint32_t *currency;
} bp_new_ids;

/* Adds the texts of `from` to those of `s`: the ids that they have there.  Errors:
 * BP_ELIMIT, and still *now must be released. */
bp_status bp_dicts_merge(bp_new_ids *now, bp_survey *s, const bp_survey *from,
                         bp_err *err);

/* Numbers the texts in their byte order: the new ids.  Errors: as bp_dicts_merge. */
bp_status bp_dicts_sort(bp_new_ids *now, bp_survey *s, bp_err *err);

void bp_new_ids_release(bp_new_ids *now);

/* The new id of one that may be BP_NO_ID. */
static inline uint32_t bp_new_id(const uint32_t now[], uint32_t id)
{
    return id != BP_NO_ID ? now[id] : BP_NO_ID;
}

#endif
