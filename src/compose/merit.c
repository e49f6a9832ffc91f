/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit.c - the report of a budget of increases.
 *
 * Machines get a line a person or a line a rating and zone.  People get what the budget
 * does, how each rating fares, and then the persons, as many as fit a page: these are the
 * letters that somebody has to write. */
#include "compose/merit.h"

#include "benchpay/compose.h"
#include "compose/words.h"
#include "data/pay.h"

static void put(bp_fields *f, const bp_merit_lines *l, const char *key,
                const char *heading, bp_value v, double spare)
{
    bp_put_of_person(f, l->survey, key, heading, v, spare, NULL);
}

/* The line of somebody, for machines, which find the guideline and every lump sum; or for
 * people to see, where there is any. */
static void put_line(bp_fields *f, const bp_merit_lines *l, size_t i, bool seen)
{
    const bp_merit_person p = bp_merit_person_at(l->merit, i);
    const char *currency = l->currency;
    bp_merit_put_person(f, l, i, &p);
    put(f, l, "grade", "Grade", bp_value_text(p.grade), 1);
    put(f, l, "rating", "Rating", bp_value_text(p.rating), 0);
    put(f, l, "zone", "Zone", bp_value_text(bp_zone_name(p.zone)), 0);
    put(f, l, "pay", "Pay", bp_value_money(p.pay, currency), 0);
    if (!seen)
        put(f, l, "guideline", NULL, bp_value_ratio(p.guideline), 0);
    put(f, l, "increase_pct", "%", bp_value_ratio(100 * p.increase / p.pay), 0);
    put(f, l, "increase", "Increase", bp_value_money(p.increase, currency), 0);
    if (!seen || l->merit->lump > 0)
        put(f, l, "lump", "Lump sum", bp_value_money(p.lump, currency), 2);
    if (l->question.bring != BP_BRING_NOT)
        put(f, l, "to_min", "To minimum", bp_value_money(p.to_min, currency), 0);
    put(f, l, "new_pay", "New pay", bp_value_money(p.new_pay, currency), 0);
    put(f, l, "new_compa", "Compa", bp_value_ratio(p.new_compa), 0);
}

static void make_line(const void *arg, size_t row, bp_value value[], bp_row *made)
{
    bp_fields f;
    (void)made;
    bp_fields_into(&f, value);
    put_line(&f, arg, row, false);
}

static void add_people(bp_report *r, const bp_merit_lines *l)
{
    bp_fields f;
    bp_fields_begin(
        &f, r,
        &(bp_table){
            .name = "people",
            .machine = { .json = "people", .by = l->merit->n_by > 0, .csv = true },
            .n_rows = l->merit->n_people,
            .make = make_line,
            .make_arg = l },
        false);
    put_line(&f, l, 0, false);
    bp_fields_end(&f);
}

static void show_people(bp_report *r, const bp_merit_lines *l, bool live)
{
    const size_t n = l->merit->n_people;
    bp_fields f;
    bp_report_add_section(r, &(bp_section){ .name = "people",
                                            .heading = "People",
                                            .sheet = live ? NULL : "People",
                                            .pages = live });
    bp_fields_begin(&f, r, &(bp_table){ .name = "increases" }, true);
    for (size_t i = 0; i < n && i < BP_EMPLOYEES_SEEN; i++) {
        put_line(&f, l, i, true);
        bp_fields_row(&f, 0, false);
    }
    if (n > BP_EMPLOYEES_SEEN)
        bp_report_remark(r, BP_SAY("The first {} of {}; csv and json have all."),
                         BP_VALUES(bp_value_count(BP_EMPLOYEES_SEEN), bp_value_count(n)));
}

/* ---- ratings and zones ---- */

/* The people of the row's rating and zone, in formulas. */
#define THERE "EXACT([staff:rating],[rating])*([staff:zone]=[zone])"

static void put_cell(bp_fields *f, const bp_merit_lines *l, const bp_merit_cell *c,
                     bool live)
{
    bp_put_at(f, "rating", "Rating", bp_value_text(c->rating), BP_COL_KEY);
    bp_put_at(f, "zone", "Zone", bp_value_text(bp_zone_name(c->zone)), BP_COL_KEY);
    bp_put(f, "people", "People", bp_value_count(c->people));
    bp_put_formula(f, live ? "SUMPRODUCT(" THERE ")" : NULL);
    bp_put(f, "pay", "Pay", bp_value_money(c->pay, l->currency));
    bp_put_formula(f, live ? "SUMPRODUCT(" THERE "*[staff:pay])" : NULL);
    bp_put(f, "cost", "Cost", bp_value_money(c->cost, l->currency));
    bp_put_formula(f, live ? bp_report_text(f->r, "SUMPRODUCT(" THERE "*(%s))",
                                            bp_merit_live_cost(f->r, &l->question))
                           : NULL);
    bp_put(f, "increase_pct", "% of pay", bp_value_ratio(100 * c->cost / c->pay));
    bp_put_formula(f, live ? "IF([people]=0,0,100*[cost]/[pay])" : NULL);
}

