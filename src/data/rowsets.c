/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rowsets.c - the cells of sets of rows that may overlap.
 *
 * Each cell is looked at once, whatever the number of sets: a table by the values of keys
 * says which sets have it.  Cells are counted first and placed then, so that the cells of
 * a set lie together, in the order of the survey. */
#include "data/rowsets.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/room.h"
#include "data/cells.h"

#define END SIZE_MAX

/* Which sets have a value, as a list of indexes into `value`. */
typedef struct index {
    const bp_pay_value *value;
    size_t *first[BP_KEYS_MAX]; /* [values of the key]; NULL: no set is about it */
    size_t *next;               /* [n_values] */
    size_t *seen;               /* [n_sets] 1 + the last cell that was put into it */
    bp_room room;               /* of these */
} index;

static bool add_value(index *x, const bp_survey *s, size_t i)
{
    const bp_pay_value *v = &x->value[i];
    const size_t ids = bp_survey_key_values(s, v->key);
    if (x->first[v->key] == NULL) {
        x->first[v->key] = bp_room_take(&x->room, ids, sizeof *x->first[v->key]);
        if (x->first[v->key] == NULL)
            return false;
        for (size_t k = 0; k < ids; k++)
            x->first[v->key][k] = END;
    }
    x->next[i] = x->first[v->key][v->id];
    x->first[v->key][v->id] = i;
    return true;
}

/* Passes a cell to each of its sets once: counted in end[set], or put where that says. */
static void deal(index *x, const bp_survey *s, size_t cell, bp_rowsets *r, bool place)
{
    const bp_cell c = bp_survey_cell(s, cell);
    for (size_t k = 0; k < bp_survey_keys(s); k++) {
        size_t i = x->first[k] != NULL ? x->first[k][c.key[k]] : END;
        for (; i != END; i = x->next[i]) {
            const size_t set = x->value[i].set;
            if (x->seen[set] == cell + 1)
                continue;
            x->seen[set] = cell + 1;
            if (place)
                r->cell[r->end[set]] = (uint32_t)cell;
            r->end[set]++;
        }
    }
}

static void deal_all(index *x, const bp_survey *s, size_t element, bp_rowsets *r,
                     bool place)
{
    for (size_t i = 0; i < bp_survey_cells(s); i++)
        if (bp_survey_cell(s, i).chosen && bp_survey_count(s, element, i) > 0)
            deal(x, s, i, r, place);
}

static bool fill(index *x, const bp_survey *s, size_t element, bp_rowsets *r)
{
    deal_all(x, s, element, r, false);
    size_t all = 0;
    for (size_t i = 0; i < r->n; i++) {
        const size_t own = r->end[i];
        r->end[i] = all;
        all += own;
        x->seen[i] = 0;
    }
    r->cell = bp_alloc(0, all, sizeof *r->cell);
    if (r->cell != NULL)
        deal_all(x, s, element, r, true);
    return r->cell != NULL;
}

bool bp_rowsets_new(bp_rowsets *out, const bp_survey *s, size_t element,
                    const bp_pay_value value[], size_t n_values, size_t n_sets)
{
    index x = { .value = value };
    *out = (bp_rowsets){ .n = n_sets, .end = bp_alloc(0, n_sets, sizeof *out->end) };
    x.next = bp_room_take(&x.room, n_values, sizeof *x.next);
    x.seen = bp_room_take(&x.room, n_sets, sizeof *x.seen);
    bool ok = out->end != NULL && !x.room.failed;
    for (size_t i = 0; ok && i < n_values; i++)
        ok = add_value(&x, s, i);
    ok = ok && fill(&x, s, element, out);
    bp_room_release(&x.room);
    if (!ok)
        bp_rowsets_release(out);
    return ok;
}

void bp_rowsets_release(bp_rowsets *r)
{
    free(r->end);
    free(r->cell);
    *r = (bp_rowsets){ 0 };
}
