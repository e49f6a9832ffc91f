/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that are the cells of a table written out.
 *
 * Statistics by job and state, or by month and state, come as a row a cell, and a series
 * as a row a month.  Their headers may say anything, but their rows go through the sides
 * of the table: each job is there with each state, once.  People do not come like that;
 * where some are of each kind, others are of the same, and a few kinds have nobody.  Nor
 * does each job of theirs have one on each step of a scale, and none twice. */
#include "ingest/crossed.h"

#include "ingest/hashset.h"
#include "ingest/phrase.h"

/* A table has so many cells, of which so many in a hundred are there; two of its sides
 * are so long at least. */
#define CELLS_LEAST 20
#define SHARE_LEAST 90
#define SIDE_LEAST 3

/* A series has so many dates. */
#define DATES_LEAST 6

typedef struct looking {
    size_t column[BP_CROSSED_MAX]; /* [n_columns] */
    bool counts[BP_CROSSED_MAX];   /* it is a side that tells a table */
    size_t n_columns;
    bp_hashset one[BP_CROSSED_MAX];   /* what is in a column */
    bp_hashset up_to[BP_CROSSED_MAX]; /* what is in it and those before it, together */
    size_t rows;
    bool again; /* a combination came twice */
} looking;

static const char what[] = "the sides of a table";

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    uint64_t hash[BP_CROSSED_MAX] = { 0 };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && !k->again && i < k->n_columns; i++) {
        const bp_text cell = bp_text_trim(r->field[k->column[i]]);
        hash[i] = bp_hash(cell.at, cell.n);
        status = bp_hashset_put(&k->one[i], hash[i], what, err);
        if (status == BP_OK)
            status = bp_hashset_put(&k->up_to[i], bp_hash(hash, sizeof hash), what, err);
    }
    k->rows++;
    k->again |= status == BP_OK && k->up_to[k->n_columns - 1].n < k->rows;
    return status;
}

/* The cells of the table, by its sides; 0: it has not two. */
static size_t cells_of(const looking *k)
{
    size_t cells = 1, sides = 0, before = 1;
    for (size_t i = 0; i < k->n_columns && cells <= 2 * k->rows; i++) {
        const size_t now = k->up_to[i].n;
        if (now == before) /* it goes with those before */
            continue;
        cells *= k->one[i].n;
        sides += k->counts[i] && k->one[i].n >= SIDE_LEAST;
        before = now;
    }
    return sides >= 2 ? cells : 0;
}

/* Of columns that go together the one that tells more is the side of the table. */
static void sort_sides(looking *k, const bp_lookup *l, const size_t column[], size_t n,
                       size_t beside)
{
    for (size_t i = 0; i < n; i++) {
        const size_t distinct = l->head->evidence[column[i]].distinct;
        size_t at = i;
        for (; at > 0 && l->head->evidence[k->column[at - 1]].distinct < distinct; at--) {
            k->column[at] = k->column[at - 1];
            k->counts[at] = k->counts[at - 1];
        }
        k->column[at] = column[i];
        k->counts[at] = i >= beside;
    }
    k->n_columns = n;
}

bp_status bp_crossed_look(bool *crossed, const bp_lookup *l, const size_t column[],
                          size_t n, size_t beside, bp_err *err)
{
    looking k = { .rows = 0 };
    *crossed = false;
    if (n < beside + 2)
        return BP_OK;
    sort_sides(&k, l, column, n, beside);
    const bp_status status = bp_head_rows(l->head, k.column, n, see, &k, err);
    const size_t cells = status == BP_OK && !k.again ? cells_of(&k) : 0;
    *crossed = cells >= CELLS_LEAST && 100 * k.rows >= SHARE_LEAST * cells;
    for (size_t i = 0; i < n; i++) {
        bp_hashset_release(&k.one[i]);
        bp_hashset_release(&k.up_to[i]);
    }
    return status;
}

/* ---- a scale ---- */

typedef struct scale {
    const size_t *column; /* [n] */
    size_t n, step;
    bp_number_style style;
    bp_hashset jobs, steps; /* what is beside the step, and the two together */
    bp_hashset ends;        /* the steps, and the one after each */
    size_t rows;
} scale;

static bp_status see_step(void *arg, const bp_record *r, bp_err *err)
{
    scale *k = arg;
    uint64_t hash[BP_CROSSED_MAX + 1] = { 0 };
    bp_int128 step = 0;
    k->rows++;
    if (!bp_phrase_number(&step, bp_text_trim(r->field[k->step]), k->style, 0))
        return BP_OK;
    for (size_t i = 0; i < k->n; i++) {
        const bp_text cell = bp_text_trim(r->field[k->column[i]]);
        hash[i] = bp_hash(cell.at, cell.n);
    }
    bp_status status = bp_hashset_put(&k->jobs, bp_hash(hash, sizeof hash), what, err);
    for (uint64_t next = 0; status == BP_OK && next < 2; next++) {
        hash[k->n] = (uint64_t)step + next;
        const uint64_t at = bp_hash(hash, sizeof hash);
        if (next == 0)
            status = bp_hashset_put(&k->steps, at, what, err);
        if (status == BP_OK)
            status = bp_hashset_put(&k->ends, at, what, err);
    }
    return status;
}

bp_status bp_steps_look(bool *scaled, const bp_lookup *l, size_t step,
                        const size_t column[], size_t n, bp_err *err)
{
    scale k = { .column = column, .n = n, .step = step };
    size_t all[BP_CROSSED_MAX + 1];
    for (size_t i = 0; i < n; i++)
        all[i] = column[i];
    all[n] = step;
    k.style = bp_head_style(l->head, step, true);
    const bp_status status = bp_head_rows(l->head, all, n + 1, see_step, &k, err);
    /* A run without gaps has one end more than it has steps. */
    *scaled = status == BP_OK && k.rows > 2 && 2 * k.jobs.n <= k.rows &&
              k.steps.n == k.rows && k.ends.n == k.rows + k.jobs.n;
    bp_hashset_release(&k.jobs);
    bp_hashset_release(&k.steps);
    bp_hashset_release(&k.ends);
    return status;
}

/* ---- a series ---- */

typedef struct dates {
    size_t column;
    bp_date_style style;
    bp_hashset seen;
    size_t rows, alike, last; /* of the day of the first one, of the last of a month */
    int first;
} dates;

static bp_status see_date(void *arg, const bp_record *r, bp_err *err)
{
    static const int most[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    dates *k = arg;
    bp_date on = { 0 };
    k->rows++;
    if (!bp_date_read(&on, bp_text_trim(r->field[k->column]), k->style) || on.month == 0)
        return BP_OK;
    k->first = k->rows == 1 ? on.day : k->first;
    k->alike += on.day == k->first;
    k->last += on.day >= most[on.month - 1];
    return bp_hashset_put(&k->seen, (uint64_t)(on.year * 12 + on.month), what, err);
}

bp_status bp_dated_look(bool *dated, const bp_lookup *l, size_t column, bp_err *err)
{
    dates k = { .column = column };
    bp_date_decide(&l->head->evidence[column].date, &k.style);
    const bp_status status = bp_head_rows(l->head, &column, 1, see_date, &k, err);
    *dated = status == BP_OK && k.rows >= DATES_LEAST && k.seen.n == k.rows &&
             (k.alike == k.rows || k.last == k.rows);
    bp_hashset_release(&k.seen);
    return status;
}
