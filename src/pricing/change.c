/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change.c - what has changed between two reports, or two surveys.
 *
 * In three steps: either side is read or computed, whole and through its own gate; their
 * groups are put side by side; then each figure is compared, by what both sides show and
 * nothing else.  Those who are in both surveys are matched last, for groups that are in
 * both. */
#include "benchpay/change.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/both.h"
#include "pricing/side.h"

/* Doubles of figures that are equal as decimals differ by less; a change that is a cent
 * of a million more than the threshold does not. */
#define EQUAL 1e-9

/* Amounts have at most so many decimals, as a power of ten. */
#define FINEST 1e6

struct bp_change_memory {
    bp_arena texts;
};

/* A change while it is made. */
typedef struct maker {
    bp_change *c;
    bp_side side[2];
    bp_answer *answer[2];
    bool mixed;                /* they are of two currencies */
    bp_both_group *both;       /* [n_both] groups of both sides */
    bp_change_figure **figure; /* [n_both] theirs in the change */
    size_t n_both;
} maker;

enum { OLD, NOW };

const char *bp_change_status_name(bp_change_status status)
{
    static const char *const name[BP_CHANGE_STATUSES] = {
        [BP_CHANGE_NONE] = "",
        [BP_CHANGE_OK] = "ok",
        [BP_CHANGE_NEW] = "new",
        [BP_CHANGE_GONE] = "gone",
        [BP_CHANGE_WITHHELD] = "withheld",
        [BP_CHANGE_NOT_ESTIMABLE] = "not-estimable",
    };
    return name[status];
}

