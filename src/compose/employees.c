/* SPDX-License-Identifier: GPL-3.0-or-later */
/* employees.c - what reports of employees say alike.
 *
 * They are of one's own people, by name: no disclosure rule applies, so each says that it
 * names people. */
#include <string.h>

#include "base/words.h"
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

static bool is_group(const bp_survey *s, const char *name)
{
    for (size_t k = 0; k < bp_survey_keys(s); k++)
        if (strcmp(bp_survey_key(s, k), name) == 0)
            return true;
    return false;
}

void bp_put_person(bp_fields *f, const char *person)
{
    bp_put_at(f, "person", "Person", bp_value_text(person), BP_COL_KEY);
}

void bp_put_person_group(bp_fields *f, const bp_survey *s, size_t k, const char *value)
{
    const char *key = bp_survey_key(s, k);
    bp_put_at(f, key, f->r != NULL ? bp_words_heading(f->r, key) : key,
              bp_value_text(value), BP_COL_BY);
}

static bool is_known(const bp_value *v)
{
    return v->kind == BP_KIND_TEXT ? v->text[0] != '\0' : v->figure.state == BP_SHOWN;
}

void bp_put_of_person(bp_fields *f, const bp_survey *s, const char *key,
                      const char *heading, bp_value v, double spare, bp_formula formula)
{
    if (is_group(s, key))
        return;
    bp_put_spare(f, key, heading, v, BP_COL_FIELD, spare);
    if (is_known(&v))
        bp_put_formula(f, formula);
}

static bool is_needed(const char *needed, const char *key)
{
    bp_text word;
    while (bp_words_next(&word, &needed, ' '))
        if (bp_text_is(word, key))
            return true;
    return false;
}

#define LIVE_MOST 10000 /* people; more make a workbook slow to open */

bool bp_employees_are_live(const bp_survey *s, size_t n_people, const char *needed)
{
    bool live = n_people <= LIVE_MOST;
    for (size_t k = 0; k < bp_survey_keys(s); k++) {
        const char *key = bp_survey_key(s, k);
        live = live && strpbrk(key, ":[]") == NULL && !is_needed(needed, key);
    }
    return live;
}
