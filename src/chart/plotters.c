/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plotters.c - gnuplots that several threads draw with.  More than processors would draw
 * nothing sooner. */
#include "chart/plotters.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"

struct bp_plotters {
    pthread_mutex_t lock; /* of what follows */
    size_t n;
    size_t most;
    bp_gnuplot *waiting[]; /* [n] */
};

bp_plotters *bp_plotters_start(size_t n)
{
    const size_t most = bp_pool_cores();
    bp_plotters *p = bp_alloc(sizeof *p, most, sizeof *p->waiting);
    if (p == NULL)
        return NULL;
    pthread_mutex_init(&p->lock, NULL);
    p->most = most;
    for (bp_err err; p->n < n && p->n < most; p->n++)
        if (bp_gnuplot_start(&p->waiting[p->n], &err) != BP_OK)
            break;
    return p;
}

bp_gnuplot *bp_plotters_take(bp_plotters *p)
{
    bp_gnuplot *g = NULL;
    if (p == NULL)
        return NULL;
    pthread_mutex_lock(&p->lock);
    if (p->n > 0)
        g = p->waiting[--p->n];
    pthread_mutex_unlock(&p->lock);
    return g;
}

void bp_plotters_give(bp_plotters *p, bp_gnuplot *g)
{
    if (p != NULL && g != NULL) {
        pthread_mutex_lock(&p->lock);
        if (p->n < p->most) {
            p->waiting[p->n++] = g;
            g = NULL;
        }
        pthread_mutex_unlock(&p->lock);
    }
    bp_gnuplot_end(g);
}

void bp_plotters_free(bp_plotters *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->n; i++)
        bp_gnuplot_end(p->waiting[i]);
    pthread_mutex_destroy(&p->lock);
    free(p);
}
