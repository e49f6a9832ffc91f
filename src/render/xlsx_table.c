/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_table.c - tables for people in a workbook.
 *
 * They look as in the other formats, but their figures are numbers.  The one table that a
 * sheet is for keeps its head in sight and on every printed page, and can be filtered. */
#include "render/xlsx.h"

#include "render/renderer.h"

void bp_xlsx_label(bp_str *out, const bp_table *t, const bp_row *row)
{
    const char *between = "";
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_place_in_row place = t->column[i].place;
        if ((place != BP_COL_BY && place != BP_COL_PAY) ||
            (place == BP_COL_BY && row->total && i > 0))
            continue;
        bp_str_puts(out, between);
        bp_render_cell(out, t, row, i, false);
        between = ", ";
    }
    if (between[0] == '\0')
        bp_str_puts(out, "All");
}

/* Numbers to the right, and text away from the number that may be before it. */
static unsigned side(bp_kind kind, size_t i)
{
    return kind != BP_KIND_TEXT ? BP_XLSX_RIGHT : i > 0 ? BP_XLSX_INDENT : 0u;
}

static void put_head(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t)
{
    const size_t *column, n = bp_xlsx_columns(t, &column);
    for (size_t i = 0; i < n; i++) {
        const bp_column *c = &t->column[column[i]];
        bp_xlsx_text(x, s, (lxw_col_t)i, c->heading, BP_XLSX_HEAD | side(c->kind, i));
    }
    s->row++;
}

/* A total stands out from other rows; a table of totals alone has none to stand out of.
 */
static bool stands_out(const bp_table *t, const bp_row *row)
{
    for (size_t i = 0; i < t->n_rows; i++)
        if (!t->row[i].total)
            return row->total;
    return false;
}

/* A cell that a formula computes, or that is for the reader to change. */
static unsigned note_live(bp_xlsx *x, const bp_xlsx_sheet *s, const bp_table *t,
                          const bp_row *row, const bp_xlsx_live *like)
{
    const bp_formula f = row->formula != NULL ? row->formula[like->column] : NULL;
    bp_xlsx_live cell = *like;
    if (f == NULL)
        return 0;
    if (f[0] == '\0')
        return BP_XLSX_INPUT;
    cell.table = t;
    cell.row = (size_t)(row - t->row);
    cell.s = *s;
    if (row->value[like->column].kind != BP_KIND_TEXT)
        cell.look |= BP_XLSX_RIGHT;
    bp_xlsx_note(x, &cell);
    return 0;
}

static void put_row(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t, const bp_row *row)
{
    const bool bold = stands_out(t, row);
    const size_t *column, n = bp_xlsx_columns(t, &column);
    bp_str cell = { 0 };
    for (size_t i = 0; i < n; i++) {
        const size_t k = column[i];
        const bp_value *v = &row->value[k];
        unsigned look = (bold ? BP_XLSX_BOLD : 0u) |
                        (v->kind == BP_KIND_TEXT ? side(t->column[k].kind, i) : 0u);
        look |=
            note_live(x, s, t, row,
                      &(bp_xlsx_live){ .column = k, .col = (lxw_col_t)i, .look = look });
        bp_str_clear(&cell);
        if (t->column[k].place == BP_COL_BY || t->column[k].place == BP_COL_STATUS) {
            bp_render_cell(&cell, t, row, k, false);
            bp_xlsx_text(x, s, (lxw_col_t)i, cell.at, look);
        } else
            bp_xlsx_value(x, s, (lxw_col_t)i, v, bp_render_decimals(t, row, k), look);
    }
    if (cell.failed)
        bp_xlsx_no_memory(x);
    bp_str_release(&cell);
}

static void put_why(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t)
{
    bp_str why = { 0 };
    bp_render_why(&why, t);
    if (bp_xlsx_has(x, &why) && why.n > 0)
        bp_xlsx_prose(x, s, why.at, BP_XLSX_SMALL);
    bp_str_release(&why);
}

void bp_xlsx_table(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t, bool only)
{
    if (t->caption != NULL)
        bp_xlsx_prose(x, s, t->caption, BP_XLSX_SMALL);
    const lxw_row_t head = s->row;
    put_head(x, s, t);
    bp_xlsx_stand(x, s, t);
    for (size_t i = 0; i < t->n_rows && x->error == LXW_NO_ERROR; i++, s->row++)
        put_row(x, s, t, &t->row[i]);
    if (only)
        bp_xlsx_hold(x, s, head, bp_xlsx_columns(t, &(const size_t *){ NULL }));
    put_why(x, s, t);
    s->row++;
}
