/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricewarn.c - what a careful analyst would ask about prices.
 *
 * Nothing here changes a figure: each doubt is found in what was priced, and goes with
 * its job and source into every format. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ageing.h"
#include "base/str.h"
#include "ingest/elements.h"
#include "pricing/priceowned.h"

#define OLD 2 /* years */
#define ADJUST .2
#define APART .02 /* average and mixture */
#define LAST_BITS 1e-12

const char *bp_price_doubt_code(bp_price_doubt d)
{
    static const char *const code[BP_PRICE_DOUBTS] = {
        [BP_PRICE_ONE_SOURCE] = "one-source",
        [BP_PRICE_DISAGREE] = "sources-disagree",
        [BP_PRICE_OLD] = "old",
        [BP_PRICE_DE_AGED] = "de-aged",
        [BP_PRICE_ADJUST_LARGE] = "adjust-large",
        [BP_PRICE_LEVEL_MISSING] = "level-missing",
        [BP_PRICE_AVERAGE_MIXTURE] = "average-mixture",
        [BP_PRICE_NOT_MONOTONE] = "not-monotone",
        [BP_PRICE_NO_MATCH] = "no-match",
        [BP_PRICE_BASE_MOVEMENT] = "base-movement",
        [BP_PRICE_ANNUALIZED] = "annualized",
    };
    return code[d];
}

typedef struct doubting {
    bp_pricing_owned *made;
    size_t job;
    const bp_priced_source *source; /* [n] */
    size_t n;
    bp_err *err;
} doubting;

static bp_status add(const doubting *d, bp_price_doubt what, const bp_price_line *l,
                     double value, const char *text)
{
    bp_pricing_owned *o = d->made;
    if (!bp_reserve(&o->warning, &o->cap_warnings, o->made.n_warnings + 1,
                    sizeof *o->warning))
        return bp_no_memory(d->err, "the warnings");
    o->warning[o->made.n_warnings++] =
        (bp_price_warning){ .doubt = what,
                            .job = d->job,
                            .survey = l != NULL ? l->survey : NULL,
                            .match = l != NULL ? l->match : NULL,
                            .cut = l != NULL ? l->cut : "",
                            .value = value,
                            .text = text };
    return BP_OK;
}

static bool counts(const bp_priced_source *s)
{
    return s->line.found && s->omega > 0;
}

/* ---- of one source ---- */

/* The text of a list of levels, "P75, P90"; "" for none; NULL: memory is out. */
static const char *level_list(const doubting *d, const bool in[])
{
    const bp_pricing_question *q = d->made->made.question;
    bp_str s = { 0 };
    char level[20];
    for (size_t k = 0; k < q->n_levels; k++) {
        if (!in[k])
            continue;
        bp_level_text(level, sizeof level, q->level[k]);
        bp_str_printf(&s, "%sP%s", s.n > 0 ? ", " : "", level);
    }
    const char *kept = s.n == 0 && !s.failed ? ""
                       : s.failed            ? NULL
                                             : bp_arena_copy(&d->made->text, s.at, s.n);
    bp_str_release(&s);
    return kept;
}

static bp_status add_levels(const doubting *d, bp_price_doubt what,
                            const bp_price_line *l, const bool in[])
{
    const char *list = level_list(d, in);
    if (list == NULL)
        return bp_no_memory(d->err, "the warnings");
    return list[0] != '\0' ? add(d, what, l, 0, list) : BP_OK;
}

/* What the composite would be at levels that were filled.  Adds it to the last warning,
 * which is about them. */
static bp_status add_dropped(const doubting *d, const bool in[],
                             const bp_priced_source *s)
{
    bp_pricing_owned *o = d->made;
    const size_t n = o->made.question->n_levels;
    bp_price *dropped = bp_arena_take(&o->text, n * sizeof *dropped);
    bool any = false;
    if (dropped == NULL)
        return bp_no_memory(d->err, "the warnings");
    for (size_t k = 0; k < n; k++) {
        const bool filled = in[k] && s->p[k].state == BP_PRICE_FILLED;
        dropped[k] = filled ? bp_price_dropped(d->source, d->n, k)
                            : (bp_price){ BP_PRICE_NOT_ESTIMABLE, 0, 0 };
        any |= filled;
    }
    if (any)
        o->warning[o->made.n_warnings - 1].dropped = dropped;
    return BP_OK;
}

