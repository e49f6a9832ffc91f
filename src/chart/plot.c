/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot.c - one picture in the making: what C tells gnuplot.
 *
 * All places are computed here, in px, and gnuplot only draws: its own layout depends on
 * its version and on fonts, and cannot keep labels apart. */
#include "chart/plot.h"

#include <string.h>

#include "base/utf8.h"

#define ELLIPSIS "\xe2\x80\xa6"
#define MARGIN 24.0
#define FONT_SIZE 12.0 /* of texts that say no other; points are as large as it */

/* Colours of texts in style.gp. */
#define INK "INK_TEXT"
#define MUTED "MUTED_TEXT"
#define OFFER "OFFER_TEXT"
#define MARKET "MARKET_TEXT"
#define PAPER "PAPER_TEXT"

/* How texts look.  gnuplot is told, so this is the only place.  On a phone nobody reads
 * letters of less than 11 px, and large ones have no room. */
static const struct {
    double size;
    double line;   /* from one line to the next */
    double narrow; /* the size on a phone */
    bool bold;
    const char *tone;
} look_of[] = {
    [BP_LOOK_TITLE] = { 19, 25, 16, true, INK },
    [BP_LOOK_SUBTITLE] = { 13.5, 19, 12.5, false, MUTED },
    [BP_LOOK_NOTE] = { 10.5, 15, 11, false, MUTED },
    [BP_LOOK_AXIS] = { 12, 16, 11, false, MUTED },
    [BP_LOOK_MARK] = { 12, 16, 11.5, false, MUTED },
    [BP_LOOK_VALUE] = { 12, 16, 11.5, false, INK },
    [BP_LOOK_SMALL] = { 10.5, 15, 11, false, INK },
    [BP_LOOK_STRONG] = { 13, 17, 12, true, INK },
    [BP_LOOK_OFFER] = { 13, 17, 12, true, OFFER },
    [BP_LOOK_RESULT] = { 14, 18, 13, true, MARKET },
    [BP_LOOK_INSIDE] = { 12, 16, 11.5, true, PAPER },
};

static double size_of(const bp_plot *p, bp_text_look look)
{
    return p->narrow ? look_of[look].narrow : look_of[look].size;
}

/* Lines of the note, at most. */
static size_t note_most(const bp_plot *p)
{
    return p->narrow ? 6 : 2;
}

/* px left and right of the picture. */
static double margin_of(const bp_plot *p)
{
    return p->narrow ? 0 : MARGIN;
}

void bp_plot_release(bp_plot *p)
{
    bp_glyphs_free(p->glyphs);
    bp_str_release(&p->set);
    bp_str_release(&p->marks);
    bp_str_release(&p->data);
}

void bp_plot_number(bp_plot *p, const char *name, double x)
{
    bp_str_printf(&p->set, "%s = ", name);
    bp_str_number(&p->set, x);
    bp_str_putc(&p->set, '\n');
}

void bp_plot_numbers(bp_plot *p, const char *name, const double x[], size_t n)
{
    bp_str_printf(&p->set, "array %s[%zu] = [", name, n);
    for (size_t i = 0; i < n; i++) {
        bp_str_puts(&p->set, i > 0 ? ", " : "");
        bp_str_number(&p->set, x[i]);
    }
    bp_str_puts(&p->set, "]\n");
}

void bp_plot_row(bp_plot *p, const double x[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bp_str_putc(&p->data, i > 0 ? ' ' : '\n');
        bp_str_number(&p->data, x[i]);
    }
}

void bp_plot_block(bp_plot *p)
{
    bp_str_puts(&p->data, "\n\n");
}

void bp_plot_gap(bp_plot *p)
{
    bp_str_putc(&p->data, '\n');
}

/* What gnuplot gives a meaning in no string: it runs what stands between backticks, a quote
 * ends a string, formats and enhanced text have signs of their own. */
static bool is_plain(char c)
{
    return bp_is_letter(c) || (c != '\0' && strchr(" $()+,-.:;", c) != NULL);
}

/* Every other byte goes as three octal digits.  A digit behind these would be one more:
 * gnuplot reads four after \0. */
static void put_string(bp_str *out, bp_text t)
{
    bool plain = true;
    bp_str_putc(out, '"');
    for (size_t i = 0; i < t.n; i++) {
        const unsigned char c = (unsigned char)t.at[i];
        const char digits[] = { '\\', (char)('0' + (c >> 6)), (char)('0' + (c >> 3 & 7)),
                                (char)('0' + (c & 7)) };
        plain = is_plain(t.at[i]) || (plain && bp_is_digit(t.at[i]));
        if (plain)
            bp_str_putc(out, t.at[i]);
        else
            bp_str_bytes(out, digits, sizeof digits);
    }
    bp_str_putc(out, '"');
}

