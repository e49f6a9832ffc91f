/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_groups.c - groups side by side: boxes, percentiles, tiers.
 *
 * The three kinds differ in how a row is drawn, not in what is in it, so they are
 * filled in one place; tiers add the density of each. */
#include <string.h>

#include "compose/chart.h"
#include "compose/finding.h"
#include "compose/groups.h"
#include "compose/words.h"
#include "report/build.h"

static bp_chart_group row_of(bp_report *r, const bp_percentiles *p, const bp_group *g)
{
    static const bp_level level[BP_CHART_LEVELS] = {
        { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 }
    };
    bp_chart_group to = { .name = bp_slot_name(r, p, g),
                          .people = g->n,
                          .orgs = g->orgs };
    for (size_t k = 0; k < BP_CHART_LEVELS; k++)
        to.p[k] = bp_compose_percentile(p, g, level[k]);
    return to;
}

/* The group shown in row i: tables of tiers begin with the lowest.  Those that are joined
 * are the last of any. */
static size_t group_in_row(const bp_percentiles *p, size_t i, bool descending)
{
    const size_t own = p->n_groups - 1 - (p->has_others ? 1 : 0);
    return p->n_groups == 1 ? 0 : descending && i < own ? own - i : i + 1;
}

/* The rows of the table; those of tiers rise from the bottom to the top.  A group whose
 * median is withheld has no density either. */
static void add(bp_report *r, const bp_answer *a, bp_chart *chart,
                const bp_percentiles *p, const bp_densities *densities)
{
    const size_t n = p->n_groups > 1 ? p->n_groups - 1 : 1;
    const bool descending = densities != NULL && a->method.sort == BP_SORT_NAME;
    bp_chart_group *row = bp_report_alloc(r, n, sizeof *row);
    if (row == NULL)
        return;
    for (size_t i = 0; i < n; i++) {
        size_t g = group_in_row(p, i, descending);
        row[i] = row_of(r, p, &p->group[g]);
        if (densities != NULL && row[i].p[BP_P50].state == BP_SHOWN && g < densities->n)
            row[i].density = bp_slot_curve_of(r, &densities->curve[g]);
    }
    chart->currency = p->group[0].currency;
    chart->u.groups.group = row;
    chart->u.groups.n = n;
    bp_report_add_chart(r, chart);
}

static bp_line subtitle(bp_report *r, const bp_answer *a, const bp_percentiles *p)
{
    const char *keys = p->n_keys > 0 ? bp_slot_short(r, p->key[0]) : "";
    for (size_t k = 1; k < p->n_keys; k++)
        keys = bp_report_text(r, "%s and %s", keys, bp_slot_short(r, p->key[k]));
    bp_value value[] = { bp_value_text(bp_slot_short(r, bp_words_element(p->element))),
                         bp_value_text(keys) };
    return bp_slot_subtitle(r, a, p->n_keys > 0 ? BP_SAY("{} by {}") : BP_SAY("{}"),
                            value, p->n_keys > 0 ? 2 : 1);
}

/* Published medians that are codes are beyond those that are numbers. */
static bool has_codes(const bp_percentiles *p)
{
    for (size_t i = 1; p->published && i < p->n_groups; i++)
        if (bp_compose_percentile(p, &p->group[i], BP_MEDIAN).state == BP_NOT_ESTIMABLE)
            return true;
    return false;
}

static bp_line run_from(bp_report *r, const bp_percentiles *p, const bp_group *low,
                        const bp_group *high)
{
    const bp_value value[] = { bp_compose_median(p, low),
                               bp_value_text(bp_slot_name_inside(r, p, low)),
                               bp_compose_median(p, high),
                               bp_value_text(bp_slot_name_inside(r, p, high)) };
    return bp_report_line(r, BP_SAY("Medians run from {} ({}) to {} ({})"), value, 4);
}

/* What was published is no sample: nothing in it is chance. */
static bp_line published_finding(bp_report *r, const bp_percentiles *p)
{
    const bp_group *low = bp_slot_extreme(p, false), *high = bp_slot_extreme(p, true);
    if (has_codes(p))
        return bp_report_line(r, BP_SAY("Published medians, some of which are codes"),
                              NULL, 0);
    if (low == NULL)
        return bp_report_line(r, BP_SAY("No median is shown"), NULL, 0);
    if (low == high)
        return bp_report_line(r, BP_SAY("The median is {} in every group"),
                              (bp_value[]){ bp_compose_median(p, low) }, 1);
    return run_from(r, p, low, high);
}

