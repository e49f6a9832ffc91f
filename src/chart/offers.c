/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.c - the chart of offers: each beside its own market.
 *
 * Amounts of different jobs have no common axis; the gap to the market's median has.  Of
 * more offers than can be read those at both ends are drawn, since these are what a list
 * is looked at for, and a row between them says how many are not. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"

#define BESIDE_NAMES 400.0 /* px of 800 that marks and columns need beside long names */

static bool usable(const bp_chart_offer offer[], size_t n)
{
    bool good = n > 0;
    for (size_t i = 0; good && i < n; i++) {
        const bp_chart_offer *f = &offer[i];
        good = isfinite(f->amount) && isfinite(f->rank.value) && isfinite(f->p25.value) &&
               isfinite(f->p75.value) && isfinite(f->p50.value) &&
               (!bp_figure_shown(&f->p50) || f->p50.value > 0);
    }
    return good;
}

static double gap(const bp_chart_offer *o, double amount)
{
    return amount / o->p50.value - 1;
}

/* The market's end of the band, or the median where it is not shown. */
static double end(const bp_chart_offer *o, const bp_figure *f)
{
    return bp_figure_shown(f) ? gap(o, f->value) : 0;
}

/* Which offers are rows: NULL is the row for those that are not. */
typedef struct drawn {
    const bp_chart_offer *offer[BP_OFFERS_MOST];
    size_t n;
    size_t missing;
} drawn;

static drawn choose(const bp_plot *p, const bp_chart_offer offer[], size_t n)
{
    const double room = p->bottom - p->top - BP_ROWS_HEAD - BP_SCALE_DEPTH;
    const double most = fmin(fmax(3, floor(room / p->row_least)), BP_OFFERS_MOST);
    drawn d = { .n = (double)n > most ? (size_t)most : n };
    const size_t high = n > d.n ? d.n / 2 : n; /* before the gap */
    d.missing = n > d.n ? n - (d.n - 1) : 0;
    for (size_t i = 0; i < d.n; i++)
        d.offer[i] = i < high ? &offer[i] : i == high ? NULL : &offer[n - (d.n - i)];
    return d;
}

static void put_names(bp_plot *p, bp_chart_rows *rows, const drawn *d, bp_str *between)
{
    bp_str_printf(between, "\xe2\x8b\xae %zu more \xe2\x8b\xae", d->missing);
    p->set.failed |= between->failed;
    for (size_t i = 0; i < d->n; i++)
        bp_chart_rows_add(
            rows, d->offer[i] != NULL ? d->offer[i]->name : bp_str_text(between).at, 0,
            0);
}

static void say_missing(bp_plot *p, const drawn *d)
{
    bp_str footnote = { 0 };
    if (d->missing == 0)
        return;
    bp_str_printf(&footnote, "Not drawn: the %zu in the middle of %zu offers.",
                  d->missing, d->missing + d->n - 1);
    p->set.failed |= footnote.failed;
    bp_plot_footnote(p, bp_str_text(&footnote));
    bp_str_release(&footnote);
}

static bp_scale gaps(const drawn *d)
{
    bp_span span = { 0 };
    for (size_t i = 0; i < d->n; i++) {
        const bp_chart_offer *o = d->offer[i];
        if (o == NULL || !bp_figure_shown(&o->p50))
            continue;
        bp_span_add(&span, 0);
        bp_span_add(&span, gap(o, o->amount));
        bp_span_add(&span, end(o, &o->p25));
        bp_span_add(&span, end(o, &o->p75));
    }
    return bp_scale_around(BP_SCALE_GAP, &span, 1, NULL);
}

static bp_scale money_of(const bp_chart_offer *o, const char *currency)
{
    return (bp_scale){ .currency = currency, .unit = bp_unit_for(o->amount) };
}

/* Market, where there is room, offer and rank at the right. */
static void put_columns(bp_plot *p, bp_chart_rows *rows, const drawn *d,
                        const char *currency)
{
    bp_str market[BP_OFFERS_MOST] = { 0 }, amount[BP_OFFERS_MOST] = { 0 },
           rank[BP_OFFERS_MOST] = { 0 };
    for (size_t i = 0; i < rows->n; i++) {
        const bp_chart_offer *o = d->offer[i];
        if (o == NULL)
            continue;
        const bp_scale money = money_of(o, currency);
        bp_scale_amount(&amount[i], &money, o->amount);
        if (bp_figure_shown(&o->p50) && !p->narrow)
            bp_scale_amount(&market[i], &money, o->p50.value);
        bp_scale_place(&rank[i], &o->rank, o->place);
    }
    bp_chart_rows_column(p, rows, BP_LOOK_MARK, "Rank", rank);
    bp_chart_rows_column(p, rows, BP_LOOK_STRONG, "Offer", amount);
    if (!p->narrow)
        bp_chart_rows_column(p, rows, BP_LOOK_MARK, "Market", market);
}

static void put_rows(bp_plot *p, const bp_chart_rows *rows, const drawn *d)
{
    for (size_t i = 0; i < rows->n; i++) {
        const bp_chart_offer *o = d->offer[i];
        if (o == NULL)
            continue;
        if (bp_figure_shown(&o->p50))
            bp_plot_row(p,
                        (double[]){ (double)i, end(o, &o->p25), end(o, &o->p75),
                                    gap(o, o->amount) },
                        4);
        else
            bp_chart_rows_withheld(p, rows, i, &o->p50);
    }
    bp_plot_block(p);
}

bool bp_offers_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_offer *all = c->u.offers.offer;
    if (!usable(all, c->u.offers.n))
        return false;
    const drawn d = choose(p, all, c->u.offers.n);
    bp_chart_rows rows = { .n = 0 };
    bp_str between = { 0 };
    put_names(p, &rows, &d, &between);
    say_missing(p, &d);
    bp_scale s = gaps(&d);
    bp_chart_rows_axis(p, &rows, &s, BP_ROWS_HEAD, BESIDE_NAMES);
    bp_str_release(&between);
    put_columns(p, &rows, &d, c->currency);
    bp_scale_put_x(p, &s, true);
    put_rows(p, &rows, &d);
    return true;
}
