/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child.h - runs a program that is not trusted.  Layer: chart.
 *
 * No shell, nothing of our environment, its own process group, limits, a pipe to its
 * standard input, a bounded one for what it prints, and a deadline for each answer. */
#ifndef BP_CHART_CHILD_H
#define BP_CHART_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/str.h"
#include "benchpay/err.h"

typedef struct bp_program {
    const char *path;  /* absolute */
    char *const *argv; /* NULL ends them */
    char *const *envp;
    const char *folder; /* where it works; the only place where it may write */
} bp_program;

typedef struct bp_child {
    pid_t pid;
    int in[2];   /* its standard input, of which we hold both ends */
    int out;     /* what it prints */
    bp_str said; /* what is not heard yet */
    bool ended;  /* it will take no more words */
} bp_child;

/* Starts it; bp_child_end ends it.  It also ends with the thread that started it.
 * Errors: BP_ECHART. */
bp_status bp_child_start(bp_child *c, const bp_program *p, bp_err *err);

/* Gives it words; all that it has not answered yet are fewer than a pipe holds.
 * Errors: BP_ECHART. */
bp_status bp_child_tell(bp_child *c, const char *words, bp_err *err);

/* Waits until it has printed the line `end` once more, or has ended itself.
 *   well  what it prints before `end` where nothing failed; both are whole lines
 * Errors: BP_ECHART it could not be started, does not answer in time, prints without end,
 * or fails; BP_ELIMIT; BP_ESTOPPED. */
bp_status bp_child_hear(bp_child *c, const char *well, const char *end, double seconds,
                        bp_err *err);

/* Kills it and whatever it left running in its group, without waiting. */
void bp_child_kill(const bp_child *c);

/* The same, and waits. */
void bp_child_end(bp_child *c);

#endif
