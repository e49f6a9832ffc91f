/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scope.c - the market that a report is about, in words.
 *
 * A figure without its market misleads whoever gets the page without the command.  So
 * every report says the same words: which rows were chosen, of what pay they are, in what
 * currency, of when.  A value stands alone only where it tells by itself what it is
 * ("South"); elsewhere its column's name is in front ("grade 1"). */
#include "compose/scope.h"

#include <string.h>

#include "base/text.h"
#include "compose/ageing.h"
#include "compose/words.h"
#include "data/condition.h"
#include "report/build.h"

/* A column that a condition can be about. */
typedef struct column {
    const char *name;
    const char *role; /* NULL: none */
} column;

/* Whose columns they are: of records, of a published table, or of a file that only a
 * check has read. */
typedef struct columns {
    const bp_published *table; /* NULL: the others */
    const bp_column_info *info;
    size_t n;
} columns;

static columns of_records(const bp_answer *a)
{
    if (a->survey == NULL && a->published != NULL)
        return (columns){ a->published, NULL, a->published->n_columns };
    if (a->survey == NULL)
        return (columns){ NULL, a->columns, a->n_columns };
    const size_t n = bp_survey_columns(a->survey);
    return (columns){ NULL, n > 0 ? bp_survey_column(a->survey, 0) : NULL, n };
}

static column column_at(const columns *all, size_t i)
{
    const bp_published *t = all->table;
    if (t != NULL)
        return (column){ t->column[i].name, i == t->title ? "title"
                                            : i == t->job ? "job"
                                                          : t->column[i].role };
    return (column){ all->info[i].name, all->info[i].role };
}

static bool is(const char *role, const char *word)
{
    return role != NULL && strcmp(role, word) == 0;
}

/* The column of this name, number ("#7") or role; the name itself where there is none. */
static column find_column(bp_report *r, const columns *all, bp_text name)
{
    for (size_t i = 0; i < all->n; i++) {
        const column c = column_at(all, i);
        if (bp_text_same(bp_text_trim(bp_text_of(c.name)), name) ||
            bp_text_same(bp_text_of(bp_report_text(r, "#%zu", i + 1)), name))
            return c;
    }
    for (size_t i = 0; i < all->n; i++) {
        const column c = column_at(all, i);
        if (c.role != NULL && bp_text_same(bp_text_of(c.role), name))
            return c;
    }
    return (column){ bp_report_text(r, "%.*s", (int)name.n, name.at), NULL };
}

/* The bytes of the longest name or role that a condition begins with. */
static size_t begins(const columns *all, bp_text condition)
{
    size_t best = 0;
    for (size_t i = 0; i < all->n; i++) {
        const column c = column_at(all, i);
        const size_t by_name = bp_condition_begins(condition, c.name);
        const size_t by_role =
            c.role != NULL ? bp_condition_begins(condition, c.role) : 0;
        best = by_name > best ? by_name : best;
        best = by_role > best ? by_role : best;
    }
    return best;
}

static bool is_number(bp_text t)
{
    bool digit = false;
    for (size_t i = 0; i < t.n; i++) {
        if (strchr("0123456789.,' ", t.at[i]) == NULL && (i > 0 || t.at[i] != '-'))
            return false;
        digit |= bp_is_digit(t.at[i]);
    }
    return digit;
}

/* Does a value tell by itself what it is?  Names of places and jobs do. */
static bool speaks(bp_text value, const column *c)
{
    static const char *const roles[] = { "country", "region", "job", "title" };
    static const char *const vague[] = { "all", "any",   "na",      "n/a", "no",
                                         "yes", "other", "unknown", "none" };
    bool known = false;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        known |= is(c->role, roles[i]);
    for (size_t i = 0; i < sizeof vague / sizeof vague[0]; i++)
        known &= !bp_text_same(value, bp_text_of(vague[i]));
    return known && value.n > 1 && !bp_is_digit(value.at[0]);
}

/* What a number of the column counts: "beds", "years of experience"; NULL: it is no
 * count of anything that has a name. */
