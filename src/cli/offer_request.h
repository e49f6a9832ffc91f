/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer_request.h - what was said about offers.  Layer: cli. */
#ifndef BP_CLI_OFFER_REQUEST_H
#define BP_CLI_OFFER_REQUEST_H

#include "benchpay/offer.h"
#include "benchpay/published.h"
#include "cli/words.h"

/* Offers, and what they are held against. */
typedef struct bp_offer_request {
    const char *amount;        /* NULL: none, or one of the next two */
    bp_decimal value;          /* of it */
    const char *currency;      /* that it names; NULL */
    const char *amount_file;   /* --offer-file */
    const char *list;          /* --offers */
    const char *published;     /* a second market; NULL: none, or a FILE that is one */
    const char *published_pay; /* the pay that it is about; NULL: not said */
    int32_t published_date;    /* of when it is; 0: not said */
    bp_words row;              /* "COL=VALUE" */
    bp_row_filter *filter;     /* [row.n] the same, cut */
    bp_between between;
    bp_ties ties;
    bool ask; /* what to ask for */
    bp_decimal range_min; /* 0: not given, as below */
    bp_decimal range_max;
    bp_decimal midpoint;
} bp_offer_request;

#endif
