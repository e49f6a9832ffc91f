/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns were taken for pay, and which were not.
 *
 * Nobody who reads a table can see from which column it comes, and which other columns
 * of the file would have given other figures: so each choice that the file left open is
 * said, with what would change it. */
#include "ingest/noting.h"

#include <string.h>

#include "base/words.h"
#include "ingest/amount.h"
#include "ingest/headwords.h"
#include "ingest/paycolumn.h"
#include "ingest/staffcolumns.h"

static const char *column_name(const bp_noting *n, size_t column)
{
    return n->plan->head[0].layout.name[column];
}

/* Pay in two columns, or one of them. */
static void note_pair(bp_noting *n)
{
    static const char *const end[] = { "the middle", "the low end", "the middle",
                                       "the high end" };
    const size_t *column = n->plan->schema.column;
    bp_noting_say(n, "pay is %s of '%s' and '%s'", end[n->plan->reading->range],
                  column_name(n, column[BP_ROLE_LOW]),
                  column_name(n, column[BP_ROLE_HIGH]));
}

static bool is_pair(const bp_noting *n)
{
    const size_t *column = n->plan->schema.column;
    const size_t pay = bp_noting_pay(n)->first;
    return strcmp(n->plan->elements.at[0].name, "base") == 0 &&
           column[BP_ROLE_BASE] == BP_NO_COLUMN &&
           (pay == column[BP_ROLE_LOW] || pay == column[BP_ROLE_HIGH]);
}

/* Pay that was recognised, where something else could have been it. */
static void note_pay(bp_noting *n)
{
    const bp_hint other = { BP_HINT_PAY, NULL };
    const bp_schema *s = &n->plan->schema;
    const bp_wanted_column *pay = bp_noting_pay(n);
    const char *element = n->plan->elements.at[0].name;
    const bool total = strcmp(element, "total") == 0;
    if (total && s->column[BP_ROLE_BASE] != BP_NO_COLUMN)
        bp_noting_hint(n, other, "pay is the total, '%s', not the base pay '%s'",
                       pay->name, column_name(n, s->column[BP_ROLE_BASE]));
    else if (s->converted != BP_NO_COLUMN && pay->first == s->converted)
        bp_noting_hint(n, other, "pay is '%s', in one currency%s", pay->name,
                       bp_currency_in(bp_text_of(pay->name)) != NULL
                           ? ""
                           : " that the file does not name: not in that of each row");
    else if (strcmp(element, "base") != 0 && !total)
        bp_noting_say(n, "pay is '%s', the only pay column that was recognised",
                      pay->name);
    else if (s->runner_up != BP_NO_COLUMN && pay->first == s->column[BP_ROLE_BASE])
        bp_noting_hint(n, other, "pay is '%s', not '%.*s'", pay->name,
                       BP_NOTE_NAME(column_name(n, s->runner_up)));
}

/* What the column of periods says, where it was not applied, or not to all rows. */
static void note_period(bp_noting *n)
{
    const bp_periodfit *fit = &n->plan->elements.period;
    const bp_hint map = { BP_HINT_MAP, "period" };
    const char *such = fit->words[0] != '\0' ? ", such as " : "";
    const char *pay = bp_noting_pay(n)->name;
    const uint64_t excluded = n->counts->excluded[BP_RULE_PERIOD];
    if (!fit->there)
        return;
    const char *name = column_name(n, fit->column);
    if (!fit->applied && fit->known && fit->says == BP_PERIOD_AS_IS)
        bp_noting_hint(n, map,
                       "'%s' is not applied: its cells are words of pay periods, and pay "
                       "does not look like theirs",
                       name);
    else if (!fit->applied && fit->known)
        bp_noting_say(n, "'%s' is not applied: the header '%.*s' says that pay is for %s",
                      name, BP_NOTE_NAME(pay), bp_period_name(fit->says));
    else if (!fit->applied && bp_headwords_period(bp_text_of(pay)) == BP_PERIOD_AS_IS)
        bp_noting_warn(
            n, "period", map, 0,
            "'%s' is not applied: most of its cells name no known pay period%s%s", name,
            such, fit->words);
    else if (fit->applied && excluded > 0)
        bp_noting_warn(n, "period", BP_NO_HINT, excluded,
                       "rows whose '%s' names no known pay period are left out%s%s", name,
                       such, fit->words);
}

