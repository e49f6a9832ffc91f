/* SPDX-License-Identifier: GPL-3.0-or-later */
/* market.c - what amounts are placed in: the pay of records, or published percentiles.
 *
 * A market of records keeps its pay in order, since each amount asks for its rank, and
 * there may be thousands of amounts. */
#include "analysis/market.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/draws.h"
#include "analysis/settle.h"
#include "analysis/where.h"
#include "analysis/withhold.h"
#include "base/mem.h"

static void let_go(bp_market_groups *g)
{
    if (g == NULL || --g->markets > 0)
        return;
    bp_pay_groups_free(g->groups);
    free(g);
}

void bp_market_free(bp_market *m)
{
    if (m == NULL)
        return;
    bp_percentiles_free(m->own);
    free(m->pay);
    bp_weighted_free(m->weighted);
    bp_room_release(&m->room);
    let_go(m->from);
    free(m);
}

/* The ids of the wanted values.  False: a value that no record has. */
static bool find_ids(uint32_t id[], const bp_survey *s, const char *const value[])
{
    for (size_t k = 0; k < bp_survey_keys(s); k++) {
        id[k] = BP_NO_ID;
        if (value[k] == NULL)
            continue;
        id[k] = bp_survey_key_id(s, k, bp_text_of(value[k]));
        if (id[k] == BP_NO_ID)
            return false;
    }
    return true;
}

static bp_figure quantile(const bp_market *in, bp_level level)
{
    if (in->weighted != NULL)
        return bp_figure_of(
            bp_weighted_quantile(in->weighted, level, in->qtype, in->scale).value);
    bp_position at = bp_quantile_position(in->n, level, in->qtype);
    return bp_figure_of(
        bp_quantile_between(&at, in->pay[at.lo], in->pay[at.hi], in->scale));
}

/* Room for the percentiles.  False: memory is out. */
static bool put_levels(bp_market *in, const bp_method *method)
{
    size_t n = method->n_levels;
    in->rung = bp_room_take(&in->room, n, sizeof in->rung[0]);
    in->level = bp_room_take(&in->room, n, sizeof in->level[0]);
    in->knot = bp_room_take(&in->room, n, sizeof in->knot[0]);
    in->error = bp_room_take(&in->room, n, sizeof in->error[0]);
    if (in->room.failed)
        return false;
    if (n > 0)
        memcpy(in->level, method->level, n * sizeof in->level[0]);
    if (n > 1)
        qsort(in->level, n, sizeof in->level[0], bp_level_order);
    in->n_rungs = n;
    return true;
}

static void put_rungs(bp_market *in)
{
    for (size_t i = 0; i < in->n_rungs; i++)
        in->rung[i] =
            (bp_rung){ .level = in->level[i], .value = quantile(in, in->level[i]) };
    for (uint32_t i = 0; i < 3; i++)
        in->quartile[i] = quantile(in, (bp_level){ i + 1, 4 });
}

static bp_status no_row(bp_err *err)
{
    return bp_fail(err, NULL, BP_EDATA, "no row of the survey is in its market");
}

/* What is known of the group. */
static bp_status describe(bp_market *in, const bp_pay_groups *groups,
                          const bp_pay_group *g, bp_err *err)
{
    const bp_survey *s = groups->survey;
    if (g->pay.n == 0 && g->lone > 0)
        return bp_fail(err, NULL, BP_EDATA, "nobody in its market has an organization");
    if (g->pay.n == 0)
        return no_row(err);
    if (g->mixed)
        return bp_fail(err, NULL, BP_EDATA, "its market is in several currencies");
    in->scale = groups->scale;
    in->basis = groups->basis;
    in->weights = groups->weighting;
    in->rows = (size_t)g->pay.n;
    in->people = g->pay.people;
    in->n = bp_sample_drawn(groups, &g->pay);
    in->orgs = g->orgs;
    in->currency = g->currency != BP_NO_ID ? bp_survey_currency_text(s, g->currency).at
                                           : bp_survey_currency(s);
    in->currency = bp_survey_unit(s, groups->element, in->currency);
    return BP_OK;
}

