/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column has which role.
 *
 * A header alone misleads ("rate" may be a rating), so a column must also hold what its
 * role needs.  Of the columns that do, the one with the surest header is taken; when two
 * are equally sure, neither is: a silent choice could be the wrong one, and the request
 * can name either. */
#include "ingest/schema.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/lookalike.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/words.h"
#include "ingest/constants.h"
#include "ingest/headwords.h"
#include "ingest/paycolumn.h"
#include "ingest/stated.h"

/* Does the column hold what the role needs? */
static bool holds(const bp_evidence *e, bp_role role)
{
    bp_column_kind kind = bp_evidence_kind(e);
    uint64_t values = bp_evidence_values(e);
    bool amounts = bp_column_is_number(kind);
    if (kind == BP_COLUMN_EMPTY)
        return false;
    if (bp_role_is_pay(role)) /* a share of pay is none */
        return (amounts || kind == BP_COLUMN_RANGE) && 2 * e->fractions <= e->numbers;
    if (role == BP_ROLE_FTE)
        return amounts || 2 * e->percents > e->distinct;
    if (role == BP_ROLE_WEIGHT)
        return amounts;
    if (role == BP_ROLE_CURRENCY)
        return kind == BP_COLUMN_TEXT;
    if (role == BP_ROLE_PERIOD)
        return 2 * e->periods > values && e->periods > e->statuses;
    if (role == BP_ROLE_YEAR || role == BP_ROLE_DATE) {
        const bp_date_signs *d = &e->date;
        if (role == BP_ROLE_YEAR && bp_date_are_short(d) && 2 * d->two > values)
            return true;
        return 2 * (d->year + d->ymd + d->dmy + d->mdy + d->both + d->equal) > values;
    }
    const bool ranks = amounts && values > 4 && e->distinct == values; /* 1 to N */
    if (role == BP_ROLE_TIER && (e->distinct >= BP_DISTINCT_MAX || ranks))
        return false;
    return role != BP_ROLE_TIER || !amounts || values < 30 || 2 * e->distinct <= values;
}

/* "COMP_FREQUENCY" with A, M, B and H: letters say how often where the header does that
 * they do; "S" and "H" of a type of pay are something else. */
static bool has_period_codes(bp_text header, const bp_evidence *e)
{
    static const char letters[] = "abdhmswABDHMSW";
    const bool often = bp_headwords_any(header, "freq*");
    size_t found = 0;
    for (size_t i = 0; often && i < strlen(letters); i++)
        found += bp_evidence_has(e, (bp_text){ &letters[i], 1 });
    return found > 0 && found == e->distinct;
}

/* A column that fits a role, as well as the best so far or better.  People who have two
 * numbers are told apart by either. */
static void take_role(bp_schema *s, bp_role role, size_t column, bool better)
{
    if (!better && role == BP_ROLE_PERSON)
        return;
    if (better) {
        s->column[role] = column;
        s->rival[role][0] = s->rival[role][1] = BP_NO_COLUMN;
        return;
    }
    if (s->column[role] != BP_NO_COLUMN)
        s->rival[role][0] = s->column[role];
    s->rival[role][1] = column;
    s->column[role] = BP_NO_COLUMN;
}

/* "Compensation: Effective Date", "Payroll › Employment › FTE %": behind the section of a
 * personnel file that a column is from. */
static bp_text without_section(bp_text name)
{
    for (size_t i = name.n; i > 1; i--) {
        const bp_text rest = bp_text_from(name, i - 1);
        const size_t mark = bp_words_start(": |› |> ", '|', rest);
        if (mark > 0)
            return bp_text_from(rest, mark);
    }
    return name;
}

