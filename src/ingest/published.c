/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.c - a published table becomes columns, percentiles and cells.
 *
 * Every cell keeps its text and what it states (a number, nothing, a code), and every
 * percentile of pay its column, though one set of them alone is placed in; which line is
 * meant is for bp_published_lines. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/published.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/words.h"
#include "data/published.h"
#include "ingest/constants.h"
#include "ingest/gridrows.h"
#include "ingest/period.h"
#include "ingest/phrase.h"
#include "ingest/publishedage.h"
#include "ingest/recode.h"
#include "ingest/schema.h"
#include "ingest/statedcell.h"
#include "ingest/statedset.h"
#include "ingest/unit.h"

/* Published figures have cents at most; hourly ones sometimes more. */
#define SCALE 4

typedef struct copying {
    const bp_grid *grid;
    bp_published *table;
    bp_stated_header *header; /* [columns] */
    bool *in;                 /* [columns] of the set that was chosen */
    bool *take;               /* [rows] of the grid */
    bool failed;
} copying;

static const char *copy(copying *f, bp_text t)
{
    const char *text = bp_arena_copy(&f->table->memory->text, t.at, t.n);
    f->failed |= text == NULL;
    return text;
}

static void note(copying *f, const char *fmt, const char *about)
{
    bp_str s = { 0 };
    bp_published *t = f->table;
    bp_str_printf(&s, fmt, about);
    f->failed |= s.failed;
    if (!s.failed && t->n_notes < BP_STATED_NOTES_MAX)
        t->memory->note[t->n_notes++] = copy(f, bp_str_text(&s));
    bp_str_release(&s);
}

/* ---- columns ---- */

static const bp_evidence *evidence(const copying *f, size_t column)
{
    return &bp_grid_head(f->grid)->evidence[column];
}

/* The column whose header says the role best, and no published figure. */
static size_t best_column(const copying *f, bp_role role)
{
    bp_best best = BP_BEST_NONE;
    for (size_t i = 0; i < bp_grid_columns(f->grid); i++)
        if (bp_stated_is_plain(&f->header[i]))
            bp_best_see(&best, i,
                        bp_role_match(role, bp_text_of(bp_grid_name(f->grid, i))));
    return best.column;
}

static size_t first_text(const copying *f)
{
    for (size_t i = 0; i < bp_grid_columns(f->grid); i++)
        if (bp_stated_is_plain(&f->header[i]) &&
            bp_evidence_kind(evidence(f, i)) == BP_COLUMN_TEXT)
            return i;
    return SIZE_MAX;
}

/* Headers of how many people the figures of a line are of, the surest first: those who
 * answered before those who work. */
static size_t people_column(const copying *f)
{
    static const char known[] =
        "n n_incumbents number_of_incumbents incumbents sample_size respondents "
        "number_of_respondents n_employees n_people people effectif effectifs tot_emp "
        "employees number_of_employees number_employed employed employment "
        "number_of_jobs headcount anzahl count " BP_STATED_INCUMBENTS
        "of_employees num_employees employee_count emps " BP_STATED_PROVIDERS;
    const char *rest = known;
    bp_text word;
    while (bp_words_next(&word, &rest, ' '))
        for (size_t i = 0; i < bp_grid_columns(f->grid); i++)
            if (bp_stated_is_plain(&f->header[i]) &&
                bp_stated_alike(bp_text_of(bp_grid_name(f->grid, i)), word) &&
                bp_evidence_kind(evidence(f, i)) == BP_COLUMN_NUMBER)
                return i;
    return SIZE_MAX;
}

static size_t mean_column(const copying *f, const bp_stated_set *set)
{
    for (size_t i = 0; i < bp_grid_columns(f->grid); i++) {
        const bp_stated_header *h = &f->header[i];
        if (h->what == BP_HEADER_MEAN && h->pay && h->period == set->said &&
            strcmp(h->measure, set->measure) == 0)
            return i;
    }
    return SIZE_MAX;
}

