/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_headers.h - what is said of headers that are not what they look like.
 * Layer: ingest. */
#ifndef BP_INGEST_NOTES_HEADERS_H
#define BP_INGEST_NOTES_HEADERS_H

#include "ingest/plan.h"

/* Warns of headers with letters of another script or with characters that are not seen,
 * and of two that look the same; of files that have no rows below theirs.  Errors:
 * BP_ELIMIT */
bp_status bp_notes_headers(bp_survey *s, const bp_plan *p, bp_err *err);

#endif
