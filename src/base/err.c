#include "benchpay/err.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"

static void put_place(bp_str *s, const bp_loc *at)
{
    if (at->file != NULL)
        bp_str_visible(s, bp_text_of(at->file));
    if (at->line > 0)
        bp_str_printf(s, ":%llu", (unsigned long long)at->line);
    if (at->line > 0 && at->field > 0)
        bp_str_printf(s, ":%zu", at->field);
    if (s->n > 0)
        bp_str_puts(s, ": ");
    if (at->name != NULL && at->name[0] != '\0') {
        bp_str_visible(s, bp_text_of(at->name));
        bp_str_puts(s, ": ");
    }
}

bp_status bp_fail(bp_err *err, const bp_loc *at, bp_status status, const char *fmt, ...)
{
    if (err == NULL)
        return status;
    err->status = status;

    bp_str place = { 0 };
    if (at != NULL)
        put_place(&place, at);
    const char *front = place.at != NULL && !place.failed ? place.at : "";
    int n = snprintf(err->text, sizeof err->text, "%.280s", front);
    size_t used = n > 0 ? (size_t)n : 0;
    bp_str_release(&place);

    va_list args;
    va_start(args, fmt);
    vsnprintf(err->text + used, sizeof err->text - used, fmt, args);
    va_end(args);
    return status;
}
