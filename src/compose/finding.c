/* SPDX-License-Identifier: GPL-3.0-or-later */
/* finding.c - what can be said of groups, and what is chance.
 *
 * Whoever reads a sentence about groups, or the title of a chart, takes it for true of
 * the market: so it names only groups that are large enough and differ beyond chance
 * (analysis/differ.h), and else says that they do not. */
#include "compose/finding.h"

#include "compose/groups.h"
#include "compose/words.h"

const bp_difference *bp_finding_difference(const bp_answer *a, const bp_percentiles *p)
{
    for (size_t i = 0; i < a->n_by; i++)
        if (a->by[i] == p)
            return &a->by_differs[i];
    for (size_t i = 0; i < a->n_tiles; i++)
        if (a->tiles[i].both == p)
            return &a->tiles[i].differs;
    return &a->table_differs;
}

/* Of equal medians the last is the smallest and the first the largest. */
bool bp_finding_ends(const bp_answer *a, const bp_percentiles *p, const bp_group *end[2])
{
    double low = 0, high = 0;
    end[0] = end[1] = NULL;
    if (!bp_difference_shows(bp_finding_difference(a, p)))
        return false;
    for (size_t i = 1; i < p->n_groups; i++) {
        const bp_group *g = &p->group[i];
        const bp_figure median = bp_compose_percentile(p, g, BP_MEDIAN);
        if (median.state != BP_SHOWN || !bp_difference_has(p, g))
            continue;
        if (end[0] == NULL || median.value <= low) {
            end[0] = g;
            low = median.value;
        }
        if (end[1] == NULL || median.value > high) {
            end[1] = g;
            high = median.value;
        }
    }
    return low < high;
}

/* "region", "region and org size" */
static const char *keys_of(bp_report *r, const bp_percentiles *p)
{
    const char *keys = "";
    for (size_t k = 0; k < p->n_keys; k++)
        keys = bp_report_text(r, "%s%s%s", keys, k > 0 ? " and " : "",
                              bp_words_heading_inside(r, p->key[k]));
    return keys;
}

static bp_value chance(const bp_difference *d)
{
    return bp_value_figure(BP_KIND_CHANCE, d->p, NULL);
}

bp_line bp_finding_none(bp_report *r, const bp_answer *a, const bp_percentiles *p)
{
    const bp_difference *d = bp_finding_difference(a, p);
    const bp_value value[] = { bp_value_text(keys_of(r, p)), chance(d) };
    if (bp_difference_known(d) && !bp_difference_shows(d))
        return bp_report_line(
            r, BP_SAY("By {}, medians do not differ beyond chance ({})"), value, 2);
    return bp_report_line(r, BP_SAY("Medians by {}"), value, 1);
}

void bp_findings_by_key(bp_report *r, const bp_answer *a)
{
    for (size_t i = 0; i < a->n_by; i++) {
        const bp_percentiles *p = a->by[i];
        const bp_difference *d = &a->by_differs[i];
        const bp_group *end[2];
        const bp_value key = bp_value_text(keys_of(r, p));
        if (bp_finding_ends(a, p, end))
            bp_report_say(
                r, BP_SAY("By {}, medians run from {} ({}) to {} ({})."),
                BP_VALUES(key, bp_compose_median(p, end[0]), bp_value_text(end[0]->by[0]),
                          bp_compose_median(p, end[1]), bp_value_text(end[1]->by[0])));
        else if (bp_difference_known(d) && !bp_difference_shows(d))
            bp_report_say(r, BP_SAY("By {}, medians do not differ beyond chance ({})."),
                          BP_VALUES(key, chance(d)));
    }
}

static const char *test_of(bp_report *r, const bp_answer *a, const bp_difference *d)
{
    if (d->test == BP_DIFFER_ORGS_PERMUTED)
        return bp_report_text(r,
                              "Kruskal-Wallis statistic, groups permuted among "
                              "organizations %d times, seed %llu",
                              BP_DIFFER_PERMUTATIONS,
                              (unsigned long long)a->growing.seed);
    return d->test == BP_DIFFER_WITHIN_ORGS
               ? "Cochran-Mantel-Haenszel test of mean ranks within organizations"
               : "Kruskal-Wallis test of ranks, corrected for ties";
}

void bp_findings_method(bp_report *r, const bp_answer *a)
{
    for (size_t i = 0; i < a->n_by; i++) {
        const bp_difference *d = &a->by_differs[i];
        const char *orgs = bp_report_text(
            r, "%s%s",
            d->orgs > 0 ? bp_report_text(r, " in %d organizations", BP_DIFFER_ORGS) : "",
            bp_survey_weighting(a->survey) != BP_UNWEIGHTED
                ? ", whose rows count once each, without weights"
                : "");
        const bp_value value[] = {
            bp_value_text(keys_of(r, a->by[i])), chance(d),
            bp_value_text(test_of(r, a, d)),     bp_value_count(d->groups),
            bp_value_count(BP_DIFFER_PEOPLE),    bp_value_text(orgs)
        };
        if (bp_difference_known(d))
            bp_report_remark(
                r,
                BP_SAY("Differences by {}: {}; {}; {} groups of at least {} people{}."),
                value, 6);
    }
}
