/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the input was read, in words.
 *
 * Whatever was recognised and could have been something else is said, with what would
 * change it, so that nobody has to trust a guess.  Notes on all rows are written before
 * the survey's year and currency are decided; those on its own rows, after. */
#include "ingest/notes.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "data/fill.h"
#include "data/recoded.h"
#include "data/warned.h"
#include "ingest/bands.h"
#include "ingest/described.h"
#include "ingest/noting.h"
#include "ingest/pay.h"
#include "ingest/period.h"
#include "ingest/stated.h"
#include "ingest/weights.h"

static const char *delimiter_words(char c)
{
    return c == '\t'  ? "tabs"
           : c == ';' ? "semicolons"
           : c == '|' ? "'|'"
                      : "another mark";
}

/* The same file twice, under one name or two, is a slip more often than a wish. */
static void note_twice(bp_noting *n)
{
    const bp_plan *p = n->plan;
    bp_file_identity *is = bp_alloc(0, p->n_files, sizeof *is);
    if (is == NULL)
        n->status = bp_no_memory(n->err, "notes");
    for (size_t f = 0; f < p->n_files && n->status == BP_OK; f++) {
        is[f] = bp_file_identify(p->file[f], -1);
        for (size_t e = 0; e < f; e++) {
            if (!bp_file_same(is[e], is[f]))
                continue;
            bp_noting_say(n, "'%s' and '%s' are the same file: its rows count twice",
                          p->file[e], p->file[f]);
            break;
        }
    }
    free(is);
}

static void note_layout(bp_noting *n)
{
    const bp_plan *p = n->plan;
    for (size_t f = 0; f < p->n_files; f++) {
        const bp_layout *l = &p->head[f].layout;
        const char *encoding = bp_input_encoding(p->head[f].input);
        if (l->rules.delimiter != ',' && !l->delimiter_given)
            bp_noting_say(n, "'%s': fields are separated by %s", p->file[f],
                          delimiter_words(l->rules.delimiter));
        if (strcmp(encoding, "UTF-8") != 0)
            bp_noting_say(n, "'%s': the text is %s", p->file[f], encoding);
        const bp_sheet *sheet = bp_input_sheet(p->head[f].input);
        if (sheet != NULL && sheet->together != NULL)
            bp_noting_say(n,
                          "'%s': these sheets are read as one table, and 'Sheet' names "
                          "them: %s%s%s",
                          p->file[f], sheet->together,
                          sheet->apart != NULL ? "; not read: " : "",
                          sheet->apart != NULL ? sheet->apart : "");
        if (sheet != NULL && sheet->hidden > 0)
            bp_noting_say(n, "'%s': %s %s not shown in the sheet '%.100s', and read",
                          p->file[f], bp_noting_count(sheet->hidden, "row").text,
                          sheet->hidden == 1 ? "is" : "are", sheet->name);
        if (sheet != NULL && sheet->merged > 0)
            bp_noting_say(n, "'%s': %s %s the text of a merged cell above", p->file[f],
                          bp_noting_count(sheet->merged, "blank cell").text,
                          sheet->merged == 1 ? "has" : "have");
        if (l->labels_line > 0)
            bp_noting_say(
                n,
                "'%s': names that appear twice, or do not say whose they are, have the "
                "label of line %" PRIu64 " in front",
                p->file[f], l->labels_line);
        if (l->row_names)
            bp_noting_say(
                n,
                "'%s': the header has one name less than rows have fields: the first "
                "column holds the rows' own names",
                p->file[f]);
        if (l->unnamed)
            bp_noting_say(n,
                          "'%s': line %" PRIu64
                          ", the header, looks like a row of data: columns "
                          "are called by number",
                          p->file[f], l->header_line);
        if (!l->has_header)
            bp_noting_say(n, "'%s': there is no header, columns are called by number",
                          p->file[f]);
    }
}

/* Whoever names such a column means its lines, or was led astray. */
static void note_lines(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const char *name = bp_noting_pay(n)->name;
    bp_stated_header says;
    if (!p->shape.of_lines || p->choice->series)
        return;
    bp_stated_header_read(&says, bp_text_of(name));
    static const char over[] =
        "these are percentiles over lines of a table, not over people";
    if (p->group == BP_NO_COLUMN || bp_stated_is_figure(bp_text_of(name)))
        bp_noting_warn(n, "published", BP_NO_HINT, 0, "'%s' is a published figure%s: %s",
                       name, says.pay ? "" : ", and not of pay", over);
    else
        bp_noting_warn(n, "published", BP_NO_HINT, 0,
                       "its rows are of groups ('%s'), so that '%s' is nobody's pay: %s",
                       p->head[0].layout.name[p->group], name, over);
}

