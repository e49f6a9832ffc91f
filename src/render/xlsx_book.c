/* The sheets of a workbook and their order. */
#include "render/xlsx.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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

bool bp_xlsx_about(const bp_section *section)
{
    static const char *const about[] = { "sources", "warnings", "method", "provenance" };
    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
        if (strcmp(section->name, about[i]) == 0)
            return true;
    return false;
}

/* The longest table that people see: what a sheet is for. */
static const bp_table *longest_table(const bp_section *section)
{
    const bp_table *longest = NULL;
    for (size_t i = 0; i < section->n_items; i++) {
        const bp_table *t = &section->item[i].u.table;
        if (section->item[i].kind == BP_ITEM_TABLE && t->n_eye > 0 &&
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
        bp_xlsx_text(x, s->at, s->row, 0, h->label, BP_XLSX_PLAIN);
        bp_xlsx_value(x, s->at, s->row, 1, &h->value, 0, BP_XLSX_BOLD);
        bp_xlsx_value(x, s->at, s->row, 2, &h->upto, 0, BP_XLSX_BOLD);
        bp_xlsx_text(x, s->at, s->row, 3, h->note, BP_XLSX_SMALL);
    }
    s->row++;
}

static void put_items(bp_xlsx *x, bp_xlsx_sheet *s, const bp_section *section,
                      const bp_table *held)
{
    for (size_t i = 0; i < section->n_items && x->error == LXW_NO_ERROR; i++) {
        const bp_item *item = &section->item[i];
        const bp_table *t = &item->u.table;
        if (item->kind == BP_ITEM_LINE)
            bp_xlsx_line(x, s, &item->u.line, BP_XLSX_PLAIN);
        else if (item->kind == BP_ITEM_NOTE)
            bp_xlsx_line(x, s, &item->u.line, BP_XLSX_SMALL);
        else if (item->kind == BP_ITEM_PANEL)
            put_panel(x, s, item->u.panel.headline, item->u.panel.n);
        else if (item->kind == BP_ITEM_TABLE && t->n_eye > 0)
            bp_xlsx_table(x, s, t, t == held);
    }
}

/* Below the numbers, so that these stay in sight. */
static void put_charts(bp_xlsx *x, bp_xlsx_sheet *s, const bp_section *section)
{
    for (size_t i = 0; i < section->n_items && x->error == LXW_NO_ERROR; i++) {
        const bp_item *item = &section->item[i];
        if (item->kind == BP_ITEM_CHART)
            bp_xlsx_bins(x, s, &item->u.chart);
        else if (item->kind == BP_ITEM_TABLE && item->u.table.n_eye > 0)
            bp_xlsx_ranges(x, s, &item->u.table);
    }
}

static void put_title(bp_xlsx *x, bp_xlsx_sheet *s)
{
    const bp_report *r = x->r;
    if (r->title != NULL)
        bp_xlsx_title(x, s, r->title);
    if (r->subtitle != NULL)
        bp_xlsx_text(x, s->at, s->row++, 0, r->subtitle, BP_XLSX_SMALL);
    for (size_t i = 0; i < r->n_scope; i++)
        bp_xlsx_line(x, s, &r->scope[i], BP_XLSX_SMALL);
    s->row++;
}

/* "percentiles" is called Percentiles where it has no heading. */
static void put_section(bp_xlsx *x, const bp_section *section, bool first)
{
    bp_str name = { 0 };
    bp_str_puts(&name, section->heading != NULL ? section->heading : section->name);
    if (section->heading == NULL && !name.failed && name.n > 0)
        name.at[0] = (char)toupper((unsigned char)name.at[0]);
    bp_xlsx_sheet s = { NULL, 0 };
    if (!name.failed)
        s = bp_xlsx_add_sheet(x, name.at);
    bp_str_release(&name);
    if (s.at == NULL) {
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    bp_xlsx_keep(x, worksheet_set_column(s.at, 0, 0, 28, NULL));
    bp_xlsx_keep(x, worksheet_set_column(s.at, 1, 12, 13, NULL));
    if (first)
        put_title(x, &s);
    else if (section->heading != NULL)
        bp_xlsx_title(x, &s, section->heading);
    put_items(x, &s, section, longest_table(section));
    put_charts(x, &s, section);
}

static void put_inputs(bp_xlsx *x, bp_xlsx_sheet *s)
{
    static const char *const head[] = { "File", "Rows", "Used", "Not selected",
                                        "Excluded" };
    const bp_report *r = x->r;
    for (size_t i = 0; i < 5; i++)
        bp_xlsx_text(x, s->at, s->row, (lxw_col_t)i, head[i],
                     BP_XLSX_HEAD | (i > 0 ? BP_XLSX_RIGHT : 0u));
    s->row++;
    for (size_t i = 0; i < r->n_inputs; i++, s->row++) {
        const bp_source_note *in = &r->input[i];
        const uint64_t count[] = { in->rows, in->used, in->filtered, in->excluded };
        bp_xlsx_text(x, s->at, s->row, 0, in->file, BP_XLSX_PLAIN);
        for (size_t k = 0; k < 4; k++)
            bp_xlsx_number(x, s->at, s->row, (lxw_col_t)(k + 1), (double)count[k],
                           "#,##0", BP_XLSX_PLAIN);
    }
    for (size_t i = 0; i < r->n_excluded; i++, s->row++) {
        bp_xlsx_text(x, s->at, s->row, 0, r->excluded[i].rule, BP_XLSX_PLAIN);
        bp_xlsx_number(x, s->at, s->row, 4, (double)r->excluded[i].rows, "#,##0",
                       BP_XLSX_SMALL);
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
    if (line.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    bp_xlsx_text(x, s->at, s->row++, 0, line.at, BP_XLSX_SMALL);
    bp_str_release(&line);
}

/* What the report says of itself; where it does not, from its parts. */
static void put_method(bp_xlsx *x)
{
    const bp_report *r = x->r;
    bool told = false;
    bp_xlsx_sheet s = bp_xlsx_add_sheet(x, "Method");
    if (s.at == NULL)
        return;
    bp_xlsx_keep(x, worksheet_set_column(s.at, 0, 0, 28, NULL));
    bp_xlsx_keep(x, worksheet_set_column(s.at, 1, 12, 18, NULL));
    put_title(x, &s);
    for (size_t i = 0; i < r->n_sections; i++) {
        const bp_section *section = &r->section[i];
        if (!bp_xlsx_about(section))
            continue;
        told = true;
        if (section->heading != NULL)
            bp_xlsx_text(x, s.at, s.row++, 0, section->heading, BP_XLSX_BOLD);
        put_items(x, &s, section, NULL);
        s.row++;
    }
    if (!told) {
        put_inputs(x, &s);
        put_command(x, &s);
    }
    if (r->n_notes > 0)
        bp_xlsx_text(x, s.at, s.row++, 0, "Notes", BP_XLSX_BOLD);
    for (size_t i = 0; i < r->n_notes; i++)
        bp_xlsx_text(x, s.at, s.row++, 0, r->note[i], BP_XLSX_PLAIN);
}

static void put_sheets(bp_xlsx *x)
{
    bool first = true;
    for (size_t i = 0; i < x->r->n_sections && x->error == LXW_NO_ERROR; i++) {
        if (bp_xlsx_about(&x->r->section[i]))
            continue;
        put_section(x, &x->r->section[i], first);
        first = false;
    }
    bp_xlsx_offer(x);
    bp_xlsx_data(x);
    put_method(x);
}

lxw_error bp_xlsx_write(const char *path, char *folder, const bp_report *r)
{
    lxw_workbook_options options = { .tmpdir = folder };
    bp_xlsx x = { .book = workbook_new_opt(path, &options), .r = r };
    if (x.book == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    set_properties(&x);
    put_sheets(&x);
    /* Closing writes and frees, also what is not wanted any more. */
    bp_xlsx_keep(&x, workbook_close(x.book));
    for (size_t i = 0; i < x.n_styles; i++)
        bp_str_release(&x.style[i].number);
    free(x.style);
    return x.error;
}
