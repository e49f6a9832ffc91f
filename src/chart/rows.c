/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.c - charts of a row per group: names, heights, what is left out.
 *
 * Names come from files and may be long: they wrap, take more of the picture where that
 * keeps them whole, and end in an ellipsis when nothing else helps.  More rows than can
 * be read are not drawn, and the chart says how many. */
#include "chart/rows.h"

#include <math.h>
#include <string.h>

#include "report/format.h"

#define BESIDE 14.0     /* px between names and what is beside them, */
#define NEARBY 8.0      /* on a phone */
#define COLUMN_GAP 20.0 /* px between columns at the right */
#define WIDE 600.0      /* px of a picture that has room for counts beside names */
#define TWO_LINES 34.0  /* px of a row that has room for counts below the name */
#define WIDER 1.4       /* what long names may take of the usual width */

size_t bp_chart_rows_fit(bp_plot *p, size_t n, double room, double least,
                         const char *what)
{
    double most = fmax(1, floor(room / least));
    size_t fit = most < BP_ROWS_MOST ? (size_t)most : BP_ROWS_MOST;
    if (fit >= n)
        return n;
    bp_str footnote = { 0 };
    bp_str_printf(&footnote, "Not drawn: %zu of %zu %s.", n - fit, n, what);
    p->set.failed |= footnote.failed;
    bp_plot_footnote(p, bp_str_text(&footnote));
    bp_str_release(&footnote);
    return fit;
}

double bp_chart_rows_names_most(const bp_plot *p)
{
    return fmin(1, p->width / 800) * BP_NAMES_MOST;
}

void bp_chart_rows_add(bp_chart_rows *rows, const char *name, uint64_t people,
                       uint64_t orgs)
{
    rows->row[rows->n].name = name;
    rows->row[rows->n].people = people;
    rows->row[rows->n].orgs = orgs;
    rows->n++;
}

/* A name as it can be drawn. */
static bp_str visible(bp_plot *p, const char *name)
{
    bp_str s = { 0 };
    bp_str_visible(&s, bp_text_of(name));
    p->set.failed |= s.failed;
    return s;
}

/* "21 people, 17 orgs †" */
static bp_str counts(bp_plot *p, const bp_chart_rows *rows, size_t i)
{
    uint64_t people = rows->row[i].people, orgs = rows->row[i].orgs;
    const bp_value value[] = { bp_value_count(people), bp_value_count(orgs) };
    bp_str s = { 0 };
    if (people > 0)
        bp_format_line(&s,
                       &(bp_line){ people == 1 ? "{} person" : "{} people", value, 1 },
                       (bp_text_style){ 0 });
    if (people > 0 && orgs > 0)
        bp_format_line(&s,
                       &(bp_line){ orgs == 1 ? ", {} org" : ", {} orgs", &value[1], 1 },
                       (bp_text_style){ 0 });
    if (rows->row[i].dagger)
        bp_str_puts(&s, people > 0 ? " \xe2\x80\xa0" : "\xe2\x80\xa0");
    p->set.failed |= s.failed;
    return s;
}

/* Widths of the columns of names and of counts. */
typedef struct columns {
    double names;
    double counts;
} columns;

static columns measure(bp_plot *p, const bp_chart_rows *rows)
{
    columns c = { 0, 0 };
    for (size_t i = 0; i < rows->n; i++) {
        bp_str name = visible(p, rows->row[i].name), count = counts(p, rows, i);
        c.names = fmax(c.names, bp_plot_width(p, BP_LOOK_STRONG, bp_str_text(&name)));
        c.counts = fmax(c.counts, bp_plot_width(p, BP_LOOK_NOTE, bp_str_text(&count)));
        bp_str_release(&count);
        bp_str_release(&name);
    }
    return c;
}

/* How many lines of a name a row has room for, counts below it or not. */
static size_t lines_most(const bp_chart_rows *rows, bool counts_below)
{
    double line = bp_plot_line(BP_LOOK_STRONG);
    double room = rows->height - (counts_below ? bp_plot_line(BP_LOOK_NOTE) : 0);
    return room >= 3 * line ? 3 : room >= 2 * line ? 2 : 1;
}

/* The name in as many lines as there is room for, its counts below. */
static void put_below(bp_plot *p, const bp_chart_rows *rows, size_t i, double width)
{
    bp_str name = visible(p, rows->row[i].name), count = counts(p, rows, i);
    double line = bp_plot_line(BP_LOOK_STRONG), small = bp_plot_line(BP_LOOK_NOTE);
    if (rows->height < TWO_LINES)
        bp_str_clear(&count);
    size_t most = lines_most(rows, count.n > 0);
    size_t lines = bp_plot_count(p, BP_LOOK_STRONG, width, most, bp_str_text(&name));
    double tall = line * (double)lines + (count.n > 0 ? small : 0);
    double y = bp_chart_rows_middle(p, rows, i) - tall / 2 + line / 2;
    y = bp_plot_lines(p, BP_LOOK_STRONG, BP_LEFT, p->left, y, width, most,
                      bp_str_text(&name));
    bp_plot_label(p, BP_LOOK_NOTE, BP_LEFT, p->left, y - line / 2 + small / 2, &count);
    bp_str_release(&name);
}

