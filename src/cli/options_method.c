/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_method.c - how figures are computed and which of them are shown. */
#include "cli/args.h"
#include "cli/options.h"

#define IN_SORTED (BP_IN_PERCENTILES | BP_IN_REPORT | BP_IN_OFFER)
#define IN_TABLES (IN_SORTED | BP_IN_TIERS)
#define IN_FIGURES (IN_TABLES | BP_IN_PLOT | BP_IN_PROJECT)

static bp_status set_percentiles(bp_request *r, const bp_option *o, const char *value,
                                 const bp_loc *at, bp_err *err)
{
    (void)o;
    return bp_request_set_levels(r, value, at, err);
}

static const char *const intervals[] = { "none", NULL };

/* The one method so far is to compute none. */
static bp_status set_ci_method(bp_request *r, const bp_option *o, const char *value,
                               const bp_loc *at, bp_err *err)
{
    (void)r;
    size_t place;
    return bp_arg_word(&place, value, o->words, at, err);
}

/* In the order of bp_rules and bp_sort. */
static const char *const rules[] = { "none", NULL };
static const char *const sorts[] = { "name", "first", "n", "p50", NULL };

const bp_option bp_options_method[] = {
    { .name = "percentiles",
      .commands = IN_TABLES,
      .argument = "LIST",
      .help = "levels in percent, as 10,50,97.5",
      .standard = BP_LEVELS_STANDARD,
      .set = set_percentiles },
    { .name = "qtype",
      .commands = IN_FIGURES,
      .argument = "1..9",
      .help =
          "definition of a percentile by Hyndman and Fan; 7 is Excel's PERCENTILE.INC, 6 "
          "its PERCENTILE.EXC",
      .standard = "7",
      .set = bp_set_int,
      .field = offsetof(bp_request, method.qtype),
      .low = 1,
      .high = 9 },
    { .name = "ci-method",
      .commands = IN_TABLES,
      .argument = "none",
      .help = "how intervals are computed",
      .standard = "none",
      .set = set_ci_method,
      .words = intervals },
    { .name = "rules",
      .commands = IN_FIGURES,
      .argument = "none",
      .help = "disclosure rules that decide what is shown",
      .standard = "none",
      .set = bp_set_word,
      .field = offsetof(bp_request, rules),
      .words = rules },
    { .name = "sort",
      .commands = IN_SORTED | BP_IN_PLOT,
      .argument = "name|first|n|p50",
      .help =
          "order of the groups: by value, by first appearance, by people or by median, "
          "largest first",
      .standard = "name",
      .set = bp_set_word,
      .field = offsetof(bp_request, method.sort),
      .words = sorts },
    { .name = NULL },
};
