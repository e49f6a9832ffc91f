/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.c - what is in a file and whether it can be used, as a report.
 *
 * The tables of rows, excluded rows and warnings are also those of the benchmark's
 * section on sources: what a check says of a file, its report says in the same words. */
#include <inttypes.h>
#include <string.h>

#include "compose/groups.h"
#include "compose/words.h"
#include "data/columns.h"
#include "report/build.h"

/* What would help; the others explain themselves. */
static const bp_hint help[BP_WARN_KINDS] = {
    [BP_WARN_CURRENCIES] = { BP_HINT_CURRENCY, NULL },
    [BP_WARN_PERIODS] = { BP_HINT_PERIOD, NULL },
    [BP_WARN_PERSONS] = { BP_HINT_DISTINCT, NULL },
};

/* What is said about one warning; "%1" and "%2" are its names. */
static const char *const say[BP_WARN_KINDS] = {
    [BP_WARN_CURRENCIES] = "several currencies",
    [BP_WARN_PERIODS] = "pay spans more than 1:1000: hourly and annual pay may be mixed",
    [BP_WARN_UNITS] = "pay that looks like another unit (thousands, or a rate an hour)",
    [BP_WARN_CONFLICT] = "same organization, person and date twice with different pay",
    [BP_WARN_IDENTICAL] = "rows identical to an earlier one in every field",
    [BP_WARN_PERSONS] = "rows of people who have an earlier row of the same year, of "
                        "another date",
    [BP_WARN_NAMES] = "%1: nearly the same name as %2",
    [BP_WARN_BANDS] = "%1: a spreadsheet turned a band into a date; it was %2",
    [BP_WARN_OUTLIERS] = "pay far from its group (beyond Tukey's outer fences or 3.5 "
                         "MAD on the log scale)",
    [BP_WARN_CASH] = "total cash below base pay",
    [BP_WARN_MIDPOINT] = "the median is the midpoint of the range, (minimum + maximum) "
                         "/ 2: not a median of people",
    [BP_WARN_ORDER] = "percentiles out of order: a higher one is below a lower one",
    [BP_WARN_SUM] = "P50 of the total is the sum of the elements' P50: percentiles of "
                    "elements do not add up",
    [BP_WARN_TOP] = "P90 is the maximum of the range: a tenth of the people would be "
                    "paid that or more",
    [BP_WARN_GROWTH] = "growth without its source: in pay panels it is often an "
                       "employment outlook, not a movement of pay",
};

/* Warnings are cells of a table, so their words are put together here: names and
 * constant text, no number that needs a format. */
static const char *text_of(bp_report *r, const bp_warning *w)
{
    const char *text = say[w->kind];
    const char *one = strstr(text, "%1"), *two = strstr(text, "%2");
    if (one == NULL || two == NULL || w->a == NULL || w->b == NULL)
        return text;
    return bp_report_text(r, "%.*s'%s'%.*s'%s'%s", (int)(one - text), text, w->a,
                          (int)(two - one - 2), one + 2, w->b, two + 2);
}

/* Machines always get the table; people only where it has rows. */
static void add_column_table(bp_report *r, bool display)
{
    static const bp_column column[] = {
        { .key = "name",
          .heading = "Column",
          .kind = BP_KIND_TEXT,
          .place = BP_COL_FIELD },
        { .key = "index",
          .heading = "No.",
          .kind = BP_KIND_NUMBER,
          .place = BP_COL_FIELD },
        { .key = "role", .heading = "Role", .kind = BP_KIND_TEXT, .place = BP_COL_FIELD },
        { .key = "kind", .heading = "Kind", .kind = BP_KIND_TEXT, .place = BP_COL_FIELD },
        { .key = "style",
          .heading = "Written as",
          .kind = BP_KIND_TEXT,
          .place = BP_COL_FIELD },
    };
    static const size_t order[] = { 1, 0, 2, 3, 4 };
    bp_report_add_table(
        r, &(bp_table){ .name = "columns",
                        .machine = { .json = "columns", .turn = BP_JSON_FIRST },
                        .column = column,
                        .n_columns = 5,
                        .display = order,
                        .n_display = display ? 5 : 0 });
}

