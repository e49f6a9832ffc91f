/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure.c - the report of a structure: what to look at, its grades and its jobs.
 *
 * People get the warnings first, then the grades, then the jobs. */
#include "compose/structure.h"
#include "benchpay/compose.h"
#include "compose/chart.h"
#include "compose/employees.h"
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/words.h"

/* ---- warnings ---- */

static const char *warning_text(bp_report *r, const bp_structure *s,
                                const bp_structure_warning *w)
{
    const bp_grade *g = &s->grade[w->grade];
    const bp_priced_job *j = w->job != SIZE_MAX ? &s->job[w->job] : NULL;
    const bp_value ratio = bp_value_ratio(j != NULL ? j->market / g->midpoint : 0);
    const bp_value overlap = bp_percent_of(g->overlap);
    switch (w->doubt) {
    case BP_DOUBT_MIDPOINTS:
        return bp_report_text(r, "grade %s: its midpoint is not above that of %s",
                              g->name, s->grade[w->grade - 1].name);
    case BP_DOUBT_OVERLAP:
        return g->overlap.value < 0
                   ? bp_report_text(r, "grade %s: it begins above the maximum of %s",
                                    g->name, s->grade[w->grade - 1].name)
                   : bp_report_text(r, "grade %s: its overlap with %s is %s", g->name,
                                    s->grade[w->grade - 1].name,
                                    bp_words_value(r, overlap));
    case BP_DOUBT_GRADE_EMPTY:
        return bp_report_text(r, "grade %s has no job", g->name);
    case BP_DOUBT_JOB_BOUNDARY:
        return j->nearest == w->grade
                   ? bp_report_text(r,
                                    "job %s: its market is more than half a step from "
                                    "the midpoint of grade %s",
                                    j->job, g->name)
                   : bp_report_text(r,
                                    "job %s: its market is nearer to the midpoint of "
                                    "grade %s than to that of its own, %s",
                                    j->job, s->grade[j->nearest].name, g->name);
    case BP_DOUBT_MANAGER_PAIR:
        return bp_report_text(r, "job %s reports to %s, which is in the same grade %s",
                              j->job, s->job[w->other].job, g->name);
    default:
        return bp_report_text(r, "job %s: its market is %s of the midpoint of grade %s",
                              j->job, bp_words_value(r, ratio), g->name);
    }
}

static void add_warnings(bp_report *r, const bp_structure *s)
{
    bp_compose_own_warnings(r, s->n_warnings > 0);
    for (size_t i = 0; i < s->n_warnings; i++) {
        const bp_structure_warning *w = &s->warning[i];
        bp_compose_own_warning(r, bp_structure_doubt_code(w->doubt),
                               warning_text(r, s, w),
                               w->job != SIZE_MAX ? s->job[w->job].line : 0);
    }
}

/* ---- the whole ---- */

static void add_notes(bp_report *r, const bp_structure *s)
{
    const bp_value next = bp_value_percent(s->question->next);
    if (s->n_without > 0)
        bp_report_note(r, "%zu job%s without a market left out", s->n_without,
                       s->n_without == 1 ? "" : "s");
    if (next.figure.value != 0)
        bp_report_note(
            r, "%s",
            bp_words_line(r, BP_SAY("all midpoints are moved by {}, before rounding"),
                          &next, 1));
}

/* "6 of 39 employees are below the new minima; to bring them there takes ..." */
static void say_cost(bp_report *r, const bp_structure *s)
{
    const bp_structure_staff *staff = &s->staff;
    const bp_value said[] = { bp_value_count(staff->below), bp_value_count(staff->people),
                              bp_value_money(staff->to_min, NULL) };
    if (staff->file == NULL)
        return;
    bp_report_add_input(
        r, &(bp_source_note){ .file = staff->file,
                              .rows = staff->rows,
                              .used = staff->used,
                              .filtered = staff->filtered,
                              .excluded = staff->rows - staff->used - staff->filtered,
                              .sha256 = staff->sha256 });
    bp_report_say(r,
                  BP_SAY("Below the minimum: {} of {} employees. Bringing them to it "
                         "costs {} a year."),
                  said, 3);
    bp_compose_staff_notes(r, &staff->notes);
    if (staff->without > 0)
        bp_report_note(r, "%llu employee%s of no grade or job of the structure left out",
                       (unsigned long long)staff->without,
                       staff->without == 1 ? "" : "s");
}

static void fill(bp_report *r, const bp_structure *s)
{
    const bp_structure_question *q = s->question;
    const bp_value market = bp_value_text(s->market);
    bp_report_set_request(r, q->request, q->n_request);
    bp_report_add_input(r, &(bp_source_note){ .file = s->file,
                                              .rows = s->n_jobs + s->n_without,
                                              .used = s->n_jobs,
                                              .excluded = s->n_without,
                                              .sha256 = s->sha256 });
    r->title = bp_report_text(r, "%s", q->title != NULL ? q->title : "Pay structure");
    bp_report_add_scope(r,
                        bp_report_line(r, BP_SAY("{} grades, {} jobs; market: column {}"),
                                       BP_VALUES(bp_value_count(s->n_grades),
                                                 bp_value_count(s->n_jobs), market)));
    r->market.text = bp_report_line(r, BP_SAY("Pay structure by {}"), &market, 1);
    r->has_method = false;
    add_warnings(r, s);
    bp_report_add_section(r, &(bp_section){ .name = "grades", .heading = "Grades" });
    bp_structure_add_csv(r, s);
    bp_structure_add_midpoints(r, s);
    if (q->chart)
        bp_slot_structure(r, s, NULL, NULL);
    say_cost(r, s);
    bp_structure_add_grades(r, s);
    bp_structure_add_jobs(r, s);
    add_notes(r, s);
}

bp_status bp_report_of_structure(bp_report **out, const bp_structure *s, bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = bp_report_new(&r, "structure", err);
    if (status != BP_OK)
        return status;
    fill(r, s);
    return bp_report_finish(out, r, err);
}

bp_status bp_report_of_structure_chart(bp_report **out, const bp_structure *s,
                                       const char *title, const char *note, bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = bp_chart_page(&r, err);
    if (status != BP_OK)
        return status;
    bp_slot_structure(r, s, title, note);
    return bp_report_finish(out, r, err);
}
