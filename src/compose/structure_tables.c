/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure_tables.c - grades and jobs of a structure as tables.
 *
 * Machines get one csv of both kinds of lines, and json a list of each.  A workbook has
 * more columns than a page, since its ranges are worked out where they stand. */
#include "compose/fields.h"
#include "compose/structure.h"

/* Those of a level leave the page where it has no room, the highest first: a step can be
 * read off the midpoints, and where steps are alike the line above the table says it. */
static const bp_column all[BP_S_COLUMNS] = {
    [BP_S_KIND] = { "kind", "Kind", BP_KIND_TEXT, BP_COL_CSV, 0 },
    [BP_S_GRADE] = { "grade", "Grade", BP_KIND_TEXT, BP_COL_KEY, 0 },
    [BP_S_MIN] = { "min", "Minimum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_S_Q1] = { "q1", "Q1", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_S_MIDPOINT] = { "midpoint", "Midpoint", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_S_Q3] = { "q3", "Q3", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_S_MAX] = { "max", "Maximum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_S_SPREAD] = { "spread", "Spread", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
    [BP_S_PROGRESSION] = { "progression", "Step", BP_KIND_PERCENT, BP_COL_FIELD, 3 },
    [BP_S_OVERLAP] = { "overlap", "Overlap", BP_KIND_PERCENT, BP_COL_FIELD, 2 },
    [BP_S_JOBS] = { "jobs", "Jobs", BP_KIND_COUNT, BP_COL_FIELD, 0 },
    [BP_S_MARKET] = { "market", "Market", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_S_TO_MARKET] = { "midpoint_to_market", "Ratio", BP_KIND_RATIO, BP_COL_FIELD, 1 },
    [BP_S_PEOPLE] = { "people", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
    [BP_S_TO_MIN] = { "to_min", "To minimum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_S_JOB] = { "job", "Job", BP_KIND_TEXT, BP_COL_KEY, 0 },
    [BP_S_TITLE] = { "title", "Title", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [BP_S_NEAREST] = { "nearest", "Nearest", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [BP_S_RATIO] = { "market_to_midpoint", "Market/midpoint", BP_KIND_RATIO, BP_COL_FIELD,
                     0 },
    [BP_S_ON] = { "on", "Place", BP_KIND_NUMBER, BP_COL_DISPLAY, 0 },
    [BP_S_WANTED] = { "wanted", "Spread asked", BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
    [BP_S_UNROUNDED] = { "unrounded", "Unrounded", BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
};

static void fill_range(bp_value v[BP_S_COLUMNS], const bp_grade *g)
{
    for (size_t i = 0; i < BP_S_COLUMNS; i++)
        v[i] = all[i].kind == BP_KIND_TEXT ? bp_value_text(NULL)
                                           : bp_value_absent(all[i].kind);
    v[BP_S_GRADE] = bp_value_text(g->name);
    v[BP_S_MIN] = bp_value_money(g->min, NULL);
    v[BP_S_Q1] = bp_value_money(g->q1, NULL);
    v[BP_S_MIDPOINT] = bp_value_money(g->midpoint, NULL);
    v[BP_S_Q3] = bp_value_money(g->q3, NULL);
    v[BP_S_MAX] = bp_value_money(g->max, NULL);
}

static void fill_grade(bp_value v[BP_S_COLUMNS], const bp_grade *g)
{
    fill_range(v, g);
    v[BP_S_KIND] = bp_value_text("grade");
    v[BP_S_ON] = bp_value_number(g->number);
    v[BP_S_WANTED] = bp_value_percent(g->wanted);
    v[BP_S_UNROUNDED] = bp_value_money(g->unrounded, NULL);
    v[BP_S_SPREAD] = bp_value_percent(g->spread);
    v[BP_S_PROGRESSION] = bp_percent_of(g->progression);
    v[BP_S_OVERLAP] = bp_percent_of(g->overlap);
    v[BP_S_JOBS] = bp_value_count(g->jobs);
    v[BP_S_MARKET] = bp_money_of(g->market, NULL);
    v[BP_S_TO_MARKET] = bp_value_figure(BP_KIND_RATIO, g->midpoint_to_market, NULL);
    v[BP_S_PEOPLE] = bp_value_count(g->people);
    v[BP_S_TO_MIN] = bp_value_money(g->to_min, NULL);
}

static void fill_job(bp_value v[BP_S_COLUMNS], const bp_structure *s,
                     const bp_priced_job *j)
{
    const bp_grade *g = &s->grade[j->grade];
    fill_range(v, g);
    v[BP_S_KIND] = bp_value_text("job");
    v[BP_S_ON] = bp_value_figure(BP_KIND_NUMBER, j->on, NULL);
    v[BP_S_MARKET] = bp_value_money(j->market, NULL);
    v[BP_S_JOB] = bp_value_text(j->job);
    v[BP_S_TITLE] = bp_value_text(j->title);
    v[BP_S_NEAREST] = bp_value_text(s->grade[j->nearest].name);
    v[BP_S_RATIO] = bp_value_ratio(j->market / g->midpoint);
}

/* Rows with some of the columns, in their order. */
static void add_some(bp_report *r, const bp_value v[BP_S_COLUMNS], const size_t some[],
                     size_t n)
{
    bp_value value[BP_S_COLUMNS];
    for (size_t i = 0; i < n; i++)
        value[i] = v[some[i]];
    bp_report_add_row(r, value, n, 0, false);
}

/* `shown` and `sheet` are places in `some`. */
typedef struct layout {
    const char *name;
    const size_t *some; /* [n] columns */
    size_t n;
    const size_t *shown; /* [n_shown] */
    size_t n_shown;
    const size_t *sheet; /* [n_sheet] */
    size_t n_sheet;
} layout;

static void add_table(bp_report *r, const layout *l)
{
    bp_column *column = bp_report_alloc(r, l->n, sizeof *column);
    for (size_t i = 0; column != NULL && i < l->n; i++)
        column[i] = all[l->some[i]];
    if (column != NULL)
        bp_report_add_table(r, &(bp_table){ .name = l->name,
                                            .machine = { .json = l->name, .data = true },
                                            .column = column,
                                            .n_columns = l->n,
                                            .display = l->shown,
                                            .n_display = l->n_shown,
                                            .sheet = l->sheet,
                                            .n_sheet = l->n_sheet });
}

void bp_structure_add_grades(bp_report *r, const bp_structure *s)
{
    static const size_t some[] = { BP_S_GRADE,    BP_S_MIN,         BP_S_Q1,
                                   BP_S_MIDPOINT, BP_S_Q3,          BP_S_MAX,
                                   BP_S_SPREAD,   BP_S_PROGRESSION, BP_S_OVERLAP,
                                   BP_S_JOBS,     BP_S_MARKET,      BP_S_TO_MARKET,
                                   BP_S_ON,       BP_S_WANTED,      BP_S_UNROUNDED,
                                   BP_S_PEOPLE,   BP_S_TO_MIN };
    static const size_t shown[] = { 0, 1, 3, 5, 6, 7, 8, 9, 10, 11, 15, 16 };
    static const size_t sheet[] = { 0, 12, 14, 13, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
    const bool staff = s->staff.file != NULL;
    const layout l = {
        "grades", some, staff ? 17 : 15, shown, staff ? 12 : 10, sheet, 15
    };
    bp_value v[BP_S_COLUMNS];
    add_table(r, &l);
    for (size_t k = 0; k < s->n_grades; k++) {
        fill_grade(v, &s->grade[k]);
        add_some(r, v, some, l.n);
        bp_structure_live_grade(r, s, k, some, l.n);
    }
    bp_report_remark(
        r,
        BP_SAY("Spread: (maximum - minimum) / minimum. Step: from the midpoint below. "
               "Overlap: the part of a range that the one below reaches. Market: the "
               "mean of the grade's jobs. Ratio: midpoint / market."),
        NULL, 0);
}

void bp_structure_add_jobs(bp_report *r, const bp_structure *s)
{
    static const size_t some[] = { BP_S_JOB,    BP_S_TITLE,    BP_S_GRADE, BP_S_MIN,
                                   BP_S_Q1,     BP_S_MIDPOINT, BP_S_Q3,    BP_S_MAX,
                                   BP_S_MARKET, BP_S_NEAREST,  BP_S_RATIO, BP_S_ON };
    static const size_t shown[] = { 0, 1, 2, 8, 5, 10, 9 };
    static const size_t sheet[] = { 0, 1, 2, 11, 8, 3, 4, 5, 6, 7, 10, 9 };
    const layout l = { "jobs", some, 12, shown, 7, sheet, 12 };
    bp_value v[BP_S_COLUMNS];
    bp_report_add_section(
        r, &(bp_section){ .name = "jobs", .heading = "Jobs", .sheet = "Jobs" });
    add_table(r, &l);
    for (size_t i = 0; i < s->n_jobs; i++) {
        fill_job(v, s, &s->job[i]);
        add_some(r, v, some, l.n);
        bp_structure_live_job(r, s, i, some, l.n);
    }
    bp_report_remark(r,
                     BP_SAY("Nearest: the grade whose midpoint is nearest to the market "
                            "in proportion; of two the lower."),
                     NULL, 0);
}

void bp_structure_add_csv(bp_report *r, const bp_structure *s)
{
    bp_value v[BP_S_COLUMNS];
    bp_column column[BP_S_CSV];
    size_t some[BP_S_CSV], n = 0;
    for (size_t i = 0; i < BP_S_CSV; i++) {
        if (s->staff.file == NULL && (i == BP_S_PEOPLE || i == BP_S_TO_MIN))
            continue;
        column[n] = all[i];
        some[n++] = i;
    }
    bp_report_add_table(r, &(bp_table){ .name = "structure",
                                        .machine = { .csv = true },
                                        .column = column,
                                        .n_columns = n });
    for (size_t k = 0; k < s->n_grades; k++) {
        fill_grade(v, &s->grade[k]);
        add_some(r, v, some, n);
    }
    for (size_t i = 0; i < s->n_jobs; i++) {
        fill_job(v, s, &s->job[i]);
        add_some(r, v, some, n);
    }
}
