/* SPDX-License-Identifier: GPL-3.0-or-later */
/* term.c - drawing in a terminal.
 *
 * Widths are counted in columns, not in bytes or characters, since names hold combining
 * marks and ideographs; and nothing from a file reaches the terminal as a control
 * character. */
#include "render/term.h"

#include "base/utf8.h"

/* Typographic characters that have a form in ASCII. */
static const char *ascii_form(uint32_t c)
{
    static const struct {
        uint32_t code;
        const char *plain;
    } known[] = {
        { 0x00a0, " " },   { 0x00b7, "*" }, { 0x00d7, "x" },  { 0x00f7, "/" },
        { 0x2010, "-" },   { 0x2011, "-" }, { 0x2013, "-" },  { 0x2014, "--" },
        { 0x2018, "'" },   { 0x2019, "'" }, { 0x201c, "\"" }, { 0x201d, "\"" },
        { 0x2026, "..." }, { 0x2212, "-" },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].code == c)
            return known[i].plain;
    return NULL;
}

void bp_term_plain(bp_str *out, bp_text t, bool ascii)
{
    if (!ascii) {
        bp_str_visible(out, t);
        return;
    }
    bp_str s = { 0 };
    bp_str_visible(&s, t);
    bp_text safe = bp_str_text(&s);
    for (size_t i = 0; i < safe.n;) {
        uint32_t c = bp_utf8_next(safe, &i);
        const char *plain = ascii_form(c);
        if (c < 0x80)
            bp_str_putc(out, (char)c);
        else if (plain != NULL)
            bp_str_puts(out, plain);
        else
            bp_str_printf(out, c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
    bp_str_end(out, &s);
}

bp_text bp_term_line(bp_text *rest, size_t width)
{
    size_t fit = bp_utf8_fit(*rest, width);
    if (fit == 0 && rest->n > 0)
        bp_utf8_next(*rest, &fit); /* wider than the line */
    size_t end = fit;
    while (fit < rest->n && end > 0 && rest->at[end] != ' ')
        end--;
    if (end == 0)
        end = fit; /* a single long word */
    bp_text line = { rest->at, end };
    while (end < rest->n && rest->at[end] == ' ')
        end++;
    *rest = (bp_text){ rest->at + end, rest->n - end };
    return line;
}

void bp_term_fit(bp_str *out, bp_text t, size_t width, bool right, bool ascii)
{
    const char *dots = ascii ? "..." : "…";
    size_t n_dots = ascii ? 3 : 1, taken = bp_utf8_width(t);
    bool cut = taken > width;
    if (cut) {
        t.n = width > n_dots ? bp_utf8_fit(t, width - n_dots) : 0;
        taken = bp_utf8_width(t) + n_dots;
    }
    size_t gap = taken < width ? width - taken : 0;
    if (right)
        bp_str_fill(out, ' ', gap);
    bp_str_bytes(out, t.at, t.n);
    if (cut)
        bp_str_puts(out, dots);
    if (!right)
        bp_str_fill(out, ' ', gap);
}

void bp_term_newline(bp_str *out)
{
    while (out->n > 0 && out->at[out->n - 1] == ' ')
        out->n--;
    bp_str_putc(out, '\n');
}

static void put_code(bp_str *out, const bp_look *look, const char *code)
{
    if (look->color)
        bp_str_printf(out, "\x1b[%sm", code);
}

void bp_term_dim(bp_str *out, const bp_look *look)
{
    put_code(out, look, "2");
}

void bp_term_bold(bp_str *out, const bp_look *look)
{
    put_code(out, look, "1");
}

void bp_term_normal(bp_str *out, const bp_look *look)
{
    put_code(out, look, "0");
}
