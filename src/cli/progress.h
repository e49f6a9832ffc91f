/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.h - how far long reading has come.  Layer: cli. */
#ifndef BP_CLI_PROGRESS_H
#define BP_CLI_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "cli/request.h"

/* One line on standard error, on a terminal only and not before half a second. */
typedef struct bp_progress {
    pthread_mutex_t lock; /* of what follows; any thread may report */
    bool shown;
    uint64_t done;
    uint64_t total; /* bytes of all inputs; 0: unknown */
    struct timespec next;
} bp_progress;

/* Lets r->reading report here, if the request and standard error allow it. */
void bp_progress_start(bp_progress *p, const bp_request *r, bp_reading *reading);

/* Clears the line. */
void bp_progress_end(bp_progress *p);

#endif
