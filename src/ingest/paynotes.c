/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns were taken for pay, and which were not.
 *
 * Nobody who reads a table can see from which column it comes, and which other columns
 * of the file would have given other figures: so each choice that the file left open is
 * said, with what would change it. */
#include "ingest/paynotes.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "data/fill.h"
#include "data/warned.h"
#include "ingest/amount.h"
#include "ingest/headwords.h"
#include "ingest/paycolumn.h"
#include "ingest/staffcolumns.h"

static const char *column_name(const bp_plan *p, size_t column)
{
    return p->head[0].layout.name[column];
}

/* Questions make long headers: so much of a name is in a note. */
static int width(const char *name)
{
    return (int)bp_utf8_fit(bp_text_of(name), 60);
}

static const bp_wanted_column *pay_column(const bp_plan *p)
{
    return &p->wanted.column[p->elements.at[0].part[0]];
}

/* Pay in two columns, or one of them. */
static bp_status note_pair(bp_survey *s, const bp_plan *p, bp_err *err)
{
    static const char *const end[] = { "the middle", "the low end", "the middle",
                                       "the high end" };
    const size_t *column = p->schema.column;
    return bp_survey_add_note(s, err, "pay is %s of '%s' and '%s'",
                              end[p->reading->range], column_name(p, column[BP_ROLE_LOW]),
                              column_name(p, column[BP_ROLE_HIGH]));
}

static bool is_pair(const bp_plan *p)
{
    const size_t *column = p->schema.column;
    const size_t pay = pay_column(p)->first;
    return strcmp(p->elements.at[0].name, "base") == 0 &&
           column[BP_ROLE_BASE] == BP_NO_COLUMN &&
           (pay == column[BP_ROLE_LOW] || pay == column[BP_ROLE_HIGH]);
}

static bp_status note_converted(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const bp_hint other = { BP_HINT_PAY, NULL };
    const char *name = pay_column(p)->name;
    if (bp_currency_in(bp_text_of(name)) != NULL)
        return bp_survey_add_note_hint(s, other, err, "pay is '%s', in one currency",
                                       name);
    return bp_survey_add_note_hint(
        s, other, err,
        "pay is '%s', in one currency that the file does not name: not in "
        "that of each row",
        name);
}

/* Pay that was recognised, where something else could have been it. */
static bp_status note_pay(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const bp_hint other = { BP_HINT_PAY, NULL };
    const bp_schema *c = &p->schema;
    const bp_wanted_column *w = pay_column(p);
    const char *element = p->elements.at[0].name;
    const bool total = strcmp(element, "total") == 0;
    if (total && c->column[BP_ROLE_BASE] != BP_NO_COLUMN)
        return bp_survey_add_note_hint(s, other, err,
                                       "pay is the total, '%s', not the base pay '%s'",
                                       w->name, column_name(p, c->column[BP_ROLE_BASE]));
    if (c->converted != BP_NO_COLUMN && w->first == c->converted)
        return note_converted(s, p, err);
    if (strcmp(element, "base") != 0 && !total)
        return bp_survey_add_note(
            s, err, "pay is '%s', the only pay column that was recognised", w->name);
    if (c->runner_up != BP_NO_COLUMN && w->first == c->column[BP_ROLE_BASE])
        return bp_survey_add_note_hint(s, other, err, "pay is '%s', not '%.*s'", w->name,
                                       width(column_name(p, c->runner_up)),
                                       column_name(p, c->runner_up));
    return BP_OK;
}

/* What the column of periods says, where it was not applied, or not to all rows. */
static bp_status note_period(bp_survey *s, const bp_plan *p, const bp_counts *c,
                             bp_err *err)
{
    const bp_periodfit *fit = &p->elements.period;
    const bp_hint map = { BP_HINT_MAP, "period" };
    const bool shared = fit->words[0] != '\0';
    const char *name = fit->there ? column_name(p, fit->column) : "";
    if (!fit->there)
        return BP_OK;
    if (!fit->applied && fit->known && fit->says[0] == '\0')
        return bp_survey_add_note_hint(s, map, err,
                                       "'%s' is not applied: its cells are words of pay "
                                       "periods, and pay does not look like theirs",
                                       name);
    if (!fit->applied && fit->known)
        return bp_survey_add_note(
            s, err, "'%s' is not applied: the header '%.*s' says that pay is for %s",
            name, width(pay_column(p)->name), pay_column(p)->name, fit->says);
    if (!fit->applied && bp_headwords_period(bp_text_of(pay_column(p)->name))[0] != '\0')
        return BP_OK;
    if (!fit->applied)
        return bp_survey_add_warning(
            s, &(bp_read_warning){ .rule = "period", .hint = map }, err,
            "'%s' is not applied: most of its cells name no known pay period%s%s", name,
            shared ? ", such as " : "", fit->words);
    if (c->excluded[BP_RULE_PERIOD] == 0)
        return BP_OK;
    return bp_survey_add_warning(
        s, &(bp_read_warning){ .rule = "period", .rows = c->excluded[BP_RULE_PERIOD] },
        err, "rows whose '%s' names no known pay period are left out%s%s", name,
        shared ? ", such as " : "", fit->words);
}

