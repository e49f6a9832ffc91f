/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns that rows need for something else than pay or groups.
 *
 * They are found by their roles.  A role that nothing asks for is not wanted, so that its
 * cells are never looked at: a date, a person's name and the columns that `check` watches
 * are read only for the requests that use them.  A column of FTE scales pay only when
 * it was mapped: its header alone does not say that pay is not full-time pay already. */
#include "ingest/fields.h"

#include "ingest/staffcolumns.h"

static bp_status find_jobs(bp_fields *f, bp_wanted *w, const bp_lookup *l, bp_err *err)
{
    const bp_layout *first = &l->head->layout;
    f->job[0] = f->job[1] = BP_NOT_WANTED;
    if (l->choice->n_job == 0)
        return BP_OK;
    f->job[0] = bp_wanted_add(w, first, l->schema->column[BP_ROLE_JOB], BP_NEED_JOB);
    f->job[1] = bp_wanted_add(w, first, l->schema->column[BP_ROLE_TITLE], BP_NEED_JOB);
    if (f->job[0] != BP_NOT_WANTED || f->job[1] != BP_NOT_WANTED)
        return BP_OK;
    return bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EDATA,
                        (bp_hint){ BP_HINT_MAP, "title" },
                        "there is no job or title column");
}

/* Peers may be listed by the name of an organisation where its role is that of an id. */
static size_t find_org_name(bp_wanted *w, const bp_lookup *l)
{
    const bp_layout *first = &l->head->layout;
    bp_best best = BP_BEST_NONE;
    for (size_t i = 0; l->choice->peers != NULL && i < first->n_columns; i++)
        if (i != l->schema->column[BP_ROLE_ORG])
            bp_best_see(&best, i, bp_role_match(BP_ROLE_ORG, bp_text_of(first->name[i])));
    return bp_wanted_add(w, first, best.column, BP_NEED_PEERS);
}

static void watch(bp_fields *f, bp_wanted *w, const bp_lookup *l, size_t column)
{
    const size_t at = bp_wanted_add(w, &l->head->layout, column, BP_NEED_WATCHED);
    for (size_t i = 0; i < f->n_watched; i++)
        if (f->watched[i] == at)
            return;
    if (at != BP_NOT_WANTED && f->n_watched < BP_WATCHED_MAX)
        f->watched[f->n_watched++] = at;
}

/* Every column of words that may be the name of a group: not who somebody is. */
static void watch_texts(bp_fields *f, bp_wanted *w, const bp_lookup *l)
{
    const bp_layout *first = &l->head->layout;
    watch(f, w, l, l->schema->column[BP_ROLE_JOB]);
    for (size_t i = 0; i < first->n_columns; i++)
        if (bp_evidence_kind(&l->head->evidence[i]) == BP_COLUMN_TEXT &&
            i != l->schema->column[BP_ROLE_PERSON])
            watch(f, w, l, i);
}

/* The columns of the usual groups, and those of the groups that are asked for. */
static void find_watched(bp_fields *f, bp_wanted *w, const bp_lookup *l)
{
    static const bp_role roles[] = { BP_ROLE_TIER,   BP_ROLE_REGION,   BP_ROLE_COUNTRY,
                                     BP_ROLE_SIZE,   BP_ROLE_ORG,      BP_ROLE_EXPERIENCE,
                                     BP_ROLE_PERIOD, BP_ROLE_CURRENCY, BP_ROLE_TITLE };
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        watch(f, w, l, l->schema->column[roles[i]]);
    for (size_t i = 0; i < l->choice->n_by; i++) {
        size_t column = BP_NO_COLUMN;
        bp_err none;
        if (bp_lookup_column(&column, l, l->choice->by[i], &none) == BP_OK)
            watch(f, w, l, column);
    }
    f->n_usual = f->n_watched;
    if (l->reading->keep_values)
        watch_texts(f, w, l);
}

/* The column that was named, else the one that was mapped: a header alone does not say
 * that its weights are wanted. */