/* The text in characters that some font has; what takes no room is left out. */
static bp_str drawable(bp_plot *p, bp_text t)
{
    bp_str s = { 0 };
    for (size_t i = 0; i < t.n;) {
        size_t start = i;
        bool have = bp_glyphs_have(p->glyphs, bp_utf8_next(t, &i));
        const bp_text c = { t.at + start, i - start };
        if (have)
            bp_str_bytes(&s, c.at, c.n);
        else if (bp_utf8_width(c) > 0)
            bp_str_puts(&s, bp_glyphs_have(p->glyphs, 0x25a1) ? "\xe2\x96\xa1" : "?");
    }
    p->set.failed |= s.failed;
    return s;
}

double bp_plot_width(const bp_plot *p, bp_text_look look, bp_text t)
{
    return bp_font_width(p->font, t, size_of(p, look), look_of[look].bold);
}

/* As shares of the picture, from the left and from the bottom. */
static void put_place(bp_plot *p, double x, double y)
{
    bp_str_puts(&p->marks, "screen ");
    bp_str_number(&p->marks, x / p->width);
    bp_str_puts(&p->marks, ", ");
    bp_str_number(&p->marks, 1 - y / p->height);
}

/* "Inter:Bold,13" */
static void put_font(bp_str *out, const bp_plot *p, double size, bool bold)
{
    bp_str_printf(out, "\"%s%s,", p->font->family, bold ? ":Bold" : "");
    bp_str_number(out, size);
    bp_str_putc(out, '"');
}

/* Nothing where it is the picture's own. */
static void put_look(bp_plot *p, bp_text_look look)
{
    const double size = size_of(p, look);
    const bool bold = look_of[look].bold;
    if (size != FONT_SIZE || bold) {
        bp_str_puts(&p->marks, " font ");
        put_font(&p->marks, p, size, bold);
    }
    bp_str_printf(&p->marks, " textcolor lt %s", look_of[look].tone);
}

void bp_plot_text(bp_plot *p, bp_text_look look, bp_align align, double x, double y,
                  bp_text t)
{
    if (t.n == 0)
        return;
    bp_str own = { 0 };
    if (p->glyphs != NULL) {
        own = drawable(p, t);
        t = bp_str_text(&own);
    }
    static const char *const side[] = { "left", "center", "right" };
    bp_str_puts(&p->marks, "set label at ");
    put_place(p, x, y);
    bp_str_putc(&p->marks, ' ');
    put_string(&p->marks, t); /* gnuplot would read it twice before the place */
    bp_str_release(&own);
    bp_str_printf(&p->marks, " %s", side[align - BP_LEFT]);
    put_look(p, look);
    bp_str_puts(&p->marks, " front\n");
}

void bp_plot_label(bp_plot *p, bp_text_look look, bp_align align, double x, double y,
                   bp_str *label)
{
    p->set.failed |= label->failed;
    bp_plot_text(p, look, align, x, y, bp_str_text(label));
    bp_str_release(label);
}

double bp_plot_line(bp_text_look look)
{
    return look_of[look].line;
}

/* The next line of t, which is shortened by it; with `last`, what does not fit
 * ends in an ellipsis. */
static void next_line(const bp_plot *p, bp_str *line, bp_text *t, bp_text_look look,
                      double width, bool last)
{
    double size = size_of(p, look);
    bool bold = look_of[look].bold;
    size_t n = bp_font_fit(p->font, *t, size, bold, width);
    bool cut = last && n < t->n;
    if (cut)
        n = bp_font_fit(p->font, *t, size, bold, width - size);
    bp_text part = bp_text_trim((bp_text){ t->at, n });
    bp_str_clear(line);
    bp_str_bytes(line, part.at, part.n);
    if (cut)
        bp_str_puts(line, ELLIPSIS);
    *t = bp_text_trim((bp_text){ t->at + n, t->n - n });
}

double bp_plot_lines(bp_plot *p, bp_text_look look, bp_align align, double x, double y,
                     double width, size_t most, bp_text t)
{
    bp_str line = { 0 };
    t = bp_text_trim(t);
    for (size_t i = 1; i <= most && t.n > 0 && !line.failed; i++) {
        next_line(p, &line, &t, look, width, i == most);
        bp_plot_text(p, look, align, x, y, bp_str_text(&line));
        y += look_of[look].line;
    }
    p->set.failed |= line.failed;
    bp_str_release(&line);
    return y;
}

