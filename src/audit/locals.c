/* SPDX-License-Identifier: GPL-3.0-or-later */
/* locals.c - figures of groups in their own currencies.
 *
 * They are of the same people as the figures beside them, so that the rules let them pass
 * where these pass; the numbers are found again from pay as it was before a rate changed
 * it. */
#include "audit/locals.h"

#include <stdio.h>
#include <string.h>

#include "audit/agree.h"

/* The currency that all people of a group are paid in; NULL: there is none. */
static const char *currency_of(const bp_crowd *c, const bp_crowd_group *g, size_t key)
{
    const char *one = NULL;
    if (g == NULL || g == &c->group[0])
        return NULL;
    for (size_t i = 0; i < g->n; i++) {
        const uint32_t id = c->of->cells->group[g->by_pay[i].cell].key[key];
        const bp_text code = bp_survey_key_text(c->of->survey, key, id);
        if (code.n == 0 || (one != NULL && strcmp(one, code.at) != 0))
            return NULL;
        one = code.at;
    }
    return one;
}

/* A local figure, which is to be x; without x, or beside a figure that is withheld, it is
 * not there.
 *   beside  the converted one is shown */
static bool figure_agrees(bp_row_table *t, const bp_json_value *in, const char *key,
                          const char *what, bool beside, const long double *x,
                          uint64_t people)
{
    double shown;
    if (!bp_agree_number(&shown, in, key))
        return true;
    t->figures++;
    if (x == NULL)
        return bp_agree_not_known(t->why, what);
    if (!beside && t->set != NULL) {
        bp_str_printf(t->why, "%s is shown, and what it is converted is withheld", what);
        return false;
    }
    const long double found = bp_decide_rounded(t->set, people, *x);
    return bp_agree_near(shown, found, BP_AGREE_EXACT)
               ? true
               : bp_agree_differs(t->why, what, shown, found);
}

static bool is_there(const bp_json_value *in, const char *key)
{
    double unused;
    return bp_agree_number(&unused, in, key);
}

static bool levels_agree(bp_row_table *t, const bp_json_value *list,
                         const bp_json_value *beside, const bp_crowd *cut,
                         const bp_crowd_group *sample, uint64_t people)
{
    const bp_json_value *w = bp_json_first(beside);
    bp_recount_method by = { .qtype = t->method.qtype };
    BP_JSON_EACH (v, list) {
        const bp_json_value *converted = w;
        bp_level level;
        char what[40], text[16];
        w = bp_json_next(beside, w);
        if (!bp_agree_level(&level, v))
            continue;
        bp_level_text(text, sizeof text, level);
        const long double x =
            sample != NULL ? bp_recount_level(sample, cut->scale, level, &by).value : 0;
        snprintf(what, sizeof what, "the local P%s", text);
        if (!figure_agrees(t, v, "value", what, is_there(converted, "value"),
                           sample != NULL ? &x : NULL, people))
            return false;
    }
    return true;
}

static bool currency_agrees(bp_row_table *t, const bp_json_value *local, const char *code)
{
    const bp_json_value *v = bp_json_find(local, "currency");
    const bool said = bp_json_is(v, BP_IS_STRING);
    if (said ? code != NULL && strcmp(v->text.at, code) == 0 : code == NULL)
        return true;
    bp_str_printf(t->why, "its local currency is %s, the records give %s",
                  said ? v->text.at : "none", code != NULL ? code : "none");
    return false;
}

bool bp_locals_agree(bp_row_table *t, const bp_json_value *row, const bp_crowd *cut,
                     const bp_crowd_group *group, size_t key)
{
    const bp_json_value *local = bp_json_find(row, "local"),
                        *list = bp_json_find(local, "percentiles"),
                        *beside = bp_json_find(row, "percentiles");
    const char *code = currency_of(cut, group, key);
    const bp_crowd_group *sample =
        code != NULL && group->n > 0 ? &cut->sample[group - cut->group] : NULL;
    const uint64_t people = group != NULL ? group->people : 0;
    bp_recount_method by = { .qtype = t->method.qtype };
    if (list == NULL || beside == NULL || list->n != beside->n) {
        bp_str_puts(t->why, "it has no local figures, which its request asks for");
        return false;
    }
    const long double mean =
        sample != NULL ? bp_recount_mean(sample, cut->scale, &by).value : 0;
    return currency_agrees(t, local, code) &&
           figure_agrees(t, local, "mean", "the local mean", is_there(row, "mean"),
                         sample != NULL ? &mean : NULL, people) &&
           levels_agree(t, list, beside, cut, sample, people);
}