static void find_roles(bp_schema *s, const bp_layout *l, const bp_evidence *evidence)
{
    int best[BP_ROLES], match[BP_ROLES];
    for (bp_role r = 0; r < BP_ROLES; r++)
        best[r] = BP_NO_MATCH;
    for (size_t i = 0; i < l->n_columns; i++) {
        const bp_text name = bp_text_of(l->name[i]);
        bp_role_matches(match, without_section(name));
        for (bp_role r = 0; r < BP_ROLES; r++) {
            if (s->mapped[r] || r == BP_ROLE_BASE || r == BP_ROLE_TOTAL ||
                r >= BP_ROLE_GRADE || match[r] >= BP_NO_MATCH || match[r] > best[r] ||
                !(holds(&evidence[i], r) ||
                  (r == BP_ROLE_PERIOD && has_period_codes(name, &evidence[i]))) ||
                (bp_role_is_pay(r) && (bp_headwords_of(name) & BP_SAYS_SHARE) != 0))
                continue;
            take_role(s, r, i, match[r] < best[r]);
            best[r] = match[r];
        }
    }
}

bp_role bp_schema_pay_role(const bp_schema *s, size_t column)
{
    bp_role r = 0;
    while (bp_role_is_pay(r) && s->column[r] != column)
        r++;
    return bp_role_is_pay(r) ? r : BP_ROLES;
}

bool bp_schema_has_other_role(const bp_schema *s, size_t column)
{
    for (bp_role r = 0; r < BP_ROLES; r++)
        if (!bp_role_is_pay(r) && s->column[r] == column)
            return true;
    return false;
}

bool bp_schema_has_role(const bp_schema *s, size_t column)
{
    return bp_schema_pay_role(s, column) != BP_ROLES ||
           bp_schema_has_other_role(s, column);
}

bool bp_schema_has_people(const bp_schema *s, const bp_layout *l)
{
    const size_t person = s->column[BP_ROLE_PERSON];
    return person != BP_NO_COLUMN &&
           !bp_text_same(bp_text_of(l->name[person]), bp_text_of("id"));
}

/* A column of texts that are all words of a period is the period, whatever its header
 * says; not where all of them may be something else: "PA" and "MO" are states. */
static void find_period(bp_schema *s, const bp_layout *l, const bp_evidence *evidence)
{
    size_t found = BP_NO_COLUMN, n = 0;
    for (size_t i = 0; i < l->n_columns; i++) {
        const bp_evidence *e = &evidence[i];
        const bool text =
            bp_evidence_kind(e) == BP_COLUMN_TEXT && !bp_schema_has_role(s, i);
        const bool named =
            bp_role_match(BP_ROLE_PERIOD, bp_text_of(l->name[i])) < BP_NO_MATCH;
        if (text && named && !holds(e, BP_ROLE_PERIOD))
            s->unread_period = i;
        if (!text || e->periods != e->texts + e->dates || e->sure_periods == 0)
            continue;
        found = i;
        n++;
    }
    if (n != 1)
        return;
    s->column[BP_ROLE_PERIOD] = found;
    s->period_by_cells = true;
}

/* Nor can a column of texts that are all currencies be anything else. */
static void find_currency(bp_schema *s, const bp_layout *l, const bp_evidence *evidence)
{
    for (size_t i = 0; i < l->n_columns; i++) {
        const bp_evidence *e = &evidence[i];
        if (e->currencies == 0 || e->currencies < e->distinct || bp_schema_has_role(s, i))
            continue;
        take_role(s, BP_ROLE_CURRENCY, i,
                  s->column[BP_ROLE_CURRENCY] == BP_NO_COLUMN &&
                      s->rival[BP_ROLE_CURRENCY][1] == BP_NO_COLUMN);
    }
}

static bool is_open(const bp_schema *s, bp_role role)
{
    return !s->mapped[role] && s->column[role] == BP_NO_COLUMN &&
           s->rival[role][1] == BP_NO_COLUMN;
}

/* The columns that fit base pay best, by their points. */
typedef struct ranking {
    size_t column[2]; /* BP_NO_COLUMN: there is none */
    int points[2];
} ranking;

static void rank(ranking *r, size_t column, int points)
{
    const size_t at = points > r->points[0] ? 0 : points > r->points[1] ? 1 : 2;
    if (at == 0) {
        r->column[1] = r->column[0];
        r->points[1] = r->points[0];
    }
    if (at < 2) {
        r->column[at] = column;
        r->points[at] = points;
    }
}

/* What stands beside the steps of a pay scale, and nothing calls pay: grades, hours. */
static bool is_beside_steps(const bp_layout *l, size_t column)
{
    return l->has_header && bp_stated_is_scale(l->name, l->n_columns) &&
           !bp_stated_is_step(bp_text_of(l->name[column]));
}

