/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placing.c - what offers have in common while their markets are found.
 *
 * Markets of records and of published lines are kept in one list, since offers that
 * select the same share one. */
#include "answer/placing.h"

#include <string.h>

bp_status bp_placing_keep(placing *j, bp_market *m)
{
    placed *o = j->o;
    if (!bp_reserve(&o->market, &o->cap_markets, o->n_markets + 1, sizeof o->market[0])) {
        bp_market_free(m);
        return bp_no_memory(j->err, "the offers");
    }
    o->market[o->n_markets++] = m;
    return BP_OK;
}

/* The place of line i of the list, and the rest of a message. */
bp_status bp_placing_fail(const placing *j, size_t i, bp_status status)
{
    bp_err cause = *j->err;
    if (j->a->offers == NULL || status != BP_EDATA)
        return status;
    bp_loc at = bp_offers_place(j->a->offers, i, SIZE_MAX);
    return bp_fail_hint(j->err, &at, status, bp_err_hint(&cause), "%s", cause.text);
}

bp_status bp_placing_unplaced(placing *j, size_t i, size_t by, size_t m)
{
    bp_unplaced *to = &j->o->all.unplaced[m];
    if (to->n++ > 0)
        return BP_OK;
    to->at = bp_offers_place(j->a->offers, i, by);
    to->why = bp_arena_copy(&j->o->text, j->err->text, strlen(j->err->text));
    return to->why != NULL ? BP_OK : bp_no_memory(j->err, "the offers");
}
