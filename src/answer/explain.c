/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - how one percentile came about.
 *
 * The figure is the answer's own, as it passed the gate; what leads to it is found again
 * from the survey.  Ranks, counts and weights are no pay and are always told; the pay of
 * the two neighbours is somebody's, so under disclosure rules it is not. */
#include "benchpay/explain.h"

#include <math.h>
#include <string.h>

#include "analysis/around.h"
#include "answer/answer.h"
#include "answer/ruled.h"
#include "answer/rules_table.h"
#include "base/lookalike.h"
#include "base/text.h"

/* ---- which cell ---- */

static size_t equals_of(const char *word)
{
    return strcspn(word, "=");
}

static bp_text value_of(const char *word)
{
    return bp_text_trim(bp_text_of(word + equals_of(word) + 1));
}

/* The word about a column of the table; NULL: there is none. */
static const char *word_for(const bp_explain_cell *cell, const char *key)
{
    for (size_t i = 0; i < cell->n; i++) {
        const bp_text name =
            bp_text_trim((bp_text){ cell->by[i], equals_of(cell->by[i]) });
        if (bp_text_alike(name, bp_text_of(key)))
            return cell->by[i];
    }
    return NULL;
}

static bp_status check_words(const bp_percentiles *p, const bp_explain_cell *cell,
                             bp_err *err)
{
    for (size_t i = 0; i < cell->n; i++)
        if (cell->by[i][equals_of(cell->by[i])] == '\0')
            return bp_fail(err, NULL, BP_EUSAGE, "'%s' is not COLUMN=VALUE", cell->by[i]);
    for (size_t k = 0; cell->n > 0 && k < p->n_keys; k++)
        if (word_for(cell, p->key[k]) == NULL)
            return bp_fail(err, NULL, BP_EUSAGE,
                           "the cell has no value of '%s', which the groups are by",
                           p->key[k]);
    return cell->n == 0 || cell->n == p->n_keys
               ? BP_OK
               : bp_fail(err, NULL, BP_EUSAGE,
                         "the cell names %zu columns, and the groups are by %zu", cell->n,
                         p->n_keys);
}

static bool is_cell(const bp_percentiles *p, const bp_group *g,
                    const bp_explain_cell *cell)
{
    bool is = (g->by == NULL) == (cell->n == 0);
    for (size_t k = 0; is && g->by != NULL && k < p->n_keys; k++)
        is = bp_text_alike(value_of(word_for(cell, p->key[k])), bp_text_of(g->by[k]));
    return is;
}

/* Groups that are shown may be named. */
static bp_status no_group(const bp_percentiles *p, const bp_explain_cell *cell,
                          bp_err *err)
{
    const char *name[BP_LEVELS_MAX];
    size_t n = 0;
    for (size_t i = 0; p->n_keys == 1 && i < p->n_groups && n < BP_LEVELS_MAX; i++)
        if (p->group[i].by != NULL)
            name[n++] = p->group[i].by[0];
    const char *near = n > 0 ? bp_text_nearest(value_of(cell->by[0]).at, name, n) : NULL;
    char meant[BP_LOOK_MEANT_ROOM];
    return bp_fail(err, NULL, BP_EUSAGE, "there is no group '%s'%s", cell->by[0],
                   near != NULL  ? bp_look_meant(meant, near, value_of(cell->by[0]).at)
                   : cell->n > 1 ? " with the others"
                                 : "");
}

static bp_status find_group(bp_explanation *e, const bp_answer *a,
                            const bp_explain_cell *cell, bp_err *err)
{
    const bp_percentiles *p = a->table;
    bp_status status = check_words(p, cell, err);
    for (size_t i = 0; status == BP_OK && e->group == NULL && i < p->n_groups; i++)
        if (is_cell(p, &p->group[i], cell))
            e->group = &p->group[i];
    if (status == BP_OK && e->group == NULL)
        status = no_group(p, cell, err);
    if (status == BP_OK && e->group->others > 0)
        status =
            bp_fail(err, NULL, BP_EDATA, "it joins several groups: name one of them");
    return status;
}

static bp_status find_figure(bp_explanation *e, bp_err *err)
{
    const bp_percentiles *p = e->answer->table;
    for (size_t k = 0; k < p->n_levels; k++)
        if (bp_level_compare(p->level[k], e->level) == 0) {
            e->figure = e->group->p[k];
            e->precision = e->group->precision != NULL ? &e->group->precision[k] : NULL;
            return BP_OK;
        }
    return bp_fail(err, NULL, BP_EUSAGE, "P%g is not among the levels",
                   bp_level_percent(e->level));
}

/* ---- where it is ---- */

static bp_figure of_people(const bp_answer *a, double value)
{
    return bp_ruled_by(a) == NULL ? bp_figure_of(value)
                                  : bp_figure_without(BP_WITHHELD, 0);
}

static void put_around(bp_explanation *e, const bp_around *x, bool weighted)
{
    static const bp_explain_kind kind[] = { [BP_AROUND_RANKS] = BP_EXPLAIN_RANKS,
                                            [BP_AROUND_STEPS] = BP_EXPLAIN_STEPS,
                                            [BP_AROUND_WINDOW] = BP_EXPLAIN_WINDOW };
    e->kind = kind[x->kind];
    e->values = x->values;
    e->n = x->n;
    e->h = x->h;
    e->rank = x->rank;
    e->last = x->last;
    e->fraction =
        x->kind == BP_AROUND_WINDOW ? bp_figure_absent() : bp_figure_of(x->fraction);
    e->lower = of_people(e->answer, x->lower);
    e->upper = of_people(e->answer, x->upper);
    e->exact = of_people(e->answer, x->value);
    e->below = x->below;
    e->at_most = x->at_most;
    e->share = x->share;
    e->weighted = weighted;
}

