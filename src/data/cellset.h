/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellset.h - the cells while rows are added.  Layer: data. */
#ifndef BP_DATA_CELLSET_H
#define BP_DATA_CELLSET_H

#include "benchpay/err.h"
#include "data/batch.h"
#include "data/shape.h"
#include "data/slots.h"

/* The id of a cell, a row of numbers: the group values, then what the shape has of year,
 * currency and organisation.  Cells are sorted in this order. */
#define BP_CELL_PARTS_MAX (BP_KEYS_MAX + 3)

#define BP_DIRECT_PREFIXES 64
#define BP_DIRECT_ORGS 32768

/* What is kept of an id: the number of its prefix, and its organisation; 0 where the
 * shape has none. */
typedef struct bp_cell_id {
    uint32_t prefix;
    uint32_t org;
} bp_cell_id;

/* The cells of each of the first prefixes are of a kind, and all others of one more. */
#define BP_CELL_KINDS (BP_DIRECT_PREFIXES + 1)

static inline size_t bp_cell_kind(bp_cell_id id)
{
    return id.prefix < BP_DIRECT_PREFIXES ? id.prefix : BP_DIRECT_PREFIXES;
}

/* The first cells have numbers as they come.  With organisations those that follow have
 * them from blocks of so many, each of the cells of one kind: once sorted these are side
 * by side, and so what is kept by block is put in order a part at a time. */
#define BP_CELLS_FIRST 1024
#define BP_CELL_BLOCK 256

/* An id without its organisation, which is last, is its prefix; without organisations
 * each prefix is one cell.  Prefixes are few: an id's is found first.  With the number of
 * the prefix and the organisation a cell is found by one look-up: in a table with a
 * column for each prefix and a row for each organisation where both numbers are low and
 * prefixes are not many and rows not few, else by hashing. */
typedef struct bp_cellset {
    bool later; /* rows get the numbers of their prefixes alone, and cells are made once
                 * all were read */
    size_t n_keys;
    size_t year; /* positions within an id; SIZE_MAX: the shape does not have it */
    size_t currency;
    size_t org;
    size_t width;   /* of an id */
    size_t n;       /* numbers of cells */
    bp_cell_id *id; /* [n] where a number is free that of another cell */
    size_t id_cap;
    uint64_t *first; /* [n] order of the first row */
    size_t first_cap;
    uint32_t *prefix; /* [n_prefixes][width without the organisation] */
    size_t n_prefixes;
    size_t prefix_cap;
    bp_slots prefixes; /* as they are found */
    uint32_t *direct; /* [n_direct organisations][BP_DIRECT_PREFIXES] cell + 1; 0: none */
    size_t n_direct;
    size_t orgs;                /* that will be in it; 0: nobody knows */
    bool few_rows;              /* that it would serve: there is none */
    bp_slots cells;             /* that are not in it */
    size_t next[BP_CELL_KINDS]; /* the first free number of each kind; where a block
                                 * starts there is none */
    bp_slots groups;            /* the first prefix of each combination of group values */
    char apart[64]; /* in arrays, one a thread, they share no line of a cache */
} bp_cellset;

void bp_cellset_init(bp_cellset *c, const bp_shape *shape);
void bp_cellset_release(bp_cellset *c);

/* Frees what cells are found by; none is put afterwards. */
void bp_cellset_forget(bp_cellset *c);

/* How many parts of an id its prefix has. */
static inline size_t bp_cellset_prefix_parts(const bp_cellset *c)
{
    return c->org != SIZE_MAX ? c->width - 1 : c->width;
}

/* The prefix of a cell, which starts with its group values. */
static inline const uint32_t *bp_cellset_prefix(const bp_cellset *c, size_t cell)
{
    return c->prefix + c->id[cell].prefix * bp_cellset_prefix_parts(c);
}

/* A part of an id, or `none` where the shape does not have it. */
static inline uint32_t bp_cellset_part(const bp_cellset *c, size_t cell, size_t part,
                                       uint32_t none)
{
    return part == SIZE_MAX ? none
           : part == c->org ? c->id[cell].org
                            : bp_cellset_prefix(c, cell)[part];
}

/* The texts of ids have other numbers: now[k][old number] those of part k, NULL where
 * they stay.  No cell is put afterwards. */
void bp_cellset_rename(bp_cellset *c, const uint32_t *const now[]);

/* The cells of n ids, or where these come later their prefixes, which are made when they
 * are new: id[n][width].
 *   order  [n] of a row of each: its first row, when the cell is new
 * Errors: BP_ELIMIT (memory, BP_GROUPS_MAX). */
bp_status bp_cellset_put_all(bp_cellset *c, const uint32_t id[], const uint64_t order[],
                             size_t n, uint32_t cell[], bp_err *err);

/* How many numbers it has given to rows: cells, or where these come later prefixes. */
static inline size_t bp_cellset_numbers(const bp_cellset *c)
{
    return c->later ? c->n_prefixes : c->n;
}

/* The same of all of them in `from`, which gives them its own ids.  With organisations
 * its cells come behind those of `c`: one that both have is twice there until it is
 * sorted, which costs less than finding each.
 *   cell  [bp_cellset_numbers(from)] */
bp_status bp_cellset_put_set(bp_cellset *c, const bp_cellset *from, uint32_t cell[],
                             bp_err *err);

/* The cells of n prefixes and organisations, which are made when they are new.
 *   cell  [n] the prefixes, in whose places the cells come */
bp_status bp_cellset_put_cells(bp_cellset *c, const uint32_t org[],
                               const uint64_t order[], size_t n, uint32_t cell[],
                               bp_err *err);

/* Puts cells, of which it has none, behind its own.  False when memory is out. */
bool bp_cellset_append(bp_cellset *c, const bp_cell_id id[], const uint64_t first[],
                       size_t n);

/* Cells of so many prefixes and organizations will be put, by number, and for so many
 * rows at most.  Returns the memory that their table will take, at most. */
size_t bp_cellset_expect(bp_cellset *c, size_t n_prefixes, size_t orgs, uint64_t n_rows);

/* The memory that it takes, nearly. */
size_t bp_cellset_bytes(const bp_cellset *c);

/* Sorts by id, on so many threads where that pays; a cell that is there twice is one
 * then, and no cell is put afterwards.  now[old number] is the new one.  False when
 * memory is out. */
bool bp_cellset_sort(bp_cellset *c, uint32_t now[], size_t threads);

/* Puts some cells in the order of some parts of their prefixes, part[0] first; those that
 * are equal there stay as they are.  False when memory is out. */
bool bp_cellset_order(const bp_cellset *c, uint32_t cell[], size_t n, const size_t part[],
                      size_t n_parts);

#endif
