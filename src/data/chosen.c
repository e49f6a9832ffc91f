/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chosen.c - what becomes of a row once year and currency are settled.
 *
 * Rows are read before anybody knows which year is the latest and which currency most are
 * in, so they are kept by year and currency, and every part of a survey asks here which
 * of them count: one answer, so that figures, counts and lists agree. */
#include "data/chosen.h"

#include "data/inside.h"

bool bp_survey_no_currency(const bp_survey *s, uint32_t currency)
{
    return currency == BP_NO_ID || bp_dict_text(s->dicts.currency, currency).n == 0;
}

uint32_t bp_survey_chosen_currency(const bp_survey *s)
{
    return bp_survey_no_currency(s, s->chosen.currency) ? BP_NO_ID : s->chosen.currency;
}

bool bp_survey_comparable(const bp_survey *s, uint32_t currency)
{
    const bp_chosen *c = &s->chosen;
    if (bp_survey_no_currency(s, currency))
        return !c->need_currency;
    return c->currency == BP_NO_ID || c->currency == currency;
}

/* The year is a filter and goes before all rules; among the rules the order of bp_rule
 * holds. */
unsigned bp_survey_outcome(const bp_survey *s, unsigned outcome, int32_t year,
                           uint32_t currency)
{
    const bp_chosen *c = &s->chosen;
    if (outcome <= BP_RULE_RAGGED)
        return outcome;
    if (c->year != BP_NO_YEAR && year != BP_NO_YEAR && year != c->year)
        return BP_FILTERED;
    if (outcome > BP_RULE_DATE && c->year != BP_NO_YEAR && year == BP_NO_YEAR)
        return BP_RULE_DATE;
    if (outcome > BP_RULE_CURRENCY && !bp_survey_comparable(s, currency))
        return BP_RULE_CURRENCY;
    return outcome;
}