size_t bp_plot_count(const bp_plot *p, bp_text_look look, double width, size_t most,
                     bp_text t)
{
    size_t lines = 0;
    for (t = bp_text_trim(t); t.n > 0 && lines < most; lines++) {
        size_t n = bp_font_fit(p->font, t, size_of(p, look), look_of[look].bold, width);
        t = bp_text_trim(bp_text_from(t, n));
    }
    return lines;
}

void bp_plot_grey(bp_plot *p, double left, double top, double right, double bottom)
{
    bp_str_puts(&p->marks, "set object rectangle from ");
    put_place(p, left, bottom);
    bp_str_puts(&p->marks, " to ");
    put_place(p, right, top);
    bp_str_puts(&p->marks, " front fillcolor rgb WITHHELD fillstyle solid noborder\n");
}

void bp_plot_footnote(bp_plot *p, bp_text t)
{
    const double margin = margin_of(p), line = look_of[BP_LOOK_NOTE].line;
    const double width = p->width - 2 * margin;
    const size_t most = note_most(p);
    p->bottom -= line * (double)bp_plot_count(p, BP_LOOK_NOTE, width, most, t);
    bp_plot_lines(p, BP_LOOK_NOTE, BP_LEFT, margin, p->bottom + line, width, most, t);
}

/* px of a text's lines beyond the first. */
static double further(const bp_plot *p, bp_text_look look, size_t most, bp_text t)
{
    size_t n = bp_plot_count(p, look, p->width - 2 * margin_of(p), most, t);
    return n > 1 ? (double)(n - 1) * look_of[look].line : 0;
}

double bp_plot_extra(const bp_plot *p, bp_text title, bp_text subtitle, bp_text note)
{
    return further(p, BP_LOOK_TITLE, p->title_most, title) +
           further(p, BP_LOOK_SUBTITLE, p->title_most - 1, subtitle) +
           further(p, BP_LOOK_NOTE, note_most(p), note);
}

/* The least width in which a title takes no more lines: they become about as long as
 * each other. */
static double balanced(const bp_plot *p, double width, bp_text t)
{
    const size_t lines = bp_plot_count(p, BP_LOOK_TITLE, width, p->title_most + 1, t);
    const double least = bp_font_widest(p->font, t, size_of(p, BP_LOOK_TITLE), true);
    if (lines < 2 || lines > p->title_most)
        return width;
    while (width - 4 > least &&
           bp_plot_count(p, BP_LOOK_TITLE, width - 4, lines + 1, t) == lines)
        width -= 4;
    return width;
}

void bp_plot_frame(bp_plot *p, bp_text title, bp_text subtitle, bp_text note)
{
    const double margin = margin_of(p), width = p->width - 2 * margin;
    double y = bp_plot_lines(p, BP_LOOK_TITLE, BP_LEFT, margin, 32,
                             balanced(p, width, title), p->title_most, title);
    p->left = margin;
    p->right = p->width - margin;
    p->top = bp_plot_lines(p, BP_LOOK_SUBTITLE, BP_LEFT, margin, y, width,
                           p->title_most - 1, subtitle);
    p->bottom = p->height - 17;
    bp_plot_footnote(p, note);
}

bp_status bp_plot_script(bp_str *out, const bp_plot *p, const bp_chart_options *o,
                         const char *template, bp_err *err)
{
    static const char *const picture[] = {
        [BP_PICTURE_SVG] = "svg", [BP_PICTURE_PNG] = "png", [BP_PICTURE_PDF] = "pdf"
    };
    bp_str_printf(out,
                  "# plain gnuplot draws the same picture: gnuplot -d chart.gp\n"
                  "PICTURE = \"%s\"\nDARK = %d\nFONT = ",
                  picture[o->picture], o->dark);
    put_font(out, p, FONT_SIZE, false);
    const struct {
        const char *name;
        double value;
    } frame[] = { { "WIDTH", p->width },      { "HEIGHT", p->height },
                  { "MARGIN", margin_of(p) }, { "LEFT", p->left },
                  { "RIGHT", p->right },      { "TOP", p->top },
                  { "BOTTOM", p->bottom } };
    for (size_t i = 0; i < sizeof frame / sizeof frame[0]; i++) {
        bp_str_printf(out, "\n%s = ", frame[i].name);
        bp_str_number(out, frame[i].value);
    }
    bp_str_putc(out, '\n');
    bp_str_bytes(out, p->set.at, p->set.n);
    bp_str_puts(out, "load \"style.gp\"\n");
    bp_str_bytes(out, p->marks.at, p->marks.n);
    bp_str_printf(out, "load \"%s\"\n", template);
    if (out->failed || p->set.failed || p->marks.failed || p->data.failed)
        return bp_no_memory(err, "a chart");
    return BP_OK;
}
