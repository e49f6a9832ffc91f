/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the records are no people.
 *
 * Totals are known from the head, where they were held against other rows (summary.h), or
 * wait until all rows are there.  A header that comes again, where files were put
 * together, and footnotes are known by themselves; without a word for them they would
 * count as malformed, and a few would refuse a small file. */
#include "ingest/nonperson.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ingest/header.h"

bool bp_nonperson_sums_up(const bp_rows *r, const bp_record *record, size_t *column,
                          const char **what, bool *doubtful)
{
    const bp_summaries *s = &r->plan->summaries[r->file];
    *doubtful = false;
    if (s->n == 0)
        return false;
    if (record->position >= s->end) {
        bp_label_kind kind;
        *column = bp_summaries_said(s, record, false, &kind);
        *what = "one person";
        *doubtful = *column != SIZE_MAX && !s->proven;
        return *column != SIZE_MAX && s->proven;
    }
    const bp_summary *known = bp_summaries_at(s, record->position);
    if (known == NULL)
        return false;
    *column = known->column;
    *what = known->what;
    *doubtful = !known->sure;
    return known->sure;
}

bool bp_nonperson_is_header(const bp_rows *r, const bp_record *record,
                            const bp_row_pay *pay)
{
    if (pay->rule != BP_RULE_NUMBER || pay->wanted == BP_NOT_WANTED)
        return false;
    const bp_layout *l = &r->plan->head[r->file].layout;
    const size_t at = r->plan->written[r->file][pay->wanted].at;
    const bool labelled = l->below != NULL && l->below[at] != NULL;
    const bp_text cell = bp_text_trim(record->field[at]);
    return bp_text_starts(cell, BP_HEADER_QUALTRICS) ||
           bp_text_same(cell, bp_text_of(labelled ? l->below[at] : l->name[at]));
}

bool bp_nonperson_is_remark(const bp_rows *r, const bp_record *record)
{
    size_t filled = 0, first = 0;
    for (size_t i = 0; i < record->n; i++)
        if (bp_text_trim(record->field[i]).n > 0)
            first = filled++ == 0 ? i : first;
    if (filled == 0 || record->n >= r->plan->head[r->file].layout.n_columns)
        return false;
    const bp_text t = record->field[first];
    return bp_label_of(t).kind != BP_LABEL_NONE ||
           (filled == 1 && bp_label_is_footnote(t));
}

bp_status bp_nonperson_wait(bp_rows *r, const struct bp_late *late, bp_err *err)
{
    const bp_record *from = &late->record;
    bp_text *field = bp_alloc(0, from->n, sizeof *field);
    bool made = field != NULL &&
                bp_reserve(&r->late, &r->cap_late, r->n_late + 1, sizeof *r->late);
    if (made) {
        r->late[r->n_late] = *late;
        r->late[r->n_late++].record.field = field;
    } else {
        free(field);
    }
    for (size_t i = 0; made && i < from->n; i++) {
        field[i].at = bp_copy(from->field[i].at, from->field[i].n);
        field[i].n = from->field[i].n;
        made = field[i].at != NULL;
    }
    return made ? BP_OK : bp_no_memory(err, "the last rows of a file");
}
