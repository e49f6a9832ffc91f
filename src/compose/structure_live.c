/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure_live.c - a structure as the formulas of a workbook.
 *
 * Whoever gets the workbook tries other midpoints, spreads, steps and markets in it, so
 * every figure is worked out there from those cells, in the order in which the structure
 * was: line, midpoint, rounded, ends from the rounded one, all else from what is printed.
 * Sums over products stand where conditions would compare names as numbers. */
#include "compose/live.h"
#include "compose/structure.h"

#define STEP "[settings:round:0]"

#define ROUNDED(x) BP_LIVE_ROUNDED(STEP, x)

/* Of the job's grade. */
#define OF_GRADE(column) "INDEX([grades:" column "],MATCH([grade],[grades:grade],0))"

#define DISTANCES "ABS(LN([market]/[grades:midpoint]))"

/* A formula of the row that was added last; rows do not have all columns. */
static void set(bp_report *r, const size_t some[], size_t n, size_t column,
                bp_formula formula)
{
    for (size_t i = 0; i < n; i++)
        if (some[i] == column)
            bp_report_set_formula(r, i, formula);
}

static bp_formula midpoint_of(bp_report *r, const bp_structure *s, size_t k)
{
    return s->question->fit
               ? "EXP([fit:a:0]+[fit:b:0]*[on])*(1+[settings:next:0])"
               : bp_report_text(r,
                                "[settings:from:0]*(1+[settings:progression:0])^%zu*"
                                "(1+[settings:next:0])",
                                k);
}

void bp_structure_live_grade(bp_report *r, const bp_structure *s, size_t k,
                             const size_t some[], size_t n)
{
    const struct {
        size_t column;
        bp_formula formula;
    } cell[] = {
        { BP_S_WANTED, "" },
        { BP_S_UNROUNDED, midpoint_of(r, s, k) },
        { BP_S_MIDPOINT, ROUNDED("[unrounded]") },
        { BP_S_MIN, ROUNDED("[midpoint]/(1+[wanted]/2)") },
        { BP_S_MAX, ROUNDED("[midpoint]*(1+[wanted])/(1+[wanted]/2)") },
        { BP_S_Q1, "[min]+([max]-[min])/4" },
        { BP_S_Q3, "[min]+3*([max]-[min])/4" },
        { BP_S_SPREAD, "([max]-[min])/[min]" },
        { BP_S_JOBS, "SUMPRODUCT(--([jobs:grade]=[grade]))" },
        { BP_S_MARKET, "IF([jobs]=0,\"n/a\",SUMPRODUCT(([jobs:grade]=[grade])*"
                       "[jobs:market])/[jobs])" },
        { BP_S_TO_MARKET, "IF([jobs]=0,\"n/a\",[midpoint]/[market])" },
    };
    for (size_t i = 0; i < sizeof cell / sizeof cell[0]; i++)
        set(r, some, n, cell[i].column, cell[i].formula);
    if (k == 0)
        return;
    set(r, some, n, BP_S_PROGRESSION,
        bp_report_text(r, "[midpoint]/[grades:midpoint:%zu]-1", k - 1));
    set(r, some, n, BP_S_OVERLAP,
        bp_report_text(
            r, "IF([max]>[min],([grades:max:%zu]-[min])/([max]-[min]),\"n/a\")", k - 1));
}

void bp_structure_live_job(bp_report *r, const bp_structure *s, size_t i,
                           const size_t some[], size_t n)
{
    const bp_priced_job *j = &s->job[i];
    const struct {
        size_t column;
        bp_formula formula;
    } cell[] = {
        { BP_S_GRADE, j->placed ? "" : "[nearest]" },
        { BP_S_MARKET, "" },
        { BP_S_MIN, OF_GRADE("min") },
        { BP_S_Q1, OF_GRADE("q1") },
        { BP_S_MIDPOINT, OF_GRADE("midpoint") },
        { BP_S_Q3, OF_GRADE("q3") },
        { BP_S_MAX, OF_GRADE("max") },
        { BP_S_RATIO, "[market]/[midpoint]" },
        { BP_S_NEAREST, "INDEX([grades:grade],SUMPRODUCT(MATCH(TRUE," DISTANCES
                        "<=MIN(" DISTANCES ")+1E-12,0)))" },
    };
    for (size_t c = 0; c < sizeof cell / sizeof cell[0]; c++)
        set(r, some, n, cell[c].column, cell[c].formula);
    if (s->question->on_points)
        set(r, some, n, BP_S_ON, "");
    else if (j->on.state == BP_SHOWN)
        set(r, some, n, BP_S_ON, OF_GRADE("on"));
}

/* ln y = a + b x by the functions of spreadsheets, which leave out a pair without x. */
void bp_structure_live_fit(bp_report *r, const bp_structure *s)
{
    static const bp_formula cell[] = {
        "SUMPRODUCT(INTERCEPT(LN([jobs:market]),[jobs:on]))",
        "SUMPRODUCT(SLOPE(LN([jobs:market]),[jobs:on]))",
        "SUMPRODUCT(RSQ(LN([jobs:market]),[jobs:on]))",
        "COUNT([jobs:on])",
        "EXP([b])-1",
        "EXP([b]-TINV(0.05,[n]-2)*SUMPRODUCT(STEYX(LN([jobs:market]),[jobs:on]))/"
        "SQRT(DEVSQ([jobs:on])))-1",
        "EXP([b]+TINV(0.05,[n]-2)*SUMPRODUCT(STEYX(LN([jobs:market]),[jobs:on]))/"
        "SQRT(DEVSQ([jobs:on])))-1",
    };
    for (size_t i = 0; i < (s->fit.has_interval ? 7 : 5); i++)
        bp_report_set_formula(r, i, cell[i]);
}

/* In the order of their columns: moved by, rounded to, from, step, to. */
void bp_structure_live_settings(bp_report *r, const bp_structure *s)
{
    const bool to = !s->question->fit && s->question->to > 0;
    for (size_t i = 0; i < 5; i++)
        bp_report_set_formula(r, i, "");
    if (to)
        bp_report_set_formula(r, 3, "([to]/[from])^(1/(ROWS([grades:grade])-1))-1");
}
