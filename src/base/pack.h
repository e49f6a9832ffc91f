/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.h - numbers and texts as few bytes, and files of them that show damage.
 * Layer: base.
 *
 * A packed file is
 *
 *   magic      89 'P' 'A' 'Y' 'P' 'T' 0D 0A: a copy made as text spoils it
 *   version    major, minor: 16 bits each, lowest byte first, as all fixed numbers
 *   features   32 bits each: those that a reader must know, those that it may ignore
 *   head       its length in 32 bits, its bytes, the CRC32C of the file so far
 *   sections   each: a tag, the length as a varint, the bytes, the CRC32C of all that
 *   trailer    a tag 0, groups and the length of the file in 64 bits, the SHA-256 of the
 *              sections and of the file so far in hex, "PAYEND" 0D 0A
 *
 * It holds no clock, host or process: the same contents are the same bytes. */
#ifndef BP_BASE_PACK_H
#define BP_BASE_PACK_H

#include <stdint.h>

#include "base/str.h"
#include "benchpay/err.h"
#include "benchpay/money.h"

#define BP_PACK_MAGIC "\x89PAYPT\r\n"
#define BP_PACK_MAJOR 1
#define BP_PACK_MINOR 0

/* ---- writing: all append, and a failure is remembered by the text ---- */

/* A signed number as one without a sign, small where it is near 0; and back. */
static inline uint64_t bp_pack_folded(int64_t number)
{
    return (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0);
}

static inline int64_t bp_unpack_folded(uint64_t number)
{
    return (int64_t)(number >> 1 ^ (number & 1 ? UINT64_MAX : 0));
}

/* Seven bits a byte, lowest first; a signed number is folded. */
void bp_pack_uint(bp_str *s, uint64_t number);
void bp_pack_int(bp_str *s, int64_t number);

/* The n lowest bytes, n <= 8; all 16. */
void bp_pack_fixed(bp_str *s, uint64_t number, size_t n);
void bp_pack_wide(bp_str *s, bp_int128 number);

void bp_pack_text(bp_str *s, bp_text text);
void bp_pack_string(bp_str *s, const char *text); /* may be NULL */

/* Starts a file. */
void bp_pack_head(bp_str *file, bp_text head);

/* Tags are letters; a small one is of a section that a reader may pass over. */
void bp_pack_section(bp_str *file, char tag, bp_text body);

/* Ends it.
 *   sections  how long it was before the first section
 * Errors: BP_ELIMIT */
bp_status bp_pack_end(bp_str *file, size_t sections, uint64_t groups, bp_err *err);

uint32_t bp_crc32c(bp_text bytes);

/* ---- reading ---- */

/* What is left of some bytes.  Whatever they are, nothing is read beyond them: numbers
 * are 0 from there on, texts empty, and `bad` is set. */
typedef struct bp_unpack {
    const char *at;
    const char *end;
    bool bad;
} bp_unpack;

static inline bp_unpack bp_unpack_of(bp_text bytes)
{
    return (bp_unpack){ bytes.at, bytes.at + bytes.n, false };
}

/* Was all of it read, and nothing missing? */
static inline bool bp_unpack_done(const bp_unpack *u)
{
    return !u->bad && u->at == u->end;
}

uint64_t bp_unpack_uint(bp_unpack *u);
int64_t bp_unpack_int(bp_unpack *u);
uint64_t bp_unpack_fixed(bp_unpack *u, size_t n);
bp_int128 bp_unpack_wide(bp_unpack *u);

/* A number below `limit`, else 0 and bad. */
uint64_t bp_unpack_below(bp_unpack *u, uint64_t limit);

/* How many things follow that take a byte at least, else 0 and bad. */
size_t bp_unpack_count(bp_unpack *u);

/* Borrowed from the bytes. */
bp_text bp_unpack_text(bp_unpack *u);

/* A file that was looked through: all of its checksums hold.  Borrows its bytes. */
typedef struct bp_packed {
    unsigned minor;
    bp_text head;
    bp_text sections;
    uint64_t groups;
    char digest[65]; /* of the sections */
} bp_packed;

/* Errors: BP_EDATA  names the file: it is none, it is of a newer version or with features
 * that are not known here, or it is damaged; BP_ELIMIT */
bp_status bp_packed_open(bp_packed *out, bp_text bytes, const char *file, bp_err *err);

/* Takes the first of the sections off; false when there is none. */
bool bp_packed_next(bp_text *sections, char *tag, bp_text *body);

#endif
