/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c - rows that are kept to be compared with each other.
 *
 * Duplicates and conflicts relate rows, which cells forget: they are looked for among the
 * rows that are left in the logs of a settled survey.  Nothing is sorted, since few rows
 * are ever looked at twice. */
#include "data/records.h"

#include "data/inside.h"

size_t bp_survey_records(const bp_survey *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->cells.n_workers; i++)
        for (size_t k = 0; k < s->cells.worker[i].log.n_blocks; k++)
            n += s->cells.worker[i].log.block[k].n;
    return n;
}

uint64_t bp_survey_spare(const bp_survey *s)
{
    return s->spare;
}

/* The block that a place is in, or the next one that has rows, where it is then; NULL
 * when there is none, or it cannot be read. */
static const bp_log_block *block_at(bp_records_reader *r, bp_record_at *at)
{
    const bp_cells *c = &r->survey->cells;
    const bp_log_block *b = NULL;
    for (; at->worker < c->n_workers; *at = (bp_record_at){ .worker = at->worker + 1 }) {
        const bp_row_log *l = &c->worker[at->worker].log;
        while (at->block < l->n_blocks && at->row >= l->block[at->block].n)
            *at = (bp_record_at){ at->worker, at->block + 1, 0 };
        if (at->block == l->n_blocks)
            continue;
        bp_err why;
        if (bp_log_block_at(&b, &r->view, l, at->block, &r->survey->shape, &why) == BP_OK)
            return b;
        bp_kept_set(&r->failure, &why);
        return NULL;
    }
    return NULL;
}

bool bp_records_next(bp_records_reader *r, bp_record_at *at, bp_record_row *out)
{
    const bp_shape *shape = &r->survey->shape;
    const bp_log_block *b = block_at(r, at);
    bp_log_row row;
    if (b == NULL)
        return false;
    bp_log_row_read(&row, shape, b, at->row);
    out->who_hash = row.who_hash;
    out->place = row.place;
    memcpy(out->pay, row.pay, shape->n_elements * sizeof row.pay[0]);
    return true;
}

bool bp_records_hashes(bp_records_reader *r, bp_record_hashes *h, bp_record_hash of)
{
    h->at.row += (uint32_t)h->n;
    const bp_log_block *b = block_at(r, &h->at);
    h->n = 0;
    if (b == NULL)
        return false;
    const size_t rest = b->n - h->at.row;
    h->n = rest < BP_HASHES ? rest : BP_HASHES;
    bp_log_hashes(h->hash, &r->survey->shape, b, h->at.row, h->n, of);
    return true;
}

bp_status bp_records_end(bp_records_reader *r, bp_err *err)
{
    const bp_status status = bp_kept_tell(&r->failure, err);
    bp_kept_release(&r->failure);
    bp_log_view_release(&r->view);
    return status;
}
