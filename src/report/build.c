/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.c - filling a report.
 *
 * All that is put into a report is copied into its own memory, because it lives longer
 * than the results it comes from.  A failed allocation is remembered instead of returned:
 * whoever fills a report makes hundreds of calls, and asks once at the end. */
#include "report/build.h"

#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/format.h"

struct bp_report_memory {
    bp_arena all;         /* texts and arrays */
    const char *currency; /* the last one: values of a table share it */
    bool failed;
    bp_decimals *column; /* of the table added last */
    void *kept;          /* for rows that are made; NULL */
    void (*release)(void *kept);
};

bp_status bp_report_new(bp_report **out, const char *command, bp_err *err)
{
    bp_report *r = bp_alloc(sizeof *r, 0, 0);
    if (r != NULL)
        r->memory = bp_alloc(sizeof *r->memory, 0, 0);
    if (r == NULL || r->memory == NULL) {
        free(r);
        return bp_no_memory(err, "a report");
    }
    r->command = bp_report_text(r, "%s", command);
    r->usable = r->has_method = r->has_csv = r->has_xlsx = true;
    *out = r;
    return BP_OK;
}

bp_status bp_report_done(const bp_report *r, bp_err *err)
{
    return r->memory->failed ? bp_no_memory(err, "the report") : BP_OK;
}

bp_status bp_report_finish(bp_report **out, bp_report *r, bp_err *err)
{
    const bp_status status = bp_report_done(r, err);
    if (status == BP_OK)
        *out = r;
    else
        bp_report_free(r);
    return status;
}

void bp_report_free(bp_report *r)
{
    if (r == NULL)
        return;
    bp_chart *chart;
    for (size_t i = 0; (chart = bp_report_chart(r, i)) != NULL; i++) {
        free(chart->picture);
        free(chart->narrow);
        free(chart->missing);
    }
    if (r->memory->kept != NULL)
        r->memory->release(r->memory->kept);
    bp_arena_release(&r->memory->all);
    free(r->memory);
    free(r);
}

void bp_report_keep(bp_report *r, void *kept, void (*release)(void *kept))
{
    assert(r->memory->kept == NULL);
    r->memory->kept = kept;
    r->memory->release = release;
}

void *bp_report_alloc(bp_report *r, size_t n, size_t size)
{
    if (n == 0)
        return NULL;
    void *array = n <= SIZE_MAX / size ? bp_arena_take(&r->memory->all, n * size) : NULL;
    if (array == NULL)
        r->memory->failed = true;
    else
        memset(array, 0, n * size);
    return array;
}

/* A copy of an array; NULL when it is empty or memory is out. */
static void *copy_array(bp_report *r, const void *array, size_t n, size_t size)
{
    void *copy = bp_report_alloc(r, n, size);
    if (copy != NULL)
        memcpy(copy, array, n * size);
    return copy;
}

/* A copy of a text; NULL stays NULL. */
static const char *copy_text(bp_report *r, const char *text)
{
    if (text == NULL)
        return NULL;
    const char *copy = bp_arena_copy(&r->memory->all, text, strlen(text));
    if (copy == NULL)
        r->memory->failed = true;
    return copy != NULL ? copy : "";
}

const char *bp_report_text(bp_report *r, const char *fmt, ...)
{
    bp_str s = { 0 };
    va_list args;
    va_start(args, fmt);
    bp_str_vprintf(&s, fmt, args);
    va_end(args);
    return bp_report_take(r, &s);
}

void bp_report_note(bp_report *r, const char *fmt, ...)
{
    bp_str s = { 0 };
    va_list args;
    va_start(args, fmt);
    bp_str_vprintf(&s, fmt, args);
    va_end(args);
    bp_report_add_note(r, bp_report_take(r, &s), BP_NO_HINT);
}

const char *bp_report_take(bp_report *r, bp_str *s)
{
    r->memory->failed |= s->failed;
    const char *copy = copy_text(r, s->at != NULL ? s->at : "");
    bp_str_release(s);
    return copy;
}

static const char *copy_currency(bp_report *r, const char *code)
{
    const char *last = r->memory->currency;
    if (code == NULL)
        return NULL;
    if (last == NULL || strcmp(code, last) != 0)
        r->memory->currency = copy_text(r, code);
    return r->memory->currency;
}

