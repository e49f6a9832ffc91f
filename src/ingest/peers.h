/* SPDX-License-Identifier: GPL-3.0-or-later */
/* peers.h - a list of organisations, which makes a column of every row: is it a peer's?
 * Layer: ingest. */
#ifndef BP_INGEST_PEERS_H
#define BP_INGEST_PEERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/text.h"
#include "benchpay/choice.h"

#define BP_PEERS_BYTES_MAX ((size_t)32 << 20)

typedef struct bp_peer {
    const char *name;
    size_t line;
} bp_peer;

/* Constant once read; no two names are alike. */
typedef struct bp_peers {
    const char *file;
    bp_peer *list; /* [n] in the order of their names */
    size_t n;
    size_t cap;
    bp_arena text;
} bp_peers;

/* Reads names, one a line; blank lines and quotes around a name do not matter, and a name
 * that is there twice counts once.
 * Errors: BP_EIO, BP_EDATA (no name; no UTF-8), BP_ELIMIT (BP_PEERS_BYTES_MAX, memory) */
bp_status bp_peers_read(bp_peers **out, const char *path, bp_err *err);
void bp_peers_free(bp_peers *p);

/* The name that is this one, without case and double blanks; SIZE_MAX: none is. */
size_t bp_peers_find(const bp_peers *p, bp_text org);

static inline bool bp_peers_is_key(const char *name)
{
    return bp_text_same(bp_text_of(name), bp_text_of(BP_PEERS_KEY));
}

#endif
