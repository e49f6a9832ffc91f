/* SPDX-License-Identifier: GPL-3.0-or-later */
/* share.c - the chart of the share of people who are paid at most an amount.
 *
 * Its steps or curve answer for any amount: up from the amount to the curve, left to the
 * share. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/labels.h"
#include "chart/rows.h"
#include "chart/scale.h"

#define BESIDE 9.0 /* px between a dot or a line and its label */
#define BELOW 13.0 /* px from a dot to the middle of its label */
#define STACK 18.0 /* px from one offer's label to the next */
#define STACKS 6

/* Both axes, and where labels may still go. */
typedef struct share_chart {
    const bp_chart_share *data;
    bp_scale pay;
    bp_scale share;
    bp_labels labels;
} share_chart;

static bool usable(const bp_chart_share *s)
{
    bool good = true;
    for (size_t i = 0; good && i < s->curve.n; i++)
        good = isfinite(s->curve.x[i]) && isfinite(s->curve.y[i]);
    for (size_t i = 0; good && i < s->n_knots; i++)
        good = isfinite(s->knot[i].share) && isfinite(s->knot[i].pay.value);
    for (size_t i = 0; good && i < s->n_marks; i++)
        good = isfinite(s->mark[i].amount) && isfinite(s->mark[i].share.value) &&
               isfinite(s->mark[i].rank.value);
    return good;
}

static bool has_interval(const bp_chart_knot *k)
{
    return bp_figure_shown(&k->pay) && bp_figure_bounded(&k->pay);
}

static bp_scale pay_scale(const bp_chart_share *s, const char *currency)
{
    bp_span span = { 0 };
    for (size_t i = 0; i < s->curve.n; i++)
        bp_span_add(&span, s->curve.x[i]);
    for (size_t i = 0; i < s->n_knots; i++)
        bp_span_figure(&span, &s->knot[i].pay);
    for (size_t i = 0; i < s->n_knots; i++)
        if (has_interval(&s->knot[i])) {
            bp_span_add(&span, s->knot[i].pay.lo);
            bp_span_add(&span, s->knot[i].pay.hi);
        }
    double typical = (span.low + span.high) / 2;
    for (size_t i = 0; i < s->n_marks; i++)
        bp_span_add(&span, s->mark[i].amount);
    return bp_scale_around(BP_SCALE_PAY, &span, typical, currency);
}

/* The curve rises: few boxes cover all of its points.  Steps that are few go to the
 * right before they go up. */
static void block_curve(share_chart *h, const bp_plot *p)
{
    const bp_chart_curve *d = &h->data->curve;
    size_t stride = d->n / (BP_LABELS_MOST / 4) + 1;
    for (size_t i = 0; i + 1 < d->n; i += stride) {
        size_t to = i + stride < d->n ? i + stride : d->n - 1;
        double x0 = bp_scale_x(p, &h->pay, d->x[i]),
               x1 = bp_scale_x(p, &h->pay, d->x[to]);
        double y0 = bp_scale_y(p, &h->share, d->y[i]);
        double y1 = bp_scale_y(p, &h->share, d->y[to]);
        if (h->data->steps && stride == 1) {
            bp_labels_block_line(&h->labels, x0, y0, x1, y0);
            x0 = x1;
        }
        bp_labels_block_line(&h->labels, x0, y0, x1, y1);
    }
}

static void block_interval(share_chart *h, const bp_plot *p, const bp_chart_knot *k)
{
    if (!has_interval(k))
        return;
    const double y = bp_scale_y(p, &h->share, k->share);
    bp_labels_block(&h->labels, (bp_box){ bp_scale_x(p, &h->pay, k->pay.lo), y - 3,
                                          bp_scale_x(p, &h->pay, k->pay.hi), y + 3 });
}

/* The lines of an offer: up from the axis of pay and, where its rank is shown, to
 * the left. */
static void block_mark(share_chart *h, const bp_plot *p, const bp_chart_mark *m)
{
    bool placed = m->share.state == BP_SHOWN;
    double x = bp_scale_x(p, &h->pay, m->amount);
    double y = placed ? bp_scale_y(p, &h->share, m->share.value) : p->top;
    bp_labels_block(&h->labels, (bp_box){ x - 4, y - 4, x + 4, p->bottom });
    if (placed)
        bp_labels_block(&h->labels, (bp_box){ p->left, y - 1, x, y + 1 });
}

