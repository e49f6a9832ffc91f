/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decode.c - bytes become UTF-8.
 *
 * Text that is UTF-8 already, nearly all there is, is checked and passed on as it is;
 * any other goes through iconv.  The first byte that is not text ends it: what is before
 * it is still read, so that the message can name the line. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/kept.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ingest/encoding.h"

#define BLOCK ((size_t)256 << 10)

/* The first piece is smaller, and each after it twice as large: of many files only the
 * first rows are looked at. */
#define FIRST ((size_t)32 << 10)
#define NAME_MAX_BYTES 40

struct bp_decode {
    bp_source *source;
    char encoding[NAME_MAX_BYTES];
    bool utf8; /* taken as it is; else `to_utf8` is open */
    iconv_t to_utf8;
    bool begun;          /* the byte order mark was read */
    bool last;           /* the source has ended */
    bp_kept_err trouble; /* what it failed with behind the raw bytes */
    size_t n;            /* of raw */
    size_t used;         /* of them, once they are decoded */
    bool decoded;
    char *raw;   /* [BLOCK] NULL while nothing is read */
    size_t most; /* that is read at once */
};

static bool starts(const bp_decode *d, const char *bytes, size_t n)
{
    return d->n >= n && memcmp(d->raw, bytes, n) == 0;
}

static bp_status fill(bp_decode *d, bp_err *err)
{
    if (d->raw == NULL)
        d->raw = bp_alloc_buffered(0, BLOCK);
    if (d->raw == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to read a file");
    d->n -= d->used;
    memmove(d->raw, d->raw + d->used, d->n);
    d->used = 0;
    d->decoded = false;
    size_t room = d->most - d->n, n = 0;
    bp_err why;
    if (!bp_kept_is(&d->trouble) &&
        bp_source_read(d->source, d->raw + d->n, room, &n, &why) != BP_OK)
        bp_kept_set(&d->trouble, &why);
    if (bp_kept_is(&d->trouble) && n == 0)
        return bp_kept_tell(&d->trouble, err);
    d->n += n;
    d->most = 2 * d->most < BLOCK ? 2 * d->most : BLOCK;
    d->last = n < room && !bp_kept_is(&d->trouble);
    return BP_OK;
}

/* Files that are often taken for CSV, by their first bytes that are no blanks: programs
 * begin JSON and web pages with lines of their own. */
static bp_status refuse_other_kinds(const bp_decode *d, bp_err *err)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *kind, *way;
    } kinds[] = {
        { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8,
          "an xls spreadsheet, or a workbook with a password",
          "save it as .xlsx without one" },
        { "\x1f\x8b", 2, "a gzip file", "unpack it with gunzip" },
        { "BZh", 3, "a bzip2 file", "unpack it with bunzip2" },
        { "\xfd\x37zXZ", 5, "an xz file", "unpack it with unxz" },
        { "\x28\xb5\x2f\xfd", 4, "a zstd file", "unpack it with unzstd" },
        { "%PDF-", 5, "a PDF document",
          "copy its table into a sheet and save that as CSV" },
        { "PAR1", 4, "a Parquet file", "export it as CSV" },
        { "SQLiteformat3", 13, "an SQLite database", "export the table as CSV" },
        { "<!DOCTYPE", 9, "a web page", "open it in a spreadsheet and save its table" },
        { "<!doctype", 9, "a web page", "open it in a spreadsheet and save its table" },
        { "<html", 5, "a web page", "open it in a spreadsheet and save its table" },
        { "<?xml", 5, "XML", "open it in a spreadsheet and save its table" },
        { "[{", 2, "JSON", "convert it to CSV" },
        { "{\"", 2, "JSON", "convert it to CSV" },
    };
    char first[16];
    size_t n = 0;
    for (size_t i = starts(d, "\xef\xbb\xbf", 3) ? 3 : 0; i < d->n && n < sizeof first;
         i++)
        if (memchr(" \t\r\n", d->raw[i], 4) == NULL)
            first[n++] = d->raw[i];
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (n >= kinds[i].n && memcmp(first, kinds[i].bytes, kinds[i].n) == 0)
            return bp_fail(err, NULL, BP_EDATA, "this is %s, not CSV: %s", kinds[i].kind,
                           kinds[i].way);
    return BP_OK;
}

static const char *recognise(const bp_decode *d)
{
    if (starts(d, "\xff\xfe\0\0", 4))
        return "UTF-32LE";
    if (starts(d, "\0\0\xfe\xff", 4))
        return "UTF-32BE";
    if (starts(d, "\xff\xfe", 2))
        return "UTF-16LE";
    if (starts(d, "\xfe\xff", 2))
        return "UTF-16BE";
    return "UTF-8";
}

