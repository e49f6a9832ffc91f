/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/html.h"

#include "render/renderer.h"

static void put_head(bp_str *out, const bp_table *t)
{
    bp_str_puts(out, "<thead><tr>");
    for (size_t i = 0; i < t->n_display; i++) {
        const bp_column *c = &t->column[t->display[i]];
        bp_str_printf(out, "<th scope=\"col\"%s>",
                      i == 0 || c->kind == BP_KIND_TEXT ? "" : " class=\"n\"");
        bp_html_text(out, c->heading);
        bp_str_puts(out, "</th>");
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

/* The first cell names the row. */
static void put_cell(bp_str *out, const bp_table *t, const bp_row *row, size_t column,
                     bool first)
{
    const bp_value *v = &row->value[column];
    bool shown = v->kind == BP_KIND_TEXT || v->figure.state == BP_SHOWN;
    bp_str s = { 0 };
    bp_render_cell(&s, t, row, column, false);
    if (first)
        bp_str_puts(out, "<th scope=\"row\">");
    else if (!shown)
        bp_str_printf(out, "<td class=\"n x\" title=\"%s\">", why(row, v));
    else
        bp_str_puts(out,
                    t->column[column].kind == BP_KIND_TEXT ? "<td>" : "<td class=\"n\">");
    bp_html_text(out, s.at != NULL ? s.at : "");
    bp_str_puts(out, first ? "</th>" : "</td>");
    out->failed |= s.failed;
    bp_str_release(&s);
}

void bp_html_table(bp_str *out, const bp_table *t, const char *fallback)
{
    const char *caption = t->caption != NULL ? t->caption : fallback;
    bp_str_puts(out, "<div class=\"wrap\" tabindex=\"0\">\n<table>\n");
    if (caption != NULL) {
        bp_str_puts(out, t->caption != NULL ? "<caption>" : "<caption class=\"spoken\">");
        bp_html_text(out, caption);
        bp_str_puts(out, "</caption>\n");
    }
    put_head(out, t);
    bp_str_puts(out, "<tbody>\n");
    for (size_t k = 0; k < t->n_rows; k++) {
        bp_str_puts(out, "<tr>");
        for (size_t i = 0; i < t->n_display; i++)
            put_cell(out, t, &t->row[k], t->display[i], i == 0);
        bp_str_puts(out, "</tr>\n");
    }
    bp_str_puts(out, "</tbody>\n</table>\n</div>\n");

    bp_str s = { 0 };
    bp_render_why(&s, t);
    if (s.n > 0) {
        bp_str_puts(out, "<p class=\"note\">");
        bp_html_text(out, s.at);
        bp_str_puts(out, "</p>\n");
    }
    out->failed |= s.failed;
    bp_str_release(&s);
}
