/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scale.c - an axis of numbers: its range, round steps, labels and grid.
 *
 * Labels take room from the area and the area decides how many labels fit; so room is
 * reserved first, by the widest label there can be, and steps are chosen last. */
#include "chart/scale.h"

#include <math.h>

#include "report/format.h"

#define MINUS "\xe2\x88\x92"
#define LABEL_GAP 24.0  /* px between labels side by side, */
#define NARROW_GAP 12.0 /* on a phone */
#define LABEL_LINE 26.0 /* px between labels below each other */
#define BESIDE 8.0      /* px between a label and the area */
#define EDGE 12.0       /* px between a label and the edge of the picture */
#define STEPS_MOST 10.0 /* on an axis below */
#define BELOW 16.0      /* px from the area down to the middle of labels */

void bp_span_add(bp_span *s, double x)
{
    s->low = s->any ? fmin(s->low, x) : x;
    s->high = s->any ? fmax(s->high, x) : x;
    s->any = true;
}

void bp_span_figure(bp_span *s, const bp_figure *f)
{
    if (f->state == BP_SHOWN)
        bp_span_add(s, f->value);
}

bp_scale bp_scale_around(bp_scale_kind kind, const bp_span *span, double typical,
                         const char *currency)
{
    bp_scale s = { kind, currency, bp_unit_for(fmax(typical, span->high / 4)), 0, 1, 0 };
    if (!span->any)
        return s;
    double pad = .05 * (span->high - span->low);
    if (!(pad > 0))
        pad = span->high != 0 ? .1 * fabs(span->high) : .1;
    s.low = span->low - pad;
    s.high = span->high + pad;
    if (kind == BP_SCALE_PAY && s.low < 0)
        s.low = 0;
    s.step = bp_step_for((s.high - s.low) / 8, false);
    return s;
}

void bp_scale_round(bp_scale *s, const bp_plot *p, double steps)
{
    if (!(s->step > 0))
        return;
    steps = fmax(1, fmin(steps, (p->bottom - p->top) / LABEL_LINE));
    s->step = bp_step_for((s->high - s->low) / steps, s->kind == BP_SCALE_PEOPLE);
    s->low = floor(s->low / s->step) * s->step;
    s->high = ceil(s->high / s->step) * s->step;
}

void bp_scale_amount(bp_str *out, const bp_scale *s, double amount)
{
    const bp_value v = bp_value_money(amount, s->currency);
    bp_format_value(out, &v, (bp_text_style){ .brief = s->unit.size > 1 });
}

void bp_scale_place(bp_str *out, const bp_figure *rank, const char *place)
{
    const bp_figure percentile = bp_figure_of(100 * rank->value);
    const bp_value v = bp_value_figure(BP_KIND_RANK, percentile, NULL);
    if (rank->state == BP_SHOWN)
        bp_format_value(out, &v, (bp_text_style){ 0 });
    else if (place != NULL)
        bp_str_puts(out, place);
}

void bp_scale_gap(bp_str *out, double gap)
{
    double percent = round(100 * fabs(gap));
    bp_str_printf(out, "%s%.0f%%", percent == 0 ? "" : gap < 0 ? MINUS : "+", percent);
}

double bp_scale_x(const bp_plot *p, const bp_scale *s, double value)
{
    return p->left + (value - s->low) / (s->high - s->low) * (p->right - p->left);
}

double bp_scale_y(const bp_plot *p, const bp_scale *s, double value)
{
    return p->bottom - (value - s->low) / (s->high - s->low) * (p->bottom - p->top);
}

/* Signs and units are at the ends of the axis only. */
static void put_number(bp_str *out, const bp_scale *s, double x, bool first, bool last)
{
    static const bp_unit one = { 1, "" }, percent = { .01, "%" };
    switch (s->kind) {
    case BP_SCALE_PEOPLE:
        bp_axis_number(out, x, s->step, one);
        break;
    case BP_SCALE_PAY:
        if (s->currency != NULL && strcmp(s->currency, BP_UNIT_SHARE) == 0) {
            bp_axis_number(out, x, s->step, percent);
            bp_str_puts(out, last ? percent.name : "");
            break;
        }
        if (last)
            bp_format_sign(out, s->currency, false);
        bp_axis_number(out, x, s->step, s->unit);
        bp_str_puts(out, last ? s->unit.name : "");
        break;
    case BP_SCALE_SHARE:
        bp_axis_number(out, x, s->step, percent);
        bp_str_puts(out, last ? percent.name : "");
        break;
    case BP_SCALE_GAP:
        if (fabs(x) < s->step / 2) {
            bp_str_puts(out, "Median");
            break;
        }
        bp_str_puts(out, x < 0 ? MINUS : "+");
        bp_axis_number(out, fabs(x), s->step, percent);
        bp_str_puts(out, first || last ? percent.name : "");
    }
}

