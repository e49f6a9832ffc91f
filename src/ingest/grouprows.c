/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of which each is of another group.
 *
 * Statistics have a row a country, price lists of labour a row an occupation, and pay
 * scales a row a grade and a step.  Their header may say no more than "salary", and the
 * median over countries is a clean table of nonsense.  Of people some are in one country
 * and of one grade.  So a table is of groups where no two of its rows are of one, and
 * nothing in it is about a person. */
#include "ingest/grouprows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/words.h"
#include "ingest/crossed.h"
#include "ingest/hashset.h"
#include "ingest/headwords.h"
#include "ingest/stated.h"

/* So many rows are not each of another group by chance. */
#define PLACES_LEAST 8
#define GRADES_LEAST 5
#define JOBS_LEAST 12

#define KEY_MAX 8

typedef enum kind { OTHER, PERSON, TRAIT, BESIDE, TIME, PLACE, JOB, GRADE, KINDS } kind;

/* What a word of a header is about: one person, a trait of people, more of a group, or
 * groups, of which a series has one and its months.  The first row decides: "Country Name"
 * is of no person. */
static const struct {
    kind kind;
    const char *words;
} about[] = {
    { TRAIT, "age alter edad gender sex" },
    { PERSON, "hired hire identifier executive officer teacher physician doctor judge "
              "professor athlete member" },
    { PLACE, "country state" },
    { BESIDE, "code codigo type field basis flag source note notes" },
    { TIME, "month mes period periodo monat mois" },
    { PLACE, "county counties district prefecture geo area entity estado oblast codgeo "
             "fips nuts commune municipality parish borough departement gemeinde kreis "
             "landkreis municipio comune kommune powiat okres" },
    { JOB, "occupation occupations major industry sector category categoria kategorie "
           "categorie empleo classification branche" },
    { GRADE, "spine" },
    { PERSON, "name names" },
};

typedef struct looking {
    kind *is;            /* [columns] see kind_at */
    size_t key[KEY_MAX]; /* [n_key] columns that tell groups apart together */
    size_t n_key;
    size_t names; /* the first of them that is of the groups themselves; BP_NO_COLUMN */
    bp_hashset seen;
    size_t rows;
} looking;

static kind kind_of(bp_text name)
{
    int match[BP_ROLES];
    bp_headwords words;
    bp_role_matches(match, name);
    if (match[BP_ROLE_COUNTRY] < BP_NO_MATCH || match[BP_ROLE_REGION] < BP_NO_MATCH)
        return PLACE;
    if (match[BP_ROLE_JOB] < BP_NO_MATCH || match[BP_ROLE_TITLE] < BP_NO_MATCH)
        return JOB;
    if (match[BP_ROLE_TIER] < BP_NO_MATCH || match[BP_ROLE_GRADE] < BP_NO_MATCH ||
        bp_stated_lists_steps(name))
        return GRADE;
    bp_headwords_split(&words, name);
    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
        for (size_t k = 0; k < words.n; k++)
            if (bp_words_have(about[i].words, words.word[k]))
                return about[i].kind;
    return OTHER;
}

/* How spreadsheets head the groups of a pivot table, and how statistics in rows say which
 * of them each is. */
static size_t find_statistics(const bp_layout *l)
{
    static const char names[] =
        "Row Labels|Zeilenbeschriftungen|Étiquettes de lignes|Etiquetas de fila|"
        "Etichette di riga|Rijlabels|Rótulos de Linha|Etykiety wierszy|Radetiketter|"
        "Statistics|Statistic|Measure|Indicator";
    for (size_t i = 0; l->has_header && i < l->n_columns; i++)
        if (bp_words_start(names, '|', bp_text_of(l->name[i])) == strlen(l->name[i]))
            return i;
    return BP_NO_COLUMN;
}

/* Rates that are valid from one date to another; BP_NO_COLUMN: they are not, or the column
 * that says from when. */
static size_t find_validity(const bp_layout *l)
{
    static const char valid[] =
        "effective valid validity gultig gueltig vigencia vigente "
        "validite valable validita";
    size_t from = BP_NO_COLUMN;
    bool until = false;
    for (size_t i = 0; l->has_header && i < l->n_columns; i++) {
        const bp_text name = bp_text_of(l->name[i]);
        if (!bp_headwords_any(name, valid))
            continue;
        const unsigned says = bp_headwords_of(name);
        if ((says & BP_SAYS_LOW) != 0)
            from = i;
        until |= (says & BP_SAYS_HIGH) != 0;
    }
    return until ? from : BP_NO_COLUMN;
}

