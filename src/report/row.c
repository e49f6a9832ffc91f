/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row.c - the rows of a table, which may be made as one comes to them. */
#include "report/row.h"

bp_row *bp_table_row(const bp_table *t, size_t i, bp_value value[], bp_row *made)
{
    if (t->make == NULL)
        return &t->row[i];
    *made = (bp_row){ .value = value };
    t->make(t->make_arg, i, value, made);
    return made;
}
