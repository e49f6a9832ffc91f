/* SPDX-License-Identifier: GPL-3.0-or-later */
/* further.h - the further ones of many files.  Layer: ingest. */
#ifndef BP_INGEST_FURTHER_H
#define BP_INGEST_FURTHER_H

#include "ingest/head.h"

/* Opens those of head[1] to head[n_files - 1] that have the header of the first, which is
 * open, and nothing else; `bare` says so.  Where files are many, it opens those, too, for
 * which a brief look suffices: they have the same header, their cells are written alike,
 * and nothing near their ends sums up others; `like_first` says so of those that are
 * longer.  The others stay empty.  Errors: BP_ELIMIT. */
bp_status bp_further_open(bp_head head[], const bp_reading *reading, bool again,
                          bp_err *err);

#endif
