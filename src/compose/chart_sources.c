/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_sources.c - priced jobs as a chart slot: the sources of each beside its
 * composite.
 *
 * The picture is looked at for whether sources agree, so its title counts those that do
 * not, and the jobs whose sources are furthest apart are on top. */
#include <stdlib.h>

#include "benchpay/compose.h"
#include "compose/chart.h"

/* The place of a level among those of the prices; SIZE_MAX: it is none of them. */
static size_t level_of(const bp_pricing_question *q, bp_level level)
{
    for (size_t k = 0; k < q->n_levels; k++)
        if (bp_level_compare(q->level[k], level) == 0)
            return k;
    return SIZE_MAX;
}

static bp_figure figure_of(const bp_price_line *l, size_t k)
{
    if (k == SIZE_MAX)
        return bp_figure_absent();
    const bp_price *p = &l->p[k];
    return bp_price_known(p)               ? bp_figure_of(p->value)
           : p->state == BP_PRICE_WITHHELD ? bp_figure_without(BP_WITHHELD, p->reasons)
                                           : bp_figure_absent();
}

static int by_disagreement(const void *a, const void *b)
{
    const bp_job_price *const *x = a, *const *y = b;
    if ((*x)->disagreement != (*y)->disagreement)
        return (*x)->disagreement > (*y)->disagreement ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

static const char *name_of(bp_report *r, const bp_job_price *j)
{
    const char *name = j->title[0] != '\0' ? j->title : j->job;
    return j->location[0] != '\0' ? bp_report_text(r, "%s, %s", name, j->location)
                                  : bp_report_text(r, "%s", name);
}

static void put_dots(bp_report *r, bp_chart_source *to, const bp_job_price *j,
                     size_t median)
{
    double *dot = bp_report_alloc(r, j->n, sizeof *dot);
    double *share = bp_report_alloc(r, j->n, sizeof *share);
    for (size_t i = 0; dot != NULL && share != NULL && i < j->n; i++) {
        const bp_price_line *l = &j->source[i];
        if (!l->found || !bp_price_known(&l->p[median]))
            continue;
        dot[to->n_dots] = l->p[median].value;
        share[to->n_dots++] = l->weight;
    }
    to->dot = dot;
    to->share = share;
}

static bp_line finding(bp_report *r, const bp_pricing *p)
{
    size_t apart = 0;
    const char *what = p->n > p->n_jobs ? "prices" : "jobs";
    for (size_t i = 0; i < p->n_warnings; i++)
        apart += p->warning[i].doubt == BP_PRICE_DISAGREE;
    const bp_value said[] = { bp_value_count(apart), bp_value_count(p->n),
                              bp_value_text(what), bp_value_percent(BP_PRICE_APART - 1) };
    return apart == 0 ? bp_report_line(r,
                                       BP_SAY("The sources of all jobs are within {} of "
                                              "each other"),
                                       said + 3, 1)
                      : bp_report_line(r,
                                       BP_SAY("The sources of {} of {} {} are more "
                                              "than {} apart"),
                                       said, 4);
}

/* The jobs in the order of the rows; NULL: memory is out. */
static const bp_job_price **order_jobs(bp_report *r, const bp_pricing *p)
{
    const bp_job_price **job = bp_report_alloc(r, p->n, sizeof *job);
    for (size_t i = 0; job != NULL && i < p->n; i++)
        job[i] = &p->job[i];
    if (job != NULL)
        qsort(job, p->n, sizeof *job, by_disagreement);
    return job;
}

void bp_slot_sources(bp_report *r, const bp_pricing *p, const char *title,
                     const char *note)
{
    const size_t low = level_of(p->question, (bp_level){ 1, 4 });
    const size_t middle = level_of(p->question, (bp_level){ 1, 2 });
    const size_t high = level_of(p->question, (bp_level){ 3, 4 });
    const bp_job_price **job = order_jobs(r, p);
    bp_chart_source *row = bp_report_alloc(r, p->n, sizeof *row);
    if (middle == SIZE_MAX || p->n == 0 || job == NULL || row == NULL)
        return;
    for (size_t i = 0; i < p->n; i++) {
        row[i] = (bp_chart_source){ .name = name_of(r, job[i]),
                                    .low = figure_of(&job[i]->composite, low),
                                    .middle = figure_of(&job[i]->composite, middle),
                                    .high = figure_of(&job[i]->composite, high) };
        put_dots(r, &row[i], job[i], middle);
    }
    bp_report_add_chart(
        r,
        &(bp_chart){
            .kind = BP_CHART_SOURCES,
            .id = "sources",
            .title = title != NULL ? bp_report_text_line(r, title) : finding(r, p),
            .subtitle = bp_report_line(
                r, BP_SAY("Median of each source against that of the composite"), NULL,
                0),
            .note = note != NULL
                        ? bp_report_text_line(r, note)
                        : bp_report_line(r,
                                         BP_SAY("Bar: P25 to P75 of the composite. Dots: "
                                                "the larger, the more a source counts; "
                                                "open: it does not count."),
                                         NULL, 0),
            .currency = p->currency,
            .u.sources = { row, p->n } });
}

bp_status bp_report_of_pricing_chart(bp_report **out, const bp_pricing *p,
                                     const char *title, const char *note, bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = bp_chart_page(&r, err);
    if (status != BP_OK)
        return status;
    bp_slot_sources(r, p, title, note);
    return bp_report_finish(out, r, err);
}
