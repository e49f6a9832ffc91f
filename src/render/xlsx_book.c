/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_book.c - the sheets of a workbook and their order.
 *
 * Readers look at the first sheet, then at the tabs: each section about pay has a sheet
 * of its own, then come those to work with (an offer, all data), and last the one about
 * files and method.  The bytes repeat: no clock is asked, so workbooks can be compared.
 */
#include "render/xlsx.h"

#include <ctype.h>
#include <stdlib.h>

#include "benchpay/version.h"
#include "render/renderer.h"

/* Midnight UTC of 1 January (Gregorian: 365 days a year and the leap days between). */
static time_t new_year(int year)
{
    const long long before = (long long)year - 1;
    const long long days = 365LL * (year - 1970) + (before / 4 - 1969 / 4) -
                           (before / 100 - 1969 / 100) + (before / 400 - 1969 / 400);
    return (time_t)(86400 * days);
}

/* The bytes repeat: the date is that of the data, or of the zip format itself. */
static void set_properties(bp_xlsx *x)
{
    const int year = x->r->method.year;
    lxw_doc_properties properties = {
        .author = "benchpay",
        .created = new_year(year > 1970 && year < 9999 ? year : 1980),
    };
    bp_xlsx_keep(x, workbook_set_properties(x->book, &properties));
}

static bool is_shown(const bp_item *item)
{
    const size_t *column;
    return item->kind == BP_ITEM_TABLE && bp_xlsx_columns(&item->u.table, &column) > 0;
}

/* The longest table that people see: what a sheet is for. */
static const bp_table *longest_table(const bp_section *section)
{
    const bp_table *longest = NULL;
    for (size_t i = 0; i < section->n_items; i++) {
        const bp_table *t = &section->item[i].u.table;
        if (is_shown(&section->item[i]) &&
            (longest == NULL || t->n_rows > longest->n_rows))
            longest = t;
    }
    return longest;
}

static void put_panel(bp_xlsx *x, bp_xlsx_sheet *s, const bp_headline headline[],
                      size_t n)
{
    for (size_t i = 0; i < n; i++, s->row++) {
        const bp_headline *h = &headline[i];
        const bool range = h->upto.kind != BP_KIND_TEXT;
        bp_xlsx_text(x, s, 0, h->label, BP_XLSX_PLAIN);
        bp_xlsx_value(x, s, 1, &h->value, 0, BP_XLSX_BOLD);
        if (range)
            bp_xlsx_value(x, s, 2, &h->upto, 0, BP_XLSX_BOLD);
        if (h->note != NULL)
            bp_xlsx_text(x, s, range ? 3 : 2, h->note,
                         BP_XLSX_SMALL | BP_XLSX_INDENT | BP_XLSX_OVER);
    }
    s->row++;
}

/* A blank row is between prose and figures. */
static void put_items(bp_xlsx *x, bp_xlsx_sheet *s, const bp_section *section,
                      const bp_table *held)
{
    bool prose = false;
    for (size_t i = 0; i < section->n_items && x->error == LXW_NO_ERROR; i++) {
        const bp_item *item = &section->item[i];
        const bool table = is_shown(item);
        const bool panel = item->kind == BP_ITEM_PANEL;
        if (table || panel) {
            s->row += prose ? 1 : 0;
            prose = false;
        }
        if (table)
            bp_xlsx_table(x, s, &item->u.table, &item->u.table == held);
        else if (panel)
            put_panel(x, s, item->u.panel.headline, item->u.panel.n);
        else if (item->kind == BP_ITEM_NOTE)
            bp_xlsx_line(x, s, &item->u.line, BP_XLSX_SMALL);
        else if (item->kind == BP_ITEM_LINE) {
            bp_xlsx_line(x, s, &item->u.line, BP_XLSX_PLAIN);
            prose = true;
        }
    }
}

/* What the first sheet draws, since headlines have no chart of their own: the groups that
 * come first, else the first table with ranges; NULL for none. */
static const bp_table *first_ranges(const bp_report *r)
{
    const bp_table *found = NULL, *t;
    bp_table_place at = { 0, 0 };
    while ((t = bp_render_next(r, &at)) != NULL) {
        if ((t->n_display == 0 && !r->brief) || !bp_xlsx_has_ranges(t))
            continue;
        if (t->column[0].place == BP_COL_BY)
            return t;
        if (found == NULL)
            found = t;
    }
    return found;
}

