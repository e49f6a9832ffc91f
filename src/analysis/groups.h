/* SPDX-License-Identifier: GPL-3.0-or-later */
/* groups.h - roll-ups of cells.  Layer: analysis. */
#ifndef BP_ANALYSIS_GROUPS_H
#define BP_ANALYSIS_GROUPS_H

#include "benchpay/percentiles.h"
#include "data/cells.h"

/* The cells of one group: which runs hold its pay. */
typedef struct bp_gathered {
    const uint32_t *key; /* [n_keys] ids; NULL in the total */
    const bp_run *run;   /* [n_runs] not empty */
    size_t n_runs;
    uint64_t n;    /* values */
    uint64_t orgs; /* distinct organisations among them */
    uint32_t currency; /* id, BP_NO_ID: none or mixed */
    bool mixed;
    uint64_t first;
} bp_gathered;

typedef struct bp_groups {
    bp_gathered *group; /* [n] the total first, the rest in order of the ids */
    size_t n;
    size_t cap;
    uint32_t *id;       /* what the keys of the groups point into */
    bp_run *run;        /* what the runs of the groups point into */
} bp_groups;

/* Gathers the chosen cells by some of the keys.  Errors: BP_ELIMIT. */
bp_status bp_groups_new(bp_groups **out, const bp_survey *s, size_t element,
                        const size_t key[], size_t n_keys, bp_err *err);
void bp_groups_free(bp_groups *g);

#endif
