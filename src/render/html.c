/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/html.h"

#include "benchpay/version.h"
#include "render/html_box.h"
#include "render/renderer.h"

void bp_html_text(bp_str *out, const char *text)
{
    bp_str s = { 0 };
    bp_str_visible(&s, bp_text_of(text));
    for (size_t i = 0; i < s.n; i++)
        switch (s.at[i]) {
        case '&':
            bp_str_puts(out, "&amp;");
            break;
        case '<':
            bp_str_puts(out, "&lt;");
            break;
        case '>':
            bp_str_puts(out, "&gt;");
            break;
        case '"':
            bp_str_puts(out, "&quot;");
            break;
        case '\'':
            bp_str_puts(out, "&#39;");
            break;
        default:
            bp_str_putc(out, s.at[i]);
        }
    out->failed |= s.failed;
    bp_str_release(&s);
}

void bp_html_line(bp_str *out, const bp_line *line)
{
    bp_str s = { 0 };
    bp_format_line(&s, line, (bp_text_style){ 0 });
    bp_html_text(out, s.at != NULL ? s.at : "");
    out->failed |= s.failed;
    bp_str_release(&s);
}

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
    bp_html_text(out, s.at != NULL ? s.at : "");
    out->failed |= s.failed;
    bp_str_release(&s);
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
            bp_html_table(out, &item->u.table, heading);
        break;
    case BP_ITEM_CHART:
        bp_html_chart(out, &item->u.chart);
        break;
    }
}

static void put_section(bp_str *out, const bp_section *s, size_t number)
{
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
static void put_head(bp_str *out, const char *title, bool dark, const char *hash)
{
    bp_str_printf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"%s>\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; %s%s%sbase-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"benchpay " BP_VERSION "\">\n<title>",
        dark ? " class=\"dark\"" : "", hash[0] != '\0' ? "script-src 'sha256-" : "", hash,
        hash[0] != '\0' ? "'; " : "");
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
    const bp_section *boxed = bp_html_box_section(r);
    char hash[45] = "";
    bp_status status = boxed != NULL ? bp_html_box_hash(hash, err) : BP_OK;
    if (status != BP_OK)
        return status;
    put_head(out, title, look->dark, hash);
    put_title_block(out, r, title);
    bp_str_puts(out, "<main id=\"report\" tabindex=\"-1\">\n");
    for (size_t i = 0; i < r->n_sections; i++) {
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
