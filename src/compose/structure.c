/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure.c - the report of a structure: its grades, its jobs and what to look at.
 *
 * Machines get one csv of both kinds of lines, and json a list of each.  People get the
 * warnings first, then the grades, then the jobs. */
#include "benchpay/compose.h"
#include "compose/words.h"

#define ABSENT(kind) bp_value_figure(kind, bp_figure_without(BP_ABSENT, 0), NULL)

/* All of the csv; grades and jobs fill those that they have. */
enum {
    KIND,
    GRADE,
    MIN,
    Q1,
    MIDPOINT,
    Q3,
    MAX,
    SPREAD,
    PROGRESSION,
    OVERLAP,
    JOBS,
    MARKET,
    TO_MARKET,
    JOB,
    TITLE,
    NEAREST,
    RATIO,
    COLUMNS
};

#define COLUMN(k, h, of, p)                                                              \
    {                                                                                    \
        .key = k, .heading = h, .kind = of, .place = p                                   \
    }

static const bp_column all[COLUMNS] = {
    [KIND] = COLUMN("kind", "Kind", BP_KIND_TEXT, BP_COL_CSV),
    [GRADE] = COLUMN("grade", "Grade", BP_KIND_TEXT, BP_COL_KEY),
    [MIN] = COLUMN("min", "Minimum", BP_KIND_MONEY, BP_COL_FIELD),
    [Q1] = COLUMN("q1", "Q1", BP_KIND_MONEY, BP_COL_FIELD),
    [MIDPOINT] = COLUMN("midpoint", "Midpoint", BP_KIND_MONEY, BP_COL_FIELD),
    [Q3] = COLUMN("q3", "Q3", BP_KIND_MONEY, BP_COL_FIELD),
    [MAX] = COLUMN("max", "Maximum", BP_KIND_MONEY, BP_COL_FIELD),
    [SPREAD] = COLUMN("spread", "Spread", BP_KIND_PERCENT, BP_COL_FIELD),
    [PROGRESSION] = COLUMN("progression", "Step", BP_KIND_PERCENT, BP_COL_FIELD),
    [OVERLAP] = COLUMN("overlap", "Overlap", BP_KIND_PERCENT, BP_COL_FIELD),
    [JOBS] = COLUMN("jobs", "Jobs", BP_KIND_COUNT, BP_COL_FIELD),
    [MARKET] = COLUMN("market", "Market", BP_KIND_MONEY, BP_COL_FIELD),
    [TO_MARKET] =
        COLUMN("midpoint_to_market", "Midpoint/market", BP_KIND_RATIO, BP_COL_FIELD),
    [JOB] = COLUMN("job", "Job", BP_KIND_TEXT, BP_COL_KEY),
    [TITLE] = COLUMN("title", "Title", BP_KIND_TEXT, BP_COL_FIELD),
    [NEAREST] = COLUMN("nearest", "Nearest", BP_KIND_TEXT, BP_COL_FIELD),
    [RATIO] =
        COLUMN("market_to_midpoint", "Market/midpoint", BP_KIND_RATIO, BP_COL_FIELD),
};

static void fill_range(bp_value v[COLUMNS], const bp_grade *g)
{
    for (size_t i = 0; i < COLUMNS; i++)
        v[i] = all[i].kind == BP_KIND_TEXT ? bp_value_text(NULL) : ABSENT(all[i].kind);
    v[GRADE] = bp_value_text(g->name);
    v[MIN] = bp_value_money(g->min, NULL);
    v[Q1] = bp_value_money(g->q1, NULL);
    v[MIDPOINT] = bp_value_money(g->midpoint, NULL);
    v[Q3] = bp_value_money(g->q3, NULL);
    v[MAX] = bp_value_money(g->max, NULL);
}

static void fill_grade(bp_value v[COLUMNS], const bp_grade *g)
{
    fill_range(v, g);
    v[KIND] = bp_value_text("grade");
    v[SPREAD] = bp_value_percent(g->spread);
    v[PROGRESSION] = bp_value_figure(BP_KIND_PERCENT, g->progression, NULL);
    v[OVERLAP] = bp_value_figure(BP_KIND_PERCENT, g->overlap, NULL);
    v[JOBS] = bp_value_count(g->jobs);
    v[MARKET] = bp_value_figure(BP_KIND_MONEY, g->market, NULL);
    v[TO_MARKET] = bp_value_figure(BP_KIND_RATIO, g->midpoint_to_market, NULL);
}

