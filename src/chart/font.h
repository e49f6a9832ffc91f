/* SPDX-License-Identifier: GPL-3.0-or-later */
/* font.h - which font charts use, and how wide its texts are.  Layer: chart.
 *
 * A table of advance widths is enough to wrap a title and to keep labels apart;
 * it errs on the wide side. */
#ifndef BP_CHART_FONT_H
#define BP_CHART_FONT_H

#include <stdbool.h>

#include "base/text.h"

typedef struct bp_font {
    const char *family;
    const char *file; /* where it is when it is installed */
    double width;     /* of its texts, as a share of Inter's */
} bp_font;

/* The first of Inter, Liberation Sans, DejaVu Sans that is installed. */
const bp_font *bp_font_installed(void);

/* Where fonts are, ended by NULL. */
extern const char *const bp_font_folders[];

/* Of an SVG, whose reader chooses: the widest of its usual fonts. */
const bp_font *bp_font_any(void);

/* The width of valid UTF-8 in px. */
double bp_font_width(const bp_font *f, bp_text t, double size, bool bold);

/* Bytes of the part of t that goes onto a line of `width` px: up to a blank, after a
 * hyphen or between ideographs where there is such a place, else as much as there is
 * room for, at least one character.  t is valid UTF-8 and not empty. */
size_t bp_font_fit(const bp_font *f, bp_text t, double size, bool bold, double width);

/* The width of the widest part that no line need break. */
double bp_font_widest(const bp_font *f, bp_text t, double size, bool bold);

#endif
