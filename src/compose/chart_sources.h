/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_sources.h - priced jobs become a slot for a chart.  Layer: compose. */
#ifndef BP_COMPOSE_CHART_SOURCES_H
#define BP_COMPOSE_CHART_SOURCES_H

#include "benchpay/pricing.h"
#include "report/build.h"

/* A row a job; nothing where medians are not among the levels.
 *   title, note  NULL: the chart's own */
void bp_slot_sources(bp_report *r, const bp_pricing *p, const char *title,
                     const char *note);

#endif
