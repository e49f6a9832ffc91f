/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reads.h - what was read of the surveys of a pricing.  Layer: pricing. */
#ifndef BP_PRICING_READS_H
#define BP_PRICING_READS_H

#include "base/mem.h"
#include "benchpay/pricing.h"
#include "benchpay/published.h"
#include "benchpay/survey.h"

struct bp_grid;

/* Lists that grow; {0} is none. */
typedef struct bp_reads {
    bp_pricing_input *input; /* [n_inputs] */
    size_t n_inputs, cap_inputs;
    bp_pricing_recoded *recoded; /* [n_recoded] */
    size_t n_recoded, cap_recoded;
} bp_reads;

/* Adds a list, the files of a survey's records, or a published table; texts are copied
 * into the arena.
 *   survey  its name, which is borrowed
 * False: memory is out. */
bool bp_reads_add_grid(bp_reads *r, const struct bp_grid *g, bp_arena *text);
bool bp_reads_add_records(bp_reads *r, const char *survey, const bp_survey *s,
                          bp_arena *text);
bool bp_reads_add_table(bp_reads *r, const char *survey, const bp_published *t,
                        bp_arena *text);

void bp_reads_release(bp_reads *r);

#endif
