/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_share.c - the share of people who are paid at most an amount, without and with
 * an offer in it.
 *
 * The curve of records is cut to P5 to P95, since its ends show single people; a
 * published table has no curve, but its percentiles as dots. */
#include "compose/chart.h"
#include "compose/place.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

static const char *how(const bp_market *m)
{
    return bp_market_counts(m)      ? " Curve from P5 to P95; dots: percentiles."
           : bp_market_of_people(m) ? " Dots: percentiles; the curve between them is "
                                      "piecewise lognormal."
                                    : " Dots: published percentiles.";
}

/* With its interval, which a market that counts its records leaves to the table of
 * everybody. */
static bp_figure with_interval(const bp_answer *a, bp_rung rung)
{
    const bp_percentiles *all =
        a->question->chart == BP_CHART_ECDF && a->n_total > 0 ? a->total[0] : NULL;
    for (size_t k = 0; all != NULL && k < all->n_levels; k++)
        if (bp_level_compare(all->level[k], rung.level) == 0)
            return all->group[0].p[k];
    return rung.value;
}

static bp_chart_knot knot_of(bp_report *r, const bp_answer *a, bp_rung rung)
{
    return (bp_chart_knot){ bp_report_text(r, "P%.8g", bp_level_percent(rung.level)),
                            bp_level_share(rung.level), with_interval(a, rung) };
}

/* The market's percentiles as dots. */
static const bp_chart_knot *knots(bp_report *r, const bp_answer *a, const bp_market *m)
{
    bp_chart_knot *to = bp_report_alloc(r, bp_market_rungs(m), sizeof *to);
    for (size_t i = 0; to != NULL && i < bp_market_rungs(m); i++)
        to[i] = knot_of(r, a, bp_market_rung(m, i));
    return to;
}

static bool any_interval(const bp_chart_share *s)
{
    bool any = false;
    for (size_t i = 0; i < s->n_knots; i++)
        any |= bp_figure_shown(&s->knot[i].pay) && bp_figure_bounded(&s->knot[i].pay);
    return any;
}

/* What is drawn of a market, with what its intervals are. */
static const char *how_sure(bp_report *r, const bp_answer *a, const bp_market *m,
                            const bp_chart_share *s)
{
    if (!bp_market_of_people(m))
        return how(m);
    return any_interval(s) ? bp_report_text(r, "%s Bars through the dots: %g%% intervals.",
                                            how(m), 100 * a->method.ci.level)
                           : bp_report_text(r, "%s No intervals are drawn.", how(m));
}

static bp_chart share_chart(bp_report *r, const bp_answer *a, const bp_market *m)
{
    const bp_value element[] = { bp_slot_element(r, a) };
    const bp_chart_knot *knot = knots(r, a, m);
    return (bp_chart){
        .subtitle = bp_slot_subtitle(
            r, a,
            a->survey != NULL && bp_survey_of_lines(a->survey)
                ? BP_SAY("Share of published lines that are at most the amount: {}")
            : bp_market_basis(m) == BP_BASIS_ORG
                ? BP_SAY("Share of organizations that pay at most the amount: {}")
                : BP_SAY("Share of people who are paid at most the amount: {}"),
            element, 1),
        .currency = bp_market_currency(m),
        .u.share = { .curve = bp_slot_curve_of(r, &a->curve),
                     .steps = bp_market_counts(m),
                     .knot = knot,
                     .n_knots = knot != NULL ? bp_market_rungs(m) : 0 },
    };
}

/* Of the highest percentile from P75 on; a market without one has its median. */
static bp_line tail_finding(bp_report *r, const bp_answer *a, const bp_market *m)
{
    const size_t n = bp_market_rungs(m);
    const bool lines = bp_survey_of_lines(a->survey);
    const bool orgs = bp_market_basis(m) == BP_BASIS_ORG;
    const bp_rung last =
        n > 0 ? bp_market_rung(m, n - 1) : (bp_rung){ .level = { 0, 1 } };
    if (bp_level_compare(last.level, (bp_level){ 9, 10 }) == 0 &&
        last.value.state == BP_SHOWN) {
        const bp_value top[] = { bp_value_figure(BP_KIND_MONEY, last.value,
                                                 bp_market_currency(m)) };
        return bp_report_line(r,
                              lines  ? BP_SAY("One in ten lines is at {} or more")
                              : orgs ? BP_SAY("One in ten organizations pays {} or more")
                                     : BP_SAY("One in ten people earns {} or more"),
                              top, 1);
    }
    const bp_value half[] = { bp_value_figure(BP_KIND_MONEY, bp_market_quartile(m, 2),
                                              bp_market_currency(m)) };
    return bp_report_line(r,
                          lines  ? BP_SAY("Half of the lines are at {} or more")
                          : orgs ? BP_SAY("Half of the organizations pay {} or more")
                                 : BP_SAY("Half of the people earn {} or more"),
                          half, 1);
}