/* Is most pay too small for a year's? */
static bool is_small(const bp_noting *n)
{
    const bp_evidence *e = &n->plan->head[0].evidence[bp_noting_pay(n)->first];
    return 2 * e->digits < 9 * e->numbers;
}

/* Pay that is one end of a range, or no pay by its cells. */
static void warn_of_pay(bp_noting *n, bool named)
{
    const bp_wanted_column *pay = bp_noting_pay(n);
    const bool end = bp_pay_is_one_end(bp_text_of(pay->name)) && !named && !is_pair(n);
    if (end || (named && bp_pay_counts(&n->plan->head[0].evidence[pay->first])))
        bp_noting_warn(
            n, "pay", (bp_hint){ BP_HINT_PAY, NULL }, 0, "'%.*s' is taken as pay, and %s",
            BP_NOTE_NAME(pay->name),
            end ? "looks like one end of a range of pay"
                : "holds years or numbers of rows, not amounts, as far as its cells "
                  "tell");
}

/* A period that was given, and is not the one that the header says. */
static void warn_of_option(bp_noting *n)
{
    const char *pay = bp_noting_pay(n)->name;
    const bp_period says = bp_headwords_period(bp_text_of(pay));
    const bp_period given = n->plan->reading->period;
    if (given != BP_PERIOD_AS_IS && n->plan->fields.period == BP_NOT_WANTED &&
        says != BP_PERIOD_AS_IS && says != given &&
        !(says == BP_PERIOD_ANNUAL && is_small(n)))
        bp_noting_warn(
            n, "period", BP_NO_HINT, 0,
            "the header '%.*s' says that pay is for %s, and it was read as pay for %s",
            BP_NOTE_NAME(pay), bp_period_name(says), bp_period_name(given));
}

/* Rows without pay that have some in another column. */
static void warn_of_gap(bp_noting *n)
{
    const bp_elements *e = &n->plan->elements;
    if (e->elsewhere > 0)
        bp_noting_warn(n, "pay", (bp_hint){ BP_HINT_PAY, NULL }, e->elsewhere,
                       "rows with pay in '%.*s' and none in '%.*s' are left out",
                       BP_NOTE_NAME(column_name(n, e->other)),
                       BP_NOTE_NAME(bp_noting_pay(n)->name));
}

/* Values below 1, or, as "50" and "100 %" are, of two digits and not all alike. */
static bool are_part_time(const bp_evidence *fte)
{
    return fte->fractions > 0 ||
           (fte->distinct > 1 && (fte->percents > 0 || fte->digits > fte->numbers));
}

/* "Full-time salary", "FTE salary". */
static bool is_at_full_time(const char *header)
{
    bp_headwords w;
    bp_headwords_split(&w, bp_text_of(header));
    for (size_t i = 0; i < w.n; i++)
        if (bp_words_have("fte fulltime", w.word[i]) ||
            (i > 0 && bp_text_is(w.word[i], "time") && bp_text_is(w.word[i - 1], "full")))
            return true;
    return false;
}

static void note_fte(bp_noting *n)
{
    const size_t column = n->plan->schema.column[BP_ROLE_FTE];
    if (column != BP_NO_COLUMN && n->plan->fields.fte == BP_NOT_WANTED &&
        are_part_time(&n->plan->head[0].evidence[column]) &&
        !is_at_full_time(bp_noting_pay(n)->name))
        bp_noting_warn(
            n, "fte", (bp_hint){ BP_HINT_MAP, "fte" }, 0,
            "'%s' says that people work part time, and pay is taken as it stands: it "
            "is not scaled to full time",
            column_name(n, column));
}

/* Is a column chosen by, or grouped by? */
static bool is_told_apart(const bp_plan *p, size_t column)
{
    bool told = bp_conditions_on(p->condition, p->choice->n_where, &p->wanted, column);
    for (size_t k = 0; k < p->keys.n; k++)
        told |= p->keys.wanted[k] != BP_NOT_WANTED &&
                p->wanted.column[p->keys.wanted[k]].first == column;
    return told;
}

