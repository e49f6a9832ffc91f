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
    uint64_t memory;      /* that the rows of a rank may take; 0: any */
    bool tell;            /* how far it is, on a terminal */
} bp_reading_units;

/* Reads all units, each by some rank; *out is the part of those that this rank has read,
 * appended; nothing where it read none. A collective, which agrees: what it returns all
 * do, and a failure was told. Of several units that cannot be read the first is told, as
 * a single run would have met it. */
bp_status bp_units_read(const bp_reading_units *u, bp_str *out);

#endif
