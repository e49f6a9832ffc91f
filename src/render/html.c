/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html.c - a report as one page that needs nothing else.
 *
 * A page is sent by mail and kept for years: style, pictures and the script of the offer
 * box are in it, and its policy lets a browser fetch and send nothing.  It is written for
 * those who hear it, too: every section, table and figure has a name, the first cell of a
 * row is its head, wide tables can be reached and scrolled by keyboard. */
#include "render/html.h"

#include "benchpay/version.h"
#include "render/html_box.h"
#include "render/renderer.h"

static void put_paragraph(bp_str *out, const bp_line *line, const char *class)
{
    bp_str_printf(out, "<p%s>", class);
    bp_html_line(out, line);
    bp_str_puts(out, "</p>\n");
}

/* A range of whole amounts is brief, so that it stays on one line: "$327k–$491k", but
 * "$33.14–$56.03". */
static void put_headline(bp_str *out, const bp_headline *h)
{
    const bool range = h->upto.kind != BP_KIND_TEXT;
    const bool whole = bp_format_decimals(&h->value) == 0;
    const bp_value value[] = { h->value, h->upto };
    const bp_line line = { range ? "{}\xe2\x80\x93{}" : "{}", value, range ? 2 : 1 };
    bp_str s = { 0 };
    bp_format_line(&s, &line, (bp_text_style){ .brief = range && whole });
    bp_html_take(out, &s);
}

static void put_panel(bp_str *out, const bp_headline headline[], size_t n)
{
    bp_str_puts(out, "<dl class=\"panel\">\n");
    for (size_t i = 0; i < n; i++) {
        const bp_headline *h = &headline[i];
        bp_str_puts(out, "<div><dt>");
        bp_html_text(out, h->label);
        bp_str_puts(out, "</dt><dd>");
        put_headline(out, h);
        bp_str_puts(out, "</dd>");
        if (h->note != NULL) {
            bp_str_puts(out, "<dd>");
            bp_html_text(out, h->note);
            bp_str_puts(out, "</dd>");
        }
        bp_str_puts(out, "</div>\n");
    }
    bp_str_puts(out, "</dl>\n");
}

/* How a phone, which shows the first columns alone until it is scrolled, has the figure
 * that matters most: a median, or what a line is drawn of.  Browsers cannot reorder the
 * columns of a table, so this one is there twice, and the page shows either. */
typedef struct order {
    size_t first; /* so many columns say what a row is of; the figure comes after them */
    size_t main;  /* its place for other readers; 0: nothing moves */
} order;

static order order_of(const bp_table *t)
{
    order o = { 1, 0 };
    while (o.first < t->n_display && t->column[t->display[o.first]].place == BP_COL_BY)
        o.first++;
    for (size_t i = o.first + 1; i < t->n_display && o.main == 0; i++) {
        const bp_column *c = &t->column[t->display[i]];
        if ((c->place == BP_COL_LEVEL && c->level == 50) ||
            (t->line != NULL && t->display[i] == t->line[1]))
            o.main = i;
    }
    return o;
}

/* "n x sooner", or nothing. */
static void put_classes(bp_str *out, const char *one, const char *two)
{
    if (one[0] == '\0' && two[0] == '\0')
        return;
    bp_str_printf(out, " class=\"%s%s%s\"", one,
                  one[0] != '\0' && two[0] != '\0' ? " " : "", two);
}

static void put_column(bp_str *out, const bp_column *c, bool first, const char *moved)
{
    bp_str_puts(out, "<th scope=\"col\"");
    put_classes(out, first || c->kind == BP_KIND_TEXT ? "" : "n", moved);
    bp_str_putc(out, '>');
    bp_html_text(out, c->heading);
    bp_str_puts(out, "</th>");
}

static void put_head(bp_str *out, const bp_table *t, const order *o)
{
    bp_str_puts(out, "<thead><tr>");
    for (size_t i = 0; i < t->n_display; i++) {
        if (i == o->first && o->main > 0)
            put_column(out, &t->column[t->display[o->main]], false, "sooner");
        put_column(out, &t->column[t->display[i]], i == 0,
                   i > 0 && i == o->main ? "usual" : "");
    }
    bp_str_puts(out, "</tr></thead>\n");
}

/* The first reason why this cell is not shown, in words; "" for none. */
static const char *why(const bp_row *row, const bp_value *v)
{
    unsigned reasons = row->reasons | v->figure.reasons;
    for (unsigned i = 0; i < BP_REASONS; i++)
        if ((reasons & 1u << i) != 0)
            return bp_format_reason(i);
    return "";
}

/* "2026-03-01", which reads badly on two lines. */
static bool is_date(const char *text)
{
    size_t n = 0;
    for (; text[n] != '\0'; n++)
        if (n == 4 || n == 7 ? text[n] != '-' : text[n] < '0' || text[n] > '9')
            return false;
    return n == 10;
}

static const char *class_of(const bp_table *t, size_t column, bool shown,
                            const char *text)
{
    if (!shown)
        return "n x";
    if (t->column[column].kind != BP_KIND_TEXT)
        return "n";
    return is_date(text) ? "d" : "";
}

