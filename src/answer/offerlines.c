/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offerlines.c - the lines of a published table as markets of offers.
 *
 * An offer of a list has one line, which its own columns choose.  An offer by itself for
 * which a few lines fit is placed in each of them: whoever asks knows which is meant, and
 * sees at once what hangs on it.  Where many fit, or a picture has room for one, the
 * question is given back with values that choose. */
#include <stdlib.h>
#include <string.h>

#include "analysis/warnings_published.h"
#include "answer/placing.h"
#include "base/str.h"
#include "data/published.h"

/* So many lines are placed in one by one. */
#define LINES_MAX 20

static bp_status add_filter(placing *j, const char *column, const char *value)
{
    placed *o = j->o;
    if (column == NULL ||
        !bp_reserve(&o->filter, &o->cap_filters, o->n_filters + 1, sizeof o->filter[0]))
        return bp_no_memory(j->err, "the offers");
    o->filter[o->n_filters++] = (bp_row_filter){ column, value };
    return BP_OK;
}

bp_status bp_placing_filters(placing *j)
{
    const bp_offer_question *q = &j->a->question->offers;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < q->n_rows; i++)
        status = add_filter(j, q->row[i].column, q->row[i].value);
    return status;
}

/* What a line of the list says about the table's line: columns that the table has. */
static bp_status line_filters(placing *j, size_t i)
{
    const bp_offers *list = j->a->offers;
    bp_status status = BP_OK;
    size_t column;
    for (size_t by = 0; status == BP_OK && list != NULL && by < list->n_by; by++)
        if (list->offered[i].by[by][0] != '\0' &&
            bp_published_column(&column, j->a->published, list->by[by], NULL) == BP_OK)
            status = add_filter(j, list->by[by], list->offered[i].by[by]);
    return status;
}

/* A code that is unknown, or of another table, is at least what is below it. */
static bp_status make_knots(bp_market **out, const bp_published *t,
                            const bp_published_line *l, bp_between between, bp_err *err)
{
    const bp_loc at = { .file = t->file, .line = t->line[l->row] };
    bp_err why;
    bp_knot knot[BP_KNOTS_MAX];
    double least = 0;
    for (size_t i = 0; i < l->n; i++) {
        const bp_published_point *p = &l->point[i];
        const bool hidden = p->code == BP_CODED_TOP && p->value < least;
        knot[i] = (bp_knot){ p->level, hidden ? least : p->value, p->code };
        least = knot[i].value;
    }
    bp_status status = bp_market_of_knots(out, knot, l->n, between, l->currency, &why);
    return status == BP_OK ? status : bp_fail(err, &at, status, "%s", why.text);
}

bp_status bp_placing_market(bp_market **out, bp_published_line *line,
                            const bp_published *t, size_t row, bp_between between,
                            bp_err *err)
{
    bp_status status = bp_published_line_at(line, t, row, err);
    return status == BP_OK ? make_knots(out, t, line, between, err) : status;
}

static bp_status make_market(bp_market **out, bp_published_line *line, const placing *j,
                             size_t row, bp_err *err)
{
    bp_status status = bp_placing_market(out, line, j->a->published, row,
                                         j->a->question->offers.between, err);
    if (status == BP_OK)
        j->o->all.midpoints += bp_published_midpoint(j->a->published, row);
    return status;
}

static const char *cell(const bp_published *t, size_t row, size_t column)
{
    return bp_published_cell(t, row, column)->text;
}

/* Columns of words, and the year: not the figures. */
static bool names_lines(const bp_published *t, size_t column)
{
    for (size_t i = 0; i < t->n_figures; i++)
        if (t->figure[i].column == column)
            return false;
    const char *kind = t->column[column].kind;
    return strcmp(kind, "text") == 0 || strcmp(kind, "date") == 0 || column == t->year ||
           column == t->job || column == t->title;
}

/* Columns that together tell the lines apart: the title, and further ones while two
 * lines read the same in all of them. */
static size_t find_names(size_t column[], const bp_published *t, const size_t row[],
                         size_t n)
{
    size_t found = 1;
    column[0] = bp_published_differ(t, row, n);
    for (size_t c = 0; c < t->n_columns && found < BP_KEYS_MAX; c++) {
        bool same = false, helps = false;
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < i; k++) {
                size_t at = 0;
                while (at < found && strcmp(cell(t, row[i], column[at]),
                                            cell(t, row[k], column[at])) == 0)
                    at++;
                same |= at == found;
                helps |=
                    at == found && strcmp(cell(t, row[i], c), cell(t, row[k], c)) != 0;
            }
        if (!same)
            break;
        if (helps && c != column[0] && names_lines(t, c))
            column[found++] = c;
    }
    return found;
}

/* "State=Ohio", as a line is chosen by. */
static const char *name_line(placing *j, size_t row, const size_t column[], size_t n)
{
    const bp_published *t = j->a->published;
    bp_str s = { 0 };
    for (size_t i = 0; i < n; i++)
        bp_str_printf(&s, "%s%s=%s", i > 0 ? ", " : "", t->column[column[i]].name,
                      cell(t, row, column[i]));
    const bp_text text = bp_str_text(&s);
    const char *copy = s.failed ? NULL : bp_arena_copy(&j->o->text, text.at, text.n);
    bp_str_release(&s);
    return copy;
}

