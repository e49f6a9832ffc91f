/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column has which role.
 *
 * A header alone misleads ("rate" may be a rating), so a column must also hold what its
 * role needs.  Of the columns that do, the one with the surest header is taken; when two
 * are equally sure, neither is: a silent choice could be the wrong one, and the request
 * can name either. */
#include "ingest/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* Does the column hold what the role needs? */
static bool holds(const bp_evidence *e, bp_role role)
{
    bp_column_kind kind = bp_evidence_kind(e);
    uint64_t values = e->numbers + e->ranges + e->dates + e->texts;
    bool amounts = kind == BP_COLUMN_NUMBER || kind == BP_COLUMN_MONEY;
    if (kind == BP_COLUMN_EMPTY)
        return false;
    if (bp_role_is_pay(role))
        return amounts || kind == BP_COLUMN_RANGE;
    if (role == BP_ROLE_WEIGHT || role == BP_ROLE_FTE)
        return amounts;
    if (role == BP_ROLE_CURRENCY)
        return kind == BP_COLUMN_TEXT;
    if (role == BP_ROLE_PERIOD)
        return 2 * e->periods > values && e->periods > e->statuses;
    if (role == BP_ROLE_YEAR || role == BP_ROLE_DATE) {
        const bp_date_signs *d = &e->date;
        return 2 * (d->year + d->ymd + d->dmy + d->mdy + d->both + d->equal) > values;
    }
    if (role == BP_ROLE_TIER && e->distinct >= BP_DISTINCT_MAX)
        return false;
    return role != BP_ROLE_TIER || !amounts || values < 30 || 2 * e->distinct <= values;
}

static void find_role(bp_schema *s, bp_role role, const bp_layout *l,
                      const bp_evidence *evidence)
{
    int best = BP_NO_MATCH;
    for (size_t i = 0; i < l->n_columns; i++) {
        int match = bp_role_match(role, bp_text_of(l->name[i]));
        if (match >= BP_NO_MATCH || match > best || !holds(&evidence[i], role))
            continue;
        if (match == best) {
            if (s->column[role] != BP_NO_COLUMN)
                s->rival[role][0] = s->column[role];
            s->rival[role][1] = i;
            s->column[role] = BP_NO_COLUMN;
            continue;
        }
        best = match;
        s->column[role] = i;
        s->rival[role][0] = s->rival[role][1] = BP_NO_COLUMN;
    }
}

/* "salary_in_usd" beside "salary" and "salary_currency". */
static void find_converted(bp_schema *s, const bp_layout *l, const bp_evidence *evidence)
{
    size_t base = s->column[BP_ROLE_BASE];
    s->converted = BP_NO_COLUMN;
    if (base == BP_NO_COLUMN || s->column[BP_ROLE_CURRENCY] == BP_NO_COLUMN)
        return;
    int match = bp_role_match(BP_ROLE_BASE, bp_text_of(l->name[base]));
    for (size_t i = 0; i < l->n_columns; i++) {
        bp_text name = bp_text_of(l->name[i]);
        if (i != base && bp_role_match(BP_ROLE_BASE, name) == match + 1 &&
            bp_currency_in(name) != NULL && holds(&evidence[i], BP_ROLE_BASE))
            s->converted = i;
    }
}

void bp_schema_take_converted(bp_schema *s, const bp_layout *l, const char *currency,
                              bool by_currency)
{
    if (s->converted == BP_NO_COLUMN || by_currency)
        return;
    const char *code = bp_currency_in(bp_text_of(l->name[s->converted]));
    if (currency == NULL || strcmp(currency, code) == 0)
        s->column[BP_ROLE_BASE] = s->converted;
    else
        s->converted = BP_NO_COLUMN;
}

