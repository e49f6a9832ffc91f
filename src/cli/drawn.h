/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drawn.h - a report with its charts.  Layer: cli. */
#ifndef BP_CLI_DRAWN_H
#define BP_CLI_DRAWN_H

#include "cli/run.h"

/* What charts of a question need: all, what text draws itself, nothing. */
bp_chart_parts bp_drawn_parts(const bp_request *r);

/* bp_write_report, with the charts drawn.  Errors: BP_ECHART where they are required */
bp_write bp_write_drawn;

#endif