/* Which of them is meant, with the values that choose the first. */
static bp_status ask(const placing *j, const size_t row[], size_t n)
{
    const bp_published *t = j->a->published;
    const size_t column = bp_published_differ(t, row, n);
    bp_setting setting[BP_DOUBT_SETTINGS_MAX];
    bp_doubts doubts = { 0 };
    size_t given = 0;
    for (size_t i = 0; i < n && given < BP_DOUBT_SETTINGS_MAX; i++) {
        const char *value = cell(t, row[i], column);
        bool before = value[0] == '\0';
        for (size_t k = 0; k < given; k++)
            before |= strcmp(setting[k].value, value) == 0;
        if (!before)
            setting[given++] = (bp_setting){ BP_SET_ROW, t->column[column].name, value };
    }
    bp_doubts_add(&doubts, "row", &(bp_loc){ .file = t->file }, setting, given,
                  n > given
                      ? "%zu lines fit, and their figures differ (the first of them "
                        "are named)"
                      : "%zu lines fit, and their figures differ",
                  n);
    bp_status status = bp_doubts_fail(&doubts, j->a->question->labels.settings, j->err);
    bp_doubts_release(&doubts);
    return status;
}

/* Places in each line; one without a figure stays in the list, without a place. */
static bp_status make_lines(placing *j, const size_t row[], size_t n, bool latest)
{
    placed *o = j->o;
    bp_placements *p = &o->all;
    size_t column[BP_KEYS_MAX], known = 0;
    const size_t n_names = find_names(column, j->a->published, row, n);
    bp_status status = BP_OK;
    p->line = bp_room_take(&o->room, n, sizeof *p->line);
    p->fit = bp_room_take(&o->room, n, sizeof *p->fit);
    if (o->room.failed)
        return bp_no_memory(j->err, "the offers");
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        bp_market *m = NULL;
        bp_err why;
        status = make_market(&m, &p->fit[i], j, row[i], &why);
        if (status == BP_OK)
            status = bp_placing_keep(j, m);
        else if (status != BP_EDATA || (known == 0 && i + 1 == n))
            *j->err = why;
        else
            status = BP_OK;
        p->line[i].market[0] = m;
        p->fit[i].row = row[i];
        p->fit[i].latest = latest;
        known += m != NULL;
        p->line[i].id = name_line(j, row[i], column, n_names);
        if (status == BP_OK && p->line[i].id == NULL)
            status = bp_no_memory(j->err, "the offers");
        p->n_lines = i + 1;
    }
    return status;
}

static bool all_agree(const bp_published *t, const size_t row[], size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (!bp_published_agree(t, row[0], row[i]))
            return false;
    return true;
}

static bp_status take_lines(placing *j, size_t i, size_t m, const size_t row[], size_t n,
                            bool latest)
{
    bp_placements *p = &j->o->all;
    bp_market *market = NULL;
    if (!all_agree(j->a->published, row, n))
        return j->a->question->subject == BP_ASK_OFFER && n <= LINES_MAX
                   ? make_lines(j, row, n, latest)
                   : ask(j, row, n);
    bp_status status = make_market(&market, &p->only, j, row[0], j->err);
    if (status != BP_OK)
        return status;
    p->only.fitting = n;
    p->only.latest = latest;
    p->offer[i].market[m] = market;
    return bp_placing_keep(j, market);
}

/* Of an offer by itself. */
static bp_status find_lines(placing *j, size_t i, size_t m, const bp_line_choice *choice)
{
    const bp_published *t = j->a->published;
    size_t n = 0, *row = bp_alloc(0, t->n_rows, sizeof *row);
    bool latest = false;
    if (row == NULL)
        return bp_no_memory(j->err, "the offers");
    bp_status status = bp_published_lines(row, &n, &latest, t, choice, j->err);
    if (status == BP_OK)
        status = take_lines(j, i, m, row, n, latest);
    free(row);
    return status;
}

/* Of a listed one, whose line must be one. */
static bp_status find_line(placing *j, size_t i, size_t m, const bp_line_choice *choice)
{
    bp_market *market = NULL;
    bp_published_line line;
    bp_status status = bp_published_choose(&line, j->a->published, choice, j->err);
    if (status == BP_OK)
        status = make_knots(&market, j->a->published, &line,
                            j->a->question->offers.between, j->err);
    if (status != BP_OK)
        return status == BP_EDATA ? bp_placing_unplaced(j, i, SIZE_MAX, m) : status;
    j->o->all.midpoints += bp_published_midpoint(j->a->published, line.row);
    j->o->all.only = line;
    j->o->all.offer[i].market[m] = market;
    return bp_placing_keep(j, market);
}

/* The filters of the list's line are taken back afterwards: they are no other line's. */
bp_status bp_placing_published(placing *j, size_t i, size_t m)
{
    const bp_question *q = j->a->question;
    placed *o = j->o;
    const size_t fixed = o->n_filters;
    bp_status status = line_filters(j, i);
    const bp_line_choice choice = { .filter = o->filter,
                                    .n_filters = o->n_filters,
                                    .year = q->choice.year,
                                    .currency = q->choice.currency };
    if (status == BP_OK)
        status =
            o->all.listed ? find_line(j, i, m, &choice) : find_lines(j, i, m, &choice);
    o->n_filters = fixed;
    return status;
}
