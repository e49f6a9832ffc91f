/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/json.h"

#include <string.h>

#include "benchpay/version.h"

static json_t *request(bp_json *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_request; i++)
        bp_json_add(m, list, bp_json_text(r->request[i]));
    return list;
}

static json_t *inputs(bp_json *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_inputs; i++) {
        const bp_source_note *in = &r->input[i];
        json_t *one = json_object();
        bp_json_put(m, one, "file", bp_json_text(in->file));
        bp_json_put(m, one, "rows", bp_json_count(in->rows));
        bp_json_put(m, one, "used", bp_json_count(in->used));
        bp_json_put(m, one, "filtered", bp_json_count(in->filtered));
        bp_json_put(m, one, "excluded", bp_json_count(in->excluded));
        bp_json_put(m, one, "sha256", bp_json_text(in->sha256));
        bp_json_add(m, list, one);
    }
    return list;
}

static json_t *interval(bp_json *m, const bp_method_note *note)
{
    if (note->ci_method == NULL)
        return json_null();
    json_t *o = json_object();
    bp_json_put(m, o, "level", bp_json_number(m, note->ci_level));
    bp_json_put(m, o, "method", bp_json_text(note->ci_method));
    return o;
}

static json_t *method(bp_json *m, const bp_method_note *note, const char *pay)
{
    json_t *o = json_object();
    bp_json_put(m, o, "pay", bp_json_text(pay));
    bp_json_put(m, o, "currency", bp_json_text(note->currency));
    bp_json_put(m, o, "year", note->year != 0 ? json_integer(note->year) : json_null());
    bp_json_put(m, o, "qtype",
                note->qtype != 0 ? json_integer(note->qtype) : json_null());
    bp_json_put(m, o, "weights", json_null());
    bp_json_put(m, o, "basis", bp_json_text(note->basis));
    bp_json_put(m, o, "ci", interval(m, note));
    bp_json_put(m, o, "rules", bp_json_text(note->rules));
    return o;
}

static json_t *excluded(bp_json *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_excluded; i++) {
        json_t *one = json_object();
        bp_json_put(m, one, "rule", bp_json_text(r->excluded[i].rule));
        bp_json_put(m, one, "rows", bp_json_count(r->excluded[i].rows));
        bp_json_add(m, list, one);
    }
    return list;
}

static json_t *notes(bp_json *m, const bp_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_notes; i++)
        bp_json_add(m, list, bp_json_text(r->note[i].text));
    return list;
}

/* The rows of the first table of that name; an empty list when there is none. */
static json_t *rows(bp_json *m, const bp_report *r, const char *name)
{
    const bp_table *t = NULL;
    for (size_t i = 0; i < r->n_sections && t == NULL; i++)
        t = bp_render_table(&r->section[i], name);
    return t != NULL ? bp_json_rows(m, t) : json_array();
}

