/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mapped.c - memory whose bytes are in temporary files.
 *
 * Files are mapped, so that who reads what is put away needs no other code than for what
 * is not.  A page that is let go of stays with the system, which writes it to the disk
 * where memory is short.  Room on the disk is claimed before it is used: there is a
 * message where it is full, and no signal. */
#define _DEFAULT_SOURCE
#include "base/mapped.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/kept.h"
#include "base/mem.h"
#include "base/scratch.h"

/* Bytes of a file. */
#define CHUNK_LEAST ((size_t)1 << 20)
#define CHUNK_MOST ((size_t)64 << 20)

/* What is read brings so many bytes around it into memory (fault_around_bytes of Linux).
 */
#define AROUND ((size_t)64 << 10)

#define LINE ((size_t)64) /* of a processor's cache */

typedef struct chunk {
    char *at;
    size_t n;
    atomic_uchar *seen; /* [n / AROUND + 1] what was read since all was let go of */
} chunk;

struct bp_mapped {
    chunk *chunk; /* [n] */
    size_t n;
    size_t cap;
    size_t used; /* of the last */
    size_t most;
    atomic_size_t used_of; /* bytes that were used since all was let go of */
    bp_kept_err failure;
};

bp_mapped *bp_mapped_new(size_t most)
{
    bp_mapped *m = bp_alloc(0, 1, sizeof *m);
    if (m != NULL)
        m->most = most;
    return m;
}

void bp_mapped_free(bp_mapped *m)
{
    if (m == NULL)
        return;
    for (size_t i = 0; i < m->n; i++) {
        munmap(m->chunk[i].at, m->chunk[i].n);
        free(m->chunk[i].seen);
    }
    free(m->chunk);
    bp_kept_release(&m->failure);
    free(m);
}

size_t bp_mapped_most(const bp_mapped *m)
{
    return m->most;
}

bp_status bp_mapped_failure(const bp_mapped *m, bp_err *err)
{
    return bp_kept_tell(&m->failure, err);
}

static bp_status map_chunk(chunk *c, bp_err *err)
{
    int fd = -1;
    bp_status status = bp_scratch_open(&fd, err);
    if (status != BP_OK)
        return status;
    status = bp_scratch_claim(fd, c->n, err);
    c->at = MAP_FAILED;
    if (status == BP_OK)
        c->at = mmap(NULL, c->n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd); /* the file lives as long as it is mapped */
    return status == BP_OK && c->at == MAP_FAILED ? bp_no_memory(err, "what is put away")
                                                  : status;
}

static bp_status add_chunk(bp_mapped *m, size_t n, bp_err *err)
{
    chunk more = { .n = n, .seen = bp_alloc(0, n / AROUND + 1, sizeof *more.seen) };
    bp_status status =
        more.seen != NULL && bp_reserve(&m->chunk, &m->cap, m->n + 1, sizeof more)
            ? map_chunk(&more, err)
            : bp_no_memory(err, "what is put away");
    if (status == BP_OK)
        m->chunk[m->n++] = more;
    else
        free(more.seen);
    return status;
}

/* Files are larger the more there are. */
static size_t chunk_bytes(const bp_mapped *m, size_t need)
{
    size_t n = m->n > 0 ? 2 * m->chunk[m->n - 1].n : CHUNK_LEAST;
    n = n < CHUNK_MOST ? n : CHUNK_MOST;
    return need > n ? need : n;
}

void *bp_mapped_take(bp_mapped *m, size_t n)
{
    bp_err err;
    const size_t need = n < SIZE_MAX - LINE ? (n + LINE - 1) / LINE * LINE : n;
    if (m->n == 0 || m->chunk[m->n - 1].n - m->used < need) {
        if (add_chunk(m, chunk_bytes(m, need), &err) != BP_OK) {
            bp_kept_set(&m->failure, &err);
            return NULL;
        }
        m->used = 0;
    }
    m->used += need;
    return m->chunk[m->n - 1].at + m->used - need;
}

void bp_mapped_use(bp_mapped *m, size_t n)
{
    if (atomic_fetch_add(&m->used_of, n) + n <= m->most)
        return;
    atomic_store(&m->used_of, n);
    for (size_t i = 0; i < m->n; i++) {
        const chunk *c = &m->chunk[i];
        (void)madvise(c->at, c->n, MADV_DONTNEED);
        for (size_t k = 0; k <= c->n / AROUND; k++)
            atomic_store_explicit(&c->seen[k], 0, memory_order_relaxed);
    }
}

void bp_mapped_read(bp_mapped *m, const void *at, size_t n)
{
    const chunk *c = m->chunk;
    while ((const char *)at < c->at || (const char *)at >= c->at + c->n)
        c++;
    const size_t from = (size_t)((const char *)at - c->at) / AROUND;
    const size_t to = (size_t)((const char *)at + n - c->at) / AROUND;
    size_t unseen = 0;
    for (size_t k = from; k <= to; k++) {
        unseen += atomic_load_explicit(&c->seen[k], memory_order_relaxed) == 0;
        atomic_store_explicit(&c->seen[k], 1, memory_order_relaxed);
    }
    if (unseen > 0)
        bp_mapped_use(m, unseen * AROUND);
}
