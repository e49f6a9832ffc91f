/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compa.c - the report of where employees stand in their ranges.
 *
 * Machines get a line a person or a line a group.  People get the groups, and of the
 * persons those who stand outside their range, whose pay somebody has to decide about:
 * the furthest first. */
#include <stdlib.h>

#include "benchpay/compose.h"
#include "compose/chart_zones.h"
#include "compose/compa.h"
#include "compose/fields.h"
#include "compose/words.h"
#include "data/pay.h"

static const bp_column fields[BP_C_FIELDS] = {
    [BP_C_JOB] = { "job", "Job", BP_KIND_TEXT, BP_COL_FIELD, 1 },
    [BP_C_GRADE] = { "grade", "Grade", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [BP_C_PAY] = { "pay", "Pay", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_C_FTE] = { "fte", "FTE", BP_KIND_RATIO, BP_COL_FIELD, 2 },
    [BP_C_MIN] = { "min", "Minimum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_C_MIDPOINT] = { "midpoint", "Midpoint", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_C_MAX] = { "max", "Maximum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_C_COMPA] = { "compa", "Compa", BP_KIND_RATIO, BP_COL_FIELD, 0 },
    [BP_C_PENETRATION] = { "penetration", "Penetration", BP_KIND_PERCENT, BP_COL_FIELD,
                           0 },
    [BP_C_ZONE] = { "zone", "Zone", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    [BP_C_MARKET] = { "market", "Market", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_C_MARKET_RATIO] = { "market_ratio", "Pay/market", BP_KIND_RATIO, BP_COL_FIELD,
                            0 },
    [BP_C_TO_MIN] = { "to_min", "To minimum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    [BP_C_OVER_MAX] = { "over_max", "Over maximum", BP_KIND_MONEY, BP_COL_FIELD, 0 },
};

static bp_compa_lines *lines_of(bp_report *r, const bp_compa *c)
{
    bp_compa_lines *l = bp_report_alloc(r, 1, sizeof *l);
    if (l == NULL)
        return NULL;
    l->compa = c;
    bp_compose_employee_columns(&l->of, r, bp_compa_employees(c)->survey, fields,
                                BP_C_FIELDS);
    return l;
}

static void fill_fields(bp_value v[BP_C_FIELDS], const bp_compa_person *p,
                        const char *currency)
{
    const bool range = p->has_range;
    v[BP_C_JOB] = bp_value_text(p->job);
    v[BP_C_GRADE] = bp_value_text(p->grade);
    v[BP_C_PAY] = bp_value_money(p->pay, currency);
    v[BP_C_FTE] = bp_value_ratio(p->fte);
    v[BP_C_MIN] = bp_value_if(range, bp_value_money(p->min, currency));
    v[BP_C_MIDPOINT] = bp_value_money(p->midpoint, currency);
    v[BP_C_MAX] = bp_value_if(range, bp_value_money(p->max, currency));
    v[BP_C_COMPA] = bp_value_ratio(p->compa);
    v[BP_C_PENETRATION] = bp_percent_of(p->penetration);
    v[BP_C_ZONE] = bp_value_text(bp_zone_name(p->zone));
    v[BP_C_MARKET] = bp_money_of(p->market, currency);
    v[BP_C_MARKET_RATIO] = bp_value_figure(BP_KIND_RATIO, p->market_ratio, NULL);
    v[BP_C_TO_MIN] = bp_value_if(range, bp_value_money(p->to_min, currency));
    v[BP_C_OVER_MAX] = bp_value_if(range, bp_value_money(p->over_max, currency));
}

static void put_line(const bp_compa_lines *l, size_t row, bp_value value[])
{
    const bp_compa_person p = bp_compa_person_at(l->compa, row);
    bp_value v[BP_C_FIELDS];
    fill_fields(v, &p, l->of.currency);
    value[0] = bp_value_text(p.person);
    for (size_t k = 0; k < l->of.groups; k++)
        value[1 + k] = bp_value_text(bp_compa_person_by(l->compa, row, k));
    for (size_t i = 1 + l->of.groups; i < l->of.n; i++)
        value[i] = v[l->of.field[i]];
}

static void make_line(const void *arg, size_t row, bp_value value[], bp_row *made)
{
    (void)made;
    put_line(arg, row, value);
}

static void add_people(bp_report *r, const bp_compa *c, const bp_compa_lines *l)
{
    bp_report_add_table(r, &(bp_table){ .name = "people",
                                        .machine = { .json = "people",
                                                     .by = l->of.groups > 0,
                                                     .csv = !c->question->summary },
                                        .column = l->of.column,
                                        .n_columns = l->of.n,
                                        .n_rows = c->n_people,
                                        .make = make_line,
                                        .make_arg = l });
}

/* The sheet of all people. */
static void add_sheet(bp_report *r, const bp_compa *c, const bp_compa_lines *l)
{
    bp_report_add_sheet(r, "staff", "People");
    bp_report_add_table(r, &(bp_table){ .name = "staff",
                                        .column = l->of.column,
                                        .n_columns = l->of.n,
                                        .n_display = l->of.n });
    for (size_t i = 0; i < c->n_people; i++) {
        bp_value value[1 + BP_KEYS_MAX + BP_C_FIELDS];
        put_line(l, i, value);
        bp_report_add_row(r, value, l->of.n, 0, false);
        bp_compa_live_person(r, l, value);
    }
}

/* ---- groups ---- */

/* A figure of a group, and how a workbook works it out of the sheet of all people. */
static void put(bp_fields *f, const char *key, const char *heading, bp_value v,
                double spare, bp_formula formula)
{
    bp_put_spare(f, key, heading, v, BP_COL_FIELD, spare);
    bp_put_formula(f, formula);
}

/* The sum over the people of a group of what stands there of each. */
static bp_formula sum(bp_report *r, const char *in, const char *of)
{
    return in != NULL ? bp_report_text(r, "SUMPRODUCT(%s,%s)", in, of) : NULL;
}

static void put_zones(bp_fields *f, const bp_compa_group *g, const char *in)
{
    static const char *const key[BP_ZONES] = { "below", "q1", "q2", "q3", "q4", "above" };
    static const char *const zone[BP_ZONES] = {
        "below", "Q1", "Q2", "Q3", "Q4", "above"
    };
    static const char *const heading[BP_ZONES] = { "Below", "Q1", "Q2",
                                                   "Q3",    "Q4", "Above" };
    for (size_t z = 0; z < BP_ZONES; z++) {
        const char *there = bp_report_text(f->r, "--([staff:zone]=\"%s\")", zone[z]);
        put(f, key[z], heading[z], bp_value_if(g->ranges > 0, bp_value_count(g->zone[z])),
            0, g->ranges > 0 ? sum(f->r, in, there) : NULL);
    }
}

/*   in  1 for the people of the group, in a workbook's formulas; NULL: it has none */
static void put_group(bp_fields *f, const bp_compa_group *g, const char *currency,
                      const char *in)
{
    bp_report *r = f->r;
    const bool ranges = g->ranges > 0, live = in != NULL;
    const bp_value to_min = bp_value_money(g->to_min, currency);
    const bp_value over_max = bp_value_money(g->over_max, currency);
    put(f, "people", "People", bp_value_count(g->people), 0,
        live ? bp_report_text(r, "SUMPRODUCT(%s)", in) : NULL);
    put(f, "pay", "Pay", bp_value_money(g->pay, currency), 0, sum(r, in, "[staff:pay]"));
    put(f, "midpoints", NULL, bp_value_money(g->midpoints, currency), 0, NULL);
    put(f, "compa", "Compa", bp_value_ratio(g->compa), 0,
        live ? bp_report_text(r, "[pay]/%s", sum(r, in, "[staff:midpoint],[staff:fte]"))
             : NULL);
    put(f, "compa_mean", "Mean", bp_value_ratio(g->compa_mean), 2,
        live ? bp_report_text(r, "%s/[people]", sum(r, in, "[staff:compa]")) : NULL);
    put(f, "compa_median", "Median", bp_value_ratio(g->compa_median), 1,
        !live ? NULL
        : g->by == NULL
            ? "MEDIAN([staff:compa])"
            : bp_report_text(r, "_xlfn.AGGREGATE(16,6,[staff:compa]/(%s),0.5)", in));
    put_zones(f, g, in);
    put(f, "to_min", "To minimum", bp_value_if(ranges, to_min), 0,
        ranges ? sum(r, in, "[staff:to_min]") : NULL);
    put(f, "to_min_share", NULL, bp_value_if(ranges, bp_value_percent(g->to_min_share)),
        0, NULL);
    put(f, "over_people", NULL,
        bp_value_if(ranges, bp_value_count(g->zone[BP_ZONE_ABOVE])), 0, NULL);
    put(f, "over_max", "Over maximum", bp_value_if(ranges, over_max), 3,
        ranges ? sum(r, in, "[staff:over_max]") : NULL);
}

static void add_groups(bp_report *r, const bp_compa *c, bool live)
{
    const bp_survey *s = bp_compa_employees(c)->survey;
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "groups",
                                 .machine = { .json = "groups",
                                              .by = true,
                                              .data = true,
                                              .csv = c->question->summary },
                                 .people = c->n_by + 1 },
                    true);
    for (size_t i = 0; i < c->n_groups; i++) {
        const bp_compa_group *g = &c->group[i];
        for (size_t k = 0; k < c->n_by; k++)
            bp_put_at(&f, c->by[k], bp_words_heading(r, c->by[k]),
                      bp_value_text(g->by != NULL ? g->by[k] : ""), BP_COL_BY);
        put_group(&f, g, bp_survey_currency(s), live ? bp_compa_members(r, c, g) : NULL);
        bp_fields_row(&f, 0, g->by == NULL);
    }
    bp_report_remark(
        r,
        BP_SAY("Compa: pay / midpoints, of the sums; mean and median are of the people's "
               "own ratios. Q1 to Q4: quarters of the range, with their lower bound. To "
               "minimum, over maximum: what pay lacks and exceeds."),
        NULL, 0);
}

/* ---- who is outside ---- */

typedef struct outsider {
    double away; /* from the range, in parts of the midpoint */
    size_t person;
} outsider;

static int by_distance(const void *a, const void *b)
{
    const outsider *x = a, *y = b;
    if (x->away != y->away)
        return x->away > y->away ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

/* Those in one zone, the furthest first; NULL: memory is out, which the report knows. */
static outsider *find_outsiders(size_t *n, bp_report *r, const bp_compa *c, bp_zone zone)
{
    const bp_employees *e = bp_compa_employees(c);
    outsider *all = bp_report_alloc(r, (size_t)c->group[0].zone[zone] + 1, sizeof *all);
    *n = 0;
    for (size_t i = 0; all != NULL && i < e->n; i++) {
        if (e->at[i].zone != zone)
            continue;
        const bp_compa_person p = bp_compa_person_at(c, i);
        all[(*n)++] = (outsider){ (p.to_min + p.over_max) / (p.midpoint * p.fte), i };
    }
    if (all != NULL && *n > 1)
        qsort(all, *n, sizeof *all, by_distance);
    return all;
}

static void add_outsiders(bp_report *r, const bp_compa *c, const bp_compa_lines *l,
                          bp_zone zone, const char *heading, bool live)
{
    const size_t amount = zone == BP_ZONE_BELOW ? BP_C_TO_MIN : BP_C_OVER_MAX;
    const size_t seen[] = { BP_C_GRADE,
                            BP_C_JOB,
                            BP_C_PAY,
                            BP_C_FTE,
                            zone == BP_ZONE_BELOW ? BP_C_MIN : BP_C_MAX,
                            BP_C_COMPA,
                            amount };
    size_t n, display[1 + BP_KEYS_MAX + BP_C_FIELDS];
    outsider *all = find_outsiders(&n, r, c, zone);
    const size_t n_display =
        bp_compose_employee_display(display, &l->of, seen, sizeof seen / sizeof seen[0]);
    bp_report_add_section(
        r,
        &(bp_section){ .name = bp_zone_name(zone), .heading = heading, .pages = live });
    bp_report_add_table(r, &(bp_table){ .name = bp_zone_name(zone),
                                        .column = l->of.column,
                                        .n_columns = l->of.n,
                                        .display = display,
                                        .n_display = n_display });
    for (size_t i = 0; all != NULL && i < n && i < BP_EMPLOYEES_SEEN; i++) {
        bp_value value[1 + BP_KEYS_MAX + BP_C_FIELDS];
        put_line(l, all[i].person, value);
        bp_report_add_row(r, value, l->of.n, 0, false);
    }
    if (n > BP_EMPLOYEES_SEEN)
        bp_report_remark(r, BP_SAY("The {} furthest of {}; csv and json have all."),
                         BP_VALUES(bp_value_count(BP_EMPLOYEES_SEEN), bp_value_count(n)));
}

/* ---- the whole ---- */

/* "12 below the minimum: to bring them to it takes $246,667 a year (2.4%)." */
static void say_cost(bp_report *r, const bp_compa *c, const char *currency)
{
    const bp_compa_group *g = &c->group[0];
    const uint64_t below = g->zone[BP_ZONE_BELOW], above = g->zone[BP_ZONE_ABOVE];
    const bp_value under[] = { bp_value_count(below),
                               bp_value_text(bp_words_people(below)),
                               bp_value_money(g->to_min, currency),
                               bp_value_percent(g->to_min_share) };
    const bp_value over[] = { bp_value_count(above),
                              bp_value_text(bp_words_people(above)),
                              bp_value_money(g->over_max, currency) };
    if (g->ranges == 0)
        return;
    if (below > 0)
        bp_report_say(r,
                      BP_SAY("Below the minimum: {} {}. Bringing them to it costs {}, {} "
                             "of the pay of all."),
                      under, 4);
    if (above > 0)
        bp_report_say(r, BP_SAY("Above the maximum: {} {}, by {} in all."), over, 3);
    if (below + above == 0)
        bp_report_say(r, BP_SAY("Nobody is outside the range."), NULL, 0);
}

static void fill(bp_report *r, const bp_compa *c)
{
    const bp_employees *e = bp_compa_employees(c);
    const bp_compa_lines *l = lines_of(r, c);
    bp_compose_employees(r, e, "Pay in its ranges");
    if (l == NULL)
        return;
    bp_report_add_section(r, &(bp_section){ .name = "groups", .sheet = "Groups" });
    say_cost(r, c, l->of.currency);
    const bool live = bp_compa_is_live(c, l);
    add_groups(r, c, live);
    if (c->question->chart)
        bp_slot_zones(r, c, NULL, NULL);
    if (c->group[0].zone[BP_ZONE_BELOW] > 0)
        add_outsiders(r, c, l, BP_ZONE_BELOW, "Below the minimum", live);
    if (c->group[0].zone[BP_ZONE_ABOVE] > 0)
        add_outsiders(r, c, l, BP_ZONE_ABOVE, "Above the maximum", live);
    if (live)
        add_sheet(r, c, l);
    if (!c->question->summary)
        add_people(r, c, l);
    bp_compose_names_people(r);
}

static void release(void *kept)
{
    bp_compa_free(kept);
}

bp_status bp_report_of_compa(bp_report **out, bp_compa *c, bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = bp_report_new(&r, "compa", err);
    if (status != BP_OK) {
        bp_compa_free(c);
        return status;
    }
    bp_report_keep(r, c, release);
    fill(r, c);
    return bp_report_finish(out, r, err);
}
