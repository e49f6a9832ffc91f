/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paycuts.c - pay that chooses people, or puts them in groups.
 *
 * How many people a group has is always shown, so groups by pay list what each person is
 * paid: rules that withhold figures of few people say nothing then.  A line on a column
 * of pay shows its lowest and highest amount, and levels of one are amounts as well.  A
 * condition on pay, or a limit of it, cleans data, and tells once how many are above an
 * amount; a series of them tells everybody's pay, which is what a ledger guards. */
#include "ingest/paycuts.h"

#include "ingest/paycolumn.h"
#include "ingest/phrase.h"

static bool is_part(const bp_plan *p, size_t wanted)
{
    for (size_t e = 0; e < p->elements.n; e++) {
        const bp_element *is = &p->elements.at[e];
        for (size_t i = 0; bp_element_is_pay(is) && i < is->n; i++)
            if (is->part[i] == wanted)
                return true;
    }
    return false;
}

/* Is it a column of amounts of pay, whether it is asked for or not, and whatever role a
 * request gives it?  Codes of bonus plans and of wage areas are none. */
static bool is_pay(const bp_plan *p, const bp_lookup *l, size_t wanted)
{
    if (wanted == BP_NOT_WANTED)
        return false;
    const size_t column = p->wanted.column[wanted].first;
    const bp_text name = bp_text_of(bp_lookup_name(l, column));
    const bp_evidence *e = &l->head->evidence[column];
    const bool role = bp_schema_pay_role(l->schema, column) != BP_ROLES;
    return is_part(p, wanted) || (role && !bp_pay_is_coded(e)) ||
           bp_pay_is_amounts(name, e);
}

static bp_status refuse(const bp_plan *p, const bp_lookup *l, size_t wanted, bp_err *err)
{
    const char *name = bp_lookup_name(l, p->wanted.column[wanted].first);
    return bp_fail_hint(err, &(bp_loc){ .file = l->file, .name = name }, BP_EUSAGE,
                        (bp_hint){ BP_HINT_RULES, NULL },
                        "it is pay: groups and choices by it would tell what people are "
                        "paid");
}

/* Is it about whether there is pay at all? */
static bool is_of_none(const bp_condition *c)
{
    static const bp_number_style plain = { .decimal = '.' };
    bp_int128 number;
    return c->value.n == 0 ||
           (bp_phrase_number(&number, c->value, plain, BP_SCALE_MAX) && number == 0);
}

static bp_status refuse_choices(const bp_plan *p, const bp_lookup *l, bp_err *err)
{
    const bp_choice *c = l->choice;
    const bool least = c->has_min_pay && c->min_pay.units > 0;
    for (size_t i = 0; i < c->n_where; i++)
        if (!is_of_none(&p->condition[i]) && is_pay(p, l, p->condition[i].column))
            return refuse(p, l, p->condition[i].column, err);
    return least || c->has_max_pay ? refuse(p, l, p->elements.at[0].part[0], err) : BP_OK;
}

bp_status bp_pay_cuts_check(const bp_plan *p, const bp_lookup *l, bp_err *err)
{
    if (l->choice->guard == BP_GUARD_NONE || p->shape.of_lines)
        return BP_OK;
    for (size_t k = 0; k < p->keys.n; k++)
        if (is_pay(p, l, p->keys.wanted[k]))
            return refuse(p, l, p->keys.wanted[k], err);
    for (size_t v = 0; v < p->variables.n; v++) {
        const bool factor = l->choice->variable[v].kind == BP_VARIABLE_FOUND;
        const bool number = factor && !p->variables.at[v].text;
        if (!number && is_pay(p, l, p->variables.at[v].wanted))
            return refuse(p, l, p->variables.at[v].wanted, err);
    }
    return l->choice->guard == BP_GUARD_CHOICE ? refuse_choices(p, l, err) : BP_OK;
}
