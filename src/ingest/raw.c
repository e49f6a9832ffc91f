/* SPDX-License-Identifier: GPL-3.0-or-later */
/* raw.c - bytes of a file, a pipe or standard input.
 *
 * Reading waits in poll, so that an interruption is noticed while a pipe is silent.  A
 * pipe that will be read twice is copied into a nameless temporary file on the way. */
#define _GNU_SOURCE
#include "ingest/raw.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/scratch.h"
#include "base/unchanged.h"
#include "benchpay/stop.h"

#define WAIT_MS 200

/* A file of more bytes is worth a thread for its digest. */
#define HASH_AHEAD ((off_t)16 << 20)

struct bp_raw {
    int fd;
    int spool;          /* a copy of all that was read, or -1 */
    off_t start;        /* where a file stood when it was opened */
    bool file;          /* a regular one */
    off_t size;         /* of a file when it was opened, from `start` on */
    struct stat opened; /* what it was then */
    bool ended;
    atomic_bool cancelled;
    char head[BP_RAW_HEAD]; /* read before it was asked for, from `handed` on */
    size_t n_head, handed;
    uint64_t at;       /* of the next byte that is read in order */
    bp_digest *digest; /* or NULL */
    uint64_t digested; /* bytes that it has: a matter of `hasher` while that runs */
    bool hashing;      /* it does, or has come to the end */
    atomic_bool enough;
    pthread_t hasher;
};

