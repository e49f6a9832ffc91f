/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plotters.c - gnuplots that several threads draw with.
 *
 * There are fewer of them than processors: while one draws, the thread that draws with it
 * cleans the picture before and gets the next ones ready. */
#include "chart/plotters.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/pool.h"

struct bp_plotters {
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t given;
    size_t most;
    size_t taken;
    size_t n;
    bp_gnuplot *waiting[]; /* [n], of most */
};

bp_plotters *bp_plotters_start(size_t n)
{
    const size_t others = bp_pool_cores() - 1, may = others > 0 ? others : 1;
    const size_t most = n < may ? n : may;
    bp_plotters *p = bp_alloc(sizeof *p, most, sizeof *p->waiting);
    if (p == NULL)
        return NULL;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->given, NULL);
    p->most = most;
    for (bp_err err; p->n < most; p->n++)
        if (bp_gnuplot_start(&p->waiting[p->n], &err) != BP_OK)
            break;
    return p;
}

size_t bp_plotters_most(const bp_plotters *p)
{
    return p != NULL ? p->most : 1;
}

bp_gnuplot *bp_plotters_take(bp_plotters *p)
{
    if (p == NULL)
        return NULL;
    pthread_mutex_lock(&p->lock);
    while (p->taken == p->most)
        pthread_cond_wait(&p->given, &p->lock);
    p->taken++;
    bp_gnuplot *g = p->n > 0 ? p->waiting[--p->n] : NULL;
    pthread_mutex_unlock(&p->lock);
    return g;
}

void bp_plotters_give(bp_plotters *p, bp_gnuplot *g)
{
    if (p == NULL) {
        bp_gnuplot_end(g);
        return;
    }
    pthread_mutex_lock(&p->lock);
    p->taken--;
    if (g != NULL)
        p->waiting[p->n++] = g;
    pthread_cond_signal(&p->given);
    pthread_mutex_unlock(&p->lock);
}

void bp_plotters_stop(bp_plotters *p)
{
    for (size_t i = 0; p != NULL && i < p->n; i++)
        bp_gnuplot_stop(p->waiting[i]);
}

void bp_plotters_free(bp_plotters *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->n; i++)
        bp_gnuplot_end(p->waiting[i]);
    pthread_cond_destroy(&p->given);
    pthread_mutex_destroy(&p->lock);
    free(p);
}
