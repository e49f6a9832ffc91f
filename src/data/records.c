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

/* The block that a place is in, or the next one that has rows, where it is then; NULL
 * when there is none. */
static const bp_log_block *block_at(const bp_survey *s, bp_record_at *at)
{
    const bp_cells *c = &s->cells;
    for (; at->worker < c->n_workers; *at = (bp_record_at){ .worker = at->worker + 1 }) {
        const bp_row_log *l = &c->worker[at->worker].log;
        for (; at->block < l->n_blocks; at->block++, at->row = 0)
            if (at->row < l->block[at->block].n)
                return &l->block[at->block];
    }
    return NULL;
}

bool bp_survey_record(const bp_survey *s, bp_record_at *at, bp_record_row *out)
{
    const bp_log_block *b = block_at(s, at);
    bp_log_row r;
    if (b == NULL)
        return false;
    bp_log_row_read(&r, &s->shape, b, at->row);
    out->who_hash = r.who_hash;
    out->place = r.place;
    memcpy(out->pay, r.pay, s->shape.n_elements * sizeof r.pay[0]);
    return true;
}

bool bp_survey_record_hashes(const bp_survey *s, bp_record_hashes *h, bp_record_hash of)
{
    h->at.row += (uint32_t)h->n;
    const bp_log_block *b = block_at(s, &h->at);
    h->n = 0;
    if (b == NULL)
        return false;
    const size_t rest = b->n - h->at.row;
    h->n = rest < BP_HASHES ? rest : BP_HASHES;
    bp_log_hashes(h->hash, &s->shape, b, h->at.row, h->n, of);
    return true;
}
