/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure_tables.c - grades and jobs of a structure as tables.
 *
 * Machines get one csv of both kinds of lines, and json a list of each.  A workbook has
 * more columns than a page, since its ranges are worked out where they stand: whoever
 * gets it tries other midpoints, spreads, steps and markets in it, so every figure is
 * computed there from those cells, in the order in which the structure was: line,
 * midpoint, rounded, ends from the rounded one, all else from what is printed.  Sums over
 * products stand where conditions would compare names as numbers. */
#include "compose/fields.h"
#include "compose/live.h"
#include "compose/structure.h"

#define ROUNDED(x) BP_LIVE_ROUNDED("[settings:round:0]", x)

static void put_money(bp_fields *f, const char *key, const char *heading, double amount,
                      bp_formula formula)
{
    bp_put(f, key, heading, bp_value_money(amount, NULL));
    bp_put_formula(f, formula);
}

/* ---- grades ---- */

/* Where the workbook has them: the place, what was asked, and the midpoint before it was
 * rounded. */
static void put_wanted(bp_fields *f, const bp_structure *s, const bp_grade *g, size_t k)
{
    bp_put_at(f, "on", "Place", bp_value_number(g->number), BP_COL_DISPLAY);
    bp_put_at(f, "wanted", "Spread asked", bp_value_percent(g->wanted), BP_COL_DISPLAY);
    bp_put_formula(f, "");
    bp_put_at(f, "unrounded", "Unrounded", bp_value_money(g->unrounded, NULL),
              BP_COL_DISPLAY);
    bp_put_formula(
        f, s->question->fit
               ? "EXP([fit:a:0]+[fit:b:0]*[on])*(1+[settings:next:0])"
               : bp_report_text(f->r,
                                "[settings:from:0]*(1+[settings:progression:0])^%zu*"
                                "(1+[settings:next:0])",
                                k));
}

/* Against the grade below, which the lowest has none of. */
static void put_steps(bp_fields *f, const bp_grade *g, size_t k)
{
    bp_put_spare(f, "progression", "Step", bp_percent_of(g->progression), BP_COL_FIELD,
                 3);
    if (k > 0)
        bp_put_formula(f,
                       bp_report_text(f->r, "[midpoint]/[grades:midpoint:%zu]-1", k - 1));
    bp_put_spare(f, "overlap", "Overlap", bp_percent_of(g->overlap), BP_COL_FIELD, 2);
    if (k > 0)
        bp_put_formula(
            f, bp_report_text(
                   f->r, "IF([max]>[min],([grades:max:%zu]-[min])/([max]-[min]),\"n/a\")",
                   k - 1));
}

/* Columns that leave the page where it has no room: a step can be read off the midpoints,
 * and where steps are alike the line above the table says it. */
static void add_grade(bp_fields *f, const bp_structure *s, size_t k)
{
    const bp_grade *g = &s->grade[k];
    bp_put_at(f, "grade", "Grade", bp_value_text(g->name), BP_COL_KEY);
    put_money(f, "min", "Minimum", g->min, ROUNDED("[midpoint]/(1+[wanted]/2)"));
    put_money(f, "q1", "Q1", g->q1, "[min]+([max]-[min])/4");
    put_money(f, "midpoint", "Midpoint", g->midpoint, ROUNDED("[unrounded]"));
    put_money(f, "q3", "Q3", g->q3, "[min]+3*([max]-[min])/4");
    put_money(f, "max", "Maximum", g->max,
              ROUNDED("[midpoint]*(1+[wanted])/(1+[wanted]/2)"));
    bp_put(f, "spread", "Spread", bp_value_percent(g->spread));
    bp_put_formula(f, "([max]-[min])/[min]");
    put_steps(f, g, k);
    bp_put(f, "jobs", "Jobs", bp_value_count(g->jobs));
    bp_put_formula(f, "SUMPRODUCT(--([jobs:grade]=[grade]))");
    bp_put(f, "market", "Market", bp_money_of(g->market, NULL));
    bp_put_formula(f, "IF([jobs]=0,\"n/a\",SUMPRODUCT(([jobs:grade]=[grade])*"
                      "[jobs:market])/[jobs])");
    bp_put_spare(f, "midpoint_to_market", "Ratio",
                 bp_value_figure(BP_KIND_RATIO, g->midpoint_to_market, NULL),
                 BP_COL_FIELD, 1);
    bp_put_formula(f, "IF([jobs]=0,\"n/a\",[midpoint]/[market])");
    put_wanted(f, s, g, k);
    if (s->staff.file != NULL) {
        bp_put(f, "people", "People", bp_value_count(g->people));
        bp_put(f, "to_min", "To minimum", bp_value_money(g->to_min, NULL));
    }
    bp_fields_row(f, 0, false);
}

