/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paybuf.c - the pay of rows as they come.
 *
 * Rows come in any order of cells, and memory for them is asked for once a page, not once
 * an amount.  An amount is stored as a number of steps in 32 bits, half of what 64 would
 * take; which is what decides how much of a survey fits a machine. */
#include "data/paybuf.h"

#include <stdlib.h>

#include "data/batch.h"

/* Bytes of pages with their heads.  They double from page to page, since many cells hold
 * an amount or two. */
#define PAGE_LEAST ((size_t)64)

/* Amounts. */
#define EXPECTED_LEAST 16

/* What differs between pages of one cell and shared ones. */
typedef struct page_kind {
    size_t most; /* bytes of a page */
    size_t each; /* bytes of an amount */
} page_kind;

static const page_kind own = { (size_t)16 << 10, sizeof(uint32_t) };
static const page_kind shared = { (size_t)1 << 10, sizeof(uint32_t) + sizeof(uint8_t) };

/* About as many as were taken for it. */
static size_t page_bytes(const bp_page *p)
{
    return sizeof *p + p->room * shared.each;
}

static void close_page(bp_pay_tail *tail)
{
    if (tail->last != NULL)
        tail->last->n = (uint32_t)(tail->next - tail->last->steps);
}

/* What is away is read in the order in which it was written, whatever tail it is of. */
static bp_page *take_page(bp_pay_buffer *b, bp_pay_tail *tail, size_t bytes)
{
    if (b->away == NULL) {
        bp_page *page = b->each ? bp_lent_take(&b->lent, bytes)
                                : bp_arena_take(&b->pages[tail->kind], bytes);
        if (page != NULL)
            *page = (bp_page){ .before = tail->here };
        b->bytes += bytes;
        tail->here = page != NULL ? page : tail->here;
        return page;
    }
    bp_page *page = bp_mapped_take(b->away, bytes);
    if (page == NULL)
        return NULL;
    bp_mapped_read(b->away, page, bytes);
    *page = (bp_page){ .before = b->last_away };
    b->last_away = page;
    return page;
}

/* Bytes of the next page: what is expected of one cell has a page of that length, unless
 * it is so short that its head would count. */
static size_t next_bytes(const bp_pay_buffer *b, const bp_pay_tail *tail,
                         const page_kind *k)
{
    const size_t most = b->away != NULL ? shared.most : k->most;
    size_t bytes = PAGE_LEAST;
    if (b->expected >= EXPECTED_LEAST)
        bytes = b->expected < most ? sizeof(bp_page) + b->expected * k->each : most;
    else if (tail->last != NULL)
        bytes = 2 * (sizeof *tail->last + tail->last->room * k->each);
    return bytes < most ? bytes : most;
}

static bool turn_page(bp_pay_buffer *b, bp_pay_tail *tail, const page_kind *k)
{
    const size_t bytes = next_bytes(b, tail, k);
    bp_page *page = take_page(b, tail, bytes);
    if (page == NULL)
        return false;
    close_page(tail);
    page->tail = (uint32_t)(tail - b->tail);
    page->room = (uint32_t)((bytes - sizeof *page) / k->each);
    b->expected -= b->expected < page->room ? b->expected : page->room;
    if (b->away != NULL && !b->each) /* else it is written to its end at once */
        b->open +=
            page_bytes(page) - (tail->last != tail->here ? page_bytes(tail->last) : 0);
    tail->next = page->steps;
    tail->end = page->steps + page->room;
    tail->last = page;
    return true;
}

static bool make_tails(bp_pay_buffer *b, size_t n)
{
    if (!bp_reserve(&b->tail, &b->cap_tails, n, sizeof b->tail[0]))
        return false;
    while (b->n_tails < n)
        b->tail[b->n_tails++] = (bp_pay_tail){ .kind = 0 };
    return true;
}

static inline bool add_own(bp_pay_buffer *b, uint32_t cell, uint32_t steps)
{
    if (cell >= b->n_tails && !make_tails(b, (size_t)cell + 1))
        return false;
    bp_pay_tail *tail = &b->tail[cell];
    if (tail->next == tail->end && !turn_page(b, tail, &own))
        return false;
    *tail->next++ = steps;
    return true;
}

static inline bool add_shared(bp_pay_buffer *b, const bp_cell_id id[], uint32_t cell,
                              uint32_t steps)
{
    const size_t number = cell - BP_OWN_PAGES;
    const size_t share = BP_OWN_PAGES + number / BP_SHARE;
    if (share >= b->n_tails && !make_tails(b, share + 1))
        return false;
    bp_pay_tail *tail = &b->tail[share];
    if (tail->last == NULL)
        tail->kind = 1 + bp_cell_kind(id[cell]);
    if (tail->next == tail->end && !turn_page(b, tail, &shared))
        return false;
    ((uint8_t *)tail->end)[tail->next - tail->last->steps] = (uint8_t)(number % BP_SHARE);
    *tail->next++ = steps;
    return true;
}

