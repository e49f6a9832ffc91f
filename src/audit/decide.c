/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decide.c - may figures of a group be shown?
 *
 * One function a rule, in the order in which a reader would ask: is the group large
 * enough, is it one organisation's, is each figure of enough people, do the figures
 * together tell more than each, does the group differ from everybody by a few.  All
 * comparisons are of whole numbers. */
#include "audit/decide.h"

#include <inttypes.h>
#include <math.h>

#include "audit/agree.h"

static const bp_rule_set presets[] = {
    [BP_RULES_SURVEY] = { .people = 5,
                          .orgs = 5,
                          .share = { 1, 4 },
                          .two_largest = { 67, 100 },
                          .p_percent = { 1, 10 },
                          .quartile_people = 10,
                          .mean_people = 10,
                          .tail_people = 10,
                          .tail_orgs = 10,
                          .beyond = 3,
                          .round_digits = 3,
                          .round_below = 30,
                          .equations = true },
    [BP_RULES_SURVEY_CLASSIC] = { .people = 5,
                                  .orgs = 5,
                                  .share = { 1, 4 },
                                  .two_largest = { 1, 1 },
                                  .p_percent = { 0, 1 },
                                  .quartile_people = 5,
                                  .mean_people = 5,
                                  .tail_people = 10,
                                  .tail_orgs = 10,
                                  .beyond = 3,
                                  .round_digits = 3,
                                  .round_below = 30 },
};

const bp_rule_set *bp_decide_rules(bp_rules rules)
{
    return rules == BP_RULES_SURVEY || rules == BP_RULES_SURVEY_CLASSIC ? &presets[rules]
                                                                        : NULL;
}

long double bp_decide_rounded(const bp_rule_set *set, uint64_t people, long double x)
{
    return set != NULL && people < set->round_below
               ? bp_agree_rounded(nearbyintl, x, set->round_digits)
               : x;
}

/* What is asked of one group. */
typedef struct question {
    bp_str *why;
    const bp_rule_set *set;
    const bp_seen_group *seen;
    const bp_known_group *known;
    uint64_t n;
    uint64_t orgs;
    uint64_t amounts; /* that figures are made of: of people, or means of organisations */
} question;

/* ---- words ---- */

static void put_name(bp_str *s, const question *q, const bp_seen *of)
{
    if (of == &q->seen->mean) {
        bp_str_puts(s, "the mean");
        return;
    }
    char text[16];
    bp_level_text(text, sizeof text, of->level);
    bp_str_printf(s, "P%s", text);
}

static bool is_seen(const bp_seen *s)
{
    return s->value || s->lo || s->hi;
}

static const bp_seen *first_shown(const bp_seen_group *seen)
{
    for (size_t i = 0; i < seen->n_levels; i++)
        if (is_seen(&seen->level[i]))
            return &seen->level[i];
    return is_seen(&seen->mean) ? &seen->mean : NULL;
}

static void put_count(bp_str *s, uint64_t n, const char *one, const char *many)
{
    bp_str_printf(s, "%" PRIu64 " %s", n, n == 1 ? one : many);
}

/* "P90 is shown, of 9 people: it needs 10" */
static bool too_few(const question *q, const bp_seen *of, uint64_t n, bool people,
                    const char *it, uint64_t least)
{
    put_name(q->why, q, of);
    bp_str_puts(q->why, " is shown, of ");
    put_count(q->why, n, people ? "person" : "organization",
              people ? "people" : "organizations");
    bp_str_printf(q->why, ": %s needs %" PRIu64, it, least);
    return false;
}

/* ---- the group ---- */

static bool is_large(const question *q)
{
    const bp_seen *first = first_shown(q->seen);
    if (q->n < q->set->people)
        return too_few(q, first, q->n, true, "a group", q->set->people);
    if (q->known->of_orgs && q->orgs < q->set->orgs)
        return too_few(q, first, q->orgs, false, "a group", q->set->orgs);
    return true;
}

static bool pay_differs(const question *q)
{
    const bp_crowd_group *g = q->known->sample;
    if (g->by_pay[0].pay != g->by_pay[g->n - 1].pay)
        return true;
    put_name(q->why, q, first_shown(q->seen));
    bp_str_puts(q->why, " is shown, and it is everybody's pay");
    return false;
}

/* Of the two largest organisations, and of all; in what people weigh or are paid. */
typedef struct parts {
    bp_int128 first;
    bp_int128 second;
    bp_int128 all;
} parts;

