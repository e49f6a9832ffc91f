/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_plan.c - `benchpay plan`: a question that is to be answered in parts. */
#include "cli/asked.h"
#include "cli/carry.h"
#include "cli/target.h"

static bp_status write_plan(bp_carry *c, bp_reader *reader, bp_err *err)
{
    bp_outputs *out = NULL;
    bp_str text = { 0 };
    char digest[65];
    bp_status status = bp_outputs_new(&out, err);
    if (status == BP_OK)
        status = bp_target_check(c->here, out, c->here->state, err);
    if (status == BP_OK)
        status = bp_planfile_put(&text, digest, c->here, reader, err);
    if (status == BP_OK)
        status = bp_outputs_add(out, c->here->state, bp_str_text(&text), err);
    if (status == BP_OK)
        status = bp_outputs_commit(out, err);
    bp_outputs_free(out);
    bp_str_release(&text);
    return status;
}

bp_status bp_cmd_plan(const bp_request *r, bp_err *err)
{
    const bp_command *of;
    bp_carry carry = { .open = write_plan, .here = r };
    bp_request asked = *r;
    asked.carry = &carry;
    if (r->state == NULL)
        return bp_fail(err, &(bp_loc){ .name = "plan" }, BP_EUSAGE,
                       "no file for the plan; give -o plan.json");
    bp_status status = bp_asked_check(r, err);
    if (status == BP_OK)
        status = r->find(&of, r->said.at[0], err);
    return status == BP_OK ? of->run(&asked, err) : status;
}
