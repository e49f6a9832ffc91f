/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.c - what the charts of all kinds have in common: titles, notes and names.
 *
 * A title states a finding, as a sentence of the report would, since many look at
 * nothing but the charts. */
#include "compose/chart.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "data/pay.h"
#include "report/build.h"

#define NAME_COLUMNS 40 /* of a column's name in a sentence */

bp_status bp_chart_page(bp_report **out, bp_err *err)
{
    bp_status status = bp_report_new(out, "plot", err);
    if (status != BP_OK)
        return status;
    (*out)->has_method = false;
    bp_report_add_section(*out, &(bp_section){ .name = "chart" });
    return BP_OK;
}

bp_line bp_slot_title(bp_report *r, const bp_answer *a, bp_line finding)
{
    const bp_question *q = a->question;
    return q->subject == BP_ASK_CHART && q->labels.title != NULL
               ? bp_report_text_line(r, q->labels.title)
               : finding;
}

bp_line bp_slot_half(bp_report *r, const bp_answer *a, double p25, double p75,
                     const char *currency)
{
    const bool posts = a->survey != NULL && bp_survey_of_posts(a->survey);
    const bool lines = a->survey == NULL || bp_survey_of_lines(a->survey) || posts;
    const bool orgs = !lines && a->method.basis == BP_BASIS_ORG;
    const bool share =
        a->survey != NULL && bp_survey_shape(a->survey)->ratio[0] == BP_RATIO_PAY;
    const bp_value between[] = {
        bp_value_text(orgs    ? "organizations"
                      : posts ? "rows"
                      : lines ? "lines"
                              : "people"),
        bp_value_money(p25, currency),
        bp_value_money(p75, currency),
    };
    if (p25 == p75)
        return bp_report_line(r,
                              lines || share ? BP_SAY("Half of the {} or more are at {}")
                              : orgs         ? BP_SAY("Half of the {} or more pay {}")
                                             : BP_SAY("Half of the {} or more earn {}"),
                              between, 2);
    return bp_report_line(r,
                          lines || share ? BP_SAY("Half of the {} are between {} and {}")
                          : orgs         ? BP_SAY("Half of the {} pay between {} and {}")
                                 : BP_SAY("Half of the {} earn between {} and {}"),
                          between, 3);
}

bp_line bp_slot_subtitle(bp_report *r, const bp_answer *a, bp_template text,
                         const bp_value value[], size_t n)
{
    const bool lines = a->survey == NULL && a->table != NULL && a->table->published;
    const char *unit =
        a->survey != NULL ? bp_words_unit(r, a->survey)
        : lines ? bp_words_published_unit(r, a->published, a->table->group[0].currency)
                : "";
    int year = a->survey != NULL ? bp_survey_year(a->survey) : 0;
    const char *when = year > 0 ? bp_report_text(r, ", %d", year) : "";
    const char *market = bp_scope_market(r, a);
    bp_value all[BP_SUBTITLE_VALUES + 1];
    assert(n <= BP_SUBTITLE_VALUES);
    memcpy(all, value, n * sizeof *value);
    all[n] =
        bp_value_text(bp_report_text(r, "%s%s%s%s%s", unit[0] != '\0' ? ", " : "", unit,
                                     when, market[0] != '\0' ? "; " : "", market));
    return bp_report_line(r, bp_template_join(r, text, BP_SAY("{}")), all, n + 1);
}

bp_line bp_slot_note(bp_report *r, const bp_answer *a, uint64_t people, uint64_t orgs,
                     const char *how)
{
    if (a->survey == NULL)
        return bp_report_line(
            r, BP_SAY("Source: {}; published figures, not people.{}"),
            (bp_value[]){ bp_value_text(bp_scope_source(
                              r, a, bp_words_file(r, a->published->file))),
                          bp_value_text(how) },
            2);
    const bp_value source =
        bp_value_text(bp_scope_source(r, a, bp_words_source(r, a->survey)));
    const bp_value n = bp_value_count(people), n_orgs = bp_value_count(orgs);
    const bp_value who = bp_value_text(bp_words_rows(a->survey, people));
    const bp_value where = bp_value_text(bp_words_orgs(orgs)), read = bp_value_text(how);
    const bp_value weights = bp_value_text(bp_words_figures(r, a));
    return orgs > 0 ? bp_report_line(
                          r, BP_SAY("Source: {}; {} {} in {} {}, {}.{}"),
                          (bp_value[]){ source, n, who, n_orgs, where, weights, read }, 7)
                    : bp_report_line(r, BP_SAY("Source: {}; {} {}, {}.{}"),
                                     (bp_value[]){ source, n, who, weights, read }, 5);
}

/* What a note has room for. */
#define LIMITS_COLUMNS 70

