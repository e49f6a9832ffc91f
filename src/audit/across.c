/* SPDX-License-Identifier: GPL-3.0-or-later */
/* across.c - what the tables of a report tell together.
 *
 * Two tables of the same people are two partitions of the same cells, so which group lies
 * within which is told by how many people each two have in common; which mean nearly
 * follows from others, by the sums that these make; and which follows exactly, by
 * elimination. */
#include "audit/across.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/room.h"

/* ---- which sums follow from other sums ---- */

/* A sum is over some of n parts.  It follows from others where it is a linear combination
 * of them, whatever the parts are.  Gaussian elimination with whole numbers modulo a
 * prime: nothing is rounded, and no number grows.  A sum that follows from others does so
 * modulo every prime that divides no denominator, and those of such sums are small; that
 * one follows modulo this prime alone has a chance of one in 10^18. */

#define PRIME ((UINT64_C(1) << 61) - 1)

__extension__ typedef unsigned __int128 wide;

/* What is not 0 of a sum that was reduced: its first part is 1. */
typedef struct term {
    size_t part;
    uint64_t times;
} term;

typedef struct row {
    term *term; /* [n]; NULL: no sum starts with this part */
    size_t n;
} row;

typedef struct sums {
    size_t n;
    uint64_t *next; /* [n] */
    row *start;     /* [n] by their first part */
    bp_room room;
} sums;

/* Of no sum yet.  False: memory is out. */
static bool sums_init(sums *s, size_t n)
{
    *s = (sums){ .n = n };
    s->next = bp_room_take(&s->room, n, sizeof s->next[0]);
    s->start = bp_room_take(&s->room, n, sizeof s->start[0]);
    return !s->room.failed;
}

/* The sum that is looked at next: all 0, or 1 at each of its parts.  [n] */
static uint64_t *next_sum(sums *s)
{
    memset(s->next, 0, s->n * sizeof s->next[0]);
    return s->next;
}

static uint64_t product(uint64_t a, uint64_t b)
{
    return (uint64_t)((wide)a * b % PRIME);
}

/* 1 / a, by Fermat: a^(p - 2). */
static uint64_t inverse(uint64_t a)
{
    uint64_t result = 1;
    for (uint64_t e = PRIME - 2; e > 0; e >>= 1) {
        if (e & 1)
            result = product(result, a);
        a = product(a, a);
    }
    return result;
}

/* Takes from it what the others give; the first part that is left, or n. */
static size_t reduce(sums *s)
{
    for (size_t i = 0; i < s->n; i++) {
        const row *r = &s->start[i];
        const uint64_t times = s->next[i];
        if (times == 0)
            continue;
        if (r->term == NULL)
            return i;
        for (size_t k = 0; k < r->n; k++) {
            uint64_t *to = &s->next[r->term[k].part];
            *to = (*to + PRIME - product(times, r->term[k].times)) % PRIME;
        }
    }
    return s->n;
}

/* Does it follow from those that were added? */
static bool follows(sums *s)
{
    return reduce(s) == s->n;
}

/* Adds it.  False: memory is out. */
static bool add_sum(sums *s)
{
    const size_t first = reduce(s);
    if (first == s->n)
        return true;
    row *r = &s->start[first];
    const uint64_t by = inverse(s->next[first]);
    size_t n = 0;
    for (size_t i = first; i < s->n; i++)
        n += s->next[i] != 0;
    r->term = bp_room_take(&s->room, n, sizeof r->term[0]);
    for (size_t i = first; r->term != NULL && i < s->n; i++)
        if (s->next[i] != 0)
            r->term[r->n++] = (term){ i, product(s->next[i], by) };
    return r->term != NULL;
}

static bp_status no_memory(bp_err *err)
{
    return bp_fail(err, NULL, BP_ELIMIT, "no memory to compare tables");
}

/* People whom a group of one table has in common with one of another. */
typedef struct common {
    size_t a;
    size_t b;
    uint64_t n;
} common;

