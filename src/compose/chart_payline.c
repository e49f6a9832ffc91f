/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_payline.c - pay on scope as a chart slot: a line, and those of groups.
 *
 * A chart has one scope along its axis, so there is one for each; the others are then at
 * their medians, which its note says.  Bands are of everybody's line, since those of
 * several lines would cover each other. */
#include <math.h>

#include "compose/chart.h"
#include "compose/words.h"

/* Where a figure of a point is kept. */
typedef struct series {
    double *to;
    bp_figure (*of)(const bp_payline_point *x);
} series;

static bp_figure median_of(const bp_payline_point *x)
{
    return x->median;
}

static bp_figure low_of(const bp_payline_point *x)
{
    return bp_figure_bounded(&x->median) ? bp_figure_of(x->median.lo) : x->predict_lo;
}

static bp_figure high_of(const bp_payline_point *x)
{
    return bp_figure_bounded(&x->median) ? bp_figure_of(x->median.hi) : x->predict_hi;
}

static bp_figure p25_of(const bp_payline_point *x)
{
    return x->p25;
}

static bp_figure p75_of(const bp_payline_point *x)
{
    return x->p75;
}

static bp_figure least_of(const bp_payline_point *x)
{
    return x->predict_lo;
}

static bp_figure most_of(const bp_payline_point *x)
{
    return x->predict_hi;
}

/* Is every figure of it a number that can be drawn? */
static bool is_whole(const bp_payline_point *x)
{
    const bp_figure f[] = { x->median, x->predict_lo, x->predict_hi, x->p25, x->p75 };
    bool whole = true;
    for (size_t i = 0; i < sizeof f / sizeof f[0]; i++)
        whole = whole && f[i].state == BP_SHOWN && f[i].value > 0;
    return whole;
}

/* One line along scope k; n 0: it cannot be drawn. */
static bp_chart_line line_of(bp_report *r, const bp_paylines *p, const bp_payline *line,
                             size_t group, size_t k, bool bands)
{
    bp_payline_point at[BP_PAYLINE_STEPS];
    bp_chart_line to = { .name = NULL };
    enum { FIGURES = 7 };
    double *x = bp_report_alloc(r, (1 + FIGURES) * BP_PAYLINE_STEPS, sizeof *x);
    if (x == NULL)
        return to;
    series s[FIGURES] = { { NULL, median_of }, { NULL, low_of }, { NULL, high_of },
                          { NULL, p25_of },    { NULL, p75_of }, { NULL, least_of },
                          { NULL, most_of } };
    for (size_t i = 0; i < FIGURES; i++)
        s[i].to = x + (1 + i) * BP_PAYLINE_STEPS;
    bp_payline_along(at, p, line, group, k);
    for (size_t i = 0; i < BP_PAYLINE_STEPS; i++) {
        if (!is_whole(&at[i]) || (to.n > 0 && !(at[i].scope[k] > x[to.n - 1])))
            continue;
        x[to.n] = at[i].scope[k];
        for (size_t j = 0; j < FIGURES; j++)
            s[j].to[to.n] = s[j].of(&at[i]).value;
        to.n++;
    }
    if (to.n < 2)
        return (bp_chart_line){ .name = NULL };
    to.x = x;
    to.pay = s[0].to;
    if (bands) {
        to.lo = s[1].to;
        to.hi = s[2].to;
        to.p25 = s[3].to;
        to.p75 = s[4].to;
        to.least = s[5].to;
        to.most = s[6].to;
    }
    return to;
}

static const char *name_of(bp_report *r, const bp_paylines *p, const char *const *by)
{
    const char *name = "";
    for (size_t k = 0; k < p->n_keys; k++)
        name = bp_report_text(r, "%s%s%s", name, k > 0 ? ", " : "",
                              by[k][0] != '\0' ? by[k] : "(blank)");
    return name;
}

static void add_line(bp_chart_line line[], size_t *n, bp_chart_line own, const char *name)
{
    if (own.n == 0)
        return;
    own.name = name;
    line[(*n)++] = own;
}

/* Everybody's line, then those of groups, the largest first as far as they are drawn. */
static bp_chart_payline lines_of(bp_report *r, const bp_paylines *p, size_t k)
{
    bp_chart_payline to = { .scope = bp_words_heading(r, p->scope[k]),
                            .log = p->plan->model == BP_MODEL_LOGLOG };
    const bool shown = p->line[0].reasons == 0;
    const size_t most = p->common ? p->groups->n_groups : p->n_lines;
    bp_chart_line *line = bp_report_alloc(r, most, sizeof *line);
    size_t n = 0;
    if (line == NULL)
        return to;
    if (shown && !p->common)
        add_line(line, &n, line_of(r, p, &p->line[0], 0, k, true), NULL);
    for (size_t i = 1; p->common && shown && i < p->groups->n_groups; i++)
        add_line(line, &n, line_of(r, p, &p->line[0], i, k, false),
                 name_of(r, p, p->groups->group[i].by));
    for (size_t i = 1; i < p->n_lines; i++)
        if (p->line[i].reasons == 0)
            add_line(line, &n, line_of(r, p, &p->line[i], 0, k, false),
                     name_of(r, p, p->line[i].by));
    to.line = line;
    to.n_lines = n;
    return to;
}

