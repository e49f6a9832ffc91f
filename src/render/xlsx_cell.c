/* Cells of a workbook: what they look like and what is in them. */
#include "render/xlsx.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "report/format.h"

#define TEXT_MOST 32767 /* UTF-16 units of a cell */
#define TITLE_HEIGHT 22 /* points */
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

static void dress(lxw_format *f, unsigned look)
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
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    dress(style.format, look);
    if (number[0] != '\0')
        format_set_num_format(style.format, number);
    x->style[x->n_styles++] = style;
    return style.format;
}

lxw_format *bp_xlsx_format(bp_xlsx *x, unsigned look, const char *number)
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
    out->failed |= sign.failed;
    bp_str_release(&sign);
}

static void put_decimals(bp_str *out, const char *whole, int decimals)
{
    bp_str_puts(out, whole);
    if (decimals > 0)
        bp_str_putc(out, '.');
    bp_str_fill(out, '0', decimals > 0 ? (size_t)decimals : 0);
}

void bp_xlsx_number_format(bp_str *out, const bp_value *v, int decimals)
{
    const int own = bp_format_decimals(v);
    if (decimals < own)
        decimals = own;
    switch (v->kind) {
    case BP_KIND_MONEY:
        put_sign(out, v->currency);
        put_decimals(out, "#,##0", decimals);
        break;
    case BP_KIND_COUNT:
        bp_str_puts(out, "#,##0");
        break;
    case BP_KIND_PERCENT:
        put_decimals(out, "0", decimals);
        bp_str_putc(out, '%');
        break;
    case BP_KIND_RATIO:
        put_decimals(out, "0", decimals);
        break;
    default:
        bp_str_puts(out, ""); /* general */
    }
}

/* Readers of xlsx decode "_x0041_", which must stand for itself. */
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
    const bp_text t = { seen.at, seen.n };
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
    out->failed |= seen.failed;
    bp_str_release(&seen);
}

void bp_xlsx_text(bp_xlsx *x, lxw_worksheet *at, lxw_row_t row, lxw_col_t col,
                  const char *text, unsigned look)
{
    bp_str s = { 0 };
    if (text != NULL)
        put_cell(&s, text);
    lxw_format *format = bp_xlsx_format(x, look, "");
    if (s.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else if (x->error == LXW_NO_ERROR && s.n > 0)
        bp_xlsx_keep(x, worksheet_write_string(at, row, col, s.at, format));
    else if (x->error == LXW_NO_ERROR && look != BP_XLSX_PLAIN)
        bp_xlsx_keep(x, worksheet_write_blank(at, row, col, format));
    bp_str_release(&s);
}

void bp_xlsx_number(bp_xlsx *x, lxw_worksheet *at, lxw_row_t row, lxw_col_t col,
                    double number, const char *format, unsigned look)
{
    lxw_format *f = bp_xlsx_format(x, look, format);
    if (!isfinite(number)) /* the library would write it, and no reader opens that */
        bp_xlsx_keep(x, LXW_ERROR_PARAMETER_VALIDATION);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_write_number(at, row, col, number, f));
}

void bp_xlsx_value(bp_xlsx *x, lxw_worksheet *at, lxw_row_t row, lxw_col_t col,
                   const bp_value *v, int decimals, unsigned look)
{
    bp_str s = { 0 };
    const bool list = v->kind == BP_KIND_LIST;
    if (v->kind == BP_KIND_TEXT) {
        bp_xlsx_text(x, at, row, col, v->text, look);
    } else if (list || v->figure.state != BP_SHOWN) {
        bp_format_value(&s, v, (bp_style){ 0 });
        bp_xlsx_text(x, at, row, col, s.at,
                     look | (list ? 0 : BP_XLSX_SMALL) | BP_XLSX_RIGHT);
    } else {
        bp_xlsx_number_format(&s, v, decimals);
        bp_xlsx_number(x, at, row, col, v->figure.value, s.failed ? "" : s.at, look);
    }
    if (s.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    bp_str_release(&s);
}

void bp_xlsx_title(bp_xlsx *x, bp_xlsx_sheet *s, const char *text)
{
    bp_xlsx_text(x, s->at, s->row, 0, text, BP_XLSX_TITLE);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_set_row(s->at, s->row++, TITLE_HEIGHT, NULL));
}

void bp_xlsx_line(bp_xlsx *x, bp_xlsx_sheet *s, const bp_line *line, unsigned look)
{
    bp_str text = { 0 };
    if (line->text == NULL)
        return;
    bp_format_line(&text, line, (bp_style){ 0 });
    if (text.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        bp_xlsx_text(x, s->at, s->row++, 0, text.at, look);
    bp_str_release(&text);
}