/* A column that fits the other role of base and total better is no candidate. */
static ranking rank_pay(const bp_schema *s, bp_role role, const bp_layout *l,
                        const bp_evidence *evidence)
{
    const bp_role other = role == BP_ROLE_BASE ? BP_ROLE_TOTAL : BP_ROLE_BASE;
    ranking r = { { BP_NO_COLUMN, BP_NO_COLUMN }, { 0, 0 } };
    for (size_t i = 0; i < l->n_columns; i++) {
        const bp_text name = bp_text_of(l->name[i]);
        const int points = bp_pay_points(role, name, &evidence[i]);
        const bool other_role = points <= BP_PAY_UNKNOWN &&
                                (bp_schema_has_role(s, i) || is_beside_steps(l, i));
        if (i != s->converted && i != s->column[BP_ROLE_LOW] &&
            i != s->column[BP_ROLE_HIGH] && !other_role &&
            points >= bp_pay_points(other, name, &evidence[i]))
            rank(&r, i, points);
    }
    return r;
}

/* "salary_in_usd" beside "salary" and "salary_currency"; what only calls itself converted
 * may stand beside a total. */
static void find_converted(bp_schema *s, const bp_layout *l, const bp_evidence *evidence)
{
    size_t found = BP_NO_COLUMN;
    bool bases = false, totals = false;
    if (s->column[BP_ROLE_CURRENCY] == BP_NO_COLUMN)
        return;
    for (size_t i = 0; i < l->n_columns; i++) {
        const bp_text name = bp_text_of(l->name[i]);
        const bool base = bp_pay_points(BP_ROLE_BASE, name, &evidence[i]) >= BP_PAY_SURE;
        totals |= bp_pay_points(BP_ROLE_TOTAL, name, &evidence[i]) >= BP_PAY_SURE;
        if (base && bp_pay_is_converted(name))
            found = i;
        else
            bases |= base;
    }
    const bool of_total = found != BP_NO_COLUMN && totals &&
                          bp_currency_in(bp_text_of(l->name[found])) == NULL;
    s->converted = bases || of_total ? found : BP_NO_COLUMN;
}

/* An hour's or a month's pay is not taken before a year's in silence, nor before one that
 * does not say what it is for. */
static bool are_of_two_periods(const bp_layout *l, const ranking *r)
{
    const bp_period first = bp_headwords_period(bp_text_of(l->name[r->column[0]]));
    const bp_period second = bp_headwords_period(bp_text_of(l->name[r->column[1]]));
    return first > BP_PERIOD_ANNUAL && second != BP_PERIOD_AS_IS && first != second;
}

/* The only one of the best columns that says a year: pay that stands there for other
 * periods, too, is the same.  BP_NO_COLUMN: there is none, or several. */
static size_t only_yearly(const bp_schema *s, const bp_layout *l,
                          const bp_evidence *evidence, int least)
{
    size_t found = BP_NO_COLUMN;
    for (size_t i = 0; i < l->n_columns; i++) {
        const bp_text name = bp_text_of(l->name[i]);
        const bp_period period = bp_headwords_period(name);
        if (i == s->converted || bp_pay_points(BP_ROLE_BASE, name, &evidence[i]) < least)
            continue;
        if (period == BP_PERIOD_AS_IS ||
            (period == BP_PERIOD_ANNUAL && found != BP_NO_COLUMN))
            return BP_NO_COLUMN;
        if (period == BP_PERIOD_ANNUAL)
            found = i;
    }
    return found;
}

/* A column that is called pay, whose cells are no amounts. */
static size_t called_pay(const bp_layout *l, const bp_evidence evidence[])
{
    size_t i = 0;
    while (i < l->n_columns &&
           !(l->has_header && bp_evidence_kind(&evidence[i]) == BP_COLUMN_TEXT &&
             bp_pay_is_called(bp_text_of(l->name[i]))))
        i++;
    return i < l->n_columns ? i : BP_NO_COLUMN;
}