static bool add_wide(bp_pay_buffer *b, uint32_t cell, int64_t pay)
{
    if (pay == BP_NO_PAY)
        return true;
    if (!bp_reserve(&b->wide, &b->cap_wide, b->n_wide + 1, sizeof b->wide[0]))
        return false;
    b->wide[b->n_wide++] = (bp_wide_entry){ pay, cell };
    return true;
}

void bp_pay_page_moved(bp_pay_buffer *b, bp_page *page)
{
    bp_lent_back(&b->lent, page, sizeof *page + page->room * own.each);
}

void bp_pay_buffer_expect(bp_pay_buffer *b, uint32_t cell, uint64_t n)
{
    const bp_pay_tail *tail = cell < b->n_tails ? &b->tail[cell] : NULL;
    const uint64_t room = tail != NULL ? (uint64_t)(tail->end - tail->next) : 0;
    b->expected = b->each && n > room ? n - room : 0;
}

bool bp_pay_buffer_add(bp_pay_buffer *b, const bp_cell_id id[], const uint32_t cell[],
                       const int64_t pay[], size_t n)
{
    const double per_unit = 1.0 / (double)b->step;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        uint32_t steps;
        if (!bp_pay_steps(&steps, pay[i], b->step, per_unit))
            ok = add_wide(b, cell[i], pay[i]);
        else if (bp_pay_buffer_owns(b, cell[i]))
            ok = add_own(b, cell[i], steps);
        else
            ok = add_shared(b, id, cell[i], steps);
    }
    return ok;
}

bool bp_pay_buffer_add_weighed(bp_pay_buffer *b, const uint32_t cell[],
                               const int64_t pay[], const int64_t weight[], size_t n)
{
    bool ok = bp_reserve(&b->weight, &b->cap_weight, b->n_wide + n, sizeof b->weight[0]);
    for (size_t i = 0; ok && i < n; i++) {
        b->weight[b->n_wide] = weight[i];
        ok = add_wide(b, cell[i], pay[i]);
    }
    return ok;
}

bool bp_pay_buffer_put_away(bp_pay_buffer *b, size_t most)
{
    if (b->away == NULL)
        b->away = bp_mapped_new(most);
    return b->away != NULL;
}

void bp_pay_buffer_close(bp_pay_buffer *b)
{
    for (size_t i = 0; i < b->n_tails; i++) {
        const bp_pay_tail *tail = &b->tail[i];
        if (tail->last != tail->here)
            bp_mapped_read(b->away, tail->last, sizeof *tail->last);
        close_page(&b->tail[i]);
    }
}

bool bp_pay_page_next(bp_pay_walk *w, const bp_pay_buffer *b)
{
    w->page = w->page != NULL ? w->page->before : NULL;
    while (w->page == NULL && w->tails < b->n_tails)
        w->page = b->tail[w->tails++].here;
    if (w->page == NULL && !w->away) {
        w->page = b->last_away;
        w->away = true;
    }
    if (w->page != NULL && w->away)
        bp_mapped_read(b->away, w->page, w->page->room * shared.each);
    return w->page != NULL;
}

bp_int128 bp_pay_buffer_sum(bp_pay_buffer *b, uint64_t *n)
{
    bp_int128 sum = 0;
    bp_pay_buffer_close(b);
    *n = b->n_wide;
    for (bp_pay_walk w = { 0 }; bp_pay_page_next(&w, b);) {
        uint64_t steps = 0;
        for (uint32_t k = 0; k < w.page->n; k++)
            steps += w.page->steps[k];
        sum += (bp_int128)steps * b->step;
        *n += w.page->n;
    }
    for (size_t i = 0; i < b->n_wide; i++)
        sum += b->wide[i].pay;
    return sum;
}

size_t bp_pay_buffer_bytes(const bp_pay_buffer *b)
{
    return b->bytes + b->cap_tails * sizeof b->tail[0] + b->cap_wide * sizeof b->wide[0] +
           b->cap_weight * sizeof b->weight[0] +
           (b->away != NULL ? bp_mapped_most(b->away) + 2 * b->open : 0);
}

void bp_pay_buffer_release(bp_pay_buffer *b)
{
    for (size_t k = 0; k < BP_PAGE_KINDS; k++)
        bp_arena_release(&b->pages[k]);
    bp_lent_release(&b->lent);
    bp_mapped_free(b->away);
    free(b->tail);
    free(b->wide);
    free(b->weight);
    *b = (bp_pay_buffer){ 0 };
}
