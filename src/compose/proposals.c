/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proposals.c - the report of matches that are proposed.
 *
 * Its csv is what `price` reads, a line a proposal with a mark before the match; people
 * who only look see the same lines, job by job. */
#include "benchpay/compose.h"
#include "compose/price.h"
#include "compose/words.h"
#include "report/build.h"

enum { JOB, TITLE, SURVEY, MATCH, WEIGHT, ADJUST, GRADE, LOCATION, SCORE, MATCH_TITLE };

static const bp_column columns[] = {
    [JOB] = { "job", "Job", BP_KIND_TEXT, BP_COL_OUTER, 0 },
    [TITLE] = { "title", "Title", BP_KIND_TEXT, BP_COL_OUTER, 0 },
    [SURVEY] = { "survey", "Survey", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [MATCH] = { "match", "Match", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [WEIGHT] = { "weight", "Weight", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [ADJUST] = { "adjust", "Adjusted", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [GRADE] = { "grade", "Grade", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [LOCATION] = { "location", "Location", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [SCORE] = { "score", "Score", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
    [MATCH_TITLE] = { "match_title", "Its title", BP_KIND_TEXT, BP_COL_FIELD, 0 },
};

#define COLUMNS (sizeof columns / sizeof columns[0])

static void add_head(bp_report *r, const bp_proposals *p, const bp_pricing_question *q)
{
    const bp_value said[] = { bp_value_count(p->n), bp_value_count(p->n_surveys) };
    bp_report_set_request(r, q->labels.request, q->labels.n_request);
    bp_compose_price_reads(r, p->input, p->n_inputs, p->recoded, p->n_recoded);
    r->title = bp_report_text(
        r, "%s", q->labels.title != NULL ? q->labels.title : "Proposed matches");
    bp_report_add_scope(
        r, bp_report_line(r, BP_SAY("{} jobs, {} surveys: the nearest titles of each"),
                          said, 2));
    r->has_method = false;
}

static void add_row(bp_report *r, const bp_proposed_job *j, const bp_proposal *one)
{
    bp_value v[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++)
        v[c] = bp_value_text("");
    v[JOB] = bp_value_text(bp_report_text(r, "%s", j->job));
    v[TITLE] = bp_value_text(bp_report_text(r, "%s", j->title));
    v[GRADE] = bp_value_text(bp_report_text(r, "%s", j->grade));
    v[LOCATION] = bp_value_text(bp_report_text(r, "%s", j->location));
    v[SURVEY] = bp_value_text(bp_report_text(r, "%s", one->survey));
    v[MATCH] = bp_value_text(bp_report_text(r, "%c%s", BP_PROPOSED_MARK, one->match));
    v[SCORE] = bp_value_number(one->score);
    v[MATCH_TITLE] = bp_value_text(bp_report_text(r, "%s", one->title));
    bp_report_add_row(r, v, COLUMNS, 0, false);
}

bp_status bp_report_of_proposals(bp_report **out, const bp_proposals *p,
                                 const bp_pricing_question *q, bp_err *err)
{
    static const size_t display[] = { JOB, TITLE, SURVEY, MATCH, SCORE, MATCH_TITLE };
    bp_report *r = NULL;
    bp_status made = bp_report_new(&r, "price", err);
    if (made != BP_OK)
        return made;
    add_head(r, p, q);
    bp_report_add_section(r, &(bp_section){ .name = "proposals", .pages = true });
    bp_report_add_table(r,
                        &(bp_table){ .name = "proposals",
                                     .machine = { .json = "jobs",
                                                  .shape = BP_JSON_NESTED,
                                                  .inner = "proposals",
                                                  .csv = true },
                                     .column = columns,
                                     .n_columns = COLUMNS,
                                     .display = display,
                                     .n_display = sizeof display / sizeof display[0] });
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; k < p->job[i].n; k++)
            add_row(r, &p->job[i], &p->job[i].proposal[k]);
    bp_report_note(
        r,
        "a score compares titles, not what the jobs are: take the '%c' of a match that "
        "is right away, and the lines of the others; nothing else is priced",
        BP_PROPOSED_MARK);
    return bp_report_finish(out, r, err);
}
