/* SPDX-License-Identifier: GPL-3.0-or-later */
/* termtable.c - a table in as many columns as the terminal has.
 *
 * Figures are never cut or wrapped, since half a number is a wrong number: when a table
 * is too wide, whole columns are left out, those that say least first, and the report
 * tells how wide a terminal would show them.  Texts wrap; names of groups are shortened,
 * so that no two of a column look the same. */
#include "render/term.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/shorten.h"
#include "base/utf8.h"
#include "render/renderer.h"

#define GAP 2
#define TEXT_LEAST 8  /* columns of a text, however narrow the terminal */
#define TEXT_LEVEL 16 /* ... before another level has room */
#define TEXT_BAR 16   /* ... before a bar has */
#define BAR_LEAST 16
#define BAR_MOST 48

/* A column that is drawn. */
typedef struct shown {
    size_t column;
    size_t natural; /* columns that its widest cell takes */
    size_t width;
    bool text; /* may be narrower than its cells: group names are cut, others wrap */
    bool wraps;
    bp_str names;  /* of a column whose names are shortened: all of them */
    bp_text *name; /* [rows] likewise, in `names`; NULL: they are not */
    bp_text rest;  /* of the cell that is being drawn */
} shown;

typedef struct layout {
    const bp_table *t;
    const bp_look *look;
    size_t indent;
    shown *col; /* [n] */
    size_t n;
    bool groups;     /* the table has group columns */
    bool levels;     /* ... and percentiles */
    bool beside;     /* which can be seen, so that those of local pay are beside them */
    double outer;    /* columns of this outness, or more, are left out */
    size_t bar;      /* columns of the range bar; 0: none */
    size_t level[5]; /* of the bar: columns of low, q1, mid, q3, high */
    double from;     /* the bar's scale */
    double to;
    bp_str cell;  /* reused: one cell, as formatted */
    bp_str plain; /* reused: cells, safe to draw */
} layout;

/* Formats a cell and appends what is drawn of it to l->plain. */
static void draw_cell(layout *l, const bp_row *row, size_t column)
{
    bp_str_clear(&l->cell);
    bp_render_cell(&l->cell, l->t, row, column, l->look->ascii);
    bp_term_plain(&l->plain, bp_str_text(&l->cell), l->look->ascii);
}

static size_t drawn_width(layout *l)
{
    return bp_utf8_width(bp_str_text(&l->plain));
}

static void measure(layout *l)
{
    for (size_t i = 0; i < l->n; i++) {
        shown *s = &l->col[i];
        const bp_column *c = &l->t->column[s->column];
        bp_str_clear(&l->plain);
        bp_term_plain(&l->plain, bp_text_of(c->heading), l->look->ascii);
        s->natural = drawn_width(l);
        for (size_t k = 0; k < l->t->n_rows; k++) {
            bp_str_clear(&l->plain);
            draw_cell(l, &l->t->row[k], s->column);
            size_t width = drawn_width(l);
            s->natural = width > s->natural ? width : s->natural;
        }
        s->text = c->kind == BP_KIND_TEXT;
        s->wraps = s->text && c->place != BP_COL_BY;
    }
}

/* How soon a column is left out, the highest first; 0: never.  Levels go by their
 * distance from the median, those of local pay before the others.  People stay; beside
 * groups the mean goes first and other sizes stay, without groups the other sizes go
 * first and the mean next. */
static double outness(const layout *l, size_t i)
{
    const bp_column *c = &l->t->column[l->col[i].column];
    if (c->place == BP_COL_LEVEL)
        return fabs(c->level - 50);
    if (c->place == BP_COL_LOCAL_LEVEL)
        return c->level != 50 ? fabs(c->level - 50) + .5 : l->beside ? 50 : 0;
    if (c->place == BP_COL_LOCAL)
        return c->kind == BP_KIND_MONEY ? 61 : 0;
    if (c->level > 0)
        return c->level;
    if (c->place != BP_COL_FIELD || !l->levels)
        return 0;
    if (c->kind == BP_KIND_MONEY)
        return 60;
    const bool people = l->t->people == l->col[i].column + 1;
    return c->kind == BP_KIND_COUNT && !l->groups && !people ? 70 : 0;
}

static bool visible(const layout *l, size_t i)
{
    return outness(l, i) < l->outer;
}

/* Hides what goes first of what is visible.  False when all that is left stays. */
static bool drop_outermost(layout *l)
{
    double most = 0;
    for (size_t i = 0; i < l->n; i++)
        if (visible(l, i))
            most = fmax(most, outness(l, i));
    if (most > 0)
        l->outer = most;
    return most > 0;
}

/* Columns taken when texts get at most `most`. */
static size_t taken(const layout *l, size_t most)
{
    size_t sum = l->indent;
    for (size_t i = 0; i < l->n; i++) {
        const shown *s = &l->col[i];
        if (visible(l, i))
            sum += (i > 0 ? GAP : 0) + (s->text && s->natural > most ? most : s->natural);
    }
    return sum;
}

