/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure.c - grades and ranges of pay from priced jobs.
 *
 * First the grades are listed, each with the place where the line is taken (the number of
 * the grade, or its points); then come midpoints, ranges and the jobs, each from what was
 * rounded before, so that a reader of the printed structure finds the same. */
#include "benchpay/structure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/logline.h"
#include "base/sum.h"
#include "pricing/doubts.h"
#include "pricing/ranges.h"
#include "pricing/structureowned.h"
#include "pricing/structurestaff.h"

#define LEVEL .95 /* of the interval of the progression */
#define TIE 1e-12 /* of markets in the middle of two midpoints */
#define NOT_YET SIZE_MAX

typedef bp_structure_owned owned;

void bp_structure_free(bp_structure *s)
{
    owned *o = (owned *)s;
    if (o == NULL)
        return;
    bp_job_lines_release(&o->lines);
    bp_arena_release(&o->text);
    free(o->grade);
    free(o->job);
    free(o->warning);
    free(o);
}

/* ---- which grades there are ---- */

/* The name that a job gives it, else the letters of the first job's and its number. */
static const char *name_of(owned *o, uint64_t number)
{
    const char *letters = "";
    size_t n = 0;
    uint64_t own;
    for (size_t i = o->lines.n; i-- > 0;) {
        const bp_job_line *j = &o->lines.job[i];
        if (j->has_grade && j->number == number)
            return j->grade;
        if (j->has_grade && bp_grade_number(&own, &n, j->grade))
            letters = j->grade;
    }
    char digits[32];
    const int m = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    char *name = bp_arena_take(&o->text, n + (size_t)m + 1);
    if (name != NULL) {
        memcpy(name, letters, n);
        memcpy(name + n, digits, (size_t)m + 1);
    }
    return name;
}

static bp_status make_grades(owned *o, uint64_t first, size_t n, bp_err *err)
{
    o->grade = bp_alloc(0, n, sizeof *o->grade);
    if (o->grade == NULL)
        return bp_no_memory(err, "the structure");
    for (size_t k = 0; k < n; k++) {
        o->grade[k].number = (double)(first + k);
        o->grade[k].name = name_of(o, first + k);
        if (o->grade[k].name == NULL)
            return bp_no_memory(err, "the structure");
    }
    o->made.grade = o->grade;
    o->made.n_grades = n;
    return BP_OK;
}

/* Every whole grade from the lowest to the highest of the jobs. */
static bp_status span_grades(owned *o, bp_err *err)
{
    uint64_t low = UINT64_MAX, high = 0;
    for (size_t i = 0; i < o->lines.n; i++) {
        const bp_job_line *j = &o->lines.job[i];
        low = j->has_grade && j->number < low ? j->number : low;
        high = j->has_grade && j->number > high ? j->number : high;
    }
    const bp_loc at = { .file = o->lines.file, .name = "grade" };
    if (low > high)
        return bp_fail(err, &at, BP_EDATA, "no job has a grade");
    if (high - low >= BP_GRADES_MAX)
        return bp_fail(err, &at, BP_EDATA, "more than %d grades from lowest to highest",
                       BP_GRADES_MAX);
    return make_grades(o, low, (size_t)(high - low) + 1, err);
}

/* Its place among grades that are numbered without a gap. */
static bp_status place_given(size_t *out, const owned *o, const bp_job_line *j,
                             bp_err *err)
{
    const double first = o->grade[0].number, own = (double)j->number;
    const bp_loc at = { .file = o->lines.file, .line = j->line, .name = "grade" };
    if (own < first || own >= first + (double)o->made.n_grades)
        return bp_fail(err, &at, BP_EDATA, "is none of the %zu grades", o->made.n_grades);
    *out = (size_t)(own - first);
    return BP_OK;
}

static size_t cut_of(const bp_structure_question *q, const bp_job_line *j)
{
    for (size_t k = 0; j->has_points && k + 1 < q->n_cuts; k++)
        if (j->points >= q->cut[k] && j->points < q->cut[k + 1])
            return k;
    return NOT_YET;
}

