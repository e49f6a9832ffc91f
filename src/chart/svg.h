/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.h - gnuplot's SVG becomes one that may be part of a page.  Layer: chart. */
#ifndef BP_CHART_SVG_H
#define BP_CHART_SVG_H

#include "base/str.h"
#include "benchpay/err.h"

/* What the picture says of itself, as valid UTF-8. */
typedef struct bp_svg_words {
    const char *id; /* [a-z0-9-]; all ids of the picture begin with it */
    bp_text title;
    bp_text description;
} bp_svg_words;

/* Appends the picture without prolog, with its own title and description instead
 * of "Gnuplot", prefixed ids, a list of font families, and colours as #rrggbb, and
 * without <g></g> around nothing.
 * Only what gnuplot draws with passes: UTF-8 without control characters, elements of a
 * short list, no attribute twice, none that begins with "on" or has an entity or an
 * escape of CSS, references to itself alone.
 * Errors (*out then holds a part): BP_ECHART for anything else, and for what is not
 * well-formed; BP_ELIMIT. */
bp_status bp_svg_clean(bp_str *out, bp_text svg, const bp_svg_words *words, bp_err *err);

#endif
