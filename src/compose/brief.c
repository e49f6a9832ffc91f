/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief.c - a report becomes one page.
 *
 * The page is cut out of the whole report instead of being composed by itself: every
 * figure and sentence of it stands in the whole one, too, and nothing can be said in the
 * one alone.  What has no room is counted, and texts that come with the data are
 * shortened before they break the page. */
#include "compose/brief.h"

#include <string.h>

#include "base/utf8.h"
#include "benchpay/version.h"
#include "compose/words.h"
#include "report/build.h"

/* What a page has room for. */
enum {
    WARNINGS = 2,
    TILES = 8,
    FINDINGS = 3,
    ROWS = 9,
    COLUMNS = 9,
    GROUPS = 8, /* of a chart */
    PLACES = 2, /* sentences about an offer */
    FILES = 2,
    NAME = 28,    /* columns of a name in a table or a tile */
    SAID = 48,    /* of one in a sentence */
    PHRASE = 240, /* of what a warning says */
    MARKET = 240, /* of a line of the title block, and of the command */
    TITLE = 90
};

/* The whole report, whose parts are taken. */
typedef struct whole {
    const bp_section *section; /* [n] */
    size_t n;
} whole;

static const bp_section *find(const whole *w, const char *name)
{
    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->section[i].name, name) == 0)
            return &w->section[i];
    return NULL;
}

/* "Hospital of the…number 7": what names begin and end with tells them apart.  Names of
 * files may be any bytes; those that are no text stay. */
static const char *shortened(bp_report *r, const char *text, size_t most)
{
    const bp_text t = bp_text_of(text);
    if (bp_utf8_valid(t) < t.n)
        return text;
    size_t wide = bp_utf8_width(t);
    if (wide <= most)
        return text;
    const size_t head = bp_utf8_fit(t, most * 2 / 3), room = most - 1 - most * 2 / 3;
    size_t tail = 0;
    while (tail < t.n && (tail < head || wide > room)) {
        const size_t from = tail;
        bp_utf8_next(t, &tail);
        wide -= bp_utf8_width((bp_text){ t.at + from, tail - from });
    }
    return bp_report_text(r, "%.*s\xe2\x80\xa6%s", (int)head, text, text + tail);
}

static bp_value shorter(bp_report *r, bp_value v, size_t most)
{
    if (v.kind == BP_KIND_TEXT && v.text != NULL)
        v.text = shortened(r, v.text, most);
    return v;
}

/* A line whose texts are short enough. */
static bp_line cut_line(bp_report *r, const bp_line *line, size_t most)
{
    bp_value *value = bp_report_alloc(r, line->n_values, sizeof *value);
    for (size_t i = 0; value != NULL && i < line->n_values; i++)
        value[i] = shorter(r, line->value[i], most);
    return (bp_line){ line->text, value, value != NULL ? line->n_values : 0 };
}

/* The first lines of a section, with texts of up to `wide` columns.  How many there are.
 */
static size_t add_lines(bp_report *r, const bp_section *s, size_t most, size_t wide)
{
    size_t n = 0;
    for (size_t i = 0; s != NULL && i < s->n_items; i++) {
        if (s->item[i].kind != BP_ITEM_LINE)
            continue;
        const bp_line line = cut_line(r, &s->item[i].u.line, wide);
        if (n++ < most)
            bp_report_say(r, (bp_template){ line.text }, line.value, line.n_values);
    }
    return n;
}

static void say_more(bp_report *r, size_t more, const char *what)
{
    if (more > 0)
        bp_report_remark(r, BP_SAY("And {} more {}."),
                         BP_VALUES(bp_value_count(more),
                                   bp_value_text(bp_report_text(r, "%s%s", what,
                                                                more == 1 ? "" : "s"))));
}

static void open(bp_report *r, const char *name, const char *heading, const char *pay)
{
    bp_report_add_section(r,
                          &(bp_section){ .name = name, .heading = heading, .pay = pay });
}

static void warnings(bp_report *r, const bp_section *s)
{
    if (s == NULL || s->heading == NULL)
        return;
    open(r, s->name, s->heading, NULL);
    const size_t n = add_lines(r, s, WARNINGS, PHRASE);
    say_more(r, n > WARNINGS ? n - WARNINGS : 0, "warning");
}