static bp_status place_jobs(owned *o, const bp_structure_question *q, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < o->lines.n; i++) {
        const bp_job_line *j = &o->lines.job[i];
        const bool on = q->on_points ? j->has_points : j->has_grade;
        o->job[i] = (bp_priced_job){
            .job = j->job,
            .title = j->title,
            .line = j->line,
            .market = j->market,
            .grade = NOT_YET,
            .on = bp_figure_absent(),
        };
        if (on)
            o->job[i].on = bp_figure_of(q->on_points ? j->points : (double)j->number);
        if (q->n_cuts > 0)
            o->job[i].grade = cut_of(q, j);
        else if (j->has_grade)
            status = place_given(&o->job[i].grade, o, j, err);
    }
    return status;
}

/* A grade stands at the mean points of its jobs; those that have none cannot be told. */
static void put_at_points(owned *o)
{
    size_t kept = 0;
    for (size_t k = 0; k < o->made.n_grades; k++) {
        bp_sum sum = { { 0 } };
        size_t n = 0;
        for (size_t i = 0; i < o->lines.n; i++)
            if (o->job[i].grade == k && o->lines.job[i].has_points) {
                bp_sum_add(&sum, o->lines.job[i].points);
                n++;
            }
        for (size_t i = 0; i < o->lines.n; i++)
            if (o->job[i].grade == k)
                o->job[i].grade = n > 0 ? kept : NOT_YET;
        if (n == 0)
            continue;
        o->grade[kept] = o->grade[k];
        o->grade[kept++].number = bp_sum_value(&sum) / (double)n;
    }
    o->made.n_grades = kept;
}

static bp_status list_grades(owned *o, const bp_structure_question *q, bp_err *err)
{
    bp_status status = q->n_cuts > 0 ? make_grades(o, 1, q->n_cuts - 1, err)
                       : q->fit      ? span_grades(o, err)
                                     : make_grades(o, 1, q->grades, err);
    if (status == BP_OK)
        status = place_jobs(o, q, err);
    if (status != BP_OK)
        return status;
    for (size_t k = 0; k + 1 < q->n_cuts; k++) {
        char name[32];
        snprintf(name, sizeof name, "%zu", k + 1);
        o->grade[k].name = bp_arena_copy(&o->text, name, strlen(name));
        o->grade[k].number = (q->cut[k] + q->cut[k + 1]) / 2;
        if (o->grade[k].name == NULL)
            return bp_no_memory(err, "the structure");
    }
    if (q->fit && q->on_points && q->n_cuts == 0)
        put_at_points(o);
    return o->made.n_grades > 0 ? BP_OK
                                : bp_fail(err, &(bp_loc){ .file = o->lines.file },
                                          BP_EDATA, "no job has a grade and points");
}

/* ---- midpoints and ranges ---- */

static bp_status fit_line(owned *o, const bp_structure_question *q, bp_err *err)
{
    double *x = bp_alloc(0, o->lines.n, 2 * sizeof *x), *y = x + o->lines.n;
    if (x == NULL)
        return bp_no_memory(err, "the structure");
    size_t n = 0;
    for (size_t i = 0; i < o->lines.n; i++) {
        const bp_job_line *j = &o->lines.job[i];
        if (q->on_points ? !j->has_points : !j->has_grade)
            continue;
        x[n] = q->on_points ? j->points : (double)j->number;
        y[n++] = j->market;
    }
    bp_logline l;
    bp_err cause;
    bp_status status = n > 0 ? bp_logline_fit(&l, x, y, n, LEVEL, &cause) : BP_EDATA;
    free(x);
    if (status == BP_EDATA)
        return bp_fail(err, &(bp_loc){ .file = o->lines.file }, BP_EDATA,
                       "a market line needs jobs at two different %s at least",
                       q->on_points ? "points" : "grades");
    if (status != BP_OK) {
        *err = cause;
        return status;
    }
    o->made.has_fit = true;
    o->made.fit =
        (bp_structure_fit){ l.a, l.b, l.r2, l.n, l.growth, l.has_interval, l.lo, l.hi };
    return BP_OK;
}

