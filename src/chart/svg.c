/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.c - gnuplot's SVG becomes one that may be part of a page.
 *
 * A page shows the picture in its own document, where a script or a reference to
 * elsewhere would be live.  So it is read element by element, and only what gnuplot is
 * known to draw with passes; anything else is refused, not repaired. */
#include "chart/svg.h"

#include <stdlib.h>

#include "base/text.h"

#define DEEPEST 16
#define FONTS "Inter, 'Liberation Sans', Arial, 'DejaVu Sans', sans-serif"

/* What is still to be read, and the elements that are open. */
typedef struct reader {
    bp_text rest;
    bp_text open[DEEPEST];
    size_t depth;
    bool root; /* <svg> was met */
    const bp_svg_words *words;
    bp_str *out;
} reader;

static bool is(bp_text t, const char *word)
{
    return bp_text_equal(t, bp_text_of(word));
}

static bool starts(bp_text t, const char *word)
{
    bp_text w = bp_text_of(word);
    return t.n >= w.n && memcmp(t.at, w.at, w.n) == 0;
}

static bp_text skip(bp_text t, size_t n)
{
    return (bp_text){ t.at + n, t.n - n };
}

/* The part of t before `word`; all of t when it does not occur. */
static bp_text before(bp_text t, const char *word)
{
    size_t n = 0;
    while (n < t.n && !starts(skip(t, n), word))
        n++;
    return (bp_text){ t.at, n };
}

static bp_text take(reader *r, size_t n)
{
    bp_text t = { r->rest.at, n };
    r->rest = skip(r->rest, n);
    return t;
}

static bp_text take_name(reader *r)
{
    size_t n = 0;
    while (n < r->rest.n) {
        char c = r->rest.at[n];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_'))
            break;
        n++;
    }
    return take(r, n);
}

static void skip_blanks(reader *r)
{
    size_t n = 0;
    while (n < r->rest.n && (r->rest.at[n] == ' ' || r->rest.at[n] == '\t' ||
                             r->rest.at[n] == '\n' || r->rest.at[n] == '\r'))
        n++;
    r->rest = skip(r->rest, n);
}

static void put(reader *r, bp_text t)
{
    bp_str_bytes(r->out, t.at, t.n);
}

/* gnuplot escapes '&' and '<', but leaves "]]>", which XML forbids in a text. */
static void put_escaped(bp_str *out, bp_text t, bool amp_too)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.at[i] == '>')
            bp_str_puts(out, "&gt;");
        else if (t.at[i] == '<')
            bp_str_puts(out, "&lt;");
        else if (t.at[i] == '&' && amp_too)
            bp_str_puts(out, "&amp;");
        else
            bp_str_putc(out, t.at[i]);
}

/* "rgb(  0, 114, 178)" as "#0072b2", which a style sheet can select. */
static void put_colour(bp_str *out, bp_text t)
{
    char digits[32] = { 0 };
    memcpy(digits, t.at + 4, t.n - 4 < sizeof digits - 1 ? t.n - 4 : sizeof digits - 1);
    char *at = digits;
    bp_str_putc(out, '#');
    for (int i = 0; i < 3; i++) {
        bp_str_printf(out, "%02lx", strtoul(at, &at, 10) & 0xff);
        at += *at == ',';
    }
}

static void put_attribute(reader *r, bp_text name, bp_text value)
{
    bp_str_putc(r->out, ' ');
    put(r, name);
    bp_str_puts(r->out, "=\"");
    if (is(name, "id"))
        bp_str_printf(r->out, "%s-", r->words->id);
    if (value.n > 0 && value.at[0] == '#' && is(name, "xlink:href")) {
        bp_str_printf(r->out, "#%s-", r->words->id);
        value = skip(value, 1);
    }
    if (starts(value, "rgb("))
        put_colour(r->out, value);
    else if (is(name, "font-family"))
        bp_str_puts(r->out, FONTS);
    else
        put(r, value);
    bp_str_putc(r->out, '"');
    /* gnuplot leaves the weight in the family: "Inter:Bold" */
    if (is(name, "font-family") && before(value, ":Bold").n < value.n)
        bp_str_puts(r->out, " font-weight=\"700\"");
}

static bool harmless(bp_text name, bp_text value)
{
    bool refers = name.n >= 4 && is(skip(name, name.n - 4), "href");
    bool outside = bp_text_contains(value, bp_text_of("url(")) ||
                   bp_text_contains(value, bp_text_of("script:"));
    return name.n > 0 &&
           !bp_text_same((bp_text){ name.at, name.n < 2 ? 0 : 2 }, bp_text_of("on")) &&
           !(refers && !starts(value, "#")) && !outside &&
           before(value, "<").n == value.n && before(value, "\"").n == value.n;
}

