/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_cell.c - cells of a workbook: what they look like and what is in them.
 *
 * Numbers are numbers with a format, so that readers can compute with them; texts are
 * texts whatever they look like, so that nothing runs.  Each look is one format, since
 * the formats of a workbook are limited. */
#include "render/xlsx.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "render/term.h"
#include "report/format.h"

#define TEXT_MOST 32767 /* UTF-16 units of a cell */
#define WIDEST 60       /* characters; longer texts take several lines */
#define LINES_MOST 27   /* a row is at most 409 points high */
#define HEAD_BLUE 0x0072B2
#define HEAD_TINT 0xE3EFF6
#define INPUT_TINT 0xFFF4CC
#define INK 0x1A1F24
#define MUTE 0x5B6770

void bp_xlsx_keep(bp_xlsx *x, lxw_error error)
{
    if (x->error == LXW_NO_ERROR)
        x->error = error;
}

void bp_xlsx_no_memory(bp_xlsx *x)
{
    bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

bool bp_xlsx_has(bp_xlsx *x, const bp_str *text)
{
    if (text->failed)
        bp_xlsx_no_memory(x);
    return !text->failed;
}

static void set_look(lxw_format *f, unsigned look)
{
    const bool head = (look & BP_XLSX_HEAD) != 0;
    format_set_font_color(f, look & BP_XLSX_SMALL ? MUTE : INK);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (look & (BP_XLSX_BOLD | BP_XLSX_TITLE | BP_XLSX_HEAD))
        format_set_bold(f);
    if (look & BP_XLSX_TITLE)
        format_set_font_size(f, 15);
    if (head) {
        format_set_bg_color(f, HEAD_TINT);
        format_set_bottom(f, LXW_BORDER_MEDIUM);
        format_set_bottom_color(f, HEAD_BLUE);
    }
    if (look & BP_XLSX_RIGHT)
        format_set_align(f, LXW_ALIGN_RIGHT);
    if (look & BP_XLSX_INDENT)
        format_set_indent(f, 1);
    if (look & BP_XLSX_WRAP)
        format_set_text_wrap(f);
    if (look & BP_XLSX_INPUT) {
        format_set_bg_color(f, INPUT_TINT);
        format_set_border(f, LXW_BORDER_THIN);
        format_set_border_color(f, HEAD_BLUE);
    }
}

static lxw_format *make(bp_xlsx *x, unsigned look, const char *number)
{
    bp_xlsx_style style = { .look = look, .format = workbook_add_format(x->book) };
    bp_str_puts(&style.number, number);
    if (style.format == NULL || style.number.failed ||
        !bp_reserve(&x->style, &x->cap_styles, x->n_styles + 1, sizeof x->style[0])) {
        bp_str_release(&style.number);
        bp_xlsx_no_memory(x);
        return NULL;
    }
    set_look(style.format, look);
    if (number[0] != '\0')
        format_set_num_format(style.format, number);
    x->style[x->n_styles++] = style;
    return style.format;
}

/* NULL after a failure; a NULL format draws a cell plainly. */
static lxw_format *find_format(bp_xlsx *x, unsigned look, const char *number)
{
    for (size_t i = 0; i < x->n_styles; i++)
        if (x->style[i].look == look && strcmp(x->style[i].number.at, number) == 0)
            return x->style[i].format;
    return make(x, look, number);
}

/* In quotes, which no sign contains; a currency may be any word of a cell. */
static void put_sign(bp_str *out, const char *currency)
{
    bp_str sign = { 0 };
    bp_format_sign(&sign, currency, false);
    if (sign.n > 0 && sign.n <= 16 && strpbrk(sign.at, "\"\\\n\r\t") == NULL)
        bp_str_printf(out, "\"%s\"", sign.at);
    bp_str_end(out, &sign);
}

static void put_decimals(bp_str *out, const char *whole, int decimals)
{
    bp_str_puts(out, whole);
    if (decimals > 0)
        bp_str_putc(out, '.');
    bp_str_fill(out, '0', decimals > 0 ? (size_t)decimals : 0);
}

/* "P69"; "bottom", "P1", "P99" and "top" where rounding would say something else. */
static void put_rank(bp_str *out, const bp_value *v)
{
    if (v->figure.value >= 0.5 && v->figure.value < 99.5) {
        bp_str_puts(out, v->about ? "\"~P\"0" : "\"P\"0");
        return;
    }
    bp_str_putc(out, '"');
    bp_format_value(out, v, (bp_text_style){ 0 });
    bp_str_putc(out, '"');
}

static void put_amount(bp_str *out, const bp_value *v, int decimals)
{
    if (v->kind == BP_KIND_MONEY)
        put_sign(out, v->currency);
    put_decimals(out,
                 v->kind == BP_KIND_PERCENT || v->kind == BP_KIND_RATIO ? "0" : "#,##0",
                 v->kind == BP_KIND_COUNT ? 0 : decimals);
    if (v->kind == BP_KIND_PERCENT)
        bp_str_putc(out, '%');
}

void bp_xlsx_number_format(bp_str *out, const bp_value *v, int decimals)
{
    const int own = bp_format_decimals(v);
    if (decimals < own)
        decimals = own;
    if (v->kind == BP_KIND_RANK) {
        put_rank(out, v);
    } else if (v->kind != BP_KIND_MONEY && v->kind != BP_KIND_COUNT &&
               v->kind != BP_KIND_PERCENT && v->kind != BP_KIND_RATIO) {
        bp_str_puts(out, ""); /* general */
    } else {
        static const char *const sign[] = { "+", ";-", ";" }; /* above, below, at 0 */
        for (size_t i = 0; i < (v->plus ? 3u : 1u); i++) {
            bp_str_puts(out, v->plus ? sign[i] : "");
            put_amount(out, v, decimals);
        }
    }
}

/* Readers of xlsx decode "_x0041_", which must stay what it is. */
static bool escapes(const char *at)
{
    static const char hex[] = "0123456789abcdefABCDEF";
    return at[0] == '_' && at[1] == 'x' && strspn(at + 2, hex) >= 4 && at[6] == '_';
}

/* What a cell can hold of a text: control characters visible, valid, not too long. */
static void put_cell(bp_str *out, const char *text)
{
    bp_str seen = { 0 };
    bp_str_visible(&seen, bp_text_of(text));
    const bp_text t = bp_str_text(&seen);
    size_t units = 0;
    for (size_t i = 0; i < t.n && !seen.failed;) {
        const size_t from = i;
        const bool escape = escapes(t.at + i);
        const size_t more = (bp_utf8_next(t, &i) > 0xFFFF ? 2u : 1u) + (escape ? 6u : 0u);
        if (units + more > TEXT_MOST - 1) {
            bp_str_puts(out, "…");
            break;
        }
        units += more;
        bp_str_puts(out, escape ? "_x005F" : "");
        bp_str_bytes(out, t.at + from, i - from);
    }
    bp_str_end(out, &seen);
}

/* Room for the filter's button beside a heading. */
static void measure(bp_xlsx_sheet *s, lxw_col_t col, bp_text seen, unsigned look)
{
    const size_t width = bp_utf8_width(seen) + (look & BP_XLSX_HEAD ? 3u : 0u);
    if (col < BP_XLSX_FITTED && (look & BP_XLSX_OVER) == 0 && width > s->wide[col])
        s->wide[col] = (unsigned char)(width < WIDEST ? width : WIDEST);
}

/* Not every reader grows a row by itself. */
static void heighten(bp_xlsx *x, bp_xlsx_sheet *s, bp_text seen)
{
    size_t lines = 0;
    while (seen.n > 0 && lines < LINES_MOST) {
        bp_term_line(&seen, WIDEST);
        lines++;
    }
    if (x->error != LXW_NO_ERROR || (s->high == s->row && lines <= s->lines))
        return;
    s->high = s->row;
    s->lines = lines;
    bp_xlsx_keep(
        x, worksheet_set_row(s->at, s->row, LXW_DEF_ROW_HEIGHT * (double)lines, NULL));
}

void bp_xlsx_text(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, const char *text,
                  unsigned look)
{
    bp_str cell = { 0 };
    if (text != NULL)
        put_cell(&cell, text);
    if ((look & BP_XLSX_OVER) == 0 && bp_utf8_width(bp_str_text(&cell)) > WIDEST) {
        look |= BP_XLSX_WRAP;
        heighten(x, s, bp_str_text(&cell));
    }
    measure(s, col, bp_str_text(&cell), look);
    look &= ~(unsigned)BP_XLSX_OVER;
    lxw_format *format = find_format(x, look, "");
    if (bp_xlsx_has(x, &cell) && x->error == LXW_NO_ERROR && cell.n > 0)
        bp_xlsx_keep(x, worksheet_write_string(s->at, s->row, col, cell.at, format));
    else if (x->error == LXW_NO_ERROR && look != BP_XLSX_PLAIN)
        bp_xlsx_keep(x, worksheet_write_blank(s->at, s->row, col, format));
    bp_str_release(&cell);
}

static void write_number(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, double number,
                         const char *format, unsigned look)
{
    lxw_format *f = find_format(x, look, format);
    if (!isfinite(number)) /* the library would write it, and no reader opens that */
        bp_xlsx_keep(x, LXW_ERROR_PARAMETER_VALIDATION);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_write_number(s->at, s->row, col, number, f));
}

