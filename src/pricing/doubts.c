/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doubts.c - what is worth a look in a structure.
 *
 * A structure is never refused for how it looks: a grade without jobs or a job far from
 * its midpoint may be meant.  They are said instead, each with its place. */
#include "pricing/doubts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define TIE 1e-12  /* of markets in the middle of two midpoints */
#define OVERLAP .8 /* above it grades hardly differ */
#define FAR .15    /* from its midpoint a job is far */

typedef struct found {
    bp_structure_warning *warning; /* [n] */
    size_t n;
    size_t cap;
    bool failed; /* no memory */
} found;

const char *bp_structure_doubt_code(bp_structure_doubt d)
{
    static const char *const code[BP_STRUCTURE_DOUBTS] = {
        [BP_DOUBT_MIDPOINTS] = "midpoints-fall", [BP_DOUBT_OVERLAP] = "overlap",
        [BP_DOUBT_GRADE_EMPTY] = "grade-empty",  [BP_DOUBT_JOB_BOUNDARY] = "job-boundary",
        [BP_DOUBT_JOB_FAR] = "job-far",          [BP_DOUBT_MANAGER_PAIR] = "manager-pair",
    };
    return code[d];
}

static void add(found *f, bp_structure_warning w)
{
    if (!bp_reserve(&f->warning, &f->cap, f->n + 1, sizeof *f->warning))
        f->failed = true;
    else
        f->warning[f->n++] = w;
}

static void look_at_grade(found *f, const bp_structure *s, size_t k)
{
    const bp_grade *g = &s->grade[k];
    const bool overlaps = g->overlap.state == BP_SHOWN;
    if (g->progression.state == BP_SHOWN && g->progression.value <= 0)
        add(f, (bp_structure_warning){ BP_DOUBT_MIDPOINTS, k, SIZE_MAX, SIZE_MAX });
    if (overlaps && (g->overlap.value < -TIE || g->overlap.value > OVERLAP + TIE))
        add(f, (bp_structure_warning){ BP_DOUBT_OVERLAP, k, SIZE_MAX, SIZE_MAX });
    if (g->jobs == 0)
        add(f, (bp_structure_warning){ BP_DOUBT_GRADE_EMPTY, k, SIZE_MAX, SIZE_MAX });
}

/* ---- jobs ---- */

/* The geometric middle of two midpoints is the limit between them; beyond the outer ones
 * the one step that there is goes on. */
static bool is_beyond(const bp_structure *s, const bp_priced_job *j)
{
    const size_t k = j->grade, n = s->n_grades;
    const double m = s->grade[k].midpoint;
    if (n < 2)
        return false;
    const double below = k > 0 ? s->grade[k - 1].midpoint : m * m / s->grade[1].midpoint;
    const double above =
        k + 1 < n ? s->grade[k + 1].midpoint : m * m / s->grade[k - 1].midpoint;
    return j->market < sqrt(m * fmin(below, above)) * (1 - TIE) ||
           j->market > sqrt(m * fmax(below, above)) * (1 + TIE);
}

static void look_at_market(found *f, const bp_structure *s, size_t i)
{
    const bp_priced_job *j = &s->job[i];
    const double ratio = j->market / s->grade[j->grade].midpoint;
    if (is_beyond(s, j))
        add(f, (bp_structure_warning){ BP_DOUBT_JOB_BOUNDARY, j->grade, i, SIZE_MAX });
    if (fabs(ratio - 1) > FAR + TIE)
        add(f, (bp_structure_warning){ BP_DOUBT_JOB_FAR, j->grade, i, SIZE_MAX });
}

/* ---- jobs and those that they report to ---- */

typedef struct named {
    const char *job;
    size_t index;
} named;

static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    const int order = bp_text_alike_order(bp_text_of(x->job), bp_text_of(y->job));
    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* The first line of a job; SIZE_MAX: it has none, as the one at the top may. */
static size_t find_job(const named list[], size_t n, const char *job)
{
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (bp_text_alike_order(bp_text_of(list[middle].job), bp_text_of(job)) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && bp_text_alike(bp_text_of(list[low].job), bp_text_of(job))
               ? list[low].index
               : SIZE_MAX;
}

static void look_at_manager(found *f, const bp_structure *s, const bp_job_lines *lines,
                            const named list[], size_t i)
{
    const size_t k = s->job[i].grade;
    const char *manager = lines->job[i].manager;
    const size_t other =
        manager[0] != '\0' ? find_job(list, s->n_jobs, manager) : SIZE_MAX;
    if (other != SIZE_MAX && other != i && s->job[other].grade == k)
        add(f, (bp_structure_warning){ BP_DOUBT_MANAGER_PAIR, k, i, other });
}

/* ---- the whole ---- */

bp_status bp_structure_doubts(bp_structure_warning **out, size_t *n,
                              const bp_structure *s, const bp_job_lines *lines,
                              bp_err *err)
{
    found f = { .failed = false };
    named *list = bp_alloc(0, s->n_jobs, sizeof *list);
    f.failed = list == NULL;
    for (size_t i = 0; list != NULL && i < s->n_jobs; i++)
        list[i] = (named){ s->job[i].job, i };
    if (list != NULL)
        qsort(list, s->n_jobs, sizeof *list, by_name);
    for (size_t k = 0; k < s->n_grades; k++)
        look_at_grade(&f, s, k);
    for (size_t i = 0; list != NULL && i < s->n_jobs; i++) {
        look_at_market(&f, s, i);
        look_at_manager(&f, s, lines, list, i);
    }
    free(list);
    if (f.failed) {
        free(f.warning);
        return bp_no_memory(err, "the structure");
    }
    *out = f.warning;
    *n = f.n;
    return BP_OK;
}
