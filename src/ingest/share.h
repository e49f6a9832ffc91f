/* SPDX-License-Identifier: GPL-3.0-or-later */
/* share.h - a cell that is a share of 1.  Layer: ingest. */
#ifndef BP_INGEST_SHARE_H
#define BP_INGEST_SHARE_H

#include "ingest/plan.h"

/* Are numbers of such a column in percent, though their cells do not say so: "FTE %",
 * "Beschäftigungsgrad" with 80 and 100?  With 0.8 they are shares. */
bool bp_share_in_percent(bp_text header, const bp_evidence *e);

/* A share in 10^-BP_SCALE_MAX, of a cell "0.8", "80 %" or, in percent, "80".  False: it
 * is no number from 0 to 1, and no percentage up to 100%. */
bool bp_share_of(int64_t *out, bp_text cell, bp_number_style style, bool percent);

/* The share of full time, or of a year, of a record, likewise. */
bool bp_share_read(int64_t *out, const bp_plan_row *r, size_t wanted);

#endif
