/* SPDX-License-Identifier: GPL-3.0-or-later */
/* md.c - a report in Markdown, for repositories and issue trackers.
 *
 * Cells and names are text from files: whatever a Markdown reader would take for markup
 * is escaped, and what a tracker would turn into a link or a mention is broken.  A
 * picture is a file beside the report, since trackers do not show embedded ones. */
#include "render/renderer.h"

#include <string.h>

/* Does the text at `at` begin a link of its own, which GitHub would make of it?
 * Then its second-to-last byte is what must be escaped. */
static bool links(const char *at, const char *start)
{
    return *at == '@' || strncmp(at, "://", 3) == 0 ||
           (*at == '.' && at - start >= 3 &&
            bp_text_same((bp_text){ at - 3, 3 }, (bp_text){ "www", 3 }));
}

/* One line of plain text: nothing in it is Markdown, a break is shown as \n. */
static void put_text(bp_str *out, const char *text)
{
    bp_str plain = { 0 };
    bp_str_visible(&plain, bp_text_of(text));
    const char *start = bp_str_text(&plain).at;
    size_t digits = strspn(start, "0123456789");
    for (const char *c = start; *c != '\0'; c++) {
        bool list = (c == start && strchr("-+=", *c) != NULL) ||
                    (digits > 0 && c == start + digits && (*c == '.' || *c == ')'));
        if (list || links(c, start) || strchr("\\`*_<>&[]#|~!", *c) != NULL)
            bp_str_putc(out, '\\');
        bp_str_putc(out, *c);
    }
    bp_str_end(out, &plain);
}

static void put_line(bp_str *out, const bp_line *line)
{
    bp_str s = { 0 };
    bp_format_line(&s, line, (bp_text_style){ 0 });
    put_text(out, bp_str_text(&s).at);
    bp_str_end(out, &s);
}

static void put_paragraph(bp_str *out, const bp_line *line)
{
    if (line->text == NULL)
        return;
    put_line(out, line);
    bp_str_puts(out, "\n\n");
}

static void put_panel(bp_str *out, const bp_headline headline[], size_t n)
{
    bp_str value = { 0 };
    for (size_t i = 0; i < n; i++) {
        const bp_headline *h = &headline[i];
        bp_str_clear(&value);
        bp_render_headline(&value, h, false);
        bp_str_puts(out, "- ");
        put_text(out, h->label);
        bp_str_puts(out, ": **");
        put_text(out, bp_str_text(&value).at);
        bp_str_puts(out, "**");
        if (h->note != NULL) {
            bp_str_puts(out, " (");
            put_text(out, h->note);
            bp_str_putc(out, ')');
        }
        bp_str_putc(out, '\n');
    }
    bp_str_putc(out, '\n');
    bp_str_end(out, &value);
}

static void put_table(bp_str *out, const bp_table *t)
{
    bp_str s = { 0 };
    if (t->caption != NULL) {
        bp_str_puts(out, "**");
        put_text(out, t->caption);
        bp_str_puts(out, "**\n\n");
    }
    for (size_t i = 0; i < t->n_display; i++) {
        bp_str_puts(out, "| ");
        put_text(out, t->column[t->display[i]].heading);
        bp_str_putc(out, ' ');
    }
    bp_str_puts(out, "|\n");
    for (size_t i = 0; i < t->n_display; i++)
        bp_str_puts(out,
                    t->column[t->display[i]].kind == BP_KIND_TEXT ? "| --- " : "| ---: ");
    bp_str_puts(out, "|\n");
    for (size_t k = 0; k < t->n_rows; k++) {
        for (size_t i = 0; i < t->n_display; i++) {
            bp_str_clear(&s);
            bp_render_cell(&s, t, &t->row[k], t->display[i], false);
            bp_str_puts(out, "| ");
            put_text(out, bp_str_text(&s).at);
            bp_str_putc(out, ' ');
        }
        bp_str_puts(out, "|\n");
    }
    bp_str_putc(out, '\n');
    bp_str_clear(&s);
    bp_render_why(&s, t);
    if (s.n > 0) {
        put_text(out, s.at);
        bp_str_puts(out, "\n\n");
    }
    bp_str_end(out, &s);
}