void bp_xlsx_number(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, double number)
{
    write_number(x, s, col, number, "", BP_XLSX_PLAIN);
}

void bp_xlsx_boolean(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, bool yes)
{
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_write_boolean(s->at, s->row, col, yes, NULL));
}

void bp_xlsx_value(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, const bp_value *v,
                   int decimals, unsigned look)
{
    bp_str seen = { 0 }, format = { 0 };
    const bool missing = v->kind != BP_KIND_LIST && v->figure.state != BP_SHOWN;
    bp_format_value(&seen, v, (bp_text_style){ .decimals = decimals });
    bp_xlsx_number_format(&format, v, decimals);
    if (seen.failed || format.failed) {
        bp_xlsx_no_memory(x);
    } else if (v->kind == BP_KIND_TEXT) {
        bp_xlsx_text(x, s, col, v->text, look);
    } else if (missing || v->kind == BP_KIND_LIST || v->kind == BP_KIND_FLAG) {
        bp_xlsx_text(x, s, col, seen.at,
                     look | BP_XLSX_RIGHT | (missing ? BP_XLSX_SMALL : 0u));
    } else {
        measure(s, col, bp_str_text(&seen), look);
        write_number(x, s, col, v->figure.value, bp_str_text(&format).at, look);
    }
    bp_str_release(&seen);
    bp_str_release(&format);
}

void bp_xlsx_formula(bp_xlsx *x, bp_xlsx_sheet *s, lxw_col_t col, const bp_str *formula,
                     const char *text, double number, const char *format, unsigned look)
{
    lxw_format *f = find_format(x, look, format);
    if (formula->failed)
        bp_xlsx_no_memory(x);
    if (x->error != LXW_NO_ERROR)
        return;
    bp_xlsx_keep(
        x, text != NULL
               ? worksheet_write_formula_str(s->at, s->row, col, formula->at, f, text)
               : worksheet_write_formula_num(s->at, s->row, col, formula->at, f, number));
}
