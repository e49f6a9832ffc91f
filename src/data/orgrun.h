/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orgrun.h - what a group has of one organisation.  Layer: data. */
#ifndef BP_DATA_ORGRUN_H
#define BP_DATA_ORGRUN_H

#include "data/run.h"

typedef struct bp_org_run {
    bp_run run;
    uint32_t org; /* id */
} bp_org_run;

#endif
