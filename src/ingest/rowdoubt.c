/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions whether rows are people, or payments to them, and of which year.
 *
 * A payroll has a row a month, or a row a change of pay.  Read as people, its rows make a
 * median of payments, and a dozen of one person would pass for a group that is large
 * enough to be shown.  The rows of one year that name a person again, on another date,
 * tell: few of them are people who changed, many are the way the file is.
 *
 * Pay of several years in one median is no market of any of them, and nothing in the
 * table would show it.  So a column that may tell them apart, and that no usual header
 * gives the role, is asked about.  The year of a birth or of a licence may have the same
 * cells; its header tells. */
#include "ingest/rowdoubt.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/slots.h"
#include "ingest/cell.h"
#include "ingest/headwords.h"
#include "ingest/payparts.h"

/* So many rows in a hundred of the head are not by chance; without dates they may be
 * typed twice, too, and names can be those of several people. */
#define SHARE_DATED 20
#define SHARE_UNDATED 50
#define SHARE_OF_NAMES 60
#define SHARE_OF_PARTS 5 /* of one date, where a column says that they are parts of pay */

/* So many rows of people of whom hardly any comes again are not by chance. */
#define EFFECTIVE_ROWS 30

/* How sure a header is that is of an id: see bp_role_match. */
#define ID_MATCH 1
#define PERSON_MATCH 3 /* "Employee": an id, or a name */

typedef struct seen {
    uint64_t payee; /* hash of organization, person and year */
    uint64_t date;  /* of the first row */
    uint64_t last;  /* of the latest that came */
} seen;

typedef struct looking {
    const bp_lookup *lookup;
    bp_slots slots;
    seen *seen; /* [n] */
    size_t n, cap;
    uint64_t rows;       /* with a person */
    uint64_t again;      /* of them with an earlier one of the year */
    uint64_t later;      /* ... of another date */
    uint64_t same;       /* ... of the date of the row before */
    bool any_year;       /* a person is the same one in every year */
    int first, last;     /* years of the dates that were read */
    size_t date;         /* the column that tells rows of a year apart; BP_NO_COLUMN */
    bp_date_style style; /* of its dates, as far as they tell it */
} looking;

static bool is_same(const void *user, uint32_t at, const void *key)
{
    const looking *k = user;
    return k->seen[at].payee == *(const uint64_t *)key;
}

static bp_text cell_at(const bp_record *r, size_t column)
{
    return column < r->n ? bp_text_trim(r->field[column]) : (bp_text){ "", 0 };
}

static bp_text cell_of(const looking *k, const bp_record *r, bp_role role)
{
    return cell_at(r, k->lookup->schema->column[role]);
}

static uint64_t payee_of(looking *k, const bp_record *r, bp_text person, bp_text date)
{
    const bp_text org = cell_of(k, r, BP_ROLE_ORG), year = cell_of(k, r, BP_ROLE_YEAR);
    const bp_text tells = year.n > 0 ? year : date;
    bp_date on = { 0 };
    const bool read = bp_date_read(&on, tells, k->style); /* "FY24" is told by its text */
    const bool apart = !k->any_year;
    const uint64_t hash[] = { bp_hash(org.at, org.n), bp_hash(person.at, person.n),
                              read || !apart ? 0 : bp_hash(year.at, year.n),
                              read && apart ? (uint64_t)on.year : 0 };
    if (read && (k->first == 0 || on.year < k->first))
        k->first = on.year;
    if (read && on.year > k->last)
        k->last = on.year;
    return bp_hash(hash, sizeof hash);
}

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    const bp_reading *reading = k->lookup->reading;
    const bp_text person = cell_of(k, r, BP_ROLE_PERSON), date = cell_at(r, k->date);
    if (bp_cell_missing(person, reading->missing, reading->n_missing) ||
        (k->lookup->schema->column[BP_ROLE_DATE] != BP_NO_COLUMN &&
         bp_cell_missing(date, reading->missing, reading->n_missing)))
        return BP_OK;
    const uint64_t day = bp_hash(date.at, date.n);
    const seen now = { payee_of(k, r, person, date), day, day };
    const uint32_t at = bp_slots_find(&k->slots, now.payee, is_same, k, &now.payee);
    k->rows++;
    if (at != BP_NO_ID) {
        k->again++;
        k->later += k->seen[at].date != now.date;
        k->same += k->seen[at].last == now.date;
        k->seen[at].last = now.date;
        return BP_OK;
    }
    if (!bp_reserve(&k->seen, &k->cap, k->n + 1, sizeof now) ||
        !bp_slots_add(&k->slots, now.payee, (uint32_t)k->n))
        return bp_no_memory(err, "the people of the head");
    k->seen[k->n++] = now;
    return BP_OK;
}

