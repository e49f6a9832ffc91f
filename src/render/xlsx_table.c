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
    for (size_t i = 0; i < t->n_display; i++) {
        const bp_column *c = &t->column[t->display[i]];
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

static void put_row(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t, const bp_row *row)
{
    const bool bold = stands_out(t, row);
    bp_str cell = { 0 };
    for (size_t i = 0; i < t->n_display; i++) {
        const size_t k = t->display[i];
        const bp_value *v = &row->value[k];
        const unsigned look = (bold ? BP_XLSX_BOLD : 0u) |
                              (v->kind == BP_KIND_TEXT ? side(t->column[k].kind, i) : 0u);
        bp_str_clear(&cell);
        if (t->column[k].place == BP_COL_BY || t->column[k].place == BP_COL_STATUS) {
            bp_render_cell(&cell, t, row, k, false);
            bp_xlsx_text(x, s, (lxw_col_t)i, cell.at, look);
        } else {
            bp_xlsx_value(x, s, (lxw_col_t)i, v, t->decimals[k], look);
        }
    }
    if (cell.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    bp_str_release(&cell);
}

static void put_why(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t)
{
    bp_str why = { 0 };
    bp_render_why(&why, t);
    if (why.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else if (why.n > 0)
        bp_xlsx_prose(x, s, why.at, BP_XLSX_SMALL);
    bp_str_release(&why);
}

void bp_xlsx_table(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t, bool only)
{
    if (t->caption != NULL)
        bp_xlsx_prose(x, s, t->caption, BP_XLSX_SMALL);
    const lxw_row_t head = s->row;
    put_head(x, s, t);
    for (size_t i = 0; i < t->n_rows && x->error == LXW_NO_ERROR; i++, s->row++)
        put_row(x, s, t, &t->row[i]);
    if (only)
        bp_xlsx_hold(x, s, head, t->n_display);
    put_why(x, s, t);
    s->row++;
}
