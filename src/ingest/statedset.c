/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statedset.c - chooses one set of percentiles among those of a table.
 *
 * A table may have percentiles of base pay, of total cash, of men and of women, by the
 * year and by the hour, side by side.  They are told apart by what their headers say.
 * One that was asked for is taken or refused; several that nobody chose among are
 * asked about, since each gives another place to the same offer. */
#include "ingest/statedset.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define SETS_MAX BP_DOUBT_SETTINGS_MAX

/* What a table has. */
typedef struct table {
    const bp_stated_header *header; /* [n] */
    size_t n;
    const char *measure[SETS_MAX]; /* [n_measures] in the order of the columns */
    size_t n_measures;
} table;

const char *bp_stated_element(const char *measure)
{
    static const struct {
        const char *measure;
        const char *element;
    } known[] = {
        { "base", "base" },         { "basic", "base" },
        { "tcc", "tcc" },           { "total cash", "tcc" },
        { "cash", "tcc" },          { "total", "total" },
        { "tc", "total" },          { "tdc", "tdc" },
        { "total direct", "tdc" },  { "bonus", "bonus" },
        { "incentive", "bonus" },   { "sti", "bonus" },
        { "lti", "lti" },           { "long term incentive", "lti" },
        { "benefits", "benefits" }, { "benefit", "benefits" },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].measure, measure) == 0)
            return known[i].element;
    return NULL;
}

static bool has_level(const table *t, const bool in[], bp_level level)
{
    for (size_t i = 0; i < t->n; i++)
        if (in[i] && bp_level_compare(t->header[i].level, level) == 0)
            return true;
    return false;
}

/* Adds the points of a measure and a period whose levels the set lacks, if it lacks all
 * of them: "Median annual wage" beside "P25" and "P75". */
static void join(const table *t, bool in[], const char *measure, bp_period period)
{
    for (int look = 1; look >= 0; look--)
        for (size_t i = 0; i < t->n; i++) {
            const bp_stated_header *h = &t->header[i];
            if (in[i] || !h->point || strcmp(h->measure, measure) != 0 ||
                h->period != period)
                continue;
            if (look == 0)
                in[i] = true;
            else if (has_level(t, in, h->level))
                return;
        }
}

static size_t mark(const table *t, bool in[], const char *measure, bp_period period)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const bp_stated_header *h = &t->header[i];
        in[i] = h->point && strcmp(h->measure, measure) == 0 && h->period == period;
        n += in[i];
    }
    return n;
}

/* The points of a measure in the period that is wished, else in the first of the usual
 * ones that it has.  What names no period is of the wished one. */
static bp_status mark_period(bp_stated_set *set, bool in[], const table *t,
                             const bp_set_wish *wish, bp_err *err)
{
    static const bp_period usual[] = { BP_PERIOD_ANNUAL, BP_PERIOD_AS_IS,
                                       BP_PERIOD_MONTHLY, BP_PERIOD_WEEKLY,
                                       BP_PERIOD_HOURLY };
    const size_t n = sizeof usual / sizeof usual[0];
    for (size_t k = 0; k < n; k++) {
        if (wish->period != BP_PERIOD_AS_IS && usual[k] != wish->period &&
            usual[k] != BP_PERIOD_AS_IS)
            continue;
        if (wish->period != BP_PERIOD_AS_IS && usual[k] == BP_PERIOD_AS_IS &&
            mark(t, in, set->measure, wish->period) > 0)
            continue;
        if (mark(t, in, set->measure, usual[k]) == 0)
            continue;
        set->said = usual[k];
        set->period = usual[k] != BP_PERIOD_AS_IS ? usual[k] : wish->period;
        if (usual[k] != BP_PERIOD_AS_IS)
            join(t, in, set->measure, BP_PERIOD_AS_IS);
        return BP_OK;
    }
    return bp_fail(err, &(bp_loc){ .file = wish->file }, BP_EDATA,
                   "has no percentiles of that period");
}

/* A median of "total" and quartiles of nothing in particular are one set. */
static bool is_rest(const table *t, const char *a, const char *b)
{
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < t->n; k++)
            if (t->header[i].point && t->header[k].point &&
                strcmp(t->header[i].measure, a) == 0 &&
                strcmp(t->header[k].measure, b) == 0 &&
                bp_level_compare(t->header[i].level, t->header[k].level) == 0)
                return false;
    return true;
}

