/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exchange.c - parts of ranks become parts of owners. */
#include "mpi/exchange.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/scratch.h"

#define OWNERS_MOST 64

static size_t owners_of(const bp_ranks *r)
{
    const size_t workers = (size_t)r->n - 1;
    return workers < OWNERS_MOST ? workers : OWNERS_MOST;
}

bool bp_exchange_pays(const bp_ranks *r, uint64_t rows, const bp_shape *shape,
                      uint64_t memory)
{
    const uint64_t amounts = bp_ranks_sum(rows) * shape->n_elements;
    return bp_ranks_hear(r->n > BP_EXCHANGE_WORKERS &&
                         amounts > memory / BP_EXCHANGE_PART / sizeof(uint32_t));
}

/* Owner k is rank k + 1.
 *   share  [ranks] for each of them */
static bp_status divide(bp_str share[], const bp_ranks *r, bp_partial *p,
                        const bp_shape *shape, bp_err *err)
{
    const size_t owners = owners_of(r);
    bp_status status = BP_OK;
    if (share == NULL)
        status = bp_no_memory(err, "%d ranks", r->n);
    else if (p->survey != NULL)
        status = bp_partial_divide(p, shape, share + 1, owners,
                                   ((size_t)r->rank + owners - 1) % owners, err);
    bp_partial_release(p);
    return status;
}

static bp_status join_sources(bp_str *out, const bp_pack_source from[], size_t n,
                              bp_err *err)
{
    char *beside = bp_str_join(bp_text_of(bp_scratch_folder()), "/", "parts");
    bp_spool joined = bp_spool_of(beside);
    bp_status status = beside != NULL ? bp_partial_join(&joined, from, n, err)
                                      : bp_no_memory(err, "a name");
    if (status == BP_OK) {
        const bp_pack_source all = bp_spool_source(&joined);
        status = bp_pack_read(out, &all, err);
    }
    bp_spool_release(&joined);
    free(beside);
    return status;
}

/* Joins what all ranks have for this one.
 *   got  [ranks] */
static bp_status join(bp_str *out, const bp_str got[], const bp_ranks *r, bp_err *err)
{
    size_t n = 0;
    bp_pack_source *from = bp_alloc(0, (size_t)r->n, sizeof *from);
    if (from == NULL)
        return bp_no_memory(err, "%d ranks", r->n);
    for (int i = 0; i < r->n; i++)
        if (got[i].n > 0)
            from[n++] = bp_pack_memory(bp_str_text(&got[i]));
    const bp_status status = n > 0 ? join_sources(out, from, n, err) : BP_OK;
    free(from);
    return status;
}

static void release_all(bp_str list[], const bp_ranks *r)
{
    for (int i = 0; list != NULL && i < r->n; i++)
        bp_str_release(&list[i]);
    free(list);
}

bp_status bp_exchange_parts(const bp_ranks *r, bp_partial *p, const bp_shape *shape,
                            bp_str *out)
{
    bp_err err;
    bp_str *share = bp_alloc(0, (size_t)r->n, sizeof *share);
    bp_str *got = bp_alloc(0, (size_t)r->n, sizeof *got);
    bp_status status = divide(got != NULL ? share : NULL, r, p, shape, &err);
    status = bp_ranks_agree(r, status, r->rank, &err);
    if (status == BP_OK)
        status = bp_ranks_exchange(r, share, got);
    if (status == BP_OK) {
        status = join(out, got, r, &err);
        status = bp_ranks_agree(r, status, r->rank, &err);
    }
    release_all(share, r);
    release_all(got, r);
    return status;
}
