/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reads.c - what was read of the surveys of a pricing.
 *
 * A survey is gone once its figures are taken; what a report says of its files, and of
 * cells that were read as others, is copied before. */
#include "pricing/reads.h"

#include <stdlib.h>
#include <string.h>

#include "data/published.h"
#include "data/recoded.h"
#include "ingest/grid.h"
#include "ingest/input.h"
#include "ingest/recode.h"

/* False: memory is out. */
static bool copy(const char **text, bp_arena *arena)
{
    *text = *text != NULL ? bp_arena_copy(arena, *text, strlen(*text)) : NULL;
    return *text != NULL;
}

static bool add(bp_reads *r, const bp_pricing_input *input, bp_arena *text)
{
    bp_pricing_input own = *input;
    if (!bp_reserve(&r->input, &r->cap_inputs, r->n_inputs + 1, sizeof own) ||
        !copy(&own.file, text) || (own.sha256 != NULL && !copy(&own.sha256, text)))
        return false;
    r->input[r->n_inputs++] = own;
    return true;
}

static bool add_recoded(bp_reads *r, const char *survey, bp_recoded one, bp_arena *text)
{
    if (!bp_reserve(&r->recoded, &r->cap_recoded, r->n_recoded + 1, sizeof *r->recoded) ||
        !copy(&one.column, text) || !copy(&one.file, text) ||
        (one.sha256 != NULL && !copy(&one.sha256, text)))
        return false;
    r->recoded[r->n_recoded++] = (bp_pricing_recoded){ survey, one };
    return true;
}

bool bp_reads_add_grid(bp_reads *r, const bp_grid *g, bp_arena *text)
{
    const bp_reading *reading = bp_grid_reading(g);
    const bp_recode *list = reading->recode;
    char sha256[65] = "";
    if (reading->digest)
        bp_input_digest(bp_grid_head(g)->input, sha256);
    const uint64_t rows = bp_grid_rows(g);
    const bp_pricing_input one = { .file = bp_grid_file(g),
                                   .rows = rows,
                                   .used = rows,
                                   .sha256 = sha256[0] != '\0' ? sha256 : NULL };
    bool ok = add(r, &one, text);
    for (size_t i = 0; ok && list != NULL && i < bp_grid_columns(g); i++) {
        const bp_recoded is = { bp_grid_name(g, i), bp_grid_recoded(g, i), list->file,
                                reading->digest ? list->sha256 : NULL };
        if (is.cells > 0)
            ok = add_recoded(r, r->input[r->n_inputs - 1].file, is, text);
    }
    return ok;
}

bool bp_reads_add_records(bp_reads *r, const char *survey, const bp_survey *s,
                          bp_arena *text)
{
    bool ok = true;
    for (size_t i = 0; ok && i < bp_survey_inputs(s); i++) {
        const bp_tally *in = bp_survey_input(s, i);
        bp_pricing_input one = { .file = in->file,
                                 .rows = in->rows,
                                 .used = in->used,
                                 .filtered = in->filtered,
                                 .sha256 = in->sha256 };
        for (int k = 0; k < BP_RULE_COUNT; k++)
            one.excluded += in->excluded[k];
        ok = add(r, &one, text);
    }
    for (size_t i = 0; ok && i < bp_survey_recodings(s); i++)
        ok = add_recoded(r, survey, bp_survey_recoded(s, i), text);
    return ok;
}

bool bp_reads_add_table(bp_reads *r, const char *survey, const bp_published *t,
                        bp_arena *text)
{
    const bp_pricing_input one = { .file = t->file,
                                   .rows = t->n_rows + t->filtered,
                                   .used = t->n_rows,
                                   .filtered = t->filtered,
                                   .sha256 = t->sha256[0] != '\0' ? t->sha256 : NULL };
    bool ok = add(r, &one, text);
    for (size_t i = 0; ok && i < t->n_columns; i++)
        if (t->column[i].recoded > 0)
            ok = add_recoded(r, survey, bp_published_recoded(t, i), text);
    return ok;
}

void bp_reads_release(bp_reads *r)
{
    free(r->input);
    free(r->recoded);
}
