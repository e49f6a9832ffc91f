/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot.c - the report of a question about one chart: its slot, and nothing else.
 *
 * A chart by itself is the slot that a report has, so both say the same; only its title
 * and its note can be those of the question. */
#include "compose/chart.h"
#include "compose/groups.h"
#include "report/build.h"

static void box(bp_report *r, const bp_answer *a)
{
    bp_slot_groups(r, a, BP_CHART_BOX, "box", a->table);
}

static void percentiles(bp_report *r, const bp_answer *a)
{
    bp_slot_groups(r, a, BP_CHART_PERCENTILES, "percentiles", a->table);
}

static void tiers(bp_report *r, const bp_answer *a)
{
    bp_slot_tiers(r, a, a->table);
}

/* The report has the same function for each slot, so a new kind is a row here. */
void bp_compose_chart(bp_report *r, const bp_answer *a)
{
    static bp_composer *const slot[BP_CHART_ANSWERS] = {
        [BP_CHART_DISTRIBUTION] = bp_slot_distribution,
        [BP_CHART_ECDF] = bp_slot_ecdf,
        [BP_CHART_OFFER] = bp_slot_offers,
        [BP_CHART_BOX] = box,
        [BP_CHART_PERCENTILES] = percentiles,
        [BP_CHART_TIERS] = tiers,
        [BP_CHART_OFFERS] = bp_slot_offers,
        [BP_CHART_GROWTH] = bp_slot_growth,
        [BP_CHART_HEATMAP] = bp_slot_heatmap,
        [BP_CHART_PAYLINE] = bp_slot_paylines,
        [BP_CHART_GAPS] = bp_slot_gaps,
        [BP_CHART_BANDS] = bp_slot_bands,
    };
    const char *note = a->question->labels.note;
    bp_compose_warnings(r, a);
    bp_report_add_section(r, &(bp_section){ .name = "chart" });
    slot[a->question->chart](r, a);
    bp_chart *chart = bp_report_chart(r, 0);
    if (chart != NULL && note != NULL)
        chart->note = bp_report_text_line(r, note);
}
