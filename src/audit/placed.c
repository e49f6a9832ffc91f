/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placed.c - offers of a report, among the people of their markets.
 *
 * An offer is held against the group that the values of its line select, as a row of a
 * table is held against its own: first whether what is shown may be, then each number.
 * What follows from a percentile (its place, a ratio, an amount to ask for) may be shown
 * where that percentile may. */
#include "audit/placed.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/agree.h"
#include "audit/chance.h"
#include "audit/row.h"
#include "base/mem.h"

/* One offer of the report, and what is known of it. */
typedef struct place {
    bp_placed *all;
    const bp_json_value *json;
    const bp_json_value *row; /* of its market in a table; NULL: it has none */
    bp_read_offer offer;
    const bp_crowd *cut;
    const bp_crowd_group *group; /* NULL: it has no market, as below */
    const bp_crowd_group *sample;
    bp_level level[BP_DECIDE_LEVELS]; /* [n_levels] of the report, ascending */
    size_t n_levels;
    double amount;
} place;

static const bp_level quartile[3] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };

/* ---- numbers ---- */

static bool agrees(const place *p, const bp_json_value *in, const char *key,
                   const char *what, const long double *x, long double size)
{
    return bp_agree_with(&p->all->agreed, in, key, what, x, size);
}

static bool is_there(const bp_json_value *in, const char *key)
{
    double unused;
    return bp_agree_number(&unused, in, key);
}

static bool not_there(const place *p, const bp_json_value *in, const char *key,
                      const char *what)
{
    return agrees(p, in, key, what, NULL, 0);
}

static bool count_agrees(const place *p, const bp_json_value *in, const char *key,
                         uint64_t n)
{
    const long double x = (long double)n;
    return agrees(p, in, key, key, &x, 0);
}

/* ---- percentiles of the market ---- */

static bool same_level(bp_level a, bp_level b)
{
    return bp_level_compare(a, b) == 0;
}

/* Of a market with a row the report says itself which levels are shown. */
static bool row_shows(const place *p, bp_level level)
{
    return is_there(bp_agree_percentile(p->row, level), "value");
}

static bp_seen seen_of(const place *p, bp_level level, const bp_recount *f)
{
    const bool people = p->all->payees->basis == BP_BASIS_INCUMBENT;
    return (bp_seen){ .level = level,
                      .value = true,
                      .amount = f->value,
                      .lower = f->lower,
                      .upper = f->upper,
                      .part = people ? f->part : 0 };
}

static bp_known_group known_of(const place *p)
{
    return (bp_known_group){ p->cut,
                             p->group,
                             p->sample,
                             p->all->of_orgs,
                             bp_row_shows(p->all->row),
                             bp_survey_shape(p->cut->of->survey)->bits };
}

/* A level as a report shows it.  False: it may not be shown, and `why` says so, unless it
 * is NULL. */
static bool shown_level(const place *p, bp_level level, bp_str *why, bp_recount *f)
{
    const bp_placed *a = p->all;
    bp_recount_method by = a->by;
    bp_str unused = { 0 };
    char text[16];
    *f = bp_recount_level(p->sample, p->cut->scale, level, &by);
    if (a->set == NULL)
        return true;
    const bp_known_group known = known_of(p);
    const bp_seen seen = seen_of(p, level, f);
    bool may = bp_decide_level(why != NULL ? why : &unused, a->set, &seen, &known);
    bp_str_release(&unused);
    if (may && p->row != NULL && !row_shows(p, level)) {
        bp_level_text(text, sizeof text, level);
        if (why != NULL)
            bp_str_printf(why, "it goes by P%s of its market, which is not shown", text);
        may = false;
    }
    f->value = bp_decide_rounded(a->set, p->group->people, f->value);
    return may;
}

/* A figure that follows from one level. */
static bool follows(const place *p, const bp_json_value *in, const char *key,
                    const char *what, bp_level level, const long double *x,
                    long double size)
{
    bp_recount unused;
    return !is_there(in, key) || (shown_level(p, level, p->all->agreed.why, &unused) &&
                                  agrees(p, in, key, what, x, size));
}

