/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules.c - what disclosure rules say of one cell.
 *
 * Five organisations are not enough: mean and quartiles of five people are five equations
 * about them, and a percentile often is one person's pay.  So a cell needs more people
 * the more is shown of it.  All comparisons are of whole numbers: exactly a quarter is
 * not above a quarter.  Rounding comes after every decision, and none counts on it. */
#include "answer/rules.h"

#include <math.h>

static const bp_rule_set survey = {
    .people = 5,
    .orgs = 5,
    .share = { 25, 100 },
    .two_largest = { 67, 100 },
    .p_percent = { 10, 100 },
    .quartile_people = 10,
    .mean_people = 10,
    .tail_people = 10,
    .tail_orgs = 10,
    .beyond = 3,
    .round_digits = 3,
    .round_below = 30,
    .equations = true,
};

static const bp_rule_set classic = {
    .people = 5,
    .orgs = 5,
    .share = { 25, 100 },
    .two_largest = { 1, 1 },
    .p_percent = { 0, 1 },
    .quartile_people = 5,
    .mean_people = 5,
    .tail_people = 10,
    .tail_orgs = 10,
    .beyond = 3,
    .round_digits = 3,
    .round_below = 30,
};

const char *bp_rules_name(bp_rules rules)
{
    static const char *const name[] = { [BP_RULES_NONE] = "none",
                                        [BP_RULES_SURVEY] = "survey",
                                        [BP_RULES_SURVEY_CLASSIC] = "survey-classic",
                                        [BP_RULES_OWN] = "own" };
    return name[rules];
}

const bp_rule_set *bp_rules_of(bp_rules rules)
{
    return rules == BP_RULES_NONE             ? NULL
           : rules == BP_RULES_SURVEY_CLASSIC ? &classic
                                              : &survey;
}

/* ---- primary rules ---- */

/* x > level * all. */
static bool above(bp_int128 x, bp_level level, bp_int128 all)
{
    return x * level.den > all * level.num;
}

static bool dominated(const bp_rule_set *set, const bp_shares *s)
{
    const bp_int128 others = s->all - s->largest - s->second;
    const bp_level p = set->p_percent;
    return above(s->largest, set->share, s->all) ||
           above(s->largest + s->second, set->two_largest, s->all) ||
           others * p.den < s->largest * p.num;
}

static unsigned judge_cell(const bp_rule_set *set, const bp_facts *f)
{
    unsigned why = f->n < set->people ? BP_WHY_FEW_PEOPLE : 0;
    if (f->of_orgs && f->orgs < set->orgs)
        why |= BP_WHY_FEW_ORGS;
    if (f->who != NULL && f->who->all_equal)
        why |= BP_WHY_ALL_EQUAL;
    if (f->of_orgs && f->who != NULL && dominated(set, &f->who->people))
        why |= BP_WHY_DOMINANCE;
    return why;
}

/* How many people are on the thinner side of a level for each that it is about;
 * UINT64_MAX at 0 and 100 %. */
static uint64_t people_per_side(bp_level p, unsigned each)
{
    const uint64_t side = p.num < p.den - p.num ? p.num : p.den - p.num;
    return side == 0 ? UINT64_MAX : ((uint64_t)each * p.den + side - 1) / side;
}

static bool is_tail(bp_level p)
{
    return (uint64_t)p.num * 4 < p.den || (uint64_t)p.num * 4 > (uint64_t)p.den * 3;
}

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static unsigned judge_level(const bp_rule_set *set, const bp_facts *f, bp_level p)
{
    if ((uint64_t)p.num * 2 == p.den)
        return 0;
    if (!is_tail(p))
        return f->n < set->quartile_people ? BP_WHY_FEW_PEOPLE : 0;
    const uint64_t least = people_per_side(p, 1);
    unsigned why = f->n < larger(set->tail_people, least) ? BP_WHY_FEW_PEOPLE : 0;
    if (f->of_orgs && f->orgs < larger(set->tail_orgs, least))
        why |= BP_WHY_FEW_ORGS;
    return why;
}

static unsigned judge_mean(const bp_rule_set *set, const bp_facts *f)
{
    unsigned why = f->n < set->mean_people ? BP_WHY_FEW_PEOPLE : 0;
    if (f->of_orgs && f->who != NULL && dominated(set, &f->who->pay))
        why |= BP_WHY_DOMINANCE;
    return why;
}

/* ---- what figures tell together ---- */

/* The level that is shown and farthest from the middle; n: none is. */
static size_t outermost(const bp_verdict *v, const bp_level level[], size_t n)
{
    size_t found = n;
    double farthest = -1;
    for (size_t i = 0; i < n; i++) {
        const double far = fabs(bp_level_share(level[i]) - .5);
        if (v->level[i] == 0 && far > farthest) {
            farthest = far;
            found = i;
        }
    }
    return found;
}

/* How many amounts figures could give away: of people, or the means of organisations. */
static uint64_t unknowns(const bp_facts *f)
{
    const bool fewer = f->who != NULL && f->who->amounts > 0 && f->who->amounts < f->n;
    return fewer ? f->who->amounts : f->n;
}

/* The mean goes first, then the outermost levels. */
static void keep_few(bp_verdict *v, const bp_facts *f, const bp_level level[], size_t n)
{
    const uint64_t amounts = unknowns(f);
    uint64_t shown = v->mean == 0;
    for (size_t i = 0; i < n; i++) {
        shown += v->level[i] == 0;
        if (v->level[i] == 0 && v->mean == 0 && amounts <= people_per_side(level[i], 2)) {
            v->mean = BP_WHY_EQUATIONS;
            shown--;
        }
    }
    while (shown > 0 && shown + 2 >= amounts) {
        if (v->mean == 0)
            v->mean = BP_WHY_EQUATIONS;
        else
            v->level[outermost(v, level, n)] = BP_WHY_EQUATIONS;
        shown--;
    }
}

void bp_rules_judge(bp_verdict *out, const bp_rule_set *set, const bp_facts *facts,
                    const bp_level level[], size_t n_levels)
{
    out->cell = judge_cell(set, facts);
    out->mean = judge_mean(set, facts);
    for (size_t i = 0; i < n_levels; i++)
        out->level[i] = judge_level(set, facts, level[i]);
    if (set->equations && out->cell == 0)
        keep_few(out, facts, level, n_levels);
}

/* Fewer have no limits of an interval shown. */
#define LIMIT_PEOPLE 10

bool bp_rules_limit(const bp_rule_set *set, const bp_facts *facts, bp_beyond beyond)
{
    return facts->n >= LIMIT_PEOPLE && beyond.people >= set->beyond &&
           (!facts->of_orgs || beyond.orgs >= set->beyond);
}

/* ---- rounding ---- */

typedef double rounding(double x);

/* To so many digits; powers of ten are multiplied with, which keeps decimals exact. */
static double round_with(rounding *rule, double x, uint64_t digits)
{
    if (x == 0)
        return 0;
    const double last = floor(log10(fabs(x))) + 1 - (double)digits, size = fabs(last);
    const double power = size <= 18 ? (double)bp_pow10((int)size) : pow(10, size);
    return last >= 0 ? rule(x / power) * power : rule(x * power) / power;
}

double bp_rules_round(const bp_rule_set *set, uint64_t n, double x)
{
    return n < set->round_below ? round_with(nearbyint, x, set->round_digits) : x;
}

double bp_rules_round_down(const bp_rule_set *set, double x)
{
    return round_with(floor, x, set->round_digits);
}

double bp_rules_round_up(const bp_rule_set *set, double x)
{
    return round_with(ceil, x, set->round_digits);
}
