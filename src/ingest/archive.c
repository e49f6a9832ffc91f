/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive.c - the files inside a zip archive, by libzip.
 *
 * libzip reads the archive through calls of ours, so that waiting can be interrupted and
 * a failure of the file itself keeps its own words.  A few bytes can unpack to anything:
 * what comes out is held against the size of the file, whatever the archive says. */
#include "ingest/archive.h"

#include <stdlib.h>
#include <zip.h>

#include "base/mem.h"

struct bp_archive {
    const bp_raw *raw;
    uint64_t at;    /* where libzip reads on */
    bp_err trouble; /* what the file failed with; BP_OK: nothing */
    zip_error_t why;
    zip_t *zip;
};

struct bp_entry {
    bp_archive *archive;
    char *name;
    zip_file_t *file;
    uint64_t made;
};

bool bp_is_archive(bp_text head)
{
    return head.n >= 4 && memcmp(head.at, "PK\x03\x04", 4) == 0;
}

static zip_int64_t read_some(bp_archive *a, void *to, zip_uint64_t n)
{
    size_t got = 0;
    if (bp_raw_read_at(a->raw, to, (size_t)n, a->at, &got, &a->trouble) != BP_OK) {
        zip_error_set(&a->why, ZIP_ER_READ, 0);
        return -1;
    }
    a->at += got;
    return (zip_int64_t)got;
}

static zip_int64_t seek(bp_archive *a, void *where, zip_uint64_t n)
{
    const zip_int64_t to =
        zip_source_seek_compute_offset(a->at, bp_raw_size(a->raw), where, n, &a->why);
    if (to < 0)
        return -1;
    a->at = (uint64_t)to;
    return 0;
}

static zip_int64_t tell_size(const bp_archive *a, void *to)
{
    zip_stat_t *st = to;
    zip_stat_init(st);
    st->size = bp_raw_size(a->raw);
    st->valid |= ZIP_STAT_SIZE;
    return sizeof *st;
}

static zip_int64_t serve(void *archive, void *data, zip_uint64_t n, zip_source_cmd_t what)
{
    bp_archive *a = archive;
    switch (what) {
    case ZIP_SOURCE_OPEN:
        a->at = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_some(a, data, n);
    case ZIP_SOURCE_SEEK:
        return seek(a, data, n);
    case ZIP_SOURCE_TELL:
        return (zip_int64_t)a->at;
    case ZIP_SOURCE_STAT:
        return tell_size(a, data);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&a->why, data, n);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE, -1);
    default:
        zip_error_set(&a->why, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

/* What libzip failed with, or the file below it. */
static bp_status fail(const bp_archive *a, zip_error_t *why, const char *name,
                      bp_err *err)
{
    if (a->trouble.status != BP_OK) {
        if (err != NULL)
            *err = a->trouble;
        return a->trouble.status;
    }
    switch (zip_error_code_zip(why)) {
    case ZIP_ER_MEMORY:
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to unpack it");
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
        return bp_fail(err, NULL, BP_EDATA, "it has a password: save it without one");
    case ZIP_ER_NOENT:
        return bp_fail(err, NULL, BP_EDATA, "it has no '%.100s'", name);
    default:
        return bp_fail(err, NULL, BP_EDATA, "the zip archive is damaged%s%.100s%s",
                       name != NULL ? " in '" : "", name != NULL ? name : "",
                       name != NULL ? "'" : "");
    }
}

bp_status bp_archive_open(bp_archive **out, const bp_raw *raw, bp_err *err)
{
    bp_archive *a = bp_alloc(sizeof *a, 0, 0);
    if (a == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    a->raw = raw;
    zip_error_init(&a->why);
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_function_create(serve, a, &why);
    if (source != NULL)
        a->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
    bp_status status = BP_OK;
    if (a->zip == NULL) {
        status = fail(a, &why, NULL, err);
        zip_source_free(source);
        bp_archive_free(a);
    } else
        *out = a;
    zip_error_fini(&why);
    return status;
}

void bp_archive_free(bp_archive *a)
{
    if (a == NULL)
        return;
    if (a->zip != NULL)
        zip_discard(a->zip);
    zip_error_fini(&a->why);
    free(a);
}

bool bp_archive_has(const bp_archive *a, const char *name)
{
    return zip_name_locate(a->zip, name, ZIP_FL_NOCASE) >= 0;
}

uint64_t bp_archive_limit(const bp_archive *a)
{
    return BP_ARCHIVE_FREE + BP_ARCHIVE_TIMES * bp_raw_size(a->raw);
}

bp_status bp_entry_open(bp_entry **out, bp_archive *a, const char *name, bp_err *err)
{
    bp_entry *e = bp_alloc(sizeof *e, 0, 0);
    if (e != NULL)
        e->name = bp_copy(name, strlen(name));
    if (e == NULL || e->name == NULL) {
        bp_entry_free(e);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    }
    e->archive = a;
    e->file = zip_fopen(a->zip, name, ZIP_FL_NOCASE);
    if (e->file == NULL) {
        bp_status status = fail(a, zip_get_error(a->zip), name, err);
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
    if (e->file != NULL)
        zip_fclose(e->file);
    free(e->name);
    free(e);
}

bp_status bp_entry_read(bp_entry *e, char *to, size_t room, size_t *n, bp_err *err)
{
    *n = 0;
    while (*n < room) {
        const zip_int64_t more = zip_fread(e->file, to + *n, room - *n);
        if (more < 0)
            return fail(e->archive, zip_file_get_error(e->file), e->name, err);
        if (more == 0)
            return BP_OK;
        *n += (size_t)more;
        e->made += (uint64_t)more;
        if (e->made > bp_archive_limit(e->archive))
            return bp_fail(err, NULL, BP_ELIMIT,
                           "'%.100s' in it unpacks to more than %d times the size of the "
                           "file",
                           e->name, BP_ARCHIVE_TIMES);
    }
    return BP_OK;
}