/* A figure between its limits instead of levels. */
static void find_limits(layout *l)
{
    for (size_t k = 0; k < 5; k++)
        l->level[k] = l->t->bar_ends[k == 0 ? 0 : k == 4 ? 2 : 1];
}

/* The levels that a bar is drawn from; false when the table lacks some. */
static bool find_levels(layout *l)
{
    static const double wanted[] = { 10, 25, 50, 75, 90 };
    if (!l->t->bars)
        return false;
    if (l->t->bar_ends != NULL) {
        find_limits(l);
        return true;
    }
    for (size_t k = 0; k < 5; k++) {
        size_t i = 0;
        while (i < l->t->n_columns && (l->t->column[i].place != BP_COL_LEVEL ||
                                       l->t->column[i].level != wanted[k]))
            i++;
        if (i == l->t->n_columns)
            return false;
        l->level[k] = i;
    }
    return true;
}

/* The bar's figures; false when its box is not shown in this row. */
static bool range_of(const layout *l, const bp_row *row, bp_box_bar *out)
{
    double x[5];
    for (size_t k = 0; k < 5; k++) {
        const bp_figure *f = &row->value[l->level[k]].figure;
        x[k] = f->state == BP_SHOWN ? f->value : NAN;
    }
    *out = (bp_box_bar){ x[0], x[1], x[2], x[3], x[4] };
    return !isnan(x[1]) && !isnan(x[2]) && !isnan(x[3]);
}

static void find_scale(layout *l)
{
    bp_box_bar r;
    l->from = INFINITY;
    l->to = -INFINITY;
    for (size_t k = 0; k < l->t->n_rows; k++)
        if (range_of(l, &l->t->row[k], &r)) {
            l->from = fmin(l->from, fmin(r.q1, r.low)); /* fmin and fmax pass over NAN */
            l->to = fmax(l->to, fmax(r.q3, r.high));
        }
}

/* Does the table fit, with a bar of `bar` columns (0: none)? */
static bool fits(const layout *l, size_t bar)
{
    return taken(l, bar > 0 ? TEXT_BAR : TEXT_LEVEL) + (bar > 0 ? GAP + bar : 0) <=
           l->look->width;
}

/* With the bar, as long as the quartiles stay; else no bar and all that fits. */
static void choose(layout *l)
{
    l->outer = INFINITY;
    if (find_levels(l)) {
        find_scale(l);
        while (l->outer > 25 && !fits(l, BAR_LEAST) && drop_outermost(l))
            continue;
        l->bar = l->outer > 25 && fits(l, BAR_LEAST) ? BAR_LEAST : 0;
    }
    if (l->bar > 0)
        return;
    l->outer = INFINITY;
    while (!fits(l, 0) && drop_outermost(l))
        continue;
}

/* Gives what is left of the width to texts, then to the bar. */
static void share_out(layout *l)
{
    size_t width = l->look->width, most = TEXT_BAR;
    size_t bar = l->bar > 0 ? GAP + l->bar : 0;
    while (most > TEXT_LEAST && taken(l, most) + bar > width)
        most--;
    while (most < width && taken(l, most + 1) + bar <= width)
        most++;
    for (size_t i = 0; i < l->n; i++) {
        shown *s = &l->col[i];
        s->width = s->text && s->natural > most ? most : s->natural;
    }
    if (l->bar > 0) {
        size_t left = width - taken(l, most) - GAP;
        l->bar = left < BAR_MOST ? left : BAR_MOST;
    }
}

/* Lists the names of a column that has no room for all. */
static void list_names(layout *l, shown *s)
{
    const size_t n = l->t->n_rows;
    if (s->wraps || !s->text || s->natural <= s->width)
        return;
    size_t *end = bp_alloc(0, n, sizeof *end);
    s->name = bp_alloc(0, n, sizeof *s->name);
    for (size_t k = 0; end != NULL && s->name != NULL && k < n; k++) {
        bp_str_clear(&l->plain);
        draw_cell(l, &l->t->row[k], s->column);
        bp_str_bytes(&s->names, l->plain.at, l->plain.n);
        end[k] = s->names.n;
    }
    for (size_t k = 0; end != NULL && s->name != NULL && k < n; k++) {
        const size_t start = k > 0 ? end[k - 1] : 0;
        s->name[k] = (bp_text){ s->names.at + start, end[k] - start };
    }
    l->plain.failed |= end == NULL || s->name == NULL || s->names.failed;
    free(end);
}

static bool has_columns(const void *arg, bp_text t)
{
    return bp_utf8_width(t) <= *(const size_t *)arg;
}

/* The name of a cell, in the columns that there are for it. */
static void put_name(bp_str *out, layout *l, const shown *s, bp_text name)
{
    bp_str_clear(&l->cell);
    bp_shorten(&l->cell, name, s->name, l->t->n_rows,
               l->look->ascii ? "..." : "\xe2\x80\xa6", has_columns, &s->width);
    bp_term_fit(out, bp_str_text(&l->cell), s->width, false, l->look->ascii);
}

