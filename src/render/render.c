/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render.c - the formats: one row each.
 *
 * What all formats share is done here, before the first of them sees the report: hints
 * become words.  A failure leaves nothing to free. */
#include "benchpay/render.h"

#include <string.h>

#include "base/hint.h"
#include "base/mem.h"
#include "benchpay/report.h"
#include "render/renderer.h"

/* ---- hints in the reader's words ---- */

/* A note, a cell and a value of a sentence say what would help as a key, since the
 * library knows the options of no program.  The words are put after the text here, once
 * and for all formats, so that no renderer knows that there are hints: it gets a report
 * in which they are part of the text.  Only what leads to a hint is copied; the rows of a
 * large table stay where they are. */

typedef struct spelling {
    const char *const *words;
    bp_arena *memory;
    bool failed;
} spelling;

/* The array itself when it is empty or memory is out. */
static void *copy(spelling *s, const void *array, size_t n, size_t size)
{
    void *own = n > 0 ? bp_arena_take(s->memory, n * size) : NULL;
    s->failed |= n > 0 && own == NULL;
    return own != NULL ? memcpy(own, array, n * size) : (void *)(uintptr_t)array;
}

static const char *spell(spelling *s, const char *text, bp_hint hint)
{
    bp_str whole = { 0 };
    bp_hint_put(&whole, text, hint, s->words);
    const char *own = whole.failed ? NULL : bp_arena_copy(s->memory, whole.at, whole.n);
    bp_str_release(&whole);
    s->failed |= own == NULL;
    return own != NULL ? own : text;
}

static bool any_hint(const bp_value value[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (value[i].hint.key != BP_HINT_NONE)
            return true;
    return false;
}

static const bp_value *spell_values(spelling *s, const bp_value value[], size_t n)
{
    if (!any_hint(value, n))
        return value;
    bp_value *own = copy(s, value, n, sizeof *own);
    for (size_t i = 0; i < n && !s->failed; i++)
        if (own[i].hint.key != BP_HINT_NONE)
            own[i].text = spell(s, own[i].text, own[i].hint);
    return own;
}

static void spell_table(spelling *s, bp_table *t)
{
    bool any = false;
    if (t->make != NULL) /* its rows have no hints */
        return;
    for (size_t i = 0; i < t->n_rows && !any; i++)
        any = any_hint(t->row[i].value, t->n_columns);
    if (!any)
        return;
    t->row = copy(s, t->row, t->n_rows, sizeof *t->row);
    for (size_t i = 0; i < t->n_rows && !s->failed; i++)
        t->row[i].value = spell_values(s, t->row[i].value, t->n_columns);
}

static void spell_line(spelling *s, bp_line *line)
{
    line->value = spell_values(s, line->value, line->n_values);
}

static void spell_section(spelling *s, bp_section *section)
{
    section->item = copy(s, section->item, section->n_items, sizeof *section->item);
    for (size_t i = 0; i < section->n_items && !s->failed; i++) {
        bp_item *item = &section->item[i];
        if (item->kind == BP_ITEM_TABLE)
            spell_table(s, &item->u.table);
        else if (item->kind == BP_ITEM_LINE || item->kind == BP_ITEM_NOTE)
            spell_line(s, &item->u.line);
    }
}

/* Makes *out the report with the words of each hint after its text.  What is new of it
 * lives in `memory`, the rest is that of r, which must outlive it.
 *   words  [BP_HINTS] as in bp_look; NULL: every text is alone
 * Errors: BP_ELIMIT */
static bp_status spell_report(bp_report *out, const bp_report *r,
                              const char *const words[], bp_arena *memory, bp_err *err)
{
    spelling s = { .words = words, .memory = memory };
    *out = *r;
    out->note = copy(&s, r->note, r->n_notes, sizeof *out->note);
    for (size_t i = 0; i < r->n_notes && !s.failed; i++)
        out->note[i].text = spell(&s, r->note[i].text, r->note[i].hint);
    out->scope = copy(&s, r->scope, r->n_scope, sizeof *out->scope);
    for (size_t i = 0; i < r->n_scope && !s.failed; i++)
        spell_line(&s, &out->scope[i]);
    out->section = copy(&s, r->section, r->n_sections, sizeof *out->section);
    for (size_t i = 0; i < r->n_sections && !s.failed; i++)
        spell_section(&s, &out->section[i]);
    return s.failed ? bp_no_memory(err, "the report") : BP_OK;
}

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
    bp_status status = spell_report(&spelt, r, look->hints, &memory, err);
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
