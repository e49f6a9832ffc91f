/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merit.c - the report of a budget of increases.
 *
 * Machines get a line a person or a line a rating and zone.  People get what the budget
 * does, how each rating fares, and then the persons, as many as fit a page: these are the
 * letters that somebody has to write. */
#include "compose/merit.h"
#include "compose/fields.h"

#include <math.h>

#include "benchpay/compose.h"
#include "compose/words.h"

static const bp_column fields[BP_M_FIELDS] = {
    [BP_M_GRADE] = { "grade", "Grade", BP_KIND_TEXT, BP_COL_FIELD, 1 },
    [BP_M_RATING] = { "rating", "Rating", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [BP_M_ZONE] = { "zone", "Zone", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [BP_M_PAY] = { "pay", "Pay", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_M_GUIDELINE] = { "guideline", "Guideline %", BP_KIND_RATIO, BP_COL_FIELD, 0 },
    [BP_M_PCT] = { "increase_pct", "%", BP_KIND_RATIO, BP_COL_FIELD, 0 },
    [BP_M_INCREASE] = { "increase", "Increase", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_M_LUMP] = { "lump", "Lump sum", BP_KIND_MONEY, BP_COL_FIELD, 2 },
    [BP_M_TO_MIN] = { "to_min", "To minimum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_M_NEW_PAY] = { "new_pay", "New pay", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_M_NEW_COMPA] = { "new_compa", "Compa", BP_KIND_RATIO, BP_COL_FIELD, 0 },
    [BP_M_FTE] = { "fte", "FTE", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
    [BP_M_PRORATE] = { "prorate", "Prorated", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
    [BP_M_MIN] = { "min", "Minimum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_M_MIDPOINT] = { "midpoint", "Midpoint", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_M_MAX] = { "max", "Maximum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_M_ASKED] = { "asked", "Before limits", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_M_ROOM] = { "room", "Room", BP_KIND_MONEY, BP_COL_FIELD, 0 },
};

/* Without the column of minima where nobody is brought to one, and without those that
 * are a workbook's.
 *   book  all of these */
static bp_merit_lines *lines_of(bp_report *r, const bp_merit *m,
                                const bp_merit_question *q, bool book)
{
    bp_merit_lines *l = bp_report_alloc(r, 1, sizeof *l);
    bp_employee_columns *c = l != NULL ? &l->of : NULL;
    if (l == NULL)
        return NULL;
    l->merit = m;
    l->question = q;
    bp_compose_employee_columns(c, r, bp_merit_employees(m)->survey, fields, BP_M_FIELDS);
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        const bool minima = c->field[i] == BP_M_TO_MIN && q->bring == BP_BRING_NOT;
        const bool room = c->field[i] == BP_M_ROOM && q->uncapped;
        if (i > c->groups && (minima || room || (c->field[i] >= BP_M_FTE && !book)))
            continue;
        c->column[n] = c->column[i];
        c->field[n++] = c->field[i];
    }
    c->n = n;
    return l;
}

static void fill_fields(bp_value v[BP_M_FIELDS], const bp_merit_person *p,
                        const char *currency)
{
    v[BP_M_GRADE] = bp_value_text(p->grade);
    v[BP_M_RATING] = bp_value_text(p->rating);
    v[BP_M_ZONE] = bp_value_text(bp_zone_name(p->zone));
    v[BP_M_PAY] = bp_value_money(p->pay, currency);
    v[BP_M_GUIDELINE] = bp_value_ratio(p->guideline);
    v[BP_M_PCT] = bp_value_ratio(100 * p->increase / p->pay);
    v[BP_M_INCREASE] = bp_value_money(p->increase, currency);
    v[BP_M_LUMP] = bp_value_money(p->lump, currency);
    v[BP_M_TO_MIN] = bp_value_money(p->to_min, currency);
    v[BP_M_NEW_PAY] = bp_value_money(p->new_pay, currency);
    v[BP_M_NEW_COMPA] = bp_value_ratio(p->new_compa);
}

/* Those of a workbook. */
static void fill_terms(bp_value v[BP_M_FIELDS], const bp_merit_person *p,
                       const bp_merit_terms *t, double k, const char *currency)
{
    v[BP_M_FTE] = bp_value_number(t->fte);
    v[BP_M_PRORATE] = bp_value_number(t->prorate);
    v[BP_M_MIN] = bp_value_money(t->min, currency);
    v[BP_M_MIDPOINT] = bp_value_money(t->midpoint, currency);
    v[BP_M_MAX] = bp_value_money(t->max, currency);
    v[BP_M_ASKED] =
        bp_value_money(p->pay * p->guideline / 100 * k * t->prorate, currency);
    v[BP_M_ROOM] = bp_value_money(fmax(0, t->max * t->fte - p->pay), currency);
}

/* A line for machines; of one of a workbook its terms are put behind. */
static void put_line(const bp_merit_lines *l, size_t row, bp_value value[])
{
    const bp_merit_person p = bp_merit_person_at(l->merit, row);
    bp_value v[BP_M_FIELDS];
    fill_fields(v, &p, l->of.currency);
    value[0] = bp_value_text(p.person);
    for (size_t k = 0; k < l->of.groups; k++)
        value[1 + k] = bp_value_text(bp_merit_person_by(l->merit, row, k));
    for (size_t i = 1 + l->of.groups; i < l->of.n; i++)
        if (l->of.field[i] < BP_M_FTE)
            value[i] = v[l->of.field[i]];
}

/* A line of the sheet of all people. */
static void add_term_row(bp_report *r, const bp_merit_lines *l, size_t row)
{
    const bp_merit_person p = bp_merit_person_at(l->merit, row);
    const bp_merit_terms t = bp_merit_terms_at(l->merit, row);
    bp_value value[1 + BP_KEYS_MAX + BP_M_FIELDS], v[BP_M_FIELDS];
    put_line(l, row, value);
    fill_terms(v, &p, &t, l->merit->k, l->of.currency);
    for (size_t i = 1 + l->of.groups; i < l->of.n; i++)
        if (l->of.field[i] >= BP_M_FTE)
            value[i] = v[l->of.field[i]];
    bp_report_add_row(r, value, l->of.n, 0, false);
    bp_merit_live_person(r, l);
}

static void make_line(const void *arg, size_t row, bp_value value[], bp_row *made)
{
    (void)made;
    put_line(arg, row, value);
}

static void add_people(bp_report *r, const bp_merit *m, const bp_merit_lines *l)
{
    bp_report_add_table(
        r,
        &(bp_table){ .name = "people",
                     .machine = { .json = "people", .by = l->of.groups > 0, .csv = true },
                     .column = l->of.column,
                     .n_columns = l->of.n,
                     .n_rows = m->n_people,
                     .make = make_line,
                     .make_arg = l });
}

/* The sheet of all people. */
static void add_sheet(bp_report *r, const bp_merit_lines *l)
{
    static const size_t seen[] = { BP_M_GRADE,     BP_M_RATING,  BP_M_PAY,
                                   BP_M_FTE,       BP_M_PRORATE, BP_M_MIN,
                                   BP_M_MIDPOINT,  BP_M_MAX,     BP_M_ZONE,
                                   BP_M_GUIDELINE, BP_M_ASKED,   BP_M_ROOM,
                                   BP_M_INCREASE,  BP_M_PCT,     BP_M_LUMP,
                                   BP_M_TO_MIN,    BP_M_NEW_PAY, BP_M_NEW_COMPA };
    size_t display[1 + BP_KEYS_MAX + BP_M_FIELDS];
    const size_t n =
        bp_compose_employee_display(display, &l->of, seen, sizeof seen / sizeof seen[0]);
    bp_report_add_sheet(r, "staff", "People");
    bp_report_add_table(r, &(bp_table){ .name = "staff",
                                        .column = l->of.column,
                                        .n_columns = l->of.n,
                                        .display = display,
                                        .n_display = n });
    for (size_t i = 0; i < l->merit->n_people; i++)
        add_term_row(r, l, i);
}

static void show_people(bp_report *r, const bp_merit *m, const bp_merit_lines *l,
                        bool live)
{
    static const size_t all[] = { BP_M_GRADE,   BP_M_RATING,   BP_M_ZONE, BP_M_PAY,
                                  BP_M_PCT,     BP_M_INCREASE, BP_M_LUMP, BP_M_TO_MIN,
                                  BP_M_NEW_PAY, BP_M_NEW_COMPA };
    size_t display[1 + BP_KEYS_MAX + BP_M_FIELDS], seen[BP_M_FIELDS], n = 0;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i] != BP_M_LUMP || m->lump > 0)
            seen[n++] = all[i];
    const size_t n_display = bp_compose_employee_display(display, &l->of, seen, n);
    bp_report_add_section(r, &(bp_section){ .name = "people",
                                            .heading = "People",
                                            .sheet = live ? NULL : "People",
                                            .pages = live });
    bp_report_add_table(r, &(bp_table){ .name = "increases",
                                        .column = l->of.column,
                                        .n_columns = l->of.n,
                                        .display = display,
                                        .n_display = n_display });
    for (size_t i = 0; i < m->n_people && i < BP_EMPLOYEES_SEEN; i++) {
        bp_value value[1 + BP_KEYS_MAX + BP_M_FIELDS];
        put_line(l, i, value);
        bp_report_add_row(r, value, l->of.n, 0, false);
    }
    if (m->n_people > BP_EMPLOYEES_SEEN)
        bp_report_remark(
            r, BP_SAY("The first {} of {}; csv and json have all."),
            BP_VALUES(bp_value_count(BP_EMPLOYEES_SEEN), bp_value_count(m->n_people)));
}

/* ---- ratings and zones ---- */

static void add_cells(bp_report *r, const bp_merit_lines *l, bool live)
{
    const bp_machine_place at = { .json = "ratings",
                                  .data = true,
                                  .csv = l->question->summary };
    const bp_merit *m = l->merit;
    const char *currency = l->of.currency;
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "ratings", .machine = at }, true);
    for (size_t i = 0; i < m->n_cells; i++) {
        const bp_merit_cell *c = &m->cell[i];
        bp_put_at(&f, "rating", "Rating", bp_value_text(c->rating), BP_COL_KEY);
        bp_put_at(&f, "zone", "Zone", bp_value_text(bp_zone_name(c->zone)), BP_COL_KEY);
        bp_put(&f, "people", "People", bp_value_count(c->people));
        bp_put(&f, "pay", "Pay", bp_value_money(c->pay, currency));
        bp_put(&f, "cost", "Cost", bp_value_money(c->cost, currency));
        bp_put(&f, "increase_pct", "% of pay", bp_value_ratio(100 * c->cost / c->pay));
        bp_fields_row(&f, 0, false);
        if (live)
            bp_merit_live_cell(r, l);
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
    const bool minima = q->bring != BP_BRING_NOT;
    const bp_merit_lines *l = lines_of(r, m, q, false), *book = lines_of(r, m, q, true);
    bp_compose_employees(r, bp_merit_employees(m), "Merit increases");
    if (l == NULL || book == NULL)
        return;
    const bool live = bp_merit_is_live(book);
    bp_report_add_section(r, &(bp_section){ .name = "merit", .sheet = "Budget" });
    say_budget(r, m, q->bring, l->of.currency);
    add_budget(r, m, minima, l->of.currency);
    if (live)
        bp_merit_live_plan(r, book);
    if (!q->summary)
        add_people(r, m, l);
    add_cells(r, book, live);
    if (!q->summary)
        show_people(r, m, l, live);
    if (live) {
        add_sheet(r, book);
        bp_merit_live_matrix(r, book);
    }
    add_notes(r, m, q->round.units > 0, l->of.currency);
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