static bp_status find_around(bp_explanation *e, bp_err *err)
{
    const bp_answer *a = e->answer;
    const bp_method *m = &a->method;
    uint32_t value[BP_KEYS_MAX];
    bp_pay_groups *g = NULL;
    for (size_t k = 0; k < bp_survey_keys(a->survey); k++)
        value[k] = e->group->by != NULL
                       ? bp_survey_key_id(a->survey, k, bp_text_of(e->group->by[k]))
                       : BP_NO_ID;
    bp_status status = bp_pay_groups_where(&g, a->survey, 0, value, err);
    if (status == BP_OK && m->basis != BP_BASIS_INCUMBENT)
        status = bp_pay_groups_on(g, m->basis, m->qtype, err);
    bp_around x;
    if (status == BP_OK)
        status = bp_around_find(&x, g, e->level, m->qtype, err);
    if (status == BP_OK)
        put_around(e, &x, g->weighting != BP_UNWEIGHTED);
    bp_pay_groups_free(g);
    return status;
}

/* ---- how sure it is ---- */

/* What the limits were made of: ranks, or an error of the share. */
static void find_interval(bp_explanation *e)
{
    const bp_ci *ci = &e->answer->table->ci;
    const bp_precision *p = e->precision;
    bp_order_interval order;
    if (ci->method == BP_CI_ORDER &&
        bp_interval_order(&order, (uint64_t)e->n, e->level, ci->level)) {
        e->rank_lo = order.lo;
        e->rank_hi = order.hi;
    }
    const bool by_error = ci->method == BP_CI_WOODRUFF || ci->method == BP_CI_CLUSTERED;
    if (!by_error || p == NULL || !(p->df > 0) || e->values < 2)
        return;
    e->t = bp_interval_t(ci->level, p->df);
    e->se_share = sqrt(p->deff * e->share * (1 - e->share) / ((double)e->values - 1));
}

/* ---- which rules it passed ---- */

static void ask(bp_explanation *e, const char *rule, double count, double bound,
                bool at_most, bool share)
{
    const bool kept = at_most ? count <= bound : count >= bound;
    e->rule[e->n_rules++] = (bp_explain_rule){ rule, count, bound, at_most, share, kept };
}

static double part(bp_int128 x, bp_int128 all)
{
    return all > 0 ? (double)x / (double)all : 0;
}

static void ask_shares(bp_explanation *e, const bp_rule_set *set, const bp_shares *s)
{
    const bp_int128 two = s->largest + s->second;
    ask(e, "share", part(s->largest, s->all), bp_level_share(set->share), true, true);
    ask(e, "two_largest", part(two, s->all), bp_level_share(set->two_largest), true,
        true);
    ask(e, "p_percent", part(s->all - two, s->largest), bp_level_share(set->p_percent),
        false, true);
}

/* What the level itself asks: the more the farther out it is. */
static void ask_level(bp_explanation *e, const bp_rule_set *set, bool of_orgs)
{
    const bp_level p = e->level;
    const uint64_t side = p.num < p.den - p.num ? p.num : p.den - p.num;
    const double people = (double)e->group->n;
    if ((uint64_t)p.num * 2 == p.den)
        return;
    if (side * 4 >= p.den) {
        ask(e, "quartile_people", people, (double)set->quartile_people, false, false);
        return;
    }
    const double least = side > 0 ? ceil((double)p.den / (double)side) : INFINITY;
    if (!isfinite(least))
        return;
    ask(e, "tail_people", people, fmax((double)set->tail_people, least), false, false);
    if (of_orgs)
        ask(e, "tail_orgs", (double)e->group->orgs, fmax((double)set->tail_orgs, least),
            false, false);
}

static void ask_rules(bp_explanation *e)
{
    const bp_answer *a = e->answer;
    const bp_rule_set *set = bp_ruled_by(a);
    if (set == NULL)
        return;
    const bp_facts f = bp_rules_facts(e->group, a->orgs_count);
    ask(e, "people", (double)f.n, (double)set->people, false, false);
    if (f.of_orgs)
        ask(e, "orgs", (double)f.orgs, (double)set->orgs, false, false);
    if (f.of_orgs && f.who != NULL)
        ask_shares(e, set, &f.who->people);
    ask_level(e, set, f.of_orgs);
}

/* ---- the whole ---- */

bp_status bp_explain(bp_explanation *out, const bp_answer *answer,
                     const bp_explain_cell *cell, bp_err *err)
{
    bp_explanation e = { .answer = answer, .level = cell->level };
    if (answer->survey == NULL || answer->table == NULL || answer->table->published)
        return bp_fail(err, NULL, BP_EDATA,
                       "published figures are as they were printed: there is nothing to "
                       "explain");
    bp_status status = find_group(&e, answer, cell, err);
    if (status == BP_OK)
        status = find_figure(&e, err);
    if (status == BP_OK)
        status = find_around(&e, err);
    if (status != BP_OK)
        return status;
    find_interval(&e);
    ask_rules(&e);
    *out = e;
    return BP_OK;
}