static const char *counted(bp_report *r, const column *c)
{
    static const char *const nouns[] = { "beds",   "employees", "physicians", "doctors",
                                         "nurses", "patients",  "students",   "members",
                                         "hours",  "visits",    "admissions", "people" };
    const char *words = bp_words_heading_inside(r, c->name);
    const char *blank = strrchr(words, ' ');
    const bp_text last = bp_text_of(blank != NULL ? blank + 1 : words);
    if (is(c->role, "experience"))
        return "years of experience";
    for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++)
        if (bp_text_same(last, bp_text_of(nouns[i])))
            return words;
    return NULL;
}

/* Several values as one of them: "South, West or Midwest". */
static const char *any_of(bp_report *r, bp_text values)
{
    bp_text rest = values, value;
    const char *list = "";
    for (bool first = true; bp_condition_next(&value, &rest); first = false)
        list = bp_report_text(r, "%s%s%.*s", list,
                              first             ? ""
                              : rest.at == NULL ? " or "
                                                : ", ",
                              (int)value.n, value.at);
    return list;
}

/* "150 beds and more". */
static const char *of_count(bp_report *r, const bp_condition_parts *p, const char *noun)
{
    static const struct {
        const char *before;
        const char *after;
    } words[] = {
        [BP_EQUAL] = { "", "" },           [BP_UNEQUAL] = { "not ", "" },
        [BP_LESS] = { "fewer than ", "" }, [BP_AT_MOST] = { "up to ", "" },
        [BP_MORE] = { "more than ", "" },  [BP_AT_LEAST] = { "", " and more" },
    };
    return bp_report_text(r, "%s%.*s %s%s", words[p->compare].before, (int)p->value.n,
                          p->value.at, noun, words[p->compare].after);
}

/* What stands between the column's name and the value; of one that is no number, such as
 * a date, the value comes after "from", not before "and more". */
static const char *between(bp_compare compare, bool number)
{
    static const char *const words[] = {
        [BP_EQUAL] = "",         [BP_UNEQUAL] = "not ", [BP_LESS] = "below ",
        [BP_AT_MOST] = "up to ", [BP_MORE] = "above ",  [BP_AT_LEAST] = "",
        [BP_CONTAINS] = "with ", [BP_IN] = "",
    };
    if (!number && compare == BP_AT_LEAST)
        return "from ";
    if (!number && compare == BP_LESS)
        return "before ";
    return !number && compare == BP_MORE ? "after " : words[compare];
}

static const char *condition_words(bp_report *r, const column *c,
                                   const bp_condition_parts *p)
{
    const bool number = is_number(p->value);
    const char *noun = number && p->compare < BP_CONTAINS ? counted(r, c) : NULL;
    if (noun != NULL)
        return of_count(r, p, noun);
    const bool equality =
        p->compare == BP_EQUAL || p->compare == BP_UNEQUAL || p->compare == BP_IN;
    bp_text rest = p->value, one = p->value;
    bool alone = equality;
    while (alone && p->compare == BP_IN && bp_condition_next(&one, &rest))
        alone = speaks(one, c);
    alone = alone && speaks(one, c);
    const char *value = p->compare == BP_IN ? any_of(r, p->value)
                        : p->value.n == 0
                            ? "blank"
                            : bp_report_text(r, "%.*s", (int)p->value.n, p->value.at);
    const char *quote = p->compare == BP_CONTAINS ? "'" : "";
    return bp_report_text(r, "%s%s%s%s%s%s%s",
                          alone ? "" : bp_words_heading_inside(r, c->name),
                          alone ? "" : " ", between(p->compare, number), quote, value,
                          quote, number && p->compare == BP_AT_LEAST ? " and more" : "");
}

/* A condition that cannot be cut was refused, or its file could not be read. */
static const char *filter_words(bp_report *r, const columns *all, const char *condition)
{
    const bp_text text = bp_text_of(condition);
    bp_condition_parts p;
    if (!bp_condition_cut(&p, text, begins(all, text)))
        return condition;
    const column c = find_column(r, all, p.column);
    return condition_words(r, &c, &p);
}

