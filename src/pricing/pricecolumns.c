/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricecolumns.c - columns of published tables that prices are made of.
 *
 * Survey houses agree on what they publish and not on what they call it: the words that
 * they use are listed here and nowhere else. */
#include "pricing/pricecolumns.h"

#include "base/words.h"
#include "data/published.h"
#include "ingest/role.h"

static const char *const names[] = {
    [BP_PRICE_CODE] = "code job_code survey_job_code benchmark_code occ_code id",
    [BP_PRICE_PEOPLE] =
        "n people n_people incumbents n_incumbents number_of_incumbents respondents "
        "number_of_respondents number_of_people sample_size " BP_STATED_INCUMBENTS
            BP_STATED_PROVIDERS " emps",
    [BP_PRICE_ORGS] =
        "orgs n_orgs organizations organisations companies number_of_organizations "
        "number_of_organisations employers number_of_employers of_orgs num_orgs "
        "no_of_orgs no._of_orgs number_of_orgs org_count organization_count "
        "of_organizations of_companies num_companies no_of_companies no._of_companies "
        "number_of_companies company_count comps cos num_cos participants facilities "
        "number_of_facilities hospitals number_of_hospitals groups group_count",
    [BP_PRICE_CUT] = "cut",
    [BP_PRICE_SURVEY] = "survey survey_name house",
    [BP_PRICE_PAY] = "pay element pay_element",
};

/* The first column that is called by one of its names. */
size_t bp_price_column_of(const bp_published *t, bp_price_column which)
{
    const char *known = names[which];
    bp_text word;
    if (which == BP_PRICE_CODE && t->job != SIZE_MAX)
        return t->job;
    while (bp_words_next(&word, &known, ' '))
        for (size_t c = 0; c < t->n_columns; c++)
            if (bp_stated_alike(bp_text_of(t->column[c].name), word))
                return c;
    return SIZE_MAX;
}

size_t bp_price_column_period(const bp_published *t)
{
    bp_best best = BP_BEST_NONE;
    for (size_t c = 0; c < t->n_columns; c++)
        bp_best_see(&best, c,
                    bp_role_match(BP_ROLE_PERIOD, bp_text_of(t->column[c].name)));
    return best.column;
}
