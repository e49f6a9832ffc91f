/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_names.c - names that are probably one.
 *
 * "St. Mary's" and "St Marys" split an organisation or a tier in two, which moves figures
 * and the counts that disclosure depends on.  Names are compared by how they look,
 * without blanks and marks, first; then, among not too many, letter by letter.  What
 * tells those apart that look the same is said. */
#include <stdlib.h>

#include "analysis/warning_list.h"
#include "base/lookalike.h"
#include "base/str.h"
#include "data/watched.h"

/* Names this long may differ by one letter within a word this long; shorter
 * ones are too often meant ("Grade A" and "Grade B"). */
#define NAME_LENGTH 8
#define WORD_LENGTH 5

/* One-letter differences are looked for among at most so many names. */
#define NAMES_COMPARED 2000

typedef struct name {
    char *bare; /* folded, without blanks and marks */
    char *folded;
    bp_watched_value value;
} name;

static bool mark(char c)
{
    return c != '\0' && strchr(" \t.,_'-/", c) != NULL;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Drops blanks and marks, but keeps one between digits ("1-2" is not "12") and a
 * sign at either end ("A-" is not "A"). */
static void strip(char *t)
{
    char *to = t;
    for (const char *c = t; *c != '\0';) {
        if (!mark(*c)) {
            *to++ = *c++;
            continue;
        }
        char kept = *c;
        for (; mark(*c); c++)
            if (kept == ' ')
                kept = *c;
        bool digits = to > t && digit(to[-1]) && digit(*c);
        if (digits || (kept == '-' && (to == t || *c == '\0')))
            *to++ = kept;
    }
    *to = '\0';
}

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
    bp_warning w = { .kind = BP_WARN_NAMES, .a = bp_survey_watched_name(s, column) };
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

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Letters of the word around t[at], and whether they begin before it. */
static size_t word_length(const char *t, size_t at, bool *inside)
{
    size_t from = at, to = at;
    while (from > 0 && letter(t[from - 1]))
        from--;
    while (letter(t[to]))
        to++;
    *inside = from < at;
    return to - from;
}

/* One letter changed, added, dropped or swapped with its neighbour, inside a
 * long word of a long name. */
static bool one_letter(const char *x, const char *y)
{
    size_t n = strlen(x), m = strlen(y), i = 0, tail = 0;
    if (n < NAME_LENGTH || m < NAME_LENGTH || n > m + 1 || m > n + 1)
        return false;
    while (x[i] != '\0' && x[i] == y[i])
        i++;
    while (tail < n - i && tail < m - i && x[n - 1 - tail] == y[m - 1 - tail])
        tail++;
    size_t dx = n - i - tail, dy = m - i - tail;
    bool swapped = dx == 2 && dy == 2 && x[i] == y[i + 1] && x[i + 1] == y[i];
    if (!swapped && (dx > 1 || dy > 1))
        return false;
    for (size_t k = 0; k < dx; k++)
        if (!letter(x[i + k]))
            return false;
    for (size_t k = 0; k < dy; k++)
        if (!letter(y[i + k]))
            return false;
    bool inside_x, inside_y;
    return word_length(x, i, &inside_x) >= WORD_LENGTH && inside_x &&
           word_length(y, i, &inside_y) >= WORD_LENGTH && inside_y;
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
                !one_letter(list[i].folded, list[j].folded))
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
        strip(to->bare);
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