/* Peers are those of a list, by whose name they are known; NULL: the condition is about
 * another column. */
static const char *peers_words(bp_report *r, const bp_choice *c, const char *condition)
{
    bp_condition_parts p;
    if (c->peers == NULL ||
        !bp_condition_cut(&p, bp_text_of(condition),
                          bp_condition_begins(bp_text_of(condition), BP_PEERS_KEY)) ||
        !bp_text_same(p.column, bp_text_of(BP_PEERS_KEY)))
        return NULL;
    const bool named = bp_text_alike(p.value, bp_text_of(BP_PEERS_IN));
    if (!named && !bp_text_alike(p.value, bp_text_of(BP_PEERS_OUT)))
        return NULL;
    const bool in = named == (p.compare != BP_UNEQUAL);
    return bp_report_text(r, in ? "peers of %s" : "organizations other than those of %s",
                          bp_words_file(r, c->peers));
}

/* A code alone does not say that it is a job. */
static const char *job_words(bp_report *r, const bp_choice *c)
{
    const char *list = "";
    for (size_t i = 0; i < c->n_job; i++)
        list = bp_words_join(r, list, c->job[i], i, c->n_job, " or ");
    return c->n_job > 0 && is_number(bp_text_of(c->job[0]))
               ? bp_report_text(r, "job %s", list)
               : list;
}

static const char *with(bp_report *r, const char *list, const char *more)
{
    return list[0] == '\0' ? more : bp_report_text(r, "%s, %s", list, more);
}

/* What chooses the line of a published table: its title as the table has it. */
static const char *line_words(bp_report *r, const bp_placements *o,
                              const bp_row_filter *f)
{
    const columns lines = { o->table, NULL, o->table->n_columns };
    const bp_text value = bp_text_trim(bp_text_of(f->value));
    size_t i = 0;
    bp_err err;
    if (bp_published_column(&i, o->table, f->column, &err) != BP_OK)
        return f->value;
    if (i == o->table->title && o->only.title != NULL)
        return o->only.title;
    const column c = column_at(&lines, i);
    const bp_condition_parts p = { bp_text_of(c.name), BP_EQUAL, value };
    return condition_words(r, &c, &p);
}

/* "$100,000"; a number alone where pay has no currency, and for nothing. */
static const char *amount_words(bp_report *r, const bp_survey *s, bp_decimal d)
{
    const bp_value v = bp_value_money(bp_money_double(d.units, d.scale),
                                      bp_survey_unit(s, 0, bp_survey_currency(s)));
    return d.units == 0 ? "0" : bp_words_value(r, v);
}

/* Limits are of people's pay: published figures have none. */
static bool has_limits(const bp_answer *a)
{
    return a->survey != NULL && !bp_survey_of_lines(a->survey);
}

/* "pay from $100,000 to $900,000"; "" where any pay counts. */
static const char *limit_words(bp_report *r, const bp_answer *a)
{
    const bp_choice *c = &a->question->choice;
    const char *from = "", *to = "";
    if (!has_limits(a) || (!c->has_min_pay && !c->has_max_pay))
        return "";
    if (c->has_min_pay)
        from = bp_report_text(r, " from %s", amount_words(r, a->survey, c->min_pay));
    if (c->has_max_pay)
        to = bp_report_text(r, c->has_min_pay ? " to %s" : " up to %s",
                            amount_words(r, a->survey, c->max_pay));
    return bp_report_text(r, "pay%s%s", from, to);
}

/* Conditions, limits of pay, and what chooses the line of a published table. */
static const char *filters(bp_report *r, const bp_answer *a)
{
    const bp_choice *c = &a->question->choice;
    const bp_offer_question *o = &a->question->offers;
    const columns records = of_records(a);
    const char *list = "";
    for (size_t i = 0; i < c->n_where; i++) {
        const char *peers = peers_words(r, c, c->where[i]);
        list =
            with(r, list, peers != NULL ? peers : filter_words(r, &records, c->where[i]));
    }
    const char *limits = limit_words(r, a);
    if (limits[0] != '\0')
        list = with(r, list, limits);
    for (size_t i = 0; i < o->n_rows && a->placements != NULL; i++)
        list = with(r, list, line_words(r, a->placements, &o->row[i]));
    return list;
}