void bp_structure_add_grades(bp_report *r, const bp_structure *s)
{
    static const size_t shown[] = { 0, 1, 3, 5, 6, 7, 8, 9, 10, 11, 15, 16 };
    static const size_t sheet[] = { 0, 12, 14, 13, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "grades",
                                 .machine = { .json = "grades", .data = true },
                                 .display = shown,
                                 .n_display = s->staff.file != NULL ? 12 : 10,
                                 .sheet = sheet,
                                 .n_sheet = 15 },
                    false);
    for (size_t k = 0; k < s->n_grades; k++)
        add_grade(&f, s, k);
    bp_report_remark(r,
                     BP_SAY("Spread: (maximum - minimum) / minimum. Step: from the "
                            "midpoint below. Overlap: the part of a range that the one "
                            "below reaches. Market: the mean of the grade's jobs. Ratio: "
                            "midpoint / market."),
                     NULL, 0);
}

/* ---- jobs ---- */

/* Of the job's grade. */
#define OF_GRADE(column) "INDEX([grades:" column "],MATCH([grade],[grades:grade],0))"

#define DISTANCES "ABS(LN([market]/[grades:midpoint]))"

static void add_job(bp_fields *f, const bp_structure *s, const bp_priced_job *j)
{
    const bp_grade *g = &s->grade[j->grade];
    const bool points = s->question->on_points;
    bp_put_at(f, "job", "Job", bp_value_text(j->job), BP_COL_KEY);
    bp_put(f, "title", "Title", bp_value_text(j->title));
    bp_put_at(f, "grade", "Grade", bp_value_text(g->name), BP_COL_KEY);
    bp_put_formula(f, j->placed ? "" : "[nearest]");
    put_money(f, "min", "Minimum", g->min, OF_GRADE("min"));
    put_money(f, "q1", "Q1", g->q1, OF_GRADE("q1"));
    put_money(f, "midpoint", "Midpoint", g->midpoint, OF_GRADE("midpoint"));
    put_money(f, "q3", "Q3", g->q3, OF_GRADE("q3"));
    put_money(f, "max", "Maximum", g->max, OF_GRADE("max"));
    put_money(f, "market", "Market", j->market, "");
    bp_put(f, "nearest", "Nearest", bp_value_text(s->grade[j->nearest].name));
    bp_put_formula(f, "INDEX([grades:grade],SUMPRODUCT(MATCH(TRUE," DISTANCES
                      "<=MIN(" DISTANCES ")+1E-12,0)))");
    bp_put(f, "market_to_midpoint", "Market/midpoint",
           bp_value_ratio(j->market / g->midpoint));
    bp_put_formula(f, "[market]/[midpoint]");
    bp_put_at(f, "on", "Place", bp_value_figure(BP_KIND_NUMBER, j->on, NULL),
              BP_COL_DISPLAY);
    bp_put_formula(f, points ? "" : j->on.state == BP_SHOWN ? OF_GRADE("on") : NULL);
    bp_fields_row(f, 0, false);
}

