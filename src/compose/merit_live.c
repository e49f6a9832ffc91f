/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit_live.c - a budget of increases as the formulas of a workbook.
 *
 * Whoever has the budget tries another factor, guideline, rating or pay, so each increase
 * is worked out from the cells beside it as it was for the report: what the matrix asks
 * times the factor, held at the room up to the maximum, then rounded.  The factor is a
 * cell to change: what the budget has left is beside it.  Sums over products stand where
 * conditions would take names for patterns. */
#include "compose/merit.h"

#include <string.h>

#include "compose/fields.h"
#include "compose/live.h"

#define STEP "[plan:round:0]"
#define ROUNDED(x) BP_LIVE_ROUNDED(STEP, x)

/* Rounded, and down where that would pass the room. */
#define HELD "MIN([asked],[room])"
#define HELD_ROUNDED                                                                     \
    "IF(" ROUNDED(HELD) ">[room]," STEP "*INT([room]/" STEP ")," ROUNDED(HELD) ")"

/* The percentage of the rating of the row, in its zone. */
#define GUIDELINE                                                                        \
    "SUMPRODUCT(--EXACT([matrix:rating],[rating]),CHOOSE(MATCH([zone],"                  \
    "{\"below\",\"Q1\",\"Q2\",\"Q3\",\"Q4\",\"above\"},0),[matrix:below],[matrix:Q1],"   \
    "[matrix:Q2],[matrix:Q3],[matrix:Q4],[matrix:above]))"

bool bp_merit_is_live(const bp_merit_lines *l)
{
    static const size_t needed[] = { BP_M_RATING,    BP_M_ZONE,     BP_M_PAY,
                                     BP_M_GUIDELINE, BP_M_INCREASE, BP_M_LUMP,
                                     BP_M_NEW_PAY,   BP_M_FTE,      BP_M_PRORATE,
                                     BP_M_MIN,       BP_M_MIDPOINT, BP_M_MAX,
                                     BP_M_ASKED };
    const bp_merit *m = l->merit;
    const bp_merit_matrix *matrix = bp_merit_matrix_of(m);
    bool live = !l->question->summary &&
                bp_employees_are_live(&l->of, m->by, m->n_by, m->n_people, needed,
                                      sizeof needed / sizeof needed[0]);
    for (size_t i = 0; live && i < m->n_people; i++) {
        const char *own = bp_merit_person_at(m, i).rating;
        const bp_matrix_line *line = bp_merit_matrix_find(matrix, bp_text_of(own));
        live = line != NULL && strcmp(line->rating.at, own) == 0;
    }
    return live;
}

/* ---- the budget ---- */

static const char *cost_of(bp_report *r, const bp_merit_question *q)
{
    return bp_report_text(r, "SUMPRODUCT([staff:increase]%s%s)",
                          q->lump ? "+[staff:lump]" : "",
                          q->bring == BP_BRING_WITHIN ? "+[staff:to_min]" : "");
}

/* A cell of the plan; "" is one to change. */
static void put(bp_fields *f, const char *key, const char *heading, bp_value v,
                bp_formula formula)
{
    bp_put_at(f, key, heading, v, BP_COL_DISPLAY);
    bp_put_formula(f, formula);
}

static void put_budget(bp_fields *f, const bp_merit_lines *l)
{
    const bp_merit_question *q = l->question;
    const double percent = bp_money_double(q->budget.units, q->budget.scale);
    if (q->has_budget && q->budget_is_share)
        put(f, "percent", "Budget %", bp_value_number(percent), "");
    put(f, "payroll", "Payroll", bp_value_money(l->merit->payroll, l->of.currency),
        "SUM([staff:pay])");
    if (q->has_budget)
        put(f, "budget", "Budget", bp_money_of(l->merit->budget, l->of.currency),
            q->budget_is_share ? "[percent]/100*[payroll]" : "");
}