const char *bp_scope_market(bp_report *r, const bp_answer *a)
{
    const char *chosen = filters(r, a);
    const char *jobs = job_words(r, &a->question->choice);
    return chosen[0] == '\0' ? jobs : with(r, jobs, chosen);
}

static const char *with_capital(bp_report *r, const char *text)
{
    const char first = text[0];
    return first >= 'a' && first <= 'z'
               ? bp_report_text(r, "%c%s", first - 'a' + 'A', text + 1)
               : text;
}

const char *bp_scope_title(bp_report *r, const bp_answer *a)
{
    const bp_choice *c = &a->question->choice;
    if (c->n_job != 1 || a->question->labels.title != NULL)
        return NULL;
    return with_capital(r, job_words(r, c));
}

const char *bp_scope_pay(bp_report *r, const bp_answer *a)
{
    const char *unit = bp_words_unit(r, a->survey);
    const int year = bp_survey_year(a->survey);
    const char *pay = bp_report_text(
        r, ", %s%s%s", bp_words_element_inside(bp_survey_element(a->survey, 0)),
        unit[0] != '\0' ? ", " : "", unit);
    if (year > 0)
        pay = bp_report_text(r, "%s, %d", pay, year);
    else if (a->question->choice.year == BP_YEAR_ALL)
        pay = bp_report_text(r, "%s, all years", pay);
    return pay;
}

/* The one sentence after the other. */
static bp_line join(bp_report *r, bp_line first, bp_template between_them, bp_line second)
{
    const size_t n = first.n_values + second.n_values;
    bp_value *value = bp_report_alloc(r, n, sizeof *value);
    const bp_template begin =
        bp_template_join(r, (bp_template){ first.text }, between_them);
    if (value == NULL)
        return first;
    for (size_t i = 0; i < n; i++)
        value[i] = i < first.n_values ? first.value[i] : second.value[i - first.n_values];
    return bp_report_line(r, bp_template_join(r, begin, (bp_template){ second.text }),
                          value, n);
}

static void add_limit(bp_report *r, const char *compare, bp_decimal d)
{
    bp_str words = { 0 };
    bp_str_printf(&words, "pay %s ", compare);
    bp_str_number(&words, bp_money_double(d.units, d.scale));
    bp_report_add_filter(r, bp_report_take(r, &words));
}

/* Conditions as they were typed, and what else chose rows in the same form. */
static void add_filters(bp_report *r, const bp_answer *a)
{
    const bp_choice *c = &a->question->choice;
    const bp_offer_question *o = &a->question->offers;
    if (c->n_job > 0) {
        const char *jobs = c->job[0];
        for (size_t i = 1; i < c->n_job; i++)
            jobs = bp_report_text(r, "%s,%s", jobs, c->job[i]);
        bp_report_add_filter(
            r, bp_report_text(r, "job %s %s", c->n_job == 1 ? "=" : "in", jobs));
    }
    for (size_t i = 0; i < c->n_where; i++)
        bp_report_add_filter(r, c->where[i]);
    if (has_limits(a) && c->has_min_pay)
        add_limit(r, ">=", c->min_pay);
    if (has_limits(a) && c->has_max_pay)
        add_limit(r, "<=", c->max_pay);
    for (size_t i = 0; i < o->n_rows; i++)
        bp_report_add_filter(
            r, bp_report_text(r, "%s=%s", o->row[i].column, o->row[i].value));
    if (c->year == BP_YEAR_ALL)
        bp_report_add_filter(r, "year = all");
    else if (c->year > 0)
        bp_report_add_filter(r, bp_report_text(r, "year = %d", c->year));
}

static const char *iso(bp_report *r, int32_t date)
{
    return bp_report_text(r, "%04d-%02d-%02d", date / 10000, date / 100 % 100,
                          date % 100);
}

