/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c - a report as one json object.
 *
 * What every report says of itself (its inputs, its method, what was excluded) stands at
 * fixed places; its tables say where they go, so that this file knows no table, section
 * or command.  jansson escapes texts and prints numbers; a tree is built first, since an
 * object that is begun may get further tables.
 *
 * jansson answers NULL both without memory and to what json cannot hold.  So the second
 * is looked for first, and what remains is memory: no call is checked by itself. */
#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "benchpay/version.h"
#include "render/renderer.h"

#define LOCAL "local"

/* How building went so far. */
typedef struct outcome {
    bool broken; /* a number that is not finite */
    bool failed; /* no memory */
} outcome;

static void put(outcome *m, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        m->failed = true;
}

static void add(outcome *m, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        m->failed = true;
}

static json_t *text_of(const char *s)
{
    if (s == NULL)
        return json_null();
    bp_text t = bp_text_of(s);
    if (bp_utf8_valid(t) == t.n)
        return json_stringn_nocheck(t.at, t.n);

    /* Names of files and words of the command line may be any bytes. */
    bp_str seen = { 0 };
    bp_str_visible(&seen, t);
    json_t *visible = seen.failed ? NULL : json_stringn_nocheck(seen.at, seen.n);
    bp_str_release(&seen);
    return visible;
}

static json_t *number(outcome *m, double x)
{
    if (!isfinite(x)) {
        m->broken = true;
        return NULL;
    }
    return x == floor(x) && fabs(x) < 9e18 ? json_integer((json_int_t)x) : json_real(x);
}

static json_t *count_of(uint64_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *figure(outcome *m, double x, bp_state state)
{
    return state == BP_SHOWN ? number(m, x) : json_null();
}

static json_t *by(outcome *m, const bp_table *t, const bp_row *row)
{
    json_t *o = json_object();
    for (size_t i = 0; i < t->n_columns; i++) {
        const char *value = bp_render_code(&row->value[i]);
        if (t->column[i].place == BP_COL_BY && !row->total)
            put(m, o, t->column[i].key,
                text_of(value != NULL && value[0] != '\0' ? value : NULL));
    }
    return o;
}

/* What the method does not give is 0, which none of these can be. */
static json_t *known(outcome *m, double x)
{
    return x > 0 ? number(m, x) : json_null();
}

static void put_precision(outcome *m, json_t *o, const bp_precision *precision)
{
    const bp_precision p = precision != NULL ? *precision : (bp_precision){ 0 };
    put(m, o, "coverage", known(m, p.coverage));
    put(m, o, "se", known(m, p.se));
    put(m, o, "deff", known(m, p.deff));
    put(m, o, "n_eff", known(m, p.n_eff));
}

/* Those of the columns that have this place. */
static json_t *percentiles(outcome *m, const bp_table *t, const bp_row *row,
                           bp_place_in_row place)
{
    json_t *list = json_array();
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        const bp_figure *f = &row->value[i].figure;
        if (c->place != place)
            continue;
        json_t *one = json_object();
        put(m, one, "p", number(m, c->level));
        put(m, one, "value", figure(m, f->value, f->state));
        if (t->intervals && place == BP_COL_LEVEL) {
            put(m, one, "lo", figure(m, f->lo, f->lo_state));
            put(m, one, "hi", figure(m, f->hi, f->hi_state));
            put_precision(m, one, row->value[i].precision);
        }
        if (bp_render_ranges(t, c)) {
            const bp_sensitivity s = bp_render_range(&row->value[i]);
            json_t *range = json_object();
            put(m, range, "min", figure(m, s.min.value, s.min.state));
            put(m, range, "max", figure(m, s.max.value, s.max.state));
            put(m, one, "sensitivity", range);
        }
        add(m, list, one);
    }
    return list;
}

static json_t *status(const bp_table *t, const bp_row *row)
{
    bp_str codes = { 0 };
    bp_render_status(&codes, t, row);
    json_t *s = codes.failed ? NULL : text_of(codes.at);
    bp_str_release(&codes);
    return s;
}

static json_t *list(outcome *m, const uint64_t n[3])
{
    json_t *a = json_array();
    for (size_t i = 0; i < 3 && n[i] != 0; i++)
        add(m, a, count_of(n[i]));
    return a;
}

