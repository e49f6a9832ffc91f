/* SPDX-License-Identifier: GPL-3.0-or-later */
/* err.c - one failure as text: where it is, what is wrong, and the key of what would
 * help.
 *
 * A failure lives on the caller's stack, so that it can be reported when memory is out:
 * what does not fit is cut, and the place is bounded so that the message is not. */
#include "benchpay/err.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"

/* "Pay!C5", "Pay!5" or "'Base pay'!C5", as formulas have it. */
static void put_cell(bp_str *s, const bp_loc *at)
{
    const bp_sheet *sheet = at->sheet;
    uint64_t row = at->line;
    size_t i = sheet->n_shift;
    while (i > 0 && sheet->shift[i - 1].line > at->line)
        i--;
    row -= i > 0 ? sheet->shift[i - 1].lines : 0;
    while (i > 0 && sheet->shift[i - 1].sheet == NULL)
        i--;
    const char *name = i > 0 ? sheet->shift[i - 1].sheet : sheet->name;
    bool plain = true;
    for (const char *c = name; *c != '\0'; c++)
        plain &= bp_lower(*c) >= 'a' ? bp_lower(*c) <= 'z' : bp_is_digit(*c);
    bp_str_puts(s, s->n > 0 ? ": " : "");
    bp_str_puts(s, plain ? "" : "'");
    bp_str_visible(s, bp_text_of(name));
    bp_str_puts(s, plain ? "!" : "'!");
    char column[16];
    size_t n = sizeof column;
    for (size_t left = at->field > sheet->before ? at->field - sheet->before : at->field;
         left > 0; left = (left - 1) / 26)
        column[--n] = (char)('A' + (left - 1) % 26);
    bp_str_bytes(s, column + n, sizeof column - n);
    bp_str_printf(s, "%llu", (unsigned long long)row);
}

static void put_place(bp_str *s, const bp_loc *at)
{
    const bool cell = at->sheet != NULL && at->line > 0;
    if (at->file != NULL)
        bp_str_visible(s, bp_text_of(at->file));
    if (cell)
        put_cell(s, at);
    else if (at->line > 0)
        bp_str_printf(s, ":%llu", (unsigned long long)at->line);
    if (!cell && at->line > 0 && at->field > 0)
        bp_str_printf(s, ":%zu", at->field);
    if (s->n > 0)
        bp_str_puts(s, ": ");
    if (at->name != NULL && at->name[0] != '\0') {
        bp_str_visible(s, bp_text_of(at->name));
        bp_str_puts(s, ": ");
    }
}

static bp_status fail(bp_err *err, const bp_loc *at, bp_status status, bp_hint hint,
                      const char *fmt, va_list args)
{
    if (err == NULL)
        return status;
    bp_str place = { 0 };
    if (at != NULL)
        put_place(&place, at);
    const char *front = place.at != NULL && !place.failed ? place.at : "";
    bp_err made = { .status = status, .hint = hint.key };
    int n = snprintf(made.text, sizeof made.text, "%.280s", front);
    size_t used = n > 0 ? (size_t)n : 0;
    bp_str_release(&place);

    vsnprintf(made.text + used, sizeof made.text - used, fmt, args);
    snprintf(made.hint_about, sizeof made.hint_about, "%s",
             hint.about != NULL ? hint.about : "");
    *err = made;
    return status;
}

bp_status bp_fail(bp_err *err, const bp_loc *at, bp_status status, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fail(err, at, status, BP_NO_HINT, fmt, args);
    va_end(args);
    return status;
}

bp_status bp_fail_hint(bp_err *err, const bp_loc *at, bp_status status, bp_hint hint,
                       const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fail(err, at, status, hint, fmt, args);
    va_end(args);
    return status;
}

bp_status bp_no_memory(bp_err *err, const char *fmt, ...)
{
    char what[200];
    va_list args;
    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for %s", what);
}

bp_hint bp_err_hint(const bp_err *err)
{
    return (bp_hint){ err->hint, err->hint_about[0] != '\0' ? err->hint_about : NULL };
}
