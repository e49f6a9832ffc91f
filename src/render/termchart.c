/* SPDX-License-Identifier: GPL-3.0-or-later */
/* termchart.c - charts of characters.
 *
 * A range bar says where a group is without reading five numbers, and the sketch of a
 * distribution shows its shape, in any terminal and in any log. */
#include "render/term.h"

#include <math.h>

#include "base/utf8.h"
#include "report/format.h"

#define SKETCH_MOST 100 /* columns */
#define SKETCH_ROWS 3
#define TICK_GAP 9 /* columns from one label to the next, at least */

/* What a range bar is drawn with. */
typedef struct glyphs {
    const char *left;
    const char *line;
    const char *open;
    const char *box;
    const char *mid;
    const char *close;
    const char *right;
} glyphs;

static const glyphs unicode = { "├", "─", "█", "█", "┃", "█", "┤" };
static const glyphs plain = { "|", "-", "[", "=", "M", "]", "|" };

static size_t place(double x, double from, double to, size_t width)
{
    if (!(to > from))
        return 0;
    double at = round((x - from) / (to - from) * (double)(width - 1));
    return at <= 0 ? 0 : at >= (double)(width - 1) ? width - 1 : (size_t)at;
}

void bp_term_range(bp_str *out, const bp_box_bar *range, double from, double to,
                   size_t width, bool ascii)
{
    const glyphs *g = ascii ? &plain : &unicode;
    size_t q1 = place(range->q1, from, to, width), q3 = place(range->q3, from, to, width);
    size_t mid = place(range->mid, from, to, width);
    size_t low = isnan(range->low) ? q1 : place(range->low, from, to, width);
    size_t high = isnan(range->high) ? q3 : place(range->high, from, to, width);
    for (size_t i = 0; i < width; i++)
        bp_str_puts(out, i < low || i > high ? " "
                         : i == mid          ? g->mid
                         : i == q1           ? g->open
                         : i == q3           ? g->close
                         : i > q1 && i < q3  ? g->box
                         : i == low          ? g->left
                         : i == high         ? g->right
                                             : g->line);
}

/* People in the share [from, to) of all bins, as a density. */
static double density(const bp_chart_bins *c, double from, double to)
{
    double sum = 0;
    for (size_t i = (size_t)from; i < c->n && (double)i < to; i++) {
        double left = fmax(from, (double)i), right = fmin(to, (double)i + 1);
        sum += c->count[i] * fmax(0, right - left);
    }
    return sum / (to - from);
}

/* Columns of the sketch: bins of equal width, or all there is room for. */
static size_t sketch_width(const bp_chart_bins *c, size_t room)
{
    return c->n < room ? room / c->n * c->n : room;
}

static double column_height(const bp_chart_bins *c, size_t column, size_t width)
{
    double bins = (double)c->n / (double)width;
    return density(c, (double)column * bins, (double)(column + 1) * bins);
}

static void put_bars(bp_str *out, const bp_chart_bins *c, size_t indent, size_t width,
                     bool ascii)
{
    static const char *const eighth[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
    static const char *const rough[] = { " ", ".", ".", ".", ":", ":", ":", "#", "#" };
    double most = 0;
    for (size_t i = 0; i < width; i++)
        most = fmax(most, column_height(c, i, width));
    for (size_t row = SKETCH_ROWS; row-- > 0;) {
        bp_str_fill(out, ' ', indent);
        for (size_t i = 0; i < width; i++) {
            double height = column_height(c, i, width);
            double level = ceil(height / most * 8 * SKETCH_ROWS) - 8 * (double)row;
            size_t step = !(level > 0) ? 0 : level >= 8 ? 8 : (size_t)level;
            bp_str_puts(out, ascii ? rough[step] : eighth[step]);
        }
        bp_term_newline(out);
    }
}

/* The smallest of 1, 2, 2.5, 5 times a power of ten that leaves room for labels. */
static double tick_step(double span, size_t width)
{
    static const double nice[] = { 1, 2, 2.5, 5, 10 };
    double least = span * TICK_GAP / (double)width;
    double power = pow(10, floor(log10(least)));
    size_t i = 0;
    while (i < 4 && nice[i] * power < least)
        i++;
    return nice[i] * power;
}

/* A label centred on its tick; *end is the first free column. */
static void put_label(bp_str *out, bp_text label, size_t at, size_t width, size_t *end)
{
    size_t n = bp_utf8_width(label);
    size_t start = at > n / 2 ? at - n / 2 : 0;
    if (start + n > width)
        start = width > n ? width - n : 0;
    if (start < *end)
        return;
    bp_str_fill(out, ' ', start - *end);
    bp_str_bytes(out, label.at, label.n);
    *end = start + n;
}

/* "$200   300   400k": the sign is on the first label, the unit on the last. */
static void put_scale(bp_str *out, const bp_chart *c, size_t width, bool ascii)
{
    const bp_chart_bins *b = &c->u.bins;
    double high = b->low + (double)b->n * b->width;
    double step = tick_step(high - b->low, width);
    const bool share = bp_unit_is_share(c->currency);
    double unit = share ? .01 : high >= 2e6 ? 1e6 : high >= 2e3 ? 1e3 : 1;
    const char *letter = share ? "%" : unit > 1e3 ? "M" : unit > 1 ? "k" : "";
    double first = ceil(b->low / step - 1e-9), last = floor(high / step + 1e-9);
    bp_str label = { 0 };
    size_t end = 0;
    for (double tick = first; tick <= last; tick++) {
        bp_str_clear(&label);
        if (tick == first && !share)
            bp_format_sign(&label, c->currency, ascii);
        bp_str_number(&label, tick * step / unit);
        if (tick == last)
            bp_str_puts(&label, letter);
        put_label(out, bp_str_text(&label), place(tick * step, b->low, high, width),
                  width, &end);
    }
    bp_term_newline(out);
    bp_str_end(out, &label);
}

/* The middle half under the bars: "P25 ███┃█████ P75". */
static void put_half(bp_str *out, const bp_chart_bins *c, size_t width, bool ascii)
{
    double high = c->low + (double)c->n * c->width;
    bp_box_bar half = { NAN, c->p25, c->p50, c->p75, NAN };
    size_t start = place(c->p25, c->low, high, width);
    bool named = start >= 4;
    bp_str box = { 0 };
    bp_term_range(&box, &half, c->low, high, width, ascii);
    bp_text drawn = bp_text_trim(bp_str_text(&box));
    bp_str_fill(out, ' ', named ? start - 4 : start);
    bp_str_puts(out, named ? "P25 " : "");
    bp_str_bytes(out, drawn.at, drawn.n);
    bp_str_puts(out, named ? " P75" : "");
    bp_term_newline(out);
    bp_str_end(out, &box);
}

bool bp_term_sketches(const bp_chart *c)
{
    return c->kind == BP_CHART_DISTRIBUTION && c->u.bins.n > 0;
}

void bp_term_sketch(bp_str *out, const bp_chart *c, size_t indent, const bp_look *look)
{
    size_t room = look->width > 24 + indent ? look->width - indent - 2 : 20;
    const bp_chart_bins *b = &c->u.bins;
    if (!bp_term_sketches(c))
        return;
    size_t width = sketch_width(b, room < SKETCH_MOST ? room : SKETCH_MOST);
    put_bars(out, b, indent, width, look->ascii);
    bp_str_fill(out, ' ', indent);
    put_half(out, b, width, look->ascii);
    bp_str_fill(out, ' ', indent);
    put_scale(out, c, width, look->ascii);
}
