/* A sheet that places an amount among the shown percentiles, by live formulas. */
#include "render/xlsx.h"

#include <string.h>

#include "render/renderer.h"

#define AMOUNT "$B$4"
#define AMOUNT_ROW 3
#define LEVELS_MOST 32

/* A shown level of a row and the cell that holds it. */
typedef struct knot {
    double p;
    double value;
    const char *name; /* "P25" */
    char cell[16];    /* "$D7" */
} knot;

typedef struct market {
    knot knot[LEVELS_MOST];
    size_t n;
    const knot *median; /* NULL: not shown */
} market;

/* What the sheet's columns are; every table with the same levels fits in. */
typedef struct sheet {
    bp_xlsx_sheet s;
    const bp_table *model; /* the first table with levels */
    const char *pay;       /* what it is of */
    size_t level[LEVELS_MOST];
    size_t n_levels;
    double trial;
    lxw_row_t head;
} sheet;

static size_t levels_of(size_t level[LEVELS_MOST], const bp_table *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_columns && n < LEVELS_MOST; i++)
        if (t->column[i].place == BP_COL_LEVEL && t->column[i].level > 0 &&
            t->column[i].level < 100)
            level[n++] = i;
    return n;
}

static void read_market(market *m, const sheet *h, const bp_table *t, const bp_row *row,
                        const size_t level[])
{
    *m = (market){ .n = 0 };
    for (size_t i = 0; i < h->n_levels; i++) {
        const bp_column *c = &t->column[level[i]];
        const bp_figure *f = &row->value[level[i]].figure;
        if (f->state != BP_SHOWN || !(f->value > 0))
            continue;
        knot *k = &m->knot[m->n++];
        *k = (knot){ .p = c->level / 100, .value = f->value, .name = c->heading };
        lxw_rowcol_to_cell(k->cell, h->s.row, (lxw_col_t)(2 + i));
        if (c->level == 50)
            m->median = k;
    }
}

/* Phi(z1 + (z2 - z1) ln(v/x1) / ln(x2/x1)), as bp_knots_place has it. */
static void put_between(bp_str *out, const knot *a, const knot *b)
{
    bp_str_puts(out, "_xlfn.NORM.S.DIST(_xlfn.NORM.S.INV(");
    bp_str_number(out, a->p);
    bp_str_puts(out, ")+(_xlfn.NORM.S.INV(");
    bp_str_number(out, b->p);
    bp_str_puts(out, ")-_xlfn.NORM.S.INV(");
    bp_str_number(out, a->p);
    bp_str_printf(out, "))*LN(" AMOUNT "/%s)/LN(%s/%s),TRUE)", a->cell, b->cell, a->cell);
}

/* Beyond the outer knots the line through the two nearest goes on, unless they are the
 * same; at a knot stands its own share. */
static void put_share(bp_str *out, const market *m)
{
    const knot *k = m->knot;
    const size_t n = m->n;
    bp_str_puts(out, "=IF(N(" AMOUNT ")<=0,\"\"");
    bp_str_printf(out, ",IF(" AMOUNT "<%s,", k[0].cell);
    if (n > 1 && k[0].value != k[1].value)
        put_between(out, &k[0], &k[1]);
    else
        bp_str_puts(out, "\"\"");
    size_t open = 2;
    for (size_t i = 0; i + 1 < n; i++) {
        if (k[i].value == k[i + 1].value)
            continue;
        bp_str_printf(out, ",IF(" AMOUNT "<%s,", k[i + 1].cell);
        put_between(out, &k[i], &k[i + 1]);
        open++;
    }
    bp_str_putc(out, ',');
    if (n > 1 && k[n - 2].value != k[n - 1].value) {
        put_between(out, &k[n - 2], &k[n - 1]);
    } else {
        bp_str_printf(out, "IF(" AMOUNT "=%s,", k[n - 1].cell);
        bp_str_number(out, k[n - 1].p);
        bp_str_puts(out, ",\"\")");
    }
    bp_str_fill(out, ')', open);
}

