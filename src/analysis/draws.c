/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draws.c - numbers that are drawn, the same wherever and whenever.
 *
 * Every replicate has a sequence of its own, which begins where its seed, its group and
 * its number say.  So neither threads nor the other groups of a table move a draw, as
 * they would if all took turns at one generator. */
#include "analysis/draws.h"

#include <string.h>

uint64_t bp_stream(uint64_t seed)
{
    return bp_draw_mix(seed + BP_DRAW_STEP);
}

/* Its length first: "ab", "c" and "a", "bc" are two streams. */
uint64_t bp_stream_of(uint64_t stream, bp_text text)
{
    stream = bp_draw_mix(stream + BP_DRAW_STEP + text.n);
    for (size_t i = 0; i < text.n; i++)
        stream = bp_draw_mix(stream + BP_DRAW_STEP + (unsigned char)text.at[i]);
    return stream;
}

static uint64_t replicate_of(uint64_t stream, uint64_t replicate)
{
    return bp_draw_mix(stream + bp_draw_mix(replicate + BP_DRAW_STEP));
}

void bp_draw_units(uint32_t count[], size_t n, uint64_t stream, uint64_t replicate)
{
    uint64_t state = replicate_of(stream, replicate);
    memset(count, 0, n * sizeof count[0]);
    for (size_t i = 0; i < n; i++) {
        uint64_t bits = bp_draw_bits(&state);
        count[bp_draw_below(&bits, n)]++;
    }
}

bp_drawing bp_drawing_of(uint64_t stream, uint64_t replicate)
{
    return (bp_drawing){ .state = replicate_of(stream, replicate) };
}

/* The last of n numbers changes places with any of them. */
static inline void draw_last(uint32_t list[], size_t n, uint64_t *bits)
{
    uint32_t *place = &list[bp_draw_below(bits, n)];
    const uint32_t drawn = *place;
    *place = list[n - 1];
    list[n - 1] = drawn;
}

void bp_draw_some(bp_drawing *d, uint32_t list[], size_t n, size_t some)
{
    const size_t rest = n - some;
    uint64_t state = d->state, bits = d->bits;
    if (d->second && n > rest)
        draw_last(list, n--, &bits);
    for (; n > rest + 1; n -= 2) {
        bits = bp_draw_bits(&state);
        draw_last(list, n, &bits);
        draw_last(list, n - 1, &bits);
    }
    const bool odd = n > rest;
    if (odd) {
        bits = bp_draw_bits(&state);
        draw_last(list, n, &bits);
    }
    *d = (bp_drawing){ state, bits, odd || (d->second && some == 0) };
}
