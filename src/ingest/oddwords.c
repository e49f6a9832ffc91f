/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells that are not what their column holds.
 *
 * Which rows were left out is not enough to mend a file: what stands in them is said,
 * too, but never a value.  Digits become 9s, and only a shape that several cells share is
 * shown. */
#include "ingest/oddwords.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

/* So many shapes are shown. */
#define SHOWN 5

void bp_odd_see(bp_odd_words *o, bp_text cell)
{
    struct bp_odd_word w = { .rows = 1 };
    w.n = bp_utf8_fit(cell, BP_ODD_BYTES);
    w.n = w.n < BP_ODD_BYTES ? w.n : BP_ODD_BYTES;
    w.n = w.n < cell.n ? w.n : cell.n;
    for (size_t i = 0; i < w.n; i++)
        w.shape[i] = bp_is_digit(cell.at[i]) ? '9' : cell.at[i];
    for (size_t i = 0; i < o->n; i++)
        if (o->at[i].n == w.n && memcmp(o->at[i].shape, w.shape, w.n) == 0) {
            o->at[i].rows++;
            return;
        }
    if (o->n < BP_ODD_MAX)
        o->at[o->n++] = w;
    else
        o->others++;
}

/* The shape with most rows below `most`, the earlier of two; NULL: none is shared. */
static const struct bp_odd_word *next(const bp_odd_words *o,
                                      const struct bp_odd_word *last)
{
    const struct bp_odd_word *best = NULL;
    for (size_t i = 0; i < o->n; i++) {
        const struct bp_odd_word *w = &o->at[i];
        const bool after =
            last == NULL || w->rows < last->rows || (w->rows == last->rows && w > last);
        if (w->rows > 1 && after && (best == NULL || w->rows > best->rows))
            best = w;
    }
    return best;
}

void bp_odd_put(bp_str *out, const bp_odd_words *o)
{
    uint64_t rest = o->others, shown = 0;
    for (size_t i = 0; i < o->n; i++)
        rest += o->at[i].rows;
    const struct bp_odd_word *w = NULL;
    for (size_t i = 0; i < SHOWN && (w = next(o, w)) != NULL; i++) {
        bp_str_puts(out, shown > 0 ? ", '" : "'");
        bp_str_visible(out, (bp_text){ w->shape, w->n });
        bp_str_printf(out, "' (%" PRIu64 ")", w->rows);
        shown += w->rows;
    }
    rest -= shown;
    if (rest == 0)
        return;
    bp_str_printf(out, shown > 0 ? " and %" PRIu64 " other%s" : "%" PRIu64 " cell%s",
                  rest, rest == 1 ? "" : "s");
}
