/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows whose pay is in another column.
 *
 * Payrolls have a year's pay of some in one column and an hour's of the others in a
 * second one.  Whichever is read, the others are rows without pay, and left out: a table
 * of them alone is no table of all, which must be said. */
#include "ingest/paygap.h"

#include "ingest/cell.h"
#include "ingest/phrase.h"

typedef struct looking {
    const bp_reading *reading;
    size_t pay, other;
    uint64_t rows;
} looking;

static bool is_amount(const bp_reading *r, bp_text cell)
{
    bp_phrase phrase;
    cell = bp_text_trim(cell);
    return !bp_cell_missing(cell, r->missing, r->n_missing) &&
           bp_phrase_parse(&phrase, cell);
}

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    (void)err;
    k->rows += !is_amount(k->reading, r->field[k->pay]) &&
               is_amount(k->reading, r->field[k->other]);
    return BP_OK;
}

bp_status bp_paygap_count(uint64_t *out, const bp_lookup *l, size_t pay, size_t other,
                          bp_err *err)
{
    looking k = { l->reading, pay, other, 0 };
    bp_status status = bp_head_rows(l->head, (size_t[]){ pay, other }, 2, see, &k, err);
    *out = k.rows;
    return status;
}
