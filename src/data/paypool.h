/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paypool.h - which groups are kept by themselves, and which are joined to one.
 * Layer: data. */
#ifndef BP_DATA_PAYPOOL_H
#define BP_DATA_PAYPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A group whose cells follow each other. */
typedef struct bp_cell_span {
    size_t from; /* its first cell */
    size_t to;   /* the one after its last */
    uint64_t n;  /* people */
    bool small;  /* set by bp_pay_pool: it is joined with the others like it */
} bp_cell_span;

/* Moves the cells of small groups behind those of the others; both keep their order.
 *   cell  [n] those of group[0], group[1], ...
 *   most  so many of the largest groups are kept, of equal ones the first; 0: any number
 *   least  of so many people each
 *   kept  set to the number of cells that are left in groups of their own
 *   pooled  set to the number of groups that are not
 * False: memory is out. */
bool bp_pay_pool(uint32_t cell[], size_t n, bp_cell_span group[], size_t n_groups,
                 size_t most, uint64_t least, size_t *kept, size_t *pooled);

#endif