static bp_status unknown(const char *encoding, bp_err *err)
{
    static const char *const common[] = {
        "UTF-8",        "UTF-16",       "UTF-16LE",     "UTF-16BE",   "windows-1250",
        "windows-1251", "windows-1252", "windows-1254", "iso-8859-1", "iso-8859-2",
        "iso-8859-9",   "iso-8859-15",  "latin1",       "macintosh",  "cp437",
        "cp850",        "koi8-r",       "shift_jis",    "euc-jp",     "euc-kr",
        "gb18030",      "gbk",          "big5",
    };
    const char *near =
        bp_text_nearest(encoding, common, sizeof common / sizeof common[0]);
    if (near == NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "unknown encoding '%.40s' (iconv -l lists them)", encoding);
    /* The system knows it and could not load what decodes it. */
    if (bp_text_same(bp_text_of(near), bp_text_of(encoding)))
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to decode %s", near);
    return bp_fail(err, NULL, BP_EUSAGE, "unknown encoding '%.40s', did you mean '%s'?",
                   encoding, near);
}

/* Names with '/' ask iconv to drop or change what it cannot read; the empty
 * one means that of the locale. */
static bp_status set_encoding(bp_decode *d, const char *encoding, bp_err *err)
{
    if (encoding == NULL)
        encoding = recognise(d);
    size_t n = strlen(encoding);
    if (n == 0 || n >= sizeof d->encoding || strchr(encoding, '/') != NULL)
        return unknown(encoding, err);
    memcpy(d->encoding, encoding, n + 1);

    bp_text name = { encoding, n };
    d->utf8 =
        bp_text_same(name, bp_text_of("UTF-8")) || bp_text_same(name, bp_text_of("UTF8"));
    if (d->utf8) {
        memcpy(d->encoding, "UTF-8", sizeof "UTF-8");
        return BP_OK;
    }
    d->to_utf8 = iconv_open("UTF-8", encoding);
    if (d->to_utf8 != (iconv_t)-1)
        return BP_OK;
    d->utf8 = true; /* nothing to close */
    if (errno != EINVAL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to decode %s", encoding);
    return unknown(encoding, err);
}

bp_status bp_decode_new(bp_decode **out, bp_source *s, const char *encoding, bp_err *err)
{
    bp_decode *d = bp_alloc(sizeof *d, 0, 0);
    if (d == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    d->source = s;
    d->utf8 = true;
    d->most = FIRST;

    bp_status status = fill(d, err);
    if (status == BP_OK)
        status = refuse_other_kinds(d, err);
    if (status == BP_OK)
        status = set_encoding(d, encoding, err);
    if (status == BP_OK)
        *out = d;
    else
        bp_decode_free(d);
    return status;
}

void bp_decode_free(bp_decode *d)
{
    if (d == NULL)
        return;
    if (!d->utf8)
        iconv_close(d->to_utf8);
    free(d->raw);
    bp_kept_release(&d->trouble);
    free(d);
}

/* The encoding to try when a block is not UTF-8. */
static const char *likely(const bp_decode *d)
{
    return bp_encoding_likely(d->raw, d->n);
}

static bp_status refuse_byte(const bp_decode *d, size_t i, bp_err *err)
{
    unsigned byte = (unsigned char)d->raw[i];
    if (!d->utf8)
        return bp_fail(err, NULL, BP_EDATA, "byte 0x%02x is not text in %s", byte,
                       d->encoding);
    return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_ENCODING, likely(d) },
                        "byte 0x%02x is not UTF-8 text", byte);
}

static bp_status refuse_end(const bp_decode *d, size_t i, bp_err *err)
{
    const bp_hint other = { BP_HINT_ENCODING, likely(d) };
    return bp_fail_hint(
        err, NULL, BP_EDATA, d->utf8 ? other : BP_NO_HINT,
        "the text ends with byte 0x%02x, in the middle of a %s character: "
        "the file is cut off%s",
        (unsigned)(unsigned char)d->raw[i], d->encoding,
        d->utf8 ? ", or its encoding is another" : "");
}

/* Could the n bytes be the beginning of a longer UTF-8 character? */
static bool half_character(const char *at, size_t n)
{
    unsigned char first = (unsigned char)at[0];
    size_t whole = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || n >= whole)
        return false;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)at[i] & 0xc0) != 0x80)
            return false;
    return true;
}

