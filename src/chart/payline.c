/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payline.c - the chart of pay on scope: lines, and the bands of the first.
 *
 * Bands lie within each other, the surest on top: where the line is, where the middle
 * half is, and where one more person is.  What each is stands at its right end, so that
 * nobody takes the narrow one for the spread of pay. */
#include <math.h>

#include "base/utf8.h"
#include "chart/kinds.h"
#include "chart/labels.h"
#include "chart/scale.h"

#define BESIDE 10.0 /* px between the end of a line and its label */
#define TITLE 34.0  /* px from the area down to the middle of the scope's name */
#define TITLE_DEPTH 18.0
#define NAME_COLUMNS 22 /* of a group's name in its label */
#define LINES_MOST 6
#define NARROW_LINES 4
#define DOT 9.0 /* px from the middle of an offer's dot that labels keep away */

typedef struct payline_chart {
    const bp_chart_payline *data;
    size_t n; /* lines that are drawn */
    bp_scale scope;
    bp_scale pay;
    bp_labels labels;
} payline_chart;

/* Bands of the first line: those that it has. */
typedef struct band {
    const double *low, *high;
} band;

enum { ONE_MORE, HALF, LINE, BANDS };

static void find_bands(band out[BANDS], const bp_chart_line *l)
{
    out[ONE_MORE] = (band){ l->least, l->most };
    out[HALF] = (band){ l->p25, l->p75 };
    out[LINE] = (band){ l->lo, l->hi };
}

static bool are_amounts(const double x[], size_t n)
{
    bool good = true;
    for (size_t i = 0; x != NULL && i < n; i++)
        good = good && isfinite(x[i]) && x[i] > 0;
    return good;
}

static bool usable_line(const bp_chart_line *l, bool log_scope)
{
    band b[BANDS];
    bool good = l->n > 1 && are_amounts(l->pay, l->n);
    find_bands(b, l);
    for (size_t k = 0; good && k < BANDS; k++)
        good = (b[k].low == NULL) == (b[k].high == NULL) && are_amounts(b[k].low, l->n) &&
               are_amounts(b[k].high, l->n);
    for (size_t i = 0; good && i < l->n; i++)
        good = isfinite(l->x[i]) && (!log_scope || l->x[i] > 0) &&
               (i == 0 || l->x[i] > l->x[i - 1]);
    return good;
}

static bool usable(const bp_chart_payline *d)
{
    bool good = d->n_lines > 0;
    for (size_t i = 0; good && i < d->n_lines; i++)
        good = usable_line(&d->line[i], d->log);
    for (size_t i = 0; good && i < d->n_spots; i++)
        good = isfinite(d->spot[i].x) && (!d->log || d->spot[i].x > 0) &&
               isfinite(d->spot[i].amount) && d->spot[i].amount > 0;
    return good;
}

static void find_scales(payline_chart *h, const char *currency)
{
    const bp_chart_payline *d = h->data;
    bp_span scope = { 0 }, pay = { 0 };
    band b[BANDS];
    find_bands(b, &d->line[0]);
    for (size_t i = 0; i < h->n; i++)
        for (size_t k = 0; k < d->line[i].n; k++) {
            bp_span_add(&scope, d->line[i].x[k]);
            bp_span_add(&pay, d->line[i].pay[k]);
        }
    for (size_t k = 0; k < BANDS; k++)
        for (size_t i = 0; b[k].low != NULL && i < d->line[0].n; i++) {
            bp_span_add(&pay, b[k].low[i]);
            bp_span_add(&pay, b[k].high[i]);
        }
    const double typical = d->line[0].pay[d->line[0].n / 2];
    for (size_t i = 0; i < d->n_spots; i++) {
        bp_span_add(&scope, d->spot[i].x);
        bp_span_add(&pay, d->spot[i].amount);
    }
    h->pay = bp_scale_log(BP_SCALE_PAY, &pay, typical, currency);
    h->scope = d->log ? bp_scale_log(BP_SCALE_NUMBER, &scope, 0, NULL)
                      : bp_scale_around(BP_SCALE_NUMBER, &scope, 0, NULL);
}

/* ---- labels ---- */

static bp_str short_name(const char *name)
{
    bp_str whole = { 0 }, s = { 0 };
    bp_str_visible(&whole, bp_text_of(name));
    const size_t n = bp_utf8_fit(bp_str_text(&whole), NAME_COLUMNS);
    bp_str_bytes(&s, bp_str_text(&whole).at, n);
    bp_str_puts(&s, n < whole.n ? "\xe2\x80\xa6" : "");
    s.failed |= whole.failed;
    bp_str_release(&whole);
    return s;
}

