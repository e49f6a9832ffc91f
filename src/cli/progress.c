/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.c - one line on a terminal that says how far reading has come.
 *
 * Not before half a second, since most surveys are read by then; under a lock, since any
 * thread may report. */
#define _POSIX_C_SOURCE 200809L
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_MS 500
#define EACH_MS 100
#define MEGABYTE 1000000

static struct timespec later(int ms)
{
    struct timespec t = { 0 };
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_nsec += ms * 1000000L;
    t.tv_sec += t.tv_nsec / 1000000000L;
    t.tv_nsec %= 1000000000L;
    return t;
}

static bool is_due(const struct timespec *at)
{
    const struct timespec now = later(0);
    return now.tv_sec > at->tv_sec ||
           (now.tv_sec == at->tv_sec && now.tv_nsec >= at->tv_nsec);
}

/* 0 as soon as one of them is no regular file. */
static uint64_t total_bytes(const bp_words *files)
{
    uint64_t total = 0;
    for (size_t i = 0; i < files->n; i++) {
        struct stat st;
        if (stat(files->at[i], &st) != 0 || !S_ISREG(st.st_mode))
            return 0;
        total += (uint64_t)st.st_size;
    }
    return total;
}

static void show(bp_progress *p)
{
    fprintf(stderr, "\rreading: %" PRIu64 " MB", p->done / MEGABYTE);
    if (p->total >= p->done && p->total > 0)
        fprintf(stderr, ", %" PRIu64 "%%", p->done * 100 / p->total);
    fflush(stderr);
    p->shown = true;
    p->next = later(EACH_MS);
}

static void add(void *arg, uint64_t bytes)
{
    bp_progress *p = arg;
    pthread_mutex_lock(&p->lock);
    p->done += bytes;
    if (is_due(&p->next))
        show(p);
    pthread_mutex_unlock(&p->lock);
}

void bp_progress_start(bp_progress *p, const bp_request *r, bp_reading *reading)
{
    *p = (bp_progress){ .lock = PTHREAD_MUTEX_INITIALIZER,
                        .total = total_bytes(&r->file),
                        .next = later(FIRST_MS) };
    if (!r->progress || r->quiet || !isatty(STDERR_FILENO))
        return;
    reading->progress = add;
    reading->progress_arg = p;
}

void bp_progress_end(bp_progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    pthread_mutex_destroy(&p->lock);
}