/* What a section says of offers: "offer" or "offers", and "published". */
static void put_offers(bp_json *m, json_t *o, const bp_section *s)
{
    const bp_table *list = bp_render_table(s, "offers"),
                   *one = bp_render_table(s, "offer");
    const bp_table *second = bp_render_table(s, "published");
    if (list != NULL)
        bp_json_put(m, o, "offers", bp_json_rows(m, list));
    if (one != NULL)
        bp_json_put(m, o, "offer", bp_json_row(m, one, &one->row[0]));
    if (second != NULL)
        bp_json_put(m, o, "published",
                    list != NULL ? bp_json_rows(m, second)
                                 : bp_json_row(m, second, &second->row[0]));
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
static void add_sections(bp_json *m, json_t *all, const bp_report *r, const bp_section *s,
                         const bp_table *t)
{
    json_t *groups = NULL;
    const char *pay = NULL;
    for (size_t i = 0; i < t->n_rows; i++) {
        const char *own = pay_of(s, t, &t->row[i]);
        if (groups == NULL || own != pay) {
            json_t *one = json_object();
            bp_json_put(m, one, "name", bp_json_text(s->name));
            bp_json_put(m, one, "pay", bp_json_text(own));
            bp_json_put(m, one, "method", method(m, &r->method, own));
            bp_json_put(m, one, "groups", json_array());
            groups = json_object_get(one, "groups");
            bp_json_add(m, all, one);
            pay = own;
        }
        bp_json_add(m, groups, bp_json_row(m, t, &t->row[i]));
    }
}

static void add_offer_section(bp_json *m, json_t *all, const bp_report *r,
                              const bp_section *s)
{
    if (bp_render_table(s, "offer") == NULL && bp_render_table(s, "offers") == NULL)
        return;
    json_t *one = json_object();
    bp_json_put(m, one, "name", bp_json_text(s->name));
    bp_json_put(m, one, "pay", bp_json_text(s->pay));
    bp_json_put(m, one, "method", method(m, &r->method, s->pay));
    put_offers(m, one, s);
    bp_json_add(m, all, one);
}

/* A published range: its ends, and the points of the table behind it. */
static json_t *range(bp_json *m, const bp_section *s, const bp_table *t)
{
    const bp_table *points = bp_render_table(s, "points");
    json_t *o = bp_json_row(m, t, &t->row[0]);
    bp_json_put(m, o, "points", bp_json_rows(m, points));
    return o;
}

static json_t *range_section(bp_json *m, const bp_report *r, const bp_section *s,
                             const bp_table *t)
{
    json_t *one = json_object();
    bp_json_put(m, one, "name", bp_json_text(s->name));
    bp_json_put(m, one, "pay", json_null());
    bp_json_put(m, one, "method",
                method(m, &(bp_method_note){ .currency = r->method.currency }, NULL));
    bp_json_put(m, one, "range", range(m, s, t));
    return one;
}

static bool has_growth(const bp_section *s)
{
    return bp_render_table(s, "growth") != NULL;
}

static json_t *growth_section(bp_json *m, const bp_report *r, const bp_section *s)
{
    json_t *one = json_object();
    bp_json_put(m, one, "name", bp_json_text(s->name));
    bp_json_put(m, one, "pay", bp_json_text(s->pay));
    bp_json_put(m, one, "method", method(m, &r->method, s->pay));
    bp_json_growth(m, one, s);
    return one;
}

static json_t *sections(bp_json *m, const bp_report *r)
{
    json_t *all = json_array();
    for (size_t i = 0; i < r->n_sections; i++) {
        const bp_section *s = &r->section[i];
        const bp_table *groups = bp_render_table(s, "groups");
        const bp_table *ends = bp_render_table(s, "range");
        if (groups != NULL)
            add_sections(m, all, r, s, groups);
        if (ends != NULL)
            bp_json_add(m, all, range_section(m, r, s, ends));
        if (has_growth(s))
            bp_json_add(m, all, growth_section(m, r, s));
        add_offer_section(m, all, r, s);
    }
    return all;
}

static json_t *whole(bp_json *m, const bp_report *r)
{
    bool check = strcmp(r->command, "check") == 0;
    bool report = strcmp(r->command, "report") == 0;
    json_t *o = json_object();
    bp_json_put(m, o, "benchpay", bp_json_text(BP_VERSION));
    bp_json_put(m, o, "command", bp_json_text(r->command));
    bp_json_put(m, o, "request", request(m, r));
    if (check)
        bp_json_put(m, o, "columns", rows(m, r, "columns"));
    bp_json_put(m, o, "inputs", inputs(m, r));
    if (!check)
        bp_json_put(m, o, "method", method(m, &r->method, r->method.pay));
    if (report)
        bp_json_put(m, o, "sections", sections(m, r));
    else if (r->n_sections > 0 && bp_render_table(&r->section[0], "range") != NULL)
        bp_json_put(m, o, "range",
                    range(m, &r->section[0], bp_render_table(&r->section[0], "range")));
    else if (r->n_sections > 0 && has_growth(&r->section[0]))
        bp_json_growth(m, o, &r->section[0]);
    else if (!check)
        bp_json_put(m, o, "groups", rows(m, r, "groups"));
    for (size_t i = 0; !report && i < r->n_sections; i++)
        put_offers(m, o, &r->section[i]);
    bp_json_put(m, o, "excluded", excluded(m, r));
    if (check)
        bp_json_put(m, o, "warnings", rows(m, r, "warnings"));
    bp_json_put(m, o, "notes", notes(m, r));
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
    bp_json m = { false, false };
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