static void put_bins(bp_str *out, const bp_chart *c)
{
    const bp_chart_bins *b = &c->u.bins;
    bp_str_printf(out, "| From | To below | %s |\n| ---: | ---: | ---: |\n",
                  bp_chart_bins_heading(b));
    for (size_t i = 0; i < b->n; i++) {
        bp_value row[3];
        bp_render_bin(row, c, i);
        bp_line line = { "| {} | {} | {} |\n", row, 3 };
        bp_format_line(out, &line, (bp_text_style){ 0 });
    }
    bp_str_putc(out, '\n');
}

/* The bytes of a relative address, of which none means anything to Markdown. */
static void put_address(bp_str *out, const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if (bp_is_digit(*c) || bp_is_letter(*c) || strchr("-._", *c) != NULL)
            bp_str_putc(out, *c);
        else
            bp_str_printf(out, "%%%02X", (unsigned char)*c);
}

/* Title, subtitle and note are in the picture. */
static void put_picture(bp_str *out, const bp_chart *c, const char *folder)
{
    bp_str_puts(out, "![");
    put_line(out, &c->title);
    if (c->subtitle.text != NULL) {
        bp_str_puts(out, ". ");
        put_line(out, &c->subtitle);
    }
    bp_str_puts(out, "](");
    put_address(out, folder);
    bp_str_printf(out, "/%s.svg)\n\n", c->id);
}

/* A chart in its picture or in words; of a distribution its bins as a table.  A brief
 * report has room for the picture alone. */
static void put_chart(bp_str *out, const bp_chart *c, const char *folder, bool brief)
{
    const bool drawn = c->picture != NULL && folder != NULL;
    if (brief && !drawn && c->missing == NULL)
        return;
    if (drawn)
        put_picture(out, c, folder);
    else {
        bp_str_puts(out, "**");
        put_line(out, &c->title);
        bp_str_puts(out, "**\n\n");
        put_paragraph(out, &c->subtitle);
    }
    if (c->missing != NULL) {
        bp_str_puts(out, "No picture: ");
        put_text(out, c->missing);
        bp_str_puts(out, "\n\n");
    }
    if (c->kind == BP_CHART_DISTRIBUTION && !brief)
        put_bins(out, c);
    if (!drawn)
        put_paragraph(out, &c->note);
}

static void put_item(bp_str *out, const bp_item *item, const bp_look *look, bool brief)
{
    switch (item->kind) {
    case BP_ITEM_LINE:
    case BP_ITEM_NOTE:
        put_paragraph(out, &item->u.line);
        break;
    case BP_ITEM_PANEL:
        put_panel(out, item->u.panel.headline, item->u.panel.n);
        break;
    case BP_ITEM_TABLE:
        if (item->u.table.n_display > 0)
            put_table(out, &item->u.table);
        break;
    case BP_ITEM_CHART:
        put_chart(out, &item->u.chart, look->pictures, brief);
        break;
    }
}

bp_status bp_render_md(bp_str *out, const bp_report *r, const bp_look *look, bp_err *err)
{
    (void)err;
    if (r->title != NULL) {
        bp_str_puts(out, "# ");
        put_text(out, r->title);
        bp_str_puts(out, "\n\n");
    }
    if (r->title != NULL && r->subtitle != NULL)
        put_paragraph(out, &(bp_line){ .text = r->subtitle });
    for (size_t i = 0; i < r->n_scope; i++) {
        put_line(out, &r->scope[i]);
        bp_str_puts(out, i + 1 < r->n_scope ? "  \n" : "\n\n");
    }
    for (size_t i = 0; i < r->n_sections; i++) {
        const bp_section *s = &r->section[i];
        if (s->book)
            continue;
        if (s->heading != NULL) {
            bp_str_puts(out, "## ");
            put_text(out, s->heading);
            bp_str_puts(out, "\n\n");
        }
        for (size_t k = 0; k < s->n_items; k++)
            put_item(out, &s->item[k], look, r->brief);
    }
    if (r->n_notes > 0)
        bp_str_puts(out, "## Notes\n\n");
    for (size_t i = 0; i < r->n_notes; i++) {
        bp_str_puts(out, "- ");
        put_text(out, r->note[i].text);
        bp_str_putc(out, '\n');
    }
    return BP_OK;
}