static double midpoint_of(const owned *o, const bp_structure_question *q, size_t k)
{
    if (q->fit)
        return exp(o->made.fit.a + o->made.fit.b * o->grade[k].number);
    if (q->to == 0 || k == 0)
        return q->from * pow(1 + q->progression, (double)k);
    return q->from * pow(q->to / q->from, (double)k / (double)(o->made.n_grades - 1));
}

static double progression_of(const owned *o, const bp_structure_question *q)
{
    if (o->made.n_grades < 2 || q->fit)
        return 0;
    return q->to == 0 ? q->progression
                      : pow(q->to / q->from, 1 / (double)(o->made.n_grades - 1)) - 1;
}

static double spread_of(const owned *o, const bp_structure_question *q, size_t k)
{
    if (q->n_spreads == 1)
        return q->spread[0];
    if (!q->spread_steps)
        return q->spread[k];
    const double steps = (double)(o->made.n_grades - 1);
    return steps > 0 ? q->spread[0] + (q->spread[1] - q->spread[0]) * ((double)k / steps)
                     : q->spread[0];
}

static bp_status make_range(owned *o, const bp_structure_question *q, size_t k,
                            bp_err *err)
{
    bp_grade *g = &o->grade[k];
    g->unrounded = (1 + q->next) * midpoint_of(o, q, k);
    g->wanted = spread_of(o, q, k);
    const bp_limits l = bp_limits_of(g->unrounded, g->wanted, q->round);
    if (!isfinite(l.max) || l.max > 1e15)
        return bp_fail(err, NULL, BP_EDATA, "the midpoint of grade '%s' is beyond pay",
                       g->name);
    if (!(l.min > 0))
        return bp_fail(err, NULL, BP_EDATA,
                       "the minimum of grade '%s' is rounded to nothing", g->name);
    g->min = l.min;
    g->q1 = l.q1;
    g->midpoint = l.midpoint;
    g->q3 = l.q3;
    g->max = l.max;
    g->spread = (g->max - g->min) / g->min;
    g->progression = g->overlap = bp_figure_absent();
    if (k == 0)
        return BP_OK;
    const bp_grade *below = &o->grade[k - 1];
    g->progression = bp_figure_of(g->midpoint / below->midpoint - 1);
    if (g->max > g->min)
        g->overlap = bp_figure_of((below->max - g->min) / (g->max - g->min));
    return BP_OK;
}

/* ---- jobs ---- */

/* The lower of two where market^2 <= m_k m_k+1.  Midpoints that fall have no order, so
 * all are looked at. */
static size_t nearest(const owned *o, double market)
{
    size_t best = 0;
    for (size_t k = 1; k < o->made.n_grades; k++) {
        const double now = fabs(log(market / o->grade[best].midpoint));
        if (fabs(log(market / o->grade[k].midpoint)) < now - TIE)
            best = k;
    }
    return best;
}

static void count_jobs(owned *o)
{
    for (size_t k = 0; k < o->made.n_grades; k++) {
        bp_grade *g = &o->grade[k];
        bp_sum sum = { { 0 } };
        for (size_t i = 0; i < o->lines.n; i++)
            if (o->job[i].grade == k) {
                bp_sum_add(&sum, o->job[i].market);
                g->jobs++;
            }
        g->market = g->midpoint_to_market = bp_figure_absent();
        if (g->jobs == 0)
            continue;
        g->market = bp_figure_of(bp_sum_value(&sum) / (double)g->jobs);
        g->midpoint_to_market = bp_figure_of(g->midpoint / g->market.value);
    }
}

/* ---- the whole ---- */

