/* SPDX-License-Identifier: GPL-3.0-or-later */
/* percentiles.c - the chart of percentiles: a row a group, with its quartiles beside it.
 */
#include <math.h>

#include "chart/groups.h"
#include "chart/kinds.h"

#define WIDE 380.0 /* px beside the names that have room for all columns */

bool bp_percentiles_plot(bp_plot *p, const bp_chart *c)
{
    bp_group_rows g;
    double right = p->right;
    if (!bp_group_rows_begin(&g, p, c, BP_ROWS_HEAD))
        return false;
    bool wide = right - p->left >= WIDE;
    if (wide)
        right = bp_group_rows_column(p, &g, right, BP_LOOK_MARK, "P75", BP_P75);
    right = bp_group_rows_column(p, &g, right, BP_LOOK_STRONG, "Median", BP_P50);
    if (wide)
        right = bp_group_rows_column(p, &g, right, BP_LOOK_MARK, "P25", BP_P25);
    p->right = fmin(p->right, right);
    bp_group_rows_put(p, &g);
    return true;
}
