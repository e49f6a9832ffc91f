/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_models.c - what disclosure rules say of models.
 *
 * A fit tells the sums of squares and products of its rows: from its coefficients,
 * their errors and s these can be worked out.  So two things are looked at beside the
 * number of people: a person (or an organisation) whom the line follows wherever he goes,
 * since then his pay is on it; and a withheld group whose sums are those of everybody
 * less those of the groups that are shown. */
#include "answer/rules_models.h"

#include <string.h>

#include "answer/rules.h"

static bool are_few(uint64_t n, uint64_t orgs, bool of_orgs)
{
    return n < BP_LINE_PEOPLE || (of_orgs && orgs < BP_LINE_ORGS);
}

static unsigned reasons_of(const bp_payline *line, bool of_orgs)
{
    unsigned reasons = 0;
    if (line->n < BP_LINE_PEOPLE)
        reasons |= BP_WHY_FEW_PEOPLE;
    if (of_orgs && line->orgs < BP_LINE_ORGS)
        reasons |= BP_WHY_FEW_ORGS;
    if (line->reasons == 0 && line->highest > BP_LINE_LEVERAGE)
        reasons |= BP_WHY_DOMINANCE;
    return reasons;
}

/* The smallest group that is shown; SIZE_MAX: none is. */
static size_t smallest_shown(const bp_paylines *p)
{
    size_t best = SIZE_MAX;
    for (size_t i = 1; i < p->n_lines; i++)
        if (p->line[i].reasons == 0 &&
            (best == SIZE_MAX || p->line[i].n < p->line[best].n))
            best = i;
    return best;
}

/* Are few people left when the groups that are shown are taken from everybody? */
static bool leaves_few(const bp_paylines *p, bool of_orgs)
{
    uint64_t n = p->line[0].n, orgs = 0;
    for (size_t i = 1; i < p->n_lines; i++) {
        if (p->line[i].reasons == 0)
            n -= p->line[i].n;
        else
            orgs += p->line[i].orgs;
    }
    return n > 0 && are_few(n, orgs, of_orgs);
}

/* With one slope the groups are in one fit: each must be large enough for its level. */
static unsigned close_common(bp_paylines *p, bool of_orgs)
{
    bp_payline *line = &p->line[0];
    unsigned reasons = 0;
    for (size_t i = 0; i < line->n_points; i++) {
        if (line->point[i].n < BP_LINE_PEOPLE)
            reasons |= BP_WHY_FEW_PEOPLE;
        if (of_orgs && line->point[i].orgs < BP_LINE_ORGS)
            reasons |= BP_WHY_FEW_ORGS;
    }
    if (reasons != 0)
        bp_payline_withhold(line, reasons);
    return reasons;
}

unsigned bp_rules_paylines(bp_paylines *p, bool of_orgs)
{
    unsigned all = 0;
    for (size_t i = 0; i < p->n_lines; i++) {
        const unsigned reasons = reasons_of(&p->line[i], of_orgs);
        all |= reasons;
        if (reasons != 0)
            bp_payline_withhold(&p->line[i], reasons);
    }
    if (p->common && p->line[0].reasons == 0)
        all |= close_common(p, of_orgs);
    for (size_t i; p->line[0].reasons == 0 && leaves_few(p, of_orgs) &&
                   (i = smallest_shown(p)) != SIZE_MAX;) {
        bp_payline_withhold(&p->line[i], BP_WHY_COMPLEMENT);
        all |= BP_WHY_COMPLEMENT;
    }
    return all;
}

/* ---- pay equity ---- */

/* Of people whose amounts are added up.  A bonus of few tells theirs, however many have
 * none. */
static unsigned reasons_of_people(const bp_equity_people *p, bool mean,
                                  const bp_rule_set *set, bool of_orgs)
{
    const bp_facts facts = {
        .n = p->n, .orgs = p->orgs, .of_orgs = of_orgs, .who = &p->who
    };
    const bool few = p->earners > 0 && p->earners < set->people;
    bp_verdict v;
    bp_rules_judge(&v, set, &facts, NULL, 0);
    return v.cell | (mean ? v.mean : 0) | (few ? BP_WHY_FEW_PEOPLE : 0);
}

