/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svgtext.h - where the texts of a chart are, read from its SVG. */
#ifndef BP_TEST_SVGTEXT_H
#define BP_TEST_SVGTEXT_H

#include <stdlib.h>
#include <string.h>

#include "chart/font.h"

typedef struct svg_text {
    double left, right, top, bottom; /* px */
    bp_text words;
} svg_text;

/* The texts of a picture, at most `most`; how many there are. */
static inline size_t svg_texts(svg_text out[], size_t most, const char *svg)
{
    size_t n = 0;
    const char *at = svg;
    while (n < most && (at = strstr(at, "<g transform=\"translate(")) != NULL) {
        const char *words = strstr(at, "<text>"), *end = strchr(at, '>');
        const char *size = strstr(at, "font-size=\""), *anchor = strstr(at, "anchor=\"");
        if (words == NULL || size == NULL || anchor == NULL)
            break;
        char *comma;
        double x = strtod(at + strlen("<g transform=\"translate("), &comma);
        double y = strtod(comma + 1, NULL),
               px = strtod(size + strlen("font-size=\""), NULL);
        const char *bold = strstr(at, "font-weight=\"700\"");
        words += strlen("<text>");
        svg_text *t = &out[n++];
        t->words = (bp_text){ words, (size_t)(strstr(words, "</text>") - words) };
        double width =
            bp_font_width(bp_font_any(), t->words, px, bold != NULL && bold < end);
        char side = anchor[strlen("anchor=\"")];
        t->left = side == 's' ? x : side == 'm' ? x - width / 2 : x - width;
        t->right = t->left + width;
        t->bottom = y + .25 * px; /* the base line is at y */
        t->top = y - .75 * px;
        at = words;
    }
    return n;
}

#endif
