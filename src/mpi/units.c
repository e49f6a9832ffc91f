/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units.c - the units of a question, read by all ranks.
 *
 * Files differ in length and machines in speed, so rank 0 hands out one unit at a time,
 * and sleeps in between: a rank that is slow gets few.  A worker asks for the next unit
 * before it reads the one that it has, so that it never waits for an answer.  Each rank
 * adds up what it reads, as one run over its files would; where units are kept it reads
 * each by itself.  Which rank read what does not show in the sum. */
#define _POSIX_C_SOURCE 200809L
#include "mpi/units.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "benchpay/stop.h"
#include "cli/partfile.h"
#include "mpi/exchange.h"

#define PART_MOST (SIZE_MAX / 4)

/* What a rank has read so far. */
typedef struct share {
    bp_partial all;
    bp_scan *scan; /* without a spool: of its units; NULL: it has none yet */
    bp_ask said;
    bp_status status;
    bp_err err;
} share;

/* ---- a unit ---- */

/* A part of the spool; one that is not there, or damaged, is made anew. */
static bool is_spooled(const bp_reading_units *u, size_t unit, const char *path,
                       bp_str *bytes)
{
    bp_packed p;
    bp_pack_source part;
    if (!bp_partfile_is_there(path, u->reader, unit))
        return false;
    bool whole = bp_file_read(bytes, path, PART_MOST, NULL) == BP_OK;
    part = bp_pack_memory(bp_str_text(bytes));
    whole = whole && bp_packed_open(&p, &part, path, NULL) == BP_OK;
    if (whole)
        bp_packed_release(&p);
    else
        bp_str_clear(bytes);
    return whole;
}

static bp_status make_part(const bp_reading_units *u, size_t unit, const char *path,
                           bp_str *bytes, bp_err *err)
{
    bp_status status =
        bp_partfile_scan(bytes, u->reader, unit, u->question, u->digest, err);
    return status == BP_OK ? bp_partfile_write(path, bp_reader_unit(u->reader, unit),
                                               bp_str_text(bytes), err)
                           : status;
}

/* Reads a unit by itself, since it is kept, and adds it to what the rank has. */
static bp_status spool_unit(const bp_reading_units *u, share *s, size_t unit, bp_err *err)
{
    bp_str path = { 0 }, bytes = { 0 };
    bp_status status = bp_partfile_path(&path, u->spool, u->reader, unit, err);
    if (status == BP_OK && !is_spooled(u, unit, path.at, &bytes))
        status = make_part(u, unit, path.at, &bytes, err);
    const bp_pack_source part = bp_pack_memory(bp_str_text(&bytes));
    if (status == BP_OK)
        status = bp_partial_add(&s->all, &part, path.at, bp_reader_shape(u->reader),
                                bp_reader_memory(u->reader), err);
    bp_str_release(&bytes);
    bp_str_release(&path);
    return status;
}

/* Reads a unit together with all others of this rank. */
static bp_status scan_unit(const bp_reading_units *u, share *s, size_t unit, bp_err *err)
{
    bp_status status = s->scan == NULL ? bp_scan_new(&s->scan, u->reader, err) : BP_OK;
    return status == BP_OK ? bp_scan_read(s->scan, unit, &s->all, err) : status;
}

static void take_unit(const bp_reading_units *u, share *s, size_t unit)
{
    if (s->status != BP_OK)
        return;
    s->status = bp_stop_check(&s->err);
    if (s->status == BP_OK)
        s->status = u->spool == NULL ? scan_unit(u, s, unit, &s->err)
                                     : spool_unit(u, s, unit, &s->err);
    if (s->status != BP_OK) {
        s->said.failed = (int64_t)unit;
        return;
    }
    s->said.units++;
    s->said.rows = (int64_t)bp_partial_rows(&s->all);
}

/* ---- many ---- */

static void work(const bp_reading_units *u, share *s)
{
    bp_ranks_ask(&s->said);
    for (int64_t unit = bp_ranks_taken(), next; unit >= 0; unit = next) {
        bp_ranks_ask(&s->said);
        take_unit(u, s, (size_t)unit);
        next = bp_ranks_taken();
    }
    bp_ranks_ask(&s->said); /* with its last words */
}

