/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The groups that were asked for become keys.
 *
 * A group that was named must be there, and a wrong name is refused.  Groups that nobody
 * named one by one, those of a standard report or of an offers file, are left out where
 * the file lacks them, so that one request fits many files. */
#include "ingest/keys.h"

#include <string.h>

#include "base/band.h"
#include "ingest/bands.h"
#include "ingest/peers.h"

/* Why a group is asked for, so what becomes of one that is not there. */
typedef enum origin {
    NAMED, /* it is refused */
    KNOWN, /* it is left out; so is one that has too many values for a table */
    ALSO   /* it is left out */
} origin;

/* Has the column values for the rows of a table, and is it no key yet? */
static bool is_table(const bp_keys *k, const bp_wanted *w, const bp_lookup *l,
                     size_t column)
{
    const bp_evidence *e = &l->head->evidence[column];
    for (size_t i = 0; i < k->n; i++)
        if (k->wanted[i] != BP_NOT_WANTED && w->column[k->wanted[i]].first == column)
            return false;
    return e->distinct > 0 && e->distinct < BP_DISTINCT_MAX;
}

static bp_status add(bp_keys *k, const char *name, size_t wanted, bp_key_kind kind,
                     bp_err *err)
{
    if (k->n == BP_KEYS_MAX)
        return bp_fail(err, NULL, BP_EUSAGE, "there can be at most %d groups",
                       BP_KEYS_MAX);
    k->name[k->n] = name;
    k->wanted[k->n] = wanted;
    k->kind[k->n++] = kind;
    k->by_year |= kind == BP_KEY_YEAR;
    k->by_currency |= kind == BP_KEY_CURRENCY;
    return BP_OK;
}

static bp_need need_of(bp_key_kind kind)
{
    static const bp_need needs[] = {
        [BP_KEY_TEXT] = BP_NEED_KEY_TEXT,         [BP_KEY_YEAR] = BP_NEED_KEY_YEAR,
        [BP_KEY_CURRENCY] = BP_NEED_KEY_CURRENCY, [BP_KEY_BAND] = BP_NEED_KEY_BAND,
        [BP_KEY_REPAIR] = BP_NEED_KEY_REPAIRED,   [BP_KEY_PEERS] = BP_NEED_PEERS,
    };
    return needs[kind];
}

static bool is_repaired(const bp_lookup *l, size_t column)
{
    const bp_schema *s = l->schema;
    return l->choice->repair_bands &&
           (column == s->column[BP_ROLE_TIER] ||
            column == s->column[BP_ROLE_EXPERIENCE] ||
            bp_band_column(bp_text_of(bp_lookup_name(l, column))));
}

static bp_key_kind kind_of(const bp_lookup *l, size_t column)
{
    if (column == l->schema->column[BP_ROLE_YEAR])
        return BP_KEY_YEAR;
    if (column == l->schema->column[BP_ROLE_CURRENCY])
        return BP_KEY_CURRENCY;
    return is_repaired(l, column) ? BP_KEY_REPAIR : BP_KEY_TEXT;
}

static bp_status add_column(bp_keys *k, bp_wanted *w, const bp_lookup *l,
                            const char *name, size_t column, bp_key_kind kind,
                            bp_err *err)
{
    const size_t wanted = bp_wanted_add(w, &l->head->layout, column, need_of(kind));
    return add(k, name, wanted, kind, err);
}

static bp_status add_bands(bp_keys *k, bp_wanted *w, const bp_lookup *l, bp_err *err)
{
    size_t column = BP_NO_COLUMN;
    bp_status status = bp_bands_find(&column, l, err);
    return status == BP_OK ? add_column(k, w, l, BP_BANDS_KEY, column, BP_KEY_BAND, err)
                           : status;
}

static bool is_role(const char *name, bp_role role)
{
    bp_role named;
    return bp_role_parse(&named, bp_text_of(name)) && named == role;
}