/* "$395,795 to $461,557", of a group after its name; NULL: the median has not both
 * limits. */
static const char *limits_of(bp_report *r, const bp_percentiles *p, const bp_group *g)
{
    const bp_figure m = bp_compose_percentile(p, g, BP_MEDIAN);
    if (m.state != BP_SHOWN || !bp_figure_bounded(&m))
        return NULL;
    const bp_value limit[] = {
        bp_value_text(g->by != NULL ? bp_slot_name_inside(r, p, g) : ""),
        bp_value_text(g->by != NULL ? " " : ""), bp_value_money(m.lo, g->currency),
        bp_value_money(m.hi, g->currency)
    };
    return bp_words_line(r, BP_SAY("{}{}{} to {}"), limit, 4);
}

/* Of all groups but the total; *n: of how many. */
static const char *list_limits(bp_report *r, const bp_percentiles *p, size_t *n)
{
    const char *all = "";
    *n = 0;
    for (size_t i = 1;
         i < p->n_groups && bp_utf8_width(bp_text_of(all)) <= LIMITS_COLUMNS; i++) {
        const char *own = limits_of(r, p, &p->group[i]);
        if (own != NULL)
            all = bp_report_text(r, "%s%s%s", all, (*n)++ > 0 ? "; " : "", own);
    }
    return all;
}

const char *bp_slot_median_limits(bp_report *r, const bp_percentiles *p)
{
    size_t n;
    const char *each = list_limits(r, p, &n), *all = limits_of(r, p, &p->group[0]);
    const double level = 100 * p->ci.level;
    if (n > 0 && bp_utf8_width(bp_text_of(each)) <= LIMITS_COLUMNS)
        return bp_report_text(r, " %g%% interval%s of the median: %s.", level,
                              n > 1 ? "s" : "", each);
    return all != NULL ? bp_report_text(r, " %g%% interval of %s median: %s.", level,
                                        p->n_groups > 1 ? "everybody's" : "the", all)
                       : "";
}

const char *bp_slot_short(bp_report *r, const char *name)
{
    const bp_text t = bp_text_of(name);
    const size_t valid = bp_utf8_valid(t),
                 fit = bp_utf8_fit((bp_text){ t.at, valid }, NAME_COLUMNS);
    return fit < valid ? bp_report_text(r, "%.*s\xe2\x80\xa6", (int)fit, name) : name;
}

bp_value bp_slot_element(bp_report *r, const bp_answer *a)
{
    return bp_value_text(
        a->survey != NULL
            ? bp_slot_short(r, bp_words_element_inside(bp_survey_element(a->survey, 0)))
            : "pay");
}

const char *bp_slot_name(bp_report *r, const bp_percentiles *p, const bp_group *g)
{
    const char *name = g->by == NULL ? "Everybody" : "";
    for (size_t k = 0; g->by != NULL && k < p->n_keys; k++)
        name = bp_report_text(r, "%s%s%s", name, k > 0 ? ", " : "",
                              g->by[k][0] != '\0' ? g->by[k] : "(blank)");
    return name;
}

const char *bp_slot_name_inside(bp_report *r, const bp_percentiles *p, const bp_group *g)
{
    const char *name = g->by == NULL ? "everybody" : "";
    for (size_t k = 0; g->by != NULL && k < p->n_keys; k++) {
        const char *value = g->by[k][0] != '\0' ? g->by[k] : "(blank)";
        bool number = bp_is_digit(value[0]);
        name = bp_report_text(r, "%s%s%s%s%s", name, k > 0 ? ", " : "",
                              number ? p->key[k] : "", number ? " " : "", value);
    }
    return name;
}

const bp_group *bp_slot_extreme(const bp_percentiles *p, bool largest)
{
    const bp_group *found = NULL;
    double best = 0;
    for (size_t i = 1; i < p->n_groups; i++) {
        const bp_figure median = bp_compose_percentile(p, &p->group[i], BP_MEDIAN);
        if (median.state != BP_SHOWN || p->group[i].others > 0 ||
            (found != NULL && !(largest ? median.value > best : median.value < best)))
            continue;
        found = &p->group[i];
        best = median.value;
    }
    return found;
}

static const double *copy(bp_report *r, const double *from, size_t n)
{
    double *to = bp_report_alloc(r, n, sizeof *to);
    if (to != NULL)
        memcpy(to, from, n * sizeof *to);
    return to;
}

bp_chart_curve bp_slot_curve_of(bp_report *r, const bp_curve *c)
{
    bp_chart_curve to = { copy(r, c->x, c->n), copy(r, c->y, c->n), c->n };
    return to.x != NULL && to.y != NULL ? to : (bp_chart_curve){ 0 };
}
