/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - a report as text for a terminal, a log or a mail.
 *
 * Everything is in one column of at most 100 characters, which is still easy to read;
 * only tables use the whole width. */
#include "render/renderer.h"

#include <stdio.h>

#include "base/utf8.h"
#include "render/term.h"

#define PROSE_MOST 100 /* columns that are still easy to read */
#define NOTE_LEAST 20  /* columns that a note needs; fewer break it into single words */

/* Plain text in wrapped lines, indented. */
static void put_wrapped(bp_str *out, bp_text t, size_t indent, const bp_look *look)
{
    bp_str s = { 0 };
    size_t width = look->width < PROSE_MOST ? look->width : PROSE_MOST;
    bp_term_plain(&s, t, look->ascii);
    bp_text rest = bp_str_text(&s);
    while (rest.n > 0) {
        bp_text line = bp_term_line(&rest, width > indent + 10 ? width - indent : 10);
        bp_str_fill(out, ' ', indent);
        bp_str_bytes(out, line.at, line.n);
        bp_term_newline(out);
    }
    bp_str_end(out, &s);
}

static void put_line(bp_str *out, const bp_line *line, size_t indent, const bp_look *look)
{
    bp_str s = { 0 };
    if (line->text == NULL)
        return;
    bp_format_line(&s, line, (bp_text_style){ .ascii = look->ascii });
    put_wrapped(out, bp_str_text(&s), indent, look);
    bp_str_end(out, &s);
}

static void put_heading(bp_str *out, const char *heading, const bp_look *look)
{
    bp_term_bold(out, look);
    put_wrapped(out, bp_text_of(heading), 0, look);
    if (look->color && out->n > 0)
        out->n--; /* colour ends with the line, not after it */
    bp_term_normal(out, look);
    if (look->color)
        bp_str_putc(out, '\n');
}

/* The title, and the subtitle at the right edge where both fit. */
static void put_title(bp_str *out, const bp_report *r, const bp_look *look)
{
    bp_str left = { 0 }, right = { 0 };
    bp_term_plain(&left, bp_text_of(r->title), look->ascii);
    bp_term_plain(&right, bp_text_of(r->subtitle != NULL ? r->subtitle : ""),
                  look->ascii);
    size_t n = bp_utf8_width(bp_str_text(&left));
    size_t more = bp_utf8_width(bp_str_text(&right));
    bool fits = n + 2 + more <= look->width;
    if (fits) {
        bp_term_bold(out, look);
        bp_str_bytes(out, left.at, left.n);
        bp_term_normal(out, look);
        bp_str_fill(out, ' ', look->width - n - more);
        bp_str_bytes(out, right.at, right.n);
        bp_term_newline(out);
    } else {
        put_heading(out, r->title, look);
        if (r->subtitle != NULL)
            put_wrapped(out, bp_text_of(r->subtitle), 0, look);
    }
    bp_str_end(out, &left);
    bp_str_end(out, &right);
}

/* Columns of the widest label; a panel's labels take half of the width at most. */
static size_t label_width(bp_str *out, const bp_headline headline[], size_t n,
                          const bp_look *look)
{
    bp_str s = { 0 };
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        bp_str_clear(&s);
        bp_term_plain(&s, bp_text_of(headline[i].label), look->ascii);
        size_t width = bp_utf8_width(bp_str_text(&s));
        most = width > most ? width : most;
    }
    bp_str_end(out, &s);
    return most < look->width / 2 ? most : look->width / 2;
}

/* A note behind the value, and below it where the line ends. */
static void put_note(bp_str *out, const char *note, size_t used, size_t indent,
                     const bp_look *look)
{
    bp_str s = { 0 };
    const size_t width = look->width < PROSE_MOST ? look->width : PROSE_MOST;
    const size_t below = width > indent + NOTE_LEAST ? width - indent : NOTE_LEAST;
    size_t room = width > used + 2 ? width - used - 2 : 0;
    bp_term_plain(&s, bp_text_of(note), look->ascii);
    bp_text rest = bp_str_text(&s);
    if (room < NOTE_LEAST && bp_utf8_width(rest) > room) {
        bp_term_newline(out);
        bp_str_fill(out, ' ', indent);
        room = below;
    } else {
        bp_str_puts(out, "  ");
    }
    for (; rest.n > 0; room = below) {
        const bp_text line = bp_term_line(&rest, room);
        bp_str_bytes(out, line.at, line.n);
        if (rest.n == 0)
            break;
        bp_term_newline(out);
        bp_str_fill(out, ' ', indent);
    }
    bp_str_end(out, &s);
}

/* Label, value, note: one line a headline, and more for a long note. */
static void put_panel(bp_str *out, const bp_headline headline[], size_t n, size_t indent,
                      const bp_look *look)
{
    bp_str s = { 0 }, value = { 0 };
    size_t label = label_width(out, headline, n, look);
    for (size_t i = 0; i < n; i++) {
        const bp_headline *h = &headline[i];
        bp_str_clear(&s);
        bp_term_plain(&s, bp_text_of(h->label), look->ascii);
        bp_str_fill(out, ' ', indent);
        bp_term_fit(out, bp_str_text(&s), label, false, look->ascii);
        bp_str_puts(out, "  ");
        bp_str_clear(&s);
        bp_str_clear(&value);
        bp_render_headline(&s, h, look->ascii);
        bp_term_plain(&value, bp_str_text(&s), look->ascii);
        bp_term_bold(out, look);
        bp_str_bytes(out, value.at, value.n);
        bp_term_normal(out, look);
        const size_t start = indent + label + 2;
        if (h->note != NULL)
            put_note(out, h->note, start + bp_utf8_width(bp_str_text(&value)), start,
                     look);
        bp_term_newline(out);
    }
    bp_str_end(out, &s);
    bp_str_end(out, &value);
}

