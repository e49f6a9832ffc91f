/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of cells that were read in an unusual way, or not at all.
 *
 * A cell that stands in one of thousands of rows is seen by nobody, and what was made of
 * it shows in no figure: so each kind is said once, for its column. */
#include "ingest/notes_cells.h"

#include "base/str.h"
#include "base/utf8.h"
#include "data/fill.h"
#include "ingest/headwords.h"

/* Questions make long headers: so much of a name is in a note. */
static int width(const char *name)
{
    return (int)bp_utf8_fit(bp_text_of(name), 60);
}

/* What stands in cells that could not be read, of the head alone. */
static bp_status note_odd_words(bp_survey *s, const bp_plan *p, size_t w, bp_err *err)
{
    const char *name = p->wanted.column[w].name;
    bp_str said = { 0 };
    bp_odd_put(&said, p->odd[w]);
    bp_status status =
        said.failed ? bp_no_memory(err, "notes")
                    : bp_survey_add_note(
                          s, err, "'%.*s' holds what is no %s%s: %s", width(name), name,
                          w == bp_fields_year(&p->fields) ? "year or date"
                                                          : "amount in its format",
                          p->head[0].whole ? "" : " in its first 10,000 rows", said.at);
    bp_str_release(&said);
    return status;
}

/* A header says a year, and its cells do not: whoever reads the table expects one. */
static bp_status warn_of_no_years(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const bp_layout *l = &p->head[0].layout;
    const bp_read_warning w = { .rule = "year", .hint = { BP_HINT_MAP, "year" } };
    bp_status status = BP_OK;
    if (p->shape.has_year || p->schema.mapped[BP_ROLE_YEAR] ||
        p->schema.rival[BP_ROLE_YEAR][0] != BP_NO_COLUMN)
        return BP_OK;
    for (size_t i = 0; i < l->n_columns && status == BP_OK; i++)
        if (bp_role_match(BP_ROLE_YEAR, bp_text_of(l->name[i])) < BP_NO_MATCH &&
            (bp_headwords_of(bp_text_of(l->name[i])) & BP_SAYS_YEAR) != 0 &&
            bp_evidence_kind(&p->head[0].evidence[i]) != BP_COLUMN_EMPTY)
            status = bp_survey_add_warning(
                s, &w, err,
                "'%.*s' holds no years that can be read: rows are not told apart by it",
                width(l->name[i]), l->name[i]);
    return status;
}

/* Years that could be counted otherwise. */
static bp_status note_years(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const size_t w = bp_fields_year(&p->fields);
    bool spans = false, two = false, points = false;
    for (size_t f = 0; w != BP_NOT_WANTED && f < p->n_files; f++) {
        const bp_written *at = &p->written[f][w];
        const bp_date_signs *d = &p->head[f].evidence[at->at].date;
        const bool years = at->date.order <= BP_DATE_SHORT_YEAR;
        points |= at->date.order == BP_DATE_DMY && bp_date_by_points(d) &&
                  p->reading->date_format == NULL;
        spans |= years && d->span + d->either > 0;
        two |= years ? at->date.order == BP_DATE_SHORT_YEAR : d->century > 0;
    }
    bp_status status = BP_OK;
    if (spans)
        status = bp_survey_add_note(
            s, err, "a year like 2022/23 in '%s' is the first of its two, 2022",
            p->wanted.column[w].name);
    if (status == BP_OK && two)
        status = bp_survey_add_note(
            s, err, "of two digits of a year in '%s' 69 to 99 are 19xx, others 20xx",
            p->wanted.column[w].name);
    if (status == BP_OK && points)
        status =
            bp_survey_add_note(s, err, "dates in '%s' are read as DD.MM.YYYY, day first",
                               p->wanted.column[w].name);
    return status;
}

/* Few cells name a currency, and none is known of the others: the figures stand. */
static bp_status warn_of_signs(bp_survey *s, const bp_plan *p, bp_err *err)
{
    const bp_wanted_column *pay = &p->wanted.column[p->elements.at[0].part[0]];
    const bp_evidence *e = &p->head[0].evidence[pay->first];
    if (p->currency.source != BP_CURRENCY_UNKNOWN || p->choice->currency != NULL ||
        e->n_signs != 1 || bp_currency_is_shared(e->sign[0]))
        return BP_OK;
    const bp_read_warning w = { .rule = "currency",
                                .hint = { BP_HINT_CURRENCY, NULL },
                                .rows = e->money };
    return bp_survey_add_warning(
        s, &w, err,
        "%llu of %llu amounts in '%s' name %s and the others no currency: all are taken "
        "together, in a currency without a name",
        (unsigned long long)e->money, (unsigned long long)(e->numbers + e->ranges),
        pay->name, e->sign[0]);
}

bp_status bp_notes_cells(bp_survey *s, const bp_plan *p, bp_err *err)
{
    bp_status status = note_years(s, p, err);
    if (status == BP_OK)
        status = warn_of_no_years(s, p, err);
    for (size_t w = 0; status == BP_OK && w < p->wanted.n; w++)
        if (p->odd[w] != NULL)
            status = note_odd_words(s, p, w, err);
    return status == BP_OK ? warn_of_signs(s, p, err) : status;
}
