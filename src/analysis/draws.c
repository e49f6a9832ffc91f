/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draws.c - numbers that are drawn, the same wherever and whenever.
 *
 * Every replicate has a sequence of its own, which begins where its seed, its group and
 * its number say.  So neither threads nor the other groups of a table move a draw, as
 * they would if all took turns at one generator. */
#include "analysis/draws.h"

#include <string.h>

__extension__ typedef unsigned __int128 wide;

#define STEP UINT64_C(0x9e3779b97f4a7c15) /* the golden ratio, odd */

static uint64_t mix(uint64_t z)
{
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

uint64_t bp_draw_bits(uint64_t *state)
{
    *state += STEP;
    return mix(*state);
}

uint64_t bp_stream(uint64_t seed)
{
    return mix(seed + STEP);
}

/* Its length first: "ab", "c" and "a", "bc" are two streams. */
uint64_t bp_stream_of(uint64_t stream, bp_text text)
{
    stream = mix(stream + STEP + text.n);
    for (size_t i = 0; i < text.n; i++)
        stream = mix(stream + STEP + (unsigned char)text.at[i]);
    return stream;
}

static uint64_t replicate_of(uint64_t stream, uint64_t replicate)
{
    return mix(stream + mix(replicate + STEP));
}

/* The high bits of a product: of n numbers none is more likely than another by more than
 * n / 2^64. */
static inline size_t draw_below(uint64_t *state, size_t n)
{
    return (size_t)((wide)bp_draw_bits(state) * n >> 64);
}

void bp_draw_units(uint32_t count[], size_t n, uint64_t stream, uint64_t replicate)
{
    uint64_t state = replicate_of(stream, replicate);
    memset(count, 0, n * sizeof count[0]);
    for (size_t i = 0; i < n; i++)
        count[draw_below(&state, n)]++;
}

void bp_draw_order(uint32_t list[], size_t n, uint64_t stream, uint64_t replicate)
{
    uint64_t state = replicate_of(stream, replicate);
    for (size_t i = n; i > 1; i--) {
        const size_t k = draw_below(&state, i);
        const uint32_t last = list[i - 1];
        list[i - 1] = list[k];
        list[k] = last;
    }
}