static void add_column(bp_report *r, const bp_column_info *c)
{
    const bp_value value[] = {
        bp_value_text(c->name), bp_value_number((double)c->index), bp_value_text(c->role),
        bp_value_text(c->kind), bp_value_text(c->style),
    };
    bp_report_add_row(r, value, 5, 0, false);
}

void bp_compose_rows(bp_report *r)
{
    static const bp_column column[] = {
        { .key = "file", .heading = "File", .kind = BP_KIND_TEXT, .place = BP_COL_FIELD },
        { .key = "rows",
          .heading = "Rows",
          .kind = BP_KIND_COUNT,
          .place = BP_COL_FIELD },
        { .key = "used",
          .heading = "Used",
          .kind = BP_KIND_COUNT,
          .place = BP_COL_FIELD },
        { .key = "filtered",
          .heading = "Not selected",
          .kind = BP_KIND_COUNT,
          .place = BP_COL_FIELD },
        { .key = "excluded",
          .heading = "Excluded",
          .kind = BP_KIND_COUNT,
          .place = BP_COL_FIELD },
    };
    static const size_t display[] = { 0, 1, 2, 3, 4 };

    bp_report_add_table(r, &(bp_table){ .name = "inputs",
                                        .column = column,
                                        .n_columns = 5,
                                        .display = display,
                                        .n_display = 5 });
    for (size_t i = 0; i < r->n_inputs; i++) {
        const bp_source_note *in = &r->input[i];
        const bp_value value[] = { bp_value_text(in->file), bp_value_count(in->rows),
                                   bp_value_count(in->used), bp_value_count(in->filtered),
                                   bp_value_count(in->excluded) };
        bp_report_add_row(r, value, 5, 0, false);
    }
}

void bp_compose_excluded(bp_report *r)
{
    static const bp_column column[] = {
        { .key = "rule",
          .heading = "Excluded by rule",
          .kind = BP_KIND_TEXT,
          .place = BP_COL_FIELD },
        { .key = "rows",
          .heading = "Rows",
          .kind = BP_KIND_COUNT,
          .place = BP_COL_FIELD },
        { .key = "why", .heading = "Why", .kind = BP_KIND_TEXT, .place = BP_COL_FIELD },
    };
    static const size_t display[] = { 0, 1, 2 };
    if (r->n_excluded == 0)
        return;
    bp_report_add_table(r, &(bp_table){ .name = "excluded",
                                        .column = column,
                                        .n_columns = 3,
                                        .display = display,
                                        .n_display = 3 });
    for (size_t i = 0; i < r->n_excluded; i++) {
        const bp_value value[] = { bp_value_text(r->excluded[i].rule),
                                   bp_value_count(r->excluded[i].rows),
                                   bp_words_rule(r->excluded[i].rule) };
        bp_report_add_row(r, value, 3, 0, false);
    }
}

/* Likewise. */
static void add_warning_table(bp_report *r, bool display)
{
    static const bp_column column[] = {
        { .key = "rule",
          .heading = "Warning",
          .kind = BP_KIND_TEXT,
          .place = BP_COL_FIELD },
        { .key = "rows",
          .heading = "Rows",
          .kind = BP_KIND_COUNT,
          .place = BP_COL_FIELD },
        { .key = "lines",
          .heading = "Lines",
          .kind = BP_KIND_LIST,
          .place = BP_COL_FIELD },
        { .key = "text",
          .heading = "What was seen",
          .kind = BP_KIND_TEXT,
          .place = BP_COL_FIELD },
    };
    static const size_t order[] = { 0, 1, 2, 3 };
    bp_report_add_table(
        r, &(bp_table){ .name = "warnings",
                        .machine = { .json = "warnings", .turn = BP_JSON_LAST },
                        .column = column,
                        .n_columns = 4,
                        .display = order,
                        .n_display = display ? 4 : 0 });
}

