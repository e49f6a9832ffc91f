/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structurestaff.h - one's own employees in the ranges of a structure.  Layer: pricing.
 */
#ifndef BP_PRICING_STRUCTURESTAFF_H
#define BP_PRICING_STRUCTURESTAFF_H

#include "pricing/structureowned.h"

/* Counts those of each grade, by their grade or else their job, and what their pay lacks
 * of its minimum.
 *   q  as of bp_structure_question
 * Errors: BP_EDATA  a published table; those of reading; BP_EIO, BP_ELIMIT, BP_ESTOPPED
 */
bp_status bp_structure_place(bp_structure_owned *o, const bp_question *q, bp_err *err);

#endif