static json_t *texts(outcome *m, const char *lines)
{
    json_t *a = json_array();
    for (const char *end = NULL; lines != NULL; lines = end != NULL ? end + 1 : NULL) {
        end = strchr(lines, '\n');
        const size_t n = end != NULL ? (size_t)(end - lines) : strlen(lines);
        add(m, a, json_stringn(lines, n));
    }
    return a;
}

static void put_value(outcome *m, json_t *o, const char *key, const bp_value *v)
{
    if (v->kind == BP_KIND_TEXT)
        put(m, o, key, text_of(bp_render_code(v)));
    else if (v->kind == BP_KIND_TEXTS)
        put(m, o, key, texts(m, v->text));
    else if (v->kind == BP_KIND_LIST)
        put(m, o, key, list(m, v->list));
    else if (v->kind == BP_KIND_FLAG)
        put(m, o, key, json_boolean(v->figure.value != 0));
    else
        put(m, o, key, figure(m, v->figure.value, v->figure.state));
}

static void put_field(outcome *m, json_t *o, const bp_table *t, const bp_column *c,
                      const bp_value *v)
{
    put_value(m, o, c->key, v);
    if (!bp_render_limits(t, c))
        return;
    char key[80];
    snprintf(key, sizeof key, "%s_lo", c->key);
    put(m, o, key, figure(m, v->figure.lo, v->figure.lo_state));
    snprintf(key, sizeof key, "%s_hi", c->key);
    put(m, o, key, figure(m, v->figure.hi, v->figure.hi_state));
}

/* The object of figures in the row's own currency, in which keys have no prefix. */
static json_t *local(outcome *m, const bp_table *t, const bp_row *row)
{
    json_t *o = json_object();
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->column[i].place == BP_COL_LOCAL)
            put_value(m, o, t->column[i].key + strlen(LOCAL "_"), &row->value[i]);
    put(m, o, "percentiles", percentiles(m, t, row, BP_COL_LOCAL_LEVEL));
    return o;
}

/* The object of this key, which is made where there is none; NULL when memory is out. */
static json_t *inside(outcome *m, json_t *o, const char *key, size_t n)
{
    json_t *found = json_object_getn(o, key, n);
    if (found == NULL && json_object_setn_new(o, key, n, json_object()) != 0)
        m->failed = true;
    return found != NULL ? found : json_object_getn(o, key, n);
}

/* "market_n": the field "n" of the object "market". */
static void put_inner(outcome *m, json_t *o, const bp_table *t, const bp_column *c,
                      const bp_value *v)
{
    const size_t n = strcspn(c->key, "_");
    bp_column field = *c;
    assert(c->key[n] == '_');
    field.key += n + 1;
    put_field(m, inside(m, o, c->key, n), t, &field, v);
}

/* Levels are one list, whose place is that of the first. */
static void put_row(outcome *m, json_t *o, const bp_table *t, const bp_row *row)
{
    if (t->machine.by)
        put(m, o, "by", by(m, t, row));
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        if (c->place == BP_COL_FIELD || c->place == BP_COL_KEY || c->place == BP_COL_MORE)
            put_field(m, o, t, c, &row->value[i]);
        else if (c->place == BP_COL_INNER)
            put_inner(m, o, t, c, &row->value[i]);
        else if (c->place == BP_COL_STATUS)
            put(m, o, c->key, status(t, row));
        else if (c->place == BP_COL_LEVEL && json_object_get(o, "percentiles") == NULL)
            put(m, o, "percentiles", percentiles(m, t, row, BP_COL_LEVEL));
        else if (c->place == BP_COL_LOCAL && json_object_get(o, LOCAL) == NULL)
            put(m, o, LOCAL, local(m, t, row));
    }
}

static void add_row(outcome *m, json_t *list, const bp_table *t, const bp_row *row)
{
    json_t *one = json_object();
    put_row(m, one, t, row);
    add(m, list, one);
}

/* Do two rows belong into one object? */
static bool same_outer(const bp_table *t, const bp_row *a, const bp_row *b)
{
    bool same = true;
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_value *v = &a->value[i], *w = &b->value[i];
        if (t->column[i].place == BP_COL_OUTER)
            same &= v->kind == BP_KIND_TEXT
                        ? strcmp(bp_render_code(v), bp_render_code(w)) == 0
                        : v->figure.value == w->figure.value;
    }
    return same;
}

static void put_outer(outcome *m, json_t *o, const bp_table *t, const bp_row *row)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->column[i].place == BP_COL_OUTER)
            put_field(m, o, t, &t->column[i], &row->value[i]);
}

