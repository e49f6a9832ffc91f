/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_merge.c - `benchpay merge`: several parts of a plan become one.
 *
 * A part says all that is needed to add another to it, so neither the plan nor the files
 * need be at hand.  It is put together beside the place where it goes. */
#include "base/outputs.h"
#include "cli/command.h"
#include "ingest/partial.h"

static bp_status write_part(const bp_request *r, bp_spool *merged, bp_outputs *out,
                            bp_err *err)
{
    const bp_pack_source from = bp_spool_source(merged);
    bp_status status = bp_outputs_add_from(out, r->state, &from, err);
    return status == BP_OK ? bp_outputs_commit(out, err) : status;
}

bp_status bp_cmd_merge(const bp_request *r, bp_err *err)
{
    bp_outputs *out = NULL;
    if (r->state == NULL)
        return bp_fail(err, &(bp_loc){ .name = "merge" }, BP_EUSAGE,
                       "no file for the merged part; give -o one.part");
    bp_spool merged = bp_spool_of(r->state);
    bp_status status = bp_outputs_new(&out, err);
    if (status == BP_OK)
        status = bp_outputs_check(out, r->state, r->file.at, r->file.n, err);
    if (status == BP_OK)
        status = bp_partial_merge(&merged, r->file.at, r->file.n, err);
    if (status == BP_OK)
        status = write_part(r, &merged, out, err);
    bp_outputs_free(out);
    bp_spool_release(&merged);
    return status;
}
