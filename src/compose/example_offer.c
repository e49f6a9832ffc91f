/* SPDX-License-Identifier: GPL-3.0-or-later */
/* example_offer.c - an offer placed beforehand in every table of percentiles.
 *
 * An HTML page and a workbook let the reader place an amount of their own.  What they
 * show first is computed here, by the same function that places an offer among published
 * percentiles, so that a page shows a right answer before any script has run.  An offer
 * of the report has one rank wherever it stands: that of the records, which neither page
 * nor workbook could find, so the rows are told it. */
#include <string.h>

#include "benchpay/knots.h"
#include "compose/groups.h"
#include "compose/place.h"
#include "report/build.h"
#include "report/row.h"

/* The shown levels of a row inside (0, 1), then those that are top-coded, at most
 * BP_KNOTS_MAX. */
static size_t knots_of(bp_knot knot[], const bp_table *t, const bp_row *row)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_columns && n < BP_KNOTS_MAX; i++) {
        const bp_column *c = &t->column[i];
        const bp_figure *f = &row->value[i].figure;
        const bool shown = f->state == BP_SHOWN;
        if (c->place != BP_COL_LEVEL || !(c->level > 0 && c->level < 100) ||
            (!shown && (!t->capped || n == 0)))
            continue;
        const double value = shown ? f->value : knot[n - 1].value;
        knot[n++] = (bp_knot){ bp_level_of_percent(c->level), value,
                               shown ? BP_CODED_NOT : BP_CODED_TOP };
    }
    return n;
}

static double median_of(const bp_table *t, const bp_row *row)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->column[i].place == BP_COL_LEVEL && t->column[i].level == 50 &&
            row->value[i].figure.state == BP_SHOWN)
            return row->value[i].figure.value;
    return 0;
}

double bp_compose_place(const bp_table *t, const bp_row *row, double amount)
{
    bp_knot knot[BP_KNOTS_MAX];
    bp_standing s = { .known = false };
    bp_err none; /* levels that give no place, 0 among them */
    const size_t n = amount > 0 ? knots_of(knot, t, row) : 0;
    return n > 0 && bp_knots_place(&s, knot, n, amount, BP_LOGNORMAL, &none) == BP_OK &&
                   s.known
               ? s.p
               : 0;
}

static bp_made_groups *made_of(const bp_table *t)
{
    return (bp_made_groups *)(uintptr_t)t->make_arg; /* the report's, in the making */
}

static void place_offer(bp_table *t, double amount)
{
    t->example_offer = amount;
    if (t->make != NULL)
        made_of(t)->like.example_offer = amount;
    for (size_t i = 0; i < t->n_rows && amount > 0 && t->make == NULL; i++)
        t->row[i].place = bp_compose_place(t, &t->row[i], amount);
}

void bp_compose_example_offer(bp_report *r, bp_table *t)
{
    bp_row made;
    bp_value *value = bp_report_alloc(r, t->n_columns, sizeof *value);
    const bool any = value != NULL && t->n_rows > 0;
    place_offer(t, any ? median_of(t, bp_table_row(t, 0, value, &made)) : 0);
}

/* ---- the report's own offers ---- */

/* The value of the row in the column of this group, or NULL. */
static const char *value_of(const bp_table *t, const bp_row *row, const char *key)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->column[i].place == BP_COL_BY && strcmp(t->column[i].key, key) == 0)
            return row->value[i].text;
    return NULL;
}

static size_t groups_of(const bp_table *t, const bp_row *row)
{
    size_t n = 0;
    for (size_t i = 0; !row->total && i < t->n_columns; i++)
        n += t->column[i].place == BP_COL_BY;
    return n;
}

/* Is the row what selected the listed offer's market, no more and no less? */
static bool selects(const bp_placements *o, const bp_placement *k, const bp_table *t,
                    const bp_row *row)
{
    size_t n = 0;
    for (size_t i = 0; i < o->n_by; i++) {
        if (o->column[i].ignored || k->by[i][0] == '\0')
            continue;
        const char *value = row->total ? NULL : value_of(t, row, o->by[i]);
        if (value == NULL || strcmp(value, k->by[i]) != 0)
            return false;
        n++;
    }
    return n == groups_of(t, row);
}

