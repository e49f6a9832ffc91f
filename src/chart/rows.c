/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.c - charts of a row per group: names, heights, what is left out.
 *
 * Names come from files and may be long: they wrap, take more of the picture where that
 * keeps them whole, and are shortened when nothing else helps, so that no two look the
 * same.  More rows than can
 * be read are not drawn: the chart has those of most people, and says how many it leaves
 * out. */
#include "chart/rows.h"

#include <math.h>
#include <string.h>

#include "base/shorten.h"
#include "report/format.h"

#define BESIDE 14.0     /* px between names and what is beside them, */
#define NEARBY 8.0      /* on a phone */
#define COLUMN_GAP 20.0 /* px between columns at the right */
#define WIDE 600.0      /* px of a picture that has room for counts beside names */
#define TWO_LINES 34.0  /* px of a row that has room for counts below the name */
#define WIDER 1.4       /* what long names may take of the usual width */
#define DOTS_SEEN 100   /* dots before one; more in a row cover each other anyhow */

bp_chart_largest bp_chart_largest_of(size_t most)
{
    return (bp_chart_largest){ .most = most };
}

void bp_chart_largest_add(bp_chart_largest *l, size_t index, uint64_t people)
{
    size_t i = l->n;
    while (i > 0 && l->kept[i - 1].people < people)
        i--;
    if (i == l->most)
        return;
    l->n += l->n < l->most;
    memmove(&l->kept[i + 1], &l->kept[i], (l->n - 1 - i) * sizeof l->kept[0]);
    l->kept[i].index = index;
    l->kept[i].people = people;
}

void bp_chart_largest_take(bp_chart_largest *l, size_t out[])
{
    for (size_t k = 0; k < l->n; k++) {
        size_t i = k;
        for (; i > 0 && out[i - 1] > l->kept[k].index; i--)
            out[i] = out[i - 1];
        out[i] = l->kept[k].index;
    }
}

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

size_t bp_chart_rows_most(bp_plot *p, size_t n, double head, const char *what)
{
    return bp_chart_rows_fit(p, n, p->bottom - p->top - head - BP_SCALE_DEPTH,
                             p->row_least, what);
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

/* What a name must fit in. */
typedef struct place {
    const bp_plot *plot;
    bp_text_look look;
    double width;
    size_t lines;
} place;

static bool has_lines(const void *arg, bp_text t)
{
    const place *at = arg;
    return bp_plot_count(at->plot, at->look, at->width, at->lines + 1, t) <= at->lines;
}

bp_str bp_chart_rows_name(bp_plot *p, const char *const name[], size_t n, size_t i,
                          bp_text_look look, double width, size_t lines)
{
    const place at = { p, look, width, lines };
    bp_str own = visible(p, name[i]), all[BP_OFFERS_MOST] = { 0 }, out = { 0 };
    if (has_lines(&at, bp_str_text(&own)))
        return own;
    bp_text text[BP_OFFERS_MOST];
    for (size_t k = 0; k < n; k++) {
        all[k] = visible(p, name[k]);
        text[k] = bp_str_text(&all[k]);
    }
    bp_shorten(&out, bp_str_text(&own), text, n, "\xe2\x80\xa6", has_lines, &at);
    p->set.failed |= out.failed;
    for (size_t k = 0; k < n; k++)
        bp_str_release(&all[k]);
    bp_str_release(&own);
    return out;
}

/* The name of row i, as bp_chart_rows_name. */
static bp_str name_of(bp_plot *p, const bp_chart_rows *rows, size_t i, double width,
                      size_t lines)
{
    const char *name[BP_OFFERS_MOST];
    for (size_t k = 0; k < rows->n; k++)
        name[k] = rows->row[k].name;
    return bp_chart_rows_name(p, name, rows->n, i, BP_LOOK_STRONG, width, lines);
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
    bp_str count = counts(p, rows, i);
    double line = bp_plot_line(BP_LOOK_STRONG), small = bp_plot_line(BP_LOOK_NOTE);
    if (rows->height < TWO_LINES)
        bp_str_clear(&count);
    size_t most = lines_most(rows, count.n > 0);
    bp_str name = name_of(p, rows, i, width, most);
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
    bp_str name = name_of(p, rows, i, c.names, 1), count = counts(p, rows, i);
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

void bp_chart_rows_axis(bp_plot *p, bp_chart_rows *rows, const bp_scale *x, double head,
                        double beside)
{
    p->top += head;
    rows->right = p->right;
    bp_scale_reserve_x(p, x);
    bp_chart_rows_names(p, rows, beside * fmin(1, p->width / 800));
}

void bp_chart_rows_column(bp_plot *p, bp_chart_rows *rows, bp_text_look look,
                          const char *head, bp_str text[])
{
    bp_text_look head_look = look == BP_LOOK_STRONG ? look : BP_LOOK_MARK;
    double width = bp_plot_width(p, head_look, bp_text_of(head));
    bp_plot_text(p, head_look, BP_RIGHT, rows->right, p->top - BP_ROWS_HEAD / 2,
                 bp_text_of(head));
    for (size_t i = 0; i < rows->n; i++) {
        width = fmax(width, bp_plot_width(p, look, bp_str_text(&text[i])));
        bp_plot_label(p, look, BP_RIGHT, rows->right, bp_chart_rows_middle(p, rows, i),
                      &text[i]);
    }
    rows->right = rows->right - width - COLUMN_GAP;
    p->right = fmin(p->right, rows->right);
}

double bp_chart_rows_dot(const double dot[], size_t i, double close)
{
    static const double height[] = { 0, -1, 1 };
    size_t touched = 0;
    for (size_t k = i > DOTS_SEEN ? i - DOTS_SEEN : 0; k < i; k++)
        touched += fabs(dot[k] - dot[i]) < close;
    return height[touched % (sizeof height / sizeof height[0])];
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
