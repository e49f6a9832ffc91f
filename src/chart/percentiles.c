/* SPDX-License-Identifier: GPL-3.0-or-later */
/* percentiles.c - the charts of boxes and of percentiles: a row a group, with its median,
 * or its quartiles, beside it. */
#include "chart/groups.h"
#include "chart/kinds.h"

#define WIDE 380.0 /* px beside the names that have room for all columns */

static bool put(bp_plot *p, const bp_chart *c, bool quartiles)
{
    bp_group_rows g;
    if (!bp_group_rows_begin(&g, p, c, BP_ROWS_HEAD))
        return false;
    const bool all = quartiles && g.rows.right - p->left >= WIDE;
    if (all)
        bp_group_rows_column(p, &g, BP_LOOK_MARK, "P75", BP_P75);
    bp_group_rows_column(p, &g, BP_LOOK_STRONG, "Median", BP_P50);
    if (all)
        bp_group_rows_column(p, &g, BP_LOOK_MARK, "P25", BP_P25);
    bp_group_rows_put(p, &g);
    return true;
}

bool bp_box_plot(bp_plot *p, const bp_chart *c)
{
    return put(p, c, false);
}

bool bp_percentiles_plot(bp_plot *p, const bp_chart *c)
{
    return put(p, c, true);
}
