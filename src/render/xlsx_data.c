/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_data.c - one sheet with the rows of all tables, for pivot tables and programs.
 *
 * Tables share columns of the same name, and four columns in front say which section,
 * pay, table and currency a row is of: the long form that such programs expect. */
#include "render/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/renderer.h"

/* A column, which tables share that have texts, or numbers, of the same name. */
typedef struct field {
    const char *key;
    bool text;
    bool limits; /* KEY_lo and KEY_hi come after it */
} field;

typedef struct tidy {
    bp_xlsx_sheet s;
    lxw_col_t col; /* the next cell of the row */
    field *field;
    size_t n, cap;
} tidy;

static const char *const front[] = { "section", "pay", "table", "unit" };
enum { FRONT = sizeof front / sizeof front[0] };

static bool is_group(const bp_column *c)
{
    return c->place == BP_COL_BY;
}

/* What a row is of comes before its fields. */
static bool is_field(const bp_column *c)
{
    return bp_render_in_csv(c) && c->place != BP_COL_PAY;
}

static bool fits(const field *f, const bp_column *c)
{
    return f->text == (c->kind == BP_KIND_TEXT) && strcmp(f->key, c->key) == 0;
}

static field *find_field(const tidy *d, const bp_column *c)
{
    for (size_t i = 0; i < d->n; i++)
        if (fits(&d->field[i], c))
            return &d->field[i];
    return NULL;
}