/* The name in one line, its counts in a column of their own. */
static void put_beside(bp_plot *p, const bp_chart_rows *rows, size_t i, columns c)
{
    bp_str name = visible(p, rows->row[i].name), count = counts(p, rows, i);
    double y = bp_chart_rows_middle(p, rows, i);
    bp_plot_lines(p, BP_LOOK_STRONG, BP_LEFT, p->left, y, c.names, 1, bp_str_text(&name));
    bp_plot_label(p, BP_LOOK_NOTE, BP_RIGHT, p->left + c.names + BESIDE + c.counts, y,
                  &count);
    bp_str_release(&name);
}

double bp_chart_rows_middle(const bp_plot *p, const bp_chart_rows *rows, size_t i)
{
    return p->top + ((double)i + .5) * rows->height;
}

/* Would a name be cut in so much room? */
static bool any_cut(bp_plot *p, const bp_chart_rows *rows, double width, size_t lines)
{
    bool any = false;
    for (size_t i = 0; !any && i < rows->n; i++) {
        bp_str name = visible(p, rows->row[i].name);
        any = bp_plot_count(p, BP_LOOK_STRONG, width, lines + 1, bp_str_text(&name)) >
              lines;
        bp_str_release(&name);
    }
    return any;
}

/* px of the names, of which the widest takes `natural` in one line. */
static double names_width(bp_plot *p, const bp_chart_rows *rows, double natural,
                          double room, size_t lines)
{
    double usual = bp_chart_rows_names_most(p), wide = fmin(WIDER * usual, room);
    bool widen = wide > usual && natural > usual && any_cut(p, rows, usual, lines);
    return fmin(natural, widen ? wide : usual);
}

void bp_chart_rows_names(bp_plot *p, bp_chart_rows *rows, double beside)
{
    const double apart = p->narrow ? NEARBY : BESIDE;
    columns c = measure(p, rows);
    rows->height = (p->bottom - p->top) / (double)rows->n;
    bool aside = c.counts > 0 && rows->height < TWO_LINES && p->width >= WIDE;
    double room = p->right - p->left - apart - beside - (aside ? BESIDE + c.counts : 0);
    size_t lines =
        aside ? 1 : lines_most(rows, c.counts > 0 && rows->height >= TWO_LINES);
    c.names = names_width(p, rows, ceil(c.names) + 1, room, lines);
    double width = aside ? c.names + BESIDE + c.counts : fmax(c.names, c.counts);
    for (size_t i = 0; i < rows->n; i++)
        if (aside)
            put_beside(p, rows, i, c);
        else
            put_below(p, rows, i, width);
    p->left += width + apart;
    bp_plot_number(p, "ROWS", (double)rows->n);
    bp_plot_number(p, "Y_LOW", (double)rows->n);
    bp_plot_number(p, "Y_HIGH", 0);
}

double bp_chart_rows_column(bp_plot *p, const bp_chart_rows *rows, double right,
                            bp_text_look look, const char *head, bp_str text[])
{
    bp_text_look head_look = look == BP_LOOK_STRONG ? look : BP_LOOK_MARK;
    double width = bp_plot_width(p, head_look, bp_text_of(head));
    bp_plot_text(p, head_look, BP_RIGHT, right, p->top - BP_ROWS_HEAD / 2,
                 bp_text_of(head));
    for (size_t i = 0; i < rows->n; i++) {
        width = fmax(width, bp_plot_width(p, look, bp_str_text(&text[i])));
        bp_plot_label(p, look, BP_RIGHT, right, bp_chart_rows_middle(p, rows, i),
                      &text[i]);
    }
    return right - width - COLUMN_GAP;
}

/* "withheld: too few people", "n/a" */
const char *bp_chart_rows_why(const bp_figure *f)
{
    for (unsigned i = 0; i < BP_REASONS; i++)
        if (f->reasons & 1u << i)
            return bp_format_reason(i);
    return f->state == BP_WITHHELD ? "withheld" : "n/a";
}

void bp_chart_rows_without(bp_plot *p, double left, double top, double right,
                           double bottom, const bp_figure *f)
{
    bp_text words = bp_text_of(bp_chart_rows_why(f));
    double room = right - left - 8;
    if (bp_plot_width(p, BP_LOOK_NOTE, words) > room)
        words.n = strcspn(words.at, ":"); /* "withheld" */
    bp_plot_grey(p, left, top, right, bottom);
    bp_plot_lines(p, BP_LOOK_NOTE, BP_CENTER, (left + right) / 2, (top + bottom) / 2,
                  room, 1, words);
}

void bp_chart_rows_withheld(bp_plot *p, const bp_chart_rows *rows, size_t i,
                            const bp_figure *f)
{
    double middle = bp_chart_rows_middle(p, rows, i), half = fmin(.36 * rows->height, 16);
    bp_chart_rows_without(p, p->left, middle - half, p->right, middle + half, f);
}
