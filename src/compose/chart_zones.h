/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_zones.h - employees in their ranges become a slot for a chart.  Layer: compose.
 */
#ifndef BP_COMPOSE_CHART_ZONES_H
#define BP_COMPOSE_CHART_ZONES_H

#include "pricing/compa.h"
#include "report/build.h"

/* A row a group that has people with a range; nothing where nobody has one.
 *   title, note  NULL: the chart's own */
void bp_slot_zones(bp_report *r, const bp_compa *c, const char *title, const char *note);

#endif
