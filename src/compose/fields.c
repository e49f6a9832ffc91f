/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.c - tables whose rows say what their columns are.
 *
 * Memory that is out is the report's to tell: a row that has no room is left out. */
#include "compose/fields.h"

#include <string.h>

#define FIRST_ROOM 16

void bp_fields_begin(bp_fields *f, bp_report *r, const bp_table *like, bool shown)
{
    *f = (bp_fields){ .r = r, .like = *like, .shown = shown };
}

void bp_fields_object(bp_fields *f, bp_report *r, const char *name, bool data)
{
    const bp_machine_place at = { .json = name, .shape = BP_JSON_OBJECT, .data = data };
    bp_fields_begin(f, r, &(bp_table){ .name = name, .machine = at }, false);
}

void bp_fields_into(bp_fields *f, bp_value value[])
{
    *f = (bp_fields){ .value = value, .most = SIZE_MAX };
}

/* A copy with room for more, and the rest of it zero; NULL: memory is out. */
static void *larger(const bp_fields *f, const void *array, size_t most, size_t size)
{
    void *copy = bp_report_alloc(f->r, most, size);
    if (copy != NULL && f->n > 0)
        memcpy(copy, array, f->n * size);
    return copy;
}

static void make_room(bp_fields *f)
{
    const size_t most = f->most > 0 ? 2 * f->most : FIRST_ROOM;
    f->column = larger(f, f->column, most, sizeof *f->column);
    f->value = larger(f, f->value, most, sizeof *f->value);
    f->display = larger(f, f->display, most, sizeof *f->display);
    f->formula = larger(f, f->formula, most, sizeof *f->formula);
    f->most = most;
    f->failed =
        f->column == NULL || f->value == NULL || f->display == NULL || f->formula == NULL;
}

void bp_put_spare(bp_fields *f, const char *key, const char *heading, bp_value v,
                  bp_place_in_row at, double spare)
{
    if (f->n == f->most && !f->failed)
        make_room(f);
    if (f->failed)
        return;
    f->value[f->n] = v;
    if (f->r != NULL) {
        f->column[f->n] = (bp_column){ key, heading, v.kind, at, spare };
        f->formula[f->n] = NULL;
        if (heading != NULL)
            f->display[f->n_display++] = f->n;
    }
    f->n++;
}

void bp_put_at(bp_fields *f, const char *key, const char *heading, bp_value v,
               bp_place_in_row at)
{
    bp_put_spare(f, key, heading, v, at, 0);
}

void bp_put(bp_fields *f, const char *key, const char *heading, bp_value v)
{
    bp_put_spare(f, key, heading, v, BP_COL_FIELD, 0);
}

void bp_put_formula(bp_fields *f, bp_formula formula)
{
    if (!f->failed && f->r != NULL)
        f->formula[f->n - 1] = formula;
}

static void begin(bp_fields *f)
{
    bp_table t = f->like;
    t.column = f->column;
    t.n_columns = f->n;
    if (f->shown) {
        t.display = f->display;
        t.n_display = f->n_display;
    }
    bp_report_add_table(f->r, &t);
    f->begun = true;
}

void bp_fields_row(bp_fields *f, unsigned reasons, bool total)
{
    if (!f->begun && !f->failed)
        begin(f);
    if (!f->failed)
        bp_report_add_row(f->r, f->value, f->n, reasons, total);
    for (size_t i = 0; !f->failed && i < f->n; i++)
        if (f->formula[i] != NULL)
            bp_report_set_formula(f->r, i, f->formula[i]);
    f->n = f->n_display = 0;
}

void bp_fields_end(bp_fields *f)
{
    if (!f->begun && !f->failed)
        begin(f);
}
