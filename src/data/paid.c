/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/inside.h"

static bool keep_paid(bp_survey *s, uint64_t who, int64_t pay, int32_t year,
                      uint32_t currency)
{
    if (who == 0 || pay == BP_NO_PAY)
        return true;
    if (!bp_reserve(&s->paid, &s->cap_paid, s->n_paid + 1, sizeof s->paid[0]))
        return false;
    s->paid[s->n_paid++] = (bp_paid){ who, pay, year, currency };
    return true;
}

bool bp_survey_add_paid(bp_survey *s, const bp_batch *b, size_t i, uint32_t currency)
{
    uint64_t row = b->order[i] + 1; /* 0 is nobody */
    if (s->shape.pay_pairs)
        return keep_paid(s, row, b->pay[1][i], -1, currency) &&
               keep_paid(s, row, b->pay[0][i], 0, currency);
    return !s->shape.keep_people ||
           keep_paid(s, b->person[i], b->pay[0][i], b->year[i], currency);
}

static uint32_t renamed(uint32_t currency, const uint32_t now[])
{
    return currency != BP_NO_ID ? now[currency] : BP_NO_ID;
}

void bp_survey_rename_paid(bp_survey *s, const uint32_t now[])
{
    for (size_t i = 0; i < s->n_paid; i++)
        s->paid[i].currency = renamed(s->paid[i].currency, now);
}

bool bp_survey_merge_paid(bp_survey *s, const bp_survey *from, const uint32_t now[])
{
    if (!bp_reserve(&s->paid, &s->cap_paid, s->n_paid + from->n_paid, sizeof s->paid[0]))
        return false;
    for (size_t i = 0; i < from->n_paid; i++) {
        bp_paid p = from->paid[i];
        p.currency = renamed(p.currency, now);
        s->paid[s->n_paid++] = p;
    }
    return true;
}

void bp_survey_list_paid(bp_survey *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_paid; i++)
        if (bp_survey_fits(s, s->paid[i].currency))
            s->paid[n++] = s->paid[i];
    s->n_paid = n;
}

size_t bp_survey_paid(const bp_survey *s, const bp_paid **out)
{
    *out = s->paid;
    return s->n_paid;
}