static bp_status find_weight(size_t *out, bp_wanted *w, const bp_lookup *l, bp_err *err)
{
    size_t column = BP_NO_COLUMN;
    bp_status status = BP_OK;
    *out = BP_NOT_WANTED;
    if (l->choice->weights == BP_UNWEIGHTED)
        return BP_OK;
    if (l->choice->weight != NULL)
        status = bp_lookup_column(&column, l, l->choice->weight, err);
    else if (l->schema->mapped[BP_ROLE_WEIGHT])
        column = l->schema->column[BP_ROLE_WEIGHT];
    if (status == BP_OK && column == BP_NO_COLUMN)
        status = bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_WEIGHT, NULL },
                              "weights have a meaning, but no column");
    if (status == BP_OK)
        *out = bp_wanted_add(w, &l->head->layout, column, BP_NEED_WEIGHT);
    return status;
}

bp_status bp_fields_find(bp_fields *out, bp_wanted *wanted, const bp_lookup *l,
                         const bp_periodfit *period, bp_err *err)
{
    const bp_layout *first = &l->head->layout;
    const size_t *column = l->schema->column;
    const bool records = l->reading->keep_records;
    const bool has_year =
        column[BP_ROLE_YEAR] != BP_NO_COLUMN || l->schema->constant[BP_ROLE_YEAR];
    bp_fields f = { .person = BP_NOT_WANTED,
                    .given_year = l->schema->constant[BP_ROLE_YEAR],
                    .date = BP_NOT_WANTED,
                    .period = BP_NOT_WANTED,
                    .fte = BP_NOT_WANTED };
    bp_status status = find_jobs(&f, wanted, l, err);
    if (status == BP_OK)
        status = find_weight(&f.weight, wanted, l, err);
    if (status == BP_OK)
        status = bp_staff_columns_find(&f, wanted, l, err);
    if (status != BP_OK)
        return status;
    f.org = bp_wanted_add(wanted, first, column[BP_ROLE_ORG], BP_NEED_ORG);
    f.org_name = find_org_name(wanted, l);
    f.year = bp_wanted_add(wanted, first, column[BP_ROLE_YEAR], BP_NEED_YEAR);
    if (period->applied)
        f.period = bp_wanted_add(wanted, first, period->column, BP_NEED_PERIOD);
    if (l->schema->mapped[BP_ROLE_FTE])
        f.fte = bp_wanted_add(wanted, first, column[BP_ROLE_FTE], BP_NEED_FTE);
    const bp_distinct_rule distinct = l->choice->distinct;
    if (l->choice->age != NULL && column[BP_ROLE_DATE] == BP_NO_COLUMN &&
        !l->schema->constant[BP_ROLE_DATE])
        return bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EDATA,
                            l->choice->effective ? (bp_hint){ BP_HINT_MAP, "date" }
                                                 : (bp_hint){ BP_HINT_EFFECTIVE, NULL },
                            "no effective date is given, and the rows have none");
    if (distinct != BP_DISTINCT_NO && column[BP_ROLE_PERSON] == BP_NO_COLUMN)
        return bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EDATA,
                            (bp_hint){ BP_HINT_MAP, "person" },
                            "there is no person column");
    if (distinct == BP_DISTINCT_LATEST && !has_year &&
        column[BP_ROLE_DATE] == BP_NO_COLUMN)
        return bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EDATA,
                            (bp_hint){ BP_HINT_MAP, "date" },
                            "there is no date column to tell the latest row of a person");
    if (records || l->reading->keep_people || l->reading->keep_rows ||
        l->reading->staff != 0 || distinct != BP_DISTINCT_NO)
        f.person = bp_wanted_add(wanted, first, column[BP_ROLE_PERSON], BP_NEED_PERSON);
    f.date_aside = has_year && !records && l->choice->rates == NULL &&
                   distinct != BP_DISTINCT_LATEST && l->choice->age == NULL;
    if (!f.date_aside || l->reading->keep_dates)
        f.date = bp_wanted_add(wanted, first, column[BP_ROLE_DATE],
                               has_year ? BP_NEED_DATE : BP_NEED_YEAR);
    if (records)
        find_watched(&f, wanted, l);
    *out = f;
    return BP_OK;
}
