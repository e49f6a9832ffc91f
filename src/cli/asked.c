/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asked.c - the command line of a command that another one is about.
 *
 * What cannot be put together from parts is refused here, by its name, and not once all
 * rows were read. */
#include "cli/asked.h"

#include "cli/args.h"
#include "cli/opts.h"

bp_status bp_asked_read(bp_request *r, const char *by, unsigned bit,
                        const char *const word[], size_t n, bp_err *err)
{
    const bp_loc at = { .name = by };
    const bp_command *of = NULL;
    if (n == 0 || word[0][0] == '-')
        return bp_fail(err, &at, BP_EUSAGE,
                       "say first what is asked: percentiles, tiers, offer, project or "
                       "report, with its options and files");
    bp_status status = r->find(&of, word[0], err);
    if (status == BP_OK && (of->bit & BP_IN_CARRIED) == 0)
        status = bp_fail(err, &at, BP_EUSAGE,
                         "'%s' cannot be asked of parts: percentiles, tiers, offer, "
                         "project and report can",
                         of->name);
    if (status == BP_OK)
        status = bp_words_add(&r->said, word[0], err);
    if (status != BP_OK)
        return status;
    bp_command both = *of;
    both.bit |= bit;
    return bp_opts_read(r, &both, word + 1, n - 1, err);
}

bp_status bp_asked_check(const bp_request *r, bp_err *err)
{
    if (bp_request_standard_inputs(r) > 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "standard input ('-') is there once, and cannot be read in parts");
    if (r->choice.outliers == BP_OUTLIERS_DROP)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--outliers drop reads all rows twice, which parts do not: use "
                       "--outliers flag, or ask at once");
    return BP_OK;
}
