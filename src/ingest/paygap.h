/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paygap.h - rows whose pay is in another column.  Layer: ingest. */
#ifndef BP_INGEST_PAYGAP_H
#define BP_INGEST_PAYGAP_H

#include "ingest/lookup.h"

/* The rows of the head that have no amount in the column `pay` and one in `other`: those
 * of people who are paid otherwise, by the hour for instance. */
bp_status bp_paygap_count(uint64_t *out, const bp_lookup *l, size_t pay, size_t other,
                          bp_err *err);

#endif