static bp_value copy_value(bp_report *r, const bp_value *v)
{
    bp_value copy = *v;
    if (v->text != NULL || v->code != NULL || v->instead != NULL) { /* no plain figure */
        copy.text = copy_text(r, v->text);
        copy.code = copy_text(r, v->code);
        copy.instead = copy_text(r, v->instead);
    }
    if (v->hint.about != NULL)
        copy.hint.about = copy_text(r, v->hint.about);
    copy.currency = copy_currency(r, v->currency);
    return copy;
}

static const bp_value *copy_values(bp_report *r, const bp_value value[], size_t n)
{
    bp_value *copy = bp_report_alloc(r, n, sizeof *copy);
    for (size_t i = 0; copy != NULL && i < n; i++)
        copy[i] = copy_value(r, &value[i]);
    return copy;
}

bp_template bp_template_join(bp_report *r, bp_template a, bp_template b)
{
    return (bp_template){ bp_report_text(r, "%s%s", a.text, b.text) };
}

static size_t count_places(const char *words)
{
    size_t n = 0;
    for (const char *at = words; (at = strstr(at, "{}")) != NULL; at += 2)
        n++;
    return n;
}

bp_line bp_report_line(bp_report *r, bp_template words, const bp_value value[], size_t n)
{
    assert(r->memory->failed || count_places(words.text) == n);
    bp_line line = { .text = copy_text(r, words.text),
                     .value = copy_values(r, value, n) };
    line.n_values = line.value != NULL ? n : 0;
    return line;
}

bp_line bp_report_text_line(bp_report *r, const char *text)
{
    const bp_value value = bp_value_text(text);
    return bp_report_line(r, BP_SAY("{}"), &value, 1);
}

