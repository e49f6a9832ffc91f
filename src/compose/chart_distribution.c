/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_distribution.c - the histogram of pay as a chart slot.
 *
 * Bins and density were computed, and passed the gate, with the answer; here they only
 * get their words, and the middle half as their title. */
#include "compose/chart.h"
#include "report/build.h"

static const double *counts(bp_report *r, const bp_distribution *d)
{
    double *to = bp_report_alloc(r, d->n_bins, sizeof *to);
    for (size_t i = 0; to != NULL && i < d->n_bins; i++)
        to[i] = bp_distribution_bar(d, i);
    return to;
}

void bp_slot_distribution(bp_report *r, const bp_answer *a)
{
    const bp_distribution *d = a->distribution;
    const bool orgs = a->method.basis == BP_BASIS_ORG;
    const bp_weighting w = bp_basis_weighting(a->method.basis, a->method.qtype,
                                              bp_survey_weighting(a->survey));
    const bool weighed = w == BP_WEIGHTS_SAMPLING || w == BP_WEIGHTS_ANALYTIC;
    const bp_value per[] = { bp_value_money(d->width, d->currency),
                             bp_slot_element(r, a) };
    const char *line =
        d->curve.n > 0 ? " Line: kernel density (log scale, Silverman), P5 to P95." : "";
    const char *how = bp_report_text(
        r, "%s%s",
        d->open_low && d->open_high ? " The bars at both ends count everybody beyond."
        : d->open_low               ? " The first bar counts everybody below, too."
        : d->open_high              ? " The last bar counts everybody above, too."
                                    : "",
        a->n_total > 0 ? bp_slot_median_limits(r, a->total[0]) : "");
    const bp_chart chart = {
        .kind = BP_CHART_DISTRIBUTION,
        .id = "distribution",
        .title = bp_slot_title(r, a, bp_slot_half(r, a, d->p25, d->p75, d->currency)),
        .subtitle = bp_slot_subtitle(
            r, a,
            bp_survey_of_lines(a->survey)   ? BP_SAY("Published lines per {} of {}")
            : bp_survey_of_posts(a->survey) ? BP_SAY("Rows per {} of {}")
            : orgs                          ? BP_SAY("Organizations per {} of {}")
            : weighed                       ? BP_SAY("Weighted people per {} of {}")
                                            : BP_SAY("People per {} of {}"),
            per, 2),
        .note =
            bp_slot_note(r, a, d->people, d->orgs, bp_report_text(r, "%s%s", line, how)),
        .sketch_note = bp_slot_note(r, a, d->people, d->orgs, how),
        .currency = d->currency,
        .u.bins = { .low = d->low,
                    .width = d->width,
                    .count = counts(r, d),
                    .n = d->n_bins,
                    .below = d->below,
                    .above = d->above,
                    .orgs = orgs,
                    .open_low = d->open_low,
                    .open_high = d->open_high,
                    .curve = bp_slot_curve_of(r, &d->curve),
                    .p25 = d->p25,
                    .p50 = d->p50,
                    .p75 = d->p75 },
    };
    bp_report_add_chart(r, &chart);
}
