/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive.c - the files inside a zip archive, by minizip.
 *
 * minizip reads the archive through calls of ours, so that waiting can be interrupted and
 * a failure of the file itself keeps its own words.  It knows one file at a time, so the
 * directory is read once, and each file that is opened has a reader of its own.
 *
 * A few bytes can unpack to anything: what comes out is held against the size of the
 * file, whatever the archive says.  What the archive says of a file's size and checksum
 * is held against what came out. */
#include "ingest/archive.h"

#include <errno.h>
#include <minizip/unzip.h>
#include <stdlib.h>

#include "base/mem.h"

/* Longer names are no part of a workbook. */
#define NAME_MAX_BYTES 1024

/* How a file may be packed: not at all, or as all workbooks are. */
#define STORED 0
#define DEFLATED 8

/* A password, or any other encryption. */
#define ENCRYPTED 1u

/* minizip asks for a byte or four at a time where it reads what is around the files. */
#define WINDOW_BYTES ((size_t)4 << 10)

/* What minizip reads by. */
typedef struct reader {
    const bp_raw *raw;
    uint64_t at;    /* where it reads on */
    bp_err trouble; /* what the file failed with; BP_OK: nothing */
    uint64_t from;  /* where the window is */
    size_t n;       /* of its bytes */
    char window[WINDOW_BYTES];
} reader;

typedef struct part {
    const char *name;
    unz64_file_pos place;
} part;

struct bp_archive {
    const bp_raw *raw;
    part *part; /* [n] in the order of the directory */
    size_t n, cap;
    bp_arena names;
};

struct bp_entry {
    reader reader;
    unzFile zip;
    char *name;
    uint64_t limit; /* of what may come out */
    uint64_t size;  /* what should */
    uint64_t made;  /* what has */
    bool checked;
};

bool bp_is_archive(bp_text head)
{
    return head.n >= 4 && memcmp(head.at, "PK\x03\x04", 4) == 0;
}

/* ---- the calls of minizip ---- */

static voidpf open_stream(voidpf arg, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return arg;
}

/* False where the file failed. */
static bool read_at(reader *r, char *to, size_t room, uint64_t at, size_t *n)
{
    return bp_raw_read_at(r->raw, to, room, at, n, &r->trouble) == BP_OK;
}

/* Bytes of the window, which is moved to where it is needed. */
static size_t read_window(reader *r, char *to, size_t n)
{
    if (r->at < r->from || r->at - r->from >= r->n) {
        r->from = r->at;
        r->n = 0;
        if (!read_at(r, r->window, WINDOW_BYTES, r->from, &r->n))
            return 0;
    }
    const size_t skip = (size_t)(r->at - r->from);
    const size_t there = skip < r->n ? r->n - skip : 0;
    const size_t some = n < there ? n : there;
    memcpy(to, r->window + skip, some);
    return some;
}

static uLong read_stream(voidpf arg, voidpf stream, void *to, uLong n)
{
    reader *r = arg;
    size_t done = 0;
    (void)stream;
    while (done < n) {
        size_t more = 0;
        char *next = (char *)to + done;
        if (n - done < WINDOW_BYTES)
            more = read_window(r, next, n - done);
        else if (!read_at(r, next, n - done, r->at, &more))
            break;
        if (more == 0)
            break;
        done += more;
        r->at += more;
    }
    return (uLong)done;
}

static ZPOS64_T tell_stream(voidpf arg, voidpf stream)
{
    (void)stream;
    return ((reader *)arg)->at;
}

static long seek_stream(voidpf arg, voidpf stream, ZPOS64_T by, int origin)
{
    reader *r = arg;
    const uint64_t size = bp_raw_size(r->raw);
    const uint64_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? r->at
                          : origin == ZLIB_FILEFUNC_SEEK_END ? size
                                                             : 0;
    (void)stream;
    if (by > size || from > size - by)
        return -1;
    r->at = from + by;
    return 0;
}

static int close_stream(voidpf arg, voidpf stream)
{
    (void)arg;
    (void)stream;
    return 0;
}

