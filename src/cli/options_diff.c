/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_diff.c - how two reports or surveys are compared. */
#include "cli/args.h"
#include "cli/options.h"

static bp_status set_threshold(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_status status = bp_arg_rate(&r->threshold, g->value, g->at, err);
    return status == BP_OK && r->threshold < 0
               ? bp_fail(err, g->at, BP_EUSAGE, "'%s' is below 0", g->value)
               : status;
}

const bp_option bp_options_diff[] = {
    { .name = "threshold",
      .commands = BP_IN_DIFF | BP_IN_PLOT,
      .argument = "P%",
      .help = "a change of more than this, up or down, is called beyond",
      .standard = "5%",
      .set = set_threshold },
    { .name = "force",
      .commands = BP_IN_DIFF | BP_IN_PLOT,
      .help = "compare figures of two currencies or pay elements nevertheless",
      BP_SET_FLAG(force) },
    { .name = "exit-code",
      .commands = BP_IN_DIFF,
      .help = "end with 1 where a figure is beyond the threshold",
      BP_SET_FLAG(exit_code) },
    { .name = NULL },
};