void bp_merit_live_plan(bp_report *r, const bp_merit_lines *l)
{
    const bp_merit *m = l->merit;
    const bp_merit_question *q = l->question;
    const char *currency = l->of.currency;
    const bp_value left = bp_value_money(m->budget.value - m->cost, currency);
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "plan",
                                 .caption =
                                     "Cells of this colour can be changed, also the "
                                     "matrix and what people have: all else follows. k "
                                     "multiplies the matrix." },
                    false);
    put(&f, "k", "k", bp_value_number(m->k), "");
    if (q->round.units > 0)
        put(&f, "round", "Rounded to",
            bp_value_number(bp_money_double(q->round.units, q->round.scale)), "");
    put_budget(&f, l);
    put(&f, "cost", "Cost", bp_value_money(m->cost, currency), cost_of(r, q));
    if (q->has_budget)
        put(&f, "left", "Left", bp_value_if(m->budget.state == BP_SHOWN, left),
            "[budget]-[cost]");
    if (q->lump)
        put(&f, "lump", "Lump sums", bp_value_money(m->lump, currency),
            "SUM([staff:lump])");
    if (q->bring != BP_BRING_NOT)
        put(&f, "to_min", "To minimum", bp_value_money(m->to_min, currency),
            "SUM([staff:to_min])");
    if (!q->uncapped)
        put(&f, "capped", "Held at maximum", bp_value_count(m->capped),
            "SUMPRODUCT(--([staff:asked]-1E-9*[staff:max]>[staff:room]))");
    f.like.n_sheet = f.n; /* people see none of it but in a workbook */
    bp_fields_row(&f, 0, false);
}

/* ---- the matrix ---- */

void bp_merit_live_matrix(bp_report *r, const bp_merit_lines *l)
{
    const bp_merit_matrix *m = bp_merit_matrix_of(l->merit);
    bp_fields f;
    bp_report_add_sheet(r, "matrix", "Matrix");
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "matrix",
                                 .caption = "Increases in percent of pay, by rating and "
                                            "place in the range" },
                    true);
    for (size_t i = 0; i < m->n; i++) {
        put(&f, "rating", "Rating", bp_value_text(m->line[i].rating.at), NULL);
        for (size_t z = 0; z < BP_ZONES; z++) {
            const char *name = bp_zone_name((bp_zone)z);
            const double percent =
                bp_money_double(m->line[i].percent[z], BP_MATRIX_SCALE);
            put(&f, name, name, bp_value_number(percent), "");
        }
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

/* ---- people ---- */

static bp_formula of_person(const bp_merit_question *q, size_t field)
{
    const bool rounds = q->round.units > 0;
    switch (field) {
    case BP_M_RATING:
    case BP_M_PAY:
    case BP_M_FTE:
    case BP_M_PRORATE:
    case BP_M_MIN:
    case BP_M_MIDPOINT:
    case BP_M_MAX:
        return "";
    case BP_M_ZONE:
        return BP_LIVE_ZONE;
    case BP_M_GUIDELINE:
        return GUIDELINE;
    case BP_M_ASKED:
        return "[pay]*[guideline]/100*[plan:k:0]*[prorate]";
    case BP_M_ROOM:
        return "MAX(0,[max]*[fte]-[pay])";
    case BP_M_INCREASE:
        return rounds ? (q->uncapped ? ROUNDED("[asked]") : HELD_ROUNDED)
                      : (q->uncapped ? "[asked]" : HELD);
    case BP_M_LUMP:
        return !q->lump ? NULL
               : rounds ? ROUNDED("MAX(0,[asked]-[room])")
                        : "MAX(0,[asked]-[room])";
    case BP_M_TO_MIN:
        return "MAX(0,MAX(0,[min]*[fte]-[pay])-[increase])";
    case BP_M_PCT:
        return "100*[increase]/[pay]";
    case BP_M_NEW_PAY:
        return q->bring != BP_BRING_NOT ? "[pay]+[increase]+[to_min]"
                                        : "[pay]+[increase]";
    case BP_M_NEW_COMPA:
        return "[new_pay]/([midpoint]*[fte])";
    default:
        return NULL;
    }
}

void bp_merit_live_person(bp_report *r, const bp_merit_lines *l)
{
    for (size_t i = 1 + l->of.groups; i < l->of.n; i++) {
        const bp_formula formula = of_person(l->question, l->of.field[i]);
        if (formula != NULL)
            bp_report_set_formula(r, i, formula);
    }
}

/* ---- ratings and zones ---- */

void bp_merit_live_cell(bp_report *r, const bp_merit_lines *l)
{
    static const char in[] = "EXACT([staff:rating],[rating])*([staff:zone]=[zone])";
    bp_report_set_formula(r, BP_MC_PEOPLE, bp_report_text(r, "SUMPRODUCT(%s)", in));
    bp_report_set_formula(r, BP_MC_PAY,
                          bp_report_text(r, "SUMPRODUCT(%s*[staff:pay])", in));
    bp_report_set_formula(
        r, BP_MC_COST,
        bp_report_text(r, "SUMPRODUCT(%s*([staff:increase]%s%s))", in,
                       l->question->lump ? "+[staff:lump]" : "",
                       l->question->bring == BP_BRING_WITHIN ? "+[staff:to_min]" : ""));
    bp_report_set_formula(r, BP_MC_PCT, "IF([people]=0,0,100*[cost]/[pay])");
}
