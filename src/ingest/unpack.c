/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unpack.c - gzip by zlib and zstd by libzstd, a piece at a time.
 *
 * Both libraries are asked the same two things: go on with these bytes, and start again.
 * What is around that is common: reading the file, noticing where it ends, and the limit
 * on what comes out.  Memory is bounded by the libraries' windows, whatever a file says
 * of itself. */
#define ZLIB_CONST
#include "ingest/unpack.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/mem.h"

#define PACKED_BYTES ((size_t)64 << 10)

struct bp_unpacker {
    bp_raw *raw;
    bp_packing packing;
    z_stream gzip;
    ZSTD_DStream *zstd;
    bool within;         /* a member or frame, not between two */
    bool last;           /* the file has ended with what is in `packed` */
    uint64_t read, made; /* bytes of the file that were used; that came out */
    size_t at, n;        /* of packed */
    char packed[PACKED_BYTES];
};

static const char *const kind[] = {
    [BP_PACKING_GZIP] = "gzip", [BP_PACKING_ZSTD] = "zstd"
};

bp_packing bp_packing_of(bp_text head)
{
    if (head.n >= 3 && memcmp(head.at, "\x1f\x8b\x08", 3) == 0)
        return BP_PACKING_GZIP;
    /* a frame, or one that may be skipped, whose first byte is 0x50 to 0x5f */
    if (head.n >= 4 && (memcmp(head.at, "\x28\xb5\x2f\xfd", 4) == 0 ||
                        (memcmp(head.at + 1, "\x2a\x4d\x18", 3) == 0 &&
                         ((unsigned char)head.at[0] & 0xf0) == 0x50)))
        return BP_PACKING_ZSTD;
    return BP_PACKING_NONE;
}

static bp_status no_memory(const bp_unpacker *u, bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory to unpack %s data", kind[u->packing]);
}

bp_status bp_unpacker_new(bp_unpacker **out, bp_raw *raw, bp_packing packing, bp_err *err)
{
    bp_unpacker *u = bp_alloc_buffered(offsetof(bp_unpacker, packed), sizeof *u);
    if (u == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    u->raw = raw;
    u->packing = packing;
    /* 15 is the largest window; 16 asks for gzip's own head and checksum */
    const bool made = packing == BP_PACKING_GZIP
                          ? inflateInit2(&u->gzip, 15 + 16) == Z_OK
                          : (u->zstd = ZSTD_createDStream()) != NULL;
    if (made) {
        *out = u;
        return BP_OK;
    }
    bp_status status = no_memory(u, err);
    free(u);
    return status;
}

void bp_unpacker_free(bp_unpacker *u)
{
    if (u == NULL)
        return;
    if (u->packing == BP_PACKING_GZIP)
        inflateEnd(&u->gzip);
    ZSTD_freeDStream(u->zstd);
    free(u);
}

static bp_status start_member(bp_unpacker *u, bp_err *err)
{
    const bool done =
        u->packing == BP_PACKING_GZIP
            ? inflateReset(&u->gzip) == Z_OK
            : !ZSTD_isError(ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only));
    return done ? BP_OK : no_memory(u, err);
}

bp_status bp_unpacker_restart(bp_unpacker *u, bp_err *err)
{
    u->within = u->last = false;
    u->read = u->made = 0;
    u->at = u->n = 0;
    return start_member(u, err);
}

static bp_status damaged(const bp_unpacker *u, bp_err *err)
{
    return bp_fail(err, NULL, BP_EDATA, "the %s data are damaged near byte %llu",
                   kind[u->packing], (unsigned long long)u->read);
}