/* Does a column have a role that only people have? */
static bool is_of_people(const bp_lookup *l)
{
    static const bp_role roles[] = { BP_ROLE_ORG, BP_ROLE_EXPERIENCE, BP_ROLE_HIRED,
                                     BP_ROLE_FTE, BP_ROLE_WRVU };
    const size_t *column = l->schema->column;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (column[roles[i]] != BP_NO_COLUMN)
            return true;
    return bp_schema_has_people(l->schema, &l->head->layout);
}

static bool is_text(const bp_evidence *e)
{
    const bp_column_kind is = bp_evidence_kind(e);
    return is == BP_COLUMN_TEXT || is == BP_COLUMN_RANGE;
}

/* What each column that tells rows apart is about; KINDS: pay, or the same in all.  A
 * rank in numbers is that of the row in its list. */
static kind kind_at(const bp_lookup *l, size_t column)
{
    const bp_text name = bp_text_of(bp_lookup_name(l, column));
    const bp_evidence *e = &l->head->evidence[column];
    const bool pay = (bp_headwords_of(name) & (BP_SAYS_PAY | BP_SAYS_EARNINGS)) != 0;
    const bool place = bp_text_same(name, bp_text_of("rank")) && !is_text(e);
    const kind is = place ? OTHER : kind_of(name);
    return e->distinct < 2 || ((is == OTHER || is == PERSON) && pay) ? KINDS : is;
}

/* Of which groups the rows can be: of one kind, and nothing else told in words; numbers
 * that are of no group are figures of one, as pay is. */
static kind find_kind(const looking *k, const bp_lookup *l)
{
    size_t n[KINDS + 1] = { 0 };
    for (size_t i = 0; i < l->head->layout.n_columns; i++) {
        k->is[i] = kind_at(l, i);
        n[k->is[i]] += k->is[i] != OTHER || is_text(&l->head->evidence[i]);
    }
    return n[PERSON] + n[TRAIT] > 0                ? OTHER
           : n[GRADE] > 0                          ? GRADE
           : n[OTHER] > 0                          ? OTHER
           : n[PLACE] > 0 && n[JOB] == 0           ? PLACE
           : n[JOB] > 0 && n[PLACE] == 0           ? JOB
           : n[JOB] + n[PLACE] == 0 && n[TIME] > 0 ? TIME
                                                   : OTHER;
}

/* The columns that tell the groups apart: with the year, and with what comes again beside
 * them. */
static void find_key(looking *k, const bp_lookup *l, kind of)
{
    for (size_t i = 0; i < l->head->layout.n_columns && k->n_key < KEY_MAX; i++) {
        const bp_evidence *e = &l->head->evidence[i];
        const uint64_t values = bp_evidence_values(e);
        const kind is = k->is[i];
        if (is == of && k->names == BP_NO_COLUMN)
            k->names = i;
        if (is == of || is == TIME || i == l->schema->column[BP_ROLE_YEAR] ||
            (is == BESIDE && 2 * e->distinct <= values))
            k->key[k->n_key++] = i;
    }
}

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    uint64_t hash[KEY_MAX] = { 0 };
    if (k->seen.n < k->rows++) /* a group came twice */
        return BP_OK;
    for (size_t i = 0; i < k->n_key; i++) {
        const bp_text cell = bp_text_trim(r->field[k->key[i]]);
        hash[i] = bp_hash(cell.at, cell.n);
    }
    return bp_hashset_put(&k->seen, bp_hash(hash, sizeof hash), "the groups of the head",
                          err);
}

/* Two columns without a header: names, none of them twice, and amounts. */
static bool may_list(const bp_lookup *l)
{
    const bp_layout *layout = &l->head->layout;
    return !layout->has_header && layout->n_columns == 2 && is_text(l->head->evidence);
}

