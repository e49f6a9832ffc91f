/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handmade.h - a small report, built by hand for the tests of the renderers.  Its
 * figures are made up. */
#ifndef BP_TEST_HANDMADE_H
#define BP_TEST_HANDMADE_H

#include <string.h>

#include "benchpay/render.h"
#include "report/build.h"

enum { MADE_COLUMNS = 10 };

static const bp_column made_column[MADE_COLUMNS] = {
    { "tier", "Tier", BP_KIND_TEXT, BP_COL_BY, 0 },
    { "n", "People", BP_KIND_COUNT, BP_COL_FIELD, 0 },
    { "orgs", "Orgs", BP_KIND_COUNT, BP_COL_FIELD, 0 },
    { "mean", "Mean", BP_KIND_MONEY, BP_COL_FIELD, 0 },
    { "p10", "P10", BP_KIND_MONEY, BP_COL_LEVEL, 10 },
    { "p25", "P25", BP_KIND_MONEY, BP_COL_LEVEL, 25 },
    { "p50", "P50", BP_KIND_MONEY, BP_COL_LEVEL, 50 },
    { "p75", "P75", BP_KIND_MONEY, BP_COL_LEVEL, 75 },
    { "p90", "P90", BP_KIND_MONEY, BP_COL_LEVEL, 90 },
    { "status", "Status", BP_KIND_TEXT, BP_COL_STATUS, 0 },
};
static const size_t made_display[] = { 0, 2, 1, 4, 5, 6, 7, 8, 3 };

/* A section with an empty table of groups, of which people see some columns. */
static inline void made_table(bp_report *r, const size_t display[], size_t n)
{
    bp_report_add_section(r, &(bp_section){ .name = "percentiles", .pay = "base" });
    bp_report_add_table(
        r, &(bp_table){
               .name = "groups",
               .machine = { .json = "groups", .by = true, .data = true, .csv = true },
               .column = made_column, .n_columns = MADE_COLUMNS,
               .display = display, .n_display = n, .people = 2 });
}

/* A group: people, organisations, mean and five levels; tier NULL is the total. */
static inline void made_row(bp_report *r, const char *tier, const double x[8])
{
    bp_value v[MADE_COLUMNS] = { bp_value_text(tier), bp_value_count((uint64_t)x[0]),
                                 bp_value_count((uint64_t)x[1]) };
    for (size_t i = 2; i < 8; i++)
        v[i + 1] = bp_value_money(x[i], "USD");
    v[9] = bp_value_text(NULL);
    bp_report_add_row(r, v, MADE_COLUMNS, 0, tier == NULL);
}

/* A group without any figure. */
static inline void made_without(bp_report *r, const char *tier, bp_state state,
                                unsigned reasons)
{
    bp_value v[MADE_COLUMNS] = { bp_value_text(tier), bp_value_count(4), bp_value_count(3) };
    for (size_t i = 3; i < 9; i++)
        v[i] = bp_value_figure(BP_KIND_MONEY, bp_figure_without(state, 0), "USD");
    v[9] = bp_value_text(NULL);
    bp_report_add_row(r, v, MADE_COLUMNS, reasons, tier == NULL);
}

static const double made_total[8] = { 165, 149, 427032.5, 275347, 326914, 403568,
                                      491330, 597070 };

/* A percentiles report with the total; groups are added by the caller. */
static inline bp_report *made_new(const char *command)
{
    static const char *const request[] = { "percentiles", "pay.csv", "--by", "tier" };
    bp_report *r = NULL;
    if (bp_report_new(&r, command, NULL) != BP_OK)
        return NULL;
    bp_report_set_request(r, request, 4);
    bp_report_add_input(r, &(bp_source_note){ "pay.csv", 180, 165, 5, 10, NULL });
    bp_report_add_excluded(r, "missing", 10);
    r->method = (bp_method_note){ .pay = "base", .currency = "USD", .year = 2026,
                                  .qtype = 7, .basis = "incumbent", .rules = "none" };
    made_table(r, made_display, 9);
    made_row(r, NULL, made_total);
    return r;
}

/* The bytes of a report, released with free(). */
static inline char *made_bytes(const bp_report *r, bp_format f, const bp_look *look)
{
    char *bytes = NULL;
    size_t n = 0;
    bp_look usual;
    bp_look_init(&usual);
    return bp_render(&bytes, &n, r, f, look != NULL ? look : &usual, NULL) == BP_OK ? bytes
                                                                                   : NULL;
}

#endif
