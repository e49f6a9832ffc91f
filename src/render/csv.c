/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.c - the one table of an answer, for programs and spreadsheets; of a report with
 * sections, the one that has the figures of all its tables.
 *
 * Numbers are plain and complete; what is not shown is an empty field, and its reason is
 * in the column of codes.  A field that a spreadsheet would run as a formula gets an
 * apostrophe in front: survey files come from strangers, and csv is opened by double
 * click. */
#include "render/renderer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "render/tidy.h"

/* Characters that make a spreadsheet run a text, also in their full-width forms. */
static bool runs(const char *text)
{
    static const char *const wide[] = { "＝", "＋", "－", "＠" };
    if (text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL)
        return true;
    if ((unsigned char)text[0] != 0xef) /* as all of these begin */
        return false;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    return false;
}

/* Quoted where RFC 4180 asks for it. */
void bp_render_csv_text(bp_str *out, const char *text, bool guard)
{
    const size_t plain = strcspn(text, ",\"\r\n");
    const bool quoted = text[plain] != '\0';
    if (quoted)
        bp_str_putc(out, '"');
    if (guard && runs(text))
        bp_str_putc(out, '\'');
    bp_str_bytes(out, text, plain);
    for (const char *c = text + plain; *c != '\0'; c++) {
        if (*c == '"')
            bp_str_putc(out, '"');
        bp_str_putc(out, *c);
    }
    if (quoted)
        bp_str_putc(out, '"');
}

static void put_number(bp_str *out, double x, bp_state state)
{
    if (state == BP_SHOWN)
        bp_str_number(out, x);
}

/* The mean's are in json alone: the columns are a contract. */
static bool has_limits(const bp_table *t, const bp_column *c)
{
    return c->place == BP_COL_LEVEL && bp_render_limits(t, c);
}

static void put_head(bp_str *out, const bp_table *t, const char *prefix,
                     const bp_look *look)
{
    bool first = prefix[0] == '\0';
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        if (!bp_render_in_csv(c))
            continue;
        if (!first)
            bp_str_putc(out, ',');
        first = false;
        bp_str_puts(out, prefix);
        bp_render_csv_text(out, c->key, look->csv_guard);
        if (has_limits(t, c))
            bp_str_printf(out, ",%s_lo,%s_hi", c->key, c->key);
        if (bp_render_ranges(t, c))
            bp_str_printf(out, ",%s_min,%s_max", c->key, c->key);
    }
}

static void put_group(bp_str *out, const bp_row *row, const char *value, bool guard)
{
    if (row->total)
        bp_str_puts(out, "(all)");
    else if (value == NULL || value[0] == '\0')
        bp_str_puts(out, "(blank)");
    else
        bp_render_csv_text(out, value, guard);
}

static void put_cell(bp_str *out, const bp_table *t, const bp_row *row, size_t i,
                     const bp_look *look)
{
    const bp_column *c = &t->column[i];
    const bp_value *v = &row->value[i];
    const char *text = bp_render_code(v);
    if (c->place == BP_COL_STATUS)
        bp_render_status(out, t, row);
    else if (c->place == BP_COL_BY)
        put_group(out, row, text, look->csv_guard);
    else if (v->kind == BP_KIND_TEXT)
        bp_render_csv_text(out, text != NULL ? text : "", look->csv_guard);
    else if (v->kind == BP_KIND_FLAG)
        bp_str_puts(out, v->figure.value != 0 ? "true" : "false");
    else
        put_number(out, v->figure.value, v->figure.state);
    if (has_limits(t, c)) {
        bp_str_putc(out, ',');
        put_number(out, v->figure.lo, v->figure.lo_state);
        bp_str_putc(out, ',');
        put_number(out, v->figure.hi, v->figure.hi_state);
    }
    if (bp_render_ranges(t, c)) {
        const bp_sensitivity s = bp_render_range(v);
        bp_str_putc(out, ',');
        put_number(out, s.min.value, s.min.state);
        bp_str_putc(out, ',');
        put_number(out, s.max.value, s.max.state);
    }
}

static void put_row(bp_str *out, const bp_table *t, const bp_row *row, bool first,
                    const bp_look *look)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        if (!bp_render_in_csv(&t->column[i]))
            continue;
        if (!first)
            bp_str_putc(out, ',');
        first = false;
        put_cell(out, t, row, i, look);
    }
}

/* The report's csv, or the table to its right; NULL for none. */
static const bp_table *find(const bp_report *r, bool second)
{
    bp_table_place at = { 0, 0 };
    const bp_table *t = NULL;
    while ((t = bp_render_next(r, &at)) != NULL)
        if (t->machine.csv && (t->machine.csv_prefix != NULL) == second)
            return t;
    return NULL;
}

static void put_fact_cell(bp_str *out, const bp_tidy_cell *c, const bp_look *look)
{
    if (c->kind == BP_KIND_TEXT)
        bp_render_csv_text(out, c->text, c->given && look->csv_guard);
    else if (c->kind == BP_KIND_FLAG)
        bp_str_puts(out, c->number != 0 ? "true" : "false");
    else
        put_number(out, c->number, c->known ? BP_SHOWN : BP_ABSENT);
}

/* What is in columns of its own behind a row. */
typedef struct behind {
    double bound;      /* of approximate figures; 0: nothing */
    const char *scope; /* NULL: nothing */
} behind;