static void find_columns(copying *f, const bp_stated_set *set)
{
    bp_published *t = f->table;
    t->title = best_column(f, BP_ROLE_TITLE);
    t->job = best_column(f, BP_ROLE_JOB);
    t->year = best_column(f, BP_ROLE_YEAR);
    t->currency = best_column(f, BP_ROLE_CURRENCY);
    t->people = people_column(f);
    t->mean = mean_column(f, set);
    if (t->title == SIZE_MAX)
        t->title = first_text(f);
}

static int by_level(const void *a, const void *b)
{
    const bp_stated_point *x = a, *y = b;
    const int order = bp_level_compare(x->level, y->level);
    if (order != 0)
        return order;
    return (x->column > y->column) - (x->column < y->column);
}

/* The percentiles of the set, and all others. */
static void find_points(copying *f)
{
    bp_published *t = f->table;
    const char *name = NULL;
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_stated_header *h = &f->header[i];
        if (!h->point)
            continue;
        const bp_stated_point p = { .level = h->level, .column = i };
        t->memory->figure[t->n_figures++] = p;
        if (!f->in[i])
            continue;
        name = bp_grid_name(f->grid, i);
        t->memory->point[t->n_points++] = p;
    }
    if (name != NULL)
        t->header_currency = bp_currency_in(bp_text_of(name));
    if (t->n_points > 1)
        qsort(t->memory->point, t->n_points, sizeof t->memory->point[0], by_level);
}

/* No year's pay of which there are percentiles is above that. */
#define LARGEST 20e6

/* The unit of a line above the header, where the figures can be in it. */
static int title_unit(const copying *f, size_t column)
{
    const bp_head *h = bp_grid_head(f->grid);
    const int unit = h->layout.title_unit;
    if (unit == 0 || bp_period_is_time(f->header[column].period))
        return 0;
    for (size_t row = 0; row < bp_grid_rows(f->grid); row++) {
        const bp_pay pay = bp_grid_number(f->grid, row, column, SCALE, true);
        if (pay.found == BP_FOUND_NUMBER &&
            bp_money_double(pay.units, SCALE) * (double)bp_pow10(unit) > LARGEST)
            return 0;
    }
    return unit;
}

/* What an amount of 1 is in a column of pay, as a power of ten. */
static int unit_of(const copying *f, size_t column)
{
    if (!f->header[column].pay)
        return 0;
    const int unit = bp_unit_in(bp_text_of(bp_grid_name(f->grid, column)));
    return unit != 0 ? unit : title_unit(f, column);
}

/* What was left out, where somebody could have meant it. */
static void say_what_is_meant(copying *f, const bp_stated_set *set)
{
    bp_published *t = f->table;
    const char *other = NULL, *in_units = NULL;
    t->measure = copy(f, bp_text_of(set->measure));
    t->element = bp_stated_element(set->measure);
    t->hourly = set->period == BP_PERIOD_HOURLY;
    t->unit = set->period != BP_PERIOD_AS_IS ? bp_period_name(set->period) : NULL;
    for (size_t i = 0; other == NULL && i < t->n_columns; i++)
        if (f->header[i].what == BP_HEADER_PERCENTILE && !f->header[i].pay)
            other = f->header[i].measure;
    for (size_t i = 0; i < t->n_points && in_units == NULL; i++)
        in_units = unit_of(f, t->point[i].column) != 0
                       ? bp_grid_name(f->grid, t->point[i].column)
                       : NULL;
    if (in_units != NULL)
        note(f,
             bp_unit_in(bp_text_of(in_units)) != 0
                 ? "the published figures are made single units, as '%s' says"
                 : "the published figures are made single units, as a line above '%s' "
                   "says",
             in_units);
    if (set->measure[0] != '\0' && !set->asked)
        note(f, "the published figures are those of '%s'", set->measure);
    if (other != NULL)
        note(f, "percentiles of '%s' are not pay", other);
    if (set->further)
        note(f, "the published figures are those whose headers say no more than %s",
             "that they are pay");
}

static const char *role_of(const copying *f, size_t column)
{
    const bp_published *t = f->table;
    const bp_stated_header *h = &f->header[column];
    return h->point                 ? "percentile"
           : !bp_stated_is_plain(h) ? NULL
           : column == t->title     ? "title"
           : column == t->job       ? "job"
           : column == t->year      ? "year"
           : column == t->currency  ? "currency"
                                    : NULL;
}

