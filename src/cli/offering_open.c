/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/args.h"
#include "cli/offering.h"

bool bp_offering_asked(const bp_request *r)
{
    const bp_offer_request *o = &r->offer;
    return o->amount != NULL || o->amount_file != NULL || o->list != NULL;
}

static bp_status read_amount(bp_offer_input *in, const bp_request *r, bp_err *err)
{
    const char *format = r->reading.number_format;
    if (r->offer.amount_file != NULL)
        return bp_amount_read_file(&in->amount, &in->currency, r->offer.amount_file,
                                   format, err);
    return bp_arg_money(&in->amount, &in->currency, r->offer.amount, format, NULL, err);
}

static bp_status read_offers(bp_offer_input *in, bp_request *r, bp_err *err)
{
    if (r->offer.list == NULL)
        return read_amount(in, r, err);
    bp_status status = bp_offers_read(&in->list, r->offer.list, err);
    if (status == BP_OK) {
        r->choice.also = in->list->by;
        r->choice.n_also = in->list->n_by;
    }
    return status;
}

/* A published table among the files stands behind them, and is none of the survey's. */
static bp_status take_published(bp_request *r, const char **path, bp_err *err)
{
    const char **file = r->file.at;
    *path = r->offer.published;
    for (size_t i = 0; i < r->reading.n_files;) {
        bool published;
        bp_status status =
            bp_published_recognise(&published, file[i], &r->reading, r->choice.pay, err);
        if (status != BP_OK)
            return status;
        if (!published) {
            i++;
            continue;
        }
        if (*path != NULL)
            return bp_fail(err, &(bp_loc){ .file = file[i] }, BP_EUSAGE,
                           "is a second published table; an offer is held against one");
        *path = file[i];
        memmove(file + i, file + i + 1, (r->file.n - i - 1) * sizeof file[0]);
        file[r->file.n - 1] = *path;
        r->reading.n_files--;
    }
    return BP_OK;
}

bp_status bp_offering_alone(const bp_request *r, bp_err *err)
{
    const struct {
        const char *option;
        bool given;
    } chosen[] = { { "--where", r->where.n > 0 },
                   { "--job", r->job.n > 0 },
                   { "--by", r->by.n > 0 },
                   { "--excluded", r->excluded != NULL } };
    for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++)
        if (chosen[i].given)
            return bp_fail(
                err, NULL, BP_EUSAGE,
                "%s is about records; a line of a published table is chosen with "
                "--row COLUMN=VALUE",
                chosen[i].option);
    return BP_OK;
}

static bp_status read_published(bp_offer_input *in, bp_request *r, bp_err *err)
{
    const char *path;
    bp_reading own;
    bp_status status = take_published(r, &path, err);
    if (status != BP_OK || path == NULL)
        return status;
    /* how the survey is laid out says nothing about the table */
    bp_reading_init(&own);
    own.digest = r->reading.digest;
    own.period = r->reading.period;
    bool alone = r->reading.n_files == 0;
    if (alone)
        status = bp_offering_alone(r, err);
    return status == BP_OK
               ? bp_published_read(&in->table, path, alone ? &r->reading : &own, err)
               : status;
}

bp_status bp_offering_open(bp_offer_input *in, bp_request *r, bp_err *err)
{
    bp_status status = read_offers(in, r, err);
    if (status == BP_OK)
        status = read_published(in, r, err);
    if (status == BP_OK && in->table == NULL && r->offer.row.n > 0)
        status = bp_fail(err, NULL, BP_EUSAGE,
                         "--row chooses a line of a published table, and there is none; "
                         "records are chosen with --where");
    r->offered = in;
    return status;
}

void bp_offering_release(bp_offer_input *in)
{
    bp_offers_free(in->list);
    bp_published_free(in->table);
}
