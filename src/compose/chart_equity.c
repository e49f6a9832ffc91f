/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_equity.c - pay equity as chart slots: gaps with their intervals, and who is in
 * each quarter of pay.
 *
 * The gap of all people is on top and the adjusted one below it, so that the two are read
 * together; categories follow.  A title claims no gap that could be chance. */
#include <math.h>
#include <string.h>

#include "compose/chart.h"
#include "compose/equity_text.h"
#include "compose/words.h"

/* ---- gaps ---- */

static size_t groups_of(const bp_equity *e)
{
    size_t n = 0;
    for (size_t at = 0; bp_equity_next_group(e, &at) != NULL;)
        n++;
    return n;
}

static void put_gap(bp_chart_gap gap[], size_t *n, const bp_equity_line *l,
                    const char *name)
{
    if (l != NULL)
        gap[(*n)++] = (bp_chart_gap){ .name = name,
                                      .people = l->n,
                                      .gap = l->value,
                                      .adjusted = l->part == BP_EQUITY_ADJUSTED };
}

/* "F: on average" where there are several groups. */
static const char *named(bp_report *r, const char *group, bool several, const char *what)
{
    return several ? bp_report_text(r, "%s: %s", group, what)
                   : bp_report_text(r, "%s", what);
}

static void put_group(bp_report *r, const bp_equity *e, bp_chart_gap gap[], size_t *n,
                      const char *group, bool several)
{
    put_gap(gap, n, bp_equity_find(e, BP_EQUITY_RAW, group, "", "", "gap_mean"),
            named(r, group, several, "On average"));
    put_gap(gap, n, bp_equity_find(e, BP_EQUITY_ADJUSTED, group, "", "", "gap"),
            named(r, group, several,
                  bp_report_text(r, "Alike in %s", bp_equity_factors(r, e))));
}

static size_t put_gaps(bp_report *r, const bp_equity *e, bp_chart_gap gap[])
{
    const bool several = groups_of(e) > 1;
    const char *group;
    size_t n = 0;
    for (size_t at = 0; (group = bp_equity_next_group(e, &at)) != NULL;)
        put_group(r, e, gap, &n, group, several);
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part == BP_EQUITY_CATEGORIES && strcmp(l->figure, "gap_mean") == 0 &&
            strcmp(l->factor, "pay") == 0)
            put_gap(gap, &n, l,
                    named(r, l->group, several,
                          l->category[0] != '\0' ? l->category : "(blank)"));
    }
    return n;
}

static bool is_sure(const bp_equity_line *l)
{
    return l != NULL && l->value.state == BP_SHOWN && bp_figure_bounded(&l->value) &&
           (l->value.lo > 0 || l->value.hi < 0);
}

static bp_line finding_of_group(bp_report *r, const bp_equity *e, const char *group)
{
    const bp_equity_line *mean =
                             bp_equity_find(e, BP_EQUITY_RAW, group, "", "", "gap_mean"),
                         *alike =
                             bp_equity_find(e, BP_EQUITY_ADJUSTED, group, "", "", "gap");
    const bool raw = is_sure(mean), adjusted = is_sure(alike);
    const bool compared = alike != NULL && alike->value.state == BP_SHOWN;
    const bp_value value[] = {
        bp_value_text(group),
        raw ? bp_value_percent(fabs(mean->value.value)) : bp_value_text(""),
        bp_value_text(raw ? bp_equity_less_or_more(mean) : ""),
        bp_value_text(e->reference),
        adjusted ? bp_value_percent(fabs(alike->value.value)) : bp_value_text(""),
        bp_value_text(adjusted ? bp_equity_less_or_more(alike) : ""),
        bp_value_text(bp_equity_factors(r, e)),
    };
    const bp_value alone[] = { value[0], value[4], value[5], value[3], value[6] };
    if (raw && adjusted)
        return bp_report_line(
            r, BP_SAY("{} earn {} {} than {}, and {} {} when alike in {}"), value, 7);
    if (raw && compared)
        return bp_report_line(
            r,
            BP_SAY("{} earn {} {} than {}; when alike in {} the gap "
                   "could be chance"),
            (bp_value[]){ value[0], value[1], value[2], value[3], value[6] }, 5);
    if (raw)
        return bp_report_line(r, BP_SAY("{} earn {} {} than {}"), value, 4);
    if (adjusted)
        return bp_report_line(r, BP_SAY("{} earn {} {} than {} when alike in {}"), alone,
                              5);
    return bp_report_line(r, BP_SAY("Pay of {} and {}: the gap could be chance"),
                          (bp_value[]){ value[0], value[3] }, 2);
}

/* The only group whose gap is shown; NULL: there are several, or none. */
static const char *only_shown(const bp_equity *e)
{
    const char *group, *only = NULL;
    size_t n = 0;
    for (size_t at = 0; (group = bp_equity_next_group(e, &at)) != NULL;) {
        const bp_equity_line *l =
            bp_equity_find(e, BP_EQUITY_RAW, group, "", "", "gap_mean");
        if (l->value.state != BP_SHOWN)
            continue;
        only = group;
        n++;
    }
    return n == 1 ? only : NULL;
}