/* Both decoders append what they can of the raw bytes and set *used. */
static bp_status take_utf8(const bp_decode *d, bp_str *text, size_t *used, bp_err *err)
{
    size_t good = bp_utf8_valid((bp_text){ d->raw, d->n });
    bp_str_bytes(text, d->raw, good);
    *used = good;
    if (good == d->n)
        return BP_OK;
    if (!half_character(d->raw + good, d->n - good))
        return refuse_byte(d, good, err);
    return d->last ? refuse_end(d, good, err) : BP_OK;
}

static bp_status take_other(bp_decode *d, bp_str *text, size_t *used, bp_err *err)
{
    char *in = d->raw;
    size_t left = d->n;
    bool flushed = false;
    while (left > 0 || (d->last && !flushed)) {
        char piece[4096], *out = piece;
        size_t room = sizeof piece;
        flushed = left == 0;
        size_t done = iconv(d->to_utf8, flushed ? NULL : &in, &left, &out, &room);
        int why = errno;
        bp_str_bytes(text, piece, sizeof piece - room);
        *used = (size_t)(in - d->raw);
        if (done != (size_t)-1 || why == E2BIG)
            continue;
        if (why != EINVAL)
            return refuse_byte(d, *used, err);
        return d->last ? refuse_end(d, *used, err) : BP_OK;
    }
    return BP_OK;
}

/* What was appended from `from` on: no mark, no NUL, and what iconv made is
 * valid too. */
static bp_status check(bp_decode *d, bp_str *text, size_t from, bp_err *err)
{
    size_t n = text->n - from;
    if (n == 0)
        return BP_OK;
    char *at = text->at + from;
    if (!d->begun && n >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
        n -= 3;
        memmove(at, at + 3, n);
    }
    d->begun = true;
    size_t good = d->utf8 ? n : bp_utf8_valid((bp_text){ at, n });
    text->n = (size_t)(at - text->at) + good;
    if (good < n)
        return bp_fail(err, NULL, BP_EDATA, "not text in %s", d->encoding);
    char *nul = memchr(at, '\0', n);
    if (nul == NULL)
        return BP_OK;
    text->n = (size_t)(nul - text->at);
    if (d->utf8 && strncmp(likely(d), "UTF-16", 6) == 0)
        return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_ENCODING, likely(d) },
                            "a NUL byte: this looks like UTF-16");
    return bp_fail(err, NULL, BP_EDATA, "a NUL byte: this is not text");
}

static bp_status decode(bp_decode *d, bp_str *text, bool *end, bp_err *err)
{
    size_t from = text->n, used = 0;
    bp_status status = d->decoded ? fill(d, err) : BP_OK;
    if (status != BP_OK)
        return status;
    status = d->utf8 ? take_utf8(d, text, &used, err) : take_other(d, text, &used, err);
    if (text->failed)
        return bp_no_memory(err, "the text");
    bp_status checked = check(d, text, from, err);
    if (checked != BP_OK) /* it lies before what else there is */
        return checked;
    if (status != BP_OK)
        return status;
    *end = d->last;
    d->used = d->last ? 0 : used;
    d->decoded = !d->last;
    return BP_OK;
}

bp_status bp_decode_more(bp_decode *d, bp_str *text, bool *end, bp_err *err)
{
    bp_err why, damage;
    const bp_status status = decode(d, text, end, &why);
    if (status == BP_EDATA && !bp_kept_is(&d->trouble) &&
        bp_source_check(d->source, &damage) != BP_OK)
        why = damage;
    if (status != BP_OK && err != NULL)
        *err = why;
    return status != BP_OK ? why.status : BP_OK;
}

bp_status bp_decode_rewind(bp_decode *d, bp_err *err)
{
    bp_status status = bp_source_rewind(d->source, err);
    if (status != BP_OK)
        return status;
    if (!d->utf8)
        iconv(d->to_utf8, NULL, NULL, NULL, NULL);
    d->n = d->used = 0;
    d->begun = false;
    bp_kept_release(&d->trouble);
    return fill(d, err);
}

bool bp_decode_is_file(const bp_decode *d, uint64_t *begin)
{
    *begin = starts(d, "\xef\xbb\xbf", 3) ? 3 : 0;
    return d->utf8 && bp_source_is_file(d->source);
}

void bp_decode_rest(bp_decode *d)
{
    free(d->raw);
    d->raw = NULL;
    d->n = d->used = 0;
}

bp_status bp_decode_seek(bp_decode *d, uint64_t at, bp_err *err)
{
    d->n = d->used = 0;
    d->begun = true;
    bp_kept_release(&d->trouble);
    bp_status status = bp_raw_seek(bp_source_raw(d->source), at, err);
    return status == BP_OK ? fill(d, err) : status;
}

const char *bp_decode_encoding(const bp_decode *d)
{
    return d->encoding;
}