static void describe(copying *f, size_t i)
{
    const bp_head *h = bp_grid_head(f->grid);
    const bp_stated_header *says = &f->header[i];
    bp_column_kind kind = bp_evidence_kind(&h->evidence[i]);
    if (says->point && (kind == BP_COLUMN_NUMBER || kind == BP_COLUMN_TEXT))
        kind = BP_COLUMN_MONEY;
    bool number = bp_column_is_number(kind);
    f->table->memory->column[i] = (bp_stated_column){
        .name = copy(f, bp_text_of(bp_grid_name(f->grid, i))),
        .role = role_of(f, i),
        .kind = bp_column_kind_name(kind),
        .recoded = bp_grid_recoded(f->grid, i),
        .style = number ? bp_number_style_name(bp_head_style(h, i, true)) : NULL,
    };
}

/* ---- cells ---- */

/* Publishers mark what they do not give: unreliable, suppressed, not available. */
static bool is_marker(bp_text t)
{
    static const char *const markers[] = { "*",  "**",  "***", "~", "x",   ":",
                                           "..", "...", "/",   "c", "(x)", "u" };
    for (size_t i = 0; i < sizeof markers / sizeof markers[0]; i++)
        if (bp_text_same(t, bp_text_of(markers[i])))
            return true;
    return false;
}

/* The marks in figures that are codes count, too: they may be all that a column has. */
static bp_number_style style_of(const copying *f, size_t column)
{
    const bp_head *h = bp_grid_head(f->grid);
    bp_marks marks = h->evidence[column].marks;
    for (size_t row = 0; row < bp_grid_rows(f->grid); row++) {
        bp_text text = bp_grid_cell(f->grid, row, column);
        bp_phrase p;
        if (bp_stated_code(&text) != BP_CODED_NOT && bp_phrase_parse(&p, text))
            bp_marks_see(&marks, p.amount[0].digits);
    }
    return bp_number_style_decide(&marks, true, h->commas);
}

/* A header of pay in thousands is as good as a cell that says so.
 *   unit  of its column's amounts, as a power of ten */
static void put_figure(const copying *f, bp_stated_cell *c, bp_text text,
                       bp_number_style style, int unit)
{
    const bp_coded code = bp_stated_code(&text);
    const bp_pay pay = bp_grid_number_in(f->grid, text, style, SCALE);
    if (code == BP_CODED_TOP)
        c->what = BP_STATED_TOP_CODED;
    else if (is_marker(text) || pay.found == BP_FOUND_MISSING)
        c->what = BP_STATED_NOTHING;
    else if (pay.found == BP_FOUND_NUMBER && pay.units > 0) {
        c->what = code == BP_CODED_AT_LEAST  ? BP_STATED_AT_LEAST
                  : code == BP_CODED_AT_MOST ? BP_STATED_AT_MOST
                                             : BP_STATED_NUMBER;
        c->number = bp_money_double(pay.units, SCALE) *
                    (pay.own_unit ? 1 : (double)bp_pow10(unit));
    }
}

static void put_cell(copying *f, size_t from, size_t row, size_t column,
                     bp_number_style style, int unit)
{
    const bp_text text = bp_grid_cell(f->grid, from, column);
    bp_stated_cell c = { .text = copy(f, text), .what = BP_STATED_TEXT };
    if (!bp_stated_is_plain(&f->header[column])) {
        put_figure(f, &c, text, style, unit);
    } else {
        const bp_pay number =
            bp_grid_number(f->grid, from, column, SCALE, column != f->table->year);
        if (is_marker(text) || number.found == BP_FOUND_MISSING) {
            c.what = BP_STATED_NOTHING;
        } else if (number.found == BP_FOUND_NUMBER) {
            c.what = BP_STATED_NUMBER;
            c.number = bp_money_double(number.units, SCALE);
        }
    }
    f->table->memory->cell[row * f->table->n_columns + column] = c;
}

