/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tidy.c - the figures of a report as one table of a fact a row.
 *
 * The tables of a report have little in common, and whoever filters or pivots them needs
 * one that has the figures of all.  It is a walk over the tables that say they belong
 * here (bp_machine_place), column by column; nothing is copied, so a report of many
 * groups takes no more memory. */
#include "render/tidy.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/renderer.h"

enum { VALUE, LOW, HIGH, LOWEST, HIGHEST, PARTS };
static const char *const suffix[PARTS] = { "", "_lo", "_hi", "_min", "_max" };

/* Columns after those of groups; the last of approximate figures alone. */
static const char *const end[] = { "pay", "figure", "value", "status", "bound" };
enum { PAY, FIGURE, FACT, STATUS, BOUND };

/* Does it tell the rows of its table apart? */
static bool is_key(const bp_column *c)
{
    return c->place == BP_COL_BY || c->place == BP_COL_KEY;
}

static bool is_fact(const bp_column *c)
{
    return c->place == BP_COL_FIELD || c->place == BP_COL_LEVEL ||
           c->place == BP_COL_LOCAL || c->place == BP_COL_LOCAL_LEVEL ||
           c->place == BP_COL_INNER || c->place == BP_COL_CSV || c->place == BP_COL_MORE;
}

/* The next table that belongs here; NULL after the last. */
static const bp_table *next_table(const bp_report *r, bp_table_place *at)
{
    const bp_table *table = bp_render_next(r, at);
    while (table != NULL && !table->machine.data)
        table = bp_render_next(r, at);
    return table;
}

static bool has_key(const bp_tidy *t, const char *key)
{
    for (size_t i = 0; i < t->n_keys; i++)
        if (strcmp(t->key[i], key) == 0)
            return true;
    return false;
}

/* A row beside that of the walk. */
static const bp_row *other_row(const bp_tidy *t, const bp_table *table, size_t i,
                               bp_row *made)
{
    return bp_table_row(table, i, t->value + t->n_values, made);
}

/* Has the column any key?  That of scenarios has none where there are none; a blank group
 * is one. */
static bool has_any(const bp_tidy *t, const bp_table *table, size_t column)
{
    bool any = table->column[column].place == BP_COL_BY;
    for (size_t i = 0; i < table->n_rows && !any; i++) {
        bp_row made;
        const bp_value *v = &other_row(t, table, i, &made)->value[column];
        any = v->kind == BP_KIND_TEXT ? v->text != NULL && v->text[0] != '\0'
                                      : v->figure.state == BP_SHOWN;
    }
    return any;
}

/* False when memory is out. */
static bool gather(bp_tidy *t, const bp_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        const bp_column *c = &table->column[i];
        if (!is_key(c) || has_key(t, c->key) || !has_any(t, table, i))
            continue;
        if (!bp_reserve(&t->key, &t->cap_keys, t->n_keys + 1, sizeof t->key[0]))
            return false;
        t->key[t->n_keys++] = c->key;
    }
    return true;
}

/* Room for a row of any table, and another. */
static bool make_room(bp_tidy *t)
{
    bp_table_place at = { 0, 0 };
    const bp_table *table = NULL;
    while ((table = next_table(t->r, &at)) != NULL)
        if (table->n_columns > t->n_values)
            t->n_values = table->n_columns;
    t->value = bp_alloc(0, 2 * t->n_values, sizeof *t->value);
    return t->value != NULL;
}

bp_status bp_tidy_open(bp_tidy *out, const bp_report *r, bp_err *err)
{
    bp_tidy t = { .r = r };
    bp_table_place at = { 0, 0 };
    const bp_table *table = NULL;
    bool enough = make_room(&t);
    while (enough && (table = next_table(r, &at)) != NULL)
        enough = gather(&t, table);
    t.whose = enough ? bp_alloc(0, t.n_keys + 1, sizeof *t.whose) : NULL;
    if (t.whose == NULL) {
        bp_tidy_release(&t);
        return bp_no_memory(err, "the table of all figures");
    }
    *out = t;
    return BP_OK;
}

void bp_tidy_release(bp_tidy *t)
{
    free(t->key);
    free(t->value);
    free(t->whose);
    bp_str_release(&t->text);
}

