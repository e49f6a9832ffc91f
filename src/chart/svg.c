/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.c - gnuplot's SVG becomes one that may be part of a page.
 *
 * A page shows the picture in its own document, where a script or a reference to
 * elsewhere would be live.  So it is read element by element, and only what gnuplot is
 * known to draw with passes; anything else is refused, not repaired.  A browser reads an
 * attribute after its entities and the escapes of CSS are undone, in which "url(" can
 * hide; gnuplot writes neither there, so that no attribute may have any.
 *
 * gnuplot opens groups that it puts nothing in, and the first of them bears the colour
 * that the picture before it in the same process ended with.  They are left out: they
 * show nothing, and a picture's bytes are the same whatever was drawn before. */
#include "chart/svg.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/utf8.h"

#define DEEPEST 16
#define ATTRIBUTES 32
#define FONTS "Inter, 'Liberation Sans', Arial, 'DejaVu Sans', sans-serif"

/* An element that is not closed yet, and where in the output it and its content begin. */
typedef struct opened {
    bp_text name;
    size_t from;
    size_t content;
} opened;

/* What is still to be read, and the elements that are open. */
typedef struct reader {
    bp_text rest;
    opened open[DEEPEST];
    size_t depth;
    bool root;                /* <svg> was met */
    bp_text name[ATTRIBUTES]; /* [n_names] the attributes of the element so far */
    size_t n_names;
    const bp_svg_words *words;
    bp_str *out;
} reader;

static bool is(bp_text t, const char *word)
{
    return bp_text_equal(t, bp_text_of(word));
}

static bool starts(bp_text t, const char *word)
{
    return bp_text_begins(t, bp_text_of(word));
}

/* The part of t before `word`; all of t when it does not occur. */
static bp_text before(bp_text t, const char *word)
{
    size_t n = 0;
    while (n < t.n && !starts(bp_text_from(t, n), word))
        n++;
    return (bp_text){ t.at, n };
}

static bp_text take(reader *r, size_t n)
{
    bp_text t = { r->rest.at, n };
    r->rest = bp_text_from(r->rest, n);
    return t;
}

