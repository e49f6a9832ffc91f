/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranks.h - what ranks tell each other.  Layer: mpi.
 *
 * Two-sided messages and collectives alone: one-sided windows fail over TCP in some
 * releases, and no rank needs another's memory.  Every rank calls the collectives in the
 * same order. */
#ifndef BP_MPI_RANKS_H
#define BP_MPI_RANKS_H

#include <stdint.h>

#include "base/pack.h"
#include "base/str.h"
#include "benchpay/err.h"

typedef struct bp_ranks {
    int rank;
    int n;
    int beside; /* how many of them are on this machine */
} bp_ranks;

/* Ends the program where MPI cannot start. */
bp_ranks bp_ranks_start(int *argc, char ***argv);
void bp_ranks_end(void);

/* What all ranks come to: BP_OK where all did well; else the failure with the lowest key,
 * which its rank has told on standard error.  A collective.
 *   key  of a failure; the lowest rank tells where keys are equal */
bp_status bp_ranks_agree(const bp_ranks *r, bp_status status, int64_t key,
                         const bp_err *err);

/* Bytes of rank 0 to all.  Errors: BP_ELIMIT */
bp_status bp_ranks_share(const bp_ranks *r, bp_str *bytes, bp_err *err);

/* What the ranks have together, and what rank 0 says.  Collectives. */
uint64_t bp_ranks_sum(uint64_t n);
bool bp_ranks_hear(bool what);

/* Every rank sends one text to each, and gets one: in[i] is what rank i had for this one
 * in out[this one]; a collective that agrees.
 *   out  [ranks] each is released once it was sent
 *   in   [ranks] empty
 * Errors: BP_ELIMIT, which is told */
bp_status bp_ranks_exchange(const bp_ranks *r, bp_str out[], bp_str in[]);

/* Sleeps for a millisecond. */
void bp_ranks_rest(void);

/* ---- what workers have is read by rank 0, a piece at a time ---- */

typedef struct bp_offers {
    bp_pack_source *source; /* [n] of each worker that has something */
    size_t n;
    int *rank; /* [n] */
} bp_offers;

/* A worker: gives what it is asked for, until rank 0 is done. */
void bp_ranks_offer(bp_text bytes);

/* Rank 0: what all workers offer; they wait until it is released.  Errors: BP_ELIMIT, and
 * still it must be released. */
bp_status bp_ranks_offered(const bp_ranks *r, bp_offers *out, bp_err *err);
void bp_ranks_release(const bp_ranks *r, bp_offers *o);

/* ---- units are handed out by rank 0 ---- */

/* What a worker says when it asks for a unit. */
typedef struct bp_ask {
    int64_t failed; /* the unit that it could not read; -1: none */
    int64_t units;  /* that it has read */
    int64_t rows;   /* in them */
} bp_ask;

/* Rank 0: the next worker that asks; -1 when none does at once. */
int bp_ranks_asked(bp_ask *out);

/* Rank 0: answers a worker; -1: there is no unit left. */
void bp_ranks_give(int to, int64_t unit);

/* A worker asks; it takes the answer later, and may work meanwhile. */
void bp_ranks_ask(const bp_ask *ask);
int64_t bp_ranks_taken(void);

#endif
