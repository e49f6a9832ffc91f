/* SPDX-License-Identifier: GPL-3.0-or-later */
/* packed.c - packed files, which show damage.
 *
 * What travels between machines is copied by strangers: a checksum at every section says
 * where a file is damaged, a digest of the whole that no change is missed. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/pack.h"

static const char magic[] = BP_PACK_MAGIC;
static const char ending[] = "PAYEND\r\n";

#define MAGIC (sizeof magic - 1)
#define ENDING (sizeof ending - 1)
#define HEX 64
#define FIXED (MAGIC + 2 + 2 + 4 + 4 + 4) /* before the head */
#define CRC 4
#define TRAILER (1 + 8 + 8 + HEX + HEX + ENDING)

/* The features that this program knows. */
#define REQUIRED_KNOWN (BP_PACK_BOUNDED | BP_PACK_DISTINCT | BP_PACK_MULTIPLES)

/* ---- what bytes come to ---- */

#ifdef __x86_64__
__attribute__((target("sse4.2"))) static uint32_t crc_of_words(uint32_t crc,
                                                               const char *at, size_t n)
{
    uint64_t all = crc;
    for (size_t i = 0; i < n; i++) {
        uint64_t word;
        memcpy(&word, at + i * sizeof word, sizeof word);
        all = __builtin_ia32_crc32di(all, word);
    }
    return (uint32_t)all;
}

/* Takes whole words where the processor knows how; how many bytes it has taken. */
static size_t take_words(uint32_t *crc, bp_text bytes)
{
    const size_t n = __builtin_cpu_supports("sse4.2") ? bytes.n / sizeof(uint64_t) : 0;
    *crc = n > 0 ? crc_of_words(*crc, bytes.at, n) : *crc;
    return n * sizeof(uint64_t);
}
#else
static size_t take_words(uint32_t *crc, bp_text bytes)
{
    (void)crc;
    (void)bytes;
    return 0;
}
#endif

