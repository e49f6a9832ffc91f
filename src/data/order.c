/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order.c - numbers, and rows of numbers, in order.
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

/* Words in the order of `bits` of their bits, from bit `from` on; in one of the two
 * arrays. */
static uint64_t *order_words(uint64_t word[], uint64_t spare[], size_t n, int from,
                             int bits)
{
    for (int shift = from; shift < from + bits; shift += DIGIT_BITS) {
        size_t place[DIGITS] = { 0 };
        for (size_t i = 0; i < n; i++)
            place[(word[i] >> shift) % DIGITS]++;
        bp_order_places(place, DIGITS);
        for (size_t i = 0; i < n; i++)
            spare[place[(word[i] >> shift) % DIGITS]++] = word[i];
        uint64_t *now = spare;
        spare = word;
        word = now;
    }
    return word;
}

bool bp_order_numbers(int64_t number[], size_t n)
{
    int64_t low = INT64_MAX, high = INT64_MIN;
    if (n < 2)
        return true;
    uint64_t *word = bp_alloc_bare(2 * n, sizeof *word);
    if (word == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        low = number[i] < low ? number[i] : low;
        high = number[i] > high ? number[i] : high;
    }
    for (size_t i = 0; i < n; i++)
        word[i] = (uint64_t)number[i] - (uint64_t)low;
    const uint64_t span = (uint64_t)high - (uint64_t)low;
    const int bits = span == 0 ? 0 : 64 - __builtin_clzll(span);
    const uint64_t *now = order_words(word, word + n, n, 0, bits);
    for (size_t i = 0; i < n; i++)
        number[i] = (int64_t)(now[i] + (uint64_t)low);
    free(word);
    return true;
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
        const uint64_t *now = order_words(pair, pair + n, n, 32, bits);
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
