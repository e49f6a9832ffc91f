/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row.c - one row of a table in json, against its people.
 *
 * First what is shown is held against the rules, then each number against the records, so
 * that a message about a number never tells one that must not be shown.  A figure that is
 * withheld although the rules would let it pass is counted, not refused: rules over sums
 * may take more than they must. */
#include "audit/row.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "audit/agree.h"

static bool has(const bp_json_value *object, const char *key)
{
    double unused;
    return bp_agree_number(&unused, object, key);
}

#define NAME 20

/* "P97.5" */
static void put_name(char name[NAME], bp_level level)
{
    name[0] = 'P';
    bp_level_text(name + 1, NAME - 1, level);
}

/* A row with its people, and what is known of both. */
typedef struct row {
    bp_row_table *table;
    const bp_json_value *json;
    const bp_crowd_group *group;
    const bp_crowd_group *sample; /* as the basis counts them */
    bp_seen_group seen;
    const bp_json_value *level[BP_DECIDE_LEVELS];
    bp_recount figure[BP_DECIDE_LEVELS];
    bp_recount mean;
    bool known; /* figures can be computed: one currency */
} row;

/* ---- reading ---- */

/* Whom a level is between is asked of people alone. */
static void put_facts(bp_seen *s, const bp_recount *r, bp_basis basis)
{
    s->amount = r->value;
    s->lower = r->lower;
    s->upper = r->upper;
    s->part = basis == BP_BASIS_INCUMBENT ? r->part : 0;
    s->below = r->lo.people;
    s->below_orgs = r->lo.orgs;
    s->above = r->hi.people;
    s->above_orgs = r->hi.orgs;
}

/* Limits that were drawn at random are not found again, but who is beyond them is. */
static void take_limits(const row *r, bp_recount *f, const bp_json_value *in,
                        const char *lo, const char *hi)
{
    const bp_row_table *t = r->table;
    const uint64_t digits = t->set != NULL ? t->set->round_digits : 0;
    double shown;
    if (t->method.ci != BP_RECOUNT_OTHER || !r->known)
        return;
    if (bp_agree_number(&shown, in, lo))
        f->lo = bp_recount_shown(r->sample, t->cut->scale, shown, digits, true);
    if (bp_agree_number(&shown, in, hi))
        f->hi = bp_recount_shown(r->sample, t->cut->scale, shown, digits, false);
}

/* False: the row is no row of ours. */
static bool read_row(row *r)
{
    bp_row_table *t = r->table;
    const int scale = t->cut->scale;
    bp_level level[BP_DECIDE_LEVELS];
    if (!bp_row_levels(level, &r->seen.n_levels, r->json))
        return false;
    size_t i = 0;
    BP_JSON_EACH (v, bp_json_find(r->json, "percentiles")) {
        bp_seen *s = &r->seen.level[i];
        r->level[i] = v;
        *s = (bp_seen){ .level = level[i],
                        .value = has(v, "value"),
                        .lo = has(v, "lo"),
                        .hi = has(v, "hi") };
        if (r->known)
            r->figure[i] = bp_recount_level(r->sample, scale, s->level, &t->method);
        take_limits(r, &r->figure[i], v, "lo", "hi");
        put_facts(s, &r->figure[i++], t->cut->of->basis);
    }
    r->seen.mean = (bp_seen){ .value = has(r->json, "mean"),
                              .lo = has(r->json, "mean_lo"),
                              .hi = has(r->json, "mean_hi") };
    if (r->known)
        r->mean = bp_recount_mean(r->sample, scale, &t->method);
    take_limits(r, &r->mean, r->json, "mean_lo", "mean_hi");
    put_facts(&r->seen.mean, &r->mean, t->cut->of->basis);
    return true;
}

/* ---- decisions ---- */

/* A group of the table, or of a cut of it by another convention. */
static bp_known_group known_of(const bp_row_table *t, const bp_crowd *cut,
                               const bp_crowd_group *g)
{
    return (bp_known_group){ cut,
                             g,
                             &cut->sample[g - cut->group],
                             t->of_orgs,
                             t->total_shown,
                             bp_survey_shape(t->cut->of->survey)->bits };
}

