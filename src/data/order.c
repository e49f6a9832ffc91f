/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order.c - rows of numbers in order.
 *
 * Cells may be millions, and their ids are small numbers: sorting by digits is linear,
 * and as many columns as fit are sorted at once. */
#include "data/order.h"

#include <stdlib.h>

#include "base/mem.h"

/* Radix sort, the last digit first (Knuth, The Art of Computer Programming 3, 5.2.5):
 * linear, and without a comparison. */
#define DIGIT_BITS 11
#define DIGITS ((size_t)1 << DIGIT_BITS)

/* Rows of numbers, of which some columns count. */
typedef struct table {
    const uint32_t *row; /* [][width] */
    size_t width;
    const size_t *part; /* [n] */
    size_t n;
} table;

static inline const uint32_t *row_of(const table *t, uint32_t i)
{
    return t->row + i * t->width;
}

static bool is_ordered(const uint32_t list[], size_t n, const table *t)
{
    for (size_t i = 1; i < n; i++) {
        const uint32_t *a = row_of(t, list[i - 1]), *b = row_of(t, list[i]);
        size_t k = 0;
        while (k < t->n && a[t->part[k]] == b[t->part[k]])
            k++;
        if (k < t->n && a[t->part[k]] > b[t->part[k]])
            return false;
    }
    return true;
}

/* The bits up to the highest one that is not the same in all rows. */
static int bits_of(const uint32_t list[], size_t n, const table *t, size_t part)
{
    uint32_t different = 0;
    for (size_t i = 1; i < n; i++)
        different |= row_of(t, list[i])[part] ^ row_of(t, list[0])[part];
    return different == 0 ? 0 : 32 - __builtin_clz(different);
}

/* Puts a column's numbers above the `shift` bits that pairs have of them already. */
static void add_column(uint64_t pair[], size_t n, const table *t, size_t part, int bits,
                       int shift)
{
    const uint64_t mask = ((UINT64_C(1) << bits) - 1) << 32;
    for (size_t i = 0; i < n; i++) {
        const uint64_t number = row_of(t, (uint32_t)pair[i])[part];
        pair[i] |= (number << 32 & mask) << shift;
    }
}

size_t bp_order_places(size_t place[], size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t here = place[i];
        place[i] = at;
        at += here;
    }
    return at;
}

/* Pairs in the order of their upper halves; `bits` of them are used. */
static uint64_t *order_pairs(uint64_t pair[], uint64_t spare[], size_t n, int bits)
{
    for (int shift = 32; shift < 32 + bits; shift += DIGIT_BITS) {
        size_t place[DIGITS] = { 0 };
        for (size_t i = 0; i < n; i++)
            place[(pair[i] >> shift) % DIGITS]++;
        bp_order_places(place, DIGITS);
        for (size_t i = 0; i < n; i++)
            spare[place[(pair[i] >> shift) % DIGITS]++] = pair[i];
        uint64_t *now = spare;
        spare = pair;
        pair = now;
    }
    return pair;
}

/* As many columns at a time as 32 bits hold are put together into one number, with the
 * row's number in the other half. */
static void order_list(uint32_t list[], uint64_t pair[], size_t n, const table *t)
{
    for (size_t k = t->n; k > 0;) {
        int bits = 0;
        for (size_t i = 0; i < n; i++)
            pair[i] = list[i];
        for (int more; k > 0; k--, bits += more) {
            more = bits_of(list, n, t, t->part[k - 1]);
            if (bits + more > 32)
                break;
            if (more > 0)
                add_column(pair, n, t, t->part[k - 1], more, bits);
        }
        const uint64_t *now = order_pairs(pair, pair + n, n, bits);
        for (size_t i = 0; i < n; i++)
            list[i] = (uint32_t)now[i];
    }
}

bool bp_order_rows(uint32_t list[], size_t n, const uint32_t row[], size_t width,
                   const size_t part[], size_t n_parts)
{
    const table t = { row, width, part, n_parts };
    if (is_ordered(list, n, &t))
        return true;
    uint64_t *pair = bp_alloc_bare(2 * n, sizeof *pair);
    if (pair == NULL)
        return false;
    order_list(list, pair, n, &t);
    free(pair);
    return true;
}
