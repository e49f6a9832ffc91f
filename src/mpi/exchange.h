/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exchange.h - parts of ranks become parts of owners.  Layer: mpi.
 *
 * Each rank has read some units, so what they say of one group is on many ranks.  Rank 0
 * can read the parts of all, one after another, and add them up alone: plainly, and best
 * where they are small.  Where they are large it reads each group once: every worker owns
 * a share of the groups, and of the rows and people where these are kept (data/owners.h);
 * each divides what it has read and sends every owner its share; each owner joins what it
 * gets, all at the same time; and what owners have is what rank 0 reads.  Both ways come
 * to the same survey, as every split of a survey does.
 *
 * A worker holds at a time: what it has read, and its share for every owner, packed (2 to
 * 4 bytes an amount, 20 a row that is kept); then the latter and what it owns of all
 * others'.  What is joined goes through a temporary file.  Texts go to every owner, so
 * there are OWNERS_MOST at most: rank 0 reads them one after another anyway. */
#ifndef BP_MPI_EXCHANGE_H
#define BP_MPI_EXCHANGE_H

#include "data/shape.h"
#include "ingest/partial.h"
#include "mpi/ranks.h"

/* Do the owners add up?  Where all rows together would take rank 0 more than this part of
 * its memory, 4 bytes an amount, and where there are so many workers: a worker joins 15
 * million amounts a second, and rank 0 reads 45 million, so fewer would take longer to
 * join what they have than rank 0 to read all of it.
 *   rows    that this rank has read
 *   memory  that rank 0 may take
 * A collective: all ranks come to the same. */
#define BP_EXCHANGE_PART 64
#define BP_EXCHANGE_WORKERS 4

bool bp_exchange_pays(const bp_ranks *r, uint64_t rows, const bp_shape *shape,
                      uint64_t memory);

/* Appends to *out the part that this rank owns; nothing on rank 0, and where there are
 * more workers than owners.  A collective that agrees, as bp_units_read does.
 *   p  what this rank has read, which may be nothing; released */
bp_status bp_exchange_parts(const bp_ranks *r, bp_partial *p, const bp_shape *shape,
                            bp_str *out);

#endif
