/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mem.c - allocation, and arenas for what is freed together.
 *
 * Sizes are multiplied with a look at overflow, once, here.  Large arrays start at a
 * large page and ask for such pages, since a survey is read in no order that a processor
 * could foresee.  Of an arena's blocks each second one is twice as large, up to that
 * size: few calls for a large survey, little waste for a small one. */
#define _DEFAULT_SOURCE
#include "base/mem.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#define LINE ((size_t)64)            /* of a processor's cache */
#define LARGE_PAGE ((size_t)2 << 20) /* of most processors */
#define FEW_PAGES 32

uint64_t bp_half_of_machine(void)
{
    const long pages = sysconf(_SC_PHYS_PAGES), bytes = sysconf(_SC_PAGESIZE);
    return pages > 0 && bytes > 0 ? (uint64_t)pages / 2 * (uint64_t)bytes : UINT64_MAX;
}

void bp_pages_within(uint64_t memory)
{
    if (memory > 0 && memory < FEW_PAGES * LARGE_PAGE)
        (void)prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0); /* without it they are taken */
}

/* Asks for large pages where an array has whole ones. */
static void *on_large_pages(void *array, size_t bytes)
{
    const uintptr_t at = (uintptr_t)array;
    const uintptr_t from = (at + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    const uintptr_t to = (at + bytes) / LARGE_PAGE * LARGE_PAGE;
    if (array != NULL && from < to)
        (void)madvise((void *)from, to - from, MADV_HUGEPAGE); /* a mere hint */
    return array;
}

void *bp_alloc(size_t head, size_t n, size_t size)
{
    if (size != 0 && n > (SIZE_MAX - head) / size)
        return NULL;
    size_t bytes = head + n * size;
    return on_large_pages(calloc(1, bytes > 0 ? bytes : 1), bytes);
}

void *bp_alloc_buffered(size_t head, size_t size)
{
    void *at = malloc(size);
    return at != NULL ? memset(at, 0, head) : NULL;
}

void *bp_alloc_bare(size_t n, size_t size)
{
    assert(n > 0 && size > 0);
    if (n > (SIZE_MAX - LARGE_PAGE) / size)
        return NULL;
    const size_t align = n * size >= LARGE_PAGE ? LARGE_PAGE : LINE;
    const size_t bytes = (n * size + align - 1) / align * align;
    return on_large_pages(aligned_alloc(align, bytes), n * size);
}

void *bp_alloc_full(size_t n, size_t size)
{
    const size_t part = n <= SIZE_MAX / size ? n * size % LARGE_PAGE : 0;
    const size_t more =
        part >= LARGE_PAGE / 2 ? (LARGE_PAGE - part + size - 1) / size : 0;
    return n <= SIZE_MAX - more ? bp_alloc_bare(n + more, size) : NULL;
}

void *bp_alloc_table(size_t n, size_t size)
{
    void *table = bp_alloc_full(n, size);
    if (table != NULL)
        memset(table, 0, n * size);
    return table;
}

bool bp_reserve(void *array, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return true;
    size_t want = *cap + *cap / 2;
    if (want < need)
        want = need;
    if (want < 8)
        want = 8;
    if (want > SIZE_MAX / size)
        return false;

    void *old;
    memcpy(&old, array, sizeof old);
    void *grown = realloc(old, want * size);
    if (grown == NULL)
        return false;
    memcpy(array, &grown, sizeof grown);
    *cap = want;
    return true;
}

char *bp_copy(const char *text, size_t n)
{
    char *copy = bp_alloc(1, n, 1);
    if (copy != NULL && n > 0)
        memcpy(copy, text, n);
    return copy;
}

/* Bytes of the first block, and the most of any. */
#define BLOCK_LEAST ((size_t)16 << 10)
#define BLOCK_MOST LARGE_PAGE

struct bp_arena_block {
    struct bp_arena_block *before;
    size_t used; /* with this head */
    size_t bytes;
    max_align_t things[];
};

/* Blocks that are neither small nor large are mapped one by one, so that the system has
 * them back as soon as they are freed. */
static bool is_mapped(size_t bytes)
{
    return bytes > BLOCK_LEAST && bytes < BLOCK_MOST;
}

static struct bp_arena_block *new_block(size_t bytes)
{
    if (!is_mapped(bytes))
        return bp_alloc_bare(bytes, 1);
    void *block =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block != MAP_FAILED ? block : NULL;
}

static void free_block(struct bp_arena_block *b)
{
    if (is_mapped(b->bytes))
        munmap(b, b->bytes);
    else
        free(b);
}

static bool add_block(bp_arena *a, size_t need)
{
    const struct bp_arena_block *last = a->last;
    size_t bytes = last != NULL ? last->bytes : BLOCK_LEAST;
    if (last != NULL && last->before != NULL && last->before->bytes == bytes)
        bytes *= 2;
    if (bytes > BLOCK_MOST)
        bytes = BLOCK_MOST;
    if (need > SIZE_MAX - sizeof(struct bp_arena_block))
        return false;
    if (bytes < sizeof(struct bp_arena_block) + need)
        bytes = sizeof(struct bp_arena_block) + need;
    struct bp_arena_block *b = new_block(bytes);
    if (b == NULL)
        return false;
    *b = (struct bp_arena_block){ a->last, sizeof *b, bytes };
    a->last = b;
    return true;
}

static void *take(bp_arena *a, size_t n, size_t align)
{
    struct bp_arena_block *b = a->last;
    size_t at = b != NULL ? (b->used + align - 1) / align * align : 0;
    if (b == NULL || at > b->bytes || b->bytes - at < n) {
        if (!add_block(a, n))
            return NULL;
        b = a->last;
        at = b->used;
    }
    b->used = at + n;
    return (char *)b + at;
}

void *bp_arena_take(bp_arena *a, size_t n)
{
    return take(a, n, sizeof(max_align_t));
}

const char *bp_arena_copy(bp_arena *a, const char *text, size_t n)
{
    char *copy = n < SIZE_MAX ? take(a, n + 1, 1) : NULL;
    if (copy == NULL)
        return NULL;
    if (n > 0)
        memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

void bp_arena_join(bp_arena *a, bp_arena *from)
{
    struct bp_arena_block *first = from->last;
    while (first != NULL && first->before != NULL)
        first = first->before;
    if (first == NULL)
        return;
    first->before = a->last;
    a->last = from->last;
    from->last = NULL;
}

void bp_arena_release(bp_arena *a)
{
    while (a->last != NULL) {
        struct bp_arena_block *before = a->last->before;
        free_block(a->last);
        a->last = before;
    }
}
