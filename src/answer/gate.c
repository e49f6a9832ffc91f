/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.c - the one place where figures are withheld.
 *
 * Called once, between what is computed from people and what is derived from it, over
 * every part of the answer: a part that is new must be added here, and nowhere else.
 * What is withheld loses its numbers and keeps its reasons, so that nothing after the
 * gate can show it by mistake.  Derived figures (ratios of tiers, places of offers,
 * trends) are computed after it, from what is left. */
#include "answer/gate.h"

#include "analysis/withhold.h"
#include "answer/answer.h"
#include "answer/ledger.h"
#include "answer/ruled.h"
#include "answer/rules_answer.h"
#include "answer/rules_models.h"
#include "answer/rules_table.h"
#include "base/str.h"

typedef struct gate {
    bp_answer *a;
    const bp_rule_set *set; /* of the question */
    bool of_orgs;           /* organisations count */
} gate;

/* What a curve is drawn between, and what a histogram marks. */
enum { P5, P25, P50, P75, P95, DRAWN };

static const bp_level drawn[DRAWN] = {
    { 5, 100 }, { 25, 100 }, { 50, 100 }, { 75, 100 }, { 95, 100 }
};

static bp_verdict judge_drawn(const gate *g, const bp_group *group)
{
    const bp_facts facts = bp_rules_facts(group, g->of_orgs);
    bp_verdict v;
    bp_rules_judge(&v, g->set, &facts, drawn, DRAWN);
    return v;
}

/* A curve from P5 to P95 tells no less than these. */
static bool is_curve_shown(const bp_verdict *v)
{
    return (v->cell | v->level[P5] | v->level[P95]) == 0;
}

/* Of the row and of its figures. */
static unsigned reasons_of(const bp_percentiles *p, const bp_group *g)
{
    unsigned all = g->reasons | g->mean.reasons;
    for (size_t k = 0; k < p->n_levels; k++)
        all |= g->p[k].reasons;
    return all;
}

/* A histogram has bars of enough people and rounded marks, or is not shown. */
static unsigned close_distribution(const gate *g, bp_distribution *d)
{
    const bp_group *all = &g->a->total[0]->group[0];
    const bp_verdict v = judge_drawn(g, all);
    const unsigned why =
        all->reasons | v.cell | v.level[P25] | v.level[P50] | v.level[P75];
    if (why != 0)
        return why;
    bp_distribution_merge(d, g->set->people);
    d->p25 = bp_rules_round(g->set, d->n, d->p25);
    d->p50 = bp_rules_round(g->set, d->n, d->p50);
    d->p75 = bp_rules_round(g->set, d->n, d->p75);
    if (!is_curve_shown(&v))
        bp_curve_release(&d->curve);
    return 0;
}

/* The groups of a table, and the density of each where there is one. */
static unsigned pass_table(const gate *g, bp_percentiles *p, bp_densities *densities)
{
    unsigned all = 0;
    if (p == NULL || p->published)
        return 0; /* what was published is public */
    for (size_t i = 0; densities != NULL && i < p->n_groups; i++) {
        const bp_verdict v = judge_drawn(g, &p->group[i]);
        if (!is_curve_shown(&v))
            bp_curve_release(&densities->curve[i]);
    }
    bp_rules_table(p, g->set, g->of_orgs);
    for (size_t i = 0; i < p->n_groups; i++)
        all |= reasons_of(p, &p->group[i]);
    return all;
}