static bool has_panel(const bp_section *section)
{
    for (size_t i = 0; i < section->n_items; i++)
        if (section->item[i].kind == BP_ITEM_PANEL)
            return true;
    return false;
}

/* Below the numbers, so that these stay in sight. */
static void put_charts(bp_xlsx *x, bp_xlsx_sheet *s, const bp_section *section)
{
    for (size_t i = 0; i < section->n_items && x->error == LXW_NO_ERROR; i++) {
        const bp_item *item = &section->item[i];
        if (item->kind == BP_ITEM_CHART)
            bp_xlsx_bins(x, s, &item->u.chart);
        else if (item->kind == BP_ITEM_TABLE && item->u.table.n_display > 0)
            bp_xlsx_ranges(x, s, &item->u.table);
    }
    bp_xlsx_lines(x, s, section);
}

static void put_title(bp_xlsx *x, bp_xlsx_sheet *s)
{
    const bp_report *r = x->r;
    if (r->title != NULL)
        bp_xlsx_title(x, s, r->title);
    if (r->subtitle != NULL)
        bp_xlsx_prose(x, s, r->subtitle, BP_XLSX_SMALL);
    for (size_t i = 0; i < r->n_scope; i++)
        bp_xlsx_line(x, s, &r->scope[i], BP_XLSX_SMALL);
    s->row++;
}

/* By the section's sheet, else its heading, else its name with a capital. */
static bp_xlsx_sheet add_sheet(bp_xlsx *x, const bp_section *section)
{
    const char *own = section->sheet != NULL ? section->sheet : section->heading;
    bp_str name = { 0 };
    bp_xlsx_sheet s = { .at = NULL };
    bp_str_puts(&name, own != NULL ? own : section->name);
    if (own == NULL && !name.failed && name.n > 0)
        name.at[0] = (char)toupper((unsigned char)name.at[0]);
    if (!name.failed)
        s = bp_xlsx_add_sheet(x, name.at);
    else
        bp_xlsx_no_memory(x);
    bp_str_release(&name);
    return s;
}

static void put_section(bp_xlsx *x, const bp_section *section, bool first)
{
    bp_xlsx_sheet s = add_sheet(x, section);
    if (s.at == NULL)
        return;
    if (first)
        put_title(x, &s);
    else if (section->heading != NULL)
        bp_xlsx_title(x, &s, section->heading);
    put_items(x, &s, section, longest_table(section));
    const bp_table *ranges = first && has_panel(section) ? first_ranges(x->r) : NULL;
    if (x->look->charts && ranges != NULL)
        bp_xlsx_ranges(x, &s, ranges);
    if (x->look->charts)
        put_charts(x, &s, section);
    bp_xlsx_fit(x, &s);
}

static void put_count(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, uint64_t n,
                      unsigned look)
{
    const bp_value v = bp_value_count(n);
    bp_xlsx_value(x, s, col, &v, 0, look);
}

static void put_inputs(bp_xlsx *x, bp_xlsx_sheet *s)
{
    static const char *const head[] = { "File", "Rows", "Used", "Not selected",
                                        "Excluded" };
    const bp_report *r = x->r;
    for (size_t i = 0; i < 5 && r->n_inputs > 0; i++)
        bp_xlsx_text(x, s, (lxw_col_t)i, head[i],
                     BP_XLSX_HEAD | (i > 0 ? BP_XLSX_RIGHT : 0u));
    s->row++;
    for (size_t i = 0; i < r->n_inputs; i++, s->row++) {
        const bp_source_note *in = &r->input[i];
        const uint64_t count[] = { in->rows, in->used, in->filtered, in->excluded };
        bp_xlsx_text(x, s, 0, in->file, BP_XLSX_PLAIN);
        for (size_t k = 0; k < 4; k++)
            put_count(x, s, (lxw_col_t)(k + 1), count[k], BP_XLSX_PLAIN);
    }
    for (size_t i = 0; i < r->n_excluded; i++, s->row++) {
        bp_xlsx_text(x, s, 0, r->excluded[i].rule, BP_XLSX_INDENT);
        put_count(x, s, 4, r->excluded[i].rows, BP_XLSX_SMALL);
    }
    s->row++;
}