static void add_warning(bp_report *r, const char *rule, bp_value rows,
                        const uint64_t line[3], bp_value text)
{
    const bp_value lines = { .kind = BP_KIND_LIST,
                             .list = { line[0], line[1], line[2] } };
    const bp_value value[] = { bp_value_text(rule), rows, lines, text };
    bp_report_add_row(r, value, 4, 0, false);
}

static void add_unusable(bp_report *r, bp_value why)
{
    static const uint64_t none[3] = { 0 };
    const bp_figure absent = bp_figure_without(BP_ABSENT, 0);
    add_warning(r, "unusable", bp_value_figure(BP_KIND_COUNT, absent, NULL), none, why);
}

static void add_warnings(bp_report *r, const bp_warnings *q)
{
    for (size_t i = 0; i < q->n; i++) {
        const bp_warning *w = &q->warning[i];
        add_warning(r, bp_warning_code(w->kind), bp_value_count(w->rows), w->line,
                    bp_value_hinted(text_of(r, w), help[w->kind]));
    }
}

void bp_compose_warnings(bp_report *r, const bp_warnings *q)
{
    add_warning_table(r, true);
    add_warnings(r, q);
}

/* Names the rule that excluded most rows: what is wrong is nearly always that. */
static bp_value why_no_pay(bp_report *r, const bp_survey *s)
{
    uint64_t rows = 0, excluded[BP_RULE_COUNT] = { 0 };
    bp_rule most = BP_RULE_RAGGED;
    for (size_t i = 0; i < bp_survey_inputs(s); i++) {
        const bp_tally *t = bp_survey_input(s, i);
        rows += t->rows;
        for (bp_rule k = 0; k < BP_RULE_COUNT; k++)
            excluded[k] += t->excluded[k];
    }
    for (bp_rule k = 0; k < BP_RULE_COUNT; k++)
        most = excluded[k] > excluded[most] ? k : most;
    if (excluded[most] == 0)
        return bp_value_text("no row has pay that counts");
    const bp_value why = bp_words_rule(bp_rule_name(most));
    return bp_value_hinted(bp_report_text(r,
                                          "no row has pay that counts; %" PRIu64
                                          " of %" PRIu64 " are excluded: %s",
                                          excluded[most], rows, why.text),
                           why.hint);
}

/* Why the input makes no benchmark. */
static bp_value why_unusable(bp_report *r, const bp_answer *a)
{
    switch (a->unusable) {
    case BP_UNUSABLE_MALFORMED:
        return bp_value_hinted("more rows are malformed than is allowed",
                               (bp_hint){ BP_HINT_MALFORMED, NULL });
    case BP_UNUSABLE_NO_PAY:
        return why_no_pay(r, a->survey);
    case BP_UNUSABLE_DOUBTS:
        return bp_value_text("the file can be read in more than one way");
    case BP_UNUSABLE_NO_FIGURE:
        return bp_value_text("no line has a percentile that is a number");
    case BP_UNUSABLE_UNREADABLE:
    case BP_UNUSABLE_CONFLICT:
        return bp_value_hinted(bp_report_text(r, "%s", a->failure.text),
                               bp_err_hint(&a->failure));
    case BP_USABLE:
        break;
    }
    return bp_value_text("");
}

/* What `check` answers is about files, not about pay: no method, no rows of figures. */
static void open_check(bp_report *r)
{
    r->has_method = r->has_csv = r->has_xlsx = false;
}

static void open_warnings(bp_report *r)
{
    bp_report_add_section(
        r, &(bp_section){ .name = "warnings", .heading = "Warnings", .about = true });
}

static void set_usable(bp_report *r, const bp_answer *a)
{
    r->usable = a->unusable == BP_USABLE;
    const bp_value pay[] = { bp_value_text(r->usable ? bp_survey_element(a->survey, 0)
                                                     : NULL) };
    bp_report_add_scope(r, bp_report_line(r,
                                          r->usable ? BP_SAY("usable: pay is {}")
                                                    : BP_SAY("cannot be used"),
                                          pay, r->usable ? 1 : 0));
}

