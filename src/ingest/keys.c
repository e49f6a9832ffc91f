/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/keys.h"

#include <string.h>

#include "base/band.h"
#include "ingest/bands.h"

/* Groups that nobody asked for by name may be left out. */
static bool is_table(const bp_plan *p, size_t column)
{
    const bp_evidence *e = &p->head[0].evidence[column];
    for (size_t k = 0; k < p->shape.n_keys; k++)
        if (p->key[k] != BP_NOT_WANTED && p->wanted[p->key[k]].first == column)
            return false;
    return e->distinct > 0 && e->distinct < BP_DISTINCT_MAX;
}

static bp_status add(bp_plan *p, const char *name, size_t wanted, bp_key_kind kind,
                     bp_err *err)
{
    if (p->shape.n_keys == BP_KEYS_MAX)
        return bp_fail(err, NULL, BP_EUSAGE, "--by takes at most %d columns",
                       BP_KEYS_MAX);
    size_t k = p->shape.n_keys++;
    p->shape.key[k] = name;
    p->key[k] = wanted;
    p->key_kind[k] = kind;
    return BP_OK;
}

static bp_status add_bands(bp_plan *p, const char *name, bp_err *err)
{
    size_t wanted = BP_NOT_WANTED;
    bp_status status = bp_bands_find(&wanted, p, err);
    return status == BP_OK ? add(p, name, wanted, BP_KEY_BAND, err) : status;
}

static bool is_repaired(const bp_plan *p, size_t column)
{
    const bp_schema *s = &p->schema;
    return p->choice->repair_bands &&
           (column == s->column[BP_ROLE_TIER] ||
            column == s->column[BP_ROLE_EXPERIENCE] ||
            bp_band_column(bp_text_of(p->head[0].layout.name[column])));
}

static bp_key_kind kind_of(bp_plan *p, size_t column)
{
    if (column == p->schema.column[BP_ROLE_YEAR]) {
        p->chosen_year = BP_YEAR_ALL;
        return BP_KEY_YEAR;
    }
    if (column == p->schema.column[BP_ROLE_CURRENCY]) {
        p->by_currency = true;
        return BP_KEY_CURRENCY;
    }
    return is_repaired(p, column) ? BP_KEY_REPAIR : BP_KEY_TEXT;
}

static bool has_key(const bp_plan *p, const char *name)
{
    for (size_t k = 0; k < p->shape.n_keys; k++)
        if (strcmp(p->shape.key[k], name) == 0)
            return true;
    return false;
}

/* A further group is left out where the file lacks it. */
static bp_status add_key(bp_plan *p, const char *name, bool further, bp_err *err)
{
    const bp_schema *s = &p->schema;
    bp_role role = BP_ROLES;
    size_t column = BP_NO_COLUMN;
    bp_role_parse(&role, bp_text_of(name));
    if (p->choice->n_bands > 0 && strcmp(name, BP_BANDS_KEY) == 0)
        return add_bands(p, name, err);
    bool from_date = role == BP_ROLE_YEAR && s->column[BP_ROLE_YEAR] == BP_NO_COLUMN &&
                     s->column[BP_ROLE_DATE] != BP_NO_COLUMN;
    if (from_date) {
        p->chosen_year = BP_YEAR_ALL;
        return add(p, name, BP_NOT_WANTED, BP_KEY_YEAR, err);
    }
    bp_status status =
        bp_schema_column(&column, s, p->file[0], &p->head[0].layout, "--by", name, err);
    if (further && status == BP_EUSAGE)
        return BP_OK;
    if (role == BP_ROLE_TIER && status == BP_EUSAGE && !p->choice->by_known &&
        s->column[BP_ROLE_EXPERIENCE] != BP_NO_COLUMN)
        return bp_fail(
            err, &(bp_loc){ .file = p->file[0] }, BP_EUSAGE,
            "there is no tier column; name it with --map tier=COLUMN, or cut the "
            "years of experience with --tiers 'Mid=5-8,Senior=8-'");
    bool known = status == BP_OK ? is_table(p, column) : status == BP_ELIMIT;
    if (!further && p->choice->by_known && !known)
        return BP_OK;
    if (status != BP_OK)
        return status;
    return add(p, name, bp_plan_want(p, column), kind_of(p, column), err);
}

bp_status bp_keys_choose(bp_plan *p, bp_err *err)
{
    bp_status status = BP_OK;
    p->chosen_year = p->choice->year;
    for (size_t i = 0; status == BP_OK && i < p->choice->n_by; i++)
        status = !has_key(p, p->choice->by[i])
                     ? add_key(p, p->choice->by[i], false, err)
                     : bp_fail(err, NULL, BP_EUSAGE, "--by: '%s' stands twice",
                               p->choice->by[i]);
    for (size_t i = 0; status == BP_OK && i < p->choice->n_also; i++)
        if (!has_key(p, p->choice->also[i]))
            status = add_key(p, p->choice->also[i], true, err);
    return status;
}
