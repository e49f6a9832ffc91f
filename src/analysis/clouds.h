/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clouds.h - pay that lies in two clouds far apart.  Layer: analysis. */
#ifndef BP_ANALYSIS_CLOUDS_H
#define BP_ANALYSIS_CLOUDS_H

#include <stdbool.h>
#include <stdint.h>

#include "data/pay.h"

/* Pay whose highest is less than this many times its lowest is in one unit. */
#define BP_CLOUDS_SPAN 100

typedef struct bp_clouds {
    uint64_t n;       /* values above 0 */
    uint64_t fewer;   /* values of the smaller cloud; 0: there is one cloud */
    bool low;         /* the smaller one is the lower one */
    bool gap_between; /* nobody is paid what lies between them; else few are */
    int64_t gap;      /* units in the middle between them (geometric) */
    double times;     /* how many times the median of the lower cloud that of the higher
                         one is, within a tenth */
} bp_clouds;

/* Two clouds: nothing lies between them for a factor of 4, and their medians differ by a
 * factor of 10 at least, as pay an hour, a month and a year do, or pay in thousands.  A
 * single value or less than 1 % of all make a cloud only at a factor of 300.  Of several
 * gaps the widest such is taken.  Without a gap: two peaks 8 times apart, with a valley
 * between them that is at most a third as high as the lower one. */
void bp_clouds_find(bp_clouds *out, const bp_sample *x);

#endif
