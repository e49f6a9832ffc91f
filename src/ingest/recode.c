/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recode.c - values and what they are read as, by column.
 *
 * The list is made once, before any file is read, and a cell is looked up by its hash, so
 * that a long list costs a row no more than a short one.  It says each value at most
 * once: which of two lines comes first decides nothing. */
#include "ingest/recode.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/slots.h"
#include "ingest/role.h"

/* Cells are compared with single blanks; longer ones are looked up as they stand. */
#define SPACED_MAX 512

bp_recode *bp_recode_new(const char *file)
{
    bp_recode *r = bp_alloc(0, 1, sizeof *r);
    if (r != NULL)
        r->file = file;
    return r;
}

static bool is_from(const void *user, uint32_t at, const void *key)
{
    return bp_text_equal(((const bp_recode_change *)user)[at].from,
                         *(const bp_text *)key);
}

static const bp_recode_change *find(const bp_recode_column *c, bp_text from)
{
    const uint32_t at =
        bp_slots_find(&c->slots, bp_hash(from.at, from.n), is_from, c->change, &from);
    return at == BP_NO_ID ? NULL : &c->change[at];
}

static bp_recode_column *named(const bp_recode *r, bp_text name)
{
    for (size_t i = 0; i < r->n; i++)
        if (bp_text_equal(bp_text_of(r->column[i].name), name))
            return &r->column[i];
    return NULL;
}

static bp_recode_column *add_column(bp_recode *r, bp_text name, uint64_t line)
{
    const char *copy = bp_arena_copy(&r->text, name.at, name.n);
    if (copy == NULL || !bp_reserve(&r->column, &r->cap, r->n + 1, sizeof *r->column))
        return NULL;
    r->column[r->n] = (bp_recode_column){ .name = copy, .line = line };
    return &r->column[r->n++];
}

/* A copy with single blanks. */
static bool keep(bp_recode *r, bp_text *t)
{
    char *room = bp_arena_take(&r->text, t->n + 1);
    if (room == NULL)
        return false;
    *t = (bp_text){ room, bp_text_space(room, *t) };
    return true;
}

static bool put(bp_recode_column *c, bp_text from, bp_text to)
{
    const size_t n = c->n;
    if (!bp_reserve(&c->change, &c->cap, n + 1, sizeof *c->change) ||
        !bp_slots_add(&c->slots, bp_hash(from.at, from.n), (uint32_t)n))
        return false;
    c->change[c->n++] = (bp_recode_change){ from, to };
    return true;
}

bp_recode_result bp_recode_put(bp_recode *r, bp_text name, bp_text from, bp_text to,
                               uint64_t line)
{
    bp_recode_column *c = named(r, name);
    if (c == NULL && r->n == BP_FIELDS_MAX)
        return BP_RECODE_FULL;
    if (!keep(r, &from) || !keep(r, &to))
        return BP_RECODE_NO_MEMORY;
    if (c == NULL)
        c = add_column(r, name, line);
    if (c == NULL)
        return BP_RECODE_NO_MEMORY;
    const bp_recode_change *had = find(c, from);
    if (had != NULL)
        return bp_text_equal(had->to, to) ? BP_RECODE_DONE : BP_RECODE_TWICE;
    return put(c, from, to) ? BP_RECODE_DONE : BP_RECODE_NO_MEMORY;
}

void bp_recode_free(bp_recode *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->n; i++) {
        free(r->column[i].change);
        bp_slots_release(&r->column[i].slots);
    }
    free(r->column);
    bp_arena_release(&r->text);
    free(r);
}

size_t bp_recode_marked(const bp_recode *r)
{
    return r->marked;
}

/* The role that a header says best; BP_ROLES: none. */
static bp_role role_of(const char *header)
{
    int rank[BP_ROLES];
    bp_best best = BP_BEST_NONE;
    bp_role_matches(rank, bp_text_of(header));
    for (size_t k = 0; k < BP_ROLES; k++)
        bp_best_see(&best, k, rank[k]);
    return best.column != SIZE_MAX ? (bp_role)best.column : BP_ROLES;
}

static size_t column_like(const bp_layout *l, const char *name)
{
    bool twice;
    const size_t exact = bp_layout_column(l, name, &twice);
    const bp_role role = role_of(name);
    bp_best best = BP_BEST_NONE;
    if (exact != SIZE_MAX || role == BP_ROLES)
        return exact;
    for (size_t i = 0; i < l->n_columns; i++)
        bp_best_see(&best, i, bp_role_match(role, bp_text_of(l->name[i])));
    return best.column;
}

void bp_recode_bind(size_t at[], const bp_recode *r, const bp_layout *l)
{
    for (size_t i = 0; i < r->n; i++)
        at[i] = column_like(l, r->column[i].name);
}

bp_text bp_recode_cell(const bp_recode *r, size_t i, bp_text cell)
{
    char room[SPACED_MAX];
    bp_text t = bp_text_trim(cell);
    if (bp_text_is_spaced(t) && t.n < sizeof room)
        t = (bp_text){ room, bp_text_space(room, t) };
    const bp_recode_change *c = find(&r->column[i], t);
    return c != NULL && !bp_text_equal(c->to, t) ? c->to : cell;
}