static bp_line finding(bp_report *r, const bp_equity *e)
{
    const char *only = only_shown(e);
    return only != NULL ? finding_of_group(r, e, only)
                        : bp_report_line(r, BP_SAY("Pay of {} groups against {}"),
                                         (bp_value[]){ bp_value_count(groups_of(e)),
                                                       bp_value_text(e->reference) },
                                         2);
}

static uint64_t people_of(const bp_equity *e)
{
    uint64_t n = 0;
    for (size_t i = 0; i < e->n; i++)
        if (e->line[i].part == BP_EQUITY_RAW && strcmp(e->line[i].figure, "mean") == 0)
            n += e->line[i].n;
    return n;
}

static bp_line note_of(bp_report *r, const bp_answer *a, const char *how)
{
    return bp_slot_note(r, a, people_of(a->equity), 0, how);
}

void bp_slot_gaps(bp_report *r, const bp_answer *a)
{
    const bp_equity *e = a->equity;
    bp_chart_gap *gap = bp_report_alloc(r, e->n, sizeof *gap);
    const size_t n = gap != NULL ? put_gaps(r, e, gap) : 0;
    const bp_value of[] = { bp_slot_element(r, a), bp_value_text(e->question->group),
                            bp_value_text(e->reference) };
    if (n == 0)
        return;
    bp_report_add_chart(
        r, &(bp_chart){
               .kind = BP_CHART_GAPS,
               .id = "gaps",
               .title = bp_slot_title(r, a, finding(r, e)),
               .subtitle = bp_slot_subtitle(
                   r, a, BP_SAY("Gap of mean {} by {}, in percent of the mean of {}"), of,
                   3),
               .note = note_of(r, a,
                               bp_report_text(r,
                                              " Lines: %g%% intervals; grey: it could be "
                                              "chance. A gap shows no cause.",
                                              100 * a->method.ci.level)),
               .currency = e->currency,
               .u.gaps = { gap, n, bp_report_text(r, "%s", e->reference) } });
}

/* ---- bands ---- */

static const char *const band[] = { "upper", "upper-middle", "lower-middle", "lower" };
enum { BANDS = BP_CHART_BANDS_ALL - 1 };

/* The groups in the order of the lines: the reference, then the largest. */
static size_t put_groups(bp_report *r, const bp_equity *e, const char *group[])
{
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        if (l->part == BP_EQUITY_BANDS && strcmp(l->category, band[0]) == 0 &&
            strcmp(l->figure, "share") == 0)
            group[n++] = bp_report_text(r, "%s", l->group);
    }
    return n;
}

static void put_shares(const bp_equity *e, const char *const group[], size_t n,
                       bp_figure share[])
{
    const double all = (double)people_of(e);
    for (size_t k = 0; k < n; k++) {
        for (size_t q = 0; q < BANDS; q++) {
            const bp_equity_line *l =
                bp_equity_find(e, BP_EQUITY_BANDS, group[k], band[q], "", "share");
            share[q * n + k] = l != NULL ? l->value : bp_figure_absent();
        }
        const bp_equity_line *mean =
            bp_equity_find(e, BP_EQUITY_RAW, group[k], "", "", "mean");
        share[BANDS * n + k] = mean != NULL && all > 0
                                   ? bp_figure_of((double)mean->n / all)
                                   : bp_figure_absent();
    }
}

/* "M are 41% of the lowest quarter of pay and 62% of the highest" */
static bp_line spread(bp_report *r, const bp_equity *e, const char *group)
{
    const bp_equity_line *low = bp_equity_find(e, BP_EQUITY_BANDS, group, "lower", "",
                                               "share"),
                         *high = bp_equity_find(e, BP_EQUITY_BANDS, group, "upper", "",
                                                "share");
    if (low == NULL || high == NULL || low->value.state != BP_SHOWN ||
        high->value.state != BP_SHOWN)
        return bp_report_line(r, BP_SAY("Who is in each quarter of pay"), NULL, 0);
    const bp_value value[] = {
        bp_value_text(group),
        bp_value_text(bp_report_text(r, "%.0f%%", 100 * low->value.value)),
        bp_value_text(bp_report_text(r, "%.0f%%", 100 * high->value.value))
    };
    return bp_report_line(
        r, BP_SAY("{} are {} of the lowest quarter of pay and {} of the highest"), value,
        3);
}

void bp_slot_bands(bp_report *r, const bp_answer *a)
{
    const bp_equity *e = a->equity;
    const char **group = bp_report_alloc(r, e->n, sizeof *group);
    const size_t n = group != NULL ? put_groups(r, e, group) : 0;
    bp_figure *share = bp_report_alloc(r, BP_CHART_BANDS_ALL * n, sizeof *share);
    const bp_value of[] = { bp_slot_element(r, a), bp_value_text(e->question->group) };
    if (n == 0 || share == NULL)
        return;
    put_shares(e, group, n, share);
    bp_report_add_chart(
        r,
        &(bp_chart){
            .kind = BP_CHART_BANDS,
            .id = "bands",
            .title = bp_slot_title(r, a, spread(r, e, n > 1 ? group[1] : group[0])),
            .subtitle = bp_slot_subtitle(
                r, a, BP_SAY("Share of each quarter of {} by {}"), of, 2),
            .note = note_of(r, a, " The four quarters have the same number of people."),
            .currency = e->currency,
            .u.bands = { group, share, n } });
}
