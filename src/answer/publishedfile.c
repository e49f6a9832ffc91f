/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publishedfile.c - the published table among the files of a question.
 *
 * It is recognised before anything is read as records, since the medians of a table are
 * nobody's pay; beside records it is a second market of offers, alone it is all that
 * there is to show. */
#include "answer/publishedfile.h"

#include "answer/scope.h"
#include "base/mem.h"
#include "ingest/constants.h"
#include "ingest/conversion.h"
#include "ingest/described.h"
#include "ingest/published.h"
#include "ingest/role.h"
#include "ingest/statedset.h"

/* Refuses what chooses among records where there is a published table alone.
 * Errors: BP_EUSAGE */
static bp_status check_choice(const bp_answer *a, bp_err *err)
{
    const bp_choice *c = &a->question->choice;
    const struct {
        const char *what;
        bool given;
    } chosen[] = { { "a condition", c->n_where > 0 },
                   { "a job", c->n_job > 0 },
                   { "a group", c->n_by > 0 },
                   { "the list of excluded rows", a->question->reading.keep_places } };
    for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++)
        if (chosen[i].given)
            return bp_fail_hint(
                err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_ROW, "COLUMN" },
                "%s needs records, and there are only lines of a published table",
                chosen[i].what);
    return BP_OK;
}

/* A published table among the files is none of the survey's. */
static bp_status take_published(bp_answer *a, const char **path, bp_err *err)
{
    const size_t n = a->reading.n_files;
    *path = a->question->offers.published;
    a->file = bp_alloc(0, n, sizeof *a->file);
    if (a->file == NULL)
        return bp_no_memory(err, "the files");
    a->reading.n_files = 0;
    for (size_t i = 0; i < n; i++) {
        const char *file = a->question->reading.file[i];
        bool published;
        bp_status status =
            bp_published_recognise(&published, file, &a->reading, a->choice.pay, err);
        if (status != BP_OK)
            return status;
        if (!published)
            a->file[a->reading.n_files++] = file;
        else if (*path != NULL)
            return bp_fail(err, &(bp_loc){ .file = file }, BP_EUSAGE,
                           "is a second published table; an offer is compared with one");
        else
            *path = file;
    }
    a->reading.file = a->file;
    return BP_OK;
}

/* The measure that is wished of a table beside records, whose pay may be any column: only
 * an element says something of the table, too. */
static const char *wished_pay(const bp_answer *a, bool alone)
{
    char measure[BP_MEASURE_SIZE];
    const char *pay = a->choice.pay;
    if (a->question->offers.published_pay != NULL)
        return a->question->offers.published_pay;
    if (pay == NULL || alone)
        return pay;
    bp_stated_measure(measure, bp_text_of(pay));
    return bp_stated_element(measure) != NULL ? pay : NULL;
}

/* The date that is given for all rows; 0: none is. */
static bp_status given_date(int32_t *out, const bp_reading *r, bp_err *err)
{
    bp_constants given;
    bp_status status = bp_constants_find(&given, r, err);
    if (status != BP_OK)
        return status;
    *out = bp_date_number(given.date);
    bp_constants_release(&given);
    return BP_OK;
}

/* From when a published table is aged: what is said of it alone comes first. */
static bp_status find_effective(bp_published_wish *wish, const bp_answer *a, bp_err *err)
{
    wish->age = a->choice.age;
    wish->effective = a->question->offers.published_date;
    return wish->age != NULL && wish->effective == 0
               ? given_date(&wish->effective, &a->question->reading, err)
               : BP_OK;
}

static bp_status read_published(bp_answer *a, bp_err *err)
{
    const char *path;
    bp_status status = take_published(a, &path, err);
    if (status != BP_OK || path == NULL)
        return status;
    /* How the survey is laid out says nothing about the table. */
    bp_reading own;
    bp_reading_init(&own);
    own.digest = a->reading.digest;
    const bool alone = a->reading.n_files == 0;
    if (alone)
        status = check_choice(a, err);
    bp_published_wish wish = {
        .reading = alone ? &a->reading : &own,
        .pay = wished_pay(a, alone),
        .pay_key = alone && a->question->offers.published_pay == NULL
                       ? BP_SET_PAY
                       : BP_SET_PUBLISHED_PAY,
        .doubts = &a->doubts,
    };
    if (status == BP_OK)
        status = find_effective(&wish, a, err);
    if (status == BP_OK)
        status = bp_published_take(&a->published, path, &wish, err);
    if (status == BP_OK && a->question->offers.published_pay != NULL)
        a->published->assumed = false; /* it was said of the table itself */
    return status;
}

