/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drawnshares.c - the interval of a share from samples that are drawn again.
 *
 * The units are in the order in which percentiles of the same group draw them
 * (resample.h), so that a share and a percentile come of the same samples. */
#include "analysis/drawnshares.h"

#include <stdlib.h>

#include "analysis/draws.h"
#include "analysis/replicates.h"
#include "base/room.h"

static double share_of(uint64_t counted, uint64_t all)
{
    return (double)counted / (double)all;
}

static bp_share_unit sum_of(const bp_share_unit unit[], size_t n)
{
    bp_share_unit sum = { 0, 0 };
    for (size_t i = 0; i < n; i++) {
        sum.counted += unit[i].counted;
        sum.all += unit[i].all;
    }
    return sum;
}

static void draw(double replicate[], uint32_t count[], const bp_share_unit unit[],
                 size_t n, uint64_t stream)
{
    for (size_t b = 0; b < BP_REPLICATES; b++) {
        bp_share_unit sum = { 0, 0 };
        bp_draw_units(count, n, stream, b);
        for (size_t i = 0; i < n; i++) {
            sum.counted += count[i] * unit[i].counted;
            sum.all += count[i] * unit[i].all;
        }
        replicate[b] = share_of(sum.counted, sum.all);
    }
}

bp_status bp_drawn_share_limits(bp_share_limits *out, const bp_share_unit unit[],
                                size_t n, const bp_ci *ci, uint64_t stream, bp_err *err)
{
    const bp_share_unit sum = sum_of(unit, n);
    bp_limits l = { .lo_state = BP_NOT_ESTIMABLE, .hi_state = BP_NOT_ESTIMABLE };
    bp_room room = { 0 };
    double *replicate = bp_room_take(&room, BP_REPLICATES, sizeof *replicate);
    double *without = bp_room_take(&room, n, sizeof *without);
    uint32_t *count = bp_room_take(&room, n, sizeof *count);
    const bool ok = !room.failed;
    if (ok && n >= 2) {
        const bp_jackknife each = { without, n };
        draw(replicate, count, unit, n, stream);
        for (size_t i = 0; i < n; i++)
            without[i] = share_of(sum.counted - unit[i].counted, sum.all - unit[i].all);
        l = bp_replicates_limits(replicate, BP_REPLICATES, share_of(sum.counted, sum.all),
                                 ci->method == BP_CI_BCA ? &each : NULL, ci->level);
    }
    bp_room_release(&room);
    if (!ok)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to draw samples");
    *out = (bp_share_limits){ l.lo, l.hi, l.lo_state, l.hi_state };
    return BP_OK;
}
