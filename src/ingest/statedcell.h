/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statedcell.h - the codes of published figures.  Layer: ingest. */
#ifndef BP_INGEST_STATEDCELL_H
#define BP_INGEST_STATEDCELL_H

#include "base/text.h"
#include "benchpay/figure.h"

/* The code that a figure is, with its mark cut off: "239,200+", ">= 239,200" and
 * "2,500-", "< 2,500" have numbers; "#" has none. */
bp_coded bp_stated_code(bp_text *cell);

#endif