static unsigned pass_tables(const gate *g)
{
    bp_answer *a = g->a;
    unsigned all = 0;
    bp_percentiles *const tiers = a->tier > 0 ? a->by[a->tier - 1] : a->table;
    for (size_t i = 0; i < a->n_total; i++)
        all |= pass_table(g, a->total[i], NULL);
    for (size_t i = 0; i < a->n_by; i++)
        all |= pass_table(g, a->by[i], a->by[i] == tiers ? a->densities : NULL);
    all |= pass_table(g, a->table, a->table == tiers ? a->densities : NULL);
    for (size_t i = 0; i < a->n_tiles; i++)
        all |= pass_table(g, a->tiles[i].both, NULL);
    if (a->market != NULL)
        all |= pass_table(g, bp_market_own(a->market), NULL);
    bp_market *m;
    for (size_t i = 0;
         a->placements != NULL && (m = bp_placements_market(a->placements, i)) != NULL;
         i++)
        all |= pass_table(g, bp_market_own(m), NULL);
    return all;
}

/* No curve of people whose row is withheld. */
static void follow_table(const bp_percentiles *p, bp_densities *densities)
{
    for (size_t i = 0; p != NULL && densities != NULL && i < p->n_groups; i++)
        if (p->group[i].reasons != 0)
            bp_curve_release(&densities->curve[i]);
}

static void show_own(bp_market *m)
{
    if (m != NULL && bp_market_own(m) != NULL)
        bp_market_show(m, bp_market_own(m), 0);
}

/* What is beside a table, or made of its figures, follows them. */
static void follow_tables(const gate *g)
{
    bp_answer *a = g->a;
    bp_placements *p = a->placements;
    if (a->local != NULL)
        bp_rules_local(a->local, a->table, g->set);
    follow_table(a->tier > 0 ? a->by[a->tier - 1] : a->table, a->densities);
    show_own(a->market);
    bp_market *m;
    for (size_t i = 0; p != NULL && (m = bp_placements_market(p, i)) != NULL; i++)
        show_own(m);
    for (size_t t = 0; p != NULL && t < p->n_tables; t++) {
        const bp_percentiles *table = p->by_table[t].table;
        for (size_t i = 0; i < table->n_groups; i++)
            if ((m = bp_placements_group_market(p, table, i)) != NULL)
                bp_market_show(m, table, i);
    }
}

/* Pay of everybody: the histogram and the steps of the distribution function. */
static unsigned pass_distribution(const gate *g)
{
    bp_answer *a = g->a;
    const unsigned reasons =
        a->distribution != NULL ? close_distribution(g, a->distribution) : 0;
    if (reasons != 0) {
        bp_distribution_free(a->distribution);
        a->distribution = NULL;
    }
    return reasons;
}

/* Both medians, of all and of those whose bonus is known, beside each other tell of the
 * few between them. */
static void pass_blanks(const gate *g)
{
    bp_blanks *b = &g->a->blanks;
    if (b->element != NULL)
        b->zero = b->excluded = bp_figure_without(BP_WITHHELD, 0);
}

/* The year that a report is of is everybody, too. */
static void follow_total(const bp_answer *a)
{
    const bp_group *all = a->n_total > 0 ? &a->total[0]->group[0] : NULL;
    for (size_t i = 0; all != NULL && all->reasons != 0 && i < a->observed->n; i++)
        if (a->observed->year[i].year == bp_survey_year(a->survey))
            bp_observed_withhold_year(a->observed, i, all->reasons);
}

/* Yearly medians, and the growth of those who are in two years; a series of published
 * figures is public. */
static unsigned pass_years(const gate *g)
{
    bp_answer *a = g->a;
    if (a->observed == NULL || a->observed->published)
        return 0;
    const unsigned all = bp_rules_years(a->observed, NULL, g->set, g->of_orgs);
    follow_total(a);
    for (size_t i = 0; i < a->n_parts; i++)
        if (a->part[i].observed != NULL)
            a->part[i].reasons =
                bp_rules_years(a->part[i].observed, a->observed, g->set, g->of_orgs);
    return all;
}

/* The lines of pay, and those that offers are held against. */
static unsigned pass_lines(const gate *g)
{
    bp_answer *a = g->a;
    unsigned all = 0;
    if (a->lines != NULL)
        all |= bp_rules_paylines(a->lines, g->of_orgs);
    bp_paylines *p;
    for (size_t i = 0;
         a->placements != NULL && (p = bp_placements_payline(a->placements, i)) != NULL;
         i++)
        all |= bp_rules_paylines(p, g->of_orgs);
    return all;
}

