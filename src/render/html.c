#include "render/html.h"

#include "benchpay/version.h"
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
    bp_format_line(&s, line, (bp_style){ 0 });
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

static void put_panel(bp_str *out, const bp_headline headline[], size_t n)
{
    bp_str s = { 0 };
    bp_str_puts(out, "<dl class=\"panel\">\n");
    for (size_t i = 0; i < n; i++) {
        const bp_headline *h = &headline[i];
        bp_str_clear(&s);
        bp_render_headline(&s, h, false);
        bp_str_puts(out, h->upto.kind != BP_KIND_TEXT ? "<div class=\"wide\"><dt>"
                                                      : "<div><dt>");
        bp_html_text(out, h->label);
        bp_str_puts(out, "</dt><dd>");
        bp_html_text(out, s.at != NULL ? s.at : "");
        bp_str_puts(out, "</dd>");
        if (h->note != NULL) {
            bp_str_puts(out, "<dd>");
            bp_html_text(out, h->note);
            bp_str_puts(out, "</dd>");
        }
        bp_str_puts(out, "</div>\n");
    }
    bp_str_puts(out, "</dl>\n");
    out->failed |= s.failed;
    bp_str_release(&s);
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
        if (item->u.table.n_eye > 0)
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
        bp_html_text(out, r->note[i]);
        bp_str_puts(out, "</li>\n");
    }
    bp_str_puts(out, "</ul>\n</section>\n");
}

/* The head of the document; nothing may be fetched, run or sent. */
static void put_head(bp_str *out, const char *title, bool dark)
{
    bp_str_printf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"%s>\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"benchpay " BP_VERSION "\">\n<title>",
        dark ? " class=\"dark\"" : "");
    bp_html_text(out, title);
    bp_str_puts(out, "</title>\n<style>\n");
    bp_str_puts(out, bp_html_style);
    bp_str_puts(out, bp_html_style_chart);
    bp_str_puts(out, "</style>\n</head>\n<body>\n");
}

bp_status bp_render_html(bp_str *out, const bp_report *r, const bp_look *look,
                         bp_err *err)
{
    (void)err;
    const char *title = r->title != NULL ? r->title : "Pay percentiles";
    put_head(out, title, look->dark);
    bp_str_puts(out, "<header>\n");
    if (r->subtitle != NULL)
        put_paragraph(out, &(bp_line){ .text = r->subtitle }, " class=\"mute\"");
    bp_str_puts(out, "<h1>");
    bp_html_text(out, title);
    bp_str_puts(out, "</h1>\n");
    for (size_t i = 0; i < r->n_scope; i++)
        put_paragraph(out, &r->scope[i], " class=\"mute\"");
    bp_str_puts(out, "</header>\n<main>\n");
    for (size_t i = 0; i < r->n_sections; i++)
        put_section(out, &r->section[i], i + 1);
    put_notes(out, r);
    bp_str_puts(out, "</main>\n</body>\n</html>\n");
    return BP_OK;
}
