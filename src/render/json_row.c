/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

void bp_json_put(bp_json *m, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        m->failed = true;
}

void bp_json_add(bp_json *m, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        m->failed = true;
}

json_t *bp_json_text(const char *s)
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

json_t *bp_json_number(bp_json *m, double x)
{
    if (!isfinite(x)) {
        m->broken = true;
        return NULL;
    }
    return x == floor(x) && fabs(x) < 9e18 ? json_integer((json_int_t)x) : json_real(x);
}

json_t *bp_json_count(uint64_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *figure(bp_json *m, double x, bp_state state)
{
    return state == BP_SHOWN ? bp_json_number(m, x) : json_null();
}

static json_t *by(bp_json *m, const bp_table *t, const bp_row *row)
{
    json_t *o = json_object();
    for (size_t i = 0; i < t->n_columns; i++) {
        const char *value = bp_render_code(&row->value[i]);
        if (t->column[i].place == BP_COL_BY && !row->total)
            bp_json_put(m, o, t->column[i].key,
                        bp_json_text(value != NULL && value[0] != '\0' ? value : NULL));
    }
    return o;
}

static json_t *percentiles(bp_json *m, const bp_table *t, const bp_row *row)
{
    json_t *list = json_array();
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        const bp_figure *f = &row->value[i].figure;
        if (c->place != BP_COL_LEVEL)
            continue;
        json_t *one = json_object();
        bp_json_put(m, one, "p", bp_json_number(m, c->level));
        bp_json_put(m, one, "value", figure(m, f->value, f->state));
        if (t->intervals) {
            bp_json_put(m, one, "lo", figure(m, f->lo, f->limits));
            bp_json_put(m, one, "hi", figure(m, f->hi, f->limits));
        }
        bp_json_add(m, list, one);
    }
    return list;
}

static json_t *status(const bp_table *t, const bp_row *row)
{
    bp_str codes = { 0 };
    bp_render_status(&codes, t, row);
    json_t *s = codes.failed ? NULL : bp_json_text(codes.at);
    bp_str_release(&codes);
    return s;
}

static json_t *list(bp_json *m, const uint64_t n[3])
{
    json_t *a = json_array();
    for (size_t i = 0; i < 3 && n[i] != 0; i++)
        bp_json_add(m, a, bp_json_count(n[i]));
    return a;
}

void bp_json_field(bp_json *m, json_t *o, const bp_table *t, const bp_column *c,
                   const bp_value *v)
{
    if (v->kind == BP_KIND_TEXT)
        bp_json_put(m, o, c->key, bp_json_text(bp_render_code(v)));
    else if (v->kind == BP_KIND_LIST)
        bp_json_put(m, o, c->key, list(m, v->list));
    else if (v->kind == BP_KIND_FLAG)
        bp_json_put(m, o, c->key, json_boolean(v->figure.value != 0));
    else
        bp_json_put(m, o, c->key, figure(m, v->figure.value, v->figure.state));
    if (!bp_render_limits(t, c))
        return;
    char key[80];
    snprintf(key, sizeof key, "%s_lo", c->key);
    bp_json_put(m, o, key, figure(m, v->figure.lo, v->figure.limits));
    snprintf(key, sizeof key, "%s_hi", c->key);
    bp_json_put(m, o, key, figure(m, v->figure.hi, v->figure.limits));
}

/* Levels are one list, whose place is that of the first. */
void bp_json_row(bp_json *m, json_t *o, const bp_table *t, const bp_row *row)
{
    if (t->machine.by)
        bp_json_put(m, o, "by", by(m, t, row));
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        if (c->place == BP_COL_FIELD || c->place == BP_COL_MORE)
            bp_json_field(m, o, t, c, &row->value[i]);
        else if (c->place == BP_COL_STATUS)
            bp_json_put(m, o, c->key, status(t, row));
        else if (c->place == BP_COL_LEVEL && json_object_get(o, "percentiles") == NULL)
            bp_json_put(m, o, "percentiles", percentiles(m, t, row));
    }
}

static void add_row(bp_json *m, json_t *list, const bp_table *t, const bp_row *row)
{
    json_t *one = json_object();
    bp_json_row(m, one, t, row);
    bp_json_add(m, list, one);
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

static void put_outer(bp_json *m, json_t *o, const bp_table *t, const bp_row *row)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->column[i].place == BP_COL_OUTER)
            bp_json_field(m, o, t, &t->column[i], &row->value[i]);
}

static json_t *nested(bp_json *m, const bp_table *t)
{
    json_t *all = json_array(), *inner = NULL;
    for (size_t i = 0; i < t->n_rows; i++) {
        const bp_row *row = &t->row[i];
        if (i == 0 || !same_outer(t, row, &t->row[i - 1])) {
            json_t *one = json_object();
            put_outer(m, one, t, row);
            bp_json_put(m, one, t->machine.inner, json_array());
            inner = json_object_get(one, t->machine.inner);
            bp_json_add(m, all, one);
        }
        add_row(m, inner, t, row);
    }
    return all;
}

static json_t *rows(bp_json *m, const bp_table *t)
{
    json_t *all = json_array();
    for (size_t i = 0; i < t->n_rows; i++)
        add_row(m, all, t, &t->row[i]);
    return all;
}

/* The object of this key, which is made where there is none; NULL when memory is out. */
static json_t *inside(bp_json *m, json_t *o, const char *key, size_t n)
{
    json_t *found = json_object_getn(o, key, n);
    if (found == NULL && json_object_setn_new(o, key, n, json_object()) != 0)
        m->failed = true;
    return found != NULL ? found : json_object_getn(o, key, n);
}

void bp_json_table(bp_json *m, json_t *o, const bp_table *t)
{
    const char *key = t->machine.json, *point;
    while ((point = strchr(key, '.')) != NULL) {
        o = inside(m, o, key, (size_t)(point - key));
        key = point + 1;
    }
    switch (t->machine.shape) {
    case BP_JSON_ROWS:
        bp_json_put(m, o, key, rows(m, t));
        break;
    case BP_JSON_OBJECT:
        assert(t->n_rows == 1);
        bp_json_row(m, inside(m, o, key, strlen(key)), t, &t->row[0]);
        break;
    case BP_JSON_NESTED:
        bp_json_put(m, o, key, nested(m, t));
        break;
    }
}
