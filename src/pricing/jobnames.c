/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobnames.c - what a survey calls its jobs.
 *
 * Names are no pay, so no disclosure rule is asked; they are read as the survey is when
 * it is priced, since only rows that could be priced can be matched. */
#include "pricing/jobnames.h"

#include <stdlib.h>
#include <string.h>

#include "answer/reading.h"
#include "answer/tables.h"
#include "data/pay.h"
#include "pricing/pricecolumns.h"
#include "pricing/pricesource.h"

void bp_job_names_release(bp_job_names *names)
{
    free(names->name);
    *names = (bp_job_names){ 0 };
}

/* Adds a job by its code, else by its title; one that has neither is none. */
static bool add(bp_job_names *names, bp_text code, bp_text title, bp_arena *text)
{
    const bp_text match = code.n > 0 ? code : title;
    if (match.n == 0)
        return true;
    if (!bp_reserve(&names->name, &names->cap, names->n + 1, sizeof names->name[0]))
        return false;
    bp_job_name *one = &names->name[names->n];
    one->match = bp_arena_copy(text, match.at, match.n);
    one->title = bp_arena_copy(text, title.at, title.n);
    if (one->match == NULL || one->title == NULL ||
        !bp_title_read(&one->words, text, title.n > 0 ? title : match))
        return false;
    names->n++;
    return true;
}

/* ---- records ---- */

static bp_text value_of(const bp_survey *s, size_t key, size_t place,
                        const bp_pay_group *g)
{
    return key == SIZE_MAX || g->key[place] == BP_NO_ID
               ? bp_text_of("")
               : bp_survey_key_text(s, key, g->key[place]);
}

static bp_status list_records(bp_job_names *out, const bp_survey *s, bp_arena *text,
                              bp_err *err)
{
    const size_t job = bp_tables_key(s, "job"), title = bp_tables_key(s, "title");
    size_t key[2], n = 0;
    bp_pay_groups *all = NULL;
    if (job != SIZE_MAX)
        key[n++] = job;
    if (title != SIZE_MAX)
        key[n++] = title;
    if (n == 0)
        return bp_fail_hint(err, &(bp_loc){ .file = bp_survey_input(s, 0)->file },
                            BP_EDATA, (bp_hint){ BP_HINT_MAP, "title" },
                            "there is no job or title column");
    bp_status status = bp_pay_groups_new(&all, s, 0, key, n, err);
    for (size_t i = 1; status == BP_OK && i < all->n; i++)
        if (!add(out, value_of(s, job, 0, &all->group[i]),
                 value_of(s, title, n - 1, &all->group[i]), text))
            status = bp_no_memory(err, "the names of jobs");
    bp_pay_groups_free(all);
    return status;
}

/* Jobs and titles are keys that the survey need not have both; its pay is in one currency
 * at a time, and the names of the others are not asked about. */
static bp_status read_records(bp_job_names *out, bp_reads *reads,
                              const bp_pricing_survey *survey, bp_arena *text,
                              bp_err *err)
{
    static const char *const any = "";
    bp_question ask = survey->question;
    ask.subject = BP_ASK_PERCENTILES;
    ask.each_job = true;
    ask.choice.job = &any;
    ask.choice.n_job = 1;
    ask.choice.n_by = 0;
    ask.choice.currency = survey->currency;
    ask.choice.main_currency = survey->currency == NULL;
    ask.choice.year = survey->effective == 0 ? BP_YEAR_ALL : ask.choice.year;
    bp_answer *made = NULL;
    bp_status status = bp_answer_read(&made, &ask, err);
    if (status == BP_OK &&
        !bp_reads_add_records(reads, survey->name, bp_answer_survey(made), text))
        status = bp_no_memory(err, "the names of jobs");
    if (status == BP_OK)
        status = list_records(out, bp_answer_survey(made), text, err);
    bp_answer_free(made);
    return status;
}

/* ---- published tables ---- */

static const char *cell(const bp_published *t, size_t row, size_t column)
{
    return column != SIZE_MAX ? bp_published_cell(t, row, column)->text : "";
}

/* Of a table of cuts the lines of a survey. */
static bp_status list_lines(bp_job_names *out, const bp_published *t,
                            const bp_pricing_survey *survey, const bp_price_cuts *cuts,
                            bp_arena *text, bp_err *err)
{
    const size_t code = bp_price_column_of(t, BP_PRICE_CODE);
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < t->n_rows; i++) {
        if (cuts != NULL && !bp_price_cuts_has(cuts, survey, i))
            continue;
        if (!add(out, bp_text_of(cell(t, i, code)), bp_text_of(cell(t, i, t->title)),
                 text))
            status = bp_no_memory(err, "the names of jobs");
    }
    return status;
}

static bp_status read_table(bp_job_names *out, bp_reads *reads,
                            const bp_pricing_survey *survey, bp_arena *text, bp_err *err)
{
    bp_published *t = NULL;
    bp_status status = bp_source_published(&t, survey, err);
    if (status != BP_OK)
        return status;
    status = bp_reads_add_table(reads, survey->name, t, text)
                 ? list_lines(out, t, survey, NULL, text, err)
                 : bp_no_memory(err, "the names of jobs");
    bp_published_free(t);
    return status;
}

bp_status bp_job_names_find(bp_job_names *out, bp_reads *reads,
                            const bp_pricing_survey *survey, const bp_price_cuts *cuts,
                            bp_arena *text, bp_err *err)
{
    bool published;
    bp_err cause;
    if (cuts != NULL)
        return list_lines(out, cuts->table, survey, cuts, text, err);
    bp_status status = bp_source_is_published(&published, survey, err);
    if (status != BP_OK)
        return status;
    status = published ? read_table(out, reads, survey, text, &cause)
                       : read_records(out, reads, survey, text, &cause);
    return bp_source_explain(survey, status, &cause, err);
}
