/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_explain.c - which figure is explained. */
#include "cli/args.h"
#include "cli/options.h"

static bp_status set_level(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_err cause;
    return bp_level_parse(&r->explained, g->value, &cause) == BP_OK
               ? BP_OK
               : bp_fail(err, g->at, BP_EUSAGE, "%s", cause.text);
}

const bp_option bp_options_explain[] = {
    { .name = "cell",
      .commands = BP_IN_EXPLAIN,
      .argument = "COL=VALUE",
      .help = "the group, repeatable: a value of each column of --by; without --by it "
              "groups by these columns",
      .standard = "everybody",
      BP_SET_ADD(cell) },
    { .name = "level",
      .commands = BP_IN_EXPLAIN,
      .argument = "P",
      .help = "the percentile, in percent",
      .standard = "50",
      .set = set_level },
    { .name = NULL },
};
