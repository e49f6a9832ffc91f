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
#define LABELS_MOST 64
#define LOG_PAD .03 /* of a logarithmic axis that is free at either end */

/* Below so many times its low end a logarithmic axis has equal steps: 300, 350, 400. */
#define LOG_LEAST 2.5

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
    bp_scale s = { .kind = kind,
                   .currency = currency,
                   .unit = bp_unit_for(fmax(typical, span->high / 4)),
                   .high = 1 };
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

bp_scale bp_scale_log(bp_scale_kind kind, const bp_span *span, double typical,
                      const char *currency)
{
    bp_scale s = bp_scale_around(kind, span, typical, currency);
    if (!span->any)
        return s;
    const double pad = span->high > span->low
                           ? pow(span->high / span->low, LOG_PAD / (1 - 2 * LOG_PAD))
                           : 1.1;
    s.low = span->low / pad;
    s.high = span->high * pad;
    s.log = true;
    return s;
}

/* ---- steps ---- */

/* Digits at which a logarithmic axis has steps, the finest first; then every power of
 * ten, every second, every fourth, ... */
static const struct {
    double digit[8];
    size_t n;
} log_steps[] = {
    { { 1, 1.5, 2, 3, 4, 5, 6, 8 }, 8 },
    { { 1, 2, 3, 5 }, 4 },
    { { 1, 2, 5 }, 3 },
    { { 1, 3 }, 2 },
    { { 1 }, 1 },
};
#define LOG_STEPS (sizeof log_steps / sizeof log_steps[0])
#define COARSEST (LOG_STEPS + 9)

static bool has_log_steps(const bp_scale *s)
{
    return s->log && s->high / s->low >= LOG_LEAST;
}

/* The first step inside the range, as a multiple. */
static double first_of(const bp_scale *s)
{
    return ceil(s->low / s->step - 1e-9);
}

static size_t find_equal(const bp_scale *s, double at[LABELS_MOST])
{
    size_t n = 0;
    const double last = floor(s->high / s->step + 1e-9);
    for (double i = first_of(s); i <= last && n < LABELS_MOST; i++)
        at[n++] = i * s->step + 0.; /* no -0 */
    return n;
}

static size_t find_log(const bp_scale *s, double at[LABELS_MOST])
{
    const size_t kind = s->coarse < LOG_STEPS ? s->coarse : LOG_STEPS - 1;
    const double every =
        s->coarse < LOG_STEPS ? 1 : (double)((size_t)1 << (s->coarse - LOG_STEPS + 1));
    size_t n = 0;
    for (double power = every * floor(log10(s->low) / every); power <= log10(s->high);
         power += every)
        for (size_t i = 0; i < log_steps[kind].n && n < LABELS_MOST; i++) {
            const double x = log_steps[kind].digit[i] * pow(10, power);
            if (x >= s->low && x <= s->high)
                at[n++] = x;
        }
    return n;
}

/* Where labels are, ascending. */
static size_t find_steps(const bp_scale *s, double at[LABELS_MOST])
{
    return !(s->step > 0) ? 0 : has_log_steps(s) ? find_log(s, at) : find_equal(s, at);
}

/* Where a value is between the ends, 0 to 1. */
static double place_of(const bp_scale *s, double value)
{
    return s->log ? log(value / s->low) / log(s->high / s->low)
                  : (value - s->low) / (s->high - s->low);
}

/* Are all steps at least so far apart, as a share of the axis? */
static bool are_apart(const bp_scale *s, double least)
{
    double at[LABELS_MOST];
    const size_t n = find_steps(s, at);
    bool apart = n < LABELS_MOST;
    for (size_t i = 1; apart && i < n; i++)
        apart = place_of(s, at[i]) - place_of(s, at[i - 1]) >= least;
    return apart;
}

/* The finest steps that are so far apart. */
static void choose_steps(bp_scale *s, double least)
{
    if (has_log_steps(s))
        for (s->coarse = 0; s->coarse < COARSEST && !are_apart(s, least); s->coarse++)
            continue;
    else if (s->step > 0)
        s->step = bp_step_for((s->high - s->low) * least * (s->log ? 1.5 : 1), false);
}

