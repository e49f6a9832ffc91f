/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_live.c - formulas in the cells of tables.
 *
 * A formula may name cells of tables on later sheets, so all values are put first, and
 * formulas in their place when every table stands.  Whatever a formula cannot be made of
 * stays the value that it is. */
#include "render/xlsx.h"

#include <string.h>

#include "base/mem.h"
#include "render/renderer.h"
#include "report/format.h"

size_t bp_xlsx_columns(const bp_table *t, const size_t **column)
{
    *column = t->n_sheet > 0 ? t->sheet : t->display;
    return t->n_sheet > 0 ? t->n_sheet : t->n_display;
}

void bp_xlsx_stand(bp_xlsx *x, const bp_xlsx_sheet *s, const bp_table *t)
{
    if (!bp_reserve(&x->standing, &x->cap_standing, x->n_standing + 1,
                    sizeof x->standing[0]))
        bp_xlsx_no_memory(x);
    else
        x->standing[x->n_standing++] = (bp_xlsx_standing){ t, s->at, s->row };
}

void bp_xlsx_note(bp_xlsx *x, const bp_xlsx_live *cell)
{
    if (!bp_reserve(&x->live, &x->cap_live, x->n_live + 1, sizeof x->live[0]))
        bp_xlsx_no_memory(x);
    else
        x->live[x->n_live++] = *cell;
}

/* ---- what stands in brackets ---- */

/* "max", "grades:max" or "grades:max:2". */
typedef struct reference {
    bp_text table; /* empty: that of the cell */
    bp_text column;
    bool whole;
    size_t row;
} reference;

static reference parse(bp_text t, size_t own_row)
{
    reference r = { { "", 0 }, t, false, own_row };
    const char *colon = memchr(t.at, ':', t.n);
    if (colon == NULL)
        return r;
    r.table = (bp_text){ t.at, (size_t)(colon - t.at) };
    r.column = (bp_text){ colon + 1, t.n - r.table.n - 1 };
    r.whole = true;
    const char *second = memchr(r.column.at, ':', r.column.n);
    if (second == NULL)
        return r;
    r.whole = false;
    r.row = 0;
    for (const char *d = second + 1; d < t.at + t.n; d++)
        r.row = 10 * r.row + (size_t)(*d - '0');
    r.column.n = (size_t)(second - r.column.at);
    return r;
}

static const bp_xlsx_standing *find_table(const bp_xlsx *x, const bp_xlsx_live *cell,
                                          bp_text name)
{
    for (size_t i = 0; i < x->n_standing; i++) {
        const bp_table *t = x->standing[i].table;
        if (name.n == 0 ? t == cell->table : bp_text_equal(bp_text_of(t->name), name))
            return &x->standing[i];
    }
    return NULL;
}

/* The place of a column on the sheet; false: the workbook has not got it. */
static bool find_column(lxw_col_t *out, const bp_table *t, bp_text key)
{
    const size_t *column;
    const size_t n = bp_xlsx_columns(t, &column);
    for (size_t i = 0; i < n; i++)
        if (bp_text_equal(bp_text_of(t->column[column[i]].key), key)) {
            *out = (lxw_col_t)i;
            return true;
        }
    return false;
}

static bool put_reference(bp_str *out, const bp_xlsx *x, const bp_xlsx_live *cell,
                          bp_text text)
{
    const reference r = parse(text, cell->row);
    const bp_xlsx_standing *on = find_table(x, cell, r.table);
    char place[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_col_t col;
    if (on == NULL || on->table->n_rows == 0 || !find_column(&col, on->table, r.column) ||
        (!r.whole && r.row >= on->table->n_rows))
        return false;
    const lxw_row_t row = on->row + (lxw_row_t)(r.whole ? 0 : r.row);
    const lxw_row_t last = on->row + (lxw_row_t)on->table->n_rows - 1;
    if (on->at != cell->s.at)
        bp_str_printf(out, "'%s'!", on->at->name);
    if (r.whole)
        lxw_rowcol_to_range_abs(place, row, col, last, col);
    else if (r.table.n > 0)
        lxw_rowcol_to_cell_abs(place, row, col, true, true);
    else
        lxw_rowcol_to_cell(place, row, col);
    bp_str_puts(out, place);
    return true;
}

/* ---- cells ---- */

static bool put_formula(bp_str *out, const bp_xlsx *x, const bp_xlsx_live *cell,
                        const char *text)
{
    bp_str_putc(out, '=');
    for (const char *at = text; *at != '\0'; at++) {
        const char *end = *at == '[' ? strchr(at, ']') : NULL;
        if (end == NULL) {
            bp_str_putc(out, *at);
            continue;
        }
        if (!put_reference(out, x, cell, (bp_text){ at + 1, (size_t)(end - at - 1) }))
            return false;
        at = end;
    }
    return true;
}

static void put_live(bp_xlsx *x, bp_xlsx_live *cell)
{
    const bp_row *row = &cell->table->row[cell->row];
    const bp_value *v = &row->value[cell->column];
    const bool text = v->kind == BP_KIND_TEXT || v->figure.state != BP_SHOWN;
    bp_str formula = { 0 }, format = { 0 }, seen = { 0 };
    bp_xlsx_number_format(&format, v, bp_render_decimals(cell->table, row, cell->column));
    if (text)
        bp_format_value(&seen, v, (bp_text_style){ 0 });
    if (format.failed || seen.failed)
        bp_xlsx_no_memory(x);
    else if (put_formula(&formula, x, cell, row->formula[cell->column]))
        bp_xlsx_formula(x, &cell->s, cell->col, &formula,
                        text ? bp_str_text(&seen).at : NULL, v->figure.value,
                        bp_str_text(&format).at, cell->look);
    bp_str_release(&formula);
    bp_str_release(&format);
    bp_str_release(&seen);
}

void bp_xlsx_live_cells(bp_xlsx *x)
{
    for (size_t i = 0; i < x->n_live && x->error == LXW_NO_ERROR; i++)
        put_live(x, &x->live[i]);
}
