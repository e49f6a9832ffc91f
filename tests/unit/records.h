/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h - what csvread makes of a text, as one text to compare:
 * "LINE@POSITION:FIELD|FIELD\n" for each record. */
#ifndef BP_TEST_RECORDS_H
#define BP_TEST_RECORDS_H

#include "base/str.h"
#include "ingest/csvread.h"

static inline bp_status add_record(void *arg, const bp_record *r, bp_err *err)
{
    bp_str *s = arg;
    (void)err;
    bp_str_printf(s, "%llu@%llu:", (unsigned long long)r->line,
                  (unsigned long long)r->position);
    for (size_t i = 0; i < r->n; i++) {
        if (i > 0)
            bp_str_putc(s, '|');
        bp_str_bytes(s, r->field[i].at, r->field[i].n);
    }
    bp_str_putc(s, '\n');
    return BP_OK;
}

#endif