static void note_rivals(bp_noting *n)
{
    static const bp_role roles[] = { BP_ROLE_TIER, BP_ROLE_ORG, BP_ROLE_YEAR,
                                     BP_ROLE_DATE };
    const bp_schema *s = &n->plan->schema;
    char **name = n->plan->head[0].layout.name;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        const size_t *rival = s->rival[roles[i]];
        const char *role = bp_role_names()[roles[i]];
        if (s->column[roles[i]] == BP_NO_COLUMN && rival[1] != BP_NO_COLUMN)
            bp_noting_warn(n, "role", (bp_hint){ BP_HINT_MAP, role }, 0,
                           "'%s' and '%s' could both be the %s: neither was taken",
                           name[rival[0]], name[rival[1]], role);
    }
}

/* Tiers for which there is no column but that of experience, in bands. */
static void note_tier(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const size_t experience = p->schema.column[BP_ROLE_EXPERIENCE];
    for (size_t k = 0; k < p->keys.n; k++)
        if (strcmp(p->keys.name[k], "tier") == 0 && p->keys.kind[k] == BP_KEY_TEXT &&
            experience != BP_NO_COLUMN &&
            p->wanted.column[p->keys.wanted[k]].first == experience)
            bp_noting_say(n, "tiers are the bands of '%s'",
                          p->head[0].layout.name[experience]);
}

/* In an outline a group stands in the first of its rows alone: the others have none. */
static void warn_of_outline(bp_noting *n)
{
    const bp_plan *p = n->plan;
    for (size_t w = 0; w < p->wanted.n; w++) {
        const bp_evidence *e = &p->head[0].evidence[p->wanted.column[w].first];
        const uint64_t values = bp_evidence_values(e);
        bool groups = w == p->fields.org;
        for (size_t k = 0; k < p->keys.n; k++)
            groups |= p->keys.wanted[k] == w;
        if (groups && values > 1 && e->missing > values && e->distinct == values)
            bp_noting_warn(
                n, "outline", BP_NO_HINT, 0,
                "'%.*s' is blank in most rows and has each value once, as where "
                "it stands in the first row of its group alone: the other rows "
                "are in no group until it is filled down",
                BP_NOTE_NAME(p->wanted.column[w].name));
    }
}

/* Marks that could be either, in pay columns. */
static void note_numbers(bp_noting *n)
{
    const bp_plan *p = n->plan;
    for (size_t f = 0; f < p->n_files && p->reading->number_format == NULL; f++) {
        for (size_t w = 0; w < p->wanted.n; w++) {
            const bp_written *at = &p->written[f][w];
            const bp_marks *m = &p->head[f].evidence[at->at].marks;
            if (!p->wanted.column[w].pay || !bp_marks_unsure(m))
                continue;
            char mark = m->three[1] > 0 ? ',' : '.';
            bp_noting_hint(n, (bp_hint){ BP_HINT_NUMBER_FORMAT, NULL },
                           "'%s': the '%c' in '%s' is read as a %s mark", p->file[f],
                           mark, p->wanted.column[w].name,
                           at->style.decimal == mark ? "decimal" : "thousands");
        }
    }
}

/* Does a cell of pay hold a range? */
static bool holds_ranges(const bp_plan *p)
{
    for (size_t f = 0; f < p->n_files; f++)
        for (size_t w = 0; w < p->wanted.n; w++)
            if (p->wanted.column[w].pay &&
                p->head[f].evidence[p->written[f][w].at].ranges > 0)
                return true;
    return false;
}

/* "monthly x 12", as a text of its own. */
static void put_factor(bp_str *out, const bp_reading *r, bp_period period)
{
    static const char *const words[] = { "as it stands", "annual",   "monthly",
                                         "semi-monthly", "biweekly", "weekly",
                                         "daily",        "hourly" };
    const bp_factor f = bp_factor_of(r, period);
    bp_str_printf(out, "%s x ", words[period]);
    bp_str_number(out, (double)f.times / (double)f.of);
}

