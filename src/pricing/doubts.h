/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doubts.h - what is worth a look in a structure.  Layer: pricing. */
#ifndef BP_PRICING_DOUBTS_H
#define BP_PRICING_DOUBTS_H

#include "pricing/structurejobs.h"

/* Finds all that bp_structure_doubt lists: of grades, then of jobs, in their order.
 *   out    [*n] the caller's; NULL where there is none
 *   lines  of the jobs of s, in the same order
 * Errors: BP_ELIMIT */
bp_status bp_structure_doubts(bp_structure_warning **out, size_t *n,
                              const bp_structure *s, const bp_job_lines *lines,
                              bp_err *err);

#endif