/* Names the nearest column, or role that has one; `s` may be NULL. */
static bp_status unknown_column(const char *file, const bp_layout *l, const bp_schema *s,
                                const char *name, bp_err *err)
{
    const bp_loc at = { .file = file };
    size_t n = l->n_columns;
    const char **names = bp_alloc(0, l->n_columns + BP_ROLES, sizeof *names);
    if (names == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for column names");
    for (size_t i = 0; i < n; i++)
        names[i] = l->name[i];
    for (size_t r = 0; s != NULL && r < BP_ROLES; r++)
        if (s->column[r] != BP_NO_COLUMN)
            names[n++] = bp_role_names()[r];
    const char *near = bp_text_nearest(name, names, n);
    if (near != NULL)
        bp_fail(err, &at, BP_EUSAGE, "there is no column '%s'; did you mean '%s'?", name,
                near);
    else
        bp_fail(err, &at, BP_EUSAGE, "there is no column '%s'", name);
    free(names);
    return BP_EUSAGE;
}

static bp_status twice(const char *file, const char *name, bp_err *err)
{
    const bp_loc at = { .file = file };
    return bp_fail(err, &at, BP_EDATA,
                   "the header '%s' appears twice; rename one of its columns", name);
}

/* Two columns fit a role equally well. */
static bp_status rivals(const char *file, const bp_layout *l, const size_t column[2],
                        const char *role, bp_hint hint, bp_err *err)
{
    const bp_loc at = { .file = file };
    const char *a = l->name[column[0]], *b = l->name[column[1]];
    if (strcmp(a, b) == 0)
        return twice(file, a, err);
    return bp_fail_hint(err, &at, BP_EDATA, hint, "both '%s' and '%s' could be the %s", a,
                        b, role);
}

static bp_status map_role(bp_schema *s, const char *file, const bp_layout *l,
                          const bp_map *m, bp_err *err)
{
    bp_role role;
    if (!bp_role_parse(&role, bp_text_of(m->role))) {
        const char *near = bp_text_nearest(m->role, bp_role_names(), BP_ROLES);
        return bp_fail(err, NULL, BP_EUSAGE, "there is no role '%s'; did you mean '%s'?",
                       m->role, near != NULL ? near : "base");
    }
    size_t column = BP_NO_COLUMN;
    if (m->column[0] != '\0') {
        bool again = false;
        if (!bp_role_is_used(role))
            return bp_fail(err, NULL, BP_EUSAGE,
                           "the role '%s' cannot be given to '%s': nothing is computed "
                           "with it",
                           m->role, m->column);
        column = bp_layout_column(l, m->column, &again);
        if (again)
            return twice(file, m->column, err);
        if (column == SIZE_MAX)
            return unknown_column(file, l, NULL, m->column, err);
    }
    s->column[role] = column;
    s->mapped[role] = true;
    return BP_OK;
}

bp_status bp_schema_find(bp_schema *out, const char *file, const bp_layout *l,
                         const bp_evidence evidence[], const bp_map map[], size_t n_map,
                         bp_err *err)
{
    bp_schema s = { .converted = BP_NO_COLUMN };
    for (bp_role r = 0; r < BP_ROLES; r++)
        s.column[r] = s.rival[r][0] = s.rival[r][1] = BP_NO_COLUMN;
    for (size_t i = 0; i < n_map; i++) {
        bp_status status = map_role(&s, file, l, &map[i], err);
        if (status != BP_OK)
            return status;
    }
    for (bp_role r = 0; r < BP_ROLES; r++)
        if (!s.mapped[r])
            find_role(&s, r, l, evidence);
    if (!s.mapped[BP_ROLE_BASE])
        find_converted(&s, l, evidence);
    *out = s;
    return BP_OK;
}

bp_status bp_schema_column(size_t *out, const bp_schema *s, const char *file,
                           const bp_layout *l, const char *name, bp_err *err)
{
    bp_role role = BP_ROLES;
    bool is_role = bp_role_parse(&role, bp_text_of(name));
    bool again = false;
    size_t column = bp_layout_column(l, name, &again);
    bool exact = column != SIZE_MAX && strcmp(l->name[column], name) == 0;
    if (is_role && s->column[role] != BP_NO_COLUMN && (s->mapped[role] || !exact)) {
        *out = s->column[role];
        return BP_OK;
    }
    if (again)
        return twice(file, name, err);
    if (column != SIZE_MAX) {
        *out = column;
        return BP_OK;
    }
    if (is_role && s->rival[role][1] != BP_NO_COLUMN)
        return rivals(file, l, s->rival[role], name, (bp_hint){ BP_HINT_MAP, name }, err);
    if (is_role)
        return bp_fail_hint(err, &(bp_loc){ .file = file }, BP_EUSAGE,
                            (bp_hint){ BP_HINT_MAP, name }, "there is no %s column",
                            name);
    return unknown_column(file, l, s, name, err);
}

bool bp_schema_is_published(const bp_schema *s, const bp_layout *l)
{
    size_t base = s->column[BP_ROLE_BASE], total = s->column[BP_ROLE_TOTAL];
    bool pay = base != BP_NO_COLUMN || s->rival[BP_ROLE_BASE][1] != BP_NO_COLUMN;
    pay |= total != BP_NO_COLUMN &&
           (s->mapped[BP_ROLE_TOTAL] ||
            !bp_text_same(bp_text_of(l->name[total]), bp_text_of("total")));
    size_t percentiles = 0;
    for (size_t i = 0; i < l->n_columns; i++)
        percentiles += bp_role_is_percentile(bp_text_of(l->name[i]));
    return !pay && percentiles > 0;
}

/* As many names as a message has room for. */
static void list_names(bp_str *s, const bp_layout *l)
{
    for (size_t i = 0; i < l->n_columns; i++) {
        if (s->n > 240) {
            bp_str_printf(s, " and %zu more", l->n_columns - i);
            return;
        }
        bp_text name = bp_text_of(l->name[i]);
        bp_str_puts(s, i > 0 ? ", '" : "'");
        bp_str_visible(s, (bp_text){ name.at, name.n < 60 ? name.n : 60 });
        bp_str_puts(s, "'");
    }
}

bp_status bp_schema_no_pay(const bp_schema *s, const char *file, const bp_layout *l,
                           bp_err *err)
{
    const bp_loc at = { .file = file };
    const bp_hint pay = { BP_HINT_PAY_COLUMN, NULL };
    if (bp_schema_is_published(s, l))
        return bp_fail_hint(
            err, &at, BP_EDATA, (bp_hint){ BP_HINT_OFFER, NULL },
            "this is a published table of percentiles, not records of pay");
    for (bp_role r = 0; bp_role_is_pay(r); r++)
        if (s->rival[r][1] != BP_NO_COLUMN)
            return rivals(file, l, s->rival[r], "pay", pay, err);
    bp_str names = { 0 };
    list_names(&names, l);
    bp_fail_hint(err, &at, BP_EDATA, pay, "no pay column among %s",
                 names.at != NULL ? names.at : "its columns");
    bp_str_release(&names);
    return BP_EDATA;
}
