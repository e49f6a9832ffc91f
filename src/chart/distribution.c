/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution.c - the chart of a distribution: bars, a density, three marks.
 *
 * The bars carry the shape; the marks say what readers quote (P25, median, P75).  Bars
 * are cut at the quartiles, so that the dark part is the middle half exactly. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/mark_labels.h"
#include "chart/scale.h"
#include "report/format.h"

#define FEWEST_BINS 6.0 /* one bin alone must not fill the picture */
#define LANE 18.0       /* px from one row of labels to the next */
#define BIN_GAP 1.5     /* px between bars */

static bool usable(const bp_chart_bins *b)
{
    bool good = b->n > 0 && isfinite(b->low) && isfinite(b->width) && b->width > 0 &&
                isfinite(b->p25) && isfinite(b->p50) && isfinite(b->p75);
    for (size_t i = 0; good && i < b->n; i++)
        good = isfinite(b->count[i]) && b->count[i] >= 0;
    for (size_t i = 0; good && i < b->curve.n; i++)
        good = isfinite(b->curve.x[i]) && isfinite(b->curve.y[i]);
    return good;
}

static bp_scale pay_scale(const bp_chart_bins *b, const char *currency)
{
    double bins = (double)b->n;
    double spare = bins < FEWEST_BINS ? floor((FEWEST_BINS - bins) / 2) * b->width : 0;
    double below = b->below == 0 ? spare : 0, above = b->above == 0 ? spare : 0;
    double low = b->low - below > 0 ? b->low - below : fmin(b->low, 0);
    return (bp_scale){ .kind = BP_SCALE_PAY,
                       .currency = currency,
                       .unit = bp_unit_for(fmax(b->p50, (b->low + bins * b->width) / 4)),
                       .low = low,
                       .high = b->low + bins * b->width + above,
                       .step = b->width };
}

static bp_scale people_scale(const bp_plot *p, const bp_chart_bins *b)
{
    double most = 1;
    for (size_t i = 0; i < b->n; i++)
        most = fmax(most, b->count[i]);
    for (size_t i = 0; i < b->curve.n; i++)
        most = fmax(most, b->curve.y[i]);
    bp_scale s = { .kind = BP_SCALE_PEOPLE, .high = most, .step = 1 };
    bp_scale_round(&s, p, 5);
    return s;
}

/* P25, the median and P75, each a line with its label; the area begins below them. */
static void put_marks(bp_plot *p, const bp_chart_bins *b, const bp_scale *pay)
{
    static const char *const name[BP_MARK_LABELS] = { "P25", "Median", "P75" };
    static const bp_text_look look[BP_MARK_LABELS] = { BP_LOOK_MARK, BP_LOOK_STRONG,
                                                       BP_LOOK_MARK };
    const double mark[BP_MARK_LABELS] = { b->p25, b->p50, b->p75 };
    bp_str label[BP_MARK_LABELS] = { 0 };
    bp_mark_label text[BP_MARK_LABELS];
    for (int i = 0; i < BP_MARK_LABELS; i++) {
        bp_str_printf(&label[i], "%s ", name[i]);
        bp_scale_amount(&label[i], pay, mark[i]);
        double width = bp_plot_width(p, look[i], bp_str_text(&label[i]));
        text[i] =
            (bp_mark_label){ bp_scale_x(p, pay, mark[i]), width, i - 1, i == 1 ? 0 : 1 };
    }
    bp_mark_labels_place(text, 8, p->width - 8);

    double end[BP_MARK_LABELS], lowest = 0;
    for (size_t i = 0; i < BP_MARK_LABELS; i++) {
        const bp_mark_label *f = &text[i];
        double y = p->top + LANE * ((double)f->lane + 1);
        double x = f->side < 0   ? bp_mark_label_right(f)
                   : f->side > 0 ? bp_mark_label_left(f)
                                 : f->x;
        bp_plot_label(p, look[i], (bp_align)-f->side, x, y, &label[i]);
        end[i] = y + (f->side == 0 ? 10 : -8);
        lowest = fmax(lowest, y);
    }
    bp_plot_numbers(p, "MARK", mark, BP_MARK_LABELS);
    bp_plot_numbers(p, "MARK_END", end, BP_MARK_LABELS);
    p->top = lowest + 16;
}

/* A bar in up to three pieces, so that exactly the middle half is darker. */
static void put_bar(bp_plot *p, const bp_chart_bins *b, double left, double right,
                    double count)
{
    const double cut[] = { left, fmin(fmax(b->p25, left), right),
                           fmin(fmax(b->p75, left), right), right };
    for (size_t i = 0; i < 3; i++)
        if (cut[i] < cut[i + 1])
            bp_plot_row(p, (double[]){ cut[i], cut[i + 1], count, i == 1 }, 4);
}

static void put_bars(bp_plot *p, const bp_chart_bins *b, const bp_scale *pay)
{
    double px = (pay->high - pay->low) / (p->right - p->left);
    double gap = fmin(BIN_GAP * px, .15 * b->width);
    for (size_t i = 0; i < b->n; i++) {
        double left = b->low + (double)i * b->width;
        if (b->count[i] > 0)
            put_bar(p, b, left + gap / 2, left + b->width - gap / 2, b->count[i]);
    }
    bp_plot_block(p);
    for (size_t i = 0; i < b->curve.n; i++)
        bp_plot_row(p, (double[]){ b->curve.x[i], b->curve.y[i] }, 2);
    bp_plot_block(p);
}

static void put_beyond(bp_str *out, uint64_t n, const char *one, const char *many,
                       double edge, const char *currency)
{
    const bp_value value[] = { bp_value_count(n), bp_value_money(edge, currency) };
    if (n == 0)
        return;
    bp_str_puts(out, out->n == 0 ? "Not drawn: " : " and ");
    bp_format_line(out, &(bp_line){ n == 1 ? one : many, value, 2 },
                   (bp_text_style){ 0 });
}

/* "Not drawn: 2 people paid less than $40,000 and 1 person paid $210,000 or more." */
static void say_beyond(bp_plot *p, const bp_chart_bins *b, const char *currency)
{
    bp_str footnote = { 0 };
    put_beyond(&footnote, b->below,
               b->orgs ? "{} organization below {}" : "{} person paid less than {}",
               b->orgs ? "{} organizations below {}" : "{} people paid less than {}",
               b->low, currency);
    put_beyond(&footnote, b->above,
               b->orgs ? "{} organization at {} or more" : "{} person paid {} or more",
               b->orgs ? "{} organizations at {} or more" : "{} people paid {} or more",
               b->low + (double)b->n * b->width, currency);
    bp_str_puts(&footnote, footnote.n > 0 ? "." : "");
    p->set.failed |= footnote.failed;
    bp_plot_footnote(p, bp_str_text(&footnote));
    bp_str_release(&footnote);
}

bool bp_distribution_plot(bp_plot *p, const bp_chart *c)
{
    const bp_chart_bins *b = &c->u.bins;
    if (!usable(b))
        return false;
    say_beyond(p, b, c->currency);
    bp_scale pay = pay_scale(b, c->currency);
    const bp_scale people = people_scale(p, b);
    bp_scale_reserve_x(p, &pay);
    bp_scale_reserve_y(p, &people);
    put_marks(p, b, &pay);
    bp_scale_put_y(p, &people);
    bp_scale_put_x(p, &pay, false);
    put_bars(p, b, &pay);
    bp_plot_number(p, "CURVE", b->curve.n > 0);
    return true;
}