static bool may_be_shown(const row *r, bp_str *why)
{
    const bp_row_table *t = r->table;
    const bp_known_group known = known_of(t, t->cut, r->group);
    return t->set == NULL || bp_decide_group(why, t->set, &r->seen, &known);
}

/* Could a figure that is not shown be shown beside the others? */
static bool could_be_shown(row *r, bool *shown, bool known)
{
    bp_str unused = { 0 };
    if (*shown || !known)
        return false;
    *shown = true;
    const bool fits = may_be_shown(r, &unused);
    *shown = false;
    bp_str_release(&unused);
    return fits;
}

static void count_withheld(row *r, bool *shown, bool known, const char *which,
                           const char *of)
{
    bp_row_table *t = r->table;
    if (could_be_shown(r, shown, known) && t->withheld++ == 0)
        bp_str_printf(t->first, "%s%s", which, of);
}

/* A limit is withheld with its figure. */
static void count_limits(row *r, bp_seen *s, const bp_recount *f, const char *of)
{
    if (!s->value)
        return;
    count_withheld(r, &s->lo, f->lo.known, "the lower limit of ", of);
    count_withheld(r, &s->hi, f->hi.known, "the upper limit of ", of);
}

/* What the rules would let pass; of the mean sums decide. */
static void look_for_withheld(row *r)
{
    for (size_t i = 0; i < r->seen.n_levels; i++) {
        char name[NAME];
        put_name(name, r->seen.level[i].level);
        count_withheld(r, &r->seen.level[i].value, r->known, "", name);
        count_limits(r, &r->seen.level[i], &r->figure[i], name);
    }
    count_limits(r, &r->seen.mean, &r->mean, "the mean");
    r->table->mean_withheld = could_be_shown(r, &r->seen.mean.value, r->known);
}

/* ---- numbers ---- */

/* A figure from `least` to `most`, which rules may have rounded. */
static bool fits(const row *r, bp_agree_rule *rule, const char *what, double shown,
                 long double least, long double most, long double slack)
{
    const bp_rule_set *set = r->table->set;
    const bool rounds =
        set != NULL && (rule != nearbyintl || r->group->people < set->round_below);
    least -= fabsl(least) * slack;
    most += fabsl(most) * slack;
    const long double low =
        rounds ? bp_agree_rounded(rule, least, set->round_digits) : least;
    const long double high =
        rounds ? bp_agree_rounded(rule, most, set->round_digits) : most;
    if (rounds ? bp_agree_near(shown, low, BP_AGREE_EXACT) ||
                     bp_agree_near(shown, high, BP_AGREE_EXACT)
               : (long double)shown >= low && (long double)shown <= high)
        return true;
    return bp_agree_differs(
        r->table->why, what, shown,
        rounds ? bp_agree_rounded(rule, (least + most) / 2, set->round_digits)
               : (least + most) / 2);
}

/* One limit, of `of`. */
static bool limit_agrees(const row *r, const char *which, const char *of, double shown,
                         const bp_recount_limit *l, bp_agree_rule *rule)
{
    char what[60];
    snprintf(what, sizeof what, "the %s limit of %s", which, of);
    r->table->figures++;
    return !l->known
               ? bp_agree_not_known(r->table->why, what)
               : fits(r, rule, what, shown, l->least, l->most, BP_AGREE_COMPUTED / 10);
}

/* A figure and its limits, whose names in json are given. */
static bool figure_agrees(const row *r, const bp_json_value *in, const char *key,
                          const char *lo, const char *hi, const char *what,
                          const bp_recount *f)
{
    double shown;
    if (bp_agree_number(&shown, in, key)) {
        r->table->figures++;
        if (!r->known)
            return bp_agree_not_known(r->table->why, what);
        if (!fits(r, nearbyintl, what, shown, f->value, f->value, BP_AGREE_EXACT))
            return false;
    }
    if (r->table->method.ci == BP_RECOUNT_OTHER)
        return true;
    if (bp_agree_number(&shown, in, lo) &&
        !limit_agrees(r, "lower", what, shown, &f->lo, floorl))
        return false;
    return !bp_agree_number(&shown, in, hi) ||
           limit_agrees(r, "upper", what, shown, &f->hi, ceill);
}

