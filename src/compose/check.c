/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.c - what is in a file and whether it can be used, as a report.
 *
 * The tables of rows and excluded rows are also those of the benchmark's section on
 * sources: what a check says of a file, its report says in the same words.  All that is
 * in the way of a report is said at once, and last the one command that makes it. */
#include <inttypes.h>
#include <string.h>

#include "base/hint.h"
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "data/columns.h"

/* Machines have the columns in the order of the file.  People look for amounts, so they
 * see those first, then whatever has a role, then a few of the others. */
static bool is_amount(const bp_column_info *c)
{
    return strcmp(c->kind, "money") == 0 || strcmp(c->kind, "number") == 0 ||
           strcmp(c->kind, "range") == 0;
}

/* So many columns without numbers or a role are shown. */
#define OTHERS_SHOWN 10

static void add_column_table(bp_report *r, bool machine)
{
    static const bp_column column[] = {
        { "name", "Column", BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "index", "No.", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "role", "Role", BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "kind", "Kind", BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "style", "Written as", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    };
    static const size_t order[] = { 1, 0, 2, 3, 4 };
    static const bp_machine_place place = { .json = "columns", .turn = BP_JSON_FIRST };
    bp_report_add_table(
        r, &(bp_table){ .name = "columns",
                        .machine = machine ? place : (bp_machine_place){ .json = NULL },
                        .column = column,
                        .n_columns = 5,
                        .display = order,
                        .n_display = machine ? 0 : 5 });
}

static void add_column(bp_report *r, const bp_column_info *c)
{
    const bp_value value[] = {
        bp_value_text(c->name), bp_value_number((double)c->index), bp_value_text(c->role),
        bp_value_text(c->kind), bp_value_text(c->style),
    };
    bp_report_add_row(r, value, 5, 0, false);
}

/* Those that people see.  How many were left out. */
static size_t show_columns(bp_report *r, const bp_column_info column[], size_t n)
{
    size_t others = 0;
    add_column_table(r, false);
    for (int turn = 0; turn < 3; turn++)
        for (size_t i = 0; i < n; i++) {
            const bp_column_info *c = &column[i];
            if ((is_amount(c) ? 0 : c->role != NULL ? 1 : 2) != turn)
                continue;
            others += turn == 2;
            if (others <= OTHERS_SHOWN)
                add_column(r, c);
        }
    return others > OTHERS_SHOWN ? others - OTHERS_SHOWN : 0;
}

static void add_columns(bp_report *r, const bp_column_info column[], size_t n)
{
    bp_report_add_about(r, "columns", n > 0 ? "Columns" : NULL);
    const size_t more = n > 0 ? show_columns(r, column, n) : 0;
    const bp_value value = bp_value_number((double)more);
    if (more > 0)
        bp_report_remark(r,
                         BP_SAY("{} more columns, neither amounts nor of a known role."),
                         &value, 1);
    add_column_table(r, true);
    for (size_t i = 0; i < n; i++)
        add_column(r, &column[i]);
}

static void add_inputs(bp_report *r)
{
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "inputs" }, true);
    for (size_t i = 0; i < r->n_inputs; i++) {
        const bp_source_note *in = &r->input[i];
        bp_put(&f, "file", "File", bp_value_text(in->file));
        bp_put(&f, "rows", "Rows", bp_value_count(in->rows));
        bp_put(&f, "used", "Used", bp_value_count(in->used));
        bp_put(&f, "filtered", "Not selected", bp_value_count(in->filtered));
        bp_put(&f, "excluded", "Excluded", bp_value_count(in->excluded));
        bp_fields_row(&f, 0, false);
    }
}

static bool has_limits(const bp_answer *a)
{
    return a->choice.has_min_pay || a->choice.has_max_pay;
}

static void add_excluded(bp_report *r, const bp_answer *a)
{
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "excluded" }, true);
    for (size_t i = 0; i < r->n_excluded; i++) {
        const bp_excluded_note *x = &r->excluded[i];
        bp_put(&f, "rule", "Excluded by rule", bp_value_text(x->rule));
        bp_put(&f, "rows", "Rows", bp_value_count(x->rows));
        bp_put(&f, "why", "Why", bp_words_rule(x->rule, has_limits(a)));
        bp_fields_row(&f, 0, false);
    }
}

void bp_compose_rows(bp_report *r, const bp_answer *a)
{
    add_inputs(r);
    add_excluded(r, a);
}

