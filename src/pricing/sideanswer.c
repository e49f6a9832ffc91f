/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sideanswer.c - an answer about percentiles as one of two that are compared.
 *
 * The table has passed the gate, so what it withholds is withheld here. */
#include <inttypes.h>
#include <stdio.h>

#include "answer/answer.h"
#include "answer/gate.h"
#include "data/published.h"
#include "data/recoded.h"
#include "pricing/side.h"

static bp_figure count(uint64_t n, bool known)
{
    return known ? bp_figure_of((double)n) : bp_figure_absent();
}

/* What is not in a published line is not there. */
static bp_figure known(const bp_percentiles *p, bp_figure f)
{
    return p->published && f.state != BP_SHOWN ? bp_figure_absent() : f;
}

static bool put_figures(bp_side *s, const bp_percentiles *p, const bp_group *g)
{
    bool ok =
        bp_side_put(s, "n", BP_CHANGE_COUNT, count(g->n, !p->published || g->n > 0));
    ok = ok && bp_side_put(s, "orgs", BP_CHANGE_COUNT, count(g->orgs, p->has_orgs));
    ok = ok && bp_side_put(s, "mean", BP_CHANGE_MONEY, known(p, g->mean));
    for (size_t k = 0; ok && k < p->n_levels; k++) {
        char level[16], name[20];
        bp_level_text(level, sizeof level, p->level[k]);
        snprintf(name, sizeof name, "p%s", level);
        ok = bp_side_put(s, name, BP_CHANGE_MONEY, known(p, g->p[k]));
    }
    return ok;
}

static bool put_groups(bp_side *s, const bp_percentiles *p)
{
    bool ok = true;
    for (size_t k = 0; ok && k < p->n_keys; k++)
        ok = bp_side_key(s, p->key[k]) != SIZE_MAX;
    for (size_t i = 0; ok && i < p->n_groups; i++) {
        const bp_group *from = &p->group[i];
        bp_side_group *g = bp_side_add(s, from->by == NULL);
        ok = g != NULL;
        for (size_t k = 0; ok && from->by != NULL && k < p->n_keys; k++)
            ok = (g->by[k] = bp_side_text(s, bp_text_of(from->by[k]))) != NULL;
        if (ok && from->currency != NULL)
            ok = (g->currency = bp_side_text(s, bp_text_of(from->currency))) != NULL;
        ok = ok && put_figures(s, p, from);
    }
    return ok;
}

/* Under the same question these are alike but where the data decide. */
static bool put_facts(bp_side *s, const bp_answer *a)
{
    const bp_percentiles *p = a->table;
    const char *currency = a->survey != NULL ? bp_survey_currency(a->survey) : NULL;
    char qtype[24];
    snprintf(qtype, sizeof qtype, "%d", a->method.qtype);
    return bp_side_fact_add(s, "pay", p->element) &&
           bp_side_fact_add(s, "currency", currency != NULL ? currency : "unknown") &&
           bp_side_fact_add(s, "period",
                            a->survey != NULL ? bp_survey_period(a->survey) : "") &&
           bp_side_fact_add(s, "qtype", qtype) &&
           bp_side_fact_add(s, "basis", bp_basis_name(a->method.basis)) &&
           bp_side_fact_add(s, "ci", bp_ci_method_name(p->ci.method)) &&
           bp_side_fact_add(s, "rules", bp_rules_name(a->question->rules)) &&
           bp_side_fact_add(s, "approximate", "none") &&
           bp_side_fact_add(s, "rows",
                            p->published ? "lines of published figures"
                                         : "records of people");
}

static void date_text(char out[16], int32_t date)
{
    const unsigned d = (unsigned)date;
    snprintf(out, 16, "%04u-%02u-%02u", d / 10000 % 10000, d / 100 % 100, d % 100);
}

static bool put_when(bp_side *s, const bp_survey *survey)
{
    char text[48] = "", first[16], last[16];
    int32_t from, to;
    if (bp_survey_year(survey) != 0) {
        snprintf(text, sizeof text, "%d", bp_survey_year(survey));
    } else if (bp_survey_dates(survey, &from, &to)) {
        date_text(first, from);
        date_text(last, to);
        snprintf(text, sizeof text, "%s to %s", first, last);
    }
    s->about.when = bp_side_text(s, bp_text_of(text));
    return s->about.when != NULL;
}

static bool put_input(bp_side *s, const bp_survey *survey)
{
    bool ok = true;
    for (size_t i = 0; ok && i < bp_survey_inputs(survey); i++) {
        const bp_tally *t = bp_survey_input(survey, i);
        s->about.file = bp_side_text(s, bp_text_of(t->file));
        s->about.rows += t->rows;
        s->about.used += t->used;
        s->about.filtered += t->filtered;
        for (size_t k = 0; k < BP_RULE_COUNT; k++)
            s->about.excluded += t->excluded[k];
        if (t->sha256 != NULL)
            s->about.sha256 = bp_side_text(s, bp_text_of(t->sha256));
        ok = s->about.file != NULL;
    }
    ok = ok && bp_side_recoded_room(s, bp_survey_recodings(survey));
    for (size_t i = 0; ok && i < bp_survey_recodings(survey); i++) {
        const bp_recoded one = bp_survey_recoded(survey, i);
        ok = bp_side_recoded_add(s, &one);
    }
    return ok && put_when(s, survey);
}

static bool put_published(bp_side *s, const bp_answer *a)
{
    const uint64_t lines = a->table->n_groups - 1;
    const bp_published *t = a->published;
    s->about.file = bp_side_text(s, bp_text_of(t->file));
    s->about.rows = s->about.used = lines;
    s->about.when = "";
    bool ok = s->about.file != NULL && bp_side_recoded_room(s, t->n_columns);
    for (size_t i = 0; ok && i < t->n_columns; i++) {
        const bp_recoded one = bp_published_recoded(t, i);
        ok = one.cells == 0 || bp_side_recoded_add(s, &one);
    }
    return ok;
}

bp_status bp_side_of(bp_side *s, const bp_answer *a, bp_err *err)
{
    s->command = "percentiles";
    bool ok = a->survey != NULL ? put_input(s, a->survey) : put_published(s, a);
    ok = ok && put_facts(s, a) && put_groups(s, a->table);
    s->pay = ok ? bp_side_fact_of(s, "pay") : NULL;
    return ok ? BP_OK : bp_no_memory(err, "the comparison");
}