static void find_base(bp_schema *s, const bp_layout *l, const bp_evidence *evidence)
{
    const ranking r = rank_pay(s, BP_ROLE_BASE, l, evidence);
    if (r.points[0] <= BP_PAY_UNKNOWN && called_pay(l, evidence) != BP_NO_COLUMN)
        return; /* what nothing calls pay is none then */
    const bool second = r.points[1] >= BP_PAY_SURE;
    if (r.points[0] == 0 ||
        (r.points[0] < BP_PAY_SURE && s->column[BP_ROLE_LOW] != BP_NO_COLUMN))
        return;
    s->column[BP_ROLE_BASE] = r.column[0];
    s->sure =
        r.points[0] >= BP_PAY_SURE || (r.points[0] >= BP_PAY_ALONE && r.points[1] == 0);
    const int lead =
        bp_pay_is_wide(bp_text_of(l->name[r.column[0]])) ? BP_PAY_WIDE_LEAD : BP_PAY_LEAD;
    const bool close =
        second && (r.points[0] - r.points[1] < lead || are_of_two_periods(l, &r));
    const size_t yearly =
        close ? only_yearly(s, l, evidence, r.points[0] - lead + 1) : BP_NO_COLUMN;
    if (yearly != BP_NO_COLUMN) {
        s->column[BP_ROLE_BASE] = yearly;
        s->runner_up = r.column[r.column[0] == yearly];
    } else if (close) {
        s->rival[BP_ROLE_BASE][0] = r.column[0];
        s->rival[BP_ROLE_BASE][1] = r.column[1];
    } else if (second) {
        s->runner_up = r.column[1];
    }
}

/* "Total" alone may be of anything.  It is of pay in a file with parts of it, none of
 * which is a longer number. */
static bool is_total_pay(const bp_schema *s, size_t total, const bp_evidence *evidence)
{
    static const bp_role parts[] = { BP_ROLE_BASE,         BP_ROLE_BONUS,
                                     BP_ROLE_TARGET_BONUS, BP_ROLE_ACTUAL_BONUS,
                                     BP_ROLE_LTI,          BP_ROLE_BENEFITS };
    const bp_evidence *e = &evidence[total];
    size_t found = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const size_t part = s->column[parts[i]];
        if (part == BP_NO_COLUMN || (parts[i] == BP_ROLE_BASE && !s->sure))
            continue;
        if (evidence[part].digits * e->numbers > e->digits * evidence[part].numbers)
            return false;
        found++;
    }
    return found > 0 || 2 * e->money > e->numbers + e->ranges;
}

static void find_total(bp_schema *s, const bp_layout *l, const bp_evidence *evidence)
{
    const ranking r = rank_pay(s, BP_ROLE_TOTAL, l, evidence);
    if (r.points[0] < BP_PAY_SURE)
        return;
    if (bp_pay_bare_total(bp_text_of(l->name[r.column[0]])) &&
        !is_total_pay(s, r.column[0], evidence)) {
        if (s->runner_up == BP_NO_COLUMN) /* so that it is said */
            s->runner_up = r.column[0];
        return;
    }
    s->column[BP_ROLE_TOTAL] = r.column[0];
    if (r.points[0] - r.points[1] < BP_PAY_LEAD && r.points[1] > 0) {
        s->rival[BP_ROLE_TOTAL][0] = r.column[0];
        s->rival[BP_ROLE_TOTAL][1] = r.column[1];
    }
}

/* The ends of a range are none beside a column that is surely pay. */
static void find_pay(bp_schema *s, const bp_layout *l, const bp_evidence *evidence)
{
    size_t low = BP_NO_COLUMN, high = BP_NO_COLUMN;
    const bool mapped = s->mapped[BP_ROLE_LOW] || s->mapped[BP_ROLE_HIGH];
    if (!mapped && bp_pay_pair(&low, &high, l, evidence)) {
        s->column[BP_ROLE_LOW] = low;
        s->column[BP_ROLE_HIGH] = high;
    }
    if (s->mapped[BP_ROLE_BASE])
        s->sure = s->column[BP_ROLE_BASE] != BP_NO_COLUMN;
    else
        find_converted(s, l, evidence);
    if (!s->mapped[BP_ROLE_BASE])
        find_base(s, l, evidence);
    if (!s->mapped[BP_ROLE_TOTAL])
        find_total(s, l, evidence);
    if (!s->sure && s->column[BP_ROLE_TOTAL] != BP_NO_COLUMN)
        s->column[BP_ROLE_BASE] = BP_NO_COLUMN;
}

