/* SPDX-License-Identifier: GPL-3.0-or-later */
/* state.c - a survey as a file, before it is settled.
 *
 * A file is loaded into the survey that has all others already, not made a survey of its
 * own that is merged: so ten thousand files take the memory of their sum. */
#include "data/state.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/room.h"
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

#define FLAG(name) offsetof(bp_shape, name)

/* What a shape says yes or no to, in the order of the file. */
static const size_t flags[] = {
    FLAG(has_whole),   FLAG(has_work),     FLAG(has_experience), FLAG(of_lines),
    FLAG(of_posts),    FLAG(has_org),      FLAG(has_person),     FLAG(has_year),
    FLAG(has_date),    FLAG(has_currency), FLAG(keep_places),    FLAG(keep_records),
    FLAG(keep_people), FLAG(keep_rows),    FLAG(pay_pairs),
};

#define FLAGS (sizeof flags / sizeof flags[0])

void bp_shape_save(bp_str *out, const bp_shape *s)
{
    bp_pack_int(out, s->scale);
    bp_pack_int(out, s->step);
    bp_pack_uint(out, s->n_elements);
    save_texts(out, s->element, s->n_elements);
    for (size_t e = 0; e < s->n_elements; e++)
        bp_pack_uint(out, s->ratio[e]);
    save_quotients(out, s);
    for (size_t i = 0; i < FLAGS; i++)
        bp_pack_uint(out, *(const bool *)((const char *)s + flags[i]));
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
    for (size_t i = 0; i < FLAGS; i++)
        *(bool *)((char *)s + flags[i]) = bp_unpack_below(from, 2) == 1;
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

bp_status bp_survey_divide(bp_survey *s, bp_str file[], size_t owners, size_t own,
                           uint64_t *groups, bp_err *err)
{
    bp_saving to = { .survey = s, .owners = owners, .own = own };
    bp_new_ids now = { 0 };
    bp_status status = bp_parts_sort(s, &now, err);
    bp_new_ids_release(&now);
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

/* A file whose sections come in the order of the parts, each at most once: later ones
 * look at earlier ones. */
typedef struct walk {
    bp_packed *from;
    const char *file;
    size_t next;              /* the least part that may come */
    const bp_part_kind *part; /* whose section is at hand; NULL: there are no more */
    bp_unpack body;
} walk;

static bp_status go_on(walk *w, bp_err *err)
{
    char tag;
    size_t place = 0;
    w->part = NULL;
    while (w->part == NULL && bp_packed_next(w->from, &tag, &w->body))
        w->part = bp_part_of(tag, &place);
    if (w->part == NULL)
        return bp_packed_status(w->from, err);
    if (place < w->next)
        return damaged(w->file, err);
    w->next = place + 1;
    return BP_OK;
}

/* A section was read: all of it, and it was one. */
static bp_status end_section(walk *w, bp_err *err)
{
    bp_status status = bp_packed_status(w->from, err);
    if (status == BP_OK && !bp_unpack_done(&w->body))
        status = damaged(w->file, err);
    return status == BP_OK ? go_on(w, err) : status;
}

/* Loads what comes, unless it is to be joined. */
static bp_status load_sections(walk *w, bp_loading *to, bool joins, bp_err *err)
{
    bp_status status = go_on(w, err);
    while (status == BP_OK && w->part != NULL && !(joins && w->part->join != NULL)) {
        status = w->part->load(to, &w->body, err);
        if (status == BP_OK)
            status = end_section(w, err);
    }
    return status;
}

static void loading_release(bp_loading *to)
{
    bp_new_ids_release(&to->now);
    free(to->slice);
}

/* Rows may have this part of the memory while they are loaded: what is made of them later
 * takes some, too. */
#define IN_MEMORY 2

static bp_status make_way(const bp_loading *to, bp_err *err)
{
    bp_survey *s = to->survey;
    bp_status status = BP_OK;
    if (to->memory == 0)
        return BP_OK;
    if (bp_survey_bytes(s) > to->memory / IN_MEMORY)
        status = bp_survey_put_away(s, to->memory, err);
    if (status != BP_OK || bp_survey_bytes(s) <= to->memory)
        return status;
    return bp_fail_hint(err, NULL, BP_ELIMIT, (bp_hint){ BP_HINT_MEMORY, NULL },
                        "what the parts hold takes more than %llu KiB of memory",
                        (unsigned long long)(to->memory >> 10));
}

static bp_bag_weights weights_of(const bp_packed *from)
{
    return (from->required & BP_PACK_MULTIPLES) != 0 ? BP_BAG_MULTIPLES : BP_BAG_WEIGHED;
}

bp_status bp_survey_load(bp_survey *s, bp_packed *from, const char *file, uint64_t rows,
                         uint64_t memory, bp_err *err)
{
    const uint64_t each = s->shape.n_elements + s->shape.keep_rows;
    bp_loading to = { .survey = s,
                      .memory = memory,
                      .make_way = make_way,
                      .weights = weights_of(from),
                      .amounts = rows < UINT64_MAX / each ? rows * each : 0 };
    walk w = { .from = from, .file = file };
    bp_status status = load_sections(&w, &to, false, err);
    if (status == BP_OK)
        status = make_way(&to, err);
    loading_release(&to);
    return status;
}

/* ---- several become one ---- */

typedef struct joint {
    bp_survey *survey; /* of what does not grow with the rows */
    bp_saving saving;
    walk *file;        /* [n] */
    bp_loading *to;    /* [n] */
    bp_joined *joined; /* [n] */
    size_t n;
    bp_spool *out;
} joint;

static void follow(uint32_t id[], size_t n, const uint32_t now[])
{
    for (size_t i = 0; i < n; i++)
        id[i] = now[id[i]];
}

/* What numbers of files meant has other numbers now. */
static void renumber(bp_loading *to, const bp_new_ids *now, const uint32_t slice[])
{
    for (size_t k = 0; k < to->survey->shape.n_keys; k++)
        follow(to->now.key[k], to->n_key[k], now->key[k]);
    follow(to->now.org, to->n_org, now->org);
    follow(to->now.currency, to->n_currency, now->currency);
    follow(to->slice, to->n_slices, slice);
}

/* The parts that do not grow with the rows: loaded of all files, and saved. */
static bp_status join_small(joint *j, bp_err *err)
{
    bp_new_ids now = { 0 };
    bp_str text = { 0 };
    const bp_part_kind *part;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < j->n; i++)
        status = load_sections(&j->file[i], &j->to[i], true, err);
    if (status == BP_OK)
        status = bp_parts_sort(j->survey, &now, err);
    for (size_t p = 0; status == BP_OK && (part = bp_part_at(p)) != NULL; p++)
        if (part->join == NULL)
            status = bp_part_save(part, &j->saving, &text, err);
    if (status == BP_OK)
        status = bp_spool_take(j->out, &text, err);
    for (size_t i = 0; status == BP_OK && i < j->n; i++)
        renumber(&j->to[i], &now, j->saving.slice);
    bp_str_release(&text);
    bp_new_ids_release(&now);
    return status;
}

/* The files that have a section of the part; others have nothing of it. */
static bp_status join_part(joint *j, const bp_part_kind *part, bp_err *err)
{
    bp_spool body = bp_spool_of(j->out->beside);
    bp_joining joining = { .survey = j->survey, .file = j->joined, .out = &body };
    for (size_t i = 0; i < j->n; i++)
        if (j->file[i].part == part)
            j->joined[joining.n++] = (bp_joined){ &j->to[i], j->file[i].body };
    bp_status status = joining.n > 0 ? part->join(&joining, err) : BP_OK;
    for (size_t i = 0, k = 0; status == BP_OK && i < j->n; i++)
        if (j->file[i].part == part) {
            j->file[i].body = j->joined[k++].from;
            status = end_section(&j->file[i], err);
        }
    if (status == BP_OK && joining.n > 0)
        status = bp_spool_section(j->out, part->tag, &body, err);
    bp_spool_release(&body);
    return status;
}

/* No section may be left: behind those that are joined no other comes. */
static bp_status end_files(const joint *j, bp_err *err)
{
    for (size_t i = 0; i < j->n; i++)
        if (j->file[i].part != NULL)
            return damaged(j->file[i].file, err);
    return BP_OK;
}

static bp_status join(joint *j, bp_err *err)
{
    const bp_part_kind *part;
    bp_status status = join_small(j, err);
    for (size_t p = 0; status == BP_OK && (part = bp_part_at(p)) != NULL; p++)
        if (part->join != NULL)
            status = join_part(j, part, err);
    return status == BP_OK ? end_files(j, err) : status;
}

bp_status bp_survey_join(bp_survey *s, bp_packed from[], const char *const file[],
                         size_t n, bp_spool *out, uint64_t *groups, bp_err *err)
{
    bp_room room = { 0 };
    joint j = { .survey = s,
                .saving = { .survey = s, .owners = 1 },
                .file = bp_room_take(&room, n, sizeof j.file[0]),
                .to = bp_room_take(&room, n, sizeof j.to[0]),
                .joined = bp_room_take(&room, n, sizeof j.joined[0]),
                .n = n,
                .out = out };
    const bool ok = !room.failed;
    bp_status status = bp_survey_memory(ok, err);
    for (size_t i = 0; ok && i < n; i++) {
        j.file[i] = (walk){ .from = &from[i], .file = file[i] };
        j.to[i].survey = s;
        j.to[i].make_way = make_way;
        j.to[i].weights = weights_of(&from[i]);
    }
    if (status == BP_OK)
        status = join(&j, err);
    *groups = s->cells.set.n_prefixes;
    for (size_t i = 0; ok && i < n; i++)
        loading_release(&j.to[i]);
    free(j.saving.slice);
    bp_room_release(&room);
    return status;
}
