/* SPDX-License-Identifier: GPL-3.0-or-later */
/* locals.h - figures of groups in their own currencies.  Layer: audit. */
#ifndef BP_AUDIT_LOCALS_H
#define BP_AUDIT_LOCALS_H

#include "audit/row.h"

/* Are the local figures of a row those of its people before their pay was converted, and
 * shown only where the converted ones are?
 *   cut    the groups of the table, with pay before it was converted
 *   group  that of the row; NULL: nobody
 *   key    of the survey: whose values are the currencies
 * False: t->why says what is not so. */
bool bp_locals_agree(bp_row_table *t, const bp_json_value *row, const bp_crowd *cut,
                     const bp_crowd_group *group, size_t key);

#endif