static json_t *nested(outcome *m, const bp_table *t)
{
    json_t *all = json_array(), *inner = NULL;
    for (size_t i = 0; i < t->n_rows; i++) {
        const bp_row *row = &t->row[i];
        if (i == 0 || !same_outer(t, row, &t->row[i - 1])) {
            json_t *one = json_object();
            put_outer(m, one, t, row);
            put(m, one, t->machine.inner, json_array());
            inner = json_object_get(one, t->machine.inner);
            add(m, all, one);
        }
        add_row(m, inner, t, row);
    }
    return all;
}

static json_t *rows(outcome *m, const bp_table *t)
{
    json_t *all = json_array();
    bp_value *value = bp_alloc(0, t->n_columns, sizeof *value);
    m->failed |= value == NULL;
    for (size_t i = 0; i < t->n_rows && !m->failed; i++) {
        bp_row made;
        add_row(m, all, t, bp_table_row(t, i, value, &made));
    }
    free(value);
    return all;
}

/* The object before the last key of a path; *key is that key.  Of a list on the way it
 * is that item. */
static json_t *walk(outcome *m, json_t *o, const char **key, size_t item)
{
    const char *point;
    while ((point = strchr(*key, '.')) != NULL) {
        o = inside(m, o, *key, (size_t)(point - *key));
        if (json_is_array(o))
            o = json_array_get(o, item);
        *key = point + 1;
    }
    return o;
}

/* Rows i to i + n - 1, into an object of another table. */
static void put_dealt(outcome *m, json_t *o, const bp_table *t, size_t i, size_t n)
{
    const char *key = t->machine.inner;
    bp_table some = *t;
    o = walk(m, o, &key, 0);
    some.row = t->row + i;
    some.n_rows = n;
    if (n == 1)
        put_row(m, inside(m, o, key, strlen(key)), &some, &some.row[0]);
    else
        put(m, o, key, rows(m, &some));
}

static void deal(outcome *m, const json_t *list, const bp_table *t)
{
    const size_t n = json_array_size(list);
    assert(m->failed || (n > 0 && t->n_rows % n == 0));
    for (size_t i = 0; i < n; i++)
        put_dealt(m, json_array_get(list, i), t, i * (t->n_rows / n), t->n_rows / n);
}

/* Is it the object that a row belongs to? */
static bool is_owner(const json_t *o, const bp_table *t, const bp_row *row)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        const char *own = json_string_value(json_object_get(o, t->column[i].key));
        if (t->column[i].place == BP_COL_OUTER &&
            (own == NULL || strcmp(own, bp_render_code(&row->value[i])) != 0))
            return false;
    }
    return true;
}

static void spread(outcome *m, const json_t *list, const bp_table *t)
{
    size_t row = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *o = json_array_get(list, i), *own = json_array();
        for (; row < t->n_rows && is_owner(o, t, &t->row[row]); row++)
            add_row(m, own, t, &t->row[row]);
        put(m, o, t->machine.inner, own);
    }
    assert(m->failed || row == t->n_rows);
}

static void put_table(outcome *m, json_t *o, const bp_table *t)
{
    const char *key = t->machine.json;
    o = walk(m, o, &key, t->machine.item);
    switch (t->machine.shape) {
    case BP_JSON_ROWS:
        put(m, o, key, rows(m, t));
        break;
    case BP_JSON_OBJECT:
        assert(t->n_rows == 1);
        put_row(m, key[0] == '\0' ? o : inside(m, o, key, strlen(key)), t, &t->row[0]);
        break;
    case BP_JSON_EACH:
        deal(m, json_object_get(o, key), t);
        break;
    case BP_JSON_SPREAD:
        spread(m, json_object_get(o, key), t);
        break;
    case BP_JSON_NESTED:
        put(m, o, key, nested(m, t));
        break;
    }
}

static json_t *request(outcome *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_request; i++)
        add(m, list, text_of(r->request[i]));
    return list;
}

/* The market in words, what chose its rows, and of when they are. */
static json_t *scope(outcome *m, const bp_report *r)
{
    const bp_scope_note *note = &r->market;
    json_t *o = json_object(), *filters = json_array();
    bp_str text = { 0 };
    if (note->text.text != NULL)
        bp_format_line(&text, &note->text, (bp_text_style){ 0 });
    m->failed |= text.failed;
    put(m, o, "text", text_of(text.failed ? NULL : text.at));
    bp_str_release(&text);
    for (size_t i = 0; i < note->n_filters; i++)
        add(m, filters, text_of(note->filter[i]));
    put(m, o, "filters", filters);
    json_t *dates = note->first != NULL ? json_array() : json_null();
    if (note->first != NULL) {
        add(m, dates, text_of(note->first));
        add(m, dates, text_of(note->last));
    }
    put(m, o, "dates", dates);
    return o;
}

