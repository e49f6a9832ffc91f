/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_offer.c - a sheet that places an amount among the shown percentiles.
 *
 * It does so by live formulas, which give what bp_knots_place gives with BP_LOGNORMAL, so
 * that a reader can try other amounts without the program. */
#include "render/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/renderer.h"

#define AMOUNT "$B$5"
#define AMOUNT_ROW 4
#define LEVELS_MOST 32
#define OWN_MOST 20 /* nested conditions have a limit, which the levels need too */
#define OF_THE_REPORT "of the report"
#define ASKED                                                                            \
    "=IF(N(" AMOUNT ")<=0,\"\"," /* nothing is placed before there is an amount */

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
    bool capped;        /* the level after the last one is top-coded */
    const knot *median; /* NULL: not shown */
} market;

/* What the sheet's columns are; every table with the same levels fits in. */
typedef struct sheet {
    bp_xlsx_sheet s;
    const bp_table *model;     /* the first table with levels */
    const char *pay;           /* what it is of; NULL: not known */
    size_t level[LEVELS_MOST]; /* columns of the table at hand, [n_levels] */
    int decimals[LEVELS_MOST];
    size_t n_levels;
    double example_offer;
    lxw_row_t head;
} sheet;

/* The columns of levels between 0 and 100, of which `level` gets the first LEVELS_MOST.
 */
static size_t levels_of(size_t level[LEVELS_MOST], const bp_table *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        if (c->place != BP_COL_LEVEL || !(c->level > 0 && c->level < 100))
            continue;
        if (n < LEVELS_MOST)
            level[n] = i;
        n++;
    }
    return n;
}

/* More levels make longer formulas than spreadsheets take; to place among some of them
 * would call a place extrapolated that is between two shown figures. */
static bool places(const bp_table *t)
{
    size_t level[LEVELS_MOST];
    return t->example_offer > 0 && levels_of(level, t) <= LEVELS_MOST;
}

static void read_market(market *m, const sheet *h, const bp_table *t, const bp_row *row)
{
    *m = (market){ .n = 0 };
    for (size_t i = 0; i < h->n_levels; i++) {
        const bp_column *c = &t->column[h->level[i]];
        const bp_figure *f = &row->value[h->level[i]].figure;
        m->capped |= t->capped && f->state != BP_SHOWN;
        if (f->state != BP_SHOWN || !(f->value > 0))
            continue;
        knot *k = &m->knot[m->n++];
        *k = (knot){ .p = c->level / 100, .value = f->value, .name = c->heading };
        lxw_rowcol_to_cell(k->cell, h->s.row, (lxw_col_t)(2 + i));
        if (c->level == 50)
            m->median = k;
    }
}

/* Phi(z1 + (z2 - z1) ln(v/x1) / ln(x2/x1)) */
static void put_along(bp_str *out, const knot *a, const knot *b)
{
    bp_str_puts(out, "_xlfn.NORM.S.DIST(_xlfn.NORM.S.INV(");
    bp_str_number(out, a->p);
    bp_str_puts(out, ")+(_xlfn.NORM.S.INV(");
    bp_str_number(out, b->p);
    bp_str_puts(out, ")-_xlfn.NORM.S.INV(");
    bp_str_number(out, a->p);
    bp_str_printf(out, "))*LN(" AMOUNT "/%s)/LN(%s/%s),TRUE)", a->cell, b->cell, a->cell);
}

/* Beyond the outer knots the line through the two nearest goes on, as long as a share
 * above 0 and below 1 comes of it; there is none through two that are the same. */
static void put_beyond(bp_str *out, const knot *a, const knot *b, const char *bound)
{
    if (a == NULL || a->value == b->value) {
        bp_str_puts(out, "\"\"");
        return;
    }
    bp_str_puts(out, "IF(");
    put_along(out, a, b);
    bp_str_printf(out, "%s,100*", bound);
    put_along(out, a, b);
    bp_str_puts(out, ",\"\")");
}

/* A number or a text of a formula. */
static void put_own_rank(bp_str *out, const bp_value *rank)
{
    if (rank->figure.state == BP_SHOWN) {
        bp_str_number(out, rank->figure.value);
        return;
    }
    bp_str_putc(out, '"'); /* its words are ours, without quotes */
    bp_format_value(out, rank, (bp_text_style){ 0 });
    bp_str_putc(out, '"');
}

