/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridrows.c - the rows of a small table that a choice takes.
 *
 * Conditions mean the same here as in a survey: they are parsed and asked by the same
 * functions, row by row, since such a table is small. */
#include "ingest/gridrows.h"

#include "ingest/lookup.h"
#include "ingest/where.h"

static void leave_out(bool take[], const bp_grid *g, const bp_condition *c,
                      const bp_reading *reading)
{
    const bp_head *h = bp_grid_head(g);
    const bp_column_kind kind = bp_evidence_kind(&h->evidence[c->column]);
    bp_compare_rules rules = { .style = bp_head_style(h, c->column, true),
                               .missing = reading->missing,
                               .n_missing = reading->n_missing,
                               .numbers =
                                   bp_column_is_number(kind) || kind == BP_COLUMN_DATE };
    bp_condition_prepare(c, &rules);
    for (size_t i = 0; i < bp_grid_rows(g); i++)
        take[i] = take[i] && bp_condition_holds(c, bp_grid_cell(g, i, c->column), &rules);
}

static bool is_job(const bp_grid *g, size_t row, const bp_schema *s, const bp_choice *c)
{
    const size_t column[] = { s->column[BP_ROLE_JOB], s->column[BP_ROLE_TITLE] };
    for (size_t i = 0; i < c->n_job; i++)
        for (size_t k = 0; k < 2; k++)
            if (column[k] != BP_NO_COLUMN &&
                bp_text_alike(bp_text_trim(bp_grid_cell(g, row, column[k])),
                              bp_text_trim(bp_text_of(c->job[i]))))
                return true;
    return false;
}

static bp_status choose_jobs(bool take[], const bp_grid *g, const bp_schema *s,
                             const bp_choice *c, bp_err *err)
{
    if (c->n_job > 0 && s->column[BP_ROLE_JOB] == BP_NO_COLUMN &&
        s->column[BP_ROLE_TITLE] == BP_NO_COLUMN)
        return bp_fail(err, &(bp_loc){ .file = bp_grid_file(g) }, BP_EUSAGE,
                       "there is no job or title column");
    for (size_t i = 0; c->n_job > 0 && i < bp_grid_rows(g); i++)
        take[i] = take[i] && is_job(g, i, s, c);
    return BP_OK;
}

bp_status bp_grid_choose(bool take[], size_t *n, const bp_grid *g,
                         const bp_reading *reading, const bp_choice *choice, bp_err *err)
{
    const bp_head *h = bp_grid_head(g);
    bp_schema schema;
    const bp_lookup lookup = { reading, choice, bp_grid_file(g), h, &schema, NULL };
    bp_status status =
        bp_schema_find(&schema, lookup.file, &h->layout, h->evidence, NULL, 0, err);
    for (size_t i = 0; status == BP_OK && i < choice->n_where; i++) {
        bp_condition c;
        status = bp_condition_parse(&c, choice->where[i], &lookup, err);
        if (status == BP_OK)
            leave_out(take, g, &c, reading);
    }
    if (status == BP_OK)
        status = choose_jobs(take, g, &schema, choice, err);
    if (status != BP_OK)
        return status;
    *n = 0;
    for (size_t i = 0; i < bp_grid_rows(g); i++)
        *n += take[i];
    return *n > 0 ? BP_OK
                  : bp_fail(err, &(bp_loc){ .file = lookup.file }, BP_EDATA,
                            "no line is left by the conditions");
}