static bool any_gap(const bp_equity *e)
{
    bool any = false;
    for (size_t i = 0; i < e->n; i++)
        any |= e->line[i].value.state == BP_SHOWN;
    return any;
}

static bool any_line(const bp_paylines *p)
{
    bool any = false;
    for (size_t i = 0; i < p->n_lines; i++)
        any |= p->line[i].reasons == 0;
    return any;
}

static bool any_figure(const bp_percentiles *p)
{
    for (size_t i = 0; p != NULL && i < p->n_groups; i++) {
        const bp_group *g = &p->group[i];
        bool shown = g->mean.state == BP_SHOWN;
        for (size_t k = 0; k < p->n_levels; k++)
            shown |= g->p[k].state == BP_SHOWN;
        if (shown)
            return true;
    }
    return false;
}

static bool shows_any(const bp_market *m)
{
    for (size_t i = 0; m != NULL && i < bp_market_rungs(m); i++)
        if (bp_market_rung(m, i).value.state == BP_SHOWN)
            return true;
    return m != NULL && bp_market_quartile(m, 2).state == BP_SHOWN;
}

/* Is there a figure left that the answer could show? */
static bool anything_left(const bp_answer *a)
{
    const bool chart = a->question->subject == BP_ASK_CHART;
    if (a->equity != NULL)
        return any_gap(a->equity);
    if (a->lines != NULL && (chart || a->question->subject == BP_ASK_SCOPE))
        return any_line(a->lines);
    if (chart && a->n_tiles > 0) /* they are compared with the median of all */
        return a->tiles[0].both->group[0].reasons == 0;
    for (size_t i = 0; a->placements != NULL && i < a->placements->n; i++)
        if (shows_any(a->placements->offer[i].market[0]))
            return true;
    for (size_t i = 0; i < a->n_total; i++)
        if (any_figure(a->total[i]))
            return true;
    return any_figure(a->table) || a->distribution != NULL || shows_any(a->market) ||
           (a->observed != NULL && bp_observed_last(a->observed) != NULL);
}

static bp_status nothing_left(unsigned reasons, bp_err *err)
{
    bp_str words = { 0 };
    for (unsigned i = 0; i < BP_REASONS; i++)
        if ((reasons & 1u << i) != 0)
            bp_str_printf(&words, "%s%s", words.n > 0 ? ", " : "", bp_reason_code(i));
    bp_status status =
        words.failed ? bp_no_memory(err, "the reasons")
                     : bp_fail_hint(err, NULL, BP_ENONE, (bp_hint){ BP_HINT_RULES, NULL },
                                    "nothing of it may be shown: %s", words.at);
    bp_str_release(&words);
    return status;
}

bp_status bp_gate_pass(bp_answer *a, bp_err *err)
{
    const gate g = { a, bp_ruled_by(a), bp_ruled_orgs(a) };
    a->orgs_count = g.of_orgs;
    if (g.set == NULL)
        return BP_OK;
    unsigned reasons = pass_tables(&g);
    bp_status status = bp_rules_answer(a, g.set, g.of_orgs, &reasons, err);
    if (status != BP_OK)
        return status;
    follow_tables(&g);
    reasons |= pass_distribution(&g);
    reasons |= pass_years(&g);
    reasons |= pass_lines(&g);
    if (a->equity != NULL)
        reasons |= bp_rules_equity(a->equity, g.set, g.of_orgs);
    pass_blanks(&g);
    if (reasons != 0 && !a->question->each_job && !anything_left(a))
        return nothing_left(reasons, err);
    return a->ledger != NULL ? bp_ledger_commit(a->ledger, err) : BP_OK;
}
