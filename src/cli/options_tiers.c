/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_tiers.c - tiers from bands of a number, or from a published range. */
#include "cli/tiers.h"

#define IN_RANGES (BP_IN_TIERS | BP_IN_REPORT)
#define IN_TIERS (IN_RANGES | BP_IN_PLOT)

const bp_option bp_options_tiers[] = {
    { .name = "tiers",
      .commands = IN_TIERS,
      .argument = "NAME=LOW-HIGH,...",
      .help = "tiers by years of experience, lowest first: 'Mid=5-8,Senior=8-'; the "
              "lower bound belongs to a tier, the upper one to the next",
      .standard = "a tier column",
      BP_SET_TEXT(tiers.list) },
    { .name = "tiers-on",
      .commands = IN_TIERS,
      .argument = "ROLE|COL",
      .help = "the number that --tiers is about, as beds",
      .standard = "experience",
      BP_SET_TEXT(choice.bands_on) },
    { .name = "repair-bands",
      .commands = IN_TIERS,
      .help =
          "tiers that a spreadsheet turned into dates ('8-May') are bands again (5-8)",
      BP_SET_FLAG(choice.repair_bands) },
    { .name = "from-range",
      .commands = IN_RANGES,
      .argument = "MIN-MAX",
      .help =
          "points of a published range, by how much of it lies below them: not medians",
      .set = bp_set_from_range },
    { .name = "points",
      .commands = IN_RANGES,
      .argument = "LIST",
      .help = "which points of the range, in percent; --tiers can name them",
      .standard = "15,50,85",
      BP_SET_TEXT(tiers.points) },
    { .name = NULL },
};
