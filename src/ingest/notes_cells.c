/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of cells that were read in an unusual way, or not at all.
 *
 * A cell that stands in one of thousands of rows is seen by nobody, and what was made of
 * it shows in no figure: so each kind is said once, for its column. */
#include "ingest/noting.h"

#include <inttypes.h>

#include "ingest/headwords.h"

/* What stands in cells that could not be read, of the head alone. */
static void note_odd_words(bp_noting *n, size_t w)
{
    const bp_plan *p = n->plan;
    bp_str said = { 0 };
    bp_odd_put(&said, p->odd[w]);
    const char *words = bp_noting_part(n, &said);
    bp_noting_say(
        n, "'%.*s' holds what is no %s%s: %s", BP_NOTE_NAME(p->wanted.column[w].name),
        w == bp_fields_year(&p->fields) ? "year or date" : "amount in its format",
        p->head[0].whole ? "" : " in its first 10,000 rows", words);
    bp_str_release(&said);
}

/* A header says a year, and its cells do not: whoever reads the table expects one. */
static void warn_of_no_years(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const bp_layout *l = &p->head[0].layout;
    if (p->shape.has_year || p->schema.mapped[BP_ROLE_YEAR] ||
        p->schema.rival[BP_ROLE_YEAR][0] != BP_NO_COLUMN)
        return;
    for (size_t i = 0; i < l->n_columns; i++)
        if (bp_role_match(BP_ROLE_YEAR, bp_text_of(l->name[i])) < BP_NO_MATCH &&
            (bp_headwords_of(bp_text_of(l->name[i])) & BP_SAYS_YEAR) != 0 &&
            bp_evidence_kind(&p->head[0].evidence[i]) != BP_COLUMN_EMPTY)
            bp_noting_warn(
                n, "year", (bp_hint){ BP_HINT_MAP, "year" }, 0,
                "'%.*s' holds no years that can be read: rows are not told apart by it",
                BP_NOTE_NAME(l->name[i]));
}

/* Years that could be counted otherwise. */
static void note_years(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const size_t w = bp_fields_year(&p->fields);
    bool spans = false, two = false, points = false, serial = false;
    for (size_t f = 0; w != BP_NOT_WANTED && f < p->n_files; f++) {
        const bp_written *at = &p->written[f][w];
        const bp_date_signs *d = &p->head[f].evidence[at->at].date;
        const bool years = at->date.order <= BP_DATE_SHORT_YEAR;
        points |= at->date.order == BP_DATE_DMY && bp_date_by_points(d) &&
                  p->reading->date_format == NULL;
        serial |= at->date.order == BP_DATE_SERIAL;
        spans |= years && d->span + d->either > 0;
        two |= years ? at->date.order == BP_DATE_SHORT_YEAR : d->century > 0;
    }
    if (spans)
        bp_noting_say(n, "a year like 2022/23 in '%s' is the first of its two, 2022",
                      p->wanted.column[w].name);
    if (two)
        bp_noting_say(n, "of two digits of a year in '%s' 69 to 99 are 19xx, others 20xx",
                      p->wanted.column[w].name);
    if (points)
        bp_noting_say(n, "dates in '%s' are read as DD.MM.YYYY, day first",
                      p->wanted.column[w].name);
    if (serial)
        bp_noting_say(n,
                      "numbers in '%s' are read as the dates of a spreadsheet: 45292 is "
                      "2024-01-01",
                      p->wanted.column[w].name);
}

/* Few cells name a currency, and none is known of the others: the figures stand. */
static void warn_of_signs(bp_noting *n)
{
    const bp_plan *p = n->plan;
    const bp_wanted_column *pay = bp_noting_pay(n);
    const bp_evidence *e = &p->head[0].evidence[pay->first];
    if (p->currency.source == BP_CURRENCY_UNKNOWN && p->choice->currency == NULL &&
        e->n_signs == 1 && !bp_currency_is_shared(e->sign[0]))
        bp_noting_warn(n, "currency", (bp_hint){ BP_HINT_CURRENCY, NULL }, e->money,
                       "%" PRIu64
                       " of %s in '%s' name %s and the others no currency: all are taken "
                       "together, in a currency without a name",
                       e->money, bp_noting_count(e->numbers + e->ranges, "amount").text,
                       pay->name, e->sign[0]);
}

/* What a footnote says of an amount is in no column. */
static void note_footnotes(bp_noting *n)
{
    const bp_wanted_column *pay = bp_noting_pay(n);
    const uint64_t marked = n->plan->head[0].evidence[pay->first].footnotes;
    if (marked > 0)
        bp_noting_say(n,
                      "%s in '%.*s' %s the mark of a footnote, such as '*', and %s read "
                      "without it",
                      bp_noting_count(marked, "amount").text, BP_NOTE_NAME(pay->name),
                      marked == 1 ? "has" : "have", marked == 1 ? "is" : "are");
}

void bp_notes_cells(bp_noting *n)
{
    note_footnotes(n);
    note_years(n);
    warn_of_no_years(n);
    for (size_t w = 0; w < n->plan->wanted.n; w++)
        if (n->plan->odd[w] != NULL)
            note_odd_words(n, w);
    warn_of_signs(n);
}
