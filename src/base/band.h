/* SPDX-License-Identifier: GPL-3.0-or-later */
/* band.h - bands that a spreadsheet turned into dates.  Layer: base.
 *
 * Spreadsheets read "5-8" and "8-12" as dates and show "8-May", "5-Aug", "12-Aug" or
 * "5/8/2026". */
#ifndef BP_BASE_BAND_H
#define BP_BASE_BAND_H

#include <stdbool.h>

#include "base/text.h"

/* The band that a date was; the lower bound was written first. */
typedef struct bp_band_date {
    unsigned low;
    unsigned high;
    unsigned year; /* 0: the date has none */
} bp_band_date;

/* Is the text a date that may have been a band? */
bool bp_band_damaged(bp_text t, bp_band_date *b);

/* Does a column of this name hold bands ("experience", "tier", "band")? */
bool bp_band_column(bp_text name);

#endif