/* A file that cannot be read as a survey at all. */
static void check_unreadable(bp_report *r, const bp_answer *a)
{
    open_check(r);
    bp_compose_request(r, a);
    r->title = "Check";
    set_usable(r, a);
    open_warnings(r);
    add_warning_table(r, true);
    add_unusable(r, why_unusable(r, a));
    add_column_table(r, false);
}

/* Columns, rows, then warnings: the order in which a reader would look. */
static void check_records(bp_report *r, const bp_answer *a)
{
    const bp_survey *s = a->survey;
    open_check(r);
    bp_compose_head(r, a);
    r->title = bp_words_source(r, s);
    r->subtitle = "Check";
    set_usable(r, a);
    bp_report_add_section(
        r, &(bp_section){ .name = "columns", .heading = "Columns", .about = true });
    add_column_table(r, true);
    for (size_t i = 0; i < bp_survey_columns(s); i++)
        add_column(r, bp_survey_column(s, i));
    bp_report_add_section(
        r, &(bp_section){ .name = "rows", .heading = "Rows", .about = true });
    bp_compose_rows(r);
    bp_compose_excluded(r);
    open_warnings(r);
    if (a->warnings->n == 0 && r->usable)
        bp_report_add_line(r, BP_ITEM_LINE, BP_SAY("None."), NULL, 0);
    add_warning_table(r, a->warnings->n > 0 || !r->usable);
    if (!r->usable)
        add_unusable(r, why_unusable(r, a));
    add_warnings(r, a->warnings);
}

/* Lines with at least one percentile that is a number. */
static uint64_t count_usable(const bp_published *t)
{
    uint64_t n = 0;
    for (size_t row = 0; row < t->n_rows; row++) {
        bool known = false;
        for (size_t i = 0; i < t->n_points; i++)
            known |=
                bp_published_cell(t, row, t->point[i].column)->what == BP_STATED_NUMBER;
        n += known;
    }
    return n;
}

/* The same of a published table, whose lines are counted as rows. */
static void check_published(bp_report *r, const bp_answer *a)
{
    const bp_published *t = a->published;
    const uint64_t used = count_usable(t);
    const char *slash = strrchr(t->file, '/');
    open_check(r);
    bp_compose_request(r, a);
    bp_report_add_input(
        r, &(bp_source_note){ .file = t->file,
                              .rows = t->n_rows,
                              .used = used,
                              .excluded = t->n_rows - used,
                              .sha256 = t->sha256[0] != '\0' ? t->sha256 : NULL });
    if (used < t->n_rows)
        bp_report_add_excluded(r, "missing", t->n_rows - used);
    r->title = bp_report_text(r, "%s", slash != NULL ? slash + 1 : t->file);
    r->subtitle = "Check";
    r->usable = a->unusable == BP_USABLE;
    bp_report_add_scope(r, bp_report_line(r,
                                          r->usable
                                              ? BP_SAY("usable as a published table of "
                                                       "percentiles")
                                              : BP_SAY("cannot be used"),
                                          NULL, 0));
    bp_report_add_section(
        r, &(bp_section){ .name = "columns", .heading = "Columns", .about = true });
    add_column_table(r, true);
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_stated_column *k = &t->column[i];
        add_column(r, &(bp_column_info){ k->name, i + 1, k->role, k->kind, k->style });
    }
    bp_report_add_section(
        r, &(bp_section){ .name = "rows", .heading = "Rows", .about = true });
    bp_compose_rows(r);
    bp_compose_excluded(r);
    open_warnings(r);
    if (a->warnings->n == 0 && r->usable)
        bp_report_add_line(r, BP_ITEM_LINE, BP_SAY("None."), NULL, 0);
    add_warning_table(r, a->warnings->n > 0 || !r->usable);
    add_warnings(r, a->warnings);
    if (!r->usable)
        add_unusable(r, why_unusable(r, a));
}

void bp_compose_check(bp_report *r, const bp_answer *a)
{
    if (a->published != NULL)
        check_published(r, a);
    else if (a->survey != NULL)
        check_records(r, a);
    else
        check_unreadable(r, a);
}
