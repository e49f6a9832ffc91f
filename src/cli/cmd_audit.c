/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_audit.c - `benchpay audit`: is a report true of its records, and does it show no
 * more than its rules allow?
 *
 * What was asked is what the report says it was: its request is read as a command line
 * is, with the records of this one in place of its own.  A report without a request, as
 * other programs make with the library, is asked for by the options of this command, and
 * by what it says of its method. */
#include <stdlib.h>
#include <string.h>

#include "audit/auditor.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/earlier.h"
#include "cli/progress.h"
#include "cli/run.h"

/* What there is to audit. */
static bp_status find_subject(bp_subject *out, const bp_earlier *e, bp_err *err)
{
    static const bp_subject with_people[] = { BP_ASK_PERCENTILES, BP_ASK_TIERS,
                                              BP_ASK_REPORT };
    const bp_json_value *command = bp_json_find(e->json.value, "command");
    const bool named = bp_json_is(command, BP_IS_STRING);
    for (size_t i = 0; named && i < sizeof with_people / sizeof with_people[0]; i++) {
        *out = with_people[i];
        if (strcmp(command->text.at, bp_subject_name(*out)) == 0)
            return BP_OK;
    }
    return bp_earlier_fail(
        e, "it is no report of percentiles, of tiers or of a whole benchmark", err);
}

/* ---- a report that says its request ---- */

/* Words of the command line beyond the files and how the work is done. */
static bool has_options(const bp_request *r)
{
    size_t options = r->asked.n - r->file.n;
    for (size_t i = 0; i < r->asked.n; i++)
        options -= strcmp(r->asked.at[i], "--") == 0;
    return options > 0;
}

static bp_status read_request(bp_request *again, const bp_request *r, const bp_earlier *e,
                              bp_err *err)
{
    const bp_command *command;
    const bp_loc at = { .file = e->name, .name = "request" };
    bp_err cause;
    if (has_options(r))
        return bp_fail(err, &(bp_loc){ .name = "audit" }, BP_EUSAGE,
                       "the report says how it was asked for: options that read or "
                       "choose are for one that does not");
    if (r->find(&command, e->request.at[0], &cause) != BP_OK)
        return bp_fail(err, &at, BP_EDATA, "%s", cause.text);
    const bp_json_value *name = bp_json_find(e->json.value, "command");
    if (strcmp(command->name, name->text.at) != 0)
        return bp_fail(err, &at, BP_EDATA, "asks for '%s', and the report is of '%s'",
                       command->name, name->text.at);
    return bp_earlier_request(again, command, e, err);
}

/* ---- a report without ---- */

static double number_of(const bp_json_value *method, const char *key)
{
    const bp_json_value *v = bp_json_find(method, key);
    return bp_json_is(v, BP_IS_NUMBER) ? strtod(v->text.at, NULL) : 0;
}

static bp_status take_rules(bp_question *q, const bp_json_value *method,
                            const bp_earlier *e, bp_err *err)
{
    const char *name = bp_json_text(method, "rules");
    for (bp_rules rules = BP_RULES_NONE; name != NULL && rules < BP_RULES_OWN; rules++)
        if (strcmp(name, bp_rules_name(rules)) == 0) {
            q->rules = rules;
            return BP_OK;
        }
    return bp_earlier_fail(e, "the report does not say by which rules it was made", err);
}

static void take_ci(bp_question *q, const bp_json_value *ci)
{
    const char *name = bp_json_text(ci, "method");
    q->method.ci.method = BP_CI_NONE;
    for (bp_ci_method m = BP_CI_ORDER; name != NULL && m <= BP_CI_CLUSTERED; m++)
        if (strcmp(name, bp_ci_method_name(m)) == 0)
            q->method.ci.method = m;
    if (name != NULL)
        q->method.ci.level = number_of(ci, "level") / 100;
}

static void take_basis(bp_question *q, const char *name)
{
    for (bp_basis b = BP_BASIS_INCUMBENT; name != NULL && b <= BP_BASIS_ORG_EQUAL; b++)
        if (strcmp(name, bp_basis_name(b)) == 0)
            q->method.basis = b;
}

/* What the report says of its method, where no option says otherwise. */
static bp_status take_method(bp_question *q, const bp_earlier *e, bp_err *err)
{
    const bp_json_value *method = bp_json_find(e->json.value, "method");
    if (!bp_json_is(method, BP_IS_OBJECT))
        return bp_earlier_fail(e, "the report does not say how it was made", err);
    if (q->choice.pay == NULL && q->subject != BP_ASK_REPORT)
        q->choice.pay = bp_json_text(method, "pay");
    if (q->choice.currency == NULL)
        q->choice.currency = bp_json_text(method, "currency");
    if (q->choice.year == BP_YEAR_LATEST && number_of(method, "year") > 0)
        q->choice.year = (int)number_of(method, "year");
    q->method.qtype = (int)number_of(method, "qtype");
    take_basis(q, bp_json_text(method, "basis"));
    take_ci(q, bp_json_find(method, "ci"));
    return take_rules(q, method, e, err);
}

