/* SPDX-License-Identifier: GPL-3.0-or-later */
/* state.c - a survey as a file, before it is settled.
 *
 * A file is loaded into the survey that has all others already, not made a survey of its
 * own that is merged: so ten thousand files take the memory of their sum. */
#include "data/state.h"

#include <stdlib.h>

#include "data/inside.h"

/* ---- the shape ---- */

static void save_texts(bp_str *out, const char *const text[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        bp_pack_string(out, text[i]);
}

static void save_quotients(bp_str *out, const bp_shape *s)
{
    for (size_t e = 0; e < s->n_elements; e++) {
        const bp_quotient *q = &s->quotient[e];
        bp_pack_uint(out, q->made);
        if (!q->made)
            continue;
        bp_pack_uint(out, q->of);
        bp_pack_uint(out, q->over);
        bp_pack_uint(out, q->hours);
    }
}

void bp_shape_save(bp_str *out, const bp_shape *s)
{
    const bool flag[] = { s->has_whole,    s->has_work,    s->has_experience,
                          s->of_lines,     s->of_posts,    s->has_org,
                          s->has_person,   s->has_year,    s->has_date,
                          s->has_currency, s->keep_places, s->keep_records,
                          s->keep_people,  s->keep_rows,   s->pay_pairs };
    bp_pack_int(out, s->scale);
    bp_pack_int(out, s->step);
    bp_pack_uint(out, s->n_elements);
    save_texts(out, s->element, s->n_elements);
    for (size_t e = 0; e < s->n_elements; e++)
        bp_pack_uint(out, s->ratio[e]);
    save_quotients(out, s);
    for (size_t i = 0; i < sizeof flag / sizeof flag[0]; i++)
        bp_pack_uint(out, flag[i]);
    bp_pack_uint(out, s->whole_of);
    bp_pack_uint(out, s->n_keys);
    save_texts(out, s->key, s->n_keys);
    bp_pack_uint(out, s->n_variables);
    save_texts(out, s->variable, s->n_variables);
    for (size_t v = 0; v < s->n_variables; v++)
        bp_pack_uint(out, s->variable_text[v]);
    bp_pack_uint(out, s->weights);
    bp_pack_string(out, s->currency);
    bp_pack_string(out, s->year_column);
    bp_pack_string(out, s->currency_column);
    bp_pack_string(out, s->weight_column);
    bp_pack_uint(out, s->n_watched);
    save_texts(out, s->watched, s->n_watched);
    for (size_t w = 0; w < s->n_watched; w++)
        bp_pack_uint(out, s->watched_as[w] + 1); /* 0: like nothing */
    bp_pack_uint(out, s->n_usual);
    bp_pack_uint(out, s->values_most);
    bp_pack_uint(out, s->n_files);
}

/* A text that may be NULL.  False: memory is out. */
static bool load_text(const char **out, bp_arena *texts, bp_unpack *from)
{
    *out = NULL;
    if (bp_unpack_below(from, 2) == 0)
        return true;
    const bp_text text = bp_unpack_text(from);
    *out = bp_arena_copy(texts, text.at, text.n);
    return *out != NULL;
}

/* As many as follow, of `most` at most. */
static bool load_texts(const char *out[], size_t *n, size_t most, bp_arena *texts,
                       bp_unpack *from)
{
    bool ok = true;
    *n = bp_unpack_below(from, most + 1);
    for (size_t i = 0; ok && i < *n; i++) {
        ok = load_text(&out[i], texts, from);
        from->bad |= ok && out[i] == NULL;
    }
    return ok;
}

static void load_flags(bp_shape *s, bp_unpack *from)
{
    bool *const flag[] = { &s->has_whole,    &s->has_work,    &s->has_experience,
                           &s->of_lines,     &s->of_posts,    &s->has_org,
                           &s->has_person,   &s->has_year,    &s->has_date,
                           &s->has_currency, &s->keep_places, &s->keep_records,
                           &s->keep_people,  &s->keep_rows,   &s->pay_pairs };
    for (size_t i = 0; i < sizeof flag / sizeof flag[0]; i++)
        *flag[i] = bp_unpack_below(from, 2) == 1;
}

/* What is made is made of what rows carry. */
static void load_quotients(bp_shape *s, bp_unpack *from)
{
    for (size_t e = 0; e < s->n_elements; e++) {
        bp_quotient *q = &s->quotient[e];
        q->made = bp_unpack_below(from, 2) == 1;
        if (!q->made)
            continue;
        q->of = (uint8_t)bp_unpack_below(from, s->n_elements);
        q->over = (uint8_t)bp_unpack_below(from, s->n_elements);
        q->hours = (uint32_t)bp_unpack_below(from, UINT32_MAX);
        s->n_made++;
    }
    for (size_t e = 0; e < s->n_elements; e++)
        if (s->quotient[e].made)
            from->bad |= s->quotient[s->quotient[e].of].made ||
                         s->quotient[s->quotient[e].over].made;
}

#define SCALE_MOST 18
#define FILES_MOST 65535 /* a place has 16 bits for its file */

/* What other code takes for granted of a shape. */
static bool makes_sense(const bp_shape *s)
{
    return s->scale >= 0 && s->scale <= SCALE_MOST && s->step > 0 &&
           s->n_elements > (size_t)s->has_experience + s->has_work + s->has_whole &&
           s->whole_of < s->n_elements && s->n_usual <= s->n_watched &&
           (s->pay_pairs ? s->n_elements > 1 : true) && s->n_files > 0;
}

bool bp_shape_load(bp_shape *out, bp_arena *texts, bp_unpack *from)
{
    bp_shape s = { .scale = (int)bp_unpack_int(from) };
    s.step = bp_unpack_int(from);
    bool ok = load_texts(s.element, &s.n_elements, BP_ELEMENTS_MAX, texts, from);
    for (size_t e = 0; e < s.n_elements; e++)
        s.ratio[e] = (bp_ratio)bp_unpack_below(from, BP_RATIO_HOURS + 1);
    load_quotients(&s, from);
    load_flags(&s, from);
    s.whole_of = bp_unpack_uint(from);
    ok = ok && load_texts(s.key, &s.n_keys, BP_KEYS_MAX, texts, from) &&
         load_texts(s.variable, &s.n_variables, BP_VARIABLES_MAX, texts, from);
    for (size_t v = 0; v < s.n_variables; v++)
        s.variable_text[v] = bp_unpack_below(from, 2) == 1;
    s.weights = (bp_weighting)bp_unpack_below(from, BP_WEIGHTS_ANALYTIC + 1);
    ok = ok && load_text(&s.currency, texts, from) &&
         load_text(&s.year_column, texts, from) &&
         load_text(&s.currency_column, texts, from) &&
         load_text(&s.weight_column, texts, from) &&
         load_texts(s.watched, &s.n_watched, BP_WATCHED_MAX, texts, from);
    for (size_t w = 0; w < s.n_watched; w++)
        s.watched_as[w] = bp_unpack_below(from, BP_KEYS_MAX + 2) - 1;
    s.n_usual = bp_unpack_uint(from);
    s.values_most = bp_unpack_uint(from);
    s.n_files = bp_unpack_below(from, FILES_MOST + 1);
    from->bad |= !makes_sense(&s);
    *out = s;
    return ok;
}

/* ---- the survey ---- */

bp_status bp_survey_save(bp_survey *s, bp_str *file, uint64_t *groups, bp_err *err)
{
    bp_saving to = { .survey = s };
    bp_status status = bp_parts_sort(s, err);
    if (status == BP_OK)
        status = bp_parts_save(&to, file, err);
    *groups = s->cells.set.n_prefixes;
    free(to.slice);
    return status;
}

static bp_status damaged(const char *file, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                   "the partial file holds what no benchpay has written");
}

