/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units.h - the units of a question, read by all ranks.  Layer: mpi. */
#ifndef BP_MPI_UNITS_H
#define BP_MPI_UNITS_H

#include "ingest/reader.h"
#include "mpi/ranks.h"

typedef struct bp_reading_units {
    const bp_ranks *ranks;
    bp_reader *reader;
    const char *question; /* in words */
    const char *digest;   /* of the plan */
    const char *spool;    /* the folder that keeps finished units; NULL: none */
    bool says;            /* what it does, on standard error */
    bool tell;            /* how far it is, on a terminal */
} bp_reading_units;

/* Reads all units, each by some rank; *out is what this rank has of them for rank 0,
 * appended: the part of those that it has read, or the part that it owns of all
 * (exchange.h); it may be nothing. A collective, which agrees: what it returns all do,
 * and a failure was told. Of several units that cannot be read the first is told, as
 * a single run would have met it. */
bp_status bp_units_read(const bp_reading_units *u, bp_str *out);

#endif