static parts parts_of(const bp_known_group *known, bool pay)
{
    const bp_crowd_group *g = known->sample;
    const int bits = pay ? known->bits : 0;
    parts p = { 0 };
    for (size_t i = 0, end; i < g->n; i = end) {
        bp_int128 sum = 0;
        end = bp_crowd_unit(g, i);
        for (size_t k = i; k < end; k++)
            sum += (pay ? (bp_int128)g->by_org[k].pay : 1) * g->by_org[k].weight;
        p.all += sum;
        if (g->by_org[i].org == BP_NO_ID)
            continue;
        if (sum > p.first) {
            p.second = p.first;
            p.first = sum;
        } else if (sum > p.second) {
            p.second = sum;
        }
    }
    if (bits > 0) { /* the largest may be so much larger than they are here */
        p.first += (p.first >> bits) + 1;
        p.second += (p.second >> bits) + 1;
    }
    return p;
}

static bool is_above(bp_int128 x, bp_level share, bp_int128 all)
{
    return x * share.den > all * share.num;
}

/* Not by one organisation, nor by two. */
static bool not_dominated(const question *q, const bp_seen *of, bool pay)
{
    const bp_rule_set *set = q->set;
    const parts p = parts_of(q->known, pay);
    const bp_int128 others = p.all - p.first - p.second;
    const struct {
        bool broken;
        bp_level bound;
        const char *words;
    } rule[] = {
        { is_above(p.first, set->share, p.all), set->share,
          "one organization has more than %s%% of the %s" },
        { is_above(p.first + p.second, set->two_largest, p.all), set->two_largest,
          "two organizations have more than %s%% of the %s" },
        { others * set->p_percent.den < p.first * set->p_percent.num, set->p_percent,
          "all but two organizations have less than %s%% of the largest one's %s" },
    };
    for (size_t i = 0; q->known->of_orgs && i < sizeof rule / sizeof rule[0]; i++) {
        char text[16];
        if (!rule[i].broken)
            continue;
        bp_level_text(text, sizeof text, rule[i].bound);
        put_name(q->why, q, of);
        bp_str_puts(q->why, " is shown, and ");
        bp_str_printf(q->why, rule[i].words, text, pay ? "pay" : "people");
        return false;
    }
    return true;
}

/* ---- each figure ---- */

static bool level_fits(const question *q, const bp_seen *l)
{
    const uint64_t num = l->level.num, den = l->level.den;
    const uint64_t side = num < den - num ? num : den - num; /* min(p, 1 - p) */
    if (2 * num == den)
        return true;
    if (4 * side >= den)
        return q->n >= q->set->quartile_people
                   ? true
                   : too_few(q, l, q->n, true, "it", q->set->quartile_people);
    if (side == 0) {
        put_name(q->why, q, l);
        bp_str_puts(q->why, " is shown, which is one person's pay");
        return false;
    }
    const uint64_t least = (den + side - 1) / side; /* 1 / min(p, 1 - p) */
    const uint64_t people = least > q->set->tail_people ? least : q->set->tail_people;
    const uint64_t orgs = least > q->set->tail_orgs ? least : q->set->tail_orgs;
    if (q->n < people)
        return too_few(q, l, q->n, true, "it", people);
    return !q->known->of_orgs || q->orgs >= orgs
               ? true
               : too_few(q, l, q->orgs, false, "it", orgs);
}

static void put_amounts(const question *q)
{
    const bool people = q->amounts == q->n;
    put_count(q->why, q->amounts, people ? "person" : "amount",
              people ? "people" : "amounts");
}

static bool mean_fits(const question *q)
{
    const bp_seen *mean = &q->seen->mean;
    if (q->n < q->set->mean_people)
        return too_few(q, mean, q->n, true, "it", q->set->mean_people);
    if (!not_dominated(q, mean, true))
        return false;
    for (size_t i = 0; q->set->equations && i < q->seen->n_levels; i++) {
        const bp_seen *l = &q->seen->level[i];
        const uint64_t num = l->level.num, den = l->level.den;
        const uint64_t side = num < den - num ? num : den - num;
        if (!l->value || q->amounts * side > 2 * den)
            continue;
        bp_str_puts(q->why, "the mean is shown beside ");
        put_name(q->why, q, l);
        bp_str_puts(q->why, ", of ");
        put_amounts(q);
        if (side > 0)
            bp_str_printf(q->why, ": it needs %" PRIu64, 2 * den / side + 1);
        return false;
    }
    return true;
}

/* Fewer people have no limit of an interval shown. */
#define LIMIT_PEOPLE 10

