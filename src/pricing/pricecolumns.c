/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricecolumns.c - columns of published tables that prices are made of.
 *
 * Survey houses agree on what they publish and not on what they call it: the words that
 * they use are listed here and nowhere else. */
#include "pricing/pricecolumns.h"

#include "base/words.h"
#include "data/published.h"
#include "ingest/role.h"

/* The first column that is called by one of these names. */
static size_t column_of(const bp_published *t, const char *known)
{
    bp_text word;
    while (bp_words_next(&word, &known, ' '))
        for (size_t c = 0; c < t->n_columns; c++)
            if (bp_stated_alike(bp_text_of(t->column[c].name), word))
                return c;
    return SIZE_MAX;
}

/* Published tables often call it just that. */
size_t bp_price_column_code(const bp_published *t)
{
    return t->job != SIZE_MAX ? t->job : column_of(t, "code job_code occ_code id");
}

/* Who answered: never how many work in the trade. */
size_t bp_price_column_people(const bp_published *t)
{
    return column_of(
        t, "n people n_people incumbents n_incumbents number_of_incumbents respondents");
}

size_t bp_price_column_orgs(const bp_published *t)
{
    return column_of(t, "orgs n_orgs organizations organisations companies "
                        "number_of_organizations employers");
}

size_t bp_price_column_cut(const bp_published *t)
{
    return column_of(t, "cut");
}

size_t bp_price_column_survey(const bp_published *t)
{
    return column_of(t, "survey survey_name house");
}

size_t bp_price_column_pay(const bp_published *t)
{
    return column_of(t, "pay element pay_element");
}

/* Called as in a survey, by the surest header. */
size_t bp_price_column_period(const bp_published *t)
{
    bp_best best = BP_BEST_NONE;
    for (size_t c = 0; c < t->n_columns; c++)
        bp_best_see(&best, c,
                    bp_role_match(BP_ROLE_PERIOD, bp_text_of(t->column[c].name)));
    return best.column;
}
