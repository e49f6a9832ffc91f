/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_finish.c - `benchpay finish`: the answer of a plan, from its parts.
 *
 * Its options are about the output alone, and go behind the words of the plan, so that
 * the report shows the request by which a single run would have made it. */
#include <stdlib.h>

#include "cli/args.h"
#include "cli/carry.h"
#include "cli/command.h"

static bool is_file(const bp_request *r, const char *word)
{
    for (size_t i = 0; i < r->file.n; i++)
        if (r->file.at[i] == word)
            return true;
    return false;
}

/* The words of the command line but for its name and files. */
static bp_status own_words(bp_words *out, const bp_request *r, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 1; status == BP_OK && i < r->said.n; i++)
        if (!is_file(r, r->said.at[i]))
            status = bp_words_add(out, r->said.at[i], err);
    return status;
}

static bp_status answer(const bp_request *r, const bp_planfile *plan, bp_err *err)
{
    bp_words own = { 0 };
    bp_carry carry = { .parts = { .question = plan->question.at,
                                  .digest = plan->digest,
                                  .file = r->file.at + 1,
                                  .n = r->file.n - 1 },
                       .here = r,
                       .plan = plan };
    bp_status status = own_words(&own, r, err);
    if (status == BP_OK)
        status = bp_carry_run(&carry, own.at, own.n, err);
    free(own.at);
    return status;
}

bp_status bp_cmd_finish(const bp_request *r, bp_err *err)
{
    bp_planfile plan = { .units = NULL };
    if (r->file.n < 2)
        return bp_fail(err, &(bp_loc){ .name = "finish" }, BP_EUSAGE,
                       "name the plan, then its parts: benchpay finish plan.json "
                       "parts/*.part");
    bp_status status = bp_planfile_read(&plan, r->file.at[0], err);
    if (status == BP_OK)
        status = answer(r, &plan, err);
    bp_planfile_release(&plan);
    return status;
}