static bool quartiles_agree(const place *p, const bp_json_value *market)
{
    static const char *const key[] = { "p25", "p50", "p75" };
    static const char *const what[] = { "P25 of the market", "P50 of the market",
                                        "P75 of the market" };
    for (size_t i = 0; i < 3; i++) {
        bp_recount f;
        shown_level(p, quartile[i], NULL, &f);
        if (!follows(p, market, key[i], what[i], quartile[i], &f.value, 0))
            return false;
    }
    return true;
}

static bool distances_agree(const place *p)
{
    bp_recount median;
    shown_level(p, quartile[1], NULL, &median);
    const long double own = (long double)p->amount, ratio = own / median.value,
                      above = own - median.value;
    return follows(p, p->json, "market_ratio", "the ratio to the market", quartile[1],
                   &ratio, 0) &&
           follows(p, p->json, "to_p50", "the distance to P50", quartile[1], &above, own);
}

/* ---- the band ---- */

typedef struct band {
    bool has_lower;
    bool has_upper;
    bp_level lower;
    bp_level upper;
} band;

static bool read_level(bp_level *out, const char *text, char **end)
{
    if (*text != 'P')
        return false;
    const double percent = strtod(text + 1, end);
    if (*end == text + 1 || !(percent >= 0 && percent <= 100))
        return false;
    *out = bp_level_of_percent(percent);
    return true;
}

/* "P50-P75", "<P10", ">P90", or nothing. */
static bool read_band(band *out, const bp_json_value *json)
{
    const bp_json_value *v = bp_json_find(json, "band");
    char *end;
    *out = (band){ 0 };
    if (!bp_json_is(v, BP_IS_STRING))
        return true;
    const char *text = v->text.at;
    if (*text == '<' || *text == '>') {
        bp_level *to = *text == '<' ? &out->upper : &out->lower;
        out->has_upper = *text == '<';
        out->has_lower = !out->has_upper;
        return read_level(to, text + 1, &end) && *end == '\0';
    }
    out->has_lower = out->has_upper = true;
    return read_level(&out->lower, text, &end) && *end == '-' &&
           read_level(&out->upper, end + 1, &end) && *end == '\0';
}

static bool wrong_band(const place *p, const char *what)
{
    bp_str_printf(p->all->agreed.why, "its band is not that of its amount: %s", what);
    return false;
}

/* Is the amount from the lower to below the upper, and nothing shown between them? */
static bool band_agrees(const place *p, const band *b, const bp_recount *lower,
                        const bp_recount *upper)
{
    const long double own = (long double)p->amount, slack = own * BP_AGREE_EXACT;
    const bool certain = p->all->set == NULL || p->row != NULL;
    if (b->has_lower && own < lower->value - slack)
        return wrong_band(p, "it is below the lower end");
    if (b->has_upper && own > upper->value + slack)
        return wrong_band(p, "it is above the upper end");
    for (size_t i = 0; certain && (b->has_lower || b->has_upper) && i < p->n_levels;
         i++) {
        const bool above = !b->has_lower || bp_level_compare(p->level[i], b->lower) > 0,
                   below = !b->has_upper || bp_level_compare(p->level[i], b->upper) < 0;
        if (above && below && (p->all->set == NULL || row_shows(p, p->level[i])))
            return wrong_band(p, "a level within it is shown");
    }
    return true;
}

/* ---- places between percentiles ---- */

static bool is_near(long double a, long double b)
{
    return bp_agree_near((double)a, b, BP_AGREE_EXACT);
}

/* The share by what is shown: at the lower end, or between two. */
static bool find_share(long double *share, const place *p, const band *b,
                       const bp_recount *lower, const bp_recount *upper)
{
    const long double own = (long double)p->amount;
    const bp_between_two two = { b->lower, lower->value, b->upper, upper->value };
    if (b->has_lower && is_near(own, lower->value)) {
        *share = (long double)b->lower.num / b->lower.den;
        return true;
    }
    if (!b->has_lower || !b->has_upper || !(lower->value > 0))
        return false;
    *share = bp_standing_between(&two, own);
    return true;
}

