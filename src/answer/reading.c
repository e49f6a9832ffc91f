/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading.c - what was read for a question, for those who count for themselves. */
#include "answer/reading.h"

#include "answer/answer.h"
#include "answer/tables.h"

size_t bp_answer_offers(const bp_answer *a)
{
    return a->offers != NULL ? a->offers->n : bp_question_offers(a->question) ? 1 : 0;
}

static void put_values(bp_read_offer *o, const bp_answer *a, const bp_offered *line)
{
    for (size_t by = 0; by < a->offers->n_by; by++) {
        const size_t key = bp_tables_key(a->survey, a->offers->by[by]);
        if (key != SIZE_MAX && line->by[by][0] != '\0')
            o->value[key] = line->by[by];
    }
}

bp_status bp_answer_read_offer(bp_read_offer *out, const bp_answer *a, size_t i,
                               bp_err *err)
{
    const bp_decimal none = { -1, 0 };
    *out =
        (bp_read_offer){ .amount = a->amount, .base = none, .bonus = none, .tcc = none };
    if (a->offers == NULL)
        return BP_OK;
    const bp_offered *line = &a->offers->offered[i];
    out->id = line->id;
    out->base = a->offers->has_base ? line->base : none;
    out->bonus = a->offers->has_bonus ? line->bonus : none;
    out->tcc = a->offers->has_tcc ? line->tcc : none;
    put_values(out, a, line);
    return bp_offers_amount(&out->amount, &out->no_amount, a->offers, i,
                            bp_survey_element(a->survey, 0), err);
}