static void add_cells(bp_report *r, const bp_merit_lines *l, bool live)
{
    const bp_machine_place at = { .json = "ratings",
                                  .data = true,
                                  .csv = l->question.summary };
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "ratings", .machine = at }, true);
    for (size_t i = 0; i < l->merit->n_cells; i++) {
        put_cell(&f, l, &l->merit->cell[i], live);
        bp_fields_row(&f, 0, false);
    }
    bp_report_remark(r,
                     BP_SAY("Zone: the place in the range before the increase. Cost: "
                            "increases and lump sums, and minima within the budget."),
                     NULL, 0);
}

/* ---- the budget ---- */

static void add_budget(bp_report *r, const bp_merit *m, bool minima, const char *currency)
{
    bp_fields f;
    bp_fields_object(&f, r, "merit", false);
    bp_put(&f, "k", NULL, bp_value_ratio(m->k));
    bp_put(&f, "payroll", NULL, bp_value_money(m->payroll, currency));
    bp_put(&f, "budget", NULL, bp_money_of(m->budget, currency));
    bp_put(&f, "cost", NULL, bp_value_money(m->cost, currency));
    bp_put(&f, "lump", NULL, bp_value_money(m->lump, currency));
    bp_put(&f, "capped", NULL, bp_value_count(m->capped));
    if (minima)
        bp_put(&f, "to_min", NULL, bp_value_money(m->to_min, currency));
    bp_fields_row(&f, 0, false);
}

static void say_budget(bp_report *r, const bp_merit *m, bp_bring bring,
                       const char *currency)
{
    const bp_value cost = bp_value_money(m->cost, currency);
    const bp_value share = bp_value_percent(m->cost / m->payroll);
    const bp_value payroll = bp_value_money(m->payroll, currency);
    if (m->budget.state == BP_SHOWN)
        bp_report_say(r,
                      BP_SAY("Increases cost {}, {} of the payroll of {}, for a budget "
                             "of {}: each is {} times the guideline."),
                      BP_VALUES(cost, share, payroll, bp_money_of(m->budget, currency),
                                bp_value_ratio(m->k)));
    else
        bp_report_say(
            r, BP_SAY("Increases by the guideline cost {}, {} of the payroll of {}."),
            BP_VALUES(cost, share, payroll));
    if (m->capped > 0)
        bp_report_say(
            r, BP_SAY("Held at the maximum of the range: {} {}{}."),
            BP_VALUES(bp_value_count(m->capped),
                      bp_value_text(bp_words_people(m->capped)),
                      bp_value_text(m->lump > 0 ? "; the rest is paid once" : "")));
    if (bring != BP_BRING_NOT)
        bp_report_say(
            r, BP_SAY("To bring all to their minimum takes {}, {}."),
            BP_VALUES(bp_value_money(m->to_min, currency),
                      bp_value_text(bring == BP_BRING_WITHIN ? "inside the budget"
                                                             : "beside the budget")));
}

static void add_notes(bp_report *r, const bp_merit *m, bool rounds, const char *currency)
{
    const bp_value change[] = { bp_value_money(m->rounding, currency) };
    if (rounds)
        bp_report_note(
            r, "%s",
            bp_words_line(r, BP_SAY("rounding changes the total by {}"), change, 1));
    if (m->late > 0)
        bp_report_note(r,
                       "%llu %s %s hired too late to be eligible, and not in the payroll",
                       (unsigned long long)m->late, bp_words_people(m->late),
                       m->late == 1 ? "was" : "were");
    bp_compose_names_people(r);
}

static void fill(bp_report *r, const bp_merit *m, const bp_merit_question *q)
{
    const bp_survey *s = bp_merit_employees(m)->survey;
    const char *currency = bp_survey_currency(s);
    bp_merit_lines *l = bp_report_alloc(r, 1, sizeof *l);
    bp_compose_employees(r, bp_merit_employees(m), "Merit increases");
    if (l == NULL)
        return;
    *l = (bp_merit_lines){ m, *q, s, currency };
    const bool live = bp_merit_is_live(l);
    bp_report_add_section(r, &(bp_section){ .name = "merit", .sheet = "Budget" });
    say_budget(r, m, q->bring, currency);
    add_budget(r, m, q->bring != BP_BRING_NOT, currency);
    if (live)
        bp_merit_live_plan(r, l);
    if (!q->summary)
        add_people(r, l);
    add_cells(r, l, live);
    if (!q->summary)
        show_people(r, l, live);
    if (live) {
        bp_merit_live_people(r, l);
        bp_merit_live_matrix(r, l);
    }
    add_notes(r, m, q->round.units > 0, currency);
}

static void release(void *kept)
{
    bp_merit_free(kept);
}

bp_status bp_report_of_merit(bp_report **out, bp_merit *m, const bp_merit_question *q,
                             bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = bp_report_new(&r, "merit", err);
    if (status != BP_OK) {
        bp_merit_free(m);
        return status;
    }
    bp_report_keep(r, m, release);
    fill(r, m, q);
    return bp_report_finish(out, r, err);
}
