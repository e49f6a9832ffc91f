/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/market.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/cells.h"
#include "data/dict.h"

void bp_market_free(bp_market *m)
{
    bp_market *in = m;
    if (in == NULL)
        return;
    free(in->pay);
    free(in->level);
    free(in->knot);
    free(in->rung);
    free(in);
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

static bool fits(const bp_survey *s, const bp_cell *c, const uint32_t id[])
{
    for (size_t k = 0; k < bp_survey_keys(s); k++)
        if (id[k] != BP_NO_ID && id[k] != c->key[k])
            return false;
    return c->chosen;
}

/* What is gathered from the cells that fit. */
typedef struct gathering {
    bp_market *in;
    size_t cap;
    uint32_t currency;
    bool mixed;
} gathering;

static bool add_pay(gathering *g, const bp_run *run)
{
    bp_market *in = g->in;
    size_t n = (size_t)in->n;
    if (!bp_reserve(&in->pay, &g->cap, n + run->n, sizeof in->pay[0]))
        return false;
    for (size_t i = 0; i < run->n; i++)
        in->pay[n + i] = bp_run_value(run, i);
    in->n += run->n;
    return true;
}

/* One more than the largest id of an organisation. */
static size_t count_orgs(const bp_survey *s)
{
    size_t n = 0;
    for (size_t i = 0; i < bp_survey_cells(s); i++) {
        uint32_t org = bp_survey_cell(s, i).org;
        if (org != BP_NO_ID && org >= n)
            n = (size_t)org + 1;
    }
    return n;
}

static bool gather(gathering *g, const bp_survey *s, size_t element, const uint32_t id[])
{
    bool *seen = bp_alloc(0, count_orgs(s), sizeof *seen);
    bool ok = seen != NULL;
    for (size_t i = 0; ok && i < bp_survey_cells(s); i++) {
        const bp_cell c = bp_survey_cell(s, i);
        if (!fits(s, &c, id) || bp_survey_count(s, element, i) == 0)
            continue;
        g->mixed |= g->in->n > 0 && c.currency != g->currency;
        g->currency = c.currency;
        if (c.org != BP_NO_ID && bp_survey_org_text(s, c.org).n > 0 && !seen[c.org]) {
            seen[c.org] = true;
            g->in->orgs++;
        }
        for (size_t k = 0; ok && k < bp_survey_runs(s, element, i); k++) {
            const bp_run run = bp_survey_run(s, element, i, k);
            ok = add_pay(g, &run);
        }
    }
    free(seen);
    return ok;
}

static int by_pay(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int by_level(const void *a, const void *b)
{
    const bp_level *x = a, *y = b;
    uint64_t left = (uint64_t)x->num * y->den, right = (uint64_t)y->num * x->den;
    return (left > right) - (left < right);
}

static bp_figure quantile(const bp_market *in, bp_level level)
{
    bp_position at = bp_quantile_position(in->n, level, in->qtype);
    return bp_figure_of(
        bp_quantile_between(&at, in->pay[at.lo], in->pay[at.hi], in->scale));
}

static bool put_rungs(bp_market *in, const bp_method *method)
{
    size_t n = method->n_levels;
    in->rung = bp_alloc(0, n, sizeof in->rung[0]);
    in->level = bp_alloc(0, n, sizeof in->level[0]);
    if (in->rung == NULL || in->level == NULL)
        return false;
    if (n > 0)
        memcpy(in->level, method->level, n * sizeof in->level[0]);
    if (n > 1)
        qsort(in->level, n, sizeof in->level[0], by_level);
    for (size_t i = 0; i < n; i++)
        in->rung[i] = (bp_rung){ 100.0 * in->level[i].num / in->level[i].den,
                                 quantile(in, in->level[i]) };
    in->n_rungs = n;
    for (uint32_t i = 0; i < 3; i++)
        in->quartile[i] = quantile(in, (bp_level){ i + 1, 4 });
    return true;
}

static const char *currency_of(const bp_survey *s, const gathering *g)
{
    bool known = g->currency != BP_NO_ID && bp_survey_currency_text(s, g->currency).n > 0;
    return known ? bp_survey_currency_text(s, g->currency).at : bp_survey_currency(s);
}

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory for a market");
}

bp_status bp_market_of_records(bp_market **out, const bp_survey *survey, size_t element,
                               const char *const value[], const bp_method *method,
                               bp_err *err)
{
    uint32_t id[BP_KEYS_MAX];
    bp_market *in = bp_alloc(sizeof *in, 0, 0);
    if (in == NULL)
        return no_memory(err);
    in->scale = bp_survey_shape(survey)->scale;
    in->qtype = method->qtype;
    in->records = true;

    gathering g = { .in = in, .currency = BP_NO_ID };
    bp_status status = BP_OK;
    if (find_ids(id, survey, value) && !gather(&g, survey, element, id))
        status = no_memory(err);
    else if (in->n == 0)
        status = bp_fail(err, NULL, BP_EDATA, "no row of the survey is in its market");
    else if (g.mixed)
        status = bp_fail(err, NULL, BP_EDATA, "its market is in several currencies");
    if (status == BP_OK) {
        qsort(in->pay, (size_t)in->n, sizeof in->pay[0], by_pay);
        in->currency = currency_of(survey, &g);
        if (!put_rungs(in, method))
            status = no_memory(err);
    }
    if (status != BP_OK) {
        bp_market_free(in);
        return status;
    }
    *out = in;
    return BP_OK;
}

static bp_figure known(const bp_market *in, double percent)
{
    for (size_t i = 0; i < in->n_knots; i++)
        if (in->rung[i].percent == percent)
            return in->rung[i].value;
    return bp_figure_without(BP_ABSENT, 0);
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
        in->knot = bp_alloc(0, n, sizeof in->knot[0]);
        in->rung = bp_alloc(0, n, sizeof in->rung[0]);
    }
    if (in == NULL || in->knot == NULL || in->rung == NULL) {
        bp_market_free(in);
        return no_memory(err);
    }
    memcpy(in->knot, knot, n * sizeof in->knot[0]);
    in->n_knots = n;
    in->between = between;
    for (size_t i = 0; i < n; i++)
        in->rung[i] =
            (bp_rung){ 100 * knot[i].p,
                       knot[i].top_coded
                           ? bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE)
                           : bp_figure_of(knot[i].value) };
    in->n_rungs = n;
    in->currency = currency;
    for (int i = 0; i < 3; i++)
        in->quartile[i] = known(in, 25 * (i + 1));
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

uint64_t bp_market_people(const bp_market *m)
{
    return m->n;
}

uint64_t bp_market_orgs(const bp_market *m)
{
    return m->orgs;
}

const char *bp_market_currency(const bp_market *m)
{
    return m->currency;
}

void bp_market_withhold(bp_market *m, unsigned reasons)
{
    const bp_figure withheld = bp_figure_without(BP_WITHHELD, reasons);
    m->withheld |= reasons;
    for (size_t i = 0; i < m->n_rungs; i++)
        m->rung[i].value = withheld;
    for (size_t i = 0; i < 3; i++)
        m->quartile[i] = withheld;
    free(m->pay);
    m->pay = NULL;
}