static bp_status open_path(bp_raw *s, const char *path, bp_err *err)
{
    if (strcmp(path, "-") == 0)
        s->fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    else
        while ((s->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0 &&
               errno == EINTR) {
            bp_status status = bp_stop_check(err);
            if (status != BP_OK)
                return status;
        }
    if (s->fd < 0)
        return bp_fail(err, NULL, BP_EIO, "cannot be opened: %s", strerror(errno));
    return BP_OK;
}

static bp_status look(bp_raw *s, bool again, bp_err *err)
{
    struct stat st;
    if (fstat(s->fd, &st) != 0)
        return bp_fail(err, NULL, BP_EIO, "cannot be read: %s", strerror(errno));
    if (S_ISDIR(st.st_mode))
        return bp_fail(err, NULL, BP_EIO, "is a directory, not a file");
    if (!S_ISREG(st.st_mode))
        return again ? bp_scratch_open(&s->spool, err) : BP_OK;
    s->file = true;
    s->opened = st;
    s->start = lseek(s->fd, 0, SEEK_CUR);
    s->size = st.st_size > s->start ? st.st_size - s->start : 0;
    return BP_OK;
}

static void note(bp_raw *s, const char *bytes, size_t n, uint64_t at)
{
    if (s->digest == NULL || s->digested < at || s->digested - at >= n)
        return;
    const size_t known = (size_t)(s->digested - at);
    bp_digest_add(s->digest, bytes + known, n - known);
    s->digested += n - known;
}

/* The first bytes in any case: what is noted may begin behind a byte order mark.  Where
 * one cannot be read, who wants it will say so. */
static void *hash_ahead(void *arg)
{
    bp_raw *s = arg;
    char bytes[1 << 16];
    size_t n = 0;
    bp_err why;
    do {
        if (bp_raw_read_at(s, bytes, sizeof bytes, s->digested, &n, &why) != BP_OK)
            return NULL;
        note(s, bytes, n, s->digested);
    } while (n == sizeof bytes && !atomic_load(&s->enough));
    return NULL;
}

bp_status bp_raw_open(bp_raw **out, const char *path, bp_digesting digest, bool again,
                      bp_err *err)
{
    bp_raw *s = bp_alloc(sizeof *s, 0, 0);
    if (s == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    *s = (bp_raw){ .fd = -1, .spool = -1 };

    bp_status status = open_path(s, path, err);
    if (status == BP_OK)
        status = look(s, again, err);
    if (status == BP_OK && digest != BP_DIGEST_NO)
        status = bp_digest_new(&s->digest, err);
    s->hashing = digest == BP_DIGEST_AHEAD && s->digest != NULL && s->size > HASH_AHEAD &&
                 pthread_create(&s->hasher, NULL, hash_ahead, s) == 0;
    if (status == BP_OK)
        *out = s;
    else
        bp_raw_free(s);
    return status;
}

static void wait_for_hasher(bp_raw *s)
{
    if (s->hashing)
        pthread_join(s->hasher, NULL);
    s->hashing = false;
}

static void end_hashing(bp_raw *s)
{
    atomic_store(&s->enough, true);
    wait_for_hasher(s);
}

void bp_raw_free(bp_raw *s)
{
    if (s == NULL)
        return;
    end_hashing(s);
    if (s->fd >= 0)
        close(s->fd);
    if (s->spool >= 0)
        close(s->spool);
    bp_digest_free(s->digest);
    free(s);
}

void bp_raw_note(bp_raw *s, const char *bytes, size_t n, uint64_t at)
{
    end_hashing(s);
    note(s, bytes, n, at);
}

/* What was read also goes where it is wanted later. */
static bp_status keep(bp_raw *s, const char *bytes, size_t n, bp_err *err)
{
    if (!s->hashing)
        note(s, bytes, n, s->at);
    s->at += n;
    return s->spool >= 0 ? bp_scratch_write(s->spool, bytes, n, err) : BP_OK;
}

/* Is there something to read, or no way to ask?  False after a while: a signal may have
 * gone to another thread, and then no read of this one comes back. */
static bool wait_for(int fd)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    const int ready = poll(&p, 1, WAIT_MS);
    return ready > 0 || (ready < 0 && errno != EINTR && errno != EAGAIN);
}

static bp_status check_stop(const bp_raw *s, bp_err *err)
{
    if (atomic_load(&s->cancelled))
        return bp_fail(err, NULL, BP_ESTOPPED, "interrupted");
    return bp_stop_check(err);
}

static bp_status read_more(bp_raw *s, char *to, size_t room, size_t *n, bp_err *err)
{
    size_t got = 0;
    while (got < room && !s->ended) {
        bp_status status = check_stop(s, err);
        if (status != BP_OK)
            return status;
        if (!wait_for(s->fd))
            continue;
        ssize_t more = read(s->fd, to + got, room - got);
        if (more < 0 && errno != EINTR && errno != EAGAIN)
            return bp_fail(err, NULL, BP_EIO, "cannot be read: %s", strerror(errno));
        s->ended = more == 0;
        if (more > 0)
            got += (size_t)more;
    }
    *n = got;
    return keep(s, to, got, err);
}

bp_status bp_raw_read(bp_raw *s, char *to, size_t room, size_t *n, bp_err *err)
{
    const size_t left = s->n_head - s->handed;
    const size_t first = left < room ? left : room;
    size_t more = 0;
    memcpy(to, s->head + s->handed, first);
    s->handed += first;
    bp_status status = read_more(s, to + first, room - first, &more, err);
    if (status == BP_OK)
        *n = first + more;
    return status;
}

bp_status bp_raw_head(bp_raw *s, bp_text *head, bp_err *err)
{
    bp_status status = s->file
                           ? bp_raw_read_at(s, s->head, BP_RAW_HEAD, 0, &s->handed, err)
                           : read_more(s, s->head, BP_RAW_HEAD, &s->n_head, err);
    *head = (bp_text){ s->head, s->file ? s->handed : s->n_head };
    if (s->file)
        s->handed = 0;
    return status;
}

void bp_raw_cancel(bp_raw *s)
{
    atomic_store(&s->cancelled, true);
}

bool bp_raw_is_file(const bp_raw *s)
{
    return s->file;
}

uint64_t bp_raw_size(const bp_raw *s)
{
    return (uint64_t)s->size;
}

static bp_status fail_changed(bp_err *err)
{
    return bp_fail(err, NULL, BP_EIO, "changed while it was read");
}

bp_status bp_raw_unchanged(const bp_raw *s, bp_err *err)
{
    struct stat now;
    if (!s->file)
        return BP_OK;
    if (fstat(s->fd, &now) != 0)
        return bp_fail(err, NULL, BP_EIO, "cannot be read: %s", strerror(errno));
    return bp_unchanged(&s->opened, &now) ? BP_OK : fail_changed(err);
}

/* Of the bytes that there were when it was opened; a file of none, as the system makes
 * them, may have any. */
bp_status bp_raw_read_at(const bp_raw *s, char *to, size_t room, uint64_t at, size_t *n,
                         bp_err *err)
{
    const uint64_t size = (uint64_t)s->size, left = size > at ? size - at : 0;
    const bool known = size > 0;
    if (known && room > left)
        room = (size_t)left;
    bp_status status = bp_scratch_read(s->fd, to, room, (uint64_t)s->start + at, n, err);
    return status == BP_OK && known && *n < room ? fail_changed(err) : status;
}

bp_status bp_raw_seek(bp_raw *s, uint64_t at, bp_err *err)
{
    if (lseek(s->fd, s->start + (off_t)at, SEEK_SET) < 0)
        return bp_fail(err, NULL, BP_EIO, "cannot be read again: %s", strerror(errno));
    s->at = at;
    s->ended = false;
    return BP_OK;
}

/* What was not read yet may still be wanted: of a file, what the digest does not have. */
bp_status bp_raw_finish(bp_raw *s, bp_err *err)
{
    char rest[4096];
    size_t n;
    if (s->digest == NULL && s->spool < 0)
        return BP_OK;
    end_hashing(s);
    bp_status status = s->file ? bp_raw_seek(s, s->digested, err) : BP_OK;
    while (status == BP_OK && !s->ended)
        status = bp_raw_read(s, rest, sizeof rest, &n, err);
    return status;
}

/* The copy takes the place of the pipe. */
static void use_spool(bp_raw *s)
{
    close(s->fd);
    s->fd = s->spool;
    s->spool = -1;
}

bp_status bp_raw_settle(bp_raw *s, bp_err *err)
{
    char rest[4096];
    size_t n;
    if (s->file)
        return BP_OK;
    bp_status status = BP_OK;
    if (s->spool < 0) {
        status = bp_scratch_open(&s->spool, err);
        if (status == BP_OK)
            status = bp_scratch_write(s->spool, s->head, s->n_head, err);
    }
    while (status == BP_OK && !s->ended)
        status = read_more(s, rest, sizeof rest, &n, err);
    if (status != BP_OK)
        return status;
    use_spool(s);
    if (fstat(s->fd, &s->opened) != 0)
        return bp_fail(err, NULL, BP_EIO, "cannot be read: %s", strerror(errno));
    s->file = true;
    s->size = (off_t)s->at;
    s->handed = s->n_head = 0;
    return BP_OK;
}

bp_status bp_raw_rewind(bp_raw *s, bp_err *err)
{
    atomic_store(&s->cancelled, false);
    bp_status status = bp_raw_finish(s, err);
    if (status != BP_OK)
        return status;
    s->handed = s->n_head = 0;
    if (s->spool >= 0)
        use_spool(s);
    return bp_raw_seek(s, 0, err);
}

void bp_raw_digest(bp_raw *s, char hex[65])
{
    wait_for_hasher(s);
    bp_digest_hex(s->digest, hex);
}
