/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/fill.h"

#include <stdarg.h>
#include <string.h>

#include "base/str.h"
#include "data/inside.h"

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for the survey");
}

/* A copy of a text that may be NULL, in *out.  False: memory is out. */
static bool keep_text(bp_survey *s, const char **out, const char *text)
{
    *out = text != NULL ? bp_arena_copy(&s->texts, text, strlen(text)) : NULL;
    return text == NULL || *out != NULL;
}

static bool keep_texts(bp_survey *s, const char *out[], const char *const text[],
                       size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!keep_text(s, &out[i], text[i]))
            return false;
    return true;
}

static bool keep_shape(bp_survey *s, const bp_shape *shape)
{
    s->shape = *shape;
    s->shape.step = shape->step > 0 ? shape->step : 1;
    s->input = bp_alloc(0, shape->n_files, sizeof s->input[0]);
    if (s->input == NULL)
        return false;
    for (size_t i = 0; i < shape->n_files; i++)
        if (!keep_text(s, &s->input[i].file, shape->file[i]))
            return false;
    s->shape.file = NULL; /* the tallies have them */
    return keep_texts(s, s->shape.element, shape->element, shape->n_elements) &&
           keep_texts(s, s->shape.key, shape->key, shape->n_keys) &&
           keep_texts(s, s->shape.watched, shape->watched, shape->n_watched) &&
           keep_text(s, &s->shape.year_column, shape->year_column) &&
           keep_text(s, &s->shape.currency_column, shape->currency_column);
}

static size_t find_element(const bp_shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->n_elements; i++)
        if (strcmp(shape->element[i], name) == 0)
            return i;
    return SIZE_MAX;
}

static bool make_parts(bp_survey *s)
{
    const bp_shape *shape = &s->shape;
    bool ok = true;
    for (size_t i = 0; i < shape->n_keys; i++)
        ok = ok && (s->key[i] = bp_dict_new()) != NULL;
    for (size_t i = 0; i < shape->n_watched; i++)
        ok = ok && bp_watch_init(&s->watch[i]);
    s->base = find_element(shape, "base");
    s->tcc = find_element(shape, "tcc");
    bp_cellset_init(&s->cells, shape);
    s->period = "";
    s->chosen.currency = BP_NO_ID;
    ok = ok && bp_reserve(&s->part, &s->cap_parts, 1, sizeof s->part[0]);
    if (ok)
        s->part[s->n_parts++] = (bp_part){ .cell = NULL };
    for (size_t e = 0; ok && e < BP_ELEMENTS_MAX; e++)
        s->part->journal[e].step = s->shape.step;
    return ok && (s->org = bp_dict_new()) != NULL &&
           (s->currency = bp_dict_new()) != NULL &&
           bp_audit_init(&s->audit, shape->keep_places,
                         shape->has_year || shape->has_currency);
}

bp_status bp_survey_new(bp_survey **out, const bp_shape *shape, bp_err *err)
{
    bp_survey *s = bp_alloc(0, 1, sizeof *s);
    if (s == NULL)
        return no_memory(err);
    if (!keep_shape(s, shape) || !make_parts(s)) {
        bp_survey_free(s);
        return no_memory(err);
    }
    *out = s;
    return BP_OK;
}

size_t bp_survey_bytes(const bp_survey *s)
{
    size_t bytes = bp_cellset_bytes(&s->cells) + bp_dict_bytes(s->org);
    for (size_t k = 0; k < s->shape.n_keys; k++)
        bytes += bp_dict_bytes(s->key[k]);
    for (size_t i = 0; i < s->n_parts; i++)
        for (size_t e = 0; e < s->shape.n_elements; e++) {
            const bp_journal *j = &s->part[i].journal[e];
            bytes += j->bytes + j->cap_wide * sizeof j->wide[0];
        }
    return bytes + s->cap_records * sizeof s->record[0] +
           s->cap_paid * sizeof s->paid[0] + s->audit.cap_marks * sizeof s->audit.mark[0];
}

bp_status bp_survey_reject(bp_survey *s, const bp_reject *r, bp_err *err)
{
    bool sliced = r->rule != BP_RULE_RAGGED; /* a ragged row's cells mean nothing */
    uint32_t currency = sliced && s->shape.has_currency
                            ? bp_dict_put(s->currency, r->currency)
                            : BP_NO_ID;
    bp_mark mark = { .place = r->place, .outcome = r->rule, .field = r->field };
    mark.column = bp_audit_word(&s->audit, bp_text_of(r->column));
    mark.limit = bp_audit_word(&s->audit, bp_text_of(r->limit));
    mark.slice =
        bp_audit_slice(&s->audit, sliced ? r->year : BP_NO_YEAR, currency, r->place.file);
    if ((sliced && s->shape.has_currency && currency == BP_NO_ID) ||
        mark.column == BP_NO_ID || mark.limit == BP_NO_ID || mark.slice == BP_NO_ID ||
        !bp_audit_count(&s->audit, &mark, r->value))
        return no_memory(err);
    return BP_OK;
}

void bp_survey_filter(bp_survey *s, uint32_t file)
{
    s->input[file].filtered++;
}

static bool add_note(bp_survey *s, const char *text, bp_hint hint)
{
    for (size_t i = 0; i < s->n_notes; i++)
        if (strcmp(s->note[i].text, text) == 0)
            return true;
    bp_note note = { .hint = { .key = hint.key } };
    if (!bp_reserve(&s->note, &s->cap_notes, s->n_notes + 1, sizeof s->note[0]) ||
        !keep_text(s, &note.text, text) || !keep_text(s, &note.hint.about, hint.about))
        return false;
    s->note[s->n_notes++] = note;
    return true;
}

static bp_status add_formatted(bp_survey *s, bp_hint hint, bp_err *err, const char *fmt,
                               va_list args)
{
    bp_str text = { 0 };
    bp_str_vprintf(&text, fmt, args);
    bool ok = !text.failed && add_note(s, text.at, hint);
    bp_str_release(&text);
    return ok ? BP_OK : no_memory(err);
}

bp_status bp_survey_add_note(bp_survey *s, bp_err *err, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    bp_status status = add_formatted(s, BP_NO_HINT, err, fmt, args);
    va_end(args);
    return status;
}

bp_status bp_survey_add_note_hint(bp_survey *s, bp_hint hint, bp_err *err,
                                  const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    bp_status status = add_formatted(s, hint, err, fmt, args);
    va_end(args);
    return status;
}

void bp_survey_set_period(bp_survey *s, const char *constant)
{
    s->period = constant;
}

bp_status bp_survey_set_digest(bp_survey *s, size_t input, const char *hex, bp_err *err)
{
    return keep_text(s, &s->input[input].sha256, hex) ? BP_OK : no_memory(err);
}

bp_status bp_survey_add_column(bp_survey *s, const bp_column_info *c, bp_err *err)
{
    bp_column_info copy = { .index = c->index };
    if (!bp_reserve(&s->column, &s->cap_columns, s->n_columns + 1, sizeof copy) ||
        !keep_text(s, &copy.name, c->name) || !keep_text(s, &copy.role, c->role) ||
        !keep_text(s, &copy.kind, c->kind) || !keep_text(s, &copy.style, c->style))
        return no_memory(err);
    s->column[s->n_columns++] = copy;
    return BP_OK;
}
