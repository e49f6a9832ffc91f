#include "data/order.h"

#include <string.h>

/* Counting sorts by one digit after the other, the last first (Knuth, The Art of
 * Computer Programming 3, 5.2.5): linear, and without a comparison. */
#define DIGIT_BITS 11
#define DIGITS ((size_t)1 << DIGIT_BITS)

static void order_by_digit(const uint32_t list[], uint32_t out[], size_t n,
                           const uint32_t column[], size_t width, int shift)
{
    size_t place[DIGITS] = { 0 }, at = 0;
    for (size_t i = 0; i < n; i++)
        place[(column[list[i] * width] >> shift) % DIGITS]++;
    for (size_t d = 0; d < DIGITS; d++) {
        const size_t here = place[d];
        place[d] = at;
        at += here;
    }
    for (size_t i = 0; i < n; i++)
        out[place[(column[list[i] * width] >> shift) % DIGITS]++] = list[i];
}

void bp_order_rows(uint32_t list[], uint32_t spare[], size_t n, const uint32_t row[],
                   size_t width, const size_t part[], size_t n_parts)
{
    for (size_t k = n_parts; k-- > 0;) {
        const uint32_t *column = row + part[k];
        uint32_t different = 0;
        for (size_t i = 1; i < n; i++)
            different |= column[list[i] * width] ^ column[list[0] * width];
        for (int shift = 0; shift < 32 && different >> shift != 0; shift += DIGIT_BITS) {
            order_by_digit(list, spare, n, column, width, shift);
            memcpy(list, spare, n * sizeof list[0]);
        }
    }
}
