/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot.h - one picture in the making: what C tells gnuplot.  Layer: chart.
 *
 * C decides every number, place and word; a template in plots/ only draws them.
 * Texts are placed in px from the top left by C and drawn by plots/style.gp, so
 * that a template has nothing to do with them. */
#ifndef BP_CHART_PLOT_H
#define BP_CHART_PLOT_H

#include "base/str.h"
#include "benchpay/chart.h"
#include "chart/font.h"
#include "chart/glyphs.h"

typedef enum bp_text_look {
    BP_LOOK_TITLE,
    BP_LOOK_SUBTITLE,
    BP_LOOK_NOTE,
    BP_LOOK_AXIS,
    BP_LOOK_MARK,
    BP_LOOK_VALUE,
    BP_LOOK_SMALL,
    BP_LOOK_STRONG,
    BP_LOOK_OFFER,
    BP_LOOK_RESULT,
    BP_LOOK_INSIDE /* what is written on the colour of the market */
} bp_text_look;

typedef enum bp_align { BP_LEFT = -1, BP_CENTER, BP_RIGHT } bp_align;

typedef struct bp_plot {
    double width; /* of the drawing, px */
    double height;
    double left; /* the area of the marks; px from the left and from the top */
    double right;
    double top;
    double bottom;
    double row_least;  /* px of a row, where there are rows */
    size_t title_most; /* lines */
    bool narrow;       /* for a phone: smaller letters, more lines, no margin */
    const bp_font *font;
    bp_glyphs *glyphs; /* what can be drawn; NULL: all, since the reader has fonts */
    bp_str set;        /* gnuplot's assignments */
    bp_str marks;      /* its commands for texts, greys and grid lines */
    bp_str data;       /* rows of numbers */
} bp_plot;

/* {0} with width, height, font, title_most, perhaps glyphs and narrow set is an empty
 * plot. */
void bp_plot_release(bp_plot *p);

/* Title and subtitle on top, note at the bottom; what is left is the area. */
void bp_plot_frame(bp_plot *p, bp_text title, bp_text subtitle, bp_text note);

/* px that they take in the frame beyond a line each. */
double bp_plot_extra(const bp_plot *p, bp_text title, bp_text subtitle, bp_text note);

/* A further line above the note. */
void bp_plot_footnote(bp_plot *p, bp_text t);

double bp_plot_width(const bp_plot *p, bp_text_look look, bp_text t);
double bp_plot_line(bp_text_look look); /* px from one line to the next */

/* A line of text whose middle is at y.  A character that no font has becomes a box. */
void bp_plot_text(bp_plot *p, bp_text_look look, bp_align align, double x, double y,
                  bp_text t);

/* The same; what memory refused the label, the plot remembers.  Releases it. */
void bp_plot_label(bp_plot *p, bp_text_look look, bp_align align, double x, double y,
                   bp_str *label);

/* At most `most` lines of a text that is up to `width` px wide, the first in the
 * middle of y; what does not fit ends in an ellipsis.  Where the next would be. */
double bp_plot_lines(bp_plot *p, bp_text_look look, bp_align align, double x, double y,
                     double width, size_t most, bp_text t);
size_t bp_plot_count(const bp_plot *p, bp_text_look look, double width, size_t most,
                     bp_text t);

/* The grey of what is not shown. */
void bp_plot_grey(bp_plot *p, double left, double top, double right, double bottom);

/* Variables of the template.  The numbers are finite, n > 0. */
void bp_plot_number(bp_plot *p, const char *name, double x);
void bp_plot_numbers(bp_plot *p, const char *name, const double x[], size_t n);

/* A row of chart.dat; a block ends with bp_plot_block ("index" in gnuplot). */
void bp_plot_row(bp_plot *p, const double x[], size_t n);
void bp_plot_block(bp_plot *p);
void bp_plot_gap(bp_plot *p); /* a line is not drawn across it */

/* The script: the plot's variables, the style, its marks, the template.  Errors:
 * BP_ELIMIT, also for whatever could not be added before. */
bp_status bp_plot_script(bp_str *out, const bp_plot *p, const bp_chart_options *o,
                         const char *template, bp_err *err);

#endif
