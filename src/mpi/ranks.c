/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranks.c - what ranks tell each other; the only user of MPI.
 *
 * Counts of MPI are int, so what is long goes in slices.  A rank that dies takes the job
 * with it: that is MPI's default, and right here, since nothing is written before all is
 * done. */
#define _POSIX_C_SOURCE 200809L
#include "mpi/ranks.h"

#include <mpi.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "benchpay/stop.h"
#include "cli/console.h"

#define TAG_ASK 1
#define TAG_UNIT 2
#define TAG_BYTES 3
#define TAG_WANT 4
#define TAG_PART 5
#define SLICE ((size_t)1 << 30)

/* Looks for a message before a rank sleeps: far more than an answer takes.  Then it looks
 * every millisecond; and after some time more rarely, since a look takes a while, too. */
#define SPINS 10000
#define SOON 1000
#define LATER 10 /* milliseconds */

bp_ranks bp_ranks_start(int *argc, char ***argv)
{
    bp_ranks r = { 0, 1, 1 };
    int level;
    MPI_Comm machine;
    MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &r.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &r.n);
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
    MPI_Comm_size(machine, &r.beside);
    MPI_Comm_free(&machine);
    return r;
}

void bp_ranks_end(void)
{
    MPI_Finalize();
}

static void sleep_for(long milliseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = milliseconds * 1000000 }, NULL);
}

void bp_ranks_rest(void)
{
    sleep_for(1);
}

/* Lets others have the processor.
 *   tries  how often there was nothing */
static void wait_a_while(unsigned tries)
{
    if (tries > SPINS + SOON)
        sleep_for(LATER);
    else if (tries > SPINS)
        bp_ranks_rest();
}

/* Waits for all ranks.  MPI would take a processor for it, which those may need that are
 * waited for. */
static void meet(void)
{
    MPI_Request all;
    int there = 0;
    MPI_Ibarrier(MPI_COMM_WORLD, &all);
    for (unsigned tries = 0; !there; tries++) {
        MPI_Test(&all, &there, MPI_STATUS_IGNORE);
        if (!there)
            wait_a_while(tries + SPINS); /* it is no answer that others wait for */
    }
}

