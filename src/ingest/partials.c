/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partials.c - the parts of a plan, loaded side by side where there is room.
 *
 * A thread adds part after part to a partial of its own, and these are merged, as the
 * surveys of threads are that read rows.  What other processes send is fetched before, by
 * the thread that may.  Which of several failures is told must not be a matter of chance:
 * after one all parts are loaded again, one after another. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/pool.h"
#include "data/fill.h"
#include "ingest/partial.h"

/* Side by side only where parts are at most this part of the memory: the texts that they
 * have are there for each thread, and what was fetched beside what is made of it. */
#define SMALL_PART 32

/* And what is fetched takes no more than this. */
#define FETCHED_MOST ((uint64_t)16 << 20)

typedef struct loading {
    const bp_parts *parts;
    const bp_shape *shape;
    bp_partial *part; /* [workers] */
    bp_str *fetched;  /* [n_sent] */
    uint64_t memory;  /* that the rows of each may take */
    atomic_size_t next;
} loading;

static void begin(bp_partial *all, const bp_parts *parts)
{
    all->question = parts->question;
    memcpy(all->digest, parts->digest, sizeof all->digest - 1);
}

static bp_status add_one_by_one(bp_partial *all, const bp_parts *parts,
                                const bp_shape *shape, uint64_t memory, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < parts->n; i++)
        status = bp_partial_add_file(all, parts->file[i], shape, memory, err);
    for (size_t i = 0; status == BP_OK && i < parts->n_sent; i++)
        status = bp_partial_add_sent(all, &parts->sent[i], shape, memory, err);
    return status;
}

/* How long they are together; UINT64_MAX: it is not known. */
static uint64_t length_of(const bp_parts *parts)
{
    uint64_t n = 0;
    for (size_t i = 0; i < parts->n; i++) {
        struct stat s;
        if (stat(parts->file[i], &s) != 0 || !S_ISREG(s.st_mode))
            return UINT64_MAX;
        n += (uint64_t)s.st_size;
    }
    for (size_t i = 0; i < parts->n_sent; i++)
        n += parts->sent[i].n;
    return n;
}

/* How much of it other processes have. */
static uint64_t length_away(const bp_parts *parts)
{
    uint64_t n = 0;
    for (size_t i = 0; i < parts->n_sent; i++)
        n += parts->sent[i].at == NULL ? parts->sent[i].n : 0;
    return n;
}

static bp_status fetch_all(loading *l, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < l->parts->n_sent; i++)
        if (l->parts->sent[i].at == NULL)
            status = bp_pack_read(&l->fetched[i], &l->parts->sent[i], err);
    return status;
}

static bp_status add_sent(loading *l, bp_partial *to, size_t i, bp_err *err)
{
    const bp_pack_source *sent = &l->parts->sent[i];
    const bp_pack_source here = bp_pack_memory(bp_str_text(&l->fetched[i]));
    return bp_partial_add_sent(to, sent->at != NULL ? sent : &here, l->shape, l->memory,
                               err);
}

static bp_status work(void *arg, size_t worker, bp_err *err)
{
    loading *l = arg;
    const bp_parts *parts = l->parts;
    bp_status status = BP_OK;
    for (size_t i; status == BP_OK && (i = l->next++) < parts->n + parts->n_sent;)
        status = i < parts->n ? bp_partial_add_file(&l->part[worker], parts->file[i],
                                                    l->shape, l->memory, err)
                              : add_sent(l, &l->part[worker], i - parts->n, err);
    return status;
}

/* Adds what another one has, which is released. */
static bp_status merge(bp_partial *all, bp_partial *from, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < from->n_units; i++)
        status = bp_partial_has(all, from->unit[i].number)
                     ? bp_fail(err, NULL, BP_EDATA, "a unit is in two parts")
                     : bp_partial_add_unit(all, &from->unit[i], err);
    if (status == BP_OK && !bp_distinct_append(&all->distinct, &from->distinct))
        status = bp_no_memory(err, "one row a person");
    if (status == BP_OK && from->survey != NULL) {
        bp_counts_add(&all->counts, &from->counts);
        status = bp_survey_merge(all->survey, from->survey, err);
        from->survey = NULL;
    }
    bp_partial_release(from);
    return status;
}

/* Moves the first into `all`, and merges the others. */
static bp_status merge_all(bp_partial *all, loading *l, size_t workers, bp_err *err)
{
    bp_status status = BP_OK;
    size_t first = 0;
    while (first < workers && l->part[first].survey == NULL)
        first++;
    if (first == workers)
        return BP_OK;
    bp_partial_release(all);
    *all = l->part[first];
    all->distinct.shape = &all->shape;
    l->part[first] = (bp_partial){ .question = NULL };
    for (size_t i = first + 1; status == BP_OK && i < workers; i++)
        status = merge(all, &l->part[i], err);
    return status;
}

static bp_status add_side_by_side(bp_partial *all, loading *l, size_t workers,
                                  bp_err *err)
{
    for (size_t i = 0; i < workers; i++)
        begin(&l->part[i], l->parts);
    bp_status status = fetch_all(l, err);
    if (status == BP_OK)
        status = bp_pool_run(workers, work, l, err);
    if (status == BP_OK)
        status = merge_all(all, l, workers, err);
    return status;
}

/* Whatever fails, it is tried again one by one. */
static bool could_add(bp_partial *all, const bp_parts *parts, const bp_shape *shape,
                      uint64_t memory, size_t workers)
{
    bp_err err;
    loading l = { .parts = parts,
                  .shape = shape,
                  .part = bp_alloc(0, workers, sizeof l.part[0]),
                  .fetched = bp_alloc(0, parts->n_sent, sizeof l.fetched[0]),
                  .memory = memory / workers };
    const bool ok = l.part != NULL && l.fetched != NULL &&
                    add_side_by_side(all, &l, workers, &err) == BP_OK;
    for (size_t i = 0; l.part != NULL && i < workers; i++)
        bp_partial_release(&l.part[i]);
    for (size_t i = 0; l.fetched != NULL && i < parts->n_sent; i++)
        bp_str_release(&l.fetched[i]);
    free(l.fetched);
    free(l.part);
    return ok;
}

bp_status bp_partial_add_parts(bp_partial *all, const bp_parts *parts,
                               const bp_shape *shape, uint64_t memory, size_t threads,
                               bp_err *err)
{
    const size_t n = parts->n + parts->n_sent;
    const size_t workers = threads < n ? threads : n;
    begin(all, parts);
    if (workers > 1 && length_of(parts) <= memory / SMALL_PART &&
        length_away(parts) <= FETCHED_MOST &&
        could_add(all, parts, shape, memory, workers))
        return BP_OK;
    bp_partial_release(all);
    begin(all, parts);
    return add_one_by_one(all, parts, shape, memory, err);
}
