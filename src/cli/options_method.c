/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_method.c - how figures are computed and which of them are shown. */
#include "base/file.h"
#include "cli/args.h"
#include "cli/options.h"
#include "data/bounded.h"

#define IN_SORTED (BP_IN_PERCENTILES | BP_IN_REPORT | BP_IN_OFFER | BP_IN_DIFF)
#define IN_TABLES (IN_SORTED | BP_IN_TIERS | BP_IN_EXPLAIN)
#define IN_FIGURES (IN_TABLES | BP_IN_PLOT | BP_IN_PROJECT | BP_IN_MODELS)

static bp_status set_percentiles(bp_request *r, const bp_given *g, bp_err *err)
{
    return bp_request_set_levels(r, g->value, g->at, err);
}

/* Of percentiles and of the trend. */
static bp_status set_level(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_decimal d;
    double level = 0;
    if (bp_decimal_parse(&d, g->value, strlen(g->value)))
        level = bp_money_double(d.units, d.scale) / 100;
    if (!(level > 0 && level < 1))
        return bp_fail(err, g->at, BP_EUSAGE,
                       "'%s' is not a level in percent between 0 and 100, as 95",
                       g->value);
    if (level >= 0.005 && level < 0.01) /* 0.95 is 95 percent, as others write it */
        return bp_fail(err, g->at, BP_EUSAGE,
                       "'%s' would be a level below one percent; did you mean '%.15g'?",
                       g->value, 1e4 * level);
    r->growth.level = r->method.ci.level = level;
    r->says_interval = true;
    return BP_OK;
}

static bp_status set_population(bp_request *r, const bp_given *g, bp_err *err)
{
    return bp_arg_whole(&r->method.ci.population, g->value, 2, BP_POPULATION_MAX, g->at,
                        err);
}

/* Of whatever is drawn. */
static bp_status set_seed(bp_request *r, const bp_given *g, bp_err *err)
{
    r->says_seed = true;
    bp_status status = bp_arg_whole(&r->growth.seed, g->value, 0, UINT32_MAX, g->at, err);
    r->method.ci.seed = r->growth.seed;
    return status;
}

/* Rules by name, or a file of them. */
static bp_status set_rules(bp_request *r, const bp_given *g, bp_err *err)
{
    size_t place;
    if (!bp_file_is_regular(g->value)) {
        bp_status status = bp_option_word(&place, g, err);
        r->rules = status == BP_OK ? (bp_rules)place : r->rules;
        return status;
    }
    r->rules = BP_RULES_OWN;
    r->rules_file = g->value;
    return bp_rules_read(&r->own_rules, g->value, err);
}