static json_t *inputs(outcome *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_inputs; i++) {
        const bp_source_note *in = &r->input[i];
        json_t *one = json_object();
        put(m, one, "file", text_of(in->file));
        put(m, one, "rows", count_of(in->rows));
        put(m, one, "used", count_of(in->used));
        put(m, one, "filtered", count_of(in->filtered));
        put(m, one, "excluded", count_of(in->excluded));
        put(m, one, "sha256", text_of(in->sha256));
        add(m, list, one);
    }
    return list;
}

static json_t *interval(outcome *m, const bp_method_note *note)
{
    if (note->ci_method == NULL)
        return json_null();
    json_t *o = json_object();
    put(m, o, "level", number(m, note->ci_level));
    put(m, o, "method", text_of(note->ci_method));
    return o;
}

static json_t *weights(outcome *m, const bp_method_note *note)
{
    if (note->weights == NULL)
        return json_null();
    json_t *o = json_object();
    put(m, o, "column", text_of(note->weight_column));
    put(m, o, "meaning", text_of(note->weights));
    return o;
}

static json_t *method(outcome *m, const bp_method_note *note, const char *pay)
{
    json_t *o = json_object();
    put(m, o, "pay", text_of(pay));
    put(m, o, "currency", text_of(note->currency));
    put(m, o, "year", note->year != 0 ? json_integer(note->year) : json_null());
    put(m, o, "period", text_of(note->period));
    put(m, o, "qtype", note->qtype != 0 ? json_integer(note->qtype) : json_null());
    put(m, o, "weights", weights(m, note));
    put(m, o, "basis", text_of(note->basis));
    put(m, o, "ci", interval(m, note));
    put(m, o, "rules", text_of(note->rules));
    if (note->approximate > 0) {
        json_t *bounded = json_object();
        put(m, bounded, "bits", json_integer(note->approximate));
        put(m, bounded, "bound", number(m, note->bound));
        put(m, o, "approximate", bounded);
    }
    return o;
}

/* One rate is a number; rates by year are a text. */
static json_t *movement(outcome *m, const bp_movement_note *note)
{
    return note->has_rate ? number(m, note->rate) : text_of(note->yearly);
}

static json_t *ageing(outcome *m, const bp_ageing_note *note)
{
    json_t *o = json_object();
    put(m, o, "to", text_of(note->to));
    put(m, o, "from", text_of(note->from));
    put(m, o, "movement", movement(m, &note->movement));
    put(m, o, "convention", text_of(note->convention));
    put(m, o, "day_count", text_of(note->day_count));
    if (note->n_own == 0)
        return o;
    json_t *own = json_object();
    for (size_t i = 0; i < note->n_own; i++)
        put(m, own, note->own[i].pay, movement(m, &note->own[i]));
    put(m, o, "elements", own);
    return o;
}

static json_t *excluded(outcome *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_excluded; i++) {
        json_t *one = json_object();
        put(m, one, "rule", text_of(r->excluded[i].rule));
        put(m, one, "rows", count_of(r->excluded[i].rows));
        add(m, list, one);
    }
    return list;
}

static json_t *recoded(outcome *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_recoded; i++) {
        json_t *one = json_object();
        if (r->recoded[i].source != NULL)
            put(m, one, "source", text_of(r->recoded[i].source));
        put(m, one, "column", text_of(r->recoded[i].column));
        put(m, one, "cells", count_of(r->recoded[i].cells));
        put(m, one, "file", text_of(r->recoded[i].file));
        put(m, one, "sha256", text_of(r->recoded[i].sha256));
        add(m, list, one);
    }
    return list;
}

static json_t *notes(outcome *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_notes; i++)
        add(m, list, text_of(r->note[i].text));
    return list;
}

/* Those tables of the report that have this turn. */
static void put_tables(outcome *m, json_t *o, const bp_report *r, bp_json_turn turn)
{
    bp_table_place at = { 0, 0 };
    const bp_table *t = NULL;
    while ((t = bp_render_next(r, &at)) != NULL)
        if (t->machine.json != NULL && t->machine.turn == turn)
            put_table(m, o, t);
}