/* What tells how sure a percentile is. */
static bool precision_agrees(const row *r, const bp_json_value *in, const char *level,
                             const bp_recount *f)
{
    double lo, hi, shown;
    const bool both = bp_agree_number(&lo, in, "lo") && bp_agree_number(&hi, in, "hi");
    const struct {
        const char *key;
        long double x; /* 0: there is none */
    } part[] = { { "coverage", f->coverage },
                 { "deff", f->deff },
                 { "n_eff", f->n_eff },
                 { "se", both && f->t > 0 ? (hi - lo) / (2 * f->t) : 0 } };
    if (r->table->method.ci == BP_RECOUNT_OTHER)
        return true;
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        if (!bp_agree_number(&shown, in, part[i].key))
            continue;
        char what[40];
        snprintf(what, sizeof what, "%s of %s", part[i].key, level);
        r->table->figures++;
        if (!(part[i].x > 0))
            return bp_agree_not_known(r->table->why, what);
        if (!bp_agree_near(shown, part[i].x, BP_AGREE_COMPUTED))
            return bp_agree_differs(r->table->why, what, shown, part[i].x);
    }
    return true;
}

static bool figures_agree(const row *r)
{
    for (size_t i = 0; i < r->seen.n_levels; i++) {
        char name[NAME];
        put_name(name, r->seen.level[i].level);
        if (!figure_agrees(r, r->level[i], "value", "lo", "hi", name, &r->figure[i]) ||
            !precision_agrees(r, r->level[i], name, &r->figure[i]))
            return false;
    }
    return figure_agrees(r, r->json, "mean", "mean_lo", "mean_hi", "the mean", &r->mean);
}

/* Every convention must let the level pass, since any of them may have made the end. */
static bool may_show_ranges(const row *r, size_t k)
{
    const bp_row_table *t = r->table;
    const size_t group = (size_t)(r->group - t->cut->group);
    bp_seen level = r->seen.level[k];
    if (!level.value) {
        bp_str_puts(t->why, "a range is shown of a level that is withheld");
        return false;
    }
    for (size_t set = 0; set < BP_RANGES_SETS; set++) {
        const bp_crowd *in = t->ranges->cut[set];
        const bp_crowd_group *g = in != NULL ? t->ranges->group[set][group] : NULL;
        if (g == NULL || g->n == 0)
            continue;
        const bp_known_group known = known_of(t, in, g);
        if (!bp_decide_level(t->why, t->set, &level, &known)) {
            bp_str_puts(t->why, " (by another convention)");
            return false;
        }
    }
    return true;
}

/* One end of the range of level k. */
static bool end_agrees(const row *r, size_t k, double shown, const bp_recount_limit *l,
                       bool low)
{
    const bp_row_table *t = r->table;
    const bp_known_group known = known_of(t, t->cut, r->group);
    char name[NAME], what[40];
    put_name(name, r->seen.level[k].level);
    snprintf(what, sizeof what, "the %s of %s", low ? "lowest" : "highest", name);
    r->table->figures++;
    if (!l->known)
        return bp_agree_not_known(r->table->why, what);
    return (t->set == NULL || bp_decide_end(t->why, t->set, &r->seen.level[k], &known,
                                            low, l->people, l->orgs)) &&
           fits(r, low ? floorl : ceill, what, shown, l->value, l->value, BP_AGREE_EXACT);
}

static bool ranges_agree(const row *r)
{
    const bp_row_table *t = r->table;
    const bp_ends *range =
        t->ranges != NULL
            ? t->ranges->range + (size_t)(r->group - t->cut->group) * t->ranges->n_levels
            : NULL;
    for (size_t k = 0; range != NULL && k < r->seen.n_levels && k < t->ranges->n_levels;
         k++) {
        const bp_json_value *in = bp_json_find(r->level[k], "sensitivity");
        double low, high;
        if (!bp_json_is(in, BP_IS_OBJECT))
            continue;
        const bool has_low = bp_agree_number(&low, in, "min"),
                   has_high = bp_agree_number(&high, in, "max");
        if (((has_low || has_high) && t->set != NULL && !may_show_ranges(r, k)) ||
            (has_low && !end_agrees(r, k, low, &range[k].low, true)) ||
            (has_high && !end_agrees(r, k, high, &range[k].high, false)))
            return false;
    }
    return true;
}

