/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_data.c - one sheet with the figures of all tables, for pivot tables and programs.
 *
 * It is the table that the csv of a report is (tidy.h): a row a fact, the long form that
 * such programs expect. */
#include "render/xlsx.h"

#include "render/tidy.h"

/* Text stands away from the number that may be before it. */
static unsigned side(size_t column)
{
    return column > 0 ? BP_XLSX_INDENT : BP_XLSX_PLAIN;
}

static void put_heads(bp_xlsx *x, bp_xlsx_sheet *s, const bp_tidy *t)
{
    for (size_t i = 0; i < bp_tidy_columns(t); i++)
        bp_xlsx_text(x, s, (lxw_col_t)i, bp_tidy_heading(t, i), BP_XLSX_HEAD | side(i));
    s->row++;
}

static void put_cell(bp_xlsx *x, bp_xlsx_sheet *s, size_t column, const bp_tidy_cell *c)
{
    const lxw_col_t at = (lxw_col_t)column;
    if (c->kind == BP_KIND_TEXT)
        bp_xlsx_text(x, s, at, c->text, side(column));
    else if (c->kind == BP_KIND_FLAG)
        bp_xlsx_boolean(x, s, at, c->number != 0);
    else if (c->known)
        bp_xlsx_number(x, s, at, c->number);
}

/* From the first, at which t is, to the last. */
static void put_facts(bp_xlsx *x, bp_xlsx_sheet *s, bp_tidy *t)
{
    const size_t n = bp_tidy_columns(t);
    do {
        for (size_t i = 0; i < n; i++) {
            const bp_tidy_cell c = bp_tidy_at(t, i);
            put_cell(x, s, i, &c);
        }
        s->row++;
    } while (x->error == LXW_NO_ERROR && bp_tidy_next(t));
}

void bp_xlsx_data(bp_xlsx *x)
{
    bp_tidy t;
    bp_err err;
    if (bp_tidy_open(&t, x->r, &err) != BP_OK) {
        bp_xlsx_no_memory(x);
        return;
    }
    bp_xlsx_sheet s = { .at = NULL };
    if (bp_tidy_next(&t))
        s = bp_xlsx_add_sheet(x, "Data");
    if (s.at != NULL) {
        put_heads(x, &s, &t);
        put_facts(x, &s, &t);
        bp_xlsx_hold(x, &s, 0, bp_tidy_columns(&t));
        bp_xlsx_fit(x, &s);
    }
    if (t.text.failed)
        bp_xlsx_no_memory(x);
    bp_tidy_release(&t);
}
