/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_verify.c - `benchpay verify`: does a report of before still come out?
 *
 * The request of the report runs again as ever, but for its output, which is json and
 * goes into memory.  Both texts are then walked side by
 * side.  What would write a file is taken out of the request once it is read: no list
 * of options needs to be kept, and a hostile report can name what it likes.
 *
 * The inputs' digests come first: a content that has changed explains every figure that
 * differs, and also why a request of before may be refused today. */
#define _POSIX_C_SOURCE 200809L
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/jsonread.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/earlier.h"
#include "cli/options.h"
#include "cli/run.h"

#define SHOWN_MOST 64 /* bytes of a text in a message */

/* A report that was read, and what of it is looked at before all is compared. */
typedef struct earlier {
    bp_earlier report;
    const bp_json_value *inputs;
    size_t digests; /* inputs that have one */
    bool by_ledger; /* it was answered by what earlier runs had shown */
} earlier;

/* ---- reading the report ---- */

static bp_status check_inputs(earlier *e, bp_err *err)
{
    BP_JSON_EACH (input, e->inputs) {
        const bp_json_value *digest = bp_json_find(input, "sha256");
        if (!bp_json_is(bp_json_find(input, "file"), BP_IS_STRING) ||
            (!bp_json_is(digest, BP_IS_STRING) && !bp_json_is(digest, BP_IS_LITERAL)))
            return bp_earlier_fail(
                &e->report, "inputs: one has no name, or no place for its SHA-256", err);
        e->digests += digest->kind == BP_IS_STRING;
    }
    return BP_OK;
}

static bp_status read_report(earlier *e, const bp_request *r, bp_err *err)
{
    if (r->file.n > 1)
        return bp_fail(err, &(bp_loc){ .name = "verify" }, BP_EUSAGE,
                       "one report at a time, not also '%s'", r->file.at[1]);
    bp_status status = bp_earlier_read(&e->report, r->file.at[0], r->quiet, err);
    if (status != BP_OK)
        return status;
    e->inputs = bp_json_find(e->report.json.value, "inputs");
    if (!bp_json_is(e->inputs, BP_IS_ARRAY))
        return bp_earlier_fail(&e->report, "the report does not say what its inputs were",
                               err);
    return e->report.request.n == 0
               ? bp_earlier_fail(&e->report, "request: is empty", err)
               : check_inputs(e, err);
}

/* ---- the inputs; pipes and devices are read once, by the run ---- */

static bp_status check_digest(const bp_json_value *input, const char *now, bp_err *err)
{
    const char *then = bp_json_find(input, "sha256")->text.at;
    return strcmp(now, then) == 0
               ? BP_OK
               : bp_fail(err, &(bp_loc){ .file = bp_json_find(input, "file")->text.at },
                         BP_ENONE,
                         "its content has changed: SHA-256 %.64s then, %.64s now", then,
                         now);
}

/* Of a list of objects those that name a file and its digest. */
static bp_status check_list(const bp_json_value *list, bp_err *err)
{
    bp_status status = BP_OK;
    const bp_json_value *one = bp_json_first(list);
    for (; status == BP_OK && one != NULL; one = bp_json_next(list, one)) {
        const bp_json_value *file = bp_json_find(one, "file");
        if (bp_json_is(bp_json_find(one, "sha256"), BP_IS_STRING) &&
            bp_json_is(file, BP_IS_STRING) && bp_file_is_regular(file->text.at)) {
            char now[65];
            status = bp_digest_file(now, file->text.at, err);
            if (status == BP_OK)
                status = check_digest(one, now, err);
        }
    }
    return status;
}

/* The inputs, and lists by which their cells were read as others. */
static bp_status check_files(const earlier *e, bp_err *err)
{
    const bp_json_value *recoded = bp_json_find(e->report.json.value, "recoded");
    bp_status status = check_list(e->inputs, err);
    return status == BP_OK && bp_json_is(recoded, BP_IS_ARRAY) ? check_list(recoded, err)
                                                               : status;
}

