/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/counts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

bool bp_counts_init(bp_counts *c, size_t n_conditions)
{
    *c = (bp_counts){ .place.order = UINT64_MAX };
    c->passed = bp_alloc(0, n_conditions, sizeof *c->passed);
    return c->passed != NULL;
}

void bp_counts_release(bp_counts *c)
{
    bp_remarks_release(&c->remarks);
    free(c->passed);
    c->passed = NULL;
}

void bp_counts_add(bp_counts *to, const bp_counts *from, size_t n_conditions)
{
    to->rows += from->rows;
    to->used += from->used;
    to->scientific += from->scientific;
    to->rounded += from->rounded;
    to->unread += from->unread;
    to->part_time += from->part_time;
    bp_remarks_add(&to->remarks, &from->remarks);
    for (size_t i = 0; i < BP_RULE_COUNT; i++)
        to->excluded[i] += from->excluded[i];
    for (size_t i = 0; i < BP_WANTED_MAX; i++)
        to->blank[i] += from->blank[i];
    for (size_t i = 0; i < n_conditions; i++)
        to->passed[i] += from->passed[i];
    if (from->place.order >= to->place.order)
        return;
    to->malformed = from->malformed;
    to->place = from->place;
    to->wanted = from->wanted;
    to->found = from->found;
    snprintf(to->value, sizeof to->value, "%s", from->value);
}

bp_status bp_counts_blame(const bp_counts *c, const bp_plan *p, const char *behind,
                          bp_err *err)
{
    size_t file = c->place.file;
    bp_loc at = { .file = p->file[file], .line = c->place.line };
    if (c->malformed == BP_RULE_RAGGED)
        return bp_fail(err, &at, BP_EDATA, "%zu field%s instead of %zu%s", c->found,
                       c->found == 1 ? "" : "s", p->head[file].layout.n_columns, behind);
    at.field = p->written[file][c->wanted].at + 1;
    at.name = p->wanted[c->wanted].name;
    if (!p->reading->show_values)
        return bp_fail(err, &at, BP_EDATA, "not a number (--show-values shows it)%s",
                       behind);
    bp_str value = { 0 };
    bp_str_visible(&value, bp_text_of(c->value));
    bp_fail(err, &at, BP_EDATA, "not a number: '%s'%s", value.at != NULL ? value.at : "",
            behind);
    bp_str_release(&value);
    return BP_EDATA;
}

static bp_status too_many_malformed(const bp_counts *c, const bp_plan *p,
                                    uint64_t malformed, bp_err *err)
{
    char behind[160];
    snprintf(behind, sizeof behind,
             "; the first of %llu malformed rows of %llu, more than --max-malformed %g%%",
             (unsigned long long)malformed, (unsigned long long)c->rows,
             p->reading->max_malformed_permille / 10.0);
    return bp_counts_blame(c, p, behind, err);
}

/* Why no row is left, when an option would help. */
static bp_status none_left(const bp_counts *c, const bp_plan *p, bp_err *err)
{
    bp_loc at = { .file = p->shape.n_files == 1 ? p->file[0] : NULL };
    for (size_t i = 0; i < p->choice->n_where; i++)
        if (c->passed[i] == 0)
            return bp_fail(err, &at, BP_EDATA, "no row is left by --where '%s'",
                           p->choice->where[i]);
    if (p->choice->n_job > 0 && c->excluded[BP_RULE_RAGGED] == 0) {
        uint64_t judged = 0;
        for (size_t i = 0; i < BP_RULE_COUNT; i++)
            judged += c->excluded[i];
        if (judged == 0)
            return bp_fail(err, &at, BP_EDATA, "no row has the job '%s'",
                           p->choice->job[0]);
    }
    at.name = p->wanted[p->element[0].part[0]].name;
    if (c->excluded[BP_RULE_RANGE] > 0)
        return bp_fail(err, &at, BP_EDATA,
                       "it holds ranges: read them with --range low, mid or high");
    if (c->excluded[BP_RULE_PERIOD] > 0)
        return bp_fail(
            err, &at, BP_EDATA,
            "its pay period is not known: give --period or --map period=COLUMN");
    return BP_OK;
}

bp_status bp_counts_check(const bp_counts *c, const bp_plan *p, bp_err *err)
{
    uint64_t malformed = c->excluded[BP_RULE_RAGGED] + c->excluded[BP_RULE_NUMBER];
    if (malformed * 1000 > (uint64_t)p->reading->max_malformed_permille * c->rows)
        return too_many_malformed(c, p, malformed, err);
    return c->rows > 0 && c->used == 0 ? none_left(c, p, err) : BP_OK;
}
