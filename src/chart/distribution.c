#include <math.h>

#include "chart/axis.h"
#include "chart/flags.h"
#include "chart/kinds.h"
#include "report/format.h"

#define FEWEST_BINS 8.0 /* one bin alone must not fill the picture */
#define LANE 18.0       /* px from one row of labels to the next */
#define LABEL_GAP 24.0  /* px between labels of pay */
#define BIN_GAP 1.5     /* px between bars */

/* Pay along x and people along y. */
typedef struct axes {
    double low;
    double high;
    double top;
    double step; /* of people */
} axes;

static double place(const bp_plot *p, const axes *a, double pay)
{
    return p->left + (pay - a->low) / (a->high - a->low) * (p->right - p->left);
}

static bool usable(const bp_chart *c)
{
    bool good = c->n_bins > 0 && isfinite(c->low) && isfinite(c->width) && c->width > 0 &&
                isfinite(c->p25) && isfinite(c->p50) && isfinite(c->p75);
    for (size_t i = 0; i < c->n_bins; i++)
        good = good && isfinite(c->count[i]) && c->count[i] >= 0;
    for (size_t i = 0; i < c->n_curve; i++)
        good = good && isfinite(c->x[i]) && isfinite(c->y[i]);
    return good;
}

static axes choose_axes(const bp_chart *c)
{
    double bins = (double)c->n_bins;
    double spare = bins < FEWEST_BINS ? floor((FEWEST_BINS - bins) / 2) * c->width : 0;
    double low = c->low - spare > 0 ? c->low - spare : fmin(c->low, 0);
    double most = 1;
    for (size_t i = 0; i < c->n_bins; i++)
        most = fmax(most, c->count[i]);
    for (size_t i = 0; i < c->n_curve; i++)
        most = fmax(most, c->y[i]);
    double step = bp_step_for(most / 5, true);
    return (axes){ low, c->low + bins * c->width + spare, ceil(most / step) * step,
                   step };
}

/* What memory refused a label, the plot remembers. */
static double label_width(bp_plot *p, bp_look look, const bp_str *label)
{
    p->set.failed |= label->failed;
    return bp_plot_width(p, look, (bp_text){ label->at, label->n });
}

static void put_label(bp_plot *p, bp_look look, bp_align align, double x, double y,
                      bp_str *label)
{
    p->set.failed |= label->failed;
    bp_plot_text(p, look, align, x, y, (bp_text){ label->at, label->n });
    bp_str_release(label);
}

static const bp_unit people = { 1, "" };

static void reserve_people(bp_plot *p, const axes *a)
{
    bp_str label = { 0 };
    bp_axis_number(&label, a->top, a->step, people);
    p->left += label_width(p, BP_LOOK_AXIS, &label) + 8;
    bp_str_release(&label);
}

static void put_people(bp_plot *p, const axes *a)
{
    const size_t steps = (size_t)(a->top / a->step + .5);
    for (size_t i = 0; i <= steps; i++) {
        double y = (double)i * a->step;
        bp_str label = { 0 };
        bp_axis_number(&label, y, a->step, people);
        put_label(p, BP_LOOK_AXIS, BP_RIGHT, p->left - 8,
                  p->bottom - y / a->top * (p->bottom - p->top), &label);
    }
}

/* "300", and with `unit_too` "$300k". */
static void put_pay(bp_str *out, const bp_chart *c, double x, double step, bool unit_too)
{
    const bp_unit unit = bp_unit_for(c->p50);
    if (unit_too)
        bp_format_sign(out, c->currency, false);
    bp_axis_number(out, x, step, unit);
    bp_str_puts(out, unit_too ? unit.name : "");
}

/* The width of the longest label of pay; room for its right half. */
static double reserve_pay(bp_plot *p, const bp_chart *c, const axes *a)
{
    bp_str label = { 0 };
    put_pay(&label, c, a->high, c->width, true);
    double width = label_width(p, BP_LOOK_AXIS, &label);
    p->right = fmin(p->right - 8, p->width - 12 - width / 2);
    bp_str_release(&label);
    return width;
}

