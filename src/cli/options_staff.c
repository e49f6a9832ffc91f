/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_staff.c - what employees are held against. */
#include "cli/options.h"

const bp_option bp_options_staff[] = {
    { .name = "structure",
      .commands = BP_IN_STAFF,
      .argument = "FILE",
      .help =
          "the ranges: a csv that structure wrote, or one of grade, min, max and maybe "
          "midpoint",
      .set = bp_set_text,
      .field = offsetof(bp_request, staff.structure) },
    { .name = "market",
      .commands = BP_IN_COMPA,
      .argument = "FILE",
      .help = "priced jobs, the csv that price wrote: a market for each job; without a "
              "structure it is the midpoint",
      .set = bp_set_text,
      .field = offsetof(bp_request, staff.market) },
    { .name = "summary",
      .commands = BP_IN_STAFF,
      .help = "csv and json of the groups alone, without a line a person",
      .set = bp_set_flag,
      .field = offsetof(bp_request, staff.summary) },
    { .name = NULL },
};
