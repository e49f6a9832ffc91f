/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_price.c - which surveys price jobs, on which date, and how they are composed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ageing.h"
#include "cli/args.h"
#include "cli/options.h"
#include "pricing/target.h"

#define IN_PRICES (BP_IN_PRICE | BP_IN_PLOT)

/* A year begins on its first of January. */
static bp_status set_year(bp_request *r, const bp_given *g, bp_err *err)
{
    char first[16] = "";
    const size_t n = strlen(g->value);
    memcpy(first, g->value, n < 10 ? n : 10);
    if (n == 4)
        memcpy(first + 4, "-01-01", 7);
    return (n == 4 || n == 10) && bp_day_parse(&r->price.year, bp_text_of(first))
               ? BP_OK
               : bp_fail(err, g->at, BP_EUSAGE,
                         "'%s' is not a year, or the date it begins on: %s", g->value,
                         g->option->argument);
}

static bp_status set_policy(bp_request *r, const bp_given *g, bp_err *err)
{
    r->price.has_policy = true;
    return bp_set_word(r, g, err);
}

/* "P60", or "P50+5%". */
static bp_status set_target(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_price_request *p = &r->price;
    bp_target t;
    char level[24] = "";
    const bool named = bp_target_parse(&t, g->value) && t.name.n > 1 &&
                       t.name.n < sizeof level &&
                       (g->value[0] == 'P' || g->value[0] == 'p');
    if (!named || bp_level_parse(&p->target, memcpy(level, g->value + 1, t.name.n - 1),
                                 NULL) != BP_OK)
        return bp_fail(err, g->at, BP_EUSAGE, "'%s' is not a target, as %s", g->value,
                       g->option->argument);
    p->target_plus = t.plus;
    p->has_target = true;
    return BP_OK;
}

const bp_option bp_options_price[] = {
    { .name = "surveys",
      .commands = IN_PRICES,
      .argument = "FILE.ini|FILE.csv",
      .help = "the surveys: sections [survey NAME] with file, effective, movement (that "
              "of bonus movement.bonus), weight, currency, geography, local, where, map, "
              "pay and reading options; [options] holds for all. Or one table of "
              "published cuts, csv or xlsx: survey, job, title, cut, pay, effective, "
              "orgs, people, p10, ...; the matches' column cut chooses the line",
      BP_SET_TEXT(price.surveys) },
    { .name = "movement",
      .commands = BP_IN_PRICE,
      .argument = "FILE",
      .help = "with a table of cuts: how pay moves in a year, a csv of survey, rate (as "
              "3.5%) and maybe pay, year",
      BP_SET_TEXT(price.movements) },
    { .name = "employees",
      .commands = BP_IN_PRICE,
      .argument = "FILE",
      .help = "one's own employees, a row each: how many have each job, what they are "
              "paid on average at full time, and that against the target; --map and "
              "--where are about them then",
      BP_SET_TEXT(staff.employees) },
    { .name = "propose",
      .commands = BP_IN_PRICE,
      .help = "price nothing: for each job (job, maybe title) the three nearest titles "
              "of each survey, with a score, as a file of matches to be edited; a match "
              "with its '?' is not priced",
      BP_SET_FLAG(price.propose) },
    { .name = "to",
      .commands = BP_IN_PRICE,
      .argument = "DATE",
      .help = "the date of the prices, to which all pay is aged",
      BP_SET_DATE(price.to) },
    { .name = "plan-year",
      .commands = IN_PRICES,
      .argument = "YEAR|DATE",
      .help = "the year that is planned, instead of --to",
      .set = set_year },
    { .name = "policy",
      .commands = IN_PRICES,
      .argument = "lag|lead-lag|lead",
      .help = "with --plan-year: prices are those of its start, its middle or its end",
      .standard = "lag",
      .set = set_policy,
      .field = offsetof(bp_request, price.policy) },
    { .name = "composite",
      .commands = IN_PRICES,
      .argument = "average|mixture",
      .help = "the average of the sources' percentiles, or the percentiles of all "
              "sources together",
      .standard = "average",
      BP_SET_WORD(price.composite) },
    { .name = "source-weights",
      .commands = IN_PRICES,
      .argument = "given|equal|people|orgs",
      .help = "what a source counts: the weights of matches and surveys, each survey the "
              "same, or by its people or organizations",
      .standard = "given where any weight is, else equal",
      BP_SET_WORD_FROM(price.weights, BP_SOURCES_GIVEN) },
    { .name = "missing-level",
      .commands = IN_PRICES,
      .argument = "drop|ratio",
      .help = "a level that a source lacks: it drops out there, or has its P50 times the "
              "ratio of the others' level to their P50",
      .standard = "drop",
      BP_SET_SWITCH(price.fill) },
    { .name = "target",
      .commands = BP_IN_PRICE,
      .argument = "P60|P50+5%",
      .help = "the market reference point",
      .standard = "P50",
      .set = set_target },
    { .name = "geography",
      .commands = IN_PRICES,
      .argument = "FILE",
      .help = "differentials of places: columns location and differential, as +12.5%, "
              "and maybe cut: of sources of that cut alone",
      BP_SET_TEXT(price.geography) },
    { .name = "location",
      .commands = IN_PRICES,
      .argument = "NAME",
      .help = "price all jobs in this place of --geography, repeatable",
      .standard = "the jobs' own",
      BP_SET_ADD(price.location) },
    { .name = NULL },
};
