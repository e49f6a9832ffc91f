/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/notes.h"

#include <string.h>

#include "base/utf8.h"
#include "data/fill.h"
#include "ingest/elements.h"
#include "ingest/pay.h"

/* Notes are added one after the other until one fails. */
typedef struct noting {
    bp_survey *survey;
    const bp_plan *plan;
    const bp_counts *counts;
    bp_status status;
    bp_err *err;
} noting;

#define NOTE(n, ...)                                                                     \
    do {                                                                                 \
        if ((n)->status == BP_OK)                                                        \
            (n)->status = bp_survey_add_note((n)->survey, (n)->err, __VA_ARGS__);        \
    } while (0)

static const char *quoted_delimiter(char c)
{
    return c == '\t'  ? "tabs"
           : c == ';' ? "semicolons"
           : c == '|' ? "'|'"
                      : "another mark";
}

static void note_layout(noting *n)
{
    const bp_plan *p = n->plan;
    for (size_t f = 0; f < p->shape.n_files; f++) {
        const bp_layout *l = &p->head[f].layout;
        const char *encoding = bp_input_encoding(p->head[f].input);
        if (l->delimiter != ',' && !l->delimiter_given)
            NOTE(n, "'%s': fields are separated by %s", p->file[f],
                 quoted_delimiter(l->delimiter));
        if (strcmp(encoding, "UTF-8") != 0)
            NOTE(n, "'%s': the text is %s", p->file[f], encoding);
        if (!l->has_header)
            NOTE(n, "'%s': there is no header, columns are called by number", p->file[f]);
    }
}

/* The pay was recognised, and something else could have been it. */
static void note_pay(noting *n)
{
    const bp_plan *p = n->plan;
    const bp_schema *s = &p->schema;
    const bp_wanted *w = &p->wanted[p->element[0].part[0]];
    if (p->choice->pay != NULL || p->choice->pay_from != NULL)
        return;
    bool total = strcmp(p->element[0].name, "total") == 0;
    if (total && s->column[BP_ROLE_BASE] != BP_NO_COLUMN)
        NOTE(n, "pay is the total, '%s'; --pay base takes '%s'", w->name,
             p->head[0].layout.name[s->column[BP_ROLE_BASE]]);
    else if (s->converted != BP_NO_COLUMN && w->first == s->converted)
        NOTE(n, "pay is '%s', in one currency; --pay COLUMN takes another column",
             w->name);
    else if (strcmp(p->element[0].name, "base") != 0 && !total)
        NOTE(n, "pay is '%s', the only pay column that was recognised", w->name);
}

static void note_rivals(noting *n)
{
    static const bp_role roles[] = { BP_ROLE_TIER, BP_ROLE_ORG,      BP_ROLE_YEAR,
                                     BP_ROLE_DATE, BP_ROLE_CURRENCY, BP_ROLE_PERIOD };
    const bp_schema *s = &n->plan->schema;
    char **name = n->plan->head[0].layout.name;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        const size_t *rival = s->rival[roles[i]];
        const char *role = bp_role_names()[roles[i]];
        if (s->column[roles[i]] == BP_NO_COLUMN && rival[1] != BP_NO_COLUMN)
            NOTE(
                n,
                "'%s' and '%s' could both be the %s: neither was taken (--map %s=COLUMN)",
                name[rival[0]], name[rival[1]], role, role);
    }
}

/* Marks that could be either, in pay columns. */
static void note_numbers(noting *n)
{
    const bp_plan *p = n->plan;
    for (size_t f = 0; f < p->shape.n_files && p->reading->number_format == NULL; f++) {
        for (size_t w = 0; w < p->n_wanted; w++) {
            const bp_written *at = &p->written[f][w];
            const bp_marks *m = &p->head[f].evidence[at->at].marks;
            if (!p->wanted[w].pay || !bp_marks_unsure(m))
                continue;
            char mark = m->three[1] > 0 ? ',' : '.';
            NOTE(n,
                 "'%s': the '%c' in '%s' is read as a %s mark (--number-format settles "
                 "it)",
                 p->file[f], mark, p->wanted[w].name,
                 at->style.decimal == mark ? "decimal" : "thousands");
        }
    }
}

static void note_period(noting *n)
{
    static const char *const words[] = { "as it stands", "annual", "monthly", "weekly",
                                         "hourly" };
    const bp_reading *r = n->plan->reading;
    static const char *const range[] = { "", "lower end", "middle", "upper end" };
    if (r->range != BP_RANGE_NONE)
        NOTE(n, "ranges of pay are read at their %s", range[r->range]);
    if (n->plan->period != BP_NOT_WANTED)
        NOTE(n,
             "pay is annual: monthly x 12, weekly x 52, hourly x %u, by the column '%s'",
             r->hours, n->plan->wanted[n->plan->period].name);
    else if (r->period != BP_PERIOD_AS_IS && r->period != BP_PERIOD_ANNUAL)
        NOTE(n, "pay is annual: %s x %d", words[r->period],
             (int)bp_pay_times(r, r->period));
}