static int stream_error(voidpf arg, voidpf stream)
{
    (void)stream;
    return ((reader *)arg)->trouble.status != BP_OK;
}

/* minizip says nothing of why there is none; out of memory it leaves errno. */
static unzFile open_zip(reader *r, const bp_raw *raw)
{
    zlib_filefunc64_def calls = { .zopen64_file = open_stream,
                                  .zread_file = read_stream,
                                  .ztell64_file = tell_stream,
                                  .zseek64_file = seek_stream,
                                  .zclose_file = close_stream,
                                  .zerror_file = stream_error,
                                  .opaque = r };
    r->raw = raw;
    errno = 0;
    return unzOpen2_64("", &calls);
}

/* ---- failures ---- */

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory to unpack it");
}

/* What minizip failed with, or the file below it.
 *   why   UNZ_OK: errno says */
static bp_status fail(const reader *r, int why, const char *name, bp_err *err)
{
    if (r->trouble.status != BP_OK) {
        if (err != NULL)
            *err = r->trouble;
        return r->trouble.status;
    }
    if (why == Z_MEM_ERROR || why == UNZ_INTERNALERROR ||
        (why == UNZ_OK && errno == ENOMEM))
        return no_memory(err);
    return bp_fail(err, NULL, BP_EDATA, "the zip archive is damaged%s%.100s%s",
                   name != NULL ? " in '" : "", name != NULL ? name : "",
                   name != NULL ? "'" : "");
}

/* ---- the directory ---- */

static bp_status list_part(bp_archive *a, unzFile zip, const reader *r, bp_err *err)
{
    char name[NAME_MAX_BYTES + 1] = "";
    unz_file_info64 info;
    part one = { .name = NULL };
    const int why =
        unzGetCurrentFileInfo64(zip, &info, name, NAME_MAX_BYTES, NULL, 0, NULL, 0);
    if (why != UNZ_OK || unzGetFilePos64(zip, &one.place) != UNZ_OK)
        return fail(r, why, NULL, err);
    if (info.size_filename >= NAME_MAX_BYTES)
        return BP_OK;
    one.name = bp_arena_copy(&a->names, name, strlen(name));
    if (one.name == NULL || !bp_reserve(&a->part, &a->cap, a->n + 1, sizeof one))
        return no_memory(err);
    a->part[a->n++] = one;
    return BP_OK;
}

static bp_status list_parts(bp_archive *a, unzFile zip, const reader *r, bp_err *err)
{
    bp_status status = BP_OK;
    int at = unzGoToFirstFile(zip);
    while (status == BP_OK && at == UNZ_OK) {
        status = list_part(a, zip, r, err);
        if (status == BP_OK)
            at = unzGoToNextFile(zip);
    }
    return status == BP_OK && at != UNZ_END_OF_LIST_OF_FILE ? fail(r, at, NULL, err)
                                                            : status;
}

bp_status bp_archive_open(bp_archive **out, const bp_raw *raw, bp_err *err)
{
    bp_archive *a = bp_alloc(sizeof *a, 0, 0);
    reader *r = bp_alloc(sizeof *r, 0, 0);
    bp_status status = BP_OK;
    if (a == NULL || r == NULL) {
        bp_archive_free(a);
        free(r);
        return no_memory(err);
    }
    a->raw = raw;
    unzFile zip = open_zip(r, raw);
    status = zip != NULL ? list_parts(a, zip, r, err) : fail(r, UNZ_OK, NULL, err);
    if (zip != NULL)
        unzClose(zip);
    free(r);
    if (status != BP_OK) {
        bp_archive_free(a);
        return status;
    }
    *out = a;
    return BP_OK;
}

void bp_archive_free(bp_archive *a)
{
    if (a == NULL)
        return;
    bp_arena_release(&a->names);
    free(a->part);
    free(a);
}

/* The first part of a name from part i on; a->n: there is none. */
static size_t find(const bp_archive *a, const char *name, size_t i)
{
    while (i < a->n && !bp_text_same(bp_text_of(a->part[i].name), bp_text_of(name)))
        i++;
    return i;
}