/* Empty where none starts. */
static bp_text take_name(reader *r)
{
    size_t n = 0;
    while (n < r->rest.n) {
        char c = r->rest.at[n];
        const bool letter = bp_is_letter(c);
        if (!letter && (n == 0 || !(bp_is_digit(c) || c == '-' || c == ':' || c == '_')))
            break;
        n++;
    }
    return take(r, n);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(reader *r)
{
    size_t n = 0;
    while (n < r->rest.n && is_blank(r->rest.at[n]))
        n++;
    r->rest = bp_text_from(r->rest, n);
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

/* False: the element has it already, or too many. */
static bool add_name(reader *r, bp_text name)
{
    for (size_t i = 0; i < r->n_names; i++)
        if (bp_text_same(r->name[i], name))
            return false;
    if (r->n_names == ATTRIBUTES)
        return false;
    r->name[r->n_names++] = name;
    return true;
}

/* False: what is added to it is there already. */
static bool put_attribute(reader *r, bp_text name, bp_text value)
{
    bp_str_putc(r->out, ' ');
    put(r, name);
    bp_str_puts(r->out, "=\"");
    if (is(name, "id"))
        bp_str_printf(r->out, "%s-", r->words->id);
    if (value.n > 0 && value.at[0] == '#' && is(name, "xlink:href")) {
        bp_str_printf(r->out, "#%s-", r->words->id);
        value = bp_text_from(value, 1);
    }
    if (starts(value, "rgb("))
        put_colour(r->out, value);
    else if (is(name, "font-family"))
        bp_str_puts(r->out, FONTS);
    else
        put(r, value);
    bp_str_putc(r->out, '"');
    /* gnuplot leaves the weight in the family: "Inter:Bold" */
    if (!is(name, "font-family") || before(value, ":Bold").n == value.n)
        return true;
    bp_str_puts(r->out, " font-weight=\"700\"");
    return add_name(r, bp_text_of("font-weight"));
}

/* Does the text say nothing else than it seems?  Then no character in it starts what XML
 * or CSS would undo. */
static bool is_plain(bp_text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.at[i] == '<' || t.at[i] == '"' || t.at[i] == '&' || t.at[i] == '\\')
            return false;
    return true;
}

static bool harmless(bp_text name, bp_text value)
{
    bool refers = name.n >= 4 && is(bp_text_from(name, name.n - 4), "href");
    bool outside = bp_text_contains(value, bp_text_of("url(")) ||
                   bp_text_contains(value, bp_text_of("script:"));
    return name.n > 0 &&
           !bp_text_same((bp_text){ name.at, name.n < 2 ? 0 : 2 }, bp_text_of("on")) &&
           !(refers && !starts(value, "#")) && !outside && is_plain(value);
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
    if (value.n == r->rest.n || !harmless(name, value) || !add_name(r, name))
        return false;
    take(r, value.n + 1);
    return put_attribute(r, name, value);
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
    const size_t from = r->out->n;
    bp_text name = take_name(r);
    if (!known(name) || r->depth == DEEPEST || is(name, "svg") == r->root)
        return false;
    bp_str_putc(r->out, '<');
    put(r, name);
    r->n_names = 0;
    if (!r->root &&
        !(add_name(r, bp_text_of("role")) && add_name(r, bp_text_of("aria-labelledby"))))
        return false;
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
    if (empty && !r->root) /* its words would stand behind it */
        return false;
    bp_str_puts(r->out, empty ? "/>" : ">");
    take(r, empty ? 2 : 1);
    if (!empty)
        r->open[r->depth++] = (opened){ name, from, r->out->n };
    if (!r->root)
        put_words(r);
    r->root = true;
    return true;
}

/* Takes a group that holds nothing out again, with the blanks before it. */
static bool drop_empty_group(bp_str *out, const opened *e)
{
    size_t n = out->n;
    while (n > e->content && is_blank(out->at[n - 1]))
        n--;
    if (out->failed || !is(e->name, "g") || n > e->content)
        return false;
    n = e->from;
    while (n > 0 && is_blank(out->at[n - 1]))
        n--;
    out->n = n;
    out->at[n] = '\0';
    return true;
}

/* After '</'. */
static bool close_element(reader *r)
{
    bp_text name = take_name(r);
    if (r->depth == 0 || !bp_text_equal(name, r->open[r->depth - 1].name) ||
        !starts(r->rest, ">"))
        return false;
    take(r, 1);
    r->depth--;
    if (drop_empty_group(r->out, &r->open[r->depth]))
        return true;
    bp_str_puts(r->out, "</");
    put(r, name);
    bp_str_putc(r->out, '>');
    return true;
}

/* The bytes of the entity that t starts with: one of the five that XML knows by itself, a
 * character that may stand in a document; 0: it is none. */
static size_t entity(bp_text t)
{
    static const char *const known_ones[] = { "&amp;", "&lt;", "&gt;", "&quot;",
                                              "&apos;" };
    for (size_t i = 0; i < sizeof known_ones / sizeof known_ones[0]; i++)
        if (starts(t, known_ones[i]))
            return strlen(known_ones[i]);
    const bool hex = starts(t, "&#x");
    char digits[12] = { 0 };
    const size_t from = hex ? 3 : 2;
    const size_t n = before(t, ";").n;
    if (!starts(t, "&#") || n == t.n || n <= from || n - from >= sizeof digits)
        return 0;
    memcpy(digits, t.at + from, n - from);
    const unsigned long c = strtoul(digits, NULL, hex ? 16 : 10);
    const bool number =
        strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789") == n - from;
    return number && c >= 0x20 && c < 0x110000 && (c < 0xd800 || c > 0xdfff) &&
                   !(c >= 0x7f && c < 0xa0) && c != 0xfffe && c != 0xffff
               ? n + 1
               : 0;
}

/* Is every '&' of a text an entity?  Else *bad is where the first is none. */
static bool has_entities_only(bp_text t, size_t *bad)
{
    for (size_t i = 0; i < t.n; i++) {
        const size_t n = t.at[i] == '&' ? entity(bp_text_from(t, i)) : 1;
        *bad = i;
        if (n == 0)
            return false;
        i += n - 1;
    }
    return true;
}

/* The bytes of UTF-8 without control characters that the picture starts with. */
static size_t text_length(bp_text t)
{
    const size_t valid = bp_utf8_valid(t);
    for (size_t i = 0, from = 0; i < valid; from = i) {
        const uint32_t c = bp_utf8_next((bp_text){ t.at, valid }, &i);
        const bool blank = c == '\t' || c == '\n' || c == '\r';
        if ((c < 0x20 && !blank) || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff)
            return from;
    }
    return valid;
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
    const size_t is_text = text_length(svg);
    bool good = is_text == svg.n;
    if (!good)
        take(&r, is_text);
    while (good && r.rest.n > 0) {
        bp_text text = before(r.rest, "<");
        size_t bad = 0;
        good = r.depth > 0 ? has_entities_only(text, &bad) : bp_text_trim(text).n == 0;
        take(&r, good ? text.n : bad);
        if (good && r.depth > 0)
            put_escaped(out, text, false);
        if (good && r.rest.n > 0)
            good = markup(&r);
    }
    if (!good || !r.root || r.depth > 0)
        return bp_fail(err, NULL, BP_ECHART,
                       "gnuplot's picture was refused: byte %zu of its SVG "
                       "is not what it draws",
                       svg.n - r.rest.n);
    bp_str_putc(out, '\n');
    return out->failed ? bp_no_memory(err, "a chart") : BP_OK;
}
