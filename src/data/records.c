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

static size_t find_element(const bp_shape *shape, const char *name)
{
    size_t i = 0;
    while (i < shape->n_elements && strcmp(shape->element[i], name) != 0)
        i++;
    return i;
}

static bool cash_below_base(const bp_shape *shape, const int64_t pay[])
{
    const size_t base = find_element(shape, "base"), tcc = find_element(shape, "tcc");
    return base < shape->n_elements && tcc < shape->n_elements &&
           pay[base] != BP_NO_PAY && pay[tcc] != BP_NO_PAY && pay[tcc] < pay[base];
}

static void read_row(bp_record_row *out, const bp_shape *shape, const bp_log_block *b,
                     size_t row)
{
    bp_log_row r;
    bp_log_row_read(&r, shape, b, row);
    *out = (bp_record_row){ .row_hash = r.row_hash,
                            .payee_hash = r.payee_hash,
                            .who_hash = r.who_hash,
                            .cash_below_base = cash_below_base(shape, r.pay),
                            .pay = r.pay[0],
                            .place = r.place };
}

bool bp_survey_record(const bp_survey *s, bp_record_at *at, bp_record_row *out)
{
    const bp_cells *c = &s->cells;
    for (; at->worker < c->n_workers; *at = (bp_record_at){ .worker = at->worker + 1 }) {
        const bp_row_log *l = &c->worker[at->worker].log;
        for (; at->block < l->n_blocks; at->block++, at->row = 0)
            if (at->row < l->block[at->block].n) {
                read_row(out, &s->shape, &l->block[at->block], at->row);
                return true;
            }
    }
    return false;
}