/* Group values come first. */
static void gather(bp_xlsx *x, tidy *d, const bp_table *t, bool group)
{
    for (size_t i = 0; i < t->n_columns && x->error == LXW_NO_ERROR; i++) {
        const bp_column *c = &t->column[i];
        if (!is_field(c) || is_group(c) != group)
            continue;
        field *f = find_field(d, c);
        if (f == NULL && bp_reserve(&d->field, &d->cap, d->n + 1, sizeof d->field[0])) {
            f = &d->field[d->n++];
            *f = (field){ .key = c->key, .text = c->kind == BP_KIND_TEXT };
        }
        if (f != NULL)
            f->limits |= bp_render_limits(t, c);
        else
            bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
}

static void gather_groups(bp_xlsx *x, tidy *d, const bp_section *s, const bp_table *t)
{
    (void)s;
    gather(x, d, t, true);
}

static void gather_others(bp_xlsx *x, tidy *d, const bp_section *s, const bp_table *t)
{
    (void)s;
    gather(x, d, t, false);
}

static void put_number(bp_xlsx *x, tidy *d, double number, bp_state state)
{
    if (state == BP_SHOWN)
        bp_xlsx_number(x, &d->s, d->col, number);
    d->col++;
}

static void put_text(bp_xlsx *x, tidy *d, const char *text)
{
    bp_xlsx_text(x, &d->s, d->col, text, d->col > 0 ? BP_XLSX_INDENT : BP_XLSX_PLAIN);
    d->col++;
}

static void put_status(bp_xlsx *x, tidy *d, const bp_table *t, const bp_row *row)
{
    bp_str codes = { 0 };
    bp_render_status(&codes, t, row);
    if (codes.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        put_text(x, d, codes.at);
    bp_str_release(&codes);
}

static void put_cell(bp_xlsx *x, tidy *d, const bp_table *t, const bp_row *row, size_t i)
{
    const bp_column *c = &t->column[i];
    const bp_value *v = &row->value[i];
    const char *code = bp_render_code(v);
    if (c->place == BP_COL_STATUS)
        put_status(x, d, t, row);
    else if (is_group(c))
        put_text(x, d,
                 row->total                      ? "(all)"
                 : code == NULL || *code == '\0' ? "(blank)"
                                                 : code);
    else if (v->kind == BP_KIND_TEXT)
        put_text(x, d, code);
    else if (v->kind == BP_KIND_FLAG)
        bp_xlsx_boolean(x, &d->s, d->col++, v->figure.value != 0);
    else
        put_number(x, d, v->figure.value, v->figure.state);
}

/* The cells of one field; empty where the table has none. */
static void put_field(bp_xlsx *x, tidy *d, const field *f, const bp_table *t,
                      const bp_row *row)
{
    const lxw_col_t next = (lxw_col_t)(d->col + (f->limits ? 3 : 1));
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        if (!is_field(c) || !fits(f, c))
            continue;
        put_cell(x, d, t, row, i);
        if (bp_render_limits(t, c)) {
            put_number(x, d, row->value[i].figure.lo, row->value[i].figure.lo_state);
            put_number(x, d, row->value[i].figure.hi, row->value[i].figure.hi_state);
        }
        break;
    }
    d->col = next;
}

/* Section, pay, table, and the currency of the row's amounts. */
static void put_front(bp_xlsx *x, tidy *d, const bp_section *s, const bp_table *t,
                      const bp_row *row)
{
    const char *text[FRONT] = { s->name, s->pay, t->name, NULL };
    for (size_t i = 0; i < t->n_columns; i++) {
        if (t->column[i].place == BP_COL_PAY)
            text[1] = bp_render_code(&row->value[i]);
        if (text[3] == NULL)
            text[3] = row->value[i].currency;
    }
    for (size_t i = 0; i < FRONT; i++)
        put_text(x, d, text[i]);
}

static void put_table(bp_xlsx *x, tidy *d, const bp_section *s, const bp_table *t)
{
    for (size_t i = 0; i < t->n_rows && x->error == LXW_NO_ERROR; i++) {
        d->col = 0;
        put_front(x, d, s, t, &t->row[i]);
        for (size_t k = 0; k < d->n; k++)
            put_field(x, d, &d->field[k], t, &t->row[i]);
        d->s.row++;
    }
}

static void put_heads(bp_xlsx *x, tidy *d)
{
    static const char *const end[] = { "", "_lo", "_hi" };
    bp_str key = { 0 };
    d->col = 0;
    for (size_t i = 0; i < FRONT; i++)
        bp_xlsx_text(x, &d->s, d->col++, front[i],
                     BP_XLSX_HEAD | (i > 0 ? BP_XLSX_INDENT : 0u));
    for (size_t i = 0; i < d->n && !key.failed; i++)
        for (size_t k = 0; k < (d->field[i].limits ? 3 : 1); k++) {
            bp_str_clear(&key);
            bp_str_printf(&key, "%s%s", d->field[i].key, end[k]);
            bp_xlsx_text(x, &d->s, d->col++, bp_str_text(&key).at,
                         BP_XLSX_HEAD |
                             (d->field[i].text ? BP_XLSX_INDENT : BP_XLSX_RIGHT));
        }
    if (key.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    d->s.row++;
    bp_str_release(&key);
}

/* Calls `each` with every table that belongs here. */
static void visit(bp_xlsx *x, tidy *d,
                  void (*each)(bp_xlsx *, tidy *, const bp_section *, const bp_table *))
{
    for (size_t i = 0; i < x->r->n_sections; i++) {
        const bp_section *s = &x->r->section[i];
        for (size_t k = 0; k < s->n_items; k++)
            if (s->item[k].kind == BP_ITEM_TABLE && s->item[k].u.table.machine.data)
                each(x, d, s, &s->item[k].u.table);
    }
}

void bp_xlsx_data(bp_xlsx *x)
{
    tidy d = { .s = bp_xlsx_add_sheet(x, "Data") };
    if (d.s.at == NULL)
        return;
    visit(x, &d, gather_groups);
    visit(x, &d, gather_others);
    put_heads(x, &d);
    const size_t n = d.col;
    visit(x, &d, put_table);
    bp_xlsx_hold(x, &d.s, 0, n);
    bp_xlsx_fit(x, &d.s);
    free(d.field);
}