/* Levels that others of the composite have. */
static bp_status levels_missing(const doubting *d, const bp_priced_source *s)
{
    const bp_pricing_question *q = d->made->made.question;
    const size_t before = d->made->made.n_warnings;
    bool in[BP_LEVELS_MAX] = { false };
    for (size_t k = 0; counts(s) && k < q->n_levels; k++)
        for (size_t i = 0; i < d->n; i++)
            in[k] |= !(bp_price_known(&s->p[k]) && s->p[k].state != BP_PRICE_FILLED) &&
                     counts(&d->source[i]) && d->source[i].p[k].state == BP_PRICE_SHOWN;
    bp_status status = add_levels(d, BP_PRICE_LEVEL_MISSING, &s->line, in);
    const bool told = status == BP_OK && d->made->made.n_warnings > before;
    return told && q->composite == BP_COMPOSITE_AVERAGE ? add_dropped(d, in, s) : status;
}

/* Is its pay another element than base, and aged by the movement of base pay? */
static bool moves_as_base(const bp_pricing_owned *o, size_t match, bool by_row)
{
    const bp_ageing to =
        bp_source_ageing(o->made.question, &o->survey[o->matches.match[match].survey]);
    const char *pay = o->found[match].element;
    return pay != NULL && bp_elements_named(pay) && strcmp(pay, "base") != 0 &&
           bp_ageing_which(&to, pay) == 0 &&
           !(by_row && bp_elements_move_apart(&to, pay));
}

static bp_status of_source(const doubting *d, size_t i)
{
    const bp_pricing_owned *o = d->made;
    const bp_pricing_question *q = o->made.question;
    const bp_priced_source *s = &d->source[i];
    const bp_price_line *l = &s->line;
    const size_t match = o->first[d->job % o->matches.n_jobs] + i;
    if (!l->found)
        return add(d, BP_PRICE_NO_MATCH, l, 0, o->found[match].near);
    const int32_t latest = l->latest != 0 ? l->latest : l->effective;
    const double oldest_t = bp_ageing_years(l->effective, q->to, q->count);
    const double newest_t = bp_ageing_years(latest, q->to, q->count);
    bp_status status = BP_OK;
    if (oldest_t > OLD)
        status = add(d, BP_PRICE_OLD, l, oldest_t, NULL);
    if (status == BP_OK && newest_t < 0)
        status = add(d, BP_PRICE_DE_AGED, l, newest_t, NULL);
    if (status == BP_OK && fabs(l->adjust) > ADJUST * (1 + LAST_BITS))
        status = add(d, BP_PRICE_ADJUST_LARGE, l, l->adjust, NULL);
    if (status == BP_OK && moves_as_base(o, match, l->by_row))
        status = add(d, BP_PRICE_BASE_MOVEMENT, l, 0, NULL);
    const double year = o->found[match].year;
    if (status == BP_OK && year > 0 && year != 1) /* 0: of records, which are a year's */
        status = add(d, BP_PRICE_ANNUALIZED, l, year, NULL);
    return status == BP_OK ? levels_missing(d, s) : status;
}

/* ---- of the job ---- */

static bp_status one_source(const doubting *d)
{
    const bp_price_line *only = NULL;
    for (size_t i = 0; i < d->n; i++) {
        if (!counts(&d->source[i]))
            continue;
        if (only != NULL && strcmp(only->survey, d->source[i].line.survey) != 0)
            return BP_OK;
        only = &d->source[i].line;
    }
    return only != NULL ? add(d, BP_PRICE_ONE_SOURCE, only, 0, NULL) : BP_OK;
}