/* Looks at the rows, where headers say of which groups they can be. */
static bp_status look(size_t *column, bool *listed, const bp_lookup *l, bp_err *err)
{
    static const size_t least[KINDS] = {
        [PLACE] = PLACES_LEAST, [JOB] = JOBS_LEAST, [GRADE] = GRADES_LEAST
    };
    const bool list = may_list(l);
    if (!list && !l->head->layout.has_header)
        return BP_OK;
    looking k = { .is = bp_alloc(0, l->head->layout.n_columns, sizeof *k.is),
                  .names = BP_NO_COLUMN };
    if (k.is == NULL)
        return bp_no_memory(err, "the columns");
    const kind of = list ? PLACE : find_kind(&k, l);
    if (list)
        k.n_key = 1;
    else
        find_key(&k, l, of);
    const bp_status status =
        of != OTHER ? bp_head_rows(l->head, k.key, k.n_key, see, &k, err) : BP_OK;
    if (of != OTHER && k.seen.n == k.rows && k.rows >= least[of]) {
        *listed = list;
        *column = k.names;
    }
    bp_hashset_release(&k.seen);
    free(k.is);
    return status;
}

/* Does a header say pay?  Dates beside it may be those of payments to people. */
static bool says_pay(const bp_lookup *l)
{
    bool says = false;
    for (size_t i = 0; i < l->head->layout.n_columns; i++)
        says |= (bp_headwords_of(bp_text_of(bp_lookup_name(l, i))) & BP_SAYS_PAY) != 0;
    return says;
}

/* The columns that may be the sides of a table: what is told in words, and, first, dates.
 * False: its rows are of people, or there are too many. */
static bool find_sides(size_t side[BP_CROSSED_MAX], size_t *n_sides, size_t *n_times,
                       const bp_lookup *l)
{
    size_t n = 0;
    *n_sides = *n_times = 0;
    for (size_t i = 0; i < l->head->layout.n_columns; i++) {
        const kind is = kind_at(l, i);
        const bp_evidence *e = &l->head->evidence[i];
        const bool text = is_text(e);
        const bool words = bp_evidence_kind(e) == BP_COLUMN_TEXT && e->distinct > 1;
        const bool time = is == TIME || i == l->schema->column[BP_ROLE_YEAR] ||
                          bp_evidence_kind(e) == BP_COLUMN_DATE;
        if (is == PERSON || (is == TRAIT && !text))
            return false;
        if ((is == KINDS && !words) || (!text && !time) ||
            bp_schema_pay_role(l->schema, i) != BP_ROLES)
            continue;
        if (n == BP_CROSSED_MAX)
            return false;
        side[n++] = time ? side[*n_times] : i;
        if (time)
            side[(*n_times)++] = i;
    }
    *n_sides = n;
    return true;
}

/* The column that numbers the steps of a scale; BP_NO_COLUMN. */
static size_t find_steps(const bp_lookup *l)
{
    for (size_t i = 0; i < l->head->layout.n_columns; i++)
        if (bp_stated_lists_steps(bp_text_of(bp_lookup_name(l, i))) &&
            bp_evidence_kind(&l->head->evidence[i]) == BP_COLUMN_NUMBER)
            return i;
    return BP_NO_COLUMN;
}

/* Are the rows the cells of a table, a series, or the steps of a scale? */
static bp_status look_across(size_t *column, const bp_lookup *l, bp_err *err)
{
    size_t side[BP_CROSSED_MAX], n = 0, times = 0;
    bool found = false;
    if (!l->head->layout.has_header || !find_sides(side, &n, &times, l))
        return BP_OK;
    const bool series =
        n == 1 && bp_evidence_kind(&l->head->evidence[side[0]]) == BP_COLUMN_DATE;
    bp_status status =
        series ? bp_dated_look(&found, l, side[0], err)
               : bp_crossed_look(&found, l, side, n, says_pay(l) ? times : 0, err);
    if (found)
        *column = side[times < n ? times : 0];
    const size_t step = find_steps(l);
    if (status == BP_OK && !found && step != BP_NO_COLUMN) {
        status = bp_steps_look(&found, l, step, side, n, err);
        if (found)
            *column = step;
    }
    return status;
}

bp_status bp_group_rows_find(size_t *column, bool *listed, const bp_lookup *l,
                             bp_err *err)
{
    *column = BP_NO_COLUMN;
    *listed = false;
    if (is_of_people(l))
        return BP_OK;
    bp_status status = look(column, listed, l, err);
    if (status == BP_OK && *column == BP_NO_COLUMN)
        status = look_across(column, l, err);
    if (status == BP_OK && *column == BP_NO_COLUMN)
        *column = find_statistics(&l->head->layout);
    if (status == BP_OK && *column == BP_NO_COLUMN)
        *column = find_validity(&l->head->layout);
    return status;
}
