/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blocks.h - UTF-8 text in a regular file, read by many threads.  Layer: ingest.
 *
 * Each thread reads a block of the file and indexes it by itself, on a guess whether
 * it starts inside quotes.  Then, in the order of the blocks, it learns whether that
 * was right (if not it indexes again) and on which line its block starts, and hands out
 * the records that start in it, with their index.  So no guess is left in what comes
 * out, and chunks are the same for any number of threads. */
#ifndef BP_INGEST_BLOCKS_H
#define BP_INGEST_BLOCKS_H

#include "ingest/input.h"
#include "ingest/source.h"

typedef struct bp_blocks bp_blocks;

/* A place in the text as a chunk has it. */
typedef struct bp_chunk_place {
    uint64_t position, line;
    size_t index;
} bp_chunk_place;

/*   source  a regular file, borrowed
 *   begin   where its text begins
 *   bytes   of a block
 *   form    NULL: the fastest
 * Errors: BP_ELIMIT */
bp_status bp_blocks_new(bp_blocks **out, bp_source *source, uint64_t begin, size_t bytes,
                        const bp_index_form *form, bp_err *err);
void bp_blocks_free(bp_blocks *b);

/* Before the first block: by what fields are indexed; a comma until then. */
void bp_blocks_set_delimiter(bp_blocks *b, char delimiter);

/* As bp_input_next, but what is not UTF-8 text ends the reading with the chunk before
 * it.  A failure is for good.  A thread for which no block is left does not wait for the
 * others: only who was given text hears of a failure, or that the reading was stopped.
 * Errors: BP_EIO, BP_ELIMIT, BP_ESTOPPED. */
bp_status bp_blocks_next(bp_blocks *b, bp_chunk *chunk, bp_err *err);

/* The memory of a chunk and its index, for the next: fresh pages cost more than
 * reading. */
void bp_blocks_give_back(bp_blocks *b, void *memory);

/* After its last chunk: that memory, and what is still given back, is for another. */
void bp_blocks_pass_on(bp_blocks *from, bp_blocks *to);

/* After the last chunk: did the reading end before the text, at *at?  One whose text was
 * read by others alone may hear it too early, and leaves the rest to them. */
bool bp_blocks_stopped(bp_blocks *b, bp_chunk_place *at);

void bp_blocks_rewind(bp_blocks *b);

#endif
