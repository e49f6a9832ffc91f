/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit_live.c - a budget of increases as the formulas of a workbook.
 *
 * Whoever has the budget tries another factor, guideline, rating or pay, so each increase
 * is worked out from the cells beside it as it was for the report: what the matrix asks
 * times the factor, held at the room up to the maximum, then rounded.  The factor is a
 * cell to change: what the budget has left is beside it.  Sums over products stand where
 * conditions would take names for patterns. */
#include "compose/merit.h"

#include <math.h>
#include <string.h>

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
    const bp_merit *m = l->merit;
    const bp_merit_matrix *matrix = bp_merit_matrix_of(m);
    bool live = !l->question.summary &&
                bp_employees_are_live(l->survey, m->n_people,
                                      "rating zone pay guideline increase lump new_pay "
                                      "fte prorate min midpoint max asked");
    for (size_t i = 0; live && i < m->n_people; i++) {
        const char *own = bp_merit_person_at(m, i).rating;
        const bp_matrix_line *line = bp_merit_matrix_find(matrix, bp_text_of(own));
        live = line != NULL && strcmp(line->rating.at, own) == 0;
    }
    return live;
}

/* ---- the budget ---- */

const char *bp_merit_live_cost(bp_report *r, const bp_merit_question *q)
{
    return bp_report_text(r, "[staff:increase]%s%s", q->lump ? "+[staff:lump]" : "",
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
    const bp_merit_question *q = &l->question;
    const double percent = bp_money_double(q->budget.units, q->budget.scale);
    if (q->has_budget && q->budget_is_share)
        put(f, "percent", "Budget %", bp_value_number(percent), "");
    put(f, "payroll", "Payroll", bp_value_money(l->merit->payroll, l->currency),
        "SUM([staff:pay])");
    if (q->has_budget)
        put(f, "budget", "Budget", bp_money_of(l->merit->budget, l->currency),
            q->budget_is_share ? "[percent]/100*[payroll]" : "");
}

void bp_merit_live_plan(bp_report *r, const bp_merit_lines *l)
{
    const bp_merit *m = l->merit;
    const bp_merit_question *q = &l->question;
    const char *currency = l->currency;
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
    put(&f, "cost", "Cost", bp_value_money(m->cost, currency),
        bp_report_text(r, "SUMPRODUCT(%s)", bp_merit_live_cost(r, q)));
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

/* What rules make of what is asked, rounded or not. */
static bp_formula increase_of(const bp_merit_question *q)
{
    return q->round.units > 0 ? (q->uncapped ? ROUNDED("[asked]") : HELD_ROUNDED)
                              : (q->uncapped ? "[asked]" : HELD);
}

static bp_formula lump_of(const bp_merit_question *q)
{
    return !q->lump             ? NULL
           : q->round.units > 0 ? ROUNDED("MAX(0,[asked]-[room])")
                                : "MAX(0,[asked]-[room])";
}

static void put_field(bp_fields *f, const bp_merit_lines *l, const char *key,
                      const char *heading, bp_value v, bp_formula formula)
{
    bp_put_of_person(f, l->survey, key, heading, v, 0, formula);
}

/* What somebody has: cells to change. */
static void put_terms(bp_fields *f, const bp_merit_lines *l, const bp_merit_person *p,
                      const bp_merit_terms *t)
{
    const char *currency = l->currency;
    put_field(f, l, "grade", "Grade", bp_value_text(p->grade), NULL);
    put_field(f, l, "rating", "Rating", bp_value_text(p->rating), "");
    put_field(f, l, "pay", "Pay", bp_value_money(p->pay, currency), "");
    put_field(f, l, "fte", "FTE", bp_value_number(t->fte), "");
    put_field(f, l, "prorate", "Prorated", bp_value_number(t->prorate), "");
    put_field(f, l, "min", "Minimum", bp_value_money(t->min, currency), "");
    put_field(f, l, "midpoint", "Midpoint", bp_value_money(t->midpoint, currency), "");
    put_field(f, l, "max", "Maximum", bp_value_money(t->max, currency), "");
}

/* What comes of it: `asked` before any limit, `room` up to the maximum. */
static void put_increase(bp_fields *f, const bp_merit_lines *l, const bp_merit_person *p,
                         const bp_merit_terms *t)
{
    const bp_merit_question *q = &l->question;
    const bool brings = q->bring != BP_BRING_NOT;
    const char *currency = l->currency;
    const double asked = p->pay * p->guideline / 100 * l->merit->k * t->prorate;
    const double room = fmax(0, t->max * t->fte - p->pay);
    put_field(f, l, "zone", "Zone", bp_value_text(bp_zone_name(p->zone)), BP_LIVE_ZONE);
    put_field(f, l, "guideline", "Guideline %", bp_value_ratio(p->guideline), GUIDELINE);
    put_field(f, l, "asked", "Before limits", bp_value_money(asked, currency),
              "[pay]*[guideline]/100*[plan:k:0]*[prorate]");
    if (!q->uncapped)
        put_field(f, l, "room", "Room", bp_value_money(room, currency),
                  "MAX(0,[max]*[fte]-[pay])");
    put_field(f, l, "increase", "Increase", bp_value_money(p->increase, currency),
              increase_of(q));
    put_field(f, l, "increase_pct", "%", bp_value_ratio(100 * p->increase / p->pay),
              "100*[increase]/[pay]");
    put_field(f, l, "lump", "Lump sum", bp_value_money(p->lump, currency), lump_of(q));
    if (brings)
        put_field(f, l, "to_min", "To minimum", bp_value_money(p->to_min, currency),
                  "MAX(0,MAX(0,[min]*[fte]-[pay])-[increase])");
    put_field(f, l, "new_pay", "New pay", bp_value_money(p->new_pay, currency),
              brings ? "[pay]+[increase]+[to_min]" : "[pay]+[increase]");
    put_field(f, l, "new_compa", "Compa", bp_value_ratio(p->new_compa),
              "[new_pay]/([midpoint]*[fte])");
}

void bp_merit_live_people(bp_report *r, const bp_merit_lines *l)
{
    bp_fields f;
    bp_report_add_sheet(r, "staff", "People");
    bp_fields_begin(&f, r, &(bp_table){ .name = "staff" }, true);
    for (size_t i = 0; i < l->merit->n_people; i++) {
        const bp_merit_person p = bp_merit_person_at(l->merit, i);
        const bp_merit_terms t = bp_merit_terms_at(l->merit, i);
        bp_merit_put_person(&f, l, i, &p);
        put_terms(&f, l, &p, &t);
        put_increase(&f, l, &p, &t);
        bp_fields_row(&f, 0, false);
    }
}