/* Experience in bands ("5-8", "12+") is one of tiers. */
static bool holds_bands(const bp_lookup *l, size_t column)
{
    if (column == BP_NO_COLUMN)
        return false;
    const bp_evidence *e = &l->head->evidence[column];
    const bp_column_kind kind = bp_evidence_kind(e);
    return (kind == BP_COLUMN_TEXT || kind == BP_COLUMN_RANGE ||
            kind == BP_COLUMN_DATE) &&
           e->distinct < BP_DISTINCT_MAX;
}

/* A key of a column that is named by its header or role. */
static bp_status add_named(bp_keys *k, bp_wanted *w, const bp_lookup *l, const char *name,
                           origin from, bp_err *err)
{
    const bp_schema *s = l->schema;
    size_t column = BP_NO_COLUMN;
    bp_status status = bp_lookup_column(&column, l, name, err);
    if (from == ALSO && status == BP_EUSAGE)
        return BP_OK;
    if (from == KNOWN && status != BP_ELIMIT &&
        (status != BP_OK || !is_table(k, w, l, column)))
        return BP_OK;
    if (status == BP_EUSAGE && from == NAMED && is_role(name, BP_ROLE_TIER) &&
        holds_bands(l, s->column[BP_ROLE_EXPERIENCE])) {
        column = s->column[BP_ROLE_EXPERIENCE];
        status = BP_OK;
    }
    if (status == BP_EUSAGE && from == NAMED && is_role(name, BP_ROLE_TIER) &&
        s->column[BP_ROLE_EXPERIENCE] != BP_NO_COLUMN)
        return bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EUSAGE,
                            (bp_hint){ BP_HINT_TIERS, NULL }, "there is no tier column");
    return status == BP_OK ? add_column(k, w, l, name, column, kind_of(l, column), err)
                           : status;
}

static bp_status add_key(bp_keys *k, bp_wanted *w, const bp_lookup *l, const char *name,
                         origin from, bp_err *err)
{
    const size_t *column = l->schema->column;
    if (l->choice->n_bands > 0 && strcmp(name, BP_BANDS_KEY) == 0)
        return add_bands(k, w, l, err);
    if (l->choice->peers != NULL && bp_peers_is_key(name))
        return add_column(k, w, l, name, column[BP_ROLE_ORG], BP_KEY_PEERS, err);
    const bool *constant = l->schema->constant;
    if (is_role(name, BP_ROLE_YEAR) && column[BP_ROLE_YEAR] == BP_NO_COLUMN &&
        (column[BP_ROLE_DATE] != BP_NO_COLUMN || constant[BP_ROLE_YEAR] ||
         constant[BP_ROLE_DATE])) {
        w->needs |= BP_NEED_KEY_YEAR;
        return add(k, name, BP_NOT_WANTED, BP_KEY_YEAR, err);
    }
    return add_named(k, w, l, name, from, err);
}

static bool has_key(const bp_keys *k, const char *name)
{
    for (size_t i = 0; i < k->n; i++)
        if (strcmp(k->name[i], name) == 0)
            return true;
    return false;
}

bp_status bp_keys_find(bp_keys *out, bp_wanted *wanted, const bp_lookup *l, bp_err *err)
{
    const bp_choice *c = l->choice;
    bp_keys k = { 0 };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < c->n_by; i++)
        status =
            !has_key(&k, c->by[i])
                ? add_key(&k, wanted, l, c->by[i], c->by_known ? KNOWN : NAMED, err)
                : bp_fail(err, NULL, BP_EUSAGE, "the group '%s' appears twice", c->by[i]);
    for (size_t i = 0; status == BP_OK && i < c->n_also; i++)
        if (!has_key(&k, c->also[i]))
            status = add_key(&k, wanted, l, c->also[i], ALSO, err);
    if (status == BP_OK && c->age != NULL && c->effective)
        status = add(&k, BP_EFFECTIVE_KEY, BP_NOT_WANTED, BP_KEY_DATE, err);
    if (status == BP_OK && c->local)
        status = add(&k, BP_LOCAL_KEY, BP_NOT_WANTED, BP_KEY_LOCAL, err);
    if (status == BP_OK)
        *out = k;
    return status;
}
