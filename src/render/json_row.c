/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/json.h"

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

/* A table of groups has "by" in front and its levels in one list, whose place is
 * that of the first. */
json_t *bp_json_row(bp_json *m, const bp_table *t, const bp_row *row)
{
    json_t *o = json_object();
    if (strcmp(t->name, "groups") == 0)
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
    return o;
}

json_t *bp_json_rows(bp_json *m, const bp_table *t)
{
    json_t *all = json_array();
    for (size_t i = 0; i < t->n_rows; i++)
        bp_json_add(m, all, bp_json_row(m, t, &t->row[i]));
    return all;
}
