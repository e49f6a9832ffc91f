/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_zones.c - employees in their ranges as a chart slot: a bar a group, everybody
 * first.
 *
 * What somebody has to decide about is who is outside, so the title counts them. */
#include "compose/chart.h"

#include <string.h>

#include "benchpay/compose.h"
#include "compose/groups.h"
#include "compose/words.h"
#include "data/pay.h"
#include "pricing/compa.h"

/* The group values of a bar: "Nursing, G4". */
static const char *name_of(bp_report *r, const bp_compa *c, const bp_compa_group *g)
{
    bp_str s = { 0 };
    if (g->by == NULL)
        return "Everybody";
    for (size_t k = 0; k < c->n_by; k++)
        bp_str_printf(&s, "%s%s", k > 0 ? ", " : "",
                      g->by[k][0] != '\0' ? g->by[k] : "(blank)");
    return bp_report_take(r, &s);
}

static bp_line finding(bp_report *r, const bp_compa_group *all)
{
    const uint64_t below = all->zone[BP_ZONE_BELOW], above = all->zone[BP_ZONE_ABOVE];
    const bp_value said[] = { bp_value_count(below), bp_value_count(above),
                              bp_value_count(all->ranges),
                              bp_value_text(bp_words_people(all->ranges)) };
    return below + above == 0
               ? bp_report_line(r, BP_SAY("All {} {} are inside their ranges"), said + 2,
                                2)
               : bp_report_line(r, BP_SAY("{} below and {} above their ranges, of {} {}"),
                                said, 4);
}

void bp_slot_zones(bp_report *r, const bp_compa *c, const char *title, const char *note)
{
    bp_chart_zone *row = bp_report_alloc(r, c->n_groups, sizeof *row);
    const bp_value source =
        bp_value_text(bp_words_source(r, bp_compa_employees(c)->survey));
    size_t n = 0;
    for (size_t i = 0; row != NULL && i < c->n_groups; i++) {
        const bp_compa_group *g = &c->group[i];
        if (g->ranges == 0)
            continue;
        row[n].name = name_of(r, c, g);
        memcpy(row[n++].people, g->zone, sizeof row->people);
    }
    if (n == 0)
        return;
    bp_report_add_chart(
        r, &(bp_chart){
               .kind = BP_CHART_ZONES,
               .id = "zones",
               .title = title != NULL ? bp_report_text_line(r, title)
                                      : finding(r, &c->group[0]),
               .subtitle = bp_report_line(
                   r,
                   BP_SAY("Share of people below, in each quarter of, and above their "
                          "range"),
                   NULL, 0),
               .note = note != NULL ? bp_report_text_line(r, note)
                                    : bp_report_line(r, BP_SAY("Source: {}"), &source, 1),
               .u.zones = { row, n } });
}

static void release(void *kept)
{
    bp_compa_free(kept);
}

bp_status bp_report_of_compa_chart(bp_report **out, bp_compa *c, const char *title,
                                   const char *note, bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = c->group[0].ranges > 0
                           ? bp_chart_page(&r, err)
                           : bp_fail(err, NULL, BP_EDATA,
                                     "nobody has a range, only a market: there are no "
                                     "zones to draw");
    if (status != BP_OK) {
        bp_compa_free(c);
        return status;
    }
    bp_report_keep(r, c, release);
    bp_compose_warnings(r, bp_compa_employees(c)->answer);
    bp_slot_zones(r, c, title, note);
    return bp_report_finish(out, r, err);
}
