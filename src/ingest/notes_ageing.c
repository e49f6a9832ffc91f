/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes_ageing.c - what is said of pay that moves by the rate of other pay.
 *
 * One rate is mostly that of base pay, and bonuses move otherwise: so a total is not aged
 * by it without a word.  A part that is in several elements is named once. */
#include "ingest/noting.h"

#include "base/str.h"

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
            const size_t column = p->wanted.column[pay->part[i]].first;
            const bp_role role = bp_schema_pay_role(&p->schema, column);
            /* base pay, and one end of it, is what the rate is of */
            if (role == BP_ROLE_BASE || role >= BP_ROLE_LOW || pay->moves[i] != 0 ||
                shared[role])
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