bool bp_archive_has(const bp_archive *a, const char *name)
{
    return find(a, name, 0) < a->n;
}

uint64_t bp_archive_limit(const bp_archive *a)
{
    return BP_ARCHIVE_FREE + BP_ARCHIVE_TIMES * bp_raw_size(a->raw);
}

/* ---- files in it ---- */

/* Two files of a name are two answers. */
static bp_status choose_part(size_t *out, const bp_archive *a, const char *name,
                             bp_err *err)
{
    *out = find(a, name, 0);
    if (*out == a->n)
        return bp_fail(err, NULL, BP_EDATA, "it has no '%.100s'", name);
    return find(a, name, *out + 1) < a->n
               ? bp_fail(err, NULL, BP_EDATA, "it has '%.100s' twice", name)
               : BP_OK;
}

static bp_status open_part(bp_entry *e, const part *p, bp_err *err)
{
    unz_file_info64 info;
    int why = unzGoToFilePos64(e->zip, &p->place);
    if (why == UNZ_OK)
        why = unzGetCurrentFileInfo64(e->zip, &info, NULL, 0, NULL, 0, NULL, 0);
    if (why != UNZ_OK)
        return fail(&e->reader, why, e->name, err);
    if ((info.flag & ENCRYPTED) != 0)
        return bp_fail(err, NULL, BP_EDATA, "it has a password: save it without one");
    if (info.compression_method != STORED && info.compression_method != DEFLATED)
        return bp_fail(err, NULL, BP_EDATA,
                       "'%.100s' in it is packed by method %lu, which no workbook is: "
                       "save it again",
                       e->name, info.compression_method);
    e->size = info.uncompressed_size;
    why = unzOpenCurrentFile(e->zip);
    return why == UNZ_OK ? BP_OK : fail(&e->reader, why, e->name, err);
}

bp_status bp_entry_open(bp_entry **out, const bp_archive *a, const char *name,
                        bp_err *err)
{
    size_t at;
    bp_status status = choose_part(&at, a, name, err);
    if (status != BP_OK)
        return status;
    bp_entry *e = bp_alloc(sizeof *e, 0, 0);
    if (e != NULL)
        e->name = bp_copy(name, strlen(name));
    if (e == NULL || e->name == NULL) {
        bp_entry_free(e);
        return no_memory(err);
    }
    e->limit = bp_archive_limit(a);
    e->zip = open_zip(&e->reader, a->raw);
    status = e->zip != NULL ? open_part(e, &a->part[at], err)
                            : fail(&e->reader, UNZ_OK, name, err);
    if (status != BP_OK) {
        bp_entry_free(e);
        return status;
    }
    *out = e;
    return BP_OK;
}

void bp_entry_free(bp_entry *e)
{
    if (e == NULL)
        return;
    if (e->zip != NULL)
        unzClose(e->zip);
    free(e->name);
    free(e);
}

/* Once nothing more comes: is it what the archive says? */
static bp_status check(bp_entry *e, bp_err *err)
{
    if (e->checked)
        return BP_OK;
    e->checked = true;
    const int why = unzCloseCurrentFile(e->zip);
    return why == UNZ_OK && e->made == e->size
               ? BP_OK
               : fail(&e->reader, UNZ_CRCERROR, e->name, err);
}

bp_status bp_entry_read(bp_entry *e, char *to, size_t room, size_t *n, bp_err *err)
{
    *n = 0;
    while (*n < room && !e->checked) {
        const int more = unzReadCurrentFile(e->zip, to + *n, (unsigned)(room - *n));
        if (more < 0)
            return fail(&e->reader, more, e->name, err);
        if (more == 0)
            return check(e, err);
        *n += (size_t)more;
        e->made += (uint64_t)more;
        if (e->made > e->limit)
            return bp_fail(err, NULL, BP_ELIMIT,
                           "'%.100s' in it unpacks to more than %d times the size of the "
                           "file",
                           e->name, BP_ARCHIVE_TIMES);
    }
    return BP_OK;
}