void bp_structure_add_jobs(bp_report *r, const bp_structure *s)
{
    static const size_t shown[] = { 0, 1, 2, 8, 5, 10, 9 };
    static const size_t sheet[] = { 0, 1, 2, 11, 8, 3, 4, 5, 6, 7, 10, 9 };
    bp_fields f;
    bp_report_add_section(
        r, &(bp_section){ .name = "jobs", .heading = "Jobs", .sheet = "Jobs" });
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "jobs",
                                 .machine = { .json = "jobs", .data = true },
                                 .display = shown,
                                 .n_display = 7,
                                 .sheet = sheet,
                                 .n_sheet = 12 },
                    false);
    for (size_t i = 0; i < s->n_jobs; i++)
        add_job(&f, s, &s->job[i]);
    bp_fields_end(&f);
    bp_report_remark(r,
                     BP_SAY("Nearest: the grade whose midpoint is nearest to the market "
                            "in proportion; of two the lower."),
                     NULL, 0);
}

/* ---- csv ---- */

/* A line of a grade, or of a job in it; NULL: it is of the grade. */
static void add_csv_line(bp_fields *f, const bp_structure *s, const bp_grade *g,
                         const bp_priced_job *j)
{
    const bool grade = j == NULL;
    const bp_figure none = bp_figure_absent();
    const bp_figure ratio = grade ? none : bp_figure_of(j->market / g->midpoint);
    bp_put_at(f, "kind", NULL, bp_value_text(grade ? "grade" : "job"), BP_COL_CSV);
    bp_put_at(f, "grade", NULL, bp_value_text(g->name), BP_COL_KEY);
    bp_put(f, "min", NULL, bp_value_money(g->min, NULL));
    bp_put(f, "q1", NULL, bp_value_money(g->q1, NULL));
    bp_put(f, "midpoint", NULL, bp_value_money(g->midpoint, NULL));
    bp_put(f, "q3", NULL, bp_value_money(g->q3, NULL));
    bp_put(f, "max", NULL, bp_value_money(g->max, NULL));
    bp_put(f, "spread", NULL, bp_value_if(grade, bp_value_percent(g->spread)));
    bp_put(f, "progression", NULL, bp_percent_of(grade ? g->progression : none));
    bp_put(f, "overlap", NULL, bp_percent_of(grade ? g->overlap : none));
    bp_put(f, "jobs", NULL, bp_value_if(grade, bp_value_count(g->jobs)));
    bp_put(f, "market", NULL,
           bp_money_of(grade ? g->market : bp_figure_of(j->market), NULL));
    bp_put(f, "midpoint_to_market", NULL,
           bp_value_figure(BP_KIND_RATIO, grade ? g->midpoint_to_market : none, NULL));
    if (s->staff.file != NULL) {
        bp_put(f, "people", NULL, bp_value_if(grade, bp_value_count(g->people)));
        bp_put(f, "to_min", NULL, bp_value_if(grade, bp_value_money(g->to_min, NULL)));
    }
    bp_put_at(f, "job", NULL, bp_value_text(grade ? NULL : j->job), BP_COL_KEY);
    bp_put(f, "title", NULL, bp_value_text(grade ? NULL : j->title));
    bp_put(f, "nearest", NULL, bp_value_text(grade ? NULL : s->grade[j->nearest].name));
    bp_put(f, "market_to_midpoint", NULL, bp_value_figure(BP_KIND_RATIO, ratio, NULL));
    bp_fields_row(f, 0, false);
}

void bp_structure_add_csv(bp_report *r, const bp_structure *s)
{
    const bp_machine_place at = { .csv = true };
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "structure", .machine = at }, false);
    for (size_t k = 0; k < s->n_grades; k++)
        add_csv_line(&f, s, &s->grade[k], NULL);
    for (size_t i = 0; i < s->n_jobs; i++)
        add_csv_line(&f, s, &s->grade[s->job[i].grade], &s->job[i]);
}
