/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.c - what was meant by a value that no row has.
 *
 * A value that one row alone has may be a person, and is not told.
 *
 * Rows that are not selected leave nothing behind, so the head of the file is looked at
 * once more; only a run that has failed already takes that time. */
#include "ingest/nearest.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"

typedef struct searching {
    size_t column;
    bp_text value;
    size_t distance; /* of the nearest so far */
    uint64_t rows;   /* that have it */
    char *out;       /* [BP_NEAREST_MAX] */
} searching;

static bp_status compare(void *arg, const bp_record *r, bp_err *err)
{
    searching *s = arg;
    (void)err;
    const bp_text cell = bp_text_trim(r->field[s->column]);
    const size_t d = cell.n > 0 && cell.n < BP_NEAREST_MAX
                         ? bp_text_distance(s->value, cell, s->distance)
                         : s->distance;
    if (cell.n > 0 && bp_text_alike(cell, bp_text_of(s->out)))
        s->rows++;
    if (d >= s->distance)
        return BP_OK;
    s->distance = d;
    s->rows = 1;
    snprintf(s->out, BP_NEAREST_MAX, "%.*s", (int)cell.n, cell.at);
    return BP_OK;
}

void bp_nearest_value(char out[BP_NEAREST_MAX], const bp_plan *p, size_t wanted,
                      bp_text value)
{
    bp_reading reading = *p->reading;
    bp_head head = { 0 };
    out[0] = '\0';
    reading.digest = false;
    if (!bp_file_is_regular(reading.file[0]) ||
        bp_head_open(&head, &reading, 0, false, NULL) != BP_OK)
        return;
    searching s = { .column = p->written[0][wanted].at,
                    .value = value,
                    .distance = value.n > 2 ? value.n / 3 + 2 : value.n,
                    .out = out };
    if (bp_head_rows(&head, &s.column, 1, compare, &s, NULL) != BP_OK || s.rows < 2)
        out[0] = '\0';
    bp_head_release(&head);
}
