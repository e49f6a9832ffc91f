/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row.h - the rows of a table, which may be made as one comes to them.  Layer: report. */
#ifndef BP_REPORT_ROW_H
#define BP_REPORT_ROW_H

#include "benchpay/table.h"

/* Row i of a table; one that is made is so in value[n_columns] and *made. */
bp_row *bp_table_row(const bp_table *t, size_t i, bp_value value[], bp_row *made);

#endif
