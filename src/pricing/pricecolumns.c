/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricecolumns.c - columns of published tables that prices are made of.
 *
 * Survey houses agree on what they publish and not on what they call it: the words that
 * they use are listed here and nowhere else. */
#include "pricing/pricecolumns.h"

#include "data/published.h"
#include "ingest/role.h"

/* The first column that is called by one of these names. */
static size_t column_of(const bp_published *t, const char *const known[], size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (size_t c = 0; c < t->n_columns; c++)
            if (bp_stated_alike(t->column[c].name, known[k]))
                return c;
    return SIZE_MAX;
}

#define COLUMN_OF(t, known) column_of(t, known, sizeof known / sizeof known[0])

/* Published tables often call it just that. */
size_t bp_price_column_code(const bp_published *t)
{
    static const char *const known[] = { "code", "job_code", "occ_code", "id" };
    return t->job != SIZE_MAX ? t->job : COLUMN_OF(t, known);
}

/* Who answered: never how many work in the trade. */
size_t bp_price_column_people(const bp_published *t)
{
    static const char *const known[] = {
        "n",          "people",       "n_people",
        "incumbents", "n_incumbents", "number of incumbents",
        "respondents"
    };
    return COLUMN_OF(t, known);
}

size_t bp_price_column_orgs(const bp_published *t)
{
    static const char *const known[] = { "orgs",          "n_orgs",
                                         "organizations", "organisations",
                                         "companies",     "number of organizations",
                                         "employers" };
    return COLUMN_OF(t, known);
}

size_t bp_price_column_cut(const bp_published *t)
{
    static const char *const known[] = { "cut" };
    return COLUMN_OF(t, known);
}

size_t bp_price_column_survey(const bp_published *t)
{
    static const char *const known[] = { "survey", "survey name", "house" };
    return COLUMN_OF(t, known);
}

size_t bp_price_column_pay(const bp_published *t)
{
    static const char *const known[] = { "pay", "element", "pay element" };
    return COLUMN_OF(t, known);
}

/* Called as in a survey, by the surest header. */
size_t bp_price_column_period(const bp_published *t)
{
    size_t found = SIZE_MAX;
    int best = BP_NO_MATCH;
    for (size_t c = 0; c < t->n_columns; c++) {
        const int match = bp_role_match(BP_ROLE_PERIOD, bp_text_of(t->column[c].name));
        if (match >= best)
            continue;
        best = match;
        found = c;
    }
    return found;
}
