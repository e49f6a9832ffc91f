/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many decimals weights have room for.
 *
 * Weights are numbers of people, or shares of one that add up to 1, so their sizes differ
 * by more than a fixed number of decimals could serve.  Twelve digits are more than
 * weights are known to, and leave room for a sum of millions of them. */
#include "ingest/weightscale.h"

#include "ingest/cell.h"

#define DIGITS 12
#define SCALE_MOST 18

typedef struct looking {
    bp_pay_rules rules;
    int64_t largest;
} looking;

static void look(void *arg, size_t i, bp_text cell)
{
    looking *l = arg;
    (void)i;
    const bp_pay weight = bp_pay_read(cell, &l->rules);
    if (weight.found == BP_FOUND_NUMBER && weight.units > l->largest)
        l->largest = weight.units;
}

static int scale_of(int64_t largest, int scale)
{
    int digits = 0;
    for (int64_t rest = largest; rest > 0; rest /= 10)
        digits++;
    const int most = scale + DIGITS - digits;
    return most < 0 ? 0 : most > SCALE_MOST ? SCALE_MOST : most;
}

/* Few decimals have room for any weight, and all decimals for one that is too small to be
 * seen in few. */
bp_status bp_weight_scale_find(int *scale, size_t wanted, const bp_reading *reading,
                               const bp_head head[],
                               bp_written (*const written)[BP_WANTED_MAX], size_t n_files,
                               bp_err *err)
{
    static const int tried[] = { 3, SCALE_MOST };
    looking l = { .largest = 0 };
    for (size_t k = 0; k < 2 && l.largest == 0; k++) {
        for (size_t f = 0; f < n_files; f++) {
            const bp_written *at = &written[f][wanted];
            l.rules = (bp_pay_rules){ .style = at->style, .scale = tried[k] };
            bp_status status =
                bp_head_cells(&head[f], reading, &at->at, 1, look, &l, err);
            if (status != BP_OK)
                return status;
        }
        *scale = scale_of(l.largest, tried[k]);
    }
    return BP_OK;
}
