/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.c - those who are in two surveys, group by group.
 *
 * The two surveys become two years of one list, in which each person is once for
 * everybody and once for the own group; sorted by group and person, those who are in both
 * stand side by side.  Who moved to another group is in both for everybody alone: the
 * raise of a promotion is no raise within a tier. */
#include "analysis/pairs.h"

#include <stdlib.h>

#include "analysis/gsl.h"
#include "base/mem.h"
#include "data/slots.h"

enum { OLD_YEAR, NEW_YEAR };

/* All that is compared. */
typedef struct pairs {
    const bp_pair_group *group; /* [n] */
    size_t n;
    bp_paid *paid; /* [n_paid] */
    size_t n_paid;
    size_t cap;
} pairs;

/* A group by its values. */
typedef struct valued {
    const uint32_t *value; /* [keys] */
    size_t keys;
    size_t set;
} valued;

/* One of the surveys. */
typedef struct side {
    const bp_survey *survey;
    int32_t year;   /* OLD_YEAR or NEW_YEAR */
    bp_int128 unit; /* what its units of pay are worth in the finer ones of both */
    valued *valued; /* [n_valued] groups with values, in the order of these */
    size_t n_valued;
} side;

static const uint32_t *values_of(const pairs *p, const side *s, size_t group)
{
    const bp_pair_group *g = &p->group[group];
    return s->year == OLD_YEAR ? g->old_value : g->value;
}

static bool add(pairs *p, const side *s, bp_paid one)
{
    if (!bp_reserve(&p->paid, &p->cap, p->n_paid + 1, sizeof one))
        return false;
    one.year = s->year;
    one.sum *= s->unit;
    p->paid[p->n_paid++] = one;
    return true;
}

/* Of the year that the survey was settled on; 0: it has none, or pools all. */
static bool is_of_year(const bp_survey *s, int32_t year)
{
    return bp_survey_year(s) == 0 || year == bp_survey_year(s);
}

/* ---- groups in the order of their values ---- */

static int by_value(const void *a, const void *b)
{
    const valued *x = a, *y = b;
    for (size_t k = 0; k < x->keys; k++)
        if (x->value[k] != y->value[k])
            return x->value[k] < y->value[k] ? -1 : 1;
    return 0;
}

static void sort_groups(const pairs *p, side *s)
{
    for (size_t g = 0; g < p->n; g++)
        if (values_of(p, s, g) != NULL)
            s->valued[s->n_valued++] =
                (valued){ values_of(p, s, g), bp_survey_keys(s->survey), g };
    if (s->n_valued > 0)
        qsort(s->valued, s->n_valued, sizeof s->valued[0], by_value);
}

/* The group with these values; NULL: none is compared. */
static const valued *find_group(const side *s, const uint32_t value[], size_t keys)
{
    const valued wanted = { value, keys, 0 };
    return s->n_valued > 0
               ? bsearch(&wanted, s->valued, s->n_valued, sizeof s->valued[0], by_value)
               : NULL;
}

/* ---- people ---- */

/* A row of pay, for the group that is everybody: the first, where there is one. */
static bool add_to_all(pairs *p, const side *s, bp_paid one)
{
    one.set = 0;
    return values_of(p, s, 0) != NULL || add(p, s, one);
}

static bool add_people(pairs *p, const side *s)
{
    const bp_person_pay *row;
    const size_t rows = bp_survey_people(s->survey, &row);
    const size_t keys = bp_survey_keys(s->survey);
    const uint32_t *key = bp_survey_people_keys(s->survey);
    bool ok = true;
    for (size_t i = 0; ok && i < rows; i++) {
        bp_paid one = { .who = row[i].who, .org = row[i].org, .n = 1, .sum = row[i].pay };
        if (!is_of_year(s->survey, row[i].year))
            continue;
        ok = add_to_all(p, s, one);
        const valued *own = keys > 0 ? find_group(s, key + i * keys, keys) : NULL;
        if (!ok || own == NULL)
            continue;
        one.set = own->set;
        ok = add(p, s, one);
    }
    return ok;
}

/* ---- organisations ---- */

/* By their names, since ids are those of one survey. */
static uint64_t name_of(const bp_survey *s, uint32_t org)
{
    const bp_text name = bp_survey_org_text(s, org);
    return bp_hash(name.at, name.n) | 1;
}