void bp_schema_take_converted(bp_schema *s, const bp_layout *l, const char *currency,
                              bool by_currency)
{
    if (s->converted == BP_NO_COLUMN || by_currency)
        return;
    const char *code = bp_currency_in(bp_text_of(l->name[s->converted]));
    if (currency != NULL && (code == NULL || strcmp(currency, code) != 0)) {
        s->converted = BP_NO_COLUMN;
        return;
    }
    s->column[BP_ROLE_BASE] = s->converted;
    s->rival[BP_ROLE_BASE][0] = s->rival[BP_ROLE_BASE][1] = BP_NO_COLUMN;
    s->runner_up = BP_NO_COLUMN;
    s->sure = true;
}

void bp_schema_take_base(bp_schema *s)
{
    if (s->mapped[BP_ROLE_TOTAL])
        return;
    s->column[BP_ROLE_TOTAL] = BP_NO_COLUMN;
    s->rival[BP_ROLE_TOTAL][0] = s->rival[BP_ROLE_TOTAL][1] = BP_NO_COLUMN;
}

/* Names the nearest column, or role that has one; `s` may be NULL. */
static bp_status unknown_column(const char *file, const bp_layout *l, const bp_schema *s,
                                const char *name, bp_err *err)
{
    const bp_loc at = { .file = file };
    size_t n = l->n_columns;
    const char **names = bp_alloc(0, l->n_columns + BP_ROLES, sizeof *names);
    if (names == NULL)
        return bp_no_memory(err, "column names");
    for (size_t i = 0; i < n; i++)
        names[i] = l->name[i];
    for (size_t r = 0; s != NULL && r < BP_ROLES; r++)
        if (s->column[r] != BP_NO_COLUMN)
            names[n++] = bp_role_names()[r];
    const char *near = bp_text_nearest(name, names, n);
    char meant[BP_LOOK_MEANT_ROOM];
    bp_fail(err, &at, BP_EUSAGE, "there is no column '%s'%s", name,
            bp_look_meant(meant, near, name));
    free(names);
    return BP_EUSAGE;
}

/* Two columns fit a role equally well. */
static bp_status rivals(const char *file, const bp_layout *l, const size_t column[2],
                        const char *role, bp_hint hint, bp_err *err)
{
    const bp_loc at = { .file = file };
    const char *a = l->name[column[0]], *b = l->name[column[1]];
    if (strcmp(a, b) == 0)
        return bp_layout_twice(l, file, a, err);
    return bp_fail_hint(err, &at, BP_EDATA, hint, "both '%s' and '%s' could be the %s", a,
                        b, role);
}

static bp_status map_role(bp_schema *s, const char *file, const bp_layout *l,
                          const bp_map *m, bp_err *err)
{
    bp_role role;
    if (!bp_role_parse(&role, bp_text_of(m->role))) {
        char meant[BP_LOOK_MEANT_ROOM];
        const char *near = bp_text_nearest(m->role, bp_role_names(), BP_ROLES);
        return bp_fail(err, NULL, BP_EUSAGE, "there is no role '%s'%s", m->role,
                       bp_look_meant(meant, near != NULL ? near : "base", m->role));
    }
    size_t column = BP_NO_COLUMN;
    s->constant[role] = bp_constant_is(m->column);
    if (m->column[0] != '\0' && !s->constant[role]) {
        bool again = false;
        column = bp_layout_column(l, m->column, &again);
        if (again)
            return bp_layout_twice(l, file, m->column, err);
        if (column == SIZE_MAX)
            return unknown_column(file, l, NULL, m->column, err);
    }
    s->column[role] = column;
    s->mapped[role] = true;
    return BP_OK;
}