void bp_report_set_request(bp_report *r, const char *const argument[], size_t n)
{
    const char **copy = bp_report_alloc(r, n, sizeof *copy);
    if (copy == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        copy[i] = copy_text(r, argument[i]);
    r->request = copy;
    r->n_request = n;
}

/* An array of n elements with space for one more: itself, or, when n is a power of two
 * and it is full, a copy of double size.  NULL when memory is out. */
static void *grow(bp_report *r, void *array, size_t n, size_t size)
{
    if ((n & (n - 1)) != 0)
        return array;
    void *larger = bp_report_alloc(r, n > 0 ? 2 * n : 1, size);
    if (larger != NULL && n > 0)
        memcpy(larger, array, n * size);
    return larger;
}

void bp_report_add_scope(bp_report *r, bp_line line)
{
    bp_line *scope = grow(r, r->scope, r->n_scope, sizeof *scope);
    if (scope == NULL)
        return;
    scope[r->n_scope++] = line;
    r->scope = scope;
}

void bp_report_add_filter(bp_report *r, const char *text)
{
    bp_scope_note *m = &r->market;
    const char **filter = grow(r, m->filter, m->n_filters, sizeof *filter);
    if (filter == NULL)
        return;
    filter[m->n_filters++] = copy_text(r, text);
    m->filter = filter;
}

void bp_report_add_input(bp_report *r, const bp_source_note *input)
{
    bp_source_note *all = grow(r, r->input, r->n_inputs, sizeof *all);
    if (all == NULL)
        return;
    bp_source_note *copy = &all[r->n_inputs++];
    *copy = *input;
    copy->file = copy_text(r, input->file);
    copy->sha256 = copy_text(r, input->sha256);
    r->input = all;
}

void bp_report_add_excluded(bp_report *r, const char *rule, uint64_t rows)
{
    bp_excluded_note *all = grow(r, r->excluded, r->n_excluded, sizeof *all);
    if (all == NULL)
        return;
    all[r->n_excluded++] = (bp_excluded_note){ copy_text(r, rule), rows };
    r->excluded = all;
}

void bp_report_add_recoded(bp_report *r, const bp_recoded_note *recoded)
{
    bp_recoded_note *all = grow(r, r->recoded, r->n_recoded, sizeof *all);
    if (all == NULL)
        return;
    all[r->n_recoded++] = (bp_recoded_note){ .source = copy_text(r, recoded->source),
                                             .column = copy_text(r, recoded->column),
                                             .cells = recoded->cells,
                                             .file = copy_text(r, recoded->file),
                                             .sha256 = copy_text(r, recoded->sha256) };
    r->recoded = all;
}

static void add_note(bp_report *r, bp_note **list, size_t *n, const char *text,
                     bp_hint hint)
{
    bp_note *note = grow(r, *list, *n, sizeof *note);
    if (note == NULL)
        return;
    note[(*n)++] =
        (bp_note){ copy_text(r, text), { hint.key, copy_text(r, hint.about) } };
    *list = note;
}

void bp_report_add_note(bp_report *r, const char *text, bp_hint hint)
{
    add_note(r, &r->note, &r->n_notes, text, hint);
}

void bp_report_add_warning(bp_report *r, const char *text, bp_hint hint)
{
    add_note(r, &r->warning, &r->n_warnings, text, hint);
}

void bp_report_add_section(bp_report *r, const bp_section *like)
{
    bp_section *section = grow(r, r->section, r->n_sections, sizeof *section);
    if (section == NULL)
        return;
    bp_section *copy = &section[r->n_sections++];
    *copy = *like;
    copy->name = copy_text(r, like->name);
    copy->heading = copy_text(r, like->heading);
    copy->pay = copy_text(r, like->pay);
    copy->sheet = copy_text(r, like->sheet);
    copy->item = NULL;
    copy->n_items = 0;
    r->section = section;
}

void bp_report_add_sheet(bp_report *r, const char *name, const char *heading)
{
    bp_report_add_section(
        r, &(bp_section){
               .name = name, .heading = heading, .sheet = heading, .book = true });
}

void bp_report_add_about(bp_report *r, const char *name, const char *heading)
{
    bp_report_add_section(
        r, &(bp_section){ .name = name, .heading = heading, .about = true });
}

/* A new item of the open section; NULL when memory is out. */
static bp_item *add_item(bp_report *r, bp_item_kind kind)
{
    if (r->memory->failed)
        return NULL;
    bp_section *s = &r->section[r->n_sections - 1];
    bp_item *item = grow(r, s->item, s->n_items, sizeof *item);
    if (item == NULL)
        return NULL;
    s->item = item;
    item += s->n_items++;
    *item = (bp_item){ .kind = kind };
    return item;
}

static void add_line(bp_report *r, bp_item_kind kind, bp_line line)
{
    bp_item *item = add_item(r, kind);
    if (item != NULL)
        item->u.line = line;
}

void bp_report_say(bp_report *r, bp_template words, const bp_value value[], size_t n)
{
    add_line(r, BP_ITEM_LINE, bp_report_line(r, words, value, n));
}

void bp_report_remark(bp_report *r, bp_template words, const bp_value value[], size_t n)
{
    add_line(r, BP_ITEM_NOTE, bp_report_line(r, words, value, n));
}

void bp_report_add_panel(bp_report *r, const bp_headline headline[], size_t n)
{
    bp_headline *copy = bp_report_alloc(r, n, sizeof *copy);
    bp_item *item = copy != NULL ? add_item(r, BP_ITEM_PANEL) : NULL;
    if (item == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        copy[i] = (bp_headline){ .label = copy_text(r, headline[i].label),
                                 .value = copy_value(r, &headline[i].value),
                                 .upto = copy_value(r, &headline[i].upto),
                                 .note = copy_text(r, headline[i].note) };
    item->u.panel.headline = copy;
    item->u.panel.n = n;
}

void bp_report_add_chart(bp_report *r, const bp_chart *chart)
{
    bp_item *item = add_item(r, BP_ITEM_CHART);
    if (item == NULL)
        return;
    bp_chart *c = &item->u.chart;
    *c = *chart;
    c->id = copy_text(r, chart->id);
    c->currency = copy_currency(r, chart->currency);
    c->picture = c->narrow = c->missing = NULL;
}

static const bp_column *copy_columns(bp_report *r, const bp_column column[], size_t n)
{
    bp_column *copy = copy_array(r, column, n, sizeof *column);
    for (size_t i = 0; copy != NULL && i < n; i++) {
        copy[i].key = copy_text(r, column[i].key);
        copy[i].heading = copy_text(r, column[i].heading);
    }
    return copy;
}

/* A copy of an order of columns, or the first n where there is none; NULL when it is
 * empty or memory is out. */
static const size_t *copy_order(bp_report *r, const size_t order[], size_t n)
{
    size_t *copy = bp_report_alloc(r, n, sizeof *copy);
    for (size_t i = 0; copy != NULL && i < n; i++)
        copy[i] = order != NULL ? order[i] : i;
    return copy;
}

bp_table *bp_report_add_table(bp_report *r, const bp_table *like)
{
    bp_table t = *like;
    t.name = copy_text(r, like->name);
    t.caption = copy_text(r, like->caption);
    t.machine.json = copy_text(r, like->machine.json);
    t.machine.inner = copy_text(r, like->machine.inner);
    t.machine.csv_prefix = copy_text(r, like->machine.csv_prefix);
    t.column = copy_columns(r, like->column, like->n_columns);
    t.decimals = bp_report_alloc(r, like->n_columns, sizeof *t.decimals);
    t.display = copy_order(r, like->display, like->n_display);
    t.sheet = copy_order(r, like->sheet, like->n_sheet);
    if (like->bar_ends != NULL)
        t.bar_ends = copy_array(r, like->bar_ends, 3, sizeof *t.bar_ends);
    if (like->line != NULL)
        t.line = copy_array(r, like->line, 2, sizeof *t.line);
    t.row = NULL;
    t.n_rows = like->make != NULL ? like->n_rows : 0;
    r->memory->column = bp_report_alloc(r, like->n_columns, sizeof(bp_decimals));
    bp_item *item = add_item(r, BP_ITEM_TABLE);
    if (item == NULL)
        return NULL;
    item->u.table = t;
    return &item->u.table;
}

void bp_report_add_row(bp_report *r, const bp_value value[], size_t n, unsigned reasons,
                       bool total)
{
    const bp_value *copy = copy_values(r, value, n);
    if (r->memory->failed)
        return;
    bp_section *s = &r->section[r->n_sections - 1];
    bp_table *t = &s->item[s->n_items - 1].u.table;
    bp_row *row = grow(r, t->row, t->n_rows, sizeof *row);
    if (row == NULL)
        return;
    row[t->n_rows++] = (bp_row){ .value = copy, .reasons = reasons, .total = total };
    t->row = row;
    for (size_t i = 0; i < n; i++) {
        bp_decimals_add(&r->memory->column[i], &value[i]);
        t->decimals[i] = bp_decimals_of(&r->memory->column[i]);
    }
}

/* The table added last; NULL: memory was out. */
static bp_table *last_table(bp_report *r)
{
    const bp_section *s = &r->section[r->n_sections - 1];
    return r->memory->failed ? NULL : &s->item[s->n_items - 1].u.table;
}

void bp_report_set_period(bp_report *r, const char *period)
{
    bp_table *t = last_table(r);
    if (t != NULL)
        t->row[t->n_rows - 1].period = period;
}

void bp_report_set_apart(bp_report *r)
{
    bp_table *t = last_table(r);
    if (t != NULL)
        t->row[t->n_rows - 1].apart = true;
}

void bp_report_set_formula(bp_report *r, size_t column, bp_formula formula)
{
    bp_table *t = last_table(r);
    if (t == NULL)
        return;
    bp_row *row = &t->row[t->n_rows - 1];
    bp_formula *all = (bp_formula *)row->formula; /* the report's own, in the making */
    if (all == NULL)
        all = bp_report_alloc(r, t->n_columns, sizeof *all);
    if (all == NULL)
        return;
    all[column] = copy_text(r, formula);
    row->formula = all;
}

bp_chart *bp_report_chart(bp_report *r, size_t i)
{
    for (size_t s = 0; s < r->n_sections; s++)
        for (size_t k = 0; k < r->section[s].n_items; k++) {
            bp_item *item = &r->section[s].item[k];
            if (item->kind == BP_ITEM_CHART && i-- == 0)
                return &item->u.chart;
        }
    return NULL;
}
