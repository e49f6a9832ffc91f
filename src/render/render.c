/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render.c - the formats: one row each.
 *
 * What all formats share is done here, before the first of them sees the report: hints
 * become words.  A failure leaves nothing to free. */
#include "benchpay/render.h"

#include <string.h>

#include "base/mem.h"
#include "render/renderer.h"
#include "render/spell.h"

static const struct {
    const char *name;
    const char *extension;
    bp_renderer *render;
} format[BP_FORMATS] = {
    [BP_FORMAT_TEXT] = { "text", "txt", bp_render_text },
    [BP_FORMAT_MD] = { "md", "md", bp_render_md },
    [BP_FORMAT_CSV] = { "csv", "csv", bp_render_csv },
    [BP_FORMAT_JSON] = { "json", "json", bp_render_json },
    [BP_FORMAT_HTML] = { "html", "html", bp_render_html },
    [BP_FORMAT_XLSX] = { "xlsx", "xlsx", bp_render_xlsx },
};

const char *bp_format_name(bp_format f)
{
    return format[f].name;
}

bool bp_format_find(bp_format *out, const char *name)
{
    for (size_t i = 0; i < BP_FORMATS; i++)
        if (strcmp(name, format[i].name) == 0) {
            *out = (bp_format)i;
            return true;
        }
    return false;
}

bool bp_format_of_file(bp_format *out, const char *path)
{
    const char *point = strrchr(path, '.');
    if (point == NULL || strchr(point, '/') != NULL)
        return false;
    for (size_t i = 0; i < BP_FORMATS; i++)
        if (bp_text_same(bp_text_of(point + 1), bp_text_of(format[i].extension))) {
            *out = (bp_format)i;
            return true;
        }
    return false;
}

void bp_look_init(bp_look *look)
{
    *look = (bp_look){ .width = 80, .csv_guard = true, .charts = true };
}

bp_status bp_render(char **out, size_t *n, const bp_report *r, bp_format f,
                    const bp_look *look, bp_err *err)
{
    bp_str s = { 0 };
    bp_arena memory = { 0 };
    bp_report spelt;
    bp_status status = bp_render_spell(&spelt, r, look->hints, &memory, err);
    if (status == BP_OK)
        status = format[f].render(&s, &spelt, look, err);
    bp_arena_release(&memory);
    bp_str_puts(&s, ""); /* a NUL even after nothing */
    if (status == BP_OK && s.failed)
        status = bp_no_memory(err, "the %s output", format[f].name);
    if (status != BP_OK) {
        bp_str_release(&s);
        return status;
    }
    *out = s.at;
    *n = s.n;
    return BP_OK;
}
