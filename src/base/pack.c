/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.c - numbers and texts as few bytes, and files of them that show damage.
 *
 * What travels between machines is copied by strangers: a checksum at every section says
 * where a file is damaged, a digest of the whole that no change is missed.  The reader
 * trusts neither: it never reads beyond what it was given, so that a file made up with
 * right checksums is refused as well. */
#include "base/pack.h"

#include <string.h>

#include "base/digest.h"

static const char magic[] = BP_PACK_MAGIC;
static const char ending[] = "PAYEND\r\n";

#define MAGIC (sizeof magic - 1)
#define ENDING (sizeof ending - 1)
#define HEX 64
#define FIXED (MAGIC + 2 + 2 + 4 + 4 + 4) /* before the head */
#define TRAILER (1 + 8 + 8 + HEX + HEX + ENDING)

/* The features that this program knows. */
#define REQUIRED_KNOWN 0u

/* ---- numbers ---- */

void bp_pack_uint(bp_str *s, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        bp_str_putc(s, (char)(unsigned char)(number | 0x80));
    bp_str_putc(s, (char)number);
}

void bp_pack_int(bp_str *s, int64_t number)
{
    bp_pack_uint(s, bp_pack_folded(number));
}

void bp_pack_fixed(bp_str *s, uint64_t number, size_t n)
{
    for (size_t i = 0; i < n; i++, number >>= 8)
        bp_str_putc(s, (char)(unsigned char)number);
}

void bp_pack_wide(bp_str *s, bp_int128 number)
{
    bp_pack_fixed(s, (uint64_t)number, 8);
    bp_pack_fixed(s, (uint64_t)(number >> 64), 8);
}

void bp_pack_text(bp_str *s, bp_text text)
{
    bp_pack_uint(s, text.n);
    bp_str_bytes(s, text.at, text.n);
}

void bp_pack_string(bp_str *s, const char *text)
{
    bp_pack_uint(s, text != NULL);
    if (text != NULL)
        bp_pack_text(s, bp_text_of(text));
}

uint64_t bp_unpack_fixed(bp_unpack *u, size_t n)
{
    uint64_t number = 0;
    if ((size_t)(u->end - u->at) < n) {
        u->bad = true;
        return 0;
    }
    for (size_t i = n; i > 0; i--)
        number = number << 8 | (unsigned char)u->at[i - 1];
    u->at += n;
    return number;
}

