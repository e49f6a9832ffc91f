/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_change.h - what has changed becomes a slot for a chart.  Layer: compose. */
#ifndef BP_COMPOSE_CHART_CHANGE_H
#define BP_COMPOSE_CHART_CHANGE_H

#include "benchpay/change.h"
#include "benchpay/report.h"

/* A row a group; nothing where there is no figure to compare by.
 *   title, note  NULL: the chart's own */
void bp_slot_change(bp_report *r, const bp_change *c, const char *title,
                    const char *note);

#endif