/* Questions make long headers: so much of a name stands in a note. */
static int name_width(const char *name)
{
    return (int)bp_utf8_fit(bp_text_of(name), 60);
}

static const char *rows_word(uint64_t n)
{
    return n == 1 ? "row" : "rows";
}

/* Rows are counted before one year and one currency of them are chosen. */
static const char *of_which(const bp_plan *p)
{
    bool years = p->shape.has_year && p->chosen_year != BP_YEAR_ALL;
    bool currencies = p->currency_source == BP_CURRENCY_COLUMN ||
                      p->currency_source == BP_CURRENCY_CELL;
    return years && currencies ? " of any year and currency"
           : years             ? " of any year"
           : currencies        ? " in any currency"
                               : "";
}

static void note_counts(noting *n)
{
    const bp_plan *p = n->plan;
    const bp_counts *c = n->counts;
    for (size_t w = 0; w < p->n_wanted; w++)
        if (c->blank[w] > 0)
            NOTE(n,
                 "'%.*s' is blank in %llu of %llu rows with pay%s, and counts 0 in sums",
                 name_width(p->wanted[w].name), p->wanted[w].name,
                 (unsigned long long)c->blank[w], (unsigned long long)c->used,
                 of_which(p));
    if (c->unread > 0)
        NOTE(n, "in %llu %s a further pay element could not be read",
             (unsigned long long)c->unread, rows_word(c->unread));
    if (c->scientific > 0)
        NOTE(n, "%llu %s pay written like 1.00E+05: a spreadsheet may have lost digits",
             (unsigned long long)c->scientific,
             c->scientific == 1 ? "row has" : "rows have");
    if (c->rounded > 0)
        NOTE(n, "pay of %llu %s was rounded to %d decimals",
             (unsigned long long)c->rounded, rows_word(c->rounded), p->shape.scale);
    if (c->part_time > 0)
        NOTE(n, "pay of %llu part-time %s was scaled to full time by '%s'",
             (unsigned long long)c->part_time, rows_word(c->part_time),
             p->wanted[p->fte].name);
    if (p->currency_source == BP_CURRENCY_CELL)
        NOTE(n, "currencies are those of the signs in '%s'; '$' is taken as USD",
             p->wanted[p->element[0].part[0]].name);
}

/* The role that a column was given, or NULL. */
static const char *role_of(const bp_plan *p, size_t column)
{
    for (size_t r = 0; r < BP_ROLES; r++)
        if (p->schema.column[r] == column)
            return bp_role_names()[r];
    return NULL;
}

static bool is_pay(const bp_plan *p, size_t column)
{
    for (size_t r = 0; r < BP_ROLES; r++)
        if (bp_role_is_pay((bp_role)r) && p->schema.column[r] == column)
            return true;
    return false;
}

static void add_column(noting *n, size_t i)
{
    const bp_plan *p = n->plan;
    const bp_head *h = &p->head[0];
    bp_column_kind kind = bp_evidence_kind(&h->evidence[i]);
    bool pay = is_pay(p, i);
    if (pay && kind == BP_COLUMN_NUMBER)
        kind = BP_COLUMN_MONEY;
    bp_date_style date;
    char style[BP_DATE_NAME];
    bp_column_info info = { .name = h->layout.name[i],
                            .index = i + 1,
                            .role = role_of(p, i) };
    info.kind = bp_column_kind_name(kind);
    if (kind == BP_COLUMN_DATE) {
        bool sure = bp_date_decide(&h->evidence[i].date, &date);
        bp_date_name(style, date);
        info.style = sure ? style : "DD/MM or MM/DD";
    } else if (kind != BP_COLUMN_TEXT && kind != BP_COLUMN_EMPTY) {
        info.style =
            bp_number_style_name(bp_head_style(h, i, pay || kind == BP_COLUMN_MONEY));
        if (p->reading->number_format != NULL)
            info.style = p->reading->number_format;
    }
    if (n->status == BP_OK)
        n->status = bp_survey_add_column(n->survey, &info, n->err);
}

bp_status bp_notes_add(bp_survey *s, const bp_plan *p, const bp_counts *c, bp_err *err)
{
    noting n = { s, p, c, BP_OK, err };
    note_layout(&n);
    note_pay(&n);
    note_rivals(&n);
    note_numbers(&n);
    note_period(&n);
    note_counts(&n);
    for (size_t i = 0; i < p->head[0].layout.n_columns; i++)
        add_column(&n, i);
    bp_survey_set_period(s, bp_elements_period(p));
    return n.status;
}