static void fill_job(bp_value v[COLUMNS], const bp_structure *s, const bp_priced_job *j)
{
    const bp_grade *g = &s->grade[j->grade];
    fill_range(v, g);
    v[KIND] = bp_value_text("job");
    v[MARKET] = bp_value_money(j->market, NULL);
    v[JOB] = bp_value_text(j->job);
    v[TITLE] = bp_value_text(j->title);
    v[NEAREST] = bp_value_text(s->grade[j->nearest].name);
    v[RATIO] =
        bp_value_figure(BP_KIND_RATIO, bp_figure_of(j->market / g->midpoint), NULL);
}

/* Rows with some of the columns, in their order. */
static void add_some(bp_report *r, const bp_value v[COLUMNS], const size_t some[],
                     size_t n)
{
    bp_value value[COLUMNS];
    for (size_t i = 0; i < n; i++)
        value[i] = v[some[i]];
    bp_report_add_row(r, value, n, 0, false);
}

static void add_table(bp_report *r, const char *name, const size_t some[], size_t n,
                      const size_t display[], size_t n_display)
{
    bp_column *column = bp_report_alloc(r, n, sizeof *column);
    for (size_t i = 0; column != NULL && i < n; i++)
        column[i] = all[some[i]];
    if (column != NULL)
        bp_report_add_table(r, &(bp_table){ .name = name,
                                            .machine = { .json = name, .data = true },
                                            .column = column,
                                            .n_columns = n,
                                            .display = display,
                                            .n_display = n_display });
}

static void add_grades(bp_report *r, const bp_structure *s)
{
    static const size_t some[] = { GRADE,   MIN,  Q1,     MIDPOINT,
                                   Q3,      MAX,  SPREAD, PROGRESSION,
                                   OVERLAP, JOBS, MARKET, TO_MARKET };
    static const size_t display[] = { 0, 1, 3, 5, 6, 7, 8, 9, 10, 11 };
    bp_value v[COLUMNS];
    bp_report_add_section(
        r, &(bp_section){ .name = "grades", .heading = "Grades", .sheet = "Grades" });
    add_table(r, "grades", some, sizeof some / sizeof some[0], display,
              sizeof display / sizeof display[0]);
    for (size_t k = 0; k < s->n_grades; k++) {
        fill_grade(v, &s->grade[k]);
        add_some(r, v, some, sizeof some / sizeof some[0]);
    }
    bp_report_add_line(r, BP_ITEM_NOTE,
                       BP_SAY("Spread: (maximum - minimum) / minimum. Step: from the "
                              "midpoint below. Overlap: the part of a range that the one "
                              "below reaches. Market: the mean of the grade's jobs."),
                       NULL, 0);
}

static void add_jobs(bp_report *r, const bp_structure *s)
{
    static const size_t some[] = { JOB, TITLE, GRADE,  MIN,     Q1,   MIDPOINT,
                                   Q3,  MAX,   MARKET, NEAREST, RATIO };
    static const size_t display[] = { 0, 1, 2, 8, 5, 10, 9 };
    bp_value v[COLUMNS];
    bp_report_add_section(
        r, &(bp_section){ .name = "jobs", .heading = "Jobs", .sheet = "Jobs" });
    add_table(r, "jobs", some, sizeof some / sizeof some[0], display,
              sizeof display / sizeof display[0]);
    for (size_t i = 0; i < s->n_jobs; i++) {
        fill_job(v, s, &s->job[i]);
        add_some(r, v, some, sizeof some / sizeof some[0]);
    }
    bp_report_add_line(
        r, BP_ITEM_NOTE,
        BP_SAY("Nearest: the grade whose midpoint is nearest to the market "
               "in proportion; of two the lower."),
        NULL, 0);
}

