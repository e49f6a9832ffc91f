/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_partial.c - `benchpay partial`: reads some units of a plan, a file each.
 *
 * Schedulers number their tasks in a variable each, and limit how many there are; so a
 * task takes every N-th unit, and looks for its number where it is started.  They start a
 * task again that was lost: it goes on after the units whose parts are there. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/carry.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/partfile.h"

#define TASKS_MOST 1000000

/* Which units: `first`, and every `each`-th after it; from 0. */
typedef struct share {
    size_t first;
    size_t each;
} share;

typedef struct reading_parts {
    bp_carry carry;
    share share;
    bool goes_on; /* what is there already stays */
} reading_parts;

/* ---- which units ---- */

/* The number of this task, from 1, as the scheduler says. */
static bp_status task_number(uint64_t *out, bp_err *err)
{
    static const struct {
        const char *name;
        uint64_t first;
    } variable[] = { { "SLURM_ARRAY_TASK_ID", 1 },
                     { "SGE_TASK_ID", 1 },
                     { "AWS_BATCH_JOB_ARRAY_INDEX", 0 },
                     { "PBS_ARRAY_INDEX", 1 } };
    for (size_t i = 0; i < sizeof variable / sizeof variable[0]; i++) {
        const char *value = getenv(variable[i].name);
        if (value == NULL)
            continue;
        const bp_loc at = { .name = variable[i].name };
        bp_status status =
            bp_arg_whole(out, value, variable[i].first, TASKS_MOST, &at, err);
        *out += status == BP_OK ? 1 - variable[i].first : 0;
        return status;
    }
    return bp_fail(err, &(bp_loc){ .name = "--task" }, BP_EUSAGE,
                   "no scheduler has numbered this task; say which, as in --task 3/200");
}

/* "I/N", or "/N" where a scheduler says I. */
static bp_status take_task(share *out, const bp_request *r, bp_err *err)
{
    const bp_loc at = { .name = "--task" };
    const char *slash = strchr(r->task, '/');
    char first[24];
    uint64_t task = 0, of = 0;
    const size_t n = slash != NULL ? (size_t)(slash - r->task) : sizeof first;
    if (n >= sizeof first)
        return bp_fail(err, &at, BP_EUSAGE, "'%s' is no task such as 3/200, or /200",
                       r->task);
    snprintf(first, sizeof first, "%.*s", (int)n, r->task);
    bp_status status = bp_arg_whole(&of, slash + 1, 1, TASKS_MOST, &at, err);
    if (status == BP_OK)
        status = n > 0 ? bp_arg_whole(&task, first, 1, TASKS_MOST, &at, err)
                       : task_number(&task, err);
    if (status == BP_OK && task > of)
        status = bp_fail(err, &at, BP_EUSAGE, "there is no task %llu of %llu",
                         (unsigned long long)task, (unsigned long long)of);
    if (status == BP_OK)
        *out = (share){ (size_t)task - 1, (size_t)of };
    return status;
}

static bp_status find_share(share *out, const bp_request *r, size_t n_units, bp_err *err)
{
    if ((r->unit > 0) == (r->task != NULL))
        return bp_fail(err, &(bp_loc){ .name = "partial" }, BP_EUSAGE,
                       "say which units, by --unit N or --task I/N; the plan has %zu",
                       n_units);
    if (r->task != NULL)
        return take_task(out, r, err);
    if ((size_t)r->unit > n_units)
        return bp_fail(err, &(bp_loc){ .name = "--unit" }, BP_EUSAGE,
                       "the plan has %zu unit%s, and no unit %d", n_units,
                       n_units == 1 ? "" : "s", r->unit);
    *out = (share){ (size_t)r->unit - 1, n_units };
    return BP_OK;
}

/* ---- what is written ---- */

static bp_status read_unit(const reading_parts *p, bp_reader *reader, size_t unit,
                           size_t *there, bp_err *err)
{
    const bp_planfile *plan = p->carry.plan;
    bp_str bytes = { 0 }, path = { 0 };
    bp_status status = bp_partfile_path(&path, p->carry.here->state, reader, unit, err);
    const bool done =
        status == BP_OK && p->goes_on &&
        bp_partfile_is_done(path.at, reader, unit, plan->question.at, plan->digest);
    *there += done;
    if (status == BP_OK && !done)
        status =
            bp_partfile_scan(&bytes, reader, unit, plan->question.at, plan->digest, err);
    if (status == BP_OK && !done)
        status = bp_partfile_write(path.at, bp_reader_unit(reader, unit),
                                   bp_str_text(&bytes), err);
    bp_str_release(&path);
    bp_str_release(&bytes);
    return status;
}

/* How far it is, on a line of a terminal. */
static void tell(size_t done, size_t all)
{
    fprintf(stderr, "\rreading: %zu of %zu units", done, all);
    fflush(stderr);
}

/* What an earlier start of a task has left to this one. */
static void tell_there(size_t there, size_t all)
{
    char text[80];
    if (there == 0)
        return;
    snprintf(text, sizeof text, "%zu of %zu unit%s %s read before, and stay%s", there,
             all, all == 1 ? "" : "s", there == 1 ? "was" : "were",
             there == 1 ? "s" : "");
    bp_console_tell(text);
}

static bp_status read_units(bp_carry *c, bp_reader *reader, bp_err *err)
{
    const reading_parts *p = (const reading_parts *)(const void *)c;
    const size_t n = bp_reader_units(reader), first = p->share.first;
    const size_t all = first < n ? (n - first - 1) / p->share.each + 1 : 0;
    const bool tells = all > 1 && c->here->progress && bp_console_watched();
    size_t there = 0;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < all; i++) {
        if (tells)
            tell(i, all);
        status = read_unit(p, reader, first + i * p->share.each, &there, err);
    }
    if (tells)
        fputs("\r\033[K", stderr);
    if (status == BP_OK)
        tell_there(there, all);
    return status;
}

bp_status bp_cmd_partial(const bp_request *r, bp_err *err)
{
    bp_planfile plan = { .units = NULL };
    reading_parts p = { .carry = { .open = read_units, .here = r, .plan = &plan },
                        .goes_on = r->task != NULL };
    const bp_loc at = { .name = "partial" };
    if (r->file.n > 1)
        return bp_fail(err, &at, BP_EUSAGE, "one plan at a time, not also '%s'",
                       r->file.at[1]);
    if (r->state == NULL)
        return bp_fail(err, &at, BP_EUSAGE, "no folder for the parts; give -o parts/");
    bp_status status = bp_planfile_read(&plan, r->file.at[0], err);
    if (status == BP_OK)
        status = find_share(&p.share, r, plan.units->n, err);
    if (status == BP_OK)
        status = bp_partfile_folder(r->state, err);
    if (status == BP_OK)
        status = bp_carry_run(&p.carry, NULL, 0, err);
    bp_planfile_release(&plan);
    return status;
}