/* Of one group its middle half, of several their medians. */
static bp_line medians_finding(bp_report *r, const bp_answer *a, const bp_percentiles *p)
{
    const bp_group *all = &p->group[0], *end[2];
    const bp_figure p25 = bp_compose_percentile(p, all, BP_LOWER_QUARTILE),
                    p75 = bp_compose_percentile(p, all, BP_UPPER_QUARTILE);
    if (p->n_groups <= 2 && p25.state == BP_SHOWN && p75.state == BP_SHOWN)
        return bp_slot_half(r, a, p25.value, p75.value, all->currency);
    if (p->published)
        return published_finding(r, p);
    if (bp_slot_extreme(p, false) == NULL)
        return bp_report_line(r, BP_SAY("No median is shown"), NULL, 0);
    return bp_finding_ends(a, p, end) ? run_from(r, p, end[0], end[1])
                                      : bp_finding_none(r, a, p);
}

/* Has some row the interval of its median? */
static bool has_interval(const bp_percentiles *p)
{
    for (size_t i = p->n_groups > 1 ? 1 : 0; i < p->n_groups; i++) {
        const bp_figure m = bp_compose_percentile(p, &p->group[i], BP_MEDIAN);
        if (m.state == BP_SHOWN && bp_figure_bounded(&m))
            return true;
    }
    return false;
}

/* What the marks are.  Of the two kinds boxes alone draw intervals; the note of the other
 * says them. */
static const char *marks(bp_report *r, bp_chart_kind kind, const bp_percentiles *p)
{
    if (kind != BP_CHART_BOX)
        return bp_report_text(r, " Line: P10 to P90; bar: P25 to P75; dot: median.%s",
                              bp_slot_median_limits(r, p));
    const char *darker = has_interval(p)
                             ? bp_report_text(r, "; darker: %g%% interval of the median",
                                              100 * p->ci.level)
                             : "";
    return bp_report_text(r, " Line: P10 to P90; box: P25 to P75%s; stroke: median.",
                          darker);
}

void bp_slot_groups(bp_report *r, const bp_answer *a, bp_chart_kind kind, const char *id,
                    const bp_percentiles *p)
{
    const bp_group *all = &p->group[0];
    bp_chart chart = {
        .kind = kind,
        .id = bp_report_text(r, "%s", id),
        .title = bp_slot_title(r, a, medians_finding(r, a, p)),
        .subtitle = subtitle(r, a, p),
        .note = bp_slot_note(r, a, all->n, all->orgs, marks(r, kind, p)),
    };
    add(r, a, &chart, p, NULL);
}

/* The lowest and the highest tier that are compared and shown. */
static bool ends(const bp_percentiles *p, const bp_group *end[2])
{
    end[0] = end[1] = NULL;
    for (size_t i = 1; i < p->n_groups; i++) {
        const bp_group *g = &p->group[i];
        const bp_figure m = bp_compose_percentile(p, g, BP_MEDIAN);
        if (m.state != BP_SHOWN || !(m.value > 0) || !bp_difference_has(p, g))
            continue;
        end[0] = end[0] != NULL ? end[0] : g;
        end[1] = g;
    }
    return end[0] != end[1];
}

/* "CMO", "Tier 3" at the beginning of a sentence. */
static const char *name_first(bp_report *r, const bp_percentiles *p, const bp_group *g)
{
    const char *name = bp_slot_name_inside(r, p, g);
    return strcmp(name, g->by[0]) == 0 ? name : bp_words_heading(r, name);
}

/* "CMO pay is 1.43 times Medical Director pay at the median" */
static bp_line tiers_finding(bp_report *r, const bp_answer *a, const bp_percentiles *p)
{
    const bp_group *end[2];
    if (p->n_keys > 1 || !bp_difference_shows(bp_finding_difference(a, p)) ||
        !ends(p, end))
        return medians_finding(r, a, p);
    double low = bp_compose_percentile(p, end[0], BP_MEDIAN).value,
           high = bp_compose_percentile(p, end[1], BP_MEDIAN).value;
    if (low == high)
        return medians_finding(r, a, p);
    size_t more = high > low ? 1 : 0;
    const bp_value value[] = {
        bp_value_text(name_first(r, p, end[more])),
        bp_value_ratio(more ? high / low : low / high),
        bp_value_text(bp_slot_name_inside(r, p, end[1 - more])),
    };
    return bp_report_line(r, BP_SAY("{} pay is {} times {} pay at the median"), value, 3);
}

void bp_slot_tiers(bp_report *r, const bp_answer *a, const bp_percentiles *p)
{
    const bp_group *all = &p->group[0];
    bp_chart chart = {
        .kind = BP_CHART_TIERS,
        .id = "tiers",
        .title = bp_slot_title(r, a, tiers_finding(r, a, p)),
        .subtitle = subtitle(r, a, p),
        .note = bp_slot_note(
            r, a, all->n, all->orgs,
            bp_report_text(r, " Shapes: density of pay, P5 to P95, from 10 people on.%s",
                           bp_slot_median_limits(r, p))),
    };
    add(r, a, &chart, p, a->densities);
}