static void put_column(copying *f, size_t column)
{
    const bp_number_style style = style_of(f, column);
    const int unit = unit_of(f, column);
    size_t row = 0;
    for (size_t from = 0; from < bp_grid_rows(f->grid); from++)
        if (f->take[from])
            put_cell(f, from, row++, column, style, unit);
}

/* The currency that is given for all lines, whatever the table says of it. */
static void put_currency(copying *f, const bp_reading *r)
{
    bp_published *t = f->table;
    for (size_t i = 0; r != NULL && i < r->n_map; i++) {
        char iso[3];
        if (strcmp(r->map[i].role, bp_role_names()[BP_ROLE_CURRENCY]) != 0)
            continue;
        t->currency = SIZE_MAX;
        t->header_currency =
            copy(f, bp_currency_fold(bp_text_of(r->map[i].column + 1), iso));
    }
}

static void copy_table(copying *f, const bp_stated_set *set, const bp_reading *reading)
{
    bp_published *t = f->table;
    size_t row = 0;
    t->file = copy(f, bp_text_of(bp_grid_file(f->grid)));
    if (reading != NULL && reading->recode != NULL)
        t->recode = copy(f, bp_text_of(reading->recode->file));
    if (t->recode != NULL && reading->digest)
        t->recode_sha256 = copy(f, bp_text_of(reading->recode->sha256));
    find_columns(f, set);
    find_points(f);
    put_currency(f, reading);
    say_what_is_meant(f, set);
    for (size_t i = 0; i < t->n_columns; i++)
        describe(f, i);
    for (size_t i = 0; i < t->n_columns; i++)
        put_column(f, i);
    for (size_t from = 0; from < bp_grid_rows(f->grid); from++)
        if (f->take[from])
            t->memory->line[row++] = bp_grid_place(f->grid, from, 0).line;
    t->filtered = bp_grid_rows(f->grid) - row;
    if (reading != NULL && reading->digest)
        bp_input_digest(bp_grid_head(f->grid)->input, t->sha256);
}

/* ---- the table ---- */

/* A table's columns are known by their names: what else is asked of the reading would be
 * ignored. */
static bp_status check_reading(const bp_published_wish *wish, const char *path,
                               bp_err *err)
{
    const bp_loc at = { .file = path };
    const bp_reading *r = wish->reading;
    for (size_t i = 0; i < r->n_map; i++) {
        bp_role role = BP_ROLES;
        const bool known = bp_role_parse(&role, bp_text_of(r->map[i].role));
        const bool taken =
            known && bp_constant_is(r->map[i].column) &&
            (role == BP_ROLE_CURRENCY || (role == BP_ROLE_DATE && wish->age != NULL));
        if (!taken)
            return bp_fail(err, &at, BP_EUSAGE,
                           "the columns of a published table have no roles: '%s' cannot "
                           "be one of them",
                           r->map[i].role);
    }
    return BP_OK;
}

/* Which rows of the grid are lines of the table, and how many. */
static bp_status choose_rows(copying *f, size_t *n, const bp_published_wish *wish,
                             bp_err *err)
{
    *n = bp_grid_rows(f->grid);
    f->take = bp_alloc(0, *n, sizeof *f->take);
    if (f->take == NULL)
        return bp_no_memory(err, "a published table");
    for (size_t i = 0; i < *n; i++)
        f->take[i] = true;
    if (wish->choice == NULL)
        return BP_OK;
    return bp_grid_choose(f->take, n, f->grid, wish->reading, wish->choice, err);
}

/* Headers first: a table without percentiles is none, and no row is looked at. */
static bp_status choose_set(copying *f, bp_stated_set *set, const bp_published_wish *wish,
                            bp_err *err)
{
    const size_t n = bp_grid_columns(f->grid);
    const bp_set_wish w = {
        .file = bp_grid_file(f->grid),
        .pay = wish->pay,
        .key = wish->pay_key,
        .period = wish->reading != NULL ? wish->reading->period : BP_PERIOD_AS_IS,
        .doubts = wish->doubts,
    };
    f->header = bp_alloc(0, n, sizeof *f->header);
    f->in = bp_alloc(0, n, sizeof *f->in);
    if (f->header == NULL || f->in == NULL)
        return bp_no_memory(err, "a published table");
    if (bp_stated_headers(f->header, bp_grid_head(f->grid)->layout.name, n) == 0)
        return bp_fail(err, &(bp_loc){ .file = w.file }, BP_EDATA,
                       "no column of percentiles of pay is among its columns (P10, "
                       "A_PCT10, Median and the like)");
    return bp_stated_choose(set, f->in, f->header, n, &w, err);
}