static bool limit_fits(const question *q, const bp_seen *of, const char *which,
                       uint64_t people, uint64_t orgs)
{
    const uint64_t beyond = q->known->of_orgs && orgs < people ? orgs : people;
    if (q->n >= LIMIT_PEOPLE && beyond >= q->set->beyond)
        return true;
    bp_str_printf(q->why, "the %s limit of ", which);
    put_name(q->why, q, of);
    if (q->n < LIMIT_PEOPLE)
        bp_str_printf(q->why, " is shown, of %" PRIu64 " people: it needs %d", q->n,
                      LIMIT_PEOPLE);
    else
        bp_str_printf(
            q->why, " is shown, with %" PRIu64 " %s beyond it: it needs %" PRIu64, beyond,
            beyond == people ? (people == 1 ? "person" : "people")
                             : (orgs == 1 ? "organization" : "organizations"),
            q->set->beyond);
    return false;
}

static bool limits_fit(const question *q, const bp_seen *of)
{
    return (!of->lo || limit_fits(q, of, "lower", of->below, of->below_orgs)) &&
           (!of->hi || limit_fits(q, of, "upper", of->above, of->above_orgs));
}

/* ---- all figures together ---- */

static bool few_equations(const question *q)
{
    uint64_t shown = q->seen->mean.value;
    for (size_t i = 0; i < q->seen->n_levels; i++)
        shown += q->seen->level[i].value;
    if (!q->set->equations || shown + 2 < q->amounts)
        return true;
    bp_str_printf(q->why, "%" PRIu64 " figures are shown, of ", shown);
    put_amounts(q);
    bp_str_puts(q->why, ": they must be fewer than these less two");
    return false;
}

/* Can both be within 10 % of one amount? */
static bool is_close(long double least, long double most)
{
    return most * .9L <= least * 1.1L;
}

/* The best that other levels tell of everybody but the highest paid: nobody next to that
 * one has less; or of everybody but the lowest paid.  False: they tell nothing. */
static bool next_to(const question *q, const bp_seen *l, bool highest, long double *bound)
{
    bool any = false;
    for (size_t i = 0; i < q->seen->n_levels; i++) {
        const bp_seen *other = &q->seen->level[i];
        const bool of_others = highest ? other->upper + 1 < q->n : other->lower > 0;
        const bool beside =
            highest ? other->amount <= l->amount : other->amount >= l->amount;
        if (other == l || !other->value || !of_others || !beside)
            continue;
        if (!any || (highest ? other->amount > *bound : other->amount < *bound))
            *bound = other->amount;
        any = true;
    }
    return any;
}

/* A level between the two highest, x and y, is (1 - part) x + part y, so that y is at
 * least the level and at most what it is if x is as low as it can be; alike below. */
static bool tells_one(const question *q, const bp_seen *l)
{
    const long double amount = l->amount;
    long double bound = 0;
    if (!l->value || !(l->part > 0) || q->n < 2)
        return false;
    if (l->upper + 1 == q->n) {
        next_to(q, l, true, &bound);
        if (is_close(amount, (amount - (1 - l->part) * bound) / l->part))
            return true;
    }
    return l->lower == 0 && next_to(q, l, false, &bound) &&
           is_close((amount - l->part * bound) / (1 - l->part), amount);
}

static bool extremes_hidden(const question *q)
{
    for (size_t i = 0; q->set->equations && i < q->seen->n_levels; i++) {
        const bp_seen *l = &q->seen->level[i];
        if (!tells_one(q, l))
            continue;
        put_name(q->why, q, l);
        bp_str_puts(q->why, " is shown, and with the other levels it tells the highest "
                            "or the lowest pay within 10%");
        return false;
    }
    return true;
}

/* ---- beside everybody ---- */

#define FEW 4

static bool differs_by_many(const question *q)
{
    const bp_known_group *known = q->known;
    const bp_crowd_group *all = &known->cut->group[0], *g = known->group;
    const uint64_t others = all->people - g->people;
    if (g == all || !known->total_shown || others == 0)
        return true;
    uint64_t whole = 0; /* organisations that are nowhere else */
    for (size_t i = 0, end; i < g->n; i = end) {
        end = bp_crowd_unit(g, i);
        whole += g->by_org[i].org != BP_NO_ID &&
                 known->cut->people_of[g->by_org[i].org] == end - i;
    }
    const uint64_t orgs = bp_crowd_orgs(all) - whole;
    const bool few_orgs = known->of_orgs && orgs <= FEW;
    if (others > FEW && !few_orgs)
        return true;
    put_name(q->why, q, first_shown(q->seen));
    bp_str_puts(q->why, " is shown beside that of everybody, who are ");
    if (others <= FEW)
        put_count(q->why, others, "person", "people");
    else
        put_count(q->why, orgs, "organization", "organizations");
    bp_str_puts(q->why, " more");
    return false;
}

