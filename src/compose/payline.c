/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payline.c - the report of a question about pay on scope.
 *
 * Machines get each fit with its coefficients and its points; people read first what
 * twice the scope goes with and what a job at each scope pays, then how sure that is. */
#include <math.h>
#include <string.h>

#include "compose/chart.h"
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

/* The line bends where the t of its square is so far from 0. */
#define BP_CURVATURE_T 2

static bp_value orgs_value(const bp_paylines *p, uint64_t orgs)
{
    return bp_value_if(p->has_orgs, bp_value_count(orgs));
}

/* The groups of a row.
 *   all  what everybody is called; NULL: nothing */
static void put_by(bp_fields *f, const bp_paylines *p, const char *const *by,
                   const char *all, bp_place_in_row at)
{
    for (size_t k = 0; k < p->n_keys; k++)
        bp_put_at(f, p->key[k], bp_words_heading(f->r, p->key[k]),
                  bp_value_text(by != NULL ? by[k]
                                : k == 0   ? all
                                           : NULL),
                  at);
}

/* ---- points ---- */

/* The first column of points. */
static const char *at_heading(bp_report *r, const bp_paylines *p)
{
    return p->n_scopes > 1 ? "At" : bp_words_heading(r, p->scope[0]);
}

/* What a line says at a point, or who is in a line that is not there, and why.
 *   by      the place of groups: for json's points they are fields like others
 *   known   there is a line
 *   beyond  people see which points are extrapolated */
static void put_point(bp_fields *f, const bp_paylines *p, const bp_payline_point *x,
                      bp_place_in_row by, bool known, bool beyond)
{
    const char *currency = p->currency;
    const char *level = bp_report_text(f->r, "%g%%", 100 * p->level);
    const char *low = bp_report_text(f->r, "%s low", level);
    const char *high = bp_report_text(f->r, "%s high", level);
    const bp_figure *m = &x->median;
    const bp_value median = bp_money_of(*m, currency);
    const bp_value lo = known ? bp_money_limit(*m, m->lo, currency) : median;
    const bp_value hi = known ? bp_money_limit(*m, m->hi, currency) : median;
    put_by(f, p, x->by, NULL, by);
    bp_put_at(f, "at", at_heading(f->r, p), bp_value_text(x->at), BP_COL_KEY);
    bp_put(f, "n", "People", bp_value_count(x->n));
    bp_put(f, "orgs", NULL, orgs_value(p, x->orgs));
    bp_put(f, "median", "Median", median);
    bp_put_spare(f, "median_lo", low, lo, BP_COL_FIELD, 60);
    bp_put_spare(f, "median_hi", high, hi, BP_COL_FIELD, 60);
    bp_put(f, "predict_lo", "One job low", bp_money_of(x->predict_lo, currency));
    bp_put(f, "predict_hi", "One job high", bp_money_of(x->predict_hi, currency));
    bp_put(f, "mean", NULL, bp_money_of(x->mean, currency));
    bp_put(f, "p25", NULL, bp_money_of(x->p25, currency));
    bp_put(f, "p75", NULL, bp_money_of(x->p75, currency));
    bp_put(f, "extrapolated", NULL, bp_value_if(known, bp_value_count(x->extrapolated)));
    bp_put_at(f, "status", NULL, bp_value_text(NULL), BP_COL_STATUS);
    bp_put_at(f, "", beyond ? "" : NULL,
              bp_value_text(x->extrapolated ? "extrapolated" : NULL), BP_COL_DISPLAY);
}

/* What a line that is not there says. */
static bp_payline_point no_point(const bp_payline *line)
{
    const bool unknown = (line->reasons & BP_WHY_NOT_ESTIMABLE) != 0;
    const bp_figure none =
        bp_figure_without(unknown ? BP_NOT_ESTIMABLE : BP_WITHHELD, line->reasons);
    return (bp_payline_point){ .by = line->by,
                               .n = line->n,
                               .orgs = line->orgs,
                               .median = none,
                               .predict_lo = none,
                               .predict_hi = none,
                               .mean = none,
                               .p25 = none,
                               .p75 = none };
}

static void add_point_rows(bp_fields *f, const bp_paylines *p, const bp_payline *line,
                           bp_place_in_row by, bool beyond)
{
    for (size_t i = 0; i < line->n_points; i++) {
        const bp_payline_point *x = &line->point[i];
        put_point(f, p, x, by, true, beyond);
        bp_fields_row(f, 0, x->by == NULL && p->n_keys > 0);
    }
}

