/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowlog.h - rows as they come, each by itself.  Layer: data.
 *
 * Where rows are compared with each other, all of them are kept until it is known which
 * year and currency count.  A row is packed: 33 bytes, and 4 of each element that is not
 * made of others; 12 less where persons are unknown, 4 where organisations are not told
 * apart.  Rows of one slice of the audit are in blocks of their own, so that those that
 * do not count are dropped without a look at them.
 *
 * Blocks may be put away into a temporary file, which has no name; they come back one at
 * a time, where somebody looks at them. */
#ifndef BP_DATA_ROWLOG_H
#define BP_DATA_ROWLOG_H

#include "base/lent.h"
#include "benchpay/err.h"
#include "benchpay/money.h"
#include "data/batch.h"
#include "data/shape.h"

typedef struct bp_log_row {
    bp_place place;
    uint32_t slice;      /* of the audit */
    uint32_t prefix;     /* of its cell, as in cellset.h */
    uint32_t org;        /* id; 0 where the shape has none */
    uint32_t who_hash;   /* of persons, where the shape has them, as in records.h */
    uint64_t payee_hash; /* likewise */
    uint64_t row_hash;
    int64_t pay[BP_ELEMENTS_MAX]; /* [n_elements]; BP_NO_PAY: none, or it is made */
    int64_t weight;               /* where the shape has weights */
    int64_t number;               /* where it keeps rows (BP_ROW_NUMBERS) */
} bp_log_row;

/* What records have in common where they are of the same row, or of the same payee. */
typedef enum bp_record_hash {
    BP_HASH_ROW,  /* of all fields */
    BP_HASH_PAYEE /* of organisation, person and year; 0: unknown */
} bp_record_hash;

/* Some rows of one slice, packed, and from where on their places count. */
typedef struct bp_log_block {
    unsigned char *bytes; /* NULL: they are in the file, from `at` on */
    uint64_t at;
    uint64_t order;
    uint64_t line;
    uint32_t n; /* rows */
    uint32_t cap;
    uint32_t most; /* that cap may be */
    uint32_t file;
    uint32_t slice;
    bool wide; /* pay has 64 bits, and a prefix 32 */
    bool lent; /* by the log; else it is malloc's */
} bp_log_block;

/* {0} is empty. */
typedef struct bp_row_log {
    bp_lent lent;
    size_t n_lent;       /* blocks that were */
    bp_log_block *block; /* [n_blocks] */
    size_t n_blocks;
    size_t cap_blocks;
    uint32_t *open; /* [n_open] by slice: 1 + its last block; 0: none.  NULL: no row is
                     * added any more */
    size_t n_open;
    size_t cap_open;
    bool has_file;
    int file;      /* the descriptor */
    uint64_t end;  /* of what is in it */
    bp_int128 sum; /* of that, as bp_row_log_sum has it */
    uint64_t n_sum;
} bp_row_log;

/* One block of those that were put away.  {0} has none. */
typedef struct bp_log_view {
    const bp_row_log *log; /* NULL: none is there */
    size_t i;
    bp_log_block block;
    unsigned char *room; /* owned */
    size_t cap;
} bp_log_view;

/* False: memory is out. */
bool bp_row_log_add(bp_row_log *l, const bp_shape *s, const bp_log_row *row);

/* Puts all rows that are in memory into the file.  Errors: BP_EIO, BP_ELIMIT */
bp_status bp_row_log_put_away(bp_row_log *l, const bp_shape *s, bp_err *err);

/* A block with its rows, which are there until another one is asked for by the same view,
 * or the log changes.  Errors: BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_log_block_at(const bp_log_block **out, bp_log_view *v, const bp_row_log *l,
                          size_t i, const bp_shape *s, bp_err *err);
void bp_log_view_release(bp_log_view *v);

/* Of row i of a block that is in memory: all of it, or its prefix alone. */
void bp_log_row_read(bp_log_row *out, const bp_shape *s, const bp_log_block *b, size_t i);
uint32_t bp_log_row_prefix(const bp_shape *s, const bp_log_block *b, size_t i);

/* Hashes of n rows from row i on; those of payees are 0 where the shape has no persons.
 */
void bp_log_hashes(uint64_t out[], const bp_shape *s, const bp_log_block *b, size_t i,
                   size_t n, bp_record_hash of);

/* The numbers of its slices are now[...] from here on, and no row is added. */
void bp_row_log_rename(bp_row_log *l, const uint32_t now[]);

/* Drops the rows of all slices that are not kept.  No row is added any more.
 *   keep  [slices] */
void bp_row_log_leave(bp_row_log *l, const bp_shape *s, const bool keep[]);

/* The sum of the pay of element 0, and the number of rows that have it: of a log from
 * which nothing was dropped. */
bp_int128 bp_row_log_sum(const bp_row_log *l, const bp_shape *s, uint64_t *n);

/* How many bytes its rows are; the memory of a log. */
size_t bp_log_block_bytes(const bp_log_block *b, const bp_shape *s);
size_t bp_row_log_bytes(const bp_row_log *l, const bp_shape *s);
void bp_row_log_release(bp_row_log *l);

#endif