static void end_head(bp_str *out, const behind *b)
{
    bp_str_puts(out, b->bound > 0 ? ",bound" : "");
    bp_str_puts(out, b->scope != NULL ? ",scope\n" : "\n");
}

static void end_row(bp_str *out, const behind *b, bool guard)
{
    const char *scope = b->scope;
    if (b->bound > 0) {
        bp_str_putc(out, ',');
        bp_str_number(out, b->bound);
    }
    if (scope != NULL) {
        bp_str_putc(out, ',');
        bp_render_csv_text(out, scope, guard);
    }
    bp_str_putc(out, '\n');
}

static bp_status put_facts(bp_str *out, const bp_report *r, const char *scope,
                           const bp_look *look, bp_err *err)
{
    const behind end = { .scope = scope }; /* the bound is in the table itself */
    bp_tidy t;
    bp_status status = bp_tidy_open(&t, r, err);
    if (status != BP_OK)
        return status;
    const size_t n = bp_tidy_columns(&t);
    for (size_t i = 0; i < n; i++) {
        bp_str_puts(out, i > 0 ? "," : "");
        bp_render_csv_text(out, bp_tidy_heading(&t, i), look->csv_guard);
    }
    end_head(out, &end);
    while (bp_tidy_next(&t)) {
        for (size_t i = 0; i < n; i++) {
            const bp_tidy_cell c = bp_tidy_at(&t, i);
            bp_str_puts(out, i > 0 ? "," : "");
            put_fact_cell(out, &c, look);
        }
        end_row(out, &end, look->csv_guard);
    }
    out->failed |= t.text.failed;
    bp_tidy_release(&t);
    return BP_OK;
}

/* The rows of a table; those of one to its right, if any; and what is behind each. */
typedef struct rows {
    const bp_table *table;
    const bp_table *second;
    behind end;
    const bp_look *look;
    bp_str *part; /* [workers] */
    size_t workers;
} rows;

/* A worker's share of the rows, which follow each other. */
static bp_status put_share(void *arg, size_t worker, bp_err *err)
{
    const rows *r = arg;
    const bp_table *t = r->table;
    const size_t end = t->n_rows * (worker + 1) / r->workers;
    bp_str out = r->part[worker]; /* beside it are those of others, who write, too */
    bp_value *value = bp_alloc(0, t->n_columns, sizeof *value);
    if (value == NULL)
        return bp_no_memory(err, "the csv");
    for (size_t i = t->n_rows * worker / r->workers; i < end && !out.failed; i++) {
        bp_row made;
        put_row(&out, t, bp_table_row(t, i, value, &made), true, r->look);
        if (r->second != NULL)
            put_row(&out, r->second, &r->second->row[i], false, r->look);
        end_row(&out, &r->end, r->look->csv_guard);
    }
    r->part[worker] = out;
    free(value);
    return BP_OK;
}

/* Fewer rows than this are not worth a thread. */
#define ROWS_OF_A_THREAD 10000

/* Behind what is in `out`, to which the first worker adds. */
static bp_status put_rows(bp_str *out, rows *r, bp_err *err)
{
    const size_t most = 1 + r->table->n_rows / ROWS_OF_A_THREAD;
    r->workers = bp_pool_workers(r->look->threads);
    if (r->workers > most)
        r->workers = most;
    r->part = bp_alloc(0, r->workers, sizeof *r->part);
    if (r->part == NULL)
        return bp_no_memory(err, "the csv");
    r->part[0] = *out;
    bp_status status = bp_pool_run(r->workers, put_share, r, err);
    *out = r->part[0];
    for (size_t i = 1; i < r->workers; i++) {
        const bp_text text = bp_str_text(&r->part[i]);
        bp_str_bytes(out, text.at, text.n);
        out->failed |= r->part[i].failed;
        bp_str_release(&r->part[i]);
    }
    free(r->part);
    return status;
}

/* Offers against a second market have its columns after their own. */
static bp_status put_one(bp_str *out, const bp_report *r, const char *scope,
                         const bp_look *look, bp_err *err)
{
    const bp_table *t = r->has_csv ? find(r, false) : NULL, *second = find(r, true);
    if (t == NULL)
        return bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_ONE_TABLE, NULL },
                            "'%s' has no csv", r->command);
    assert(second == NULL || second->n_rows == t->n_rows);
    put_head(out, t, "", look);
    if (second != NULL)
        put_head(out, second, second->machine.csv_prefix, look);
    rows all = { .table = t, .second = second, .end = { r->method.bound, scope } };
    all.look = look;
    end_head(out, &all.end);
    return put_rows(out, &all, err);
}

bp_status bp_render_csv(bp_str *out, const bp_report *r, const bp_look *look, bp_err *err)
{
    if (r->brief)
        return bp_fail(err, NULL, BP_EUSAGE, "a report of one page has no csv");
    bp_str text = { 0 };
    const char *scope = NULL;
    if (look->csv_scope) {
        bp_format_line(&text, &r->market.text, (bp_text_style){ 0 });
        scope = bp_str_text(&text).at;
    }
    const bp_status status = r->has_csv && r->sectioned
                                 ? put_facts(out, r, scope, look, err)
                                 : put_one(out, r, scope, look, err);
    bp_str_end(out, &text);
    return status;
}