static void add_csv(bp_report *r, const bp_structure *s)
{
    bp_value v[COLUMNS];
    bp_report_add_table(r, &(bp_table){ .name = "structure",
                                        .machine = { .csv = true },
                                        .column = all,
                                        .n_columns = COLUMNS });
    for (size_t k = 0; k < s->n_grades; k++) {
        fill_grade(v, &s->grade[k]);
        bp_report_add_row(r, v, COLUMNS, 0, false);
    }
    for (size_t i = 0; i < s->n_jobs; i++) {
        fill_job(v, s, &s->job[i]);
        bp_report_add_row(r, v, COLUMNS, 0, false);
    }
}

/* ---- the fitted line ---- */

static void add_fit(bp_report *r, const bp_structure *s)
{
    static const bp_column column[] = {
        COLUMN("a", "a", BP_KIND_NUMBER, BP_COL_FIELD),
        COLUMN("b", "b", BP_KIND_NUMBER, BP_COL_FIELD),
        COLUMN("r2", "R2", BP_KIND_RATIO, BP_COL_FIELD),
        COLUMN("n", "Jobs", BP_KIND_COUNT, BP_COL_FIELD),
        COLUMN("progression", "Progression", BP_KIND_PERCENT, BP_COL_FIELD),
        COLUMN("lo", "From", BP_KIND_PERCENT, BP_COL_FIELD),
        COLUMN("hi", "To", BP_KIND_PERCENT, BP_COL_FIELD),
    };
    const bp_structure_fit *f = &s->fit;
    const bp_value value[] = {
        bp_value_number(f->a),
        bp_value_number(f->b),
        bp_value_figure(BP_KIND_RATIO, bp_figure_of(f->r2), NULL),
        bp_value_count(f->n),
        bp_value_percent(f->progression),
        f->has_interval ? bp_value_percent(f->lo) : ABSENT(BP_KIND_PERCENT),
        f->has_interval ? bp_value_percent(f->hi) : ABSENT(BP_KIND_PERCENT),
    };
    bp_report_add_table(
        r,
        &(bp_table){ .name = "fit",
                     .machine = { .json = "fit", .shape = BP_JSON_OBJECT, .data = true },
                     .column = column,
                     .n_columns = 7 });
    bp_report_add_row(r, value, 7, 0, false);
}

static void say_line(bp_report *r, const bp_structure *s)
{
    const bp_structure_fit *f = &s->fit;
    const bp_value said[] = { bp_value_percent(f->progression),
                              bp_value_text(s->question->on_points ? "point" : "grade"),
                              bp_value_count(f->n),
                              bp_value_figure(BP_KIND_RATIO, bp_figure_of(f->r2), NULL),
                              bp_value_percent(f->lo),
                              bp_value_percent(f->hi) };
    if (f->has_interval)
        bp_report_add_line(r, BP_ITEM_LINE,
                           BP_SAY("The market rises {} a {} (line of ln market, {} jobs, "
                                  "R² {}; 95% interval {} to {})."),
                           said, 6);
    else
        bp_report_add_line(r, BP_ITEM_LINE,
                           BP_SAY("The market rises {} a {} (line of ln market, {} jobs, "
                                  "R² {}; too few for an interval)."),
                           said, 4);
}

/* ---- warnings ---- */

static const char *warning_text(bp_report *r, const bp_structure *s,
                                const bp_structure_warning *w)
{
    const bp_grade *g = &s->grade[w->grade];
    const bp_priced_job *j = w->job != SIZE_MAX ? &s->job[w->job] : NULL;
    const bp_value ratio[] = { bp_value_figure(
        BP_KIND_RATIO, bp_figure_of(j != NULL ? j->market / g->midpoint : 0), NULL) };
    const bp_value overlap[] = { bp_value_figure(BP_KIND_PERCENT, g->overlap, NULL) };
    switch (w->doubt) {
    case BP_DOUBT_MIDPOINTS:
        return bp_report_text(r, "grade %s: its midpoint is not above that of %s",
                              g->name, s->grade[w->grade - 1].name);
    case BP_DOUBT_OVERLAP:
        return bp_report_text(r, "grade %s: %s of its range overlaps that of %s", g->name,
                              bp_words_line(r, BP_SAY("{}"), overlap, 1),
                              s->grade[w->grade - 1].name);
    case BP_DOUBT_GRADE_EMPTY:
        return bp_report_text(r, "grade %s has no job", g->name);
    case BP_DOUBT_JOB_BOUNDARY:
        return bp_report_text(r,
                              "job %s: its market is beyond the middle between grade %s "
                              "and the next; the nearest midpoint is that of %s",
                              j->job, g->name, s->grade[j->nearest].name);
    default:
        return bp_report_text(r, "job %s: its market is %s of the midpoint of grade %s",
                              j->job, bp_words_line(r, BP_SAY("{}"), ratio, 1), g->name);
    }
}

