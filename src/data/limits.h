/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limits.h - how much one survey takes.  Layer: data. */
#ifndef BP_DATA_LIMITS_H
#define BP_DATA_LIMITS_H

#define BP_ELEMENTS_MAX                                                                  \
    20                       /* the chosen pay, eleven kinds of it, five ratios, one     \
                              * without blanks, work, experience */
#define BP_KEYS_MAX 8        /* group columns */
#define BP_GROUPS_MAX 100000 /* combinations of their values */
#define BP_VARIABLES_MAX 24  /* columns beside pay that are kept of each row */
#define BP_WATCHED_MAX 24    /* columns whose distinct values are kept */

/* A column of more values is no list of names; ... where all of them are asked for. */
#define BP_WATCHED_VALUES 10000
#define BP_VALUES_MOST 100000

/* All weights of a survey together, at most. */
#define BP_WEIGHTS_MOST (UINT64_C(1) << 62)

#endif
