/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mem.h - allocation that knows about overflow.  Layer: base. */
#ifndef BP_BASE_MEM_H
#define BP_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Half of the memory that the machine has: what a program takes unless it is told. */
uint64_t bp_half_of_machine(void);

/* A program that may take no more than `memory` (0: as much as it likes) has no large pages
 * from now on where few of them would fill it: all of such a page is taken once a byte of
 * it is written. */
void bp_pages_within(uint64_t memory);

/* head + n * size bytes, zeroed; NULL when that overflows or memory is out. */
void *bp_alloc(size_t head, size_t n, size_t size);

/* size bytes, zeroed up to `head`: the rest is a buffer, of which little may be used, and
 * memory that is not written to costs nothing.  NULL when memory is out. */
void *bp_alloc_buffered(size_t head, size_t size);

/* n * size bytes that are not initialised; where there is much, in large pages, of which
 * a processor needs few.  NULL as above; n and size are above 0. */
void *bp_alloc_bare(size_t n, size_t size);

/* The same, where nearly all of it will be written to: a large page that is half full is
 * one, too. */
void *bp_alloc_full(size_t n, size_t size);

/* The same, zeroed, for what is looked at here and there, as a hash table is.  All of it
 * is written to here, since the kernel would make pages twice of memory that is read
 * before it is written. */
void *bp_alloc_table(size_t n, size_t size);

/* Makes room for `need` elements of `size` bytes in *array, which has room for
 * *cap; grows by half again at least.  False, with both untouched, when memory
 * is out.  Elements beyond the old *cap are not initialised. */
bool bp_reserve(void *array, size_t *cap, size_t need, size_t size);

/* A copy of n bytes with a NUL after it, or NULL. */
char *bp_copy(const char *text, size_t n);

/* Memory for many small things that are freed together. */
typedef struct bp_arena {
    struct bp_arena_block *last;
} bp_arena;

/* A copy of n bytes with a NUL after it that lives as long as the arena. */
const char *bp_arena_copy(bp_arena *a, const char *text, size_t n);

/* n bytes, aligned for anything and not initialised, that live as long; or NULL. */
void *bp_arena_take(bp_arena *a, size_t n);

/* All of `from`, which is empty then, lives as long as `a`. */
void bp_arena_join(bp_arena *a, bp_arena *from);

void bp_arena_release(bp_arena *a);

#endif
