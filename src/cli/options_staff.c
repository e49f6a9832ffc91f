/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_staff.c - what employees are held against, and what they get. */
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"
#include "ingest/date.h"

/* A budget of a few units was meant in percent. */
static bp_status set_amount(bp_decimal *out, const char *value, const bp_loc *at,
                            bp_err *err)
{
    bp_status status = bp_arg_amount(out, value, at, err);
    return status == BP_OK && out->units > 0 && out->units < 100 * bp_pow10(out->scale)
               ? bp_fail(err, at, BP_EUSAGE,
                         "'%s' would be an amount of money; write %s%% for percent",
                         value, value)
               : status;
}

/* "3.5%" of the payroll, or an amount. */
static bp_status set_budget(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_merit_question *q = &r->staff.merit;
    const size_t n = strlen(g->value);
    q->has_budget = true;
    q->budget_is_share = n > 0 && g->value[n - 1] == '%';
    if (!q->budget_is_share)
        return set_amount(&q->budget, g->value, g->at, err);
    if (bp_decimal_parse(&q->budget, g->value, n - 1) && q->budget.units >= 0 &&
        q->budget.units <= 1000 * bp_pow10(q->budget.scale))
        return BP_OK;
    return bp_fail(err, g->at, BP_EUSAGE,
                   "'%s' is not a share such as 3.5%%, 0 to 1000%%", g->value);
}

static bp_status set_round(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_status status = bp_arg_amount(&r->staff.merit.round, g->value, g->at, err);
    return status == BP_OK && r->staff.merit.round.units <= 0
               ? bp_fail(err, g->at, BP_EUSAGE, "'%s' must be above 0", g->value)
               : status;
}

static bp_status set_hired_before(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_date date;
    bp_status status = bp_arg_date(&date, g->value, "2026-10-01", g->at, err);
    if (status == BP_OK)
        r->staff.merit.hired_before = bp_date_number(date);
    return status;
}

const bp_option bp_options_staff[] = {
    { .name = "structure",
      .commands = BP_IN_STAFF | BP_IN_PLOT,
      .argument = "FILE",
      .help =
          "the ranges: a csv that structure wrote, or one of grade, min, max and maybe "
          "midpoint, by these names or others (\"Range Minimum\", \"Max (monthly)\")",
      BP_SET_TEXT(staff.structure) },
    { .name = "market",
      .commands = BP_IN_COMPA,
      .argument = "FILE",
      .help = "priced jobs, the csv that price wrote: a market for each job; without a "
              "structure it is the midpoint",
      BP_SET_TEXT(staff.market) },
    { .name = "summary",
      .commands = BP_IN_STAFF,
      .help = "csv and json of the groups alone, without a line a person",
      BP_SET_FLAG(staff.summary) },
    { .name = "matrix",
      .commands = BP_IN_MERIT,
      .argument = "FILE",
      .help = "increases in percent: a csv of rating, below, Q1, Q2, Q3, Q4, above; "
              "without below that is Q1, without above Q4",
      BP_SET_TEXT(staff.merit.matrix) },
    { .name = "budget",
      .commands = BP_IN_MERIT,
      .argument = "P%|AMOUNT",
      .help = "what increases cost together, in percent of the pay of all who have a "
              "range: all of the matrix is multiplied by one factor that spends it",
      .standard = "what the matrix costs",
      .set = set_budget },
    { .name = "cap",
      .commands = BP_IN_MERIT,
      .argument = "max|none",
      .help = "whether an increase ends at the maximum of the range",
      .standard = "max",
      BP_SET_SWITCH(staff.merit.uncapped) },
    { .name = "lump",
      .commands = BP_IN_MERIT,
      .help = "what the maximum cuts off is paid once, and is part of the budget",
      BP_SET_FLAG(staff.merit.lump) },
    { .name = "round",
      .commands = BP_IN_MERIT,
      .argument = "N",
      .help = "round increases and lump sums to multiples of N, halves to the even one, "
              "and down where they would pass the maximum",
      .standard = "not rounded",
      .set = set_round },
    { .name = "bring-to-min",
      .commands = BP_IN_MERIT,
      .argument = "within|separate",
      .help = "bring whoever is below the minimum after the increase to it, inside the "
              "budget or beside it",
      .standard = "nobody is",
      BP_SET_WORD_FROM(staff.merit.bring, BP_BRING_WITHIN) },
    { .name = "hired-before",
      .commands = BP_IN_MERIT,
      .argument = "DATE",
      .help = "only who was hired before this day is eligible, and in the payroll",
      .standard = "all",
      .set = set_hired_before },
    { .name = NULL },
};