/* Names the rule that excluded most rows: what is wrong is nearly always that. */
static bp_value why_no_pay(bp_report *r, const bp_answer *a)
{
    const bp_survey *s = a->survey;
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
    const bp_value why = bp_words_rule(bp_rule_name(most), has_limits(a));
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
        return why_no_pay(r, a);
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

static void set_usable(bp_report *r, const bp_answer *a)
{
    r->usable = a->unusable == BP_USABLE;
    const bp_value pay[] = { bp_value_text(r->usable ? bp_survey_element(a->survey, 0)
                                                     : NULL) };
    bp_compose_market(
        r, a,
        bp_report_line(
            r,
            !r->usable ? BP_SAY("cannot be used")
            : bp_survey_series(a->survey)
                ? BP_SAY("usable as a series of one figure a year: {}")
            : bp_survey_of_lines(a->survey)
                ? BP_SAY("usable as lines of published figures, not as people: {}")
                : BP_SAY("usable: pay is {}"),
            pay, r->usable ? 1 : 0),
        NULL);
}

/* ---- what must be settled first, and what to type then ---- */

/* The settings of a doubt as they are typed, a line each; NULL: nobody types any. */
static const char *options_of(bp_report *r, const bp_answer *a, const bp_doubt *d)
{
    bp_str all = { 0 };
    const char *const *words = a->question->labels.settings;
    if (words == NULL || d->n == 0)
        return NULL;
    for (size_t i = 0; i < d->n; i++) {
        bp_str_puts(&all, i > 0 ? "\n" : "");
        bp_setting_put(&all, d->setting[i], words);
    }
    return bp_report_take(r, &all);
}

static void add_questions(bp_report *r, const bp_answer *a)
{
    const bp_doubts *all = &a->doubts;
    const bp_machine_place at = { .json = "questions", .turn = BP_JSON_LAST };
    bp_fields f;
    bp_report_add_about(r, "questions", all->n > 0 ? "Questions" : NULL);
    for (size_t i = 0; i < all->n; i++) {
        const bp_value value[] = {
            bp_value_text(all->doubt[i].text),
            { .kind = BP_KIND_TEXTS, .text = options_of(r, a, &all->doubt[i]) },
        };
        bp_report_say(r, value[1].text != NULL ? BP_SAY("{}; give {}") : BP_SAY("{}"),
                      value, value[1].text != NULL ? 2 : 1);
    }
    bp_fields_begin(&f, r, &(bp_table){ .name = "questions", .machine = at }, false);
    for (size_t i = 0; i < all->n; i++) {
        const bp_doubt *d = &all->doubt[i];
        bp_put(&f, "about", NULL, bp_value_text(d->about));
        bp_put(&f, "text", NULL, bp_value_text(d->text));
        bp_put(&f, "options", NULL,
               (bp_value){ .kind = BP_KIND_TEXTS, .text = options_of(r, a, d) });
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

/* The request again, as one for a report (of a series for its growth), with the likeliest
 * answer to each question; NULL where that would not be enough. */
static bool is_series(const bp_answer *a)
{
    return a->survey != NULL && bp_survey_series(a->survey);
}

static const char *next_command(bp_report *r, const bp_answer *a)
{
    const bp_labels *l = &a->question->labels;
    bp_str line = { 0 };
    bool known = l->program != NULL && l->settings != NULL && l->n_asked > 0 &&
                 (a->unusable == BP_USABLE || a->unusable == BP_UNUSABLE_DOUBTS);
    for (size_t i = 0; i < a->doubts.n; i++)
        known = known && a->doubts.doubt[i].n > 0;
    if (!known)
        return NULL;
    bp_str_puts(&line, l->program);
    bp_str_puts(&line, is_series(a) ? " project" : " report");
    for (size_t i = 0; i < l->n_asked; i++) {
        bp_str_putc(&line, ' ');
        bp_shell_put(&line, bp_text_of(l->asked[i]));
    }
    for (size_t i = 0; i < a->doubts.n; i++) {
        bp_str_putc(&line, ' ');
        bp_setting_put(&line, a->doubts.doubt[i].setting[0], l->settings);
    }
    return bp_report_take(r, &line);
}

static void add_next(bp_report *r, const char *next)
{
    /* a field of the whole */
    const bp_machine_place at = { .json = "",
                                  .shape = BP_JSON_OBJECT,
                                  .turn = BP_JSON_LAST };
    const bp_value value = bp_value_text(next);
    bp_fields f;
    bp_report_add_about(r, "next", NULL);
    if (next != NULL)
        bp_report_say(r, BP_SAY("Next: {}"), &value, 1);
    bp_fields_begin(&f, r, &(bp_table){ .name = "next", .machine = at }, false);
    bp_put(&f, "next", NULL, value);
    bp_fields_row(&f, 0, false);
}

static bp_value unusable(bp_report *r, const bp_answer *a)
{
    return a->unusable == BP_USABLE ? bp_value_text(NULL) : why_unusable(r, a);
}

static void add_rows(bp_report *r, const bp_answer *a)
{
    bp_report_add_about(r, "rows", "Rows");
    bp_compose_rows(r, a);
}

/* What every check ends with. */
static void add_ending(bp_report *r, const bp_answer *a)
{
    bp_compose_warning_table(r, a, unusable(r, a));
    add_questions(r, a);
    add_next(r, next_command(r, a));
}

/* A file that cannot be read as a survey at all. */
static void check_unreadable(bp_report *r, const bp_answer *a)
{
    open_check(r);
    bp_compose_request(r, a);
    r->title = "Check";
    set_usable(r, a);
    add_columns(r, a->columns, a->n_columns);
    add_ending(r, a);
}

/* What became of the rows says nothing while it is not known which column is pay. */
static bool doubts_pay(const bp_doubts *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->doubt[i].about, "pay") == 0)
            return true;
    return false;
}

/* Which columns give which ratios of each person. */
static const struct {
    const char *name;
    const char *role[2]; /* NULL: any pay */
} ratios[] = {
    { "bonus_pct", { "base", "bonus" } },
    { "target_bonus_pct", { "base", "target_bonus" } },
    { "actual_bonus_pct", { "base", "actual_bonus" } },
    { "per_wrvu", { NULL, "wrvu" } },
};

static bool has_role(const bp_survey *s, const char *role)
{
    bool has = role == NULL;
    for (size_t i = 0; !has && i < bp_survey_columns(s); i++) {
        const char *own = bp_survey_column(s, i)->role;
        has = own != NULL && strcmp(own, role) == 0;
    }
    return has;
}

static void note_ratios(bp_report *r, const bp_survey *s)
{
    bp_str names = { 0 };
    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++)
        if (has_role(s, ratios[i].role[0]) && has_role(s, ratios[i].role[1]))
            bp_str_printf(&names, "%s%s", names.n > 0 ? ", " : "", ratios[i].name);
    const bool any = names.n > 0;
    const char *list = bp_report_take(r, &names);
    if (any)
        bp_report_note(r, "it can give ratios of pay, person by person: %s", list);
}

