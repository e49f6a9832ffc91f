/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compose/chart.h"
#include "compose/words.h"
#include "report/build.h"

static const char *how(const bp_market *m)
{
    return m->records ? " Curve from P5 to P95; dots: percentiles."
                      : " Dots: published percentiles.";
}

/* The market's percentiles as dots. */
static const bp_chart_knot *knots(bp_report *r, const bp_market *m)
{
    bp_chart_knot *to = bp_report_alloc(r, m->n_rungs, sizeof *to);
    for (size_t i = 0; to != NULL && i < m->n_rungs; i++)
        to[i] = (bp_chart_knot){ bp_report_text(r, "P%.8g",
                                                bp_level_percent(m->rung[i].level)),
                                 bp_level_share(m->rung[i].level), m->rung[i].value };
    return to;
}

static bp_chart share_chart(bp_report *r, const bp_context *c, const bp_market *m,
                            const bp_curve *curve)
{
    const bp_value element[] = { bp_slot_element(r, c) };
    const bp_chart_knot *knot = knots(r, m);
    return (bp_chart){
        .subtitle = bp_slot_subtitle(
            r, c, "Share of people who are paid at most the amount: {}", element, 1),
        .currency = m->currency,
        .u.share = { .curve = bp_slot_curve_of(r, curve),
                     .steps = m->records,
                     .knot = knot,
                     .n_knots = knot != NULL ? m->n_rungs : 0 },
    };
}

/* Of the highest percentile from P75 on; a market without one has its median. */
static bp_line tail_finding(bp_report *r, const bp_market *m)
{
    const bp_rung *last = m->n_rungs > 0 ? &m->rung[m->n_rungs - 1] : NULL;
    if (last != NULL && bp_level_compare(last->level, (bp_level){ 9, 10 }) == 0 &&
        last->value.state == BP_SHOWN) {
        const bp_value top[] = { bp_value_figure(BP_KIND_MONEY, last->value,
                                                 m->currency) };
        return bp_report_line(r, "One in ten people earns {} or more", top, 1);
    }
    const bp_value half[] = { bp_value_figure(BP_KIND_MONEY, m->p50, m->currency) };
    return bp_report_line(r, "Half of the people earn {} or more", half, 1);
}

void bp_slot_ecdf(bp_report *r, const bp_context *c, const char *words,
                  const bp_market *m, const bp_curve *curve)
{
    bp_chart chart = share_chart(r, c, m, curve);
    chart.kind = BP_CHART_ECDF;
    chart.id = "ecdf";
    chart.title = bp_slot_title(r, words, tail_finding(r, m));
    chart.note = bp_slot_note(r, c, m->n, m->orgs, how(m));
    bp_report_add_chart(r, &chart);
}

/* Where it stands in people, never as a share of all of them. */
static bp_line offer_finding(bp_report *r, const bp_offer *f, const bp_market *m)
{
    uint64_t up_to = f->below + f->equal;
    const bp_value amount = bp_value_money(f->amount, m->currency);
    const char *people = bp_words_people(m->n);
    const char *text = up_to == 0 ? "An offer of {} is below all {} %s"
                                  : "An offer of {} is at or above all {} %s";
    if (!m->records)
        return bp_report_line(
            r, "An offer of {} is {} of the published figures",
            (bp_value[]){ amount, bp_value_text(bp_words_band(r, f->band)) }, 2);
    if (up_to > 0 && up_to < m->n)
        return bp_report_line(
            r, bp_report_text(r, "An offer of {} is at or above {} of {} %s", people),
            (bp_value[]){ amount, bp_value_count(up_to), bp_value_count(m->n) }, 3);
    return bp_report_line(r, bp_report_text(r, text, people),
                          (bp_value[]){ amount, bp_value_count(m->n) }, 2);
}

void bp_slot_offer(bp_report *r, const bp_context *c, const char *words,
                   const bp_offering *o, const bp_curve *curve)
{
    const bp_market *m = o->offer[0].market[0];
    const bp_offer *f = &o->offer[0].offer[0];
    bp_chart chart = share_chart(r, c, m, curve);
    bp_chart_mark *mark = bp_report_alloc(r, 1, sizeof *mark);
    if (mark == NULL)
        return;
    *mark = (bp_chart_mark){ "Offer", f->amount, f->percentile };
    mark->rank.value /= 100;
    chart.kind = BP_CHART_OFFER;
    chart.id = "offer";
    chart.title = bp_slot_title(r, words, offer_finding(r, f, m));
    chart.note = m->records
                     ? bp_slot_note(r, c, m->n, m->orgs, how(m))
                     : bp_report_line(r, bp_report_text(r, "Source: {}.%s", how(m)),
                                      (bp_value[]){ bp_value_text(o->name[0]) }, 1);
    chart.u.share.mark = mark;
    chart.u.share.n_marks = 1;
    bp_report_add_chart(r, &chart);
}