/* name = "value" or name = 'value' */
static bool attribute(reader *r)
{
    bp_text name = take_name(r);
    skip_blanks(r);
    if (!starts(r->rest, "="))
        return false;
    take(r, 1);
    skip_blanks(r);
    if (!starts(r->rest, "\"") && !starts(r->rest, "'"))
        return false;
    const char quote[] = { take(r, 1).at[0], '\0' };
    bp_text value = before(r->rest, quote);
    if (value.n == r->rest.n || !harmless(name, value))
        return false;
    take(r, value.n + 1);
    put_attribute(r, name, value);
    return true;
}

static bool known(bp_text element)
{
    static const char *const names[] = { "svg",     "g",           "defs",    "path",
                                         "rect",    "circle",      "use",     "filter",
                                         "feFlood", "feComposite", "polygon", "polyline",
                                         "line",    "text",        "tspan" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (is(element, names[i]))
            return true;
    return false;
}

/* The picture's own words follow the opening of its root. */
static void put_words(reader *r)
{
    bp_str_printf(r->out, "<title id=\"%s-title\">", r->words->id);
    put_escaped(r->out, r->words->title, true);
    bp_str_printf(r->out, "</title>\n<desc id=\"%s-desc\">", r->words->id);
    put_escaped(r->out, r->words->description, true);
    bp_str_puts(r->out, "</desc>");
}

/* After '<'. */
static bool open_element(reader *r)
{
    bp_text name = take_name(r);
    if (!known(name) || r->depth == DEEPEST || is(name, "svg") == r->root)
        return false;
    bp_str_putc(r->out, '<');
    put(r, name);
    for (skip_blanks(r); r->rest.n > 0 && r->rest.at[0] != '>' && r->rest.at[0] != '/';
         skip_blanks(r))
        if (!attribute(r))
            return false;
    if (!r->root)
        bp_str_printf(r->out, " role=\"img\" aria-labelledby=\"%s-title %s-desc\"",
                      r->words->id, r->words->id);
    bool empty = starts(r->rest, "/>");
    if (!empty && !starts(r->rest, ">"))
        return false;
    bp_str_puts(r->out, empty ? "/>" : ">");
    take(r, empty ? 2 : 1);
    if (!empty)
        r->open[r->depth++] = name;
    if (!r->root)
        put_words(r);
    r->root = true;
    return true;
}

/* After '</'. */
static bool close_element(reader *r)
{
    bp_text name = take_name(r);
    if (r->depth == 0 || !bp_text_equal(name, r->open[r->depth - 1]) ||
        !starts(r->rest, ">"))
        return false;
    take(r, 1);
    r->depth--;
    bp_str_puts(r->out, "</");
    put(r, name);
    bp_str_putc(r->out, '>');
    return true;
}

/* Drops everything up to and with `end`. */
static bool drop(reader *r, const char *end)
{
    size_t n = before(r->rest, end).n;
    if (n == r->rest.n)
        return false;
    take(r, n + strlen(end));
    return true;
}

static bool markup(reader *r)
{
    if (starts(r->rest, "<?xml ") && !r->root)
        return drop(r, "?>");
    if (starts(r->rest, "<title>"))
        return drop(r, "</title>");
    if (starts(r->rest, "<desc>"))
        return drop(r, "</desc>");
    if (starts(r->rest, "</")) {
        take(r, 2);
        return close_element(r);
    }
    take(r, 1);
    return open_element(r);
}

bp_status bp_svg_clean(bp_str *out, bp_text svg, const bp_svg_words *words, bp_err *err)
{
    reader r = { .rest = svg, .words = words, .out = out };
    bool good = true;
    while (good && r.rest.n > 0) {
        bp_text text = before(r.rest, "<");
        take(&r, text.n);
        if (r.depth > 0)
            put_escaped(out, text, false);
        else
            good = bp_text_trim(text).n == 0;
        if (good && r.rest.n > 0)
            good = markup(&r);
    }
    if (!good || !r.root || r.depth > 0)
        return bp_fail(err, NULL, BP_ECHART,
                       "gnuplot's picture was refused: byte %zu of its SVG "
                       "is not what it draws",
                       svg.n - r.rest.n);
    bp_str_putc(out, '\n');
    return out->failed ? bp_fail(err, NULL, BP_ELIMIT, "no memory for a chart") : BP_OK;
}
