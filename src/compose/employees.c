/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employees.c - what reports of employees say alike.
 *
 * They are of one's own people, by name: no disclosure rule applies, so each says that it
 * names people. */
#include <string.h>

#include "compose/employees.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "data/pay.h"

void bp_compose_employees(bp_report *r, const bp_employees *e, const char *usual)
{
    const bp_answer *a = e->answer;
    const char *asked = a->question->labels.title;
    const bp_value value[] = { bp_value_count(e->n),
                               bp_value_text(e->n == 1 ? "employee" : "employees"),
                               bp_value_text(bp_scope_pay(r, a)) };
    bp_compose_head(r, a);
    r->title = bp_report_text(r, "%s", asked != NULL ? asked : usual);
    bp_compose_market(r, a, bp_report_line(r, BP_SAY("{} {}{}"), value, 3),
                      bp_words_source(r, e->survey));
    bp_compose_warnings(r, a);
}

void bp_compose_staff_notes(bp_report *r, const bp_staff_notes *n)
{
    const bool one = n->excluded == 1;
    for (size_t i = 0; i < n->n; i++)
        bp_report_add_note(r, bp_report_text(r, "employees: %s", n->text[i]), n->hint[i]);
    if (n->excluded > 0)
        bp_report_note(r, "%llu row%s of employees cannot be used and %s left out",
                       (unsigned long long)n->excluded, one ? "" : "s",
                       one ? "is" : "are");
}

void bp_compose_names_people(bp_report *r)
{
    bp_report_note(r, "this names people and their pay: it is for those who decide about "
                      "it, and no disclosure rules are applied");
}

/* The group columns of a table at column[0]: their number. */
static size_t group_columns(bp_report *r, bp_column column[], const bp_survey *s)
{
    const size_t n = bp_survey_keys(s);
    for (size_t k = 0; k < n; k++)
        column[k] = (bp_column){ .key = bp_survey_key(s, k),
                                 .heading = bp_words_heading(r, bp_survey_key(s, k)),
                                 .kind = BP_KIND_TEXT,
                                 .place = BP_COL_BY };
    return n;
}

static bool is_group(const bp_survey *s, const char *name)
{
    for (size_t k = 0; k < bp_survey_keys(s); k++)
        if (strcmp(bp_survey_key(s, k), name) == 0)
            return true;
    return false;
}

void bp_compose_employee_columns(bp_employee_columns *out, bp_report *r,
                                 const bp_survey *s, const bp_column fields[], size_t n)
{
    out->currency = bp_survey_currency(s);
    out->column[0] = (bp_column){
        .key = "person", .heading = "Person", .kind = BP_KIND_TEXT, .place = BP_COL_KEY
    };
    out->groups = group_columns(r, out->column + 1, s);
    out->n = 1 + out->groups;
    for (size_t i = 0; i < n; i++) {
        if (is_group(s, fields[i].key))
            continue;
        out->field[out->n] = i;
        out->column[out->n++] = fields[i];
    }
}

size_t bp_compose_employee_display(size_t display[], const bp_employee_columns *c,
                                   const size_t seen[], size_t n_seen)
{
    size_t n = 0;
    for (size_t i = 0; i <= c->groups; i++)
        display[n++] = i;
    for (size_t k = 0; k < n_seen; k++)
        for (size_t i = 1 + c->groups; i < c->n; i++)
            if (c->field[i] == seen[k])
                display[n++] = i;
    return n;
}

#define LIVE_MOST 10000 /* people; more make a workbook slow to open */

static bool has_field(const bp_employee_columns *c, size_t field)
{
    for (size_t i = 1 + c->groups; i < c->n; i++)
        if (c->field[i] == field)
            return true;
    return false;
}

bool bp_employees_are_live(const bp_employee_columns *c, const char *const by[],
                           size_t n_by, size_t n_people, const size_t needed[],
                           size_t n_needed)
{
    bool live = n_people <= LIVE_MOST;
    for (size_t i = 0; i < n_needed; i++)
        live = live && has_field(c, needed[i]);
    for (size_t k = 0; k < n_by; k++)
        live = live && strpbrk(by[k], ":[]") == NULL;
    return live;
}