/* Tiles, with their names cut, and what was found. */
static void summary(bp_report *r, const bp_section *s)
{
    if (s == NULL)
        return;
    open(r, s->name, NULL, NULL);
    for (size_t i = 0; i < s->n_items; i++) {
        bp_headline tile[TILES];
        size_t n = 0;
        if (s->item[i].kind != BP_ITEM_PANEL)
            continue;
        for (; n < s->item[i].u.panel.n && n < TILES; n++) {
            tile[n] = s->item[i].u.panel.headline[n];
            tile[n].label = shortened(r, tile[n].label, NAME);
        }
        bp_report_add_panel(r, tile, n);
    }
    add_lines(r, s, FINDINGS, SAID);
}

/* ---- the chart ---- */

static bool shows_ranges(bp_chart_kind kind)
{
    return kind == BP_CHART_TIERS || kind == BP_CHART_PERCENTILES || kind == BP_CHART_BOX;
}

/* Ranges of tiers, else of other groups, else how many are paid what. */
static const bp_chart *chart_of(const whole *w)
{
    const bp_chart *found = NULL;
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = 0; k < w->section[i].n_items; k++) {
            const bp_item *item = &w->section[i].item[k];
            if (item->kind != BP_ITEM_CHART)
                continue;
            const bp_chart *c = &item->u.chart;
            if (c->kind == BP_CHART_TIERS)
                return c;
            if (found == NULL ? shows_ranges(c->kind) || c->kind == BP_CHART_DISTRIBUTION
                              : shows_ranges(c->kind) && !shows_ranges(found->kind))
                found = c;
        }
    return found;
}

/* The first groups, with short names.  False when memory is out. */
static bool cut_groups(bp_report *r, bp_chart *c)
{
    const size_t n = c->u.groups.n < GROUPS ? c->u.groups.n : GROUPS;
    bp_chart_group *group = bp_report_alloc(r, n, sizeof *group);
    for (size_t i = 0; group != NULL && i < n; i++) {
        group[i] = c->u.groups.group[i];
        group[i].name = shortened(r, group[i].name, NAME);
    }
    c->u.groups.group = group;
    c->u.groups.n = n;
    return group != NULL;
}

static void add_chart(bp_report *r, const bp_chart *c)
{
    bp_chart own = *c;
    own.title = cut_line(r, &c->title, NAME);
    own.subtitle = cut_line(r, &c->subtitle, PHRASE);
    own.note = cut_line(r, &c->note, PHRASE);
    const size_t all = shows_ranges(c->kind) ? c->u.groups.n : 0;
    if (all > 0 && !cut_groups(r, &own))
        return;
    bp_report_add_chart(r, &own);
    say_more(r, all > 0 ? all - own.u.groups.n : 0, "group");
}

/* ---- the table ---- */

static bool people_see(const bp_item *item)
{
    return item->kind == BP_ITEM_TABLE && item->u.table.n_display > 0;
}

static const bp_table *table_in(const bp_section *s)
{
    for (size_t i = 0; s != NULL && i < s->n_items; i++)
        if (people_see(&s->item[i]))
            return &s->item[i].u.table;
    return NULL;
}

/* Groups by tier, else by another key, else pay elements. */
static const bp_section *groups_section(const whole *w)
{
    const bp_section *found = find(w, "benchmark");
    for (size_t i = 0; i < w->n; i++) {
        const bp_section *s = &w->section[i];
        const bp_table *t = table_in(s);
        if (t == NULL || s->about || t->n_rows < 2 || t->column[0].place != BP_COL_BY)
            continue;
        if (strcmp(s->name, "tier") == 0)
            return s;
        if (table_in(found) == NULL || table_in(found)->column[0].place != BP_COL_BY)
            found = s;
    }
    return found;
}

static const bp_column *cut_columns(bp_report *r, const bp_table *t)
{
    bp_column *column = bp_report_alloc(r, t->n_columns, sizeof *column);
    for (size_t i = 0; column != NULL && i < t->n_columns; i++) {
        column[i] = t->column[i];
        if (column[i].heading != NULL)
            column[i].heading = shortened(r, column[i].heading, NAME);
    }
    return column;
}

static void add_rows(bp_report *r, const bp_table *t, size_t n)
{
    bp_value *value = bp_report_alloc(r, t->n_columns, sizeof *value);
    for (size_t i = 0; value != NULL && i < n; i++) {
        for (size_t k = 0; k < t->n_columns; k++)
            value[k] = shorter(r, t->row[i].value[k], NAME);
        bp_report_add_row(r, value, t->n_columns, t->row[i].reasons, t->row[i].total);
    }
}

/* What has no room of it is the last rows and columns.  Of one that is not shown a
 * workbook draws the ranges. */