static int by_groups(const void *x, const void *y)
{
    const common *p = x, *q = y;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

/* All pairs that have somebody: *list is allocated. */
static bp_status find_common(common **list, size_t *n, const bp_crowd *a,
                             const bp_crowd *b, bp_err *err)
{
    const size_t cells = a->of->cells->n;
    common *all = bp_alloc(0, cells, sizeof *all);
    if (all == NULL)
        return no_memory(err);
    size_t count = 0;
    for (size_t i = 1; i < cells; i++)
        all[count++] = (common){ a->group_of[i], b->group_of[i], a->of->counted[i] };
    if (count > 1)
        qsort(all, count, sizeof *all, by_groups);
    *n = 0;
    for (size_t i = 0; i < count; i++) {
        if (*n > 0 && by_groups(&all[*n - 1], &all[i]) == 0)
            all[*n - 1].n += all[i].n;
        else
            all[(*n)++] = all[i];
    }
    *list = all;
    return BP_OK;
}

static bool comparable(const bp_across *a, const bp_across *b)
{
    return a->cut->of == b->cut->of && a->cut->n_keys > 0 && b->cut->n_keys > 0;
}

/* Organisations of group `large` with people who are not in group `small` of the other
 * table. */
static uint64_t orgs_between(const bp_crowd_group *large, const bp_crowd *other,
                             size_t small)
{
    uint64_t orgs = 0;
    for (size_t i = 0, end; i < large->n; i = end) {
        bool outside = false;
        end = bp_crowd_unit(large, i);
        for (size_t k = i; k < end; k++)
            outside |= other->group_of[large->by_org[k].cell] != small;
        orgs += outside && large->by_org[i].org != BP_NO_ID;
    }
    return orgs;
}

#define FEW 4

static bool differ_by_few(const bp_crowd *small_cut, size_t small,
                          const bp_crowd_group *large, bool of_orgs)
{
    const uint64_t more = large->people - small_cut->group[small].people;
    return more > 0 &&
           (more <= FEW || (of_orgs && orgs_between(large, small_cut, small) <= FEW));
}

/* Looks at one pair; true: the smaller is shown beside the larger. */
static bool is_exposed(const bp_across *small, const bp_across *large, size_t s, size_t l,
                       uint64_t in_common, bool of_orgs)
{
    const bp_crowd_group *g = &large->cut->group[l];
    return in_common == small->cut->group[s].people && small->part[s].shows &&
           large->part[l].shows && differ_by_few(small->cut, s, g, of_orgs);
}

static bp_status compare(bool *fits, bp_across_place *at, const bp_across table[],
                         size_t i, size_t j, bool of_orgs, bp_err *err)
{
    common *list;
    size_t n;
    bp_status status = find_common(&list, &n, table[i].cut, table[j].cut, err);
    if (status != BP_OK)
        return status;
    for (size_t k = 0; *fits && k < n; k++) {
        const common *c = &list[k];
        if (is_exposed(&table[i], &table[j], c->a, c->b, c->n, of_orgs))
            *at = (bp_across_place){ i, c->a, j };
        else if (is_exposed(&table[j], &table[i], c->b, c->a, c->n, of_orgs))
            *at = (bp_across_place){ j, c->b, i };
        else
            continue;
        *fits = false;
    }
    free(list);
    return BP_OK;
}

bp_status bp_across_nested(bool *fits, bp_across_place *at, const bp_across table[],
                           size_t n, bool of_orgs, bp_err *err)
{
    bp_status status = BP_OK;
    *fits = true;
    for (size_t i = 0; status == BP_OK && *fits && i < n; i++)
        for (size_t j = i + 1; status == BP_OK && *fits && j < n; j++)
            if (comparable(&table[i], &table[j]))
                status = compare(fits, at, table, i, j, of_orgs, err);
    return status;
}

/* ---- sums ---- */

/* A mean that one table shows is known in the other. */
static bp_status share(bp_across *a, bp_across *b, bp_err *err)
{
    common *list;
    size_t n;
    bp_status status = find_common(&list, &n, a->cut, b->cut, err);
    for (size_t k = 0; status == BP_OK && k < n; k++) {
        const common *c = &list[k];
        const bool same =
            c->n == a->cut->group[c->a].people && c->n == b->cut->group[c->b].people;
        if (same)
            a->part[c->a].mean = b->part[c->b].mean =
                a->part[c->a].mean || b->part[c->b].mean;
    }
    if (status == BP_OK)
        free(list);
    return status;
}

static void share_totals(bp_across table[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (table[i].cut->of == table[j].cut->of)
                table[i].part[0].mean |= table[j].part[0].mean;
}

static int by_larger(const void *x, const void *y)
{
    const common *p = x, *q = y;
    if (p->b != q->b)
        return p->b < q->b ? -1 : 1;
    return (p->a > q->a) - (p->a < q->a);
}

/* Groups of table `small` that are all of a group of another are its parts: list[n],
 * which are people in common with that group, and room for one part more. */
static bool parts_open(size_t *which, const bp_across *small, const bp_across *large,
                       const common list[], size_t n, bp_part part[])
{
    const size_t whole = list[0].b;
    uint64_t people = 0;
    size_t parts = 0;
    part[parts++] = large->part[whole];
    for (size_t i = 0; i < n; i++) {
        if (list[i].n != small->cut->group[list[i].a].people)
            continue;
        part[parts++] = small->part[list[i].a];
        people += list[i].n;
    }
    if (people != large->cut->group[whole].people || bp_decide_means(which, part, parts))
        return true;
    for (size_t i = 0, k = *which; k > 0 && i < n; i++)
        if (list[i].n == small->cut->group[list[i].a].people && --k == 0)
            *which = list[i].a;
    return false;
}

/* The sums that two tables make, table `small` within the groups of table `large`. */
static bp_status sums_between(bool *fits, bp_across_place *at, const bp_across table[],
                              size_t small, size_t large, bp_err *err)
{
    common *list;
    size_t n, which = 0;
    bp_status status = find_common(&list, &n, table[small].cut, table[large].cut, err);
    if (status != BP_OK)
        return status;
    bp_part *part = bp_alloc(0, n + 1, sizeof *part);
    if (part == NULL)
        status = no_memory(err);
    if (part != NULL && n > 1)
        qsort(list, n, sizeof *list, by_larger);
    for (size_t i = 0, end; part != NULL && *fits && i < n; i = end) {
        for (end = i; end < n && list[end].b == list[i].b; end++)
            continue;
        *fits = parts_open(&which, &table[small], &table[large], list + i, end - i, part);
        if (!*fits) /* all of the sum, or one of its parts */
            *at = which == 0 ? (bp_across_place){ large, list[i].b, large }
                             : (bp_across_place){ small, which, small };
    }
    free(part);
    free(list);
    return status;
}

/* The parts of a group are the cells that it has. */
static void put_cells(uint64_t part[], const bp_crowd *c, size_t group)
{
    for (size_t i = 0; i < c->of->cells->n; i++)
        part[i] = i > 0 && (group == 0 || c->group_of[i] == group);
}

/* Tables that others can be added up with. */
static bool is_cut(const bp_across *t, const bp_across *like)
{
    return t->cut->of == like->cut->of && t->cut->n_keys > 0;
}

/* What the tables of the same people as the first show. */
static bool add_shown(sums *s, const bp_across table[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t g = 0; is_cut(&table[i], table) && g < table[i].cut->n; g++) {
            if (!table[i].part[g].mean)
                continue;
            put_cells(next_sum(s), table[i].cut, g);
            if (!add_sum(s))
                return false;
        }
    return true;
}

/* Is a mean that is withheld a sum of those that any table shows?  From table `from` on,
 * with those of the same people. */
static bp_status eliminate(bool *fits, bp_across_place *at, const bp_across table[],
                           size_t from, size_t n, bp_err *err)
{
    sums s;
    bp_status status = sums_init(&s, table[from].cut->of->cells->n) &&
                               add_shown(&s, table + from, n - from)
                           ? BP_OK
                           : no_memory(err);
    for (size_t i = from; status == BP_OK && *fits && i < n; i++)
        for (size_t g = 0;
             *fits && is_cut(&table[i], &table[from]) && g < table[i].cut->n; g++) {
            if (table[i].part[g].mean || table[i].cut->group[g].mixed)
                continue;
            put_cells(next_sum(&s), table[i].cut, g);
            *fits = !follows(&s);
            *at = (bp_across_place){ i, g, i };
        }
    bp_room_release(&s.room);
    return status;
}

/* Where there are two tables at least of the same people: one alone was looked at. */
static bp_status eliminate_all(bool *fits, bp_across_place *at, const bp_across table[],
                               size_t n, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && *fits && i < n; i++) {
        size_t before = 0, after = 0;
        for (size_t j = 0; j < n; j++) {
            before += j < i && is_cut(&table[j], &table[i]);
            after += j > i && is_cut(&table[j], &table[i]);
        }
        if (table[i].cut->n_keys > 0 && before == 0 && after > 0)
            status = eliminate(fits, at, table, i, n, err);
    }
    return status;
}

/* By the sums of single tables, and of groups within groups of another. */
static bp_status look_at_sums(bool *fits, bp_across_place *at, const bp_across table[],
                              size_t n, bp_err *err)
{
    bp_status status = BP_OK;
    *fits = true;
    for (size_t i = 0; *fits && i < n; i++) {
        size_t which;
        *fits = bp_decide_means(&which, table[i].part, table[i].cut->n);
        *at = (bp_across_place){ i, *fits ? 0 : which, i };
    }
    for (size_t i = 0; status == BP_OK && i < n; i++)
        for (size_t j = 0; status == BP_OK && *fits && j < n; j++)
            if (i != j && comparable(&table[i], &table[j]))
                status = sums_between(fits, at, table, i, j, err);
    return status;
}

/* Everybody's mean is shown in all tables of the same people, or in none. */
static void put_mean(bp_across table[], size_t n, size_t i, size_t group, bool mean)
{
    for (size_t j = 0; j < n; j++)
        if (j == i || (group == 0 && table[j].cut->of == table[i].cut->of))
            table[j].part[group].mean = mean;
}

/* Means that could be shown beside the others; everybody's is one. */
static bp_status count_withheld(size_t *withheld, bp_across_place *first,
                                bp_across table[], size_t n, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < n; i++)
        for (size_t g = 0; status == BP_OK && g < table[i].cut->n; g++) {
            bp_across_place unused;
            bool fits = true, again = false;
            for (size_t j = 0; g == 0 && j < i; j++)
                again = again || table[j].cut->of == table[i].cut->of;
            if (again || !table[i].part[g].withheld || table[i].part[g].mean)
                continue;
            put_mean(table, n, i, g, true);
            status = look_at_sums(&fits, &unused, table, n, err);
            put_mean(table, n, i, g, false);
            if (status == BP_OK && fits && (*withheld)++ == 0)
                *first = (bp_across_place){ i, g, i };
        }
    return status;
}

bp_status bp_across_sums(bool *fits, bp_across_place *at, size_t *withheld,
                         bp_across_place *first, bp_across table[], size_t n, bp_err *err)
{
    bp_status status = BP_OK;
    share_totals(table, n);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        for (size_t j = i + 1; status == BP_OK && j < n; j++)
            if (comparable(&table[i], &table[j]))
                status = share(&table[i], &table[j], err);
    if (status == BP_OK)
        status = look_at_sums(fits, at, table, n, err);
    if (status == BP_OK && *fits)
        status = count_withheld(withheld, first, table, n, err);
    return status == BP_OK && *fits ? eliminate_all(fits, at, table, n, err) : status;
}
