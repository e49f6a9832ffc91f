/* SPDX-License-Identifier: GPL-3.0-or-later */
/* both.c - what two answers to the same question have together.
 *
 * Each answer has passed the rules by itself; what is found of both is a figure of people
 * again, those whom they share, and passes them here. */
#include "answer/both.h"

#include <stdlib.h>

#include "analysis/pairs.h"
#include "answer/answer.h"
#include "answer/ruled.h"
#include "answer/rules.h"
#include "base/mem.h"

/* The ids of a group's values; NULL: it is everybody. */
static const uint32_t *ids_of(uint32_t id[], const bp_answer *a, size_t group)
{
    const char *const *by = a->table->group[group].by;
    for (size_t k = 0; by != NULL && k < a->table->n_keys; k++)
        id[k] = bp_survey_key_id(a->survey, k, bp_text_of(by[k]));
    return by != NULL ? id : NULL;
}

/* The growth of a few people tells that of each; it is no money, so it is not rounded. */
static bp_figure judged(const bp_paid_growth *g, const bp_rule_set *set, bool of_orgs)
{
    static const bp_level half = { 1, 2 };
    const bp_facts facts = {
        .n = g->n, .orgs = g->orgs, .of_orgs = of_orgs, .who = &g->who
    };
    bp_verdict v;
    if (set == NULL || g->n == 0)
        return g->median;
    bp_rules_judge(&v, set, &facts, &half, 1);
    return v.cell == 0 ? g->median : bp_figure_without(BP_WITHHELD, v.cell);
}

static bp_status match(bp_both_matched out[], const bp_answer *old, const bp_answer *now,
                       const bp_pair_group pair[], bp_paid_growth grown[], size_t n,
                       bp_matching matching, bp_err *err)
{
    const bool of_orgs = old->orgs_count || now->orgs_count;
    bp_status status =
        bp_pairs_find(grown, old->survey, now->survey, pair, n, matching, err);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        out[i] =
            (bp_both_matched){ grown[i].n, judged(&grown[i], bp_ruled_by(now), of_orgs) };
    return status;
}

bp_status bp_both_match(bp_both_matched out[], const bp_answer *old, const bp_answer *now,
                        const bp_both_group group[], size_t n, bp_matching matching,
                        bp_err *err)
{
    if (old->survey == NULL || now->survey == NULL)
        return bp_fail(err, NULL, BP_EDATA,
                       "published figures have no people who can be matched");
    const size_t keys = now->table->n_keys;
    bp_pair_group *pair = bp_alloc(0, n, sizeof *pair);
    bp_paid_growth *grown = bp_alloc(0, n, sizeof *grown);
    uint32_t *id = bp_alloc(0, 2 * n * (keys + 1), sizeof *id);
    bp_status status = BP_OK;
    if (pair == NULL || grown == NULL || id == NULL)
        status = bp_no_memory(err, "the groups of both");
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        pair[i].old_value = ids_of(id + 2 * i * keys, old, group[i].old);
        pair[i].value = ids_of(id + (2 * i + 1) * keys, now, group[i].now);
    }
    if (status == BP_OK)
        status = match(out, old, now, pair, grown, n, matching, err);
    free(id);
    free(grown);
    free(pair);
    return status;
}
