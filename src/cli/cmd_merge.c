/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_merge.c - `benchpay merge`: several parts of a plan become one.
 *
 * A part says all that is needed to add another to it, so neither the plan nor the files
 * need be at hand. */
#include "base/outputs.h"
#include "cli/command.h"
#include "ingest/partial.h"

static bp_status write_part(const bp_request *r, bp_partial *all, bp_outputs *out,
                            bp_err *err)
{
    bp_str bytes = { 0 };
    bp_status status = bp_partial_save(all, &all->shape, &bytes, err);
    if (status == BP_OK)
        status = bp_outputs_add(out, r->state, bp_str_text(&bytes), err);
    if (status == BP_OK)
        status = bp_outputs_commit(out, err);
    bp_str_release(&bytes);
    return status;
}

bp_status bp_cmd_merge(const bp_request *r, bp_err *err)
{
    bp_partial all = { .question = NULL };
    bp_outputs *out = NULL;
    if (r->state == NULL)
        return bp_fail(err, &(bp_loc){ .name = "merge" }, BP_EUSAGE,
                       "no file for the merged part; give -o one.part");
    bp_status status = bp_outputs_new(&out, err);
    if (status == BP_OK)
        status = bp_outputs_check(out, r->state, r->file.at, r->file.n, err);
    for (size_t i = 0; status == BP_OK && i < r->file.n; i++)
        status = bp_partial_add_file(&all, r->file.at[i], NULL, r->reading.memory, err);
    if (status == BP_OK)
        status = write_part(r, &all, out, err);
    bp_outputs_free(out);
    bp_partial_release(&all);
    return status;
}
