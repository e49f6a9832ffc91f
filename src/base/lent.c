/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lent.c - memory that is given back bit by bit.
 *
 * It comes in blocks of a large page, each at a multiple of its size, so that a block is
 * found by what was taken of it.  A block goes back to the system once all of it came
 * back; memory of malloc's would stay with the program. */
#define _DEFAULT_SOURCE
#include "base/lent.h"

#include <stdint.h>
#include <sys/mman.h>

#define BLOCK ((size_t)2 << 20) /* a large page of most processors */

struct bp_lent_block {
    struct bp_lent_block *before;
    struct bp_lent_block *after;
    size_t used; /* with this head */
    size_t back; /* of it, came back */
    max_align_t things[];
};

typedef struct bp_lent_block block;

#define HEAD sizeof(block)

_Static_assert(BP_LENT_MOST <= BLOCK - HEAD, "a block has room for what is taken");

/* What is before and behind it goes back at once; NULL when memory is out. */
static block *new_block(void)
{
    char *at =
        mmap(NULL, 2 * BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        return NULL;
    const size_t before = (BLOCK - (uintptr_t)at % BLOCK) % BLOCK;
    if (before > 0)
        munmap(at, before);
    if (before < BLOCK)
        munmap(at + before + BLOCK, BLOCK - before);
    (void)madvise(at + before, BLOCK, MADV_HUGEPAGE); /* a mere hint */
    return (block *)(void *)(at + before);
}

static size_t aligned(size_t n)
{
    return (n + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) *
           _Alignof(max_align_t);
}

void *bp_lent_take(bp_lent *l, size_t n)
{
    block *b = l->last;
    n = aligned(n);
    if (b == NULL || BLOCK - b->used < n) {
        b = new_block();
        if (b == NULL)
            return NULL;
        *b = (block){ .before = l->last, .used = HEAD, .back = HEAD };
        if (l->last != NULL)
            l->last->after = b;
        l->last = b;
    }
    b->used += n;
    return (char *)b + b->used - n;
}

static void drop(bp_lent *l, block *b)
{
    if (b->before != NULL)
        b->before->after = b->after;
    if (b->after != NULL)
        b->after->before = b->before;
    else
        l->last = b->before;
    munmap(b, BLOCK);
}

void bp_lent_back(bp_lent *l, void *at, size_t n)
{
    block *b = (block *)(void *)((char *)at - (uintptr_t)at % BLOCK);
    b->back += aligned(n);
    if (b->back == b->used)
        drop(l, b);
}

void bp_lent_release(bp_lent *l)
{
    while (l->last != NULL)
        drop(l, l->last);
}
