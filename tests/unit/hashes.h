/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hashes.h - the hash of one record of a survey. */
#ifndef BP_TEST_HASHES_H
#define BP_TEST_HASHES_H

#include "near.h"

#include "data/records.h"

static inline uint64_t hash_at(const bp_survey *s, bp_record_at at, bp_record_hash of)
{
    bp_records_reader r = { .survey = s };
    bp_record_hashes h = { .n = 0, .at = at };
    assert_true(bp_records_hashes(&r, &h, of));
    assert_int_equal(bp_records_end(&r, NULL), BP_OK);
    return h.hash[0];
}

#endif