/* The months of a year, as numbers or words, under "mes" or "Month"; BP_NO_COLUMN. */
static size_t find_month(const bp_lookup *l)
{
    for (size_t i = 0; i < l->head->layout.n_columns; i++) {
        const bp_evidence *e = &l->head->evidence[i];
        if (bp_headwords_of(bp_text_of(bp_lookup_name(l, i))) == BP_SAYS_MONTH &&
            e->money == 0 && e->distinct > 1 && e->distinct <= 12 &&
            !bp_schema_has_role(l->schema, i))
            return i;
    }
    return BP_NO_COLUMN;
}

/* parts  several rows of one date are parts of pay, which add up */
static void ask(const bp_lookup *l, bool dated, bool parts)
{
    const bp_setting latest = { BP_SET_DISTINCT, NULL, "latest" },
                     sum = { BP_SET_DISTINCT, NULL, "sum" },
                     rows = { BP_SET_MAP, "person", "" };
    const bp_setting by_date[] = { latest, sum, rows }, by_part[] = { sum, latest, rows },
                     undated[] = { sum, rows };
    const bp_setting *setting = !dated ? undated : parts ? by_part : by_date;
    bp_doubts_add(l->doubts, "persons", &(bp_loc){ .file = l->file }, setting,
                  dated ? 3 : 2,
                  "many rows are of people who have an earlier row of the same year%s "
                  "('%s'): they may be payments, or changes of pay",
                  dated ? ", of another date" : "",
                  bp_lookup_name(l, l->schema->column[BP_ROLE_PERSON]));
}

/* Rows of one person and date that are parts of pay.
 *   base  the cell of the column that says base pay; empty: there is none */
static bp_status ask_parts(const bp_lookup *l, size_t column, const bp_str *base,
                           bp_err *err)
{
    const char *name = bp_lookup_name(l, column);
    bp_str where = { 0 };
    bp_str_printf(&where, "%s = %.*s", name, (int)base->n, bp_str_text(base).at);
    if (where.failed)
        return bp_str_release(&where), bp_no_memory(err, "a condition");
    const bp_setting setting[] = { { BP_SET_WHERE, NULL, where.at },
                                   { BP_SET_DISTINCT, NULL, "sum" },
                                   { BP_SET_MAP, "person", "" } };
    const size_t from = base->n > 0 ? 0 : 1;
    bp_doubts_add(l->doubts, "parts", &(bp_loc){ .file = l->file }, setting + from,
                  3 - from,
                  "many rows are of people who have an earlier row, and '%s' tells these "
                  "apart: they may be parts of pay, of which one is meant, or their sum",
                  name);
    bp_str_release(&where);
    return BP_OK;
}

/* More than so many rows in a hundred that come again without a date are asked about; a
 * "Name" is too often that of several people, or of something else. */
static unsigned share_undated(const bp_lookup *l)
{
    const char *header = bp_lookup_name(l, l->schema->column[BP_ROLE_PERSON]);
    const int match = bp_role_match(BP_ROLE_PERSON, bp_text_of(header));
    return l->schema->mapped[BP_ROLE_PERSON] || match <= ID_MATCH ? SHARE_UNDATED
           : match <= PERSON_MATCH                                ? SHARE_OF_NAMES
                                                                  : 100;
}

bp_status bp_person_ask(const bp_lookup *l, const bp_wanted *w, const bp_condition c[],
                        bp_err *err)
{
    const size_t *column = l->schema->column;
    const bool dates = column[BP_ROLE_DATE] != BP_NO_COLUMN;
    /* years may have quarters or months */
    looking k = { .lookup = l, .date = column[dates ? BP_ROLE_DATE : BP_ROLE_YEAR] };
    const size_t month = dates ? BP_NO_COLUMN : find_month(l);
    if (month != BP_NO_COLUMN)
        k.date = month;
    if (l->choice->distinct != BP_DISTINCT_NO || column[BP_ROLE_PERSON] == BP_NO_COLUMN)
        return BP_OK;
    const unsigned undated = share_undated(l);
    if (k.date == BP_NO_COLUMN && undated == 100)
        return BP_OK;
    if (k.date != BP_NO_COLUMN && k.date != month)
        bp_date_decide(&l->head->evidence[k.date].date, &k.style);
    const size_t told[] = { column[BP_ROLE_ORG], column[BP_ROLE_PERSON],
                            column[BP_ROLE_YEAR], k.date };
    bp_status status = bp_reserve(&k.seen, &k.cap, BP_HEAD_RECORDS, sizeof *k.seen)
                           ? bp_head_rows(l->head, told, 4, see, &k, err)
                           : bp_no_memory(err, "the people of the head");
    size_t parts = BP_NO_COLUMN;
    bp_str base = { 0 };
    if (status == BP_OK && 100 * k.same > SHARE_OF_PARTS * k.rows)
        status = bp_pay_parts_find(&parts, &base, l, err);
    const bool chosen =
        parts != BP_NO_COLUMN && bp_conditions_on(c, l->choice->n_where, w, parts);
    if (status == BP_OK && parts != BP_NO_COLUMN && !chosen)
        status = ask_parts(l, parts, &base, err);
    else if (status == BP_OK && 100 * k.later > SHARE_DATED * k.rows)
        ask(l, month == BP_NO_COLUMN, 100 * k.same > SHARE_DATED * k.rows);
    else if (status == BP_OK && !dates && !chosen && k.again > 1 &&
             100 * k.again >= undated * k.rows) /* each has two rows */
        ask(l, false, false);
    bp_str_release(&base);
    free(k.seen);
    bp_slots_release(&k.slots);
    return status;
}