/* An offer of the report has the report's rank: each is a case before the others. */
static size_t put_own(bp_str *out, const bp_row *row, const char *word)
{
    size_t i = 0;
    for (; i < row->n_own && i < OWN_MOST; i++) {
        bp_str_puts(out, "IF(" AMOUNT "=");
        bp_str_number(out, row->own[i].amount);
        bp_str_putc(out, ',');
        if (word != NULL)
            bp_str_printf(out, "\"%s\"", word);
        else
            put_own_rank(out, &row->own[i].rank);
        bp_str_putc(out, ',');
    }
    return i;
}

/* The example's rank where the report has it. */
static const bp_value *own_rank(const sheet *h, const bp_row *row)
{
    for (size_t i = 0; i < row->n_own && i < OWN_MOST; i++)
        if (row->own[i].amount == h->example_offer)
            return &row->own[i].rank;
    return NULL;
}

/* The percentile, 0 to 100; at a knot its own. */
static void put_rank(bp_str *out, const market *m, const bp_row *row)
{
    const knot *k = m->knot, *last = &k[m->n - 1];
    bp_str_puts(out, ASKED);
    const size_t own = put_own(out, row, NULL);
    bp_str_printf(out, "IF(" AMOUNT "<%s,", k[0].cell);
    put_beyond(out, m->n > 1 ? &k[0] : NULL, &k[1], ">0");
    size_t open = 2;
    for (; k < last; k++) {
        if (k[0].value == k[1].value)
            continue;
        bp_str_printf(out, ",IF(" AMOUNT "<%s,100*", k[1].cell);
        put_along(out, &k[0], &k[1]);
        open++;
    }
    bp_str_printf(out, ",IF(" AMOUNT "=%s,", last->cell);
    bp_str_number(out, 100 * last->p);
    bp_str_putc(out, ',');
    put_beyond(out, m->n > 1 && !m->capped ? last - 1 : NULL, last, "<1");
    bp_str_fill(out, ')', open + 1 + own);
}

