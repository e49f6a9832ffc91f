/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_sheet.c - the sheets of a workbook: names, paper, columns, prose.
 *
 * The library sets no width and breaks no line by itself, and a sheet that was never
 * fitted shows cut texts and prints on hundreds of pages. */
#include "render/xlsx.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "render/term.h"
#include "report/format.h"

#define NARROWEST 9     /* characters of a column */
#define PROSE_MOST 110  /* of a line that is easy to read */
#define PAGE_MOST 200   /* of a printed page, so that it can be read */
#define TITLE_HEIGHT 22 /* points */
#define PAGE_COLUMNS 10 /* of a report of one page */

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
        bp_xlsx_no_memory(x);
        return s;
    }
    worksheet_set_landscape(s.at);
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

void bp_xlsx_fit(bp_xlsx *x, bp_xlsx_sheet *s)
{
    size_t all = 0;
    for (lxw_col_t i = 0; i < BP_XLSX_FITTED && x->error == LXW_NO_ERROR; i++) {
        if (s->wide[i] == 0)
            continue;
        const size_t wide = s->wide[i] + 2u < NARROWEST ? NARROWEST : s->wide[i] + 2u;
        bp_xlsx_keep(x, worksheet_set_column(s->at, i, i, (double)wide, NULL));
        all += wide;
    }
    worksheet_fit_to_pages(s->at, (uint16_t)(1 + all / PAGE_MOST), 0);
    if (s->n_pages > 0 && x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_set_h_pagebreaks(s->at, s->page));
}

void bp_xlsx_one_page(bp_xlsx *x, bp_xlsx_sheet *s, lxw_row_t hidden)
{
    lxw_row_col_options unseen = { .hidden = 1 };
    const lxw_row_t last = s->row > 0 ? s->row - 1 : 0;
    for (lxw_row_t i = hidden; i < x->drawn.row && x->error == LXW_NO_ERROR; i++)
        bp_xlsx_keep(x,
                     worksheet_set_row_opt(s->at, i, LXW_DEF_ROW_HEIGHT, NULL, &unseen));
    worksheet_set_portrait(s->at);
    worksheet_fit_to_pages(s->at, 1, 1);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_print_area(s->at, 0, 0, last, PAGE_COLUMNS - 1));
}

void bp_xlsx_title(bp_xlsx *x, bp_xlsx_sheet *s, const char *text)
{
    bp_xlsx_text(x, s, 0, text, BP_XLSX_TITLE | BP_XLSX_OVER);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_set_row(s->at, s->row++, TITLE_HEIGHT, NULL));
}

void bp_xlsx_prose(bp_xlsx *x, bp_xlsx_sheet *s, const char *text, unsigned look)
{
    bp_str line = { 0 };
    bp_text rest = bp_text_of(text);
    while (rest.n > 0 && x->error == LXW_NO_ERROR) {
        const bp_text next = bp_term_line(&rest, PROSE_MOST);
        bp_str_clear(&line);
        bp_str_bytes(&line, next.at, next.n);
        if (line.failed)
            bp_xlsx_no_memory(x);
        else
            bp_xlsx_text(x, s, 0, line.at, look | BP_XLSX_OVER);
        s->row++;
    }
    bp_str_release(&line);
}

void bp_xlsx_line(bp_xlsx *x, bp_xlsx_sheet *s, const bp_line *line, unsigned look)
{
    bp_str text = { 0 };
    if (line->text == NULL)
        return;
    bp_format_line(&text, line, (bp_text_style){ 0 });
    if (bp_xlsx_has(x, &text) && text.n > 0)
        bp_xlsx_prose(x, s, text.at, look);
    bp_str_release(&text);
}