static bp_status find_points(bp_schema *s, const bp_layout *l, bp_err *err)
{
    static const bp_role roles[] = { BP_ROLE_BASE, BP_ROLE_TOTAL };
    bp_stated_header *header = bp_alloc(0, l->n_columns, sizeof *header);
    if (header == NULL)
        return bp_no_memory(err, "the columns");
    s->n_points = bp_stated_headers(header, l->name, l->n_columns);
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        s->point[roles[i]] =
            s->column[roles[i]] != BP_NO_COLUMN && header[s->column[roles[i]]].point;
    free(header);
    return BP_OK;
}

bp_status bp_schema_find(bp_schema *out, const char *file, const bp_layout *l,
                         const bp_evidence evidence[], const bp_map map[], size_t n_map,
                         bp_err *err)
{
    bp_schema s = { .converted = BP_NO_COLUMN,
                    .runner_up = BP_NO_COLUMN,
                    .unread_period = BP_NO_COLUMN };
    for (bp_role r = 0; r < BP_ROLES; r++)
        s.column[r] = s.rival[r][0] = s.rival[r][1] = BP_NO_COLUMN;
    for (size_t i = 0; i < n_map; i++) {
        bp_status status = map_role(&s, file, l, &map[i], err);
        if (status != BP_OK)
            return status;
    }
    find_roles(&s, l, evidence);
    if (is_open(&s, BP_ROLE_PERIOD))
        find_period(&s, l, evidence);
    if (is_open(&s, BP_ROLE_CURRENCY))
        find_currency(&s, l, evidence);
    const size_t period = s.column[BP_ROLE_PERIOD];
    s.period_codes = period != BP_NO_COLUMN &&
                     has_period_codes(bp_text_of(l->name[period]), &evidence[period]);
    find_pay(&s, l, evidence);
    bp_status status = find_points(&s, l, err);
    if (status == BP_OK)
        *out = s;
    return status;
}

bp_status bp_schema_column(size_t *out, const bp_schema *s, const char *file,
                           const bp_layout *l, const char *name, bp_err *err)
{
    bp_role role = BP_ROLES;
    bool is_role = bp_role_parse(&role, bp_text_of(name));
    bool again = false;
    size_t column = bp_layout_column(l, name, &again);
    bool exact = column != SIZE_MAX && strcmp(l->name[column], name) == 0;
    const bool rival = is_role && s->rival[role][1] != BP_NO_COLUMN;
    if (is_role && !rival && s->column[role] != BP_NO_COLUMN &&
        (s->mapped[role] || !exact)) {
        *out = s->column[role];
        return BP_OK;
    }
    if (again)
        return bp_layout_twice(l, file, name, err);
    if (column != SIZE_MAX) {
        *out = column;
        return BP_OK;
    }
    if (rival)
        return rivals(file, l, s->rival[role], name, (bp_hint){ BP_HINT_MAP, name }, err);
    const bp_role alike = role == BP_ROLE_JOB     ? BP_ROLE_TITLE
                          : role == BP_ROLE_TITLE ? BP_ROLE_JOB
                                                  : BP_ROLES;
    if (alike != BP_ROLES && s->column[alike] != BP_NO_COLUMN)
        return bp_fail(err, &(bp_loc){ .file = file }, BP_EUSAGE,
                       "there is no %s column; did you mean '%s'?", name,
                       bp_role_names()[alike]);
    if (is_role)
        return bp_fail_hint(err, &(bp_loc){ .file = file }, BP_EUSAGE,
                            (bp_hint){ BP_HINT_MAP, name }, "there is no %s column",
                            name);
    return unknown_column(file, l, s, name, err);
}

/* Is it the pay of people, or of several people each? */
static bool is_of_people(const bp_schema *s, bp_role role, const bp_layout *l)
{
    const size_t column = s->column[role];
    return column != BP_NO_COLUMN &&
           (s->mapped[role] ||
            (!bp_stated_is_figure(bp_text_of(l->name[column])) && !s->point[role]));
}

/* "MinSalary" beside "MedianSalary" is the lowest pay of a group, and nobody's. */
static bool is_beside_figures(const bp_schema *s, const bp_layout *l)
{
    return s->n_points > 0 && !s->mapped[BP_ROLE_BASE] &&
           bp_pay_is_one_end(bp_text_of(l->name[s->column[BP_ROLE_BASE]]));
}

