/* SPDX-License-Identifier: GPL-3.0-or-later */
/* example_offer.c - an offer placed beforehand in every table of percentiles.
 *
 * An HTML page and a workbook let the reader place an amount of their own.  What they
 * show first is computed here, by the same function that places an offer among published
 * percentiles, so that a page shows a right answer before any script has run. */
#include <string.h>

#include "benchpay/knots.h"
#include "compose/groups.h"

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

static void place_offer(bp_table *t, double amount)
{
    t->example_offer = amount;
    for (size_t i = 0; i < t->n_rows && amount > 0; i++) {
        bp_knot knot[BP_KNOTS_MAX];
        bp_standing s = { .known = false };
        bp_err none; /* levels that give no place, 0 among them */
        const size_t n = knots_of(knot, t, &t->row[i]);
        const bool known =
            bp_knots_place(&s, knot, n, amount, BP_LOGNORMAL, &none) == BP_OK && s.known;
        t->row[i].place = known ? s.p : 0;
    }
}

void bp_compose_example_offer(bp_table *t)
{
    place_offer(t, t->n_rows > 0 ? median_of(t, &t->row[0]) : 0);
}

void bp_compose_place_offer(bp_report *r, const char *pay, double amount)
{
    for (size_t i = 0; i < r->n_sections; i++) {
        const bp_section *s = &r->section[i];
        const bool same = (s->pay == NULL) == (pay == NULL) &&
                          (pay == NULL || strcmp(s->pay, pay) == 0);
        for (size_t k = 0; k < s->n_items && same; k++)
            if (s->item[k].kind == BP_ITEM_TABLE && s->item[k].u.table.example_offer > 0)
                place_offer(&s->item[k].u.table, amount);
    }
}
