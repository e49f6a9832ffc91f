/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c - what is read of an input: its bytes, or what is packed in them.
 *
 * What unpacks runs on a thread of its own, so that reading a packed file takes hardly
 * longer than unpacking it.  It can only be read in order: going back means to unpack
 * once more. */
#include "ingest/source.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ingest/ahead.h"
#include "ingest/archive.h"
#include "ingest/booksheet.h"
#include "ingest/raw.h"
#include "ingest/unpack.h"

struct bp_source {
    bp_raw *raw;
    bp_unpacker *unpack; /* NULL: it is not packed */
    bp_ahead *ahead;     /* that runs it; NULL: nothing was read yet */
    bp_booksheet *book;  /* NULL: it is no workbook */
};

/* What minizip did not need to look at counts for the digest, too. */
static bp_status open_book(bp_source *s, const char *sheet, bp_err *err)
{
    bp_status status = bp_raw_settle(s->raw, err);
    if (status == BP_OK)
        status = bp_booksheet_new(&s->book, s->raw, sheet, err);
    return status == BP_OK ? bp_raw_finish(s->raw, err) : status;
}

static bp_status open_packed(bp_source *s, const char *sheet, bp_err *err)
{
    bp_text head;
    bp_status status = bp_raw_head(s->raw, &head, err);
    if (status == BP_OK && bp_is_archive(head))
        return open_book(s, sheet, err);
    const bp_packing packing = status == BP_OK ? bp_packing_of(head) : BP_PACKING_NONE;
    if (packing != BP_PACKING_NONE)
        status = bp_unpacker_new(&s->unpack, s->raw, packing, err);
    return status;
}

bp_status bp_source_open(bp_source **out, const char *path, const char *sheet,
                         bp_digesting digest, bool again, bp_err *err)
{
    bp_source *s = bp_alloc(sizeof *s, 0, 0);
    if (s == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    bp_status status = bp_raw_open(&s->raw, path, digest, again, err);
    if (status == BP_OK)
        status = open_packed(s, sheet, err);
    if (status == BP_OK)
        *out = s;
    else
        bp_source_free(s);
    return status;
}

/* Ends what runs. */
static void stop(bp_source *s)
{
    if (s->ahead != NULL)
        bp_raw_cancel(s->raw);
    bp_ahead_free(s->ahead);
    s->ahead = NULL;
}

void bp_source_free(bp_source *s)
{
    if (s == NULL)
        return;
    stop(s);
    bp_unpacker_free(s->unpack);
    bp_booksheet_free(s->book);
    bp_raw_free(s->raw);
    free(s);
}

bp_status bp_source_read(bp_source *s, char *to, size_t room, size_t *n, bp_err *err)
{
    if (s->book != NULL)
        return bp_booksheet_read(s->book, to, room, n, err);
    if (s->unpack == NULL)
        return bp_raw_read(s->raw, to, room, n, err);
    bp_status status = BP_OK;
    if (s->ahead == NULL)
        status = bp_ahead_new(&s->ahead, bp_unpacker_more, s->unpack, err);
    return status == BP_OK ? bp_ahead_read(s->ahead, to, room, n, err) : status;
}

bp_status bp_source_check(bp_source *s, bp_err *err)
{
    char rest[4096];
    size_t n = sizeof rest;
    bp_status status = BP_OK;
    while (s->ahead != NULL && status == BP_OK && n == sizeof rest)
        status = bp_ahead_read(s->ahead, rest, sizeof rest, &n, err);
    return status;
}

const bp_sheet *bp_source_sheet(const bp_source *s)
{
    return s->book != NULL ? bp_booksheet_place(s->book) : NULL;
}

static bool is_packed(const bp_source *s)
{
    return s->unpack != NULL || s->book != NULL;
}

bool bp_source_is_file(const bp_source *s)
{
    return !is_packed(s) && bp_raw_is_file(s->raw);
}

uint64_t bp_source_size(const bp_source *s)
{
    return is_packed(s) ? 0 : bp_raw_size(s->raw);
}

bp_raw *bp_source_raw(const bp_source *s)
{
    return s->raw;
}

bp_status bp_source_rewind(bp_source *s, bp_err *err)
{
    if (s->book != NULL) {
        bp_booksheet_rewind(s->book);
        return BP_OK;
    }
    stop(s);
    bp_status status = bp_raw_rewind(s->raw, err);
    return status == BP_OK && s->unpack != NULL ? bp_unpacker_restart(s->unpack, err)
                                                : status;
}
