/* SPDX-License-Identifier: GPL-3.0-or-later */
/* charts.c - what each kind of chart needs of an answer, and computes it.
 *
 * A chart shows the same figures as a table of the same groups, so it is made of the same
 * parts of an answer and passes the gate with them; only the levels differ, which are
 * those that boxes and lines are drawn at. */
#include "answer/charts.h"

#include <string.h>

#include "answer/differences.h"
#include "answer/equity.h"
#include "answer/growth.h"
#include "answer/scope.h"
#include "answer/tables.h"

/* Tiles beyond these cannot be told apart. */
#define TILES_MAX 10000

const bp_level bp_chart_levels[BP_CHART_LEVELS_DRAWN] = {
    { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 }
};

/* Disclosure rules ask about everybody, and intervals of percentiles are told. */
static bp_status compute_everybody(bp_answer *a, bp_err *err)
{
    if (!a->method.facts && a->method.ci.method == BP_CI_NONE)
        return BP_OK;
    bp_status status =
        bp_percentiles_new(&a->total[0], a->survey, 0, NULL, 0, &a->method, err);
    a->n_total = status == BP_OK;
    return status;
}

static bp_status compute_distribution(bp_answer *a, bp_err *err)
{
    bp_status status = compute_everybody(a, err);
    return status == BP_OK
               ? bp_distribution_new(&a->distribution, a->survey, 0, &a->method, err)
               : status;
}

static bp_status compute_ecdf(bp_answer *a, bp_err *err)
{
    const char *const any[BP_KEYS_MAX] = { NULL };
    bp_status status =
        bp_market_of_records(&a->market, a->survey, 0, any, &a->method, err);
    return status == BP_OK && !a->method.facts ? compute_everybody(a, err) : status;
}

static bp_status compute_offers(bp_answer *a, bp_err *err)
{
    return bp_placements_new(&a->placements, a, err);
}

static bp_status compute_tiers(bp_answer *a, bp_err *err)
{
    bp_status status = bp_tables_all_keys(a, err);
    if (status == BP_OK)
        status = bp_tables_order_tiers(a, a->table, err);
    return status == BP_OK
               ? bp_densities_new(&a->densities, a->survey, 0, a->table, &a->method, err)
               : status;
}

/* Tables by either key, in the order of tiers where it is theirs, and by both. */
static bp_status compute_tiles(bp_answer *a, bp_err *err)
{
    static const size_t both[2] = { 0, 1 };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < 2; i++) {
        status =
            bp_percentiles_new(&a->by[i], a->survey, 0, &both[i], 1, &a->method, err);
        a->n_by += status == BP_OK;
        if (status == BP_OK)
            status = bp_tables_order_groups(a, a->by[i], err);
        if (status != BP_OK || strcmp(a->by[i]->key[0], "tier") != 0)
            continue;
        bp_tiers_free(a->tiers);
        a->tiers = NULL;
        status = bp_tables_order_tiers(a, a->by[i], err);
    }
    if (status == BP_OK)
        status = bp_tables_add_tiles(a, 0, 1, err);
    if (status == BP_OK && a->by[0]->n_groups * a->by[1]->n_groups > TILES_MAX)
        status = bp_fail(err, NULL, BP_EDATA,
                         "%zu by %zu groups are too many for a heatmap; choose columns "
                         "with fewer values",
                         a->by[0]->n_groups - 1, a->by[1]->n_groups - 1);
    return status;
}

static const struct {
    unsigned needs;
    bp_status (*compute)(bp_answer *a, bp_err *err);
} kinds[BP_CHART_ANSWERS] = {
    [BP_CHART_DISTRIBUTION] = { BP_NEEDS_LIMITS, compute_distribution },
    [BP_CHART_ECDF] = { BP_NEEDS_LIMITS, compute_ecdf },
    [BP_CHART_OFFER] = { BP_NEEDS_OFFERS | BP_NEEDS_LIMITS, compute_offers },
    [BP_CHART_BOX] = { BP_NEEDS_GROUPS | BP_NEEDS_LIMITS, bp_tables_all_keys },
    [BP_CHART_PERCENTILES] = { BP_NEEDS_GROUPS | BP_NEEDS_LIMITS, bp_tables_all_keys },
    [BP_CHART_TIERS] = { BP_NEEDS_GROUPS | BP_NEEDS_TIERS | BP_NEEDS_LIMITS,
                         compute_tiers },
    [BP_CHART_OFFERS] = { BP_NEEDS_OFFERS, compute_offers },
    [BP_CHART_GROWTH] = { BP_NEEDS_YEARS, bp_growth_observe },
    [BP_CHART_HEATMAP] = { BP_NEEDS_GROUPS | BP_NEEDS_TILES, compute_tiles },
    [BP_CHART_PAYLINE] = { BP_NEEDS_LINES, bp_scope_compute },
    [BP_CHART_GAPS] = { BP_NEEDS_EQUITY, bp_equity_compute },
    [BP_CHART_BANDS] = { BP_NEEDS_EQUITY, bp_equity_compute },
};

unsigned bp_chart_needs(bp_chart_kind kind)
{
    return kinds[kind].needs;
}

/* The title says what was found, unless somebody has given another. */
bp_status bp_chart_compute(bp_answer *a, bp_err *err)
{
    const bp_question *q = a->question;
    if (a->survey != NULL && bp_survey_mixed(a->survey))
        return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_CURRENCY, NULL },
                            "pay is in several currencies");
    const bp_status status = kinds[q->chart].compute(a, err);
    return status == BP_OK && q->labels.title == NULL &&
                   (kinds[q->chart].needs & BP_NEEDS_GROUPS) != 0
               ? bp_differences_find(a, err)
               : status;
}