/* ---- the command ---- */

/* "report.json: 25 groups and 312 figures agree; rules: survey; not checked: growth" */
static void put_agreement(bp_str *out, const bp_earlier *e, const bp_question *q,
                          const bp_audited *a)
{
    bp_str_visible(out, bp_text_of(e->name));
    bp_str_printf(out, ": %zu group%s and %zu figure%s agree; rules: %s", a->cells,
                  a->cells == 1 ? "" : "s", a->figures, a->figures == 1 ? "" : "s",
                  bp_rules_name(q->rules));
    if (a->unchecked.n > 0) {
        bp_str_puts(out, "; not checked: ");
        bp_str_visible(out, bp_str_text(&a->unchecked));
    }
    bp_str_putc(out, '\n');
}

static void tell_withheld(const bp_earlier *e, const bp_audited *a)
{
    bp_err note;
    if (a->withheld == 0)
        return;
    bp_fail(&note, &(bp_loc){ .file = e->name }, BP_OK,
            "%zu figure%s withheld beyond the rules of single cells and of sums, which "
            "is no fault; the first, %s",
            a->withheld, a->withheld == 1 ? " is" : "s are", a->first.at);
    bp_console_tell(note.text);
}

/* What is not looked at: published figures, and offers that cannot be read again, as an
 * amount in a file of its own. */
static void leave_offers(bp_question *q)
{
    bp_offer_question *o = &q->offers;
    const bool again = o->has_amount || (o->list != NULL && strcmp(o->list, "-") != 0);
    o->published = NULL;
    o->n_rows = 0;
    if (again && o->amount_file == NULL)
        return;
    *o = (bp_offer_question){ 0 };
    if (bp_ci_of_places(q->method.ci.method))
        q->method.ci.method = BP_CI_AUTO;
}

/* The records and how they are read are for this command line to say. */
static bp_status check(bp_question q, const bp_request *r, const bp_earlier *e,
                       bp_err *err)
{
    bp_audited audited = { 0 };
    bp_progress progress;
    bp_str line = { 0 };
    leave_offers(&q);
    q.range.asked = false;
    q.brief = false;
    q.reading.file = r->file.at + 1;
    q.reading.n_files = r->file.n - 1;
    q.reading.threads = r->reading.threads;
    q.reading.memory = r->reading.memory;
    q.reading.keep_places = false;
    bp_progress_start(&progress, r, &q.reading);
    bp_status status = bp_auditor_check(&audited, &q, e->json.value, e->name, err);
    bp_progress_end(&progress);
    if (status == BP_OK && !r->quiet) {
        tell_withheld(e, &audited);
        put_agreement(&line, e, &q, &audited);
        status = bp_run_line(r, &line, err);
    }
    bp_str_release(&line);
    bp_audited_release(&audited);
    return status;
}

static bp_status audit(const bp_request *r, const bp_earlier *e, bp_err *err)
{
    bp_request again;
    bp_subject subject = BP_ASK_REPORT;
    bp_status status = find_subject(&subject, e, err);
    if (status != BP_OK)
        return status;
    if (e->request.n == 0) {
        bp_question q = bp_request_question(r, subject);
        status = take_method(&q, e, err);
        return status == BP_OK ? check(q, r, e, err) : status;
    }
    status = bp_request_init(&again, err);
    if (status == BP_OK)
        status = read_request(&again, r, e, err);
    if (status == BP_OK) {
        status = check(bp_request_question(&again, subject), r, e, err);
        if (status == BP_EUSAGE)
            status = bp_earlier_blame(e, err);
    }
    bp_request_release(&again);
    return status;
}

bp_status bp_cmd_audit(const bp_request *r, bp_err *err)
{
    bp_earlier e = { 0 };
    if (r->file.n < 2)
        return bp_fail(err, &(bp_loc){ .name = "audit" }, BP_EUSAGE,
                       "name the report and the records that it was made of: benchpay "
                       "audit report.json survey.csv");
    bp_status status = r->quiet ? BP_OK : bp_console_output(r->no_output, err);
    if (status == BP_OK)
        status = bp_earlier_read(&e, r->file.at[0], r->quiet, err);
    if (status == BP_OK)
        status = audit(r, &e, err);
    bp_earlier_release(&e);
    return status;
}
