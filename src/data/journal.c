#include "data/journal.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/batch.h"

/* Bytes of pages with their heads.  A cell's pages double; many cells hold an amount or
 * two. */
#define PAGE_LEAST ((size_t)64)
#define PAGE_MOST ((size_t)16 << 10)
#define COMMON_PAGE ((size_t)128 << 10)

static void close_page(bp_pen *pen)
{
    if (pen->page != NULL)
        pen->page->n = (uint32_t)(pen->next - pen->page->word);
}

/* A new page for a pen. */
static bool turn(bp_journal *j, bp_pen *pen, uint32_t cell, size_t bytes)
{
    bp_page *page = malloc(bytes);
    if (page == NULL)
        return false;
    close_page(pen);
    *page = (bp_page){ .before = j->last, .cell = cell };
    page->room = (uint32_t)((bytes - sizeof *page) / sizeof page->word[0]);
    j->last = page;
    *pen = (bp_pen){ page->word, page->word + page->room, page };
    return true;
}

static bool turn_own(bp_journal *j, uint32_t cell)
{
    bp_pen *pen = &j->pen[cell];
    const size_t had = pen->page == NULL ? 0 : sizeof *pen->page + 4 * pen->page->room;
    const size_t want = 2 * had < PAGE_LEAST ? PAGE_LEAST : 2 * had;
    return turn(j, pen, cell, want < PAGE_MOST ? want : PAGE_MOST);
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

static inline bool add_own(bp_journal *j, uint32_t cell, uint32_t pay)
{
    bp_pen *pen = &j->pen[cell];
    if (pen->next == pen->end && !turn_own(j, cell))
        return false;
    *pen->next++ = pay;
    return true;
}

static inline bool add_common(bp_journal *j, uint32_t cell, uint32_t pay)
{
    bp_pen *pen = &j->common;
    if (pen->end - pen->next < 2 && !turn(j, pen, BP_NO_ID, COMMON_PAGE))
        return false;
    *pen->next++ = cell;
    *pen->next++ = pay;
    return true;
}

/* Pens for the cells up to this one. */
static bool make_pens(bp_journal *j, uint32_t cell)
{
    if (!bp_reserve(&j->pen, &j->cap_pens, (size_t)cell + 1, sizeof j->pen[0]))
        return false;
    while (j->n_pens <= cell)
        j->pen[j->n_pens++] = (bp_pen){ NULL, NULL, NULL };
    return true;
}

bool bp_journal_add(bp_journal *j, const uint32_t cell[], const int64_t pay[], size_t n)
{
    const double per_unit = 1.0 / (double)j->step;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        /* Exact where it matters: below 2^32 the product is off by far less than 1/2. */
        const int64_t steps = (int64_t)((double)pay[i] * per_unit + 0.5);
        if ((uint64_t)steps > UINT32_MAX || steps * j->step != pay[i])
            ok = add_wide(j, cell[i], pay[i]);
        else if (cell[i] >= BP_OWN_PAGES)
            ok = add_common(j, cell[i], (uint32_t)steps);
        else
            ok = (cell[i] < j->n_pens || make_pens(j, cell[i])) &&
                 add_own(j, cell[i], (uint32_t)steps);
    }
    return ok;
}

void bp_journal_close(bp_journal *j)
{
    for (size_t i = 0; i < j->n_pens; i++)
        close_page(&j->pen[i]);
    close_page(&j->common);
    free(j->pen);
    j->pen = NULL;
    j->n_pens = j->cap_pens = 0;
    j->common = (bp_pen){ NULL, NULL, NULL };
}

void bp_journal_release(bp_journal *j)
{
    while (j->last != NULL) {
        bp_page *before = j->last->before;
        free(j->last);
        j->last = before;
    }
    free(j->pen);
    free(j->wide);
    *j = (bp_journal){ 0 };
}