bp_status bp_ranks_agree(const bp_ranks *r, bp_status status, int64_t key,
                         const bp_err *err)
{
    int64_t mine = status == BP_OK ? INT64_MAX : key, least;
    meet();
    MPI_Allreduce(&mine, &least, 1, MPI_INT64_T, MPI_MIN, MPI_COMM_WORLD);
    if (least == INT64_MAX)
        return BP_OK;
    int teller = mine == least ? r->rank : r->n, first, told = (int)status;
    MPI_Allreduce(&teller, &first, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    if (first == r->rank)
        bp_console_fail(err);
    MPI_Bcast(&told, 1, MPI_INT, first, MPI_COMM_WORLD);
    return (bp_status)told;
}

/* Room for n bytes more. */
static bp_status make_room(bp_str *out, uint64_t n, bp_err *err)
{
    bp_str_fill(out, '\0', (size_t)n);
    return out->failed ? bp_no_memory(err, "%llu bytes of parts", (unsigned long long)n)
                       : BP_OK;
}

static int slice_of(uint64_t left)
{
    return (int)(left < SLICE ? left : SLICE);
}

bp_status bp_ranks_share(const bp_ranks *r, bp_str *bytes, bp_err *err)
{
    uint64_t n = bytes->n;
    bp_status status = BP_OK;
    MPI_Bcast(&n, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
    if (r->rank != 0)
        status = make_room(bytes, n, err);
    for (uint64_t at = 0; status == BP_OK && at < n; at += SLICE)
        MPI_Bcast(bytes->at + at, slice_of(n - at), MPI_BYTE, 0, MPI_COMM_WORLD);
    return status;
}

uint64_t bp_ranks_sum(uint64_t n)
{
    uint64_t all;
    meet();
    MPI_Allreduce(&n, &all, 1, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD);
    return all;
}

bool bp_ranks_hear(bool what)
{
    int said = what;
    MPI_Bcast(&said, 1, MPI_INT, 0, MPI_COMM_WORLD);
    return said != 0;
}

/* ---- exchange ---- */

/* A text goes to one rank while that of another comes, a slice each at a time. */
static void swap(bp_str *out, int to, bp_str *in, int from)
{
    for (uint64_t sent = 0, got = 0; sent < out->n || got < in->n;) {
        const int give = slice_of(out->n - sent), take = slice_of(in->n - got);
        MPI_Sendrecv(
            bp_str_text(out).at + sent, give, MPI_BYTE, give > 0 ? to : MPI_PROC_NULL,
            TAG_PART, take > 0 ? in->at + got : NULL, take, MPI_BYTE,
            take > 0 ? from : MPI_PROC_NULL, TAG_PART, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        sent += (uint64_t)give;
        got += (uint64_t)take;
    }
    bp_str_release(out);
}

/* Room for all that comes.
 *   give, take  [ranks] */
static bp_status make_rooms(const bp_ranks *r, const bp_str out[], bp_str in[],
                            uint64_t give[], uint64_t take[], bp_err *err)
{
    bp_status status = BP_OK;
    for (int i = 0; i < r->n; i++)
        give[i] = out[i].n;
    MPI_Alltoall(give, 1, MPI_UINT64_T, take, 1, MPI_UINT64_T, MPI_COMM_WORLD);
    for (int i = 0; status == BP_OK && i < r->n; i++)
        if (i != r->rank)
            status = make_room(&in[i], take[i], err);
    return status;
}

bp_status bp_ranks_exchange(const bp_ranks *r, bp_str out[], bp_str in[])
{
    bp_err err;
    uint64_t *size = bp_alloc(0, 2 * (size_t)r->n, sizeof *size);
    bp_status status = size != NULL ? BP_OK : bp_no_memory(&err, "%d ranks", r->n);
    status = bp_ranks_agree(r, status, r->rank, &err);
    if (status == BP_OK) {
        status = make_rooms(r, out, in, size, size + r->n, &err);
        status = bp_ranks_agree(r, status, r->rank, &err);
    }
    free(size);
    if (status != BP_OK)
        return status;
    in[r->rank] = out[r->rank];
    out[r->rank] = (bp_str){ 0 };
    for (int step = 1; step < r->n; step++) {
        const int to = (r->rank + step) % r->n, from = (r->rank + r->n - step) % r->n;
        swap(&out[to], to, &in[from], from);
    }
    return BP_OK;
}

/* ---- offers ---- */

/* Waits for a message of rank 0; without work for a while the processor is for others. */
static void await(int tag)
{
    int there = 0;
    for (unsigned tries = 0; !there; tries++) {
        MPI_Iprobe(0, tag, MPI_COMM_WORLD, &there, MPI_STATUS_IGNORE);
        if (!there)
            wait_a_while(tries);
    }
}

void bp_ranks_offer(bp_text bytes)
{
    uint64_t want[2] = { bytes.n, 0 };
    MPI_Send(want, 1, MPI_UINT64_T, 0, TAG_BYTES, MPI_COMM_WORLD);
    for (;;) {
        await(TAG_WANT);
        MPI_Recv(want, 2, MPI_UINT64_T, 0, TAG_WANT, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (want[1] == 0)
            return;
        MPI_Send(bytes.at + want[0], (int)want[1], MPI_BYTE, 0, TAG_BYTES,
                 MPI_COMM_WORLD);
    }
}

/* What it asks for is there: it looks no further than the worker has said. */
static bp_status read_offer(void *from, uint64_t at, char *out, size_t n, bp_err *err)
{
    const int rank = *(const int *)from;
    while (n > 0) {
        const int some = slice_of(n);
        const uint64_t want[2] = { at, (uint64_t)some };
        MPI_Send(want, 2, MPI_UINT64_T, rank, TAG_WANT, MPI_COMM_WORLD);
        MPI_Recv(out, some, MPI_BYTE, rank, TAG_BYTES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        out += some;
        at += (uint64_t)some;
        n -= (size_t)some;
    }
    return bp_stop_check(err);
}

bp_status bp_ranks_offered(const bp_ranks *r, bp_offers *out, bp_err *err)
{
    const size_t most = (size_t)r->n;
    *out = (bp_offers){ .source = bp_alloc(0, most, sizeof out->source[0]),
                        .rank = bp_alloc(0, most, sizeof out->rank[0]) };
    const bool ok = out->source != NULL && out->rank != NULL;
    for (int i = 1; i < r->n; i++) {
        uint64_t n;
        MPI_Recv(&n, 1, MPI_UINT64_T, i, TAG_BYTES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (!ok || n == 0)
            continue;
        out->rank[out->n] = i;
        out->source[out->n] =
            (bp_pack_source){ .n = n, .read = read_offer, .from = &out->rank[out->n] };
        out->n++;
    }
    return ok ? BP_OK : bp_no_memory(err, "%d ranks", r->n);
}

void bp_ranks_release(const bp_ranks *r, bp_offers *o)
{
    const uint64_t nothing[2] = { 0, 0 };
    for (int i = 1; i < r->n; i++)
        MPI_Send(nothing, 2, MPI_UINT64_T, i, TAG_WANT, MPI_COMM_WORLD);
    free(o->source);
    free(o->rank);
    *o = (bp_offers){ .n = 0 };
}

/* ---- units ---- */

int bp_ranks_asked(bp_ask *out)
{
    int there = 0;
    int64_t said[3];
    MPI_Status from;
    MPI_Iprobe(MPI_ANY_SOURCE, TAG_ASK, MPI_COMM_WORLD, &there, &from);
    if (!there)
        return -1;
    MPI_Recv(said, 3, MPI_INT64_T, from.MPI_SOURCE, TAG_ASK, MPI_COMM_WORLD, &from);
    *out = (bp_ask){ said[0], said[1], said[2] };
    return from.MPI_SOURCE;
}

void bp_ranks_give(int to, int64_t unit)
{
    MPI_Send(&unit, 1, MPI_INT64_T, to, TAG_UNIT, MPI_COMM_WORLD);
}

void bp_ranks_ask(const bp_ask *ask)
{
    const int64_t said[3] = { ask->failed, ask->units, ask->rows };
    MPI_Send(said, 3, MPI_INT64_T, 0, TAG_ASK, MPI_COMM_WORLD);
}

int64_t bp_ranks_taken(void)
{
    int64_t unit;
    MPI_Recv(&unit, 1, MPI_INT64_T, 0, TAG_UNIT, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return unit;
}
