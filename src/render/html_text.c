/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_text.c - text that is text and nothing else in a page.
 *
 * The one place that escapes: whatever a cell holds, no element and no attribute comes of
 * it, and a control character is seen as such. */
#include "render/html.h"

#include "report/format.h"

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
    bp_str_end(out, &s);
}

void bp_html_take(bp_str *out, bp_str *s)
{
    bp_html_text(out, bp_str_text(s).at);
    bp_str_end(out, s);
}

void bp_html_line(bp_str *out, const bp_line *line)
{
    bp_str s = { 0 };
    bp_format_line(&s, line, (bp_text_style){ 0 });
    bp_html_take(out, &s);
}
