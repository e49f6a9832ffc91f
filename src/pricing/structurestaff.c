/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structurestaff.c - one's own employees in the ranges of a structure.
 *
 * A structure is judged by what it costs, too: to bring all to the new minima.  Grades
 * and jobs are found once for each text that employees have, not for each of them. */
#include "pricing/structurestaff.h"

#include <stdlib.h>
#include <string.h>

#include "answer/answer.h"
#include "base/mem.h"
#include "base/sum.h"
#include "benchpay/money.h"
#include "data/pay.h"
#include "data/staff.h"
#include "pricing/employees.h"
#include "pricing/paylevel.h"

#define LAST_BITS 1e-9 /* of a minimum; less is no lack */

static size_t grade_of_name(const void *in, bp_text name)
{
    const bp_structure *s = in;
    for (size_t k = 0; k < s->n_grades; k++)
        if (bp_text_alike(bp_text_of(s->grade[k].name), name))
            return k;
    return SIZE_MAX;
}

static size_t grade_of_job(const void *in, bp_text job)
{
    const bp_structure *s = in;
    for (size_t i = 0; i < s->n_jobs; i++)
        if (bp_text_alike(bp_text_of(s->job[i].job), job))
            return s->job[i].grade;
    return SIZE_MAX;
}

/* lack  [n_grades] */
static void place(bp_structure_owned *o, bp_sum lack[], bp_pay_level *level,
                  const bp_staff_row *row, int scale, size_t k)
{
    bp_structure_staff *to = &o->made.staff;
    bp_grade *g = &o->grade[k];
    const double fte = bp_money_double(row->fte, BP_STAFF_SCALE);
    const double pay = bp_money_double(row->pay, scale) * (row->by_time ? fte : 1);
    const double own = g->min * fte - pay;
    bp_pay_level_add(level, 1, pay, g->midpoint * fte);
    g->people++;
    to->people++;
    if (!(own > g->min * LAST_BITS))
        return;
    bp_sum_add(&lack[k], own);
    to->below++;
}

static void count_rows(bp_structure_staff *to, const bp_survey *survey)
{
    for (size_t i = 0; i < bp_survey_inputs(survey); i++) {
        const bp_tally *in = bp_survey_input(survey, i);
        to->rows += in->rows;
        to->filtered += in->filtered;
        to->used += in->used;
    }
}

static bp_status place_all(bp_structure_owned *o, const bp_survey *survey, bp_err *err)
{
    const bp_structure *s = &o->made;
    size_t *grade = bp_staff_find(survey, BP_STAFF_GRADE, grade_of_name, s);
    size_t *job = bp_staff_find(survey, BP_STAFF_JOB, grade_of_job, s);
    bp_sum *lack = bp_alloc(0, s->n_grades, sizeof *lack), all = { { 0 } };
    const bool good = grade != NULL && job != NULL && lack != NULL;
    bp_pay_level level = bp_pay_level_of(survey);
    for (size_t i = 0; good && i < bp_survey_staff(survey); i++) {
        const bp_staff_row *row = bp_survey_staff_row(survey, i);
        const size_t own = grade[row->text[BP_STAFF_GRADE]];
        const size_t k = own != SIZE_MAX ? own : job[row->text[BP_STAFF_JOB]];
        if (k != SIZE_MAX)
            place(o, lack, &level, row, bp_survey_shape(survey)->scale, k);
        else
            o->made.staff.without++;
    }
    for (size_t k = 0; good && k < s->n_grades; k++) {
        o->grade[k].to_min = bp_sum_value(&lack[k]);
        bp_sum_add(&all, o->grade[k].to_min);
    }
    o->made.staff.to_min = bp_sum_value(&all);
    free(lack);
    free(grade);
    free(job);
    return good ? bp_pay_level_check(&level, o->lines.file, o->lines.period_said, err)
                : bp_no_memory(err, "the employees");
}

bp_status bp_structure_place(bp_structure_owned *o, const bp_question *q, bp_err *err)
{
    bp_question asked;
    bp_answer *a = NULL;
    bp_status status = bp_staff_read(&a, &asked, q, 0, err);
    if (status == BP_OK) {
        bp_structure_staff *staff = &o->made.staff;
        const bp_tally *in = bp_survey_input(a->survey, 0);
        staff->file = bp_arena_copy(&o->text, in->file, strlen(in->file));
        if (in->sha256 != NULL)
            staff->sha256 = bp_arena_copy(&o->text, in->sha256, strlen(in->sha256));
        count_rows(staff, a->survey);
        status = staff->file != NULL && (in->sha256 == NULL || staff->sha256 != NULL) &&
                         bp_staff_notes_of(&staff->notes, a->survey, &o->text)
                     ? place_all(o, a->survey, err)
                     : bp_no_memory(err, "the employees");
    }
    bp_answer_free(a);
    return status;
}
