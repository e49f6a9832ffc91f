/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offering.h - the offers of a request, and their places.  Layer: cli. */
#ifndef BP_CLI_OFFERING_H
#define BP_CLI_OFFERING_H

#include "cli/request.h"
#include "compose/offer.h"
#include "ingest/offers.h"

/* What is read before the survey. */
typedef struct bp_offer_input {
    bp_offers *list; /* NULL: one amount */
    bp_decimal amount;
    const char *currency; /* that the amount names; NULL */
    bp_published *table;  /* NULL: none */
} bp_offer_input;

/* Does the request speak of offers at all? */
bool bp_offering_asked(const bp_request *r);

/* Refuses options that choose among records where there is a published table only.
 * Errors: BP_EUSAGE */
bp_status bp_offering_alone(const bp_request *r, bp_err *err);

/* Reads amounts and the published table, which leaves the files of the survey; the list's
 * group columns become groups of the survey.  `in` is released in any case.
 * Errors: BP_EUSAGE  an amount that is not money, two published tables, options that
 *                    choose records where there are none
 *         those of bp_offers_read and bp_published_read */
bp_status bp_offering_open(bp_offer_input *in, bp_request *r, bp_err *err);
void bp_offering_release(bp_offer_input *in);

/* The offers with their places in the survey (NULL: there are no records) and in the
 * published table.
 * Errors: BP_EDATA  no row in a market, no such line, another currency; with the place in
 *                   the list */
bp_status bp_offering_new(bp_offering **out, const bp_request *r, const bp_survey *survey,
                          bp_err *err);
void bp_offering_free(bp_offering *o);

#endif