/* Each part at most once, in the order of the table: later ones look at earlier ones. */
static bp_status load_sections(bp_loading *to, bp_packed *from, const char *file,
                               bp_err *err)
{
    char tag;
    bp_unpack body;
    size_t next = 0, place = 0;
    bp_status status = BP_OK;
    while (status == BP_OK && bp_packed_next(from, &tag, &body)) {
        const bp_part_kind *part = bp_part_of(tag, &place);
        if (part == NULL)
            continue;
        if (place < next)
            return damaged(file, err);
        next = place + 1;
        status = part->load(to, &body, err);
        if (status == BP_OK)
            status = bp_packed_status(from, err);
        if (status == BP_OK && !bp_unpack_done(&body))
            return damaged(file, err);
    }
    return status == BP_OK ? bp_packed_status(from, err) : status;
}

bp_status bp_survey_load(bp_survey *s, bp_packed *from, const char *file, uint64_t memory,
                         bp_err *err)
{
    bp_loading to = { .survey = s, .memory = memory };
    bp_status status = load_sections(&to, from, file, err);
    if (status == BP_OK && memory > 0 && bp_survey_bytes(s) > memory)
        status = bp_fail_hint(err, NULL, BP_ELIMIT, (bp_hint){ BP_HINT_MEMORY, NULL },
                              "what the parts hold takes more than %llu KiB of memory",
                              (unsigned long long)(memory >> 10));
    bp_new_ids_release(&to.now);
    free(to.slice);
    return status;
}