static void put_head(bp_str *out, layout *l)
{
    bp_str_fill(out, ' ', l->indent);
    for (size_t i = 0; i < l->n; i++) {
        const shown *s = &l->col[i];
        if (!visible(l, i))
            continue;
        bp_str_clear(&l->plain);
        bp_term_plain(&l->plain, bp_text_of(l->t->column[s->column].heading),
                      l->look->ascii);
        bp_str_fill(out, ' ', i > 0 ? GAP : 0);
        bp_term_fit(out, bp_str_text(&l->plain), s->width, !s->text, l->look->ascii);
    }
    if (l->bar > 0) {
        bp_str_fill(out, ' ', GAP);
        bp_str_puts(out, l->levels ? "P10 to P90" : "Low to high");
    }
    bp_term_newline(out);
}

/* The next line of each cell; true while some cell has more. */
static bool put_cells(bp_str *out, layout *l, const bp_row *row)
{
    bool more = false;
    for (size_t i = 0; i < l->n; i++) {
        shown *s = &l->col[i];
        if (!visible(l, i))
            continue;
        const bp_value *v = &row->value[s->column];
        bool dim = v->kind != BP_KIND_TEXT && v->figure.state != BP_SHOWN;
        bp_text line = s->rest;
        if (s->wraps)
            line = bp_term_line(&s->rest, s->width);
        else
            s->rest.n = 0;
        bp_str_fill(out, ' ', i > 0 ? GAP : 0);
        if (dim)
            bp_term_dim(out, l->look);
        if (s->name != NULL)
            put_name(out, l, s, line);
        else
            bp_term_fit(out, line, s->width, !s->text, l->look->ascii);
        if (dim)
            bp_term_normal(out, l->look);
        more |= s->rest.n > 0;
    }
    return more;
}

static void put_row(bp_str *out, layout *l, const bp_row *row)
{
    bp_box_bar range;
    bool bar = l->bar > 0 && range_of(l, row, &range);
    bp_str_clear(&l->plain);
    for (size_t i = 0; i < l->n; i++) {
        size_t start = l->plain.n;
        draw_cell(l, row, l->col[i].column);
        l->col[i].rest.n = l->plain.n - start;
    }
    const char *at = l->plain.at;
    for (size_t i = 0; i < l->n; i++) {
        l->col[i].rest.at = at;
        at += l->col[i].rest.n;
    }
    bool more = true;
    while (more) {
        bp_str_fill(out, ' ', l->indent);
        more = put_cells(out, l, row);
        if (bar) {
            bp_str_fill(out, ' ', GAP);
            bp_term_range(out, &range, l->from, l->to, l->bar, l->look->ascii);
        }
        bar = false;
        bp_term_newline(out);
    }
}

/* The width in which every column would be shown; 0: they are. */
static size_t width_of_all(layout *l)
{
    if (l->outer == INFINITY)
        return 0;
    l->outer = INFINITY;
    return find_levels(l) ? taken(l, TEXT_BAR) + GAP + BAR_LEAST : taken(l, TEXT_LEVEL);
}

/* Levels are in the bar where they have no column. */
static unsigned reasons_of(const layout *l)
{
    unsigned reasons = 0;
    for (size_t k = 0; k < l->t->n_rows; k++) {
        const bp_row *row = &l->t->row[k];
        reasons |= row->reasons;
        for (size_t i = 0; i < l->n; i++) {
            const bp_value *v = &row->value[l->col[i].column];
            const bool told =
                visible(l, i) || l->t->column[l->col[i].column].place == BP_COL_LEVEL;
            if (told && bp_render_missing(v))
                reasons |= v->figure.reasons;
        }
    }
    return reasons;
}

size_t bp_term_table(bp_str *out, bp_term_marks *marks, const bp_table *t, size_t indent,
                     const bp_look *look)
{
    layout l = { .t = t, .look = look, .n = t->n_display, .indent = indent };
    l.col = bp_alloc(0, l.n, sizeof *l.col);
    if (l.col == NULL) {
        out->failed = true;
        return 0;
    }
    for (size_t i = 0; i < l.n; i++) {
        l.col[i].column = t->display[i];
        l.beside |= t->column[t->display[i]].place == BP_COL_LEVEL;
    }
    for (size_t i = 0; i < t->n_columns; i++) {
        l.groups |= t->column[i].place == BP_COL_BY;
        l.levels |= t->column[i].place == BP_COL_LEVEL;
    }
    measure(&l);
    choose(&l);
    share_out(&l);
    for (size_t i = 0; i < l.n; i++)
        list_names(&l, &l.col[i]);
    put_head(out, &l);
    for (size_t k = 0; k < t->n_rows && !l.plain.failed; k++)
        put_row(out, &l, &t->row[k]);
    *marks = (bp_term_marks){ .reasons = reasons_of(&l),
                              .levels = l.bar > 0 && l.levels,
                              .limits = l.bar > 0 && !l.levels };
    const size_t width = width_of_all(&l);
    bp_str_end(out, &l.cell);
    bp_str_end(out, &l.plain);
    for (size_t i = 0; i < l.n; i++) {
        bp_str_release(&l.col[i].names);
        free(l.col[i].name);
    }
    free(l.col);
    return width;
}
