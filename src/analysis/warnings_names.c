/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_names.c - names that are probably one.
 *
 * "St. Mary's" and "St Marys" split an organisation or a tier in two, which moves figures
 * and the counts that disclosure depends on.  Names are compared by how they look,
 * without blanks and marks, first; then, among not too many, letter by letter.  What
 * tells those apart that look the same is said. */
#include <stdlib.h>

#include "analysis/nearnames.h"
#include "analysis/warning_list.h"
#include "base/lookalike.h"
#include "base/str.h"
#include "data/pay.h"
#include "data/watched.h"

/* One-letter differences are looked for among at most so many names. */
#define NAMES_COMPARED 2000

typedef struct name {
    char *bare; /* folded, without blanks and marks */
    char *folded;
    bp_watched_value value;
} name;

static int by_bare(const void *a, const void *b)
{
    const name *x = a, *y = b;
    int order = strcmp(x->bare, y->bare);
    if (order != 0)
        return order;
    if (x->value.rows != y->value.rows)
        return x->value.rows > y->value.rows ? -1 : 1;
    return bp_text_order(x->value.text, y->value.text);
}

/* A name and the more frequent one that it is nearly. */
typedef struct near_pair {
    const name *rare;
    const name *usual;
} near_pair;

typedef struct near_pairs {
    near_pair *pair; /* [n] */
    size_t n, cap;
    bool failed;
} near_pairs;

static void found(near_pairs *all, const name *rare, const name *usual)
{
    all->failed |= !bp_reserve(&all->pair, &all->cap, all->n + 1, sizeof *all->pair);
    if (!all->failed)
        all->pair[all->n++] = (near_pair){ rare, usual };
}

static int by_place(const void *a, const void *b)
{
    const near_pair *x = a, *y = b;
    const uint64_t i = x->rare->value.first[0].order, k = y->rare->value.first[0].order;
    return (i > k) - (i < k);
}

/* So many pairs are named in full. */
#define PAIRS_SHOWN 10

static void put_pairs(bp_str *out, const near_pairs *all)
{
    for (size_t i = 0; i < all->n && i < PAIRS_SHOWN; i++) {
        const char *rare = all->pair[i].rare->value.text.at;
        const char *usual = all->pair[i].usual->value.text.at;
        char difference[BP_LOOK_ROOM];
        bp_str_printf(out, "%s'%s'%s and '%s'", i > 0 ? ", " : "", rare,
                      bp_look_difference(difference, rare, usual), usual);
    }
    if (all->n > PAIRS_SHOWN)
        bp_str_printf(out, " and %zu more", all->n - PAIRS_SHOWN);
}

/* Of the rows of all pairs the three that come first, each name having its own three. */
static void add_rows(bp_warning *w, const bp_survey *s, const near_pairs *all)
{
    size_t used[3] = { 0 }; /* of the first pairs: no other can have an earlier row */
    uint64_t rows = 0;
    for (size_t i = 0; i < all->n; i++)
        rows += all->pair[i].rare->value.rows;
    for (size_t k = 0; k < 3; k++) {
        const bp_place *next = NULL;
        size_t of = 0;
        for (size_t i = 0; i < all->n && i < 3; i++) {
            const bp_watched_value *v = &all->pair[i].rare->value;
            if (used[i] == 3 || used[i] >= v->rows ||
                (next != NULL && v->first[used[i]].order > next->order))
                continue;
            next = &v->first[used[i]];
            of = i;
        }
        if (next == NULL)
            break;
        bp_warning_add_row(w, s, next);
        used[of]++;
    }
    w->rows = rows;
}

/* One warning a column, whatever the number of its names. */
static void warn(bp_warning_list *out, const bp_survey *s, size_t column, near_pairs *all)
{
    bp_str text = { 0 };
    bp_warning w = { .kind = BP_WARN_NAMES, .a = bp_survey_shape(s)->watched[column] };
    if (all->n > 1)
        qsort(all->pair, all->n, sizeof *all->pair, by_place);
    put_pairs(&text, all);
    add_rows(&w, s, all);
    w.b = text.at != NULL ? bp_arena_copy(&out->texts, text.at, text.n) : NULL;
    out->failed |= text.failed || w.b == NULL;
    if (!out->failed)
        bp_warning_list_add(out, &w);
    bp_str_release(&text);
}

/* The names are sorted: those of one bare form are together, the most
 * frequent first. */
static void compare(near_pairs *out, const name list[], size_t n)
{
    for (size_t i = 0, first = 0; i < n; i++) {
        if (strcmp(list[i].bare, list[first].bare) != 0)
            first = i;
        if (list[i].bare[0] == '\0')
            continue;
        if (i > first) {
            found(out, &list[i], &list[first]);
            continue;
        }
        for (size_t j = 0; n <= NAMES_COMPARED && j < i; j++) {
            if ((j > 0 && strcmp(list[j].bare, list[j - 1].bare) == 0) ||
                !bp_names_are_near(list[i].folded, list[j].folded))
                continue;
            bool rare = list[i].value.rows <= list[j].value.rows;
            found(out, rare ? &list[i] : &list[j], rare ? &list[j] : &list[i]);
        }
    }
}

static bool fold(name *to, bp_watched_value v)
{
    to->value = v;
    to->folded = bp_look_of(v.text);
    to->bare = to->folded != NULL ? bp_copy(to->folded, strlen(to->folded)) : NULL;
    if (to->bare != NULL)
        bp_name_strip(to->bare);
    return to->bare != NULL;
}

void bp_warn_of_names(bp_warning_list *out, const bp_survey *s, size_t column)
{
    size_t all = bp_survey_watched_values(s, column), n = 0;
    name *list = bp_alloc(0, all, sizeof *list);
    near_pairs near = { 0 };
    out->failed = out->failed || list == NULL;
    for (size_t i = 0; !out->failed && i < all; i++) {
        bp_watched_value v = bp_survey_watched_value(s, column, i);
        if (v.text.n > 0)
            out->failed = !fold(&list[n++], v);
    }
    if (!out->failed && n > 1) {
        qsort(list, n, sizeof *list, by_bare);
        compare(&near, list, n);
    }
    out->failed |= near.failed;
    if (!out->failed && near.n > 0)
        warn(out, s, column, &near);
    free(near.pair);
    for (size_t i = 0; i < n; i++) {
        free(list[i].bare);
        free(list[i].folded);
    }
    free(list);
}