/* What could not be read twice, as the run found it. */
static bp_status check_streams(const earlier *e, const bp_json_value *now, bp_err *err)
{
    bp_status status = BP_OK;
    const bp_json_value *inputs = bp_json_find(now, "inputs");
    const bp_json_value *v = bp_json_first(e->inputs), *w = bp_json_first(inputs);
    for (; status == BP_OK && v != NULL && w != NULL; v = bp_json_next(e->inputs, v)) {
        const bp_json_value *digest = bp_json_find(w, "sha256");
        if (bp_json_is(bp_json_find(v, "sha256"), BP_IS_STRING) &&
            bp_json_is(digest, BP_IS_STRING))
            status = check_digest(v, digest->text.at, err);
        w = bp_json_next(inputs, w);
    }
    return status;
}

/* ---- asking again ---- */

/* What is answered of parts says that it was asked at once. */
static bp_status find_command(const bp_command **out, const bp_request *r,
                              const earlier *e, bp_err *err)
{
    const char *name = e->report.request.at[0];
    const bp_loc at = { .file = e->report.name, .name = "request" };
    bp_err cause;
    bp_status status = r->find(out, name, &cause);
    if (strcmp(name, "help") == 0 ||
        (status == BP_OK && (bp_option_find("format", (*out)->bit) == NULL ||
                             ((*out)->bit & BP_IN_PARTS) != 0)))
        return bp_fail(err, &at, BP_EUSAGE, "'%s' writes no json: nothing to verify",
                       name);
    return status == BP_OK ? BP_OK : bp_fail(err, &at, BP_EDATA, "%s", cause.text);
}

/* The report goes into `into` and nothing anywhere else; how the work is done is for
 * `here` to say, the request of verify itself. */
static void write_nothing(bp_request *again, const bp_request *here, bp_str *into)
{
    again->find = here->find;
    again->into = into;
    again->output.n = 1;
    again->output.at[0] = "-";
    again->format = BP_FORMAT_JSON;
    again->format_given = true;
    again->excluded = again->propose = NULL;
    again->reading.keep_places = false;
    again->script = NULL;
    if (again->charts == BP_ALWAYS)
        again->charts = BP_AUTO; /* json has none */
    again->quiet = here->quiet;
    again->progress = here->progress;
    again->reading.threads = here->reading.threads;
    again->reading.memory = here->reading.memory;
}

/* May leave all that it read in `again`, which is released by the caller.  Nobody knows
 * what a ledger had in it then, so today's answer is asked for without. */
static bp_status read_request(bp_request *again, const bp_command *command, earlier *e,
                              bp_err *err)
{
    const bp_loc at = { .file = e->report.name, .name = "request" };
    bp_status status = bp_earlier_request(again, command, &e->report, err);
    again->as_with_ledger = e->by_ledger = again->ledger != NULL;
    again->ledger = NULL;
    if (status == BP_OK && strcmp(e->report.name, "(standard input)") == 0 &&
        bp_request_standard_inputs(again) > 0)
        return bp_fail(
            err, &at, BP_EUSAGE,
            "reads standard input, which is the report: name the report's file");
    return status;
}

/* A check of a file that cannot be used ends with BP_EDATA after its report. */
static bp_status ask_again(bp_str *json, const bp_request *here,
                           const bp_command *command, earlier *e, bp_err *err)
{
    bp_request again;
    bp_status status = bp_request_init(&again, err);
    if (status == BP_OK)
        status = read_request(&again, command, e, err);
    if (status == BP_OK)
        status = check_files(e, err);
    if (status == BP_OK) {
        write_nothing(&again, here, json);
        status = command->run(&again, err);
        if (status == BP_EUSAGE)
            status = bp_earlier_blame(&e->report, err);
        else if (status == BP_EDATA && json->n > 0)
            status = BP_OK;
    }
    bp_request_release(&again);
    return status;
}

/* ---- comparing ---- */

/* Where a value is: the chain of what it is in. */
typedef struct place {
    const struct place *outer;  /* NULL: it is the whole */
    const bp_json_value *value; /* of then, or of now where it is new */
    size_t index;               /* in an array */
} place;

typedef struct comparison {
    size_t figures;
    bool by_ledger;    /* of either report what the other withholds is passed over, and */
    size_t apart;      /* ... counted: a message must not tell it */
    bp_str difference; /* the first */
} comparison;

static void put_clipped(bp_str *s, bp_text t)
{
    const size_t n =
        t.n > SHOWN_MOST ? bp_utf8_valid((bp_text){ t.at, SHOWN_MOST }) : t.n;
    bp_str_bytes(s, t.at, n);
    if (n < t.n)
        bp_str_puts(s, "...");
}