uint64_t bp_unpack_uint(bp_unpack *u)
{
    uint64_t number = 0;
    for (unsigned shift = 0; u->at < u->end && shift < 64; shift += 7) {
        const unsigned char byte = (unsigned char)*u->at++;
        if (shift == 63 && byte > 1)
            break;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    u->bad = true;
    u->at = u->end;
    return 0;
}

int64_t bp_unpack_int(bp_unpack *u)
{
    return bp_unpack_folded(bp_unpack_uint(u));
}

bp_int128 bp_unpack_wide(bp_unpack *u)
{
    const uint64_t low = bp_unpack_fixed(u, 8), high = bp_unpack_fixed(u, 8);
    __extension__ const unsigned __int128 both = (unsigned __int128)high << 64 | low;
    return (bp_int128)both;
}

uint64_t bp_unpack_below(bp_unpack *u, uint64_t limit)
{
    const uint64_t number = bp_unpack_uint(u);
    if (number < limit)
        return number;
    u->bad = true;
    return 0;
}

size_t bp_unpack_count(bp_unpack *u)
{
    const uint64_t n = bp_unpack_uint(u);
    if (n <= (uint64_t)(u->end - u->at))
        return (size_t)n;
    u->bad = true;
    return 0;
}

bp_text bp_unpack_text(bp_unpack *u)
{
    const size_t n = bp_unpack_count(u);
    const bp_text text = { u->at, n };
    u->at += n;
    return text;
}

/* ---- files ---- */

uint32_t bp_crc32c(bp_text bytes)
{
    /* Of four bits each; the polynomial is 0x1EDC6F41, reflected. */
    static const uint32_t table[16] = { 0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1,
                                        0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
                                        0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9,
                                        0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75 };
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < bytes.n; i++) {
        crc ^= (unsigned char)bytes.at[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

/* Closes what starts at `from`. */
static void put_crc(bp_str *file, size_t from)
{
    if (!file->failed)
        bp_pack_fixed(file, bp_crc32c((bp_text){ file->at + from, file->n - from }), 4);
}

void bp_pack_head(bp_str *file, bp_text head)
{
    const size_t from = file->n;
    bp_str_bytes(file, magic, MAGIC);
    bp_pack_fixed(file, BP_PACK_MAJOR, 2);
    bp_pack_fixed(file, BP_PACK_MINOR, 2);
    bp_pack_fixed(file, REQUIRED_KNOWN, 4);
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

bp_status bp_pack_end(bp_str *file, size_t sections, uint64_t groups, bp_err *err)
{
    char hex[HEX + 1];
    if (file->failed)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for a partial file");
    bp_status status = bp_digest_bytes(hex, file->at + sections, file->n - sections, err);
    if (status != BP_OK)
        return status;
    bp_str_putc(file, '\0');
    bp_pack_fixed(file, groups, 8);
    bp_pack_fixed(file, file->n - 1 - 8 + TRAILER, 8);
    bp_str_bytes(file, hex, HEX);
    if (!file->failed)
        status = bp_digest_bytes(hex, file->at, file->n, err);
    bp_str_bytes(file, hex, HEX);
    bp_str_bytes(file, ending, ENDING);
    return status == BP_OK && file->failed
               ? bp_fail(err, NULL, BP_ELIMIT, "no memory for a partial file")
               : status;
}

/* ---- a file is looked through ---- */

static bp_status damaged(const char *file, const char *what, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                   "the partial file is damaged: %s; make it again", what);
}

/* Is it one, and can it be read here? */
static bp_status check_kind(bp_text bytes, const char *file, bp_err *err)
{
    const bp_loc at = { .file = file };
    bp_unpack u = bp_unpack_of(bytes);
    if (bytes.n >= MAGIC && memcmp(bytes.at, magic, 6) == 0 &&
        memcmp(bytes.at, magic, MAGIC) != 0)
        return damaged(file, "it was copied as if it were text", err);
    if (bytes.n < MAGIC || memcmp(bytes.at, magic, MAGIC) != 0)
        return bp_fail(err, &at, BP_EDATA, "it is no partial file of benchpay");
    u.at += MAGIC;
    const unsigned major = (unsigned)bp_unpack_fixed(&u, 2);
    bp_unpack_fixed(&u, 2);
    const unsigned required = (unsigned)bp_unpack_fixed(&u, 4);
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

static bp_status check_trailer(bp_packed *out, bp_text bytes, const char *file,
                               bp_err *err)
{
    char hex[HEX + 1];
    if (bytes.n < FIXED + 4 + TRAILER ||
        memcmp(bytes.at + bytes.n - ENDING, ending, ENDING) != 0)
        return damaged(file, "its end is missing", err);
    bp_unpack u = bp_unpack_of(bytes);
    u.at = bytes.at + bytes.n - TRAILER;
    const uint64_t tag = bp_unpack_fixed(&u, 1);
    out->groups = bp_unpack_fixed(&u, 8);
    if (bp_unpack_fixed(&u, 8) != bytes.n || tag != 0)
        return damaged(file, "it has another length than it had", err);
    memcpy(out->digest, u.at, HEX);
    out->digest[HEX] = '\0';
    const char *whole = u.at + HEX;
    bp_status status = bp_digest_bytes(hex, bytes.at, (size_t)(whole - bytes.at), err);
    if (status != BP_OK)
        return status;
    return memcmp(hex, whole, HEX) == 0
               ? BP_OK
               : damaged(file, "its SHA-256 is another than it had", err);
}

/* What a checksum says of the bytes before it. */
static bool crc_holds(const char *from, const char *to)
{
    bp_unpack u = { to, to + 4, false };
    return bp_crc32c((bp_text){ from, (size_t)(to - from) }) == bp_unpack_fixed(&u, 4);
}

static bp_status check_parts(bp_packed *out, bp_text bytes, const char *file, bp_err *err)
{
    bp_unpack u = bp_unpack_of((bp_text){ bytes.at, bytes.n - TRAILER });
    u.at += MAGIC + 2;
    out->minor = (unsigned)bp_unpack_fixed(&u, 2);
    bp_unpack_fixed(&u, 8);
    const size_t n = (size_t)bp_unpack_fixed(&u, 4);
    if (n > (size_t)(u.end - u.at) - 4 || !crc_holds(bytes.at, u.at + n))
        return damaged(file, "its head has another checksum", err);
    out->head = (bp_text){ u.at, n };
    u.at += n + 4;
    out->sections = (bp_text){ u.at, (size_t)(u.end - u.at) };
    while (u.at < u.end) {
        const char *from = u.at++;
        bp_unpack_text(&u);
        const char *to = u.at;
        bp_unpack_fixed(&u, 4);
        if (u.bad || !crc_holds(from, to))
            return damaged(file, "a section has another checksum", err);
    }
    return BP_OK;
}

bp_status bp_packed_open(bp_packed *out, bp_text bytes, const char *file, bp_err *err)
{
    bp_packed p = { 0 };
    char hex[HEX + 1];
    bp_status status = check_kind(bytes, file, err);
    if (status == BP_OK)
        status = check_trailer(&p, bytes, file, err);
    if (status == BP_OK)
        status = check_parts(&p, bytes, file, err);
    if (status == BP_OK)
        status = bp_digest_bytes(hex, p.sections.at, p.sections.n, err);
    if (status == BP_OK && memcmp(hex, p.digest, HEX) != 0)
        status = damaged(file, "its sections have another SHA-256", err);
    if (status == BP_OK)
        *out = p;
    return status;
}

bool bp_packed_next(bp_text *sections, char *tag, bp_text *body)
{
    bp_unpack u = bp_unpack_of(*sections);
    if (u.at == u.end)
        return false;
    *tag = *u.at++;
    *body = bp_unpack_text(&u);
    bp_unpack_fixed(&u, 4);
    *sections = (bp_text){ u.at, (size_t)(u.end - u.at) };
    return true;
}