const bp_option bp_options_method[] = {
    { .name = "percentiles",
      .commands = IN_TABLES | BP_IN_PRICE,
      .argument = "LIST",
      .help = "levels in percent, as 10,50,97.5",
      .standard = BP_LEVELS_STANDARD,
      .set = set_percentiles },
    { .name = "qtype",
      .commands = (IN_FIGURES & ~BP_IN_SCOPE) | BP_IN_PRICE,
      .argument = "1..9",
      .help = "definition of a percentile by Hyndman and Fan; 7 is Excel's "
              "PERCENTILE.INC, 6 its PERCENTILE.EXC",
      .standard = "7; 2 with sampling weights",
      BP_SET_INT(method.qtype, 1, 9) },
    { .name = "approximate",
      .commands = BP_IN_PERCENTILES | BP_IN_TIERS | BP_IN_OFFER | BP_IN_REPORT,
      .argument = "B",
      .help = "keep B binary digits of each amount behind its first, 4 to 30, so that "
              "partial files do not grow with the rows: figures are below their exact "
              "values by less than 2^-B, 10 being a thousandth, which every format says; "
              "what needs each row is refused or left out, and said",
      .standard = "pay is exact",
      BP_SET_INT(choice.approximate, BP_BOUNDED_LEAST, BP_BOUNDED_MOST) },
    { .name = "basis",
      .commands = IN_TABLES | BP_IN_PLOT | BP_IN_PRICE,
      .argument = "incumbent|org|org-equal",
      .help = "whose pay counts: every person; every organization, by the mean of its "
              "people; or every person, so that organizations count the same",
      .standard = "incumbent",
      BP_SET_WORD(method.basis) },
    { .name = "weight",
      .commands = (BP_IN_ALL | BP_IN_PRICE) & ~BP_IN_EQUITY,
      .argument = "COLUMN",
      .help = "column of what rows weigh; --weights says what that means",
      .standard = "every row counts once",
      BP_SET_TEXT(choice.weight) },
    { .name = "weights",
      .commands = (BP_IN_ALL | BP_IN_PRICE) & ~BP_IN_EQUITY,
      .argument = "freq|sampling|analytic",
      .help = "what weights mean: a row is so many people, a person of a sample stands "
              "for so many, or a row counts for more or less",
      BP_SET_WORD_FROM(choice.weights, BP_WEIGHTS_FREQ) },
    { .name = "ci",
      .commands = IN_FIGURES,
      .argument = "LEVEL",
      .help = "level of intervals in percent",
      .standard = "95",
      .set = set_level },
    { .name = "ci-method",
      .commands = IN_TABLES | BP_IN_PLOT,
      .argument = "METHOD",
      .words = "none|auto|order|woodruff|clustered|bootstrap|bca|clopper|wilson",
      .help =
          "how intervals of percentiles are found: none; order, by order statistics; "
          "woodruff, by the error of the share below; clustered, by that with "
          "organizations as clusters; bootstrap, by percentiles of samples drawn again, "
          "of organizations where there are two; bca, by the same, corrected for bias; "
          "auto: clustered where there are two organizations, else order. Of the place "
          "of an offer also clopper, auto without organizations, and wilson",
      .standard = "auto",
      BP_SET_WORD(method.ci.method) },
    { .name = "population",
      .commands = IN_TABLES | BP_IN_PLOT,
      .argument = "N",
      .help = "size of the population that was surveyed: organizations where they are "
              "clusters, else people",
      .standard = "much larger than the survey",
      .set = set_population },
    { .name = "sensitivity",
      .commands = BP_IN_PERCENTILES,
      .help =
          "also the lowest and the highest that each percentile is by other conventions: "
          "the nine definitions, the three bases, with outliers and without",
      BP_SET_FLAG(sensitivity) },
    { .name = "seed",
      .commands = IN_TABLES | BP_IN_PROJECT | BP_IN_PLOT,
      .argument = "N",
      .help = "of samples that are drawn again and of simulated paths; the same seed "
              "draws the same",
      .standard = "1",
      .set = set_seed },
    { .name = "rules",
      .commands = IN_FIGURES | BP_IN_PRICE,
      .argument = "RULES",
      .words = "none|survey|survey-classic",
      .help = "disclosure rules that decide what is shown: none, survey, survey-classic, "
              "or an INI file with a section [rules] of people, orgs, share, "
              "two_largest, p_percent, quartile_people, mean_people, tail_people, "
              "tail_orgs, beyond, round_digits, round_below",
      .standard = "survey",
      .set = set_rules },
    { .name = "ledger",
      .commands = IN_TABLES | BP_IN_PLOT,
      .argument = "FILE",
      .help = "remembers in FILE which groups were shown, as salted hashes of rows "
              "without pay, and withholds a group that differs by 1 to 4 people or "
              "organizations from one that an earlier run has shown, and means that with "
              "earlier ones give a withheld one away",
      BP_SET_TEXT(ledger) },
    { .name = "sort",
      .commands = IN_SORTED | BP_IN_PLOT | BP_IN_SCOPE,
      .argument = "name|first|n|p50",
      .help = "order of the groups: by value, by first appearance, by people or by "
              "median, largest first",
      .standard = "name",
      BP_SET_WORD(method.sort) },
    { .name = NULL },
};