/* "12 of 200 units, 1234567 rows, about 35 s left" */
static void tell(size_t done, size_t all, int64_t rows, time_t since)
{
    const double took = difftime(time(NULL), since);
    fprintf(stderr, "\r%zu of %zu units, %" PRId64 " rows", done, all, rows);
    if (done > 0)
        fprintf(stderr, ", about %.0f s left  ",
                took * (double)(all - done) / (double)done);
    fflush(stderr);
}

/* What all workers said last. */
typedef struct served {
    bp_ask *of; /* [ranks] */
    bool *left; /* [ranks] it was told that there is no unit left */
    size_t next;
    bool failed;
} served;

static void tell_all(const bp_reading_units *u, const served *v, time_t since)
{
    int64_t units = 0, rows = 0;
    for (int i = 1; i < u->ranks->n; i++) {
        units += v->of[i].units;
        rows += v->of[i].rows;
    }
    tell((size_t)units, bp_reader_units(u->reader), rows, since);
}

/* Hands out the units in their order, until all workers have said their last.  Units that
 * are before one that failed have been handed out by then. */
static void serve(const bp_reading_units *u, served *v)
{
    const size_t all = bp_reader_units(u->reader);
    const time_t since = time(NULL);
    time_t told = since;
    int working = u->ranks->n - 1, given = 0;
    while (working > 0) {
        bp_ask ask;
        const int who = bp_ranks_asked(&ask);
        if (who < 0) {
            bp_ranks_rest();
            continue;
        }
        v->of[who] = ask;
        v->failed |= ask.failed >= 0;
        if (v->left[who]) {
            working--;
            continue;
        }
        const bool more = v->next < all && !v->failed;
        v->left[who] = !more;
        bp_ranks_give(who, more ? (int64_t)v->next++ : -1);
        given += more;
        if (u->tell && time(NULL) != told) {
            told = time(NULL);
            tell_all(u, v, since);
        }
    }
    if (u->tell && given > 0)
        fputs("\r\033[K", stderr);
}

static bp_status read_alone(const bp_reading_units *u, share *s)
{
    const time_t since = time(NULL);
    const size_t all = bp_reader_units(u->reader);
    for (size_t i = 0; s->status == BP_OK && i < all; i++) {
        take_unit(u, s, i);
        if (u->tell)
            tell(i + 1, all, s->said.rows, since);
    }
    if (u->tell)
        fputs("\r\033[K", stderr);
    return s->status;
}

static void read_share(const bp_reading_units *u, share *s)
{
    if (u->ranks->n == 1) {
        read_alone(u, s);
    } else if (u->ranks->rank > 0) {
        work(u, s);
    } else {
        const size_t n = (size_t)u->ranks->n;
        served v = { .of = bp_alloc(0, n, sizeof *v.of),
                     .left = bp_alloc(0, n, sizeof *v.left) };
        if (v.of == NULL || v.left == NULL)
            abort(); /* the workers wait: nothing but the end of all would tell them */
        serve(u, &v);
        free(v.of);
        free(v.left);
    }
}

/* What the rank has read becomes what rank 0 reads of it. */
static bp_status save(const bp_reading_units *u, share *s, bp_str *out)
{
    const bp_shape *shape = bp_reader_shape(u->reader);
    if (bp_exchange_pays(u->ranks, (uint64_t)s->said.rows, shape,
                         bp_reader_memory(u->reader))) {
        if (u->says && u->ranks->rank == 0)
            fprintf(stderr, "benchpay: the ranks add up what they have read, each its "
                            "share of the groups\n");
        return bp_exchange_parts(u->ranks, &s->all, shape, out);
    }
    if (s->all.survey != NULL)
        s->status = bp_partial_save(&s->all, shape, out, &s->err);
    return bp_ranks_agree(u->ranks, s->status, u->ranks->rank, &s->err);
}

bp_status bp_units_read(const bp_reading_units *u, bp_str *out)
{
    share s = { .all = { .question = u->question }, .said = { .failed = -1 } };
    snprintf(s.all.digest, sizeof s.all.digest, "%s", u->digest);
    read_share(u, &s);
    if (s.status == BP_OK && s.scan != NULL)
        s.status = bp_scan_end(s.scan, &s.all, &s.err);
    bp_scan_free(s.scan);
    bp_status status = bp_ranks_agree(u->ranks, s.status, s.said.failed, &s.err);
    if (status == BP_OK)
        status = save(u, &s, out);
    bp_partial_release(&s.all);
    return status;
}