static bool count_agrees(const row *r, const char *key, uint64_t count, bool known)
{
    double shown;
    if (!bp_agree_number(&shown, r->json, key)) {
        if (known)
            bp_str_printf(r->table->why, "%s is missing", key);
        return !known;
    }
    r->table->figures++;
    if (!known)
        return bp_agree_not_known(r->table->why, key);
    return shown == (double)count
               ? true
               : bp_agree_differs(r->table->why, key, shown, (long double)count);
}

/* Are percentiles of people, one as much as another? */
static bool counts_alike(const row *r)
{
    const bp_weighting w = r->sample->weights;
    return r->known && r->table->cut->of->basis == BP_BASIS_INCUMBENT &&
           (w == BP_UNWEIGHTED || w == BP_WEIGHTS_FREQ);
}

bool bp_row_check(bp_row_table *t, const bp_json_value *json, const bp_crowd_group *g)
{
    row r = { .table = t,
              .json = json,
              .group = g,
              .sample = &t->cut->sample[g - t->cut->group],
              .known = !g->mixed && g->n > 0 };
    if (!read_row(&r)) {
        bp_str_puts(t->why, "its percentiles are none of a report of benchpay");
        return false;
    }
    const uint64_t orgs = bp_crowd_orgs(g);
    if (!count_agrees(&r, "n", g->people, true) ||
        !count_agrees(&r, "orgs", orgs, t->has_orgs) ||
        !count_agrees(&r, "others", g->others, g->others > 0) ||
        !may_be_shown(&r, t->why) || !figures_agree(&r) || !ranges_agree(&r))
        return false;
    look_for_withheld(&r);
    t->least = counts_alike(&r) ? bp_decide_least(&r.seen, g->people, t->cut->scale) : 0;
    return true;
}

bool bp_row_levels(bp_level level[], size_t *n, const bp_json_value *json)
{
    const bp_json_value *list = bp_json_find(json, "percentiles");
    *n = 0;
    if (!bp_json_is(list, BP_IS_ARRAY) || list->n > BP_DECIDE_LEVELS)
        return false;
    BP_JSON_EACH (v, list)
        if (!bp_agree_level(&level[(*n)++], v))
            return false;
    return true;
}

bool bp_row_mean(const bp_json_value *json)
{
    return has(json, "mean");
}

bool bp_row_shows(const bp_json_value *json)
{
    bool shows = bp_row_mean(json) || has(json, "mean_lo") || has(json, "mean_hi");
    BP_JSON_EACH (v, bp_json_find(json, "percentiles"))
        shows = shows || has(v, "value") || has(v, "lo") || has(v, "hi");
    return shows;
}

/* ---- tiers ---- */

/* The shown quartile of a row. */
static bool quartile(double *out, const bp_json_value *json, uint32_t i)
{
    const bp_json_value *v = bp_agree_percentile(json, (bp_level){ i, 4 });
    return bp_agree_number(out, v, "value");
}

bool bp_row_follows(bp_row_table *t, const bp_json_value *json,
                    const bp_json_value *before)
{
    double ratio, overlap, q[3] = { 0 }, b[3] = { 0 };
    bool known[3];
    for (uint32_t i = 0; i < 3; i++)
        known[i] = before != NULL && quartile(&q[i], json, i + 1) &&
                   quartile(&b[i], before, i + 1);
    if (bp_agree_number(&ratio, json, "ratio_to_previous")) {
        t->figures++;
        if (!known[1] || !(b[1] > 0))
            return bp_agree_not_known(t->why, "the ratio to the tier before");
        if (!bp_agree_near(ratio, (long double)q[1] / b[1], BP_AGREE_COMPUTED))
            return bp_agree_differs(t->why, "the ratio to the tier before", ratio,
                                    q[1] / b[1]);
    }
    if (bp_agree_number(&overlap, json, "overlap")) {
        t->figures++;
        if (!known[0] || !known[2] || !(q[2] > q[0]))
            return bp_agree_not_known(t->why, "the overlap with the tier before");
        const double x = fmax(0, (b[2] - q[0]) / (q[2] - q[0]));
        if (fabs(overlap - x) > 1e-9)
            return bp_agree_differs(t->why, "the overlap with the tier before", overlap,
                                    x);
    }
    return true;
}