static question ask(bp_str *why, const bp_rule_set *set, const bp_seen_group *seen,
                    const bp_known_group *known)
{
    const bp_crowd_group *g = known->group, *sample = known->sample;
    return (question){ why,
                       set,
                       seen,
                       known,
                       g->people,
                       bp_crowd_orgs(g),
                       sample->people < g->people ? sample->people : g->people };
}

bool bp_decide_level(bp_str *why, const bp_rule_set *set, const bp_seen *level,
                     const bp_known_group *known)
{
    const bp_seen_group seen = { .level = { *level }, .n_levels = 1 };
    const question q = ask(why, set, &seen, known);
    return is_large(&q) && pay_differs(&q) && not_dominated(&q, &seen.level[0], false) &&
           level_fits(&q, &seen.level[0]);
}

bool bp_decide_end(bp_str *why, const bp_rule_set *set, const bp_seen *level,
                   const bp_known_group *known, bool low, uint64_t people, uint64_t orgs)
{
    const bp_seen_group seen = { .level = { *level }, .n_levels = 1 };
    const question q = ask(why, set, &seen, known);
    return limit_fits(&q, &seen.level[0], low ? "lower" : "upper", people, orgs);
}

bool bp_decide_group(bp_str *why, const bp_rule_set *set, const bp_seen_group *seen,
                     const bp_known_group *known)
{
    const question q = ask(why, set, seen, known);
    const bp_seen *first = first_shown(seen);
    if (first == NULL)
        return true;
    bool fits = is_large(&q) && pay_differs(&q) && not_dominated(&q, first, false);
    for (size_t i = 0; fits && i < seen->n_levels; i++)
        fits = !is_seen(&seen->level[i]) || level_fits(&q, &seen->level[i]);
    fits = fits && (!seen->mean.value || mean_fits(&q)) && few_equations(&q) &&
           extremes_hidden(&q);
    for (size_t i = 0; fits && i < seen->n_levels; i++)
        fits = limits_fit(&q, &seen->level[i]);
    return fits && limits_fit(&q, &seen->mean) && differs_by_many(&q);
}

/* ---- sums ---- */

/* The highest amount that a level of rank at most `rank` says. */
static long double at_least(const bp_seen_group *seen, uint64_t rank)
{
    long double least = 0;
    for (size_t i = 0; i < seen->n_levels; i++) {
        const bp_seen *l = &seen->level[i];
        if (l->value && l->upper <= rank && l->amount > least)
            least = l->amount;
    }
    return least;
}

/* The rank after `rank` from which a level says more; n: there is none. */
static uint64_t next_rank(const bp_seen_group *seen, uint64_t rank, uint64_t n)
{
    uint64_t next = n;
    for (size_t i = 0; i < seen->n_levels; i++) {
        const bp_seen *l = &seen->level[i];
        if (l->value && l->upper > rank && l->upper < next)
            next = l->upper;
    }
    return next;
}

bp_int128 bp_decide_least(const bp_seen_group *seen, uint64_t n, int scale)
{
    bp_int128 least = 0;
    for (uint64_t rank = 0, end; rank < n; rank = end) {
        end = next_rank(seen, rank, n);
        least += (bp_int128)(at_least(seen, rank) * (long double)bp_pow10(scale)) *
                 (bp_int128)(end - rank);
    }
    return least;
}

/* What parts are paid at least, and how many of them are not known. */
typedef struct known_parts {
    bp_int128 pay;
    size_t hidden;
} known_parts;

static known_parts part_alone(const bp_part *p)
{
    return (known_parts){ p->mean ? p->pay : p->least, p->mean ? 0 : 1 };
}

/* What part i may be, by the others.  False: any amount. */
static bool find_span(bp_int128 *lo, bp_int128 *hi, const bp_part part[], size_t i,
                      const known_parts *all)
{
    const known_parts own = i == 0 ? (known_parts){ 0 } : part_alone(&part[i]);
    const bp_int128 others = all->pay - own.pay;
    const bool exact = all->hidden == own.hidden;
    *hi = i == 0 ? others : part[0].pay - others;
    *lo = exact ? *hi : part[i].least;
    return i == 0 ? exact : part[0].mean;
}

bool bp_decide_means(size_t *which, const bp_part part[], size_t n)
{
    known_parts all = { 0 };
    for (size_t i = 1; i < n; i++) {
        const known_parts own = part_alone(&part[i]);
        all.pay += own.pay;
        all.hidden += own.hidden;
    }
    for (size_t i = 0; n > 1 && i < n; i++) {
        const bp_int128 pay = part[i].pay;
        bp_int128 lo, hi;
        *which = i;
        if (!part[i].mean && pay > 0 && find_span(&lo, &hi, part, i, &all) &&
            (hi == lo || hi * 10 < pay * 11 || (hi - lo) * 5 < pay))
            return false;
    }
    return true;
}