/* The first cell names the row. */
static void put_cell(bp_str *out, const bp_table *t, const bp_row *row, size_t column,
                     bool first, const char *moved)
{
    const bp_value *v = &row->value[column];
    const bool shown = !bp_render_missing(v);
    bp_str s = { 0 };
    bp_render_cell(&s, t, row, column, false);
    bp_str_puts(out, first ? "<th scope=\"row\"" : "<td");
    if (!first)
        put_classes(out, class_of(t, column, shown, bp_str_text(&s).at), moved);
    if (!first && !shown)
        bp_str_printf(out, " title=\"%s\"", why(row, v));
    bp_str_putc(out, '>');
    bp_html_take(out, &s);
    bp_str_puts(out, first ? "</th>" : "</td>");
}

static void put_row(bp_str *out, const bp_table *t, const bp_row *row, const order *o)
{
    bp_str_puts(out, "<tr>");
    for (size_t i = 0; i < t->n_display; i++) {
        if (i == o->first && o->main > 0)
            put_cell(out, t, row, t->display[o->main], false, "sooner");
        put_cell(out, t, row, t->display[i], i == 0,
                 i > 0 && i == o->main ? "usual" : "");
    }
    bp_str_puts(out, "</tr>\n");
}

/* `fallback` names a table without a caption of its own to those who hear the page; NULL:
 * none. */
static void put_table(bp_str *out, const bp_table *t, const char *fallback)
{
    const char *caption = t->caption != NULL ? t->caption : fallback;
    bp_str_puts(out, "<div class=\"wrap\" tabindex=\"0\">\n<table>\n");
    if (caption != NULL) {
        bp_str_puts(out, t->caption != NULL ? "<caption>" : "<caption class=\"spoken\">");
        bp_html_text(out, caption);
        bp_str_puts(out, "</caption>\n");
    }
    const order o = order_of(t);
    put_head(out, t, &o);
    bp_str_puts(out, "<tbody>\n");
    for (size_t k = 0; k < t->n_rows; k++)
        put_row(out, t, &t->row[k], &o);
    bp_str_puts(out, "</tbody>\n</table>\n</div>\n");

    bp_str s = { 0 };
    bp_render_why(&s, t);
    if (s.n > 0) {
        bp_str_puts(out, "<p class=\"note\">");
        bp_html_text(out, s.at);
        bp_str_puts(out, "</p>\n");
    }
    bp_str_end(out, &s);
}

/* The chart layer leaves an SVG with its own title and description and with names
 * that no other picture on the page has. */
static void put_picture(bp_str *out, const bp_chart *c)
{
    bp_str_printf(out, "<div class=\"pic%s\" tabindex=\"0\">\n",
                  c->narrow != NULL ? " roomy" : "");
    bp_str_bytes(out, c->picture, c->picture_size);
    bp_str_puts(out, "</div>\n");
    if (c->narrow == NULL)
        return;
    bp_str_puts(out, "<div class=\"pic phone\">\n");
    bp_str_bytes(out, c->narrow, c->narrow_size);
    bp_str_puts(out, "</div>\n");
}

static void put_words(bp_str *out, const char *class, const bp_line *line)
{
    if (line->text == NULL)
        return;
    bp_str_printf(out, "<p class=\"%s\">", class);
    bp_html_line(out, line);
    bp_str_puts(out, "</p>\n");
}

static void put_bins(bp_str *out, const bp_chart *c)
{
    const bp_chart_bins *b = &c->u.bins;
    bp_str_puts(out, "<details><summary>The numbers of this chart</summary>\n"
                     "<div class=\"wrap\" tabindex=\"0\"><table>\n<caption>");
    bp_html_line(out, &c->title);
    bp_str_puts(out, "</caption>\n<thead><tr><th scope=\"col\">From</th>"
                     "<th scope=\"col\" class=\"n\">To below</th>"
                     "<th scope=\"col\" class=\"n\">");
    bp_str_puts(out, bp_chart_bins_heading(b));
    bp_str_puts(out, "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < b->n; i++) {
        bp_value row[3];
        bp_render_bin(row, c, i);
        bp_str_puts(out, "<tr>");
        for (size_t k = 0; k < 3; k++) {
            bp_str_puts(out, k == 0 ? "<th scope=\"row\">" : "<td class=\"n\">");
            bp_html_line(out, &(bp_line){ "{}", &row[k], 1 });
            bp_str_puts(out, k == 0 ? "</th>" : "</td>");
        }
        bp_str_puts(out, "</tr>\n");
    }
    bp_str_puts(out, "</tbody>\n</table></div></details>\n");
}

/* A figure: picture, or the reason why there is none, and its numbers. */
static void put_chart(bp_str *out, const bp_chart *c)
{
    bp_str_puts(out, "<figure>\n");
    if (c->picture != NULL)
        put_picture(out, c);
    else {
        put_words(out, "title", &c->title);
        put_words(out, "mute", &c->subtitle);
        if (c->missing != NULL) {
            bp_str_puts(out, "<p class=\"note\">No picture: ");
            bp_html_text(out, c->missing);
            bp_str_puts(out, "</p>\n");
        }
        put_words(out, "note", &c->note);
    }
    bp_str_puts(out, "</figure>\n");
    if (c->kind == BP_CHART_DISTRIBUTION)
        put_bins(out, c);
}

