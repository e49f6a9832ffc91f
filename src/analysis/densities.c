/* SPDX-License-Identifier: GPL-3.0-or-later */
/* densities.c - the density of pay within each group.
 *
 * A table does not hold the pay of its groups, so the groups are gathered again and found
 * by their first row, which no two have in common, whatever order the table is in. */
#include "analysis/densities.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/gsl.h"
#include "base/mem.h"

void bp_densities_free(bp_densities *c)
{
    if (c == NULL)
        return;
    for (size_t i = 0; c->curve != NULL && i < c->n; i++)
        bp_curve_release(&c->curve[i]);
    free(c->curve);
    free(c);
}

/* The survey's keys that the table groups by. */
static void find_keys(size_t key[], const bp_survey *s, const bp_percentiles *p)
{
    for (size_t k = 0; k < p->n_keys; k++) {
        key[k] = 0;
        while (strcmp(bp_survey_key(s, key[k]), p->key[k]) != 0)
            key[k]++;
    }
}

/* No two groups begin with the same row; several that are joined have no shape. */
static const bp_pay_group *same_group(const bp_pay_groups *groups, const bp_group *g)
{
    if (g->others > 0)
        return NULL;
    for (size_t i = 1; i < groups->n; i++)
        if (groups->group[i].first == g->first)
            return &groups->group[i];
    return NULL;
}

static bool draw(bp_curve *out, const bp_pay_groups *all, const bp_pay_group *g,
                 int qtype)
{
    bp_picked p[BP_DENSITY_LEVELS];
    if (g == NULL || bp_sample_drawn(all, &g->pay) < BP_DENSITY_PEOPLE || g->mixed)
        return true;
    return bp_group_pick(all, g, bp_density_level, BP_DENSITY_LEVELS, qtype, p, NULL) &&
           bp_density_curve(out, all, &g->pay, p);
}

bp_status bp_densities_new(bp_densities **out, const bp_survey *s, size_t element,
                           const bp_percentiles *p, const bp_method *method, bp_err *err)
{
    size_t key[BP_KEYS_MAX];
    bp_pay_groups *groups;
    find_keys(key, s, p);
    bp_status status = bp_pay_groups_new(&groups, s, element, key, p->n_keys, err);
    if (status != BP_OK)
        return status;
    bp_gsl_begin();
    status = bp_pay_groups_on(groups, method->basis, method->qtype, err);
    bp_densities *c = bp_alloc(0, 1, sizeof *c);
    bool ok =
        c != NULL && (c->curve = bp_alloc(0, p->n_groups, sizeof *c->curve)) != NULL;
    for (size_t i = 1; ok && i < p->n_groups; i++) {
        c->n = i + 1;
        ok = draw(&c->curve[i], groups, same_group(groups, &p->group[i]), method->qtype);
    }
    if (status == BP_OK && !ok)
        status = bp_no_memory(err, "the densities");
    status = bp_gsl_end(status, err);
    bp_pay_groups_free(groups);
    if (status == BP_OK)
        *out = c;
    else
        bp_densities_free(c);
    return status;
}