static void put_mark(share_chart *h, bp_plot *p, const bp_chart_mark *m)
{
    double x = bp_scale_x(p, &h->pay, m->amount);
    bp_spot beside[2 * STACKS];
    for (size_t i = 0; i < STACKS; i++) {
        double y = p->bottom - 16 - STACK * (double)i;
        beside[2 * i] = (bp_spot){ BP_LEFT, x + BESIDE, y };
        beside[2 * i + 1] = (bp_spot){ BP_RIGHT, x - BESIDE, y };
    }
    bp_str label = { 0 };
    bp_str_visible(&label, bp_text_of(m->name));
    bp_str_putc(&label, ' ');
    bp_scale_amount(&label, &h->pay, m->amount);
    bp_labels_put(&h->labels, p, BP_LOOK_OFFER, beside, 2 * STACKS, &label);
    if (m->share.state != BP_SHOWN)
        return;
    double y = bp_scale_y(p, &h->share, m->share.value);
    const bp_spot at_axis[] = { { BP_LEFT, p->left + 5, y - 11 },
                                { BP_LEFT, p->left + 5, y + 12 },
                                { BP_RIGHT, x - 2 * BESIDE, y - 11 },
                                { BP_RIGHT, x - 2 * BESIDE, y + 12 } };
    bp_scale_place(&label, &m->rank, m->place);
    bp_labels_put(&h->labels, p, BP_LOOK_OFFER, at_axis,
                  sizeof at_axis / sizeof at_axis[0], &label);
}

static void put_knot(share_chart *h, bp_plot *p, const bp_chart_knot *k)
{
    double x = bp_scale_x(p, &h->pay, k->pay.value);
    double y = bp_scale_y(p, &h->share, k->share);
    const bp_spot spot[] = { { BP_LEFT, x + BESIDE, y + BELOW },
                             { BP_RIGHT, x - BESIDE, y - BELOW },
                             { BP_LEFT, x + BESIDE, y + 1.6 * BELOW },
                             { BP_RIGHT, x - BESIDE, y - 1.6 * BELOW },
                             { BP_RIGHT, x - 2 * BESIDE, y },
                             { BP_LEFT, x + 2 * BESIDE, y } };
    bp_str label = { 0 };
    bp_str_printf(&label, "%s  ", k->name);
    bp_scale_amount(&label, &h->pay, k->pay.value);
    bp_labels_put(&h->labels, p, BP_LOOK_VALUE, spot, sizeof spot / sizeof spot[0],
                  &label);
}

/* Block 0 is the curve, 1 its labelled dots with their intervals, 2 the offers. */
static void put_data(bp_plot *p, const bp_chart_share *s)
{
    for (size_t i = 0; i < s->curve.n; i++)
        bp_plot_row(p, (double[]){ s->curve.x[i], s->curve.y[i] }, 2);
    bp_plot_block(p);
    for (size_t i = 0; i < s->n_knots; i++) {
        const bp_figure *pay = &s->knot[i].pay;
        const bool sure = has_interval(&s->knot[i]);
        if (bp_figure_shown(pay))
            bp_plot_row(p,
                        (double[]){ pay->value, s->knot[i].share,
                                    sure ? pay->lo : pay->value,
                                    sure ? pay->hi : pay->value },
                        4);
    }
    bp_plot_block(p);
    for (size_t i = 0; i < s->n_marks; i++) {
        bool placed = s->mark[i].share.state == BP_SHOWN;
        double share = placed ? s->mark[i].share.value : 1;
        bp_plot_row(p, (double[]){ s->mark[i].amount, share, placed }, 3);
    }
    bp_plot_block(p);
}

/* Offers first: the other labels make way for them. */
static void put_labels(share_chart *h, bp_plot *p)
{
    const bp_chart_share *s = h->data;
    const bp_figure *why = NULL;
    block_curve(h, p);
    for (size_t i = 0; i < s->n_knots; i++)
        block_interval(h, p, &s->knot[i]);
    for (size_t i = 0; i < s->n_marks; i++)
        block_mark(h, p, &s->mark[i]);
    for (size_t i = 0; i < s->n_marks; i++)
        put_mark(h, p, &s->mark[i]);
    size_t shown = 0;
    for (size_t i = 0; i < s->n_knots; i++) {
        if (s->knot[i].pay.state == BP_SHOWN) {
            put_knot(h, p, &s->knot[i]);
            shown++;
        } else
            why = &s->knot[i].pay;
    }
    if (why != NULL && shown == 0 && s->curve.n == 0)
        bp_chart_rows_without(p, p->left, p->top, p->right, p->bottom, why);
}

bool bp_share_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_share *s = &c->u.share;
    if (!usable(s))
        return false;
    share_chart h = { .data = s,
                      .pay = pay_scale(s, c->currency),
                      .share = { .kind = BP_SCALE_SHARE, .high = 1, .step = .25 } };
    p->top += 10;
    bp_scale_reserve_x(p, &h.pay);
    bp_scale_round(&h.share, p, 4);
    bp_scale_reserve_y(p, &h.share);
    bp_scale_put_y(p, &h.share);
    bp_scale_put_x(p, &h.pay, false);
    h.labels.edge = (bp_box){ p->left, p->top - 8, p->width - 12, p->bottom };
    put_labels(&h, p);
    put_data(p, s);
    bp_plot_number(p, "STEPS", s->steps);
    return true;
}
