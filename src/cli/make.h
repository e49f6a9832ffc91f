/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make.h - what a command has a report of, and `plot` a chart.  Layer: cli. */
#ifndef BP_CLI_MAKE_H
#define BP_CLI_MAKE_H

#include "cli/run.h"

/* Prices the jobs of a request.
 * Errors: BP_EUSAGE  no surveys or date, several files, a target outside the levels, an
 *                    output that is a file of a survey
 *         those of the manifest and of bp_pricing_new */
bp_make bp_make_prices;

/* Places its employees in their ranges, and lists the rows that were excluded where that
 * is asked.  Errors: those of bp_compa_new */
bp_make bp_make_places;

/* Compares its two reports, or surveys.
 * Errors: BP_EUSAGE  the files are not two, one is a report and the other none, or an
 *                    option asks for figures of two reports
 *         those of bp_change_new */
bp_make bp_make_change;

#endif
