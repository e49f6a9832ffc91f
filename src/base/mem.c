#define _DEFAULT_SOURCE
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

void *bp_alloc(size_t head, size_t n, size_t size)
{
    if (size != 0 && n > (SIZE_MAX - head) / size)
        return NULL;
    size_t bytes = head + n * size;
    return calloc(1, bytes > 0 ? bytes : 1);
}

#define LINE ((size_t)64)            /* of a processor's cache */
#define LARGE_PAGE ((size_t)2 << 20) /* of most processors */

void *bp_alloc_table(size_t n, size_t size)
{
    if (n > (SIZE_MAX - LARGE_PAGE) / size)
        return NULL;
    const size_t align = n * size >= 2 * LARGE_PAGE ? LARGE_PAGE : LINE;
    const size_t bytes = (n * size + align - 1) / align * align;
    void *table = aligned_alloc(align, bytes);
    if (table == NULL)
        return NULL;
    if (align == LARGE_PAGE)
        (void)madvise(table, bytes, MADV_HUGEPAGE); /* a mere hint */
    memset(table, 0, bytes);
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

#define BLOCK_BYTES ((size_t)16 << 10)

struct bp_arena_block {
    struct bp_arena_block *before;
    size_t used;
    size_t cap;
    char bytes[];
};

const char *bp_arena_copy(bp_arena *a, const char *text, size_t n)
{
    struct bp_arena_block *b = a->last;
    if (b == NULL || b->cap - b->used <= n) {
        size_t cap = n < BLOCK_BYTES ? BLOCK_BYTES : n + 1;
        b = bp_alloc(sizeof *b, cap, 1);
        if (b == NULL)
            return NULL;
        b->cap = cap;
        b->before = a->last;
        a->last = b;
    }
    char *copy = b->bytes + b->used;
    if (n > 0)
        memcpy(copy, text, n);
    copy[n] = '\0';
    b->used += n + 1;
    return copy;
}

void bp_arena_release(bp_arena *a)
{
    while (a->last != NULL) {
        struct bp_arena_block *before = a->last->before;
        free(a->last);
        a->last = before;
    }
}