static void add_table(bp_report *r, const bp_section *s, bool shown)
{
    const bp_table *t = table_in(s);
    const bp_column *column = t != NULL ? cut_columns(r, t) : NULL;
    if (column == NULL)
        return;
    const size_t n = t->n_rows < ROWS ? t->n_rows : ROWS;
    const size_t wide = t->n_display < COLUMNS ? t->n_display : COLUMNS;
    bp_table own = *t;
    own.column = column;
    own.n_display = shown ? wide : 0;
    own.caption = t->caption == NULL ? s->heading
                  : s->heading == NULL
                      ? t->caption
                      : bp_report_text(r, "%s: %s", s->heading, t->caption);
    bp_report_add_table(r, &own);
    add_rows(r, t, n);
    if (!shown)
        return;
    say_more(r, t->n_rows - n, "row");
    say_more(r, t->n_display - wide, "column");
}

static void market(bp_report *r, const whole *w)
{
    const bp_chart *chart = chart_of(w);
    const bp_section *groups = groups_section(w), *crossed = find(w, "tiles");
    const bp_section *table = table_in(crossed) != NULL ? crossed : groups;
    if (chart == NULL && table == NULL)
        return;
    open(r, "market", NULL, table != NULL ? table->pay : NULL);
    if (chart != NULL)
        add_chart(r, chart);
    if (table != NULL)
        add_table(r, table, true);
    if (groups != NULL && groups != table)
        add_table(r, groups, false);
}

/* ---- the offer, and how the page was made ---- */

/* Of several offers, how many are below their markets. */
static void say_offers(bp_report *r, const bp_placements *o)
{
    size_t placed = 0, below = 0;
    for (size_t i = 0; i < o->n; i++) {
        const bp_figure gap = o->offer[i].offer[0].to_p50;
        placed += gap.state == BP_SHOWN;
        below += gap.state == BP_SHOWN && gap.value < 0;
    }
    bp_report_say(
        r,
        BP_SAY("Of {} offers {} can be held against a market's median; {} {} below it."),
        BP_VALUES(bp_value_count(o->n), bp_value_count(placed), bp_value_count(below),
                  bp_value_text(below == 1 ? "is" : "are")));
}

static void offer(bp_report *r, const whole *w, const bp_placements *o)
{
    const bp_section *s = find(w, "offer");
    if (o == NULL || s == NULL)
        return;
    open(r, s->name, s->heading, s->pay);
    if (o->listed)
        say_offers(r, o);
    else
        add_lines(r, s, PLACES, SAID);
}

/* All small print of a section as one paragraph. */
static void add_joined(bp_report *r, const bp_section *s, size_t most, const char *more)
{
    bp_template words = BP_SAY("");
    bp_value *value = NULL;
    size_t n = 0, lines = 0, all = 0;
    for (size_t i = 0; s != NULL && i < s->n_items; i++)
        all += s->item[i].kind == BP_ITEM_NOTE ? 1 + s->item[i].u.line.n_values : 0;
    value = bp_report_alloc(r, all, sizeof *value);
    for (size_t i = 0; value != NULL && i < s->n_items; i++) {
        const bp_line *line = &s->item[i].u.line;
        if (s->item[i].kind != BP_ITEM_NOTE || lines++ >= most)
            continue;
        words = bp_template_join(r, words, lines > 1 ? BP_SAY(" ") : BP_SAY(""));
        words = bp_template_join(r, words, (bp_template){ line->text });
        for (size_t k = 0; k < line->n_values; k++)
            value[n++] = shorter(r, line->value[k], MARKET);
    }
    if (lines > 0)
        bp_report_remark(r, words, value, n);
    say_more(r, lines > most ? lines - most : 0, more);
}

static void made(bp_report *r, const whole *w)
{
    bp_report_add_about(r, "method", NULL);
    add_joined(r, find(w, "method"), SIZE_MAX, "");
    add_joined(r, find(w, "provenance"), 1 + FILES, "file");
    if (r->n_notes > 0)
        bp_report_remark(
            r, BP_SAY("The whole report has {} note{} on how the files were read."),
            BP_VALUES(bp_value_count(r->n_notes),
                      bp_value_text(r->n_notes == 1 ? "" : "s")));
}

void bp_compose_brief(bp_report *r, const bp_answer *a)
{
    const whole w = { r->section, r->n_sections };
    r->brief = true;
    r->section = NULL;
    r->n_sections = 0;
    if (r->title != NULL)
        r->title = shortened(r, r->title, TITLE);
    for (size_t i = 0; i < r->n_scope; i++)
        r->scope[i] = cut_line(r, &r->scope[i], MARKET);
    warnings(r, find(&w, "warnings"));
    summary(r, find(&w, "summary"));
    market(r, &w);
    offer(r, &w, a->placements);
    made(r, &w);
    r->n_notes = 0;
}