static unsigned reasons_for(const bp_equity_line *l, const bp_rule_set *set, bool of_orgs)
{
    const bp_equity_cell *c = &l->cell;
    const uint64_t people =
        c->mean && set->mean_people > set->people ? set->mean_people : set->people;
    unsigned reasons = 0;
    if (c->n < people)
        reasons |= BP_WHY_FEW_PEOPLE;
    if (of_orgs && c->orgs < set->orgs)
        reasons |= BP_WHY_FEW_ORGS;
    if (c->rest > 0 && c->rest < set->people)
        reasons |= BP_WHY_COMPLEMENT;
    if (c->highest > BP_LINE_LEVERAGE)
        reasons |= BP_WHY_DOMINANCE;
    for (size_t i = 0; i < c->n_of; i++)
        reasons |= reasons_of_people(&c->of[i], c->mean, set, of_orgs);
    return reasons;
}

/* Amounts of small groups are rounded as in tables of percentiles; gaps are ratios of
 * what is rounded there, and no amounts. */
static void round_amount(bp_equity_line *l, const bp_rule_set *set)
{
    if (l->kind == BP_EQUITY_MONEY && l->value.state == BP_SHOWN)
        l->value.value = bp_rules_round(set, l->cell.n, l->value.value);
}

/* Bands have the same number of people each, so what some groups have of them tells what
 * the others have: where these are few, no bands are shown. */
static unsigned close_bands(bp_equity *e, const bp_rule_set *set)
{
    uint64_t few = 0;
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        const bool first =
            strcmp(l->category, "lower") == 0 && strcmp(l->figure, "people") == 0;
        if (l->part == BP_EQUITY_BANDS && first && l->value.state == BP_WITHHELD)
            few += l->n;
    }
    if (few == 0 || few >= set->people)
        return 0;
    for (size_t i = 0; i < e->n; i++)
        if (e->line[i].part == BP_EQUITY_BANDS && e->line[i].value.state == BP_SHOWN)
            bp_equity_withhold(&e->line[i], BP_WHY_COMPLEMENT);
    return BP_WHY_COMPLEMENT;
}

static bool is_gap(const bp_equity_line *l, const char *factor, const char *group,
                   const char *category)
{
    return strcmp(l->factor, factor) == 0 && strcmp(l->figure, "gap_mean") == 0 &&
           strcmp(l->group, group) == 0 && strcmp(l->category, category) == 0;
}

/* The line of base pay in the category of a bonus: those of one category are together,
 * and bonuses last; NULL: nothing of it is shown. */
static const bp_equity_line *base_beside(const bp_equity *e, size_t bonus)
{
    const bp_equity_line *b = &e->line[bonus];
    for (size_t k = bonus; k-- > 0 && strcmp(e->line[k].category, b->category) == 0;)
        if (is_gap(&e->line[k], "base", b->group, b->category))
            return e->line[k].value.state == BP_SHOWN ? &e->line[k] : NULL;
    return NULL;
}

/* Base pay and bonus are all of the pay, and three gaps of one category give the shares
 * of both.  So where a bonus is withheld beside them, no gap of base pay is shown of that
 * group: with the means of all, these would tell it. */
static unsigned close_parts(bp_equity *e)
{
    unsigned all = 0;
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *b = &e->line[i];
        if (!is_gap(b, "bonus", b->group, b->category) || b->value.state != BP_WITHHELD ||
            base_beside(e, i) == NULL)
            continue;
        for (size_t k = 0; k < e->n; k++)
            if (is_gap(&e->line[k], "base", b->group, e->line[k].category) &&
                e->line[k].value.state == BP_SHOWN)
                bp_equity_withhold(&e->line[k], BP_WHY_COMPLEMENT);
        all |= BP_WHY_COMPLEMENT;
    }
    return all;
}

unsigned bp_rules_equity(bp_equity *e, const bp_rule_set *set, bool of_orgs)
{
    unsigned all = 0;
    for (size_t i = 0; i < e->n; i++) {
        bp_equity_line *l = &e->line[i];
        if (l->value.state != BP_SHOWN)
            continue;
        const unsigned reasons = reasons_for(l, set, of_orgs);
        if (reasons != 0)
            bp_equity_withhold(l, reasons);
        else
            round_amount(l, set);
        all |= reasons;
    }
    return all | close_bands(e, set) | close_parts(e);
}