/* NULL: the interval of the line has no label, as it is beside the line's own. */
static const char *band_name(size_t k, bool high)
{
    return k == HALF       ? (high ? "P75" : "P25")
           : k == ONE_MORE ? (high ? "One job, high" : "One job, low")
                           : NULL;
}

static const char *line_name(const bp_chart_line *l)
{
    return l->name != NULL ? l->name : "Pay line";
}

static double width_of(bp_plot *p, bp_text_look look, bp_str label)
{
    const double width = bp_plot_width(p, look, bp_str_text(&label));
    p->set.failed |= label.failed;
    bp_str_release(&label);
    return width;
}

static void reserve_ends(const payline_chart *h, bp_plot *p)
{
    band b[BANDS];
    double width = 0;
    find_bands(b, &h->data->line[0]);
    for (size_t i = 0; i < h->n; i++)
        width = fmax(width, width_of(p, i == 0 ? BP_LOOK_RESULT : BP_LOOK_VALUE,
                                     short_name(line_name(&h->data->line[i]))));
    for (size_t k = 0; k < BANDS; k++)
        if (b[k].low != NULL && band_name(k, true) != NULL)
            width = fmax(width,
                         bp_plot_width(p, BP_LOOK_MARK, bp_text_of(band_name(k, true))));
    p->right -= width + BESIDE;
}

/* Right of the end, then a little above or below, then above the line's end. */
static void put_end(payline_chart *h, bp_plot *p, bp_text_look look, double x, double pay,
                    bp_str *label)
{
    const double y = bp_scale_y(p, &h->pay, pay), at = bp_scale_x(p, &h->scope, x);
    bp_spot spot[11];
    for (size_t i = 0; i < 9; i++)
        spot[i] = (bp_spot){ BP_LEFT, at + BESIDE,
                             y + 7 * (double)((i + 1) / 2) * (i % 2 == 0 ? 1 : -1) };
    spot[9] = (bp_spot){ BP_RIGHT, at, y - 14 };
    spot[10] = (bp_spot){ BP_RIGHT, at, y + 14 };
    bp_labels_put(&h->labels, p, look, spot, sizeof spot / sizeof spot[0], label);
}

static void put_ends(payline_chart *h, bp_plot *p)
{
    const bp_chart_payline *d = h->data;
    band b[BANDS];
    find_bands(b, &d->line[0]);
    for (size_t i = 0; i < h->n; i++) {
        const bp_chart_line *l = &d->line[i];
        bp_str label = short_name(line_name(l));
        put_end(h, p, i == 0 ? BP_LOOK_RESULT : BP_LOOK_VALUE, l->x[l->n - 1],
                l->pay[l->n - 1], &label);
    }
    const size_t last = d->line[0].n - 1;
    for (size_t k = BANDS; k-- > 0;) {
        if (b[k].low == NULL || band_name(k, true) == NULL)
            continue;
        bp_str high = { 0 }, low = { 0 };
        bp_str_puts(&high, band_name(k, true));
        bp_str_puts(&low, band_name(k, false));
        put_end(h, p, BP_LOOK_MARK, d->line[0].x[last], b[k].high[last], &high);
        put_end(h, p, BP_LOOK_MARK, d->line[0].x[last], b[k].low[last], &low);
    }
}

static void block_line(payline_chart *h, const bp_plot *p, const bp_chart_line *l)
{
    bp_labels_block_line(&h->labels, bp_scale_x(p, &h->scope, l->x[0]),
                         bp_scale_y(p, &h->pay, l->pay[0]),
                         bp_scale_x(p, &h->scope, l->x[l->n - 1]),
                         bp_scale_y(p, &h->pay, l->pay[l->n - 1]));
}