void bp_slot_ecdf(bp_report *r, const bp_answer *a)
{
    const bp_market *m = a->market;
    bp_chart chart = share_chart(r, a, m);
    chart.kind = BP_CHART_ECDF;
    chart.id = "ecdf";
    chart.title = bp_slot_title(r, a, tail_finding(r, a, m));
    chart.note = bp_slot_note(r, a, bp_market_people(m), bp_market_orgs(m),
                              how_sure(r, a, m, &chart.u.share));
    bp_report_add_chart(r, &chart);
}

/* Its place among people, never as a share of all of them. */
static bp_line offer_finding(bp_report *r, const bp_answer *a, const bp_offer *f,
                             const bp_market *m)
{
    uint64_t up_to = f->below + f->equal;
    const bp_value amount = bp_value_money(f->amount, bp_market_currency(m));
    const bp_value people = bp_value_text(
        bp_words_counted(a->survey, bp_market_basis(m), bp_market_amounts(m)));
    if (!bp_market_counts(m) && f->band[0] == '\0')
        return bp_report_line(r, BP_SAY("An offer of {}; its market is withheld"),
                              (bp_value[]){ amount }, 1);
    if (!bp_market_counts(m))
        return bp_report_line(
            r,
            bp_market_of_people(m)
                ? BP_SAY("An offer of {} is {} of the market")
                : BP_SAY("An offer of {} is {} of the published figures"),
            (bp_value[]){ amount, bp_value_text(bp_words_band(r, f->band)) }, 2);
    if (up_to > 0 && up_to < bp_market_amounts(m))
        return bp_report_line(r, BP_SAY("An offer of {} is at or above {} of {} {}"),
                              (bp_value[]){ amount, bp_value_count(up_to),
                                            bp_value_count(bp_market_amounts(m)),
                                            people },
                              4);
    return bp_report_line(
        r,
        up_to == 0 ? BP_SAY("An offer of {} is below all {} {}")
                   : BP_SAY("An offer of {} is at or above all {} {}"),
        (bp_value[]){ amount, bp_value_count(bp_market_amounts(m)), people }, 3);
}

/* And how sure the rank of the offer is. */
static const char *with_limits(bp_report *r, const char *text, const bp_placements *o)
{
    const char *limits = bp_words_place_limits(r, &o->offer[0].offer[0], &o->ci);
    return limits != NULL ? bp_report_text(r, "%s Rank: %s.", text, limits) : text;
}

static void slot_offer(bp_report *r, const bp_answer *a)
{
    const bp_placements *o = a->placements;
    const bp_market *m = o->offer[0].market[0];
    const bp_offer *f = &o->offer[0].offer[0];
    bp_chart chart = share_chart(r, a, m);
    bp_chart_mark *mark = bp_report_alloc(r, 1, sizeof *mark);
    if (mark == NULL)
        return;
    *mark = (bp_chart_mark){ "Offer", f->amount, f->percentile, f->rank,
                             bp_compose_rank(r, f, m).instead };
    mark->share.value /= 100;
    mark->rank.value /= 100;
    chart.kind = BP_CHART_OFFER;
    chart.id = "offer";
    chart.title = bp_slot_title(r, a, offer_finding(r, a, f, m));
    chart.note = bp_market_of_people(m)
                     ? bp_slot_note(r, a, bp_market_people(m), bp_market_orgs(m),
                                    with_limits(r,
                                                any_interval(&chart.u.share)
                                                    ? how_sure(r, a, m, &chart.u.share)
                                                    : how(m),
                                                o))
                     : bp_report_line(
                           r, BP_SAY("Source: {}.{}"),
                           (bp_value[]){ bp_value_text(bp_scope_source(r, a, o->name[0])),
                                         bp_value_text(how(m)) },
                           2);
    chart.u.share.mark = mark;
    chart.u.share.n_marks = 1;
    bp_report_add_chart(r, &chart);
}

void bp_slot_offers(bp_report *r, const bp_answer *a)
{
    if (a->placements->listed)
        bp_slot_list(r, a);
    else
        slot_offer(r, a);
}
