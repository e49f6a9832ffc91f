/* SPDX-License-Identifier: GPL-3.0-or-later */
/* side.c - one of two answers that are compared, while it is filled.
 *
 * Whatever command an answer is of, to be compared it is a list of groups, each with the
 * same named figures; so who compares knows neither json nor tables. */
#include "pricing/side.h"

#include <stdlib.h>
#include <string.h>

void bp_side_release(bp_side *s)
{
    for (size_t i = 0; i < s->n_groups; i++) {
        free(s->group[i].by);
        free(s->group[i].figure);
    }
    free(s->group);
    free(s->key);
    free(s->name);
    free(s->fact);
}

const char *bp_side_text(bp_side *s, bp_text t)
{
    return bp_arena_copy(s->texts, t.at, t.n);
}

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* Groups that are there already are not cut by a column that is new. */
static bool widen(bp_side *s)
{
    for (size_t i = 0; i < s->n_groups; i++) {
        const char **by = s->group[i].by;
        if (by == NULL)
            continue;
        by = realloc(by, (s->n_keys + 1) * sizeof *by);
        if (by == NULL)
            return false;
        by[s->n_keys] = BP_SIDE_ALL;
        s->group[i].by = by;
    }
    return true;
}

size_t bp_side_key(bp_side *s, const char *name)
{
    for (size_t k = 0; k < s->n_keys; k++)
        if (same(s->key[k], name))
            return k;
    const char *copy = bp_side_text(s, bp_text_of(name));
    if (copy == NULL || !widen(s) ||
        !bp_reserve(&s->key, &s->cap_keys, s->n_keys + 1, sizeof s->key[0]))
        return SIZE_MAX;
    s->key[s->n_keys] = copy;
    return s->n_keys++;
}

bp_side_group *bp_side_add(bp_side *s, bool total)
{
    const char **by = total ? NULL : bp_alloc(0, s->n_keys + 1, sizeof *by);
    if ((!total && by == NULL) ||
        !bp_reserve(&s->group, &s->cap_groups, s->n_groups + 1, sizeof s->group[0])) {
        free(by);
        return NULL;
    }
    for (size_t k = 0; by != NULL && k < s->n_keys; k++)
        by[k] = BP_SIDE_ALL;
    s->group[s->n_groups] = (bp_side_group){ .by = by };
    return &s->group[s->n_groups++];
}

static size_t name_of(bp_side *s, const char *name, bp_change_kind kind)
{
    for (size_t i = 0; i < s->n_names; i++)
        if (same(s->name[i].name, name))
            return i;
    const char *copy = bp_side_text(s, bp_text_of(name));
    if (copy == NULL ||
        !bp_reserve(&s->name, &s->cap_names, s->n_names + 1, sizeof s->name[0]))
        return SIZE_MAX;
    s->name[s->n_names] = (bp_change_name){ copy, kind };
    return s->n_names++;
}

bool bp_side_put(bp_side *s, const char *name, bp_change_kind kind, bp_figure f)
{
    const size_t at = name_of(s, name, kind);
    bp_side_group *g = &s->group[s->n_groups - 1];
    if (at == SIZE_MAX)
        return false;
    if (at >= g->n_figures) {
        bp_figure *figure = realloc(g->figure, (at + 1) * sizeof *figure);
        if (figure == NULL)
            return false;
        for (size_t i = g->n_figures; i < at; i++)
            figure[i] = bp_figure_absent();
        g->figure = figure;
        g->n_figures = at + 1;
    }
    g->figure[at] = f;
    return true;
}

bool bp_side_recoded_room(bp_side *s, size_t n)
{
    s->about.recoded = s->recoded = bp_arena_take(s->texts, n * sizeof *s->recoded);
    return s->recoded != NULL;
}

bool bp_side_recoded_add(bp_side *s, const bp_recoded *one)
{
    bp_recoded own = *one;
    own.column = bp_side_text(s, bp_text_of(one->column));
    own.file = one->file != NULL ? bp_side_text(s, bp_text_of(one->file)) : NULL;
    own.sha256 = one->sha256 != NULL ? bp_side_text(s, bp_text_of(one->sha256)) : NULL;
    if (own.column == NULL || (one->file != NULL && own.file == NULL) ||
        (one->sha256 != NULL && own.sha256 == NULL))
        return false;
    s->recoded[s->about.n_recoded++] = own;
    return true;
}

bool bp_side_fact_add(bp_side *s, const char *name, const char *value)
{
    const bp_side_fact f = { bp_side_text(s, bp_text_of(name)),
                             bp_side_text(s, bp_text_of(value)) };
    if (f.name == NULL || f.value == NULL ||
        !bp_reserve(&s->fact, &s->cap_facts, s->n_facts + 1, sizeof f))
        return false;
    s->fact[s->n_facts++] = f;
    return true;
}

const char *bp_side_fact_of(const bp_side *s, const char *name)
{
    for (size_t i = 0; i < s->n_facts; i++)
        if (same(s->fact[i].name, name))
            return s->fact[i].value;
    return NULL;
}

bp_figure bp_side_figure(const bp_side_group *g, size_t name)
{
    return name < g->n_figures ? g->figure[name] : bp_figure_absent();
}