/* Is most pay too small for a year's? */
static bool is_small(const bp_plan *p)
{
    const bp_evidence *e = &p->head[0].evidence[pay_column(p)->first];
    return 2 * e->digits < 9 * e->numbers;
}

/* Pay that is one end of a range, or no pay by its cells. */
static bool is_odd(const bp_plan *p, bool named, const char **why)
{
    const bp_wanted_column *w = pay_column(p);
    *why = "looks like one end of a range of pay";
    if (bp_pay_is_one_end(bp_text_of(w->name)) && !named && !is_pair(p))
        return true;
    *why = "holds years or numbers of rows, not amounts, as far as its cells tell";
    return named && bp_pay_counts(&p->head[0].evidence[w->first]);
}

static bp_status warn_of_pay(bp_survey *s, const bp_plan *p, bool named, bp_err *err)
{
    const char *why = "";
    if (!is_odd(p, named, &why))
        return BP_OK;
    return bp_survey_add_warning(
        s, &(bp_read_warning){ .rule = "pay", .hint = { BP_HINT_PAY, NULL } }, err,
        "'%.*s' is taken as pay, and %s", width(pay_column(p)->name), pay_column(p)->name,
        why);
}

/* A period that was given, and is not the one that the header says. */
static bp_status warn_of_option(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const char *says = bp_headwords_period(bp_text_of(pay_column(p)->name));
    const bp_period given = p->reading->period;
    if (given == BP_PERIOD_AS_IS || p->fields.period != BP_NOT_WANTED ||
        says[0] == '\0' || strcmp(says, bp_periodfit_name(given)) == 0 ||
        (strcmp(says, "a year") == 0 && is_small(p)))
        return BP_OK;
    return bp_survey_add_warning(
        s, &(bp_read_warning){ .rule = "period" }, err,
        "the header '%.*s' says that pay is for %s, and it was read as pay for %s",
        width(pay_column(p)->name), pay_column(p)->name, says, bp_periodfit_name(given));
}

/* Rows without pay that have some in another column. */
static bp_status warn_of_gap(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const uint64_t rows = p->elements.elsewhere;
    if (rows == 0)
        return BP_OK;
    const char *other = column_name(p, p->elements.other);
    return bp_survey_add_warning(
        s,
        &(bp_read_warning){ .rule = "pay", .hint = { BP_HINT_PAY, NULL }, .rows = rows },
        err, "rows with pay in '%.*s' and none in '%.*s' are left out", width(other),
        other, width(pay_column(p)->name), pay_column(p)->name);
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
        if (bp_text_is(w.word[i], "fte") || bp_text_is(w.word[i], "fulltime") ||
            (i > 0 && bp_text_is(w.word[i], "time") && bp_text_is(w.word[i - 1], "full")))
            return true;
    return false;
}

static bp_status note_fte(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const size_t column = p->schema.column[BP_ROLE_FTE];
    if (column == BP_NO_COLUMN || p->fields.fte != BP_NOT_WANTED ||
        !are_part_time(&p->head[0].evidence[column]) ||
        is_at_full_time(pay_column(p)->name))
        return BP_OK;
    return bp_survey_add_warning(
        s, &(bp_read_warning){ .rule = "fte", .hint = { BP_HINT_MAP, "fte" } }, err,
        "'%s' says that people work part time, and pay is taken as it stands: it is not "
        "scaled to full time",
        column_name(p, column));
}

/* Is a column chosen by, or grouped by? */
static bool is_told_apart(const bp_plan *p, size_t column)
{
    bool told = false;
    for (size_t i = 0; i < p->choice->n_where; i++)
        told |= p->wanted.column[p->condition[i].column].first == column;
    for (size_t k = 0; k < p->keys.n; k++)
        told |= p->keys.wanted[k] != BP_NOT_WANTED &&
                p->wanted.column[p->keys.wanted[k]].first == column;
    return told;
}

