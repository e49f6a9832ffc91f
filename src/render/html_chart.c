/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/html.h"

/* The chart layer leaves an SVG with its own title and description and with names
 * that no other picture on the page has. */
static void put_picture(bp_str *out, const bp_chart *c)
{
    bp_str_puts(out, "<div class=\"pic\" tabindex=\"0\">\n");
    bp_str_bytes(out, c->picture, c->picture_size);
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
                     "<th scope=\"col\" class=\"n\">People</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < b->n; i++) {
        double low = b->low + (double)i * b->width;
        bp_value row[] = { bp_value_money(low, c->currency),
                           bp_value_money(low + b->width, c->currency),
                           bp_value_number(b->count[i]) };
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

void bp_html_chart(bp_str *out, const bp_chart *c)
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
