/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.h - everything that is computed of groups, one after another.
 * Layer: analysis. */
#ifndef BP_ANALYSIS_MEASURE_H
#define BP_ANALYSIS_MEASURE_H

#include "analysis/concentration.h"
#include "analysis/intervals.h"

/* What was measured of a group; borrowed while it is taken. */
typedef struct bp_measured {
    bp_selection of;         /* of all levels */
    const bp_limits *limits; /* [n_levels] NULL: none is asked for */
    bp_limits mean;
} bp_measured;

/* Takes what was measured, on the thread that did it. */
typedef void bp_measured_taker(void *arg, const bp_measured *m);

typedef struct bp_measuring {
    const bp_pay_groups *groups;
    const bp_survey *survey;
    const size_t *key; /* [n_keys] of the survey: those that the groups are by */
    size_t n_keys;
    size_t first;            /* group that is measured: 1 leaves the total out */
    const bp_method *method; /* its ci is settled; its facts are not looked at */
    bp_concentration *who;   /* [groups] NULL: rules do not ask */
    bp_beyond *beyond;       /* [groups][2 n_levels] of all levels but the last, then of
                                the mean; NULL likewise, or without intervals */
    bp_measured_taker *take;
    void *arg;
} bp_measuring;

/* Measures all groups that have pay, of one currency, on as many threads as are worth it.
 * Errors: BP_EUSAGE  a population that is smaller than the sample
 *         BP_ELIMIT  memory */
bp_status bp_groups_measure(const bp_measuring *m, bp_err *err);

#endif
