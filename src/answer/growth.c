/* SPDX-License-Identifier: GPL-3.0-or-later */
/* growth.c - how pay moved from year to year, and where it goes.
 *
 * In two steps, with the gate between them: yearly medians and matched growth are figures
 * of people; a trend, its path and its fan are derived from those that are shown, so a
 * projection reveals no more than its observations do. */
#include "answer/growth.h"

#include "analysis/observe.h"
#include "answer/tables.h"
#include "base/mem.h"
#include "data/pay.h"

/* A group whose median is 0 somewhere goes without growth. */
static bp_status observe_group(bp_growth_part *part, const bp_answer *a,
                               const bp_group *group, bp_err *err)
{
    const bp_survey *s = a->survey;
    uint32_t value[BP_KEYS_MAX];
    for (size_t k = 0; k < bp_survey_keys(s); k++)
        value[k] = bp_survey_key_id(s, k, bp_text_of(group->by[k]));
    bp_status status = bp_observed_where(&part->observed, s, value, a->method.qtype, err);
    if (status == BP_OK && a->method.facts)
        status = bp_observed_facts(part->observed, s, value, err);
    return status == BP_EDATA ? BP_OK : status;
}

static bp_status observe_groups(bp_answer *a, bp_err *err)
{
    bp_status status = bp_tables_all_keys(a, err);
    if (status != BP_OK || a->table->n_groups < 2)
        return status;
    a->part = bp_alloc(0, a->table->n_groups - 1, sizeof a->part[0]);
    if (a->part == NULL)
        return bp_no_memory(err, "the growth of groups");
    for (; status == BP_OK && a->n_parts < a->table->n_groups - 1; a->n_parts++)
        status =
            observe_group(&a->part[a->n_parts], a, &a->table->group[a->n_parts + 1], err);
    return status;
}

bp_status bp_growth_observe(bp_answer *a, bp_err *err)
{
    if (a->wide != NULL)
        return bp_observed_of_series(&a->observed, a->wide->year, a->wide->value,
                                     a->wide->n, err);
    if (a->survey == NULL)
        return BP_OK;
    bp_status status = bp_observed_new(
        &a->observed, a->survey, a->question->growth.matching, a->method.qtype, err);
    if (status == BP_OK && a->method.facts)
        status = bp_observed_facts(a->observed, a->survey, NULL, err);
    if (status == BP_OK && a->observed->twice == 0 && a->choice.n_by > 0 &&
        a->question->subject == BP_ASK_GROWTH)
        status = observe_groups(a, err);
    if (status != BP_OK || a->observed->twice == 0)
        return status;
    const bp_loc at = { .file = a->question->reading.file[0] };
    return bp_fail(err, &at, BP_EDATA,
                   "year %d appears twice in a series of one figure a year",
                   a->observed->twice);
}

/* Up to the last year of everybody, also for a group that was last seen before. */
static bp_status project_groups(bp_answer *a, bp_err *err)
{
    const bp_growth *all = a->growth;
    bp_status status = BP_OK;
    a->growing_parts = a->growing;
    if (all->n_points > 0 && all->point[0].year > BP_HORIZON_MAX) {
        a->growing_parts.years = 0;
        a->growing_parts.to = all->point[all->n_points - 1].year;
    }
    for (size_t i = 0; status == BP_OK && i < a->n_parts; i++) {
        bp_growth_part *part = &a->part[i];
        if (part->observed == NULL)
            continue;
        status = bp_growth_new(&part->growth, &a->growing_parts, part->observed, err);
        if (status == BP_EDATA || status == BP_EUSAGE)
            status = BP_OK;
    }
    return status;
}

bp_status bp_growth_project(bp_answer *a, bp_err *err)
{
    bp_status status = bp_growth_new(&a->growth, &a->growing, a->observed, err);
    if (status == BP_OK && a->n_parts > 0)
        status = project_groups(a, err);
    return status == BP_OK && bp_answer_draws(a) && a->observed != NULL
               ? bp_fan_new(&a->fan, a->growth, err)
               : status;
}