/* Columns, rows, warnings, then what to do: the order in which a reader would look. */
static void check_records(bp_report *r, const bp_answer *a)
{
    const bp_survey *s = a->survey;
    open_check(r);
    bp_compose_head(r, a);
    r->title = bp_words_source(r, s);
    r->subtitle = "Check";
    set_usable(r, a);
    add_columns(r, bp_survey_column(s, 0), bp_survey_columns(s));
    note_ratios(r, s);
    if (!doubts_pay(&a->doubts))
        add_rows(r, a);
    add_ending(r, a);
}

static void add_stated_columns(bp_report *r, const bp_published *t)
{
    bp_column_info *column = bp_report_alloc(r, t->n_columns, sizeof *column);
    for (size_t i = 0; column != NULL && i < t->n_columns; i++) {
        const bp_stated_column *k = &t->column[i];
        column[i] = (bp_column_info){ k->name, i + 1, k->role, k->kind, k->style };
    }
    add_columns(r, column, column != NULL ? t->n_columns : 0);
}

/* The same of a published table, whose lines are counted as rows. */
static void check_published(bp_report *r, const bp_answer *a)
{
    const bp_published *t = a->published;
    const uint64_t used = t->n_rows - a->lines_missing - a->lines_wrong;
    const char *slash = strrchr(t->file, '/');
    open_check(r);
    bp_compose_request(r, a);
    bp_report_add_input(
        r, &(bp_source_note){ .file = t->file,
                              .rows = t->n_rows + t->filtered,
                              .used = used,
                              .filtered = t->filtered,
                              .excluded = t->n_rows - used,
                              .sha256 = t->sha256[0] != '\0' ? t->sha256 : NULL });
    if (a->lines_missing > 0)
        bp_report_add_excluded(r, "missing", a->lines_missing);
    if (a->lines_wrong > 0)
        bp_report_add_excluded(r, "number", a->lines_wrong);
    for (size_t i = 0; i < t->n_notes; i++)
        bp_report_note(r, "'%s': %s", t->file, t->note[i]);
    bp_compose_published_recoded(r, t);
    r->title = bp_report_text(r, "%s", slash != NULL ? slash + 1 : t->file);
    r->subtitle = "Check";
    r->usable = a->unusable == BP_USABLE;
    bp_compose_market(
        r, a,
        bp_report_line(r,
                       r->usable ? BP_SAY("usable as a published table of percentiles")
                                 : BP_SAY("cannot be used"),
                       NULL, 0),
        NULL);
    add_stated_columns(r, t);
    add_rows(r, a);
    add_ending(r, a);
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
