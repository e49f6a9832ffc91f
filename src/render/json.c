/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/json.h"

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

/* Those tables of the report that have this turn. */
static void put_tables(bp_json *m, json_t *o, const bp_report *r, bp_json_turn turn)
{
    bp_table_place at = { 0, 0 };
    const bp_table *t = NULL;
    while ((t = bp_render_next(r, &at)) != NULL)
        if (t->machine.json != NULL && t->machine.turn == turn)
            bp_json_table(m, o, t);
}

/* Figures that were given have a currency, and no method of ours. */
static json_t *section(bp_json *m, const bp_report *r, const bp_section *s,
                       const char *pay)
{
    const bp_method_note given = { .currency = r->method.currency };
    json_t *one = json_object();
    bp_json_put(m, one, "name", bp_json_text(s->name));
    bp_json_put(m, one, "pay", bp_json_text(pay));
    bp_json_put(m, one, "method", method(m, s->given ? &given : &r->method, pay));
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
static void add_elements(bp_json *m, json_t *all, const bp_report *r, const bp_section *s,
                         const bp_table *t, size_t pay)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        bp_table one = *t;
        one.row = &t->row[i];
        one.n_rows = 1;
        json_t *o = section(m, r, s, bp_render_code(&t->row[i].value[pay]));
        bp_json_table(m, o, &one);
        bp_json_add(m, all, o);
    }
}

/* One section of all its tables, but for those of pay elements. */
static void add_section(bp_json *m, json_t *all, const bp_report *r, const bp_section *s)
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
            o = section(m, r, s, s->pay);
        bp_json_table(m, o, t);
    }
    if (o != NULL)
        bp_json_add(m, all, o);
}

static json_t *sections(bp_json *m, const bp_report *r)
{
    json_t *all = json_array();
    for (size_t i = 0; i < r->n_sections; i++)
        if (!r->section[i].about)
            add_section(m, all, r, &r->section[i]);
    return all;
}

static json_t *whole(bp_json *m, const bp_report *r)
{
    const bool flat = !r->sectioned;
    json_t *o = json_object();
    bp_json_put(m, o, "benchpay", bp_json_text(BP_VERSION));
    bp_json_put(m, o, "command", bp_json_text(r->command));
    bp_json_put(m, o, "request", request(m, r));
    if (flat)
        put_tables(m, o, r, BP_JSON_FIRST);
    bp_json_put(m, o, "inputs", inputs(m, r));
    if (r->has_method)
        bp_json_put(m, o, "method", method(m, &r->method, r->method.pay));
    if (flat) {
        put_tables(m, o, r, BP_JSON_ANSWER);
        put_tables(m, o, r, BP_JSON_FURTHER);
    } else {
        bp_json_put(m, o, "sections", sections(m, r));
    }
    bp_json_put(m, o, "excluded", excluded(m, r));
    if (flat)
        put_tables(m, o, r, BP_JSON_LAST);
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