static bool any_point(const bp_paylines *p)
{
    bool any = false;
    for (size_t i = 0; i < p->n_lines; i++)
        any |= p->line[i].n_points > 0;
    return any;
}

static bool any_extrapolated(const bp_paylines *p)
{
    bool any = false;
    for (size_t i = 0; i < p->n_lines; i++)
        for (size_t k = 0; k < p->line[i].n_points; k++)
            any |= p->line[i].point[k].extrapolated;
    return any;
}

/* For people, csv and workbooks. */
static void add_points(bp_report *r, const bp_paylines *p)
{
    const bool beyond = any_extrapolated(p);
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "scope",
                                 .machine = { .data = true, .csv = true },
                                 .people = p->n_keys + 2 },
                    true);
    for (size_t i = 0; i < p->n_lines; i++) {
        const bp_payline *line = &p->line[i];
        add_point_rows(&f, p, line, BP_COL_BY, beyond);
        if (line->n_points > 0)
            continue;
        const bp_payline_point none = no_point(line);
        put_point(&f, p, &none, BP_COL_BY, false, beyond);
        bp_fields_row(&f, line->reasons, line->by == NULL && p->n_keys > 0);
    }
}

/* What has no room beside them, in a table of its own: a page that must be scrolled to
 * the side is not read. */
static void add_spread(bp_report *r, const bp_paylines *p)
{
    const bp_place_in_row at = BP_COL_DISPLAY;
    bp_fields f;
    bp_fields_begin(
        &f, r,
        &(bp_table){ .name = "spread",
                     .caption = "Around the line: the middle half, and the mean" },
        true);
    for (size_t i = 0; i < p->n_lines; i++)
        for (size_t k = 0; k < p->line[i].n_points; k++) {
            const bp_payline_point *x = &p->line[i].point[k];
            put_by(&f, p, x->by, "All", at);
            bp_put_at(&f, "at", at_heading(r, p), bp_value_text(x->at), at);
            bp_put_at(&f, "p25", "Line P25", bp_money_of(x->p25, p->currency), at);
            bp_put_at(&f, "p75", "Line P75", bp_money_of(x->p75, p->currency), at);
            bp_put_at(&f, "mean", "Mean", bp_money_of(x->mean, p->currency), at);
            bp_fields_row(&f, 0, x->by == NULL && p->n_keys > 0);
        }
}

/* ---- fits, for machines ---- */

static void add_fits(bp_report *r, const bp_paylines *p)
{
    bp_fields f;
    const bp_machine_place at = { .json = "models", .by = true };
    bp_fields_begin(&f, r, &(bp_table){ .name = "models", .machine = at }, false);
    for (size_t i = 0; i < p->n_lines; i++) {
        const bp_payline *line = &p->line[i];
        const bp_regression *fit = &line->fit;
        const bool is = line->reasons == 0, has_r2 = is && fit->has_r2;
        put_by(&f, p, line->by, NULL, BP_COL_BY);
        bp_put(&f, "r2", NULL, bp_value_if(has_r2, bp_value_ratio(fit->r2)));
        bp_put(&f, "adj_r2", NULL, bp_value_if(has_r2, bp_value_ratio(fit->adjusted_r2)));
        bp_put(&f, "s", NULL, bp_value_if(is, bp_value_number(fit->s)));
        bp_put(&f, "n", NULL, bp_value_count(line->n));
        bp_put(&f, "orgs", NULL, orgs_value(p, line->orgs));
        bp_put(
            &f, "df", NULL,
            bp_value_if(is, bp_value_figure(BP_KIND_COUNT, bp_figure_of(fit->df), NULL)));
        bp_put(&f, "se", NULL, bp_value_text(is ? bp_se_name(fit->se) : NULL));
        bp_put(&f, "smearing", NULL, bp_value_if(is, bp_value_number(line->smearing)));
        bp_put(&f, "leverage", NULL, bp_value_if(is, bp_value_count(line->leverage)));
        bp_put(&f, "cooks", NULL, bp_value_if(is, bp_value_count(line->cooks)));
        bp_put_at(&f, "status", NULL, bp_value_text(NULL), BP_COL_STATUS);
        bp_fields_row(&f, line->reasons, line->by == NULL);
    }
}