static void put_chart(bp_str *out, const bp_chart *c, size_t indent, const bp_look *look)
{
    put_line(out, &c->title, indent, look);
    put_line(out, &c->subtitle, indent, look);
    bp_str_putc(out, '\n');
    bp_term_sketch(out, c, indent, look);
    bp_str_putc(out, '\n');
    put_line(out, c->sketch_note.text != NULL ? &c->sketch_note : &c->note, indent, look);
}

/* What the bars of tables are made of, below the first that has such. */
static void put_legend(bp_str *out, const bp_term_marks *marks, bp_term_marks *told,
                       size_t indent, const bp_look *look)
{
    if (marks->levels && !told->levels)
        put_wrapped(out,
                    bp_text_of(look->ascii
                                   ? "bars: | to | is P10 to P90, [=] P25 to P75, M the "
                                     "median"
                                   : "bars: \xe2\x94\x9c to \xe2\x94\xa4 is P10 to P90, "
                                     "\xe2\x96\x88 P25 to P75, \xe2\x94\x83 the median"),
                    indent, look);
    if (marks->limits && !told->limits)
        put_wrapped(out,
                    bp_text_of(look->ascii
                                   ? "bars: | to | is low to high, M the value between"
                                   : "bars: \xe2\x94\x9c to \xe2\x94\xa4 is low to high, "
                                     "\xe2\x94\x83 the value between"),
                    indent, look);
    told->levels |= marks->levels;
    told->limits |= marks->limits;
}

/* The width that would show all columns, or 0. */
static size_t put_table(bp_str *out, const bp_table *t, size_t indent,
                        bp_term_marks *told, const bp_look *look)
{
    bp_str why = { 0 };
    if (t->caption != NULL)
        put_wrapped(out, bp_text_of(t->caption), indent, look);
    bp_term_marks marks = { 0 };
    const size_t width = bp_term_table(out, &marks, t, indent, look);
    put_legend(out, &marks, told, indent, look);
    bp_render_reasons(&why, marks.reasons);
    put_wrapped(out, bp_str_text(&why), indent, look);
    bp_str_end(out, &why);
    return width;
}

/* Returns what put_table does. */
static size_t put_item(bp_str *out, const bp_item *item, size_t indent,
                       bp_term_marks *told, const bp_look *look)
{
    switch (item->kind) {
    case BP_ITEM_LINE:
    case BP_ITEM_NOTE:
        put_line(out, &item->u.line, indent, look);
        break;
    case BP_ITEM_PANEL:
        put_panel(out, item->u.panel.headline, item->u.panel.n, indent, look);
        break;
    case BP_ITEM_TABLE:
        return put_table(out, &item->u.table, indent, told, look);
    case BP_ITEM_CHART:
        put_chart(out, &item->u.chart, indent, look);
        break;
    }
    return 0;
}

/* What people see of it here: not a table for machines, nor a chart that characters
 * cannot draw, whose figures are in a table. */
static bool is_shown(const bp_item *item)
{
    return item->kind == BP_ITEM_TABLE   ? item->u.table.n_display > 0
           : item->kind == BP_ITEM_CHART ? bp_term_sketches(&item->u.chart)
                                         : true;
}

/* What is under a heading is indented.  Sentences are together, everything else
 * has a blank line in front.  Returns what put_table does, of the widest table. */
static size_t put_section(bp_str *out, const bp_section *s, bp_term_marks *told,
                          const bp_look *look)
{
    bool apart = true, first = true;
    size_t most = 0;
    if (s->heading != NULL) {
        bp_str_putc(out, '\n');
        put_heading(out, s->heading, look);
        apart = false;
    }
    for (size_t i = 0; i < s->n_items; i++) {
        const bp_item *item = &s->item[i];
        if (!is_shown(item))
            continue;
        bool words = item->kind == BP_ITEM_LINE || item->kind == BP_ITEM_NOTE;
        if ((apart || (!first && !words)) && out->n > 0)
            bp_str_putc(out, '\n');
        first = false;
        size_t width = put_item(out, item, s->heading != NULL ? 2 : 0, told, look);
        most = width > most ? width : most;
        apart = !words;
    }
    return most;
}

/* The notes of the report; last, that not all columns fit. */
static void put_notes(bp_str *out, const bp_report *r, size_t width, const bp_look *look)
{
    char more[80];
    if (r->n_notes == 0 && width == 0)
        return;
    bp_str_putc(out, '\n');
    put_heading(out, "Notes", look);
    for (size_t i = 0; i < r->n_notes; i++)
        put_wrapped(out, bp_text_of(r->note[i].text), 2, look);
    snprintf(more, sizeof more, "a terminal of %zu columns shows more of the tables",
             width);
    if (width > 0)
        put_wrapped(out, bp_text_of(more), 2, look);
}

bp_status bp_render_text(bp_str *out, const bp_report *r, const bp_look *look,
                         bp_err *err)
{
    (void)err;
    if (r->title != NULL)
        put_title(out, r, look);
    for (size_t i = 0; i < r->n_scope; i++)
        put_line(out, &r->scope[i], 0, look);
    size_t most = 0;
    bp_term_marks told = { 0 };
    for (size_t i = 0; i < r->n_sections; i++) {
        if (r->section[i].book)
            continue;
        size_t width = put_section(out, &r->section[i], &told, look);
        most = width > most ? width : most;
    }
    put_notes(out, r, most, look);
    return BP_OK;
}
