/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pieces.h - bytes that are read a piece at a time, as those of a file are. */
#ifndef BP_PIECES_H
#define BP_PIECES_H

#include "near.h"

#include <string.h>

#include "base/pack.h"

static inline bp_status read_bytes(void *from, uint64_t at, char *out, size_t n,
                                   bp_err *err)
{
    const bp_text *bytes = from;
    (void)err;
    assert_true(at <= bytes->n && n <= bytes->n - at);
    memcpy(out, bytes->at + at, n);
    return BP_OK;
}

static inline bp_pack_source pieces_of(bp_text *bytes)
{
    return (bp_pack_source){ .n = bytes->n, .read = read_bytes, .from = bytes };
}

#endif
