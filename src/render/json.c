#include "render/renderer.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "benchpay/version.h"

/* jansson answers NULL both without memory and to what JSON cannot hold; the
 * second is looked for first, so that what remains is memory. */
typedef struct maker {
    bool broken; /* a number that is not finite */
    bool failed; /* no memory */
} maker;

/* Takes over `value`, as the setters of jansson do. */
static void put(maker *m, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        m->failed = true;
}

static void add(maker *m, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        m->failed = true;
}

static json_t *text(const char *s)
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

/* A whole number without ".0". */
static json_t *number(maker *m, double x)
{
    if (!isfinite(x)) {
        m->broken = true;
        return NULL;
    }
    return x == floor(x) && fabs(x) < 9e18 ? json_integer((json_int_t)x) : json_real(x);
}

static json_t *count(uint64_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *figure(maker *m, double x, bp_state state)
{
    return state == BP_SHOWN ? number(m, x) : json_null();
}

static json_t *request(maker *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_request; i++)
        add(m, list, text(r->request[i]));
    return list;
}

static json_t *inputs(maker *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_inputs; i++) {
        const bp_source_note *in = &r->input[i];
        json_t *one = json_object();
        put(m, one, "file", text(in->file));
        put(m, one, "rows", count(in->rows));
        put(m, one, "used", count(in->used));
        put(m, one, "filtered", count(in->filtered));
        put(m, one, "excluded", count(in->excluded));
        put(m, one, "sha256", text(in->sha256));
        add(m, list, one);
    }
    return list;
}

static json_t *method(maker *m, const bp_method_note *note, const char *pay)
{
    json_t *o = json_object();
    put(m, o, "pay", text(pay));
    put(m, o, "currency", text(note->currency));
    put(m, o, "year", note->year != 0 ? json_integer(note->year) : json_null());
    put(m, o, "qtype", note->qtype != 0 ? json_integer(note->qtype) : json_null());
    put(m, o, "weights", json_null());
    put(m, o, "basis", text(note->basis));
    put(m, o, "ci", json_null());
    put(m, o, "rules", text(note->rules));
    return o;
}

static json_t *excluded(maker *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_excluded; i++) {
        json_t *one = json_object();
        put(m, one, "rule", text(r->excluded[i].rule));
        put(m, one, "rows", count(r->excluded[i].rows));
        add(m, list, one);
    }
    return list;
}

static json_t *notes(maker *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_notes; i++)
        add(m, list, text(r->note[i]));
    return list;
}

static json_t *by(maker *m, const bp_table *t, const bp_row *row)
{
    json_t *o = json_object();
    for (size_t i = 0; i < t->n_columns; i++) {
        const char *value = bp_render_code(&row->value[i]);
        if (t->column[i].place == BP_COL_BY && !row->total)
            put(m, o, t->column[i].key,
                text(value != NULL && value[0] != '\0' ? value : NULL));
    }
    return o;
}

static json_t *percentiles(maker *m, const bp_table *t, const bp_row *row)
{
    json_t *list = json_array();
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        const bp_figure *f = &row->value[i].figure;
        if (c->place != BP_COL_LEVEL)
            continue;
        json_t *one = json_object();
        put(m, one, "p", number(m, c->level));
        put(m, one, "value", figure(m, f->value, f->state));
        if (t->intervals) {
            put(m, one, "lo", figure(m, f->lo, f->limits));
            put(m, one, "hi", figure(m, f->hi, f->limits));
        }
        add(m, list, one);
    }
    return list;
}

static json_t *status(const bp_table *t, const bp_row *row)
{
    bp_str codes = { 0 };
    bp_render_status(&codes, t, row);
    json_t *s = codes.failed ? NULL : text(codes.at);
    bp_str_release(&codes);
    return s;
}

static json_t *list(maker *m, const uint64_t n[3])
{
    json_t *a = json_array();
    for (size_t i = 0; i < 3 && n[i] != 0; i++)
        add(m, a, count(n[i]));
    return a;
}

static void put_field(maker *m, json_t *o, const bp_table *t, const bp_column *c,
                      const bp_value *v)
{
    if (v->kind == BP_KIND_TEXT)
        put(m, o, c->key, text(bp_render_code(v)));
    else if (v->kind == BP_KIND_LIST)
        put(m, o, c->key, list(m, v->list));
    else
        put(m, o, c->key, figure(m, v->figure.value, v->figure.state));
    if (!bp_render_limits(t, c))
        return;
    char key[80];
    snprintf(key, sizeof key, "%s_lo", c->key);
    put(m, o, key, figure(m, v->figure.lo, v->figure.limits));
    snprintf(key, sizeof key, "%s_hi", c->key);
    put(m, o, key, figure(m, v->figure.hi, v->figure.limits));
}

