/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_ageing.c - what is said of pay that moves by the rate of other pay.
 *
 * One rate is mostly that of base pay, and bonuses move otherwise: so a total is not aged
 * by it without a word.  A part that is in several elements is named once. */
#include "ingest/notes_ageing.h"

#include <string.h>

#include "base/str.h"
#include "data/fill.h"

/* The role of a part that is neither base pay nor one end of it; BP_ROLES: it is. */
static bp_role further_role(const bp_plan *p, size_t wanted)
{
    const size_t column = p->wanted.column[wanted].first;
    for (size_t r = BP_ROLE_BASE + 1; r < BP_ROLE_LOW; r++)
        if (p->schema.column[r] == column)
            return (bp_role)r;
    return BP_ROLES;
}

bp_status bp_notes_ageing(bp_survey *s, const bp_plan *p, bp_err *err)
{
    bool shared[BP_ROLES] = { false };
    bp_str list = { 0 };
    const char *first = NULL;
    if (p->choice->age == NULL || p->choice->effective)
        return BP_OK;
    for (size_t e = 0; e < p->elements.n; e++) {
        const bp_element *pay = &p->elements.at[e];
        for (size_t i = 0; bp_element_is_pay(pay) && i < pay->n; i++) {
            const bp_role role = further_role(p, pay->part[i]);
            if (role == BP_ROLES || pay->moves[i] != 0 || shared[role])
                continue;
            shared[role] = true;
            first = first == NULL ? bp_role_names()[role] : first;
            bp_str_printf(&list, "%s%s", list.n > 0 ? ", " : "", bp_role_names()[role]);
        }
    }
    const bp_read_warning w = { .rule = "base-movement",
                                .hint = { BP_HINT_MOVEMENT, first } };
    bp_status status = list.failed ? bp_fail(err, NULL, BP_ELIMIT, "no memory") : BP_OK;
    if (status == BP_OK && first != NULL)
        status = bp_survey_add_warning(
            s, &w, err,
            "%s: aged by the movement that is given for all pay, which is mostly that of "
            "base pay",
            list.at);
    bp_str_release(&list);
    return status;
}
