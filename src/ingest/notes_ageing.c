/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_ageing.c - what is said of pay that moves by the rate of other pay.
 *
 * One rate is mostly that of base pay, and bonuses move otherwise: so a total is not aged
 * by it without a word.  A part that is in several elements is named once. */
#include "ingest/noting.h"

#include "base/str.h"

/* The role of a part that is neither base pay nor one end of it; BP_ROLES: it is. */
static bp_role further_role(const bp_plan *p, size_t wanted)
{
    const size_t column = p->wanted.column[wanted].first;
    for (size_t r = BP_ROLE_BASE + 1; r < BP_ROLE_LOW; r++)
        if (p->schema.column[r] == column)
            return (bp_role)r;
    return BP_ROLES;
}

void bp_notes_ageing(bp_noting *n)
{
    const bp_plan *p = n->plan;
    bool shared[BP_ROLES] = { false };
    bp_str list = { 0 };
    const char *first = NULL;
    if (p->choice->age == NULL || p->choice->effective)
        return;
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
    const char *all = bp_noting_part(n, &list);
    if (first != NULL)
        bp_noting_warn(
            n, &w,
            "%s: aged by the movement that is given for all pay, which is mostly that "
            "of base pay",
            all);
    bp_str_release(&list);
}
