/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/journal.h"

#include <stdlib.h>

#include "data/batch.h"

/* Bytes of pages with their heads.  They double from page to page, since many cells hold
 * an amount or two. */
#define PAGE_LEAST ((size_t)64)

/* What differs between them. */
typedef struct kind {
    size_t most; /* bytes of a page */
    size_t each; /* bytes of an amount */
} kind;

static const kind own = { (size_t)16 << 10, sizeof(uint32_t) };
static const kind shared = { (size_t)1 << 10, sizeof(uint32_t) + sizeof(uint8_t) };

static void close_page(bp_pen *pen)
{
    if (pen->last != NULL)
        pen->last->n = (uint32_t)(pen->next - pen->last->steps);
}

static bool turn_page(bp_journal *j, bp_pen *pen, const kind *k)
{
    size_t bytes = PAGE_LEAST;
    if (pen->last != NULL)
        bytes = 2 * (sizeof *pen->last + pen->last->room * k->each);
    if (bytes > k->most)
        bytes = k->most;
    bp_page *page = bp_arena_take(&j->pages, bytes);
    if (page == NULL)
        return false;
    close_page(pen);
    j->bytes += bytes;
    *page = (bp_page){ .before = pen->last };
    page->room = (uint32_t)((bytes - sizeof *page) / k->each);
    *pen = (bp_pen){ page->steps, page->steps + page->room, page };
    return true;
}

static bool make_pens(bp_journal *j, size_t n)
{
    if (!bp_reserve(&j->pen, &j->cap_pens, n, sizeof j->pen[0]))
        return false;
    while (j->n_pens < n)
        j->pen[j->n_pens++] = (bp_pen){ NULL, NULL, NULL };
    return true;
}

static inline bool add_own(bp_journal *j, uint32_t cell, uint32_t steps)
{
    if (cell >= j->n_pens && !make_pens(j, (size_t)cell + 1))
        return false;
    bp_pen *pen = &j->pen[cell];
    if (pen->next == pen->end && !turn_page(j, pen, &own))
        return false;
    *pen->next++ = steps;
    return true;
}

static inline bool add_shared(bp_journal *j, uint32_t cell, uint32_t steps)
{
    const size_t number = cell - BP_OWN_PAGES;
    const size_t share = BP_OWN_PAGES + number / BP_SHARE;
    if (share >= j->n_pens && !make_pens(j, share + 1))
        return false;
    bp_pen *pen = &j->pen[share];
    if (pen->next == pen->end && !turn_page(j, pen, &shared))
        return false;
    ((uint8_t *)pen->end)[pen->next - pen->last->steps] = (uint8_t)(number % BP_SHARE);
    *pen->next++ = steps;
    return true;
}

static bool add_wide(bp_journal *j, uint32_t cell, int64_t pay)
{
    if (pay == BP_NO_PAY)
        return true;
    if (!bp_reserve(&j->wide, &j->cap_wide, j->n_wide + 1, sizeof j->wide[0]))
        return false;
    j->wide[j->n_wide++] = (bp_wide_entry){ pay, cell };
    return true;
}

bool bp_journal_add(bp_journal *j, const uint32_t cell[], const int64_t pay[], size_t n)
{
    const double per_unit = 1.0 / (double)j->step;
    const uint64_t most = UINT32_MAX * (uint64_t)j->step;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        /* The product is below 2^32, and off by far less than 1/2. */
        const bool fits = (uint64_t)pay[i] <= most;
        const int64_t steps = fits ? (int64_t)((double)pay[i] * per_unit + 0.5) : 0;
        if (!fits || steps * j->step != pay[i])
            ok = add_wide(j, cell[i], pay[i]);
        else if (cell[i] < BP_OWN_PAGES)
            ok = add_own(j, cell[i], (uint32_t)steps);
        else
            ok = add_shared(j, cell[i], (uint32_t)steps);
    }
    return ok;
}

void bp_journal_close(bp_journal *j)
{
    for (size_t i = 0; i < j->n_pens; i++)
        close_page(&j->pen[i]);
}

void bp_journal_release(bp_journal *j)
{
    bp_arena_release(&j->pages);
    free(j->pen);
    free(j->wide);
    *j = (bp_journal){ 0 };
}
