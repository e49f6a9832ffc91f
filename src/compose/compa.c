/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compa.c - the report of where employees stand in their ranges.
 *
 * Machines get a line a person or a line a group.  People get the groups, and of the
 * persons those who stand outside their range, whose pay somebody has to decide about:
 * the furthest first.
 *
 * Whoever gets the workbook tries another pay or range in it, so a sheet lists all
 * people, and their ratios, zones and costs are worked out from the cells beside them,
 * those of the groups from that sheet.  Texts among numbers, of people without a range,
 * count for nothing in sums of products over several columns. */
#include <stdlib.h>

#include "benchpay/compose.h"
#include "compose/chart.h"
#include "compose/employees.h"
#include "compose/live.h"
#include "compose/words.h"
#include "data/pay.h"
#include "pricing/compa.h"

/* ---- people ---- */

static void put_name(bp_fields *f, const bp_compa *c, size_t i, const bp_compa_person *p)
{
    bp_put_person(f, p->person);
    for (size_t k = 0; k < c->n_by; k++)
        bp_put_person_group(f, bp_compa_employees(c)->survey, k,
                            bp_compa_person_by(c, i, k));
}

/* A field of somebody; "" is a cell to change, of what there is of it. */
static void put_field(bp_fields *f, const bp_compa *c, const char *key,
                      const char *heading, bp_value v, bp_formula formula)
{
    bp_put_of_person(f, bp_compa_employees(c)->survey, key, heading, v, 0, formula);
}

/* The line of somebody for machines, and in the sheet of all people. */
static void put_line(bp_fields *f, const bp_compa *c, size_t i)
{
    const bp_compa_person p = bp_compa_person_at(c, i);
    const char *currency = bp_survey_currency(bp_compa_employees(c)->survey);
    const bool range = p.has_range;
    put_name(f, c, i, &p);
    put_field(f, c, "job", "Job", bp_value_text(p.job), NULL);
    put_field(f, c, "grade", "Grade", bp_value_text(p.grade), NULL);
    put_field(f, c, "pay", "Pay", bp_value_money(p.pay, currency), "");
    put_field(f, c, "fte", "FTE", bp_value_ratio(p.fte), "");
    put_field(f, c, "min", "Minimum", bp_value_if(range, bp_value_money(p.min, currency)),
              "");
    put_field(f, c, "midpoint", "Midpoint", bp_value_money(p.midpoint, currency), "");
    put_field(f, c, "max", "Maximum", bp_value_if(range, bp_value_money(p.max, currency)),
              "");
    put_field(f, c, "compa", "Compa", bp_value_ratio(p.compa),
              BP_LIVE_FULL "/[midpoint]");
    put_field(f, c, "penetration", "Penetration", bp_percent_of(p.penetration),
              "IF([max]>[min],(" BP_LIVE_FULL "-[min])/([max]-[min]),\"n/a\")");
    put_field(f, c, "zone", "Zone", bp_value_text(bp_zone_name(p.zone)), BP_LIVE_ZONE);
    put_field(f, c, "market", "Market", bp_money_of(p.market, currency), "");
    put_field(f, c, "market_ratio", "Pay/market",
              bp_value_figure(BP_KIND_RATIO, p.market_ratio, NULL),
              BP_LIVE_FULL "/[market]");
    put_field(f, c, "to_min", "To minimum",
              bp_value_if(range, bp_value_money(p.to_min, currency)),
              "MAX(0,[min]*[fte]-[pay])");
    put_field(f, c, "over_max", "Over maximum",
              bp_value_if(range, bp_value_money(p.over_max, currency)),
              "MAX(0,[pay]-[max]*[fte])");
}

static void make_line(const void *arg, size_t row, bp_value value[], bp_row *made)
{
    bp_fields f;
    (void)made;
    bp_fields_into(&f, value);
    put_line(&f, arg, row);
}

static void add_people(bp_report *r, const bp_compa *c)
{
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "people",
                                 .machine = { .json = "people",
                                              .by = c->n_by > 0,
                                              .csv = !c->question->summary },
                                 .n_rows = c->n_people,
                                 .make = make_line,
                                 .make_arg = c },
                    false);
    put_line(&f, c, 0);
    bp_fields_end(&f);
}

