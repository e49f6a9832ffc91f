/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ahead.c - a ring of blocks between a thread that makes bytes and who reads them.
 *
 * Whoever makes bytes is the slower side, as a rule, and must never wait: a few blocks
 * are enough for that.  Blocks are small, so that they stay in the cache between both. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/ahead.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define BLOCKS 4
#define BLOCK_BYTES ((size_t)128 << 10)

struct block {
    size_t n;
    char bytes[BLOCK_BYTES];
};

struct bp_ahead {
    bp_make_bytes *make;
    void *arg;
    pthread_t thread;
    pthread_mutex_t lock; /* of the next four */
    pthread_cond_t moved;
    size_t made, used; /* blocks; block i is ring[i % BLOCKS] */
    bool ended;        /* no more are made, because of `trouble` if it is one */
    bool unwanted;
    bp_err trouble;
    size_t at; /* the bytes of block `used` that were read */
    struct block ring[BLOCKS];
};

/* Has the thread a block to fill, or is it no longer wanted? */
static bool wait_for_room(bp_ahead *a)
{
    pthread_mutex_lock(&a->lock);
    while (a->made - a->used == BLOCKS && !a->unwanted)
        pthread_cond_wait(&a->moved, &a->lock);
    const bool wanted = !a->unwanted;
    pthread_mutex_unlock(&a->lock);
    return wanted;
}

static void *make_all(void *arg)
{
    bp_ahead *a = arg;
    bool ended = false;
    while (!ended && wait_for_room(a)) {
        struct block *b = &a->ring[a->made % BLOCKS];
        bp_err why = { 0 };
        b->n = 0;
        bp_status status = a->make(a->arg, b->bytes, BLOCK_BYTES, &b->n, &why);
        ended = status != BP_OK || b->n < BLOCK_BYTES;
        pthread_mutex_lock(&a->lock);
        a->made++;
        a->trouble = why;
        a->ended = ended;
        pthread_cond_broadcast(&a->moved);
        pthread_mutex_unlock(&a->lock);
    }
    return NULL;
}

bp_status bp_ahead_new(bp_ahead **out, bp_make_bytes *make, void *arg, bp_err *err)
{
    bp_ahead *a = bp_alloc_buffered(offsetof(bp_ahead, ring), sizeof *a);
    const bool locked = a != NULL && pthread_mutex_init(&a->lock, NULL) == 0;
    const bool ready = locked && pthread_cond_init(&a->moved, NULL) == 0;
    if (ready) {
        a->make = make;
        a->arg = arg;
    }
    if (!ready || pthread_create(&a->thread, NULL, make_all, a) != 0) {
        if (ready)
            pthread_cond_destroy(&a->moved);
        if (locked)
            pthread_mutex_destroy(&a->lock);
        free(a);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory or no thread to unpack it");
    }
    *out = a;
    return BP_OK;
}

void bp_ahead_free(bp_ahead *a)
{
    if (a == NULL)
        return;
    pthread_mutex_lock(&a->lock);
    a->unwanted = true;
    pthread_cond_broadcast(&a->moved);
    pthread_mutex_unlock(&a->lock);
    pthread_join(a->thread, NULL);
    pthread_cond_destroy(&a->moved);
    pthread_mutex_destroy(&a->lock);
    free(a);
}

/* The block that is read next, or NULL at the end. */
static const struct block *wait_for_block(bp_ahead *a)
{
    pthread_mutex_lock(&a->lock);
    while (a->made == a->used && !a->ended)
        pthread_cond_wait(&a->moved, &a->lock);
    const struct block *b = a->made > a->used ? &a->ring[a->used % BLOCKS] : NULL;
    pthread_mutex_unlock(&a->lock);
    return b;
}

static void give_back(bp_ahead *a)
{
    a->at = 0;
    pthread_mutex_lock(&a->lock);
    a->used++;
    pthread_cond_broadcast(&a->moved);
    pthread_mutex_unlock(&a->lock);
}

bp_status bp_ahead_read(bp_ahead *a, char *to, size_t room, size_t *n, bp_err *err)
{
    const struct block *b;
    *n = 0;
    while (*n < room && (b = wait_for_block(a)) != NULL) {
        const size_t left = b->n - a->at;
        const size_t take = left < room - *n ? left : room - *n;
        memcpy(to + *n, b->bytes + a->at, take);
        *n += take;
        a->at += take;
        if (a->at == b->n)
            give_back(a);
    }
    const bp_err *why = &a->trouble;
    if (*n == room || why->status == BP_OK)
        return BP_OK;
    return bp_fail_hint(err, NULL, why->status, bp_err_hint(why), "%s", why->text);
}
