/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners.h - who owns what, where a survey is divided.  Layer: data.
 *
 * Surveys of the same shape that are divided among the same number of owners add up part
 * by part: what has the same key has the same owner in all of them, as the key is told by
 * texts and not by ids.  Cells go by their group values, year, currency and organization;
 * rows that are kept by themselves by the hash of their fields, and people by theirs, so
 * that all that could be related is in one place. */
#ifndef BP_DATA_OWNERS_H
#define BP_DATA_OWNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/survey.h"
#include "data/slots.h"

/* The owner of a number that stands for a key, of n owners. */
static inline size_t bp_owner_of(uint64_t key, size_t n)
{
    return n > 1 ? bp_hash(&key, sizeof key) % n : 0;
}

/* The owners of all cells of a survey whose cells are in order: owner[cells], which the
 * caller frees.  False: memory is out. */
bool bp_owners_of_cells(uint32_t **owner, const bp_survey *s, size_t n);

#endif