/* px of the widest label, with what only the ends have, or without. */
static double widest(bp_plot *p, const bp_scale *s, bool ends)
{
    double width = 0;
    const double end[] = { s->low, s->high };
    for (size_t i = 0; i < 2 && s->step > 0; i++) {
        bp_str label = { 0 };
        put_number(&label, s, end[i], ends, ends);
        p->set.failed |= label.failed;
        width = fmax(width, bp_plot_width(p, BP_LOOK_AXIS, bp_str_text(&label)));
        bp_str_release(&label);
    }
    return width;
}

void bp_scale_reserve_x(bp_plot *p, const bp_scale *s)
{
    p->bottom -= BP_SCALE_DEPTH;
    p->right = fmin(p->right, p->width - EDGE - widest(p, s, true) / 2);
}

void bp_scale_reserve_y(bp_plot *p, const bp_scale *s)
{
    p->left += widest(p, s, true) + BESIDE;
}

/* The first and last step inside the range. */
static double first_of(const bp_scale *s)
{
    return ceil(s->low / s->step - 1e-9);
}

static size_t steps_of(const bp_scale *s)
{
    return s->step > 0 ? (size_t)(floor(s->high / s->step + 1e-9) - first_of(s) + 1) : 0;
}

static void put_grid(bp_plot *p, const char *name, const bp_scale *s, size_t n)
{
    bp_str_printf(&p->set, "LINES_%s = %zu\n", name, n);
    if (n == 0)
        return;
    bp_str_printf(&p->set, "array LINE_%s[%zu] = [", name, n);
    for (size_t i = 0; i < n; i++) {
        bp_str_puts(&p->set, i > 0 ? ", " : "");
        bp_str_number(&p->set, (first_of(s) + (double)i) * s->step);
    }
    bp_str_puts(&p->set, "]\n");
}

void bp_scale_put_x(bp_plot *p, bp_scale *s, bool grid)
{
    /* The wider label at the end has a plain one beside it. */
    const double gap = p->narrow ? NARROW_GAP : LABEL_GAP;
    double room = (widest(p, s, true) + widest(p, s, false)) / 2 + gap;
    double least = fmax(room / (p->right - p->left), 1 / STEPS_MOST);
    if (s->step > 0)
        s->step = bp_step_for((s->high - s->low) * least, false);
    const size_t n = steps_of(s);
    for (size_t i = 0; i < n; i++) {
        double x = (first_of(s) + (double)i) * s->step;
        bp_str label = { 0 };
        put_number(&label, s, x, i == 0, i + 1 == n);
        bp_plot_label(p, BP_LOOK_AXIS, BP_CENTER, bp_scale_x(p, s, x), p->bottom + BELOW,
                      &label);
    }
    put_grid(p, "X", s, grid ? n : 0);
    bp_plot_number(p, "X_LOW", s->low);
    bp_plot_number(p, "X_HIGH", s->high);
}

void bp_scale_put_y(bp_plot *p, const bp_scale *s)
{
    const size_t n = steps_of(s);
    for (size_t i = 0; i < n; i++) {
        double y = (first_of(s) + (double)i) * s->step;
        bp_str label = { 0 };
        put_number(&label, s, y, i == 0, i + 1 == n);
        bp_plot_label(p, BP_LOOK_AXIS, BP_RIGHT, p->left - BESIDE, bp_scale_y(p, s, y),
                      &label);
    }
    put_grid(p, "Y", s, n);
    bp_plot_number(p, "Y_LOW", s->low);
    bp_plot_number(p, "Y_HIGH", s->high);
}