/* Moves on in `packed` and in `to`; *end says that a member ended. */
static bp_status go_on_gzip(bp_unpacker *u, char *to, size_t room, size_t *n, bool *end,
                            bp_err *err)
{
    z_stream *z = &u->gzip;
    z->next_in = (const unsigned char *)u->packed + u->at;
    z->avail_in = (unsigned)(u->n - u->at);
    z->next_out = (unsigned char *)to;
    z->avail_out = (unsigned)room;
    const int done = inflate(z, Z_NO_FLUSH);
    const size_t used = u->n - u->at - z->avail_in;
    u->at += used;
    u->read += used;
    *n = room - z->avail_out;
    *end = done == Z_STREAM_END;
    if (done == Z_OK || done == Z_STREAM_END || done == Z_BUF_ERROR)
        return BP_OK;
    return done == Z_MEM_ERROR ? no_memory(u, err) : damaged(u, err);
}

static bp_status go_on_zstd(bp_unpacker *u, char *to, size_t room, size_t *n, bool *end,
                            bp_err *err)
{
    ZSTD_inBuffer in = { u->packed, u->n, u->at };
    ZSTD_outBuffer out = { to, room, 0 };
    const size_t done = ZSTD_decompressStream(u->zstd, &out, &in);
    u->read += in.pos - u->at;
    u->at = in.pos;
    *n = out.pos;
    *end = done == 0;
    if (!ZSTD_isError(done))
        return BP_OK;
    const char *why = ZSTD_getErrorName(done);
    if (strstr(why, "memory") != NULL)
        return bp_fail(
            err, NULL, BP_ELIMIT,
            "the zstd data need too much memory: pack it with a smaller window");
    return damaged(u, err);
}

/* gzip files may be filled up with zeros, and with nothing else. */
static bool skip_zeros(bp_unpacker *u)
{
    if (u->packing == BP_PACKING_GZIP && !u->within && u->read > 0)
        while (u->at < u->n && u->packed[u->at] == '\0') {
            u->at++;
            u->read++;
        }
    return u->at == u->n;
}

static bp_status fill(bp_unpacker *u, bp_err *err)
{
    if (u->at < u->n || u->last)
        return BP_OK;
    u->at = u->n = 0;
    bp_status status = bp_raw_read(u->raw, u->packed, PACKED_BYTES, &u->n, err);
    u->last = u->n < PACKED_BYTES;
    return status;
}

static bp_status check_size(const bp_unpacker *u, bp_err *err)
{
    if (u->made <= BP_UNPACK_FREE + BP_UNPACK_TIMES * u->read)
        return BP_OK;
    return bp_fail(err, NULL, BP_ELIMIT,
                   "the %s data unpack to more than %d times their size",
                   kind[u->packing], BP_UNPACK_TIMES);
}

/* One step: *ended says that the file has. */
static bp_status step(bp_unpacker *u, char *to, size_t room, size_t *n, bool *ended,
                      bp_err *err)
{
    bool end = false;
    bp_status status = fill(u, err);
    if (status != BP_OK)
        return status;
    const bool drained = skip_zeros(u);
    if (drained && !u->within) {
        *ended = u->last;
        return BP_OK;
    }
    const uint64_t before = u->read;
    u->within = true;
    status = u->packing == BP_PACKING_GZIP ? go_on_gzip(u, to, room, n, &end, err)
                                           : go_on_zstd(u, to, room, n, &end, err);
    u->made += *n;
    if (status == BP_OK && !end && *n == 0 && u->read == before && u->last)
        return bp_fail(err, NULL, BP_EDATA,
                       "the %s data end early, at byte %llu: the file is cut off",
                       kind[u->packing], (unsigned long long)u->read);
    if (status == BP_OK && end) {
        u->within = false;
        status = start_member(u, err);
    }
    return status == BP_OK ? check_size(u, err) : status;
}

bp_status bp_unpacker_more(void *unpack, char *to, size_t room, size_t *n, bp_err *err)
{
    bp_unpacker *u = unpack;
    bool ended = false;
    *n = 0;
    while (*n < room && !ended) {
        size_t more = 0;
        bp_status status = step(u, to + *n, room - *n, &more, &ended, err);
        *n += more;
        if (status != BP_OK)
            return status;
    }
    return BP_OK;
}