/* Figures that were given have a currency, and no method of ours. */
static json_t *section(outcome *m, const bp_report *r, const bp_section *s,
                       const char *pay, const char *period)
{
    const bp_method_note given = { .currency = r->method.currency };
    bp_method_note own = s->given ? given : r->method;
    if (period != NULL)
        own.period = period[0] != '\0' ? period : NULL;
    json_t *one = json_object();
    put(m, one, "name", text_of(s->name));
    put(m, one, "pay", text_of(pay));
    put(m, one, "method", method(m, &own, pay));
    return one;
}

/* The column of pay elements, or n_columns. */
static size_t find_pay(const bp_table *t)
{
    size_t i = 0;
    while (i < t->n_columns && t->column[i].place != BP_COL_PAY)
        i++;
    return i;
}

/* A section for each row of a table of pay elements. */
static void add_elements(outcome *m, json_t *all, const bp_report *r, const bp_section *s,
                         const bp_table *t, size_t pay)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        bp_table one = *t;
        one.row = &t->row[i];
        one.n_rows = 1;
        json_t *o =
            section(m, r, s, bp_render_code(&t->row[i].value[pay]), t->row[i].period);
        put_table(m, o, &one);
        add(m, all, o);
    }
}

/* One section of all its tables, but for those of pay elements. */
static void add_section(outcome *m, json_t *all, const bp_report *r, const bp_section *s)
{
    json_t *o = NULL;
    for (size_t i = 0; i < s->n_items; i++) {
        const bp_table *t = &s->item[i].u.table;
        if (s->item[i].kind != BP_ITEM_TABLE || t->machine.json == NULL)
            continue;
        const size_t pay = find_pay(t);
        if (pay < t->n_columns) {
            add_elements(m, all, r, s, t, pay);
            continue;
        }
        if (o == NULL)
            o = section(m, r, s, s->pay, NULL);
        put_table(m, o, t);
    }
    if (o != NULL)
        add(m, all, o);
}

static json_t *sections(outcome *m, const bp_report *r)
{
    json_t *all = json_array();
    for (size_t i = 0; i < r->n_sections; i++)
        if (!r->section[i].about)
            add_section(m, all, r, &r->section[i]);
    return all;
}

static json_t *whole(outcome *m, const bp_report *r)
{
    const bool flat = !r->sectioned;
    json_t *o = json_object();
    put(m, o, "benchpay", text_of(BP_VERSION));
    put(m, o, "command", text_of(r->command));
    put(m, o, "request", request(m, r));
    put(m, o, "scope", scope(m, r));
    if (flat)
        put_tables(m, o, r, BP_JSON_FIRST);
    put(m, o, "inputs", inputs(m, r));
    if (r->has_method)
        put(m, o, "method", method(m, &r->method, r->method.pay));
    if (r->ageing.to != NULL)
        put(m, o, "ageing", ageing(m, &r->ageing));
    if (flat) {
        put_tables(m, o, r, BP_JSON_ANSWER);
        put_tables(m, o, r, BP_JSON_FURTHER);
    } else {
        put(m, o, "sections", sections(m, r));
    }
    put(m, o, "excluded", excluded(m, r));
    if (r->n_recoded > 0)
        put(m, o, "recoded", recoded(m, r));
    put_tables(m, o, r, BP_JSON_LAST);
    put(m, o, "notes", notes(m, r));
    return o;
}

static int put_bytes(const char *bytes, size_t n, void *out)
{
    bp_str_bytes(out, bytes, n);
    return 0;
}

bp_status bp_render_json(bp_str *out, const bp_report *r, const bp_look *look,
                         bp_err *err)
{
    (void)look;
    if (r->brief)
        return bp_fail(err, NULL, BP_EUSAGE, "a report of one page has no json");
    outcome m = { false, false };
    json_t *o = whole(&m, r);
    bool done = !m.broken && !m.failed && o != NULL &&
                json_dump_callback(o, put_bytes, out,
                                   JSON_INDENT(2) | JSON_REAL_PRECISION(15)) == 0;
    json_decref(o);
    bp_str_putc(out, '\n');
    if (done)
        return BP_OK;
    if (m.broken)
        return bp_fail(err, NULL, BP_EINTERNAL, "the report holds what json cannot");
    return bp_no_memory(err, "the json output");
}