static void note_period(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const bp_reading *r = p->reading;
    const bool column = p->fields.period != BP_NOT_WANTED;
    const bool by_row = column || p->told_by_cells;
    static const char *const range[] = { "", "lower end", "middle", "upper end" };
    bp_str said = { 0 };
    if (r->range != BP_RANGE_NONE && holds_ranges(p))
        bp_noting_say(n, "ranges of pay are read at their %s", range[r->range]);
    if (!by_row && (r->period == BP_PERIOD_AS_IS || r->period == BP_PERIOD_ANNUAL))
        return;
    if (!by_row)
        put_factor(&said, r, r->period);
    for (bp_period i = BP_PERIOD_MONTHLY; by_row && i <= BP_PERIOD_HOURLY; i++) {
        const bool usual =
            i == BP_PERIOD_MONTHLY || i == BP_PERIOD_WEEKLY || i == BP_PERIOD_HOURLY;
        if (!usual && n->counts->paid_for[i] == 0)
            continue;
        bp_str_puts(&said, said.n > 0 ? ", " : "");
        put_factor(&said, r, i);
    }
    if (column)
        bp_str_printf(&said, ", by the column '%s'",
                      p->wanted.column[p->fields.period].name);
    else if (by_row)
        bp_str_puts(&said, ", by the words beside each amount");
    bp_noting_say(n, "pay is annual: %s", bp_noting_part(n, &said));
    bp_str_release(&said);
}

/* Rows are counted before one year and one currency of them are chosen. */
static const char *of_which(const bp_plan *p)
{
    bool years = p->shape.has_year && p->chosen_year != BP_YEAR_ALL;
    bool currencies = p->currency.source == BP_CURRENCY_COLUMN ||
                      p->currency.source == BP_CURRENCY_CELL;
    return years && currencies ? " of any year and currency"
           : years             ? " of any year"
           : currencies        ? " in any currency"
                               : "";
}

static const char *has(uint64_t rows)
{
    return rows == 1 ? "has" : "have";
}

static void note_counts(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const bp_counts *c = n->counts;
    if (c->unread > 0)
        bp_noting_say(n, "in %s a further pay element could not be read",
                      bp_noting_count(c->unread, "row").text);
    if (c->scientific > 0)
        bp_noting_say(
            n, "%s %s pay written like 1.00E+05: a spreadsheet may have lost digits",
            bp_noting_count(c->scientific, "row").text, has(c->scientific));
    if (c->rounded > 0)
        bp_noting_say(n, "pay of %s was rounded to %d decimals",
                      bp_noting_count(c->rounded, "row").text, p->shape.scale);
    if (c->part_time > 0)
        bp_noting_say(n, "pay of %s was scaled to full time by '%s'",
                      bp_noting_count(c->part_time, "part-time row").text,
                      p->wanted.column[p->fields.fte].name);
    if (c->weightless > 0)
        bp_noting_say(n, "%s %s weight 0 in '%.*s', and count%s in no figure",
                      bp_noting_count(c->weightless, "row").text, has(c->weightless),
                      BP_NOTE_NAME(p->wanted.column[p->fields.weight].name),
                      c->weightless == 1 ? "s" : "");
    if (c->weights_rounded > 0)
        bp_noting_say(n, "weights of %s were rounded to %d decimals",
                      bp_noting_count(c->weights_rounded, "row").text, p->weight_scale);
    if (p->choice->distinct != BP_DISTINCT_NO)
        bp_noting_say(n,
                      "one row a person by '%.*s': %" PRIu64 " %s had several rows, "
                      "%" PRIu64 " in all%s; %s",
                      BP_NOTE_NAME(p->wanted.column[p->fields.person].name), c->people,
                      c->people == 1 ? "person" : "people", c->of_people, of_which(p),
                      p->choice->distinct == BP_DISTINCT_SUM
                          ? "their pay is added up"
                          : "the latest of each counts");
    if (p->currency.source == BP_CURRENCY_CELL)
        bp_noting_say(n, "currencies are those of the signs in '%s'; '$' is taken as USD",
                      p->wanted.column[p->elements.at[0].part[0]].name);
}