static void put_item(bp_str *out, const bp_item *item, const char *heading)
{
    switch (item->kind) {
    case BP_ITEM_LINE:
        put_paragraph(out, &item->u.line, "");
        break;
    case BP_ITEM_NOTE:
        put_paragraph(out, &item->u.line, " class=\"note\"");
        break;
    case BP_ITEM_PANEL:
        put_panel(out, item->u.panel.headline, item->u.panel.n);
        break;
    case BP_ITEM_TABLE:
        if (item->u.table.n_display > 0)
            put_table(out, &item->u.table, heading);
        break;
    case BP_ITEM_CHART:
        put_chart(out, &item->u.chart);
        break;
    }
}

/* One that machines alone find anything in has neither a heading nor an item to show. */
static bool is_shown(const bp_section *s)
{
    bool shown = s->heading != NULL;
    for (size_t i = 0; i < s->n_items; i++)
        shown |= s->item[i].kind != BP_ITEM_TABLE || s->item[i].u.table.n_display > 0;
    return shown;
}

static void put_section(bp_str *out, const bp_section *s, size_t number)
{
    if (!is_shown(s))
        return;
    if (s->heading != NULL) {
        bp_str_printf(out, "<section aria-labelledby=\"s%zu\">\n<h2 id=\"s%zu\">", number,
                      number);
        bp_html_text(out, s->heading);
        bp_str_puts(out, "</h2>\n");
    } else
        bp_str_puts(out, "<section>\n");
    for (size_t i = 0; i < s->n_items; i++)
        put_item(out, &s->item[i], s->heading);
    bp_str_puts(out, "</section>\n");
}

static void put_notes(bp_str *out, const bp_report *r)
{
    if (r->n_notes == 0)
        return;
    bp_str_puts(
        out, "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ul>\n");
    for (size_t i = 0; i < r->n_notes; i++) {
        bp_str_puts(out, "<li>");
        bp_html_text(out, r->note[i].text);
        bp_str_puts(out, "</li>\n");
    }
    bp_str_puts(out, "</ul>\n</section>\n");
}

/* The head of the document: nothing may be fetched or sent, and nothing run but the
 * script with this hash ("": none). */
static void begin_page(bp_str *out, const char *title, const char *class,
                       const char *hash)
{
    bp_str_printf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"%s%s%s>\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; %s%s%sbase-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"benchpay " BP_VERSION "\">\n<title>",
        class[0] != '\0' ? " class=\"" : "", class, class[0] != '\0' ? "\"" : "",
        hash[0] != '\0' ? "script-src 'sha256-" : "", hash, hash[0] != '\0' ? "'; " : "");
    bp_html_text(out, title);
    bp_str_puts(out, "</title>\n<style>\n");
    for (size_t i = 0; bp_page_css[i] != NULL; i++)
        bp_str_puts(out, bp_page_css[i]);
    bp_str_puts(out, "</style>\n</head>\n<body>\n"
                     "<a class=\"skip\" href=\"#report\">Skip to the report</a>\n");
}

static void put_title_block(bp_str *out, const bp_report *r, const char *title)
{
    bp_str_puts(out, "<header>\n");
    if (r->subtitle != NULL)
        put_paragraph(out, &(bp_line){ .text = r->subtitle }, " class=\"mute\"");
    bp_str_puts(out, "<h1>");
    bp_html_text(out, title);
    bp_str_puts(out, "</h1>\n");
    for (size_t i = 0; i < r->n_scope; i++)
        put_paragraph(out, &r->scope[i], " class=\"mute\"");
    bp_str_puts(out, "</header>\n");
}

bp_status bp_render_html(bp_str *out, const bp_report *r, const bp_look *look,
                         bp_err *err)
{
    const char *title = r->title != NULL ? r->title : "Pay percentiles";
    const bp_section *boxed = r->brief ? NULL : bp_html_box_section(r);
    char hash[45] = "";
    bp_status status = boxed != NULL ? bp_html_box_hash(hash, err) : BP_OK;
    if (status != BP_OK)
        return status;
    begin_page(out, title,
               r->brief     ? look->dark ? "brief dark" : "brief"
               : look->dark ? "dark"
                            : "",
               hash);
    put_title_block(out, r, title);
    bp_str_puts(out, "<main id=\"report\" tabindex=\"-1\">\n");
    for (size_t i = 0; i < r->n_sections; i++) {
        if (r->section[i].book)
            continue;
        put_section(out, &r->section[i], i + 1);
        if (&r->section[i] == boxed)
            bp_html_box(out, boxed);
    }
    put_notes(out, r);
    bp_str_puts(out, "</main>\n");
    if (boxed != NULL)
        bp_html_box_run(out);
    bp_str_puts(out, "</body>\n</html>\n");
    return BP_OK;
}