/* A table of groups has "by" in front and its levels in one list, whose place is
 * that of the first. */
static json_t *row_object(maker *m, const bp_table *t, const bp_row *row)
{
    json_t *o = json_object();
    if (strcmp(t->name, "groups") == 0)
        put(m, o, "by", by(m, t, row));
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        if (c->place == BP_COL_FIELD || c->place == BP_COL_MORE)
            put_field(m, o, t, c, &row->value[i]);
        else if (c->place == BP_COL_STATUS)
            put(m, o, c->key, status(t, row));
        else if (c->place == BP_COL_LEVEL && json_object_get(o, "percentiles") == NULL)
            put(m, o, "percentiles", percentiles(m, t, row));
    }
    return o;
}

/* The rows of the first table of that name; an empty list when there is none. */
static json_t *rows(maker *m, const bp_report *r, const char *name)
{
    const bp_table *t = NULL;
    for (size_t i = 0; i < r->n_sections && t == NULL; i++)
        t = bp_render_table(&r->section[i], name);
    json_t *all = json_array();
    for (size_t i = 0; t != NULL && i < t->n_rows; i++)
        add(m, all, row_object(m, t, &t->row[i]));
    return all;
}

/* The pay element of this row's section: its own, or that of the whole table. */
static const char *pay_of(const bp_section *s, const bp_table *t, const bp_row *row)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->column[i].place == BP_COL_PAY)
            return bp_render_code(&row->value[i]);
    return s->pay;
}

/* One section for the rows of a table, or one for each pay element in it. */
static void add_sections(maker *m, json_t *all, const bp_report *r, const bp_section *s,
                         const bp_table *t)
{
    json_t *groups = NULL;
    const char *pay = NULL;
    for (size_t i = 0; i < t->n_rows; i++) {
        const char *own = pay_of(s, t, &t->row[i]);
        if (groups == NULL || own != pay) {
            json_t *one = json_object();
            put(m, one, "name", text(s->name));
            put(m, one, "pay", text(own));
            put(m, one, "method", method(m, &r->method, own));
            put(m, one, "groups", json_array());
            groups = json_object_get(one, "groups");
            add(m, all, one);
            pay = own;
        }
        add(m, groups, row_object(m, t, &t->row[i]));
    }
}

/* A published range: its ends, and the points of the table behind it. */
static json_t *range(maker *m, const bp_section *s, const bp_table *t)
{
    const bp_table *points = bp_render_table(s, "points");
    json_t *o = row_object(m, t, &t->row[0]);
    json_t *list = json_array();
    for (size_t i = 0; i < points->n_rows; i++)
        add(m, list, row_object(m, points, &points->row[i]));
    put(m, o, "points", list);
    return o;
}

static json_t *range_section(maker *m, const bp_report *r, const bp_section *s,
                             const bp_table *t)
{
    json_t *one = json_object();
    put(m, one, "name", text(s->name));
    put(m, one, "pay", json_null());
    put(m, one, "method",
        method(m, &(bp_method_note){ .currency = r->method.currency }, NULL));
    put(m, one, "range", range(m, s, t));
    return one;
}

static json_t *sections(maker *m, const bp_report *r)
{
    json_t *all = json_array();
    for (size_t i = 0; i < r->n_sections; i++) {
        const bp_section *s = &r->section[i];
        const bp_table *groups = bp_render_table(s, "groups");
        const bp_table *ends = bp_render_table(s, "range");
        if (groups != NULL)
            add_sections(m, all, r, s, groups);
        if (ends != NULL)
            add(m, all, range_section(m, r, s, ends));
    }
    return all;
}

static json_t *whole(maker *m, const bp_report *r)
{
    bool check = strcmp(r->command, "check") == 0;
    bool report = strcmp(r->command, "report") == 0;
    json_t *o = json_object();
    put(m, o, "benchpay", text(BP_VERSION));
    put(m, o, "command", text(r->command));
    put(m, o, "request", request(m, r));
    if (check)
        put(m, o, "columns", rows(m, r, "columns"));
    put(m, o, "inputs", inputs(m, r));
    if (!check)
        put(m, o, "method", method(m, &r->method, r->method.pay));
    if (report)
        put(m, o, "sections", sections(m, r));
    else if (r->n_sections > 0 && bp_render_table(&r->section[0], "range") != NULL)
        put(m, o, "range",
            range(m, &r->section[0], bp_render_table(&r->section[0], "range")));
    else if (!check)
        put(m, o, "groups", rows(m, r, "groups"));
    put(m, o, "excluded", excluded(m, r));
    if (check)
        put(m, o, "warnings", rows(m, r, "warnings"));
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
    maker m = { false, false };
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
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for the json output");
}
