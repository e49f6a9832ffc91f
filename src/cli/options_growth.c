/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_growth.c - where growth comes from and how far it is projected.
 *
 * Only values are read here; which of them go together is settled once all are known
 * (request_growth.c). */
#include <stdlib.h>
#include <string.h>

#include "base/ageing.h"
#include "base/text.h"
#include "cli/args.h"
#include "cli/options.h"

#define IN_GROWTH (BP_IN_PROJECT | BP_IN_REPORT | BP_IN_PLOT)

static bp_status set_from(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_decimal d;
    bp_status status = bp_arg_amount(&d, g->value, g->at, err);
    if (status == BP_OK && d.units <= 0)
        status = bp_fail(err, g->at, BP_EUSAGE, "'%s' must be above 0", g->value);
    if (status == BP_OK)
        r->growth.from = bp_money_double(d.units, d.scale);
    return status;
}

static bp_status set_rate(bp_request *r, const bp_given *g, bp_err *err)
{
    r->growth.has_rate = true;
    return bp_arg_rate(&r->growth.rate, g->value, g->at, err);
}

static bp_status set_paths(bp_request *r, const bp_given *g, bp_err *err)
{
    uint64_t n;
    bp_status status = bp_arg_whole(&n, g->value, 1, BP_PATHS_MAX, g->at, err);
    if (status == BP_OK)
        r->growth.paths = (size_t)n;
    return status;
}

static bp_status set_min_people(bp_request *r, const bp_given *g, bp_err *err)
{
    r->says_growth = true;
    return bp_arg_whole(&r->growth.min_people, g->value, 1, UINT32_MAX, g->at, err);
}

static bp_status add_scenario(bp_request *r, const char *word, const bp_loc *at,
                              bp_err *err)
{
    const char *equals = strchr(word, '=');
    size_t n = equals != NULL ? (size_t)(equals - word) : 0;
    bp_text name = bp_text_trim((bp_text){ word, n });
    bp_scenario s;
    if (name.n == 0)
        return bp_fail(err, at, BP_EUSAGE, "'%s' is not NAME=RATE, as base=3.5%%", word);
    bp_status status = bp_arg_rate(&s.rate, equals + 1, at, err);
    if (status != BP_OK)
        return status;
    s.name = bp_arena_copy(&r->text, name.at, name.n);
    if (r->n_scenario == BP_SCENARIOS_MAX)
        return bp_fail(err, at, BP_EUSAGE, "more than %d scenarios", BP_SCENARIOS_MAX);
    if (s.name == NULL ||
        !bp_reserve(&r->scenario, &r->cap_scenario, r->n_scenario + 1, sizeof s))
        return bp_fail(err, at, BP_ELIMIT, "no memory for the scenarios");
    for (size_t i = 0; i < r->n_scenario; i++)
        if (strcmp(r->scenario[i].name, s.name) == 0)
            return bp_fail(err, at, BP_EUSAGE, "'%s' appears twice", s.name);
    r->scenario[r->n_scenario++] = s;
    return BP_OK;
}

static bp_status set_scenarios(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_words words = { 0 };
    bp_status status = bp_arg_list(&words, &r->text, g->value, g->at, err);
    r->n_scenario = 0;
    for (size_t i = 0; status == BP_OK && i < words.n; i++)
        status = add_scenario(r, words.at[i], g->at, err);
    free(words.at);
    return status;
}

/* Of a chart: whether a date is meant is seen, and refused where it is none of a price.
 */
static bp_status set_year_or_date(bp_request *r, const bp_given *g, bp_err *err)
{
    return strchr(g->value, '-') != NULL &&
                   bp_day_parse(&r->price.to, bp_text_of(g->value))
               ? BP_OK
               : bp_set_int(r, g, err);
}

const bp_option bp_options_growth[] = {
    { .name = "from",
      .commands = IN_GROWTH,
      .argument = "AMOUNT",
      .help = "where a given rate and scenarios start (project then needs no file)",
      .standard = "the median of the last year",
      .set = set_from },
    { .name = "rate",
      .commands = IN_GROWTH,
      .argument = "P%",
      .help = "a given growth a year",
      .set = set_rate },
    { .name = "fit",
      .commands = IN_GROWTH,
      .help = "the trend of the medians of all years (least squares on the logarithm), "
              "with intervals from three years on",
      .standard = "unless --rate, --scenario, --matched, --pay-from or --series is given",
      BP_SET_FLAG(fit) },
    { .name = "matched",
      .commands = IN_GROWTH | BP_IN_DIFF,
      .argument = "person|org",
      .help = "growth of the same people, or of organisations by their means, from year "
              "to year, beside that of all and the mix effect",
      BP_SET_WORD_FROM(matching, BP_MATCH_PERSON) },
    { .name = "pay-from",
      .commands = IN_GROWTH,
      .argument = "COL",
      .help =
          "with --pay-to: a row has the pay of two years, and growth is matched by row",
      BP_SET_TEXT(choice.pay_from) },
    { .name = "pay-to",
      .commands = IN_GROWTH,
      .argument = "COL",
      .help = "the later of the two columns",
      BP_SET_TEXT(choice.pay_to) },
    { .name = "years",
      .commands = IN_GROWTH,
      .argument = "N",
      .help = "how many years to project",
      .standard = "5; none with --matched, --pay-from",
      BP_SET_INT(growth.years, 1, BP_HORIZON_MAX) },
    { .name = "to",
      .commands = BP_IN_PLOT,
      .argument = "YEAR|DATE",
      .help = "the last year to project, instead of --years; of sources the date of the "
              "prices",
      .set = set_year_or_date,
      .field = offsetof(bp_request, growth.to),
      .low = 1,
      .high = 9999 },
    { .name = "to",
      .commands = IN_GROWTH & ~BP_IN_PLOT,
      .argument = "YEAR",
      .help = "the last year to project, instead of --years",
      BP_SET_INT(growth.to, 1, 9999) },
    { .name = "anchor",
      .commands = IN_GROWTH,
      .argument = "fit|last",
      .help =
          "a fitted path starts on the fitted line, or at the last median that is fitted",
      .standard = "last",
      BP_SET_WORD(growth.anchor) },
    { .name = "year-weights",
      .commands = IN_GROWTH,
      .argument = "equal|people",
      .help = "what a year weighs in a trend: as much as any, or by its people",
      .standard = "equal",
      BP_SET_WORD(growth.weights) },
    { .name = "min-people",
      .commands = BP_IN_PROJECT,
      .argument = "N",
      .help =
          "a year of fewer people is shown, but neither fitted nor the start of a path",
      .standard = "3",
      .set = set_min_people },
    { .name = "scenario",
      .commands = IN_GROWTH,
      .argument = "NAME=P%[,NAME=P%]",
      .help = "further paths, each at its own rate, as low=2%,base=3.5%,high=5%",
      .set = set_scenarios },
    { .name = "simulate",
      .commands = IN_GROWTH,
      .argument = "N",
      .help =
          "with --fit: P10, P50 and P90 of N paths drawn from the trend and its residual",
      .set = set_paths },
    { .name = "series",
      .commands = IN_GROWTH,
      .help = "only what was observed, year by year",
      BP_SET_FLAG(series) },
    { .name = NULL },
};
