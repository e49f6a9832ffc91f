/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inputs.c - the input files, and how many of their rows were used.
 *
 * Rows are counted by year and currency while they are read (audit.h); only once both are
 * settled on is it known how many of a file's rows count, and as what. */
#include <stdlib.h>

#include "data/fill.h"
#include "data/inside.h"

static bp_status init(bp_survey *s, bp_err *err)
{
    s->period = "";
    s->input = bp_alloc(0, s->shape.n_files, sizeof s->input[0]);
    bool ok = s->input != NULL;
    for (size_t i = 0; ok && i < s->shape.n_files; i++)
        ok = bp_survey_keep(s, &s->input[i].file,
                            s->shape.file != NULL ? s->shape.file[i] : NULL);
    return bp_survey_memory(ok, err);
}

/* Digests and the period stay where they are known. */
static bp_status merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bool ok = true;
    if (s->period[0] == '\0')
        s->period = from->period;
    for (size_t i = 0; ok && i < s->shape.n_files; i++) {
        s->input[i].filtered += from->input[i].filtered;
        if (s->input[i].sha256 == NULL)
            ok = bp_survey_keep(s, &s->input[i].sha256, from->input[i].sha256);
    }
    return bp_survey_memory(ok, err);
}

static void count_slice(bp_survey *s, size_t file, uint32_t slice)
{
    const bp_slice *p = &s->audit.slice[slice];
    bp_tally *t = &s->input[file];
    for (unsigned o = 0; o < BP_OUTCOMES; o++) {
        const unsigned outcome = bp_survey_outcome(s, o, p->year, p->currency);
        const uint64_t rows =
            p->rows[o] > 0 ? bp_audit_rows(&s->audit, file, slice, o) : 0;
        if (outcome == BP_USED)
            t->used += rows;
        else if (outcome == BP_FILTERED)
            t->filtered += rows;
        else
            t->excluded[outcome] += rows;
    }
}

static bp_status settle(bp_survey *s, bp_err *err)
{
    (void)err;
    for (size_t i = 0; i < s->shape.n_files; i++) {
        bp_tally *t = &s->input[i];
        for (uint32_t k = 0; k < s->audit.n_slices; k++)
            count_slice(s, i, k);
        t->rows = t->used + t->filtered;
        for (size_t r = 0; r < BP_RULE_COUNT; r++)
            t->rows += t->excluded[r];
    }
    return BP_OK;
}

static void release(bp_survey *s)
{
    free(s->input);
}

/* Rows that were not selected, of the files that have some. */
static bp_status save(bp_saving *to, bp_str out[], bp_err *err)
{
    bp_str *own = &out[to->own];
    (void)err;
    for (size_t i = 0; i < to->survey->shape.n_files; i++)
        if (to->survey->input[i].filtered > 0) {
            bp_pack_uint(own, i);
            bp_pack_uint(own, to->survey->input[i].filtered);
        }
    return BP_OK;
}

static bp_status load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    (void)err;
    while (!from->bad && from->at < from->end) {
        const size_t i = bp_unpack_below(from, to->survey->shape.n_files);
        const uint64_t rows = bp_unpack_uint(from);
        if (!from->bad)
            to->survey->input[i].filtered += rows;
    }
    return BP_OK;
}

const bp_part_kind bp_part_inputs = { .init = init,
                                      .merge = merge,
                                      .settle = settle,
                                      .release = release,
                                      .tag = 'I',
                                      .save = save,
                                      .load = load };

void bp_survey_filter(bp_survey *s, uint32_t file)
{
    s->input[file].filtered++;
}

void bp_survey_unselect(bp_survey *s, uint32_t file)
{
    s->input[file].used--;
    s->input[file].filtered++;
}

void bp_survey_set_period(bp_survey *s, const char *constant)
{
    s->period = constant;
}

bp_status bp_survey_set_digest(bp_survey *s, size_t input, const char *hex, bp_err *err)
{
    return bp_survey_memory(bp_survey_keep(s, &s->input[input].sha256, hex), err);
}

size_t bp_survey_inputs(const bp_survey *s)
{
    return s->shape.n_files;
}

const bp_tally *bp_survey_input(const bp_survey *s, size_t i)
{
    return &s->input[i];
}

uint64_t bp_survey_used(const bp_survey *s)
{
    uint64_t used = 0;
    for (size_t i = 0; i < s->shape.n_files; i++)
        used += s->input[i].used;
    return used;
}

const char *bp_survey_period(const bp_survey *s)
{
    return s->period;
}