static bp_status check_cuts(const bp_structure_question *q, bp_err *err)
{
    for (size_t k = 1; k < q->n_cuts; k++)
        if (!(q->cut[k] > q->cut[k - 1]))
            return bp_fail(err, NULL, BP_EUSAGE, "the cuts of points do not rise");
    if (q->n_cuts == 1 || q->n_cuts > BP_GRADES_MAX)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "cuts of points are two at least, %d at most", BP_GRADES_MAX);
    return q->n_cuts > 0 && !(q->fit && q->on_points)
               ? bp_fail(err, NULL, BP_EUSAGE,
                         "cuts of points are for midpoints that are fitted on points")
               : BP_OK;
}

static bp_status check(const bp_structure_question *q, bp_err *err)
{
    if (q->file == NULL)
        return bp_fail(err, NULL, BP_EUSAGE, "no file of priced jobs");
    if (!q->fit && (!(q->from > 0) || q->grades == 0 || q->grades > BP_GRADES_MAX))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "given midpoints need the first of them and 1 to %d grades",
                       BP_GRADES_MAX);
    if (!q->fit && q->to != 0 && (!(q->to > 0) || q->grades < 2))
        return bp_fail(err, NULL, BP_EUSAGE, "a last midpoint needs two grades at least");
    if (!(q->progression > -1) || !(q->next > -1) || !(q->round >= 0) ||
        q->n_spreads == 0 || (q->spread_steps && q->n_spreads != 2))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the progression, spreads or rounding of a structure make no "
                       "sense");
    return check_cuts(q, err);
}

static bp_status check_spreads(const owned *o, const bp_structure_question *q,
                               bp_err *err)
{
    if (q->n_spreads == 1 || q->spread_steps || q->n_spreads == o->made.n_grades)
        return BP_OK;
    return bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_SPREAD, NULL },
                        "there are %zu grades and %zu spreads", o->made.n_grades,
                        q->n_spreads);
}

static bp_status build(owned *o, const bp_structure_question *q, bp_err *err)
{
    bp_status status = bp_job_lines_read(&o->lines, q, err);
    if (status != BP_OK)
        return status;
    o->job = bp_alloc(0, o->lines.n, sizeof *o->job);
    o->made.file = o->lines.file;
    o->made.sha256 = q->reading.digest ? o->lines.sha256 : NULL;
    o->made.market = o->lines.market;
    o->made.job = o->job;
    o->made.n_jobs = o->lines.n;
    o->made.n_without = o->lines.without;
    o->made.question = q;
    status = o->job != NULL ? list_grades(o, q, err) : bp_no_memory(err, "the structure");
    if (status == BP_OK)
        status = check_spreads(o, q, err);
    if (status == BP_OK && q->fit)
        status = fit_line(o, q, err);
    o->made.progression = progression_of(o, q);
    for (size_t k = 0; status == BP_OK && k < o->made.n_grades; k++)
        status = make_range(o, q, k, err);
    if (status != BP_OK)
        return status;
    for (size_t i = 0; i < o->lines.n; i++) {
        o->job[i].nearest = nearest(o, o->job[i].market);
        o->job[i].placed = o->job[i].grade != NOT_YET;
        if (!o->job[i].placed)
            o->job[i].grade = o->job[i].nearest;
    }
    count_jobs(o);
    status =
        bp_structure_doubts(&o->warning, &o->made.n_warnings, &o->made, &o->lines, err);
    o->made.warning = o->warning;
    return status == BP_OK && q->employees != NULL
               ? bp_structure_place(o, q->employees, err)
               : status;
}

bp_status bp_structure_new(bp_structure **out, const bp_structure_question *q,
                           bp_err *err)
{
    bp_status status = check(q, err);
    owned *o = status == BP_OK ? bp_alloc(sizeof *o, 0, 0) : NULL;
    if (status == BP_OK)
        status = o != NULL ? build(o, q, err) : bp_no_memory(err, "the structure");
    if (status == BP_OK)
        *out = &o->made;
    else
        bp_structure_free(o != NULL ? &o->made : NULL);
    return status;
}
