/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compa_live.c - employees in their ranges as the formulas of a workbook.
 *
 * Whoever gets the workbook tries another pay or range in it, so a sheet lists all
 * people, and their ratios, zones and costs are worked out from the cells beside them,
 * those of the groups from that sheet.  Texts among numbers, of people without a range,
 * count for nothing in sums of products over several columns. */
#include "compose/compa.h"

#include "compose/live.h"

static const char *const of_person[BP_C_FIELDS] = {
    [BP_C_PAY] = "",
    [BP_C_FTE] = "",
    [BP_C_MIN] = "",
    [BP_C_MIDPOINT] = "",
    [BP_C_MAX] = "",
    [BP_C_COMPA] = BP_LIVE_FULL "/[midpoint]",
    [BP_C_PENETRATION] = "IF([max]>[min],(" BP_LIVE_FULL "-[min])/([max]-[min]),\"n/a\")",
    [BP_C_ZONE] = BP_LIVE_ZONE,
    [BP_C_MARKET] = "",
    [BP_C_MARKET_RATIO] = BP_LIVE_FULL "/[market]",
    [BP_C_TO_MIN] = "MAX(0,[min]*[fte]-[pay])",
    [BP_C_OVER_MAX] = "MAX(0,[pay]-[max]*[fte])",
};

bool bp_compa_is_live(const bp_compa *c, const bp_compa_lines *l)
{
    static const size_t plain[] = { BP_C_PAY,      BP_C_FTE,    BP_C_MIN,
                                    BP_C_MIDPOINT, BP_C_MAX,    BP_C_COMPA,
                                    BP_C_ZONE,     BP_C_TO_MIN, BP_C_OVER_MAX };
    return !c->question->summary &&
           bp_employees_are_live(&l->of, c->by, c->n_by, c->n_people, plain,
                                 sizeof plain / sizeof plain[0]);
}

const char *bp_compa_members(bp_report *r, const bp_compa *c, const bp_compa_group *g)
{
    bp_str s = { 0 };
    if (g->by == NULL)
        return "--([staff:pay]=[staff:pay])";
    for (size_t k = 0; k < c->n_by; k++)
        bp_str_printf(&s, "%sEXACT([staff:%s],[%s])", k > 0 ? "*" : "--", c->by[k],
                      c->by[k]);
    return bp_report_take(r, &s);
}

void bp_compa_live_person(bp_report *r, const bp_compa_lines *l, const bp_value v[])
{
    for (size_t i = 1 + l->of.groups; i < l->of.n; i++) {
        const char *formula = of_person[l->of.field[i]];
        const bool known = v[i].kind == BP_KIND_TEXT ? v[i].text[0] != '\0'
                                                     : v[i].figure.state == BP_SHOWN;
        if (formula != NULL && known)
            bp_report_set_formula(r, i, formula);
    }
}