/* p +- t sqrt(p (1 - p) / n_eff), by the nearer end. */
static bool placed_limits_agree(const place *p, const band *b, const bp_recount *lower,
                                const bp_recount *upper, long double share)
{
    const bp_recount_method *by = &p->all->by;
    const long double to_lower = share - (long double)b->lower.num / b->lower.den,
                      to_upper = b->has_upper
                                     ? (long double)b->upper.num / b->upper.den - share
                                     : 1;
    bp_recount near = to_upper < to_lower ? *upper : *lower;
    if (by->ci == BP_RECOUNT_OTHER) {
        p->all->drawn |= is_there(p->json, "lo") || is_there(p->json, "hi");
        return true;
    }
    if (by->ci == BP_RECOUNT_ORDER) {
        near.n_eff = (double)p->sample->people;
        near.t =
            p->sample->people > 1 ? bp_chance_t(by->level, p->sample->people - 1) : 0;
    }
    const bool known = near.n_eff > 0 && near.t > 0;
    const long double half =
        known ? near.t * sqrtl(share * (1 - share) / (long double)near.n_eff) : 0;
    const long double lo = 100 * (share - half), hi = 100 * (share + half);
    return agrees(p, p->json, "lo", "the lower limit of its place",
                  known && lo >= 0 ? &lo : NULL, 1) &&
           agrees(p, p->json, "hi", "the upper limit of its place",
                  known && hi <= 100 ? &hi : NULL, 1);
}

/* By percentiles that are shown; nothing is counted of people. */
static bool is_placed(const place *p)
{
    bp_str *why = p->all->agreed.why;
    bp_recount lower = { 0 }, upper = { 0 };
    long double share = 0;
    band b;
    if (is_there(p->json, "below") || is_there(p->json, "equal")) {
        bp_str_puts(why, "it is shown how many are paid less or as much, which tells "
                         "everybody's pay, amount by amount");
        return false;
    }
    if (!read_band(&b, p->json))
        return wrong_band(p, "it is none");
    if ((b.has_lower && !shown_level(p, b.lower, why, &lower)) ||
        (b.has_upper && !shown_level(p, b.upper, why, &upper)) ||
        !band_agrees(p, &b, &lower, &upper))
        return false;
    const bool known = find_share(&share, p, &b, &lower, &upper);
    const long double percent = 100 * share;
    if (!known)
        return not_there(p, p->json, "rank", "its rank") &&
               not_there(p, p->json, "percentile", "its percentile") &&
               not_there(p, p->json, "lo", "the lower limit of its place") &&
               not_there(p, p->json, "hi", "the upper limit of its place");
    return agrees(p, p->json, "rank", "its rank", &percent, 0) &&
           agrees(p, p->json, "percentile", "its percentile", &percent, 0) &&
           placed_limits_agree(p, &b, &lower, &upper, share);
}

/* ---- places among people ---- */

#define RANK_PEOPLE 10 /* fewer have no rank */

static bool share_limits_agree(const place *p, bp_amount at)
{
    const bp_placed *a = p->all;
    long double limit[2] = { 0 };
    if (a->share_ci == BP_SHARE_DRAWN) {
        p->all->drawn |= is_there(p->json, "lo") || is_there(p->json, "hi");
        return true;
    }
    const bool known =
        bp_standing_limits(limit, p->sample, at, a->mid, a->share_ci, &a->by_share);
    for (size_t i = 0; i < 2; i++)
        limit[i] *= 100;
    return agrees(p, p->json, "lo", "the lower limit of its place",
                  known ? &limit[0] : NULL, 1) &&
           agrees(p, p->json, "hi", "the upper limit of its place",
                  known ? &limit[1] : NULL, 1);
}

/* The band that the levels of the report make. */
static bool counted_band_agrees(const place *p)
{
    bp_recount lower = { 0 }, upper = { 0 };
    band b;
    if (!read_band(&b, p->json))
        return wrong_band(p, "it is none");
    if (b.has_lower)
        shown_level(p, b.lower, NULL, &lower);
    if (b.has_upper)
        shown_level(p, b.upper, NULL, &upper);
    return band_agrees(p, &b, &lower, &upper);
}

static bool is_counted(const place *p)
{
    const bp_amount at = bp_amount_in(p->offer.amount, p->cut->scale);
    const bp_standing_found s =
        bp_standing_among(p->sample, at, p->all->by.qtype, p->all->mid);
    const long double percent = 100 * s.share, rank = 100 * s.rank;
    return count_agrees(p, p->json, "below", s.below) &&
           count_agrees(p, p->json, "equal", s.equal) &&
           agrees(p, p->json, "percentile", "its percentile", &percent, 0) &&
           agrees(p, p->json, "rank", "its rank",
                  p->sample->people >= RANK_PEOPLE ? &rank : NULL, 1) &&
           counted_band_agrees(p) && share_limits_agree(p, at);
}

