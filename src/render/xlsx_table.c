/* Tables for people, and the sheets they stand on. */
#include "render/xlsx.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "render/renderer.h"

#define NARROWEST 9
#define WIDEST 44
#define MEASURED_ROWS 2000 /* a column is as wide as its widest of so many cells */

/* A sheet's name has at most 31 characters and none of these. */
static void put_name(char out[32], const char *name, size_t number)
{
    char tail[8] = "";
    if (number > 1)
        snprintf(tail, sizeof tail, " %zu", number % 100000);
    bp_str seen = { 0 };
    bp_str_visible(&seen, bp_text_of(name));
    const bp_text t = { seen.at != NULL ? seen.at : "", seen.n };
    /* Bytes bound characters from above. */
    size_t n = 0;
    for (size_t i = 0; i < t.n;) {
        size_t next = i;
        bp_utf8_next(t, &next);
        if (next + strlen(tail) > 31)
            break;
        memcpy(out + n, t.at + i, next - i);
        if (strchr("[]:*?/\\'", t.at[i]) != NULL)
            out[n] = ' ';
        n += next - i;
        i = next;
    }
    memcpy(out + n, tail, strlen(tail) + 1);
    bp_str_release(&seen);
}

bp_xlsx_sheet bp_xlsx_add_sheet(bp_xlsx *x, const char *name)
{
    char own[32];
    size_t number = 1;
    put_name(own, name, number);
    if (own[0] == '\0')
        put_name(own, "Sheet", number);
    /* The library knows which names are taken, whatever their case. */
    while (workbook_validate_sheet_name(x->book, own) != LXW_NO_ERROR && number < 1000)
        put_name(own, name[0] != '\0' ? name : "Sheet", ++number);
    bp_xlsx_sheet s = { .at = workbook_add_worksheet(x->book, own) };
    if (s.at == NULL) {
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return s;
    }
    worksheet_set_landscape(s.at);
    worksheet_fit_to_pages(s.at, 1, 0);
    worksheet_set_margins(s.at, 0.5, 0.5, 0.6, 0.6);
    bp_xlsx_keep(x, worksheet_set_footer(s.at, "&L&A&RPage &P of &N"));
    worksheet_gridlines(s.at, LXW_HIDE_ALL_GRIDLINES);
    return s;
}

void bp_xlsx_hold(bp_xlsx *x, const bp_xlsx_sheet *s, lxw_row_t row, size_t n_columns)
{
    if (x->error != LXW_NO_ERROR || s->row <= row + 1 || n_columns == 0)
        return;
    worksheet_freeze_panes(s->at, row + 1, 1);
    bp_xlsx_keep(x, worksheet_repeat_rows(s->at, row, row));
    bp_xlsx_keep(
        x, worksheet_autofilter(s->at, row, 0, s->row - 1, (lxw_col_t)(n_columns - 1)));
}

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

/* Room for the filter's button beside the heading. */
static size_t measure(bp_xlsx *x, const bp_table *t, size_t column)
{
    bp_str s = { 0 };
    size_t widest = bp_utf8_width(bp_text_of(t->column[column].heading)) + 3;
    for (size_t i = 0; i < t->n_rows && i < MEASURED_ROWS; i++) {
        bp_str_clear(&s);
        bp_render_cell(&s, t, &t->row[i], column, false);
        const size_t width = s.n > 0 ? bp_utf8_width((bp_text){ s.at, s.n }) : 0;
        widest = width > widest ? width : widest;
    }
    if (s.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    bp_str_release(&s);
    return widest + 2 < NARROWEST ? NARROWEST : widest + 2 > WIDEST ? WIDEST : widest + 2;
}

/* Numbers to the right, and text away from the number that may stand before it. */
static unsigned side(bp_kind kind, size_t i)
{
    return kind != BP_KIND_TEXT ? BP_XLSX_RIGHT : i > 0 ? BP_XLSX_INDENT : 0u;
}

static void put_head(bp_xlsx *x, const bp_xlsx_sheet *s, const bp_table *t)
{
    for (size_t i = 0; i < t->n_eye; i++) {
        const bp_column *c = &t->column[t->eye[i]];
        bp_xlsx_text(x, s->at, s->row, (lxw_col_t)i, c->heading,
                     BP_XLSX_HEAD | side(c->kind, i));
    }
}

static void put_row(bp_xlsx *x, const bp_xlsx_sheet *s, const bp_table *t,
                    const bp_row *row)
{
    bp_str cell = { 0 };
    for (size_t i = 0; i < t->n_eye; i++) {
        const size_t k = t->eye[i];
        const bp_value *v = &row->value[k];
        const unsigned look = (row->total ? BP_XLSX_BOLD : 0u) |
                              (v->kind == BP_KIND_TEXT ? side(v->kind, i) : 0u);
        bp_str_clear(&cell);
        if (t->column[k].place == BP_COL_BY || t->column[k].place == BP_COL_STATUS) {
            bp_render_cell(&cell, t, row, k, false);
            bp_xlsx_text(x, s->at, s->row, (lxw_col_t)i, cell.at, look);
        } else {
            bp_xlsx_value(x, s->at, s->row, (lxw_col_t)i, v, t->decimals[k], look);
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
        bp_xlsx_text(x, s->at, s->row++, 0, why.at, BP_XLSX_SMALL);
    bp_str_release(&why);
}

void bp_xlsx_table(bp_xlsx *x, bp_xlsx_sheet *s, const bp_table *t, bool only)
{
    if (t->caption != NULL)
        bp_xlsx_text(x, s->at, s->row++, 0, t->caption, BP_XLSX_SMALL);
    const lxw_row_t head = s->row;
    put_head(x, s, t);
    s->row++;
    for (size_t i = 0; i < t->n_rows && x->error == LXW_NO_ERROR; i++, s->row++)
        put_row(x, s, t, &t->row[i]);
    if (only) {
        bp_xlsx_hold(x, s, head, t->n_eye);
        for (size_t i = 0; i < t->n_eye && x->error == LXW_NO_ERROR; i++)
            bp_xlsx_keep(x, worksheet_set_column(s->at, (lxw_col_t)i, (lxw_col_t)i,
                                                 (double)measure(x, t, t->eye[i]), NULL));
    }
    put_why(x, s, t);
    s->row++;
}