/* Whoever makes markets of groups holds them, and lets go at the end. */
static bp_market_groups *hold(void)
{
    bp_market_groups *g = bp_alloc(sizeof *g, 0, 0);
    if (g != NULL)
        g->markets = 1;
    return g;
}

/* Intervals look at the records, organization by organization. */
static bp_status keep_records(bp_market *in, bp_market_groups *from,
                              const bp_pay_group *g, const bp_ci *ci, bp_err *err)
{
    bp_status status = BP_OK;
    in->ci = *ci;
    if (ci->method == BP_CI_AUTO)
        status = bp_ci_settle_shares(&in->ci, ci, from->groups, err);
    if (status != BP_OK || in->ci.method == BP_CI_NONE)
        return status;
    from->markets++;
    in->from = from;
    in->group = g;
    return BP_OK;
}

/* What a market keeps of its records; under disclosure rules nothing but room for what
 * will be shown of them. */
static bp_status take(bp_market *in, bp_market_groups *from, const bp_pay_group *g,
                      const bp_method *method, bp_err *err)
{
    bp_status status = describe(in, from->groups, g, err);
    if (status != BP_OK)
        return status;
    if (!put_levels(in, method))
        return bp_no_memory(err, "a market");
    if (method->facts)
        return BP_OK;
    in->pay = bp_alloc(0, in->rows, sizeof in->pay[0]);
    if (in->weights != BP_UNWEIGHTED)
        in->weighted = bp_weighted_of_group(from->groups, g);
    if (in->pay == NULL || (in->weights != BP_UNWEIGHTED && in->weighted == NULL))
        return bp_no_memory(err, "a market");
    if (!bp_sample_sort(&g->pay, in->pay))
        return bp_no_memory(err, "a market");
    put_rungs(in);
    return keep_records(in, from, g, &method->ci, err);
}

static bp_market *begin(const bp_method *method)
{
    bp_market *in = bp_alloc(sizeof *in, 0, 0);
    if (in == NULL)
        return NULL;
    in->qtype = method->qtype;
    in->records = true;
    in->stream = bp_stream(method->ci.seed);
    return in;
}

/* The pay of the records with these values. */
static bp_status take_where(bp_market *in, const bp_survey *survey, size_t element,
                            const uint32_t id[], const bp_method *method, bp_err *err)
{
    bp_market_groups *from = hold();
    if (from == NULL)
        return bp_no_memory(err, "a market");
    bp_status status = bp_pay_groups_where(&from->groups, survey, element, id, err);
    if (status == BP_OK)
        status = bp_pay_groups_on(from->groups, method->basis, method->qtype, err);
    if (status == BP_OK)
        status = take(in, from, &from->groups->group[0], method, err);
    let_go(from);
    memcpy(in->where, id, bp_survey_keys(survey) * sizeof id[0]);
    return status == BP_OK && method->facts
               ? bp_percentiles_where(&in->own, survey, element, id, method, err)
               : status;
}