/* ---- what to ask for ---- */

/* May it be gone by?  The list says itself which quartiles of a market are shown. */
static bool is_usable(const place *p, bp_level level, bp_recount *f)
{
    static const char *const key[] = { "p25", "p50", "p75" };
    const bp_json_value *market = bp_json_find(p->json, "market");
    for (size_t i = 0; market != NULL && i < 3; i++)
        if (same_level(level, quartile[i]) && !is_there(market, key[i]))
            return false;
    return shown_level(p, level, NULL, f) && f->value > 0 && level.num > 0 &&
           level.num < level.den;
}

/* The amount at a level: of the nearest two that are shown on either side, by the
 * lognormal through both.  False: there are none. */
static bool amount_at(long double *out, const place *p, bp_level level)
{
    bp_between_two two = { .low = 0 };
    for (size_t i = 0; i < p->n_levels + 3; i++) {
        const bool own = i < p->n_levels;
        const bp_level at = own ? p->level[i] : quartile[i - p->n_levels];
        const int side = bp_level_compare(at, level);
        bp_recount f;
        if ((!own && p->all->set != NULL) || !is_usable(p, at, &f))
            continue;
        if (side <= 0 && (two.low <= 0 || bp_level_compare(at, two.lower) > 0)) {
            two.lower = at;
            two.low = f.value;
        }
        if (side >= 0 && (two.high <= 0 || bp_level_compare(at, two.upper) < 0)) {
            two.upper = at;
            two.high = f.value;
        }
    }
    *out = two.low > 0 && two.high > 0
               ? bp_standing_amount(&two, (long double)level.num / level.den)
               : 0;
    return *out > 0;
}

static bool ask_agrees(const place *p, const bp_json_value *ask)
{
    bp_level level;
    double amount;
    if (!bp_agree_level(&level, ask) || !bp_agree_number(&amount, ask, "amount"))
        return not_there(p, ask, "adds", "what an amount to ask for adds");
    char text[16], what[60];
    long double x;
    bp_level_text(text, sizeof text, level);
    snprintf(what, sizeof what, "the amount to ask for at P%s", text);
    const bool known = amount_at(&x, p, level);
    const long double adds = (long double)amount - (long double)p->amount;
    return agrees(p, ask, "amount", what, known ? &x : NULL, 0) &&
           agrees(p, ask, "adds", "what an amount to ask for adds",
                  p->offer.no_amount ? NULL : &adds, (long double)p->amount);
}

static bool asks_agree(const place *p)
{
    BP_JSON_EACH (v, bp_json_find(p->json, "ask"))
        if (p->group != NULL ? !ask_agrees(p, v)
                             : !not_there(p, v, "amount", "an amount to ask for"))
            return false;
    return true;
}

/* ---- all that is shown together ---- */

static void add_seen(bp_seen_group *to, const place *p, bp_level level)
{
    bp_recount f;
    for (size_t i = 0; i < to->n_levels; i++)
        if (same_level(to->level[i].level, level))
            return;
    shown_level(p, level, NULL, &f);
    to->level[to->n_levels++] = seen_of(p, level, &f);
}

/* The market of a line of a list is a group of its own. */
static bool may_be_shown(const place *p)
{
    static const char *const key[] = { "p25", "p50", "p75" };
    const bp_json_value *market = bp_json_find(p->json, "market");
    bp_seen_group *seen = bp_alloc(sizeof *seen, 0, 0);
    const bp_known_group known = known_of(p);
    band b;
    if (seen == NULL) {
        p->all->agreed.why->failed = true;
        return false;
    }
    for (size_t i = 0; i < 3; i++)
        if (is_there(market, key[i]))
            add_seen(seen, p, quartile[i]);
    if (read_band(&b, p->json) && b.has_lower)
        add_seen(seen, p, b.lower);
    if (b.has_upper)
        add_seen(seen, p, b.upper);
    const bool may = bp_decide_group(p->all->agreed.why, p->all->set, seen, &known);
    for (size_t k = 0; k < BP_PLACED_CUTS; k++)
        if (p->all->cut[k] == p->cut && seen->n_levels > 0)
            p->all->part[k][p->group - p->cut->group].shows = true;
    free(seen);
    return may;
}

