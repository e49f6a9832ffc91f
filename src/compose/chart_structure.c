/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_structure.c - a pay structure as a chart slot: the highest grade on top.
 *
 * What the picture is looked at for is whether ranges hold the markets of their jobs, so
 * that is its title. */
#include "compose/structure.h"

static bool is_inside(const bp_structure *s, const bp_priced_job *j)
{
    const bp_grade *g = &s->grade[j->grade];
    return j->market >= g->min && j->market <= g->max;
}

static bp_line finding(bp_report *r, const bp_structure *s)
{
    size_t outside = 0;
    for (size_t i = 0; i < s->n_jobs; i++)
        outside += !is_inside(s, &s->job[i]);
    const bp_value said[] = { bp_value_count(outside), bp_value_count(s->n_jobs),
                              bp_value_count(s->n_grades),
                              bp_value_money(s->grade[0].min, NULL),
                              bp_value_money(s->grade[s->n_grades - 1].max, NULL) };
    if (s->n_jobs == 0)
        return bp_report_line(r, BP_SAY("{} grades from {} to {}"), said + 2, 3);
    if (outside == 0)
        return bp_report_line(r, BP_SAY("Every market is inside the range of its grade"),
                              NULL, 0);
    return outside == 1
               ? bp_report_line(r,
                                BP_SAY("The market of {} of {} jobs is outside the range "
                                       "of its grade"),
                                said, 2)
               : bp_report_line(r,
                                BP_SAY("The markets of {} of {} jobs are outside the "
                                       "ranges of their grades"),
                                said, 2);
}

/* The markets of a grade's jobs. */
static void put_dots(bp_report *r, bp_chart_range *to, const bp_structure *s, size_t k)
{
    double *dot = bp_report_alloc(r, s->grade[k].jobs, sizeof *dot);
    for (size_t i = 0; dot != NULL && i < s->n_jobs; i++)
        if (s->job[i].grade == k)
            dot[to->n_dots++] = s->job[i].market;
    to->dot = dot;
}

void bp_slot_structure(bp_report *r, const bp_structure *s, const char *title,
                       const char *note)
{
    bp_chart_range *range = bp_report_alloc(r, s->n_grades, sizeof *range);
    const bp_value file = bp_value_text(s->file);
    for (size_t i = 0; range != NULL && i < s->n_grades; i++) {
        const size_t k = s->n_grades - 1 - i;
        const bp_grade *g = &s->grade[k];
        range[i] = (bp_chart_range){ .name = bp_report_text(r, "%s", g->name),
                                     .low = g->min,
                                     .middle = g->midpoint,
                                     .high = g->max };
        put_dots(r, &range[i], s, k);
    }
    if (range == NULL)
        return;
    bp_report_add_chart(
        r, &(bp_chart){
               .kind = BP_CHART_STRUCTURE,
               .id = "structure",
               .title = title != NULL ? bp_report_text_line(r, title) : finding(r, s),
               .subtitle = bp_report_line(
                   r,
                   s->n_jobs > 0
                       ? BP_SAY("Range from minimum to maximum of each grade, its "
                                "midpoint, and the market of each job")
                       : BP_SAY("Range from minimum to maximum of each grade, and its "
                                "midpoint"),
                   NULL, 0),
               .note = note != NULL ? bp_report_text_line(r, note)
                                    : bp_report_line(r, BP_SAY("Source: {}"), &file, 1),
               .u.ranges = { range, s->n_grades } });
}
