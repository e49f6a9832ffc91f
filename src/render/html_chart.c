#include "render/html.h"

#include <string.h>

#include "render/renderer.h"

/* The byte behind `part` in t, or NULL. */
static const char *behind(bp_text t, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; i + n <= t.n; i++)
        if (memcmp(t.at + i, part, n) == 0)
            return t.at + i + n;
    return NULL;
}

static bool starts(bp_text t, const char *part)
{
    size_t n = strlen(part);
    return n <= t.n && memcmp(t.at, part, n) == 0;
}

static bp_text from(bp_text t, const char *at)
{
    return (bp_text){ at, t.n - (size_t)(at - t.at) };
}

/* Skips the drawing program's own <title> and <desc>, which stand first. */
static bp_text without_words(bp_text t)
{
    static const char *const word[][2] = { { "<title>", "</title>" }, { "<desc>", "</desc>" } };
    for (size_t i = 0; i < 2; i++) {
        bp_text next = bp_text_trim(t);
        const char *end = starts(next, word[i][0]) ? behind(next, word[i][1]) : NULL;
        if (end != NULL)
            t = from(next, end);
    }
    return t;
}

/* Bytes of the attribute start after which a name of this picture stands, else 0. */
static size_t names(bp_text t)
{
    static const char *const before[] = { " id=\"",   " id='",   "\nid=\"", "\nid='",
                                          "href=\"#", "href='#", "url(#" };
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        if (starts(t, before[i]))
            return strlen(before[i]);
    return 0;
}

/* The drawing with every name in its tags prefixed, so that several drawings can
 * stand on one page. */
static void put_prefixed(bp_str *out, bp_text t, const char *id)
{
    bool tag = false;
    while (t.n > 0) {
        size_t n = tag ? names(t) : 0;
        bp_str_bytes(out, t.at, n > 0 ? n : 1);
        if (n > 0)
            bp_str_printf(out, "%s-", id);
        else if (t.at[0] == '<' || t.at[0] == '>')
            tag = t.at[0] == '<';
        t = from(t, t.at + (n > 0 ? n : 1));
    }
}

/* The picture without its prolog, with our words in place of its own. */
static void put_picture(bp_str *out, const bp_chart *c)
{
    bp_text svg = { c->picture, c->picture_size };
    const char *attributes = behind(svg, "<svg");
    const char *body = attributes != NULL ? behind(from(svg, attributes), ">") : NULL;
    if (body == NULL)
        return;
    bp_str_printf(out, "<div class=\"pic\" tabindex=\"0\">\n<svg role=\"img\" "
                       "aria-labelledby=\"%s-t %s-d\"", c->id, c->id);
    put_prefixed(out, (bp_text){ attributes, (size_t)(body - attributes) }, c->id);
    bp_str_printf(out, "<title id=\"%s-t\">", c->id);
    bp_html_line(out, &c->title);
    bp_str_printf(out, "</title><desc id=\"%s-d\">", c->id);
    if (c->subtitle.text != NULL)
        bp_html_line(out, &c->subtitle);
    bp_str_puts(out, "</desc>");
    put_prefixed(out, bp_text_trim(without_words(from(svg, body))), c->id);
    bp_str_puts(out, "\n</div>\n");
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
    bp_str_puts(out, "</caption>\n<thead><tr><th scope=\"col\" class=\"n\">From</th>"
                     "<th scope=\"col\" class=\"n\">To below</th>"
                     "<th scope=\"col\" class=\"n\">People</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < b->n; i++) {
        double low = b->low + (double)i * b->width;
        bp_value row[] = { bp_value_money(low, c->currency),
                           bp_value_money(low + b->width, c->currency),
                           bp_value_number(b->count[i]) };
        bp_str_puts(out, "<tr>");
        for (size_t k = 0; k < 3; k++) {
            bp_str_puts(out, "<td class=\"n\">");
            bp_html_line(out, &(bp_line){ "{}", &row[k], 1 });
            bp_str_puts(out, "</td>");
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