/* ---- one offer ---- */

static bool part_agrees(const place *p, const char *key, bp_decimal d)
{
    const long double x = (long double)bp_money_double(d.units, d.scale);
    return agrees(p, p->json, key, key, d.units >= 0 ? &x : NULL, 0);
}

static bool offer_agrees(const place *p)
{
    const bp_read_offer *o = &p->offer;
    const bp_json_value *id = bp_json_find(p->json, "id");
    const bool paid = o->base.units > 0 && o->bonus.units >= 0;
    const long double amount = (long double)p->amount,
                      share = paid ? 100 *
                                         (long double)bp_money_double(o->bonus.units,
                                                                      o->bonus.scale) /
                                         bp_money_double(o->base.units, o->base.scale)
                                   : 0;
    if (o->id != NULL &&
        (!bp_json_is(id, BP_IS_STRING) || strcmp(id->text.at, o->id) != 0)) {
        bp_str_puts(p->all->agreed.why, "it is not the line of the list at its place");
        return false;
    }
    return agrees(p, p->json, "amount", "its amount", o->no_amount ? NULL : &amount, 0) &&
           part_agrees(p, "base", o->base) && part_agrees(p, "bonus", o->bonus) &&
           part_agrees(p, "tcc", o->tcc) &&
           agrees(p, p->json, "bonus_percent", "the bonus in percent of the base",
                  paid ? &share : NULL, 0);
}

static bool nothing_else(const place *p)
{
    static const char *const key[] = { "rank",  "percentile", "lo",           "hi",
                                       "below", "equal",      "market_ratio", "to_p50" };
    for (size_t i = 0; i < sizeof key / sizeof key[0]; i++)
        if (!not_there(p, p->json, key[i], key[i]))
            return false;
    return true;
}

static bool market_agrees(const place *p)
{
    static const char *const key[] = { "n", "p25", "p50", "p75" };
    const bp_json_value *market = bp_json_find(p->json, "market");
    if (p->group == NULL) {
        for (size_t i = 0; i < sizeof key / sizeof key[0]; i++)
            if (!not_there(p, market, key[i], "a figure of its market"))
                return false;
        return not_there(p, p->json, "n", "n") && nothing_else(p);
    }
    if (!count_agrees(p, p->json, "n", p->sample->people) ||
        !count_agrees(p, market, "n", p->group->people) || !quartiles_agree(p, market))
        return false;
    if (p->all->set != NULL && p->row == NULL && !may_be_shown(p))
        return false;
    return p->offer.no_amount ? nothing_else(p)
                              : distances_agree(p) &&
                                    (p->all->set != NULL ? is_placed(p) : is_counted(p));
}

/* ---- markets ---- */

/* The id of a value, in any case; BP_NO_ID: nobody has it. */
static uint32_t id_of(const bp_survey *s, size_t key, const char *value)
{
    const bp_text text = bp_text_of(value);
    uint32_t id = bp_survey_key_id(s, key, text);
    for (uint32_t v = 0; id == BP_NO_ID && v < bp_survey_key_values(s, key); v++)
        if (bp_text_alike(bp_survey_key_text(s, key, v), text))
            id = v;
    return id;
}

/* The people by the keys that are bits. */
static bp_status cut_by(bp_placed *p, size_t bits, bp_err *err)
{
    size_t key[BP_KEYS_MAX], n = 0;
    bp_status status = BP_OK;
    for (size_t k = 0; k < BP_KEYS_MAX; k++)
        if ((bits >> k & 1) != 0)
            key[n++] = k;
    if (p->cut[bits] != NULL)
        return BP_OK;
    status = bp_crowd_new(&p->cut[bits], p->payees, key, n, 0, 0, err);
    if (status != BP_OK)
        return status;
    p->part[bits] = bp_alloc(0, p->cut[bits]->n, sizeof p->part[bits][0]);
    return p->part[bits] != NULL && bp_crowd_put_on(p->cut[bits], p->by.qtype)
               ? BP_OK
               : bp_no_memory(err, "the markets of an audit");
}