/* ---- words ---- */

static bp_line finding(bp_report *r, const bp_paylines *p, size_t k)
{
    const bp_value scope = bp_value_text(bp_words_heading_inside(r, p->scope[k]));
    if (p->line[0].reasons != 0)
        return bp_report_line(r, BP_SAY("Pay by {}, of groups"), &scope, 1);
    const bp_coefficient *c = &p->line[0].fit.at[1 + k];
    const double times = p->plan->model == BP_MODEL_LOGLOG ? log(2) : 1;
    const double effect = expm1(times * c->value);
    if (!isfinite(effect))
        return bp_report_line(r, BP_SAY("Pay by {}"), &scope, 1);
    if (c->lo <= 0 && c->hi >= 0)
        return bp_report_line(r, BP_SAY("Pay does not clearly go with {}"), &scope, 1);
    const bp_value value[] = { scope, bp_value_percent(fabs(effect)),
                               bp_value_text(effect < 0 ? "less" : "more") };
    return bp_report_line(r,
                          p->plan->model == BP_MODEL_LOGLOG
                              ? BP_SAY("Twice the {} goes with {} {} pay")
                              : BP_SAY("One more of {} goes with {} {} pay"),
                          value, 3);
}

static const char *others_in_words(bp_report *r, const bp_paylines *p, size_t k)
{
    const char *text = "";
    for (size_t j = 0; j < p->n_scopes; j++)
        if (j != k)
            text = bp_report_text(r, "%s%s%s", text, text[0] != '\0' ? ", " : "",
                                  bp_words_heading_inside(r, p->scope[j]));
    return text;
}

static const char *how_to_read(bp_report *r, const bp_paylines *p, size_t k)
{
    const bp_payline *line = &p->line[0];
    const char *how = "";
    if (line->reasons == 0 && line->fit.has_r2)
        how = bp_report_text(r, " R\xc2\xb2 %.2f.", line->fit.r2);
    if (line->reasons == 0 && !p->common)
        how =
            bp_report_text(r,
                           "%s Bands, from dark to light: the line's %g%% interval, the "
                           "middle half (P25 to P75), one more job (%g%%).",
                           how, 100 * p->level, 100 * p->level);
    if (p->n_scopes > 1)
        how = bp_report_text(r, "%s At the median of %s.", how, others_in_words(r, p, k));
    return how;
}

/* "Offer $430k: P37" of the line at its scope. */
static const char *spot_label(bp_report *r, const bp_answer *a, const bp_line_place *at)
{
    const bp_value amount = bp_value_money(at->amount, a->lines->currency);
    const char *words = bp_words_line(r, BP_SAY("Offer {}"), &amount, 1);
    return at->percentile.state == BP_SHOWN
               ? bp_report_text(r, "%s: P%.0f of the line", words, at->percentile.value)
               : words;
}

static void add_spot(bp_report *r, const bp_answer *a, bp_chart_payline *to, size_t k)
{
    const bp_line_place *place = &a->line_place;
    bp_chart_spot *spot = place->asked ? bp_report_alloc(r, 1, sizeof *spot) : NULL;
    if (spot == NULL)
        return;
    *spot =
        (bp_chart_spot){ place->point.scope[k], place->amount, spot_label(r, a, place) };
    to->spot = spot;
    to->n_spots = 1;
}

static void add_slot(bp_report *r, const bp_answer *a, size_t k)
{
    const bp_paylines *p = a->lines;
    bp_chart_payline data = lines_of(r, p, k);
    if (data.n_lines == 0)
        return;
    add_spot(r, a, &data, k);
    const bp_value of[] = {
        bp_value_text(
            bp_slot_short(r, bp_words_element(bp_survey_element(a->survey, 0)))),
        bp_value_text(bp_slot_short(r, bp_words_heading_inside(r, p->scope[k]))),
        bp_value_text(data.log ? "both in logarithmic steps" : "pay in logarithmic steps")
    };
    const bp_payline *line = &p->line[0];
    bp_report_add_chart(
        r,
        &(bp_chart){ .kind = BP_CHART_PAYLINE,
                     .id = k == 0 ? "payline" : bp_report_text(r, "payline-%zu", k + 1),
                     .title = bp_slot_title(r, a, finding(r, p, k)),
                     .subtitle = bp_slot_subtitle(r, a, BP_SAY("{} by {}, {}"), of, 3),
                     .note = bp_slot_note(r, a, line->n, p->has_orgs ? line->orgs : 0,
                                          how_to_read(r, p, k)),
                     .currency = p->currency,
                     .u.payline = data });
}

void bp_slot_paylines(bp_report *r, const bp_answer *a)
{
    const bool alone = a->question->subject == BP_ASK_CHART;
    for (size_t k = 0; a->lines != NULL && k < (alone ? 1 : a->lines->n_scopes); k++)
        add_slot(r, a, k);
}
