/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity.c - what a question about pay equity needs of the rows, and its analysis. */
#include "answer/equity.h"

#include "answer/tables.h"

static bp_status add_factor(bp_variable *v, bp_answer *a, const char *text, bp_err *err)
{
    bp_factor_name name;
    bp_factor_parse(&name, text); /* it is one: the question was checked */
    v->name = bp_arena_copy(&a->texts, name.column.at, name.column.n);
    v->kind = name.levels      ? BP_VARIABLE_TEXT
              : name.power > 1 ? BP_VARIABLE_NUMBER
                               : BP_VARIABLE_FOUND;
    return v->name != NULL ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory");
}

bp_status bp_equity_choose(bp_answer *a, bp_err *err)
{
    const bp_equity_question *q = &a->question->equity;
    const size_t n = q->n_adjust + (q->category != NULL ? 2 : 1);
    bp_variable *v = bp_arena_take(&a->texts, n * sizeof *v);
    if (v == NULL)
        return bp_no_memory(err, "the factors");
    size_t at = 0;
    v[at++] = (bp_variable){ q->group, BP_VARIABLE_TEXT, true, false };
    if (q->category != NULL)
        v[at++] = (bp_variable){ q->category, BP_VARIABLE_TEXT, false, false };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < q->n_adjust; i++) {
        v[at] = (bp_variable){ NULL, BP_VARIABLE_FOUND, false, false };
        status = add_factor(&v[at++], a, q->adjust[i], err);
    }
    a->choice.variable = v;
    a->choice.n_variables = n;
    a->choice.every_element = true;
    a->method.ci.method = BP_CI_NONE;
    return status;
}

bp_status bp_equity_compute(bp_answer *a, bp_err *err)
{
    bp_status status = bp_tables_all_keys(a, err);
    if (status == BP_OK && bp_survey_mixed(a->survey))
        return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_CURRENCY, NULL },
                            "gaps are of pay in one currency");
    return status == BP_OK ? bp_equity_new(&a->equity, a->survey, &a->question->equity,
                                           a->method.qtype, a->method.ci.level, err)
                           : status;
}