/* The single offer in the group that the row is; NULL: there is none. */
static const bp_placement *in_group(const bp_placements *o, const bp_table *t,
                                    const bp_row *row)
{
    for (size_t i = 0; i < o->n_tables; i++) {
        const bp_percentiles *p = o->by_table[i].table;
        for (size_t g = 1; g < p->n_groups && p->n_keys == groups_of(t, row); g++) {
            size_t k = 0;
            const char *value = NULL;
            while (k < p->n_keys && (value = value_of(t, row, p->key[k])) != NULL &&
                   strcmp(value, p->group[g].by[k]) == 0)
                k++;
            if (k == p->n_keys)
                return &o->by_table[i].group[g];
        }
    }
    return NULL;
}

/* Among published figures the rank is that of the levels, and none of its own. */
static bool has_own_rank(const bp_placement *k)
{
    const bp_market *m = k->market[BP_FIRST_MARKET];
    return !k->no_amount && bp_compose_of_people(m);
}

/* The next offer from i on whose market the row is; NULL: there is none left. */
static const bp_placement *next_own(const bp_placements *o, const bp_table *t,
                                    const bp_row *row, size_t *i)
{
    while (o->listed && *i < o->n) {
        const bp_placement *k = &o->offer[(*i)++];
        if (has_own_rank(k) && selects(o, k, t, row))
            return k;
    }
    if (o->listed || (*i)++ > 0)
        return NULL;
    const bp_placement *k =
        row->total || groups_of(t, row) == 0 ? &o->offer[0] : in_group(o, t, row);
    return k != NULL && has_own_rank(k) ? k : NULL;
}

static void own_of_row(bp_report *r, const bp_placements *o, const bp_table *t,
                       bp_row *row)
{
    size_t n = 0;
    for (size_t i = 0; next_own(o, t, row, &i) != NULL;)
        n++;
    bp_own_offer *own = bp_report_alloc(r, n, sizeof *own);
    const bp_placement *k;
    row->n_own = 0;
    for (size_t i = 0; own != NULL && (k = next_own(o, t, row, &i)) != NULL;) {
        const bp_offer *f = &k->offer[BP_FIRST_MARKET];
        own[row->n_own++] =
            (bp_own_offer){ f->amount,
                            bp_compose_rank(r, f, k->market[BP_FIRST_MARKET]) };
    }
    row->own = own;
}

/* Those of all rows that are made. */
static void own_of_made(bp_report *r, const bp_placements *o, const bp_table *t)
{
    bp_value *value = bp_report_alloc(r, t->n_columns, sizeof *value);
    bp_own_offers *own = bp_report_alloc(r, t->n_rows, sizeof *own);
    for (size_t i = 0; value != NULL && own != NULL && i < t->n_rows; i++) {
        bp_row made;
        bp_row *row = bp_table_row(t, i, value, &made);
        own_of_row(r, o, t, row);
        own[i] = (bp_own_offers){ row->own, row->n_own };
    }
    made_of(t)->own = own;
}

static void own_of_table(bp_report *r, const bp_placements *o, bp_table *t)
{
    const bool elements = t->column[0].place == BP_COL_PAY;
    if (!o->listed)
        place_offer(t, o->offer[0].offer[0].amount);
    if (t->make != NULL) {
        own_of_made(r, o, t);
        return;
    }
    for (size_t i = 0; i < t->n_rows && !(elements && i > 0); i++)
        own_of_row(r, o, t, &t->row[i]);
}

void bp_compose_own_offers(bp_report *r, const bp_placements *o, const char *pay)
{
    for (size_t i = 0; i < r->n_sections; i++) {
        const bp_section *s = &r->section[i];
        const bool same = (s->pay == NULL) == (pay == NULL) &&
                          (pay == NULL || strcmp(s->pay, pay) == 0);
        for (size_t k = 0; k < s->n_items && same; k++)
            if (s->item[k].kind == BP_ITEM_TABLE && s->item[k].u.table.example_offer > 0)
                own_of_table(r, o, &s->item[k].u.table);
    }
}
