/* SPDX-License-Identifier: GPL-3.0-or-later */
/* term.h - drawing in a terminal.  Layer: render. */
#ifndef BP_RENDER_TERM_H
#define BP_RENDER_TERM_H

#include "base/str.h"
#include "base/text.h"
#include "benchpay/render.h"

/* Text that is safe in a terminal: control characters as visible escapes; with
 * `ascii` everything beyond ASCII too, typographic characters as their forms in ASCII. */
void bp_term_plain(bp_str *out, bp_text t, bool ascii);

/* Takes the next line of at most `width` columns off the text, broken at a blank
 * where there is one. */
bp_text bp_term_line(bp_text *rest, size_t width);

/* The text in exactly `width` columns; a longer one ends in an ellipsis. */
void bp_term_fit(bp_str *out, bp_text t, size_t width, bool right, bool ascii);

/* Ends a line, without blanks at its end. */
void bp_term_newline(bp_str *out);

/* What a table has that a reader may ask about. */
typedef struct bp_term_marks {
    unsigned reasons; /* why cells are not there, of what is shown: a set of bp_reason */
    bool levels;      /* bars from P10 to P90 */
    bool limits;      /* bars from low to high */
} bp_term_marks;

/* Columns that do not fit are left out; the width that all would take then, else 0. */
size_t bp_term_table(bp_str *out, bp_term_marks *marks, const bp_table *t, size_t indent,
                     const bp_look *look);

/* Dims what follows, until bp_term_normal, for what is not there; bold for heads. */
void bp_term_dim(bp_str *out, const bp_look *look);
void bp_term_bold(bp_str *out, const bp_look *look);
void bp_term_normal(bp_str *out, const bp_look *look);

/* Five figures of a range bar; low and high may be NAN: no whisker. */
typedef struct bp_box_bar {
    double low;
    double q1;
    double mid;
    double q3;
    double high;
} bp_box_bar;

/* |--[==M==]--| in `width` columns for [from, to]. */
void bp_term_range(bp_str *out, const bp_box_bar *range, double from, double to,
                   size_t width, bool ascii);

/* Can characters draw it? */
bool bp_term_sketches(const bp_chart *chart);

/* If so: the bins of a distribution, its middle half and a scale. */
void bp_term_sketch(bp_str *out, const bp_chart *chart, size_t indent,
                    const bp_look *look);

#endif