bool bp_schema_is_published(const bp_schema *s, const bp_layout *l)
{
    const size_t total = s->column[BP_ROLE_TOTAL];
    bool pay = is_of_people(s, BP_ROLE_BASE, l) && s->sure && !is_beside_figures(s, l);
    pay |= is_of_people(s, BP_ROLE_TOTAL, l) &&
           (s->mapped[BP_ROLE_TOTAL] ||
            !bp_text_same(bp_text_of(l->name[total]), bp_text_of("total")));
    return !pay && s->n_points > 0;
}

bool bp_schema_is_twice(const bp_schema *s, const bp_layout *l)
{
    const size_t *rival = s->rival[BP_ROLE_BASE];
    return s->column[BP_ROLE_TOTAL] == BP_NO_COLUMN && rival[1] != BP_NO_COLUMN &&
           strcmp(l->name[rival[0]], l->name[rival[1]]) == 0;
}

/* As many names as a message has room for.  Where a row below others was said to be the
 * header, and none of its words is known, they may be the cells of a person. */
static void list_names(bp_str *s, const bp_schema *schema, const bp_layout *l)
{
    bool known = !l->header_below;
    for (size_t r = 0; r < BP_ROLES; r++)
        known |= schema->column[r] != BP_NO_COLUMN || schema->rival[r][1] != BP_NO_COLUMN;
    if (!known) {
        bp_str_printf(s, "its %zu columns, whose headers say nothing that is known",
                      l->n_columns);
        return;
    }
    for (size_t i = 0; i < l->n_columns; i++) {
        if (s->n > 240) {
            bp_str_printf(s, " and %zu more", l->n_columns - i);
            return;
        }
        bp_text name = bp_text_of(l->name[i]);
        bp_str_puts(s, i > 0 ? ", '" : "'");
        bp_str_visible(s, (bp_text){ name.at, name.n < 60 ? name.n : 60 });
        bp_str_puts(s, "'");
        const uint32_t odd = bp_look_odd(name);
        if (odd != 0)
            bp_str_printf(s, " (with U+%04X in it)", (unsigned)odd);
    }
}

/* A list as it is printed: one column, whose header is several words, pay among them. */
static bool is_of_lines(const bp_layout *l, const bp_evidence evidence[])
{
    const bp_text name = bp_text_of(l->name[0]);
    bp_headwords words;
    bp_headwords_split(&words, name);
    return l->has_header && l->n_columns == 1 && words.n > 1 && bp_pay_named(name) &&
           bp_evidence_kind(&evidence[0]) == BP_COLUMN_TEXT;
}

/* "; 'Salary' is called pay, and 40 of its 52 cells are no amounts" */
static void put_unreadable(bp_str *out, const bp_layout *l, const bp_evidence evidence[])
{
    const size_t i = called_pay(l, evidence);
    if (is_of_lines(l, evidence)) {
        bp_str_printf(out, ", its only column: %s",
                      strpbrk(l->name[0], ",;|\t") != NULL
                          ? "where quotes stand around whole rows, take them away"
                          : "where fields stand apart by blanks alone, put tabs, commas "
                            "or semicolons between them");
        return;
    }
    if (i == BP_NO_COLUMN)
        return;
    const bp_text name = bp_text_of(l->name[i]);
    const bp_evidence *e = &evidence[i];
    bp_str_puts(out, "; '");
    bp_str_visible(out, (bp_text){ name.at, name.n < 60 ? name.n : 60 });
    bp_str_printf(
        out, "' is called pay, and %" PRIu64 " of its %" PRIu64 " cells are no amounts",
        e->texts + e->dates, e->texts + e->dates + e->numbers + e->ranges);
}

bp_status bp_schema_no_pay(const bp_schema *s, const char *file, const bp_layout *l,
                           const bp_evidence evidence[], bp_err *err)
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
    list_names(&names, s, l);
    put_unreadable(&names, l, evidence);
    bp_fail_hint(err, &at, BP_EDATA, pay, "no pay column among %s",
                 names.at != NULL ? names.at : "its columns");
    bp_str_release(&names);
    return BP_EDATA;
}
