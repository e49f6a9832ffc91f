/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structurefile.c - a structure that is there, from its file.
 *
 * The file is read, and checked, as where employees are held against it (rangelist.h);
 * one by hand may have no more than grades with their two ends. */
#include <stdlib.h>
#include <string.h>

#include "pricing/rangelist.h"
#include "pricing/structureowned.h"

static const char *copy(bp_structure_owned *o, bp_text t)
{
    return bp_arena_copy(&o->text, t.at, t.n);
}

static bp_status take_grade(bp_structure_owned *o, const bp_range_list *l,
                            const bp_range_line *from, bp_err *err)
{
    o->grade[from->at] =
        (bp_grade){ .name = copy(o, from->name),
                    .min = bp_money_double(from->min, l->scale),
                    .midpoint = bp_money_double(from->midpoint, l->scale),
                    .max = bp_money_double(from->max, l->scale) };
    return o->grade[from->at].name != NULL ? BP_OK : bp_no_memory(err, "the structure");
}

static bp_status take_job(bp_structure_owned *o, const bp_range_list *l,
                          const bp_range_line *from, bp_err *err)
{
    const bp_range_line *grade = bp_range_names_find(&l->grade, from->grade);
    const bp_loc at = { .file = o->made.file, .line = from->line };
    if (grade == NULL)
        return bp_fail(err, &at, BP_EDATA,
                       "no line of a grade has the grade of this job");
    o->job[o->made.n_jobs++] =
        (bp_priced_job){ .job = copy(o, from->name),
                         .title = "",
                         .line = from->line,
                         .market = bp_money_double(from->market, l->scale),
                         .grade = grade->at,
                         .nearest = grade->at,
                         .placed = true };
    o->grade[grade->at].jobs++;
    return o->job[o->made.n_jobs - 1].job != NULL ? BP_OK
                                                  : bp_no_memory(err, "the structure");
}

static int by_line(const void *a, const void *b)
{
    const bp_priced_job *x = a, *y = b;
    return (x->line > y->line) - (x->line < y->line);
}

/* Grades and jobs in the order of the file; a job without a market has no place. */
static bp_status take_all(bp_structure_owned *o, const bp_range_list *l, bp_err *err)
{
    bp_status status = BP_OK;
    o->grade = bp_alloc(0, l->grade.n, sizeof *o->grade);
    o->job = bp_alloc(0, l->job.n, sizeof *o->job);
    o->made.file = copy(o, bp_text_of(l->file));
    if (o->grade == NULL || o->job == NULL || o->made.file == NULL)
        return bp_no_memory(err, "the structure");
    o->made.grade = o->grade;
    o->made.n_grades = l->grade.n;
    o->made.job = o->job;
    for (size_t i = 0; status == BP_OK && i < l->grade.n; i++)
        status = take_grade(o, l, &l->grade.line[i], err);
    for (size_t i = 0; status == BP_OK && i < l->job.n; i++)
        if (l->job.line[i].has_market)
            status = take_job(o, l, &l->job.line[i], err);
    if (o->made.n_jobs > 1)
        qsort(o->job, o->made.n_jobs, sizeof *o->job, by_line);
    return status != BP_OK || o->made.n_grades > 0
               ? status
               : bp_fail(err, &(bp_loc){ .file = l->file }, BP_EDATA, "it has no grade");
}

bp_status bp_structure_read(bp_structure **out, const char *file,
                            const bp_reading *reading, bp_err *err)
{
    bp_range_list l = { 0 };
    bp_structure_owned *o = bp_alloc(sizeof *o, 0, 0);
    bp_status status = o != NULL ? bp_range_structure_read(&l, file, reading, err)
                                 : bp_no_memory(err, "the structure");
    if (status == BP_OK)
        status = take_all(o, &l, err);
    bp_range_list_release(&l);
    if (status == BP_OK)
        *out = &o->made;
    else
        bp_structure_free(o != NULL ? &o->made : NULL);
    return status;
}
