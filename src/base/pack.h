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
#include <sys/stat.h>

#include "base/str.h"
#include "benchpay/err.h"
#include "benchpay/money.h"

#define BP_PACK_MAGIC "\x89PAYPT\r\n"
#define BP_PACK_MAJOR 1
#define BP_PACK_MINOR 0

/* A feature that a reader must know: amounts are kept with a bound. */
#define BP_PACK_BOUNDED 1u

/* ... there are rows that are yet to become one a person. */
#define BP_PACK_DISTINCT 2u

/* ... weights of pay come in multiples of what they have in common. */
#define BP_PACK_MULTIPLES 4u

/* Bytes in memory, or that are read a piece at a time. */
typedef struct bp_pack_source {
    uint64_t n;     /* how many */
    const char *at; /* [n]; NULL: they are read */
    bp_status (*read)(void *from, uint64_t at, char *out, size_t n, bp_err *err);
    void *from;
} bp_pack_source;

static inline bp_pack_source bp_pack_memory(bp_text bytes)
{
    return (bp_pack_source){ .n = bytes.n, .at = bytes.at != NULL ? bytes.at : "" };
}

/* Appends all of its bytes.  Errors: BP_ELIMIT; those of reading */
bp_status bp_pack_read(bp_str *out, const bp_pack_source *from, bp_err *err);

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

/* Starts a file.
 *   required  the features that its readers must know */
void bp_pack_head(bp_str *file, uint32_t required, bp_text head);

/* Tags are letters; a small one is of a section that a reader may pass over. */
void bp_pack_section(bp_str *file, char tag, bp_text body);

/* The same of a body that is empty afterwards: the longer of both is not copied. */
void bp_pack_section_of(bp_str *file, char tag, bp_str *body);

/* Ends it.
 *   sections  how long it was before the first section
 * Errors: BP_ELIMIT */
bp_status bp_pack_end(bp_str *file, size_t sections, uint64_t groups, bp_err *err);

/* Appends what ends a file that is elsewhere so far.  Errors: also those of the source */
bp_status bp_pack_trailer(bp_str *out, const bp_pack_source *file, uint64_t sections,
                          uint64_t groups, bp_err *err);

uint32_t bp_crc32c(bp_text bytes);

/* ... of what follows bytes whose CRC32C that is; 0: none do. */
uint32_t bp_crc32c_more(uint32_t crc, bp_text bytes);

/* ---- reading ---- */

/* The piece of a source that is at hand.  {0} but for the source has none. */
typedef struct bp_window {
    const bp_pack_source *source;
    uint64_t next; /* of the source: behind the piece */
    char *room;
    size_t cap;
    bp_status status; /* of reading it */
    bp_err err;
} bp_window;

void bp_window_release(bp_window *w);

/* What is left of some bytes.  Whatever they are, nothing is read beyond them: numbers
 * are 0 from there on, texts empty, and `bad` is set. */
typedef struct bp_unpack {
    const char *at;
    const char *end; /* of those at hand */
    bool bad;
    uint64_t beyond; /* how many follow */
    bp_window *window;
} bp_unpack;

static inline bp_unpack bp_unpack_of(bp_text bytes)
{
    return (bp_unpack){ .at = bytes.at, .end = bytes.at + bytes.n };
}

/* From a place of the window's source on. */
bp_unpack bp_unpack_from(bp_window *w, uint64_t from, uint64_t n);

static inline uint64_t bp_unpack_left(const bp_unpack *u)
{
    return (uint64_t)(u->end - u->at) + u->beyond;
}

/* Was all of it read, and nothing missing? */
static inline bool bp_unpack_done(const bp_unpack *u)
{
    return !u->bad && bp_unpack_left(u) == 0;
}

uint64_t bp_unpack_long(bp_unpack *u); /* a number of any length */

/* Inline, since most numbers are one byte. */
static inline uint64_t bp_unpack_uint(bp_unpack *u)
{
    if (u->at < u->end && (unsigned char)*u->at < 0x80)
        return (unsigned char)*u->at++;
    return bp_unpack_long(u);
}

int64_t bp_unpack_int(bp_unpack *u);
uint64_t bp_unpack_fixed(bp_unpack *u, size_t n);
bp_int128 bp_unpack_wide(bp_unpack *u);

/* A number below `limit`, else 0 and bad. */
uint64_t bp_unpack_below(bp_unpack *u, uint64_t limit);

/* How many things follow that take a byte at least, else 0 and bad. */
size_t bp_unpack_count(bp_unpack *u);

/* Borrowed from the bytes until more of them is read. */
bp_text bp_unpack_text(bp_unpack *u);

/* A packed file, from its first section to its last.  It is not moved. */
typedef struct bp_packed {
    unsigned minor;
    uint32_t required; /* features, of those that are known */
    bp_text head;      /* owned */
    uint64_t groups;
    char digest[65]; /* of the sections */
    bp_pack_source source;
    uint64_t first; /* of the source: its sections, and what follows them */
    uint64_t next;
    uint64_t end;
    bp_window window;
} bp_packed;

/* Looks through all of it: every checksum holds.  The source's bytes are borrowed.  On
 * failure *out is {0}.
 *   file  its name
 * Errors: BP_EDATA  names the file: it is none, it is of a newer version or with features
 *                   that are not known here, or it is damaged
 *         BP_ELIMIT; those of reading the source */
bp_status bp_packed_open(bp_packed *out, const bp_pack_source *source, const char *file,
                         bp_err *err);

/* The same of one that was made a moment ago, and sent by a way that watches over what it
 * carries: its head is looked at, and its end is taken for granted. */
bp_status bp_packed_begin(bp_packed *out, const bp_pack_source *source, const char *file,
                          bp_err *err);

void bp_packed_release(bp_packed *p);

/* The next section; false when there is none.  What is left of the one before is passed
 * over; there is one window, so only one is read at a time. */
bool bp_packed_next(bp_packed *p, char *tag, bp_unpack *body);

/* The first section is the next again. */
void bp_packed_rewind(bp_packed *p);

/* Could all that was asked for be read?  Errors: those of the source */
bp_status bp_packed_status(const bp_packed *p, bp_err *err);

/* ---- files on a disk (packfile.c) ---- */

typedef struct bp_pack_file {
    int fd;
    char *path;
    bp_str whole;    /* of what is no regular file */
    struct stat was; /* of one that is, when it was opened first */
} bp_pack_file;

/* A file as a source, which must be closed.  Errors: BP_EIO names it; BP_ELIMIT */
bp_status bp_pack_file_open(bp_pack_file *f, bp_pack_source *out, const char *path,
                            bp_err *err);
void bp_pack_file_close(bp_pack_file *f);

/* It takes no descriptor for a while: its source cannot be read until it is opened again,
 * and is then the same.  Errors: BP_EIO  it was changed meanwhile */
void bp_pack_file_rest(bp_pack_file *f);
bp_status bp_pack_file_again(bp_pack_file *f, bp_err *err);

#endif