/* Are groups made of the years? */
static bool is_by_year(const bp_lookup *l)
{
    const bp_text header = bp_text_of(bp_lookup_name(l, l->schema->column[BP_ROLE_DATE]));
    bool by = false;
    for (size_t i = 0; i < l->choice->n_by; i++) {
        const bp_text group = bp_text_of(l->choice->by[i]);
        by |= bp_text_same(group, bp_text_of("year")) || bp_text_same(group, header);
    }
    return by;
}

bp_status bp_effective_ask(const bp_lookup *l, bp_err *err)
{
    const size_t *column = l->schema->column, date = column[BP_ROLE_DATE];
    looking k = { .lookup = l, .date = date, .any_year = true };
    if (l->choice->year != BP_YEAR_LATEST || column[BP_ROLE_PERSON] == BP_NO_COLUMN ||
        column[BP_ROLE_YEAR] != BP_NO_COLUMN || date == BP_NO_COLUMN ||
        !bp_headwords_listed(bp_text_of(bp_lookup_name(l, date)),
                             "effectivedate dateeffective") ||
        is_by_year(l))
        return BP_OK;
    bp_date_decide(&l->head->evidence[date].date, &k.style);
    const size_t told[] = { column[BP_ROLE_ORG], column[BP_ROLE_PERSON], date };
    bp_status status = bp_reserve(&k.seen, &k.cap, BP_HEAD_RECORDS, sizeof *k.seen)
                           ? bp_head_rows(l->head, told, 3, see, &k, err)
                           : bp_no_memory(err, "the people of the head");
    char year[16];
    snprintf(year, sizeof year, "%d", k.last);
    const bp_setting setting[] = { { BP_SET_YEAR, NULL, "all" },
                                   { BP_SET_YEAR, NULL, year } };
    if (status == BP_OK && k.rows >= EFFECTIVE_ROWS && k.first < k.last &&
        100 * k.again <= k.rows)
        bp_doubts_add(l->doubts, "year", &(bp_loc){ .file = l->file }, setting, 2,
                      "'%s' has years from %d to %d, and hardly anybody is there twice: "
                      "it may be the date of each one's last change of pay, where all "
                      "years are meant, or that of a survey",
                      bp_lookup_name(l, date), k.first, k.last);
    free(k.seen);
    bp_slots_release(&k.slots);
    return status;
}

/* Several years, each of several rows, and nothing else. */
static bool are_years(const bp_evidence *e)
{
    const uint64_t values = bp_evidence_values(e);
    return e->distinct > 1 && e->distinct < BP_DISTINCT_MAX && e->date.year == values &&
           values >= 2 * e->distinct;
}

void bp_year_ask(const bp_lookup *l, const bp_wanted *wanted)
{
    const bp_schema *s = l->schema;
    if (s->mapped[BP_ROLE_YEAR] || s->constant[BP_ROLE_YEAR] ||
        s->column[BP_ROLE_YEAR] != BP_NO_COLUMN ||
        s->column[BP_ROLE_DATE] != BP_NO_COLUMN ||
        s->rival[BP_ROLE_YEAR][1] != BP_NO_COLUMN)
        return;
    for (size_t i = 0; i < l->head->layout.n_columns; i++) {
        const char *name = bp_lookup_name(l, i);
        const unsigned says = bp_headwords_of(bp_text_of(name));
        if ((says & BP_SAYS_YEAR) == 0 || (says & BP_SAYS_LIFE) != 0 ||
            bp_schema_has_role(s, i) || bp_wanted_find(wanted, i) != BP_NOT_WANTED ||
            !are_years(&l->head->evidence[i]))
            continue;
        const bp_setting setting[] = { { BP_SET_MAP, "year", name },
                                       { BP_SET_MAP, "year", "" } };
        bp_doubts_add(l->doubts, "year", &(bp_loc){ .file = l->file }, setting, 2,
                      "'%s' may say of which year the pay of a row is", name);
        return;
    }
}
