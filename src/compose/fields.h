/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h - tables whose rows say what their columns are.  Layer: compose.
 *
 * A row is put together field by field, each with its key, its heading and its value in
 * one place; the columns of the table are those of its first row, which all others have
 * in the same order:
 *
 *     bp_fields f;
 *     bp_fields_begin(&f, r, &(bp_table){ .name = "range" }, true);
 *     bp_put(&f, "min", "From", bp_value_money(q->min, currency));
 *     bp_put(&f, "max", "To", bp_value_money(q->max, currency));
 *     bp_fields_row(&f, 0, false);
 *
 * Where people see columns in an order of their own, or a csv may have no row, columns
 * are listed beside each other instead. */
#ifndef BP_COMPOSE_FIELDS_H
#define BP_COMPOSE_FIELDS_H

#include "report/build.h"

/* A table and the row that is being put together; its arrays are the report's. */
typedef struct bp_fields {
    bp_report *r; /* NULL: values alone are put */
    bp_table like;
    bp_column *column; /* [most] */
    bp_value *value;
    size_t *display;     /* the columns that have a heading */
    bp_formula *formula; /* how a workbook works them out */
    size_t most;
    size_t n;
    size_t n_display;
    bool shown; /* to people */
    bool begun; /* the report has the table */
    bool failed;
} bp_fields;

/* Begins a table like that, but for its columns.
 *   shown  people see it, too: the columns that have a heading */
void bp_fields_begin(bp_fields *f, bp_report *r, const bp_table *like, bool shown);

/* Adds a field to the row; of those at another place than BP_COL_FIELD `at` says which.
 *   heading  NULL: people do not see it
 *   spare    people who lack the room go without columns of the highest first; 0: never
 */
void bp_put(bp_fields *f, const char *key, const char *heading, bp_value v);
void bp_put_at(bp_fields *f, const char *key, const char *heading, bp_value v,
               bp_place_in_row at);
void bp_put_spare(bp_fields *f, const char *key, const char *heading, bp_value v,
                  bp_place_in_row at, double spare);

/* How a workbook computes the field that was added last, as bp_report_set_formula. */
void bp_put_formula(bp_fields *f, bp_formula formula);

/* Ends the row. */
void bp_fields_row(bp_fields *f, unsigned reasons, bool total);

/* Ends a table which may have no row, and then has no columns; or whose rows are made: it
 * has those of the row that was put together, which is none of it. */
void bp_fields_end(bp_fields *f);

/* Instead of a table: what is put is a row that is made, and goes into value[] alone, which
 * has room for it. */
void bp_fields_into(bp_fields *f, bp_value value[]);

/* Begins a table of one row for machines, which is the object of that name in json.
 *   data  its figures are in the sheet of all data, too */
void bp_fields_object(bp_fields *f, bp_report *r, const char *name, bool data);

/* ---- values ---- */

/* A value that may not be known. */
static inline bp_value bp_value_if(bool known, bp_value v)
{
    return known ? v : bp_value_absent(v.kind);
}

static inline bp_value bp_percent_of(bp_figure share)
{
    return bp_value_figure(BP_KIND_PERCENT, share, NULL);
}

static inline bp_value bp_money_of(bp_figure amount, const char *currency)
{
    return bp_value_figure(BP_KIND_MONEY, amount, currency);
}

/* A limit of an amount, x, or why there is none. */
static inline bp_value bp_money_limit(bp_figure f, double x, const char *currency)
{
    return bp_money_of(bp_figure_limit(&f, x), currency);
}

#endif