static void put_pay_axis(bp_plot *p, const bp_chart *c, const axes *a, double widest)
{
    double step = bp_step_for(
        (a->high - a->low) * (widest + LABEL_GAP) / (p->right - p->left), false);
    const double first = ceil(a->low / step);
    const size_t steps = (size_t)(floor(a->high / step) - first);
    for (size_t i = 0; i <= steps; i++) {
        double pay = (first + (double)i) * step;
        bp_str label = { 0 };
        put_pay(&label, c, pay, step, i == steps);
        put_label(p, BP_LOOK_AXIS, BP_CENTER, place(p, a, pay), p->bottom + 16, &label);
    }
}

/* P25, the median and P75, each a line with its label; the area begins below them. */
static void put_marks(bp_plot *p, const bp_chart *c, const axes *a)
{
    static const char *const name[BP_FLAGS] = { "P25", "Median", "P75" };
    static const bp_look look[BP_FLAGS] = { BP_LOOK_MARK, BP_LOOK_STRONG, BP_LOOK_MARK };
    const double pay[BP_FLAGS] = { c->p25, c->p50, c->p75 };
    const bp_style style = { .brief = bp_unit_for(c->p50).size > 1 };
    bp_str label[BP_FLAGS] = { 0 };
    bp_flag flag[BP_FLAGS];
    for (int i = 0; i < BP_FLAGS; i++) {
        const bp_value v = bp_value_money(pay[i], c->currency);
        bp_str_printf(&label[i], "%s ", name[i]);
        bp_format_value(&label[i], &v, style);
        flag[i] = (bp_flag){ place(p, a, pay[i]), label_width(p, look[i], &label[i]),
                             i - 1, i == 1 ? 0 : 1 };
    }
    bp_flags_place(flag, 8, p->width - 8);

    double end[BP_FLAGS], lowest = 0;
    for (size_t i = 0; i < BP_FLAGS; i++) {
        const bp_flag *f = &flag[i];
        double y = p->top + LANE * ((double)f->lane + 1);
        double x = f->side < 0 ? bp_flag_right(f) : f->side > 0 ? bp_flag_left(f) : f->x;
        put_label(p, look[i], (bp_align)-f->side, x, y, &label[i]);
        end[i] = y + (f->side == 0 ? 10 : -8);
        lowest = fmax(lowest, y);
    }
    bp_plot_numbers(p, "MARK", pay, BP_FLAGS);
    bp_plot_numbers(p, "MARK_END", end, BP_FLAGS);
    p->top = lowest + 16;
}

/* A bar in up to three pieces, so that exactly the middle half is darker. */
static void put_bar(bp_plot *p, const bp_chart *c, double left, double right,
                    double count)
{
    const double cut[] = { left, fmin(fmax(c->p25, left), right),
                           fmin(fmax(c->p75, left), right), right };
    for (size_t i = 0; i < 3; i++)
        if (cut[i] < cut[i + 1])
            bp_plot_row(p, (double[]){ cut[i], cut[i + 1], count, i == 1 }, 4);
}

static void put_bars(bp_plot *p, const bp_chart *c, const axes *a)
{
    double px = (a->high - a->low) / (p->right - p->left);
    double gap = fmin(BIN_GAP * px, .15 * c->width);
    for (size_t i = 0; i < c->n_bins; i++) {
        double left = c->low + (double)i * c->width;
        if (c->count[i] > 0)
            put_bar(p, c, left + gap / 2, left + c->width - gap / 2, c->count[i]);
    }
    bp_plot_block(p);
    for (size_t i = 0; i < c->n_curve; i++)
        bp_plot_row(p, (double[]){ c->x[i], c->y[i] }, 2);
    bp_plot_block(p);
}

bp_status bp_distribution_plot(bp_plot *p, const bp_chart *c, bp_err *err)
{
    if (!usable(c))
        return bp_fail(err, NULL, BP_EINTERNAL, "chart '%s' has no usable numbers",
                       c->id);
    const axes a = choose_axes(c);
    p->bottom -= 30;
    double widest = reserve_pay(p, c, &a);
    reserve_people(p, &a);
    put_marks(p, c, &a);
    put_people(p, &a);
    put_pay_axis(p, c, &a, widest);
    put_bars(p, c, &a);
    bp_plot_number(p, "X_LOW", a.low);
    bp_plot_number(p, "X_HIGH", a.high);
    bp_plot_number(p, "Y_HIGH", a.top);
    bp_plot_number(p, "Y_STEP", a.step);
    bp_plot_number(p, "CURVE", c->n_curve > 0);
    return BP_OK;
}