bp_status bp_market_of_records(bp_market **out, const bp_survey *survey, size_t element,
                               const char *const value[], const bp_method *method,
                               bp_err *err)
{
    uint32_t id[BP_KEYS_MAX];
    if (method->n_levels > BP_LEVELS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d percentiles", BP_LEVELS_MAX);
    bp_market *in = begin(method);
    if (in == NULL)
        return bp_no_memory(err, "a market");
    for (size_t k = 0; k < bp_survey_keys(survey); k++)
        if (value[k] != NULL)
            in->stream = bp_stream_of(in->stream, bp_text_of(value[k]));
    bp_status status = find_ids(id, survey, value)
                           ? take_where(in, survey, element, id, method, err)
                           : no_row(err);
    if (status != BP_OK) {
        bp_market_free(in);
        return status;
    }
    *out = in;
    return BP_OK;
}

/* The key of the survey that has the name of the table's. */
static size_t find_key(const bp_survey *s, const char *name)
{
    size_t k = 0;
    while (k < bp_survey_keys(s) && strcmp(bp_survey_key(s, k), name) != 0)
        k++;
    return k;
}

/* The group of pay with these ids: groups are in the order of ids. */
static const bp_pay_group *find_group(const bp_pay_groups *groups, const uint32_t id[],
                                      size_t n_keys)
{
    size_t low = 1, high = groups->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const bp_pay_group *g = &groups->group[middle];
        size_t k = 0;
        while (k < n_keys && g->key[k] == id[k])
            k++;
        if (k == n_keys)
            return g;
        if (g->key[k] < id[k])
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* That of group i of the table; none is no failure. */
static bp_status group_market(bp_market **out, bp_market_groups *from, const size_t key[],
                              const bp_percentiles *p, size_t i, const bp_method *method,
                              bp_err *err)
{
    uint32_t id[BP_KEYS_MAX];
    if (p->group[i].by == NULL)
        return BP_OK;
    for (size_t k = 0; k < p->n_keys; k++)
        id[k] =
            bp_survey_key_id(from->groups->survey, key[k], bp_text_of(p->group[i].by[k]));
    const bp_pay_groups *all = from->groups;
    const bp_pay_group *g =
        p->group[i].others > 0 ? &all->group[all->n - 1] : find_group(all, id, p->n_keys);
    if (g == NULL || !bp_pay_group_counts(g))
        return BP_OK;
    *out = begin(method);
    for (size_t k = 0; *out != NULL && k < p->n_keys; k++)
        (*out)->stream = bp_stream_of((*out)->stream, bp_text_of(p->group[i].by[k]));
    return *out != NULL ? take(*out, from, g, method, err)
                        : bp_no_memory(err, "a market");
}

bp_status bp_markets_of_groups(bp_market *market[], const bp_survey *survey,
                               size_t element, const bp_percentiles *p,
                               const bp_method *method, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    for (size_t i = 0; i < p->n_groups; i++)
        market[i] = NULL;
    if (method->n_levels > BP_LEVELS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d percentiles", BP_LEVELS_MAX);
    bp_market_groups *from = hold();
    if (from == NULL)
        return bp_no_memory(err, "a market");
    for (size_t k = 0; k < p->n_keys; k++)
        key[k] = find_key(survey, p->key[k]);
    bp_status status =
        bp_pay_groups_largest(&from->groups, survey, element, key, p->n_keys,
                              (size_t)method->top, (uint64_t)method->min_people, err);
    if (status == BP_OK)
        status = bp_pay_groups_on(from->groups, method->basis, method->qtype, err);
    for (size_t i = 0; status == BP_OK && i < p->n_groups; i++)
        status = group_market(&market[i], from, key, p, i, method, err);
    let_go(from);
    for (size_t i = 0; status != BP_OK && i < p->n_groups; i++) {
        bp_market_free(market[i]);
        market[i] = NULL;
    }
    return status;
}

static bp_figure known(const bp_market *in, bp_level level)
{
    for (size_t i = 0; i < in->n_knots; i++)
        if (bp_level_compare(in->rung[i].level, level) == 0)
            return in->rung[i].value;
    return bp_figure_absent();
}

static bp_rung rung_of(const bp_knot *k)
{
    const bool known = k->code == BP_CODED_NOT;
    return (bp_rung){
        .level = k->level,
        .value = known ? bp_figure_of(k->value)
                       : bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE),
        .code = k->code,
        .bound = known || k->code == BP_CODED_TOP ? 0 : k->value,
    };
}

bp_status bp_market_of_knots(bp_market **out, const bp_knot knot[], size_t n,
                             bp_between between, const char *currency, bp_err *err)
{
    bp_standing any;
    bp_status status = bp_knots_place(&any, knot, n, 1, BP_LINEAR, err);
    if (status != BP_OK)
        return status;
    bp_market *in = bp_alloc(sizeof *in, 0, 0);
    if (in != NULL) {
        in->knot = bp_room_take(&in->room, n, sizeof in->knot[0]);
        in->rung = bp_room_take(&in->room, n, sizeof in->rung[0]);
    }
    if (in == NULL || in->room.failed) {
        bp_market_free(in);
        return bp_no_memory(err, "a market");
    }
    memcpy(in->knot, knot, n * sizeof in->knot[0]);
    in->n_knots = n;
    in->between = between;
    for (size_t i = 0; i < n; i++)
        in->rung[i] = rung_of(&knot[i]);
    in->n_rungs = n;
    in->currency = currency;
    for (uint32_t i = 0; i < 3; i++)
        in->quartile[i] = known(in, (bp_level){ i + 1, 4 });
    *out = in;
    return BP_OK;
}

size_t bp_market_rungs(const bp_market *m)
{
    return m->n_rungs;
}

bp_rung bp_market_rung(const bp_market *m, size_t i)
{
    return m->rung[i];
}

bp_figure bp_market_quartile(const bp_market *m, unsigned quarter)
{
    return m->quartile[quarter - 1];
}

bool bp_market_of_people(const bp_market *m)
{
    return m->records;
}

bool bp_market_counts(const bp_market *m)
{
    return m->pay != NULL;
}

uint64_t bp_market_people(const bp_market *m)
{
    return m->people;
}

uint64_t bp_market_amounts(const bp_market *m)
{
    return m->n;
}

bp_basis bp_market_basis(const bp_market *m)
{
    return m->basis;
}

uint64_t bp_market_orgs(const bp_market *m)
{
    return m->orgs;
}

const char *bp_market_currency(const bp_market *m)
{
    return m->currency;
}

bp_percentiles *bp_market_own(bp_market *m)
{
    return m->own;
}

const uint32_t *bp_market_where(const bp_market *m)
{
    return m->where;
}

const bp_knot *bp_market_near(const bp_market *m, double amount, size_t *n)
{
    size_t i = 0;
    *n = m->n_knots;
    if (!m->records)
        return m->knot;
    while (i < m->n_knots && m->knot[i].value <= amount)
        i++;
    const size_t from = i > 2 ? i - 2 : 0;
    *n = (i + 2 < m->n_knots ? i + 2 : m->n_knots) - from;
    return m->knot + from;
}

static size_t level_in(const bp_percentiles *p, bp_level level)
{
    size_t k = 0;
    while (k < p->n_levels && bp_level_compare(p->level[k], level) != 0)
        k++;
    return k;
}

static bp_figure shown_at(const bp_percentiles *p, const bp_group *g, bp_level level)
{
    const size_t k = level_in(p, level);
    return k < p->n_levels ? g->p[k] : bp_figure_absent();
}

/* People who are single draws count each, and so do means of organizations; by a method
 * that tells no more of organizations nobody knows how many people are worth.
 *   drawn  how many amounts there are */
static bp_share_error error_at(const bp_percentiles *p, const bp_group *g, bp_level level,
                               uint64_t drawn)
{
    const size_t k = level_in(p, level);
    if (k == p->n_levels || g->precision == NULL)
        return (bp_share_error){ 0 };
    const bp_precision *precise = &g->precision[k];
    const bool single =
        p->ci.method == BP_CI_ORDER ||
        (!p->ci.by_org && (p->ci.method == BP_CI_BOOTSTRAP || p->ci.method == BP_CI_BCA));
    return (bp_share_error){ .df = precise->df,
                             .n_eff = single ? (double)drawn : precise->n_eff };
}

void bp_market_show(bp_market *m, const bp_percentiles *p, size_t group)
{
    const bp_group *g = &p->group[group];
    unsigned reasons = g->reasons;
    m->ci = p->ci;
    m->n_knots = 0;
    for (size_t i = 0; i < m->n_rungs; i++) {
        const bp_figure f = shown_at(p, g, m->level[i]);
        m->rung[i] = (bp_rung){ .level = m->level[i], .value = f };
        reasons |= f.reasons;
        if (f.state != BP_SHOWN || !(f.value > 0))
            continue;
        m->error[m->n_knots] = error_at(p, g, m->level[i], m->n);
        m->knot[m->n_knots++] = (bp_knot){ .level = m->level[i], .value = f.value };
    }
    for (uint32_t i = 0; i < 3; i++)
        m->quartile[i] = shown_at(p, g, (bp_level){ i + 1, 4 });
    m->withheld |= m->n_knots == 0 ? reasons : 0;
}