static void warn_of_summaries(bp_noting *n)
{
    const bp_places *s = &n->counts->summaries;
    bp_read_warning w = { .rule = "summary",
                          .hint = { BP_HINT_WHERE, NULL },
                          .rows = s->rows };
    for (size_t i = 0; i < BP_PLACES_MAX && i < s->rows; i++)
        w.line[i] = s->first[i].line;
    if (s->rows > 0 && n->status == BP_OK)
        n->status = bp_survey_add_warning(
            n->survey, &w, n->err,
            s->rows == 1
                ? "a row may be a total or a statistic of others; it counts as a "
                  "person"
                : "rows may be totals or statistics of others; they count as "
                  "people");
}

/* Neither what a row is about nor the weight of a sample is used.  Published figures, and
 * one a year, are said to be those of several people as it is. */
static void warn_of_weights(bp_noting *n)
{
    const bp_plan *p = n->plan;
    if (p->shape.of_lines)
        return;
    const bp_weights w = bp_weights_find(&p->head[0], &p->schema);
    const size_t used = p->fields.weight != BP_NOT_WANTED
                            ? p->wanted.column[p->fields.weight].first
                            : SIZE_MAX;
    char **name = p->head[0].layout.name;
    if (p->people != BP_NO_COLUMN) {
        bp_noting_warn(
            n, "weight", BP_NO_HINT, 0,
            "rows are of several people each, whom '%.*s' counts, and pay is what they "
            "are paid together",
            BP_NOTE_NAME(name[p->people]));
        return;
    }
    if (w.count != SIZE_MAX && w.count != used && !p->choice->series)
        bp_noting_warn(
            n, "weight", (bp_hint){ BP_HINT_FREQ, name[w.count] }, 0,
            "rows stand for several people each, whom '%.*s' counts; in the figures "
            "every row counts once",
            BP_NOTE_NAME(name[w.count]));
    if (w.weight != SIZE_MAX && w.weight != used)
        bp_noting_warn(
            n, "weight", (bp_hint){ BP_HINT_SAMPLING, name[w.weight] }, 0,
            "'%.*s' looks like the weights of a sample; they are not used, every row "
            "counts once",
            BP_NOTE_NAME(name[w.weight]));
}

static void add_column(bp_noting *n, size_t i)
{
    const bp_plan *p = n->plan;
    char style[BP_DATE_NAME];
    const bp_column_info info =
        bp_column_describe(style, &p->head[0], &p->schema, p->reading, i);
    if (n->status == BP_OK)
        n->status = bp_survey_add_column(n->survey, &info, n->err);
}

/* Cells that were read as others, and what nobody has settled yet. */
static void note_recoded(bp_noting *n)
{
    const bp_recode *list = n->plan->reading->recode;
    const bool digest = n->plan->reading->digest;
    for (size_t i = 0; list != NULL && i < list->n; i++) {
        const bp_recoded one = { .column = list->column[i].name,
                                 .cells = n->counts->recoded[i],
                                 .file = list->file,
                                 .sha256 = digest ? list->sha256 : NULL };
        if (n->status == BP_OK)
            n->status = bp_survey_add_recoded(n->survey, &one, n->err);
        bp_noting_say(n, "'%s': %s %s read as another value, by '%s'", one.column,
                      bp_noting_count(one.cells, "cell").text,
                      one.cells == 1 ? "is" : "are", one.file);
    }
    const size_t marked = list != NULL ? bp_recode_marked(list) : 0;
    if (marked > 0)
        bp_noting_say(n, "%s of '%s' still %s a question mark, and nothing is read by %s",
                      bp_noting_count(marked, "line").text, list->file, has(marked),
                      marked == 1 ? "it" : "them");
}

/* What figures of pay are paid for: those of a ratio, for what it is over. */
static const char *paid_for(const bp_plan *p)
{
    static const char *const words[] = {
        [BP_RATIO_PAY] = "", [BP_RATIO_WORK] = "a work RVU", [BP_RATIO_HOURS] = "an hour"
    };
    const bp_ratio ratio = p->elements.at[0].ratio;
    return ratio != BP_RATIO_NONE ? words[ratio] : bp_period_name(p->period);
}

bp_status bp_notes_add(bp_survey *s, const bp_plan *p, const bp_counts *c, bp_err *err)
{
    bp_noting n = { s, p, c, err, BP_OK };
    note_layout(&n);
    note_twice(&n);
    note_recoded(&n);
    bp_notes_pay(&n);
    note_lines(&n);
    note_rivals(&n);
    warn_of_outline(&n);
    note_tier(&n);
    note_numbers(&n);
    note_period(&n);
    note_counts(&n);
    bp_notes_cells(&n);
    bp_notes_headers(&n);
    warn_of_summaries(&n);
    bp_notes_units(&n);
    warn_of_weights(&n);
    for (size_t i = 0; i < p->head[0].layout.n_columns; i++)
        add_column(&n, i);
    bp_survey_set_period(s, paid_for(p));
    return n.status;
}