/* Of the files, the only one. */
static bp_status is_alone(bool *out, const bp_answer *a, bp_err *err)
{
    *out = false;
    if (a->reading.n_files != 1)
        return BP_OK;
    return bp_published_recognise(out, a->reading.file[0], &a->reading, a->choice.pay,
                                  err);
}

bp_status bp_published_alone(bp_answer *a, bp_err *err)
{
    bool alone;
    bp_status status = is_alone(&alone, a, err);
    if (status != BP_OK || !alone)
        return status;
    bp_published_wish wish = { .reading = &a->reading,
                               .pay = a->choice.pay,
                               .pay_key = BP_SET_PAY,
                               .choice = &a->choice,
                               .doubts = &a->doubts };
    status = find_effective(&wish, a, err);
    if (status == BP_OK)
        status = bp_published_take(&a->published, a->reading.file[0], &wish, err);
    if (status == BP_OK)
        a->reading.n_files = 0;
    return status;
}

/* An amount alone; those of a list come converted. */
static bp_status convert_amount(bp_answer *a, bp_err *err)
{
    bp_conversion *x = NULL;
    bp_decimal *const amount[] = { &a->amount };
    bp_status status = bp_conversion_open(&x, &a->choice, err);
    if (status == BP_OK)
        status = bp_conversion_apply(x, amount, 1, &a->amount_currency, NULL, err);
    if (status == BP_OK)
        status = bp_conversion_say(&a->amount_converted, &a->texts, x, err);
    bp_conversion_free(x);
    return status;
}

bp_status bp_offers_amount_open(bp_answer *a, bp_err *err)
{
    const bp_offer_question *q = &a->question->offers;
    a->amount = q->amount;
    a->amount_currency = q->currency;
    const bp_status status =
        q->amount_file != NULL
            ? bp_amount_read_file(&a->amount, &a->amount_currency, q->amount_file,
                                  a->question->reading.number_format, err)
            : BP_OK;
    return status == BP_OK ? convert_amount(a, err) : status;
}

/* Shares of full time that the list alone has are none of the survey's. */
static bp_status let_go_of_fte(bp_answer *a, bp_err *err)
{
    const bp_reading *q = &a->question->reading;
    if (a->offers == NULL || !a->offers->full_time)
        return BP_OK;
    a->map = bp_alloc(0, q->n_map, sizeof *a->map);
    if (a->map == NULL)
        return bp_no_memory(err, "the offers");
    a->reading.map = a->map;
    a->reading.n_map = 0;
    for (size_t i = 0; i < q->n_map; i++) {
        bp_role role;
        if (!bp_role_parse(&role, bp_text_of(q->map[i].role)) || role != BP_ROLE_FTE ||
            !bp_column_is_lacking(q, q->map[i].column))
            a->map[a->reading.n_map++] = q->map[i];
    }
    return BP_OK;
}

bp_status bp_offers_open(bp_answer *a, bp_err *err)
{
    const bp_offer_question *q = &a->question->offers;
    bp_status status =
        q->list != NULL
            ? bp_offers_read(&a->offers, q->list, &a->question->reading, &a->choice, err)
            : bp_offers_amount_open(a, err);
    if (status == BP_OK)
        status = let_go_of_fte(a, err);
    if (status == BP_OK)
        status = bp_scope_offers(a, err);
    if (status == BP_OK && a->offers != NULL) {
        a->choice.also = a->offers->by;
        a->choice.n_also = a->offers->n_by;
    }
    if (status == BP_OK)
        status = read_published(a, err);
    return status == BP_OK && a->offer_at != NULL && a->reading.n_files == 0
               ? bp_fail(err, NULL, BP_EUSAGE,
                         "a line of pay is of records, and there are none")
               : status;
}

bp_status bp_offers_check_rows(const bp_answer *a, bp_err *err)
{
    return a->published == NULL && a->question->offers.n_rows > 0
               ? bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_WHERE, NULL },
                              "there is no published table to choose a line of")
               : BP_OK;
}
