#include "benchpay/knots.h"
#include "compose/groups.h"

/* The shown levels of a row inside (0, 1), at most BP_KNOTS_MAX. */
static size_t knots_of(bp_knot knot[], const bp_table *t, const bp_row *row)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_columns && n < BP_KNOTS_MAX; i++) {
        const bp_column *c = &t->column[i];
        const bp_figure *f = &row->value[i].figure;
        if (c->place == BP_COL_LEVEL && c->level > 0 && c->level < 100 &&
            f->state == BP_SHOWN)
            knot[n++] = (bp_knot){ .p = c->level / 100, .value = f->value };
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

void bp_compose_trial(bp_table *t)
{
    t->trial = t->n_rows > 0 ? median_of(t, &t->row[0]) : 0;
    for (size_t i = 0; i < t->n_rows && t->trial > 0; i++) {
        bp_knot knot[BP_KNOTS_MAX];
        bp_standing s = { .known = false };
        bp_err none; /* levels that give no place, 0 among them */
        const size_t n = knots_of(knot, t, &t->row[i]);
        if (bp_knots_place(&s, knot, n, t->trial, BP_LOGNORMAL, &none) == BP_OK &&
            s.known)
            t->row[i].place = s.p;
    }
}