/* "<P10", "P10-P25", ">P90": at or above the one, below the other. */
static void put_band(bp_str *out, const market *m)
{
    bp_str_puts(out, "=IF(N(" AMOUNT ")<=0,\"\"");
    for (size_t i = 0; i < m->n; i++)
        bp_str_printf(out, ",IF(" AMOUNT "<%s,\"%s%s%s\"", m->knot[i].cell,
                      i > 0 ? m->knot[i - 1].name : "<", i > 0 ? "-" : "",
                      m->knot[i].name);
    bp_str_printf(out, ",\">%s\"", m->knot[m->n - 1].name);
    bp_str_fill(out, ')', m->n + 1);
}

static void band_now(bp_str *out, const market *m, double amount)
{
    size_t i = 0;
    while (i < m->n && m->knot[i].value <= amount)
        i++;
    if (i == m->n)
        bp_str_printf(out, ">%s", m->knot[i - 1].name);
    else
        bp_str_printf(out, "%s%s%s", i > 0 ? m->knot[i - 1].name : "<", i > 0 ? "-" : "",
                      m->knot[i].name);
}

static void put_formula(bp_xlsx *x, const sheet *h, size_t col, const bp_str *formula,
                        double now, const char *format)
{
    lxw_format *f = bp_xlsx_format(x, BP_XLSX_RIGHT, format);
    if (formula->failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_write_formula_num(h->s.at, h->s.row, (lxw_col_t)col,
                                                    formula->at, f, now));
}

static void put_text_formula(bp_xlsx *x, const sheet *h, size_t col,
                             const bp_str *formula, const bp_str *now)
{
    lxw_format *f = bp_xlsx_format(x, BP_XLSX_RIGHT, "");
    if (formula->failed || now->failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_write_formula_str(h->s.at, h->s.row, (lxw_col_t)col,
                                                    formula->at, f,
                                                    now->n > 0 ? now->at : ""));
}

static void put_formulas(bp_xlsx *x, const sheet *h, const market *m, const bp_row *row,
                         const char *money)
{
    bp_str formula = { 0 }, now = { 0 };
    const size_t col = 2 + h->n_levels;
    put_share(&formula, m);
    if (row->place > 0)
        put_formula(x, h, col, &formula, row->place, "0.0%");
    else
        put_text_formula(x, h, col, &formula, &now);
    bp_str_clear(&formula);
    put_band(&formula, m);
    band_now(&now, m, h->trial);
    put_text_formula(x, h, col + 1, &formula, &now);
    if (m->median != NULL) {
        const char *cell = m->median->cell;
        bp_str_clear(&formula);
        bp_str_printf(&formula, "=IF(N(" AMOUNT ")<=0,\"\"," AMOUNT "/%s)", cell);
        put_formula(x, h, col + 2, &formula, h->trial / m->median->value, "0.00");
        bp_str_clear(&formula);
        bp_str_printf(&formula, "=IF(N(" AMOUNT ")<=0,\"\"," AMOUNT "-%s)", cell);
        put_formula(x, h, col + 3, &formula, h->trial - m->median->value, money);
    }
    bp_str_release(&formula);
    bp_str_release(&now);
}

/* "Tier: CMO" */
static void put_name(bp_str *out, const bp_table *t, const bp_row *row)
{
    if (row->total) {
        bp_str_puts(out, "All");
        return;
    }
    bp_str_printf(out, "%s: ", t->column[0].heading);
    bp_xlsx_label(out, t, row);
}