static void find_measures(table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        size_t k = 0;
        if (!t->header[i].point)
            continue;
        while (k < t->n_measures && strcmp(t->measure[k], t->header[i].measure) != 0)
            k++;
        if (k == t->n_measures && k < SETS_MAX)
            t->measure[t->n_measures++] = t->header[i].measure;
    }
}

static const char *quoted(const table *t, bp_str *out)
{
    for (size_t i = 0; i < t->n_measures; i++)
        bp_str_printf(out, "%s'%s'",
                      i == 0                  ? ""
                      : i + 1 < t->n_measures ? ", "
                                              : " and ",
                      t->measure[i]);
    return out->at != NULL ? out->at : "";
}

/* The measure that is wished: as its headers say, or by the name of its element. */
static bp_status find_wished(const char **out, const table *t, const bp_set_wish *wish,
                             bp_err *err)
{
    const bp_loc at = { .file = wish->file };
    char measure[BP_MEASURE_SIZE];
    bp_stated_measure(measure, bp_text_of(wish->pay));
    for (size_t i = 0; i < t->n_measures; i++)
        if (strcmp(t->measure[i], measure) == 0) {
            *out = t->measure[i];
            return BP_OK;
        }
    for (size_t i = 0; i < t->n_measures; i++) {
        const char *element = bp_stated_element(t->measure[i]);
        if (element != NULL && strcmp(element, wish->pay) == 0) {
            *out = t->measure[i];
            return BP_OK;
        }
    }
    /* headers that name no element may be about any */
    if (t->n_measures == 1 && bp_stated_element(t->measure[0]) == NULL &&
        bp_stated_element(measure) != NULL) {
        *out = t->measure[0];
        return BP_OK;
    }
    bp_str names = { 0 };
    bp_status status = bp_fail(
        err, &at, BP_EDATA, "has no percentiles of '%s'; there are those of %s",
        wish->pay,
        t->n_measures == 1 && t->measure[0][0] == '\0' ? "pay, of no particular element"
                                                       : quoted(t, &names));
    bp_str_release(&names);
    return status;
}

static bp_status ask(const table *t, const bp_set_wish *wish, bp_err *err)
{
    const bp_loc at = { .file = wish->file };
    bp_setting setting[SETS_MAX];
    bp_str names = { 0 };
    bp_status status = BP_OK;
    for (size_t i = 0; i < t->n_measures; i++)
        setting[i] = (bp_setting){ wish->key, NULL, t->measure[i] };
    const char *list = quoted(t, &names);
    if (names.failed)
        status = bp_no_memory(err, "a published table");
    else if (wish->doubts == NULL)
        status = bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_PAY, NULL },
                              "has percentiles of %s", list);
    else
        bp_doubts_add(wish->doubts, "pay", &at, setting, t->n_measures,
                      "the table has percentiles of %s, which differ", list);
    bp_str_release(&names);
    return status;
}

/* Headers that name no measure are about everybody, beside "male" and "female". */
static bp_status find_measure(const char **out, bp_stated_set *set, const table *t,
                              const bp_set_wish *wish, bp_err *err)
{
    *out = t->measure[0];
    if (wish->pay != NULL)
        return find_wished(out, t, wish, err);
    if (t->n_measures == 1)
        return BP_OK;
    for (size_t i = 0; i < t->n_measures; i++)
        if (t->measure[i][0] == '\0') {
            *out = t->measure[i];
            set->further = true;
            return BP_OK;
        }
    set->asked = true;
    return ask(t, wish, err);
}

bp_status bp_stated_choose(bp_stated_set *out, bool in[], const bp_stated_header header[],
                           size_t n, const bp_set_wish *wish, bp_err *err)
{
    table t = { .header = header, .n = n };
    bp_stated_set set = { .period = BP_PERIOD_AS_IS };
    const char *measure;
    find_measures(&t);
    bp_status status = find_measure(&measure, &set, &t, wish, err);
    if (status != BP_OK)
        return status;
    memcpy(set.measure, measure, strlen(measure) + 1);
    status = mark_period(&set, in, &t, wish, err);
    if (status != BP_OK)
        return status;
    if (t.n_measures == 2 && wish->pay == NULL &&
        is_rest(&t, t.measure[0], t.measure[1])) {
        const char *other = t.measure[measure == t.measure[0]];
        join(&t, in, other, set.said);
        join(&t, in, other, BP_PERIOD_AS_IS);
        if (set.measure[0] == '\0')
            memcpy(set.measure, other, strlen(other) + 1);
        set.further = set.asked = false;
    }
    *out = set;
    return BP_OK;
}