/* An offer's label is not on its dot, nor on the line. */
static void put_spots(payline_chart *h, bp_plot *p)
{
    const bp_chart_payline *d = h->data;
    for (size_t i = 0; i < d->n_spots; i++) {
        const double x = bp_scale_x(p, &h->scope, d->spot[i].x),
                     y = bp_scale_y(p, &h->pay, d->spot[i].amount);
        bp_labels_block(&h->labels, (bp_box){ x - DOT, y - DOT, x + DOT, y + DOT });
    }
    for (size_t i = 0; i < d->n_spots; i++) {
        const double x = bp_scale_x(p, &h->scope, d->spot[i].x),
                     y = bp_scale_y(p, &h->pay, d->spot[i].amount);
        const bp_spot spot[] = {
            { BP_LEFT, x + 1.6 * DOT, y + 2 * DOT },
            { BP_RIGHT, x - 1.6 * DOT, y - 2 * DOT },
            { BP_LEFT, x + 1.6 * DOT, y },
            { BP_RIGHT, x - 1.6 * DOT, y },
            { BP_LEFT, x + 1.6 * DOT, y - 2 * DOT },
            { BP_RIGHT, x - 1.6 * DOT, y + 2 * DOT },
            { BP_LEFT, x + 1.6 * DOT, y + 4 * DOT },
            { BP_RIGHT, x - 1.6 * DOT, y - 4 * DOT },
            { BP_LEFT, x + 1.6 * DOT, y + 7 * DOT },
            { BP_RIGHT, x - 1.6 * DOT, y - 7 * DOT },
            { BP_CENTER, x, y + 3 * DOT },
            { BP_CENTER, x, y - 3 * DOT },
        };
        bp_str label = { 0 };
        bp_str_visible(&label, bp_text_of(d->spot[i].label));
        bp_labels_put(&h->labels, p, BP_LOOK_OFFER, spot, sizeof spot / sizeof spot[0],
                      &label);
    }
}

/* ---- data ---- */

/* Blocks of chart.dat, which has none without rows: gnuplot would not count it. */
static void put_block(bp_plot *p, const char *name, size_t *block, bool there)
{
    bp_plot_number(p, name, there ? (double)(*block)++ : -1);
    if (there)
        bp_plot_block(p);
}

/* A block for each line, then one for each band that there is, and for the offers. */
static void put_data(bp_plot *p, const payline_chart *h)
{
    static const char *const name[BANDS] = { "ONE_MORE", "HALVES", "INTERVAL" };
    const bp_chart_payline *d = h->data;
    size_t block = h->n;
    band b[BANDS];
    find_bands(b, &d->line[0]);
    for (size_t i = 0; i < h->n; i++) {
        for (size_t k = 0; k < d->line[i].n; k++)
            bp_plot_row(p, (double[]){ d->line[i].x[k], d->line[i].pay[k] }, 2);
        bp_plot_block(p);
    }
    for (size_t k = 0; k < BANDS; k++) {
        for (size_t i = 0; b[k].low != NULL && i < d->line[0].n; i++)
            bp_plot_row(p, (double[]){ d->line[0].x[i], b[k].low[i], b[k].high[i] }, 3);
        put_block(p, name[k], &block, b[k].low != NULL);
    }
    for (size_t i = 0; i < d->n_spots; i++)
        bp_plot_row(p, (double[]){ d->spot[i].x, d->spot[i].amount }, 2);
    put_block(p, "SPOTS", &block, d->n_spots > 0);
    bp_plot_number(p, "LINES", (double)h->n);
    bp_plot_number(p, "LOG_X", d->log);
}

static size_t lines_fit(bp_plot *p, const bp_chart_payline *d)
{
    const size_t most = p->narrow ? NARROW_LINES : LINES_MOST;
    bp_str s = { 0 };
    if (d->n_lines <= most)
        return d->n_lines;
    bp_str_printf(&s, "Not drawn: %zu of %zu lines.", d->n_lines - most, d->n_lines);
    p->set.failed |= s.failed;
    bp_plot_footnote(p, bp_str_text(&s));
    bp_str_release(&s);
    return most;
}

bool bp_payline_plot(bp_plot *p, const bp_chart *c)
{
    payline_chart h = { .data = &c->u.payline };
    if (!usable(h.data))
        return false;
    h.n = lines_fit(p, h.data);
    find_scales(&h, c->currency);
    p->top += 10;
    p->bottom -= TITLE_DEPTH;
    bp_scale_reserve_x(p, &h.scope);
    bp_scale_reserve_y(p, &h.pay);
    reserve_ends(&h, p);
    bp_scale_round(&h.pay, p, 6);
    bp_scale_put_y(p, &h.pay);
    bp_scale_put_x(p, &h.scope, false);

    bp_str name = { 0 };
    bp_str_visible(&name, bp_text_of(h.data->scope));
    bp_plot_label(p, BP_LOOK_AXIS, BP_RIGHT, p->right, p->bottom + TITLE, &name);
    h.labels.edge = (bp_box){ p->left, p->top - 8, p->width - 2, p->bottom };
    for (size_t i = 0; i < h.n; i++)
        block_line(&h, p, &h.data->line[i]);
    put_spots(&h, p);
    put_ends(&h, p);
    put_data(p, &h);
    return true;
}