static void put_command(bp_xlsx *x, bp_xlsx_sheet *s)
{
    bp_str line = { 0 };
    bp_str_puts(&line, "benchpay " BP_VERSION ": benchpay");
    for (size_t i = 0; i < x->r->n_request; i++) {
        bp_str_putc(&line, ' ');
        bp_str_puts(&line, x->r->request[i]);
    }
    if (bp_xlsx_has(x, &line))
        bp_xlsx_prose(x, s, line.at, BP_XLSX_SMALL);
    bp_str_release(&line);
}

/* What the report says of itself; where it does not, from its parts. */
static void put_method(bp_xlsx *x)
{
    const bp_report *r = x->r;
    bool described = false;
    bp_xlsx_sheet s = bp_xlsx_add_sheet(x, "Method");
    if (s.at == NULL)
        return;
    put_title(x, &s);
    for (size_t i = 0; i < r->n_sections; i++) {
        const bp_section *section = &r->section[i];
        if (!section->about)
            continue;
        described = true;
        if (section->heading != NULL)
            bp_xlsx_prose(x, &s, section->heading, BP_XLSX_BOLD);
        put_items(x, &s, section, NULL);
        s.row++;
    }
    if (!described) {
        put_inputs(x, &s);
        put_command(x, &s);
        s.row++;
    }
    if (r->n_notes > 0)
        bp_xlsx_prose(x, &s, "Notes", BP_XLSX_BOLD);
    for (size_t i = 0; i < r->n_notes; i++)
        bp_xlsx_prose(x, &s, r->note[i].text, BP_XLSX_PLAIN);
    bp_xlsx_fit(x, &s);
}

#define DRAWN_ROW 400 /* from here on a page has what its chart draws, hidden */

/* All sections on one sheet that prints on one page. */
static void put_page(bp_xlsx *x)
{
    const bp_report *r = x->r;
    bp_xlsx_sheet s = bp_xlsx_add_sheet(x, "Brief");
    if (s.at == NULL)
        return;
    x->drawn = (bp_xlsx_sheet){ .at = s.at, .row = DRAWN_ROW };
    put_title(x, &s);
    for (size_t i = 0; i < r->n_sections; i++) {
        const bp_section *section = &r->section[i];
        if (section->heading != NULL)
            bp_xlsx_prose(x, &s, section->heading, BP_XLSX_BOLD);
        put_items(x, &s, section, NULL);
        s.row++;
    }
    const bp_table *ranges = x->look->charts ? first_ranges(r) : NULL;
    if (ranges != NULL)
        bp_xlsx_ranges(x, &s, ranges);
    for (size_t i = 0; x->look->charts && ranges == NULL && i < r->n_sections; i++)
        put_charts(x, &s, &r->section[i]);
    bp_xlsx_fit(x, &s);
    bp_xlsx_one_page(x, &s, DRAWN_ROW);
}

static void put_sheets(bp_xlsx *x)
{
    if (x->r->brief) {
        put_page(x);
        return;
    }
    bool first = true;
    for (size_t i = 0; i < x->r->n_sections && x->error == LXW_NO_ERROR; i++) {
        if (x->r->section[i].about || x->r->section[i].pages)
            continue;
        put_section(x, &x->r->section[i], first);
        first = false;
    }
    bp_xlsx_offer(x);
    bp_xlsx_data(x);
    put_method(x);
}

lxw_error bp_xlsx_write(const char *path, char *folder, const bp_report *r,
                        const bp_look *look)
{
    lxw_workbook_options options = { .tmpdir = folder };
    bp_xlsx x = { .book = workbook_new_opt(path, &options), .r = r, .look = look };
    if (x.book == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    set_properties(&x);
    put_sheets(&x);
    bp_xlsx_live_cells(&x);
    /* Closing writes and frees, also what is not wanted any more. */
    bp_xlsx_keep(&x, workbook_close(x.book));
    for (size_t i = 0; i < x.n_styles; i++)
        bp_str_release(&x.style[i].number);
    free(x.style);
    free(x.standing);
    free(x.live);
    return x.error;
}