void bp_scale_round(bp_scale *s, const bp_plot *p, double steps)
{
    if (!(s->step > 0))
        return;
    if (s->log) {
        choose_steps(s, fmax(1 / steps / 2, LABEL_LINE / (p->bottom - p->top)));
        return;
    }
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
    return p->left + place_of(s, value) * (p->right - p->left);
}

double bp_scale_y(const bp_plot *p, const bp_scale *s, double value)
{
    return p->bottom - place_of(s, value) * (p->bottom - p->top);
}

/* Signs and units are at the ends of the axis only. */
static void put_number(bp_str *out, const bp_scale *s, double x, bool first, bool last)
{
    static const bp_unit one = { 1, "" }, percent = { .01, "%" };
    const double step = has_log_steps(s) ? x : s->step;
    switch (s->kind) {
    case BP_SCALE_PEOPLE:
        bp_axis_number(out, x, s->step, one);
        break;
    case BP_SCALE_PAY:
        if (bp_unit_is_share(s->currency)) {
            bp_axis_number(out, x, s->step, percent);
            bp_str_puts(out, last ? percent.name : "");
            break;
        }
        if (last)
            bp_format_sign(out, s->currency, false);
        bp_axis_number(out, x, step, s->unit);
        bp_str_puts(out, last ? s->unit.name : "");
        break;
    case BP_SCALE_NUMBER:
        bp_axis_number(out, x, step, s->unit);
        bp_str_puts(out, last ? s->unit.name : "");
        break;
    case BP_SCALE_LESS:
        bp_str_puts(out, x < -s->step / 2 ? MINUS : "");
        bp_axis_number(out, fabs(x), s->step, percent);
        bp_str_puts(out, first || last ? percent.name : "");
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
    double width = 0, at[LABELS_MOST] = { s->low, s->high };
    size_t n = s->step > 0 ? 2 : 0;
    if (n > 0 && has_log_steps(s))
        n = find_log(s, at);
    for (size_t i = 0; i < n; i++) {
        bp_str label = { 0 };
        put_number(&label, s, at[i], ends, ends);
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

/* A grid line through the whole area. */
static void put_line(bp_plot *p, const char *from, double at, const char *to)
{
    bp_str_printf(&p->marks, "set arrow from %s", from);
    bp_str_number(&p->marks, at);
    bp_str_printf(&p->marks, "%s arrowstyle 1\n", to);
}

void bp_scale_put_x(bp_plot *p, bp_scale *s, bool grid)
{
    /* The wider label at the end has a plain one beside it. */
    const double gap = p->narrow ? NARROW_GAP : LABEL_GAP;
    double room = (widest(p, s, true) + widest(p, s, false)) / 2 + gap;
    double least = fmax(room / (p->right - p->left), 1 / STEPS_MOST);
    double at[LABELS_MOST];
    choose_steps(s, least);
    const size_t n = find_steps(s, at);
    for (size_t i = 0; i < n; i++) {
        bp_str label = { 0 };
        put_number(&label, s, at[i], i == 0, i + 1 == n);
        bp_plot_label(p, BP_LOOK_AXIS, BP_CENTER, bp_scale_x(p, s, at[i]),
                      p->bottom + BELOW, &label);
        if (grid)
            put_line(p, "first ", at[i], ", graph 0 rto graph 0, 1");
    }
    bp_plot_number(p, "X_LOW", s->low);
    bp_plot_number(p, "X_HIGH", s->high);
}

void bp_scale_put_y(bp_plot *p, const bp_scale *s)
{
    double at[LABELS_MOST];
    const size_t n = find_steps(s, at);
    for (size_t i = 0; i < n; i++) {
        bp_str label = { 0 };
        put_number(&label, s, at[i], i == 0, i + 1 == n);
        bp_plot_label(p, BP_LOOK_AXIS, BP_RIGHT, p->left - BESIDE,
                      bp_scale_y(p, s, at[i]), &label);
        put_line(p, "graph 0, first ", at[i], " rto graph 1, 0");
    }
    bp_plot_number(p, "Y_LOW", s->low);
    bp_plot_number(p, "Y_HIGH", s->high);
}