static uint64_t rows_of(const bp_noting *n, bp_event_kind kind)
{
    const bp_events *all = &n->counts->events;
    uint64_t rows = 0;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].kind == kind && bp_counts_concern(n->survey, &all->at[i]))
            rows += all->at[i].rows;
    return rows;
}

static void put_decimal(bp_str *out, bp_decimal d)
{
    bp_str_number(out, bp_money_double(d.units, d.scale));
}

/* The numbers that no tier covers although those around them are. */
static void put_gaps(bp_str *out, const bp_plan *p)
{
    const bp_choice *c = p->choice;
    for (size_t i = 0; i < c->n_bands; i++) {
        if (!bp_bands_gap(c, i))
            continue;
        bp_str_puts(out, out->n > 0 ? ", " : "");
        put_decimal(out, c->band[i].high);
        bp_str_puts(out, " to ");
        put_decimal(out, c->band[i + 1].low);
    }
}

static size_t banded_key(const bp_plan *p)
{
    size_t k = 0;
    while (k < p->keys.n && p->keys.kind[k] != BP_KEY_BAND)
        k++;
    return k;
}

static void note_bands(bp_noting *n)
{
    const bp_plan *p = n->plan;
    size_t k = banded_key(p);
    if (k == p->keys.n)
        return;
    const char *column = p->wanted.column[p->keys.wanted[k]].name;
    const uint64_t outside = rows_of(n, BP_EVENT_OUTSIDE);
    const uint64_t unnumbered = rows_of(n, BP_EVENT_UNNUMBERED);
    bp_str gaps = { 0 };
    put_gaps(&gaps, p);
    const char *list = bp_noting_part(n, &gaps);
    if (gaps.n > 0)
        bp_noting_say(n, "no tier holds '%s' of %s", column, list);
    bp_str_release(&gaps);
    if (outside > 0)
        bp_noting_say(n, "%s %s in no tier: '%s' is outside of the bands",
                      bp_noting_count(outside, "row").text, outside == 1 ? "is" : "are",
                      column);
    if (unnumbered > 0)
        bp_noting_say(n, "%s %s in no tier: '%s' holds no number",
                      bp_noting_count(unnumbered, "row").text,
                      unnumbered == 1 ? "is" : "are", column);
}

static void note_repaired(bp_noting *n)
{
    const uint64_t rows = rows_of(n, BP_EVENT_REPAIRED);
    if (rows > 0)
        bp_noting_say(n,
                      "%s: a band that a spreadsheet had turned into a date was repaired "
                      "('8-May' is 5-8)",
                      bp_noting_count(rows, "row").text);
}

/* Of the rows of the survey's year and currency, as its figures are. */
static void note_blanks(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const bp_events *all = &n->counts->events;
    for (size_t w = 0; w < p->wanted.n; w++) {
        uint64_t rows = 0;
        for (size_t i = 0; i < all->n; i++)
            if (all->at[i].kind == BP_EVENT_BLANK && all->at[i].rate == w &&
                bp_counts_concern(n->survey, &all->at[i]))
                rows += all->at[i].rows;
        if (rows > 0)
            bp_noting_say(
                n, "'%.*s' is blank in %" PRIu64 " of %" PRIu64 " rows with pay, %s",
                BP_NOTE_NAME(p->wanted.column[w].name), rows,
                (uint64_t)bp_survey_used(n->survey),
                p->choice->blank_bonus == BP_BLANK_ZERO
                    ? "and counts 0 in sums"
                    : "which are left out of sums with it");
    }
}

bp_status bp_notes_add_events(bp_survey *s, const bp_plan *p, const bp_counts *c,
                              bp_err *err)
{
    bp_noting n = { s, p, c, err, BP_OK };
    if (c->events.failed)
        return bp_no_memory(err, "notes");
    note_blanks(&n);
    note_bands(&n);
    note_repaired(&n);
    bp_notes_rates(&n);
    bp_notes_ageing(&n);
    return n.status;
}