static bp_status take(copying *f, const bp_published_wish *wish, bp_err *err)
{
    bp_stated_set set;
    size_t n = 0;
    bp_status status = choose_set(f, &set, wish, err);
    if (status == BP_OK)
        status = choose_rows(f, &n, wish, err);
    if (status != BP_OK)
        return status;
    f->table = bp_published_new(bp_grid_columns(f->grid), n);
    if (f->table == NULL)
        return bp_no_memory(err, "a published table");
    copy_table(f, &set, wish->reading);
    if (f->table->element == NULL && wish->pay != NULL) {
        char measure[BP_MEASURE_SIZE];
        bp_stated_measure(measure, bp_text_of(wish->pay));
        f->table->element = bp_stated_element(measure);
        f->table->assumed = true;
    }
    status = f->failed ? bp_no_memory(err, "a published table") : BP_OK;
    if (status == BP_OK && wish->dates)
        status = bp_published_dates(f->table, f->header, f->grid, f->take, err);
    return status == BP_OK && wish->age != NULL
               ? bp_published_age(f->table, f->header, f->grid, f->take, wish, err)
               : status;
}

bp_status bp_published_take(bp_published **out, const char *path,
                            const bp_published_wish *wish, bp_err *err)
{
    bp_grid *g = NULL;
    const bp_reading *r = wish->reading;
    bp_status status = r != NULL ? check_reading(wish, path, err) : BP_OK;
    if (status == BP_OK)
        status = bp_grid_read(&g, path, r, wish->doubts, err);
    if (status != BP_OK)
        return status;
    copying f = { .grid = g };
    status = take(&f, wish, err);
    bp_grid_free(g);
    free(f.header);
    free(f.in);
    free(f.take);
    if (status != BP_OK) {
        bp_published_free(f.table);
        return status;
    }
    *out = f.table;
    return BP_OK;
}

bp_status bp_published_read(bp_published **out, const char *path,
                            const bp_reading *reading, bp_err *err)
{
    return bp_published_take(
        out, path, &(bp_published_wish){ .reading = reading, .pay_key = BP_SET_PAY },
        err);
}

bp_status bp_published_is(bool *out, const bp_head *h, const bp_reading *r,
                          const char *pay, bp_err *err)
{
    bool twice;
    bp_schema schema;
    *out = false;
    if (pay != NULL && bp_layout_column(&h->layout, pay, &twice) != SIZE_MAX)
        return BP_OK;
    bp_status status = bp_schema_find(&schema, bp_input_name(h->input), &h->layout,
                                      h->evidence, r->map, r->n_map, err);
    if (status == BP_OK)
        *out = bp_schema_is_published(&schema, &h->layout);
    return status;
}

bp_status bp_published_recognise(bool *out, const char *path, const bp_reading *reading,
                                 const char *pay, bp_err *err)
{
    bool published = false;
    bp_reading one = *reading;
    bp_head head = { 0 };
    bp_status status = BP_OK;
    one.file = &path;
    one.n_files = 1;
    one.digest = false;
    if (bp_file_is_regular(path)) {
        bp_doubts unasked = { 0 }; /* whoever reads the table asks */
        status = bp_head_open_likely(&head, &one, 0, false, &unasked, err);
        bp_doubts_release(&unasked);
        if (status == BP_OK)
            status = bp_published_is(&published, &head, reading, pay, err);
        bp_head_release(&head);
    }
    /* whoever reads the file will say what is wrong with what it holds */
    if (status == BP_ELIMIT || status == BP_ESTOPPED || status == BP_EIO)
        return status;
    *out = published;
    return BP_OK;
}