/* "<P10", "P10-P25", ">P90": at or above the one, below the other. */
static void put_band(bp_str *out, const market *m)
{
    bp_str_puts(out, ASKED);
    for (size_t i = 0; i < m->n; i++)
        bp_str_printf(out, "IF(" AMOUNT "<%s,\"%s%s%s\",", m->knot[i].cell,
                      i > 0 ? m->knot[i - 1].name : "<", i > 0 ? "-" : "",
                      m->knot[i].name);
    bp_str_printf(out, "\">%s\"", m->knot[m->n - 1].name);
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

/* The rank of the example, as the formula would have it. */
static void put_rank_now(bp_xlsx *x, sheet *h, const bp_row *row, bp_str *formula,
                         lxw_col_t col)
{
    const bp_value *own = own_rank(h, row);
    const bool known = own != NULL ? own->figure.state == BP_SHOWN : row->place > 0;
    bp_str words = { 0 };
    if (own != NULL && !known)
        bp_format_value(&words, own, (bp_text_style){ 0 });
    if (words.failed)
        bp_xlsx_no_memory(x);
    bp_xlsx_formula(x, &h->s, col, formula, known ? NULL : bp_str_text(&words).at,
                    known && own != NULL ? own->figure.value : 100 * row->place,
                    "[<0.5]\"P1\";[>=99.5]\"P99\";\"P\"0", BP_XLSX_RIGHT);
    bp_str_release(&words);
}

static void put_place(bp_xlsx *x, sheet *h, const market *m, const bp_row *row,
                      lxw_col_t col)
{
    const knot *first = &m->knot[0], *last = &m->knot[m->n - 1];
    bp_str formula = { 0 }, now = { 0 };
    put_band(&formula, m);
    band_now(&now, m, h->example_offer);
    if (now.failed)
        bp_xlsx_no_memory(x);
    bp_xlsx_formula(x, &h->s, col, &formula, now.at, 0, "", BP_XLSX_RIGHT);
    bp_str_clear(&formula);
    put_rank(&formula, m, row);
    put_rank_now(x, h, row, &formula, col + 1);
    bp_str_clear(&formula);
    bp_str_puts(&formula, ASKED);
    const size_t own = put_own(&formula, row, OF_THE_REPORT);
    bp_str_printf(&formula,
                  "IF(OR(" AMOUNT "<%s," AMOUNT ">%s),\"extrapolated\",\"about\")",
                  first->cell, last->cell);
    bp_str_fill(&formula, ')', own + 1);
    bp_xlsx_formula(x, &h->s, col + 2, &formula,
                    own_rank(h, row) != NULL ? OF_THE_REPORT
                    : h->example_offer < first->value || h->example_offer > last->value
                        ? "extrapolated"
                        : "about",
                    0, "", BP_XLSX_RIGHT);
    bp_str_release(&formula);
    bp_str_release(&now);
}

/* Against the median: the ratio, and the distance in the row's money. */
static void put_gap(bp_xlsx *x, sheet *h, const knot *median, const bp_value *like,
                    int decimals, lxw_col_t col)
{
    bp_str formula = { 0 }, format = { 0 };
    bp_value gap = *like;
    gap.plus = true;
    bp_xlsx_number_format(&format, &gap, decimals);
    if (format.failed)
        bp_xlsx_no_memory(x);
    bp_str_printf(&formula, ASKED AMOUNT "/%s)", median->cell);
    bp_xlsx_formula(x, &h->s, col, &formula, NULL, h->example_offer / median->value,
                    "0.00", BP_XLSX_RIGHT);
    bp_str_clear(&formula);
    bp_str_printf(&formula, ASKED AMOUNT "-%s)", median->cell);
    bp_xlsx_formula(x, &h->s, col + 1, &formula, NULL, h->example_offer - median->value,
                    bp_str_text(&format).at, BP_XLSX_RIGHT);
    bp_str_release(&formula);
    bp_str_release(&format);
}

/* "Tier: CMO" */
static void put_name(bp_xlsx *x, sheet *h, const bp_table *t, const bp_row *row)
{
    bp_str name = { 0 };
    if (!row->total)
        bp_str_printf(&name, "%s: ", t->column[0].heading);
    if (!row->total)
        bp_xlsx_label(&name, t, row);
    if (bp_xlsx_has(x, &name))
        bp_xlsx_text(x, &h->s, 0, row->total ? "All" : name.at,
                     row->total ? BP_XLSX_BOLD : BP_XLSX_PLAIN);
    bp_str_release(&name);
}

/* A level that is top-coded says so. */
static void put_level(bp_xlsx *x, sheet *h, const bp_table *t, const bp_value *v,
                      int decimals, lxw_col_t col)
{
    if (t->capped && v->figure.state != BP_SHOWN)
        bp_xlsx_text(x, &h->s, col, "top-coded", BP_XLSX_SMALL | BP_XLSX_RIGHT);
    else
        bp_xlsx_value(x, &h->s, col, v, decimals, BP_XLSX_PLAIN);
}

static void put_row(bp_xlsx *x, sheet *h, const bp_table *t, const bp_row *row)
{
    const lxw_col_t col = (lxw_col_t)(2 + h->n_levels);
    market m;
    put_name(x, h, t, row);
    if (t->people > 0)
        bp_xlsx_value(x, &h->s, 1, &row->value[t->people - 1], 0, BP_XLSX_PLAIN);
    for (size_t i = 0; i < h->n_levels; i++)
        put_level(x, h, t, &row->value[h->level[i]], h->decimals[i], (lxw_col_t)(2 + i));
    read_market(&m, h, t, row);
    if (m.n > 0)
        put_place(x, h, &m, row, col);
    if (m.median != NULL)
        put_gap(x, h, m.median, &row->value[h->level[0]], h->decimals[0], col + 3);
    h->s.row++;
}

/* The amount is of one pay element, and everybody is there once. */
static bool belongs(const sheet *h, const bp_table *t, size_t i, const bp_row *row)
{
    if (t->column[0].place == BP_COL_PAY)
        return i == 0;
    return t == h->model || !row->total;
}

/* Are the section's tables of the same pay as those that are there?
 */
static bool same_pay(const sheet *h, const bp_section *s)
{
    return h->model == NULL ||
           (s->pay != NULL && h->pay != NULL && strcmp(s->pay, h->pay) == 0);
}

static void put_amount(bp_xlsx *x, sheet *h, const bp_value *like, int decimals)
{
    bp_value amount = *like;
    lxw_data_validation above = {
        .validate = LXW_VALIDATION_TYPE_DECIMAL,
        .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN,
        .value_number = 0,
        .error_title = "Amount",
        .error_message = "An amount above 0.",
    };
    amount.figure = bp_figure_of(h->example_offer);
    bp_xlsx_title(x, &h->s, "Place an offer");
    bp_xlsx_prose(x, &h->s,
                  "Type an amount to see about where it stands among the shown "
                  "percentiles: a lognormal between two of them. Beyond the outer ones "
                  "only the band is known; the rank is extrapolated. An offer of the "
                  "report has the report's rank.",
                  BP_XLSX_SMALL);
    h->s.row = AMOUNT_ROW;
    bp_xlsx_text(x, &h->s, 0, "Amount", BP_XLSX_BOLD);
    bp_xlsx_value(x, &h->s, 1, &amount, decimals, BP_XLSX_BOLD | BP_XLSX_INPUT);
    if (x->error == LXW_NO_ERROR)
        bp_xlsx_keep(x, worksheet_data_validation_cell(h->s.at, AMOUNT_ROW, 1, &above));
    h->s.row += 2;
}

/* All amounts of a level show as many. */
static void find_decimals(sheet *h, const bp_table *t, bp_value value[])
{
    bp_decimals of[LEVELS_MOST] = { 0 };
    for (size_t k = 0; t->make != NULL && k < t->n_rows; k++) {
        bp_row made;
        const bp_row *row = bp_table_row(t, k, value, &made);
        for (size_t i = 0; i < h->n_levels; i++)
            bp_decimals_add(&of[i], &row->value[h->level[i]]);
    }
    for (size_t i = 0; i < h->n_levels; i++)
        h->decimals[i] =
            t->make != NULL ? bp_decimals_of(&of[i]) : t->decimals[h->level[i]];
}

static void begin(bp_xlsx *x, sheet *h, const bp_table *t, const bp_row *first,
                  const char *pay)
{
    static const char *const last[] = { "Band", "Rank", "Rank is", "Ratio", "Above P50" };
    lxw_col_t col = 0;
    h->model = t;
    h->pay = pay;
    h->example_offer = t->example_offer;
    h->s = bp_xlsx_add_sheet(x, "Place an offer");
    if (h->s.at == NULL)
        return;
    put_amount(x, h, &first->value[h->level[0]], h->decimals[0]);
    h->head = h->s.row;
    bp_xlsx_text(x, &h->s, col++, "Market", BP_XLSX_HEAD);
    bp_xlsx_text(x, &h->s, col++, "People", BP_XLSX_HEAD | BP_XLSX_RIGHT);
    for (size_t i = 0; i < h->n_levels; i++)
        bp_xlsx_text(x, &h->s, col++, t->column[h->level[i]].heading,
                     BP_XLSX_HEAD | BP_XLSX_RIGHT);
    for (size_t i = 0; i < sizeof last / sizeof last[0]; i++)
        bp_xlsx_text(x, &h->s, col++, last[i], BP_XLSX_HEAD | BP_XLSX_RIGHT);
    h->s.row++;
}

/* value: [n_columns] for rows that are made. */
static void put_rows(bp_xlsx *x, sheet *h, const bp_section *s, const bp_table *t,
                     bp_value value[])
{
    bp_row made;
    const size_t n = levels_of(h->level, t);
    if (h->model != NULL && n != h->n_levels)
        return;
    h->n_levels = n;
    find_decimals(h, t, value);
    if (h->model == NULL)
        begin(x, h, t, bp_table_row(t, 0, value, &made), s->pay);
    for (size_t k = 0; k < t->n_rows && x->error == LXW_NO_ERROR; k++) {
        const bp_row *row = bp_table_row(t, k, value, &made);
        if (belongs(h, t, k, row))
            put_row(x, h, t, row);
    }
}

static void put_table(bp_xlsx *x, sheet *h, const bp_section *s, const bp_table *t)
{
    bp_value *value = bp_alloc(0, t->n_columns, sizeof *value);
    if (value != NULL)
        put_rows(x, h, s, t, value);
    else
        bp_xlsx_no_memory(x);
    free(value);
}

void bp_xlsx_offer(bp_xlsx *x)
{
    sheet h = { .model = NULL };
    for (size_t i = 0; i < x->r->n_sections; i++) {
        const bp_section *s = &x->r->section[i];
        for (size_t k = 0; k < s->n_items && same_pay(&h, s); k++)
            if (x->error == LXW_NO_ERROR && s->item[k].kind == BP_ITEM_TABLE &&
                places(&s->item[k].u.table))
                put_table(x, &h, s, &s->item[k].u.table);
    }
    if (h.model != NULL) {
        bp_xlsx_hold(x, &h.s, h.head, 7 + h.n_levels);
        bp_xlsx_fit(x, &h.s);
    }
}