static bp_status disagree(const doubting *d)
{
    const bp_pricing_question *q = d->made->made.question;
    bp_job_price *j = &d->made->job[d->job];
    double low = INFINITY, high = 0, x;
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++) {
        const bp_priced_source *s = &d->source[i];
        if (!counts(s) ||
            !bp_price_at(&x, s->p, q->level, q->n_levels, (bp_level){ 1, 2 }))
            continue;
        low = fmin(low, x);
        high = fmax(high, x);
        n++;
    }
    if (n < 2)
        return BP_OK;
    j->disagreement = high / low;
    return j->disagreement > BP_PRICE_APART * (1 + LAST_BITS)
               ? add(d, BP_PRICE_DISAGREE, NULL, j->disagreement, NULL)
               : BP_OK;
}

static bp_status average_or_mixture(const doubting *d)
{
    const bp_pricing_question *q = d->made->made.question;
    for (size_t k = 0; k < q->n_levels; k++) {
        if (bp_level_compare(q->level[k], (bp_level){ 1, 2 }) != 0)
            continue;
        const bp_price a = bp_price_average(d->source, d->n, k);
        const bp_price m = bp_price_mixture(d->source, d->n, .5);
        if (!bp_price_known(&a) || !bp_price_known(&m) || !(m.value > 0))
            return BP_OK;
        const double apart = a.value / m.value - 1;
        return fabs(apart) > APART * (1 + LAST_BITS)
                   ? add(d, BP_PRICE_AVERAGE_MIXTURE, NULL, apart, NULL)
                   : BP_OK;
    }
    return BP_OK;
}

static bp_status not_monotone(const doubting *d)
{
    const bp_pricing_question *q = d->made->made.question;
    const bp_price *p = d->made->job[d->job].composite.p;
    bool in[BP_LEVELS_MAX] = { false };
    double last = 0;
    for (size_t k = 0; k < q->n_levels; k++) {
        if (!bp_price_known(&p[k]))
            continue;
        in[k] = p[k].value < last * (1 - LAST_BITS);
        last = p[k].value;
    }
    return add_levels(d, BP_PRICE_NOT_MONOTONE, NULL, in);
}

bp_status bp_price_warn(bp_pricing_owned *o, size_t job, const bp_priced_source source[],
                        bp_err *err)
{
    const doubting d = { o, job, source, o->job[job].n, err };
    bp_status status = one_source(&d);
    if (status == BP_OK)
        status = disagree(&d);
    for (size_t i = 0; status == BP_OK && i < d.n; i++)
        status = of_source(&d, i);
    if (status == BP_OK)
        status = average_or_mixture(&d);
    return status == BP_OK ? not_monotone(&d) : status;
}

/* ---- what was not found ---- */

#define LISTED 20

bp_status bp_price_check_found(const bp_pricing_owned *o, bp_err *err)
{
    const bp_matches *m = &o->matches;
    size_t missing = 0;
    bp_str s = { 0 };
    for (size_t i = 0; i < m->n; i++) {
        if (o->found[i].found)
            continue;
        if (missing++ >= LISTED)
            continue;
        bp_str_printf(&s, "\n  line %llu: job %s, survey %s: '%s'",
                      (unsigned long long)m->match[i].line, m->job[m->match[i].job].job,
                      o->survey[m->match[i].survey].name, m->match[i].text);
        if (m->match[i].cut[0] != '\0')
            bp_str_printf(&s, " of the cut '%s'", m->match[i].cut);
        if (o->found[i].near[0] != '\0')
            bp_str_printf(&s, "; near: %s", o->found[i].near);
    }
    if (missing > LISTED)
        bp_str_printf(&s, "\n  and %zu more", missing - LISTED);
    const bp_loc at = { .file = m->file };
    bp_status status = BP_OK;
    if (s.failed)
        status = bp_no_memory(err, "the matches");
    else if (missing > 0 && (missing == m->n || o->made.question->strict))
        status = bp_fail(err, &at, BP_EDATA, "%s found in the surveys:%s",
                         missing == m->n ? "no match is" : "a match is not", s.at);
    bp_str_release(&s);
    return status;
}
