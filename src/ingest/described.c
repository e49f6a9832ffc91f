/* SPDX-License-Identifier: GPL-3.0-or-later */
/* described.c - the columns of a file, as they are understood.
 *
 * A survey has its columns described while it is read.  Where there is none, because no
 * column is pay or for another reason, a person needs to see the columns all the more, so
 * they are described from the head alone. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/described.h"

#include <string.h>

#include "base/file.h"

bp_column_info bp_column_describe(char style[BP_DATE_NAME], const bp_head *h,
                                  const bp_schema *s, const bp_reading *r, size_t i)
{
    bp_column_kind kind = bp_evidence_kind(&h->evidence[i]);
    bp_column_info info = { .name = h->layout.name[i], .index = i + 1 };
    bp_date_style date;
    bool pay = false;
    for (bp_role k = 0; k < BP_ROLES; k++) {
        if (s->column[k] != i)
            continue;
        pay |= bp_role_is_pay(k);
        if (info.role == NULL)
            info.role = bp_role_names()[k];
    }
    if (pay && kind == BP_COLUMN_NUMBER)
        kind = BP_COLUMN_MONEY;
    info.kind = bp_column_kind_name(kind);
    if (kind == BP_COLUMN_DATE) {
        const bool sure = bp_date_decide(&h->evidence[i].date, &date);
        bp_date_name(style, date);
        info.style = sure ? style : "DD/MM or MM/DD";
    } else if (kind != BP_COLUMN_TEXT && kind != BP_COLUMN_EMPTY) {
        info.style = r->number_format != NULL
                         ? r->number_format
                         : bp_number_style_name(
                               bp_head_style(h, i, pay || kind == BP_COLUMN_MONEY));
    }
    return info;
}

static const char *keep(bp_arena *text, const char *from, bool *failed)
{
    const char *copy = from != NULL ? bp_arena_copy(text, from, strlen(from)) : NULL;
    *failed |= from != NULL && copy == NULL;
    return copy;
}

static bp_status describe(bp_column_info **out, size_t *n, bp_arena *text,
                          const bp_head *h, const bp_reading *reading, bp_err *err)
{
    const bp_layout *l = &h->layout;
    bp_schema schema;
    bool failed = false;
    if (bp_schema_find(&schema, reading->file[0], l, h->evidence, NULL, 0, NULL) != BP_OK)
        return BP_OK;
    bp_column_info *all = bp_arena_take(text, l->n_columns * sizeof *all);
    for (size_t i = 0; all != NULL && i < l->n_columns; i++) {
        char style[BP_DATE_NAME];
        all[i] = bp_column_describe(style, h, &schema, reading, i);
        all[i].name = keep(text, all[i].name, &failed);
        all[i].style = keep(text, all[i].style, &failed);
    }
    if (all == NULL || failed)
        return bp_no_memory(err, "columns");
    *out = all;
    *n = l->n_columns;
    return BP_OK;
}

/* The head of the first file, once more; status of a failure, which was told before. */
static bp_status open_again(bp_head *head, const bp_reading *reading)
{
    bp_doubts asked = { 0 }; /* they were before */
    bp_reading once = *reading;
    once.digest = false;
    bp_status status = bp_head_open_likely(head, &once, 0, false, &asked, NULL);
    bp_doubts_release(&asked);
    return status;
}

bool bp_column_is_lacking(const bp_reading *reading, const char *name)
{
    bp_head head = { 0 };
    bool twice = false;
    if (reading->n_files == 0 || !bp_file_is_regular(reading->file[0]) ||
        open_again(&head, reading) != BP_OK)
        return false;
    const size_t column = bp_layout_column(&head.layout, name, &twice);
    bp_head_release(&head);
    return column == SIZE_MAX && !twice;
}

bp_status bp_columns_described(bp_column_info **out, size_t *n, bp_arena *text,
                               const bp_reading *reading, bp_err *err)
{
    bp_head head = { 0 };
    *n = 0;
    if (reading->n_files == 0 || !bp_file_is_regular(reading->file[0]))
        return BP_OK;
    bp_status status = open_again(&head, reading);
    if (status != BP_OK)
        return status == BP_ELIMIT ? bp_no_memory(err, "columns") : BP_OK;
    status = describe(out, n, text, &head, reading, err);
    bp_head_release(&head);
    return status;
}
