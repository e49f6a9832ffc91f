/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kept.c - a failure that is told later, and takes no memory until there is one. */
#include "base/kept.h"

#include <stdlib.h>

#include "base/mem.h"

void bp_kept_set(bp_kept_err *k, const bp_err *err)
{
    bp_kept_release(k);
    if (err->status == BP_OK)
        return;
    k->at = bp_alloc(sizeof *k->at, 0, 0);
    k->lost = k->at == NULL;
    if (k->at != NULL)
        *k->at = *err;
}

bp_status bp_kept_tell(const bp_kept_err *k, bp_err *err)
{
    if (k->lost)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    if (k->at == NULL)
        return BP_OK;
    return bp_fail_hint(err, NULL, k->at->status, bp_err_hint(k->at), "%s", k->at->text);
}

void bp_kept_release(bp_kept_err *k)
{
    free(k->at);
    *k = (bp_kept_err){ 0 };
}