/* People of several countries are seldom paid in one currency. */
static void warn_of_countries(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const size_t column = p->schema.column[BP_ROLE_COUNTRY];
    if (p->currency.source == BP_CURRENCY_UNKNOWN && column != BP_NO_COLUMN &&
        p->choice->currency == NULL && p->head[0].evidence[column].distinct > 1 &&
        !bp_pay_is_converted(bp_text_of(bp_noting_pay(n)->name)) &&
        !is_told_apart(p, column))
        bp_noting_warn(
            n, "currency", (bp_hint){ BP_HINT_WHERE, NULL }, 0,
            "'%s' names several countries, and nothing says in which currency they pay: "
            "all is taken to be in one",
            column_name(n, column));
}

/* Leavers, and people on leave. */
static void note_status(bp_noting *n)
{
    const char *name = bp_staff_columns_status(n->plan);
    if (name != NULL)
        bp_noting_warn(
            n, "status", (bp_hint){ BP_HINT_WHERE, NULL }, 0,
            "no row was chosen by '%.*s': people who have left or are on leave count "
            "like all others",
            BP_NOTE_NAME(name));
    const char *left = name == NULL ? bp_staff_columns_left(n->plan) : NULL;
    if (left != NULL)
        bp_noting_warn(n, "status", (bp_hint){ BP_HINT_BLANK, left }, 0,
                       "some people have a date in '%.*s', and count like all others",
                       BP_NOTE_NAME(left));
}

static void note_hourly(bp_noting *n, const char *pay)
{
    bp_noting_say(n, "hourly pay is '%s' over %u hours a year", pay,
                  (unsigned)n->plan->reading->hours);
}

/* A ratio is computed of each person before anything else is, which is where another
 * number comes from than by dividing two medians. */
static void note_ratio(bp_noting *n)
{
    const bp_element *e = &n->plan->elements.at[0];
    const char *pay = bp_noting_pay(n)->name;
    if (e->ratio == BP_RATIO_HOURS)
        note_hourly(n, pay);
    else if (e->ratio != BP_RATIO_NONE)
        bp_noting_say(
            n,
            "each person's '%s' is divided by the same person's '%s', where both are "
            "above 0, and these are the percentiles of the ratios: a ratio of two "
            "medians is another number",
            pay, n->plan->wanted.column[e->over].name);
}

/* Of ratios that are shown beside their pay. */
static void note_ratios(bp_noting *n)
{
    const bp_elements *all = &n->plan->elements;
    bp_str names = { 0 };
    size_t made = 0;
    for (size_t e = 1; e < all->n; e++) {
        const bp_element *one = &all->at[e];
        if (one->quotient.made && one->ratio == BP_RATIO_HOURS)
            note_hourly(n, all->at[one->quotient.of].name);
        else if (one->quotient.made)
            bp_str_printf(&names, "%s%s", made++ > 0 ? ", " : "", one->name);
    }
    const char *list = bp_noting_part(n, &names);
    if (made > 0)
        bp_noting_say(
            n,
            "%s: each person's own ratio%s, where both amounts are above 0: a ratio of "
            "two medians is another number",
            list, made > 1 ? "s" : "");
    bp_str_release(&names);
    if (all->moves_apart)
        bp_noting_say(n,
                      "bonus over base is left out: bonus and base are aged at rates of "
                      "their own");
}

void bp_notes_pay(bp_noting *n)
{
    const bp_choice *c = n->plan->choice;
    const bool named = c->pay != NULL || c->pay_from != NULL;
    if (is_pair(n))
        note_pair(n);
    else if (!named)
        note_pay(n);
    note_ratio(n);
    note_ratios(n);
    warn_of_pay(n, named || n->plan->schema.mapped[BP_ROLE_BASE]);
    note_period(n);
    warn_of_option(n);
    warn_of_gap(n);
    note_fte(n);
    warn_of_countries(n);
    note_status(n);
}
