/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_explain.c - `benchpay explain`: how one percentile came about.
 *
 * It asks for the table that has the figure, with the same levels beside it: what rules
 * withhold depends on what else is shown. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "benchpay/compose.h"
#include "cli/command.h"
#include "cli/run.h"

/* What the question points into. */
typedef struct asked {
    bp_level *level;
    const char **by;
    bp_arena text;
} asked;

static bp_status add_level(asked *m, bp_question *q, bp_level level, bp_err *err)
{
    const size_t n = q->method.n_levels;
    bool there = false;
    m->level = bp_alloc(0, n + 1, sizeof *m->level);
    if (m->level == NULL)
        return bp_no_memory(err, "the question");
    for (size_t i = 0; i < n; i++) {
        m->level[i] = q->method.level[i];
        there |= bp_level_compare(m->level[i], level) == 0;
    }
    m->level[n] = level;
    q->method.level = m->level;
    q->method.n_levels = n + !there;
    return BP_OK;
}

/* Groups are those of the cell where nothing else is said. */
static bp_status add_columns(asked *m, bp_question *q, const bp_words *cell, bp_err *err)
{
    if (q->choice.n_by > 0 || cell->n == 0)
        return BP_OK;
    m->by = bp_alloc(0, cell->n, sizeof *m->by);
    if (m->by == NULL)
        return bp_no_memory(err, "the question");
    for (size_t i = 0; i < cell->n; i++) {
        const bp_text name =
            bp_text_trim((bp_text){ cell->at[i], strcspn(cell->at[i], "=") });
        m->by[i] = bp_arena_copy(&m->text, name.at, name.n);
        if (m->by[i] == NULL)
            return bp_no_memory(err, "the question");
    }
    q->choice.by = m->by;
    q->choice.n_by = cell->n;
    return BP_OK;
}

static bp_status explain(bp_report **out, const bp_request *r, const bp_question *q,
                         bp_err *err)
{
    const bp_explain_cell cell = { r->cell.at, r->cell.n, r->explained };
    bp_explanation e;
    bp_answer *a = NULL;
    bp_status status = bp_answer_new(&a, q, err);
    if (status == BP_OK)
        status = bp_explain(&e, a, &cell, err);
    if (status == BP_OK)
        status = bp_report_of_explanation(out, &e, err);
    bp_answer_free(a);
    return status;
}

static bp_status make(bp_report **out, bp_run *run, bp_err *err)
{
    const bp_request *r = run->request;
    asked m = { 0 };
    bp_question q = bp_request_question(r, BP_ASK_PERCENTILES);
    q.reading.keep_dates = true;
    bp_status status = add_level(&m, &q, r->explained, err);
    if (status == BP_OK)
        status = add_columns(&m, &q, &r->cell, err);
    if (status == BP_OK)
        status = explain(out, r, &q, err);
    free(m.level);
    free(m.by);
    bp_arena_release(&m.text);
    return status;
}

bp_status bp_cmd_explain(const bp_request *r, bp_err *err)
{
    bp_status status = bp_request_check_seed(r, err);
    if (status == BP_OK)
        status = bp_request_check_age(r, err);
    return status == BP_OK ? bp_run_report(r, make, bp_write_report, err) : status;
}