/* People of several countries are seldom paid in one currency. */
static bp_status warn_of_countries(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const size_t column = p->schema.column[BP_ROLE_COUNTRY];
    if (p->currency.source != BP_CURRENCY_UNKNOWN || column == BP_NO_COLUMN ||
        p->choice->currency != NULL || p->head[0].evidence[column].distinct < 2 ||
        bp_pay_is_converted(bp_text_of(pay_column(p)->name)) || is_told_apart(p, column))
        return BP_OK;
    return bp_survey_add_warning(
        s, &(bp_read_warning){ .rule = "currency", .hint = { BP_HINT_WHERE, NULL } }, err,
        "'%s' names several countries, and nothing says in which currency they pay: all "
        "is taken to be in one",
        column_name(p, column));
}

/* Leavers, and people on leave. */
static bp_status note_status(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const char *name = bp_staff_columns_status(p);
    return name == NULL
               ? BP_OK
               : bp_survey_add_warning(
                     s,
                     &(bp_read_warning){ .rule = "status",
                                         .hint = { BP_HINT_WHERE, NULL } },
                     err,
                     "no row was chosen by '%.*s': people who have left or are on leave "
                     "count like all others",
                     width(name), name);
}

/* A ratio is computed of each person before anything else is, which is where another
 * number comes from than by dividing two medians. */
static bp_status note_ratio(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const bp_element *e = &p->elements.at[0];
    const char *pay = pay_column(p)->name;
    if (e->ratio == BP_RATIO_HOURS)
        return bp_survey_add_note(s, err, "hourly pay is '%s' over %u hours a year", pay,
                                  (unsigned)p->reading->hours);
    return bp_survey_add_note(
        s, err,
        "each person's '%s' is divided by the same person's '%s', where both are above "
        "0, and these are the percentiles of the ratios: a ratio of two medians is "
        "another number",
        pay, p->wanted.column[e->over].name);
}

/* Of ratios that are shown beside their pay. */
static bp_status note_ratios(bp_survey *s, const bp_plan *p, bp_err *err)
{
    bp_str names = { 0 };
    size_t n = 0;
    bp_status status = BP_OK;
    for (size_t e = 1; e < p->elements.n; e++) {
        const bp_element *one = &p->elements.at[e];
        if (!one->quotient.made)
            continue;
        if (one->ratio == BP_RATIO_HOURS)
            status = bp_survey_add_note(s, err, "hourly pay is '%s' over %u hours a year",
                                        p->elements.at[one->quotient.of].name,
                                        (unsigned)p->reading->hours);
        else
            bp_str_printf(&names, "%s%s", n++ > 0 ? ", " : "", one->name);
    }
    if (names.failed)
        status = bp_no_memory(err, "a note");
    if (status == BP_OK && n > 0)
        status = bp_survey_add_note(
            s, err,
            "%s: each person's own ratio%s, where both amounts are above 0: a ratio of "
            "two medians is another number",
            names.at, n > 1 ? "s" : "");
    bp_str_release(&names);
    if (status == BP_OK && p->elements.moves_apart)
        status = bp_survey_add_note(s, err,
                                    "bonus over base is left out: bonus and base are "
                                    "aged at rates of their own");
    return status;
}

bp_status bp_paynotes_add(bp_survey *s, const bp_plan *p, const bp_counts *c, bp_err *err)
{
    const bool named = p->choice->pay != NULL || p->choice->pay_from != NULL;
    bp_status status = BP_OK;
    if (is_pair(p))
        status = note_pair(s, p, err);
    else if (!named)
        status = note_pay(s, p, err);
    if (status == BP_OK && p->elements.at[0].ratio != BP_RATIO_NONE)
        status = note_ratio(s, p, err);
    if (status == BP_OK)
        status = note_ratios(s, p, err);
    if (status == BP_OK)
        status = warn_of_pay(s, p, named || p->schema.mapped[BP_ROLE_BASE], err);
    if (status == BP_OK)
        status = note_period(s, p, c, err);
    if (status == BP_OK)
        status = warn_of_option(s, p, err);
    if (status == BP_OK)
        status = warn_of_gap(s, p, err);
    if (status == BP_OK)
        status = note_fte(s, p, err);
    if (status == BP_OK)
        status = warn_of_countries(s, p, err);
    return status == BP_OK ? note_status(s, p, err) : status;
}