size_t bp_tidy_columns(const bp_tidy *t)
{
    return 1 + t->n_keys + BOUND + (t->r->method.bound > 0);
}

const char *bp_tidy_heading(const bp_tidy *t, size_t column)
{
    return column == 0           ? "table"
           : column <= t->n_keys ? t->key[column - 1]
                                 : end[column - 1 - t->n_keys];
}

/* ---- whom a row is of ---- */

static bp_tidy_cell text(const char *said, bool given)
{
    return (bp_tidy_cell){ .kind = BP_KIND_TEXT,
                           .text = said != NULL ? said : "",
                           .given = given };
}

static bp_tidy_cell number(double x, bp_state state)
{
    return (bp_tidy_cell){
        .kind = BP_KIND_NUMBER, .text = "", .known = state == BP_SHOWN, .number = x
    };
}

/* Of whom a row is: everybody where its table is not cut by the key. */
static bp_tidy_cell key_cell(const bp_table *table, const bp_row *row, const char *key)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        const bp_column *c = &table->column[i];
        const bp_value *v = &row->value[i];
        if (!is_key(c) || strcmp(c->key, key) != 0)
            continue;
        const char *code = bp_render_code(v);
        const bool none = code == NULL || code[0] == '\0';
        if (v->kind != BP_KIND_TEXT && v->figure.state == BP_SHOWN)
            return number(v->figure.value, BP_SHOWN);
        if (c->place == BP_COL_BY && !row->total && none)
            return text("(blank)", false);
        if (!row->total && !none)
            return text(code, true);
    }
    return text("(all)", false);
}

static bp_tidy_cell pay_cell(const bp_section *s, const bp_table *table,
                             const bp_row *row)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (table->column[i].place == BP_COL_PAY)
            return text(bp_render_code(&row->value[i]), true);
    return text(s->pay, true);
}

/* ---- the walk ---- */

static bool has_value(const bp_value *v, bp_state state)
{
    if (v->kind == BP_KIND_TEXT) {
        const char *code = bp_render_code(v);
        return code != NULL && code[0] != '\0';
    }
    return v->kind == BP_KIND_FLAG || state != BP_ABSENT;
}

static bp_state limit_of(const bp_figure *f, unsigned part)
{
    return part == LOW ? f->lo_state : f->hi_state;
}

/* One of a limit or of an end by other conventions, as a figure of its own. */
static bp_figure part_of(const bp_value *v, unsigned part)
{
    const bp_sensitivity s = bp_render_range(v);
    const bp_state state = limit_of(&v->figure, part);
    if (part == VALUE)
        return v->figure;
    if (part == LOWEST || part == HIGHEST)
        return part == LOWEST ? s.min : s.max;
    return state == BP_SHOWN ? bp_figure_of(part == LOW ? v->figure.lo : v->figure.hi)
                             : bp_figure_without(state, bp_render_limit_why(state));
}

/* Does the column carry that part? */
static bool has_part(const bp_table *t, const bp_column *c, unsigned part)
{
    return part == VALUE || (part == LOW || part == HIGH ? bp_render_limits(t, c)
                                                         : bp_render_ranges(t, c));
}

/* Is there something to say at this place? */
static bool is_there(const bp_table *t, const bp_row *row, size_t column, unsigned part)
{
    const bp_column *c = &t->column[column];
    const bp_value *v = &row->value[column];
    if (!is_fact(c) || v->kind == BP_KIND_LIST || v->kind == BP_KIND_TEXTS)
        return false;
    return part == VALUE ? has_value(v, v->figure.state) || v->figure.reasons != 0
                         : has_part(t, c, part) && has_value(v, part_of(v, part).state);
}

static bool same_cell(bp_tidy_cell a, bp_tidy_cell b)
{
    return a.kind == b.kind && !(a.number < b.number) && !(a.number > b.number) &&
           strcmp(a.text, b.text) == 0;
}

/* Does this table have a total with the keys and the pay of the walk's row? */
static bool has_total(const bp_tidy *t, const bp_section *s, const bp_table *table)
{
    for (size_t i = 0; i < table->n_rows; i++) {
        bp_row made;
        const bp_row *other = other_row(t, table, i, &made);
        bool same =
            other->total && same_cell(pay_cell(s, table, other), t->whose[t->n_keys]);
        for (size_t k = 0; same && k < t->n_keys; k++)
            same = same_cell(key_cell(table, other, t->key[k]), t->whose[k]);
        if (same)
            return true;
    }
    return false;
}