uint32_t bp_crc32c_more(uint32_t crc, bp_text bytes)
{
    /* Of four bits each; the polynomial is 0x1EDC6F41, reflected. */
    static const uint32_t table[16] = { 0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1,
                                        0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
                                        0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9,
                                        0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75 };
    crc = ~crc;
    for (size_t i = take_words(&crc, bytes); i < bytes.n; i++) {
        crc ^= (unsigned char)bytes.at[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

uint32_t bp_crc32c(bp_text bytes)
{
    return bp_crc32c_more(0, bytes);
}

/* A digest or a checksum takes some bytes. */
typedef void taker(void *to, bp_text bytes);

static void take_digest(void *to, bp_text bytes)
{
    bp_digest_add(to, bytes.at, bytes.n);
}

static void take_crc(void *to, bp_text bytes)
{
    uint32_t *crc = to;
    *crc = bp_crc32c_more(*crc, bytes);
}

#define PIECE ((size_t)64 << 10)

/* Gives the bytes of a source from a place to before another, some at a time. */
static bp_status each_piece(const bp_pack_source *source, uint64_t from, uint64_t to,
                            taker *take, void *taker_of, bp_err *err)
{
    if (source->at != NULL) {
        take(taker_of, (bp_text){ source->at + from, (size_t)(to - from) });
        return BP_OK;
    }
    char *piece = bp_alloc(0, PIECE, 1);
    bp_status status = piece != NULL ? BP_OK : bp_no_memory(err, "a partial file");
    while (status == BP_OK && from < to) {
        const size_t n = to - from < PIECE ? (size_t)(to - from) : PIECE;
        status = source->read(source->from, from, piece, n, err);
        if (status == BP_OK)
            take(taker_of, (bp_text){ piece, n });
        from += n;
    }
    free(piece);
    return status;
}

/* The digest of bytes of a source, then of some more. */
static bp_status digest_of(char hex[HEX + 1], const bp_pack_source *source, uint64_t from,
                           uint64_t to, bp_text more, bp_err *err)
{
    bp_digest *d = NULL;
    bp_status status = bp_digest_new(&d, err);
    if (status == BP_OK)
        status = each_piece(source, from, to, take_digest, d, err);
    if (status == BP_OK) {
        bp_digest_add(d, more.at, more.n);
        bp_digest_hex(d, hex);
    }
    bp_digest_free(d);
    return status;
}

/* ---- writing ---- */

/* Closes what starts at `from`. */
static void put_crc(bp_str *file, size_t from)
{
    if (!file->failed)
        bp_pack_fixed(file, bp_crc32c((bp_text){ file->at + from, file->n - from }), 4);
}

void bp_pack_head(bp_str *file, uint32_t required, bp_text head)
{
    const size_t from = file->n;
    bp_str_bytes(file, magic, MAGIC);
    bp_pack_fixed(file, BP_PACK_MAJOR, 2);
    bp_pack_fixed(file, BP_PACK_MINOR, 2);
    bp_pack_fixed(file, required, 4);
    bp_pack_fixed(file, 0, 4);
    bp_pack_fixed(file, head.n, 4);
    bp_str_bytes(file, head.at, head.n);
    put_crc(file, from);
    file->failed |= head.n > UINT32_MAX;
}

void bp_pack_section(bp_str *file, char tag, bp_text body)
{
    const size_t from = file->n;
    bp_str_putc(file, tag);
    bp_pack_text(file, body);
    put_crc(file, from);
}

/* Puts what is before a body in front of it, in its own memory. */
static void put_before(bp_str *body, bp_text before)
{
    const size_t n = body->n;
    bp_str_fill(body, '\0', before.n);
    if (body->failed)
        return;
    memmove(body->at + before.n, body->at, n);
    memcpy(body->at, before.at, before.n);
}

void bp_pack_section_of(bp_str *file, char tag, bp_str *body)
{
    const size_t from = file->n;
    bp_str_putc(file, tag);
    bp_pack_uint(file, body->n);
    if (file->failed || body->n < file->n) {
        bp_str_bytes(file, bp_str_text(body).at, body->n);
    } else {
        put_before(body, bp_str_text(file));
        const bp_str whole = *body;
        *body = *file;
        *file = whole;
    }
    put_crc(file, from);
    bp_str_clear(body);
}

bp_status bp_pack_trailer(bp_str *out, const bp_pack_source *file, uint64_t sections,
                          uint64_t groups, bp_err *err)
{
    char hex[HEX + 1];
    const size_t from = out->n;
    bp_status status = digest_of(hex, file, sections, file->n, (bp_text){ "", 0 }, err);
    if (status != BP_OK)
        return status;
    bp_pack_fixed(out, 0, 1);
    bp_pack_fixed(out, groups, 8);
    bp_pack_fixed(out, file->n + TRAILER, 8);
    bp_str_bytes(out, hex, HEX);
    if (!out->failed)
        status = digest_of(hex, file, 0, file->n,
                           (bp_text){ out->at + from, out->n - from }, err);
    bp_str_bytes(out, hex, HEX);
    bp_str_bytes(out, ending, ENDING);
    return status == BP_OK && out->failed ? bp_no_memory(err, "a partial file") : status;
}

bp_status bp_pack_end(bp_str *file, size_t sections, uint64_t groups, bp_err *err)
{
    bp_str trailer = { 0 };
    const bp_pack_source all = bp_pack_memory(bp_str_text(file));
    bp_status status = file->failed
                           ? bp_no_memory(err, "a partial file")
                           : bp_pack_trailer(&trailer, &all, sections, groups, err);
    if (status == BP_OK)
        bp_str_bytes(file, trailer.at, trailer.n);
    bp_str_release(&trailer);
    return status == BP_OK && file->failed ? bp_no_memory(err, "a partial file") : status;
}

/* ---- a file is looked through ---- */

static bp_status damaged(const char *file, const char *what, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                   "the partial file is damaged: %s; make it again", what);
}

/* Is it one, and can it be read here? */
static bp_status check_kind(bp_packed *p, const char *file, bp_err *err)
{
    const bp_loc at = { .file = file };
    char start[MAGIC] = "";
    bp_unpack u = bp_unpack_from(&p->window, 0, p->source.n);
    for (size_t i = 0; i < MAGIC && !u.bad; i++)
        start[i] = (char)bp_unpack_fixed(&u, 1);
    if (p->window.status != BP_OK)
        return bp_packed_status(p, err);
    if (!u.bad && memcmp(start, magic, 6) == 0 && memcmp(start, magic, MAGIC) != 0)
        return damaged(file, "it was copied as if it were text", err);
    if (u.bad || memcmp(start, magic, MAGIC) != 0)
        return bp_fail(err, &at, BP_EDATA, "it is no partial file of benchpay");
    const unsigned major = (unsigned)bp_unpack_fixed(&u, 2);
    bp_unpack_fixed(&u, 2);
    const uint32_t required = (uint32_t)bp_unpack_fixed(&u, 4);
    if (u.bad)
        return damaged(file, "it ends in its head", err);
    if (major != BP_PACK_MAJOR)
        return bp_fail(err, &at, BP_EDATA,
                       "it is a partial file of version %u, and this benchpay reads "
                       "version %d; use one benchpay for all parts",
                       major, BP_PACK_MAJOR);
    return (required & ~REQUIRED_KNOWN) != 0
               ? bp_fail(err, &at, BP_EDATA,
                         "it has features that this benchpay does not know; use one "
                         "benchpay for all parts")
               : BP_OK;
}

/* The digest of the whole is of that of the sections, too, which so needs no look. */
static bp_status check_trailer(bp_packed *p, const char *file, bp_err *err)
{
    char hex[HEX + 1];
    const uint64_t n = p->source.n;
    if (n < FIXED + CRC + TRAILER)
        return damaged(file, "its end is missing", err);
    bp_unpack u = bp_unpack_from(&p->window, n - TRAILER, TRAILER);
    const uint64_t tag = bp_unpack_fixed(&u, 1);
    p->groups = bp_unpack_fixed(&u, 8);
    const uint64_t length = bp_unpack_fixed(&u, 8);
    if (p->window.status != BP_OK)
        return bp_packed_status(p, err);
    /* The piece has all of the trailer. */
    if (memcmp(u.at + HEX + HEX, ending, ENDING) != 0)
        return damaged(file, "its end is missing", err);
    if (length != n || tag != 0)
        return damaged(file, "it has another length than it had", err);
    memcpy(p->digest, u.at, HEX);
    const char *whole = u.at + HEX;
    bp_status status =
        digest_of(hex, &p->source, 0, n - HEX - ENDING, (bp_text){ "", 0 }, err);
    if (status != BP_OK)
        return status;
    return memcmp(hex, whole, HEX) == 0
               ? BP_OK
               : damaged(file, "its SHA-256 is another than it had", err);
}

/* Do the bytes before a checksum come to it?  False, too, where they cannot be read. */
static bool crc_holds(bp_packed *p, uint64_t from, uint64_t to)
{
    uint32_t crc = 0;
    bp_window *w = &p->window;
    if (w->status == BP_OK)
        w->status = each_piece(&p->source, from, to, take_crc, &crc, &w->err);
    bp_unpack u = bp_unpack_from(w, to, CRC);
    return crc == bp_unpack_fixed(&u, CRC) && w->status == BP_OK;
}

static bp_status read_damaged(const bp_packed *p, const char *file, const char *what,
                              bp_err *err)
{
    bp_status status = bp_packed_status(p, err);
    return status == BP_OK ? damaged(file, what, err) : status;
}

/* The head, which comes into memory. */
static bp_status check_head(bp_packed *p, const char *file, bp_err *err)
{
    bp_unpack u = bp_unpack_from(&p->window, MAGIC + 2, p->end - MAGIC - 2);
    p->minor = (unsigned)bp_unpack_fixed(&u, 2);
    p->required = (uint32_t)bp_unpack_fixed(&u, 4);
    bp_unpack_fixed(&u, 4);
    const uint64_t n = bp_unpack_fixed(&u, 4);
    if (p->window.status != BP_OK || n > p->end - FIXED - CRC ||
        !crc_holds(p, 0, FIXED + n))
        return read_damaged(p, file, "its head has another checksum", err);
    char *head = bp_alloc(1, (size_t)n, 1);
    if (head == NULL)
        return bp_no_memory(err, "a partial file");
    p->head = (bp_text){ head, (size_t)n };
    p->first = p->next = FIXED + n + CRC;
    if (p->source.at == NULL)
        return p->source.read(p->source.from, FIXED, head, (size_t)n, err);
    memcpy(head, p->source.at + FIXED, (size_t)n);
    return BP_OK;
}

static bp_status check_sections(bp_packed *p, const char *file, bp_err *err)
{
    char tag;
    bp_unpack body;
    uint64_t from = p->next;
    while (bp_packed_next(p, &tag, &body)) {
        if (!crc_holds(p, from, p->next - CRC))
            return read_damaged(p, file, "a section has another checksum", err);
        from = p->next;
    }
    if (from != p->end || p->window.status != BP_OK)
        return read_damaged(p, file, "a section has another checksum", err);
    bp_packed_rewind(p);
    return BP_OK;
}

/* What can be said without its end. */
static bp_status begin(bp_packed *p, const bp_pack_source *source, const char *file,
                       bp_err *err)
{
    p->source = *source;
    p->window.source = &p->source;
    bp_status status = check_kind(p, file, err);
    if (status == BP_OK && source->n < FIXED + CRC + TRAILER)
        status = damaged(file, "its end is missing", err);
    p->end = source->n - TRAILER;
    return status;
}

static bp_status ended(bp_packed *p, bp_status status)
{
    if (status != BP_OK)
        bp_packed_release(p);
    return status;
}

bp_status bp_packed_begin(bp_packed *out, const bp_pack_source *source, const char *file,
                          bp_err *err)
{
    *out = (bp_packed){ .minor = 0 };
    bp_status status = begin(out, source, file, err);
    if (status == BP_OK)
        status = check_head(out, file, err);
    return ended(out, status);
}

bp_status bp_packed_open(bp_packed *out, const bp_pack_source *source, const char *file,
                         bp_err *err)
{
    *out = (bp_packed){ .minor = 0 };
    bp_status status = begin(out, source, file, err);
    if (status == BP_OK)
        status = check_trailer(out, file, err);
    if (status == BP_OK)
        status = check_head(out, file, err);
    if (status == BP_OK)
        status = check_sections(out, file, err);
    return ended(out, status);
}

void bp_packed_release(bp_packed *p)
{
    free((char *)(uintptr_t)p->head.at);
    bp_window_release(&p->window);
    *p = (bp_packed){ .minor = 0 };
}

void bp_packed_rewind(bp_packed *p)
{
    p->next = p->first;
}

bp_status bp_packed_status(const bp_packed *p, bp_err *err)
{
    if (p->window.status != BP_OK && err != NULL)
        *err = p->window.err;
    return p->window.status;
}

/* Cut to its first n bytes, which are there. */
static bp_unpack cut(bp_unpack u, uint64_t n)
{
    const uint64_t here = (uint64_t)(u.end - u.at);
    u.end = n < here ? u.at + n : u.end;
    u.beyond = n < here ? 0 : n - here;
    return u;
}

bool bp_packed_next(bp_packed *p, char *tag, bp_unpack *body)
{
    bp_unpack u = bp_unpack_from(&p->window, p->next, p->end - p->next);
    if (p->next == p->end)
        return false;
    *tag = (char)bp_unpack_fixed(&u, 1);
    const uint64_t n = bp_unpack_uint(&u), left = bp_unpack_left(&u);
    if (u.bad || left < CRC || n > left - CRC)
        return false;
    p->next = p->end - left + n + CRC;
    *body = cut(u, n);
    return true;
}
