/* SPDX-License-Identifier: GPL-3.0-or-later */
/* labels.c - labels that keep clear of each other.
 *
 * Whoever draws a label lists places in order of preference, and the first that is free
 * is taken.  A label that fits nowhere is left out: an unreadable one says no more. There
 * are never more than some hundred boxes, so each is compared with all. */
#include "chart/labels.h"

#include <math.h>

#define APART 3.0  /* px that texts keep around them */
#define PIECE 12.0 /* px of a sloping line that one box covers */

void bp_labels_block(bp_labels *r, bp_box box)
{
    if (r->n < BP_LABELS_MOST)
        r->taken[r->n++] = box;
}

void bp_labels_block_line(bp_labels *r, double x0, double y0, double x1, double y1)
{
    double longer = fmax(fabs(x1 - x0), fabs(y1 - y0));
    size_t pieces = x0 == x1 || y0 == y1 ? 1 : (size_t)(longer / PIECE) + 1;
    double dx = (x1 - x0) / (double)pieces, dy = (y1 - y0) / (double)pieces;
    for (size_t i = 0; i < pieces; i++) {
        double x = x0 + (double)i * dx, y = y0 + (double)i * dy;
        bp_labels_block(r, (bp_box){ fmin(x, x + dx), fmin(y, y + dy), fmax(x, x + dx),
                                     fmax(y, y + dy) });
    }
}

static bool clear(const bp_labels *r, const bp_box *b)
{
    const double apart = APART + r->apart;
    if (r->n == BP_LABELS_MOST || b->left < r->edge.left || b->right > r->edge.right ||
        b->top < r->edge.top || b->bottom > r->edge.bottom)
        return false;
    for (size_t i = 0; i < r->n; i++) {
        const bp_box *t = &r->taken[i];
        if (b->left < t->right + apart && t->left < b->right + apart &&
            b->top < t->bottom && t->top < b->bottom)
            return false;
    }
    return true;
}

bool bp_labels_put(bp_labels *r, bp_plot *p, bp_text_look look, const bp_spot spot[],
                   size_t n, bp_str *label)
{
    double width = bp_plot_width(p, look, bp_str_text(label));
    double half = bp_plot_line(look) / 2;
    for (size_t i = 0; i < n; i++) {
        const bp_spot *s = &spot[i];
        double left = s->x - width * (s->align + 1) / 2;
        const bp_box box = { left, s->y - half, left + width, s->y + half };
        if (!clear(r, &box))
            continue;
        bp_labels_block(r, box);
        bp_plot_label(p, look, s->align, s->x, s->y, label);
        return true;
    }
    p->set.failed |= label->failed;
    bp_str_release(label);
    return false;
}
