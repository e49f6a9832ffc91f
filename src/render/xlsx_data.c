/* Every figure of every table as a row: for pivot tables and programs. */
#include "render/xlsx.h"

#include <string.h>

#include "render/renderer.h"

#define KEYS_MOST 16

typedef struct tidy {
    bp_xlsx_sheet s;
    lxw_col_t col;              /* the next cell of the row */
    const char *key[KEYS_MOST]; /* group columns of all tables */
    size_t n_keys;
    bool intervals;
} tidy;

static void put_text(bp_xlsx *x, tidy *d, const char *text)
{
    bp_xlsx_text(x, d->s.at, d->s.row, d->col++, text, BP_XLSX_PLAIN);
}

static void put_number(bp_xlsx *x, tidy *d, double number, bool there)
{
    if (there)
        bp_xlsx_number(x, d->s.at, d->s.row, d->col, number, "", BP_XLSX_PLAIN);
    d->col++;
}

static bool has_key(const tidy *d, const char *key)
{
    for (size_t i = 0; i < d->n_keys; i++)
        if (strcmp(d->key[i], key) == 0)
            return true;
    return false;
}

static void gather_keys(bp_xlsx *x, tidy *d, const bp_section *s, const bp_table *t)
{
    (void)x, (void)s;
    d->intervals |= t->intervals;
    for (size_t i = 0; i < t->n_columns && d->n_keys < KEYS_MOST; i++)
        if (t->column[i].place == BP_COL_BY && !has_key(d, t->column[i].key))
            d->key[d->n_keys++] = t->column[i].key;
}

static const bp_value *find(const bp_table *t, const bp_row *row, const char *key)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (strcmp(t->column[i].key, key) == 0)
            return &row->value[i];
    return NULL;
}

/* As csv has them. */
static void put_group(bp_xlsx *x, tidy *d, const bp_row *row, const bp_value *v)
{
    const char *text = v != NULL ? bp_render_code(v) : "";
    if (v != NULL && row->total)
        text = "(all)";
    else if (v != NULL && (text == NULL || text[0] == '\0'))
        text = "(blank)";
    put_text(x, d, text);
}

static void put_count(bp_xlsx *x, tidy *d, const bp_value *v)
{
    put_number(x, d, v != NULL ? v->figure.value : 0,
               v != NULL && v->figure.state == BP_SHOWN);
}

static void put_status(bp_xlsx *x, tidy *d, const bp_row *row, const bp_value *v)
{
    const bool there = v->kind == BP_KIND_TEXT || v->figure.state == BP_SHOWN;
    bp_str codes = { 0 };
    for (unsigned i = 0; i < BP_REASONS && !there; i++)
        if ((row->reasons | v->figure.reasons) & 1u << i)
            bp_str_printf(&codes, "%s%s", codes.n > 0 ? ";" : "", bp_reason_code(i));
    if (codes.n == 0)
        bp_str_puts(&codes, there ? "ok" : "absent");
    if (codes.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    put_text(x, d, codes.at);
    bp_str_release(&codes);
}

/* A row for the figure in `column` of `row`. */
static void put_figure(bp_xlsx *x, tidy *d, const bp_section *s, const bp_table *t,
                       size_t row, size_t column)
{
    const bp_row *from = &t->row[row];
    const bp_column *c = &t->column[column];
    const bp_value *v = &from->value[column], *pay = NULL;
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->column[i].place == BP_COL_PAY)
            pay = &from->value[i];
    d->col = 0;
    put_text(x, d, s->name);
    put_text(x, d, pay != NULL ? bp_render_code(pay) : s->pay);
    put_text(x, d, t->name);
    for (size_t i = 0; i < d->n_keys; i++)
        put_group(x, d, from, find(t, from, d->key[i]));
    put_text(x, d, c->key);
    put_status(x, d, from, v);
    put_text(x, d, v->currency);
    if (v->kind == BP_KIND_TEXT)
        put_text(x, d, bp_render_code(v));
    else
        put_number(x, d, v->figure.value, v->figure.state == BP_SHOWN);
    if (d->intervals) {
        put_number(x, d, v->figure.lo, v->figure.limits == BP_SHOWN);
        put_number(x, d, v->figure.hi, v->figure.limits == BP_SHOWN);
    }
    put_count(x, d, find(t, from, "n"));
    put_count(x, d, find(t, from, "orgs"));
    put_number(x, d, (double)row + 1, true);
    d->s.row++;
}

/* What a row is about, and how many it counts, stand beside each of its figures. */
static bool is_figure(const bp_column *c)
{
    return c->place != BP_COL_BY && c->place != BP_COL_PAY && c->place != BP_COL_STATUS &&
           c->kind != BP_KIND_LIST && strcmp(c->key, "n") != 0 &&
           strcmp(c->key, "orgs") != 0;
}

static void put_table(bp_xlsx *x, tidy *d, const bp_section *s, const bp_table *t)
{
    for (size_t i = 0; i < t->n_rows; i++)
        for (size_t k = 0; k < t->n_columns && x->error == LXW_NO_ERROR; k++)
            if (is_figure(&t->column[k]))
                put_figure(x, d, s, t, i, k);
}

static size_t put_head(bp_xlsx *x, tidy *d)
{
    static const char *const text[] = { "statistic", "status", "currency" };
    static const char *const number[] = { "value", "low", "high", "n", "orgs", "row" };
    static const char *const front[] = { "section", "pay", "table" };
    d->col = 0;
    for (size_t i = 0; i < 3; i++)
        bp_xlsx_text(x, d->s.at, 0, d->col++, front[i], BP_XLSX_HEAD);
    for (size_t i = 0; i < d->n_keys; i++)
        bp_xlsx_text(x, d->s.at, 0, d->col++, d->key[i], BP_XLSX_HEAD);
    for (size_t i = 0; i < 3; i++)
        bp_xlsx_text(x, d->s.at, 0, d->col++, text[i], BP_XLSX_HEAD);
    for (size_t i = 0; i < 6; i++)
        if (d->intervals || (i != 1 && i != 2))
            bp_xlsx_text(x, d->s.at, 0, d->col++, number[i],
                         BP_XLSX_HEAD | BP_XLSX_RIGHT);
    d->s.row = 1;
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x,
                     worksheet_set_column(d->s.at, 0, (lxw_col_t)(d->col - 1), 15, NULL));
    return d->col;
}

/* Calls `each` with every table of the sections that hold figures. */
static void visit(bp_xlsx *x, tidy *d,
                  void (*each)(bp_xlsx *, tidy *, const bp_section *, const bp_table *))
{
    for (size_t i = 0; i < x->r->n_sections; i++) {
        const bp_section *s = &x->r->section[i];
        for (size_t k = 0; k < s->n_items && !bp_xlsx_about(s); k++)
            if (s->item[k].kind == BP_ITEM_TABLE)
                each(x, d, s, &s->item[k].u.table);
    }
}

void bp_xlsx_data(bp_xlsx *x)
{
    tidy d = { .s = bp_xlsx_add_sheet(x, "Data") };
    if (d.s.at == NULL)
        return;
    visit(x, &d, gather_keys);
    const size_t n = put_head(x, &d);
    visit(x, &d, put_table);
    bp_xlsx_hold(x, &d.s, 0, n);
}