static bp_status find_market(place *p, bp_err *err)
{
    const bp_survey *s = p->all->payees->survey;
    uint32_t id[BP_KEYS_MAX];
    size_t bits = 0, n = 0;
    bool known = true;
    for (size_t k = 0; k < bp_survey_keys(s); k++) {
        if (p->offer.value[k] == NULL)
            continue;
        bits |= (size_t)1 << k;
        id[n] = id_of(s, k, p->offer.value[k]);
        known = known && id[n++] != BP_NO_ID;
    }
    bp_status status = cut_by(p->all, bits, err);
    if (status != BP_OK)
        return status;
    p->cut = p->all->cut[bits];
    const bp_crowd_group *g = !known   ? NULL
                              : n == 0 ? &p->cut->group[0]
                                       : bp_crowd_find(p->cut, id);
    p->group = g != NULL && g->n > 0 ? g : NULL;
    p->sample = p->group != NULL ? &p->cut->sample[g - p->cut->group] : NULL;
    return BP_OK;
}

/* ---- all of them ---- */

static bool agrees_with(place *p)
{
    p->amount = bp_money_double(p->offer.amount.units, p->offer.amount.scale);
    bp_str_clear(p->all->agreed.why);
    return offer_agrees(p) && market_agrees(p) && asks_agree(p);
}

static bp_status check_one(bool *fits, place *p, size_t i, bp_err *err)
{
    bp_status status = bp_answer_read_offer(&p->offer, p->all->read, i, err);
    if (status == BP_OK)
        status = find_market(p, err);
    if (status != BP_OK)
        return status;
    p->row = p->group == &p->cut->group[0] ? p->all->row : NULL;
    *fits = agrees_with(p);
    if (*fits || p->offer.id == NULL)
        return BP_OK;
    bp_str with = { 0 };
    bp_str_printf(&with, "offer '%s': %s", p->offer.id, p->all->agreed.why->at);
    bp_str_release(p->all->agreed.why);
    *p->all->agreed.why = with;
    return BP_OK;
}

/* The levels of the report, ascending. */
static bool read_levels(place *p)
{
    if (!bp_row_levels(p->level, &p->n_levels, p->all->row)) {
        bp_str_puts(p->all->agreed.why,
                    "its percentiles are none of a report of benchpay");
        return false;
    }
    if (p->n_levels > 1)
        qsort(p->level, p->n_levels, sizeof p->level[0], bp_level_order);
    return true;
}

bp_status bp_placed_check(bool *fits, bp_placed *all, const bp_json_value *section,
                          bp_err *err)
{
    const bp_json_value *one = bp_json_find(section, "offer"),
                        *list = bp_json_find(section, "offers");
    const size_t n = bp_answer_offers(all->read), shown = list != NULL  ? list->n
                                                          : one != NULL ? 1
                                                                        : 0;
    place p = { .all = all };
    bp_status status = BP_OK;
    *fits = read_levels(&p) && shown == n;
    if (shown != n)
        bp_str_printf(all->agreed.why, "it has %zu offers, and its request has %zu",
                      shown, n);
    p.json = list == NULL ? one : bp_json_first(list);
    for (size_t i = 0; status == BP_OK && *fits && i < n; i++) {
        status = check_one(fits, &p, i, err);
        p.json = list != NULL ? bp_json_next(list, p.json) : NULL;
    }
    return status;
}

bp_status bp_placed_in_group(bool *fits, bp_placed *all, const bp_json_value *offer,
                             const bp_json_value *row, const bp_crowd *cut,
                             const bp_crowd_group *group, bp_err *err)
{
    const bool people = group->n > 0 && !group->mixed;
    place p = { .all = all,
                .json = offer,
                .row = row,
                .cut = cut,
                .group = people ? group : NULL,
                .sample = people ? &cut->sample[group - cut->group] : NULL };
    bp_status status = bp_answer_read_offer(&p.offer, all->read, 0, err);
    if (status == BP_OK)
        *fits = read_levels(&p) && agrees_with(&p);
    return status;
}

void bp_placed_release(bp_placed *p)
{
    for (size_t i = 0; i < BP_PLACED_CUTS; i++) {
        bp_crowd_free(p->cut[i]);
        free(p->part[i]);
    }
}