static bool add_orgs(pairs *p, const side *s)
{
    bool ok = true;
    for (size_t g = 0; ok && g < p->n; g++) {
        bp_org_pay *org = NULL;
        size_t n = 0;
        ok = bp_survey_org_pay(&org, &n, s->survey, values_of(p, s, g), NULL) == BP_OK;
        for (size_t i = 0; ok && i < n; i++)
            if (org[i].org != BP_NO_ID && is_of_year(s->survey, org[i].year))
                ok = add(p, s,
                         (bp_paid){ .set = g,
                                    .who = name_of(s->survey, org[i].org),
                                    .org = org[i].org,
                                    .n = org[i].n,
                                    .sum = org[i].sum });
        free(org);
    }
    return ok;
}

/* ---- the changes ---- */

static size_t compare(const bp_paid paid[], size_t n, bp_paid_change out[])
{
    size_t found = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const bp_paid *x = &paid[i], *y = &paid[i + 1];
        if (bp_paid_same(x, y) && x->year == OLD_YEAR)
            out[found++] = (bp_paid_change){ x->set, y->org, bp_paid_change_of(x, y) };
    }
    bp_paid_sort(out, found);
    return found;
}

/* False: memory is out. */
static bool sum_up(bp_paid_growth out[], const pairs *p)
{
    const size_t n = bp_paid_merge(p->paid, p->n_paid);
    bp_paid_change *change = bp_alloc(0, n, sizeof *change);
    double *growth = bp_alloc(0, n, sizeof *growth);
    const bool ok = n == 0 || (change != NULL && growth != NULL);
    const size_t found = ok ? compare(p->paid, n, change) : 0;
    for (size_t i = 0, next; i < found; i = next) {
        const size_t set = change[i].set;
        for (next = i; next < found && change[next].set == set; next++)
            ;
        out[set] = bp_paid_sum(change + i, next - i, growth);
    }
    free(change);
    free(growth);
    return ok;
}

static bp_status check(const bp_survey *s, bp_matching matching, bp_err *err)
{
    const bp_loc at = { .file = bp_survey_input(s, 0)->file };
    const bool has =
        matching == BP_MATCH_ORG ? bp_survey_has_orgs(s) : bp_survey_shape(s)->has_person;
    const char *lacks = matching == BP_MATCH_ORG ? "org" : "person";
    return has ? BP_OK
               : bp_fail_hint(err, &at, BP_EDATA, (bp_hint){ BP_HINT_MAP, lacks },
                              "there is no %s column, which matching needs", lacks);
}

static bp_int128 unit_of(const bp_survey *s, const bp_survey *other)
{
    bp_int128 unit = 1;
    for (int i = bp_survey_shape(s)->scale; i < bp_survey_shape(other)->scale; i++)
        unit *= 10;
    return unit;
}

bp_status bp_pairs_find(bp_paid_growth out[], const bp_survey *old, const bp_survey *now,
                        const bp_pair_group group[], size_t n, bp_matching matching,
                        bp_err *err)
{
    pairs p = { .group = group, .n = n };
    side s[2] = { { .survey = old, .year = OLD_YEAR, .unit = unit_of(old, now) },
                  { .survey = now, .year = NEW_YEAR, .unit = unit_of(now, old) } };
    const bp_figure absent = bp_figure_absent();
    bp_status status = check(old, matching, err);
    if (status == BP_OK)
        status = check(now, matching, err);
    if (status != BP_OK)
        return status;
    for (size_t g = 0; g < n; g++)
        out[g] = (bp_paid_growth){ .median = absent, .mean = absent };
    valued *list = bp_alloc(0, 2 * n, sizeof *list);
    bool ok = list != NULL;
    bp_gsl_begin();
    for (size_t i = 0; ok && i < 2; i++) {
        s[i].valued = list + i * n;
        sort_groups(&p, &s[i]);
        ok = matching == BP_MATCH_ORG ? add_orgs(&p, &s[i]) : add_people(&p, &s[i]);
    }
    ok = ok && sum_up(out, &p);
    free(list);
    free(p.paid);
    return bp_gsl_end(ok ? BP_OK : bp_no_memory(err, "those in both"), err);
}