/* "(tier CMO, region South)": its group; else the text that it starts with, a name. */
static void put_name(bp_str *s, const bp_json_value *v)
{
    const bp_json_value *by = bp_json_find(v, "by");
    if (bp_json_is(by, BP_IS_OBJECT) && by->n > 0) {
        BP_JSON_EACH (key, by) {
            bp_str_puts(s, key == bp_json_first(by) ? " (" : ", ");
            put_clipped(s, bp_text_of(key->key));
            bp_str_putc(s, ' ');
            put_clipped(s, key->text);
        }
        bp_str_putc(s, ')');
    } else if (v->kind == BP_IS_OBJECT && bp_json_is(bp_json_first(v), BP_IS_STRING)) {
        bp_str_puts(s, " (");
        put_clipped(s, bp_json_first(v)->text);
        bp_str_putc(s, ')');
    }
}

/* The level of one of a list of percentiles; NULL: it is no such thing. */
static const bp_json_value *level_of(const bp_json_value *v)
{
    return bp_json_find(v, "p");
}

/* "groups[3] (tier CMO, region South): percentiles P50", counted from 0 as jq does. */
static void put_place(bp_str *s, const place *p)
{
    if (p->outer == NULL)
        return;
    const bp_json_value *in = p->outer->value;
    put_place(s, p->outer);
    if (in->kind == BP_IS_ARRAY) {
        const bp_json_value *level = level_of(p->value);
        if (level != NULL) {
            bp_str_puts(s, " P");
            put_clipped(s, level->text);
            return;
        }
        bp_str_printf(s, "[%zu]", p->index);
        put_name(s, p->value);
        return;
    }
    if (level_of(in) != NULL && strcmp(p->value->key, "value") == 0)
        return;
    const bool named =
        p->outer->outer != NULL && p->outer->outer->value->kind == BP_IS_ARRAY;
    bp_str_puts(s, p->outer->outer == NULL ? ""
                   : level_of(in) != NULL  ? " "
                   : named                 ? ": "
                                           : ".");
    put_clipped(s, bp_text_of(p->value->key));
}

static void put_value(bp_str *s, const bp_json_value *v)
{
    if (v == NULL) {
        bp_str_puts(s, "missing");
        return;
    }
    switch (v->kind) {
    case BP_IS_OBJECT:
        bp_str_puts(s, "an object");
        break;
    case BP_IS_ARRAY:
        bp_str_printf(s, "a list of %zu", v->n);
        break;
    case BP_IS_STRING:
        bp_str_putc(s, '\'');
        put_clipped(s, v->text);
        bp_str_putc(s, '\'');
        break;
    case BP_IS_NUMBER:
    case BP_IS_LITERAL:
        put_clipped(s, v->text);
        break;
    }
}

static bool differ(comparison *c, const place *at, const bp_json_value *then,
                   const bp_json_value *now)
{
    put_place(&c->difference, at);
    bp_str_puts(&c->difference, at->outer == NULL ? "" : ": ");
    put_value(&c->difference, then);
    bp_str_puts(&c->difference, " then, ");
    put_value(&c->difference, now);
    bp_str_puts(&c->difference, " now");
    return false;
}

static bool same(comparison *c, const place *outer, size_t index,
                 const bp_json_value *then, const bp_json_value *now);

/* By whom and how a report was asked for is no part of its answer. */
static bool is_aside(const place *in, const char *key)
{
    return in->outer == NULL &&
           (strcmp(key, "benchpay") == 0 || strcmp(key, "request") == 0);
}

static bool same_members(comparison *c, const place *at, const bp_json_value *then,
                         const bp_json_value *now)
{
    BP_JSON_EACH (v, then)
        if (!is_aside(at, v->key) && !same(c, at, 0, v, bp_json_find(now, v->key)))
            return false;
    BP_JSON_EACH (v, now)
        if (!is_aside(at, v->key) && bp_json_find(then, v->key) == NULL)
            return same(c, at, 0, NULL, v);
    return true;
}

static bool same_elements(comparison *c, const place *at, const bp_json_value *then,
                          const bp_json_value *now)
{
    const bp_json_value *v = bp_json_first(then), *w = bp_json_first(now);
    for (size_t i = 0; v != NULL || w != NULL; i++) {
        if (!same(c, at, i, v, w))
            return false;
        v = bp_json_next(then, v);
        w = bp_json_next(now, w);
    }
    return true;
}