/* "(constant)", a scope, or with one slope a group's level against the first. */
static const char *coefficient_name(bp_report *r, const bp_paylines *p, size_t i)
{
    if (i == 0)
        return "(constant)";
    if (i <= p->n_scopes)
        return bp_report_text(r, "%s", p->scope[i - 1]);
    const bp_group *g = &p->groups->group[i - p->n_scopes + 1];
    const char *text = "";
    for (size_t k = 0; k < p->n_keys; k++)
        text =
            bp_report_text(r, "%s%s%s=%s", text, k > 0 ? ";" : "", p->key[k], g->by[k]);
    return text;
}

/* What json has of one line: the list at that path. */
static void begin_list(bp_fields *f, bp_report *r, size_t line, const char *name,
                       const char *json)
{
    const bp_machine_place at = { .json = json, .item = line };
    bp_fields_begin(f, r, &(bp_table){ .name = name, .machine = at }, false);
}

static void add_coefficients(bp_report *r, const bp_paylines *p, size_t line)
{
    const bp_payline *l = &p->line[line];
    bp_fields f;
    begin_list(&f, r, line, "coefficients", "models.coefficients");
    for (size_t i = 0; l->reasons == 0 && i < l->fit.k; i++) {
        const bp_coefficient *c = &l->fit.at[i];
        bp_put(&f, "name", NULL, bp_value_text(coefficient_name(r, p, i)));
        bp_put(&f, "value", NULL, bp_value_number(c->value));
        bp_put(&f, "se", NULL, bp_value_number(c->se));
        bp_put(&f, "t", NULL, bp_value_if(c->tested, bp_value_number(c->t)));
        bp_put(&f, "p", NULL, bp_value_if(c->tested, bp_value_number(c->p)));
        bp_put(&f, "lo", NULL, bp_value_number(c->lo));
        bp_put(&f, "hi", NULL, bp_value_number(c->hi));
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

/* What pay is more at twice the scope, or with one unit more of it. */
static bp_figure effect_of(const bp_paylines *p, const bp_coefficient *c)
{
    const double times = p->plan->model == BP_MODEL_LOGLOG ? log(2) : 1;
    bp_figure f = bp_figure_of(expm1(times * c->value));
    f.lo = expm1(times * c->lo);
    f.hi = expm1(times * c->hi);
    f.lo_state = f.hi_state = BP_SHOWN;
    return isfinite(f.value) && isfinite(f.hi)
               ? f
               : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
}

static void add_doubling(bp_report *r, const bp_paylines *p, size_t line)
{
    const bp_payline *l = &p->line[line];
    bp_fields f;
    begin_list(&f, r, line, "doubling", "models.doubling");
    for (size_t k = 0; l->reasons == 0 && k < p->n_scopes; k++) {
        const bp_figure more = effect_of(p, &l->fit.at[1 + k]);
        const bool both = bp_figure_bounded(&more);
        bp_put(&f, "name", NULL, bp_value_text(p->scope[k]));
        bp_put(&f, "value", NULL, bp_percent_of(more));
        bp_put(&f, "lo", NULL, bp_value_if(both, bp_value_percent(more.lo)));
        bp_put(&f, "hi", NULL, bp_value_if(both, bp_value_percent(more.hi)));
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

static void add_ranges(bp_report *r, const bp_paylines *p, size_t line)
{
    const bp_payline *l = &p->line[line];
    bp_fields f;
    begin_list(&f, r, line, "range", "models.range");
    for (size_t k = 0; l->reasons == 0 && k < p->n_scopes; k++) {
        bp_put(&f, "name", NULL, bp_value_text(p->scope[k]));
        bp_put(&f, "min", NULL, bp_value_number(l->range[k].min));
        bp_put(&f, "max", NULL, bp_value_number(l->range[k].max));
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

static void add_curvature(bp_report *r, const bp_paylines *p, size_t line)
{
    const bp_payline *l = &p->line[line];
    bp_fields f;
    begin_list(&f, r, line, "curvature", "models.curvature");
    for (size_t k = 0; l->reasons == 0 && k < p->n_scopes; k++) {
        const bp_coefficient *c = &l->curvature[k];
        bp_put(&f, "name", NULL, bp_value_text(p->scope[k]));
        bp_put(&f, "t", NULL, bp_value_if(c->tested, bp_value_number(c->t)));
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

static void add_json_points(bp_report *r, const bp_paylines *p, size_t line)
{
    bp_fields f;
    begin_list(&f, r, line, "points", "models.points");
    add_point_rows(&f, p, &p->line[line], BP_COL_FIELD, false);
    bp_fields_end(&f);
}

static void add_models(bp_report *r, const bp_paylines *p)
{
    add_fits(r, p);
    for (size_t i = 0; i < p->n_lines; i++) {
        add_coefficients(r, p, i);
        add_doubling(r, p, i);
        add_ranges(r, p, i);
        add_curvature(r, p, i);
        add_json_points(r, p, i);
    }
}

/* ---- sentences ---- */

static const char *group_words(bp_report *r, const bp_paylines *p, const bp_payline *line)
{
    const char *text = "";
    for (size_t k = 0; line->by != NULL && k < p->n_keys; k++)
        text = bp_report_text(r, "%s%s%s", text, k > 0 ? ", " : "",
                              line->by[k][0] != '\0' ? line->by[k] : "(blank)");
    return text;
}

/* What twice the scope goes with, and how sure that is. */
static void say_effect(bp_report *r, const bp_paylines *p, const bp_payline *line,
                       size_t k)
{
    const bp_figure f = effect_of(p, &line->fit.at[1 + k]);
    const bool doubled = p->plan->model == BP_MODEL_LOGLOG;
    if (!bp_figure_bounded(&f))
        return;
    const char *group = group_words(r, p, line);
    const bp_value value[] = {
        bp_value_text(doubled ? "Twice the" : "One more of"),
        bp_value_text(bp_words_heading_inside(r, p->scope[k])),
        bp_value_percent(fabs(f.value)),
        bp_value_text(f.value < 0 ? "less" : "more"),
        bp_value_text(bp_report_text(r, "%g%%", 100 * p->level)),
        bp_value_percent(f.lo),
        bp_value_percent(f.hi),
        bp_value_text(f.lo <= 0 && f.hi >= 0 ? ": it could be chance" : ""),
        bp_value_text(group[0] != '\0' ? bp_report_text(r, " (%s)", group) : ""),
    };
    bp_report_say(r, BP_SAY("{} {} goes with {} {} pay ({} interval {} to {}{}){}."),
                  value, 9);
}

#define POINTS_SAID 3

/* What a job of that size pays, and how sure that is. */
static void say_point(bp_report *r, const bp_paylines *p, const bp_payline_point *x)
{
    if (!bp_figure_bounded(&x->median) || x->predict_lo.state != BP_SHOWN ||
        x->predict_hi.state != BP_SHOWN)
        return;
    const char *at =
        strchr(x->at, '=') != NULL
            ? x->at
            : bp_report_text(r, "%s %s", x->at, bp_words_heading_inside(r, p->scope[0]));
    const bp_value value[] = {
        bp_value_text(at),
        bp_value_money(x->median.value, p->currency),
        bp_value_text(bp_report_text(r, "%g%%", 100 * p->level)),
        bp_value_money(x->median.lo, p->currency),
        bp_value_money(x->median.hi, p->currency),
        bp_value_money(x->predict_lo.value, p->currency),
        bp_value_money(x->predict_hi.value, p->currency),
        bp_value_text(x->extrapolated ? "; nobody of that scope was seen" : ""),
    };
    bp_report_say(r,
                  BP_SAY("At {} the median is {} ({} interval {} to {}); one more person "
                         "there is likely between {} and {}{}."),
                  value, 8);
}

static void say_bend(bp_report *r, const bp_paylines *p, const bp_payline *line, size_t k)
{
    const bp_coefficient *c = &line->curvature[k];
    if (!c->tested || !(fabs(c->t) >= BP_CURVATURE_T))
        return;
    const bp_value value[] = {
        bp_value_text(bp_words_heading_inside(r, p->scope[k])),
        bp_value_text(c->t < 0 ? "less" : "more"),
        bp_value_ratio(c->t),
    };
    bp_report_remark(r,
                     BP_SAY("Pay by {} is no straight line: it rises {} at the upper end "
                            "than the line does (curvature t = {})."),
                     value, 3);
}

/* The line of everybody in words; those of groups are in the table. */
static void add_sentences(bp_report *r, const bp_paylines *p)
{
    const bp_payline *line = &p->line[0];
    for (size_t k = 0; line->reasons == 0 && k < p->n_scopes; k++)
        say_effect(r, p, line, k);
    for (size_t i = 0; !p->common && line->n_points <= POINTS_SAID && i < line->n_points;
         i++)
        say_point(r, p, &line->point[i]);
    for (size_t k = 0; line->reasons == 0 && k < p->n_scopes; k++)
        say_bend(r, p, line, k);
}

/* ---- notes ---- */

static void note_fit(bp_report *r, const bp_paylines *p, const bp_payline *line)
{
    const bp_regression *fit = &line->fit;
    if (fit->has_r2)
        bp_report_note(r,
                       "the line explains %.0f%% of the spread of the logarithm of pay "
                       "(R2); s = %.3g, %s standard errors, df %g",
                       100 * fit->r2, fit->s, bp_se_name(fit->se), fit->df);
    else
        bp_report_note(r, "s = %.3g, %s standard errors, df %g", fit->s,
                       bp_se_name(fit->se), fit->df);
    if (fit->se != BP_SE_CLUSTERED && fit->clusters > 1 &&
        fit->clusters < BP_CLUSTERS_MIN)
        bp_report_note(r, "people of one organization are taken as independent: with so "
                          "few organizations the intervals are too narrow");
    if (line->leverage > 0 || line->cooks > 0)
        bp_report_note(r,
                       "few people move the line: %llu by where they are (leverage above "
                       "3k/n), %llu by their pay (Cook's D above 4/n)",
                       (unsigned long long)line->leverage,
                       (unsigned long long)line->cooks);
    if (fit->lone > 0)
        bp_report_note(r, "%g alone in a level: they add nothing to the errors",
                       fit->lone);
    if (fit->condition > BP_CONDITION_HIGH)
        bp_report_note(r,
                       "'%s' and '%s' are nearly the same: what goes with one of them "
                       "cannot be told from what goes with the other",
                       coefficient_name(r, p, fit->pair[0]),
                       coefficient_name(r, p, fit->pair[1]));
}

static bool any_withheld(const bp_paylines *p)
{
    bool any = false;
    for (size_t i = 0; i < p->n_lines; i++)
        any |= (p->line[i].reasons & ~(unsigned)BP_WHY_NOT_ESTIMABLE) != 0;
    return any;
}

/* "beds", or "beds and revenue". */
static const char *scopes_in_words(bp_report *r, const bp_paylines *p)
{
    const char *text = "";
    for (size_t k = 0; k < p->n_scopes; k++)
        text = bp_words_join(r, text, bp_words_heading_inside(r, p->scope[k]), k,
                             p->n_scopes, " and ");
    return text;
}

static void add_notes(bp_report *r, const bp_paylines *p)
{
    const bp_payline *line = &p->line[0];
    if (line->reasons == 0)
        note_fit(r, p, line);
    bp_report_note(r, "median: of people at that scope, with its interval; one job: the "
                      "range in which one more person is; line P25 and P75: the middle "
                      "half, if pay around the line is normal");
    if (line->reasons == 0)
        bp_report_note(r,
                       "pay goes with %s among these people; the line does not say that "
                       "it would change with it",
                       scopes_in_words(r, p));
    if (any_extrapolated(p))
        bp_report_note(r, "extrapolated: outside of the scopes that were seen, where the "
                          "line is no more than a guess");
    if (any_withheld(p))
        bp_report_note(r,
                       "a line needs %d people, of %d organizations where there are "
                       "several, and nobody whom it follows",
                       BP_LINE_PEOPLE, BP_LINE_ORGS);
}

static void add_body(bp_report *r, const bp_answer *a)
{
    const bp_paylines *p = a->lines;
    add_sentences(r, p);
    if (bp_answer_draws(a))
        bp_slot_paylines(r, a);
    add_points(r, p);
    if (any_point(p))
        add_spread(r, p);
    add_models(r, p);
    add_notes(r, p);
}

void bp_compose_payline_section(bp_report *r, const bp_answer *a)
{
    const bp_paylines *p = a->lines;
    if (p == NULL)
        return;
    bp_report_add_section(r, &(bp_section){ .name = "scope",
                                            .heading = bp_report_text(
                                                r, "Pay by %s", scopes_in_words(r, p)),
                                            .pay = a->total[0]->element });
    add_body(r, a);
}

void bp_compose_paylines(bp_report *r, const bp_answer *a)
{
    const bp_paylines *p = a->lines;
    bp_compose_head(r, a);
    bp_compose_rules(r, a);
    bp_compose_title(
        r, a,
        bp_report_text(r, "%s by %s", bp_words_element(a->table->element), p->scope[0]));
    bp_compose_scope(r, a, &a->table->group[0], a->table->has_orgs);
    bp_compose_warnings(r, a);
    bp_report_add_section(r, &(bp_section){ .name = "scope", .pay = a->table->element });
    add_body(r, a);
    r->method.ci_level = 100 * p->level;
    r->method.ci_method =
        bp_se_name(p->line[0].reasons == 0 ? p->line[0].fit.se : p->plan->se);
}