static void put_row(bp_xlsx *x, sheet *h, const bp_table *t, const bp_row *row,
                    const size_t level[])
{
    market m;
    bp_str text = { 0 };
    put_name(&text, t, row);
    bp_xlsx_text(x, h->s.at, h->s.row, 0, text.at, row->total ? BP_XLSX_BOLD : 0);
    for (size_t i = 0; i < t->n_columns; i++)
        if (strcmp(t->column[i].key, "n") == 0)
            bp_xlsx_value(x, h->s.at, h->s.row, 1, &row->value[i], 0, 0);
    for (size_t i = 0; i < h->n_levels; i++)
        bp_xlsx_value(x, h->s.at, h->s.row, (lxw_col_t)(2 + i), &row->value[level[i]],
                      t->decimals[level[i]], 0);
    read_market(&m, h, t, row, level);
    if (m.n > 0 && !text.failed) {
        const bp_value *v = &row->value[level[0]];
        bp_str_clear(&text);
        bp_xlsx_number_format(&text, v, t->decimals[level[0]]);
        put_formulas(x, h, &m, row, text.failed ? "" : text.at);
    }
    if (text.failed)
        bp_xlsx_keep(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    bp_str_release(&text);
    h->s.row++;
}

/* The amount is of one pay element, and everybody stands there once. */
static bool belongs(const sheet *h, const bp_table *t, const bp_row *row)
{
    if (t->column[0].place == BP_COL_PAY)
        return row == &t->row[0];
    return t == h->model || !row->total;
}

static const bp_table *placing_table(const sheet *h, const bp_section *s)
{
    const bp_table *t = s->pay != NULL ? bp_render_table(s, "groups") : NULL;
    if (t == NULL || !(t->trial > 0) || (h->model != NULL && strcmp(s->pay, h->pay) != 0))
        return NULL;
    return t;
}

static void put_amount(bp_xlsx *x, sheet *h, const bp_value *like)
{
    bp_str format = { 0 };
    lxw_data_validation above = {
        .validate = LXW_VALIDATION_TYPE_DECIMAL,
        .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN,
        .value_number = 0,
        .error_title = "Amount",
        .error_message = "An amount above 0.",
    };
    bp_xlsx_number_format(&format, like, h->model->decimals[h->level[0]]);
    bp_xlsx_title(x, &h->s, "Place an offer");
    bp_xlsx_text(x, h->s.at, 1, 0,
                 "Type an amount: where it stands among the shown percentiles. Between "
                 "them pay is taken as lognormal; beyond them the line goes on.",
                 BP_XLSX_SMALL);
    bp_xlsx_text(x, h->s.at, AMOUNT_ROW, 0, "Amount", BP_XLSX_BOLD);
    bp_xlsx_number(x, h->s.at, AMOUNT_ROW, 1, h->trial, format.failed ? "" : format.at,
                   BP_XLSX_BOLD | BP_XLSX_INPUT);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_data_validation_cell(h->s.at, AMOUNT_ROW, 1, &above));
    bp_str_release(&format);
}

static void begin(bp_xlsx *x, sheet *h, const bp_table *t, const char *pay)
{
    static const char *const last[] = { "At or below", "Band", "Offer / median",
                                        "Offer - median" };
    h->model = t;
    h->pay = pay;
    h->trial = t->trial;
    h->n_levels = levels_of(h->level, t);
    h->s = bp_xlsx_add_sheet(x, "Place an offer");
    if (h->s.at == NULL)
        return;
    put_amount(x, h, &t->row[0].value[h->level[0]]);
    h->head = AMOUNT_ROW + 2;
    bp_xlsx_text(x, h->s.at, h->head, 0, "Market", BP_XLSX_HEAD);
    bp_xlsx_text(x, h->s.at, h->head, 1, "People", BP_XLSX_HEAD | BP_XLSX_RIGHT);
    for (size_t i = 0; i < h->n_levels; i++)
        bp_xlsx_text(x, h->s.at, h->head, (lxw_col_t)(2 + i),
                     t->column[h->level[i]].heading, BP_XLSX_HEAD | BP_XLSX_RIGHT);
    for (size_t i = 0; i < 4; i++)
        bp_xlsx_text(x, h->s.at, h->head, (lxw_col_t)(2 + h->n_levels + i), last[i],
                     BP_XLSX_HEAD | BP_XLSX_RIGHT);
    h->s.row = h->head + 1;
    bp_xlsx_keep(x, worksheet_set_column(h->s.at, 0, 0, 30, NULL));
    bp_xlsx_keep(
        x, worksheet_set_column(h->s.at, 1, (lxw_col_t)(5 + h->n_levels), 13, NULL));
}

void bp_xlsx_offer(bp_xlsx *x)
{
    sheet h = { .model = NULL };
    for (size_t i = 0; i < x->r->n_sections && x->error == LXW_NO_ERROR; i++) {
        const bp_section *s = &x->r->section[i];
        const bp_table *t = placing_table(&h, s);
        size_t level[LEVELS_MOST];
        if (t == NULL)
            continue;
        if (h.model == NULL)
            begin(x, &h, t, s->pay);
        if (levels_of(level, t) != h.n_levels)
            continue;
        for (size_t k = 0; k < t->n_rows && x->error == LXW_NO_ERROR; k++)
            if (belongs(&h, t, &t->row[k]))
                put_row(x, &h, t, &t->row[k], level);
    }
    if (h.model != NULL)
        bp_xlsx_hold(x, &h.s, h.head, 6 + h.n_levels);
}
