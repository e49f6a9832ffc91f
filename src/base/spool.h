/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spool.h - bytes that are too many for memory, kept until they are read again.
 * Layer: base.
 *
 * A file in a folder, which has no name and goes with the process, however that ends; few
 * bytes stay in memory. */
#ifndef BP_BASE_SPOOL_H
#define BP_BASE_SPOOL_H

#include "base/pack.h"

typedef struct bp_spool {
    const char *beside; /* a path in the folder; borrowed */
    bp_str tail;        /* the last bytes, which are not in the file */
    uint64_t filed;     /* how many are */
    int fd;             /* -1: there is no file yet */
} bp_spool;

/* An empty one, which is to be released.
 *   beside  lives as long */
bp_spool bp_spool_of(const char *beside);
void bp_spool_release(bp_spool *s);

/* Empty again. */
void bp_spool_clear(bp_spool *s);

static inline uint64_t bp_spool_length(const bp_spool *s)
{
    return s->filed + s->tail.n;
}

/* Adds bytes, and clears them.  Errors: BP_ELIMIT, of which those remembered by the text,
 * too; BP_EIO; BP_ESTOPPED */
bp_status bp_spool_take(bp_spool *s, bp_str *bytes, bp_err *err);

/* Adds what another one has, which stays as it is; `crc` becomes that of these bytes,
 * too. */
bp_status bp_spool_append(bp_spool *s, bp_spool *from, uint32_t *crc, bp_err *err);

/* Adds a section of a packed file. */
bp_status bp_spool_section(bp_spool *s, char tag, bp_spool *body, bp_err *err);

/* To read it; valid until bytes are added. */
bp_pack_source bp_spool_source(bp_spool *s);

#endif
