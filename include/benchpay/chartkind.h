/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chartkind.h - the charts that there are.  Layer: base. */
#ifndef BP_CHARTKIND_H
#define BP_CHARTKIND_H

typedef enum bp_chart_kind {
    BP_CHART_DISTRIBUTION,
    BP_CHART_ECDF,
    BP_CHART_OFFER,
    BP_CHART_BOX,
    BP_CHART_PERCENTILES,
    BP_CHART_TIERS,
    BP_CHART_OFFERS,
    BP_CHART_GROWTH,
    BP_CHART_HEATMAP,
    BP_CHART_PAYLINE, /* pay on the scope of a job */
    BP_CHART_GAPS,    /* pay of groups of people against one of them */
    BP_CHART_BANDS,   /* ... in four bands of pay */
    BP_CHART_ANSWERS, /* those before it are of questions about surveys */
    BP_CHART_STRUCTURE = BP_CHART_ANSWERS,
    BP_CHART_CHANGE,
    BP_CHART_SOURCES,
    BP_CHART_ZONES,
    BP_CHART_KINDS
} bp_chart_kind;

#endif
