/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cells.h - the cells of a sorted survey; for this layer, which makes of them what
 * statistics read (pay.h).  Layer: data. */
#ifndef BP_DATA_CELLS_H
#define BP_DATA_CELLS_H

#include "base/text.h"
#include "benchpay/survey.h"
#include "data/run.h"

typedef struct bp_cell {
    const uint32_t *key; /* [keys] ids of the group values */
    uint32_t org;        /* id, or BP_NO_ID when there is no such column */
    int32_t year;        /* BP_NO_YEAR when there is no such column */
    uint32_t currency;   /* id, or BP_NO_ID */
    bool chosen;         /* of the year and currency that were settled on */
    bool comparable;     /* of that currency, in any year */
    uint64_t first;      /* order of its first row */
} bp_cell;

size_t bp_survey_cells(const bp_survey *s);
bp_cell bp_survey_cell(const bp_survey *s, size_t i);

/* The id of its organisation; BP_NO_ID: there is none, or it has no name. */
uint32_t bp_survey_cell_org(const bp_survey *s, size_t i);

/* The id of organisations without a name, which is the first; BP_NO_ID: all have one. */
uint32_t bp_survey_nameless_org(const bp_survey *s);

/* The pay of a cell is the union of these runs, some of which may be empty. */
size_t bp_survey_runs(const bp_survey *s, size_t element, size_t cell);
bp_run bp_survey_run(const bp_survey *s, size_t element, size_t cell, size_t i);

/* How many values that are, what they weigh, how many people they are (with weights of
 * `freq` as many as they weigh), and their sum, each times its weight. */
uint64_t bp_survey_count(const bp_survey *s, size_t element, size_t cell);
uint64_t bp_survey_weight(const bp_survey *s, size_t element, size_t cell);
uint64_t bp_survey_heads(const bp_survey *s, size_t element, size_t cell);
bp_int128 bp_survey_sum(const bp_survey *s, size_t element, size_t cell);

/* Puts cell[0..n-1] in the order of some keys, key[0] first; those that are equal there
 * stay as they are.  False: memory is out. */
bool bp_survey_order(const bp_survey *s, uint32_t cell[], size_t n, const size_t key[],
                     size_t n_keys);

#endif