size_t bp_change_find(const bp_change *c, const char *name)
{
    for (size_t i = 0; i < c->n_names; i++)
        if (strcmp(c->name[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

/* n elements that live as long as the change; NULL: memory is out. */
static void *take(maker *m, size_t n, size_t size)
{
    void *at =
        n > SIZE_MAX / size ? NULL : bp_arena_take(&m->c->memory->texts, n * size + 1);
    return at != NULL ? memset(at, 0, n * size + 1) : NULL;
}

/* ---- what is not alike ---- */

/* A setting that one report does not know is none of both: an older one has fewer. */
static bp_status find_differences(maker *m, bp_err *err)
{
    const bp_side *old = &m->side[OLD], *now = &m->side[NOW];
    bp_change_difference *list = take(m, now->n_facts, sizeof *list);
    if (list == NULL)
        return bp_no_memory(err, "the comparison");
    for (size_t i = 0; i < now->n_facts; i++) {
        const bp_side_fact *f = &now->fact[i];
        const char *then = bp_side_fact_of(old, f->name);
        if (then != NULL && strcmp(then, f->value) != 0)
            list[m->c->n_differences++] =
                (bp_change_difference){ f->name, then, f->value };
    }
    m->c->difference = list;
    return BP_OK;
}

/* Amounts of another currency, or of other pay, tell nothing together. */
static bp_status check_alike(maker *m, bp_err *err)
{
    static const struct {
        const char *fact;
        const char *words;
    } needed[] = { { "currency", "currencies" }, { "pay", "pay elements" } };
    const bp_loc at = { .file = m->side[NOW].about.file };
    for (size_t i = 0; i < m->c->n_differences; i++) {
        const bp_change_difference *d = &m->c->difference[i];
        m->mixed |= strcmp(d->what, "currency") == 0;
        for (size_t k = 0; k < 2 && !m->c->question->force; k++)
            if (strcmp(d->what, needed[k].fact) == 0)
                return bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_FORCE, NULL },
                                    "they are of two %s: %s then, %s now",
                                    needed[k].words, d->old, d->now);
    }
    return BP_OK;
}

/* "tier, region", or "none". */
static void put_keys(bp_str *text, const bp_side *s)
{
    bp_str_puts(text, s->n_keys == 0 ? "none" : "");
    for (size_t k = 0; k < s->n_keys; k++)
        bp_str_printf(text, "%s%s", k > 0 ? ", " : "", s->key[k]);
}

static bp_status other_keys(const bp_side *old, const bp_side *now, bp_err *err)
{
    bp_str text = { 0 };
    put_keys(&text, old);
    bp_str_puts(&text, " then, ");
    put_keys(&text, now);
    bp_str_puts(&text, " now");
    bp_status status = text.failed
                           ? bp_no_memory(err, "the comparison")
                           : bp_fail(err, &(bp_loc){ .file = now->about.file }, BP_EDATA,
                                     "they have groups of other columns: %s", text.at);
    bp_str_release(&text);
    return status;
}

static bp_status check_sides(const maker *m, bp_err *err)
{
    const bp_side *old = &m->side[OLD], *now = &m->side[NOW];
    if (strcmp(old->command, now->command) != 0)
        return bp_fail(err, &(bp_loc){ .file = now->about.file }, BP_EDATA,
                       "they are answers of two commands: '%s' then, '%s' now",
                       old->command, now->command);
    bool same = old->n_keys == now->n_keys;
    for (size_t k = 0; same && k < now->n_keys; k++)
        same = strcmp(old->key[k], now->key[k]) == 0;
    return same ? BP_OK : other_keys(old, now, err);
}

/* ---- names ---- */

/* Those of both sides, in the order of the new one, with the matched ones last. */
static bp_status find_names(maker *m, bp_err *err)
{
    const bp_side *old = &m->side[OLD], *now = &m->side[NOW];
    bp_change_name *name = take(m, now->n_names + 3, sizeof *name);
    const char **alone = take(m, old->n_names + now->n_names, sizeof *alone);
    if (name == NULL || alone == NULL)
        return bp_no_memory(err, "the comparison");
    bp_change *c = m->c;
    c->name = name;
    c->alone = alone;
    for (size_t i = 0; i < now->n_names; i++) {
        bool there = false;
        for (size_t k = 0; k < old->n_names; k++)
            there |= strcmp(old->name[k].name, now->name[i].name) == 0;
        if (there)
            name[c->n_names++] = now->name[i];
        else
            alone[c->n_alone++] = now->name[i].name;
    }
    for (size_t k = 0; k < old->n_names; k++)
        if (bp_change_find(c, old->name[k].name) == SIZE_MAX)
            alone[c->n_alone++] = old->name[k].name;
    if (c->question->matching != BP_MATCH_NONE) {
        name[c->n_names++] = (bp_change_name){ "matched_n", BP_CHANGE_COUNT };
        name[c->n_names++] = (bp_change_name){ "matched", BP_CHANGE_RATE };
        name[c->n_names++] = (bp_change_name){ "mix", BP_CHANGE_RATE };
    }
    return BP_OK;
}

static size_t name_in(const bp_side *s, const char *name)
{
    for (size_t i = 0; i < s->n_names; i++)
        if (strcmp(s->name[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

/* ---- groups side by side ---- */

/* A group of either side, by its values. */
typedef struct placed {
    const char *const *by; /* [n]; NULL: the total */
    size_t n;
    size_t place;
} placed;

static int by_values(const void *a, const void *b)
{
    const placed *x = a, *y = b;
    if (x->by == NULL || y->by == NULL)
        return (x->by != NULL) - (y->by != NULL);
    for (size_t k = 0; k < x->n; k++) {
        const int order = strcmp(x->by[k], y->by[k]);
        if (order != 0)
            return order;
    }
    return 0;
}

static placed *sorted(const bp_side *s)
{
    placed *list = bp_alloc(0, s->n_groups + 1, sizeof *list);
    for (size_t i = 0; list != NULL && i < s->n_groups; i++)
        list[i] = (placed){ s->group[i].by, s->n_keys, i };
    if (list != NULL && s->n_groups > 0)
        qsort(list, s->n_groups, sizeof *list, by_values);
    return list;
}

/* [n] of the groups of one side in the other: where; SIZE_MAX: it has none. */
static size_t *find_partners(const bp_side *of, const bp_side *in)
{
    placed *list = sorted(in);
    size_t *at = bp_alloc(0, of->n_groups + 1, sizeof *at);
    for (size_t i = 0; list != NULL && at != NULL && i < of->n_groups; i++) {
        const placed wanted = { of->group[i].by, of->n_keys, 0 };
        const placed *found =
            bsearch(&wanted, list, in->n_groups, sizeof *list, by_values);
        at[i] = found != NULL ? found->place : SIZE_MAX;
    }
    if (list == NULL) {
        free(at);
        at = NULL;
    }
    free(list);
    return at;
}

/* A group that is gone, behind the one that it stood behind. */
typedef struct gone {
    size_t after; /* a place in the new ones + 1; 0: before them all */
    size_t old;
} gone;

static int by_after(const void *a, const void *b)
{
    const gone *x = a, *y = b;
    if (x->after != y->after)
        return x->after < y->after ? -1 : 1;
    return (x->old > y->old) - (x->old < y->old);
}

/* Those of `old` that are not in the other; returns how many. */
static size_t find_gone(gone list[], const size_t in_now[], size_t n)
{
    size_t found = 0, after = 0;
    for (size_t i = 0; i < n; i++) {
        if (in_now[i] != SIZE_MAX)
            after = in_now[i] + 1;
        else
            list[found++] = (gone){ after, i };
    }
    if (found > 0)
        qsort(list, found, sizeof *list, by_after);
    return found;
}

/* ---- figures ---- */

/* Decimals lose nothing: what is nearly one is that one. */
static double difference(double old, double now)
{
    const double d = now - old, near = round(d * FINEST) / FINEST;
    return fabs(d - near) <= 4e-16 * fmax(fabs(old), fabs(now)) ? near : d;
}

static int apart(bp_figure old, bp_figure now)
{
    if (!bp_figure_bounded(&old) || !bp_figure_bounded(&now))
        return -1;
    return old.hi < now.lo || now.hi < old.lo;
}

static bp_change_figure nothing(bp_change_status status)
{
    const bp_figure absent = bp_figure_absent();
    return (bp_change_figure){ status, absent, absent, absent, absent, -1, -1 };
}

static bp_change_status status_of(bp_figure old, bp_figure now)
{
    const bp_figure *const both[] = { &old, &now };
    bp_change_status status = BP_CHANGE_OK;
    for (size_t i = 0; i < 2; i++)
        if (both[i]->state == BP_WITHHELD)
            return BP_CHANGE_WITHHELD;
    for (size_t i = 0; i < 2; i++)
        if (both[i]->state == BP_NOT_ESTIMABLE)
            return BP_CHANGE_NOT_ESTIMABLE;
    if (old.state == BP_ABSENT && now.state == BP_ABSENT)
        return BP_CHANGE_NONE;
    if (old.state == BP_ABSENT)
        status = BP_CHANGE_NEW;
    if (now.state == BP_ABSENT)
        status = BP_CHANGE_GONE;
    return status;
}

static bp_change_figure compare(bp_figure old, bp_figure now, bp_change_kind kind,
                                double threshold)
{
    bp_change_figure f = nothing(status_of(old, now));
    if (f.status == BP_CHANGE_NEW || f.status == BP_CHANGE_OK)
        f.now = bp_figure_of(now.value);
    if (f.status == BP_CHANGE_GONE || f.status == BP_CHANGE_OK)
        f.old = bp_figure_of(old.value);
    if (f.status != BP_CHANGE_OK)
        return f;
    const double change = difference(old.value, now.value);
    f.change = bp_figure_of(change);
    if (old.value > 0)
        f.rate = bp_figure_of(change / old.value);
    if (kind == BP_CHANGE_COUNT)
        return f;
    if (f.rate.state == BP_SHOWN)
        f.beyond = fabs(f.rate.value) > threshold * (1 + EQUAL);
    f.apart = apart(old, now);
    return f;
}

/* A group of either side, or of both. */
static bp_status add_group(maker *m, bp_change_group list[], size_t old, size_t now,
                           bp_err *err)
{
    bp_change *c = m->c;
    const bp_side_group *x = old != SIZE_MAX ? &m->side[OLD].group[old] : NULL;
    const bp_side_group *y = now != SIZE_MAX ? &m->side[NOW].group[now] : NULL;
    const bp_side_group *any = y != NULL ? y : x;
    const bp_figure absent = bp_figure_absent();
    bp_change_figure *figure = take(m, c->n_names, sizeof *figure);
    const char **by = any->by != NULL ? take(m, c->n_keys, sizeof *by) : NULL;
    if (figure == NULL || (any->by != NULL && by == NULL))
        return bp_no_memory(err, "the comparison");
    for (size_t k = 0; by != NULL && k < c->n_keys; k++)
        by[k] = any->by[k];
    for (size_t i = 0; i < c->n_names; i++) {
        const char *name = c->name[i].name;
        const bp_figure then =
            x != NULL ? bp_side_figure(x, name_in(&m->side[OLD], name)) : absent;
        const bp_figure today =
            y != NULL ? bp_side_figure(y, name_in(&m->side[NOW], name)) : absent;
        figure[i] = compare(then, today, c->name[i].kind, c->question->threshold);
        c->beyond += figure[i].beyond == 1;
    }
    if (x != NULL && y != NULL) {
        m->both[m->n_both] = (bp_both_group){ old, now };
        m->figure[m->n_both++] = figure;
    }
    list[c->n_groups++] = (bp_change_group){
        .by = by,
        .status = x == NULL   ? BP_CHANGE_NEW
                  : y == NULL ? BP_CHANGE_GONE
                              : BP_CHANGE_OK,
        .currency = m->mixed ? NULL : any->currency,
        .figure = figure,
    };
    return BP_OK;
}

static bp_status add_groups(maker *m, const size_t in_old[], const gone left[],
                            size_t n_left, bp_err *err)
{
    const size_t n = m->side[NOW].n_groups;
    bp_change_group *list = take(m, n + n_left, sizeof *list);
    bp_status status = list != NULL ? BP_OK : bp_no_memory(err, "the comparison");
    size_t k = 0;
    m->c->group = list;
    for (size_t i = 0; status == BP_OK && i <= n; i++) {
        for (; status == BP_OK && k < n_left && left[k].after == i; k++)
            status = add_group(m, list, left[k].old, SIZE_MAX, err);
        if (status == BP_OK && i < n)
            status = add_group(m, list, in_old[i], i, err);
    }
    return status;
}

static bp_status compare_groups(maker *m, bp_err *err)
{
    const bp_side *old = &m->side[OLD], *now = &m->side[NOW];
    size_t *in_now = find_partners(old, now), *in_old = find_partners(now, old);
    gone *left = bp_alloc(0, old->n_groups + 1, sizeof *left);
    m->both = bp_alloc(0, now->n_groups + 1, sizeof *m->both);
    m->figure = bp_alloc(0, now->n_groups + 1, sizeof *m->figure);
    bp_status status = BP_OK;
    if (in_now == NULL || in_old == NULL || left == NULL || m->both == NULL ||
        m->figure == NULL)
        status = bp_no_memory(err, "the comparison");
    if (status == BP_OK)
        status = add_groups(m, in_old, left, find_gone(left, in_now, old->n_groups), err);
    free(left);
    free(in_old);
    free(in_now);
    return status;
}

/* ---- those in both ---- */

/* Of a rate there is neither old nor new. */
static bp_change_figure rate_of(bp_figure rate)
{
    bp_change_figure f = nothing(rate.state == BP_SHOWN      ? BP_CHANGE_OK
                                 : rate.state == BP_WITHHELD ? BP_CHANGE_WITHHELD
                                                             : BP_CHANGE_NONE);
    f.rate = rate;
    return f;
}

static void put_matched(const maker *m, bp_change_figure figure[],
                        const bp_both_matched *b)
{
    const size_t median = bp_change_find(m->c, "p50");
    const size_t last = m->c->n_names;
    bp_figure mix = b->growth;
    if (median == SIZE_MAX || figure[median].rate.state != BP_SHOWN)
        mix = bp_figure_without(
            mix.state == BP_ABSENT || median == SIZE_MAX ? BP_ABSENT : BP_WITHHELD, 0);
    else if (mix.state == BP_SHOWN)
        mix.value = figure[median].rate.value - b->growth.value;
    figure[last - 3] = nothing(BP_CHANGE_OK);
    figure[last - 3].now = bp_figure_of((double)b->n);
    figure[last - 2] = rate_of(b->growth);
    figure[last - 1] = rate_of(mix);
}

static bp_status match(maker *m, bp_err *err)
{
    if (m->c->question->matching == BP_MATCH_NONE || m->n_both == 0)
        return BP_OK;
    bp_both_matched *found = bp_alloc(0, m->n_both, sizeof *found);
    if (found == NULL)
        return bp_no_memory(err, "the comparison");
    bp_status status = bp_both_match(found, m->answer[OLD], m->answer[NOW], m->both,
                                     m->n_both, m->c->question->matching, err);
    if (status == BP_OK && found[0].n == 0)
        status = bp_fail(err, NULL, BP_EDATA, "nobody is found in both");
    for (size_t i = 0; status == BP_OK && i < m->n_both; i++)
        put_matched(m, m->figure[i], &found[i]);
    free(found);
    return status;
}

/* ---- the whole ---- */

static bp_status fill_side(maker *m, size_t i, bp_err *err)
{
    const bp_change_question *q = m->c->question;
    const char *report = i == OLD ? q->old_report : q->report;
    m->side[i].texts = &m->c->memory->texts;
    if (report != NULL)
        return bp_side_read(&m->side[i], report, err);
    bp_status status = bp_answer_new(&m->answer[i], i == OLD ? q->old : q->now, err);
    return status == BP_OK ? bp_side_of(&m->side[i], m->answer[i], err) : status;
}

static bool is_unruled(const bp_side *s)
{
    const char *rules = bp_side_fact_of(s, "rules");
    return rules != NULL && strcmp(rules, "none") == 0;
}

static bool is_blank_in_all(const bp_change *c, size_t key)
{
    for (size_t i = 0; i < c->n_groups; i++)
        if (c->group[i].by != NULL && c->group[i].by[key][0] != '\0')
            return false;
    return true;
}

static bp_status find_empty_keys(maker *m, bp_err *err)
{
    const size_t n = m->c->n_keys;
    bool *empty = take(m, n, sizeof *empty);
    size_t blank = 0;
    if (empty == NULL)
        return bp_no_memory(err, "the comparison");
    for (size_t k = 0; k < n; k++)
        blank += empty[k] = is_blank_in_all(m->c, k);
    if (blank == n) /* a group needs a name */
        memset(empty, 0, n * sizeof *empty);
    m->c->empty = empty;
    return BP_OK;
}

static bp_status make(maker *m, bp_err *err)
{
    bp_change *c = m->c;
    bp_status status = fill_side(m, OLD, err);
    if (status == BP_OK)
        status = fill_side(m, NOW, err);
    if (status == BP_OK)
        status = check_sides(m, err);
    if (status == BP_OK)
        status = find_differences(m, err);
    if (status == BP_OK)
        status = check_alike(m, err);
    if (status == BP_OK)
        status = find_names(m, err);
    if (status != BP_OK)
        return status;
    const bp_side *now = &m->side[NOW];
    const char **key = take(m, now->n_keys, sizeof *key);
    if (key == NULL)
        return bp_no_memory(err, "the comparison");
    for (size_t k = 0; k < now->n_keys; k++)
        key[k] = now->key[k];
    c->key = key;
    c->n_keys = now->n_keys;
    c->command = now->command;
    c->pay = now->pay;
    c->unruled = is_unruled(&m->side[OLD]) || is_unruled(now);
    c->side[OLD] = m->side[OLD].about;
    c->side[NOW] = now->about;
    status = compare_groups(m, err);
    if (status == BP_OK)
        status = find_empty_keys(m, err);
    return status == BP_OK ? match(m, err) : status;
}

static bp_status check(const bp_change_question *q, bp_err *err)
{
    const bool reports = q->old_report != NULL && q->report != NULL;
    const bool surveys = q->old != NULL && q->now != NULL;
    if (reports == surveys)
        return bp_fail(err, NULL, BP_EUSAGE, "two reports, or two surveys, are compared");
    if (reports && q->matching != BP_MATCH_NONE)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "reports have no people who can be matched: compare the surveys");
    return isfinite(q->threshold) && q->threshold >= 0
               ? BP_OK
               : bp_fail(err, NULL, BP_EUSAGE, "the threshold is below 0");
}

bp_status bp_change_new(bp_change **out, const bp_change_question *q, bp_err *err)
{
    bp_status status = check(q, err);
    if (status != BP_OK)
        return status;
    maker m = { .c = bp_alloc(0, 1, sizeof *m.c) };
    if (m.c == NULL)
        return bp_no_memory(err, "the comparison");
    m.c->question = q;
    m.c->memory = bp_alloc(0, 1, sizeof *m.c->memory);
    status = m.c->memory != NULL ? make(&m, err) : bp_no_memory(err, "the comparison");
    for (size_t i = 0; i < 2; i++) {
        bp_side_release(&m.side[i]);
        bp_answer_free(m.answer[i]);
    }
    free(m.both);
    free(m.figure);
    if (status == BP_OK)
        *out = m.c;
    else
        bp_change_free(m.c);
    return status;
}

void bp_change_free(bp_change *c)
{
    if (c == NULL)
        return;
    if (c->memory != NULL)
        bp_arena_release(&c->memory->texts);
    free(c->memory);
    free(c);
}