static void find_dates(bp_report *r, const bp_answer *a)
{
    int32_t first, last;
    if (!bp_ageing_dates(a, &first, &last) &&
        (a->survey == NULL || !bp_survey_dates(a->survey, &first, &last)))
        return;
    r->market.first = iso(r, first);
    r->market.last = iso(r, last);
}

/* ", effective 2026-02-01 to 2026-09-30"; "" where no dates are known; and to when pay is
 * aged. */
static const char *effective(bp_report *r, const bp_answer *a)
{
    const bp_scope_note *m = &r->market;
    const char *dates =
        m->first == NULL ? ""
        : strcmp(m->first, m->last) == 0
            ? bp_report_text(r, ", effective %s", m->first)
            : bp_report_text(r, ", effective %s to %s", m->first, m->last);
    return bp_report_text(r, "%s%s", dates, bp_ageing_scope(r, a));
}

const char *bp_scope_source(bp_report *r, const bp_answer *a, const char *file)
{
    const bp_labels *l = &a->question->labels;
    find_dates(r, a);
    const char *source = l->source == NULL ? file : l->source;
    if (l->source != NULL && file != NULL)
        source = bp_report_text(r, "%s (%s)", l->source, file);
    const char *all =
        source != NULL ? bp_report_text(r, "%s%s", source, effective(r, a)) : "";
    return l->as_of != NULL ? bp_report_text(r, "%s%sas of %s", all,
                                             all[0] != '\0' ? ", " : "", l->as_of)
                            : all;
}

/* "Prepared for the board by Reward" */
static void add_prepared(bp_report *r, const bp_answer *a)
{
    const bp_labels *l = &a->question->labels;
    const char *whom = "", *who = "";
    if (l->prepared_for != NULL)
        whom = bp_report_text(r, " for %s", l->prepared_for);
    if (l->prepared_by != NULL)
        who = bp_report_text(r, " by %s", l->prepared_by);
    if (whom[0] != '\0' || who[0] != '\0')
        bp_report_add_scope(
            r, bp_report_line(r, BP_SAY("Prepared{}{}"),
                              BP_VALUES(bp_value_text(whom), bp_value_text(who))));
}

void bp_compose_market(bp_report *r, const bp_answer *a, bp_line what, const char *source)
{
    const char *market = bp_scope_market(r, a);
    const bool titled = bp_scope_title(r, a) != NULL;
    const char *shown = titled ? filters(r, a) : market;
    add_filters(r, a);
    const char *from = bp_scope_source(r, a, source);
    r->market.text = join(r, what, BP_SAY(""), bp_report_text_line(r, effective(r, a)));
    if (market[0] != '\0')
        r->market.text =
            join(r, bp_report_text_line(r, market), BP_SAY("; "), r->market.text);
    if (shown[0] != '\0')
        bp_report_add_scope(r, bp_report_text_line(r, with_capital(r, shown)));
    bp_report_add_scope(r, what);
    if (from[0] != '\0')
        bp_report_add_scope(r, join(r, bp_report_text_line(r, "Source: "), BP_SAY(""),
                                    bp_report_text_line(r, from)));
    add_prepared(r, a);
}

void bp_compose_scope(bp_report *r, const bp_answer *a, const bp_group *total,
                      bool has_orgs)
{
    const bp_value people = bp_value_text(
        bp_report_text(r, "%s%s", bp_words_rows(a->survey, total->n),
                       bp_survey_of_lines(a->survey) ? " of published figures" : ""));
    const bp_value pay = bp_value_text(bp_scope_pay(r, a));
    const bp_value value[] = { bp_value_count(total->n), people, pay,
                               bp_value_text(bp_words_figures(r, a)) };
    const bp_value orgs[] = { value[0],
                              people,
                              bp_value_count(total->orgs),
                              bp_value_text(bp_words_orgs(total->orgs)),
                              pay,
                              value[3] };
    bp_compose_market(r, a,
                      has_orgs
                          ? bp_report_line(r, BP_SAY("{} {} in {} {}{}, {}"), orgs, 6)
                          : bp_report_line(r, BP_SAY("{} {}{}, {}"), value, 4),
                      bp_words_source(r, a->survey));
}
