/* SPDX-License-Identifier: GPL-3.0-or-later */
/* store.h - a batch and the texts in it.  Layer: ingest. */
#ifndef BP_INGEST_STORE_H
#define BP_INGEST_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/survey.h"
#include "data/batch.h"
#include "data/fence.h"
#include "data/shape.h"

/* Makes the columns of a batch.  False when memory is out; bp_batch_release is due all
 * the same. */
bool bp_batch_init(bp_batch *b, const bp_shape *shape);
void bp_batch_release(bp_batch *b);

/* Does the pay of row i lie beyond the fences of its group?  `within` may be NULL. */
bool bp_batch_beyond(const bp_batch *b, size_t i, const bp_fences *within);

/* {0} is empty.  Invariant: texts of the batch that it keeps are in `text`, which
 * never moves while the batch has rows. */
typedef struct bp_store {
    bp_batch batch;
    char *text;
    size_t used;
    size_t cap;
} bp_store;

/* False when memory is out; bp_store_release is due all the same. */
bool bp_store_init(bp_store *s, const bp_shape *shape);
void bp_store_release(bp_store *s);

/* Makes room for one more row whose texts take `bytes`; a full batch goes to the survey.
 */
bp_status bp_store_room(bp_store *s, bp_survey *survey, size_t bytes, bp_err *err);

/* A copy of t, within the bytes that there was made room for. */
bp_text bp_store_keep(bp_store *s, bp_text t);

/* The same with single spaces for blanks, as the texts of a survey are kept. */
bp_text bp_store_space(bp_store *s, bp_text t);

/* Gives all rows to the survey. */
bp_status bp_store_flush(bp_store *s, bp_survey *survey, bp_err *err);

#endif
