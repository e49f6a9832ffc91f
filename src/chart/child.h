/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child.h - runs a program that is not trusted.  Layer: chart.
 *
 * No shell, nothing of our environment, its own process group, limits, one
 * bounded pipe for what it prints, and a deadline after which the whole group
 * is killed. */
#ifndef BP_CHART_CHILD_H
#define BP_CHART_CHILD_H

#include "base/str.h"
#include "benchpay/err.h"

typedef struct bp_child {
    const char *program; /* absolute path */
    char *const *argv;   /* NULL ends them */
    char *const *envp;
    const char *folder; /* where it works; the only place where it may write */
    double seconds;     /* the deadline */
} bp_child;

/* Runs it to its end; `said` gets what it printed, also on failure.
 * Errors: BP_ECHART it cannot be started, does not end in time, prints without
 * end, or fails; BP_ELIMIT; BP_ESTOPPED. */
bp_status bp_child_run(bp_str *said, const bp_child *c, bp_err *err);

#endif