static void add_warnings(bp_report *r, const bp_structure *s)
{
    static const bp_column column[] = {
        COLUMN("rule", "Warning", BP_KIND_TEXT, BP_COL_FIELD),
        COLUMN("rows", "Rows", BP_KIND_COUNT, BP_COL_FIELD),
        COLUMN("lines", "Lines", BP_KIND_LIST, BP_COL_FIELD),
        COLUMN("text", "What was seen", BP_KIND_TEXT, BP_COL_FIELD),
    };
    static const size_t display[] = { 0, 3 };
    bp_report_add_section(r,
                          &(bp_section){ .name = "warnings",
                                         .heading = s->n_warnings > 0 ? "Warnings" : NULL,
                                         .sheet = "Warnings",
                                         .about = true });
    bp_report_add_table(
        r, &(bp_table){ .name = "warnings",
                        .machine = { .json = "warnings", .turn = BP_JSON_LAST },
                        .column = column,
                        .n_columns = 4,
                        .display = display,
                        .n_display = s->n_warnings > 0 ? 2 : 0 });
    for (size_t i = 0; i < s->n_warnings; i++) {
        const bp_structure_warning *w = &s->warning[i];
        const char *code = bp_structure_doubt_code(w->doubt);
        const char *text = warning_text(r, s, w);
        const bool row = w->job != SIZE_MAX;
        const bp_value value[] = {
            bp_value_text(code),
            row ? bp_value_count(1) : ABSENT(BP_KIND_COUNT),
            { .kind = BP_KIND_LIST, .list = { row ? s->job[w->job].line : 0, 0, 0 } },
            bp_value_text(text),
        };
        bp_report_add_row(r, value, 4, 0, false);
        bp_report_add_warning(r, bp_report_text(r, "%s: %s", code, text), BP_NO_HINT);
    }
}

/* ---- the whole ---- */

static void fill(bp_report *r, const bp_structure *s)
{
    const bp_structure_question *q = s->question;
    const bp_value market = bp_value_text(s->market);
    bp_report_set_request(r, q->request, q->n_request);
    bp_report_add_input(
        r, &(bp_source_note){ .file = s->file, .rows = s->n_jobs, .used = s->n_jobs });
    r->title = bp_report_text(r, "%s", q->title != NULL ? q->title : "Pay structure");
    bp_report_add_scope(r,
                        bp_report_line(r, BP_SAY("{} grades, {} jobs; market: {}"),
                                       (bp_value[]){ bp_value_count(s->n_grades),
                                                     bp_value_count(s->n_jobs), market },
                                       3));
    r->market.text = bp_report_line(r, BP_SAY("Pay structure by {}"), &market, 1);
    r->has_method = false;
    bp_report_add_section(r, &(bp_section){ .name = "structure" });
    if (s->has_fit)
        say_line(r, s);
    if (s->has_fit)
        add_fit(r, s);
    add_csv(r, s);
    add_warnings(r, s);
    add_grades(r, s);
    add_jobs(r, s);
    if (q->next != 0)
        bp_report_add_note(r, "midpoints are moved before they are rounded", BP_NO_HINT);
}

bp_status bp_report_of_structure(bp_report **out, const bp_structure *s, bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = bp_report_new(&r, "structure", err);
    if (status != BP_OK)
        return status;
    fill(r, s);
    status = bp_report_done(r, err);
    if (status == BP_OK)
        *out = r;
    else
        bp_report_free(r);
    return status;
}
