/* SPDX-License-Identifier: GPL-3.0-or-later */
/* box.c - the chart of boxes: a row a group, with its median beside it. */
#include <math.h>

#include "chart/groups.h"
#include "chart/kinds.h"

bool bp_box_plot(bp_plot *p, const bp_chart *c)
{
    bp_group_rows g;
    double right = p->right;
    if (!bp_group_rows_begin(&g, p, c, BP_ROWS_HEAD))
        return false;
    right = bp_group_rows_column(p, &g, right, BP_LOOK_STRONG, "Median", BP_P50);
    p->right = fmin(p->right, right);
    bp_group_rows_put(p, &g);
    return true;
}
