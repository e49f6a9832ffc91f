/* SPDX-License-Identifier: GPL-3.0-or-later */
/* font.c - which font charts use, and how wide its texts are.
 *
 * No text library is asked: the widths of one font in a table, with a factor for the
 * others, are close enough to wrap a title, and an SVG is the same on every machine. */
#define _POSIX_C_SOURCE 200809L

#include "chart/font.h"

#include <stdint.h>
#include <unistd.h>

#include "base/utf8.h"

/* Widths measured over English titles, set against those of Inter. */
static const bp_font installed[] = {
    { "Inter", "/usr/share/fonts/opentype/inter/Inter-Regular.otf", 1 },
    { "Inter", "/usr/share/fonts/truetype/inter/Inter-Regular.ttf", 1 },
    { "Inter", "/usr/share/fonts/rsms-inter-fonts/Inter-Regular.otf", 1 },
    { "Inter", "/usr/share/fonts/inter/Inter.ttc", 1 },
    { "Liberation Sans",
      "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", .94 },
    { "Liberation Sans",
      "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf", .94 },
    { "Liberation Sans", "/usr/share/fonts/liberation-sans/LiberationSans-Regular.ttf",
      .94 },
    { "Liberation Sans", "/usr/share/fonts/liberation/LiberationSans-Regular.ttf", .94 },
    { "DejaVu Sans", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 1.12 },
    { "DejaVu Sans", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf", 1.12 },
    { "DejaVu Sans", "/usr/share/fonts/TTF/DejaVuSans.ttf", 1.12 },
    { "sans", NULL, 1.12 },
};

static const bp_font any = { "Inter", NULL, 1.02 };

const char *const bp_font_folders[] = { "/usr/share/fonts", "/usr/local/share/fonts",
                                        "/System/Library/Fonts", "/Library/Fonts", NULL };

/* Advance widths of Inter's regular face for U+0020 to U+007E, thousandths of an em. */
static const uint16_t advance[] = {
    281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357,
    625, 464, 605, 636, 642, 608, 624, 571, 616, 624, 276, 280, 659, 659, 659, 507,
    936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652, 562, 889, 753, 761,
    635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452,
    497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597,
    609, 609, 372, 523, 364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659,
};

#define BOLD_WIDTH 1.06 /* of a bold text, as a share of a regular one */
#define IDEOGRAPHS 0x2e80u

const bp_font *bp_font_installed(void)
{
    const bp_font *f = installed;
    while (f->file != NULL && access(f->file, R_OK) != 0)
        f++;
    return f;
}

const bp_font *bp_font_any(void)
{
    return &any;
}

/* In em.  Beyond ASCII: an em for wide characters, a wide letter's for others,
 * nothing for combining marks. */
static double width_of(uint32_t c, bp_text bytes)
{
    if (c >= 0x20 && c < 0x7f)
        return advance[c - 0x20] / 1000.0;
    size_t columns = bp_utf8_width(bytes);
    return columns > 1 ? 1.0 : columns == 1 ? .65 : 0;
}

static double next_width(bp_text t, size_t *i, uint32_t *c)
{
    size_t from = *i;
    *c = bp_utf8_next(t, i);
    return width_of(*c, (bp_text){ t.at + from, *i - from });
}

static double em(const bp_font *f, double size, bool bold)
{
    return size * f->width * (bold ? BOLD_WIDTH : 1);
}

double bp_font_width(const bp_font *f, bp_text t, double size, bool bold)
{
    double sum = 0;
    uint32_t c;
    for (size_t i = 0; i < t.n;)
        sum += next_width(t, &i, &c);
    return sum * em(f, size, bold);
}

static bool among(const uint16_t list[], uint32_t c)
{
    while (*list != 0 && *list != c)
        list++;
    return *list != 0;
}

/* May a line end before c, which follows `before`? */
static bool breaks(uint32_t before, uint32_t c)
{
    /* 、。」』】〕・ー！），．and 「『【〔（ */
    static const uint16_t closing[] = { 0x3001, 0x3002, 0x300d, 0x300f, 0x3011,
                                        0x3015, 0x30fb, 0x30fc, 0xff01, 0xff09,
                                        0xff0c, 0xff0e, 0 };
    static const uint16_t opening[] = { 0x300c, 0x300e, 0x3010, 0x3014, 0xff08, 0 };
    if (among(closing, c) || among(opening, before))
        return false;
    return c == ' ' || c >= IDEOGRAPHS || before >= IDEOGRAPHS ||
           ((before == '-' || before == '/') && !(c >= '0' && c <= '9'));
}

size_t bp_font_fit(const bp_font *f, bp_text t, double size, bool bold, double width)
{
    double left = width / em(f, size, bold);
    size_t i = 0, end = 0;
    uint32_t before = 0, c;
    for (; i < t.n; before = c) {
        size_t from = i;
        left -= next_width(t, &i, &c);
        if (from > 0 && breaks(before, c))
            end = from;
        if (left < 0 && c != ' ')
            return end > 0 ? end : from > 0 ? from : i;
    }
    return t.n;
}

double bp_font_widest(const bp_font *f, bp_text t, double size, bool bold)
{
    double widest = 0, width = 0;
    uint32_t before = 0, c;
    for (size_t i = 0; i < t.n; before = c) {
        double next = next_width(t, &i, &c);
        width = breaks(before, c) ? next : width + next;
        widest = width > widest ? width : widest;
    }
    return widest * em(f, size, bold);
}
