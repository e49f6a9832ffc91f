/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structureowned.h - what a structure owns.  Layer: pricing. */
#ifndef BP_PRICING_STRUCTUREOWNED_H
#define BP_PRICING_STRUCTUREOWNED_H

#include "pricing/structurejobs.h"

typedef struct bp_structure_owned {
    bp_structure made; /* first: it is freed as the whole */
    bp_job_lines lines;
    bp_grade *grade;
    bp_priced_job *job;
    bp_structure_warning *warning;
    bp_arena text;
} bp_structure_owned;

#endif