static void add_sheet(bp_report *r, const bp_compa *c)
{
    bp_fields f;
    bp_report_add_sheet(r, "staff", "People");
    bp_fields_begin(&f, r, &(bp_table){ .name = "staff" }, true);
    for (size_t i = 0; i < c->n_people; i++) {
        put_line(&f, c, i);
        bp_fields_row(&f, 0, false);
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

/* 1 for the people of the group of the row, else 0. */
static const char *members(bp_report *r, const bp_compa *c, const bp_compa_group *g)
{
    bp_str s = { 0 };
    if (g->by == NULL)
        return "--([staff:pay]=[staff:pay])";
    for (size_t k = 0; k < c->n_by; k++)
        bp_str_printf(&s, "%sEXACT([staff:%s],[%s])", k > 0 ? "*" : "--", c->by[k],
                      c->by[k]);
    return bp_report_take(r, &s);
}

/* The sum over the people of a group of what stands there of each. */
static bp_formula sum(bp_report *r, const char *in, const char *of)
{
    return in != NULL ? bp_report_text(r, "SUMPRODUCT(%s,%s)", in, of) : NULL;
}

static void put_zones(bp_fields *f, const bp_compa_group *g, const char *in)
{
    static const char *const key[BP_ZONES] = { "below", "q1", "q2", "q3", "q4", "above" };
    static const char *const heading[BP_ZONES] = { "Below", "Q1", "Q2",
                                                   "Q3",    "Q4", "Above" };
    for (size_t z = 0; z < BP_ZONES; z++) {
        const char *there =
            bp_report_text(f->r, "--([staff:zone]=\"%s\")", bp_zone_name((bp_zone)z));
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
        put_group(&f, g, bp_survey_currency(s), live ? members(r, c, g) : NULL);
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

/* Where nobody has a share, as where no column of them is named, 1 says nothing, or
 * something that is wrong. */
static bool has_shares(const bp_compa *c)
{
    const size_t n = bp_compa_employees(c)->n;
    size_t i = 0;
    while (i < n && bp_compa_person_at(c, i).fte == 1)
        i++;
    return i < n;
}

static void put_outsider(bp_fields *f, const bp_compa *c, size_t i, bool below,
                         bool shares)
{
    const bp_compa_person p = bp_compa_person_at(c, i);
    const bp_survey *s = bp_compa_employees(c)->survey;
    const char *currency = bp_survey_currency(s);
    put_name(f, c, i, &p);
    put_field(f, c, "grade", "Grade", bp_value_text(p.grade), NULL);
    bp_put_of_person(f, s, "job", "Job", bp_value_text(p.job), 1, NULL);
    put_field(f, c, "pay", "Pay", bp_value_money(p.pay, currency), NULL);
    if (shares)
        bp_put_of_person(f, s, "fte", "FTE", bp_value_ratio(p.fte), 2, NULL);
    if (below)
        put_field(f, c, "min", "Minimum", bp_value_money(p.min, currency), NULL);
    else
        put_field(f, c, "max", "Maximum", bp_value_money(p.max, currency), NULL);
    put_field(f, c, "compa", "Compa", bp_value_ratio(p.compa), NULL);
    if (below)
        put_field(f, c, "to_min", "To minimum", bp_value_money(p.to_min, currency), NULL);
    else
        put_field(f, c, "over_max", "Over maximum", bp_value_money(p.over_max, currency),
                  NULL);
}

static void add_outsiders(bp_report *r, const bp_compa *c, bp_zone zone,
                          const char *heading, bool live)
{
    size_t n;
    bp_fields f;
    outsider *all = find_outsiders(&n, r, c, zone);
    const bool shares = has_shares(c);
    if (n == 0)
        return;
    bp_report_add_section(
        r,
        &(bp_section){ .name = bp_zone_name(zone), .heading = heading, .pages = live });
    bp_fields_begin(&f, r, &(bp_table){ .name = bp_zone_name(zone) }, true);
    for (size_t i = 0; i < n && i < BP_EMPLOYEES_SEEN; i++) {
        put_outsider(&f, c, all[i].person, zone == BP_ZONE_BELOW, shares);
        bp_fields_row(&f, 0, false);
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
    const bool live =
        !c->question->summary &&
        bp_employees_are_live(e->survey, c->n_people,
                              "pay fte min midpoint max compa zone to_min over_max");
    bp_compose_employees(r, e, "Pay in its ranges");
    bp_report_add_section(r, &(bp_section){ .name = "groups", .sheet = "Groups" });
    say_cost(r, c, bp_survey_currency(e->survey));
    add_groups(r, c, live);
    if (c->question->chart)
        bp_slot_zones(r, c, NULL, NULL);
    add_outsiders(r, c, BP_ZONE_BELOW, "Below the minimum", live);
    add_outsiders(r, c, BP_ZONE_ABOVE, "Above the maximum", live);
    if (live)
        add_sheet(r, c);
    if (!c->question->summary)
        add_people(r, c);
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