/* Tables of one name, by tier and by region, each begin with the total of all; whoever
 * adds up a column must meet it once. */
static bool is_repeated(const bp_tidy *t)
{
    bp_table_place at = { 0, 0 };
    const bp_table *table = NULL;
    if (!t->row->total)
        return false;
    while ((table = next_table(t->r, &at)) != t->table)
        if (same_cell(text(table->name, true), text(t->table->name, true)) &&
            has_total(t, &t->r->section[at.section], table))
            return true;
    return false;
}

/* The next row that is not there already; false after the last. */
static bool next_row(bp_tidy *t)
{
    do {
        while (t->table == NULL || t->n_begun == t->table->n_rows) {
            t->table = next_table(t->r, &t->at);
            t->n_begun = 0;
            if (t->table == NULL)
                return false;
        }
        t->row = bp_table_row(t->table, t->n_begun++, t->value, &t->made);
        for (size_t k = 0; k < t->n_keys; k++)
            t->whose[k] = key_cell(t->table, t->row, t->key[k]);
        t->whose[t->n_keys] = pay_cell(&t->r->section[t->at.section], t->table, t->row);
    } while (is_repeated(t));
    t->column = 0;
    t->part = VALUE;
    return true;
}

/* The next place in the row, whether or not there is something; false at its end. */
static bool next_part(bp_tidy *t)
{
    if (t->table == NULL)
        return false;
    if (++t->part == PARTS) {
        t->part = VALUE;
        t->column++;
    }
    return t->column < t->table->n_columns;
}

bool bp_tidy_next(bp_tidy *t)
{
    while (next_part(t) || next_row(t))
        if (is_there(t->table, t->row, t->column, t->part))
            return true;
    return false;
}

/* ---- its cells ---- */

static bp_tidy_cell figure_cell(bp_tidy *t, const bp_column *c)
{
    bp_str_clear(&t->text);
    bp_str_puts(&t->text, c->key);
    bp_str_puts(&t->text, suffix[t->part]);
    return text(t->text.at, true);
}

static bp_tidy_cell value_cell(const bp_value *v, unsigned part)
{
    const bp_figure *f = &v->figure;
    if (v->kind == BP_KIND_TEXT)
        return text(bp_render_code(v), true);
    if (v->kind == BP_KIND_FLAG)
        return (bp_tidy_cell){
            .kind = BP_KIND_FLAG, .text = "", .known = true, .number = f->value
        };
    const bp_figure said = part_of(v, part);
    return number(said.value, said.state);
}

/* Those of the whole row, then its own. */
static bp_tidy_cell status_cell(bp_tidy *t, const bp_row *row, const bp_value *v)
{
    const bool figure = v->kind != BP_KIND_TEXT && v->kind != BP_KIND_FLAG;
    const bp_figure f = part_of(v, t->part);
    const unsigned own = f.state != BP_SHOWN ? f.reasons : 0;
    const unsigned reasons = row->reasons | (figure ? own : 0);
    bp_str_clear(&t->text);
    for (unsigned i = 0; i < BP_REASONS; i++)
        if ((reasons & 1u << i) != 0)
            bp_str_printf(&t->text, "%s%s", t->text.n > 0 ? ";" : "", bp_reason_code(i));
    if (t->text.n == 0)
        bp_str_puts(&t->text, "ok");
    return text(t->text.at, false);
}

bp_tidy_cell bp_tidy_at(bp_tidy *t, size_t column)
{
    const bp_value *v = &t->row->value[t->column];
    if (column == 0)
        return text(t->table->name, true);
    if (column <= t->n_keys + 1)
        return t->whose[column - 1];
    switch (column - 1 - t->n_keys) {
    case FIGURE:
        return figure_cell(t, &t->table->column[t->column]);
    case FACT:
        return value_cell(v, t->part);
    case BOUND:
        return number(t->r->method.bound, BP_SHOWN);
    default:
        return status_cell(t, t->row, v);
    }
}
