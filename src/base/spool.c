/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spool.c - bytes that are too many for memory, kept until they are read again. */
#include "base/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/scratch.h"
#include "benchpay/stop.h"

/* So many bytes go into the file at once. */
#define TAIL ((size_t)256 << 10)

bp_spool bp_spool_of(const char *beside)
{
    return (bp_spool){ .beside = beside, .fd = -1 };
}

void bp_spool_release(bp_spool *s)
{
    if (s->fd >= 0)
        close(s->fd);
    bp_str_release(&s->tail);
    *s = bp_spool_of(s->beside);
}

void bp_spool_clear(bp_spool *s)
{
    bp_str_clear(&s->tail);
    s->filed = 0;
    if (s->fd >= 0)
        lseek(s->fd, 0, SEEK_SET); /* what is in the file is written over */
}

static bp_status fail(const bp_spool *s, const char *what, bp_err *err)
{
    if (errno == EINTR)
        return bp_stop_check(err);
    return bp_fail(err, &(bp_loc){ .file = s->beside }, BP_EIO,
                   "the file for what is too much for memory beside it cannot be %s: %s",
                   what, strerror(errno));
}

static bp_status make_file(bp_spool *s, bp_err *err)
{
    char *folder = bp_str_join(bp_file_folder(s->beside), ".", "");
    if (folder == NULL)
        return bp_no_memory(err, "a partial file");
    s->fd = bp_scratch_in(folder);
    const int why = errno;
    free(folder);
    errno = why;
    return s->fd < 0 ? fail(s, "made", err) : BP_OK;
}

/* Moves the tail into the file. */
static bp_status file_tail(bp_spool *s, bp_err *err)
{
    bp_status status = s->fd < 0 ? make_file(s, err) : BP_OK;
    if (status == BP_OK && !bp_file_write(s->fd, s->tail.at, s->tail.n))
        status = fail(s, "written", err);
    if (status == BP_OK) {
        s->filed += s->tail.n;
        bp_str_clear(&s->tail);
    }
    return status;
}

static bp_status check_tail(bp_spool *s, bp_err *err)
{
    if (s->tail.failed)
        return bp_no_memory(err, "a partial file");
    return s->tail.n >= TAIL ? file_tail(s, err) : BP_OK;
}

bp_status bp_spool_take(bp_spool *s, bp_str *bytes, bp_err *err)
{
    s->tail.failed |= bytes->failed;
    bp_str_bytes(&s->tail, bp_str_text(bytes).at, bytes->n);
    bp_str_clear(bytes);
    return check_tail(s, err);
}

/* Of the file first, then of the tail. */
static bp_status read_spool(void *from, uint64_t at, char *out, size_t n, bp_err *err)
{
    const bp_spool *s = from;
    const uint64_t rest = at < s->filed ? s->filed - at : 0;
    const size_t filed = rest < n ? (size_t)rest : n;
    size_t got = 0;
    bp_status status =
        filed > 0 ? bp_scratch_read(s->fd, out, filed, at, &got, err) : BP_OK;
    if (status != BP_OK)
        return status;
    errno = EIO;
    if (got < filed)
        return fail(s, "read", err);
    if (n > filed)
        memcpy(out + filed, s->tail.at + (at + filed - s->filed), n - filed);
    return BP_OK;
}

bp_pack_source bp_spool_source(bp_spool *s)
{
    if (s->filed == 0)
        return bp_pack_memory(bp_str_text(&s->tail));
    return (bp_pack_source){ .n = bp_spool_length(s), .read = read_spool, .from = s };
}

bp_status bp_spool_append(bp_spool *s, bp_spool *from, uint32_t *crc, bp_err *err)
{
    const uint64_t all = bp_spool_length(from);
    bp_str piece = { 0 };
    bp_status status = BP_OK;
    for (uint64_t at = 0; status == BP_OK && at < all;) {
        const size_t n = all - at < TAIL ? (size_t)(all - at) : TAIL;
        bp_str_fill(&piece, '\0', n);
        if (!piece.failed) {
            status = read_spool(from, at, piece.at, n, err);
            *crc = bp_crc32c_more(*crc, bp_str_text(&piece));
        }
        if (status == BP_OK)
            status = bp_spool_take(s, &piece, err);
        at += n;
    }
    bp_str_release(&piece);
    return status;
}

bp_status bp_spool_section(bp_spool *s, char tag, bp_spool *body, bp_err *err)
{
    bp_str text = { 0 };
    bp_str_putc(&text, tag);
    bp_pack_uint(&text, bp_spool_length(body));
    uint32_t crc = text.failed ? 0 : bp_crc32c(bp_str_text(&text));
    bp_status status = bp_spool_take(s, &text, err);
    if (status == BP_OK)
        status = bp_spool_append(s, body, &crc, err);
    bp_pack_fixed(&text, crc, 4);
    if (status == BP_OK)
        status = bp_spool_take(s, &text, err);
    bp_str_release(&text);
    return status;
}
