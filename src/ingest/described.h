/* SPDX-License-Identifier: GPL-3.0-or-later */
/* described.h - the columns of a file, as they are understood.  Layer: ingest. */
#ifndef BP_INGEST_DESCRIBED_H
#define BP_INGEST_DESCRIBED_H

#include "base/mem.h"
#include "benchpay/read.h"
#include "data/columns.h"
#include "ingest/date.h"
#include "ingest/head.h"
#include "ingest/schema.h"

/* Column i.  Texts are those of the head and the schema, constants or `style`. */
bp_column_info bp_column_describe(char style[BP_DATE_NAME], const bp_head *h,
                                  const bp_schema *s, const bp_reading *r, size_t i);

/* Is no column of the first file called so?  False where that cannot be seen: it is no
 * regular file, or cannot be read. */
bool bp_column_is_lacking(const bp_reading *reading, const char *name);

/* Those of the first file of a reading that failed, which is opened once more: what to
 * mend is seen in its columns.  None when it is no regular file, or has no columns.
 *   out   *n of them, which live as long as `text`
 * Errors: BP_ELIMIT */
bp_status bp_columns_described(bp_column_info **out, size_t *n, bp_arena *text,
                               const bp_reading *reading, bp_err *err);

#endif
