#include <math.h>

#include "chart/axis.h"
#include "chart/flags.h"
#include "chart/kinds.h"
#include "report/format.h"

#define FEWEST_BINS 8.0 /* one bin alone must not fill the picture */
#define MOST_TICKS 400  /* more than any width has room for */
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
    return (axes){ low, c->low + bins * c->width + spare, ceil(most / step) * step, step };
}

/* The labels of people, on the left; what they need is taken from the area. */
static void put_people(bp_plot *p, const axes *a, bool measure)
{
    const bp_unit one = { 1, "" };
    bp_str label = { 0 };
    double widest = 0;
    for (double y = 0; y <= a->top; y += a->step) {
        bp_str_clear(&label);
        bp_axis_number(&label, y, a->step, one);
        if (label.failed)
            break;
        const bp_text t = { label.at, label.n };
        widest = fmax(widest, bp_plot_width(p, BP_LOOK_AXIS, t));
        if (!measure)
            bp_plot_text(p, BP_LOOK_AXIS, BP_RIGHT, p->left - 8,
                         p->bottom - y / a->top * (p->bottom - p->top), t);
    }
    if (measure)
        p->left += widest + 8;
    p->set.failed |= label.failed;
    bp_str_release(&label);
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

/* The width of the longest label of pay, and room for its right half. */
static double reserve_pay(bp_plot *p, const bp_chart *c, const axes *a)
{
    bp_str label = { 0 };
    put_pay(&label, c, a->high, c->width, true);
    double width = bp_plot_width(p, BP_LOOK_AXIS, (bp_text){ label.at, label.n });
    p->right = fmin(p->right - 8, p->width - 12 - width / 2);
    p->set.failed |= label.failed;
    bp_str_release(&label);
    return width;
}

static void put_pay_axis(bp_plot *p, const bp_chart *c, const axes *a, double widest)
{
    bp_str label = { 0 };
    double step = bp_step_for((a->high - a->low) * (widest + LABEL_GAP) / (p->right - p->left),
                              false);
    double first = ceil(a->low / step), last = floor(a->high / step);
    for (double k = first; k <= last && k - first < MOST_TICKS; k++) {
        bp_str_clear(&label);
        put_pay(&label, c, k * step, step, k == last);
        if (label.failed)
            break;
        bp_plot_text(p, BP_LOOK_AXIS, BP_CENTER, place(p, a, k * step), p->bottom + 16,
                     (bp_text){ label.at, label.n });
    }
    p->set.failed |= label.failed;
    bp_str_release(&label);
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
    for (size_t i = 0; i < BP_FLAGS; i++) {
        const bp_value v = bp_value_money(pay[i], c->currency);
        bp_str_printf(&label[i], "%s ", name[i]);
        bp_format_value(&label[i], &v, style);
        const bp_text t = { label[i].at, label[i].n };
        flag[i] = (bp_flag){ place(p, a, pay[i]), bp_plot_width(p, look[i], t), (int)i - 1,
                             i == 1 ? 0 : 1 };
    }
    bp_flags_place(flag, 8, p->width - 8);

    double end[BP_FLAGS], lowest = 0;
    for (size_t i = 0; i < BP_FLAGS; i++) {
        double y = p->top + LANE * ((double)flag[i].lane + 1);
        end[i] = y + (flag[i].side == 0 ? 10 : -8);
        lowest = fmax(lowest, y);
        double left = bp_flag_left(&flag[i]);
        if (label[i].failed)
            p->set.failed = true;
        else if (flag[i].side < 0)
            bp_plot_text(p, look[i], BP_RIGHT, left + flag[i].width, y,
                         (bp_text){ label[i].at, label[i].n });
        else
            bp_plot_text(p, look[i], flag[i].side == 0 ? BP_CENTER : BP_LEFT,
                         flag[i].side == 0 ? flag[i].x : left, y,
                         (bp_text){ label[i].at, label[i].n });
        bp_str_release(&label[i]);
    }
    bp_plot_numbers(p, "MARK", pay, BP_FLAGS);
    bp_plot_numbers(p, "MARK_END", end, BP_FLAGS);
    p->top = lowest + 16;
}

/* A bar in up to three pieces, so that exactly the middle half is darker. */
static void put_bar(bp_plot *p, const bp_chart *c, double left, double right, double count)
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
        return bp_fail(err, NULL, BP_EINTERNAL, "chart '%s' has no usable numbers", c->id);
    const axes a = choose_axes(c);
    p->bottom -= 30;
    double widest = reserve_pay(p, c, &a);
    put_people(p, &a, true);
    put_marks(p, c, &a);
    put_people(p, &a, false);
    put_pay_axis(p, c, &a, widest);
    put_bars(p, c, &a);
    bp_plot_number(p, "X_LOW", a.low);
    bp_plot_number(p, "X_HIGH", a.high);
    bp_plot_number(p, "Y_HIGH", a.top);
    bp_plot_number(p, "Y_STEP", a.step);
    bp_plot_number(p, "CURVE", c->n_curve > 0);
    return BP_OK;
}
