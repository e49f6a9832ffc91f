#include <string.h>

#include "compose/compose.h"
#include "compose/words.h"
#include "report/build.h"

static const double *copy(bp_report *r, const double *from, size_t n)
{
    double *to = bp_report_alloc(r, n, sizeof *to);
    if (to != NULL)
        memcpy(to, from, n * sizeof *to);
    return to;
}

static const double *counts(bp_report *r, const bp_distribution *d)
{
    double *to = bp_report_alloc(r, d->n_bins, sizeof *to);
    for (size_t i = 0; to != NULL && i < d->n_bins; i++)
        to[i] = (double)d->count[i];
    return to;
}

static bp_line title(bp_report *r, const char *words, const bp_distribution *d)
{
    if (words != NULL)
        return bp_report_line(r, "{}", (bp_value[]){ bp_value_text(words) }, 1);
    const bp_value between[] = { bp_value_money(d->p25, d->currency),
                                 bp_value_money(d->p75, d->currency) };
    if (d->p25 == d->p75)
        return bp_report_line(r, "Half of the people or more earn {}", between, 1);
    return bp_report_line(r, "Half of the people earn between {} and {}", between, 2);
}

/* "People per $25,000 of base salary, USD a year, 2026" */
static bp_line subtitle(bp_report *r, const bp_context *c, const bp_distribution *d)
{
    const char *unit = bp_words_unit(r, c->survey);
    int year = bp_survey_year(c->survey);
    const char *text =
        bp_report_text(r, "People per {} of {}%s%s%s", unit[0] != '\0' ? ", " : "", unit,
                       year > 0 ? bp_report_text(r, ", %d", year) : "");
    const bp_value value[] = { bp_value_money(d->width, d->currency),
                               bp_value_text(bp_words_element_inside(
                                   bp_survey_element(c->survey, 0))) };
    return bp_report_line(r, text, value, 2);
}

static bp_line note(bp_report *r, const bp_context *c, const bp_distribution *d)
{
    const bp_value value[] = { bp_value_text(bp_words_source(r, c->survey)),
                               bp_value_count(d->n), bp_value_count(d->orgs) };
    const char *curve =
        d->n_curve > 0 ? " Line: kernel density (log scale, Silverman), P5 to P95." : "";
    const char *text =
        d->orgs > 0
            ? bp_report_text(r, "Source: {}; {} %s in {} %s.%s", bp_words_people(d->n),
                             bp_words_orgs(d->orgs), curve)
            : bp_report_text(r, "Source: {}; {} %s.%s", bp_words_people(d->n), curve);
    return bp_report_line(r, text, value, d->orgs > 0 ? 3 : 2);
}

void bp_compose_chart(bp_report *r, const bp_context *c, const char *words,
                      const bp_distribution *d)
{
    bp_chart chart = {
        .kind = BP_CHART_DISTRIBUTION,
        .id = "distribution",
        .title = title(r, words, d),
        .subtitle = subtitle(r, c, d),
        .note = note(r, c, d),
        .currency = d->currency,
        .u.bins = { .low = d->low,
                    .width = d->width,
                    .count = counts(r, d),
                    .n = d->n_bins,
                    .curve = { copy(r, d->x, d->n_curve), copy(r, d->y, d->n_curve),
                               d->n_curve },
                    .p25 = d->p25,
                    .p50 = d->p50,
                    .p75 = d->p75 },
    };
    bp_report_add_chart(r, &chart);
}

void bp_compose_distribution(bp_report *r, const bp_context *c, const bp_distribution *d)
{
    bp_compose_head(r, c);
    bp_report_section(r, "distribution", NULL, bp_survey_element(c->survey, 0));
    bp_compose_chart(r, c, c->title, d);
}
