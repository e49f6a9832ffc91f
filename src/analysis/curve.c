/* SPDX-License-Identifier: GPL-3.0-or-later */
/* curve.c - the points of a curve: two arrays that live and die together. */
#include "analysis/curve.h"

#include <stdlib.h>

#include "base/mem.h"

bool bp_curve_make(bp_curve *out, size_t n)
{
    bp_curve c = { bp_alloc(0, n, sizeof c.x[0]), bp_alloc(0, n, sizeof c.y[0]), n };
    if (c.x == NULL || c.y == NULL) {
        bp_curve_release(&c);
        return false;
    }
    *out = c;
    return true;
}

void bp_curve_release(bp_curve *c)
{
    free(c->x);
    free(c->y);
    *c = (bp_curve){ 0 };
}