static bool is_null(const bp_json_value *v)
{
    return bp_json_is(v, BP_IS_LITERAL) && bp_text_equal(v->text, bp_text_of("null"));
}

/* What a ledger made of a report: figures that are not there, and why. */
static bool of_ledger(comparison *c, const bp_json_value *then, const bp_json_value *now)
{
    if (!c->by_ledger || then == NULL || now == NULL)
        return false;
    if (is_null(then) != is_null(now)) {
        c->apart++;
        return true;
    }
    return then->key != NULL && strcmp(then->key, "status") == 0;
}

/* One of both may be missing: NULL. */
static bool same(comparison *c, const place *outer, size_t index,
                 const bp_json_value *then, const bp_json_value *now)
{
    const place at = { outer, then != NULL ? then : now, index };
    if (of_ledger(c, then, now))
        return true;
    if (then == NULL || now == NULL || then->kind != now->kind ||
        !bp_text_equal(then->text, now->text))
        return differ(c, &at, then, now);
    if (then->kind == BP_IS_OBJECT)
        return same_members(c, &at, then, now);
    if (then->kind == BP_IS_ARRAY)
        return same_elements(c, &at, then, now);
    c->figures += then->kind == BP_IS_NUMBER;
    return true;
}

/* "report.json: 3 inputs and 412 figures agree" */
static void put_agreement(bp_str *out, const earlier *e, const comparison *c)
{
    const size_t figures = c->figures;
    const size_t n = e->inputs->n;
    bp_str_visible(out, bp_text_of(e->report.name));
    bp_str_puts(out, ": ");
    if (e->digests > 0)
        bp_str_printf(out, "%zu input%s and ", e->digests, e->digests == 1 ? "" : "s");
    bp_str_printf(out, "%zu figure%s agree", figures, figures == 1 ? "" : "s");
    if (e->digests < n)
        bp_str_printf(out, "; the report has no SHA-256 of %zu input%s", n - e->digests,
                      n - e->digests == 1 ? "" : "s");
    if (c->apart > 0)
        bp_str_printf(out,
                      "; %zu figure%s that %s withheld with its ledger, or without, %s "
                      "not compared",
                      c->apart, c->apart == 1 ? "" : "s", c->apart == 1 ? "is" : "are",
                      c->apart == 1 ? "is" : "are");
    bp_str_putc(out, '\n');
}

/* Of two reports, the one of today in `text`. */
static bp_status compare(bp_str *agreement, const earlier *e, bp_str *text, bp_err *err)
{
    bp_json now = { 0 };
    comparison c = { .by_ledger = e->by_ledger };
    bp_status status = bp_json_read(&now, text, "(the answer of today)", err);
    if (status != BP_OK)
        return status;
    status = check_streams(e, now.value, err);
    if (status == BP_OK && same(&c, NULL, 0, e->report.json.value, now.value))
        put_agreement(agreement, e, &c);
    else if (status == BP_OK && !c.difference.failed)
        status = bp_fail(err, &(bp_loc){ .file = e->report.name }, BP_ENONE, "%s",
                         c.difference.at);
    if (c.difference.failed || agreement->failed)
        status = bp_no_memory(err, "the comparison");
    bp_str_release(&c.difference);
    bp_json_release(&now);
    return status;
}

/* ---- the command ---- */

bp_status bp_cmd_verify(const bp_request *r, bp_err *err)
{
    earlier e = { 0 };
    bp_str now = { 0 }, agreement = { 0 };
    const bp_command *command = NULL;
    bp_status status = r->quiet ? BP_OK : bp_console_output(r->no_output, err);
    if (status == BP_OK)
        status = read_report(&e, r, err);
    if (status == BP_OK)
        status = find_command(&command, r, &e, err);
    if (status == BP_OK)
        status = ask_again(&now, r, command, &e, err);
    if (status == BP_OK)
        status = compare(&agreement, &e, &now, err);
    if (status == BP_OK && !r->quiet)
        status = bp_run_line(r, &agreement, err);
    bp_earlier_release(&e.report);
    bp_str_release(&now);
    bp_str_release(&agreement);
    return status;
}
