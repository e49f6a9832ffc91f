/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merged.c - the cells of a sheet that reach over several rows.
 *
 * A spreadsheet shows the text of such a cell beside all of its rows, and keeps it in the
 * first one: a department beside its people, a name beside two lines of headers.  Only
 * texts hold for all rows: an amount beside two rows is paid once.
 * Source: ECMA-376 part 1, 18.3.1.55 (mergeCell). */
#include "ingest/merged.h"

#include <stdlib.h>

#include "ingest/sheettext.h"
#include "ingest/sniff.h"

/* "AB12" at the start of a text, which goes on behind it.  False: it is no cell. */
static bool read_cell(const char **at, size_t *column, uint64_t *row)
{
    const char *c = *at;
    *column = 0;
    *row = 0;
    for (; bp_is_letter(*c) && *column <= BP_SHEET_COLUMNS_MAX; c++)
        *column = 26 * *column + (size_t)(bp_lower(*c) - 'a') + 1;
    for (; bp_is_digit(*c) && *row <= BP_SHEET_ROWS_MAX; c++)
        *row = 10 * *row + (uint64_t)(*c - '0');
    *at = c;
    return *column > 0 && *row > 0;
}

bp_status bp_merged_add(bp_merged *m, const char *reference, bp_err *err)
{
    bp_merged_cell one = { .column = 0 };
    size_t last_column;
    if (m->n == BP_MERGED_MAX || !read_cell(&reference, &one.column, &one.first) ||
        *reference++ != ':' || !read_cell(&reference, &last_column, &one.last) ||
        one.last <= one.first)
        return BP_OK;
    if (!bp_reserve(&m->cell, &m->cap, m->n + 1, sizeof *m->cell))
        return bp_no_memory(err, "the merged cells of a sheet");
    m->cell[m->n++] = one;
    return BP_OK;
}

static int by_row(const void *a, const void *b)
{
    const bp_merged_cell *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

void bp_merged_sort(bp_merged *m)
{
    if (m->n > 1)
        qsort(m->cell, m->n, sizeof *m->cell, by_row);
    m->sorted = true;
}

void bp_merged_go_to(bp_merged *m, uint64_t row)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n_into; i++)
        if (m->into[i]->last >= row)
            m->into[kept++] = m->into[i];
    m->n_into = kept;
    for (; m->next < m->n && m->cell[m->next].first < row; m->next++) {
        const bp_merged_cell *c = &m->cell[m->next];
        if (c->last >= row && c->text.n > 0 && m->n_into < BP_MERGED_COLUMNS)
            m->into[m->n_into++] = c;
    }
}

bp_status bp_merged_keep(bp_merged *m, uint64_t row, size_t column, bp_text text,
                         bp_err *err)
{
    for (size_t i = m->next; i < m->n && m->cell[i].first == row; i++) {
        if (m->cell[i].column != column || bp_sniff_numeric(bp_text_trim(text)))
            continue;
        const char *copy = bp_arena_copy(&m->texts, text.at, text.n);
        if (copy == NULL)
            return bp_no_memory(err, "the merged cells of a sheet");
        m->cell[i].text = (bp_text){ copy, text.n };
    }
    return BP_OK;
}

const bp_merged_cell *bp_merged_between(const bp_merged *m, size_t column, size_t before)
{
    const bp_merged_cell *found = NULL;
    for (size_t i = 0; i < m->n_into; i++) {
        const bp_merged_cell *c = m->into[i];
        if (c->column > column && c->column < before &&
            (found == NULL || c->column < found->column))
            found = c;
    }
    return found;
}

void bp_merged_release(bp_merged *m)
{
    free(m->cell);
    bp_arena_release(&m->texts);
    *m = (bp_merged){ 0 };
}
